/* SPDX-License-Identifier: MIT
 *
 * page_tasks.c -- what people asked for: the page of `earshot tasks`.
 *
 * It shows what was opened.  At a desk that does not fetch, what came in since
 * the last pull is sealed; the page says so.
 */
#include "locales/locales.h"
#include "survey/desk/keying.h"

#include <stdlib.h>

enum { OPEN_SHOWN = 25, DONE_SHOWN = 50 };

/* What is said above the lists, and what was typed into a form that failed. */
struct said {
	const char	*words;			/* NULL: nothing was done */
	const char	*failed;		/* NULL: nothing went wrong */
	const char	*note_wrong;		/* NULL: it is fine */
	int64_t		 id;			/* of that form; 0: none */
	const char	*note, *numbers, *day;
};

struct lists {
	struct cases_task *v;		/* all of them, by id */
	size_t		 n, open;
	bool		 pulled;	/* something was, ever */
};

/* ---- reading --------------------------------------------------------- */

static bool
read_tasks(struct desk_visit *v, bool all, struct lists *l, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	int64_t real, rehearsal;
	size_t i;

	*l = (struct lists){ 0 };
	if (!desk_store_open(v, DB_READ, &s, e) ||
	    !cases_tasks(v->a, s.c, all, &l->v, &l->n, e) ||
	    !cases_counts(s.c, &real, &rehearsal, e))
		return false;
	l->pulled = l->n > 0 || real > 0 || rehearsal > 0;
	for (i = 0; i < l->n; i++)
		l->open += l->v[i].done == 0;
	return true;
}

static const struct cases_task *
find(const struct lists *l, int64_t id)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].id == id)
			return &l->v[i];
	return NULL;
}

/* The day of a request is what its sender's server wrote. */
static const char *
asked_day(struct desk_visit *v, const struct cases_task *t)
{
	struct date d;

	return date_parse(str_of(t->r.day), &d) ? desk_day(v, d) : t->r.day;
}

/* ---- one task -------------------------------------------------------- */

static void
fact(struct desk_visit *v, const char *label, const char *text)
{
	if (*text != '\0')
		html_f(v->b, "<dt>%s</dt><dd dir=\"auto\">%s</dd>\n", label,
		    text);
}

static void
draw_asked(struct desk_visit *v, const struct cases_task *t)
{
	html_f(v->b, "<dt>Asked</dt><dd>on %s, in <span lang=\"%s\">%s</span>",
	    asked_day(v, t), t->r.lang, locale_name(t->r.lang));
	if (t->r.reference[0] != '\0')
		html_f(v->b, ", about response %s", t->r.reference);
	html_lit(v->b, "</dd>\n");
}

static void
draw_facts(struct desk_visit *v, const struct cases_task *t)
{
	struct task_detail d[TASK_DETAILS];
	size_t i;

	html_lit(v->b, "<dl class=\"desk-facts\">\n");
	draw_asked(v, t);
	fact(v, "What was done", task_did(t));
	task_details(t, d);
	for (i = 0; i < TASK_DETAILS; i++)
		fact(v, d[i].label, t->r.format == d[i].text ?
		    task_format(d[i].text) : d[i].text);
	if (t->done == 0) {
		fact(v, "To do", task_to_do(t));
	} else {
		fact(v, "Done", arena_printf(v->a, "on %s",
		    desk_day(v, uk_date(t->done))));
		fact(v, "By", t->by);
		fact(v, "Note", t->note);
	}
	html_lit(v->b, "</dl>\n");
}

static void
draw_title(struct desk_visit *v, const struct cases_task *t)
{
	html_f(v->b, "<h3 class=\"desk-h2\" id=\"task-%lld\">Task %lld: %s",
	    (long long)t->id, (long long)t->id, task_title(t));
	if (t->r.rehearsal)
		html_lit(v->b, " <span class=\"desk-tag\">rehearsal</span>");
	html_lit(v->b, "</h3>\n");
}

/* ---- the form that marks it as done ---------------------------------- */

