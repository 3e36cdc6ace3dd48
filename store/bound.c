/* SPDX-License-Identifier: MIT
 *
 * bound.c -- digests of rows, and the lines of the log that bind them.
 */
#include "store/bound.h"
#include "store/intake.h"

#include <stdio.h>

void
bound_add(struct bound_sum *s, const void *digest)
{
	uint8_t both[2 * BOUND_DIGEST];

	memcpy(both, s->h, BOUND_DIGEST);
	memcpy(both + BOUND_DIGEST, digest, BOUND_DIGEST);
	seal_hash(s->h, NULL, 0, both, sizeof(both));
	s->n++;
}

static void
put(struct buf *b, const char *s)
{
	ad_text(b, s, strlen(s));
}

/* A line of the log that binds something by its digest. */
static bool
add_line(struct cases *c, const char *subject,
    const uint8_t digest[BOUND_DIGEST], const char *by, const char *what,
    const char *detail, struct err *e)
{
	return audit_bind(c, &(struct cases_line){ .who = by, .what = what,
	    .detail = detail, .subject = subject,
	    .digest = { (const char *)digest, BOUND_DIGEST } }, e);
}

/* ---- responses ------------------------------------------------------------------- */

void
bound_response(const struct bound_row *r, const void *salt,
    uint8_t out[BOUND_DIGEST])
{
	struct buf b CLEAN(buf_free) = { 0 };

	buf_lit(&b, "earshot response 1\n");
	buf_printf(&b, "%lld.%lld.%d.", (long long)r->seq,
	    (long long)r->place, r->rehearsal);
	ad_text(&b, r->epoch.p, r->epoch.n);
	ad_text(&b, r->token.p, r->token.n);
	put(&b, r->reference);
	put(&b, r->form);
	put(&b, r->channel);
	put(&b, r->lang);
	put(&b, r->day);
	put(&b, r->flags);
	put(&b, r->json);
	seal_hash(out, salt, BOUND_SALT, b.p, b.n);
	seal_wipe(b.p, b.n);
}

void
bound_read(struct stmt *s, struct bound_row *r)
{
	*r = (struct bound_row){ .epoch = col_blob(s, 0),
	    .seq = col_int(s, 1), .place = col_int(s, 2),
	    .reference = col_text(s, 3), .form = col_text(s, 4),
	    .channel = col_text(s, 5), .lang = col_text(s, 6),
	    .day = col_text(s, 7), .rehearsal = col_int(s, 8) != 0,
	    .json = col_text(s, 9), .token = col_blob(s, 10),
	    .flags = col_text(s, 11) };
}

bool
bound_again(struct cases *c, int64_t response, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, u CLEAN(stmt_close) = { 0 };
	uint8_t salt[BOUND_SALT], digest[BOUND_DIGEST];
	struct bound_row r;

	if (!stmt_open(&c->db, &q, "SELECT " BOUND_ROW " FROM response"
	    " WHERE id = ?1", e) || !stmt_open(&c->db, &u, "UPDATE response"
	    " SET salt = ?2, again = ?3 WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, response);
	if (!stmt_row(&q))
		return stmt_end(&q, e);
	seal_random(salt, sizeof(salt));
	bound_read(&q, &r);
	bound_response(&r, salt, digest);
	stmt_int(&u, 1, response);
	stmt_blob(&u, 2, salt, sizeof(salt));
	stmt_blob(&u, 3, digest, sizeof(digest));
	return stmt_end(&q, e) && stmt_do(&u, e);
}

bool
bound_equality(struct cases *c, const char *reference, struct bound_sum *sum,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*sum = (struct bound_sum){ 0 };
	if (!stmt_open(&c->db, &q, "SELECT again FROM response WHERE"
	    " reference = ?1 AND length(again) = 32 ORDER BY id", e))
		return false;
	stmt_text(&q, 1, reference);
	while (stmt_row(&q))
		bound_add(sum, col_blob(&q, 0).p);
	return stmt_end(&q, e);
}

/* ---- sheets ---------------------------------------------------------------------- */

/* All that a query gives, with the length of each value before it. */
static bool
put_rows(struct stmt *q, int64_t key, int columns, struct buf *b,
    struct err *e)
{
	int i;

	stmt_int(q, 1, key);
	while (stmt_row(q)) {
		buf_lit(b, "row\n");
		for (i = 0; i < columns; i++) {
			struct str v = col_blob(q, i);

			buf_puts(b, col_null(q, i) ? "-" : "+");
			ad_text(b, v.p, v.n);
		}
	}
	return stmt_end(q, e);
}

/* Nothing for a sheet of no sample, as before there were samples. */
static bool
check_bytes(struct cases *c, int64_t sheet, struct buf *b, struct err *e)
{
	struct stmt r CLEAN(stmt_close) = { 0 }, k CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &r, "SELECT sample, turn, by, at, independent,"
	    " json, was FROM recheck WHERE sheet = ?1", e) &&
	    put_rows(&r, sheet, 7, b, e) &&
	    stmt_open(&c->db, &k, "SELECT field, settled, wrong FROM checked"
	    " WHERE sheet = ?1 ORDER BY field", e) &&
	    put_rows(&k, sheet, 3, b, e);
}

/* What came with version 8; nothing, where a sheet has nothing of it, so that
 * digests from before hold. */
static bool
sheet_more(struct cases *c, int64_t sheet, struct buf *b, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, k CLEAN(stmt_close) = { 0 },
	    o CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &s, "SELECT 'more', gone, redraw, was FROM sheet"
	    " WHERE id = ?1 AND (gone IS NOT NULL OR redraw IS NOT NULL)",
	    e) && put_rows(&s, sheet, 4, b, e) &&
	    stmt_open(&c->db, &k, "SELECT 'agreed', round, agreed FROM keying"
	    " WHERE sheet = ?1 AND agreed IS NOT NULL ORDER BY round", e) &&
	    put_rows(&k, sheet, 3, b, e) &&
	    stmt_open(&c->db, &o, "SELECT 'original', id, name, type, size,"
	    " sha256, by, at, digest FROM original WHERE sheet = ?1"
	    " ORDER BY id", e) && put_rows(&o, sheet, 9, b, e);
}

