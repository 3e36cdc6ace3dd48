/* SPDX-License-Identifier: MIT
 *
 * sheets_sample.c -- drawing the sheets that are checked against the paper.
 */
#include "store/bound.h"
#include "store/sheets_in.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { SAMPLE_MOST = 10000 };

/* ?1: the batch, or 0. */
#define FREE " FROM sheet s JOIN batch b ON b.id = s.batch WHERE" \
	" s.state = 'settled' AND (CASE ?1 WHEN 0 THEN b.rehearsal = 0 ELSE" \
	" b.id = ?1 END) AND s.id NOT IN (SELECT sheet FROM recheck)"

bool
sheet_sample_among(struct cases *c, int64_t batch, int64_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT count(*)" FREE, e))
		return false;
	stmt_int(&q, 1, batch);
	if (stmt_row(&q))
		*n = col_int(&q, 0);
	return stmt_end(&q, e);
}

/* ---- the draw ------------------------------------------------------------------ */

struct lot { uint8_t h[BOUND_DIGEST]; int64_t sheet; };
struct drawing {
	const struct sheet_draw *d;
	char		 seed[17];
	struct lot	*lots;
	size_t		 n, cap;
	int64_t		 id;
};

static int
by_lot(const void *a, const void *b)
{
	return memcmp(((const struct lot *)a)->h, ((const struct lot *)b)->h,
	    BOUND_DIGEST);
}

/* As the schema says. */
static void
make_lot(const char *seed, int64_t sheet, struct lot *l)
{
	char text[64];
	int n = snprintf(text, sizeof(text), "earshot sample 1\n%s.%lld", seed,
	    (long long)sheet);

	seal_hash(l->h, NULL, 0, text, (size_t)n);
	l->sheet = sheet;
}

static bool
make_lots(struct cases *c, struct arena *a, struct drawing *g, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "SELECT s.id" FREE, e))
		return false;
	stmt_int(&q, 1, g->d->batch);
	while (stmt_row(&q))
		make_lot(g->seed, col_int(&q, 0), arena_push(a, g->lots, g->n,
		    g->cap));
	if (!stmt_end(&q, e))
		return false;
	if (g->n == 0)
		return err_set(e, ERR_INPUT, "there is no sheet to draw: only "
		    "those that were keyed twice and settled, and are in no "
		    "sample yet");
	qsort(g->lots, g->n, sizeof(*g->lots), by_lot);
	return true;
}

static bool
keep_sample(struct cases *c, struct drawing *g, int64_t n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "INSERT INTO sample (made, by, batch, seed,"
	    " among, n) VALUES (?1, ?2, nullif(?3, 0), ?4, ?5, ?6)", e))
		return false;
	stmt_int(&q, 1, g->d->now);
	stmt_text(&q, 2, g->d->by);
	stmt_int(&q, 3, g->d->batch);
	stmt_text(&q, 4, g->seed);
	stmt_int(&q, 5, (int64_t)g->n);
	stmt_int(&q, 6, n);
	if (!stmt_do(&q, e))
		return false;
	g->id = sqlite3_last_insert_rowid(c->db.h);
	return true;
}

static bool
keep_turn(struct cases *c, struct drawing *g, int64_t turn, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct sheet s;

	if (!sheet_need(&a, c, g->lots[turn - 1].sheet, &s, e) ||
	    !stmt_open(&c->db, &q, "INSERT INTO recheck (sheet, sample, turn)"
	    " VALUES (?1, ?2, ?3)", e))
		return false;
	stmt_int(&q, 1, s.id);
	stmt_int(&q, 2, g->id);
	stmt_int(&q, 3, turn);
	sheet_called(&s, &b);
	buf_printf(&b, ": place %lld of sample %lld", (long long)turn,
	    (long long)g->id);
	return stmt_do(&q, e) && bound_sheet_line(c, s.id, g->d->by,
	    "drew a sheet to be checked against the paper", buf_text(&b), e);
}

static bool
draw(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct drawing *g = arg;
	int64_t n, i;

	if (!make_lots(c, &a, g, e))
		return false;
	n = g->d->n < (int64_t)g->n ? g->d->n : (int64_t)g->n;
	if (!keep_sample(c, g, n, e))
		return false;
	for (i = 1; i <= n; i++)
		if (!keep_turn(c, g, i, e))
			return false;
	buf_printf(&b, "sample %lld: %lld of %zu sheets ", (long long)g->id,
	    (long long)n, g->n);
	if (g->d->batch != 0)
		buf_printf(&b, "of B-%04lld", (long long)g->d->batch);
	else
		buf_lit(&b, "of all batches");
	buf_printf(&b, ", seed %s", g->seed);
	return bound_sample_line(c, g->id, g->d->by, "drew a sample of sheets",
	    buf_text(&b), e);
}

bool
sheet_sample_draw(struct cases *c, const struct sheet_draw *d, int64_t *id,
    struct err *e)
{
	struct drawing g = { .d = d };
	bool ok;

	*id = 0;
	if (d->n < 1 || d->n > SAMPLE_MOST)
		return err_set(e, ERR_INPUT, "1 to 10,000 sheets can be drawn "
		    "at a time");
	snprintf(g.seed, sizeof(g.seed), "%016llx", (unsigned long long)d->seed);
	ok = cases_change(c, draw, &g, e);
	*id = ok ? g.id : 0;
	return ok;
}

/* ---- what came of them --------------------------------------------------------- */

bool
sheet_sample_list(struct arena *a, struct cases *c,
    struct sheet_sample **out, size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT p.id, p.made, coalesce(p.batch, 0),"
	    " p.by, p.seed, coalesce(b.name, ''), p.among, p.n,"
	    " count(DISTINCT r.sheet) FILTER (WHERE r.by IS NOT NULL),"
	    " count(DISTINCT r.sheet) FILTER (WHERE r.by IS NULL AND"
	    " s.state = 'void'),"
	    " count(*) FILTER (WHERE k.settled = 0 AND r.independent = 1),"
	    " count(*) FILTER (WHERE k.settled = 0 AND r.independent = 1 AND"
	    " k.wrong = 1),"
	    " count(*) FILTER (WHERE k.settled = 1 AND r.independent = 1),"
	    " count(*) FILTER (WHERE k.settled = 1 AND r.independent = 1 AND"
	    " k.wrong = 1),"
	    " count(DISTINCT r.sheet) FILTER (WHERE r.independent = 0)"
	    " FROM sample p LEFT JOIN batch b ON b.id = p.batch"
	    " JOIN recheck r ON r.sample = p.id JOIN sheet s ON s.id = r.sheet"
	    " LEFT JOIN checked k ON k.sheet = r.sheet"
	    " GROUP BY p.id ORDER BY p.id DESC", e))
		return false;
	while (stmt_row(&q))
		*arena_push(a, *out, *n, cap) = (struct sheet_sample){
		    .id = col_int(&q, 0), .made = col_int(&q, 1),
		    .batch = col_int(&q, 2), .by = arena_str(a, col_text(&q, 3)),
		    .seed = arena_str(a, col_text(&q, 4)),
		    .batch_name = arena_str(a, col_text(&q, 5)),
		    .among = col_int(&q, 6), .n = col_int(&q, 7),
		    .checked = col_int(&q, 8), .gone = col_int(&q, 9),
		    .agreed_checked = col_int(&q, 10),
		    .agreed_wrong = col_int(&q, 11),
		    .settled_checked = col_int(&q, 12),
		    .settled_wrong = col_int(&q, 13),
		    .alone = col_int(&q, 14) };
	return stmt_end(&q, e);
}
