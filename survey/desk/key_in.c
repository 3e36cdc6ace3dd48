/* SPDX-License-Identifier: MIT
 *
 * key_in.c -- taking in what came by post, by phone or from a meeting.
 */
#include "survey/desk/keying.h"

#include <stdio.h>

/* ---- taking in --------------------------------------------------------------------- */

static bool
settings_of(struct desk_visit *v, struct forms_settings **out, struct err *e)
{
	struct forms_diags d;

	forms_diags_init(&d, v->a);
	return forms_settings_load(v->a, v->desk->dir, out, &d, e);
}

/* After the close, unless it was posted by then. */
static bool
is_late(const struct forms_settings *s, const char *received,
    const char *postmark)
{
	char close[11];

	if (s == NULL || !s->has_dates)
		return false;
	date_text(s->close_day, close);
	return strcmp(received, close) > 0 && (*postmark == '\0' ||
	    strcmp(postmark, close) > 0);
}

/* Another consultation in the same office numbers its copies from 1 as well. */
static bool
is_ours(struct desk_visit *v, struct cases *c, const struct forms_mark *m,
    struct err *e)
{
	struct forms_form *form;
	struct sheet_copy copy;
	bool found;

	if (!forms_load_published(v->a, v->desk->dir, NULL, &form, e))
		return false;
	if (strcasecmp(m->form, form->name) != 0)
		return err_set(e, ERR_INPUT, "that is a copy of another "
		    "consultation: %s", m->form);
	if (m->serial == 0)
		return err_set(e, ERR_INPUT, "that copy has no number: count "
		    "it below");
	if (!copies_find(c, m->serial, &copy, &found, e))
		return false;
	return !found || (strncasecmp(copy.form, m->hash, strlen(m->hash)) ==
	    0 && strcasecmp(copy.lang, m->lang) == 0) ||
	    err_set(e, ERR_INPUT, "the code says that this copy is in %s and "
	    "of version %s; the copy that was printed here with its number is "
	    "another. Put it aside, and ask who printed it", m->lang, m->hash);
}

/* A number, or what a scanner read of the code. */
static bool
serial_of(struct desk_visit *v, struct cases *c, const char *line,
    uint32_t *serial, struct err *e)
{
	struct forms_mark m;

	if (strncmp(line, "EARSHOT", 7) != 0)
		return forms_serial_read(line, serial, e);
	if (!forms_mark_read(line, &m, e) || !is_ours(v, c, &m, e))
		return false;
	*serial = m.serial;
	return true;
}

static bool
one_sheet(struct desk_visit *v, struct cases *c, struct intake_form *in,
    const struct sheet *like, uint32_t serial, struct err *e)
{
	struct sheet s = *like;
	char shown[FORMS_SERIAL_SIZE];

	s.serial = serial;
	if (!sheet_receive(v->a, c, &s, desk_login(v), now_seconds(), e))
		return false;
	*arena_push(v->a, in->taken, in->n_taken, in->cap) = s;
	if (s.serial != 0)
		forms_serial_show(s.serial, shown);
	buf_printf(&in->said, "%s%lld: %s%s%s", in->said.n > 0 ? "\n" : "",
	    (long long)s.place, s.serial != 0 ? shown : s.channel,
	    serial == 0 && s.serial != 0 ? ", write this number on it" : "",
	    s.late ? ", late" : "");
	return true;
}

/* The next line that is not empty, or NULL. */
static const char *
next_line(struct desk_visit *v, const char **p)
{
	while (**p != '\0') {
		size_t n = strcspn(*p, "\r\n");
		const char *line = arena_strn(v->a, *p, n);

		*p += n + strspn(*p + n, "\r\n");
		if (line[strspn(line, " \t")] != '\0')
			return line;
	}
	return NULL;
}

bool
key_serials(struct desk_visit *v, struct cases *c, const char *p,
    uint32_t **out, size_t *n, struct err *e)
{
	const char *line;
	uint32_t serial;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while ((line = next_line(v, &p)) != NULL) {
		if (!serial_of(v, c, line, &serial, e))
			return false;
		if (*n == 0 || (*out)[*n - 1] != serial)
			*arena_push(v->a, *out, *n, cap) = serial;
	}
	return true;
}

void
intake_free(struct intake_form *in)
{
	buf_free(&in->said);
}

/* Each once: a scanner reads every page of a sheet. */
static bool
numbered(struct desk_visit *v, struct cases *c, struct intake_form *in,
    const struct sheet *like, struct err *e)
{
	const char *p = in->numbers, *line;
	uint32_t serial, last = 0;

	while ((line = next_line(v, &p)) != NULL) {
		if (!serial_of(v, c, line, &serial, e))
			return false;
		if (serial != last && !one_sheet(v, c, in, like, serial, e))
			return false;
		last = serial;
		in->numbers = p;	/* what is left, if one fails */
	}
	return true;
}

