/* SPDX-License-Identifier: MIT
 *
 * page_front.c -- before the questions: what this is about, when it is open,
 * and what people may read first.
 */
#include "survey/site/private.h"

void
go_home(struct visit *v)
{
	redirect(v, address(v, ""));
}

static void
draw_title(struct visit *v)
{
	html_lit(v->b, "<h1 class=\"nhsuk-heading-xl\"");
	mark_author(v, v->form->title);
	html_f(v->b, ">%s</h1>\n", v->form->title);
}

static const char *
again_words(const struct visit *v)
{
	return season(v) == SEASON_OPEN ?
	    tr(v->lo, "Delete these answers and start again") :
	    tr(v->lo, "Delete these answers");
}

/* A draft that can still be sent. */
static void
draw_unsent(struct visit *v)
{
	const struct forms_page *next = page_undone(v, false);

	html_f(v->b, "<div class=\"nhsuk-inset-text\">\n<h2 class="
	    "\"nhsuk-heading-m\">%s</h2>\n",
	    tr(v->lo, "You have started to answer on this device"));
	para(v, "Your answers so far are kept for you. They have not been "
	    "sent.");
	html_f(v->b, "<p><a class=\"nhsuk-button\" href=\"%s\">%s</a></p>\n",
	    next != NULL && !v->draft.stopped ? page_address(v, next) :
	    address(v, "check"),
	    tr(v->lo, "Carry on where you were"));
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n</div>\n",
	    address(v, "start"), again_words(v));
}

/* Whoever presses it by mistake loses nothing. */
static void
draw_again(struct visit *v)
{
	struct frame f = { .title = again_words(v), .back = address(v, "") };

	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	para(v, "We delete everything you have written here so far. This "
	    "cannot be undone, and your return code will stop working.");
	form_begin(v, address(v, "start"));
	fair_marks(v);
	html_f(v->b, "<button class=\"nhsuk-button nhsuk-button--warning\" "
	    "type=\"submit\" name=\"again\" value=\"1\">%s</button>\n</form>\n"
	    "<p><a href=\"%s\">%s</a></p>\n",
	    tr(v->lo, "Yes, delete my answers"), address(v, ""),
	    tr(v->lo, "No, leave it as it is"));
	frame_end(v);
}

/* Somebody has sent answers from here; others may want to answer too. */
static void
draw_already(struct visit *v)
{
	html_f(v->b, "<div class=\"nhsuk-inset-text\">\n<h2 class="
	    "\"nhsuk-heading-m\">%s</h2>\n<p>%s <strong><bdi class=\"app-"
	    "reference\">%s</bdi>"
	    "</strong></p>\n",
	    tr(v->lo, "You have sent your answers on this device"),
	    tr(v->lo, "Your reference is"), v->draft.reference);
	para(v, "You do not need to do anything more. If someone else would "
	    "like to answer on this device, they can start another response. "
	    "Please write the reference and your return code down first.");
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "receipt"),
	    tr(v->lo, "See what we received, or withdraw it"));
	html_f(v->b, "<form action=\"%s\" method=\"post\" "
	    "novalidate>\n", address(v, "start"));
	fair_marks(v);
	html_f(v->b, "<button class=\"nhsuk-button nhsuk-button--secondary\" "
	    "type=\"submit\">%s</button>\n</form>\n</div>\n",
	    tr(v->lo, "Start another response"));
}

/* `/en/?edition=staff` comes with the letter to these people. */
static const char *
edition_of(const struct visit *v, const struct http_pairs *pairs)
{
	const char *name = http_value(pairs, "edition");

	return v->form->edition != NULL && name != NULL &&
	    forms_option(v->form->edition->q, name) != NULL ? name : NULL;
}

static void
choose_edition(struct visit *v, const char *name)
{
	const struct forms_field *f = v->form->edition;
	struct forms_problem p;

	forms_answer_set(&v->draft.answers, f, &name, 1, NULL, &p);
	forms_route(&v->draft.answers);
	v->draft.done[f->page->index] = v->draft.linked = true;
}

static void
draw_start(struct visit *v)
{
	const char *edition = edition_of(v, &v->r->query);

	html_f(v->b, "<form action=\"%s\" method=\"post\" "
	    "novalidate>\n", address(v, "start"));
	fair_marks(v);
	if (edition != NULL)
		html_f(v->b, "<input type=\"hidden\" name=\"edition\" "
		    "value=\"%s\">\n", edition);
	button(v, "Start");
	html_lit(v->b, "</form>\n");
}

static void
cover(struct visit *v)
{
	picture_begin(v, v->form->intro_picture);
	prose(v, v->form->intro);
	picture_end(v, v->form->intro_picture);
}

/* For whoever would rather have it by post. */
static void
paper_link(struct visit *v)
{
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "paper"),
	    tr(v->lo, "Ask for a paper copy or another format"));
}

