/* SPDX-License-Identifier: MIT
 *
 * messages_decide.c -- what staff decide about a message, and what that makes of
 * it.
 */
#include "store/intake.h"
#include "store/keep.h"
#include "store/messages_in.h"
#include "store/withdraw_in.h"

#include <sqlite3.h>
#include <stdio.h>

enum { REASON_MAX = 500 };

/* ---- whose turn it is --------------------------------------------------------------- */

struct turn { enum message_state state; int64_t after; const char *by;
	int64_t now, id; };

/* The first after the one before it; then those that were passed over. */
static bool
take_turn(struct cases *c, void *arg, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, u CLEAN(stmt_close) = { 0 };
	struct turn *t = arg;

	if (!stmt_open(&c->db, &q, "SELECT id FROM message WHERE state = ?1"
	    " AND (claimed IS NULL OR claimed = ?2 OR claim < ?3)"
	    " ORDER BY id <= ?4, id LIMIT 1", e) || !stmt_open(&c->db, &u,
	    "UPDATE message SET claimed = ?2, claim = ?3 WHERE id = ?1", e))
		return false;
	stmt_text(&q, 1, message_state_name(t->state));
	stmt_text(&q, 2, t->by);
	stmt_int(&q, 3, t->now);
	stmt_int(&q, 4, t->after);
	t->id = stmt_row(&q) ? col_int(&q, 0) : 0;
	if (!stmt_end(&q, e) || t->id == 0)
		return t->id == 0 && e->code == ERR_NONE;
	stmt_int(&u, 1, t->id);
	stmt_text(&u, 2, t->by);
	stmt_int(&u, 3, t->now + MESSAGE_CLAIM);
	return stmt_do(&u, e);
}

bool
message_next(struct cases *c, enum message_state state, int64_t after,
    const char *by, int64_t now, int64_t *id, struct err *e)
{
	struct turn t = { state, after, by, now, 0 };
	bool ok = cases_change(c, take_turn, &t, e);

	*id = ok ? t.id : 0;
	return ok;
}

/* ---- one step ------------------------------------------------------------------------- */

struct step {
	int64_t		 id, same, now;
	int		 seen;
	enum message_state to;
	const char	*why, *by;
	const struct forms_answers *answers;
	const struct store_meta *meta;
	char		 reference[REFERENCE_SIZE];
};

