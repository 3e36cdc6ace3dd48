/* SPDX-License-Identifier: MIT
 *
 * words.c -- words that people see: what stands in braces is put in, and
 * [words](document) is looked up.
 *
 * What was put in is never looked at again, so a title with a brace in it
 * stays as it is.
 */
#include "forms/build.h"

/* Where in the source the given piece of decoded words stands; the whole
 * quoted text when it cannot be found there as it is. */
static struct forms_span
locate(const struct line *l, struct str piece)
{
	const struct forms_source *src = l->words_at.src;
	const char *at = memmem(src->text.p + l->words_at.start,
	    src->text.n - l->words_at.start, piece.p, piece.n);
	struct forms_span span = l->words_at;

	if (at == NULL || piece.n == 0)
		return span;
	span.start = (size_t)(at - src->text.p);
	span.end = span.start + piece.n;
	return span;
}

static const char *
property(const struct forms_entity *e, struct str part, struct build *b)
{
	if (str_is(part, "title"))
		return e->title;
	if (str_is(part, "number"))
		return arena_printf(b->c.a, "%d", e->number);
	if (str_is(part, "says"))
		return e->says;
	if (str_is(part, "name"))
		return e->name;
	if (str_is(part, "covers"))
		return e->covers;
	return NULL;
}

/* What `p.title` or `P3.title` stands for. */
static const char *
stands_for(struct build *b, const struct place *at, const struct line *l,
    struct str inside)
{
	static const char *const parts[] = { "title", "number", "says", "name",
	    "covers" };
	const char *dot = memchr(inside.p, '.', inside.n), *value;
	struct str base = inside, part = { 0 };
	const struct forms_entity *e = NULL;

	if (dot != NULL) {
		base.n = (size_t)(dot - inside.p);
		part = (struct str){ dot + 1, inside.n - base.n - 1 };
	}
	if (at != NULL && at->var != NULL && str_is(base, at->var))
		e = at->row;
	else
		e = forms_entity(b->f, arena_strn(b->c.a, base.p, base.n));
	if (e == NULL && b->no_codes)
		return NULL;
	if (e == NULL) {
		fault(&b->c, "E209", locate(l, inside), at && at->var ?
		    arena_printf(b->c.a, "here you can write {%s.title}, "
		    "{%s.number} or {%s.says}", at->var, at->var, at->var) :
		    "to show a brace itself, write {{",
		    "nothing called `%.*s` can be put in here", STRF(inside));
		return NULL;
	}
	value = property(e, part, b);
	if (value == NULL)
		fault(&b->c, "E209", locate(l, inside), part.n ?
		    closest(&b->c, part, parts, LEN(parts)) :
		    arena_printf(b->c.a, "for example {%.*s.title}",
		    STRF(base)), "`%.*s` has no words of its own",
		    STRF(inside));
	return value;
}

static const char *
put_in(struct build *b, const struct place *at, const struct line *l,
    const char *s, struct buf *out)
{
	const char *close = strchr(s, '}');
	const char *value;

	if (close == NULL) {
		fault(&b->c, "E209", locate(l, str_of(s)),
		    "to show a brace itself, write {{",
		    "this brace is not closed");
		return s + strlen(s);
	}
	value = stands_for(b, at, l, (struct str){ s + 1,
	    (size_t)(close - s) - 1 });
	if (value != NULL)
		buf_puts(out, value);
	return close + 1;
}

const char *
words_in(struct build *b, const struct place *at, const struct line *l,
    const char *s)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t run;

	if (s == NULL)
		return "";
	if (strchr(s, '{') == NULL)
		return s;
	while (*s != '\0') {
		run = strcspn(s, "{");
		buf_put(&out, s, run);
		s += run;
		if (s[0] == '{' && s[1] == '{') {
			buf_lit(&out, "{");
			s += 2;
		} else if (s[0] == '{') {
			s = put_in(b, at, l, s, &out);
		}
	}
	b->n_words += out.n;
	if (b->n_words > WORDS_MAX || !buf_ok(&out)) {
		fault(&b->c, "E122", l->at, "",
		    "this form has more words than can be held");
		return "";
	}
	return arena_str(b->c.a, buf_text(&out));
}

const char *
words_plain(struct build *b, const struct line *l, const char *s)
{
	return words_in(b, NULL, l, s);
}

static bool
document_known(const struct build *b, struct str name)
{
	size_t i;

	for (i = 0; i < b->f->n_documents; i++)
		if (str_is(name, b->f->documents[i].name))
			return true;
	return false;
}

/* [words](document): only documents that the form declares. */
void
words_links(struct build *b, const struct line *l, const char *s)
{
	const char *names[32];
	const char *end;
	size_t n = 0, i;

	for (i = 0; i < b->f->n_documents && n < LEN(names); i++)
		names[n++] = b->f->documents[i].name;
	while ((s = strstr(s, "](")) != NULL) {
		struct str name = { s + 2, 0 };

		end = strchr(s, ')');
		s += 2;
		if (end == NULL)
			continue;
		name.n = (size_t)(end - s);
		if (!document_known(b, name))
			fault(&b->c, "E208", locate(l, name), n > 0 ?
			    closest(&b->c, name, names, n) : "a document is "
			    "declared so: document plan file documents/plan.pdf"
			    " \"Read the plan\"",
			    "no document `%.*s` is declared", STRF(name));
	}
}
