/* SPDX-License-Identifier: MIT
 *
 * frames.c -- the frames by which comments are coded, and what has to be looked at
 * again when one takes the place of another.
 */
#include "store/intake.h"
#include "store/readings_in.h"

#include <sqlite3.h>
#include <stdio.h>

static void
frame_read(struct arena *a, struct stmt *q, struct code_frame *f)
{
	*f = (struct code_frame){ .id = col_int(q, 0), .version = (int)col_int(q,
	    1), .name = arena_str(a, col_text(q, 2)), .hash = arena_str(a,
	    col_text(q, 3)), .text = arena_str(a, col_text(q, 4)),
	    .why = arena_str(a, col_text(q, 5)), .by = arena_str(a, col_text(q,
	    6)), .at = col_int(q, 7) };
}

bool
frame_latest(struct arena *a, struct cases *c, struct code_frame *f, bool *found,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*f = (struct code_frame){ 0 };
	if (!stmt_open(&c->db, &q, "SELECT " FRAME_ROW " FROM frame ORDER BY"
	    " version DESC LIMIT 1", e))
		return false;
	*found = stmt_row(&q);
	if (*found)
		frame_read(a, &q, f);
	return stmt_end(&q, e);
}

bool
frame_list(struct arena *a, struct cases *c, struct code_frame **out, size_t *n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT id, version, name, hash, '', why, by,"
	    " at FROM frame ORDER BY version", e))
		return false;
	while (stmt_row(&q))
		frame_read(a, &q, arena_push(a, *out, *n, cap));
	return stmt_end(&q, e);
}

/* ---- a new one ------------------------------------------------------------------------ */

struct adding {
	const struct forms_frame *f;
	const struct forms_frame_change *v;
	size_t		 n;
	const char	*why, *by;
	int64_t		 now, id, step, queued;
};

static bool
is_next(struct cases *c, const struct adding *p, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	int version = p->f->codes->codebook_version;
	struct code_frame last;
	bool found;

	if (!frame_latest(&a, c, &last, &found, e))
		return false;
	if (found && strcmp(last.hash, p->f->hash) == 0)
		return err_set(e, ERR_INPUT, "this is the frame that is used "
		    "now, version %d", last.version);
	if (found && version != last.version + 1)
		return err_set(e, ERR_INPUT, "the frame that is used now is "
		    "version %d, so this one has to be version %d: it says %d",
		    last.version, last.version + 1, version);
	return true;
}

static bool
put_frame(struct cases *c, struct adding *p, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct buf text CLEAN(buf_free) = { 0 };

	buf_put(&text, p->f->text.p, p->f->text.n);
	if (!stmt_open(&c->db, &q, "INSERT INTO frame (version, name, hash,"
	    " text, why, by, at, step) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	    e))
		return false;
	stmt_int(&q, 1, p->f->codes->codebook_version);
	stmt_text(&q, 2, p->f->codes->codebook);
	stmt_text(&q, 3, p->f->hash);
	stmt_text(&q, 4, buf_text(&text));
	stmt_text(&q, 5, p->why);
	stmt_text(&q, 6, p->by);
	stmt_int(&q, 7, p->now);
	stmt_int(&q, 8, p->step);
	if (!stmt_do(&q, e))
		return false;
	p->id = sqlite3_last_insert_rowid(c->db.h);
	return true;
}

static const struct forms_frame_change *
unsettles(const struct adding *p, const char *code)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (forms_frame_unsettles(p->v[i].did) &&
		    strcmp(p->v[i].from->name, code) == 0)
			return &p->v[i];
	return NULL;
}

/* One line of the queue for each comment and code, by what became of the code first.
 * The codes are those of the frame before, whichever a comment was coded by. */
static bool
unsettle(struct cases *c, struct adding *p, const struct coded *v, size_t n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t i, k;

	if (!stmt_open(&c->db, &q, "INSERT OR IGNORE INTO look_again (unit,"
	    " frame, code, did) VALUES (?1, ?2, ?3, ?4)", e))
		return false;
	for (i = 0; i < n; i++)
		for (k = 0; k < v[i].n && v[i].purpose != READING_BLIND; k++) {
			const struct forms_frame_change *ch = unsettles(p,
			    v[i].v[k].code);

			if (ch == NULL)
				continue;
			stmt_int(&q, 1, v[i].unit);
			stmt_int(&q, 2, p->id);
			stmt_text(&q, 3, ch->from->name);
			stmt_text(&q, 4, forms_frame_did_name(ch->did));
			if (!stmt_do(&q, e))
				return false;
		}
	return true;
}

static bool
put_changes(struct cases *c, struct adding *p, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t i;

	if (!stmt_open(&c->db, &q, "INSERT OR IGNORE INTO frame_change (frame,"
	    " code, did, becomes) VALUES (?1, ?2, ?3, ?4)", e))
		return false;
	for (i = 0; i < p->n; i++) {
		const struct forms_frame_change *ch = &p->v[i];

		stmt_int(&q, 1, p->id);
		stmt_text(&q, 2, ch->from != NULL ? ch->from->name : "");
		stmt_text(&q, 3, forms_frame_did_name(ch->did));
		stmt_text(&q, 4, ch->to != NULL ? ch->to->name : "");
		if (!stmt_do(&q, e))
			return false;
	}
	return true;
}

static bool
count_queued(struct cases *c, struct adding *p, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "SELECT count(DISTINCT unit) FROM look_again"
	    " WHERE frame = ?1", e))
		return false;
	stmt_int(&q, 1, p->id);
	p->queued = stmt_row(&q) ? col_int(&q, 0) : 0;
	return stmt_end(&q, e);
}

