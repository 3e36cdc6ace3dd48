/* SPDX-License-Identifier: MIT
 *
 * policy.c -- lines that say how answers may be used; they hold for all that
 * stands below them unless it says otherwise.
 */
#include "forms/build.h"

/* Those that UK GDPR article 9 names come first; the rest may matter to
 * people just as much, but the law asks less of whoever asks. */
static const char *const kinds[] = { "health", "disability", "ethnicity",
	"religion", "belief", "politics", "union", "genetic", "biometric",
	"sex-life", "orientation", "sex", "gender", "gender-identity", "age",
	"marriage", "pregnancy", "caring", "bereavement", "language",
	"nationality", "location", "contact", "income", "criminal" };

static void
sensitivity(struct build *b, struct line *l, const char **to)
{
	struct buf list CLEAN(buf_free) = { 0 };
	struct forms_span at;
	const char *name;
	size_t i;

	do {
		name = want_name(&b->c, l, "what the answer tells about a "
		    "person", &at);
		for (i = 0; name != NULL && i < LEN(kinds); i++)
			if (strcmp(kinds[i], name) == 0)
				break;
		if (name != NULL && i == LEN(kinds)) {
			const char *hint = closest(&b->c, str_of(name), kinds,
			    LEN(kinds));

			fault(&b->c, "E412", at, hint[0] ? hint : "for example "
			    "health, ethnicity, religion, orientation, age",
			    "`%s` is not a kind of sensitivity", name);
			l->bad = true;
		}
		if (name != NULL)
			buf_printf(&list, "%s%s", list.n ? " " : "", name);
	} while (name != NULL && take_peek(l) != NULL && !l->bad);
	want_end(&b->c, l);
	if (!l->bad)
		*to = arena_str(b->c.a, buf_text(&list));
}

/* Only the question that is built in can be asked: the permission that a
 * person gives is one question with one meaning. */
static enum forms_policy
policy_if(struct build *b, struct line *l)
{
	const struct forms_span at = line_end(l);

	if (take_word(l, "quote-consent") && take_word(l, "=") &&
	    take_word(l, "yes"))
		return FORMS_IF;
	fault(&b->c, "E410", at, "write `if quote-consent = yes`",
	    "only the built-in question quote-consent can decide this");
	l->bad = true;
	return FORMS_INHERIT;
}

/* `quote yes` and `quote no` */
static void
yes_or_no(struct build *b, struct line *l)
{
	bool yes = take_is(l, "yes");
	const char *word = line_word(l->kind);

	if (!yes && !take_is(l, "no"))
		return;
	fault(&b->c, "E115", line_end(l), arena_printf(b->c.a, "write `%s %s`",
	    word, !yes ? "never" : l->kind == L_PUBLISH ? "always" :
	    "if quote-consent = yes"), "one of never, always or if should "
	    "stand here");
	l->bad = true;
}

static void
allow(struct build *b, struct line *l, enum forms_policy *to)
{
	static const char *const words[] = { "never", "always", "if", NULL };
	enum forms_policy p = FORMS_INHERIT;

	yes_or_no(b, l);
	if (l->bad)
		return;
	switch (want_one_of(&b->c, l, words)) {
	case 0:
		p = FORMS_NEVER;
		break;
	case 1:
		p = FORMS_ALWAYS;
		break;
	case 2:
		p = policy_if(b, l);
		break;
	default:
		break;
	}
	want_end(&b->c, l);
	if (!l->bad)
		*to = p;
}

/* Adds what the lines under l say to p. */
void
build_policy(struct build *b, const struct line *l, struct policy *p)
{
	bool seen[L_KINDS] = { false };
	struct line *child;
	const char *words;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_PURPOSE && child->kind != L_SENSITIVITY &&
		    child->kind != L_QUOTE && child->kind != L_PUBLISH)
			continue;
		if (take_twice(&b->c, child, seen[child->kind]))
			continue;
		seen[child->kind] = true;
		child->cursor = 1;
		if (child->kind == L_SENSITIVITY) {
			sensitivity(b, child, &p->sensitivity);
		} else if (child->kind == L_QUOTE) {
			allow(b, child, &p->quote);
		} else if (child->kind == L_PUBLISH) {
			allow(b, child, &p->publish);
		} else {
			words = want_words(&b->c, child);
			want_end(&b->c, child);
			if (words != NULL)
				p->purpose = words_plain(b, child, words);
		}
	}
}
