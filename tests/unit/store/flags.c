/* SPDX-License-Identifier: MIT
 *
 * flags.c -- tests of leaving flagged responses out: only those, only by
 * somebody with a name, and back again.
 */
#include "tests/unit/store/asked.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static struct place at;
static struct arena a;

/* A response with these flags; its reference in who. */
static void
answer(struct intake *it, uint64_t n, const char *flags, struct asked *who)
{
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	const char *rest;

	place_response(&p, n, "It is kind.");
	rest = strstr(buf_text(&p.json), "\"answers\"");
	if (*flags != '\0')
		p.r.plain = str_of(arena_printf(&a, "%.*s\"flags\":[%s],%s",
		    (int)(rest - p.json.p), p.json.p, flags, rest));
	memcpy(who->token, p.r.token, TOKEN_SIZE);
	ck_assert_msg(intake_add(it, &p.r, who->reference, &outcome, &e), "%s",
	    e.msg);
	place_response_free(&p);
}

/* Five of them: plain, fast, trap, fast and trap, many. */
static struct cases *
five(struct asked who[5])
{
	static const char *const flags[] = { "", "\"fast\"", "\"trap\"",
		"\"fast\",\"trap\"", "\"many\"" };
	struct cases_pull got;
	struct intake *it;
	struct cases *c;
	uint64_t i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (i = 0; i < 5; i++)
		answer(it, i + 1, flags[i], &who[i]);
	intake_close(it);
	c = asked_cases(&at, DB_CREATE);
	got = asked_pull(&at, c);
	ck_assert_int_eq(got.added, 5);
	ck_assert_int_eq(got.flagged, 4);
	return c;
}

static void
done(struct cases *c)
{
	ck_assert(cases_audit_verify(c, NULL, (char[AUDIT_HEAD]){ 0 },
	    &(struct err){ 0 }));
	cases_close(c);
	place_forget(&at);
}

/* How many more or fewer are left out; -1: it was refused. */
static int64_t
decide(struct cases *c, const char *what, bool out, struct err *e)
{
	int64_t changed;

	return cases_flag_decide(c, what, out, "Ann Old", "I looked", &changed,
	    e) ? changed : -1;
}

/* The responses that count, as a report would read them. */
static size_t
counting(struct cases *c)
{
	struct cases_unit *u;
	struct err e = { 0 };
	size_t n;

	ck_assert(cases_units(&a, c, &u, &n, &e));
	ck_assert_int_eq((int64_t)n, asked_number(c,
	    "SELECT count(*) FROM response WHERE counts = 1"));
	return n;
}

START_TEST(flagged_responses_count_until_somebody_decides)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct cases_flags f;
	struct err e = { 0 };

	ck_assert_uint_eq(counting(c), 5);
	ck_assert(cases_flags(&a, c, &f, &e));
	ck_assert(f.all == 5 && f.n == 4 && f.left_out == 0);
	ck_assert(f.of[0].n == 2 && f.of[1].n == 2 && f.of[2].n == 0 &&
	    f.of[3].n == 1);
	ck_assert_str_eq(f.v[2].reference, who[3].reference);
	ck_assert_uint_eq(f.v[2].flags, STORE_FAST | STORE_TRAP);
	ck_assert_ptr_null(f.of[0].decision);
	done(c);
}
END_TEST

START_TEST(a_flag_is_left_out_and_counted_again_with_a_line_each)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct cases_flags f;
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, "fast", true, &e), 2);
	ck_assert_uint_eq(counting(c), 3);
	ck_assert(cases_flags(&a, c, &f, &e));
	ck_assert(f.all == 5 && f.n == 4 && f.left_out == 2);
	ck_assert(f.of[0].left_out == 2 && f.of[1].left_out == 1);
	ck_assert(f.of[0].decision->out);
	ck_assert_str_eq(f.of[0].decision->by, "Ann Old");
	ck_assert_str_eq(f.of[0].decision->why, "I looked");
	ck_assert_str_eq(asked_text(&a, c, "SELECT who || ': ' || what || "
	    "': ' || detail FROM audit WHERE subject IS NULL"),
	    "Ann Old: left out responses flagged fast: I looked");
	ck_assert_int_eq(decide(c, "fast", true, &e), -1);
	ck_assert_int_eq(decide(c, "fast", false, &e), 2);
	ck_assert_uint_eq(counting(c), 5);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM audit WHERE"
	    " subject IS NULL"), 2);
	done(c);
}
END_TEST

START_TEST(one_of_two_flags_is_enough_and_neither_brings_it_back_alone)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, "fast", true, &e), 2);
	ck_assert_int_eq(decide(c, "trap", true, &e), 1);
	ck_assert_int_eq(decide(c, "fast", false, &e), 1);
	ck_assert_uint_eq(counting(c), 3);
	done(c);
}
END_TEST