static void
landing(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "Tell us what you think") };
	const struct forms_settings *s = v->site->settings;

	frame_begin(v, 200, &f);
	draw_title(v);
	if (v->has_draft && v->draft.sent)
		draw_already(v);
	else if (v->has_draft)
		draw_unsent(v);
	amended_notice(v);
	cover(v);
	documents(v, tr(v->lo, "You may want to read this first"));
	if (s->minutes[0] != '\0')
		html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "It takes most "
		    "people about %s minutes."), s->minutes, ""));
	if (s->has_dates && !v->site->opt.rehearsal)
		html_f(v->b, "<p>%s</p>\n", fill(v,
		    tr(v->lo, "You can answer until %s."),
		    moment_of(v, s->close_day, s->close_minute), ""));
	para(v, "Your answers are kept as you go along, so you can take a "
	    "break and come back on this device, or with a return code on "
	    "another. Nothing is sent until you "
	    "say so at the end.");
	if (!v->has_draft)
		draw_start(v);
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "back"),
	    tr(v->lo, "I have a return code"));
	paper_link(v);
	support(v, false);
	frame_end(v);
}

static void
not_open(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "Not open yet") };

	frame_begin(v, 200, &f);
	draw_title(v);
	html_f(v->b, "<div class=\"nhsuk-inset-text\"><h2 class=\"nhsuk-"
	    "heading-m\">%s</h2><p>%s</p></div>\n",
	    tr(v->lo, "Not open yet"),
	    fill(v, tr(v->lo, "You can answer from %s. Please come back "
	    "then."), moment(v, v->site->settings->opens), ""));
	cover(v);
	documents(v, tr(v->lo, "You may want to read this first"));
	paper_link(v);
	support(v, false);
	frame_end(v);
}

static void
closed(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "Closed") };
	const struct forms_settings *s = v->site->settings;

	frame_begin(v, 200, &f);
	draw_title(v);
	html_f(v->b, "<div class=\"nhsuk-inset-text\"><h2 class=\"nhsuk-"
	    "heading-m\">%s</h2><p>%s</p></div>\n",
	    tr(v->lo, "This has closed"),
	    fill(v, tr(v->lo, "It closed at %s. Thank you to everyone who "
	    "answered."), moment_of(v, s->close_day, s->close_minute),
	    ""));
	amended_closed(v);
	if (s->findings[0] != '\0')
		html_f(v->b, "<p><a class=\"nhsuk-button\" href=\"%s\">%s</a>"
		    "</p>\n", s->findings, tr(v->lo, "Read what people told "
		    "us"));
	unkept(v, TR("This came too late for us to take it in. You can copy "
	    "it before you leave this page."));
	if (may_answer(v) && !v->draft.sent) {
		html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "You had "
		    "started before it closed, so you can still finish. "
		    "Please send your answers by %s."),
		    moment(v, s->closes + GRACE_SECONDS), ""));
		draw_unsent(v);
	}
	if (v->form->next[0] != '\0')
		html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n",
		    tr(v->lo, "What happens next"));
	picture_begin(v, v->form->next_picture);
	prose(v, v->form->next);
	picture_end(v, v->form->next_picture);
	documents(v, tr(v->lo, "What people were asked about"));
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "back"),
	    tr(v->lo, "I have a return code"));
	support(v, false);
	frame_end(v);
}

void
go_landing(struct visit *v)
{
	switch (season(v)) {
	case SEASON_BEFORE:
		not_open(v);
		break;
	case SEASON_OPEN:
		landing(v);
		break;
	case SEASON_GRACE:
	case SEASON_AFTER:
		closed(v);
		break;
	}
}

/* A second press of Start goes on with the draft of the first. */
void
go_start(struct visit *v)
{
	bool again = http_value(&v->r->form, "again") != NULL;
	const struct forms_page *first;
	struct err e = { 0 };

	if (v->r->method != HTTP_POST) {
		if (v->has_draft && !v->draft.sent)
			draw_again(v);
		else
			redirect(v, address(v, ""));
		return;
	}
	if (v->has_draft && !v->draft.sent && again)
		draft_drop(v);
	if (season(v) != SEASON_OPEN) {
		redirect(v, address(v, ""));
		return;
	}
	if (!v->has_draft || v->draft.sent) {
		draft_start(v);
		fair_start(v);
		if (edition_of(v, &v->r->form) != NULL)
			choose_edition(v, edition_of(v, &v->r->form));
		if (!draft_save(v, &e)) {
			v->out->cookie = NULL;	/* that of before stays */
			page_failed(v, &e);
			return;
		}
	}
	first = page_undone(v, false);
	redirect(v, first != NULL ? page_address(v, first) :
	    address(v, "check"));
}

/* ---- files ----------------------------------------------------------- */

static void
send_document(struct visit *v, const struct forms_document *d, size_t i)
{
	v->out->status = 200;
	v->out->type = v->site->documents[i].type;
	v->out->still = v->site->documents[i].bytes;
	v->out->disposition = arena_printf(v->a, "inline; filename=\"%s\"",
	    path_name(v->a, d->path));
}

void
go_document(struct visit *v)
{
	const struct forms_form *f = v->form;
	size_t i;

	for (i = 0; i < f->n_documents; i++)
		if (strcmp(f->documents[i].name, v->slug) == 0) {
			send_document(v, &f->documents[i], i);
			return;
		}
	for (i = 0; i < f->n_pictures; i++)
		if (strcmp(f->pictures[i]->name, v->slug) == 0) {
			send_document(v, f->pictures[i], f->n_documents + i);
			return;
		}
	page_error(v, 404);
}

void
go_asset(struct visit *v)
{
	if (!brand_find(v) && !asset_find(v->r->path, v->out, v->r))
		page_error(v, 404);
}
