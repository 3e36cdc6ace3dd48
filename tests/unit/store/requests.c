/* SPDX-License-Identifier: MIT
 *
 * requests.c -- tests of taking requests in: sealed, once, and what they do to
 * what is sealed already.
 */
#include "store/intake.h"
#include "tests/unit/store/asked.h"
#include "tests/unit/unit.h"

static struct place at;
static struct arena a;

static int64_t
count(struct intake *it, const char *sql)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };

	ck_assert_msg(stmt_open_(&it->r, &s, sql, &e), "%s", e.msg);
	ck_assert(stmt_row(&s));
	return col_int(&s, 0);
}

START_TEST(a_double_click_makes_one_request)
{
	struct intake *it;
	struct intake_request q;
	struct asked who;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &who);
	asked_init(&q, REQUEST_WITHDRAW, &who);
	ck_assert_int_eq(asked_send(it, &q), INTAKE_NEW);
	ck_assert_int_eq(asked_send(it, &q), INTAKE_SAME);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM request"), 1);
	/* control: another token is another request */
	q.token[0] ^= 1;
	ck_assert_int_eq(asked_send(it, &q), INTAKE_NEW);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM request"), 2);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(withdrawing_deletes_what_is_sealed_under_that_token_only)
{
	struct intake *it;
	struct asked one, two;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &one);
	asked_answer(it, 1, "on second thoughts", &one);
	asked_answer(it, 2, "it is kind", &two);
	/* control: asking for anything else deletes nothing */
	asked_for(it, REQUEST_STOP_EQUALITY, &one);
	asked_for(it, REQUEST_OUTCOME, &one);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response"), 3);
	asked_for(it, REQUEST_WITHDRAW, &one);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response"), 1);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response r JOIN"
	    " receipt t ON t.id = r.receipt"), 1);
	asked_for(it, REQUEST_WITHDRAW, &two);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response"), 0);
	/* a retry of the sending, which was on its way all the time */
	asked_answer(it, 2, "it is kind", &two);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response"), 0);
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* Into buf, the end of what is sealed in the newest response. */
static void
sealed_end(struct intake *it, uint8_t buf[64])
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	struct str x;

	ck_assert(stmt_open(&it->r, &s, "SELECT sealed FROM response"
	    " ORDER BY id DESC LIMIT 1", &e));
	ck_assert(stmt_row(&s));
	x = col_blob(&s, 0);
	ck_assert_uint_gt(x.n, 64);
	memcpy(buf, x.p + x.n - 64, 64);
}

START_TEST(what_was_withdrawn_is_in_no_file)
{
	struct intake *it;
	struct asked who;
	uint8_t sealed[64];

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &who);
	sealed_end(it, sealed);
	ck_assert(place_holds(&at, sealed, 64));
	asked_for(it, REQUEST_WITHDRAW, &who);
	ck_assert(!place_holds(&at, sealed, 64));
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(removing_a_rehearsal_forgets_no_withdrawal)
{
	struct intake *it;
	struct asked who;
	struct err e = { 0 };
	int64_t removed;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &who);
	asked_for(it, REQUEST_WITHDRAW, &who);
	ck_assert(intake_remove_rehearsal(it, &removed, &e));
	ck_assert_int_eq(removed, 0);
	/* a retry of the sending */
	asked_answer(it, 1, "because", &who);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response"), 0);
	intake_close(it);
	place_forget(&at);
}
END_TEST

static bool
draft_is(struct intake *it, const uint8_t id[32], const char *want)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	bool found;

	ck_assert(intake_draft_get(it, id, 0, &b, &found, &e));
	return found && strcmp(buf_text(&b), want) == 0;
}

