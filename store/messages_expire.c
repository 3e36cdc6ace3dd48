/* SPDX-License-Identifier: MIT
 *
 * messages_expire.c -- who sent messages, and what came, erased when their time
 * is over.
 */
#include "store/intake.h"
#include "store/messages_in.h"

#include <sqlite3.h>
#include <stdio.h>

/* Those that were received before ?1.  What a sender writes as its date may be
 * any: a message is at most as young as the line of the log that took it in. */
#define OLD MESSAGE_AGE("m.") " < ?1"
/* Nobody needs what came of these: people decided about them before ?2.  What a
 * program alone took for a repeat, or set aside, somebody may have written. */
#define SETTLED OLD " AND m.state IN ('done', 'not', 'repeat', 'aside') AND" \
	" m.by IS NOT NULL AND m.at < ?2 AND (m.sealed IS NOT NULL OR" \
	" m.reading <> '')"
/* These can be confirmed by how they were read. */
#define READ OLD " AND m.state = 'confirm' AND m.sealed IS NOT NULL"
#define CONFIRM OLD " AND m.state = 'confirm' AND m.reading <> ''"
/* And these can be read by nothing but what came. */
#define WAITING OLD " AND m.sealed IS NOT NULL AND (m.state IN ('unread'," \
	" 'hand') OR (m.state IN ('aside', 'repeat') AND m.by IS NULL))"
/* The row of a sender is there until its time is over, even if it is empty: then
 * there is the Message-ID, or where the message lay. */
#define ROW OLD " AND EXISTS (SELECT 1 FROM message_sender s WHERE" \
	" s.message = m.id)"

struct expiring {
	int64_t before, settled;
	const char *by;
	struct messages_expired n;
};

static bool
count(struct cases *c, struct expiring *p, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	p->n = (struct messages_expired){ 0 };
	if (!stmt_open(&c->db, &q,
		"SELECT count(*) FILTER (WHERE " ROW "),"
		" count(*) FILTER (WHERE (" SETTLED ") OR (" READ ")),"
		" count(*) FILTER (WHERE " WAITING "),"
		" count(*) FILTER (WHERE " CONFIRM ") FROM message m",
		e))
		return false;
	stmt_int(&q, 1, p->before);
	stmt_int(&q, 2, p->settled);
	if (stmt_row(&q))
		p->n = (struct messages_expired){ col_int(&q, 0),
			col_int(&q, 1), col_int(&q, 2),
			col_int(&q, 3) };
	return stmt_end(&q, e);
}

static bool
run(struct cases *c, const struct expiring *p, const char *sql_of,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	bool ok;

	if (strcmp(sql_of, "sender") == 0)
		ok = stmt_open(&c->db, &q,
		    "DELETE FROM message_sender WHERE"
		    " message IN (SELECT id FROM message m WHERE " OLD ")",
		    e);
	else if (strcmp(sql_of, "names") == 0)
		ok = stmt_open(&c->db, &q,
		    "UPDATE message AS m SET mail_id = '', thread = '',"
		    " reading = " MESSAGE_UNNAMED("m.reading") " WHERE " ROW,
		    e);
	else if (strcmp(sql_of, "places") == 0)
		ok = stmt_open(&c->db, &q,
		    "DELETE FROM message_place WHERE " MESSAGE_FILE
		    " AND message IN (SELECT id FROM message m WHERE " OLD ")",
		    e);
	else if (strcmp(sql_of, "settled") == 0)
		ok = stmt_open(&c->db, &q,
		    "UPDATE message AS m SET sealed ="
		    " NULL, reading = '', why = '' WHERE " SETTLED,
		    e);
	else
		ok = stmt_open(&c->db, &q,
		    "UPDATE message AS m SET sealed ="
		    " NULL, reading = " MESSAGE_SALTED("m.reading")
		    " WHERE " READ,
		    e);
	if (!ok)
		return false;
	stmt_int(&q, 1, p->before);
	if (strcmp(sql_of, "settled") == 0)
		stmt_int(&q, 2, p->settled);
	return stmt_do(&q, e);
}

