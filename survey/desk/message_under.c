/* SPDX-License-Identifier: MIT
 *
 * message_under.c -- what was understood of a message, to be put right: an
 * answer for each question, and what is done with it.
 */
#include "survey/desk/messages.h"

/* ---- answers ------------------------------------------------------------------------------ */

static int
rows_for(const char *text)
{
	size_t n = strlen(text) / 60 + 1;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n < 2 ? 2 : n > 8 ? 8 : (int)n;
}

static void
draw_words(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	const struct key_line *l = &s->lines[i];

	html_f(v->b, "<div class=\"desk-ans\"><label for=\"k%zu\"><kbd "
	    "aria-hidden=\"true\">%s</kbd> %s</label>", i, l->field->number,
	    s->names[i]);
	msg_draw_wrong(v, l, i);
	html_f(v->b, "<textarea class=\"desk-input\" id=\"k%zu\" "
	    "name=\"k.%s\" rows=\"%d\" dir=\"auto\"", i, l->field->id,
	    rows_for(l->typed));
	msg_draw_field(v, s, i);
	if (l->wrong != NULL)
		html_f(v->b, " aria-invalid=\"true\" aria-describedby="
		    "\"m%zu\"", i);
	html_f(v->b, ">%s</textarea></div>\n", l->typed);
}

static void
draw_code(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	const struct key_line *l = &s->lines[i];

	html_f(v->b, "<div class=\"desk-ans\"><label for=\"k%zu\"><kbd "
	    "aria-hidden=\"true\">%s</kbd> %s</label><span class=\"desk-xs "
	    "desk-grey\" id=\"c%zu\">%s</span>", i, l->field->number,
	    s->names[i], i, key_codes(v, &s->k, l->field));
	msg_draw_wrong(v, l, i);
	msg_draw_from(v, s, i);
	html_f(v->b, "<input class=\"desk-input\" id=\"k%zu\" name=\"k.%s\" "
	    "value=\"%s\" autocomplete=\"off\" spellcheck=\"false\" "
	    "aria-describedby=\"c%zu f%zu%s\"", i, l->field->id, l->typed, i,
	    i, l->wrong != NULL ? arena_printf(v->a, " m%zu", i) : "");
	msg_draw_field(v, s, i);
	if (l->wrong != NULL)
		html_lit(v->b, " aria-invalid=\"true\"");
	html_lit(v->b, ">");
	if (forms_keyed_write_in(l->field))
		html_f(v->b, "<label class=\"desk-xs desk-grey\" "
		    "for=\"w%zu\">written beside it</label><input "
		    "class=\"desk-input\" id=\"w%zu\" name=\"w.%s\" "
		    "value=\"%s\" autocomplete=\"off\" dir=\"auto\">", i, i,
		    l->field->id, l->write_in);
	html_lit(v->b, "</div>\n");
}

static bool
is_open(const struct msg_screen *s, const struct key_line *l)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (msg_is_beside(&s->parts[i], l->field))
			return true;
	return *l->typed != '\0' || *l->write_in != '\0' || l->wrong != NULL;
}

static void
draw_line(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	if (msg_is_words(s->lines[i].field))
		draw_words(v, s, i);
	else
		draw_code(v, s, i);
}

/* Questions with an answer, and the others behind a fold. */
static void
draw_answers(struct desk_visit *v, const struct msg_screen *s)
{
	size_t i, shut = 0;

	html_lit(v->b, "<div id=\"answers\" class=\"desk-answers\">\n");
	for (i = 0; i < s->n_lines; i++) {
		const struct key_line *l = &s->lines[i];

		if (msg_elsewhere(s, l->field))
			continue;
		if (is_open(s, l))
			draw_line(v, s, i);
		else
			shut++;
	}
	html_lit(v->b, "</div>\n");
	if (shut == 0)
		return;
	html_f(v->b, "<details class=\"desk-fold\" id=\"more\"><summary>The "
	    "other %zu questions</summary><div class=\"desk-answers\">\n",
	    shut);
	for (i = 0; i < s->n_lines; i++)
		if (!msg_elsewhere(s, s->lines[i].field) &&
		    !is_open(s, &s->lines[i]))
			draw_line(v, s, i);
	html_lit(v->b, "</div></details>\n");
}

/* ---- parts without a question ---------------------------------------------------------------- */

/* The questions of one kind, for a list. */
static void
draw_choices(struct desk_visit *v, const struct msg_screen *s,
    const struct msg_part *p, bool words)
{
	size_t k;

	html_f(v->b, "<optgroup label=\"%s\">", words ? "In their own words" :
	    "An answer to choose, or a value");
	for (k = 0; k < s->n_lines; k++) {
		const struct forms_field *f = s->lines[k].field;

		if (msg_is_words(f) == words)
			html_f(v->b, "<option value=\"%s\"%s>Question %s: %s"
			    "</option>", f->id, f == p->to ? " selected" : "",
			    f->number, s->names[k]);
	}
	html_lit(v->b, "</optgroup>");
}

