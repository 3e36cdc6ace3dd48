/* SPDX-License-Identifier: MIT
 *
 * messages_keep.c -- messages, sealed as they came, each once.
 *
 * What is kept together shares an epoch: its root is sealed to two recipients
 * once.
 */
#include "store/intake.h"
#include "store/messages_in.h"

#include <sqlite3.h>
#include <stdio.h>

/* Those of earlier days are padded up to twice their length. */
enum { SEALED_MAX = 2 * MESSAGE_MAX + (1 << 20) };

void
message_ad(int64_t size, const void *hash, struct buf *out)
{
	buf_lit(out, "earshot message 1\n");
	buf_printf(out, "%lld.", (long long)size);
	buf_put(out, hash, 32);
}

void
message_digest(const void *hash, struct str epoch, int64_t seq,
    struct str sealed, uint8_t out[BOUND_DIGEST])
{
	struct seal_sum s;

	seal_sum_start(&s);
	seal_sum_add(&s, hash, 32);
	seal_sum_add(&s, epoch.p, epoch.n);
	seal_sum_add(&s, &seq, sizeof(seq));
	seal_sum_add(&s, sealed.p, sealed.n);
	seal_sum_end(&s, out);
}

void
messages_seal_begin(struct messages_seal *s,
    const struct seal_public to[SEAL_RECIPIENTS])
{
	s->seq = 0;
	seal_begin(&s->ratchet, to, SEAL_RECIPIENTS, s->roots);
}

void
messages_seal_end(struct messages_seal *s)
{
	seal_wipe(s->ratchet.key, sizeof(s->ratchet.key));
}

bool
message_seal(struct messages_seal *s, struct message_new *m, struct err *e)
{
	struct buf ad CLEAN(buf_free) = { 0 };

	seal_hash(m->hash, NULL, 0, m->raw.p, m->raw.n);
	message_ad((int64_t)m->raw.n, m->hash, &ad);
	m->seq = s->seq++;
	m->sealed = (struct buf){ .max = SEALED_MAX };
	seal_next_sized(&s->ratchet, ad.p, ad.n, m->raw.p, m->raw.n,
	    &m->sealed);
	if (!buf_ok(&m->sealed))
		return err_set(e, ERR_LIMIT, "a message of %.1f MB is too "
		    "long", (double)m->raw.n / 1e6);
	message_digest(m->hash, (struct str){ (const char *)s->ratchet.id,
	    SEAL_ID }, m->seq, (struct str){ m->sealed.p, m->sealed.n },
	    m->digest);
	return true;
}

struct keeping {
	const struct messages_seal *seal;
	struct message_new *v;
	size_t		 n;
	const char	*by;
	int64_t		 epoch, step;
	struct bound_sum sum;
	struct stmt	 have, put, place, sender;
};

static void
keeping_close(struct keeping *k)
{
	stmt_close(&k->have);
	stmt_close(&k->put);
	stmt_close(&k->place);
	stmt_close(&k->sender);
}

static bool
keeping_open(struct keeping *k, struct cases *c, struct err *e)
{
	return stmt_open(&c->db, &k->have, "SELECT id FROM message WHERE"
	    " hash = ?1", e) && stmt_open(&c->db, &k->put, "INSERT INTO"
	    " message (hash, size, epoch, seq, sealed, digest, step, channel,"
	    " received, mail_id, thread, reading, deep, state, why, same)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
	    " ?14, ?15, nullif(?16, 0))", e) && stmt_open(&c->db, &k->place,
	    "INSERT OR IGNORE INTO message_place (source, place, message)"
	    " SELECT source, place, message FROM (SELECT ?1 AS source, ?2 AS"
	    " place, ?3 AS message) WHERE NOT (" MESSAGE_FILE ") OR EXISTS"
	    " (SELECT 1 FROM message_sender s WHERE s.message = ?3)", e) && stmt_open(&c->db, &k->sender,
	    "INSERT INTO message_sender (message, name, address)"
	    " VALUES (?1, ?2, lower(?3))", e) && audit_next(c, &k->step, e);
}

