/* SPDX-License-Identifier: MIT
 *
 * verify_sheets.c -- sheets, keyings, differences, originals and checks against
 * the log, and the responses that were made of them; and the draws of samples.
 */
#include "store/keep.h"
#include "store/originals.h"
#include "store/verify_in.h"

static bool
check_sheet(struct cases *c, struct stmt *s, const struct unbound *before,
    int64_t *old, struct verify *v, struct err *e)
{
	int64_t id = col_int(s, 0);
	struct str bound = col_blob(s, 2);
	uint8_t now[BOUND_DIGEST];
	bool has;

	if (bound.n == 0) {
		*old += id <= before->sheet;
		if (id > before->sheet)
			verify_found(v, "sheet %lld (%s): no line of the log "
			    "says that it came in", (long long)id,
			    col_text(s, 1));
		return true;
	}
	if (!bound_sheet(c, id, &has, now, e))
		return false;
	if (!has || !verify_digest_is(bound, now))
		verify_found(v, "sheet %lld (%s): it, a keying, a difference, a "
		    "check or an original was changed, taken out or put in "
		    "without a line of the log", (long long)id,
		    col_text(s, 1));
	if (col_int(s, 3) != 0)
		verify_found(v, "sheet %lld (%s): its response is not the one "
		    "that was kept", (long long)id, col_text(s, 1));
	if (col_int(s, 4) != 0)
		verify_found(v, "sheet %lld (%s): it was withdrawn, and "
		    "something of it is here", (long long)id, col_text(s, 1));
	return true;
}

/* The sheet's digest has theirs; each must be of its own bytes. */
static bool
check_originals(struct cases *c, struct verify *v, int64_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t now[BOUND_DIGEST];
	struct str parts[4];
	int i;

	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT sheet, id, digest, epoch, analyst,"
	    " recovery, sealed FROM original ORDER BY id", e))
		return false;
	for (; stmt_row(&s); ++*n) {
		for (i = 0; i < 4; i++)
			parts[i] = col_blob(&s, 3 + i);
		original_digest(parts, now);
		if (!verify_digest_is(col_blob(&s, 2), now))
			verify_found(v, "sheet %lld: file %lld that is "
			    "attached to it was changed",
			    (long long)col_int(&s, 0),
			    (long long)col_int(&s, 1));
	}
	return stmt_end(&s, e);
}

/* Samples that were drawn later, each as its line of the log says. */
static bool
check_redraws(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t now[BOUND_DIGEST];

	if (!stmt_open(&c->db, &s, "SELECT r.id, (SELECT digest FROM audit"
	    " WHERE subject = 'redraw ' || r.id ORDER BY id DESC LIMIT 1)"
	    " FROM redraw r UNION ALL SELECT CAST(substr(subject, 8) AS"
	    " INTEGER), NULL FROM audit WHERE subject GLOB 'redraw *' AND"
	    " CAST(substr(subject, 8) AS INTEGER) NOT IN (SELECT id FROM"
	    " redraw)", e))
		return false;
	while (stmt_row(&s)) {
		if (!bound_redraw(c, col_int(&s, 0), now, e))
			return false;
		if (!verify_digest_is(col_blob(&s, 1), now))
			verify_found(v, "sample %lld, drawn to be keyed again: "
			    "it is not as the log says",
			    (long long)col_int(&s, 0));
	}
	return stmt_end(&s, e);
}

static bool
check_missing(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT detail, max(id) FROM audit WHERE"
	    " subject GLOB 'sheet *' AND CAST(substr(subject, 7) AS INTEGER)"
	    " NOT IN (SELECT id FROM sheet) GROUP BY subject", e))
		return false;
	while (stmt_row(&s))
		verify_found(v, "a sheet is missing; the log says of it: %s",
		    col_text(&s, 0));
	return stmt_end(&s, e);
}

/* ---- samples ------------------------------------------------------------------- */

