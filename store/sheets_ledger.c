/* SPDX-License-Identifier: MIT
 *
 * sheets_ledger.c -- what became of everything that came in by hand.
 */
#include "store/sheets_in.h"

static bool
by_state(struct cases *c, struct sheet_ledger *out, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	enum sheet_state state;

	if (!stmt_open(&c->db, &q, "SELECT" SHEET_STATE ", count(*), count(*) FILTER"
	    " (WHERE s.reference IS NULL OR NOT EXISTS (SELECT 1 FROM response"
	    " r WHERE r.reference = s.reference AND r.withdrawn = 0))"
	    " FROM sheet s JOIN batch b ON b.id = s.batch"
	    " WHERE b.rehearsal = 0 GROUP BY 1", e))
		return false;
	while (stmt_row(&q)) {
		if (!sheet_state_from(col_text(&q, 0), &state))
			return err_set(e, ERR_DB, "a sheet is in no state that "
			    "this earshot knows");
		out->n[state] = col_int(&q, 1);
		out->none[state] = col_int(&q, 2);
	}
	return stmt_end(&q, e);
}

static bool
by_people(struct cases *c, struct sheet_ledger *out, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "SELECT count(*) FILTER (WHERE s.channel ="
	    " 'meeting'), count(*) FILTER (WHERE s.channel = 'petition'),"
	    " coalesce(sum(s.people) FILTER (WHERE s.channel = 'meeting'), 0),"
	    " coalesce(sum(s.people) FILTER (WHERE s.channel = 'petition'), 0)"
	    " FROM sheet s JOIN batch b ON b.id = s.batch WHERE b.rehearsal ="
	    " 0 AND s.state <> 'void'", e))
		return false;
	if (stmt_row(&q)) {
		out->meetings = col_int(&q, 0);
		out->petitions = col_int(&q, 1);
		out->took_part = col_int(&q, 2);
		out->signed_it = col_int(&q, 3);
	}
	return stmt_end(&q, e);
}

bool
sheet_ledger(struct cases *c, struct sheet_ledger *out, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*out = (struct sheet_ledger){ 0 };
	if (!by_state(c, out, e) || !by_people(c, out, e) ||
	    !stmt_open(&c->db, &q, "SELECT count(DISTINCT reference) FROM"
	    " response WHERE withdrawn = 1 AND reference NOT IN (SELECT"
	    " reference FROM sheet WHERE reference IS NOT NULL)", e))
		return false;
	if (stmt_row(&q))
		out->withdrawn = col_int(&q, 0);
	return stmt_end(&q, e);
}
