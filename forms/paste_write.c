/* SPDX-License-Identifier: MIT
 *
 * paste_write.c -- the questions that were found as lines of the language.
 */
#include "forms/paste.h"

#include <strings.h>

enum { NAME_LONGEST = 24 };

/* ---- names ------------------------------------------------------- */

static bool
is_dull(const char *w, size_t n)
{
	static const char *const dull[] = { "a", "an", "and", "any", "are",
	    "at", "be", "been", "by", "can", "could", "did", "do", "does",
	    "for", "from", "had", "has", "have", "how", "i", "if", "in", "is",
	    "it", "like", "me", "my", "no", "not", "of", "on", "or", "our",
	    "please", "that", "the", "their", "there", "these", "this", "to",
	    "us", "was", "we", "were", "what", "when", "where", "which",
	    "who", "will", "with", "would", "yes", "you", "your", "includes" };
	size_t i;

	for (i = 0; i < LEN(dull); i++)
		if (strlen(dull[i]) == n && memcmp(dull[i], w, n) == 0)
			return true;
	return false;
}

/* A letter of western Europe without its accent; 0: it is none. */
static char
plain(const char **s)
{
	static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuyps"
	    "aaaaaaaceeeeiiiidnooooo ouuuuypy";
	uint32_t c = utf8_next(s);

	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	if (c < 0x80)
		return (char)c;
	return c >= 0xC0 && c <= 0xFF ? latin[c - 0xC0] : c == 0x2019 ? '\'' :
	    ' ';
}

/* The words of s, a to z and digits, with hyphens between; at most so many. */
static const char *
slug(struct arena *a, const char *s, bool keep_dull, size_t most)
{
	struct buf out CLEAN(buf_free) = { 0 };
	char word[NAME_LONGEST + 1];
	size_t n = 0, words = 0;

	for (;;) {
		char c = *s != '\0' ? plain(&s) : '\0';

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			if (n < NAME_LONGEST)
				word[n++] = c;
			continue;
		}
		if (c == '\'')
			continue;
		if (n > 0 && (keep_dull || !is_dull(word, n)) &&
		    out.n + n < NAME_LONGEST && words < most) {
			/* A name starts with a letter. */
			buf_printf(&out, "%s%.*s", out.n > 0 ? "-" :
			    word[0] < 'a' ? "n" : "", (int)n, word);
			words++;
		}
		n = 0;
		if (c == '\0')
			return arena_str(a, buf_text(&out));
	}
}

static bool
is_reserved(const char *s)
{
	static const char *const words[] = { "and", "or", "not", "in", "is",
	    "includes", "where", "" };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(words[i], s) == 0)
			return true;
	return false;
}

static bool
taken(const struct paste *p, const char *s)
{
	size_t i;

	for (i = 0; i < p->n_names; i++)
		if (strcmp(p->names[i], s) == 0)
			return true;
	return false;
}

const char *
paste_name(struct paste *p, const char *words, const char *other)
{
	const char *like = slug(p->a, words, false, 3), *s;
	size_t n = 1;

	if (is_reserved(like))
		like = slug(p->a, words, true, 3);
	if (is_reserved(like))
		like = other;
	/* Many alike are not looked for one by one. */
	for (s = like; taken(p, s); )
		s = arena_printf(p->a, "%s-%zu", like, ++n < 20 ? n :
		    p->n_names + n);
	*arena_push(p->a, p->names, p->n_names, p->cap_names) = s;
	return s;
}

const char *
paste_option_name(struct paste *p, const struct paste_list *l,
    const char *words)
{
	const char *like = slug(p->a, words, true, 3), *s;
	const struct paste_option *o;

	if (is_reserved(like))
		like = arena_printf(p->a, "answer-%zu", l->n + 1);
	for (s = like, o = l->first; o != NULL; o = o->next)
		if (strcmp(o->name, s) == 0)	/* no slug ends so */
			s = arena_printf(p->a, "%s-x%zu", like, l->n + 1);
	return s;
}

/* ---- lines ------------------------------------------------------- */

static void
quote(struct buf *b, const char *s)
{
	buf_lit(b, "\"");
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '{' || *s == '}')
			buf_put(b, s, 1);
		buf_put(b, s, 1);
	}
	buf_lit(b, "\"");
}

static void
line(struct buf *b, int depth, const char *head, const char *words)
{
	buf_printf(b, "%*s%s ", depth * 2, "", head);
	quote(b, words);
}

static void
options(struct buf *b, const struct paste_list *l, int depth, bool many)
{
	static const char *const why[] = { [FORMS_PREFER_NOT] = "prefer-not",
	    [FORMS_DONT_KNOW] = "dont-know",
	    [FORMS_NOT_APPLICABLE] = "not-applicable" };
	const struct paste_option *o;
	int n = 1;

	for (o = l->first; o != NULL; o = o->next, n++) {
		buf_printf(b, "%*s%d %s ", depth * 2, "", n, o->name);
		quote(b, o->words);
		if (o->write_in)
			buf_lit(b, " write-in");
		if (o->exclusive && many)
			buf_lit(b, " exclusive");
		if (o->missing != FORMS_ANSWERED)
			buf_printf(b, " missing %s", why[o->missing]);
		buf_lit(b, "\n");
	}
}

