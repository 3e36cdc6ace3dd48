/* SPDX-License-Identifier: MIT
 *
 * messages_gone.c -- messages that were withdrawn since a copy was made.
 *
 * Where such a message is here it is withdrawn again.  Where it is not, as it
 * came later, a row with nothing in it takes its place: the same bytes, which
 * may still lie in a mailbox, are then known and not taken in.
 */
#include "store/messages_in.h"

#include <sqlite3.h>
#include <stdio.h>

struct going {
	const uint8_t (*hashes)[32];
	size_t n;
	int64_t step, epoch, seq, did;
	uint8_t name[SEAL_ID]; /* of the epoch */
	struct bound_sum sum;
};

/* Nothing is sealed in it. */
static bool
empty_epoch(struct cases *c, struct going *g, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	seal_random(g->name, sizeof(g->name));
	if (!stmt_open(&c->db, &q,
		"INSERT INTO message_epoch (epoch, analyst,"
		" recovery) VALUES (?1, zeroblob(80), zeroblob(80))",
		e))
		return false;
	stmt_blob(&q, 1, g->name, sizeof(g->name));
	if (!stmt_do(&q, e))
		return false;
	g->epoch = sqlite3_last_insert_rowid(c->db.h);
	return true;
}

static bool
empty_row(struct cases *c, struct going *g, const uint8_t hash[32], int64_t *id,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	uint8_t digest[BOUND_DIGEST];

	if ((g->epoch == 0 && !empty_epoch(c, g, e)) ||
	    !stmt_open(&c->db, &q,
		"INSERT INTO message (hash, size, epoch, seq, sealed, digest,"
		" step, channel, received, mail_id, thread, reading, deep, "
		"state,"
		" why) VALUES (?1, 0, ?2, ?3, NULL, ?4, ?5, 'email', ?6, '', "
		"'',"
		" '', 0, 'unread', '')",
		e))
		return false;
	message_digest(hash, (struct str){ (const char *)g->name, SEAL_ID },
	    g->seq, (struct str){ "", 0 }, digest);
	stmt_blob(&q, 1, hash, 32);
	stmt_int(&q, 2, g->epoch);
	stmt_int(&q, 3, g->seq++);
	stmt_blob(&q, 4, digest, sizeof(digest));
	stmt_int(&q, 5, g->step);
	stmt_int(&q, 6, now_seconds());
	if (!stmt_do(&q, e))
		return false;
	*id = sqlite3_last_insert_rowid(c->db.h);
	bound_add(&g->sum, digest);
	return true;
}

static bool
find(struct cases *c, const uint8_t hash[32], int64_t *id, bool *gone,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*id = 0;
	*gone = false;
	if (!stmt_open(&c->db, &q,
		"SELECT id, state = 'withdrawn' FROM"
		" message WHERE hash = ?1",
		e))
		return false;
	stmt_blob(&q, 1, hash, 32);
	if (stmt_row(&q)) {
		*id = col_int(&q, 0);
		*gone = col_int(&q, 1) != 0;
	}
	return stmt_end(&q, e);
}

/* Those that are not here come first: their line of the log has its number. */
static bool
put_empty(struct cases *c, struct going *g, struct err *e)
{
	char subject[BOUND_SUBJECT], detail[32];
	int64_t id;
	bool gone;
	size_t i;

	if (!audit_next(c, &g->step, e))
		return false;
	for (i = 0; i < g->n; i++)
		if (!find(c, g->hashes[i], &id, &gone, e) ||
		    (id == 0 && !empty_row(c, g, g->hashes[i], &id, e)))
			return false;
	if (g->sum.n == 0)
		return true;
	snprintf(subject, sizeof(subject), "messages %lld", (long long)g->step);
	snprintf(detail, sizeof(detail), "%lld", (long long)g->sum.n);
	return audit_bind(c,
	    &(struct cases_line){ .who = "earshot",
		.what =
		    "took messages over from the list of what was withdrawn, "
		    "so that they stay away",
		.detail = detail,
		.subject = subject,
		.digest = { (const char *)g->sum.h, sizeof(g->sum.h) } },
	    e);
}

static bool
go(struct cases *c, void *arg, struct err *e)
{
	struct going *g = arg;
	int64_t id;
	bool gone;
	size_t i;

	if (!put_empty(c, g, e))
		return false;
	for (i = 0; i < g->n; i++) {
		if (!find(c, g->hashes[i], &id, &gone, e))
			return false;
		if (gone)
			continue;
		g->did++;
		if (!message_gone(c, id, e))
			return false;
	}
	g->did -= g->sum.n;
	return true;
}

bool
messages_gone(struct cases *c, const uint8_t (*hashes)[32], size_t n,
    int64_t *did, struct err *e)
{
	struct going g = { .hashes = hashes, .n = n };

	*did = 0;
	if (n == 0)
		return true;
	if (!cases_change(c, go, &g, e))
		return false;
	*did = g.did;
	return true;
}