static void
draw_box(struct desk_visit *v, int64_t id, const char *name,
    const char *label, const char *hint, const char *value, const char *wrong)
{
	long long n = id;

	html_f(v->b, "<p class=\"desk-field\"><label for=\"%s-%lld\">%s"
	    "</label>", name, n, label);
	if (*hint != '\0')
		html_f(v->b, "<span class=\"desk-grey\" id=\"%s-hint-%lld\">%s"
		    "</span>", name, n, hint);
	if (wrong != NULL)
		html_f(v->b, "<span class=\"desk-wrong\" id=\"%s-wrong-%lld\">"
		    "<span class=\"nhsuk-u-visually-hidden\">Error: </span>%s"
		    "</span>", name, n, wrong);
	html_f(v->b, "<input class=\"desk-input\" type=\"text\" id=\"%s-%lld\" "
	    "name=\"%s\" value=\"%s\" required", name, n, name, value);
	if (*hint != '\0' || wrong != NULL) {
		html_lit(v->b, " aria-describedby=\"");
		if (*hint != '\0')
			html_f(v->b, "%s-hint-%lld", name, n);
		if (*hint != '\0' && wrong != NULL)
			html_lit(v->b, " ");
		if (wrong != NULL)
			html_f(v->b, "%s-wrong-%lld", name, n);
		html_lit(v->b, "\"");
	}
	if (wrong != NULL)
		html_lit(v->b, " aria-invalid=\"true\"");
	html_lit(v->b, "></p>\n");
}

/* Which copies went out; the register has them, and not to whom. */
static void
draw_posted(struct desk_visit *v, const struct cases_task *t,
    const struct said *s)
{
	bool mine = s->id == t->id;
	long long id = t->id;

	html_f(v->b, "<p class=\"desk-field\"><label for=\"numbers-%lld\">"
	    "Numbers of the copies that were posted</label><span "
	    "class=\"desk-grey\" id=\"numbers-hint-%lld\">One on each line. "
	    "Empty: it was something without a number. <a "
	    "href=\"/desk/keying/copies\">Copies that were posted</a> then "
	    "has their language and format, and which came back.</span>"
	    "<textarea class=\"desk-input\" id=\"numbers-%lld\" "
	    "name=\"numbers\" rows=\"2\" aria-describedby=\"numbers-hint-"
	    "%lld\">%s</textarea></p>\n", id, id, id, id, mine ? s->numbers :
	    "");
	html_f(v->b, "<p class=\"desk-field\"><label for=\"posted-%lld\">"
	    "Posted on</label><input class=\"desk-input\" type=\"date\" "
	    "id=\"posted-%lld\" name=\"posted-on\" value=\"%s\"></p>\n", id,
	    id, mine ? s->day : key_today(v));
}

static void
draw_done_form(struct desk_visit *v, const struct cases_task *t,
    const struct said *s)
{
	bool mine = s->id == t->id;
	long long id = t->id;

	html_f(v->b, mine ? "<details class=\"desk-done\" open>\n" :
	    "<details class=\"desk-done\">\n");
	html_f(v->b, "<summary>Done<span class=\"nhsuk-u-visually-hidden\">: "
	    "task %lld</span></summary>\n", id);
	desk_form_begin(v, "/desk/tasks", arena_printf(v->a, "done-%lld", id));
	html_f(v->b, "<input type=\"hidden\" name=\"task\" value=\"%lld\">\n",
	    id);
	if (t->r.kind == REQUEST_PAPER)
		draw_posted(v, t, s);
	draw_box(v, t->id, "note", "What was done, in a few words?",
	    "It is kept for good, so do not say who asked.",
	    mine ? s->note : "", mine ? s->note_wrong : NULL);
	html_f(v->b, "<p>The log says that it was you. This erases what the task says and how to reach the "
	    "person. It cannot be undone.</p>\n<div class=\"desk-actions\">"
	    "<button class=\"nhsuk-button\">Mark task %lld as done</button>"
	    "</div>\n</form>\n</details>\n", id);
}

/* ---- the page -------------------------------------------------------- */

static void
draw_said(struct desk_visit *v, const struct said *s)
{
	if (s->words != NULL)
		html_f(v->b, "<p class=\"desk-said\" role=\"status\">%s</p>\n",
		    s->words);
	if (s->failed == NULL)
		return;
	html_lit(v->b, "<div class=\"desk-panel desk-alert\" role=\"alert\" "
	    "id=\"failed\" tabindex=\"-1\" autofocus>\n<h2 class=\"desk-h2\">"
	    "Nothing was changed</h2>\n");
	if (s->note_wrong == NULL)
		html_f(v->b, "<p>The reason: %s.</p>\n", s->failed);
	if (s->note_wrong != NULL)
		html_f(v->b, "<p><a href=\"#note-%lld\">%s</a></p>\n",
		    (long long)s->id, s->note_wrong);
	html_lit(v->b, "</div>\n");
}