static bool
check_in(struct desk_visit *v, struct intake_form *in, int64_t *plain,
    int64_t *people)
{
	const char *today = key_today(v);
	bool meets = strcmp(in->channel, "meeting") == 0 ||
	    strcmp(in->channel, "petition") == 0;
	bool paper = strcmp(in->channel, "paper") == 0;

	*plain = *in->plain != '\0' ? desk_number(in->plain) : 0;
	*people = meets ? desk_number(in->people) : 0;
	if (!paper && !meets &&
	    strcmp(in->channel, "letter") != 0 &&
	    strcmp(in->channel, "phone") != 0)
		in->wrong = "Say what it is: paper, a letter, a call, a "
		    "meeting or a petition.";
	else if (!key_day_ok(in->received, false))
		in->wrong = "Say on which day it came, like 2026-11-27.";
	else if (!key_day_ok(in->postmark, true))
		in->wrong = "The day of the postmark must be like 2026-11-27, "
		    "or empty.";
	else if (meets && *people == 0)
		in->wrong = "Say how many people took part or signed.";
	else if (strcmp(in->received, today) > 0)
		in->wrong = "The day on which it came is still to come.";
	else if (strcmp(in->postmark, in->received) > 0)
		in->wrong = "The postmark is of a later day than the one on "
		    "which it came.";
	else if (!paper && in->numbers[strspn(in->numbers, " \t\r\n")] !=
	    '\0')
		in->wrong = "Only questionnaires on paper have numbers: say "
		    "that it is one, or take the numbers out.";
	else if (in->plain[strspn(in->plain, "0123456789")] != '\0')
		in->wrong = "Say in digits how many copies have no number.";
	else if (*plain > 500)
		in->wrong = "Take in 500 sheets at a time at most.";
	return in->wrong == NULL;
}

static bool
has_language(const struct forms_form *f, const char *tag)
{
	size_t i;

	for (i = 0; i < f->n_languages; i++)
		if (strcmp(f->languages[i], tag) == 0)
			return true;
	return *tag == '\0';
}

static bool
key_in(struct desk_visit *v, struct cases *c, struct intake_form *in,
    struct err *e)
{
	bool paper = strcmp(in->channel, "paper") == 0;
	struct forms_settings *settings = NULL;
	struct forms_form *form;
	struct sheet like = { 0 };
	int64_t plain, people;

	in->what = "Taken in, with their places in the batch:";
	if (!check_in(v, in, &plain, &people))
		return true;
	if (!forms_load_published(v->a, v->desk->dir, NULL, &form, e) ||
	    !settings_of(v, &settings, e))
		return false;
	if (!has_language(form, in->lang)) {
		in->wrong = "The questionnaire is not in that language.";
		return true;
	}
	like.batch = desk_number(in->batch);
	like.people = people;
	like.late = is_late(settings, in->received, in->postmark);
	snprintf(like.channel, sizeof(like.channel), "%s", in->channel);
	snprintf(like.form, sizeof(like.form), "%s", form->hash);
	snprintf(like.lang, sizeof(like.lang), "%s", *in->lang != '\0' ?
	    in->lang : form->languages[0]);
	snprintf(like.received, sizeof(like.received), "%s", in->received);
	snprintf(like.postmark, sizeof(like.postmark), "%s", in->postmark);
	if (paper && !numbered(v, c, in, &like, e))
		return false;
	if (!paper && plain == 0)
		plain = 1;
	for (; plain > 0; plain--) {
		if (!one_sheet(v, c, in, &like, 0, e))
			return false;
		/* what is left, if one fails */
		in->plain = arena_printf(v->a, "%lld", (long long)(plain - 1));
	}
	if (in->said.n == 0)
		in->wrong = "Scan or type the numbers, or say how many copies "
		    "have none.";
	return true;
}

/* A form that is sent twice, by a second click or when its page is loaded again,
 * would take its sheets in twice.  Whoever asks has the case store for writing. */
static bool
was_sent(struct desk *d, int64_t once)
{
	size_t i;

	for (i = 0; i < TAKEN_KEPT; i++)
		if (once != 0 && d->taken[i] == once)
			return true;
	return false;
}

bool
key_in_once(struct desk_visit *v, struct cases *c, struct intake_form *in,
    struct err *e)
{
	struct desk *d = v->desk;
	int64_t once = desk_number(desk_sent(v, "once"));
	bool ok;

	if (was_sent(d, once)) {
		in->numbers = in->plain = in->people = "";
		return err_set(e, ERR_INPUT, "this was taken in already: it "
		    "was sent twice. The batch has each sheet once.");
	}
	ok = key_in(v, c, in, e);
	if (in->n_taken > 0)
		d->taken[d->next_taken++ % TAKEN_KEPT] = once;
	return ok;
}
