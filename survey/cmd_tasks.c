/* SPDX-License-Identifier: MIT
 *
 * cmd_tasks.c -- `earshot tasks DIR`: what people asked for, and the log of
 * what was done.
 */
#include "survey/desk/tasks.h"
#include "survey/survey.h"
#include "survey/terminal.h"

#include <stdio.h>

enum { INDENT = TERMINAL_INDENT };

struct wish {
	const char	*dir, *done, *by, *note, *since;
	bool		 all, audit;
};

/* ---- printing ------------------------------------------------------------ */

static void
print_task(const struct cases_task *t)
{
	struct task_detail d[TASK_DETAILS];
	char day[11];
	size_t i;

	printf("\n%3lld  %s%s\n", (long long)t->id, task_title(t),
	    t->r.rehearsal ? "  (rehearsal)" : "");
	printf("%*sAsked on %s, in %s%s%s\n", INDENT, "", t->r.day, t->r.lang,
	    t->r.reference[0] != '\0' ? ", about response " : "",
	    t->r.reference);
	if (*task_did(t) != '\0')
		terminal_wrapped("", task_did(t));
	task_details(t, d);
	for (i = 0; i < TASK_DETAILS; i++)
		if (*d[i].text != '\0')
			terminal_wrapped(d[i].label, d[i].text);
	if (t->done == 0) {
		terminal_wrapped("To do", task_to_do(t));
		return;
	}
	date_text(uk_date(t->done), day);
	printf("%*sDone on %s\n", INDENT, "", day);
	terminal_wrapped("By", t->by);
	terminal_wrapped("Note", t->note);
}

static int
list(const struct wish *w, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases_task *t;
	size_t n, i, open = 0;

	if (!cases_tasks(&a, c, w->all, &t, &n, e))
		return fail("tasks", e);
	for (i = 0; i < n; i++)
		open += t[i].done == 0;
	if (open == 0)
		printf("There are no open tasks.\n");
	else
		printf("%zu open task%s.\n", open, open == 1 ? "" : "s");
	for (i = 0; i < n; i++)
		print_task(&t[i]);
	if (open > 0)
		printf("\nWhen one is done: earshot tasks %s --done N --by NAME "
		    "--note TEXT\nThat erases what it says and how to reach "
		    "the person.\n", w->dir);
	return 0;
}

static int
audit(const struct wish *w, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char head[AUDIT_HEAD], when[TERMINAL_MOMENT];
	struct cases_line *l;
	size_t n, i;

	if (!cases_audit(&a, c, &l, &n, e))
		return fail("tasks", e);
	for (i = 0; i < n; i++) {
		struct buf b CLEAN(buf_free) = { 0 };

		terminal_moment(l[i].at, when);
		buf_printf(&b, "%3lld  %s  ", (long long)l[i].id, when);
		terminal_put(&b, l[i].who, l[i].who + strlen(l[i].who));
		buf_printf(&b, ": %s", l[i].what);
		if (l[i].task != 0)
			buf_printf(&b, " (task %lld)", (long long)l[i].task);
		if (*l[i].detail != '\0')
			buf_lit(&b, ": ");
		terminal_put(&b, l[i].detail, l[i].detail + strlen(l[i].detail));
		printf("%s\n", buf_text(&b));
	}
	fflush(stdout);
	if (!cases_audit_verify(c, w->since, head, e))
		return fail("tasks", e);
	printf("The log has %zu line%s, and none was changed, removed or "
	    "moved.\nIts head is %s\nWrite the head down somewhere else. "
	    "`--since HEAD` then shows that nothing\nbefore it was written "
	    "anew.\n", n, n == 1 ? "" : "s", head);
	return 0;
}

static int
close_one(const struct wish *w, struct cases *c, int64_t id, struct err *e)
{
	if (!cases_task_done(c, id, w->by, w->note, e))
		return fail("tasks", e);
	printf("Task %lld is done. What it said, and how to reach the person, "
	    "is erased.\n", (long long)id);
	return 0;
}

static int
run(const struct wish *w, int64_t id)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, w->dir, "cases.db");
	struct cases *c = NULL;
	struct err e = { 0 };
	int status;

	if (!file_exists(path)) {
		err_set(&e, ERR_INPUT, "%s: there is nothing here yet; run: "
		    "earshot pull %s", path, w->dir);
		return fail("tasks", &e);
	}
	if (!cases_open(&c, path, id != 0 ? DB_WRITE : DB_READ, &e))
		return fail("tasks", &e);
	status = id != 0 ? close_one(w, c, id, &e) : w->audit ?
	    audit(w, c, &e) : list(w, c, &e);
	cases_close(c);
	return status;
}

int
cmd_tasks(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--all", NULL, &w.all }, { "--done", &w.done, NULL },
		{ "--by", &w.by, NULL }, { "--note", &w.note, NULL },
		{ "--audit", NULL, &w.audit }, { "--since", &w.since, NULL },
	};
	int64_t id = 0;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1)
		return usage(argv[0]);
	if ((w.done != NULL) + w.audit + w.all > 1 ||
	    (w.since != NULL && !w.audit) ||
	    (w.done == NULL && (w.by != NULL || w.note != NULL)))
		return usage(argv[0]);
	if (w.done != NULL && (w.by == NULL || w.note == NULL)) {
		fprintf(stderr, "earshot tasks: --done needs --by NAME, who "
		    "did it, and --note TEXT, what was done\n");
		return 2;
	}
	if (w.done != NULL &&
	    !option_number("--done", w.done, 1, INT64_MAX, &id))
		return 2;
	return run(&w, id);
}
