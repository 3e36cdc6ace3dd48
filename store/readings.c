/* SPDX-License-Identifier: MIT
 *
 * readings.c -- comments as people read and coded them: kept, and undone.
 */
#include "store/intake.h"
#include "store/readings_in.h"

#include <sqlite3.h>
#include <stdio.h>

static const char *const purposes[] = { [READING_MAIN] = "main",
	[READING_BLIND] = "blind", [READING_GOLD] = "gold" };
static const char *const polarities[] = { [POLARITY_NONE] = "",
	[POLARITY_FOR] = "for", [POLARITY_AGAINST] = "against",
	[POLARITY_MIXED] = "mixed", [POLARITY_SUGGESTS] = "suggests" };

const char *
reading_purpose_name(enum reading_purpose p)
{
	return purposes[p];
}

const char *
reading_polarity_name(enum reading_polarity p)
{
	return polarities[p];
}

bool
reading_polarity_from(const char *name, enum reading_polarity *out)
{
	size_t i;

	for (i = 0; i < LEN(polarities); i++)
		if (strcmp(polarities[i], name) == 0) {
			*out = (enum reading_polarity)i;
			return true;
		}
	return false;
}

/* ---- what it is bound by -------------------------------------------------------------- */

/* The comment by its response's reference, which stays when a sheet is keyed anew. */
bool
reading_digest(struct cases *c, int64_t id, uint8_t out[BOUND_DIGEST],
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, s CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	int i;

	if (!stmt_open(&c->db, &q, "SELECT p.reference, u.field, r.purpose,"
	    " r.coder, r.frame, r.at, r.salt FROM reading r JOIN unit u ON u.id ="
	    " r.unit AND u.field = r.field JOIN response p ON p.id = u.response"
	    " AND p.reference = r.reference WHERE r.id = ?1", e) ||
	    !stmt_open(&c->db, &s, "SELECT code, start, \"end\", polarity,"
	    " source FROM reading_code WHERE reading = ?1 ORDER BY code, start,"
	    " \"end\"", e))
		return false;
	stmt_int(&q, 1, id);
	stmt_int(&s, 1, id);
	buf_lit(&b, "earshot reading 1\n");
	if (stmt_row(&q)) {
		struct str salt = col_blob(&q, 6);

		ad_text(&b, salt.p, salt.n);
		for (i = 0; i < 6; i++)
			ad_text(&b, col_text(&q, i), strlen(col_text(&q, i)));
	}
	while (stmt_row(&s))
		for (i = 0; i < 5; i++)
			ad_text(&b, col_text(&s, i), strlen(col_text(&s, i)));
	seal_hash(out, NULL, 0, b.p, b.n);
	return stmt_end(&q, e) && stmt_end(&s, e);
}

/* ---- keeping -------------------------------------------------------------------------- */

struct keeping {
	struct coded	*v;
	const int64_t	*seen;
	size_t		 n;
	int64_t		 now, step;
	struct bound_sum sum;
	struct stmt	 unit, stands, frame, put, code, digest, looked;
};

static void
keeping_close(struct keeping *k)
{
	struct stmt *all[] = { &k->unit, &k->stands, &k->frame, &k->put,
		&k->code, &k->digest, &k->looked };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		stmt_close(all[i]);
}

static bool
keeping_open(struct keeping *k, struct cases *c, struct err *e)
{
	return stmt_open(&c->db, &k->unit, "SELECT u.text FROM unit u JOIN"
	    " response p ON p.id = u.response WHERE u.id = ?1 AND p.withdrawn ="
	    " 0", e) && stmt_open(&c->db, &k->stands, "SELECT max(id) FROM"
	    " reading WHERE unit = ?1 AND purpose = ?2 AND coder = ?3 AND undone"
	    " = 0", e) && stmt_open(&c->db, &k->frame, "SELECT max(id) FROM"
	    " frame", e) && stmt_open(&c->db, &k->put, "INSERT INTO"
	    " reading (unit, purpose, coder, frame, at, digest, step, salt,"
	    " reference, field) SELECT ?1, ?2, ?3, ?4, ?5, zeroblob(32), ?6, ?7,"
	    " p.reference, u.field FROM unit u JOIN response p ON p.id ="
	    " u.response WHERE u.id = ?1", e) &&
	    stmt_open(&c->db, &k->code, "INSERT INTO reading_code (reading,"
	    " code, start, \"end\", polarity, source) VALUES (?1, ?2, ?3, ?4,"
	    " ?5, ?6)", e) && stmt_open(&c->db, &k->digest, "UPDATE reading SET"
	    " digest = ?2 WHERE id = ?1", e) && stmt_open(&c->db, &k->looked,
	    "UPDATE look_again SET by = ?2, at = ?3 WHERE unit = ?1 AND by IS"
	    " NULL AND (?4 = 'gold' OR NOT EXISTS (SELECT 1 FROM reading r WHERE"
	    " r.unit = ?1 AND r.purpose = 'gold' AND r.undone = 0))", e) && audit_next(c, &k->step, e);
}

