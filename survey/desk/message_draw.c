/* SPDX-License-Identifier: MIT
 *
 * message_draw.c -- the screen of a message: what came on the left, what was
 * understood on the right.
 */
#include "survey/desk/messages.h"

/* ---- the head ---------------------------------------------------------------------------- */

/* What is noted in the log is posted, so that no link alone does it. */
static void
draw_ask(struct desk_visit *v, const struct msg_screen *s, const char *to,
    const char *id, const char *words)
{
	html_lit(v->b, " ");
	desk_form_begin(v, to, id);
	html_f(v->b, "<input type=\"hidden\" name=\"id\" value=\"%lld\">"
	    "<button class=\"desk-linkish\">%s</button></form>",
	    (long long)s->m.id, words);
}

static void
draw_from(struct desk_visit *v, const struct msg_screen *s)
{
	html_lit(v->b, "<dt>From</dt><dd>");
	if (strcmp(s->m.channel, "letter") == 0)
		html_lit(v->b, "A letter.");
	else if (!s->m.sender)
		html_f(v->b, "%s", s->m.state == MESSAGE_WITHDRAWN ? "Erased: "
		    "its author wished it." : "Erased, as its time was over, "
		    "or never said.");
	else
		html_lit(v->b, "An address, kept apart from the answers.");
	if (s->m.sender && key_supervises(v) &&
	    strcmp(s->m.channel, "letter") != 0)
		draw_ask(v, s, "/desk/messages/sender", "sender",
		    "Show sender");
	html_lit(v->b, "</dd>");
}

static void
draw_files(struct desk_visit *v, const struct msg_screen *s)
{
	size_t i;

	html_lit(v->b, "<dt>Attached</dt><dd>");
	if (s->r.n_files == 0)
		html_lit(v->b, "Nothing.");
	for (i = 0; i < s->r.n_files; i++) {
		const struct mail_file *f = &s->r.files[i];

		if (i > 0)
			html_lit(v->b, "<br>");
		html_f(v->b, "<span dir=\"auto\">%s</span>, %s%s", *f->name != '\0' ? f->name : "A file "
		    "without a name", key_size(v, f->size), *f->why != '\0' ?
		    ": " : ".");
		if (*f->why != '\0')
			html_f(v->b, "<b>%s</b>.", f->why);
	}
	if (s->m.sealed && key_supervises(v))
		draw_ask(v, s, "/desk/messages/original", "original",
		    strcmp(s->m.channel, "letter") == 0 ? "Original letter" :
		    "Original message");
	html_lit(v->b, "</dd>");
}

static void
draw_others(struct desk_visit *v, const struct msg_screen *s)
{
	struct message *others;
	struct err ignored = { 0 };
	size_t n, i;

	if (s->m.thread_n < 2 || !message_others(v->a, s->c, s->m.id, &others,
	    &n, &ignored) || n == 0)
		return;
	html_lit(v->b, "<dt>Same thread</dt><dd>");
	for (i = 0; i < n; i++) {
		if (i > 0)
			html_lit(v->b, "<br>");
		html_f(v->b, "<a href=\"/desk/messages/confirm?id=%lld\">"
		    "Message %lld</a>, %s", (long long)others[i].id,
		    (long long)others[i].id,
		    desk_moment(v, others[i].received));
	}
	html_lit(v->b, "</dd>");
}

static void
draw_head(struct desk_visit *v, const struct msg_screen *s)
{
	size_t i;

	html_f(v->b, "<h1 class=\"desk-h1\" id=\"h-m\" dir=\"auto\">%s</h1>"
	    "<dl class=\"desk-head\">", *s->r.subject != '\0' ? s->r.subject :
	    "A message without a subject");
	draw_from(v, s);
	html_f(v->b, "<dt>Received</dt><dd class=\"desk-num\">%s. Message "
	    "%lld</dd>", desk_moment(v, s->m.received), (long long)s->m.id);
	draw_files(v, s);
	draw_others(v, s);
	if (s->r.n_mended > 0) {
		html_lit(v->b, "<dt>Mended</dt><dd>");
		for (i = 0; i < s->r.n_mended; i++) {
			if (i > 0)
				html_lit(v->b, "<br>");
			html_f(v->b, "%s.", s->r.mended[i]);
		}
		html_lit(v->b, "</dd>");
	}
	html_lit(v->b, "</dl>\n");
}