enum { LISTED = 300 };		/* parts whose lists have every question: a page has
				   room for so many.  Keys reach all of them */

static void
draw_where(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	const struct msg_part *p = &s->parts[i];

	html_f(v->b, "<label for=\"p%zu\">%zu line%s %s%s: <span "
	    "dir=\"auto\">“%s”</span></label><div><select class=\"desk-input\" "
	    "id=\"p%zu\" name=\"p.%zu\"><option value=\"\">Keep, do not count"
	    "</option>", i, p->lines, p->lines == 1 ? "" : "s",
	    p->found != NULL ? "below question " : "with no question",
	    p->found != NULL ? p->found->number : "",
	    msg_beginning(v, p->words, 40), i, i);
	draw_choices(v, s, p, true);
	if (i < LISTED)
		draw_choices(v, s, p, false);
	html_lit(v->b, "</select></div>\n");
}

/* Not where it was found: a person says where it goes. */
static bool
needs_place(const struct msg_part *p)
{
	return p->kind == SPAN_SAID && (p->found == NULL || p->to != p->found);
}

enum { PLACES = 3 };		/* more of them are behind a fold */

static void
draw_places(struct desk_visit *v, const struct msg_screen *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->n; i++)
		n += needs_place(&s->parts[i]);
	if (n > PLACES)
		html_f(v->b, "<details class=\"desk-fold\"><summary>%zu parts "
		    "that are no answer to one question</summary>\n", n);
	html_lit(v->b, "<div class=\"desk-set\">\n");
	for (i = 0; i < s->n; i++) {
		const struct msg_part *p = &s->parts[i];

		if (p->kind != SPAN_SAID && p->to == NULL)
			continue;
		if (needs_place(p))
			draw_where(v, s, i);
		else
			html_f(v->b, "<input type=\"hidden\" id=\"p%zu\" "
			    "name=\"p.%zu\" value=\"%s\">", i, i, p->to !=
			    NULL ? p->to->id : "");
		html_f(v->b, "<input type=\"hidden\" id=\"was%zu\" "
		    "name=\"was.%zu\" value=\"%s\">", i, i, p->to != NULL ?
		    p->to->id : "");
	}
	html_lit(v->b, "</div>\n");
	if (n > PLACES)
		html_lit(v->b, "</details>\n");
}

/* ---- what is done ------------------------------------------------------------------------------ */

static void
button(struct desk_visit *v, const char *what, const char *name,
    const char *key, bool first)
{
	html_f(v->b, "<button class=\"nhsuk-button%s\" name=\"do\" "
	    "value=\"%s\" id=\"do-%s\">%s<kbd aria-hidden=\"true\">%s</kbd>"
	    "</button>", first ? "" : " nhsuk-button--secondary-solid "
	    "desk-minor", what, what, name, key);
}

static void
draw_actions(struct desk_visit *v, const struct msg_screen *s)
{
	html_f(v->b, "<div class=\"desk-set\"><label for=\"same\">Sent before?"
	    "</label><div class=\"desk-actions\"><input class=\"desk-input "
	    "desk-same\" id=\"same\" name=\"same\" inputmode=\"numeric\" "
	    "autocomplete=\"off\" aria-describedby=\"same-hint\" value=\"%s\">",
	    desk_sent(v, "same"));
	button(v, "same", "Same as", "S", false);
	html_lit(v->b, "<span class=\"desk-xs desk-grey\" id=\"same-hint\">"
	    "the number of the other message</span></div></div>\n"
	    "<div class=\"desk-actions\">");
	button(v, "confirm", "Confirm and next", "Ctrl ↵", true);
	if (s->m.state != MESSAGE_HAND)
		button(v, "hand", "By hand", "H", false);
	button(v, "not", "Not a response", "X", false);
	html_lit(v->b, "</div>\n");
}

/* Why it is where it is, when it does not simply wait to be confirmed. */
static void
draw_why(struct desk_visit *v, const struct msg_screen *s)
{
	if (s->m.state == MESSAGE_HAND)
		html_f(v->b, "<p class=\"desk-note\"><b>To be read by hand."
		    "</b> %s%s %s</p>\n", s->m.why, *s->m.why != '\0' ? "." :
		    "", key_supervises(v) ? "Look at the original, and type "
		    "what it says." : "An analyst can open the original: type "
		    "what it says.");
	else if (s->m.state == MESSAGE_ASIDE)
		html_f(v->b, "<p class=\"desk-note\"><b>Set aside.</b> It does "
		    "not look like an answer: %s. If a person wrote it, "
		    "confirm it as any other.</p>\n", s->m.why);
	else if (s->m.state == MESSAGE_REPEAT)
		html_f(v->b, "<p class=\"desk-note\"><b>Sent before.</b> It "
		    "repeats <a href=\"/desk/messages/confirm?id=%lld\">message "
		    "%lld</a>%s%s, and is counted once. If it is not the same, "
		    "confirm it as any other.</p>\n", (long long)s->m.same,
		    (long long)s->m.same, *s->m.why != '\0' ? ": " : "",
		    s->m.why);
	else if (s->m.state == MESSAGE_UNREAD)
		html_lit(v->b, "<p class=\"desk-note\"><b>Not opened yet.</b> "
		    "What is attached is opened soon, by the desk.</p>\n");
	else if (s->m.repeats > 0)
		html_f(v->b, "<p class=\"desk-note\">%lld other message%s "
		    "repeat%s this one.</p>\n", (long long)s->m.repeats,
		    s->m.repeats == 1 ? "" : "s", s->m.repeats == 1 ? "s" :
		    "");
}