/* Its comment is there, and every place is inside it. */
static bool
places_fit(struct keeping *k, const struct coded *r, struct err *e)
{
	int64_t length = -1;
	const char *text;
	size_t i;

	stmt_int(&k->unit, 1, r->unit);
	if (stmt_row(&k->unit)) {
		text = col_text(&k->unit, 0);
		length = (int64_t)utf8_count(text, strlen(text));
	}
	if (!stmt_end(&k->unit, e))
		return false;
	if (length < 0)
		return err_set(e, ERR_INPUT, "this comment is no longer here");
	for (i = 0; i < r->n; i++) {
		const struct reading_code *v = &r->v[i];

		if (v->code[0] == '\0' || (!(v->start == -1 && v->end == -1) &&
		    (v->start < 0 || v->end <= v->start || v->end > length)))
			return err_set(e, ERR_INPUT, "the place of the code "
			    "`%s` is not in this comment", v->code);
	}
	return true;
}

static bool
not_changed(struct keeping *k, const struct coded *r, int64_t seen,
    struct err *e)
{
	int64_t stands;

	stmt_int(&k->stands, 1, r->unit);
	stmt_text(&k->stands, 2, purposes[r->purpose]);
	stmt_text(&k->stands, 3, r->coder);
	stands = stmt_row(&k->stands) ? col_int(&k->stands, 0) : 0;
	if (!stmt_end(&k->stands, e))
		return false;
	return stands == seen || err_set(e, ERR_INPUT, "this comment was coded "
	    "meanwhile, in another window: look at it again");
}

static bool
put_codes(struct keeping *k, struct cases *c, struct coded *r, struct err *e)
{
	uint8_t digest[BOUND_DIGEST];
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct reading_code *v = &r->v[i];

		stmt_int(&k->code, 1, r->id);
		stmt_text(&k->code, 2, v->code);
		stmt_int(&k->code, 3, v->start);
		stmt_int(&k->code, 4, v->end);
		stmt_text(&k->code, 5, polarities[v->polarity]);
		stmt_text(&k->code, 6, cases_source_name(v->source));
		if (!stmt_do(&k->code, e))
			return err_wrap(e, "the code `%s`", v->code);
	}
	if (!reading_digest(c, r->id, digest, e))
		return false;
	stmt_int(&k->digest, 1, r->id);
	stmt_blob(&k->digest, 2, digest, sizeof(digest));
	bound_add(&k->sum, digest);
	return stmt_do(&k->digest, e);
}

static bool
keep_one(struct keeping *k, struct cases *c, struct coded *r,
    const int64_t *seen, struct err *e)
{
	uint8_t salt[BOUND_SALT];
	bool latest;

	latest = stmt_row(&k->frame) && col_int(&k->frame, 0) == r->frame;
	if (!stmt_end(&k->frame, e))
		return false;
	if (!latest)
		return err_set(e, ERR_INPUT, "the code frame was changed meanwhile: "
		    "look at the comment again");
	if (!places_fit(k, r, e) || (seen != NULL && !not_changed(k, r, *seen,
	    e)))
		return false;
	stmt_int(&k->put, 1, r->unit);
	stmt_text(&k->put, 2, purposes[r->purpose]);
	stmt_text(&k->put, 3, r->coder);
	stmt_int(&k->put, 4, r->frame);
	stmt_int(&k->put, 5, k->now);
	stmt_int(&k->put, 6, k->step);
	seal_random(salt, sizeof(salt));
	stmt_blob(&k->put, 7, salt, sizeof(salt));
	if (!stmt_do(&k->put, e))
		return false;
	r->id = sqlite3_last_insert_rowid(c->db.h);
	r->at = k->now;
	if (r->purpose != READING_BLIND) {
		stmt_int(&k->looked, 1, r->unit);
		stmt_text(&k->looked, 2, r->coder);
		stmt_int(&k->looked, 3, k->now);
		stmt_text(&k->looked, 4, purposes[r->purpose]);
		if (!stmt_do(&k->looked, e))
			return false;
	}
	return put_codes(k, c, r, e);
}

