/* SPDX-License-Identifier: MIT
 *
 * verify_messages.c -- messages as they came, and as they were decided about.
 */
#include "store/messages_in.h"
#include "store/verify_in.h"

#include <stdio.h>

/* What came is as it was sealed. */
static bool
check_sealed(struct cases *c, int64_t *n, int64_t *erased, struct verify *v,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	uint8_t is[BOUND_DIGEST];

	if (!stmt_open(&c->db, &q, "SELECT m.id, m.hash, p.epoch, m.seq,"
	    " m.sealed, m.digest FROM message m LEFT JOIN message_epoch p ON"
	    " p.id = m.epoch ORDER BY m.id", e))
		return false;
	for (; stmt_row(&q); ++*n) {
		if (col_null(&q, 4)) {
			++*erased;
			continue;
		}
		message_digest(col_blob(&q, 1).p, col_blob(&q, 2),
		    col_int(&q, 3), col_blob(&q, 4), is);
		if (!verify_digest_is(col_blob(&q, 5), is))
			verify_found(v, "message %lld is not what came",
			    (long long)col_int(&q, 0));
	}
	return stmt_end(&q, e);
}

/* Emptied by its author's wish, or because its time was over: then the last line
 * about that says what was left of it. */
static bool
check_emptied(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	uint8_t is[BOUND_DIGEST];

	if (!stmt_open(&c->db, &q, "SELECT id, (SELECT digest FROM audit WHERE"
	    " subject = 'emptied ' || m.id ORDER BY id DESC LIMIT 1), by IS"
	    " NULL AND state IN ('unread', 'hand') FROM message m WHERE sealed"
	    " IS NULL AND state <> 'withdrawn' ORDER BY id", e))
		return false;
	while (stmt_row(&q)) {
		long long id = col_int(&q, 0);

		if (!message_emptied(c, id, is, e))
			return false;
		if (col_null(&q, 1))
			verify_found(v, "message %lld was emptied, and the log "
			    "does not say so", id);
		else if (col_int(&q, 2) != 0)
			verify_found(v, "message %lld was emptied, and nobody "
			    "read it", id);
		else if (!verify_digest_is(col_blob(&q, 1), is))
			verify_found(v, "message %lld: how it was read is not "
			    "what the log says was left", id);
	}
	return stmt_end(&q, e);
}

static bool
sum_step(struct cases *c, int64_t step, struct bound_sum *sum, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &q, "SELECT digest FROM message WHERE step = ?1"
	    " ORDER BY id", e) && verify_sum(&q, step, sum, e);
}

/* Each line that took messages in, and those that no line took in. */
static bool
check_steps(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, s CLEAN(stmt_close) = { 0 };
	struct bound_sum sum;

	if (!stmt_open(&c->db, &q, "SELECT id, CAST(substr(subject, 10) AS"
	    " INTEGER), digest FROM audit WHERE subject GLOB 'messages *'"
	    " ORDER BY id", e) || !stmt_open(&c->db, &s, "SELECT id FROM"
	    " message WHERE 'messages ' || step NOT IN (SELECT subject FROM"
	    " audit WHERE subject GLOB 'messages *') ORDER BY id", e))
		return false;
	while (stmt_row(&q)) {
		if (!sum_step(c, col_int(&q, 1), &sum, e))
			return false;
		if (!verify_digest_is(col_blob(&q, 2), sum.h))
			verify_found(v, "the messages of line %lld of the log "
			    "are not those that came then",
			    (long long)col_int(&q, 0));
	}
	while (stmt_row(&s))
		verify_found(v, "message %lld was put in: no line of the log "
		    "is about it", (long long)col_int(&s, 0));
	return stmt_end(&q, e) && stmt_end(&s, e);
}

/* A message is as the last line about it says. */
static bool
check_decisions(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	uint8_t is[BOUND_DIGEST];

	if (!stmt_open(&c->db, &q, "SELECT m.id, (SELECT digest FROM audit"
	    " WHERE subject = 'message ' || m.id ORDER BY id DESC LIMIT 1),"
	    " m.by IS NOT NULL OR m.state IN ('done', 'not', 'withdrawn') OR"
	    " m.reference IS NOT NULL FROM message m ORDER BY m.id", e))
		return false;
	while (stmt_row(&q)) {
		bool decided = col_int(&q, 2) != 0;

		if (!decided && col_null(&q, 1))
			continue;
		if (!message_decision(c, col_int(&q, 0), is, e))
			return false;
		if (col_null(&q, 1) || !decided ||
		    !verify_digest_is(col_blob(&q, 1), is))
			verify_found(v, "message %lld: what was decided about "
			    "it is not what the log says",
			    (long long)col_int(&q, 0));
	}
	return stmt_end(&q, e);
}

bool
verify_messages(struct cases *c, struct verify *v, struct err *e)
{
	int64_t n = 0, erased = 0;

	if (!check_sealed(c, &n, &erased, v, e) || !check_emptied(c, v, e) ||
	    !check_steps(c, v, e) ||
	    !check_decisions(c, v, e))
		return false;
	verify_end(v, "messages: %lld, each as it came (%lld erased)",
	    (long long)n, (long long)erased);
	return true;
}
