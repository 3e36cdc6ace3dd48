/* SPDX-License-Identifier: MIT
 *
 * sheets_draw.c -- a random sample of sheets that were keyed once and count
 * already, drawn to be keyed again.
 *
 * A sheet's chance of being keyed again is then the chance that it was drawn when
 * it was keyed, or, if it was not, in one of the samples after that.
 */
#include "store/sheets_in.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* Those keyed in this very second are not among them: which were there when it was
 * drawn is told by time. */
#define UNDRAWN " FROM sheet s JOIN batch b ON b.id = s.batch JOIN keying k" \
	" ON k.sheet = s.id AND k.round = 1 WHERE s.state = 'keyed'" \
	" AND b.rehearsal = 0 AND k.at < ?1"

bool
sheet_undrawn(struct cases *c, int64_t now, int64_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT count(*)" UNDRAWN, e))
		return false;
	stmt_int(&q, 1, now);
	if (stmt_row(&q))
		*n = col_int(&q, 0);
	return stmt_end(&q, e);
}

struct drawing { int64_t n, now; const char *by; };
struct lot { int64_t sheet; uint64_t number; };

static int
by_number(const void *a, const void *b)
{
	const struct lot *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

/* Each gets a random number; those with the smallest are drawn. */
static bool
cast_lots(struct arena *a, struct cases *c, const struct drawing *d,
    struct lot **out, size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT s.id" UNDRAWN " ORDER BY s.id", e))
		return false;
	stmt_int(&q, 1, d->now);
	while (stmt_row(&q)) {
		struct lot *l = arena_push(a, *out, *n, cap);

		l->sheet = col_int(&q, 0);
		seal_random(&l->number, sizeof(l->number));
	}
	if (!stmt_end(&q, e))
		return false;
	if (*n > 0)
		qsort(*out, *n, sizeof(**out), by_number);
	return true;
}

static bool
note_draw(struct cases *c, const struct drawing *d, size_t of, int64_t *id,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	char detail[80];

	if (!stmt_open(&c->db, &q, "INSERT INTO redraw (at, by, drawn, of)"
	    " VALUES (?1, ?2, ?3, ?4)", e))
		return false;
	stmt_int(&q, 1, d->now);
	stmt_text(&q, 2, d->by);
	stmt_int(&q, 3, d->n);
	stmt_int(&q, 4, (int64_t)of);
	if (!stmt_do(&q, e))
		return false;
	*id = sqlite3_last_insert_rowid(c->db.h);
	snprintf(detail, sizeof(detail), "%lld of %zu that were keyed once",
	    (long long)d->n, of);
	return bound_redraw_line(c, *id, d->by,
	    "drew sheets to be keyed again", detail, e);
}

static bool
draw_one(struct cases *c, int64_t sheet, int64_t redraw,
    const struct drawing *d, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct sheet s;

	if (!sheet_need(&a, c, sheet, &s, e) || !stmt_open(&c->db, &q,
	    "UPDATE sheet SET second = 'sample', redraw = ?2 WHERE id = ?1",
	    e))
		return false;
	stmt_int(&q, 1, sheet);
	stmt_int(&q, 2, redraw);
	return stmt_do(&q, e) && sheet_move(c, &s, SHEET_WAITING, d->by,
	    "drew a sheet to be keyed again", "", e);
}

static bool
draw_all(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct drawing *d = arg;
	struct lot *lots;
	int64_t redraw;
	size_t n, i;

	if (!cast_lots(&a, c, d, &lots, &n, e))
		return false;
	if (n == 0)
		return err_set(e, ERR_INPUT, "no sheet that was keyed once is "
		    "there to be drawn");
	if (d->n < 1 || (uint64_t)d->n > n)
		return err_set(e, ERR_INPUT, "between 1 and %zu sheets that "
		    "were keyed once can be drawn", n);
	if (!note_draw(c, d, n, &redraw, e))
		return false;
	for (i = 0; i < (size_t)d->n; i++)
		if (!draw_one(c, lots[i].sheet, redraw, d, e))
			return false;
	return true;
}

bool
sheet_draw(struct cases *c, int64_t n, const char *by, int64_t now,
    struct err *e)
{
	struct drawing d = { n, now, by };

	return cases_change(c, draw_all, &d, e);
}

/* ---- what was measured ----------------------------------------------------------------- */

struct redraw { int64_t at; double share; };

static bool
read_redraws(struct arena *a, struct cases *c, struct redraw **out, size_t *n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT at, drawn, of FROM redraw"
	    " ORDER BY id", e))
		return false;
	while (stmt_row(&q))
		*arena_push(a, *out, *n, cap) = (struct redraw){
		    col_int(&q, 0), (double)col_int(&q, 1) /
		    (double)col_int(&q, 2) };
	return stmt_end(&q, e);
}