static bool
begin_epoch(struct keeping *k, struct cases *c, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "INSERT INTO message_epoch (epoch, analyst,"
	    " recovery) VALUES (?1, ?2, ?3)", e))
		return false;
	stmt_blob(&q, 1, k->seal->ratchet.id, SEAL_ID);
	stmt_blob(&q, 2, k->seal->roots[0], SEAL_ROOT);
	stmt_blob(&q, 3, k->seal->roots[1], SEAL_ROOT);
	if (!stmt_do(&q, e))
		return false;
	k->epoch = sqlite3_last_insert_rowid(c->db.h);
	return true;
}

static bool
put_message(struct keeping *k, struct cases *c, struct message_new *m,
    struct err *e)
{
	stmt_blob(&k->put, 1, m->hash, sizeof(m->hash));
	stmt_int(&k->put, 2, (int64_t)m->raw.n);
	stmt_int(&k->put, 3, k->epoch);
	stmt_int(&k->put, 4, m->seq);
	stmt_blob_held(&k->put, 5, m->sealed.p, m->sealed.n);
	stmt_blob(&k->put, 6, m->digest, sizeof(m->digest));
	stmt_int(&k->put, 7, k->step);
	stmt_text(&k->put, 8, m->channel);
	stmt_int(&k->put, 9, m->received);
	stmt_text(&k->put, 10, m->mail_id);
	stmt_text(&k->put, 11, m->thread);
	stmt_text(&k->put, 12, m->read.reading.p);
	stmt_int(&k->put, 13, m->read.deep);
	stmt_text(&k->put, 14, message_state_name(m->read.state));
	stmt_text(&k->put, 15, m->read.why);
	stmt_int(&k->put, 16, m->read.same);
	if (!stmt_do(&k->put, e))
		return false;
	stmt_null(&k->put, 5);		/* it goes */
	m->id = sqlite3_last_insert_rowid(c->db.h);
	bound_add(&k->sum, m->digest);
	stmt_int(&k->sender, 1, m->id);
	stmt_text(&k->sender, 2, m->name);
	stmt_text(&k->sender, 3, m->address);
	return stmt_do(&k->sender, e);
}

static bool
keep_one(struct keeping *k, struct cases *c, struct message_new *m,
    struct err *e)
{
	stmt_blob(&k->have, 1, m->hash, sizeof(m->hash));
	m->already = stmt_row(&k->have);
	m->id = m->already ? col_int(&k->have, 0) : 0;
	if (!stmt_end(&k->have, e) || (!m->already &&
	    ((k->epoch == 0 && !begin_epoch(k, c, e)) ||
	    !put_message(k, c, m, e))))
		return false;
	stmt_text(&k->place, 1, m->source);
	stmt_text(&k->place, 2, m->place);
	stmt_int(&k->place, 3, m->id);
	return stmt_do(&k->place, e);
}

static bool
keep_all(struct cases *c, void *arg, struct err *e)
{
	struct keeping *k = arg;
	char subject[BOUND_SUBJECT], detail[32];
	size_t i;

	if (!keeping_open(k, c, e))
		return false;
	for (i = 0; i < k->n; i++)
		if (!keep_one(k, c, &k->v[i], e))
			return false;
	if (k->sum.n == 0)
		return true;
	snprintf(subject, sizeof(subject), "messages %lld", (long long)k->step);
	snprintf(detail, sizeof(detail), "%lld", (long long)k->sum.n);
	return audit_bind(c, &(struct cases_line){ .who = k->by,
	    .what = "took in messages", .detail = detail, .subject = subject,
	    .digest = { (const char *)k->sum.h, sizeof(k->sum.h) } }, e);
}

bool
messages_keep(struct cases *c, const struct messages_seal *s,
    struct message_new *v, size_t n, const char *by, struct err *e)
{
	struct keeping k CLEAN(keeping_close) = { .seal = s, .v = v, .n = n,
	    .by = by };

	return n == 0 || cases_change(c, keep_all, &k, e);
}

bool
messages_had(struct cases *c, const char *source, const char *place,
    bool *had, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "SELECT 1 FROM message_place WHERE source ="
	    " ?1 AND place = ?2", e))
		return false;
	stmt_text(&q, 1, source);
	stmt_text(&q, 2, place);
	*had = stmt_row(&q);
	return stmt_end(&q, e);
}

struct reading { const int64_t *ids; const struct message_read *v; size_t n; };

