/* SPDX-License-Identifier: MIT
 *
 * fair.c -- tests of the signs that a program sent answers: each is raised by
 * what it is for, by nothing else, and nobody is refused.
 */
#include "store/store.h"
#include "survey/site/private.h"
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

#include <stdio.h>
#include <unistd.h>

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)hash;
	(void)e;
	return arg;
}

/* What was taken in, as staff see it. */
static struct cases *
pull(struct kit *k, struct cases_pull *got)
{
	struct intake *it;
	struct cases *c;
	struct err e = { 0 };

	ck_assert_msg(intake_open(&it, path_join(&k->a, k->dir, "intake.db"),
	    DB_READ, NULL, 0, &e) && cases_open(&c, path_join(&k->a, k->dir,
	    "cases.db"), DB_CREATE, &e) && cases_pull(c, it, &k->keys[0],
	    form_of, k->form, got, &e), "%s", e.msg);
	ck_assert_int_eq(got->bad, 0);
	intake_close(it);
	return c;
}

static void
put_away(struct kit *k, struct cases *c)
{
	const char *path = path_join(&k->a, k->dir, "cases.db");

	cases_close(c);
	unlink(path);
	unlink(arena_printf(&k->a, "%s-wal", path));
	unlink(arena_printf(&k->a, "%s-shm", path));
}

/* The flags of the only response, as an analyst would see them. */
static unsigned
flags(struct kit *k)
{
	struct cases_flags all;
	struct cases_pull got;
	struct cases *c = pull(k, &got);
	struct err e = { 0 };
	unsigned f;

	ck_assert(cases_flags(&k->a, c, &all, &e));
	ck_assert_int_eq(got.added, 1);
	f = all.n > 0 ? all.v[0].flags : 0;
	ck_assert_int_eq(all.n, f != 0);
	put_away(k, c);
	return f;
}

/* What the only task says. */
static const char *
task(struct kit *k)
{
	struct cases_pull got;
	struct cases *c = pull(k, &got);
	struct cases_task *t;
	struct err e = { 0 };
	size_t n;

	ck_assert(cases_tasks(&k->a, c, false, &t, &n, &e));
	ck_assert_uint_eq(n, 1);
	put_away(k, c);
	return t[0].r.words;
}

/* The mark on the page that was just shown. */
static const char *
mark(struct kit *k)
{
	static const char before[] = "name=\"begun\" value=\"";
	const char *at = strstr(buf_text(&k->out.body), before);

	ck_assert_ptr_nonnull(at);
	at += strlen(before);
	return arena_strn(&k->a, at, strcspn(at, "\""));
}

/* Begins with these fields, and sends after so many seconds with those. */
static unsigned
answer(struct kit *k, const char *start, int seconds, const char *send)
{
	kit_post(k, "/en/start", start);
	kit_get(k, kit_at(k));
	kit_post(k, "/en/q/who", "on=who&who=guest");
	kit_post(k, "/en/q/tea", "on=drinks&on=why&drinks=tea");
	kit_post(k, "/en/equality", "equality=no");
	kit_get(k, "/en/check");
	kit_now += seconds;
	kit_post(k, "/en/send", send);
	ck_assert_str_eq(kit_at(k), "/en/sent");
	return flags(k);
}

/* The first page, and the fields that its form would send. */
static const char *
first_page(struct kit *k)
{
	kit_get(k, "/en/");
	ck_assert(kit_says(k, "<div hidden>\n<label for=\"web_site\">"));
	return arena_printf(&k->a, "begun=%s&web_site=", mark(k));
}

START_TEST(an_honest_person_has_no_flag)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	ck_assert_uint_eq(answer(&k, first_page(&k), 40, "web_site="), 0);
}
END_TEST

START_TEST(two_pages_in_a_second_are_too_fast)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	ck_assert_uint_eq(answer(&k, first_page(&k), 1, "web_site="),
	    STORE_FAST);
}
END_TEST

START_TEST(two_pages_in_two_seconds_are_not)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	ck_assert_uint_eq(answer(&k, first_page(&k), 2, "web_site="), 0);
}
END_TEST

START_TEST(words_in_the_box_that_nobody_sees_are_a_sign_at_the_start)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	ck_assert_uint_eq(answer(&k, arena_printf(&k.a, "%shttp",
	    first_page(&k)), 40, "web_site="), STORE_TRAP);
}
END_TEST

START_TEST(words_in_the_box_that_nobody_sees_are_a_sign_at_the_end)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	ck_assert_uint_eq(answer(&k, first_page(&k), 40, "web_site=x"),
	    STORE_TRAP);
}
END_TEST

START_TEST(what_did_not_begin_on_our_page_is_unsigned)
{
	static const char *const begun[] = { "", "begun=", "begun=f4240-00",
	    "begun=f5050-00112233445566778899aabbccddeeff" };
	size_t i;

	for (i = 0; i < LEN(begun); i++) {
		struct kit k CLEAN(kit_close);

		kit_open(&k);
		ck_assert_uint_eq(answer(&k, begun[i], 40, ""),
		    STORE_UNSIGNED);
	}
}
END_TEST

