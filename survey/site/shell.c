/* SPDX-License-Identifier: MIT
 *
 * shell.c -- the frame around every page: head, header, help and footer.
 */
#include "survey/site/private.h"

const char *
address(const struct visit *v, const char *part)
{
	return arena_printf(v->a, "/%s/%s", locale_tag(v->lo), part);
}

void
redirect(struct visit *v, const char *where)
{
	buf_clear(v->b);
	v->out->status = 303;
	v->out->type = NULL;
	v->out->location = where;
}

const char *
fill(const struct visit *v, const char *text, const char *first,
    const char *second)
{
	struct buf b CLEAN(buf_free) = { 0 };

	while (*text != '\0') {
		if (strncmp(text, "%s", 2) == 0) {
			buf_puts(&b, first);
			text += 2;
		} else if (strncmp(text, "%1$s", 4) == 0) {
			buf_puts(&b, first);
			text += 4;
		} else if (strncmp(text, "%2$s", 4) == 0) {
			buf_puts(&b, second);
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
	/* A time and a date: "5pm on 25 August 2024". */
	return fill(v, tr(v->lo, "%1$s on %2$s"), buf_text(&time),
	    buf_text(&day));
}

const char *
moment(const struct visit *v, int64_t seconds)
{
	struct date d = uk_date(seconds);

	return moment_of(v, d, (int)((seconds - uk_seconds(d, 0)) / 60));
}

void
para(struct visit *v, const char *english)
{
	html_f(v->b, "<p>%s</p>\n", tr(v->lo, english));
}

void
form_begin(struct visit *v, const char *action)
{
	html_f(v->b, "<form action=\"%s\" method=\"post\" novalidate>\n",
	    action);
	if (v->has_draft)
		html_f(v->b, "<input type=\"hidden\" name=\"token\" "
		    "value=\"%s\">\n", v->draft.token);
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
	const char *tag = locale_tag(v->lo);
	bool rtl = locale_rtl(v->lo);

	html_f(v->b, "<!DOCTYPE html>\n"
	    "<html lang=\"%s\" dir=\"%s\" class=\"app-%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>%s%s – %s</title>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1, viewport-fit=cover\">\n"
	    "<meta name=\"theme-color\" content=\"#005eb8\">\n"
	    "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n"
	    "<link rel=\"stylesheet\" href=\"%s\">\n"
	    "<link rel=\"stylesheet\" href=\"%s\">\n</head>\n",
	    tag, rtl ? "rtl" : "ltr", tag,
	    f->error ? tr(v->lo, "Error: ") : "", f->title, v->form->title,
	    asset_path("favicon_svg"),
	    asset_path(rtl ? "nhsuk_rtl_css" : "nhsuk_css"),
	    asset_path("app_css"));
}

static void
header(struct visit *v)
{
	html_f(v->b, "<body>\n<a class=\"nhsuk-skip-link\" "
	    "href=\"#maincontent\">%s</a>\n",
	    tr(v->lo, "Skip to main content"));
	html_f(v->b, "<header class=\"nhsuk-header nhsuk-header--organisation "
	    "nhsuk-header--white\">\n"
	    "<div class=\"nhsuk-header__container nhsuk-width-container\">\n"
	    "<div class=\"nhsuk-header__service\">\n"
	    "<span class=\"nhsuk-header__organisation-name\">%s</span>\n"
	    "<a class=\"nhsuk-header__service-name\" href=\"%s\">%s</a>\n"
	    "</div>\n</div>\n</header>\n",
	    v->form->owner, address(v, ""), v->form->title);
	if (v->site->opt.rehearsal)
		html_f(v->b, "<section class=\"app-banner\" aria-label=\"%s\">"
		    "<div class=\"nhsuk-width-container\"><p><strong>%s"
		    "</strong> %s</p></div></section>\n",
		    tr(v->lo, "Rehearsal"), tr(v->lo, "This is a rehearsal."),
		    tr(v->lo, "Answers sent from here are for practice. They "
		    "are marked as such and are not counted."));
}

void
frame_begin(struct visit *v, int status, const struct frame *f)
{
	v->out->status = status;
	v->out->type = "text/html; charset=utf-8";
	buf_clear(v->b);
	head(v, f);
	header(v);
	html_lit(v->b, "<div class=\"nhsuk-width-container\">\n");
	if (f->back != NULL)
		html_f(v->b, "<nav aria-label=\"%s\"><a class=\"nhsuk-back-"
		    "link\" href=\"%s\">%s</a></nav>\n", tr(v->lo, "Back"),
		    f->back, tr(v->lo, "Back"));
	html_f(v->b, "<main class=\"nhsuk-main-wrapper\" id=\"maincontent\">"
	    "\n<div class=\"nhsuk-grid-row\"><div class=\"nhsuk-grid-column-"
	    "%s app-words\">\n", f->wide ? "full" : "two-thirds");
}

/* ---- help, in the same place on every page --------------------------- */

static void
help_row(struct visit *v, const char *term)
{
	html_f(v->b, "<dt>%s</dt>\n", tr(v->lo, term));
}

/* The number that a telephone can dial at the start of words. */
static const char *
dial(const struct visit *v, const char *words)
{
	struct buf b CLEAN(buf_free) = { 0 };

	for (; *words != '\0' && strchr("+0123456789 ()-", *words) != NULL;
	    words++)
		if (strchr("+0123456789", *words) != NULL)
			buf_put(&b, words, 1);
	return arena_str(v->a, buf_text(&b));
}

static void
phone_link(struct visit *v, const char *words)
{
	html_f(v->b, "<a href=\"tel:%s\"><bdi>%s</bdi></a>", dial(v, words),
	    words);
}

static void
help_phone(struct visit *v)
{
	const char *phone = forms_contact(v->site->settings, "phone");

	if (phone == NULL || *phone == '\0')
		return;
	help_row(v, "By phone");
	html_lit(v->b, "<dd>");
	phone_link(v, phone);
	html_lit(v->b, "</dd>\n");
}

static void
help_email(struct visit *v)
{
	const char *email = forms_contact(v->site->settings, "email");

	if (email == NULL || *email == '\0')
		return;
	help_row(v, "By email");
	html_f(v->b, "<dd><a href=\"mailto:%s\"><bdi>%s</bdi></a></dd>\n",
	    email, email);
}

static void
help_post(struct visit *v)
{
	const char *post = forms_contact(v->site->settings, "post");

	if (post == NULL || *post == '\0')
		return;
	help_row(v, "By letter");
	html_f(v->b, "<dd><bdi>%s</bdi></dd>\n", post);
}

static void
help_formats(struct visit *v)
{
	const char *formats = forms_contact(v->site->settings, "formats");

	if (forms_accepts(v->form, "paper") && season(v) != SEASON_AFTER) {
		help_row(v, "On paper");
		html_f(v->b, "<dd>%s</dd>\n", tr(v->lo, "Ask us for a paper "
		    "copy. We will send you one."));
	}
	if (formats != NULL && *formats != '\0') {
		help_row(v, "In another format or language");
		html_f(v->b, "<dd><bdi>%s</bdi></dd>\n", formats);
	}
}

void
frame_end(struct visit *v)
{
	html_lit(v->b, "</div></div>\n</main>\n</div>\n"
	    "<footer class=\"nhsuk-footer\">\n"
	    "<div class=\"nhsuk-width-container\">\n"
	    "<section class=\"app-help\" aria-labelledby=\"help\">\n");
	html_f(v->b, "<h2 class=\"nhsuk-heading-s\" id=\"help\">%s</h2>\n<dl>\n",
	    season(v) == SEASON_AFTER ? tr(v->lo, "Help") :
	    tr(v->lo, "Help, and other ways to answer"));
	help_phone(v);
	help_email(v);
	help_formats(v);
	help_post(v);
	html_f(v->b, "</dl>\n</section>\n<p class=\"nhsuk-body-s app-foot\">"
	    "<a href=\"%s\">%s</a></p>\n</div>\n</footer>\n</body>\n</html>\n",
	    address(v, "cookies"), tr(v->lo, "Your privacy and our cookie"));
}

/* ---- who to talk to -------------------------------------------------- */

void
support(struct visit *v)
{
	size_t i;

	if (v->form->n_supports == 0)
		return;
	html_f(v->b, "<section class=\"app-support\" aria-labelledby="
	    "\"support\">\n<h2 class=\"nhsuk-heading-s\" id=\"support\">%s"
	    "</h2>\n<p>%s</p>\n<ul>\n",
	    tr(v->lo, "If this is hard to think about"),
	    may_answer(v) && !v->draft.sent ?
	    tr(v->lo, "You can stop at any time. Nothing is sent until you "
	    "say so. If you would like to talk to someone, these people can "
	    "help:") :
	    tr(v->lo, "If you would like to talk to someone, these people can "
	    "help:"));
	for (i = 0; i < v->form->n_supports; i++) {
		const struct forms_support *s = &v->form->supports[i];

		html_f(v->b, "<li>%s", s->words);
		if (s->phone[0] != '\0') {
			html_lit(v->b, " ");
			phone_link(v, s->phone);
		}
		if (s->link[0] != '\0')
			html_f(v->b, " <a href=\"%s\" rel=\"noreferrer\">"
			    "<bdi>%s</bdi></a>", s->link, s->link);
		html_lit(v->b, "</li>\n");
	}
	html_lit(v->b, "</ul>\n</section>\n");
}
