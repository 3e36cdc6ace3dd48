/* SPDX-License-Identifier: MIT
 *
 * left_out.c -- tests that a report says how many responses are left out and
 * why, and that none are.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static struct arena a;
static struct sample data;
static struct findings f;

static void
plain_spaces(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++)
		if (strncmp(s, NBSP, 2) == 0) {
			*to++ = ' ';
			s++;
		} else {
			*to++ = *s;
		}
	*to = '\0';
}

static struct sheet_ledger hand;
static const struct analysis_keyed *keyed;

static const char *
section(const struct cases_flags *flags, size_t n, const char *name)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *at, *end;

	sample_make(&data, &a, SAMPLE_FULL, n, 5);
	findings_init(&f, &a, data.form, NULL, data.r, data.n, data.units,
	    data.n_units, data.codings, data.n_codings);
	f.flags = *flags;
	f.hand = hand;
	f.keyed = keyed;
	sample_print(&b, findings_make(&f));
	plain_spaces(b.p);
	at = strstr(buf_text(&b), arena_printf(&a, "== %s", name));
	ck_assert_ptr_nonnull(at);
	end = strstr(at + 1, "\n== ");
	return end == NULL ? arena_str(&a, at) :
	    arena_strn(&a, at, (size_t)(end - at));
}

static void
says(const char *where, const char *what)
{
	ck_assert_msg(strstr(where, what) != NULL, "\"%s\" is not in: %s",
	    what, where);
}

START_TEST(a_report_from_which_nobody_is_left_out_says_so)
{
	struct cases_flags none = { .all = 50 };

	says(section(&none, 50, "part"), "No response was left out.");
	says(section(&none, 50, "method"), "No response was left out.");
	says(section(&none, 50, "method"),
	    "None of these responses was marked.");
}
END_TEST

START_TEST(marked_responses_that_count_are_told_of)
{
	struct cases_flags some = { .all = 50, .n = 3 };
	const char *m;

	some.v = arena_array(&a, struct cases_flagged, 3);
	some.of[0].n = 1;
	some.of[3].n = 2;
	m = section(&some, 50, "method");
	says(m, "No response was left out.");
	says(m, "1 was sent sooner than anybody could read the pages; it is "
	    "counted.");
	says(m, "2 were among very many from one internet address in a short "
	    "time; they are counted.");
	ck_assert_ptr_null(strstr(m, "None of these"));
}
END_TEST

START_TEST(what_is_left_out_is_told_with_its_reasons)
{
	struct cases_decision d = { .out = true, .by = "Ann Old",
	    .why = "All of them advertise shoes" };
	struct cases_flags some = { .all = 54, .n = 6, .left_out = 4 };
	const char *m, *p;

	some.v = arena_array(&a, struct cases_flagged, 6);
	some.v[5].own = &d;
	some.of[0].n = 5;
	some.of[0].left_out = 3;
	some.of[1].n = some.of[1].left_out = 1;
	some.of[1].decision = &d;
	m = section(&some, 50, "method");
	says(m, "4 of 54 responses are left out of every number in this "
	    "report.");
	says(m, "5 were sent sooner than anybody could read the pages; 3 of "
	    "them are left out.");
	says(m, "1 had a box filled in that people cannot see; it is left out, "
	    "because: “All of them advertise shoes”.");
	says(m, "1 was decided about one by one.");
	/* who decided is in the log, not in what is published */
	ck_assert_ptr_null(strstr(m, "Ann Old"));
	p = section(&some, 50, "part");
	says(p, "4 of the 54 responses that we received are left out");
	says(p, "We analysed 50 responses");
	p = section(&some, 0, "part");
	says(p, "We have no responses to analyse.");
}
END_TEST

/* The number that stands last in each row of the table; the total apart. */
static int64_t
rows_of(const char *m, int64_t *total)
{
	const char *at = strstr(m, "Counted in this report"), *end;
	int64_t n = 0, of = 0;

	ck_assert_ptr_nonnull(at);
	end = strstr(at, "Received");
	ck_assert_ptr_nonnull(end);
	for (; at < end; at += strcspn(at, "\n") + 1) {
		const char *digits = at + strcspn(at, "0123456789\n");

		of = *digits == '\n' ? 0 : strtoll(digits, NULL, 10);
		n += strncmp(at, "of which", 8) == 0 ||
		    strstr(arena_strn(&a, at, strcspn(at, "\n")),
		    "of which") != NULL ? 0 : of;
	}
	*total = strtoll(end + strcspn(end, "0123456789"), NULL, 10);
	return n;
}

START_TEST(what_came_by_hand_and_does_not_count_is_in_the_sum)
{
	struct cases_flags some = { .all = 52, .n = 3, .left_out = 2 };
	const char *m;
	int64_t n, total;

	some.v = arena_array(&a, struct cases_flagged, 3);
	some.of[4].n = 3;
	some.of[4].left_out = 2;
	hand = (struct sheet_ledger){ .withdrawn = 1, .meetings = 1,
	    .took_part = 40 };
	hand.n[SHEET_KEYED] = 30;
	hand.n[SHEET_ASIDE] = 5;
	hand.none[SHEET_ASIDE] = 3;
	hand.n[SHEET_VOID] = hand.none[SHEET_VOID] = 4;
	hand.n[SHEET_WAITING] = hand.none[SHEET_WAITING] = 6;
	m = section(&some, 50, "method");
	n = rows_of(m, &total);
	ck_assert_int_eq(n, total);
	ck_assert_int_eq(total, 50 + 2 + 1 + 3 + 4 + 6);
	says(m, "2 of 66 responses are left out of every number");
	says(m, "2 responses were put aside after typing in, and count");
	says(section(&some, 50, "part"), "16 of the 66 responses that we "
	    "received are not counted, or not counted yet.");
	/* The control: a row that the sum leaves out shows. */
	m = arena_str(&a, m);
	memcpy(strstr(m, "Void"), "of which", 8);
	n = rows_of(m, &total);
	ck_assert_int_eq(n, total - 4);
	hand = (struct sheet_ledger){ 0 };
}
END_TEST

START_TEST(what_was_typed_in_is_said_as_far_as_it_goes)
{
	struct analysis_keyed k = { .n = 4, .twice = 4, .checked = 2 };
	const struct cases_flags none = { .all = 50 };
	const char *m;

	keyed = &k;
	m = section(&none, 50, "method");
	says(m, "4 sheets, all of them twice.");
	says(m, "2 were checked once more");
	ck_assert_ptr_null(strstr(m, "batch"));
	/* a sample of one batch speaks for that batch */
	k.checked_of_batch = 1;
	says(section(&none, 50, "method"), "1 of those was drawn from one "
	    "batch and not from all sheets");
	/* of no sheets none were typed in twice */
	k = (struct analysis_keyed){ .unknown = 3 };
	m = section(&none, 50, "method");
	says(m, "0 sheets, none of them twice.");
	says(m, "3 sheets are not in this estimate");
	keyed = NULL;
}
END_TEST

UNIT_SUITE(left_out, what_came_by_hand_and_does_not_count_is_in_the_sum,
    what_was_typed_in_is_said_as_far_as_it_goes,
    a_report_from_which_nobody_is_left_out_says_so,
    marked_responses_that_count_are_told_of,
    what_is_left_out_is_told_with_its_reasons)
