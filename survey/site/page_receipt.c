/* SPDX-License-Identifier: MIT
 *
 * page_receipt.c -- after sending: what we received, and what becomes of it.
 *
 * Whoever is here holds the return code.  What they ask for goes to the desk
 * sealed, with the response's token as its proof, and each is kept once: its
 * own token is made of the code and of its kind.
 */
#include "survey/site/private.h"

#include <stdio.h>

static bool
has_equality(const struct visit *v)
{
	size_t i;

	for (i = 0; i < v->form->n_fields; i++)
		if (page_apart(v->form->fields[i].page) &&
		    v->draft.answers.v[i].state > FORMS_BLANK)
			return true;
	return false;
}

/* ---- what we received ------------------------------------------------ */

static void
said_so(struct visit *v, bool is, const char *english)
{
	if (!is)
		return;
	html_lit(v->b, "<div class=\"nhsuk-inset-text\" role=\"status\">");
	para(v, english);
	html_lit(v->b, "</div>\n");
}

static void
way_to(struct visit *v, bool is, const char *part, const char *english)
{
	if (is)
		html_f(v->b, "<li><a href=\"%s\">%s</a></li>\n",
		    address(v, part), tr(v->lo, english));
}

static void
draw_ways(struct visit *v)
{
	const struct draft *d = &v->draft;

	html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n<ul class=\""
	    "nhsuk-list nhsuk-list--bullet\">\n",
	    tr(v->lo, "What you can do"));
	way_to(v, !d->withdrawn, "withdraw", TR("Withdraw your response"));
	way_to(v, !d->withdrawn && !d->no_equality && d->kept &&
	    has_equality(v), "stop-equality",
	    TR("Stop us using your answers about equality"));
	way_to(v, !d->withdrawn && !d->outcome, "outcome",
	    TR("Ask us to tell you the outcome"));
	way_to(v, true, "save", TR("See your return code again"));
	html_lit(v->b, "</ul>\n");
	html_f(v->b, "<p>%s</p>\n", fill(v, tr(v->lo, "You can come back to this "
	    "page with your return code until %s."),
	    moment(v, receipt_expires(v)), ""));
	form_begin(v, address(v, "leave"));
	html_f(v->b, "<button class=\"nhsuk-button nhsuk-button--secondary\" "
	    "type=\"submit\">%s</button>\n</form>\n",
	    tr(v->lo, "Leave this device"));
}

static void
draw_answers(struct visit *v)
{
	if (v->draft.withdrawn)
		return;
	if (!v->draft.kept) {
		para(v, "We have your answers, but they cannot be shown here.");
		return;
	}
	answers_html(v, false);
	if (has_equality(v))
		answers_html(v, true);
}

void
go_receipt(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "What we received"),
	    .back = address(v, "sent"), .wide = true };

	if (!v->has_draft) {
		redirect(v, address(v, "back"));
		return;
	}
	if (!v->draft.sent) {
		redirect(v, address(v, "send"));
		return;
	}
	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n<p>%s <strong>"
	    "<bdi class=\"app-reference\">%s</bdi></strong></p>\n", f.title,
	    tr(v->lo, "Your reference is"), v->draft.reference);
	said_so(v, v->draft.withdrawn, TR("You have withdrawn this response. "
	    "Your answers are deleted here, and we will delete every copy "
	    "that we work with."));
	said_so(v, v->draft.no_equality, TR("You have asked us to stop using "
	    "your answers about equality."));
	said_so(v, v->draft.outcome, TR("You have asked us to tell you the "
	    "outcome."));
	draw_ways(v);
	draw_answers(v);
	frame_end(v);
}

/* ---- asking ---------------------------------------------------------- */

/* What was sent stays as it was, but answers about equality are not kept here
 * any longer than they are used. */
static void
keep(struct visit *v, struct buf *plain)
{
	struct draft *d = &v->draft;
	size_t i;

	if (d->withdrawn)
		return;
	if (!d->no_equality || !d->kept) {
		buf_put(plain, d->json.p, d->json.n);
		return;
	}
	for (i = 0; i < v->form->n_fields; i++)
		if (page_apart(v->form->fields[i].page))
			d->answers.v[i] = (struct forms_answer){
			    .state = FORMS_NOT_ASKED };
	snprintf(d->meta.form, sizeof(d->meta.form), "%s",
	    v->site->form->hash);
	store_encode(&d->answers, &d->meta, plain);
}