START_TEST(a_page_from_before_a_restart_is_believed)
{
	struct kit k CLEAN(kit_close);
	const char *fields;

	kit_open(&k);
	fields = first_page(&k);
	kit_now += 60;
	kit_site(&k, false, false);
	ck_assert_uint_eq(answer(&k, fields, 40, ""), 0);
}
END_TEST

START_TEST(flags_last_through_a_restart_and_signs_add_up)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_get(&k, "/en/");
	kit_post(&k, "/en/start", "web_site=x");
	kit_site(&k, false, false);
	kit_get(&k, "/en/q/who");
	kit_post(&k, "/en/q/who", "on=who&who=guest&stop=1");
	kit_get(&k, "/en/check");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	ck_assert_uint_eq(flags(&k), STORE_TRAP | STORE_UNSIGNED | STORE_FAST);
}
END_TEST

START_TEST(a_rehearsal_raises_none)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_site(&k, true, false);
	ck_assert_uint_eq(answer(&k, "web_site=x", 0, "web_site=x"), 0);
}
END_TEST

/* How many of n responses from an address are marked as many. */
static size_t
marked(struct crowd *c, const char *address, size_t n, int64_t now)
{
	size_t many = 0;

	for (; n > 0; n--)
		many += crowd_count(c, address, true, now).many;
	return many;
}

START_TEST(very_many_from_one_network_are_marked_and_no_others)
{
	struct crowd *c = crowd_new();

	ck_assert_uint_eq(marked(c, "192.0.2.1", CROWD_MANY, 100), 0);
	ck_assert_uint_eq(marked(c, "192.0.2.77", 1, 100), 1);
	ck_assert_uint_eq(marked(c, "192.0.3.1", CROWD_MANY, 100), 0);
	ck_assert_uint_eq(marked(c, "2001:db8::1", CROWD_MANY, 100), 0);
	ck_assert_uint_eq(marked(c, "2001:db8::2", 3, 100), 3);
	ck_assert_uint_eq(marked(c, "127.0.0.1", 500, 100), 0);
	ck_assert_uint_eq(marked(c, "", 500, 100), 0);
	/* Half an hour later there is room for half as many again. */
	ck_assert_uint_eq(marked(c, "192.0.2.1", 30, 1900), 1);
	/* And the next day begins anew. */
	ck_assert_uint_eq(marked(c, "192.0.2.1", CROWD_MANY, 86400), 0);
	crowd_free(c);
}
END_TEST

START_TEST(only_a_flood_waits_and_never_longer_than_five_seconds)
{
	struct crowd *c = crowd_new();
	unsigned last = 0;
	size_t i;

	for (i = 0; i < CROWD_SLOW; i++)
		ck_assert_uint_eq(crowd_count(c, "192.0.2.1", false,
		    100).delay_millis, 0);
	for (i = 0; i < 1000; i++) {
		unsigned ms = crowd_count(c, "192.0.2.1", false,
		    100).delay_millis;

		ck_assert_uint_ge(ms, last);
		ck_assert_uint_gt(ms, 0);
		last = ms;
	}
	ck_assert_uint_eq(last, 5000);
	ck_assert_uint_eq(crowd_count(c, "192.0.3.1", false,
	    100).delay_millis, 0);
	crowd_free(c);
}
END_TEST

START_TEST(a_million_networks_take_no_more_room_and_the_busy_are_remembered)
{
	struct crowd *c = crowd_new();
	char address[32];
	int i;

	marked(c, "192.0.2.1", CROWD_MANY, 100);
	for (i = 0; i < 1 << 20; i++) {
		snprintf(address, sizeof(address), "%d.%d.%d.1",
		    1 + (i >> 16), i >> 8 & 255, i & 255);
		crowd_count(c, address, true, 100);
	}
	ck_assert_uint_eq(marked(c, "192.0.2.1", 1, 100), 1);
	crowd_free(c);
}
END_TEST

START_TEST(a_crowd_is_marked_in_what_is_sent)
{
	struct kit k CLEAN(kit_close);
	int i;

	kit_open(&k);
	k.address = "192.0.2.1";
	for (i = 0; i < CROWD_MANY; i++)
		crowd_count(k.site->crowd, "192.0.2.9", true,
		    kit_now);
	ck_assert_uint_eq(answer(&k, first_page(&k), 40, ""), STORE_MANY);
}
END_TEST

