/* SPDX-License-Identifier: MIT
 *
 * page_about.c -- about the site itself: what becomes of what people tell us,
 * its one cookie, and whether everybody can use it.
 */
#include "survey/site/private.h"

static void
section(struct visit *v, const char *english)
{
	html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n",
	    tr(v->lo, english));
}

static void
begin(struct visit *v, const char *title)
{
	struct frame f = { .title = title, .back = address(v, "") };

	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
}

/* Words of the settings, which stay in their language. */
static void
settings_para(struct visit *v, const char *words)
{
	html_lit(v->b, "<p");
	mark_settings(v);
	html_f(v->b, ">%s</p>\n", words);
}

/* ---- privacy --------------------------------------------------------- */

/* For how long the copy under somebody's own key is kept. */
static void
how_long(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;
	struct buf n CLEAN(buf_free) = { 0 };

	if (s->has_dates && !v->site->opt.rehearsal) {
		html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "That copy is "
		    "kept until %s. Then it is deleted."),
		    moment(v, receipt_expires(v)), ""));
		return;
	}
	locale_count(&n, v->lo, s->receipt_days);
	html_f(v->b, "<p>%s</p>\n", fill(v, tr_n(v->lo, "That copy is kept for "
	    "%s day after you sent your answers. Then it is deleted.", "That "
	    "copy is kept for %s days after you sent your answers. Then it is "
	    "deleted.", (unsigned long)s->receipt_days), buf_text(&n), ""));
}

/* What the organisation says, in the order of the law (UK GDPR, article 13). */
static void
notice(struct visit *v)
{
	static const struct { const char *kind, *title; } parts[] = {
		{ "controller", TR("Who is responsible for what you tell us") },
		{ "officer", TR("Who to ask about it") },
		{ "basis", TR("Why the law lets us ask") },
		{ "shared", TR("Who sees it") },
		{ "kept", TR("How long we keep it") },
	};
	const struct forms_settings *s = v->site->settings;
	const char *whole = forms_privacy(s, "notice");
	size_t i;

	for (i = 0; i < LEN(parts); i++) {
		const char *words = forms_privacy(s, parts[i].kind);

		if (words == NULL)
			continue;
		section(v, parts[i].title);
		settings_para(v, words);
	}
	if (whole == NULL)
		return;
	section(v, TR("The whole privacy notice"));
	if (strncmp(whole, "https://", 8) == 0)
		html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", whole, whole);
	else
		settings_para(v, whole);
}

void
go_privacy(struct visit *v)
{
	begin(v, tr(v->lo, "Your privacy"));
	section(v, TR("While you are answering"));
	para(v, "Each time you select Continue, your answers so far are "
	    "locked and kept on our computer. The key is in your browser. "
	    "Without it nobody can read them, and nor can we.");
	para(v, "Your return code is this key, to be written down or printed. "
	    "We do not keep it. Anyone who has it can see your answers.");
	section(v, TR("When you have sent your answers"));
	para(v, "They are locked again, at once, so that only the people who "
	    "work on this can open them. The computer that took them in "
	    "cannot. A copy stays locked under your key, so that you can see "
	    "with your return code what we received, or withdraw it.");
	how_long(v);
	para(v, "If you ask us for something or give feedback, what you write "
	    "is locked in the same way. It is deleted when that has been "
	    "done.");
	section(v, TR("What we do not keep"));
	para(v, "We do not keep your name, your address on the internet, or "
	    "anything about your device. We use no tracking.");
	para(v, "To notice programs that send very many answers, our computer "
	    "counts how many come from each part of the internet. The counts "
	    "are only in its memory, for a day at most, and nobody is turned "
	    "away because of them.");
	notice(v);
	section(v, TR("Your rights"));
	para(v, "You can ask us to show, correct or delete what we hold about "
	    "you. With your return code you can see and withdraw your answers "
	    "yourself, without telling us who you are. You can also complain "
	    "to the Information Commissioner, at ico.org.uk.");
	frame_end(v);
}

/* ---- the cookie ------------------------------------------------------ */

void
go_cookies(struct visit *v)
{
	begin(v, tr(v->lo, "Our one cookie"));
	para(v, "A cookie is a small file that a website puts on your device. "
	    "We use one. It holds the key to your answers, and nothing works "
	    "without it.");
	html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "It is called “%1$s”. "
	    "It lasts until %2$s, or until you clear your cookies."),
	    draft_cookie_name(v->site), moment(v, draft_expires(v))));
	section(v, TR("If you share this device"));
	para(v, "Someone who uses this browser after you could carry on with "
	    "answers that you have not sent. To prevent that, send them, or "
	    "delete them on the first page.");
	frame_end(v);
}

