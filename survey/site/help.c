/* SPDX-License-Identifier: MIT
 *
 * help.c -- other ways to answer, in the same place on every page, and
 * people to talk to.
 */
#include "survey/site/private.h"

/* ---- other ways to answer -------------------------------------------- */

static void
row(struct visit *v, const char *term)
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
	html_f(v->b, "<a href=\"tel:%s\"><bdi", dial(v, words));
	mark_settings(v);
	html_f(v->b, ">%s</bdi></a>", words);
}

/* "" when there is none. */
static const char *
contact(const struct visit *v, const char *kind)
{
	const char *words = forms_contact(v->site->settings, kind);

	return words != NULL ? words : "";
}

/* Nobody may begin any more, and whoever looks has not begun. */
static bool
over(const struct visit *v)
{
	return season(v) != SEASON_BEFORE && !may_answer(v);
}

/* Can people answer by this channel now?  contact: what they need for it, or
 * NULL. */
static bool
takes(const struct visit *v, const char *channel, const char *kind)
{
	return !over(v) && forms_accepts(v->form, channel) &&
	    (kind == NULL || *contact(v, kind) != '\0');
}

/* Who may not answer by phone or email may still ask for help by it. */
static void
phone_and_email(struct visit *v)
{
	const char *phone = contact(v, "phone"), *email = contact(v, "email");

	if (*phone != '\0') {
		row(v, takes(v, "phone", NULL) ? TR("By phone") :
		    TR("Help by phone"));
		html_lit(v->b, "<dd>");
		phone_link(v, phone);
		html_lit(v->b, "</dd>\n");
	}
	if (*email != '\0') {
		row(v, takes(v, "email", NULL) ? TR("By email") :
		    TR("Help by email"));
		html_f(v->b, "<dd><a href=\"mailto:%s\"><bdi>%s</bdi></a>"
		    "</dd>\n", email, email);
	}
}

void
contacts(struct visit *v)
{
	const char *phone = contact(v, "phone"), *email = contact(v, "email"),
	    *post = contact(v, "post");

	if (*phone == '\0' && *email == '\0' && *post == '\0')
		return;
	html_lit(v->b, "<ul>\n");
	if (*email != '\0')
		html_f(v->b, "<li><a href=\"mailto:%s\"><bdi>%s</bdi></a>"
		    "</li>\n", email, email);
	if (*phone != '\0') {
		html_lit(v->b, "<li>");
		phone_link(v, phone);
		html_lit(v->b, "</li>\n");
	}
	if (*post != '\0') {
		html_lit(v->b, "<li><bdi");
		mark_settings(v);
		html_f(v->b, ">%s</bdi></li>\n", post);
	}
	html_lit(v->b, "</ul>\n");
}

static void
settings_words(struct visit *v, const char *words)
{
	html_lit(v->b, "<dd><bdi");
	mark_settings(v);
	html_f(v->b, ">%s</bdi></dd>\n", words);
}

static void
paper_and_letter(struct visit *v)
{
	const char *formats = contact(v, "formats");

	if (takes(v, "paper", NULL)) {
		row(v, TR("On paper"));
		html_f(v->b, "<dd><a href=\"%s\">%s</a></dd>\n",
		    address(v, "paper"), tr(v->lo, "Ask us for a paper "
		    "copy. We will send you one."));
	}
	if (*formats != '\0') {
		row(v, TR("In another format or language"));
		settings_words(v, formats);
	}
	if (takes(v, "letter", "post")) {
		row(v, TR("By letter"));
		settings_words(v, contact(v, "post"));
	}
}

