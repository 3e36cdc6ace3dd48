/* SPDX-License-Identifier: MIT
 *
 * arrivals.c -- how many responses there are: by the way they came, by language
 * and by day.
 */
#include "store/cases.h"

#include <sqlite3.h>

/* name and count of each row; ?1, where there is one, is since. */
static bool
list(struct arena *a, struct stmt *s, const char *since,
    struct cases_arrived **out, size_t *n, struct err *e)
{
	size_t cap = 0;

	if (since != NULL)
		stmt_text(s, 1, since);
	while (stmt_row(s))
		*arena_push(a, *out, *n, cap) = (struct cases_arrived){
		    arena_str(a, col_text(s, 0)), col_int(s, 1) };
	return stmt_end(s, e);
}

static bool
by_channel(struct arena *a, struct cases *c, struct cases_arrivals *out,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &s, "SELECT channel, count(*) FROM response"
	    " WHERE counts = 1 AND channel NOT IN ('meeting', 'petition')"
	    " GROUP BY channel ORDER BY count(*) DESC, channel", e) &&
	    list(a, &s, NULL, &out->channels, &out->n_channels, e);
}

static bool
by_language(struct arena *a, struct cases *c, struct cases_arrivals *out,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &s, "SELECT lang, count(*) FROM response"
	    " WHERE counts = 1 AND channel NOT IN ('meeting', 'petition')"
	    " GROUP BY lang ORDER BY count(*) DESC, lang", e) &&
	    list(a, &s, NULL, &out->langs, &out->n_langs, e);
}

static bool
by_day(struct arena *a, struct cases *c, const char *since,
    struct cases_arrivals *out, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &s, "SELECT day, count(*) FROM response"
	    " WHERE counts = 1 AND day >= ?1"
	    " AND channel NOT IN ('meeting', 'petition')"
	    " GROUP BY day ORDER BY day", e) &&
	    list(a, &s, since, &out->days, &out->n_days, e);
}

static bool
in_all(struct cases *c, struct cases_arrivals *out, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT count(*) FILTER (WHERE channel NOT"
	    " IN ('meeting', 'petition')), count(*) FILTER (WHERE"
	    " rehearsal = 1 AND channel NOT IN ('meeting', 'petition'))"
	    " FROM response WHERE counts = 1", e))
		return false;
	if (stmt_row(&s)) {
		out->responses = col_int(&s, 0);
		out->rehearsal = col_int(&s, 1);
	}
	return stmt_end(&s, e);
}

/* However many people met or signed, it is one response. */
static bool
together(struct cases *c, struct cases_arrivals *out, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT r.channel = 'meeting', count(*),"
	    " coalesce(sum(s.people), 0) FROM response r"
	    " LEFT JOIN sheet s ON s.reference = r.reference"
	    " WHERE r.counts = 1 AND r.channel IN ('meeting', 'petition')"
	    " GROUP BY 1", e))
		return false;
	while (stmt_row(&s))
		if (col_int(&s, 0) != 0) {
			out->meetings = col_int(&s, 1);
			out->met = col_int(&s, 2);
		} else {
			out->petitions = col_int(&s, 1);
			out->signed_by = col_int(&s, 2);
		}
	return stmt_end(&s, e);
}

bool
cases_arrivals(struct arena *a, struct cases *c, const char *since,
    struct cases_arrivals *out, struct err *e)
{
	bool ok;

	*out = (struct cases_arrivals){ 0 };
	if (!db_run(&c->db, "BEGIN", e))	/* all of one moment */
		return false;
	ok = in_all(c, out, e) && by_channel(a, c, out, e) &&
	    by_language(a, c, out, e) && by_day(a, c, since, out, e) &&
	    together(c, out, e);
	sqlite3_exec(c->db.h, ok ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
	return ok;
}