static bool
sheet_bytes(struct cases *c, int64_t sheet, struct buf *b, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, k CLEAN(stmt_close) = { 0 },
	    d CLEAN(stmt_close) = { 0 };

	buf_printf(b, "earshot sheet 1\n%lld.", (long long)sheet);
	return stmt_open(&c->db, &s, "SELECT b.name, b.rehearsal, s.place,"
	    " s.serial, s.channel, s.form, s.lang, s.edition, s.received,"
	    " s.postmark, s.late, s.people, s.state, s.before, s.reason,"
	    " s.second, s.one_in, s.reference, s.kept FROM sheet s"
	    " JOIN batch b ON b.id = s.batch WHERE s.id = ?1", e) &&
	    put_rows(&s, sheet, 19, b, e) &&
	    stmt_open(&c->db, &k, "SELECT round, by, at, marks, json"
	    " FROM keying WHERE sheet = ?1 ORDER BY round", e) &&
	    put_rows(&k, sheet, 5, b, e) &&
	    stmt_open(&c->db, &d, "SELECT field, choice, by, at"
	    " FROM difference WHERE sheet = ?1 ORDER BY field", e) &&
	    put_rows(&d, sheet, 4, b, e) && check_bytes(c, sheet, b, e) &&
	    sheet_more(c, sheet, b, e);
}