bool
frame_digest(struct cases *c, int64_t id, uint8_t out[BOUND_DIGEST],
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, s CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	int i;

	if (!stmt_open(&c->db, &q, "SELECT " FRAME_ROW " FROM frame WHERE id ="
	    " ?1", e) || !stmt_open(&c->db, &s, "SELECT code, did, becomes FROM"
	    " frame_change WHERE frame = ?1 ORDER BY code, did, becomes", e))
		return false;
	stmt_int(&q, 1, id);
	stmt_int(&s, 1, id);
	buf_lit(&b, "earshot frame 1\n");
	if (stmt_row(&q))
		for (i = 0; i < 8; i++)
			ad_text(&b, col_text(&q, i), strlen(col_text(&q, i)));
	while (stmt_row(&s))
		for (i = 0; i < 3; i++)
			ad_text(&b, col_text(&s, i), strlen(col_text(&s, i)));
	seal_hash(out, NULL, 0, b.p, b.n);
	return stmt_end(&q, e) && stmt_end(&s, e);
}

static bool
add(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct adding *p = arg;
	uint8_t digest[BOUND_DIGEST];
	char subject[BOUND_SUBJECT], detail[160];
	struct coded *v;
	int64_t lost;
	size_t n;

	if (!is_next(c, p, e) || !audit_next(c, &p->step, e) ||
	    !readings_read(&a, c, false, &v, &n, &lost, e) ||
	    !put_frame(c, p, e) || !put_changes(c, p, e) ||
	    !unsettle(c, p, v, n, e) || !count_queued(c, p, e) ||
	    !frame_digest(c, p->id, digest, e))
		return false;
	snprintf(subject, sizeof(subject), "frame %lld", (long long)p->id);
	snprintf(detail, sizeof(detail), "version %d: %lld comments to be "
	    "looked at again", p->f->codes->codebook_version,
	    (long long)p->queued);
	return audit_bind(c, &(struct cases_line){ .who = p->by,
	    .what = "changed the code frame", .detail = detail,
	    .subject = subject, .digest = { (const char *)digest,
	    sizeof(digest) } }, e);
}

bool
frame_add(struct cases *c, const struct forms_frame *f,
    const struct forms_frame_change *v, size_t n, const char *why,
    const char *by, int64_t now, int64_t *queued, struct err *e)
{
	struct adding p = { .f = f, .v = v, .n = n, .why = why, .by = by,
	    .now = now };

	*queued = 0;
	if (!audit_says(by, AUDIT_BY_MAX, "who changed it is missing", e) ||
	    !cases_change(c, add, &p, e))
		return false;
	*queued = p.queued;
	return true;
}

/* ---- the queue ------------------------------------------------------------------------ */

bool
look_again_list(struct arena *a, struct cases *c, struct look_again **out,
    size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT l.unit, l.frame, l.code, l.did FROM"
	    " look_again l JOIN unit u ON u.id = l.unit JOIN response p ON p.id ="
	    " u.response AND p.counts = 1 WHERE l.by IS NULL ORDER BY l.unit,"
	    " l.frame, l.code", e))
		return false;
	while (stmt_row(&q))
		*arena_push(a, *out, *n, cap) = (struct look_again){
		    col_int(&q, 0), col_int(&q, 1), arena_str(a, col_text(&q,
		    2)), arena_str(a, col_text(&q, 3)) };
	return stmt_end(&q, e);
}

struct fits { int64_t unit, now; const char *by; };

/* Nobody can say what such a code is now. */
static bool
all_carried(struct cases *c, int64_t unit, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	bool lost;

	if (!stmt_open(&c->db, &q, "SELECT l.code FROM look_again l WHERE"
	    " l.unit = ?1 AND l.by IS NULL AND l.did IN ('split', 'retired') AND"
	    " NOT EXISTS (SELECT 1 FROM frame_change f WHERE f.frame = l.frame"
	    " AND f.code = l.code AND f.becomes = l.code)", e))
		return false;
	stmt_int(&q, 1, unit);
	lost = stmt_row(&q);
	if (lost)
		err_set(e, ERR_INPUT, "the code `%s` is gone: code the comment "
		    "anew", col_text(&q, 0));
	return !lost && stmt_end(&q, e);
}

static bool
fits(struct cases *c, void *arg, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	const struct fits *p = arg;
	char detail[64];

	if (!all_carried(c, p->unit, e) || !stmt_open(&c->db, &q, "UPDATE look_again SET by = ?2, at = ?3"
	    " WHERE unit = ?1 AND by IS NULL", e))
		return false;
	stmt_int(&q, 1, p->unit);
	stmt_text(&q, 2, p->by);
	stmt_int(&q, 3, p->now);
	if (!stmt_do(&q, e))
		return false;
	if (sqlite3_changes64(c->db.h) == 0)
		return err_set(e, ERR_INPUT, "this comment need not be looked "
		    "at again: somebody else did");
	snprintf(detail, sizeof(detail), "comment %lld", (long long)p->unit);
	return audit_bind(c, &(struct cases_line){ .who = p->by,
	    .what = "looked again: its codes are right", .detail = detail }, e);
}

bool
look_again_fits(struct cases *c, int64_t unit, const char *by, int64_t now,
    struct err *e)
{
	struct fits p = { unit, now, by };

	return audit_says(by, AUDIT_BY_MAX, "who looked is missing", e) &&
	    cases_change(c, fits, &p, e);
}