START_TEST(a_flood_of_beginnings_waits)
{
	struct kit k CLEAN(kit_close);
	int i;

	kit_open(&k);
	k.address = "192.0.2.1";
	for (i = 0; i < CROWD_SLOW; i++)
		crowd_count(k.site->crowd, "192.0.2.9", false, kit_now);
	kit_post(&k, "/en/start", "");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_uint_eq(k.out.delay_millis, CROWD_STEP_MILLIS);
	k.cookie = "";
	k.address = "192.0.3.1";
	kit_post(&k, "/en/start", "");
	ck_assert_uint_eq(k.out.delay_millis, 0);
}
END_TEST

START_TEST(only_our_own_marks_hold)
{
	struct kit k CLEAN(kit_close);
	struct visit v;
	char *m;
	size_t i;

	kit_open(&k);
	kit_get(&k, "/en/");
	v = (struct visit){ .site = k.site, .a = &k.a, .now = kit_now };
	m = arena_printf(&k.a, "%s", mark(&k));
	ck_assert(fair_begun(&v, m));
	for (i = 0; m[i] != '\0'; i++) {
		char was = m[i];

		m[i] = was == '0' ? '1' : '0';
		/* An earlier time is of a page from before: no proof. */
		ck_assert(!fair_begun(&v, m) || i < strcspn(m, "-"));
		m[i] = was;
	}
	/* The clock was put right by an hour while somebody read the page. */
	v.now -= HOUR;
	ck_assert(fair_begun(&v, m));
	m[0]++;				/* from the future, and not ours */
	ck_assert(!fair_begun(&v, m));
	ck_assert(!fair_begun(&v, NULL));
	ck_assert(!fair_begun(&v, "fffffffffffffffff-"
	    "00112233445566778899aabbccddeeff"));
}
END_TEST

/* Feedback, sent so many seconds after its page was shown, with these fields
 * beside what the page gives; what the desk is told. */
static const char *
feedback(int seconds, bool ours, const char *fields)
{
	static char told[200];
	struct kit k CLEAN(kit_close);
	const char *begun;

	kit_open(&k);
	kit_get(&k, "/en/feedback");
	begun = ours ? arena_printf(&k.a, "begun=%s&", mark(&k)) : "";
	/* Shown again because of a mistake, it does not begin anew. */
	kit_now += seconds;
	kit_post(&k, "/en/feedback", begun);
	ck_assert_int_eq(k.out.status, 200);
	begun = ours ? arena_printf(&k.a, "begun=%s&", mark(&k)) : "";
	kit_post(&k, "/en/feedback", arena_printf(&k.a, "%swords=Hello%s",
	    begun, fields));
	ck_assert_str_eq(kit_at(&k), "/en/thanks");
	snprintf(told, sizeof(told), "%s", task(&k));
	return told;
}

START_TEST(other_forms_are_marked_as_well_and_never_refused)
{
#define MARKED "Hello\n[A program may have sent this: "

	ck_assert_str_eq(feedback(1, true, "&web_site="), "Hello");
	ck_assert_str_eq(feedback(0, true, ""), MARKED
	    "it was sent within a second.]");
	ck_assert_str_eq(feedback(9, false, ""), MARKED
	    "it did not come from our form.]");
	ck_assert_str_eq(feedback(9, true, "&web_site=x"), MARKED
	    "the hidden box was filled in.]");
	ck_assert_str_eq(feedback(0, true, "&web_site=x"), MARKED
	    "the hidden box was filled in; it was sent within a second.]");
}
END_TEST

START_TEST(a_flood_of_other_forms_waits)
{
	struct kit k CLEAN(kit_close);
	int i;

	kit_open(&k);
	k.address = "192.0.2.1";
	for (i = 0; i < CROWD_SLOW; i++)
		crowd_count(k.site->crowd, "192.0.2.9", false, kit_now);
	kit_post(&k, "/en/feedback", "words=Hello");
	ck_assert_str_eq(kit_at(&k), "/en/thanks");
	ck_assert_uint_eq(k.out.delay_millis, CROWD_STEP_MILLIS);
	k.address = "192.0.3.1";
	kit_post(&k, "/en/feedback", "words=Hello");
	ck_assert_uint_eq(k.out.delay_millis, 0);
}
END_TEST

UNIT_SUITE(fair, other_forms_are_marked_as_well_and_never_refused,
    a_flood_of_other_forms_waits, an_honest_person_has_no_flag,
    two_pages_in_a_second_are_too_fast, two_pages_in_two_seconds_are_not,
    words_in_the_box_that_nobody_sees_are_a_sign_at_the_start,
    words_in_the_box_that_nobody_sees_are_a_sign_at_the_end,
    what_did_not_begin_on_our_page_is_unsigned,
    a_page_from_before_a_restart_is_believed,
    flags_last_through_a_restart_and_signs_add_up,
    a_rehearsal_raises_none,
    very_many_from_one_network_are_marked_and_no_others,
    only_a_flood_waits_and_never_longer_than_five_seconds,
    a_million_networks_take_no_more_room_and_the_busy_are_remembered,
    a_crowd_is_marked_in_what_is_sent, a_flood_of_beginnings_waits,
    only_our_own_marks_hold)
