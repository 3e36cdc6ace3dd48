/* SPDX-License-Identifier: MIT
 *
 * accept.c -- what the writer does for one response: same, amended or new,
 * then sealed and kept.
 */
#include "store/intake.h"

#include <sqlite3.h>

enum {
	EPOCH_MESSAGES = 4096,
	EPOCH_MILLIS = 5 * 60 * 1000,
	PLAIN_MAX = 4 << 20
};

bool
accept_open(struct intake *it, struct err *e)
{
	struct stmt *s = it->sql;

	return stmt_open(&it->w, &s[SQL_SAME], "SELECT digest FROM"
	    " response WHERE receipt = ?1 ORDER BY id DESC LIMIT 1", e) &&
	    stmt_open(&it->w, &s[SQL_NEW_RECEIPT],
	    "INSERT INTO receipt (id, token, reference) VALUES (?1, ?2, ?3)", e) &&
	    stmt_open(&it->w, &s[SQL_EPOCH],
	    "INSERT INTO epoch (name) VALUES (?1)", e) &&
	    stmt_open(&it->w, &s[SQL_ROOT], "INSERT INTO root (epoch,"
	    " recipient, sealed) VALUES (?1, ?2, ?3)", e) &&
	    stmt_open(&it->w, &s[SQL_RESPONSE], "INSERT INTO response (receipt,"
	    " epoch, seq, form, channel, day, rehearsal, digest, sealed)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", e);
}

void
ad_text(struct buf *out, const char *s, size_t n)
{
	buf_printf(out, "%zu:", n);
	buf_put(out, s, n);
}

void
sealed_ad(const struct sealed_row *r, struct buf *out)
{
	buf_lit(out, "earshot response 1\n");
	ad_text(out, r->epoch.p, r->epoch.n);
	buf_printf(out, "%lld.%d.", (long long)r->seq, r->rehearsal);
	ad_text(out, r->token.p, r->token.n);
	ad_text(out, r->reference, strlen(r->reference));
	ad_text(out, r->form, strlen(r->form));
	ad_text(out, r->channel, strlen(r->channel));
	ad_text(out, r->day, strlen(r->day));
}

bool
accept_epoch(struct intake *it, struct err *e)
{
	uint8_t roots[SEAL_RECIPIENTS][SEAL_ROOT];
	struct stmt *s = &it->sql[SQL_EPOCH];
	size_t i;

	if (it->epoch != 0 && it->ratchet.seq < EPOCH_MESSAGES &&
	    now_millis() - it->epoch_began < EPOCH_MILLIS)
		return true;
	seal_begin(&it->ratchet, it->to, it->n_to, roots);
	stmt_blob(s, 1, it->ratchet.id, SEAL_ID);
	if (!stmt_do(s, e))
		return false;
	it->epoch = sqlite3_last_insert_rowid(it->w.h);
	it->epoch_began = now_millis();
	s = &it->sql[SQL_ROOT];
	for (i = 0; i < it->n_to; i++) {
		stmt_int(s, 1, it->epoch);
		stmt_int(s, 2, (int64_t)i + 1);
		stmt_blob(s, 3, roots[i], SEAL_ROOT);
		if (!stmt_do(s, e))
			return false;
	}
	return true;
}

void
token_hash(const uint8_t token[TOKEN_SIZE], uint8_t out[32])
{
	seal_hash(out, "earshot token v1", 16, token, TOKEN_SIZE);
}

/* Finds the receipt of this token, or writes one. */
static bool
receipt(struct intake *it, struct job *j, const uint8_t token[32], int64_t *id,
    struct err *e)
{
	struct stmt *s = &it->sql[SQL_NEW_RECEIPT];
	bool is = false;

	if (!find_receipt(it, token, j->reference, id, e))
		return false;
	if (*id != 0)
		return true;
	while (!is) {
		reference_new(j->reference);
		if (!find_reference_free(it, j->reference, &is, e))
			return false;
	}
	*id = find_new_receipt(it, token, j->reference);
	stmt_int(s, 1, *id);
	stmt_blob(s, 2, token, 32);
	stmt_text(s, 3, j->reference);
	j->outcome = INTAKE_NEW;
	return stmt_do(s, e);
}

static bool
seal_row(struct intake *it, const struct job *j, const uint8_t token[32],
    const uint8_t digest[32], int64_t receipt_id, struct err *e)
{
	const struct intake_response *r = j->response;
	struct buf ad CLEAN(buf_free) = { 0 };
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct stmt *s = &it->sql[SQL_RESPONSE];
	int64_t seq;

	if (!accept_epoch(it, e))
		return false;
	seq = (int64_t)it->ratchet.seq;
	sealed_ad(&(struct sealed_row){
	    .epoch = { (const char *)it->ratchet.id, SEAL_ID },
	    .seq = seq, .token = { (const char *)token, 32 },
	    .reference = j->reference, .form = r->meta.form,
	    .channel = r->meta.channel, .day = r->meta.day,
	    .rehearsal = r->meta.rehearsal }, &ad);
	seal_next(&it->ratchet, ad.p, ad.n, r->plain.p, r->plain.n, &sealed);
	stmt_int(s, 1, receipt_id);
	stmt_int(s, 2, it->epoch);
	stmt_int(s, 3, seq);
	stmt_text(s, 4, r->meta.form);
	stmt_text(s, 5, r->meta.channel);
	stmt_text(s, 6, r->meta.day);
	stmt_int(s, 7, r->meta.rehearsal);
	stmt_blob(s, 8, digest, 32);
	stmt_blob(s, 9, sealed.p, sealed.n);
	return stmt_do(s, e);
}