START_TEST(what_was_decided_about_one_response_holds_above_its_flags)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct cases_flags f;
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, "fast", true, &e), 2);
	ck_assert_int_eq(decide(c, who[3].reference, false, &e), 1);
	ck_assert_int_eq(decide(c, who[4].reference, true, &e), 1);
	ck_assert_uint_eq(counting(c), 3);
	/* another decision about a flag changes nothing for these two */
	ck_assert_int_eq(decide(c, "trap", true, &e), 1);
	ck_assert(cases_flags(&a, c, &f, &e));
	ck_assert(!f.v[2].left_out && !f.v[2].own->out && f.v[3].left_out &&
	    f.v[3].own->out && f.v[0].own == NULL);
	done(c);
}
END_TEST

/* The guard against leaving people out for what they say. */
START_TEST(a_response_without_flags_cannot_be_left_out)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, who[0].reference, true, &e), -1);
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_ptr_nonnull(strstr(e.msg, "has no flags"));
	/* control: the same words about one with a flag do it */
	ck_assert_int_eq(decide(c, who[1].reference, true, &e), 1);
	ck_assert_int_eq(decide(c, "7K4M-9Q2X-3B0", true, &e), -1);
	ck_assert_int_eq(decide(c, "critical", true, &e), -1);
	ck_assert_int_eq(decide(c, "", true, &e), -1);
	ck_assert_uint_eq(counting(c), 4);
	done(c);
}
END_TEST

START_TEST(nobody_decides_without_a_name_and_a_reason)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct err e = { 0 };
	int64_t n;

	ck_assert(!cases_flag_decide(c, "fast", true, " ", "I looked", &n,
	    &e));
	ck_assert(!cases_flag_decide(c, "fast", true, "Ann", "", &n, &e));
	ck_assert(!cases_flag_decide(c, "fast", true, "Ann", NULL, &n, &e));
	ck_assert_uint_eq(counting(c), 5);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM audit WHERE"
	    " subject IS NULL"), 0);
	done(c);
}
END_TEST

START_TEST(a_decision_about_a_flag_holds_for_what_is_pulled_later)
{
	struct asked who[5], late;
	struct cases *c = five(who);
	struct intake *it;
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, "many", true, &e), 1);
	it = place_intake(&at, DB_WRITE);
	answer(it, 6, "\"many\"", &late);
	answer(it, 7, "\"fast\"", &late);
	answer(it, 8, "", &late);
	intake_close(it);
	ck_assert_int_eq(asked_pull(&at, c).flagged, 2);
	ck_assert_uint_eq(counting(c), 6);
	ck_assert_int_eq(asked_pull(&at, c).flagged, 0);
	ck_assert_uint_eq(counting(c), 6);
	done(c);
}
END_TEST

/* The one before it does not come back instead. */
START_TEST(of_an_amended_response_the_newest_decides)
{
	struct asked who[5], again;
	struct cases *c = five(who);
	struct intake *it;
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, "many", true, &e), 1);
	it = place_intake(&at, DB_WRITE);
	answer(it, 1, "\"many\"", &again);
	answer(it, 5, "", &again);
	intake_close(it);
	asked_pull(&at, c);
	ck_assert_uint_eq(counting(c), 4);
	ck_assert_int_eq(asked_number(c, arena_printf(&a, "SELECT sum(counts)"
	    " FROM response WHERE reference = '%s'", who[0].reference)), 0);
	ck_assert_int_eq(asked_number(c, arena_printf(&a, "SELECT sum(counts)"
	    " FROM response WHERE reference = '%s'", who[4].reference)), 1);
	ck_assert_int_eq(decide(c, "many", false, &e), 1);
	ck_assert_uint_eq(counting(c), 5);
	done(c);
}
END_TEST

START_TEST(what_was_withdrawn_is_not_among_the_flagged)
{
	struct asked who[5];
	struct cases *c = five(who);
	struct cases_flags f;
	struct intake *it;
	struct err e = { 0 };

	ck_assert_int_eq(decide(c, "fast", true, &e), 2);
	it = place_intake(&at, DB_WRITE);
	asked_for(it, REQUEST_WITHDRAW, &who[1]);
	intake_close(it);
	asked_pull(&at, c);
	ck_assert(cases_flags(&a, c, &f, &e));
	ck_assert(f.all == 4 && f.n == 3 && f.left_out == 1);
	ck_assert_int_eq(decide(c, "fast", false, &e), 1);
	ck_assert_uint_eq(counting(c), 4);
	ck_assert_int_eq(decide(c, who[1].reference, true, &e), -1);
	done(c);
}
END_TEST

UNIT_SUITE(flags, flagged_responses_count_until_somebody_decides,
    a_flag_is_left_out_and_counted_again_with_a_line_each,
    one_of_two_flags_is_enough_and_neither_brings_it_back_alone,
    what_was_decided_about_one_response_holds_above_its_flags,
    a_response_without_flags_cannot_be_left_out,
    nobody_decides_without_a_name_and_a_reason,
    a_decision_about_a_flag_holds_for_what_is_pulled_later,
    of_an_amended_response_the_newest_decides,
    what_was_withdrawn_is_not_among_the_flagged)