static bool
sheet_salt(struct cases *c, int64_t sheet, bool *has,
    uint8_t salt[BOUND_SALT], struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*has = false;
	if (!stmt_open(&c->db, &q, "SELECT salt FROM sheet WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, sheet);
	if (stmt_row(&q) && col_blob(&q, 0).n == BOUND_SALT) {
		memcpy(salt, col_blob(&q, 0).p, BOUND_SALT);
		*has = true;
	}
	return stmt_end(&q, e);
}

bool
bound_sheet(struct cases *c, int64_t sheet, bool *has,
    uint8_t out[BOUND_DIGEST], struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	uint8_t salt[BOUND_SALT];

	if (!sheet_salt(c, sheet, has, salt, e) ||
	    !sheet_bytes(c, sheet, &b, e))
		return false;
	if (*has)
		seal_hash(out, salt, BOUND_SALT, b.p, b.n);
	return true;
}

bool
bound_sheet_line(struct cases *c, int64_t sheet, const char *by,
    const char *what, const char *detail, struct err *e)
{
	struct stmt u CLEAN(stmt_close) = { 0 };
	uint8_t salt[BOUND_SALT], digest[BOUND_DIGEST];
	char subject[BOUND_SUBJECT];
	bool has;

	if (!stmt_open(&c->db, &u, "UPDATE sheet SET salt = ?2"
	    " WHERE id = ?1 AND salt IS NULL", e))
		return false;
	seal_random(salt, sizeof(salt));
	stmt_int(&u, 1, sheet);
	stmt_blob(&u, 2, salt, sizeof(salt));
	snprintf(subject, sizeof(subject), "sheet %lld", (long long)sheet);
	return stmt_do(&u, e) && bound_sheet(c, sheet, &has, digest, e) &&
	    add_line(c, subject, digest, by, what, detail, e);
}

/* ---- samples --------------------------------------------------------------------- */

bool
bound_sample(struct cases *c, int64_t sample, uint8_t out[BOUND_DIGEST],
    struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };

	buf_lit(&b, "earshot sample of sheets 1\n");
	if (!stmt_open(&c->db, &q, "SELECT id, made, by, batch, seed, among, n"
	    " FROM sample WHERE id = ?1", e) || !put_rows(&q, sample, 7, &b, e))
		return false;
	seal_hash(out, NULL, 0, b.p, b.n);
	return true;
}

bool
bound_sample_line(struct cases *c, int64_t sample, const char *by,
    const char *what, const char *detail, struct err *e)
{
	uint8_t digest[BOUND_DIGEST];
	char subject[BOUND_SUBJECT];

	snprintf(subject, sizeof(subject), "sample %lld", (long long)sample);
	return bound_sample(c, sample, digest, e) &&
	    add_line(c, subject, digest, by, what, detail, e);
}

/* ---- samples that were drawn later ------------------------------------------------- */

bool
bound_redraw(struct cases *c, int64_t id, uint8_t out[BOUND_DIGEST],
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	buf_lit(&b, "earshot redraw 1\n");
	if (!stmt_open(&c->db, &q, "SELECT id, at, by, drawn, of FROM redraw"
	    " WHERE id = ?1", e) || !put_rows(&q, id, 5, &b, e))
		return false;
	seal_hash(out, NULL, 0, b.p, b.n);
	return true;
}

bool
bound_redraw_line(struct cases *c, int64_t id, const char *by,
    const char *what, const char *detail, struct err *e)
{
	uint8_t digest[BOUND_DIGEST];
	char subject[BOUND_SUBJECT];

	snprintf(subject, sizeof(subject), "redraw %lld", (long long)id);
	return bound_redraw(c, id, digest, e) &&
	    add_line(c, subject, digest, by, what, detail, e);
}

/* ---- accounts -------------------------------------------------------------------- */

bool
bound_staff(struct cases *c, const char *login, uint8_t out[BOUND_DIGEST],
    struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct stmt id CLEAN(stmt_close) = { 0 };
	int64_t n = 0;

	if (!stmt_open(&c->db, &id, "SELECT id FROM staff WHERE login = ?1", e))
		return false;
	stmt_text(&id, 1, login);
	if (stmt_row(&id))
		n = col_int(&id, 0);
	buf_lit(&b, "earshot staff 1\n");
	if (!stmt_end(&id, e) || !stmt_open(&c->db, &q, "SELECT id, login,"
	    " name, roles, disabled, must_change, created, password, totp"
	    " FROM staff WHERE id = ?1", e) || !put_rows(&q, n, 9, &b, e))
		return false;
	seal_hash(out, NULL, 0, b.p, b.n);
	seal_wipe(b.p, b.n);
	return true;
}

bool
bound_staff_line(struct cases *c, const char *login, const char *by,
    const char *what, const char *detail, struct err *e)
{
	uint8_t digest[BOUND_DIGEST];
	char subject[BOUND_SUBJECT];

	snprintf(subject, sizeof(subject), "staff %s", login);
	return bound_staff(c, login, digest, e) &&
	    add_line(c, subject, digest, by, what, detail, e);
}

/* ---- what was kept before -------------------------------------------------------- */

struct before { int64_t response, sheet, staff; };

static bool
say_unbound(struct cases *c, void *arg, struct err *e)
{
	const struct before *b = arg;
	char subject[BOUND_SUBJECT], detail[160];

	snprintf(subject, sizeof(subject), "unbound %lld %lld %lld",
	    (long long)b->response, (long long)b->sheet, (long long)b->staff);
	snprintf(detail, sizeof(detail), "responses to number %lld, sheets to "
	    "%lld and accounts to %lld were kept before",
	    (long long)b->response, (long long)b->sheet, (long long)b->staff);
	return audit_bind(c, &(struct cases_line){ .who = "earshot",
	    .what = "began to bind what is kept to the log",
	    .detail = detail, .subject = subject }, e) &&
	    db_run(&c->db, "UPDATE unbound SET line = (SELECT max(id) FROM"
	    " audit)", e);
}

bool
bound_begin(struct cases *c, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct before b = { 0 };
	bool some = false;

	if (!stmt_open(&c->db, &q, "SELECT response, sheet, staff FROM unbound"
	    " WHERE line IS NULL AND response + sheet + staff > 0", e))
		return false;
	if (stmt_row(&q)) {
		some = true;
		b = (struct before){ col_int(&q, 0), col_int(&q, 1),
		    col_int(&q, 2) };
	}
	return stmt_end(&q, e) && (!some ||
	    cases_change(c, say_unbound, &b, e));
}
