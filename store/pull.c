/* SPDX-License-Identifier: MIT
 *
 * pull.c -- from sealed rows to cases: opened with the analyst's key, spread
 * out into answers and texts.
 */
#include "store/pull.h"

#include <stdio.h>

static void
close_all(struct pull *p)
{
	struct stmt *all[] = { &p->rows, &p->root, &p->have, &p->known,
	    &p->amends };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		stmt_close(all[i]);
	keep_close(&p->keep);
	pull_requests_close(p);
	seal_reader_wipe(&p->reader);
}

static bool
open_rows(struct pull *p, struct err *e)
{
	return stmt_open(&p->from->r, &p->rows, "SELECT r.id, e.id, e.name,"
	    " r.seq, t.token, t.reference, r.form, r.channel, r.day,"
	    " r.rehearsal, r.sealed FROM response r"
	    " LEFT JOIN epoch e ON e.id = r.epoch"
	    " LEFT JOIN receipt t ON t.id = r.receipt ORDER BY r.id", e) &&
	    stmt_open(&p->from->r, &p->root,
	    "SELECT sealed FROM root WHERE epoch = ?1 ORDER BY recipient", e);
}

static bool
open_all(struct pull *p, struct cases *c, struct err *e)
{
	return open_rows(p, e) &&
	    stmt_open(&c->db, &p->have, "SELECT id, token IS NULL FROM response"
	    " WHERE epoch = ?1 AND seq = ?2", e) &&
	    stmt_open(&c->db, &p->known,
	    "UPDATE response SET token = ?2 WHERE id = ?1", e) &&
	    stmt_open(&c->db, &p->amends,
	    "SELECT count(*) FROM response WHERE reference = ?1", e) &&
	    keep_open(&p->keep, &c->db, e) &&
	    pull_requests_open(p, c, e);
}

/* ---- opening ------------------------------------------------------------- */

bool
pull_epoch(struct pull *p, int64_t id, struct str name, struct err *e)
{
	struct err ignored;
	struct str root;

	if (p->tried && name.n == SEAL_ID &&
	    memcmp(p->epoch, name.p, SEAL_ID) == 0)
		return true;
	p->open = p->tried = false;
	if (name.n != SEAL_ID)
		return true;
	stmt_int(&p->root, 1, id);
	while (!p->open && stmt_row(&p->root)) {
		root = col_blob(&p->root, 0);
		p->open = root.n == SEAL_ROOT && seal_open_root(&p->reader,
		    (const uint8_t *)root.p, p->key, &ignored);
	}
	memcpy(p->epoch, name.p, SEAL_ID);
	p->tried = true;
	p->opened |= p->open;
	return stmt_end(&p->root, e);
}

bool
pull_unseal(struct pull *p, int64_t seq, const struct buf *ad,
    struct str sealed, struct buf *plain, struct err *why)
{
	struct err ignored;

	if (!p->open) {
		p->unopened++;
		return err_set(why, ERR_KEY, "this key does not open it: it "
		    "was sealed for another key, or was changed");
	}
	return seal_open(&p->reader, (uint64_t)seq, ad->p, ad->n, sealed,
	    plain, &ignored) ||
	    err_set(why, ERR_KEY, "it was changed after it was sealed");
}

/* Opens the row; why says what is wrong with it. */
static bool
open_row(struct pull *p, struct buf *plain, struct err *why)
{
	struct buf ad CLEAN(buf_free) = { 0 };

	sealed_ad(&(struct sealed_row){ .epoch = col_blob(&p->rows, 2),
	    .seq = col_int(&p->rows, 3), .token = col_blob(&p->rows, 4),
	    .reference = col_text(&p->rows, 5), .form = col_text(&p->rows, 6),
	    .channel = col_text(&p->rows, 7), .day = col_text(&p->rows, 8),
	    .rehearsal = col_int(&p->rows, 9) != 0 }, &ad);
	return pull_unseal(p, col_int(&p->rows, 3), &ad,
	    col_blob(&p->rows, 10), plain, why);
}

void
pull_aside(struct pull *p, int64_t row, struct err *why)
{
	struct cases_pull *out = p->out;

	if (out->bad++ > 0)
		return;
	out->bad_row = row;
	memcpy(out->bad_why, why->msg, sizeof(out->bad_why));
}

/* "response 4821-… (row 20): it was changed …" */
static void
set_aside(struct pull *p, struct err *why)
{
	const char *reference = col_text(&p->rows, 5);
	int64_t row = col_int(&p->rows, 0);

	err_wrap(why, "response %s (row %lld)",
	    reference_valid(str_of(reference)) ? reference :
	    "without a reference", (long long)row);
	pull_aside(p, row, why);
}

/* ---- keeping ------------------------------------------------------------- */

static bool
keep_row(struct pull *p, struct cases *c, const struct forms_answers *as,
    const struct store_meta *m, const char *json, struct err *e)
{
	const struct keep_row r = { .epoch = col_blob(&p->rows, 2),
	    .seq = col_int(&p->rows, 3), .place = col_int(&p->rows, 0),
	    .reference = col_text(&p->rows, 5), .token = col_blob(&p->rows, 4),
	    .meta = m, .json = json, .answers = as };
	int64_t id;

	stmt_text(&p->amends, 1, r.reference);
	if (stmt_row(&p->amends) && col_int(&p->amends, 0) > 0)
		p->out->amended++;
	if (!stmt_end(&p->amends, e))
		return false;
	p->out->flagged += m->flags != 0;
	return keep_response(&p->keep, &c->db, &r, &id, e);
}