bool
message_decision(struct cases *c, int64_t id, uint8_t out[BOUND_DIGEST],
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	int i;

	if (!stmt_open(&c->db, &q, "SELECT id, hash, state, coalesce(same,"
	    " 0), coalesce(reference, ''), coalesce(by, ''), coalesce(at, 0)"
	    " FROM message WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	buf_lit(&b, "earshot decision 1\n");
	if (stmt_row(&q))
		for (i = 0; i < 7; i++) {
			struct str v = i == 1 ? col_blob(&q, i) :
			    str_of(col_text(&q, i));

			ad_text(&b, v.p, v.n);
		}
	seal_hash(out, NULL, 0, b.p, b.n);
	return stmt_end(&q, e);
}

static bool
note(struct cases *c, const struct step *p, const char *what,
    const char *detail, struct err *e)
{
	uint8_t digest[BOUND_DIGEST];
	char subject[BOUND_SUBJECT];
	struct buf b CLEAN(buf_free) = { 0 };

	snprintf(subject, sizeof(subject), "message %lld", (long long)p->id);
	buf_puts(&b, subject);
	if (*detail != '\0')
		buf_printf(&b, ": %s", detail);
	return message_decision(c, p->id, digest, e) && audit_bind(c,
	    &(struct cases_line){ .who = p->by, .what = what,
	    .detail = buf_text(&b), .subject = subject,
	    .digest = { (const char *)digest, sizeof(digest) } }, e);
}

static bool
mark(struct cases *c, const struct step *p, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "UPDATE message SET state = ?2, why = ?3,"
	    " same = nullif(?4, 0), reference = nullif(?5, ''), by = ?6,"
	    " at = ?7, claimed = NULL, claim = NULL WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, p->id);
	stmt_text(&q, 2, message_state_name(p->to));
	stmt_text(&q, 3, p->why);
	stmt_int(&q, 4, p->same);
	stmt_text(&q, 5, p->reference);
	stmt_text(&q, 6, p->by);
	stmt_int(&q, 7, p->now);
	return stmt_do(&q, e);
}

static bool
need(struct arena *a, struct cases *c, int64_t id, struct message *m,
    struct err *e)
{
	bool found;

	return message_find(a, c, id, m, &found, e) && (found || err_set(e,
	    ERR_INPUT, "there is no such message"));
}

/* Two people may have the same message before them. */
static bool
as_seen(const struct step *p, const struct message *m, struct err *e)
{
	return p->seen == MESSAGE_STATES || p->seen == (int)m->state ||
	    err_set(e, ERR_INPUT, "%s has decided about that message "
	    "meanwhile: nothing was saved", *m->by != '\0' ? m->by :
	    "somebody");
}

/* What was made of a message is as if it was taken back. */
static bool
take_back(struct cases *c, const char *reference, const char *by,
    struct err *e)
{
	return *reference == '\0' || response_erase(c, reference, by, "took "
	    "back the response that was made of a message", 0, e);
}

/* ---- it is a response ----------------------------------------------------------------- */

static bool
next_seq(struct cases *c, int64_t *seq, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*seq = 1;
	if (!stmt_open(&c->db, &q, "SELECT coalesce(max(seq), 0) + 1 FROM"
	    " response WHERE epoch = ?1", e))
		return false;
	stmt_blob(&q, 1, KEPT_CONFIRMED, SEAL_ID);
	if (stmt_row(&q))
		*seq = col_int(&q, 0);
	return stmt_end(&q, e);
}

static bool
keep_it(struct cases *c, struct step *p, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct keep k CLEAN(keep_close) = { 0 };
	struct buf json CLEAN(buf_free) = { 0 };
	const struct forms_form *form = p->answers->form;
	char subject[BOUND_SUBJECT];
	struct forms_answers as;
	struct keep_row r;
	int64_t id, seq;

	forms_answers_init(&as, &a, form);
	memcpy(as.v, p->answers->v, form->n_fields * sizeof(*as.v));
	forms_route(&as);
	store_encode(&as, p->meta, &json);
	if (!next_seq(c, &seq, e) || !keep_open(&k, &c->db, e) ||
	    !audit_next(c, &k.step, e))
		return false;
	reference_new(p->reference);
	r = (struct keep_row){ .epoch = { KEPT_CONFIRMED, SEAL_ID },
	    .seq = seq, .place = seq, .reference = p->reference,
	    .meta = p->meta, .json = buf_text(&json), .answers = &as };
	if (!keep_response(&k, &c->db, &r, &id, e))
		return false;
	snprintf(subject, sizeof(subject), "%s %lld", p->meta->rehearsal ?
	    "rehearsed" : "opened", (long long)k.step);
	return audit_bind(c, &(struct cases_line){ .who = p->by,
	    .what = "kept a response that was confirmed", .detail = "1",
	    .subject = subject, .digest = { (const char *)
	    k.sum[p->meta->rehearsal].h, BOUND_DIGEST } }, e);
}

static bool
confirm(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct step *p = arg;
	struct message m;

	if (!need(&a, c, p->id, &m, e))
		return false;
	if (m.state == MESSAGE_UNREAD)
		return err_set(e, ERR_INPUT, "what is attached to that message "
		    "was not opened yet: wait a minute");
	if (m.state == MESSAGE_DONE || m.state == MESSAGE_WITHDRAWN)
		return err_set(e, ERR_INPUT, m.state == MESSAGE_DONE ?
		    "%s confirmed that message already: nothing was saved "
		    "again" : "%s withdrew that message for its author", m.by);
	return as_seen(p, &m, e) && keep_it(c, p, e) && mark(c, p, e) &&
	    note(c, p, "confirmed a message", p->reference, e);
}

bool
message_confirm(struct cases *c, int64_t id, int seen,
    const struct forms_answers *as, const struct store_meta *meta,
    const char *by, int64_t now, struct err *e)
{
	struct step p = { .id = id, .seen = seen, .now = now, .to = MESSAGE_DONE, .why = "",
	    .by = by, .answers = as, .meta = meta };

	return cases_change(c, confirm, &p, e);
}

/* ---- elsewhere ------------------------------------------------------------------------- */

static const char *
moved(enum message_state to)
{
	switch (to) {
	case MESSAGE_HAND:
		return "put a message by, to be read by hand";
	case MESSAGE_NOT:
		return "found that a message is no response";
	case MESSAGE_REPEAT:
		return "found that a message repeats another";
	default:
		return "put a message back, to be confirmed";
	}
}

static bool
is_other(struct cases *c, const struct step *p, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct message m;

	if (p->same == p->id)
		return err_set(e, ERR_INPUT, "a message does not repeat "
		    "itself: give the number of the other one");
	if (!need(&a, c, p->same, &m, e))
		return false;
	return m.state != MESSAGE_REPEAT && m.state != MESSAGE_WITHDRAWN ? true :
	    err_set(e, ERR_INPUT, "message %lld is itself %s: give the number "
	    "of one that is not", (long long)p->same, m.state ==
	    MESSAGE_REPEAT ? "a repeat" : "withdrawn");
}

/* Its response would be erased, and nothing is here to make another of. */
static bool
says_something(const struct step *p, const struct message *m, struct err *e)
{
	return (p->to != MESSAGE_CONFIRM && p->to != MESSAGE_HAND) ||
	    m->sealed || *m->reading != '\0' || err_set(e, ERR_INPUT,
	    "what that message said is erased, as its time was over: it "
	    "stays as it is");
}

static bool
move(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct step *p = arg;
	struct message m;

	if (!need(&a, c, p->id, &m, e))
		return false;
	if (m.state == MESSAGE_WITHDRAWN)
		return err_set(e, ERR_INPUT, "that message was withdrawn by "
		    "its author");
	if (!as_seen(p, &m, e) || !says_something(p, &m, e) ||
	    (p->to == MESSAGE_REPEAT && !is_other(c, p, e)))
		return false;
	return take_back(c, m.reference, p->by, e) && mark(c, p, e) &&
	    note(c, p, moved(p->to), p->why, e);
}

bool
message_move(struct cases *c, int64_t id, int seen, enum message_state to,
    const char *why, int64_t same, const char *by, int64_t now, struct err *e)
{
	struct step p = { .id = id, .seen = seen, .same = to == MESSAGE_REPEAT ? same : 0,
	    .now = now, .to = to, .why = why, .by = by };

	if (to != MESSAGE_HAND && to != MESSAGE_NOT && to != MESSAGE_REPEAT &&
	    to != MESSAGE_CONFIRM)
		return err_set(e, ERR_INPUT, "a message cannot be moved there");
	if (strlen(why) > REASON_MAX || !utf8_valid(why, strlen(why), NULL))
		return err_set(e, ERR_LIMIT, "the reason is too long");
	return cases_change(c, move, &p, e);
}

/* ---- erased ----------------------------------------------------------------------------- */

static bool
forget(struct cases *c, int64_t id, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, m CLEAN(stmt_close) = { 0 },
	    p CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "DELETE FROM message_sender WHERE message ="
	    " ?1", e) || !stmt_open(&c->db, &m, "UPDATE message SET sealed ="
	    " NULL, reading = '', mail_id = '', thread = '' WHERE id = ?1",
	    e) || !stmt_open(&c->db, &p, "DELETE FROM message_place WHERE"
	    " message = ?1 AND " MESSAGE_FILE, e))
		return false;
	stmt_int(&s, 1, id);
	stmt_int(&m, 1, id);
	stmt_int(&p, 1, id);
	return stmt_do(&s, e) && stmt_do(&m, e) && stmt_do(&p, e);
}

