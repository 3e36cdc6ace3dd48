/* SPDX-License-Identifier: MIT
 *
 * verify_readings.c -- frames, and what people coded by them, are as they were kept.
 */
#include "store/readings_in.h"
#include "store/verify_in.h"

static bool
check_frames(struct cases *c, int64_t *n, struct verify *v, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, gone CLEAN(stmt_close) = { 0 };
	uint8_t is[BOUND_DIGEST];

	if (!stmt_open(&c->db, &q, "SELECT f.id, f.version, (SELECT digest FROM"
	    " audit WHERE subject = 'frame ' || f.id) FROM frame f ORDER BY"
	    " f.id", e) || !stmt_open(&c->db, &gone, "SELECT subject FROM audit"
	    " WHERE subject GLOB 'frame *' AND subject NOT IN (SELECT 'frame ' ||"
	    " id FROM frame)", e))
		return false;
	while (stmt_row(&gone))
		verify_found(v, "a version of the code frame is gone (%s)",
		    col_text(&gone, 0));
	for (; stmt_row(&q); ++*n) {
		if (!frame_digest(c, col_int(&q, 0), is, e))
			return false;
		if (col_null(&q, 2) || !verify_digest_is(col_blob(&q, 2), is))
			verify_found(v, "version %lld of the code frame is not "
			    "what was kept", (long long)col_int(&q, 1));
	}
	return stmt_end(&q, e) && stmt_end(&gone, e);
}

/* Of a comment that was erased nothing is left to look at; then its response does not
 * count, or was asked to be without its equality answers. */
static bool
check_rows(struct cases *c, int64_t *n, struct verify *v, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	uint8_t is[BOUND_DIGEST];

	if (!stmt_open(&c->db, &q, "SELECT r.id, r.digest, r.unit IS NULL,"
	    " r.undone <> EXISTS (SELECT 1 FROM audit WHERE subject = 'reading"
	    " undone ' || r.id), 'readings ' || r.step NOT IN (SELECT subject"
	    " FROM audit WHERE subject GLOB 'readings *'), EXISTS (SELECT 1 FROM"
	    " response p WHERE p.reference = r.reference AND p.counts = 1 AND"
	    " p.equality = 1) FROM reading r ORDER BY r.id", e))
		return false;
	for (; stmt_row(&q); ++*n) {
		long long id = col_int(&q, 0);

		if (col_int(&q, 4) != 0)
			verify_found(v, "coding %lld was put in: no line of "
			    "the log is about it", id);
		if (col_int(&q, 3) != 0)
			verify_found(v, "coding %lld: whether it was undone is "
			    "not what the log says", id);
		if (col_int(&q, 2) != 0 && col_int(&q, 5) != 0)
			verify_found(v, "coding %lld is of no comment, and its "
			    "response still counts", id);
		if (col_int(&q, 2) != 0)
			continue;
		if (!reading_digest(c, id, is, e))
			return false;
		if (!verify_digest_is(col_blob(&q, 1), is))
			verify_found(v, "coding %lld is not what was kept", id);
	}
	return stmt_end(&q, e);
}

static bool
sum_step(struct cases *c, int64_t step, struct bound_sum *sum, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &q, "SELECT digest FROM reading WHERE step = ?1"
	    " ORDER BY id", e) && verify_sum(&q, step, sum, e);
}

static bool
check_steps(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct bound_sum sum;

	if (!stmt_open(&c->db, &q, "SELECT id, CAST(substr(subject, 10) AS"
	    " INTEGER), digest FROM audit WHERE subject GLOB 'readings *'"
	    " ORDER BY id", e))
		return false;
	while (stmt_row(&q)) {
		if (!sum_step(c, col_int(&q, 1), &sum, e))
			return false;
		if (!verify_digest_is(col_blob(&q, 2), sum.h))
			verify_found(v, "the codings of line %lld of the log "
			    "are not those that were kept then",
			    (long long)col_int(&q, 0));
	}
	return stmt_end(&q, e);
}

bool
verify_readings(struct cases *c, struct verify *v, struct err *e)
{
	int64_t n = 0, frames = 0;

	if (!check_frames(c, &frames, v, e) || !check_rows(c, &n, v, e) ||
	    !check_steps(c, v, e))
		return false;
	if (n + frames > 0)
		verify_end(v, "codings: %lld, by %lld version%s of the frame",
		    (long long)n, (long long)frames, frames == 1 ? "" : "s");
	return true;
}