/* Which will be emptied. */
static bool
find(struct cases *c, struct arena *a, const struct expiring *p, int64_t **ids,
    size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*ids = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q,
		"SELECT m.id FROM message m WHERE (" SETTLED ") OR (" READ
		") ORDER BY m.id",
		e))
		return false;
	stmt_int(&q, 1, p->before);
	stmt_int(&q, 2, p->settled);
	while (stmt_row(&q))
		*arena_push(a, *ids, *n, cap) = col_int(&q, 0);
	return stmt_end(&q, e);
}

bool
message_emptied(
    struct cases *c, int64_t id, uint8_t out[BOUND_DIGEST], struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	if (!stmt_open(&c->db, &q,
		"SELECT digest, reading FROM message WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	buf_lit(&b, "earshot emptied 1\n");
	if (stmt_row(&q)) {
		struct str digest = col_blob(&q, 0);
		const char *reading = col_text(&q, 1);

		ad_text(&b, digest.p, digest.n);
		ad_text(&b, reading, strlen(reading));
	}
	seal_hash(out, NULL, 0, b.p, b.n);
	return stmt_end(&q, e);
}

/* Each has a line of its own: another time may empty the rest of it. */
static bool
say_emptied(struct cases *c, int64_t id, const char *by, struct err *e)
{
	char subject[BOUND_SUBJECT], detail[32];
	uint8_t digest[BOUND_DIGEST];

	snprintf(subject, sizeof(subject), "emptied %lld", (long long)id);
	snprintf(detail, sizeof(detail), "message %lld", (long long)id);
	return message_emptied(c, id, digest, e) &&
	    audit_bind(c,
		&(struct cases_line){ .who = by,
		    .what = "erased what came of a message: its time was over",
		    .detail = detail,
		    .subject = subject,
		    .digest = { (const char *)digest, sizeof(digest) } },
		e);
}

static bool
expire(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct expiring *p = arg;
	int64_t *ids;
	size_t n, i;
	struct buf detail CLEAN(buf_free) = { 0 };
	char subject[BOUND_SUBJECT];

	if (!count(c, p, e) || !find(c, &a, p, &ids, &n, e) ||
	    !run(c, p, "names", e) || !run(c, p, "places", e) ||
	    !run(c, p, "sender", e) || !run(c, p, "settled", e) ||
	    !run(c, p, "read", e))
		return false;
	for (i = 0; i < n; i++)
		if (!say_emptied(c, ids[i], p->by, e))
			return false;
	snprintf(
	    subject, sizeof(subject), "expired %lld", (long long)p->before);
	buf_printf(&detail, "%lld names and addresses, %lld messages",
	    (long long)p->n.senders, (long long)p->n.emptied);
	if (p->n.waiting > 0)
		buf_printf(&detail,
		    "; %lld that are still to be read stay "
		    "sealed",
		    (long long)p->n.waiting);
	return (p->n.senders == 0 && p->n.emptied == 0) ||
	    audit_bind(c,
		&(struct cases_line){ .who = p->by,
		    .what = "erased who sent "
			    "messages, and what came: their time was over",
		    .detail = buf_text(&detail),
		    .subject = subject },
		e);
}

bool
messages_expire(struct cases *c, int64_t before, int64_t settled,
    const char *by, struct messages_expired *out, struct err *e)
{
	struct expiring p = { .before = before, .settled = settled, .by = by };

	*out = (struct messages_expired){ 0 };
	if (!audit_says(by, AUDIT_BY_MAX, "who erases them is missing", e) ||
	    !cases_change(c, expire, &p, e) || !cases_scrub(c, e))
		return false;
	*out = p.n;
	return true;
}

bool
messages_expiring(struct cases *c, int64_t before, int64_t settled,
    struct messages_expired *out, struct err *e)
{
	struct expiring p = { .before = before, .settled = settled };
	bool ok = count(c, &p, e);

	*out = p.n;
	return ok;
}
