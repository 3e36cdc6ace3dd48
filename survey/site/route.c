/* SPDX-License-Identifier: MIT
 *
 * route.c -- every kind of page and where it lives, in one table.
 *
 * Kinds without an address stand in for another page: they have tests of
 * their own, so they are in the table too.
 */
#include "survey/site/private.h"

static const struct route routes[] = {
	{ "home", "/", GET, FREE, false, go_home },
	{ "home", "/LANG", GET, FREE, false, go_home },
	{ "landing", "/LANG/", GET, FREE, true, go_landing },
	{ "start", "/LANG/start", GET | POST, FREE, true, go_start },
	{ "question", "/LANG/q/SLUG", GET | POST, DRAFT, true, go_question },
	{ "check", "/LANG/check", GET, DRAFT, true, go_check },
	{ "equality", "/LANG/equality", GET | POST, DRAFT, true, go_equality },
	{ "send", "/LANG/send", GET | POST, FREE, true, go_send },
	{ "sent", "/LANG/sent", GET, FREE, true, go_sent },
	{ "save", "/LANG/save", GET, FREE, true, go_save },
	{ "back", "/LANG/back", GET | POST, FREE, true, go_back },
	{ "back-code", "/LANG/back/SLUG", GET | POST, FREE, true, go_back },
	{ "receipt", "/LANG/receipt", GET, FREE, true, go_receipt },
	{ "withdraw", "/LANG/withdraw", GET | POST, FREE, true, go_withdraw },
	{ "stop-equality", "/LANG/stop-equality", GET | POST, FREE, true,
	    go_stop_equality },
	{ "outcome", "/LANG/outcome", GET | POST, FREE, true, go_outcome },
	{ "leave", "/LANG/leave", POST, FREE, false, go_leave },
	{ "cookies", "/LANG/cookies", GET, FREE, true, go_cookies },
	{ "privacy", "/LANG/privacy", GET, FREE, true, go_privacy },
	{ "accessibility", "/LANG/accessibility", GET, FREE, true,
	    go_accessibility },
	{ "feedback", "/LANG/feedback", GET | POST, FREE, true, go_feedback },
	{ "paper", "/LANG/paper", GET | POST, FREE, true, go_paper },
	{ "thanks", "/LANG/thanks", GET, FREE, true, go_thanks },
	{ "document", "/documents/SLUG", GET, FREE, false, go_document },
	{ "asset", "/assets/SLUG", GET, FREE, false, go_asset },
	{ "healthz", "/healthz", GET, FREE, false, go_healthz },
	{ "not-open", NULL, GET, FREE, true, NULL },
	{ "closed", NULL, GET, FREE, true, NULL },
	{ "gone", NULL, GET, FREE, true, NULL },
	{ "error-400", NULL, GET, FREE, true, NULL },
	{ "error-404", NULL, GET, FREE, true, NULL },
	{ "error-405", NULL, GET, FREE, true, NULL },
	{ "error-409", NULL, GET, FREE, true, NULL },
	{ "error-413", NULL, GET, FREE, true, NULL },
	{ "error-500", NULL, GET, FREE, true, NULL },
	{ "error-503", NULL, GET, FREE, true, NULL },
};

/* Moves *p past one segment and its slash; the segment. */
static struct str
segment(const char **p)
{
	const char *end = strchr(*p, '/');
	struct str s = { *p, end ? (size_t)(end - *p) : strlen(*p) };

	*p = end ? end + 1 : *p + s.n;
	return s;
}

/* Both start with "/".  The language must be the one that is served. */
static bool
matches(struct visit *v, const char *pattern, const char *path)
{
	const char *slug = NULL;

	pattern++;
	path++;
	while (*pattern != '\0' && *path != '\0') {
		bool more = strchr(pattern, '/') != NULL;
		bool more_path = strchr(path, '/') != NULL;
		const char *at = path;
		struct str want = segment(&pattern), got = segment(&path);

		if (got.n == 0 || more != more_path)
			return false;
		if (str_is(want, "SLUG"))
			slug = arena_strn(v->a, at, got.n);
		else if (str_is(want, "LANG") ?
		    !str_is(got, locale_tag(v->language->words)) : !str_eq(want, got))
			return false;
	}
	v->slug = slug;
	return *pattern == '\0' && *path == '\0';
}

const struct route *
route_find(struct visit *v)
{
	size_t i;

	for (i = 0; i < LEN(routes); i++)
		if (routes[i].pattern != NULL &&
		    matches(v, routes[i].pattern, v->r->path))
			return &routes[i];
	return NULL;
}

void
site_routes_print(struct buf *b)
{
	size_t i;

	buf_lit(b, "[\n");
	for (i = 0; i < LEN(routes); i++)
		buf_printf(b, " {\"kind\": \"%s\", \"pattern\": \"%s\", "
		    "\"get\": %s, \"post\": %s, \"page\": %s}%s\n",
		    routes[i].kind,
		    routes[i].pattern ? routes[i].pattern : "",
		    routes[i].methods & GET ? "true" : "false",
		    routes[i].methods & POST ? "true" : "false",
		    routes[i].page ? "true" : "false",
		    i + 1 < LEN(routes) ? "," : "");
	buf_lit(b, "]\n");
}
