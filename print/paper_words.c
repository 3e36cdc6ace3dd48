/* SPDX-License-Identifier: MIT
 *
 * paper_words.c -- the form's words on paper: paragraphs, bold and lists.
 */
#include "print/paper.h"

const char *
paper_said(const struct sheet *s, const char *words)
{
	return forms_words(&s->nobody, words);
}

void
paper_ours(struct sheet *s, const char *element, const char *class)
{
	html_lit(s->b, "<");
	buf_puts(s->b, element);
	if (*class != '\0')
		html_f(s->b, " class=\"%s\"", class);
	if (s->foreign)
		html_lit(s->b, " lang=\"en\" dir=\"ltr\"");
	html_lit(s->b, ">");
}

static void
words(struct sheet *s, const char *p, size_t n)
{
	html_text(s->b, arena_strn(s->nobody.a, p, n));
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
document(const struct sheet *s, const char *p, const char *end)
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
link_words(struct sheet *s, const char *p, const char *end)
{
	const char *middle = find(p, end, "]("), *close;

	close = middle ? find(middle, end, ")") : NULL;
	if (close == NULL || !document(s, middle + 2, close))
		return NULL;
	words(s, p + 1, (size_t)(middle - p) - 1);
	return close + 1;
}

static void
line(struct sheet *s, const char *p, const char *end)
{
	const char *from = p, *after;
	bool bold = false;

	while (p < end) {
		if (end - p >= 2 && memcmp(p, "**", 2) == 0 &&
		    (bold || find(p + 2, end, "**") != NULL)) {
			words(s, from, (size_t)(p - from));
			if (bold)
				html_lit(s->b, "</strong>");
			else
				html_lit(s->b, "<strong>");
			bold = !bold;
			from = p += 2;
			continue;
		}
		if (*p == '[' && find(p, end, "](") != NULL) {
			words(s, from, (size_t)(p - from));
			from = p;
			after = link_words(s, p, end);
			if (after != NULL) {
				from = p = after;
				continue;
			}
		}
		p++;
	}
	words(s, from, (size_t)(end - from));
	if (bold)
		html_lit(s->b, "</strong>");
}

static bool
starts_item(const char *p)
{
	return p[0] == '-' && p[1] == ' ';
}

static const char *
list(struct sheet *s, const char *p)
{
	const char *end;

	html_lit(s->b, "<ul>\n");
	while (starts_item(p)) {
		end = p + strcspn(p, "\n");
		html_lit(s->b, "<li>");
		line(s, p + 2, end);
		html_lit(s->b, "</li>\n");
		p = *end ? end + 1 : end;
	}
	html_lit(s->b, "</ul>\n");
	return p;
}

void
paper_prose(struct sheet *s, const char *text)
{
	const char *p = paper_said(s, text), *end;

	while (*p != '\0') {
		if (*p == '\n') {
			p++;
			continue;
		}
		if (starts_item(p)) {
			p = list(s, p);
			continue;
		}
		for (end = p; *end && !(end[0] == '\n' && (end[1] == '\n' ||
		    starts_item(end + 1))); end++)
			;
		html_lit(s->b, "<p>");
		line(s, p, end);
		html_lit(s->b, "</p>\n");
		p = end;
	}
}
