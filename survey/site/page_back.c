/* SPDX-License-Identifier: MIT
 *
 * page_back.c -- going away and coming back: the page with the code, and the
 * pages that take it.
 *
 * A link with a code is fetched by more than people: previews, scanners, other
 * devices.  So a GET only shows a button, and the same one for every code that
 * could be one; what it opens is looked up when the button is used.
 */
#include "survey/site/private.h"

static void
leave_form(struct visit *v)
{
	html_f(v->b, "<div class=\"app-screen\">\n<h2 class=\"nhsuk-heading-m"
	    "\">%s</h2>\n", tr(v->lo, "If other people use this device"));
	para(v, "Write the code down first. Then remove your answers from this "
	    "device. They stay with us, behind the code.");
	form_begin(v, address(v, "leave"));
	html_f(v->b, "<button class=\"nhsuk-button nhsuk-button--secondary\" "
	    "type=\"submit\">%s</button>\n</form>\n</div>\n",
	    tr(v->lo, "Leave this device"));
}

const char *
return_address(struct visit *v)
{
	const struct forms_page *undone;

	if (v->draft.sent)
		return address(v, "receipt");
	if (!may_answer(v))
		return address(v, "");
	undone = page_undone(v, false);
	if (undone != NULL && !v->draft.stopped)
		return page_address(v, undone);
	undone = v->draft.equality == EQUALITY_YES ? page_undone(v, true) :
	    NULL;
	return undone != NULL ? page_address(v, undone) : address(v, "check");
}

/* What was not right on the page that they were on. */
static void
draw_look(struct visit *v, const char *look)
{
	if (look == NULL)
		return;
	html_lit(v->b, "<div class=\"nhsuk-inset-text app-screen\">");
	if (strcmp(look, "kept") == 0)
		para(v, "Something on the page that you were on was not right. "
		    "We have kept what you wrote. The page comes up again when "
		    "you come back.");
	else
		para(v, "Something on the page that you were on was not right, "
		    "so we could not keep that part. The page comes up again "
		    "when you come back.");
	html_lit(v->b, "</div>\n");
}

static void
draw_save(struct visit *v)
{
	bool sent = v->draft.sent;
	struct frame f = { .title = sent ? tr(v->lo, "Your return code") :
	    tr(v->lo, "Your answers are saved"),
	    .back = sent ? address(v, "sent") : return_address(v) };

	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	if (sent)
		para(v, "With this code you can see what we received, withdraw "
		    "it, or ask us to tell you the outcome.");
	else
		para(v, "You have not sent them yet. To come back on any "
		    "device, you need this return code.");
	if (!sent)
		draw_look(v, http_value(&v->r->query, "look"));
	return_code(v, true);
	html_f(v->b, "<p>%s %s</p>\n", fill(v, tr(v->lo,
	    "You can use it until %s."), moment(v, sent ?
	    receipt_expires(v) : draft_until(v)), ""),
	    tr(v->lo, "You do not need an email address."));
	para(v, "Print this page, take a photo of it, or write the code down. "
	    "Keep it private: anyone who has it can see your answers. We do "
	    "not keep the code, so we cannot give it to you again.");
	html_f(v->b, "<p class=\"app-screen\"><a class=\"nhsuk-button\" "
	    "href=\"%s\">%s</a></p>\n", return_address(v),
	    sent ? tr(v->lo, "See what we received") :
	    tr(v->lo, "Carry on now"));
	leave_form(v);
	frame_end(v);
}

void
go_save(struct visit *v)
{
	if (!v->has_draft)
		page_gone(v);
	else if (!v->draft.sent && !may_answer(v))
		redirect(v, address(v, ""));
	else
		draw_save(v);
}

void
go_leave(struct visit *v)
{
	draft_leave(v);
	redirect(v, address(v, "back"));
}

/* ---- coming back ----------------------------------------------------- */

void
form_problem(struct visit *v, const char *anchor, const char *english)
{
	html_f(v->b, "<div class=\"nhsuk-error-summary\" tabindex=\"-1\" "
	    "autofocus>\n<div role=\"alert\">\n"
	    "<h2 class=\"nhsuk-error-summary__heading\">%s</h2>\n"
	    "<div class=\"nhsuk-error-summary__body\"><ul class=\"nhsuk-list "
	    "nhsuk-error-summary__list\"><li><a href=\"#%s\">%s</a></li>"
	    "</ul></div>\n</div>\n</div>\n", tr(v->lo, "There is a problem"),
	    anchor, tr(v->lo, english));
}

