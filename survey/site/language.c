/* SPDX-License-Identifier: MIT
 *
 * language.c -- which language a page is in, the way to the same page in
 * another, and words that are not in the language around them.
 *
 * The language is the first part of an address.  Answers are kept by the
 * names of questions and options, so they are the same in all of them.
 */
#include "survey/site/private.h"

static bool
served(const struct site *s, const struct site_language *l)
{
	return l->open || s->opt.rehearsal || s->opt.preview;
}

static const char *
tag_of(const struct site_language *l)
{
	return locale_tag(l->words);
}

/* What the browser would like best, of the languages that are open. */
static const struct site_language *
liked(const struct visit *v)
{
	const struct site *s = v->site;
	const char **tags = arena_array(v->a, const char *, s->n_languages);
	const struct site_language **open = arena_array(v->a,
	    const struct site_language *, s->n_languages);
	size_t i, n = 0;

	for (i = 0; i < s->n_languages; i++)
		if (s->languages[i].open) {
			tags[n] = tag_of(&s->languages[i]);
			open[n++] = &s->languages[i];
		}
	return n == 0 ? s->languages : open[http_pick_language(
	    v->r->accept_language, tags, n)];
}

/* The language that the first part of the address names. */
static const struct site_language *
named(const struct visit *v)
{
	const char *path = v->r->path + 1;
	size_t i, n = strcspn(path, "/");

	for (i = 0; i < v->site->n_languages; i++)
		if (served(v->site, &v->site->languages[i]) && str_is(
		    (struct str){ path, n }, tag_of(&v->site->languages[i])))
			return &v->site->languages[i];
	return NULL;
}

void
language_set(struct visit *v, const struct site_language *l)
{
	v->language = l;
	v->form = l->form;
	v->lo = l->words;
}

void
language_choose(struct visit *v)
{
	const struct site_language *l = v->r->path[0] == '/' ? named(v) : NULL;

	language_set(v, l != NULL ? l : liked(v));
}

/* ---- to the same page in another ------------------------------------- */

/* Where this page is in language l; its first page, where an address takes
 * only what is sent to it or is not one of ours. */
static const char *
same_page(const struct visit *v, const struct site_language *l)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *at = strchr(v->r->path + 1, '/');
	char mark = '?';
	size_t i, n;

	buf_printf(&b, "%s/%s", base_of(v), tag_of(l));
	if (at == NULL || !v->linked) {
		buf_lit(&b, "/");
		return arena_str(v->a, buf_text(&b));
	}
	while (*at == '/') {
		buf_put(&b, at++, 1);
		n = strcspn(at, "/");
		http_encode_segment(&b, arena_strn(v->a, at, n));
		at += n;
	}
	for (i = 0; i < v->r->query.n; i++, mark = '&') {
		buf_put(&b, &mark, 1);
		http_encode_segment(&b, v->r->query.v[i].name);
		buf_lit(&b, "=");
		http_encode_segment(&b, v->r->query.v[i].value);
	}
	return arena_str(v->a, buf_text(&b));
}

const struct site_language *
language_wanted(const struct visit *v)
{
	const char *tag = http_value(&v->r->form, "-to");
	size_t i;

	for (i = 0; tag != NULL && i < v->site->n_languages; i++)
		if (served(v->site, &v->site->languages[i]) &&
		    strcmp(tag, tag_of(&v->site->languages[i])) == 0)
			return &v->site->languages[i];
	return NULL;
}

/* Where somebody is typing, the other languages are buttons of the form, which
 * save first; without a script, too. */
static void
one_language(struct visit *v, const struct site_language *l)
{
	const char *tag = tag_of(l);
	const char *dir = locale_rtl(l->words) ? "rtl" : "ltr";

	if (l == v->language)
		html_f(v->b, "<li><span aria-current=\"true\" lang=\"%s\" "
		    "dir=\"%s\">%s</span></li>\n", tag, dir,
		    locale_name(tag));
	else if (v->typing)
		html_f(v->b, "<li><button type=\"submit\" form=\"page\" "
		    "name=\"-to\" value=\"%s\" lang=\"%s\" dir=\"%s\">%s"
		    "</button></li>\n", tag, tag, dir, locale_name(tag));
	else
		html_f(v->b, "<li><a href=\"%s\" hreflang=\"%s\" lang=\"%s\" "
		    "dir=\"%s\">%s</a></li>\n", same_page(v, l), tag, tag,
		    dir, locale_name(tag));
}

void
language_switch(struct visit *v)
{
	const struct site *s = v->site;
	size_t i, n = 0;

	for (i = 0; i < s->n_languages; i++)
		n += served(s, &s->languages[i]);
	if (n < 2)
		return;
	/* Enter in a box presses the form's first button: that goes on. */
	if (v->typing)
		html_f(v->b, "<button type=\"submit\" form=\"page\" class="
		    "\"nhsuk-u-visually-hidden\" tabindex=\"-1\" "
		    "aria-hidden=\"true\">%s</button>\n",
		    tr(v->lo, "Continue"));
	html_f(v->b, "<nav class=\"app-lang\" aria-label=\"%s\">\n<ul>\n",
	    tr(v->lo, "Language"));
	for (i = 0; i < s->n_languages; i++)
		if (served(s, &s->languages[i]))
			one_language(v, &s->languages[i]);
	html_lit(v->b, "</ul>\n</nav>\n");
}

/* ---- words in another language than the page's ----------------------- */

static const struct site_language *
source(const struct visit *v)
{
	return &v->site->languages[0];
}

/* Are these words of the author's in another language than the page? */
static bool
is_foreign(const struct visit *v, const char *words)
{
	return strcmp(forms_words_lang(v->form, words),
	    tag_of(v->language)) != 0;
}

/* ' lang="en" dir="ltr"', where the page is in another language. */
static void
mark(struct visit *v)
{
	html_f(v->b, " lang=\"%s\" dir=\"%s\"", tag_of(source(v)),
	    locale_rtl(source(v)->words) ? "rtl" : "ltr");
}

void
mark_author(struct visit *v, const char *words)
{
	if (is_foreign(v, words))
		mark(v);
}

void
mark_settings(struct visit *v)
{
	if (v->language != source(v))
		mark(v);
}

void
author(struct visit *v, const char *words)
{
	if (*words == '\0')
		return;
	if (is_foreign(v, words)) {
		html_lit(v->b, "<span");
		mark(v);
		html_f(v->b, ">%s</span>", said(v, words));
	} else {
		html_text(v->b, said(v, words));
	}
}

/* A question that is not in the page's language is shown in the source's as a
 * whole, with our own words in it: half of each would help nobody. */
const struct locale *
speak(struct visit *v, const char *lang)
{
	const struct locale *before = v->lo;

	if (strcmp(lang, tag_of(v->language)) != 0)
		v->lo = source(v)->words;
	return before;
}

void
mark_spoken(struct visit *v, const struct locale *page)
{
	if (v->lo != page)
		mark(v);
}