/* A message that was decided about: what, by whom, and the way back. */
static void
draw_decided(struct desk_visit *v, const struct msg_screen *s)
{
	html_lit(v->b, "<section class=\"desk-panel desk-under\" "
	    "aria-labelledby=\"h-u\"><h2 class=\"desk-h1\" id=\"h-u\">");
	if (s->m.state == MESSAGE_DONE)
		html_f(v->b, "It counts</h2><p>Confirmed by %s, %s. Its "
		    "response is %s.</p>", s->m.by, desk_moment(v, s->m.at),
		    s->m.reference);
	else if (s->m.state == MESSAGE_NOT)
		html_f(v->b, "Not a response</h2><p>%s found so, %s.</p>",
		    s->m.by, desk_moment(v, s->m.at));
	else
		html_f(v->b, "Withdrawn</h2><p>Its author wished it. %s erased "
		    "it, %s.</p>", s->m.by, desk_moment(v, s->m.at));
	if (s->m.state != MESSAGE_WITHDRAWN && !s->m.sealed &&
	    *s->m.reading == '\0')
		html_lit(v->b, "<p>What it said is erased, as its time was "
		    "over. So this stays as it is.</p>\n");
	else if (s->m.state != MESSAGE_WITHDRAWN) {
		desk_form_begin(v, "/desk/messages/confirm", "again");
		html_f(v->b, "<input type=\"hidden\" name=\"id\" "
		    "value=\"%lld\"><button class=\"nhsuk-button "
		    "nhsuk-button--secondary-solid desk-minor\" name=\"do\" "
		    "value=\"again\">Undo: put it back to confirm</button>"
		    "</form>\n", (long long)s->m.id);
	}
	html_lit(v->b, "</section>\n");
}

/* By its author's wish: for those who may read names. */
static void
draw_withdraw(struct desk_visit *v, const struct msg_screen *s)
{
	if (!key_supervises(v))
		return;
	html_lit(v->b, "<details class=\"desk-fold\"><summary>Its author asks "
	    "for it back</summary>");
	desk_form_begin(v, "/desk/messages/confirm", "withdraw");
	html_f(v->b, "<input type=\"hidden\" name=\"id\" value=\"%lld\">"
	    "<div class=\"desk-field\"><label for=\"reason\">How did they ask? "
	    "No names</label><input class=\"desk-input\" id=\"reason\" "
	    "name=\"reason\" autocomplete=\"off\"></div><button "
	    "class=\"nhsuk-button nhsuk-button--secondary-solid desk-minor\" "
	    "name=\"do\" value=\"withdraw\">Erase it for good</button></form>"
	    "</details>\n", (long long)s->m.id);
}

void
msg_draw_under(struct desk_visit *v, const struct msg_screen *s)
{
	if (s->m.state == MESSAGE_DONE || s->m.state == MESSAGE_NOT ||
	    s->m.state == MESSAGE_WITHDRAWN) {
		html_lit(v->b, "<div>\n");
		draw_decided(v, s);
		if (s->m.state != MESSAGE_WITHDRAWN)
			draw_withdraw(v, s);
		html_lit(v->b, "</div>\n");
		return;
	}
	html_lit(v->b, "<div class=\"desk-panel desk-under\">");
	desk_form_begin(v, "/desk/messages/confirm", "confirming");
	html_f(v->b, "<button hidden name=\"do\" value=\"check\">Check</button>"
	    "<input type=\"hidden\" name=\"id\" value=\"%lld\"><input "
	    "type=\"hidden\" name=\"queue\" value=\"%s\"><input "
	    "type=\"hidden\" name=\"seen\" value=\"%s\"><input "
	    "type=\"hidden\" name=\"drawn\" value=\"%s\">\n<h2 "
	    "class=\"desk-h1\" id=\"h-u\">What we understood</h2>\n",
	    (long long)s->m.id, message_state_name(s->queue),
	    message_state_name(s->m.state), s->group ? "g" : "p");
	draw_why(v, s);
	if (s->filled)
		html_lit(v->b, "<p class=\"desk-note desk-note--blue\">Our own "
		    "questionnaire was filled in and attached. Its answers "
		    "stand below.</p>\n");
	msg_draw_who(v, s);
	draw_answers(v, s);
	draw_places(v, s);
	draw_actions(v, s);
	html_lit(v->b, "</form>\n");
	draw_withdraw(v, s);
	html_lit(v->b, "</div>\n");
}
