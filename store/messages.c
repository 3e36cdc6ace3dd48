/* SPDX-License-Identifier: MIT
 *
 * messages.c -- messages that were kept, looked at.
 */
#include "store/messages_in.h"

#include <stdio.h>

static const char *const states[MESSAGE_STATES] = { "unread", "confirm",
	"hand", "aside", "repeat", "done", "not", "withdrawn" };

const char *
message_state_name(enum message_state s)
{
	return states[s];
}

bool
message_state_from(const char *name, enum message_state *s)
{
	size_t i;

	for (i = 0; i < LEN(states); i++)
		if (strcmp(states[i], name) == 0) {
			*s = (enum message_state)i;
			return true;
		}
	return false;
}

#define COLUMNS "m.id, m.size, m.received, coalesce(m.same, 0)," \
	" coalesce(m.at, 0), m.channel, m.mail_id, m.thread, m.why," \
	" coalesce(m.by, ''), m.deep, m.sealed IS NOT NULL, m.state," \
	" coalesce(m.reference, ''), EXISTS (SELECT 1 FROM message_sender s" \
	" WHERE s.message = m.id AND (s.name <> '' OR s.address <> ''))"

static bool
read_row(struct arena *a, struct stmt *q, struct message *m, struct err *e)
{
	*m = (struct message){ .id = col_int(q, 0), .size = col_int(q, 1),
	    .received = col_int(q, 2), .same = col_int(q, 3),
	    .at = col_int(q, 4), .channel = arena_str(a, col_text(q, 5)),
	    .mail_id = arena_str(a, col_text(q, 6)),
	    .thread = arena_str(a, col_text(q, 7)),
	    .why = arena_str(a, col_text(q, 8)),
	    .by = arena_str(a, col_text(q, 9)), .deep = col_int(q, 10) != 0,
	    .sealed = col_int(q, 11) != 0, .sender = col_int(q, 14) != 0,
	    .reading = "" };
	strncpy(m->reference, col_text(q, 13), REFERENCE_SIZE - 1);
	return message_state_from(col_text(q, 12), &m->state) || err_set(e,
	    ERR_DB, "message %lld is in no state that this earshot knows",
	    (long long)m->id);
}

bool
message_find(struct arena *a, struct cases *c, int64_t id, struct message *m,
    bool *found, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*found = false;
	if (!stmt_open(&c->db, &q, "SELECT " COLUMNS ", m.reading,"
	    " (SELECT count(*) FROM message r WHERE r.same = m.id AND r.state ="
	    " 'repeat'), (SELECT count(*) FROM message t WHERE m.thread <> ''"
	    " AND t.thread = m.thread) FROM message m WHERE m.id = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	if (stmt_row(&q)) {
		*found = read_row(a, &q, m, e);
		if (!*found)
			return false;
		m->reading = arena_str(a, col_text(&q, 15));
		m->repeats = col_int(&q, 16);
		m->thread_n = col_int(&q, 17);
	}
	return stmt_end(&q, e);
}

static bool
read_rows(struct arena *a, struct stmt *q, struct message **out, size_t *n,
    struct err *e)
{
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (stmt_row(q))
		if (!read_row(a, q, arena_push(a, *out, *n, cap), e))
			return false;
	return stmt_end(q, e);
}

bool
message_list(struct arena *a, struct cases *c, int state,
    int64_t after, size_t most, struct message **out, size_t *n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT " COLUMNS " FROM message m WHERE"
	    " m.id > ?1 AND (?2 = '' OR m.state = ?2) ORDER BY m.id LIMIT ?3",
	    e))
		return false;
	stmt_int(&q, 1, after);
	stmt_text(&q, 2, state < MESSAGE_STATES ? states[state] : "");
	stmt_int(&q, 3, (int64_t)most);
	return read_rows(a, &q, out, n, e);
}

bool
message_others(struct arena *a, struct cases *c, int64_t id,
    struct message **out, size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT " COLUMNS " FROM message m WHERE"
	    " m.id <> ?1 AND m.thread <> '' AND m.thread = (SELECT thread FROM"
	    " message WHERE id = ?1) ORDER BY m.received, m.id LIMIT 50", e))
		return false;
	stmt_int(&q, 1, id);
	return read_rows(a, &q, out, n, e);
}

