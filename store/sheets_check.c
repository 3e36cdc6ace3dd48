/* SPDX-License-Identifier: MIT
 *
 * sheets_check.c -- checking the sheets of a sample against the paper, and putting
 * right what is wrong.
 */
#include "store/bound.h"
#include "store/codec.h"
#include "store/sheets_in.h"

#include <stdio.h>

/* ---- whose turn it is ---------------------------------------------------------- */

/* ?1 the person, ?2 now, ?3 do they work alone. */
#define DUE " FROM recheck r JOIN sheet s ON s.id = r.sheet" \
	" WHERE r.by IS NULL AND s.state = 'settled'"
#define MINE DUE " AND (?3 OR NOT EXISTS (SELECT 1 FROM keying k WHERE" \
	" k.sheet = s.id AND ?1 IN (k.by, k.agreed)))" \
	" AND (s.claim IS NULL OR s.claim = ?1 OR s.claimed < ?2)"

struct turn { const char *by; bool alone; int64_t now, id; };

static bool
ask(struct stmt *q, const struct turn *t, int64_t *out, struct err *e)
{
	*out = 0;
	stmt_text(q, 1, t->by);
	stmt_int(q, 2, t->now);
	stmt_int(q, 3, t->alone);
	if (stmt_row(q))
		*out = col_int(q, 0);
	return stmt_end(q, e);
}

static bool
take_next(struct cases *c, void *arg, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct turn *t = arg;

	return stmt_open(&c->db, &q, "SELECT s.id" MINE " ORDER BY (s.claim IS"
	    " ?1) DESC, r.sample, r.turn LIMIT 1", e) &&
	    ask(&q, t, &t->id, e) && (t->id == 0 ||
	    sheet_claim(c, t->id, t->by, t->now, e));
}

bool
sheet_check_next(struct cases *c, const char *by, bool alone, int64_t now,
    int64_t *id, struct err *e)
{
	struct turn t = { by, alone, now, 0 };
	bool ok = cases_change(c, take_next, &t, e);

	*id = ok ? t.id : 0;
	return ok;
}

bool
sheet_check_waiting(struct cases *c, const char *by, bool alone, int64_t now,
    int64_t *theirs, int64_t *all, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, s CLEAN(stmt_close) = { 0 };
	const struct turn t = { by, alone, now, 0 };

	*all = 0;
	if (!stmt_open(&c->db, &q, "SELECT count(*)" MINE, e) ||
	    !ask(&q, &t, theirs, e) ||
	    !stmt_open(&c->db, &s, "SELECT count(*)" DUE, e))
		return false;
	if (stmt_row(&s))
		*all = col_int(&s, 0);
	return stmt_end(&s, e);
}

/* ---- the answers as they stand ------------------------------------------------- */

/* Corrected, or settled, or keyed again; but where a sheet had a response when it
 * was drawn again and both keyings agree, that response stood. */
bool
sheet_final(struct arena *a, struct cases *c, int64_t sheet,
    const struct forms_form *form, struct forms_answers *out, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct store_meta m;
	const char *json = NULL;

	if (!stmt_open(&c->db, &q, "SELECT coalesce((SELECT json FROM recheck"
	    " WHERE sheet = ?1), (SELECT json FROM keying WHERE sheet = ?1"
	    " AND NOT (round = 2 AND EXISTS (SELECT 1 FROM sheet WHERE id = ?1"
	    " AND redraw IS NOT NULL)) ORDER BY round DESC LIMIT 1))", e))
		return false;
	stmt_int(&q, 1, sheet);
	if (stmt_row(&q) && !col_null(&q, 0))
		json = arena_str(a, col_text(&q, 0));
	if (!stmt_end(&q, e))
		return false;
	if (json == NULL)
		return err_set(e, ERR_INPUT, "that sheet was not keyed yet");
	return store_decode(a, str_of(json), form, out, &m, e);
}

/* ---- checking ------------------------------------------------------------------ */

struct look {
	const struct sheet_keyed *k;
	const struct sheet_checked *v;
	size_t		 n;
	bool		 independent;
	struct buf	 wrong;		/* "3, 7" */
	int64_t		 n_wrong;
};

static bool
waits(struct cases *c, const struct sheet *s, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	bool is = false;

	if (!stmt_open(&c->db, &q, "SELECT 1 FROM recheck WHERE sheet = ?1 AND"
	    " by IS NULL", e))
		return false;
	stmt_int(&q, 1, s->id);
	is = stmt_row(&q) && s->state == SHEET_SETTLED;
	return stmt_end(&q, e) && (is || err_set(e, ERR_INPUT, "that sheet "
	    "does not wait to be checked: somebody else may have checked it"));
}

static bool
may_check(struct cases *c, const struct sheet *s, struct look *l,
    struct err *e)
{
	size_t i;