void
pull_forget(struct buf *b)
{
	if (b->p != NULL)
		seal_wipe(b->p, b->cap);
	buf_free(b);
}

/* What is in an opened row; why says what is wrong with it. */
static bool
read_row(struct pull *p, struct arena *a, struct str json,
    struct forms_answers *as, struct store_meta *m, struct err *why)
{
	const struct forms_form *form;

	if (!store_decode_meta(json, m, why))
		return false;
	form = p->form(p->arg, m->form, why);
	return form != NULL && store_decode(a, json, form, as, m, why);
}

static bool
take_row(struct pull *p, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf plain CLEAN(pull_forget) = { 0 };
	struct forms_answers as;
	struct store_meta m;
	struct str json;
	struct err why = { 0 };

	if (!pull_epoch(p, col_int(&p->rows, 1), col_blob(&p->rows, 2), e))
		return false;
	if (!open_row(p, &plain, &why)) {
		set_aside(p, &why);
		return true;
	}
	json = (struct str){ buf_text(&plain), plain.n };
	if (!read_row(p, &a, json, &as, &m, &why)) {
		set_aside(p, &why);
		return true;
	}
	if (!keep_row(p, c, &as, &m, json.p, e))
		return false;
	p->out->added++;
	return true;
}

/* A row that an earshot before kept without its token: the token is bound to
 * the sealed bytes, so it is true when they open. */
static bool
learn_token(struct pull *p, int64_t id, struct err *e)
{
	struct buf plain CLEAN(pull_forget) = { 0 };
	struct str token = col_blob(&p->rows, 4);
	struct err ignored;

	if (!pull_epoch(p, col_int(&p->rows, 1), col_blob(&p->rows, 2), e))
		return false;
	if (!p->open || !open_row(p, &plain, &ignored))
		return true;
	stmt_int(&p->known, 1, id);
	stmt_blob(&p->known, 2, token.p, token.n);
	return stmt_do(&p->known, e);
}

static bool
take_responses(struct pull *p, struct cases *c, struct err *e)
{
	struct str epoch;
	bool have, unknown;
	int64_t id;

	while (stmt_row(&p->rows)) {
		p->out->seen++;
		epoch = col_blob(&p->rows, 2);
		stmt_blob(&p->have, 1, epoch.p, epoch.n);
		stmt_int(&p->have, 2, col_int(&p->rows, 3));
		have = stmt_row(&p->have);
		id = have ? col_int(&p->have, 0) : 0;
		unknown = have && col_int(&p->have, 1) != 0;
		if (!stmt_end(&p->have, e))
			return false;
		p->out->already += have;
		if (unknown ? !learn_token(p, id, e) :
		    !have && !take_row(p, c, e))
			return false;
	}
	return stmt_end(&p->rows, e);
}

/* One line for all that one pull kept, so that it stays quick. */
static bool
bind_opened(struct pull *p, struct cases *c, bool rehearsal, struct err *e)
{
	const struct bound_sum *sum = &p->keep.sum[rehearsal];
	char subject[BOUND_SUBJECT], detail[32];

	if (sum->n == 0)
		return true;
	snprintf(subject, sizeof(subject), "%s %lld", rehearsal ? "rehearsed" :
	    "opened", (long long)p->keep.step);
	snprintf(detail, sizeof(detail), "%lld", (long long)sum->n);
	return audit_bind(c, &(struct cases_line){ .who = "earshot",
	    .what = rehearsal ? "opened responses of rehearsals" :
	    "opened responses", .detail = detail, .subject = subject,
	    .digest = { (const char *)sum->h, sizeof(sum->h) } }, e);
}

static bool
take_all(struct cases *c, void *arg, struct err *e)
{
	struct pull *p = arg;

	if (!audit_next(c, &p->keep.step, e) || !take_responses(p, c, e) ||
	    !bind_opened(p, c, false, e) || !bind_opened(p, c, true, e) ||
	    !pull_requests(p, c, e))
		return false;
	if (p->unopened > 0 && !p->opened)
		return err_set(e, ERR_KEY, "%s: %s. Nothing was taken over",
		    p->from->r.path, p->out->bad_why);
	return true;
}

bool
cases_pull(struct cases *c, struct intake *from, const struct seal_secret *key,
    const struct forms_form *(*form)(void *, const char *, struct err *),
    void *arg, struct cases_pull *out, struct err *e)
{
	struct pull p CLEAN(close_all) = { .from = from, .key = key,
	    .form = form, .arg = arg, .out = out };
	bool ok;

	*out = (struct cases_pull){ 0 };
	pthread_mutex_lock(&from->reading);
	ok = open_all(&p, c, e) && cases_change(c, take_all, &p, e);
	/* nothing of a pull that failed was kept */
	if (!ok) {
		out->added = out->amended = out->erased = out->unproven = 0;
		out->flagged = 0;
		memset(out->asked, 0, sizeof(out->asked));
	}
	close_all(&p);
	ok = ok && cases_scrub(c, e);
	pthread_mutex_unlock(&from->reading);
	return ok;
}