bool
message_counts(struct cases *c, int64_t n[MESSAGE_STATES], struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	enum message_state s;

	memset(n, 0, MESSAGE_STATES * sizeof(*n));
	if (!stmt_open(&c->db, &q, "SELECT state, count(*) FROM message"
	    " GROUP BY state", e))
		return false;
	while (stmt_row(&q))
		if (message_state_from(col_text(&q, 0), &s))
			n[s] = col_int(&q, 1);
	return stmt_end(&q, e);
}

bool
message_decided(struct cases *c, const char *by, int64_t since, int64_t *n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT count(*) FROM message WHERE by = ?1"
	    " AND at >= ?2", e))
		return false;
	stmt_text(&q, 1, by);
	stmt_int(&q, 2, since);
	if (stmt_row(&q))
		*n = col_int(&q, 0);
	return stmt_end(&q, e);
}

bool
message_alike(struct arena *a, struct cases *c, const char *address,
    const char *mail_id, int64_t before, int64_t **ids, size_t *n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*ids = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT id FROM (SELECT message AS id FROM"
	    " message_sender WHERE address = lower(?1) AND ?1 <> '' UNION"
	    " SELECT id FROM message WHERE mail_id = ?2 AND mail_id <> '')"
	    " WHERE ?3 = 0 OR id < ?3 ORDER BY id DESC LIMIT 20", e))
		return false;
	stmt_text(&q, 1, address);
	stmt_text(&q, 2, mail_id);
	stmt_int(&q, 3, before);
	while (stmt_row(&q))
		*arena_push(a, *ids, *n, cap) = col_int(&q, 0);
	return stmt_end(&q, e);
}

/* The last 20 of them, summed up by their ids. */
#define AMONG(from)                                                            \
	"(SELECT coalesce(sum(o.id), 0) FROM (SELECT x.id FROM " from          \
	" ORDER BY x.id DESC LIMIT 20) x JOIN message o ON o.id = x.id"        \
	" WHERE o.state IN ('confirm', 'hand', 'done'))"

bool
message_suspects(struct arena *a, struct cases *c, int64_t after, size_t most,
    struct message_suspect **out, size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT id, among FROM (SELECT m.id AS id, "
	    AMONG("(SELECT t.message AS id FROM message_sender t WHERE "
	    "t.address = s.address AND t.address <> '' AND t.message < m.id) x")
	    " + " AMONG("message x WHERE x.mail_id = m.mail_id AND x.mail_id "
	    "<> '' AND x.id < m.id") " AS among FROM message m LEFT JOIN "
	    "message_sender s ON s.message = m.id WHERE m.id > ?1 AND m.state "
	    "= 'confirm' AND m.by IS NULL) WHERE among > 0 ORDER BY id LIMIT "
	    "?2", e))
		return false;
	stmt_int(&q, 1, after);
	stmt_int(&q, 2, (int64_t)most);
	while (stmt_row(&q))
		*arena_push(a, *out, *n, cap) = (struct message_suspect){
		    col_int(&q, 0), col_int(&q, 1) };
	return stmt_end(&q, e);
}

/* ---- who sent it ----------------------------------------------------------------------- */

static bool
read_sender(struct arena *a, struct cases *c, int64_t id, const char **name,
    const char **address, bool *found, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*name = *address = "";
	if (!stmt_open(&c->db, &q, "SELECT name, address FROM message_sender"
	    " WHERE message = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	*found = stmt_row(&q);
	if (*found) {
		*name = arena_str(a, col_text(&q, 0));
		*address = arena_str(a, col_text(&q, 1));
	}
	return stmt_end(&q, e);
}

bool
message_address(struct arena *a, struct cases *c, int64_t id,
    const char **address, struct err *e)
{
	const char *name;
	bool found;

	return read_sender(a, c, id, &name, address, &found, e);
}

struct looking { int64_t id; const char *by; };

static bool
note_look(struct cases *c, void *arg, struct err *e)
{
	const struct looking *p = arg;
	char detail[32];

	snprintf(detail, sizeof(detail), "message %lld", (long long)p->id);
	return audit_add(c, p->by, "looked who sent a message", 0, detail, e);
}

bool
message_sender(struct arena *a, struct cases *c, int64_t id, const char *by,
    const char **name, const char **address, bool *found, struct err *e)
{
	struct looking p = { id, by };

	return read_sender(a, c, id, name, address, found, e) &&
	    (!*found || cases_change(c, note_look, &p, e));
}
