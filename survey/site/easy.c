/* SPDX-License-Identifier: MIT
 *
 * easy.c -- what Easy Read shows in a way of its own: a picture left of its
 * words, and each sentence on a line.
 */
#include "survey/site/private.h"

static bool
easy_read(const struct visit *v)
{
	return locale_easy(locale_tag(v->language->words));
}

void
picture_begin(struct visit *v, const struct forms_document *d)
{
	if (d == NULL || !easy_read(v))
		return;
	html_f(v->b, "<div class=\"app-pictured\">\n<img class=\"app-picture\" "
	    "src=\"%s/documents/%s\" width=\"96\" height=\"96\" alt=\"%s\">\n"
	    "<div class=\"app-pictured__words\">\n", base_of(v), d->name,
	    d->words);
}

void
picture_end(struct visit *v, const struct forms_document *d)
{
	if (d != NULL && easy_read(v))
		html_lit(v->b, "</div>\n</div>\n");
}

/* Does a sentence end before p[i], which is a space? */
static bool
ends(const char *p, size_t i)
{
	while (i > 0 && (p[i - 1] == '*' || p[i - 1] == ')'))
		i--;
	return i > 0 && strchr(".?!", p[i - 1]) != NULL;
}

size_t
easy_sentence(const struct visit *v, const char *p, size_t n)
{
	bool bold = false, link = false;
	size_t i;

	for (i = 0; i < n && easy_read(v); i++) {
		if (n - i >= 2 && memcmp(p + i, "**", 2) == 0) {
			bold = !bold;
			i++;
		} else if (p[i] == '[' || p[i] == ')') {
			link = p[i] == '[';
		} else if (p[i] == ' ' && !bold && !link && ends(p, i)) {
			return i;
		}
	}
	return n;
}

void
sentences(struct visit *v, const char *words)
{
	size_t n = strlen(words), one;

	while (n > 0) {
		one = easy_sentence(v, words, n);
		html_text(v->b, arena_strn(v->a, words, one));
		if (one < n)
			html_lit(v->b, "<br>");
		one += one < n;
		words += one;
		n -= one;
	}
}
