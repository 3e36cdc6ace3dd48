/* SPDX-License-Identifier: MIT
 *
 * take.c -- reading one line from left to right.
 */
#include "forms/lines.h"

#include <stdio.h>

PRINTF(6, 0) static void
complain(struct ctx *c, enum forms_level level, const char *id,
    struct forms_span at, const char *hint, const char *fmt, va_list ap)
{
	char words[1024];
	size_t cut;

	vsnprintf(words, sizeof(words), fmt, ap);
	if (!utf8_valid(words, strlen(words), &cut))
		words[cut] = '\0';	/* cut inside a letter */
	forms_diag_add(c->d, level, id, at, hint, "%s", words);
}

void
fault(struct ctx *c, const char *id, struct forms_span at, const char *hint,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(c, FORMS_ERROR, id, at, hint, fmt, ap);
	va_end(ap);
}

void
doubt(struct ctx *c, const char *id, struct forms_span at, const char *hint,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(c, FORMS_WARNING, id, at, hint, fmt, ap);
	va_end(ap);
}

struct forms_span
line_key(const struct line *l)
{
	return l->n > 0 ? l->toks[0].at : l->at;
}

struct line *
line_child(const struct line *l, enum line_kind k)
{
	struct line *child;

	for (child = l->first; child != NULL; child = child->next)
		if (child->kind == k)
			return child;
	return NULL;
}

struct forms_span
line_end(const struct line *l)
{
	struct forms_span at = l->at;

	if (l->cursor < l->n)
		return l->toks[l->cursor].at;
	if (l->cursor > 0)
		at.end = l->toks[l->cursor - 1].at.end;
	at.start = at.end;
	return at;
}

const struct tok *
take_peek(const struct line *l)
{
	return l->cursor < l->n ? &l->toks[l->cursor] : NULL;
}

bool
take_is(const struct line *l, const char *word)
{
	const struct tok *t = take_peek(l);

	return t != NULL && t->kind == TOK_WORD && str_is(t->text, word);
}

bool
take_word(struct line *l, const char *word)
{
	if (!take_is(l, word))
		return false;
	l->cursor++;
	return true;
}

/* One complaint a line: what follows the first is seldom worth reading. */
static bool
missing(struct ctx *c, struct line *l, const char *what, const char *hint)
{
	const struct tok *t = take_peek(l);

	if (l->bad)
		return false;
	l->bad = true;
	if (t == NULL)
		fault(c, "E115", line_end(l), hint, "%s is missing here", what);
	else
		fault(c, "E115", t->at, hint, "%s should stand here", what);
	return false;
}

bool
want_word(struct ctx *c, struct line *l, const char *word)
{
	char what[64];

	if (take_word(l, word))
		return true;
	snprintf(what, sizeof(what), "the word `%s`", word);
	return missing(c, l, what, advise_word(c, l, word));
}

const struct tok *
want_any(struct ctx *c, struct line *l, const char *what)
{
	const struct tok *t = take_peek(l);

	if (t == NULL || t->kind != TOK_WORD) {
		missing(c, l, what, "");
		return NULL;
	}
	l->cursor++;
	return t;
}

static bool
letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

static bool
digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

bool
lang_name_ok(struct str s)
{
	size_t i;

	if (s.n == 0 || s.n > 60 || !letter(s.p[0]) || s.p[s.n - 1] == '-')
		return false;
	for (i = 1; i < s.n; i++)
		if (!letter(s.p[i]) && !digit(s.p[i]) && s.p[i] != '-')
			return false;
	return true;
}

bool
lang_reserved(struct str s)
{
	static const char *const words[] = { "and", "or", "not", "in", "is",
	    "includes", "where" };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (str_is(s, words[i]))
			return true;
	return false;
}

const char *
want_name(struct ctx *c, struct line *l, const char *what,
    struct forms_span *at)
{
	const struct tok *t = take_peek(l);

	if (t == NULL || t->kind != TOK_WORD) {
		missing(c, l, what, t != NULL && t->kind == TOK_STRING ?
		    advise_name(c, l->words ? l->words : "") : "");
		return NULL;
	}
	if (at != NULL)
		*at = t->at;
	l->cursor++;
	if (lang_reserved(t->text)) {
		fault(c, "E202", t->at, "choose another name",
		    "`%.*s` is a word of conditions, so nothing can have it "
		    "as its name", STRF(t->text));
		l->bad = true;
		return NULL;
	}
	if (!lang_name_ok(t->text)) {
		fault(c, "E201", t->at, "a name starts with a letter and has "
		    "only letters a to z, digits and hyphens",
		    "`%.*s` cannot be %s", STRF(t->text), what);
		l->bad = true;
		return NULL;
	}
	return arena_strn(c->a, t->text.p, t->text.n);
}

