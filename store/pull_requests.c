/* SPDX-License-Identifier: MIT
 *
 * pull_requests.c -- from sealed requests to tasks, and what they ask of the
 * responses that are here.
 *
 * First every new request becomes a task.  Then all tasks about a response are
 * looked at again, so that it does not matter whether the request or the
 * response was opened first, nor how often either is pulled.  All of it is in
 * the pull's one transaction.
 */
#include "store/pull.h"

#include <sqlite3.h>
#include <stdio.h>

/* Rows of a response that a proof speaks for: those with its token, and those
 * that were kept before tokens were. */
#define OF_TOKEN " WHERE reference = ?1 AND (token = ?2 OR token IS NULL)" \
	" AND withdrawn = 0"

bool
pull_requests_open(struct pull *p, struct cases *c, struct err *e)
{
	return stmt_open(&p->from->r, &p->asked, "SELECT q.id, e.id, e.name,"
	    " q.seq, q.token, q.day, q.rehearsal, q.sealed FROM request q"
	    " LEFT JOIN epoch e ON e.id = q.epoch ORDER BY q.id", e) &&
	    stmt_open(&c->db, &p->have_task,
	    "SELECT 1 FROM task WHERE epoch = ?1 AND seq = ?2", e) &&
	    stmt_open(&c->db, &p->task, "INSERT INTO task (epoch, seq, kind,"
	    " day, lang, rehearsal, reference, token, result, json)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', ?9)", e) &&
	    pull_settle_open(p, c, e);
}

bool
pull_settle_open(struct pull *p, struct cases *c, struct err *e)
{
	return stmt_open(&c->db, &p->about, "SELECT count(*),"
	    " count(*) FILTER (WHERE token = ?2) FROM response"
	    " WHERE reference = ?1", e) &&
	    stmt_open(&c->db, &p->result,
	    "UPDATE task SET result = ?2 WHERE id = ?1", e) &&
	    stmt_open(&c->db, &p->no_answers, "DELETE FROM answer WHERE"
	    " response IN (SELECT id FROM response" OF_TOKEN ")", e) &&
	    stmt_open(&c->db, &p->no_units, "DELETE FROM unit WHERE"
	    " response IN (SELECT id FROM response" OF_TOKEN ")", e) &&
	    stmt_open(&c->db, &p->withdraw, "UPDATE response SET withdrawn = 1,"
	    " counts = 0, json = '', flags = '', salt = NULL" OF_TOKEN, e) &&
	    stmt_open(&c->db, &p->stopped, "SELECT id, json FROM response"
	    OF_TOKEN " AND equality = 1 ORDER BY id", e) &&
	    stmt_open(&c->db, &p->stop, "UPDATE response SET equality = 0,"
	    " json = ?2 WHERE id = ?1", e) &&
	    stmt_open(&c->db, &p->blank, "UPDATE answer SET state = ?3,"
	    " value = NULL, write_in = NULL WHERE response = ?1 AND"
	    " field = ?2", e) &&
	    stmt_open(&c->db, &p->no_unit,
	    "DELETE FROM unit WHERE response = ?1 AND field = ?2", e);
}

void
pull_requests_close(struct pull *p)
{
	struct stmt *all[] = { &p->asked, &p->have_task, &p->task, &p->about,
	    &p->result, &p->withdraw, &p->no_answers, &p->no_units,
	    &p->stopped, &p->stop, &p->blank, &p->no_unit };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		stmt_close(all[i]);
}

/* ---- from requests to tasks ------------------------------------------------ */

static const char *const asks[REQUEST_KINDS] = {
	[REQUEST_WITHDRAW] = "asked to withdraw a response",
	[REQUEST_STOP_EQUALITY] = "asked to stop the use of equality answers",
	[REQUEST_OUTCOME] = "asked to be told the outcome",
	[REQUEST_PAPER] = "asked for paper or another format",
	[REQUEST_FEEDBACK] = "sent feedback",
};

static bool
open_request(struct pull *p, struct arena *a, struct buf *plain,
    struct store_request *r, struct err *why)
{
	struct buf ad CLEAN(buf_free) = { 0 };
	int64_t seq = col_int(&p->asked, 3);

	request_ad(col_blob(&p->asked, 2), seq, col_blob(&p->asked, 4),
	    col_text(&p->asked, 5), col_int(&p->asked, 6) != 0, &ad);
	return pull_unseal(p, seq, &ad, col_blob(&p->asked, 7), plain, why) &&
	    request_decode(a, (struct str){ buf_text(plain), plain->n }, r,
	    why);
}

