/* SPDX-License-Identifier: MIT
 *
 * tasks.c -- what people asked for, as work for staff.
 */
#include "store/cases.h"

#include <sqlite3.h>

static const char *const results[] = {
	[TASK_PLAIN] = "", [TASK_HERE] = "here", [TASK_ABSENT] = "absent",
	[TASK_UNPROVEN] = "unproven", [TASK_FAILED] = "failed",
};

static enum cases_result
result_from(const char *s)
{
	size_t i;

	for (i = 0; i + 1 < LEN(results) && strcmp(results[i], s) != 0; i++)
		;
	return (enum cases_result)i;
}

/* ---- reading ------------------------------------------------------------- */

/* What is known of a request without what it says. */
static bool
outline(struct stmt *s, struct store_request *r)
{
	int k;

	for (k = 0; k < REQUEST_KINDS; k++)
		if (strcmp(request_kind_name((enum request_kind)k),
		    col_text(s, 1)) == 0)
			break;
	if (k == REQUEST_KINDS)
		return false;
	*r = (struct store_request){ .kind = (enum request_kind)k,
	    .rehearsal = col_int(s, 4) != 0, .name = "", .email = "",
	    .phone = "", .address = "", .format = "", .words = "" };
	strncpy(r->day, col_text(s, 2), sizeof(r->day) - 1);
	strncpy(r->lang, col_text(s, 3), sizeof(r->lang) - 1);
	strncpy(r->reference, col_text(s, 5), sizeof(r->reference) - 1);
	return true;
}

static bool
one_task(struct arena *a, struct cases *c, struct stmt *s,
    struct cases_task *t, struct err *e)
{
	struct str json = str_of(col_text(s, 7));

	t->id = col_int(s, 0);
	t->result = result_from(col_text(s, 6));
	t->done = col_int(s, 8);
	t->by = arena_str(a, col_text(s, 9));
	t->note = arena_str(a, col_text(s, 10));
	if (json.n > 0)
		return request_decode(a, json, &t->r, e) ||
		    err_wrap(e, "%s: task %lld", c->db.path, (long long)t->id);
	return outline(s, &t->r) || err_set(e, ERR_DB, "%s: task %lld is "
	    "of an unknown kind", c->db.path, (long long)t->id);
}

bool
cases_tasks(struct arena *a, struct cases *c, bool all,
    struct cases_task **out, size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT t.id, t.kind, t.day, t.lang,"
	    " t.rehearsal, t.reference, t.result, t.json, t.done, l.who,"
	    " l.detail FROM task t LEFT JOIN audit l ON l.id = (SELECT max(id)"
	    " FROM audit WHERE task = t.id AND what = 'done')"
	    " AND t.done IS NOT NULL"
	    " WHERE ?1 OR t.done IS NULL ORDER BY t.id", e))
		return false;
	stmt_int(&s, 1, all);
	while (stmt_row(&s))
		if (!one_task(a, c, &s, arena_push(a, *out, *n, cap), e))
			return false;
	return stmt_end(&s, e);
}

/* ---- closing ------------------------------------------------------------- */

static bool
is_open(struct cases *c, int64_t id, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	bool there, open;

	if (!stmt_open(&c->db, &s, "SELECT done IS NULL FROM task"
	    " WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, id);
	there = stmt_row(&s);
	open = there && col_int(&s, 0) != 0;
	if (!stmt_end(&s, e))
		return false;
	if (!there)
		return err_set(e, ERR_INPUT, "there is no task %lld",
		    (long long)id);
	return open || err_set(e, ERR_INPUT, "task %lld is done already",
	    (long long)id);
}

bool
task_close(struct cases *c, int64_t id, const char *by, const char *note,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!is_open(c, id, e) || !stmt_open(&c->db, &s,
	    "UPDATE task SET done = ?2, json = '' WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, id);
	stmt_int(&s, 2, now_seconds());
	return stmt_do(&s, e) && audit_add(c, by, "done", id, note, e);
}

bool
task_says(const char *by, const char *note, struct err *e)
{
	return audit_says(by, AUDIT_BY_MAX, "say who did it", e) &&
	    audit_says(note, AUDIT_NOTE_MAX, "say in a few words what was "
	    "done", e);
}

struct closing { int64_t id; const char *by, *note; };

static bool
close_task(struct cases *c, void *arg, struct err *e)
{
	const struct closing *k = arg;

	return task_close(c, k->id, k->by, k->note, e);
}

bool
cases_task_done(struct cases *c, int64_t id, const char *by, const char *note,
    struct err *e)
{
	struct closing k = { id, by, note };

	return task_says(by, note, e) &&
	    cases_change(c, close_task, &k, e) && cases_scrub(c, e);
}
