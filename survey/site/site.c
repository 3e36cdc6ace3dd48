/* SPDX-License-Identifier: MIT
 *
 * site.c -- from a request to a page: who may go where.
 */
#include "survey/site/private.h"

#include <stdlib.h>

/* ---- opening --------------------------------------------------------- */

enum { MAX_DOCUMENT = 64 << 20 };

static const char *
type_of(const char *path)
{
	static const struct { const char *end, *type; } types[] = {
		{ ".pdf", "application/pdf" },
		{ ".txt", "text/plain; charset=utf-8" },
		{ ".odt", "application/vnd.oasis.opendocument.text" },
		{ ".docx", "application/vnd.openxmlformats-officedocument."
		    "wordprocessingml.document" },
		{ ".svg", "image/svg+xml" }, { ".png", "image/png" }, { ".jpg", "image/jpeg" },
		{ ".mp4", "video/mp4" }, { ".mp3", "audio/mpeg" },
	};
	const char *dot = strrchr(path, '.');
	size_t i;

	for (i = 0; dot != NULL && i < LEN(types); i++)
		if (strcmp(dot, types[i].end) == 0)
			return types[i].type;
	return "application/octet-stream";
}

static bool
read_documents(struct arena *a, const char *dir, struct site *s,
    struct err *e)
{
	const struct forms_form *f = s->form;
	size_t n = f->n_documents + f->n_pictures, i;

	s->documents = arena_array(a, struct site_document, n);
	for (i = 0; i < n; i++) {
		const char *path = i < f->n_documents ? f->documents[i].path :
		    f->pictures[i - f->n_documents]->path;

		if (path[0] == '/' || strstr(path, "..") != NULL)
			return err_set(e, ERR_INPUT, "document %s must be in "
			    "the consultation's folder", path);
		s->documents[i].type = type_of(path);
		if (!file_read(a, path_join(a, dir, path), MAX_DOCUMENT,
		    &s->documents[i].bytes, e))
			return false;
	}
	return true;
}

/* The form's own language first, then those of the options. */
static bool
take_languages(struct arena *a, struct site *s, struct err *e)
{
	const struct site_options *o = &s->opt;
	const struct locale *own = locale_builtin(s->form->languages[0]);
	size_t i;

	s->languages = arena_array(a, struct site_language,
	    o->n_languages + 1);
	s->languages[s->n_languages++] = (struct site_language){
	    .words = own != NULL ? own : locale_english(), .form = s->form,
	    .open = true };
	for (i = 0; i < o->n_languages; i++) {
		if (o->languages[i].form->n_fields != s->form->n_fields ||
		    o->languages[i].form->n_pages != s->form->n_pages)
			return err_set(e, ERR_INPUT, "the form in %s is not "
			    "the same form",
			    locale_tag(o->languages[i].words));
		s->languages[s->n_languages++] = o->languages[i];
	}
	return true;
}

bool
site_open(struct arena *a, const char *dir, const struct forms_form *form,
    const struct forms_settings *settings, struct intake *intake,
    const struct site_options *o, struct site **out, struct err *e)
{
	struct site *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (s == NULL)
		abort();
	s->form = form;
	s->settings = settings;
	s->dir = dir;
	pthread_mutex_init(&s->renewing, NULL);
	s->intake = intake;
	s->opt = *o;
	if (s->opt.now == NULL)
		s->opt.now = now_seconds;
	seal_random(s->fair_key, sizeof(s->fair_key));
	s->began = s->opt.now();
	s->crowd = crowd_new();
	if (!take_languages(a, s, e) ||
	    (!o->preview && (!read_documents(a, dir, s, e) ||
	    !brand_open(a, dir, s, e)))) {
		site_close(s);
		return false;
	}
	*out = s;
	return true;
}

void
site_close(struct site *s)
{
	if (s == NULL)
		return;
	seal_wipe(s->fair_key, sizeof(s->fair_key));
	crowd_free(s->crowd);
	pthread_mutex_destroy(&s->renewing);
	arena_free(&s->renewed);
	free(s);
}

/* ---- who may go where ------------------------------------------------ */

/* A form of ours is posted from a page of ours.  Browsers say so in
 * Sec-Fetch-Site; older ones name the page's origin, or "null" as our pages
 * send no referrer.  The token in the form is the guard for all. */