static bool
keep_task(struct pull *p, struct cases *c, const struct store_request *r,
    const char *json, struct err *e)
{
	struct str epoch = col_blob(&p->asked, 2);
	bool about = r->reference[0] != '\0';
	uint8_t token[32];

	stmt_blob(&p->task, 1, epoch.p, epoch.n);
	stmt_int(&p->task, 2, col_int(&p->asked, 3));
	stmt_text(&p->task, 3, request_kind_name(r->kind));
	stmt_text(&p->task, 4, r->day);
	stmt_text(&p->task, 5, r->lang);
	stmt_int(&p->task, 6, r->rehearsal);
	stmt_text(&p->task, 7, about ? r->reference : NULL);
	if (about) {
		token_hash(r->proof, token);
		stmt_blob(&p->task, 8, token, sizeof(token));
	} else {
		stmt_null(&p->task, 8);
	}
	stmt_text(&p->task, 9, json);
	if (!stmt_do(&p->task, e))
		return false;
	p->out->asked[r->kind]++;
	return audit_add(c, r->rehearsal ? "a rehearsal" : "a respondent",
	    asks[r->kind], sqlite3_last_insert_rowid(c->db.h), r->reference,
	    e);
}

static bool
take_request(struct pull *p, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf plain CLEAN(pull_forget) = { 0 };
	struct store_request r;
	struct err why = { 0 };
	int64_t row = col_int(&p->asked, 0);

	if (!pull_epoch(p, col_int(&p->asked, 1), col_blob(&p->asked, 2), e))
		return false;
	if (open_request(p, &a, &plain, &r, &why))
		return keep_task(p, c, &r, buf_text(&plain), e);
	err_wrap(&why, "a request (row %lld)", (long long)row);
	pull_aside(p, row, &why);
	return true;
}

static bool
take_requests(struct pull *p, struct cases *c, struct err *e)
{
	struct str epoch;
	bool have;

	while (stmt_row(&p->asked)) {
		epoch = col_blob(&p->asked, 2);
		stmt_blob(&p->have_task, 1, epoch.p, epoch.n);
		stmt_int(&p->have_task, 2, col_int(&p->asked, 3));
		have = stmt_row(&p->have_task);
		if (!stmt_end(&p->have_task, e) ||
		    (!have && !take_request(p, c, e)))
			return false;
	}
	return stmt_end(&p->asked, e);
}

/* ---- carrying them out ----------------------------------------------------- */

struct task { int64_t id; const char *kind, *reference, *result;
	struct str token; };

static void
name_it(struct stmt *s, const struct task *t)
{
	stmt_text(s, 1, t->reference);
	stmt_blob(s, 2, t->token.p, t->token.n);
}

static bool
withdraw(struct pull *p, struct cases *c, const struct task *t, bool *did,
    struct err *e)
{
	name_it(&p->no_answers, t);
	name_it(&p->no_units, t);
	name_it(&p->withdraw, t);
	if (!stmt_do(&p->no_answers, e) || !stmt_do(&p->no_units, e) ||
	    !stmt_do(&p->withdraw, e))
		return false;
	*did = sqlite3_changes64(c->db.h) > 0;
	return true;
}

/* As it stands when somebody passes the equality questions over. */
static void
pass_over(struct forms_answers *as)
{
	size_t i;

	for (i = 0; i < as->form->n_fields; i++)
		if (as->form->fields[i].page->part == FORMS_PART_EQUALITY)
			as->v[i] = (struct forms_answer){
			    .state = FORMS_NOT_ASKED };
}

static bool
blank_rows(struct pull *p, int64_t id, const struct forms_answers *as,
    struct err *e)
{
	size_t i;

	for (i = 0; i < as->form->n_fields; i++) {
		const struct forms_field *f = &as->form->fields[i];

		if (f->page->part != FORMS_PART_EQUALITY)
			continue;
		stmt_int(&p->blank, 1, id);
		stmt_text(&p->blank, 2, f->id);
		stmt_text(&p->blank, 3, forms_state_name(as->v[i].state));
		stmt_int(&p->no_unit, 1, id);
		stmt_text(&p->no_unit, 2, f->id);
		if (!stmt_do(&p->blank, e) || !stmt_do(&p->no_unit, e))
			return false;
	}
	return true;
}

/* One response.  *read false: its definition is lost; nothing was done. */
static bool
stop_one(struct pull *p, struct cases *c, int64_t id, struct str json,
    bool *read, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(pull_forget) = { 0 };
	const struct forms_form *form = NULL;
	struct forms_answers as;
	struct store_meta m;
	struct err ignored;

	*read = store_decode_meta(json, &m, &ignored) &&
	    (form = p->form(p->arg, m.form, &ignored)) != NULL &&
	    store_decode(&a, json, form, &as, &m, &ignored);
	if (!*read)
		return true;
	pass_over(&as);
	store_encode(&as, &m, &out);
	stmt_int(&p->stop, 1, id);
	stmt_text(&p->stop, 2, buf_text(&out));
	return stmt_do(&p->stop, e) && blank_rows(p, id, &as, e) &&
	    bound_again(c, id, e);
}

