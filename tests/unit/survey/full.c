/* SPDX-License-Identifier: MIT
 *
 * full.c -- tests of what people read when the disk is full: the truth about what
 * was kept, and their own words.
 */
#include "store/intake.h"
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

#define ASKED "We could not do what you asked. Nothing else has changed."
#define NOT_SENT "have not been sent"

static void
fill_disk(struct kit *k)
{
	intake_floor(k->intake, UINT64_MAX);
}

static void
send_all(struct kit *k)
{
	kit_to_check(k);
	kit_post(k, "/en/equality", "equality=no");
	kit_post(k, "/en/send", "");
	ck_assert_str_eq(kit_at(k), "/en/sent");
	kit_get(k, "/en/receipt");
}

START_TEST(what_is_half_typed_stays_in_its_boxes)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, kit_at(&k));
	kit_post(&k, "/en/q/who", "on=who&who=guest");
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_post(&k, "/en/q/milk", "on=milk&milk=fine");
	fill_disk(&k);
	kit_post(&k, "/en/q/milkman", "on=age&age=forty&save=1");
	ck_assert_int_eq(k.out.status, 503);
	ck_assert(kit_says(&k, "What you wrote is still below"));
	ck_assert(kit_says(&k, "value=\"forty\""));
}
END_TEST

START_TEST(who_writes_to_us_gets_it_back)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_get(&k, "/en/feedback");
	fill_disk(&k);
	kit_post(&k, "/en/feedback", "words=A+%3Clong%3E+letter&name=&email=a"
	    "%40example.org");
	ck_assert_int_eq(k.out.status, 503);
	ck_assert(kit_says(&k, ASKED));
	ck_assert(!kit_says(&k, NOT_SENT));
	ck_assert(kit_says(&k, "A &lt;long&gt; letter</textarea>"));
	ck_assert(kit_says(&k, "a@example.org</textarea>"));
	ck_assert(kit_says(&k, "We have not kept this."));
	ck_assert(!kit_says(&k, "Your name, if you like"));
}
END_TEST

START_TEST(who_has_sent_is_not_told_that_they_have_not)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	send_all(&k);
	fill_disk(&k);
	kit_post(&k, "/en/outcome", "email=a%40example.org");
	ck_assert_int_eq(k.out.status, 503);
	ck_assert(kit_says(&k, ASKED));
	ck_assert(!kit_says(&k, NOT_SENT));
	/* What a new one would need does not cost them the receipt. */
	kit_post(&k, "/en/start", "");
	ck_assert_int_eq(k.out.status, 503);
	ck_assert_ptr_null(k.out.cookie);
	kit_get(&k, "/en/receipt");
	ck_assert_int_eq(k.out.status, 200);
}
END_TEST

START_TEST(what_is_too_much_is_not_asked_for_again)
{
	static char words[300000];
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_get(&k, "/en/feedback");
	memset(words, 'x', sizeof(words) - 1);
	memcpy(words, "words=", 6);
	kit_post(&k, "/en/feedback", words);
	ck_assert_int_eq(k.out.status, 413);
	send_all(&k);
	memcpy(words, "address=", 8);
	kit_post(&k, "/en/outcome", words);
	ck_assert_int_eq(k.out.status, 413);
}
END_TEST

/* control */
START_TEST(who_has_not_sent_is_told_so)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=no");
	fill_disk(&k);
	kit_post(&k, "/en/send", "");
	ck_assert_int_eq(k.out.status, 503);
	ck_assert(kit_says(&k, NOT_SENT));
	ck_assert(!kit_says(&k, ASKED));
}
END_TEST

UNIT_SUITE(full, what_is_half_typed_stays_in_its_boxes,
    who_writes_to_us_gets_it_back, who_has_sent_is_not_told_that_they_have_not,
    who_has_not_sent_is_told_so, what_is_too_much_is_not_asked_for_again)
