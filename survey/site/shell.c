/* SPDX-License-Identifier: MIT
 *
 * shell.c -- the frame around every page: head, header and footer.
 */
#include "survey/site/private.h"

/* When there is no room, somebody has to make some. */
enum { RETRY_SECONDS = 120 };

const char *
base_of(const struct visit *v)
{
	return v->site->opt.base != NULL ? v->site->opt.base : "";
}

const char *
address(const struct visit *v, const char *part)
{
	return arena_printf(v->a, "%s/%s/%s", base_of(v),
	    locale_tag(v->language->words), part);
}

void
redirect(struct visit *v, const char *where)
{
	buf_clear(v->b);
	v->out->status = 303;
	v->out->type = NULL;
	v->out->location = where;
}

/* Has it letters of Hebrew, Arabic and their neighbours (U+0590 to U+08FF)? */
static bool
is_rightward(const char *words)
{
	const unsigned char *p = (const unsigned char *)words;

	for (; *p != '\0'; p++)
		if ((*p >= 0xD6 && *p <= 0xDF) ||
		    (*p == 0xE0 && p[1] >= 0xA0 && p[1] <= 0xA3))
			return true;
	return false;
}

/* In a line from right to left, numbers and Latin words that are put in keep
 * their own order: "0116 496 0000" would stand there as "0000 496 0116".  The
 * signs around them are U+2066 and U+2069. */
static void
put_in(const struct visit *v, struct buf *b, const char *words)
{
	bool apart = locale_rtl(v->lo) && *words != '\0' &&
	    !is_rightward(words);

	if (apart)
		buf_lit(b, "\xE2\x81\xA6");
	buf_puts(b, words);
	if (apart)
		buf_lit(b, "\xE2\x81\xA9");
}

const char *
fill(const struct visit *v, const char *text, const char *first,
    const char *second)
{
	struct buf b CLEAN(buf_free) = { 0 };

	while (*text != '\0') {
		if (strncmp(text, "%s", 2) == 0) {
			put_in(v, &b, first);
			text += 2;
		} else if (strncmp(text, "%1$s", 4) == 0) {
			put_in(v, &b, first);
			text += 4;
		} else if (strncmp(text, "%2$s", 4) == 0) {
			put_in(v, &b, second);
			text += 4;
		} else {
			buf_put(&b, text++, 1);
		}
	}
	return arena_str(v->a, buf_text(&b));
}

const char *
moment_of(const struct visit *v, struct date d, int minute)
{
	struct buf time CLEAN(buf_free) = { 0 };
	struct buf day CLEAN(buf_free) = { 0 };

	locale_time(&time, v->lo, minute);
	locale_date(&day, v->lo, d);
	/* translators: a time and a date, as in "5pm on 25 August 2024". */
	return fill(v, tr(v->lo, "%1$s on %2$s"), buf_text(&time),
	    buf_text(&day));
}

const char *
moment(const struct visit *v, int64_t seconds)
{
	return moment_of(v, uk_date(seconds), uk_minute(seconds));
}

void
para(struct visit *v, const char *english)
{
	html_lit(v->b, "<p>");
	sentences(v, tr(v->lo, english));
	html_lit(v->b, "</p>\n");
}

static void
begin(struct visit *v, const char *action, bool files)
{
	html_f(v->b, "<form action=\"%s\" method=\"post\" novalidate",
	    action);
	if (v->typing)
		html_lit(v->b, " id=\"page\"");
	if (files)
		html_lit(v->b, " enctype=\"multipart/form-data\"");
	html_lit(v->b, ">\n");
	if (v->has_draft)
		html_f(v->b, "<input type=\"hidden\" name=\"token\" "
		    "value=\"%s\">\n", v->draft.token);
}

void
form_begin(struct visit *v, const char *action)
{
	begin(v, action, false);
}

void
form_begin_files(struct visit *v, const char *action)
{
	begin(v, action, true);
}

void
button(struct visit *v, const char *english)
{
	html_f(v->b, "<button class=\"nhsuk-button\" type=\"submit\">%s"
	    "</button>\n", tr(v->lo, english));
}

/* ---- head and header ------------------------------------------------- */

static void
head(struct visit *v, const struct frame *f)
{
	const char *tag = locale_tag(v->language->words);
	bool rtl = locale_rtl(v->lo);

	html_f(v->b, "<!DOCTYPE html>\n"
	    "<html lang=\"%s\" dir=\"%s\" class=\"app-%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>%s%s – %s</title>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1, viewport-fit=cover\">\n"
	    "<meta name=\"theme-color\" content=\"#005eb8\">\n"
	    "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n"
	    "<link rel=\"stylesheet\" href=\"%s\">\n"
	    "<link rel=\"stylesheet\" href=\"%s\">\n",
	    tag, rtl ? "rtl" : "ltr", tag,
	    f->error ? tr(v->lo, "Error: ") : "", f->title, v->form->title,
	    asset_path("favicon_svg"),
	    asset_path(rtl ? "nhsuk_rtl_css" : "nhsuk_css"),
	    asset_path("app_css"));
	brand_sheet(v);
	html_lit(v->b, "</head>\n");
}