/* "Help, or answer by phone, by email, by letter or on paper". */
static const char *
summary(const struct visit *v)
{
	static const struct { const char *channel, *kind, *words; } ways[] = {
		/* translators: after "Help, or answer". */
		{ "phone", "phone", TR("by phone") },
		/* translators: after "Help, or answer". */
		{ "email", "email", TR("by email") },
		/* translators: after "Help, or answer". */
		{ "letter", "post", TR("by letter") },
		/* translators: after "Help, or answer". */
		{ "paper", NULL, TR("on paper") },
	};
	const char *list = "", *last = "";
	size_t i;

	for (i = 0; i < LEN(ways); i++) {
		if (!takes(v, ways[i].channel, ways[i].kind))
			continue;
		/* translators: between the parts of a list. */
		list = *list == '\0' ? last : fill(v,
		    tr(v->lo, "%1$s, %2$s"), list, last);
		last = tr(v->lo, ways[i].words);
	}
	if (*last == '\0')
		return tr(v->lo, "Help");
	if (*list != '\0')
		/* translators: the last two of a list, as in "by phone or on
		 * paper". */
		last = fill(v, tr(v->lo, "%1$s or %2$s"), list, last);
	/* translators: then how, as in "by phone or on paper". */
	return fill(v, tr(v->lo, "Help, or answer %s"), last, "");
}

void
help(struct visit *v)
{
	html_lit(v->b, "<section class=\"app-help\" aria-labelledby="
	    "\"help\">\n");
	if (v->fold)
		html_f(v->b, "<details class=\"nhsuk-details\">\n<summary "
		    "class=\"nhsuk-details__summary\"><span class=\"nhsuk-"
		    "details__summary-text\" id=\"help\">%s</span></summary>"
		    "\n<div class=\"nhsuk-details__text\">\n", summary(v));
	else
		html_f(v->b, "<h2 class=\"nhsuk-heading-s\" id=\"help\">%s"
		    "</h2>\n", over(v) ? tr(v->lo, "Help") :
		    tr(v->lo, "Help, and other ways to answer"));
	html_lit(v->b, "<dl>\n");
	phone_and_email(v);
	paper_and_letter(v);
	html_lit(v->b, "</dl>\n");
	if (v->fold)
		html_lit(v->b, "</div>\n</details>\n");
	html_lit(v->b, "</section>\n");
}

/* ---- who to talk to -------------------------------------------------- */

/* Whoever it is leads to their site: what comes before the first full stop
 * or colon is their name. */
static void
draw_words(struct visit *v, const struct forms_support *s)
{
	size_t n = strcspn(s->words, ".:");

	if (s->link[0] == '\0') {
		html_text(v->b, s->words);
		return;
	}
	html_f(v->b, "<a href=\"%s\" rel=\"noreferrer\">%s</a>%s", s->link,
	    arena_strn(v->a, s->words, n), s->words + n);
}

static void
draw_people(struct visit *v)
{
	size_t i;

	html_f(v->b, "<p>%s</p>\n<ul>\n", may_answer(v) && !v->draft.sent ?
	    tr(v->lo, "You can stop at any time. Nothing is sent until you "
	    "say so. If you would like to talk to someone, these people can "
	    "help:") :
	    tr(v->lo, "If you would like to talk to someone, these people can "
	    "help:"));
	for (i = 0; i < v->form->n_supports; i++) {
		const struct forms_support *s = &v->form->supports[i];

		html_lit(v->b, "<li");
		mark_author(v, s->words);
		html_lit(v->b, ">");
		draw_words(v, s);
		if (s->phone[0] != '\0') {
			html_lit(v->b, " ");
			phone_link(v, s->phone);
		}
		html_lit(v->b, "</li>\n");
	}
	html_lit(v->b, "</ul>\n");
}

void
support(struct visit *v, bool folded)
{
	const char *title = tr(v->lo, "If this is hard to think about");

	if (v->form->n_supports == 0)
		return;
	if (folded) {
		html_f(v->b, "<details class=\"nhsuk-details app-support-more"
		    "\">\n<summary class=\"nhsuk-details__summary\"><span "
		    "class=\"nhsuk-details__summary-text\">%s</span></summary>"
		    "\n<div class=\"nhsuk-details__text\">\n", title);
		draw_people(v);
		html_lit(v->b, "</div>\n</details>\n");
		return;
	}
	html_f(v->b, "<section class=\"app-support\" aria-labelledby="
	    "\"support\">\n<h2 class=\"nhsuk-heading-s\" id=\"support\">%s"
	    "</h2>\n", title);
	draw_people(v);
	html_lit(v->b, "</section>\n");
}