/* What cannot be read here, and who can. */
static void
draw_sealed(struct desk_visit *v, const struct lists *l)
{
	if (desk_does_fetch(v->desk))
		return;
	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-sealed\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-sealed\">What is not in this list</h2>\n<p>%s It is "
	    "sealed, and the desk has no key to it.</p>\n<p>Somebody who has "
	    "the analyst’s key can bring it in, in a terminal: "
	    "<code>earshot pull %s</code>, with <code>--from</code> and the "
	    "public server’s folder where that is somewhere else. "
	    "<code>earshot run</code> does it by itself.</p>\n"
	    "</section>\n", l->pulled ?
	    "What people asked for since the last pull cannot be read here." :
	    "Nothing was pulled yet, so what people asked for cannot be read "
	    "here.", v->desk->dir);
}

/* The place of the first open task of a page of the list, from 0: of the one
 * with the form that failed, or of the number that was asked for. */
static size_t
first_shown(struct desk_visit *v, const struct lists *l, int64_t id)
{
	const char *sent = http_value(&v->r->query, "page");
	size_t page = sent != NULL ? (size_t)desk_number(sent) : 0, i, place = 0;

	for (i = 0; id != 0 && i < l->n && l->v[i].id != id; i++)
		place += l->v[i].done == 0;
	if (id == 0 && page > 0 && (page - 1) < l->open)
		place = (page - 1) * OPEN_SHOWN;
	if (place >= l->open)
		place = 0;
	return place - place % OPEN_SHOWN;
}

static void
draw_pages(struct desk_visit *v, const struct lists *l, size_t first)
{
	size_t n = (l->open + OPEN_SHOWN - 1) / OPEN_SHOWN, i;

	if (n < 2)
		return;
	html_lit(v->b, "<nav aria-label=\"Pages of open tasks\">"
	    "<ul class=\"desk-files\">\n");
	for (i = 0; i < n; i++)
		html_f(v->b, i == first / OPEN_SHOWN ?
		    "<li><a href=\"/desk/tasks?page=%zu\" "
		    "aria-current=\"page\">Page %zu</a></li>\n" :
		    "<li><a href=\"/desk/tasks?page=%zu\">Page %zu</a></li>\n",
		    i + 1, i + 1);
	html_lit(v->b, "</ul></nav>\n");
}

static void
draw_open(struct desk_visit *v, const struct lists *l, const struct said *s)
{
	size_t first = first_shown(v, l, s->id), i, place = 0;

	html_f(v->b, "<h2 class=\"desk-h2\" id=\"open\">%s</h2>\n",
	    l->open == 0 ? "There are no open tasks." : l->open == 1 ?
	    "1 open task" : arena_printf(v->a, "%zu open tasks", l->open));
	for (i = 0; i < l->n; i++) {
		if (l->v[i].done != 0 || place++ < first ||
		    place > first + OPEN_SHOWN)
			continue;
		html_f(v->b, "<article class=\"desk-panel\" "
		    "aria-labelledby=\"task-%lld\">\n",
		    (long long)l->v[i].id);
		draw_title(v, &l->v[i]);
		draw_facts(v, &l->v[i]);
		draw_done_form(v, &l->v[i], s);
		html_lit(v->b, "</article>\n");
	}
	draw_pages(v, l, first);
}

/* The last one that was done first. */
static int
later(const void *a, const void *b)
{
	const struct cases_task *x = *(const struct cases_task *const *)a,
	    *y = *(const struct cases_task *const *)b;

	if (x->done != y->done)
		return x->done < y->done ? 1 : -1;
	return x->id < y->id ? 1 : -1;
}

static void
draw_closed(struct desk_visit *v, const struct lists *l)
{
	size_t closed = l->n - l->open, n = 0, i;
	const struct cases_task **t;

	if (closed == 0)
		return;
	t = arena_array(v->a, const struct cases_task *, closed);
	for (i = 0; i < l->n; i++)
		if (l->v[i].done != 0)
			t[n++] = &l->v[i];
	qsort(t, n, sizeof(*t), later);
	html_lit(v->b, "<h2 class=\"desk-h2\" id=\"closed\">Done</h2>\n");
	for (i = 0; i < n && i < DONE_SHOWN; i++) {
		html_f(v->b, "<article class=\"desk-panel\" "
		    "aria-labelledby=\"task-%lld\">\n",
		    (long long)t[i]->id);
		draw_title(v, t[i]);
		draw_facts(v, t[i]);
		html_lit(v->b, "</article>\n");
	}
	if (closed > i)
		html_f(v->b, "<p>%zu that were done before are not shown. All "
		    "of them, in a terminal: <code>earshot tasks %s --all"
		    "</code></p>\n", closed - i, v->desk->dir);
}

