/* SPDX-License-Identifier: MIT
 *
 * coding.c -- who coded which text as what, and which of it stands.
 */
#include "store/cases.h"

#include <sqlite3.h>

static const char *const sources[] = {
	[CODED_HUMAN] = "human",
	[CODED_RULE] = "rule",
	[CODED_MODEL] = "model",
	[CODED_CAMPAIGN] = "campaign",
	[CODED_IMPORT] = "import",
};

const char *
cases_source_name(enum cases_source s)
{
	return (size_t)s < LEN(sources) ? sources[s] : "";
}

static enum cases_source
source_from(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(sources); i++)
		if (strcmp(sources[i], name) == 0)
			return (enum cases_source)i;
	return CODED_IMPORT;
}

struct running {
	const struct cases_run		*run;
	const struct cases_coding	*codings;
	size_t				 n;
	int64_t				 id;
};

static bool
begin_run(struct cases *c, struct running *r, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct stmt old CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "INSERT INTO run (source, coder, codebook,"
	    " detail, at) VALUES (?1, ?2, ?3, ?4, ?5)", e) ||
	    !stmt_open(&c->db, &old, "UPDATE run SET superseded = ?1 WHERE"
	    " source = ?2 AND coder = ?3 AND superseded IS NULL AND id <> ?1",
	    e))
		return false;
	stmt_text(&s, 1, cases_source_name(r->run->source));
	stmt_text(&s, 2, r->run->coder);
	stmt_text(&s, 3, r->run->codebook);
	stmt_text(&s, 4, r->run->detail);
	stmt_int(&s, 5, now_seconds());
	if (!stmt_do(&s, e))
		return false;
	r->id = sqlite3_last_insert_rowid(c->db.h);
	stmt_int(&old, 1, r->id);
	stmt_text(&old, 2, cases_source_name(r->run->source));
	stmt_text(&old, 3, r->run->coder);
	return stmt_do(&old, e);
}

static bool
keep_run(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct running *r = arg;
	size_t i;

	if (!begin_run(c, r, e) || !stmt_open(&c->db, &s, "INSERT INTO coding"
	    " (run, unit, code, start, \"end\", why)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", e))
		return false;
	for (i = 0; i < r->n; i++) {
		const struct cases_coding *g = &r->codings[i];

		stmt_int(&s, 1, r->id);
		stmt_int(&s, 2, g->unit);
		stmt_text(&s, 3, g->code);
		stmt_int(&s, 4, g->start);
		stmt_int(&s, 5, g->end);
		stmt_text(&s, 6, g->why != NULL ? g->why : "");
		if (!stmt_do(&s, e))
			return err_wrap(e, "coding of text %lld as %s",
			    (long long)g->unit, g->code);
	}
	return true;
}

bool
cases_run(struct cases *c, const struct cases_run *run,
    const struct cases_coding *codings, size_t n, int64_t *id, struct err *e)
{
	struct running r = { run, codings, n, 0 };

	if (!cases_change(c, keep_run, &r, e))
		return false;
	*id = r.id;
	return true;
}

bool
cases_codings(struct arena *a, struct cases *c, struct cases_coding **out,
    size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT g.id, g.unit, g.run, g.code,"
	    " n.source, g.start, g.\"end\", g.why FROM coding g"
	    " JOIN run n ON n.id = g.run AND n.superseded IS NULL"
	    " JOIN unit u ON u.id = g.unit"
	    " JOIN response r ON r.id = u.response AND r.counts = 1"
	    " ORDER BY g.unit, g.start, g.code, g.id", e))
		return false;
	while (stmt_row(&s))
		*arena_push(a, *out, *n, cap) = (struct cases_coding){
		    .id = col_int(&s, 0), .unit = col_int(&s, 1),
		    .run = col_int(&s, 2),
		    .code = arena_str(a, col_text(&s, 3)),
		    .source = source_from(col_text(&s, 4)),
		    .start = col_int(&s, 5), .end = col_int(&s, 6),
		    .why = arena_str(a, col_text(&s, 7)) };
	return stmt_end(&s, e);
}