/* v->draft says already what was asked for. */
static void
ask(struct visit *v, struct store_request *r)
{
	const char *name = arena_printf(v->a, "earshot request %s",
	    request_kind_name(r->kind));
	struct buf plain CLEAN(buf_free) = { 0 };
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct intake_request q = { .draft = v->draft.id,
	    .expires = receipt_expires(v) };
	enum intake_outcome outcome;
	struct err e = { 0 };
	uint8_t hash[32];

	seal_hash(hash, v->draft.secret, SECRET_SIZE, name, strlen(name));
	memcpy(q.token, hash, TOKEN_SIZE);
	date_text(uk_date(v->now), r->day);
	snprintf(r->lang, sizeof(r->lang), "%s",
	    locale_tag(v->language->words));
	r->rehearsal = v->site->opt.rehearsal;
	memcpy(r->reference, v->draft.reference, REFERENCE_SIZE);
	response_token(&v->draft, r->proof);
	q.r = *r;
	keep(v, &plain);
	draft_receipt(v, v->draft.reference, (struct str){ plain.p, plain.n },
	    &sealed);
	seal_wipe(plain.p, plain.n);
	q.sealed = (struct str){ sealed.p, sealed.n };
	if (!intake_request(v->site->intake, &q, &outcome, &e))
		page_failed(v, &e);
	else
		redirect(v, address(v, "receipt"));
}

/* False: there is nothing to ask for, and they are where that is said. */
static bool
may_ask(struct visit *v, bool already)
{
	if (v->has_draft && v->draft.sent && !v->draft.withdrawn && !already)
		return true;
	redirect(v, address(v, v->has_draft ? "receipt" : "back"));
	return false;
}

static void
confirm(struct visit *v, const char *title, const char *says,
    const char *action, const char *press)
{
	struct frame f = { .title = tr(v->lo, title),
	    .back = address(v, "receipt") };

	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	para(v, says);
	form_begin(v, address(v, action));
	html_f(v->b, "<button class=\"nhsuk-button nhsuk-button--warning\" "
	    "type=\"submit\">%s</button>\n</form>\n<p><a href=\"%s\">%s</a>"
	    "</p>\n", tr(v->lo, press), address(v, "receipt"),
	    tr(v->lo, "No, leave it as it is"));
	frame_end(v);
}

void
go_withdraw(struct visit *v)
{
	struct store_request r = { .kind = REQUEST_WITHDRAW };

	if (!may_ask(v, false))
		return;
	if (v->r->method != HTTP_POST) {
		confirm(v, TR("Withdraw your response"), TR("We delete your "
		    "answers and do not count them. This cannot be undone. If "
		    "a report has been published already, its numbers stay as "
		    "they are."), "withdraw", TR("Yes, withdraw my response"));
		return;
	}
	v->draft.withdrawn = true;
	ask(v, &r);
}

void
go_stop_equality(struct visit *v)
{
	struct store_request r = { .kind = REQUEST_STOP_EQUALITY };

	if (!may_ask(v, v->draft.no_equality))
		return;
	if (v->r->method != HTTP_POST) {
		confirm(v, TR("Stop us using your answers about equality"),
		    TR("We delete what you told us about yourself in the "
		    "equality questions. Your other answers still count."),
		    "stop-equality", TR("Yes, stop using these answers"));
		return;
	}
	v->draft.no_equality = true;
	ask(v, &r);
}

/* ---- the outcome ----------------------------------------------------- */

static void
draw_outcome(struct visit *v, const char *problem)
{
	struct frame f = { .title = tr(v->lo, "Ask us to tell you the outcome"),
	    .back = address(v, "receipt"), .error = problem != NULL };

	frame_begin(v, 200, &f);
	if (problem != NULL)
		form_problem(v, "email", problem);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	para(v, "Tell us how to reach you: by email, phone or letter. What you "
	    "write here is locked like your answers. We use it for this "
	    "alone.");
	form_begin(v, address(v, "outcome"));
	box_line(v, "name", TR("Your name, if you like"), "text", NULL);
	box_line(v, "email", TR("Email address"), "email", problem);
	box_line(v, "phone", TR("Phone number"), "tel", NULL);
	box_area(v, "address", TR("Postal address"), 4, NULL);
	button(v, "Ask to be told");
	html_lit(v->b, "</form>\n");
	frame_end(v);
}

void
go_outcome(struct visit *v)
{
	struct store_request r = { .kind = REQUEST_OUTCOME,
	    .name = box_typed(v, "name"), .email = box_typed(v, "email"),
	    .phone = box_typed(v, "phone"), .address = box_typed(v, "address") };

	if (!may_ask(v, v->draft.outcome))
		return;
	if (v->r->method != HTTP_POST) {
		draw_outcome(v, NULL);
	} else if (*r.email == '\0' && *r.phone == '\0' &&
	    *r.address == '\0') {
		draw_outcome(v, TR("Enter an email address, a phone number or "
		    "a postal address"));
	} else {
		v->draft.outcome = true;
		ask(v, &r);
	}
}