/* ---- parts ------------------------------------------------------------------------------- */

/* What stands on a fold. */
static const char *
fold_words(struct desk_visit *v, const struct msg_part *p)
{
	static const char *const words[SPAN_KINDS] = {
		[SPAN_GREETING] = "Greeting",
		[SPAN_ASKED] = "Our question, quoted",
		[SPAN_QUOTED] = "Quoted",
		[SPAN_SIGNATURE] = "Signature",
		[SPAN_DISCLAIMER] = "Disclaimer",
	};
	const char *what = words[p->kind];

	if (p->ours)
		what = "Our questionnaire as it is printed";
	if (p->kind == SPAN_ASKED && p->asked != NULL)
		what = arena_printf(v->a, "Question %s as we wrote it, quoted",
		    p->asked->number);
	return arena_printf(v->a, "%s, %zu line%s", what, p->lines,
	    p->lines == 1 ? "" : "s");
}

/* As it would stand in an answer. */
static void
draw_text(struct desk_visit *v, const struct msg_part *p)
{
	html_f(v->b, "<div class=\"desk-msg__text\" dir=\"auto\">%s</div>",
	    p->words);
}

static void
draw_said(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	const struct msg_part *p = &s->parts[i];

	html_f(v->b, "<div class=\"desk-part desk-part--%s\" id=\"part%zu\" "
	    "data-part=\"%zu\" data-gives=\"%s\" tabindex=\"-1\"><div "
	    "class=\"desk-part__w\">", p->to != NULL && p->found == p->to ?
	    "q" : "u", i, i, msg_gives(v, s, p));
	if (p->found != NULL && msg_is_beside(p, p->found))
		html_f(v->b, "Beside<br>question %s", p->found->number);
	else if (p->to == NULL)
		html_lit(v->b, "No question");
	else
		html_f(v->b, "Question %s", p->to->number);
	html_lit(v->b, "</div>");
	draw_text(v, p);
	html_lit(v->b, "</div>\n");
}

static void
draw_folded(struct desk_visit *v, const struct msg_part *p)
{
	html_f(v->b, "<div class=\"desk-part desk-part--f\"><div "
	    "class=\"desk-part__w\">Folded</div><div><details "
	    "class=\"desk-fold\"><summary>%s</summary>", fold_words(v, p));
	if (*p->why != '\0')
		html_f(v->b, "<p class=\"desk-xs desk-grey\">Folded because: "
		    "%s.</p>", p->why);
	html_lit(v->b, "<blockquote>");
	draw_text(v, p);
	html_lit(v->b, "</blockquote></details></div></div>\n");
}

static void
draw_parts(struct desk_visit *v, const struct msg_screen *s)
{
	const char *of = NULL;
	size_t i;

	html_lit(v->b, "<div class=\"desk-msg\">\n");
	if (s->n == 0)
		html_f(v->b, "<p>%s</p>", s->m.sealed ? "It has no words that "
		    "could be read." : "What it said is erased.");
	for (i = 0; i < s->n; i++) {
		const struct msg_part *p = &s->parts[i];

		if (p->of != of && p->of != NULL)
			html_f(v->b, "<h2 class=\"desk-h2\">In <span "
			    "dir=\"auto\">%s</span></h2>\n", p->of);
		of = p->of;
		if (p->kind == SPAN_SAID || p->to != NULL)
			draw_said(v, s, i);
		else
			draw_folded(v, p);
	}
	html_lit(v->b, "</div>\n");
}

/* ---- the page ----------------------------------------------------------------------------- */

static void
draw_fault(struct desk_visit *v, const struct msg_screen *s)
{
	if (s->fault != NULL)
		html_f(v->b, "<div class=\"desk-panel desk-alert\" "
		    "role=\"alert\" tabindex=\"-1\" autofocus><p><b>%s</b></p>"
		    "</div>\n", s->fault);
	if (s->refused != NULL && s->fault == NULL)
		html_f(v->b, "<p class=\"desk-note\" role=\"status\">%s</p>\n",
		    s->refused);
	if (s->wrong > 0) {
		key_lines_faults(v, s->lines, s->n_lines, s->wrong);
	} else if (s->checked && s->fault == NULL && s->refused == NULL) {
		html_lit(v->b, "<p class=\"desk-said\" role=\"status\">Every "
		    "answer can be taken so. It is not saved yet.</p>\n");
	}
}

