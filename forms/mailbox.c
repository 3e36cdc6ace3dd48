/* SPDX-License-Identifier: MIT
 *
 * mailbox.c -- the lines of site.settings about email: a mailbox that the desk
 * reads, and when it is erased who wrote.
 */
#include "forms/build.h"
#include "forms/mailbox.h"

/* USER@HOST, perhaps with a port, perhaps with a mailbox behind it; the last
 * "@" counts.  What is wrong with it; NULL: nothing that can be seen here. */
static const char *
wrong(const char *url)
{
	const char *from = strstr(url, "://"), *at;
	size_t n;

	if (from == NULL ||
	    (strncmp(url, "imaps://", 8) != 0 &&
		strncmp(url, "imap://", 7) != 0))
		return "this is not an address of a mailbox";
	from += 3;
	n = strcspn(from, "/");
	at = memrchr(from, '@', n);
	if (at == NULL || at == from)
		return "this does not say whose mailbox it is";
	if (at + 1 == from + n || at[1] == ':')
		return "this does not say at which server the mailbox is";
	if (memchr(from, ':', (size_t)(at - from)) != NULL)
		return "a password has no place in the settings";
	return NULL;
}

void
mailbox_read(struct ctx *c, struct line *l, struct forms_settings *s)
{
	const struct tok *t;
	const char *url, *why;

	take_twice(c, l, s->mailbox[0] != '\0');
	l->cursor = 1;
	t = want_any(c, l, "an address (imaps://USER@HOST/INBOX)");
	if (t == NULL)
		return;
	url = arena_strn(c->a, t->text.p, t->text.n);
	why = wrong(url);
	if (why != NULL) {
		fault(c, "E614", t->at,
		    "write imaps://USER@HOST/INBOX; the "
		    "password stands in a file of its own",
		    "%s", why);
		return;
	}
	s->mailbox = url;
	s->mailbox_at = line_key(l);
	t = take_peek(l);
	if (t != NULL && t->kind == TOK_WORD && str_is(t->text, "token")) {
		s->mailbox_token = true;
		l->cursor++;
	}
	want_end(c, l);
}

void
senders_read(struct ctx *c, struct line *l, struct forms_settings *s)
{
	const struct tok *t;

	take_twice(c, l, s->erases_senders);
	l->cursor = 1;
	t = want_any(c, l, "a day (2027-07-04)");
	if (t == NULL)
		return;
	if (!date_parse(t->text, &s->senders_day)) {
		fault(c, "E601", t->at,
		    "write year, month and day: "
		    "2027-07-04",
		    "`%.*s` is not a day", STRF(t->text));
		return;
	}
	want_end(c, l);
	s->erases_senders = true;
	s->senders = uk_seconds(s->senders_day, 0);
	s->senders_at = t->at;
}

/* Who wrote on the last day could not be asked anything. */
void
senders_check(struct ctx *c, const struct forms_settings *s)
{
	if (s->erases_senders && s->has_dates && s->senders < s->closes)
		fault(c, "E615", s->senders_at,
		    "give a day after the one on "
		    "which it closes",
		    "who wrote would be erased before it "
		    "closes");
}

void
mailbox_doubt(struct ctx *c, const struct forms_settings *s)
{
	if (s->mailbox[0] != '\0' && !s->erases_senders)
		doubt(c, "W790", s->mailbox_at,
		    "write a line `erase-senders "
		    "DATE`, with the day that people are told",
		    "nothing says when the names and addresses of those who "
		    "write are erased");
}
