/* SPDX-License-Identifier: MIT
 *
 * desk.c -- from a request to a page: who may ask, and for what.
 */
#include "print/print.h"
#include "survey/desk/private.h"

#include <stdio.h>
#include <stdlib.h>

/* Scripts and frames are our own; nothing is inline. */
#define DESK_POLICY	"default-src 'none'; style-src 'self'; "	\
	"script-src 'self'; img-src 'self'; connect-src 'self'; "	\
	"frame-src 'self'; form-action 'self'; "			\
	"frame-ancestors 'none'; base-uri 'none'"
/* A page of the questionnaire inside the desk: it can be looked at. */
#define PREVIEW_POLICY	"default-src 'none'; style-src 'self'; "	\
	"img-src 'self'; form-action 'none'; frame-ancestors 'self'; "	\
	"base-uri 'none'"

bool
desk_open(const char *dir, const struct desk_site *site, struct desk **out,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct desk *d = calloc(1, sizeof(*d));
	struct desk_visit v = { .desk = d, .a = &a };
	const char **names;
	uint8_t token[16];
	size_t n;

	*out = NULL;
	if (d == NULL)
		abort();
	d->dir = dir;
	d->site = site;
	seal_random(token, sizeof(token));
	hex_put(d->token, token, sizeof(token));
	pthread_mutex_init(&d->lock, NULL);
	if (!desk_files(&v, &names, &n, e)) {
		desk_close(d);
		return false;
	}
	*out = d;
	return true;
}

void
desk_close(struct desk *d)
{
	size_t i;

	if (d == NULL)
		return;
	for (i = 0; i < SHOWN_KEPT; i++)
		shown_drop(d->kept[i]);
	shown_drop(d->tryout);
	intake_close(d->intake);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

void
desk_listens(struct desk *d, uint16_t port)
{
	d->port = port;
}

/* ---- who may ask ------------------------------------------------- */

/* A page elsewhere can have a name of its own lead to this machine, and would
 * then be of the same origin as the desk.  It cannot take one of these. */
static bool
host_ok(const struct desk_visit *v)
{
	static const char *const names[] = { "127.0.0.1", "localhost",
	    "[::1]" };
	unsigned port = v->desk->port;
	char host[32];
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		snprintf(host, sizeof(host), "%s:%u", names[i], port);
		if (port != 0 && (strcmp(v->r->host, host) == 0 ||
		    (port == 80 && strcmp(v->r->host, names[i]) == 0)))
			return true;
	}
	return false;
}

/* Only a page of the desk may change anything: its browser says where the
 * request was made, and the form brings the token. */
static bool
post_ok(const struct desk_visit *v)
{
	const char *site = v->r->fetch_site, *origin = v->r->origin;

	if (*site != '\0' && strcmp(site, "same-origin") != 0)
		return false;
	if (*origin != '\0' && strcmp(origin, "null") != 0 &&
	    (strncmp(origin, "http://", 7) != 0 ||
	    strcmp(origin + 7, v->r->host) != 0))
		return false;
	return token_equal(http_value(&v->r->form, "token"), v->desk->token);
}

/* ---- the questionnaire itself ------------------------------------ */

/* "/preview/KEY/en/": the key, and what is left of the path. */
static const char *
split(struct desk_visit *v, const char *path, const char **rest)
{
	size_t n = strcspn(path, "/");

	*rest = path[n] == '/' ? path + n : "/";
	return arena_strn(v->a, path, n);
}

static void
pass_on(struct desk_visit *v, struct shown *s, const char *path)
{
	struct http_request r = *v->r;

	r.path = path;
	v->desk->site->handle(s->site, &r, v->out);
}

/* The same form in the language that was chosen, when it has one. */
static const struct forms_form *
in_language(struct desk_visit *v, const struct shown *s, const char *lang)
{
	struct forms_language *list;
	struct err ignored;
	size_t n, i;

	if (lang == NULL || strcmp(lang, s->form->lang) == 0 ||
	    !forms_languages(v->a, v->desk->dir, s->form, false, &list, &n,
	    &ignored))
		return s->form;
	for (i = 0; i < n; i++)
		if (strcmp(list[i].tag, lang) == 0)
			return list[i].form;
	return s->form;
}

/* The page for paper carries its style inside, to be one file.  Here it is
 * cut out and asked for by itself, so that nothing inline is let through. */