/* What was done with the one before, and the way back. */
void
msg_done(struct desk_visit *v, const struct msg_screen *s)
{
	if (*s->done == '\0')
		return;
	html_f(v->b, "<div class=\"desk-said desk-actions\" role=\"status\">"
	    "<span>%s</span>", s->done);
	if (!s->undo) {
		html_lit(v->b, "</div>\n");
		return;
	}
	desk_form_begin(v, "/desk/messages/confirm", "undo");
	html_f(v->b, "<input type=\"hidden\" name=\"id\" value=\"%lld\">"
	    "<button class=\"desk-linkish\" name=\"do\" value=\"again\">Undo"
	    "<kbd aria-hidden=\"true\">U</kbd></button></form></div>\n",
	    (long long)s->was);
}

void
msg_draw(struct desk_visit *v, struct msg_screen *s)
{
	struct desk_frame f = { .title = s->r.subject, .at = "/desk/messages",
	    .error = s->wrong > 0 || s->fault != NULL };

	if (*f.title == '\0')
		f.title = "A message";
	desk_frame_begin(v, f.error ? 422 : 200, &f);
	msg_done(v, s);
	draw_fault(v, s);
	html_lit(v->b, "<div class=\"desk-mail\" id=\"message\">\n<section "
	    "class=\"desk-panel\" aria-labelledby=\"h-m\">");
	draw_head(v, s);
	draw_parts(v, s);
	html_lit(v->b, "</section>\n");
	msg_draw_under(v, s);
	html_lit(v->b, "</div>\n<p class=\"nhsuk-u-visually-hidden\" "
	    "id=\"live\" role=\"status\"></p>\n");
	msg_foot(v, s, "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> confirm, next"
	    "</span> <span><kbd>J</kbd> <kbd>K</kbd> part</span> <span><kbd>0"
	    "</kbd>–<kbd>9</kbd> give part to question</span> <span><kbd>Z"
	    "</kbd> unfold</span> <span><kbd>U</kbd> undo</span>");
	desk_frame_end(v);
}

/* ---- the foot ------------------------------------------------------------------------------- */

static const struct { enum message_state state; const char *path, *name; }
    queues[] = {
	{ MESSAGE_CONFIRM, "/desk/messages/confirm", "To confirm" },
	{ MESSAGE_HAND, "/desk/messages/confirm?queue=hand", "Read by hand" },
	{ MESSAGE_ASIDE, "/desk/messages?list=aside", "Set aside" },
	{ MESSAGE_REPEAT, "/desk/messages?list=repeat", "Repeats" },
};

const char *
msg_queue_path(enum message_state state)
{
	return state == MESSAGE_HAND ? queues[1].path : queues[0].path;
}

/* keys is markup of our own. */
void
msg_foot(struct desk_visit *v, const struct msg_screen *s, const char *keys)
{
	int64_t n[MESSAGE_STATES] = { 0 }, today = 0;
	int64_t midnight = uk_seconds(uk_date(now_seconds()), 0);
	struct err ignored = { 0 };
	size_t i;

	(void)!message_counts(s->c, n, &ignored);
	(void)!message_decided(s->c, desk_login(v), midnight, &today,
	    &ignored);
	html_f(v->b, "<footer class=\"desk-foot\" aria-label=\"Progress and "
	    "keys\"><div class=\"desk-wrap\"><div class=\"desk-foot__row\">"
	    "<b class=\"desk-num\">%s read today, %s to read</b><nav "
	    "aria-label=\"Message queue\"><ul class=\"desk-modes\">\n",
	    desk_count(v, today), desk_count(v, n[MESSAGE_CONFIRM] +
	    n[MESSAGE_HAND]));
	for (i = 0; i < LEN(queues); i++) {
		html_f(v->b, "<li><a href=\"%s\"", queues[i].path);
		if (s->m.id != 0 && queues[i].state == s->queue)
			html_lit(v->b, " aria-current=\"page\"");
		html_f(v->b, ">%s %s</a></li>\n", queues[i].name,
		    desk_count(v, n[queues[i].state]));
	}
	html_lit(v->b, "</ul></nav></div>\n");
	if (*keys != '\0') {
		html_lit(v->b, "<div class=\"desk-keys\">");
		buf_puts(v->b, keys);
		html_lit(v->b, "</div>\n");
	}
	html_lit(v->b, "</div></footer>\n");
}