static const char *
typed(struct paste *p, const struct paste_part *q)
{
	static const char *const names[] = { [PASTE_LINE] = "line",
	    [PASTE_LONG] = "text", [PASTE_NUMBER] = "number",
	    [PASTE_DATE] = "date", [PASTE_POSTCODE] = "postcode outward",
	    [PASTE_EMAIL] = "email", [PASTE_PHONE] = "phone" };

	if (q->type == PASTE_RATING)
		return arena_printf(p->a, "rating 1..%d", q->high);
	return names[q->type];
}

/* What a question is, from its answers and its words. */
static const char *
type_of(struct paste *p, struct paste_part *q)
{
	enum paste_type by_words;

	if (q->options.n == 0) {
		if (q->type >= PASTE_LINE && q->type != PASTE_GRID)
			return typed(p, q);
		by_words = paste_type_of(q->words, &q->high);
		q->type = q->lines > 1 ? PASTE_LONG : by_words !=
		    PASTE_UNKNOWN ? by_words : q->lines == 1 ? PASTE_LINE :
		    PASTE_LONG;
		if (q->type == PASTE_LONG && by_words == PASTE_UNKNOWN &&
		    q->lines == 0)
			paste_guess(p, q, "free text");
		else if (by_words > PASTE_LONG)
			paste_guess(p, q, "what people give, by its words");
		return typed(p, q);
	}
	if (q->type == PASTE_RANK)
		return "rank";
	if (q->type == PASTE_MANY)
		return q->most > 1 && (size_t)q->most < q->options.n ?
		    arena_printf(p->a, "choose up to %d", q->most) :
		    "choose many";
	if (q->type != PASTE_ONE && q->options.n > 2)
		paste_guess(p, q, "one answer; it may be choose many");
	return "choose one";
}

static void
guess(struct buf *b, const char *s)
{
	if (*s != '\0')
		buf_printf(b, "  # guessed: %s", s);
	buf_lit(b, "\n");
}

static void
question(struct paste *p, struct buf *b, struct paste_part *q, int depth)
{
	const struct paste_option *o;

	if (q->type == PASTE_GRID) {
		line(b, depth, arena_printf(p->a, "grid %s scale %s", q->name,
		    q->scale->name), q->words);
	} else {
		const char *type = type_of(p, q);

		line(b, depth, arena_printf(p->a, "question %s %s", q->name,
		    type), q->words);
	}
	guess(b, q->guess);
	depth++;
	if (q->show != NULL)
		buf_printf(b, "%*sshow if %s\n", depth * 2, "", q->show);
	if (*q->hint != '\0') {
		line(b, depth, "hint", q->hint);
		buf_lit(b, "\n");
	}
	if (q->required && q->type != PASTE_GRID)
		buf_printf(b, "%*srequired\n", depth * 2, "");
	if (q->type == PASTE_LONG && q->lines > 0)
		buf_printf(b, "%*spaper lines %d\n", depth * 2, "",
		    q->lines < 3 ? 3 : q->lines < 30 ? q->lines : 30);
	for (o = q->rows.first; o != NULL; o = o->next) {
		line(b, depth, arena_printf(p->a, "row %s", o->name), o->words);
		buf_lit(b, "\n");
	}
	options(b, &q->options, depth, q->type == PASTE_MANY);
	buf_lit(b, "\n");
}

/* A page where one is needed: questions cannot stand alone. */
static void
page(struct paste *p, struct buf *b, const char *name, const char *words,
    int depth)
{
	if (name == NULL) {
		name = paste_name(p, words, "page");
		p->did->pages++;
	}
	line(b, depth, arena_printf(p->a, "page %s", name), words);
	buf_lit(b, "\n\n");
}

static void
parts(struct paste *p, struct buf *b)
{
	const char *title = "Questions";
	struct paste_part *x;
	bool in = false;
	int depth = 0;

	for (x = p->first; x != NULL; x = x->next) {
		if (x->what == PASTE_SECTION) {
			line(b, 0, arena_printf(p->a, "section %s", x->name),
			    x->words);
			buf_lit(b, "\n\n");
			title = x->words;
			in = false;
			depth = 1;
			continue;
		}
		if (x->what == PASTE_PAGE || !in)
			page(p, b, x->what == PASTE_PAGE ? x->name : NULL,
			    x->what == PASTE_PAGE ? x->words : title, depth);
		in = true;
		if (x->what == PASTE_WORDS) {
			line(b, depth + 1, arena_printf(p->a, "text %s",
			    x->name), x->words);
			buf_lit(b, "\n\n");
		} else if (x->what == PASTE_QUESTION) {
			question(p, b, x, depth + 1);
		}
	}
}

void
paste_write(struct paste *p, struct buf *out)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_source src = { "pasted", { "", 0 } };
	const struct paste_scale *s;
	struct forms_diags d;

	if (*p->title != '\0')
		buf_printf(&b, "# %s\n\n", p->title);
	for (s = p->scales; s != NULL; s = s->next) {
		buf_printf(&b, "scale %s\n", s->name);
		options(&b, &s->list, 1, false);
		buf_lit(&b, "\n");
	}
	parts(p, &b);
	forms_diags_init(&d, p->a);
	src.text = (struct str){ buf_text(&b), b.n };
	if (b.n > 0 && !forms_fmt(p->a, &src, out, &d))
		buf_put(out, b.p, b.n);
}
