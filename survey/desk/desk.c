/* SPDX-License-Identifier: MIT
 *
 * desk.c -- from a request to a page: who may ask, and for what.
 */
#include "survey/desk/figures.h"

#include <stdio.h>
#include <stdlib.h>

/* Scripts and frames are our own; nothing is inline. */
#define DESK_POLICY	"default-src 'none'; style-src 'self'; "	\
	"script-src 'self'; img-src 'self'; connect-src 'self'; "	\
	"frame-src 'self'; form-action 'self'; "			\
	"frame-ancestors 'none'; base-uri 'none'"

/* A store that an older program made could not be read. */
static void
bring_up_to_date(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct err ignored;

	if (desk_store_there(v))
		(void)!desk_store_open(v, DB_WRITE, &s, &ignored);
}

bool
desk_open(const char *dir, const char *https, const struct desk_site *site,
    struct desk **out, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct desk *d = calloc(1, sizeof(*d));
	struct desk_visit v = { .desk = d, .a = &a };
	const char **names;
	size_t n;

	*out = NULL;
	if (d == NULL)
		abort();
	d->dir = dir;
	d->https = https;
	d->site = site;
	pthread_mutex_init(&d->writing, NULL);
	pthread_mutex_init(&d->lock, NULL);
	if (!desk_files(&v, &names, &n, e)) {
		desk_close(d);
		return false;
	}
	bring_up_to_date(&v);
	*out = d;
	return true;
}

void
desk_takes_mail(struct desk *d, const struct desk_mail *mail)
{
	d->mail = mail;
}

void
desk_close(struct desk *d)
{
	size_t i;

	if (d == NULL)
		return;
	mailbox_stop(d);
	fetch_stop(d);
	for (i = 0; i < SHOWN_KEPT; i++)
		shown_drop(d->kept[i]);
	shown_drop(d->tryout);
	intake_close(d->intake);
	pthread_mutex_destroy(&d->writing);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

bool
desk_fetches(struct desk *d, const struct desk_source *source, struct err *e)
{
	return mailbox_start(d, e) && fetch_start(d, source, e);
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

	if (v->desk->https != NULL)
		return port != 0 && strcmp(v->r->host, v->desk->https) == 0;
	for (i = 0; i < LEN(names); i++) {
		snprintf(host, sizeof(host), "%s:%u", names[i], port);
		if (port != 0 && (strcmp(v->r->host, host) == 0 ||
		    (port == 80 && strcmp(v->r->host, names[i]) == 0)))
			return true;
	}
	return false;
}

size_t
desk_takes_files(void *arg, const struct http_request *r)
{
	struct desk_visit v = { .desk = arg, .r = r, .a = r->a };
	struct err ignored;
	bool may;

	if (!host_ok(&v))
		return 0;
	if (strncmp(r->path, "/try/", 5) == 0)
		return HTTP_MAX_UPLOAD;
	may = desk_recognise(&v, &ignored) && desk_route_files(&v);
	seal_wipe(&v.secret, sizeof(v.secret));
	return may ? DESK_MAX_UPLOAD : 0;
}

/* ---- answering --------------------------------------------------- */

/* What the server refused before it could be read. */
static void
refused(struct desk_visit *v)
{
	const struct desk_route *r = desk_route_find(v->r->path);
	bool files = r != NULL && (r->methods & DESK_FILES) != 0;

	if (v->r->refused == 413 && files)
		desk_says(v, 413, "These files are too large together: 20 MB "
		    "is the most at once, and 10 MB for one file. Nothing was "
		    "attached. Scan in grey or at 200 dots to the inch, or "
		    "attach them one after the other.");
	else if (v->r->refused == 413)
		desk_says(v, 413, "This is more than the desk takes at once: "
		    "1 MB, and letters with accents count for several.");
	else if (v->r->refused == 400 && files)
		desk_says(v, 403, "Nothing was attached. Files are taken from "
		    "keyers and analysts who are signed in: sign in, open the "
		    "page of the sheet, and choose the files again.");
	else
		desk_says(v, v->r->refused, "This request cannot be read.");
}

void
desk_handle(void *arg, const struct http_request *r,
    struct http_response *out)
{
	struct desk_visit v = { .desk = arg, .r = r, .out = out,
	    .b = &out->body, .a = r->a };
	struct err e = { 0 };

	out->policy = DESK_POLICY;
	if (!host_ok(&v))
		desk_says(&v, 403, v.desk->https != NULL ?
		    arena_printf(v.a, "This desk answers only as %s.",
		    v.desk->https) : "This desk answers only on its own "
		    "machine, at 127.0.0.1.");
	else if (r->refused != 0)
		refused(&v);
	else if (asset_find(r->path, out, r))
		;
	else if (!desk_meet(&v, &e))
		desk_failed(&v, &e);
	else
		desk_go(&v);
	if (!buf_ok(&out->body)) {
		buf_free(&out->body);
		desk_says(&v, 500, "This page became too long.");
	}
	seal_wipe(&v.secret, sizeof(v.secret));
}