static void
draw_box(struct visit *v, const char *typed, const char *problem)
{
	html_f(v->b, "<div class=\"nhsuk-form-group%s\">\n<label class="
	    "\"nhsuk-label nhsuk-label--m\" for=\"code\">%s</label>\n"
	    "<div class=\"nhsuk-hint\" id=\"code-hint\">%s</div>\n",
	    problem != NULL ? " nhsuk-form-group--error" : "",
	    tr(v->lo, "Your return code"), tr(v->lo, "It has 28 letters and "
	    "numbers, in groups of 4. Capital letters, dashes and spaces do "
	    "not matter."));
	if (problem != NULL)
		html_f(v->b, "<span class=\"nhsuk-error-message\" id=\"code-"
		    "error\"><span class=\"nhsuk-u-visually-hidden\">%s</span> "
		    "%s</span>\n", tr(v->lo, "Error:"), tr(v->lo, problem));
	html_f(v->b, "<input class=\"nhsuk-input%s\" id=\"code\" name=\"code\" "
	    "type=\"text\" value=\"%s\" dir=\"ltr\" autocomplete=\"off\" "
	    "autocapitalize=\"characters\" spellcheck=\"false\" "
	    "aria-describedby=\"code-hint%s\">\n</div>\n",
	    problem != NULL ? " nhsuk-input--error" : "", typed,
	    problem != NULL ? " code-error" : "");
}

/* Somebody else's answers, perhaps, which only their own code opens then. */
static void
draw_other(struct visit *v)
{
	if (!v->has_draft || v->draft.sent)
		return;
	html_f(v->b, "<div class=\"nhsuk-inset-text\">\n<p>%s <a href=\"%s\">"
	    "%s</a></p>\n</div>\n", tr(v->lo, "There are answers on this "
	    "device that are not sent. If you come back to others now, you "
	    "need the return code of these to see them again."),
	    address(v, "save"), tr(v->lo, "See their return code first"));
}

static void
draw_back(struct visit *v, const char *typed, const char *problem)
{
	struct frame f = { .title = tr(v->lo, "Come back to your answers"),
	    .back = address(v, ""), .error = problem != NULL };

	frame_begin(v, 200, &f);
	if (problem != NULL)
		form_problem(v, "code", problem);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	draw_other(v);
	form_begin(v, address(v, "back"));
	draw_box(v, typed, problem);
	button(v, "Carry on");
	html_lit(v->b, "</form>\n");
	frame_end(v);
}

static void
draw_button(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "Come back to your answers") };
	struct buf code CLEAN(buf_free) = { 0 };

	http_encode_segment(&code, v->slug);
	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	draw_other(v);
	para(v, "Select the button to see your answers on this device.");
	form_begin(v, address(v, arena_printf(v->a, "back/%s",
	    buf_text(&code))));
	button(v, "Carry on");
	html_lit(v->b, "</form>\n");
	frame_end(v);
}

/* People paste the whole link. */
static struct str
code_in(const char *typed)
{
	const char *at = strstr(typed, "/back/");

	return str_of(at != NULL ? at + strlen("/back/") : typed);
}

/* Whether a code is well formed anyone can work out; whether there is anything
 * behind it is said in the same words for all that are, whatever the reason. */
static const char *
problem_of(struct str typed)
{
	uint8_t secret[SECRET_SIZE];
	bool is = code_read(typed, secret);

	seal_wipe(secret, sizeof(secret));
	if (typed.n == 0)
		return TR("Enter your return code");
	if (reference_valid(typed))
		return TR("This is a reference. It only says which response is "
		    "meant, and opens nothing. Enter the return code, which is "
		    "longer");
	return is ? TR("We have no answers for this code. They may have been "
	    "kept for too long, or been deleted") :
	    TR("Part of this code is missing or not right. Check it against "
	    "what you wrote down or printed");
}

static void
come_back(struct visit *v, const char *typed)
{
	struct str code = code_in(typed);
	uint8_t secret[SECRET_SIZE];
	struct err e = { 0 };
	bool found = false;

	/* What is no code is looked up as well, under a name of its own, so
	 * that nothing can be told from the time. */
	if (!code_read(code, secret))
		seal_random(secret, sizeof(secret));
	if (!draft_open(v, secret, &found, &e)) {
		page_failed(v, &e);
	} else if (!found) {
		draw_back(v, typed, problem_of(code));
	} else {
		draft_cookie(v);
		redirect(v, return_address(v));
	}
	seal_wipe(secret, sizeof(secret));
}

void
go_back(struct visit *v)
{
	const char *typed = v->slug;
	uint8_t secret[SECRET_SIZE];

	if (v->r->method == HTTP_POST) {
		if (typed == NULL)
			typed = http_value(&v->r->form, "code");
		come_back(v, typed != NULL ? typed : "");
	} else if (typed == NULL) {
		draw_back(v, "", NULL);
	} else if (!code_read(str_of(typed), secret)) {
		draw_back(v, typed, problem_of(str_of(typed)));
	} else {
		seal_wipe(secret, sizeof(secret));
		draw_button(v);
	}
}