START_TEST(the_draft_is_replaced_in_the_same_transaction)
{
	const uint8_t id[32] = { 7 };
	struct intake *it;
	struct intake_request q;
	struct asked who;
	enum intake_outcome outcome;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &who);
	ck_assert(intake_draft_put(it, id, STR("sent"), 100, &e));
	asked_init(&q, REQUEST_WITHDRAW, &who);
	q.draft = id;
	q.sealed = STR("withdrawn");
	q.expires = 100;
	/* what fails leaves both as they were */
	ck_assert(db_run(&it->w, "CREATE TRIGGER no BEFORE UPDATE ON draft"
	    " BEGIN SELECT RAISE(ABORT, 'no'); END", &e));
	ck_assert(!intake_request(it, &q, &outcome, &e));
	ck_assert(draft_is(it, id, "sent"));
	ck_assert_int_eq(count(it, "SELECT count(*) FROM request"), 0);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM response"), 1);
	ck_assert(db_run(&it->w, "DROP TRIGGER no", &e));
	ck_assert_int_eq(asked_send(it, &q), INTAKE_NEW);
	ck_assert(draft_is(it, id, "withdrawn"));
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(a_request_about_a_response_must_prove_something)
{
	struct intake *it;
	struct intake_request q;
	struct asked who;
	enum intake_outcome outcome;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &who);
	asked_init(&q, REQUEST_WITHDRAW, &who);
	memset(q.r.proof, 0, TOKEN_SIZE);
	ck_assert(!intake_request(it, &q, &outcome, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	asked_init(&q, REQUEST_PAPER, &who);	/* and paper is about none */
	ck_assert(!intake_request(it, &q, &outcome, &e));
	ck_assert_int_eq(count(it, "SELECT count(*) FROM request"), 0);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(no_request_can_be_read_in_any_file)
{
	static const char street[] = "1 Quiet Street";
	struct intake *it;
	struct intake_request q;
	struct asked who;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &who);
	asked_init(&q, REQUEST_PAPER, NULL);
	q.r.name = "Zebedee";
	q.r.address = street;
	asked_send(it, &q);
	asked_for(it, REQUEST_WITHDRAW, &who);
	intake_close(it);
	ck_assert(!place_holds(&at, street, strlen(street)));
	ck_assert(!place_holds(&at, "Zebedee", 7));
	ck_assert(!place_holds(&at, "withdraw\"", 9));
	ck_assert(!place_holds(&at, who.token, TOKEN_SIZE));
	/* control: what is in clear is found */
	ck_assert(place_holds(&at, "2024-06-05", 10));
	place_forget(&at);
}
END_TEST

START_TEST(requests_read_back_as_they_were_written)
{
	struct store_request r = { .kind = REQUEST_PAPER, .day = "2024-06-05",
	    .lang = "gu", .rehearsal = true, .name = "Ann \"A\" O’Neil",
	    .address = "1 Quiet Street\nLeicester", .format = "large-print",
	    .words = "" }, back;
	struct buf one CLEAN(buf_free) = { 0 };
	struct buf two CLEAN(buf_free) = { 0 };
	struct err e = { 0 };

	request_encode(&r, &one);
	ck_assert_msg(request_decode(&a, (struct str){ one.p, one.n }, &back,
	    &e), "%s", e.msg);
	ck_assert_str_eq(back.address, r.address);
	ck_assert(back.rehearsal && back.kind == REQUEST_PAPER);
	ck_assert_str_eq(back.email, "");
	request_encode(&back, &two);
	ck_assert_str_eq(buf_text(&one), buf_text(&two));
}
END_TEST

START_TEST(what_is_no_request_is_refused)
{
	static const char *const bad[] = { "", "{}", "[]", "{\"v\":2}",
	    "{\"v\":1,\"kind\":\"burn\",\"day\":\"2024-06-05\",\"lang\":\"en\","
	    "\"rehearsal\":false}",
	    "{\"v\":1,\"kind\":\"paper\",\"day\":\"2024-06-31\",\"lang\":\"en\","
	    "\"rehearsal\":false}",
	    "{\"v\":1,\"kind\":\"paper\",\"day\":\"2024-06-05\",\"lang\":\"en\"}",
	    "{\"v\":1,\"kind\":\"paper\",\"day\":\"2024-06-05\",\"lang\":\"en\","
	    "\"rehearsal\":false,\"more\":\"x\"}",
	    "{\"v\":1,\"kind\":\"paper\",\"day\":\"2024-06-05\",\"lang\":\"en\","
	    "\"rehearsal\":false,\"name\":\"a\",\"name\":\"b\"}",
	    "{\"v\":1,\"kind\":\"paper\",\"day\":\"2024-06-05\",\"lang\":\"en\","
	    "\"rehearsal\":false,\"name\":7}",
	    "{\"v\":1,\"kind\":\"outcome\",\"day\":\"2024-06-05\",\"lang\":"
	    "\"en\",\"rehearsal\":false,\"proof\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
	};
	struct store_request r;
	struct err e;
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		e = (struct err){ 0 };
		ck_assert_msg(!request_decode(&a, str_of(bad[i]), &r, &e),
		    "%s", bad[i]);
		ck_assert_int_eq(e.code, ERR_INPUT);
	}
}
END_TEST

/* ---- flags of a response ----------------------------------------------------- */

static const char start[] = "{\"v\":1,\"form\":\"0123456789abcdef"
    "0123456789abcdef0123456789abcdef0123456789abcdef\",\"channel\":\"online\","
    "\"lang\":\"en\",\"day\":\"2024-06-03\",\"rehearsal\":false,";

static bool
read_flags(const char *flags, unsigned *out)
{
	const char *json = arena_printf(&a, "%s%s\"answers\":{}}", start,
	    flags);
	struct store_meta m;
	struct err e = { 0 };

	if (!store_decode_meta(str_of(json), &m, &e)) {
		ck_assert_int_eq(e.code, ERR_INPUT);
		return false;
	}
	*out = m.flags;
	return true;
}

START_TEST(each_set_of_flags_reads_back)
{
	unsigned flags, back, i;

	for (flags = 0; flags < 1u << STORE_FLAGS; flags++) {
		struct buf b CLEAN(buf_free) = { 0 };

		for (i = 0; i < STORE_FLAGS; i++)
			if (flags & 1u << i)
				buf_printf(&b, "%s\"%s\"", b.n > 0 ? "," : "",
				    store_flag_name((enum store_flag)
				    (1u << i)));
		ck_assert(read_flags(flags == 0 ? "" : arena_printf(&a,
		    "\"flags\":[%s],", buf_text(&b)), &back));
		ck_assert_uint_eq(back, flags);
	}
	ck_assert(!read_flags("\"flags\":[\"slow\"],", &back));
	ck_assert(!read_flags("\"flags\":[\"fast\",\"fast\"],", &back));
	ck_assert(!read_flags("\"flags\":[1],", &back));
	ck_assert(!read_flags("\"flags\":\"fast\",", &back));
}
END_TEST

UNIT_SUITE(requests, a_double_click_makes_one_request,
    withdrawing_deletes_what_is_sealed_under_that_token_only,
    what_was_withdrawn_is_in_no_file,
    removing_a_rehearsal_forgets_no_withdrawal,
    the_draft_is_replaced_in_the_same_transaction,
    a_request_about_a_response_must_prove_something,
    no_request_can_be_read_in_any_file,
    requests_read_back_as_they_were_written, what_is_no_request_is_refused,
    each_set_of_flags_reads_back)