static void
paper(struct desk_visit *v, struct shown *s, bool style, const char *lang)
{
	static const char open[] = "<style>", close[] = "</style>";
	struct buf whole CLEAN(buf_free) = { 0 };
	const char *from, *to;

	if (!print_paper_html(in_language(v, s, lang), &whole)) {
		desk_says(v, 500, "The paper page is too long to be shown.");
		return;
	}
	from = strstr(buf_text(&whole), open);
	to = from != NULL ? strstr(from, close) : NULL;
	v->out->status = 200;
	v->out->type = style ? "text/css; charset=utf-8" :
	    "text/html; charset=utf-8";
	if (to == NULL) {
		buf_put(v->b, buf_text(&whole), style ? 0 : whole.n);
	} else if (style) {
		from += strlen(open);
		buf_put(v->b, from, (size_t)(to - from));
	} else {
		buf_put(v->b, whole.p, (size_t)(from - whole.p));
		html_f(v->b, "<link rel=\"stylesheet\" "
		    "href=\"%s/paper.css\">", s->base);
		buf_puts(v->b, to + strlen(close));
	}
}

static void
preview(struct desk_visit *v, const char *path)
{
	const char *rest, *key = split(v, path, &rest);
	struct shown *s = shown_find(v->desk, key);

	if (s == NULL)
		desk_says(v, 404, "This preview is too old. Check the "
		    "questionnaire again.");
	else if (strcmp(rest, "/paper") == 0)
		paper(v, s, false, http_value(&v->r->query, "lang"));
	else if (strcmp(rest, "/paper.css") == 0)
		paper(v, s, true, NULL);
	else
		pass_on(v, s, rest);
	shown_drop(s);
	v->out->policy = PREVIEW_POLICY;
}

static void
try_it(struct desk_visit *v, const char *path)
{
	const char *rest, *token = split(v, path, &rest);
	struct err e = { 0 };
	struct shown *s = tryout_find(v, token, &e);

	if (s != NULL) {
		pass_on(v, s, rest);
		shown_drop(s);
	} else if (e.code != ERR_NONE) {
		desk_failed(v, &e);
	} else {
		desk_says(v, 404, "This try-out has ended. Ask whoever sent "
		    "you the link for a new one.");
	}
}

/* ---- what may be asked for --------------------------------------- */

enum { GET = 1, POST = 2 };
static const struct {
	const char	*path;
	unsigned	 methods;
	void		(*go)(struct desk_visit *);
} routes[] = {
	{ "/", GET, desk_home },
	{ "/desk/questionnaire", GET | POST, desk_edit },
	{ "/desk/check", POST, desk_check },
	{ "/desk/paste", POST, desk_paste },
	{ "/desk/tryout", GET | POST, desk_tryout },
	{ "/desk/tasks", GET | POST, desk_tasks },
};

static void
own_page(struct desk_visit *v)
{
	bool post = v->r->method == HTTP_POST;
	size_t i;

	for (i = 0; i < LEN(routes); i++)
		if (strcmp(routes[i].path, v->r->path) == 0)
			break;
	if (i == LEN(routes))
		desk_says(v, 404, "There is no such page.");
	else if (!(routes[i].methods & (post ? POST : GET)))
		desk_says(v, 405, "This page cannot be used so.");
	else if (post && !post_ok(v))
		desk_says(v, 403, "This did not come from a page of this desk, "
		    "or the desk was started again since. Go back, copy what "
		    "you wrote, and open the page again.");
	else
		routes[i].go(v);
}

static const char *
below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 ? path + n : NULL;
}

void
desk_handle(void *arg, const struct http_request *r,
    struct http_response *out)
{
	struct desk_visit v = { .desk = arg, .r = r, .out = out,
	    .b = &out->body, .a = r->a };
	const char *rest;

	out->policy = DESK_POLICY;
	if (!host_ok(&v))
		desk_says(&v, 403, "This desk answers only on its own machine, "
		    "at 127.0.0.1.");
	else if (r->refused == 413)
		desk_says(&v, 413, "This is more than the desk takes at once: "
		    "1 MB, and letters with accents count for several.");
	else if (r->refused != 0)
		desk_says(&v, r->refused, "This request cannot be read.");
	else if (asset_find(r->path, out, r))
		;
	else if ((rest = below(r->path, "/preview/")) != NULL)
		preview(&v, rest);
	else if ((rest = below(r->path, "/try/")) != NULL)
		out->policy = NULL, try_it(&v, rest);
	else
		own_page(&v);
	if (!buf_ok(&out->body)) {
		buf_free(&out->body);
		desk_says(&v, 500, "This page became too long.");
	}
}
