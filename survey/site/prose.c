/* SPDX-License-Identifier: MIT
 *
 * prose.c -- paragraphs as authors write them: **bold**, "- " lists and
 * [words](document).
 */
#include "survey/site/private.h"

static void
words(struct visit *v, const char *p, size_t n)
{
	html_text(v->b, arena_strn(v->a, p, n));
}

/* Within p[0..n): the first place of a mark; NULL when there is none. */
static const char *
find(const char *p, size_t n, const char *mark)
{
	size_t i, len = strlen(mark);

	for (i = 0; i + len <= n; i++)
		if (memcmp(p + i, mark, len) == 0)
			return p + i;
	return NULL;
}

static const struct forms_document *
document(const struct visit *v, struct str name)
{
	size_t i;

	for (i = 0; i < v->form->n_documents; i++)
		if (str_is(name, v->form->documents[i].name))
			return &v->form->documents[i];
	return NULL;
}

static void
document_link(struct visit *v, const struct forms_document *d,
    const char *text)
{
	struct buf name CLEAN(buf_free) = { 0 };

	http_encode_segment(&name, d->name);
	html_f(v->b, "<a href=\"%s/documents/%s\">%s</a>", base_of(v),
	    buf_text(&name), text);
}

/* "[words](name)" at p; how many bytes it took, or 0. */
static size_t
try_link(struct visit *v, const char *p, size_t n)
{
	const char *middle = find(p, n, "]("), *end;
	const struct forms_document *d;

	if (middle == NULL)
		return 0;
	end = find(middle, n - (size_t)(middle - p), ")");
	if (end == NULL)
		return 0;
	d = document(v, (struct str){ middle + 2,
	    (size_t)(end - middle) - 2 });
	if (d == NULL)
		return 0;
	document_link(v, d, arena_strn(v->a, p + 1, (size_t)(middle - p) - 1));
	return (size_t)(end - p) + 1;
}

/* One run of text with bold and links. */
static void
line(struct visit *v, const char *p, size_t n)
{
	size_t i = 0, from = 0, took;
	bool bold = false;

	while (i < n) {
		if (n - i >= 2 && memcmp(p + i, "**", 2) == 0 && (bold ||
		    find(p + i + 2, n - i - 2, "**") != NULL)) {
			words(v, p + from, i - from);
			if (bold)
				html_lit(v->b, "</strong>");
			else
				html_lit(v->b, "<strong>");
			bold = !bold;
			from = i += 2;
		} else if (p[i] == '[') {
			words(v, p + from, i - from);
			took = try_link(v, p + i, n - i);
			from = i;
			i += took > 0 ? took : 1;
			from += took;
		} else {
			i++;
		}
	}
	words(v, p + from, n - from);
	if (bold)
		html_lit(v->b, "</strong>");
}

static void
list(struct visit *v, const char *p, size_t n)
{
	html_lit(v->b, "<ul class=\"nhsuk-list nhsuk-list--bullet\">\n");
	while (n > 0) {
		const char *end = find(p, n, "\n- ");
		size_t len = end ? (size_t)(end - p) : n;

		html_lit(v->b, "<li>");
		line(v, p + 2, len < 2 ? 0 : len - 2);
		html_lit(v->b, "</li>\n");
		if (end == NULL)
			break;
		p += len + 1;
		n -= len + 1;
	}
	html_lit(v->b, "</ul>\n");
}

/* Easy Read makes one of each sentence, and leaves more room after the last. */
static void
paragraph(struct visit *v, const char *p, size_t n)
{
	size_t all = n, one;

	while (n > 0) {
		one = easy_sentence(v, p, n);
		if (one < n || one == all)
			html_lit(v->b, "<p>");
		else
			html_lit(v->b, "<p class=\"app-last\">");
		line(v, p, one);
		html_lit(v->b, "</p>\n");
		one += one < n;
		p += one;
		n -= one;
	}
}

void
prose(struct visit *v, const char *text)
{
	size_t n;

	if (text[0] == '\0')
		return;
	html_lit(v->b, "<div");
	mark_author(v, text);
	html_lit(v->b, ">\n");
	text = said(v, text);
	n = strlen(text);
	while (n > 0) {
		const char *end = find(text, n, "\n\n");
		size_t len = end ? (size_t)(end - text) : n;

		if (len >= 2 && memcmp(text, "- ", 2) == 0) {
			list(v, text, len);
		} else {
			paragraph(v, text, len);
		}
		if (end == NULL)
			break;
		n -= len + 2;
		text += len + 2;
	}
	html_lit(v->b, "</div>\n");
}

/* Its format and size, so that nobody on a slow or paid line is taken by
 * surprise. */
static void
draw_format(struct visit *v, size_t i)
{
	const char *dot = strrchr(v->form->documents[i].path, '.');
	const char *size;

	if (v->site->documents == NULL)
		return;		/* a preview, which has no files */
	size = field_size(v, v->site->documents[i].bytes.n);
	html_f(v->b, " <span class=\"nhsuk-u-secondary-text-colour app-format\">"
	    "– %s</span>", dot == NULL ? size : fill(v,
	    tr(v->lo, "%1$s, %2$s"), field_file_kind(v, dot + 1), size));
}

void
documents(struct visit *v, const char *heading)
{
	size_t i;

	if (v->form->n_documents == 0)
		return;
	html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n"
	    "<ul class=\"nhsuk-list\">\n", heading);
	for (i = 0; i < v->form->n_documents; i++) {
		html_lit(v->b, "<li><span");
		mark_author(v, v->form->documents[i].words);
		html_lit(v->b, ">");
		document_link(v, &v->form->documents[i],
		    v->form->documents[i].words);
		html_lit(v->b, "</span>");
		draw_format(v, i);
		html_lit(v->b, "</li>\n");
	}
	html_lit(v->b, "</ul>\n");
}
