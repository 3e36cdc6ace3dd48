/* SPDX-License-Identifier: MIT
 *
 * page_sent.c -- sending answers, once, and saying that we have them.
 *
 * The store takes the answers and replaces the draft by a receipt with the
 * reference in one transaction: whoever sends again, or comes back after the
 * reply was lost, finds the receipt.
 */
#include "survey/site/private.h"

void
response_token(const struct draft *d, uint8_t out[TOKEN_SIZE])
{
	uint8_t hash[32];

	seal_hash(hash, d->secret, SECRET_SIZE, "earshot response", 16);
	memcpy(out, hash, TOKEN_SIZE);
}

struct sending { const struct visit *v; struct str plain; };

static void
write_receipt(void *arg, const char *reference, struct buf *sealed)
{
	const struct sending *s = arg;

	draft_receipt(s->v, reference, s->plain, sealed);
}

/* Hands plain to the store. */
static bool
hand_over(struct visit *v, struct str plain, struct err *e)
{
	struct sending *s = arena_new(v->a, struct sending);
	struct intake_response r = { .plain = plain, .draft = v->draft.id,
	    .after = write_receipt, .arg = s, .expires = receipt_expires(v) };
	enum intake_outcome outcome;

	*s = (struct sending){ v, plain };
	response_token(&v->draft, r.token);
	draft_meta(v, &r.meta);
	if (!v->r->may_wait)
		return intake_add(v->site->intake, &r, v->draft.reference,
		    &outcome, e);
	r.plain.p = s->plain.p = arena_strn(v->a, plain.p, plain.n);
	return keep_later(v, intake_add_later(v->a, v->site->intake, &r, e),
	    r.plain);
}

/* Questions that were skipped as a whole were not asked. */
static void
settle(struct visit *v)
{
	size_t i;

	forms_route(&v->draft.answers);
	if (v->draft.equality == EQUALITY_YES)
		return;
	for (i = 0; i < v->form->n_fields; i++)
		if (page_apart(v->form->fields[i].page))
			v->draft.answers.v[i] = (struct forms_answer){
			    .state = FORMS_NOT_ASKED };
}

static void
send_answers(struct visit *v)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	bool ok;

	if (v->r->unkept != NULL) {
		page_failed(v, v->r->unkept);
		return;
	}
	settle(v);
	fair_send(v);
	draft_encode(v, &plain);
	ok = hand_over(v, (struct str){ plain.p, plain.n }, &e);
	seal_wipe(plain.p, plain.n);
	if (!ok) {
		page_failed(v, &e);
		return;
	}
	typed_drop_all(v);
	draft_cookie(v);
	redirect(v, address(v, "sent"));
}

/* Not behind the usual gate: sending again after it was sent must lead to
 * the same last page. */
void
go_send(struct visit *v)
{
	if (v->has_draft && v->draft.sent)
		redirect(v, address(v, "sent"));
	else if (v->has_draft && !may_answer(v))
		redirect(v, address(v, ""));
	else if (!v->has_draft)
		page_gone(v);
	else if (!all_done(v))
		return;
	else if (v->r->method == HTTP_POST)
		send_answers(v);
	else if (!v->form->has_equality)
		redirect(v, address(v, "check"));
	else
		show_send(v);
}

/* The reference is for talking about a response, the code for changing what
 * becomes of it. */
static void
draw_return(struct visit *v)
{
	html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n",
	    tr(v->lo, "Your return code"));
	para(v, "With this code you can see what we received, withdraw it, or "
	    "ask us to tell you the outcome. Keep it private: anyone who has "
	    "it can do the same.");
	return_code(v, false);
	html_f(v->b, "<p>%s</p>\n<p><a href=\"%s\">%s</a></p>\n"
	    "<p><a href=\"%s\">%s</a></p>\n",
	    fill(v, tr(v->lo, "You can use it until %s."),
	    moment(v, receipt_expires(v)), ""), address(v, "save"),
	    tr(v->lo, "Print this code, or take a photo of it"),
	    address(v, "receipt"),
	    tr(v->lo, "See what we received, or withdraw it"));
}

/* One thing that the settings say, in their words. */
static void
fact(struct visit *v, const char *title, const char *words)
{
	if (*words == '\0')
		return;
	html_f(v->b, "<div class=\"nhsuk-summary-list__row nhsuk-summary-list__"
	    "row--no-actions\">\n<dt class=\"nhsuk-summary-list__key\">%s</dt>"
	    "\n<dd class=\"nhsuk-summary-list__value\"><bdi", tr(v->lo, title));
	mark_settings(v);
	html_f(v->b, ">%s</bdi></dd>\n</div>\n", words);
}

static void
draw_next(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n",
	    tr(v->lo, "What happens next"));
	picture_begin(v, v->form->next_picture);
	if (v->form->next[0] != '\0')
		prose(v, v->form->next);
	else
		para(v, "We will read every answer and publish a report of "
		    "what we heard.");
	picture_end(v, v->form->next_picture);
	if (*s->decided_by != '\0' || *s->decided_when != '\0') {
		html_lit(v->b, "<dl class=\"nhsuk-summary-list\">\n");
		fact(v, TR("Who will decide"), s->decided_by);
		fact(v, TR("When it will be decided"), s->decided_when);
		html_lit(v->b, "</dl>\n");
	}
	if (s->n_contacts == 0)
		return;
	para(v, "If you have a question about what happens next, contact us:");
	contacts(v);
}

static void
draw_sent(struct visit *v)
{
	struct frame f = { 
	    .title = tr(v->lo, "Thank you. We have your answers") };

	frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"nhsuk-panel\">\n"
	    "<h1 class=\"nhsuk-panel__heading\">%s</h1>\n"
	    "<div class=\"nhsuk-panel__body\">%s<br><strong><bdi id="
	    "\"reference\">%s</bdi></strong></div>\n</div>\n", f.title,
	    tr(v->lo, "Your reference"), v->draft.reference);
	para(v, "We are grateful for the time and the thought that you gave "
	    "to this.");
	para(v, "You do not need to do anything more. Please write the "
	    "reference down, and quote it if you contact us about your "
	    "response.");
	unkept(v, TR("You had sent your answers before you wrote this, so it "
	    "is not part of them. You can copy it before you leave this "
	    "page."));
	if (v->draft.withdrawn)
		html_f(v->b, "<p>%s</p>\n", tr(v->lo, "You have withdrawn this "
		    "response."));
	else
		draw_return(v);
	draw_next(v);
	if (season(v) == SEASON_OPEN)
		html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, ""),
		    tr(v->lo, "If someone else would like to answer on this "
		    "device, they can start another response"));
	support(v, false);
	frame_end(v);
}

void
go_sent(struct visit *v)
{
	if (!v->has_draft)
		page_gone(v);
	else if (!v->draft.sent)
		redirect(v, address(v, "send"));
	else
		draw_sent(v);
}
