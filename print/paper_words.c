/* SPDX-License-Identifier: MIT
 *
 * paper_words.c -- the form's words on paper: paragraphs, bold and lists.
 */
#include "print/paper.h"

const char *
paper_said(const struct paper_form *s, const char *words)
{
	return forms_words(&s->nobody, words);
}

void
paper_ours(struct paper_form *s, const char *element, const char *class)
{
	html_lit(s->b, "<");
	buf_puts(s->b, element);
	if (*class != '\0')
		html_f(s->b, " class=\"%s\"", class);
	if (s->foreign)
		html_lit(s->b, " lang=\"en\" dir=\"ltr\"");
	html_lit(s->b, ">");
}

/* ---- what stands there -------------------------------------------------------- */

/* One line while its spans are gathered. */
struct reading {
	struct paper_form	*s;
	struct report_span *v;
	size_t		 n, cap;
	bool		 bold;
};

static void
words(struct reading *r, const char *p, size_t n)
{
	if (n > 0)
		*arena_push(r->s->nobody.a, r->v, r->n, r->cap) =
		    (struct report_span){ r->bold ? REPORT_STRONG :
		    REPORT_PLAIN, arena_strn(r->s->nobody.a, p, n), NULL };
}

static const char *
find(const char *p, const char *end, const char *mark)
{
	size_t n = strlen(mark);

	for (; p + n <= end; p++)
		if (memcmp(p, mark, n) == 0)
			return p;
	return NULL;
}

static bool
document(const struct paper_form *s, const char *p, const char *end)
{
	struct str name = { p, (size_t)(end - p) };
	size_t i;

	for (i = 0; i < s->form->n_documents; i++)
		if (str_is(name, s->form->documents[i].name))
			return true;
	return false;
}

/* "[words](document)" at p: where it ends, or NULL. */
static const char *
link_words(struct reading *r, const char *p, const char *end)
{
	const char *middle = find(p, end, "]("), *close;

	close = middle ? find(middle, end, ")") : NULL;
	if (close == NULL || !document(r->s, middle + 2, close))
		return NULL;
	words(r, p + 1, (size_t)(middle - p) - 1);
	return close + 1;
}

static struct report_text
line(struct paper_form *s, const char *p, const char *end)
{
	struct reading r = { .s = s };
	const char *from = p, *after;

	while (p < end) {
		if (end - p >= 2 && memcmp(p, "**", 2) == 0 &&
		    (r.bold || find(p + 2, end, "**") != NULL)) {
			words(&r, from, (size_t)(p - from));
			r.bold = !r.bold;
			from = p += 2;
			continue;
		}
		if (*p == '[' && find(p, end, "](") != NULL) {
			words(&r, from, (size_t)(p - from));
			from = p;
			after = link_words(&r, p, end);
			if (after != NULL) {
				from = p = after;
				continue;
			}
		}
		p++;
	}
	words(&r, from, (size_t)(end - from));
	return (struct report_text){ r.v, r.n };
}

static bool
starts_item(const char *p)
{
	return p[0] == '-' && p[1] == ' ';
}

size_t
paper_read(struct paper_form *s, const char *text, struct paper_prose **out)
{
	const char *p = paper_said(s, text), *end;
	size_t n = 0, cap = 0;
	bool item;

	*out = NULL;
	while (*p != '\0') {
		if (*p == '\n') {
			p++;
			continue;
		}
		item = starts_item(p);
		p += item ? 2 : 0;
		for (end = p; *end && !(*end == '\n' && (item ||
		    end[1] == '\n' || starts_item(end + 1))); end++)
			;
		*arena_push(s->nobody.a, *out, n, cap) = (struct paper_prose){
		    item, line(s, p, end) };
		p = end;
	}
	return n;
}

/* ---- as HTML --------------------------------------------------------------------- */

static void
spans(struct paper_form *s, struct report_text t)
{
	bool bold = false, strong;
	size_t i;

	for (i = 0; i < t.n; i++) {
		strong = t.v[i].mark == REPORT_STRONG;
		if (strong && !bold)
			html_lit(s->b, "<strong>");
		else if (bold && !strong)
			html_lit(s->b, "</strong>");
		bold = strong;
		html_text(s->b, t.v[i].text);
	}
	if (bold)
		html_lit(s->b, "</strong>");
}

void
paper_prose(struct paper_form *s, const char *text)
{
	struct paper_prose *v;
	size_t n = paper_read(s, text, &v), i;

	for (i = 0; i < n; i++) {
		if (v[i].item && (i == 0 || !v[i - 1].item))
			html_lit(s->b, "<ul>\n");
		if (v[i].item)
			html_lit(s->b, "<li>");
		else
			html_lit(s->b, "<p>");
		spans(s, v[i].text);
		if (v[i].item)
			html_lit(s->b, "</li>\n");
		else
			html_lit(s->b, "</p>\n");
		if (v[i].item && (i + 1 == n || !v[i + 1].item))
			html_lit(s->b, "</ul>\n");
	}
}