	if (!sheet_is_of(s, l->k, e) || !waits(c, s, e))
		return false;
	l->independent = strcmp(s->agreed, l->k->by) != 0;
	for (i = 0; i < LEN(s->keyed_by); i++)
		l->independent &= strcmp(s->keyed_by[i], l->k->by) != 0;
	return l->independent || l->k->alone || err_set(e, ERR_INPUT, "you "
	    "keyed or settled that sheet: somebody else checks it");
}

static bool
note_field(struct stmt *q, int64_t sheet, const struct sheet_checked *v,
    struct err *e)
{
	stmt_int(q, 1, sheet);
	stmt_text(q, 2, v->field);
	stmt_int(q, 3, v->wrong);
	return stmt_do(q, e);
}

/* One field: a wrong one is set right in as. */
static bool
look_at(struct stmt *q, const struct sheet_checked *v, struct look *l,
    struct forms_answers *as, struct err *e)
{
	const struct forms_answers *right = l->k->answers;
	const struct forms_field *f = forms_field(right->form, v->field);

	if (f == NULL)
		return err_set(e, ERR_INPUT, "there is no question %s on that "
		    "sheet", v->field);
	if (!v->wrong)
		return note_field(q, l->k->sheet, v, e);
	if (sheet_same(l->k, f->q, &as->v[f->index], &right->v[f->index]))
		return err_set(e, ERR_INPUT, "question %s: what stands on the "
		    "paper, as you typed it, is what is stored already",
		    f->number);
	buf_printf(&l->wrong, "%s%s", l->n_wrong++ > 0 ? ", " : "", f->number);
	as->v[f->index] = right->v[f->index];
	return note_field(q, l->k->sheet, v, e);
}

static bool
look_at_all(struct cases *c, struct look *l, struct forms_answers *as,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t i;

	if (l->n == 0)
		return err_set(e, ERR_INPUT, "no answer was looked at");
	if (!stmt_open(&c->db, &q, "INSERT INTO checked (sheet, field, settled,"
	    " wrong) VALUES (?1, ?2, EXISTS (SELECT 1 FROM difference WHERE"
	    " sheet = ?1 AND field = ?2), ?3)", e))
		return false;
	for (i = 0; i < l->n; i++)
		if (!look_at(&q, &l->v[i], l, as, e))
			return false;
	return true;
}

static bool
put_right(struct cases *c, struct sheet *s, const struct forms_answers *as,
    struct err *e)
{
	struct buf json CLEAN(buf_free) = { 0 };
	struct store_meta m = sheet_meta(s);

	store_encode(as, &m, &json);
	return sheet_run(c, "UPDATE recheck SET was = (SELECT kept FROM sheet"
	    " WHERE id = ?1), json = ?2 WHERE sheet = ?1", s->id,
	    buf_text(&json), e) && sheet_keep(c, s, as, e);
}

static bool
note_check(struct cases *c, const struct look *l, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "UPDATE recheck SET by = ?2, at = ?3,"
	    " independent = ?4 WHERE sheet = ?1", e))
		return false;
	stmt_int(&q, 1, l->k->sheet);
	stmt_text(&q, 2, l->k->by);
	stmt_int(&q, 3, l->k->now);
	stmt_int(&q, 4, l->independent);
	return stmt_do(&q, e) && sheet_run(c, "UPDATE sheet SET claim = NULL,"
	    " claimed = NULL WHERE id = ?1", l->k->sheet, NULL, e);
}

static bool
check(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct look *l = arg;
	struct forms_answers as;
	struct sheet s;

	if (!sheet_need(&a, c, l->k->sheet, &s, e) ||
	    !may_check(c, &s, l, e) || !sheet_final(&a, c, s.id,
	    l->k->answers->form, &as, e) || !look_at_all(c, l, &as, e) ||
	    !note_check(c, l, e) ||
	    (l->n_wrong > 0 && !put_right(c, &s, &as, e)))
		return false;
	sheet_called(&s, &b);
	buf_printf(&b, ": %zu answers, %lld wrong", l->n,
	    (long long)l->n_wrong);
	if (l->n_wrong > 0)
		buf_printf(&b, " and put right: question %s",
		    buf_text(&l->wrong));
	if (!l->independent)
		buf_lit(&b, "; not independent");
	return bound_sheet_line(c, s.id, l->k->by, "checked a sheet against "
	    "the paper", buf_text(&b), e);
}

bool
sheet_check(struct cases *c, const struct sheet_keyed *k,
    const struct sheet_checked *v, size_t n, struct err *e)
{
	struct look l = { .k = k, .v = v, .n = n };
	bool ok = cases_change(c, check, &l, e);

	buf_free(&l.wrong);
	return ok;
}