static bool
withdraw_one(struct cases *c, struct step *p, const char *reference,
    struct err *e)
{
	return take_back(c, reference, p->by, e) &&
	    forget(c, p->id, e) && mark(c, p, e) && note(c, p, "withdrew a "
	    "message, by its author's wish, and erased what it said", p->why,
	    e);
}

/* What repeats it goes as well: it says the same. */
static bool
withdraw(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct step *p = arg, one = *p;
	struct message m;
	int64_t *ids = NULL;
	size_t n = 0, cap = 0, i;

	if (!need(&a, c, p->id, &m, e) || !stmt_open(&c->db, &q, "SELECT id "
	    "FROM message WHERE same = ?1 AND state IN ('repeat', 'unread') "
	    "ORDER BY id", e))
		return false;
	stmt_int(&q, 1, p->id);
	while (stmt_row(&q))
		*arena_push(&a, ids, n, cap) = col_int(&q, 0);
	if (!stmt_end(&q, e) || !withdraw_one(c, p, m.reference, e))
		return false;
	for (i = 0; i < n; i++) {
		one.id = ids[i];
		if (!withdraw_one(c, &one, "", e))
			return false;
	}
	return true;
}

bool
message_withdraw(struct cases *c, int64_t id, const char *reason,
    const char *by, int64_t now, struct err *e)
{
	struct step p = { .id = id, .now = now, .to = MESSAGE_WITHDRAWN,
	    .why = reason, .by = by };

	return audit_says(reason, REASON_MAX, "say in a few words how its "
	    "author asked for it, without names", e) &&
	    cases_change(c, withdraw, &p, e) && cases_scrub(c, e);
}

bool
message_gone(struct cases *c, int64_t id, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct step p = { .id = id, .now = now_seconds(),
	    .to = MESSAGE_WITHDRAWN, .why = "it was withdrawn after the copy "
	    "was made from which this was restored", .by = "earshot" };
	struct message m;

	return need(&a, c, id, &m, e) && withdraw_one(c, &p, m.reference, e);
}