static bool
check_samples(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t now[BOUND_DIGEST];

	if (!stmt_open(&c->db, &s, "SELECT p.id, (SELECT digest FROM audit"
	    " WHERE subject = 'sample ' || p.id ORDER BY id DESC LIMIT 1)"
	    " FROM sample p UNION ALL SELECT CAST(substr(subject, 8) AS"
	    " INTEGER), NULL FROM audit WHERE subject GLOB 'sample *' AND"
	    " CAST(substr(subject, 8) AS INTEGER) NOT IN (SELECT id FROM"
	    " sample)", e))
		return false;
	while (stmt_row(&s)) {
		if (!bound_sample(c, col_int(&s, 0), now, e))
			return false;
		if (!verify_digest_is(col_blob(&s, 1), now))
			verify_found(v, "sample %lld of sheets: it was changed, "
			    "taken out or put in without a line of the log",
			    (long long)col_int(&s, 0));
	}
	return stmt_end(&s, e);
}

/* ---- all of it ----------------------------------------------------------------- */

/* Of its rows the last is the one that was kept last, and the one before it, if it
 * was settled or corrected later, the one that sheet or check says.  Responses of a
 * practice sheet may have been removed. */
#define ROWS " FROM response r WHERE r.reference = s.reference"
#define CORRECTED "EXISTS (SELECT 1 FROM recheck k WHERE k.sheet = s.id AND" \
	" k.json IS NOT NULL)"
#define STAYED "(b.rehearsal = 0 OR NOT EXISTS (SELECT 1 FROM audit WHERE" \
	" subject = 'removed'))"
#define NOT_KEPT "coalesce((SELECT r.digest IS NOT s.kept OR r.epoch IS NOT ?1" \
	ROWS " ORDER BY r.place DESC LIMIT 1), " STAYED ")"
#define NOT_BEFORE STAYED " AND EXISTS (SELECT 1" ROWS ") AND ((SELECT" \
	" count(*)" ROWS ") <> 1 + " CORRECTED " + (s.was IS NOT NULL) OR" \
	" (s.was IS NOT NULL AND NOT EXISTS (SELECT 1" ROWS \
	" AND r.digest = s.was)) OR EXISTS (SELECT 1 FROM recheck k WHERE" \
	" k.sheet = s.id AND k.was IS NOT NULL AND NOT EXISTS (SELECT 1" ROWS \
	" AND r.digest = k.was)))"

/* Of a sheet that its author withdrew. */
#define NOT_GONE "EXISTS (SELECT 1 FROM keying WHERE sheet = s.id AND json !=" \
	" '') OR EXISTS (SELECT 1 FROM original WHERE sheet = s.id) OR EXISTS" \
	" (SELECT 1 FROM recheck WHERE sheet = s.id AND json != '')"

bool
verify_sheets(struct cases *c, const struct unbound *before, struct verify *v,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t n = 0, old = 0, files;

	if (!stmt_open(&c->db, &s, "SELECT s.id, b.name || ', number ' ||"
	    " s.place, (SELECT digest FROM audit WHERE subject = 'sheet ' ||"
	    " s.id ORDER BY id DESC LIMIT 1), s.kept IS NOT NULL AND ("
	    NOT_KEPT " OR (" NOT_BEFORE ")), s.gone IS NOT NULL AND ("
	    NOT_GONE ") FROM sheet s JOIN batch b ON b.id = s.batch"
	    " ORDER BY s.id", e))
		return false;
	stmt_blob(&s, 1, KEPT_KEYED, SEAL_ID);
	for (; stmt_row(&s); n++)
		if (!check_sheet(c, &s, before, &old, v, e))
			return false;
	if (!stmt_end(&s, e) || !check_missing(c, v, e) ||
	    !check_samples(c, v, e) || !check_originals(c, v, &files, e) ||
	    !check_redraws(c, v, e))
		return false;
	if (old > 0)
		verify_end(v, "sheets: %lld as they were keyed; %lld kept "
		    "before this was recorded: not covered",
		    (long long)(n - old), (long long)old);
	else
		verify_end(v, "sheets: %lld, each as it was keyed, and %lld "
		    "original%s, each as attached", (long long)n,
		    (long long)files, files == 1 ? "" : "s");
	return true;
}
