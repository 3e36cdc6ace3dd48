/* SPDX-License-Identifier: MIT
 *
 * asked.c -- what tests of requests share: somebody answers, then asks.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/asked.h"

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	if (arg != NULL && strcmp(hash, answers_form()->hash) == 0)
		return answers_form();
	err_set(e, ERR_INPUT, "no version %.12s", hash);
	return NULL;
}

void
asked_form(void)
{
	struct forms_page *p = (struct forms_page *)(uintptr_t)
	    answers_form()->fields[CAPACITY].page;

	p->part = FORMS_PART_EQUALITY;
}

void
asked_answer(struct intake *it, uint64_t n, const char *why,
    struct asked *who)
{
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };

	place_response(&p, n, why);
	memcpy(who->token, p.r.token, TOKEN_SIZE);
	ck_assert_msg(intake_add(it, &p.r, who->reference, &outcome, &e), "%s",
	    e.msg);
	place_response_free(&p);
}

void
asked_init(struct intake_request *q, enum request_kind kind,
    const struct asked *who)
{
	uint8_t h[32];

	*q = (struct intake_request){ .r = { .kind = kind,
	    .day = "2024-06-05", .lang = "gu" } };
	seal_random(q->token, TOKEN_SIZE);
	if (who == NULL)
		return;
	seal_hash(h, who->token, TOKEN_SIZE, request_kind_name(kind),
	    strlen(request_kind_name(kind)));
	memcpy(q->token, h, TOKEN_SIZE);
	memcpy(q->r.proof, who->token, TOKEN_SIZE);
	memcpy(q->r.reference, who->reference, REFERENCE_SIZE);
}

enum intake_outcome
asked_send(struct intake *it, const struct intake_request *q)
{
	enum intake_outcome outcome;
	struct err e = { 0 };

	ck_assert_msg(intake_request(it, q, &outcome, &e), "%s", e.msg);
	return outcome;
}

void
asked_for(struct intake *it, enum request_kind kind, const struct asked *who)
{
	struct intake_request q;

	asked_init(&q, kind, who);
	ck_assert_int_eq(asked_send(it, &q), INTAKE_NEW);
}

struct cases *
asked_cases(struct place *at, enum db_mode mode)
{
	struct cases *c;
	struct err e = { 0 };

	ck_assert_msg(cases_open(&c, at->cases, mode, &e), "%s", e.msg);
	return c;
}

struct cases_pull
asked_pull(struct place *at, struct cases *c)
{
	struct intake *it = place_intake(at, DB_READ);
	struct cases_pull got;
	struct err e = { 0 };

	ck_assert_msg(cases_pull(c, it, &at->analyst, form_of, at, &got, &e),
	    "%s", e.msg);
	intake_close(it);
	return got;
}

struct cases_pull
asked_pull_lost(struct place *at, struct cases *c)
{
	struct intake *it = place_intake(at, DB_READ);
	struct cases_pull got;
	struct err e = { 0 };

	ck_assert_msg(cases_pull(c, it, &at->analyst, form_of, NULL, &got,
	    &e), "%s", e.msg);
	intake_close(it);
	return got;
}

int64_t
asked_number(struct cases *c, const char *sql)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };

	ck_assert_msg(stmt_open_(&c->db, &s, sql, &e), "%s", e.msg);
	ck_assert(stmt_row(&s));
	return col_int(&s, 0);
}

const char *
asked_text(struct arena *a, struct cases *c, const char *sql)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };

	ck_assert_msg(stmt_open_(&c->db, &s, sql, &e), "%s", e.msg);
	while (stmt_row(&s))
		buf_printf(&b, "%s%s", b.n > 0 ? "\n" : "", col_text(&s, 0));
	ck_assert_msg(stmt_end(&s, &e), "%s", e.msg);
	return arena_str(a, buf_text(&b));
}