static bool
were_read(struct cases *c, void *arg, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	const struct reading *p = arg;
	size_t i;

	if (!stmt_open(&c->db, &q, "UPDATE message SET reading = iif(EXISTS"
	    " (SELECT 1 FROM message_sender WHERE message = ?1), ?2, "
	    MESSAGE_UNNAMED("?2") "), deep = ?3,"
	    " state = iif(by IS NULL, ?4, state), why = iif(by IS NULL, ?5,"
	    " why), same = iif(by IS NULL, nullif(?6, 0), same) WHERE id = ?1"
	    " AND sealed IS NOT NULL", e))
		return false;
	for (i = 0; i < p->n; i++) {
		stmt_int(&q, 1, p->ids[i]);
		stmt_text(&q, 2, p->v[i].reading.p);
		stmt_int(&q, 3, p->v[i].deep);
		stmt_text(&q, 4, message_state_name(p->v[i].state));
		stmt_text(&q, 5, p->v[i].why);
		stmt_int(&q, 6, p->v[i].same);
		if (!stmt_do(&q, e))
			return false;
	}
	return true;
}

bool
messages_were_read(struct cases *c, const int64_t *ids,
    const struct message_read *v, size_t n, struct err *e)
{
	struct reading p = { ids, v, n };

	return n == 0 || cases_change(c, were_read, &p, e);
}

struct linking { int64_t id, same; const char *why; };

static bool
repeats(struct cases *c, void *arg, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	const struct linking *p = arg;

	if (!stmt_open(&c->db, &q, "UPDATE message SET state = 'repeat', why ="
	    " ?3, same = ?2 WHERE id = ?1 AND id <> ?2 AND by IS NULL AND"
	    " sealed IS NOT NULL", e))
		return false;
	stmt_int(&q, 1, p->id);
	stmt_int(&q, 2, p->same);
	stmt_text(&q, 3, p->why);
	return stmt_do(&q, e);
}

bool
message_repeats(struct cases *c, int64_t id, int64_t same, const char *why,
    struct err *e)
{
	struct linking p = { id, same, why };

	return cases_change(c, repeats, &p, e);
}

/* ---- what came ------------------------------------------------------------------------ */

static bool
open_root(struct stmt *q, struct seal_reader *r, const struct seal_secret *key,
    struct err *e)
{
	int i;

	for (i = 4; i <= 5; i++) {
		struct str root = col_blob(q, i);

		*e = (struct err){ 0 };
		if (root.n == SEAL_ROOT && seal_open_root(r,
		    (const uint8_t *)root.p, key, e))
			return true;
	}
	return err_set(e, ERR_KEY, "this key does not open the message");
}

static bool
open_row(struct stmt *q, const struct seal_secret *key, struct buf *plain,
    struct err *e)
{
	struct buf ad CLEAN(buf_free) = { 0 };
	struct str hash = col_blob(q, 0);
	struct seal_reader r;
	uint8_t is[32];
	bool ok;

	if (col_null(q, 3))
		return err_set(e, ERR_INPUT, "the message itself is erased");
	if (!open_root(q, &r, key, e))
		return false;
	message_ad(col_int(q, 1), hash.p, &ad);
	ok = seal_open(&r, (uint64_t)col_int(q, 2), ad.p, ad.n,
	    col_blob(q, 3), plain, e);
	seal_reader_wipe(&r);
	if (!ok)
		return err_set(e, ERR_DB, "the message was changed after it "
		    "was sealed");
	seal_hash(is, NULL, 0, plain->p, plain->n);
	return buf_ok(plain) && memcmp(is, hash.p, sizeof(is)) == 0 ? true :
	    err_set(e, ERR_DB, "the message is not what came");
}

bool
message_open(struct cases *c, int64_t id, const struct seal_secret *key,
    struct buf *raw, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	buf_clear(raw);
	raw->max = SEALED_MAX;
	if (!stmt_open(&c->db, &q, "SELECT m.hash, m.size, m.seq, m.sealed,"
	    " p.analyst, p.recovery FROM message m JOIN message_epoch p ON"
	    " p.id = m.epoch WHERE m.id = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	if (!stmt_row(&q))
		return stmt_end(&q, e) && err_set(e, ERR_INPUT, "there is no "
		    "message %lld", (long long)id);
	return open_row(&q, key, raw, e) && stmt_end(&q, e);
}