bool
same_site(const struct visit *v)
{
	const char *site = v->r->fetch_site, *origin = v->r->origin;
	const char *own = v->site->settings->public_url, *host;
	size_t n = strlen(origin);

	if (*site != '\0')
		return strcmp(site, "same-origin") == 0 ||
		    strcmp(site, "none") == 0;
	if (n == 0 || strcmp(origin, "null") == 0)
		return true;
	if (strncmp(own, origin, n) == 0 && (own[n] == '\0' || own[n] == '/'))
		return true;
	host = strstr(origin, "://");
	return host != NULL && strcmp(host + 3, v->r->host) == 0;
}

/* Whether this post may be acted upon: a draft's forms carry its token. */
static bool
genuine(const struct visit *v, const struct route *r)
{
	if (!same_site(v))
		return false;
	if (r->go == go_start && (!v->has_draft || v->draft.sent ||
	    http_value(&v->r->form, "again") == NULL))
		return true;
	return !v->has_draft ||
	    token_equal(http_value(&v->r->form, "token"), v->draft.token);
}

static bool
allowed(const struct visit *v, const struct route *r)
{
	return v->r->method == HTTP_POST ? r->methods & POST :
	    r->methods & GET;
}

/* To the page that says why; at once when there are words to give back. */
static void
turn_away(struct visit *v, const char *part, void (*go)(struct visit *))
{
	if (unkept_any(v))
		go(v);
	else
		redirect(v, address(v, part));
}

static void
pass_gate(struct visit *v, const struct route *r)
{
	if (v->r->method == HTTP_POST && !genuine(v, r))
		page_error(v, 400);
	else if (r->gate == FREE)
		r->go(v);
	else if (!v->has_draft && season(v) == SEASON_OPEN)
		page_gone(v);
	else if (!may_answer(v))
		turn_away(v, "", go_landing);
	else if (v->draft.sent)
		turn_away(v, "sent", go_sent);
	else
		r->go(v);
}

/* A page as somebody would first come to it. */
static void
preview(struct visit *v, const struct route *r)
{
	if (v->r->method == HTTP_POST) {
		page_error(v, 405);
	} else if (r->go == go_question) {
		draft_start(v);
		v->out->cookie = NULL;
		r->go(v);
	} else if (r->go == go_landing || r->go == go_home ||
	    r->go == go_cookies || r->go == go_privacy ||
	    r->go == go_accessibility || r->go == go_feedback ||
	    r->go == go_paper) {
		r->go(v);
	} else {
		page_error(v, 404);
	}
}

static void
dispatch(struct visit *v)
{
	const struct route *r = route_find(v);
	struct err e = { 0 };

	v->out->kind = r != NULL ? r->kind : NULL;
	v->linked = r != NULL && (r->methods & GET) && strstr(r->pattern,
	    "LANG") != NULL;
	if (v->r->refused != 0)
		page_error(v, v->r->refused);
	else if (r == NULL)
		page_error(v, 404);
	else if (!allowed(v, r))
		page_error(v, 405);
	else if (v->site->opt.preview)
		preview(v, r);
	else if (r->go == go_asset || r->go == go_document)
		r->go(v);
	else if (draft_sweep(v), !draft_load(v, &e))
		page_failed(v, &e);
	else
		draft_renew(v), pass_gate(v, r);
}

void
site_handle(void *arg, const struct http_request *r,
    struct http_response *out)
{
	struct site *s = arg;
	/* In the arena: what a response waits for may look at it. */
	struct visit *v = arena_new(r->a, struct visit);

	*v = (struct visit){ .site = s, .r = r, .out = out,
	    .b = &out->body, .a = r->a, .now = s->opt.now() };
	amended_look(s, r->a, v->now);
	language_choose(v);
	dispatch(v);
	if (!buf_ok(&out->body)) {
		buf_free(&out->body);
		page_error(v, 500);
	}
}

size_t
site_takes_files(void *arg, const struct http_request *r)
{
	const struct site *s = arg;
	const char *slug = strstr(r->path, "/q/");
	const struct forms_page *p = slug == NULL ? NULL :
	    forms_page(s->form, slug + 3);

	return p != NULL && page_takes_files(p) ? HTTP_MAX_UPLOAD : 0;
}
