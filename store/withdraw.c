/* SPDX-License-Identifier: MIT
 *
 * withdraw.c -- a response that its author wants back, by its reference.
 *
 * Sheets and messages know how they are withdrawn.  What came sealed, or from
 * another survey tool, has a token: a task like the one that an author's own
 * request makes is kept with it, done.  So each pull and each copy that is
 * restored heeds it, and an import knows the response as one that stays away.
 */
#include "store/keep.h"
#include "store/messages_in.h"
#include "store/withdraw_in.h"

#include <sqlite3.h>
#include <stdio.h>

/* The epoch of these tasks: nobody sealed them. */
static const char by_staff[] = "asked by a staff";
_Static_assert(sizeof(by_staff) - 1 == SEAL_ID, "an epoch's name");
enum { REASON_MAX = 500 };

/* ---- what it said --------------------------------------------------------------- */

static bool
erase_one(
    struct cases *c, const char *sql_of, const char *reference, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	bool ok;

	if (strcmp(sql_of, "unit") == 0)
		ok = stmt_open(&c->db, &q,
		    "DELETE FROM unit WHERE response IN"
		    " (SELECT id FROM response WHERE reference = ?1)",
		    e);
	else if (strcmp(sql_of, "answer") == 0)
		ok = stmt_open(&c->db, &q,
		    "DELETE FROM answer WHERE response"
		    " IN (SELECT id FROM response WHERE reference = ?1)",
		    e);
	else
		ok = stmt_open(&c->db, &q,
		    "UPDATE response SET withdrawn = 1,"
		    " counts = 0, json = '', flags = '', salt = NULL WHERE"
		    " reference = ?1",
		    e);
	if (!ok)
		return false;
	stmt_text(&q, 1, reference);
	return stmt_do(&q, e);
}

bool
response_erase(struct cases *c, const char *reference, const char *by,
    const char *what, int64_t task, struct err *e)
{
	char subject[BOUND_SUBJECT];

	snprintf(subject, sizeof(subject), "withdrawn %s", reference);
	return erase_one(c, "unit", reference, e) &&
	    erase_one(c, "answer", reference, e) &&
	    erase_one(c, "response", reference, e) &&
	    audit_bind(c,
		&(struct cases_line){ .task = task,
		    .who = by,
		    .what = what,
		    .detail = reference,
		    .subject = subject },
		e);
}

/* ---- which one ------------------------------------------------------------------ */

/* The newest row says how it came; all of them are withdrawn, or none. */
static bool
find_response(struct cases *c, const char *reference, struct response_known *r,
    bool *found, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q,
		"SELECT channel, day, rehearsal, withdrawn,"
		" epoch = ?2 FROM response WHERE reference = ?1 ORDER BY place"
		" DESC, id DESC LIMIT 1",
		e))
		return false;
	stmt_text(&q, 1, reference);
	stmt_blob(&q, 2, KEPT_BROUGHT, SEAL_ID);
	*found = stmt_row(&q);
	if (*found) {
		snprintf(r->channel, sizeof(r->channel), "%s", col_text(&q, 0));
		snprintf(r->day, sizeof(r->day), "%s", col_text(&q, 1));
		r->rehearsal = col_int(&q, 2) != 0;
		r->withdrawn = col_int(&q, 3) != 0;
		r->way =
		    col_int(&q, 4) != 0 ? RESPONSE_ELSEWHERE : RESPONSE_SITE;
	}
	return stmt_end(&q, e);
}

/* A sheet that is void has no response that counts, and its author may still
 * want it back. */
static bool
find_sheet(struct cases *c, const char *reference, struct response_known *r,
    bool *found, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q,
		"SELECT id, gone IS NOT NULL FROM sheet"
		" WHERE reference = ?1",
		e))
		return false;
	stmt_text(&q, 1, reference);
	if (stmt_row(&q)) {
		*found = true;
		r->way = RESPONSE_SHEET;
		r->id = col_int(&q, 0);
		r->withdrawn = col_int(&q, 1) != 0;
	}
	return stmt_end(&q, e);
}

static bool
find_message(struct cases *c, const char *reference, struct response_known *r,
    bool *found, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q,
		"SELECT id FROM message WHERE reference ="
		" ?1",
		e))
		return false;
	stmt_text(&q, 1, reference);
	if (stmt_row(&q)) {
		*found = true;
		r->way = RESPONSE_MESSAGE;
		r->id = col_int(&q, 0);
	}
	return stmt_end(&q, e);
}

/* A message forgets the response that was made of it and taken back: the log has
 * the line that says of which message it was. */
