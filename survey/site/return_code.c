/* SPDX-License-Identifier: MIT
 *
 * return_code.c -- the code by which people come back: in words, as a link and
 * as a picture of the link.
 *
 * The code is the cookie's secret, so it is on no other page than those that
 * the cookie opens, and we never keep it.
 */
#include "survey/site/private.h"

/* "https://HOST", of this site or, where the settings do not say, of the
 * request: it is only shown to whoever made that. */
static const char *
origin(const struct visit *v)
{
	const char *url = v->site->settings->public_url;
	size_t n = strlen(url);

	if (n > 0 && v->site->opt.base == NULL)
		return arena_strn(v->a, url, n - (url[n - 1] == '/'));
	return arena_printf(v->a, "%s://%s", v->site->opt.https ? "https" :
	    "http", v->r->host);
}

static const char *
code_address(const struct visit *v)
{
	char code[CODE_TEXT];

	code_put(code, v->draft.secret);
	return address(v, arena_printf(v->a, "back/%s", code));
}

void
return_code(struct visit *v, bool with_picture)
{
	const char *path = code_address(v);
	const char *link = arena_printf(v->a, "%s%s", origin(v), path);
	char code[CODE_TEXT];
	size_t i;

	code_put(code, v->draft.secret);
	html_lit(v->b, "<p class=\"app-code\"><bdi id=\"return-code\">");
	for (i = 0; i < CODE_TEXT - 1; i += 5)
		html_f(v->b, "<span>%s</span>", arena_strn(v->a, code + i,
		    i + 5 < CODE_TEXT ? 5 : 4));
	html_f(v->b, "</bdi></p>\n<p>%s<br><bdi><a class=\"app-link\" "
	    "href=\"%s\">%s</a></bdi></p>\n",
	    tr(v->lo, "Or use this link:"), path, link);
	if (with_picture)
		qr_draw(v->b, "app-qr", tr(v->lo, "A picture of the link, for "
		    "the camera of a phone"), link);
}