bool
accept_response(struct intake *it, struct job *j, struct err *e)
{
	const struct intake_response *r = j->response;
	struct stmt *s = &it->sql[SQL_SAME];
	uint8_t token[32], digest[32];
	int64_t id;
	bool there, same;

	/* The digest tells a retry from a change: the newest row's alone, as
	 * who goes back to what they wrote first means that.  Its key is the
	 * token, which is not kept, or one could guess answers until a digest
	 * agrees. */
	token_hash(r->token, token);
	seal_hash(digest, r->token, TOKEN_SIZE, r->plain.p, r->plain.n);
	j->outcome = INTAKE_AMENDED;
	if (!receipt(it, j, token, &id, e))
		return false;
	if (j->outcome == INTAKE_NEW)
		return seal_row(it, j, token, digest, id, e) &&
		    drafts_after(it, r, j->reference, e);
	stmt_int(s, 1, id);
	there = stmt_row(s);
	same = there && col_blob(s, 0).n == 32 &&
	    memcmp(col_blob(s, 0).p, digest, 32) == 0;
	if (!stmt_end(s, e))
		return false;
	if (same || !there)
		j->outcome = INTAKE_SAME;
	if (!there)		/* withdrawn: no retry brings it back */
		return true;
	if (!same && !seal_row(it, j, token, digest, id, e))
		return false;
	return drafts_after(it, r, j->reference, e);
}

static bool
right_size(const struct intake_response *r, struct err *e)
{
	/* it would be sealed, and then no pull could get past it */
	if (r->plain.n == 0)
		return err_set(e, ERR_INPUT, "this response is empty");
	return r->plain.n <= PLAIN_MAX || err_set(e, ERR_LIMIT,
	    "this response is larger than we can take");
}

struct intake_later *
intake_add_later(struct arena *a, struct intake *it,
    const struct intake_response *r, struct err *e)
{
	struct intake_later *l;

	if (!right_size(r, e))
		return NULL;
	l = arena_new(a, struct intake_later);
	l->it = it;
	l->response = *r;
	l->job = (struct job){ .run = accept_response, .grows = true,
	    .response = &l->response };
	return l;
}

bool
intake_add(struct intake *it, const struct intake_response *r,
    char reference[REFERENCE_SIZE], enum intake_outcome *outcome,
    struct err *e)
{
	struct job j = { .run = accept_response, .grows = true,
	    .response = r };

	if (!right_size(r, e) || !intake_do(it, &j, e))
		return false;
	memcpy(reference, j.reference, REFERENCE_SIZE);
	*outcome = j.outcome;
	return true;
}

/* ---- rehearsals ---------------------------------------------------------- */

bool
accept_remove_rehearsal(struct intake *it, struct job *j, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	/* Not every receipt without a response: one whose response was
	 * withdrawn stays, so that no retry brings it back. */
	if (!db_run(&it->w, "PRAGMA defer_foreign_keys = ON;"
	    "DELETE FROM receipt WHERE id IN (SELECT receipt FROM response"
	    " WHERE rehearsal = 1) AND id NOT IN (SELECT receipt FROM"
	    " response WHERE rehearsal = 0)", e) ||
	    !db_run(&it->w, "DELETE FROM response WHERE rehearsal = 1", e))
		return false;
	j->count = sqlite3_changes64(it->w.h);
	it->erased = true;
	if (!db_run(&it->w, "DELETE FROM receipt_by_token WHERE id NOT IN"
	    " (SELECT id FROM receipt)", e) ||
	    !db_run(&it->w, "DELETE FROM receipt_by_reference WHERE id NOT IN"
	    " (SELECT id FROM receipt)", e) ||
	    !db_run(&it->w, "DELETE FROM request WHERE rehearsal = 1", e) ||
	    !stmt_open(&it->w, &s, "DELETE FROM epoch WHERE id <> ?1 AND"
	    " id NOT IN (SELECT epoch FROM response) AND"
	    " id NOT IN (SELECT epoch FROM request)", e))
		return false;
	stmt_int(&s, 1, it->epoch);
	return stmt_do(&s, e);
}

bool
intake_remove_rehearsal(struct intake *it, int64_t *removed, struct err *e)
{
	struct job j = { .run = accept_remove_rehearsal };

	*removed = 0;
	if (!intake_do(it, &j, e))
		return false;
	*removed = j.count;
	return true;
}