static void
banner(struct visit *v, const char *name, const char *what, const char *more)
{
	html_f(v->b, "<section class=\"app-banner\" aria-label=\"%s\">"
	    "<div class=\"nhsuk-width-container\"><p><strong>%s"
	    "</strong> %s</p></div></section>\n", name, what, more);
}

static void
header(struct visit *v)
{
	html_f(v->b, "<body>\n<a class=\"nhsuk-skip-link\" "
	    "href=\"#maincontent\">%s</a>\n",
	    tr(v->lo, "Skip to main content"));
	html_lit(v->b, "<header class=\"nhsuk-header nhsuk-header--organisation "
	    "nhsuk-header--white\">\n"
	    "<div class=\"nhsuk-header__container nhsuk-width-container\">\n"
	    "<div class=\"nhsuk-header__service\">\n");
	brand_logo_html(v);
	html_lit(v->b, "<span class=\"nhsuk-header__organisation-name\"");
	if (brand_name(v) != NULL)
		mark_settings(v);
	else
		mark_author(v, v->form->owner);
	html_f(v->b, ">%s</span>\n<a class=\"nhsuk-header__service-name\" "
	    "href=\"%s\"", brand_name(v) != NULL ? brand_name(v) :
	    v->form->owner, address(v, ""));
	mark_author(v, v->form->title);
	html_f(v->b, ">%s</a>\n</div>\n</div>\n</header>\n",
	    v->form->title);
	if (!v->language->open)
		banner(v, tr(v->lo, "About this translation"),
		    tr(v->lo, "This translation has not been checked yet."),
		    tr(v->lo, "It may have mistakes. It is shown for "
		    "practice, and the public cannot see it."));
	if (v->site->opt.tryout)
		banner(v, tr(v->lo, "Try-out"), tr(v->lo, "This is a try-out."),
		    tr(v->lo, "The questions are a draft. Answers sent from "
		    "here are kept apart and are not counted."));
	else if (v->site->opt.rehearsal)
		banner(v, tr(v->lo, "Rehearsal"),
		    tr(v->lo, "This is a rehearsal."),
		    tr(v->lo, "Answers sent from here are for practice. They "
		    "are marked as such and are not counted."));
}

void
frame_begin(struct visit *v, int status, const struct frame *f)
{
	v->out->retry_seconds = status == 503 ? RETRY_SECONDS : 0;
	v->out->status = status;
	v->out->type = "text/html; charset=utf-8";
	v->fold = f->fold;
	v->typing = f->typing;
	buf_clear(v->b);
	head(v, f);
	header(v);
	html_lit(v->b, "<div class=\"nhsuk-width-container\">\n");
	language_switch(v);
	if (f->back != NULL)
		html_f(v->b, "<nav aria-label=\"%s\"><a class=\"nhsuk-back-"
		    "link\" href=\"%s\">%s</a></nav>\n", tr(v->lo, "Back"),
		    f->back, tr(v->lo, "Back"));
	html_f(v->b, "<main class=\"nhsuk-main-wrapper\" id=\"maincontent\">"
	    "\n<div class=\"nhsuk-grid-row\"><div class=\"nhsuk-grid-column-"
	    "%s app-words\">\n", f->wide ? "full" : "two-thirds");
	older_note(v);
}

/* What is about the site itself, from every page. */
static void
foot(struct visit *v)
{
	static const struct { const char *part, *words; } links[] = {
		{ "privacy", TR("Your privacy") },
		{ "cookies", TR("Our one cookie") },
		{ "accessibility", TR("Accessibility statement") },
		{ "feedback", TR("Give feedback on this website") },
	};
	size_t i;

	html_lit(v->b, "<ul class=\"nhsuk-body-s app-foot\">\n");
	for (i = 0; i < LEN(links); i++)
		html_f(v->b, "<li><a href=\"%s\">%s</a></li>\n",
		    address(v, links[i].part), tr(v->lo, links[i].words));
	html_lit(v->b, "</ul>\n");
}

void
frame_end(struct visit *v)
{
	html_lit(v->b, "</div></div>\n</main>\n</div>\n"
	    "<footer class=\"nhsuk-footer\">\n"
	    "<div class=\"nhsuk-width-container\">\n");
	amended_foot(v);
	help(v);
	foot(v);
	html_lit(v->b, "</div>\n</footer>\n</body>\n</html>\n");
}