static bool
find_confirmed(struct cases *c, const char *reference, struct response_known *r,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q,
		"SELECT m.id, m.state = 'withdrawn', coalesce(m.reference, '')"
		" FROM audit a JOIN message m ON a.subject = 'message ' || m.id"
		" WHERE a.subject GLOB 'message *' AND a.detail = a.subject ||"
		" ': ' || ?1 AND EXISTS (SELECT 1 FROM response WHERE reference"
		" = ?1 AND epoch = ?2) ORDER BY a.id LIMIT 1",
		e))
		return false;
	stmt_text(&q, 1, reference);
	stmt_blob(&q, 2, KEPT_CONFIRMED, SEAL_ID);
	if (stmt_row(&q)) {
		r->way = RESPONSE_MESSAGE;
		r->id = col_int(&q, 0);
		r->taken_back = r->withdrawn && col_int(&q, 1) == 0;
		r->withdrawn = r->withdrawn && !r->taken_back;
		snprintf(r->now, sizeof(r->now), "%s", col_text(&q, 2));
	}
	return stmt_end(&q, e);
}

bool
response_find(struct cases *c, const char *reference, struct response_known *r,
    bool *found, struct err *e)
{
	*r = (struct response_known){ 0 };
	*found = false;
	return find_response(c, reference, r, found, e) &&
	    find_sheet(c, reference, r, found, e) &&
	    find_message(c, reference, r, found, e) &&
	    (!r->withdrawn || find_confirmed(c, reference, r, e));
}

/* ---- withdrawn ------------------------------------------------------------------ */

struct taking {
	const char *reference, *reason, *by;
	const struct response_known *known;
};

/* *task 0: it was kept before tokens were, and has none. */
static bool
add_task(struct cases *c, const struct taking *t, int64_t *task, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	char day[11];

	*task = 0;
	if (!stmt_open(&c->db, &q,
		"INSERT INTO task (epoch, seq, kind, day,"
		" lang, rehearsal, reference, token, result, json, done) SELECT"
		" ?1, (SELECT coalesce(max(seq), 0) + 1 FROM task WHERE epoch ="
		" ?1), 'withdraw', ?2, 'en', ?3, ?4, token, 'here', '', ?5 FROM"
		" response WHERE reference = ?4 AND length(token) = 32 ORDER BY"
		" place DESC LIMIT 1",
		e))
		return false;
	date_text(uk_date(now_seconds()), day);
	stmt_blob(&q, 1, by_staff, SEAL_ID);
	stmt_text(&q, 2, day);
	stmt_int(&q, 3, t->known->rehearsal);
	stmt_text(&q, 4, t->reference);
	stmt_int(&q, 5, now_seconds());
	if (!stmt_do(&q, e))
		return false;
	if (sqlite3_changes64(c->db.h) > 0)
		*task = sqlite3_last_insert_rowid(c->db.h);
	return true;
}

static bool
take(struct cases *c, void *arg, struct err *e)
{
	const struct taking *t = arg;
	int64_t task;

	return add_task(c, t, &task, e) &&
	    response_erase(c, t->reference, t->by,
		"withdrew a response, by its author's wish, and erased its "
		"answers",
		task, e) &&
	    (task != 0 ? audit_add(c, t->by, "done", task, t->reason, e)
		       : audit_add(c, t->by, "said why it was withdrawn", 0,
			     t->reason, e));
}

bool
response_withdraw(struct cases *c, const char *reference, const char *reason,
    const char *by, int64_t now, struct err *e)
{
	struct response_known r;
	struct taking t = { reference, reason, by, &r };
	bool found;

	if (!audit_says(by, AUDIT_BY_MAX, "say who does it", e) ||
	    !audit_says(reason, REASON_MAX,
		"say in a few words how its "
		"author asked for it, without names",
		e) ||
	    !response_find(c, reference, &r, &found, e))
		return false;
	if (!found)
		return err_set(
		    e, ERR_INPUT, "there is no response %s here", reference);
	if (r.withdrawn)
		return err_set(e, ERR_INPUT,
		    "response %s was withdrawn "
		    "before: nothing of it is here",
		    reference);
	if (r.taken_back)
		return err_set(e, ERR_INPUT,
		    "response %s was taken back, and message %lld, of which it "
		    "was made, is still here. %s%s%s",
		    reference, (long long)r.id,
		    r.now[0] != '\0' ? "It is response " : "Open that message "
		    "at the desk, and erase it there",
		    r.now, r.now[0] != '\0' ? " now: withdraw that one" : "");
	if (r.way == RESPONSE_SHEET)
		return sheet_withdraw(c, r.id, reason, by, e);
	if (r.way == RESPONSE_MESSAGE)
		return message_withdraw(c, r.id, reason, by, now, e);
	return cases_change(c, take, &t, e) && cases_scrub(c, e);
}
