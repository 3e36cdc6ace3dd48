/* SPDX-License-Identifier: MIT
 *
 * sheets_queue.c -- whose turn a sheet is, and which are keyed again.
 */
#include "store/sheets_in.h"

#include <stdio.h>

/* ---- the plan --------------------------------------------------------------------- */

bool
sheet_plan(struct cases *c, struct sheet_plan *out, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*out = (struct sheet_plan){ 1, 0, 0 };
	if (!stmt_open(&c->db, &q, "SELECT one_in, first, marks FROM plan", e))
		return false;
	if (stmt_row(&q))
		*out = (struct sheet_plan){ col_int(&q, 0), col_int(&q, 1),
		    col_int(&q, 2) };
	return stmt_end(&q, e);
}

struct planning { const struct sheet_plan *plan; const char *by; };

static bool
set_plan(struct cases *c, void *arg, struct err *e)
{
	const struct planning *p = arg;
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	if (!stmt_open(&c->db, &q, "UPDATE plan SET one_in = ?1, first = ?2,"
	    " marks = ?3", e))
		return false;
	stmt_int(&q, 1, p->plan->one_in);
	stmt_int(&q, 2, p->plan->first);
	stmt_int(&q, 3, p->plan->marks);
	if (!stmt_do(&q, e))
		return false;
	if (p->plan->one_in == 0)
		buf_lit(&b, "none drawn");
	else if (p->plan->one_in == 1)
		buf_lit(&b, "all");
	else
		buf_printf(&b, "one in %lld, drawn",
		    (long long)p->plan->one_in);
	if (p->plan->first > 0)
		buf_printf(&b, "; the first %lld of each keyer",
		    (long long)p->plan->first);
	if (p->plan->marks > 0)
		buf_printf(&b, "; those with %lld marks or more",
		    (long long)p->plan->marks);
	return audit_add(c, p->by, "planned which sheets are keyed again", 0,
	    buf_text(&b), e);
}

bool
sheet_plan_set(struct cases *c, const struct sheet_plan *plan,
    const char *by, struct err *e)
{
	struct planning p = { plan, by };

	if (plan->one_in < 0 || plan->one_in > 1000 || plan->first < 0 ||
	    plan->first > 100000 || plan->marks < 0 || plan->marks > 1000)
		return err_set(e, ERR_INPUT, "the plan can be one in 1 to "
		    "1,000 sheets (0: none drawn), the first 0 to 100,000 of "
		    "each keyer, and those with 0 to 1,000 marks");
	return cases_change(c, set_plan, &p, e);
}

/* ---- whose turn it is ---------------------------------------------------------------- */

/* ?1 the person, ?2 now, ?3 the day of now, ?4 do they work alone.  Practice
 * sheets and others wait in the same queue, the oldest first. */
#define FREE " AND (s.claim IS NULL OR s.claim = ?1 OR s.claimed < ?2)"
#define FIRST " FROM sheet s WHERE s.state = 'received'" FREE
#define SECOND " FROM sheet s JOIN keying k ON k.sheet = s.id AND k.round = 1" \
	" WHERE s.state = 'waiting' AND (k.by <> ?1 OR (?4 AND" \
	" k.at / 86400 <> ?3))" FREE
#define SETTLE " FROM sheet s WHERE s.state = 'differences' AND (?4 OR NOT" \
	" EXISTS (SELECT 1 FROM keying k WHERE k.sheet = s.id AND k.round < 3" \
	" AND k.by = ?1))" FREE
#define NEXT " ORDER BY (s.claim IS ?1) DESC, s.batch, s.place LIMIT 1"

static bool
open_count(struct cases *c, struct stmt *q, enum sheet_work work, struct err *e)
{
	switch (work) {
	case SHEET_FIRST:
		return stmt_open(&c->db, q, "SELECT count(*)" FIRST, e);
	case SHEET_SECOND:
		return stmt_open(&c->db, q, "SELECT count(*)" SECOND, e);
	case SHEET_SETTLE:
		break;
	}
	return stmt_open(&c->db, q, "SELECT count(*)" SETTLE, e);
}

static bool
open_next(struct cases *c, struct stmt *q, enum sheet_work work, struct err *e)
{
	switch (work) {
	case SHEET_FIRST:
		return stmt_open(&c->db, q, "SELECT s.id" FIRST NEXT, e);
	case SHEET_SECOND:
		return stmt_open(&c->db, q, "SELECT s.id" SECOND NEXT, e);
	case SHEET_SETTLE:
		break;
	}
	return stmt_open(&c->db, q, "SELECT s.id" SETTLE NEXT, e);
}

struct turn { enum sheet_work work; const char *by; bool alone; int64_t now, id; };

static bool
ask(struct stmt *q, const struct turn *t, int64_t *out, struct err *e)
{
	*out = 0;
	stmt_text(q, 1, t->by);
	stmt_int(q, 2, t->now);
	if (t->work != SHEET_FIRST) {
		if (t->work == SHEET_SECOND)
			stmt_int(q, 3, t->now / 86400);
		stmt_int(q, 4, t->alone);
	}
	if (stmt_row(q))
		*out = col_int(q, 0);
	return stmt_end(q, e);
}

bool
sheet_claim(struct cases *c, int64_t id, const char *by, int64_t now,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "UPDATE sheet SET claim = ?2, claimed = ?3"
	    " WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	stmt_text(&q, 2, by);
	stmt_int(&q, 3, now + SHEET_CLAIM);
	return stmt_do(&q, e);
}

static bool
take_next(struct cases *c, void *arg, struct err *e)
{
	struct stmt n CLEAN(stmt_close) = { 0 };
	struct turn *t = arg;

	return open_next(c, &n, t->work, e) && ask(&n, t, &t->id, e) &&
	    (t->id == 0 || sheet_claim(c, t->id, t->by, t->now, e));
}

bool
sheet_next(struct cases *c, enum sheet_work work, const char *by, bool alone,
    int64_t now, int64_t *id, struct err *e)
{
	struct turn t = { work, by, alone, now, 0 };
	bool ok = cases_change(c, take_next, &t, e);

	*id = ok ? t.id : 0;
	return ok;
}

bool
sheet_waiting(struct cases *c, enum sheet_work work, const char *by, bool alone,
    int64_t now, int64_t *n, struct err *e)
{
	const struct turn t = { work, by, alone, now, 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };

	return open_count(c, &q, work, e) && ask(&q, &t, n, e);
}