/* first: of being drawn when it was keyed, at that time.  1 for a sheet that was
 * in no draw: it is not keyed again, and its chance is not asked for. */
static double
chance_of(double first, int64_t keyed, const struct redraw *v, size_t n)
{
	double not = 1 - first;
	size_t i;

	for (i = 0; i < n; i++)
		if (keyed < v[i].at)
			not *= 1 - v[i].share;
	return not < 1 ? 1 - not : 1;
}

#define CHECKED(settled, wrong) " (SELECT count(*) FROM checked c JOIN recheck" \
	" r ON r.sheet = c.sheet AND r.independent = 1 WHERE c.sheet = s.id" \
	" AND c.settled = " settled " AND c.wrong IN (" wrong "))"
#define COUNTS "SELECT s.id, s.form, s.second, s.one_in," \
	" k1.by, coalesce(k2.by, ''), k2.sheet IS NOT NULL," \
	" count(d.field), count(*) FILTER (WHERE d.choice = 'second')," \
	" count(*) FILTER (WHERE d.choice = 'first')," \
	" count(*) FILTER (WHERE d.choice = 'neither'), k1.at," \
	" s.redraw IS NOT NULL, k3.agreed IS NOT NULL, s.edition," \
	CHECKED("0", "0, 1") "," CHECKED("0", "1") "," \
	CHECKED("1", "0, 1") "," CHECKED("1", "1") "," \
	" EXISTS (SELECT 1 FROM recheck r JOIN sample p ON p.id = r.sample" \
	" AND p.batch IS NOT NULL WHERE r.sheet = s.id)" \
	" FROM sheet s JOIN keying k1 ON k1.sheet = s.id AND k1.round = 1" \
	" LEFT JOIN keying k2 ON k2.sheet = s.id AND k2.round = 2" \
	" LEFT JOIN keying k3 ON k3.sheet = s.id AND k3.round = 3" \
	" LEFT JOIN difference d ON d.sheet = s.id" \
	" JOIN batch b ON b.id = s.batch AND b.rehearsal = 0" \
	" WHERE s.state <> 'void' GROUP BY s.id ORDER BY s.id"

static void
take_count(struct arena *a, struct stmt *q, struct sheet_count *t,
    const struct redraw *v, size_t n)
{
	const char *second = col_text(q, 2);
	double one_in = (double)col_int(q, 3), first = 1 / one_in;

	/* it was not drawn at first, and one in 1 then stands for none */
	if (col_int(q, 12) != 0 || *second == '\0')
		first = one_in > 1 ? first : 0;
	*t = (struct sheet_count){ .sheet = col_int(q, 0),
	    .by_risk = strcmp(second, "risk") == 0,
	    .first = arena_str(a, col_text(q, 4)),
	    .second = arena_str(a, col_text(q, 5)),
	    .twice = col_int(q, 6) != 0, .differ = col_int(q, 7),
	    .first_wrong = col_int(q, 8), .second_wrong = col_int(q, 9),
	    .both_wrong = col_int(q, 10), .agreed = col_int(q, 13) != 0,
	    .agreed_checked = col_int(q, 15), .agreed_wrong = col_int(q, 16),
	    .settled_checked = col_int(q, 17),
	    .settled_wrong = col_int(q, 18),
	    .of_batch = col_int(q, 19) != 0 };
	t->chance = t->by_risk ? 1 / one_in :
	    chance_of(first, col_int(q, 11), v, n);
	t->same_person = t->twice && strcmp(t->first, t->second) == 0;
	snprintf(t->form, sizeof(t->form), "%s", col_text(q, 1));
	snprintf(t->edition, sizeof(t->edition), "%s", col_text(q, 14));
}

bool
sheet_counts(struct arena *a, struct cases *c, struct sheet_count **out,
    size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct redraw *v;
	size_t n_v, cap = 0;

	*out = NULL;
	*n = 0;
	if (!read_redraws(a, c, &v, &n_v, e) ||
	    !stmt_open(&c->db, &q, COUNTS, e))
		return false;
	while (stmt_row(&q))
		take_count(a, &q, arena_push(a, *out, *n, cap), v, n_v);
	return stmt_end(&q, e);
}
