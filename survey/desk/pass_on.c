/* SPDX-License-Identifier: MIT
 *
 * pass_on.c -- the questionnaire itself inside the desk: previews, on the web
 * and on paper, and try-outs.
 */
#include "print/print.h"
#include "survey/desk/private.h"

/* A page of the questionnaire inside the desk: it can be looked at. */
#define PREVIEW_POLICY	"default-src 'none'; style-src 'self'; "	\
	"img-src 'self'; form-action 'none'; frame-ancestors 'self'; "	\
	"base-uri 'none'"

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

void
desk_preview(struct desk_visit *v)
{
	const char *rest, *key = split(v, v->r->path + strlen(v->route->path),
	    &rest);
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

void
desk_try(struct desk_visit *v)
{
	const char *rest, *token = split(v, v->r->path +
	    strlen(v->route->path), &rest);
	struct err e = { 0 };
	struct shown *s = tryout_find(v, token, &e);

	v->out->policy = NULL;
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