bool
lang_int(struct str s, int *out)
{
	size_t i = s.n > 0 && s.p[0] == '-', start = i;
	int v = 0;

	for (; i < s.n; i++) {
		if (!digit(s.p[i]) || i - start >= 9)
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = start ? -v : v;
	return s.n > start;
}

bool
want_int(struct ctx *c, struct line *l, const char *what, int low, int high,
    int *out)
{
	const struct tok *t = take_peek(l);
	char words[96];

	if (t == NULL || t->kind != TOK_WORD || !lang_int(t->text, out))
		return missing(c, l, what, "");
	l->cursor++;
	if (*out >= low && *out <= high)
		return true;
	snprintf(words, sizeof(words), "it goes from %d to %d", low, high);
	fault(c, "E404", t->at, words, "%d is not possible for %s", *out, what);
	l->bad = true;
	return false;
}

/* A line in a repeat is read once for each row, so words that were taken may
 * be taken again. */
const char *
want_words(struct ctx *c, struct line *l)
{
	const struct tok *t = take_peek(l);

	if (t != NULL && t->kind == TOK_STRING)
		l->cursor++;
	else if (l->words == NULL || (l->words_at.start >= l->at.start &&
	    l->words_at.end <= l->at.end)) {
		missing(c, l, "a text in \"quotes\"", t != NULL &&
		    t->kind == TOK_WORD ? advise_quotes(c, l) : "");
		l->words_taken = true;
		return NULL;
	}
	l->words_taken = true;
	return l->words;
}

void
want_end(struct ctx *c, struct line *l)
{
	const struct tok *t = take_peek(l);

	if (l->bad)
		return;
	if (l->words != NULL && !l->words_taken) {
		fault(c, "E117", l->words_at, "take the quoted words away",
		    "`%.*s` takes no words", STRF(l->toks[0].text));
		l->bad = true;
	} else if (t != NULL) {
		fault(c, "E116", t->at, l->kind == L_SCALE && l->cursor == 2 &&
		    t->kind == TOK_WORD ? advise_hyphens(c, l, 1, NULL) :
		    "take it away, or put it on a line of "
		    "its own", "this is more than `%.*s` can take",
		    STRF(l->toks[0].text));
		l->bad = true;
	}
}

int
want_one_of(struct ctx *c, struct line *l, const char *const *words)
{
	const struct tok *t = take_peek(l);
	struct buf list CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; words[i] != NULL; i++) {
		if (take_word(l, words[i]))
			return (int)i;
		buf_printf(&list, "%s%s", i == 0 ? "" :
		    words[i + 1] ? ", " : " or ", words[i]);
	}
	if (t != NULL && t->kind == TOK_WORD && !l->bad) {
		const char *hint = closest(c, t->text, words, i);

		fault(c, "E115", t->at, hint, "one of %s should stand here",
		    buf_text(&list));
		l->bad = true;
		return -1;
	}
	missing(c, l, arena_printf(c->a, "one of %s", buf_text(&list)), "");
	return -1;
}

const char *
closest(struct ctx *c, struct str s, const char *const *names, size_t n)
{
	size_t best = s.n <= 3 ? 1 : s.n <= 6 ? 2 : 3, i, d;
	const char *found = NULL;

	if (c->d->errors >= FORMS_DIAG_MAX)
		return "";	/* nobody would see it */

	for (i = 0; i < n; i++) {
		d = str_distance(s, str_of(names[i]), best);
		if (d <= best && d < s.n) {
			if (found == NULL || d < best)
				found = names[i];
			best = d;
		}
	}
	return found ? arena_printf(c->a, "did you mean `%s`?", found) : "";
}

char *
take_lower(struct arena *a, const char *s)
{
	char *out = arena_str(a, s), *p;

	for (p = out; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	return out;
}

bool
take_twice(struct ctx *c, const struct line *l, bool already)
{
	if (already)
		fault(c, "E120", line_key(l), "keep one of them",
		    "`%.*s` is said twice here", STRF(l->toks[0].text));
	return already;
}