static void
draw(struct desk_visit *v, struct said *s)
{
	struct desk_frame f = { .title = "Tasks", .at = "/desk/tasks",
	    .error = s->failed != NULL };
	const char *done = http_value(&v->r->query, "done");
	const struct cases_task *t;
	struct lists l;
	struct err e = { 0 };

	if (!read_tasks(v, true, &l, &e)) {
		desk_failed(v, &e);
		return;
	}
	/* Said only when it is so: anybody can make such a link. */
	t = done != NULL && s->failed == NULL ? find(&l, desk_number(done)) : NULL;
	if (t != NULL && t->done != 0)
		s->words = arena_printf(v->a, "Task %lld is done. What it "
		    "said, and how to reach the person, is erased.",
		    (long long)t->id);
	t = find(&l, s->id);
	if (t == NULL || t->done != 0)
		s->id = 0;
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Tasks"
	    "</h1>\n");
	draw_said(v, s);
	html_lit(v->b, "<p>What people asked for, beside answering. They gave "
	    "names and addresses for this alone, and only analysts can read "
	    "them here. Mark a task as done when it is: that "
	    "erases them.</p>\n<p><a href=\"/desk/tasks/withdraw\">Withdraw "
	    "a response for its author</a></p>\n");
	if (l.pulled || desk_does_fetch(v->desk))
		draw_open(v, &l, s);
	draw_sealed(v, &l);
	draw_closed(v, &l);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* ---- what the pages call --------------------------------------------- */

static bool
is_blank(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

static bool
mark_done(struct desk_visit *v, const struct said *s, struct err *e)
{
	struct desk_store c CLEAN(desk_store_close) = { 0 };
	uint32_t *serials;
	size_t n;

	if (!desk_store_open(v, DB_WRITE, &c, e) ||
	    !key_serials(v, c.c, s->numbers, &serials, &n, e))
		return false;
	if (n > 0 && !key_day_ok(s->day, false))
		return err_set(e, ERR_INPUT, "say on which day they were "
		    "posted, like 2026-11-27");
	return n > 0 ? copies_posted(c.c, s->id, serials, n, s->day,
	    v->me.login, s->note, e) : cases_task_done(c.c, s->id,
	    v->me.login, s->note, e);
}

void
desk_tasks(struct desk_visit *v)
{
	struct said s = { .id = desk_number(desk_sent(v, "task")),
	    .note = desk_sent(v, "note"), .numbers = desk_sent(v, "numbers"),
	    .day = desk_sent(v, "posted-on") };
	struct err e = { 0 };

	if (v->r->method != HTTP_POST) {
		s.id = 0;
		draw(v, &s);
		return;
	}
	if (mark_done(v, &s, &e)) {
		desk_redirect(v, arena_printf(v->a, "/desk/tasks?done=%lld",
		    (long long)s.id));
		return;
	}
	s.failed = e.msg;
	if (is_blank(s.note))
		s.note_wrong = "Write in a few words what was done";
	draw(v, &s);
}

void
desk_tasks_sum(struct desk_visit *v, const char **detail, const char **tag)
{
	struct lists l;
	struct err e = { 0 };

	*tag = "";
	if (!read_tasks(v, false, &l, &e))
		*detail = arena_printf(v->a, "They cannot be read: %s.", e.msg);
	else if (!l.pulled && !desk_does_fetch(v->desk))
		*detail = "Nothing was pulled yet.";
	else if (l.open == 0)
		*detail = desk_does_fetch(v->desk) ? "Nothing that people "
		    "asked for is still to do." :
		    "Nothing that was pulled is still to do.";
	else {
		*detail = arena_printf(v->a, "What people asked for, since %s.",
		    asked_day(v, &l.v[0]));
		*tag = l.open == 1 ? "1 open task" :
		    arena_printf(v->a, "%zu open tasks", l.open);
	}
}