/* ---- accessibility --------------------------------------------------- */

static void
item(struct visit *v, const char *english)
{
	html_f(v->b, "<li>%s</li>\n", tr(v->lo, english));
}

/* Every sentence of kind, if there is one, between these two. */
static void
each(struct visit *v, const char *kind, const char *before, const char *after)
{
	const struct forms_settings *s = v->site->settings;
	bool any = false;
	size_t i;

	for (i = 0; i < s->n_access; i++) {
		if (strcmp(s->access[i].kind, kind) != 0)
			continue;
		buf_puts(v->b, any ? "" : before);
		html_lit(v->b, "<li");
		mark_settings(v);
		html_f(v->b, ">%s</li>\n", s->access[i].words);
		any = true;
	}
	buf_puts(v->b, any ? after : "");
}

static const char *
said_of(const struct forms_settings *s, const char *kind)
{
	size_t i;

	for (i = 0; i < s->n_access; i++)
		if (strcmp(s->access[i].kind, kind) == 0)
			return s->access[i].words;
	return NULL;
}

/* The parts, and the sentences on compliance and on enforcement, are those of the
 * government's model statement for the regulations of 2018. */
static void
how_accessible(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	section(v, TR("How accessible this website is"));
	html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "%s is committed to "
	    "making its website accessible, in accordance with the Public "
	    "Sector Bodies (Websites and Mobile Applications) (No. 2) "
	    "Accessibility Regulations 2018."), v->form->owner, ""));
	if (said_of(s, "tested") == NULL)
		para(v, "It has not been tested as a whole yet.");
	else if (said_of(s, "fault") != NULL)
		para(v, "This website is partially compliant with the Web "
		    "Content Accessibility Guidelines version 2.2 AA "
		    "standard, due to the non-compliances listed below.");
	else
		para(v, "This website is fully compliant with the Web Content "
		    "Accessibility Guidelines version 2.2 AA standard.");
	each(v, "fault", "<ul>\n", "</ul>\n");
}

/* A day as in 2024-06-01 makes this sentence; other words stand as they are. */
static void
dated(struct visit *v, const char *kind, const char *sentence)
{
	const char *said = said_of(v->site->settings, kind);
	struct buf b CLEAN(buf_free) = { 0 };
	struct date day;

	if (said == NULL)
		return;
	if (!date_parse(str_of(said), &day)) {
		settings_para(v, said);
		return;
	}
	locale_date(&b, v->lo, day);
	html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, sentence),
	    arena_str(v->a, buf_text(&b)), ""));
}

static void
tell_us(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	section(v, TR("Tell us about a problem"));
	para(v, "If you find a problem that is not listed here, or need "
	    "something in another format, please tell us.");
	if (said_of(s, "contact") != NULL)
		settings_para(v, said_of(s, "contact"));
	contacts(v);
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n"
	    "<p><a href=\"%s\">%s</a></p>\n", address(v, "feedback"),
	    tr(v->lo, "Give feedback on this website"), address(v, "paper"),
	    tr(v->lo, "Ask for a paper copy or another format"));
}

static void
how_prepared(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	if (said_of(s, "prepared") == NULL && said_of(s, "tested") == NULL &&
	    said_of(s, "reviewed") == NULL)
		return;
	section(v, TR("How this statement was prepared"));
	dated(v, "prepared", TR("This statement was prepared on %s."));
	dated(v, "reviewed", TR("It was last reviewed on %s."));
	if (said_of(s, "tested") != NULL)
		settings_para(v, said_of(s, "tested"));
}

void
go_accessibility(struct visit *v)
{
	begin(v, tr(v->lo, "Accessibility statement"));
	html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "This statement is about "
	    "this website, which is run by %s. We want as many people as "
	    "possible to be able to use it. You should be able to:"),
	    v->form->owner, ""));
	html_lit(v->b, "<ul>\n");
	item(v, TR("make the words four times as large without scrolling from "
	    "side to side"));
	item(v, TR("use all of it with a keyboard alone, or by speaking"));
	item(v, TR("listen to it with a screen reader"));
	item(v, TR("change its colours, and use it without JavaScript"));
	html_lit(v->b, "</ul>\n");
	how_accessible(v);
	tell_us(v);
	section(v, TR("Enforcement procedure"));
	para(v, "The Equality and Human Rights Commission (EHRC) is responsible "
	    "for enforcing these regulations. If you are not happy with how we "
	    "respond to your complaint, contact the Equality Advisory and "
	    "Support Service (EASS), at equalityadvisoryservice.com.");
	how_prepared(v);
	frame_end(v);
}
