/* SPDX-License-Identifier: MIT
 *
 * desk.c -- the desk's view of the public site: the only place where the two
 * meet.
 */
#include "survey/desk/desk.h"
#include "survey/fetching.h"
#include "survey/mailing.h"
#include "survey/site/site.h"

#include <errno.h>
#include <stdio.h>

static bool
open_site(struct arena *a, const char *dir, const struct forms_form *form,
    const struct forms_settings *settings, struct intake *intake,
    const char *base, void **out, struct err *e)
{
	struct site_options o = { .base = base, .preview = intake == NULL,
	    .rehearsal = intake != NULL, .tryout = intake != NULL };
	struct site *s;

	draft_languages(a, dir, form, &o);
	if (!site_open(a, dir, form, settings, intake, &o, &s, e))
		return false;
	*out = s;
	return true;
}

static void
close_site(void *site)
{
	site_close(site);
}

static const struct desk_site public_site = { open_site, site_handle,
	close_site };

/* Nobody can sign in to a desk without accounts: how to make the first. */
static bool
say_first(const char *dir, struct err *e)
{
	bool any;

	if (!desk_has_accounts(dir, &any, e))
		return false;
	if (!any)
		printf("Nobody has an account yet. Make yours, in another "
		    "terminal of this machine:\n  %s staff %s add LOGIN "
		    "--name NAME --preset manager\n",
		    program_invocation_name, dir);
	return true;
}

static void
say_where(struct http_server *server, const char *https)
{
	if (https != NULL)
		printf("Listening on http://127.0.0.1:%d/ for the proxy that "
		    "serves https://%s/ (stop with Ctrl-C)\n",
		    http_port(server), https);
	else
		printf("Open http://127.0.0.1:%d/ in a browser on this machine "
		    "(stop with Ctrl-C)\n", http_port(server));
	fflush(stdout);
}

int
desk_until_stopped(const struct desk_options *o, const char *command)
{
	struct mailing mailing CLEAN(mailing_close) = { 0 };
	struct fetching fetching CLEAN(fetching_close) = { 0 };
	struct http_options h;
	struct desk_mail mail = { 0 };
	struct http_server *server = NULL;
	struct desk_source source;
	struct desk *desk = NULL;
	struct err e = { 0 };

	http_block_signals();
	http_options_init(&h);
	h.port = (uint16_t)o->port;
	h.threads = 4;
	h.takes_files = desk_takes_files;
	h.https = h.proxied = o->https != NULL;
	if (!mailing_start(&mailing, o->dir, &e) || !fetching_open(&fetching, o->dir, o->key, o->from, &source, &e) ||
	    !desk_open(o->dir, o->https, &public_site, &desk, &e) ||
	    !say_first(o->dir, &e) ||
	    !http_start(&server, &h, desk_handle, desk, &e)) {
		desk_close(desk);
		return fail(command, &e);
	}
	mailing_open(&mailing, &fetching, &source, &mail);
	desk_takes_mail(desk, &mail);
	if (!desk_fetches(desk, &source, &e)) {
		http_stop(server);
		desk_close(desk);
		return fail(command, &e);
	}
	desk_listens(desk, http_port(server));
	if (source.why_not != NULL)
		printf("Answers from the site are not fetched: %s.\n",
		    source.why_not);
	say_where(server, o->https);
	http_wait_signal();
	mailing_stop(&mailing);
	http_stop(server);
	desk_close(desk);
	return 0;
}