static bool
keep_all(struct cases *c, void *arg, struct err *e)
{
	struct keeping *k = arg;
	char subject[BOUND_SUBJECT], detail[64];
	size_t i;

	if (!keeping_open(k, c, e))
		return false;
	for (i = 0; i < k->n; i++)
		if (!keep_one(k, c, &k->v[i], k->seen != NULL ? &k->seen[i] :
		    NULL, e))
			return false;
	snprintf(subject, sizeof(subject), "readings %lld", (long long)k->step);
	snprintf(detail, sizeof(detail), k->n == 1 ? "comment %lld" :
	    "%lld comments", k->n == 1 ? (long long)k->v[0].unit :
	    (long long)k->n);
	return audit_bind(c, &(struct cases_line){ .who = k->v[0].coder,
	    .what = "coded", .detail = detail, .subject = subject,
	    .digest = { (const char *)k->sum.h, sizeof(k->sum.h) } }, e);
}

bool
readings_keep(struct cases *c, struct coded *v, const int64_t *seen,
    size_t n, int64_t now, struct err *e)
{
	struct keeping k CLEAN(keeping_close) = { .v = v, .seen = seen, .n = n,
	    .now = now };
	size_t i;

	for (i = 0; i < n; i++) {
		if (!audit_says(v[i].coder, AUDIT_BY_MAX, "who coded it is "
		    "missing", e))
			return false;
		if (strcmp(v[i].coder, v[0].coder) != 0)
			return err_set(e, ERR_INPUT, "one person codes at a "
			    "time");
		if (v[i].n > READING_CODES)
			return err_set(e, ERR_LIMIT, "one comment has %d codes "
			    "at most", (int)READING_CODES);
	}
	if (n > READINGS_MAX)
		return err_set(e, ERR_LIMIT, "%d comments are coded at once at "
		    "most", (int)READINGS_MAX);
	return n == 0 || cases_change(c, keep_all, &k, e);
}

/* ---- undoing -------------------------------------------------------------------------- */

struct undoing { int64_t id; const char *coder; };

static bool
undo(struct cases *c, void *arg, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, l CLEAN(stmt_close) = { 0 };
	const struct undoing *p = arg;
	char subject[BOUND_SUBJECT];

	if (!stmt_open(&c->db, &q, "UPDATE reading AS r SET undone = 1 WHERE id"
	    " = ?1 AND coder = ?2 AND unit IS NOT NULL AND " READING_STANDS,
	    e) ||
	    /* what counts now was coded by an older frame, perhaps */
	    !stmt_open(&c->db, &l, "INSERT INTO look_again (unit, frame, code,"
	    " did) SELECT DISTINCT r.unit, h.frame, h.code, h.did FROM reading r"
	    " JOIN reading_code k ON k.reading = r.id JOIN frame_change h ON"
	    " h.code = k.code AND h.frame > r.frame AND h.did NOT IN ('added',"
	    " 'other rule') WHERE r.id = (SELECT s.id FROM reading s WHERE s.unit"
	    " = (SELECT unit FROM reading WHERE id = ?1) AND s.undone = 0 AND"
	    " s.purpose <> 'blind' ORDER BY s.purpose = 'gold' DESC, s.id DESC"
	    " LIMIT 1) ON CONFLICT DO UPDATE SET by = NULL, at = NULL", e))
		return false;
	stmt_int(&l, 1, p->id);
	stmt_int(&q, 1, p->id);
	stmt_text(&q, 2, p->coder);
	if (!stmt_do(&q, e))
		return false;
	if (sqlite3_changes64(c->db.h) == 0)
		return err_set(e, ERR_INPUT, "this cannot be undone: it was "
		    "coded anew since, or undone before");
	if (!stmt_do(&l, e))
		return false;
	snprintf(subject, sizeof(subject), "reading undone %lld",
	    (long long)p->id);
	return audit_bind(c, &(struct cases_line){ .who = p->coder,
	    .what = "undid a coding", .detail = subject, .subject = subject },
	    e);
}

bool
reading_undo(struct cases *c, int64_t id, const char *coder, struct err *e)
{
	struct undoing p = { id, coder };

	return audit_says(coder, AUDIT_BY_MAX, "who undid it is missing", e) &&
	    cases_change(c, undo, &p, e);
}