static bool
stop_equality(struct pull *p, struct cases *c, const struct task *t,
    bool *did, bool *failed, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct todo { int64_t id; const char *json; } *v = NULL;
	size_t n = 0, cap = 0, i;
	bool read;

	name_it(&p->stopped, t);
	while (stmt_row(&p->stopped))
		*arena_push(&a, v, n, cap) = (struct todo){
		    col_int(&p->stopped, 0),
		    arena_str(&a, col_text(&p->stopped, 1)) };
	if (!stmt_end(&p->stopped, e))
		return false;
	for (i = 0; i < n; i++) {
		if (!stop_one(p, c, v[i].id, str_of(v[i].json), &read, e))
			return false;
		*did |= read;
		*failed |= !read;
	}
	return true;
}

static const char *
standing(struct pull *p, const struct task *t, struct err *e)
{
	const char *is = "absent";

	name_it(&p->about, t);
	if (stmt_row(&p->about) && col_int(&p->about, 0) > 0)
		is = col_int(&p->about, 1) > 0 ? "here" : "unproven";
	return stmt_end(&p->about, e) ? is : NULL;
}

/* What the log says of a new result, or of one more erasure. */
static const char *
said(const struct task *t, const char *is, bool did)
{
	if (did)
		return strcmp(t->kind, "withdraw") == 0 ?
		    "withdrew the response and erased its answers" :
		    "erased the equality answers of the response";
	if (strcmp(is, "unproven") == 0)
		return "set the request aside: it does not prove whose "
		    "response it is about";
	if (strcmp(is, "failed") == 0)
		return "could not erase: the response cannot be read";
	return strcmp(is, "absent") == 0 ?
	    "did nothing: the response was never opened here" :
	    "found the response";
}

/* Where something was erased, the line says of what, so that it is known to
 * be right. */
static bool
note(struct cases *c, const struct task *t, const char *what, bool did,
    struct err *e)
{
	bool gone = strcmp(t->kind, "withdraw") == 0;
	struct cases_line l = { .task = t->id, .who = "earshot",
	    .what = what, .detail = t->reference };
	char subject[BOUND_SUBJECT];
	struct bound_sum sum;

	if (!did)
		return audit_bind(c, &l, e);
	snprintf(subject, sizeof(subject), "%s %s", gone ? "withdrawn" :
	    "equality", t->reference);
	l.subject = subject;
	if (!gone && !bound_equality(c, t->reference, &sum, e))
		return false;
	if (!gone)
		l.digest = (struct str){ (const char *)sum.h, sizeof(sum.h) };
	return audit_bind(c, &l, e);
}

static bool
settle(struct pull *p, struct cases *c, const struct task *t, struct err *e)
{
	const char *is = standing(p, t, e);
	bool did = false, failed = false, here, changed;

	if (is == NULL)
		return false;
	here = strcmp(is, "here") == 0;
	if (here && strcmp(t->kind, "withdraw") == 0 &&
	    !withdraw(p, c, t, &did, e))
		return false;
	if (here && strcmp(t->kind, "stop-equality") == 0 &&
	    !stop_equality(p, c, t, &did, &failed, e))
		return false;
	if (failed)
		is = "failed";
	else if (!here && strcmp(t->result, "here") == 0)
		return true;	/* what was done stays done */
	changed = strcmp(is, t->result) != 0;
	p->out->erased += did;
	p->out->unproven += changed && strcmp(is, "unproven") == 0;
	if (!changed && !did)
		return true;
	stmt_int(&p->result, 1, t->id);
	stmt_text(&p->result, 2, is);
	return stmt_do(&p->result, e) && note(c, t, said(t, is, did), did, e);
}

bool
pull_settle(struct pull *p, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct task *v = NULL;
	size_t n = 0, cap = 0, i;

	if (!stmt_open(&c->db, &s, "SELECT id, kind, reference, result, token"
	    " FROM task WHERE reference IS NOT NULL ORDER BY id", e))
		return false;
	while (stmt_row(&s)) {
		struct str token = col_blob(&s, 4);

		*arena_push(&a, v, n, cap) = (struct task){ col_int(&s, 0),
		    arena_str(&a, col_text(&s, 1)),
		    arena_str(&a, col_text(&s, 2)),
		    arena_str(&a, col_text(&s, 3)),
		    { arena_strn(&a, token.p, token.n), token.n } };
	}
	if (!stmt_end(&s, e))
		return false;
	for (i = 0; i < n; i++)
		if (!settle(p, c, &v[i], e))
			return false;
	return true;
}

bool
pull_requests(struct pull *p, struct cases *c, struct err *e)
{
	return take_requests(p, c, e) && pull_settle(p, c, e);
}
