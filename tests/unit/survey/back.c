/* SPDX-License-Identifier: MIT
 *
 * back.c -- tests of coming back with a return code, and of what people may do
 * with it once they have sent their answers.
 */
#include <stdio.h>

#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

/* The code on the page that was just shown. */
static const char *
shown_code(struct kit *k)
{
	const char *at = strstr(buf_text(&k->out.body), "/en/back/");

	ck_assert_ptr_nonnull(at);
	return arena_strn(&k->a, at + strlen("/en/back/"), CODE_TEXT - 1);
}

static const char *
shown_reference(struct kit *k)
{
	const char *at = strstr(buf_text(&k->out.body), "id=\"reference\">");

	ck_assert_ptr_nonnull(at);
	return arena_strn(&k->a, at + strlen("id=\"reference\">"),
	    REFERENCE_SIZE - 1);
}

/* Another device, which knows nothing. */
static void
forget(struct kit *k)
{
	k->cookie = k->token = "";
}

static void
type(struct kit *k, const char *code)
{
	kit_post_bare(k, "/en/back", arena_printf(&k->a, "token=%s&code=%s",
	    k->token, code), "same-origin", "");
}

/* Begins, and leaves on the second page with something on it. */
static const char *
leave(struct kit *k, const char *rest)
{
	kit_post(k, "/en/start", "");
	kit_get(k, kit_at(k));
	kit_post(k, "/en/q/who", "on=who&who=guest");
	kit_post(k, "/en/q/tea", rest);
	ck_assert_str_eq(kit_at(k), "/en/save");
	kit_get(k, "/en/save");
	ck_assert_int_eq(k->out.status, 200);
	return shown_code(k);
}

static const char *
send_all(struct kit *k)
{
	kit_to_check(k);
	kit_post(k, "/en/equality", "equality=yes");
	kit_post(k, kit_at(k), "save=1");
	kit_get(k, "/en/save");
	kit_post(k, "/en/equality", "equality=no");
	kit_post(k, "/en/send", "");
	kit_get(k, "/en/sent");
	return shown_code(k);
}

START_TEST(a_code_brings_another_device_to_where_they_were)
{
	struct kit k CLEAN(kit_close);
	const char *code;

	kit_open(&k);
	code = leave(&k, "on=why&why=half+a+thought&save=1");
	forget(&k);
	kit_get(&k, "/en/q/tea");
	ck_assert_int_eq(k.out.status, 410);		/* control */
	type(&k, code);
	ck_assert_str_eq(kit_at(&k), "/en/q/tea");
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "half a thought"));
	ck_assert_int_eq(kit_responses(&k), 0);
}
END_TEST

START_TEST(what_is_wrong_on_a_page_does_not_hold_anyone_up)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, kit_at(&k));
	/* The page asks for an answer, and there is none. */
	kit_post(&k, "/en/q/who", "on=who&save=1");
	ck_assert_str_eq(kit_at(&k), "/en/save");
	kit_post(&k, "/en/q/who", "on=who&who=guest");
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_post(&k, "/en/q/milk", "on=milk&milk=fine");
	kit_post(&k, "/en/q/milkman", "on=age&age=old&on=place&place=nowhere"
	    "&save=1");
	ck_assert_str_eq(kit_at(&k), "/en/save?look=kept");
	kit_get(&k, kit_at(&k));
	ck_assert(kit_says(&k, "We have kept what you wrote"));
	/* The page is not taken for done. */
	kit_get(&k, "/en/check");
	ck_assert_str_eq(kit_at(&k), "/en/q/milkman");
}
END_TEST

START_TEST(a_link_sets_no_cookie_until_its_button_is_used)
{
	struct kit k CLEAN(kit_close);
	const char *code, *path;

	kit_open(&k);
	code = leave(&k, "on=why&why=x&save=1");
	path = arena_printf(&k.a, "/en/back/%s", code);
	forget(&k);
	kit_get(&k, path);
	ck_assert_int_eq(k.out.status, 200);
	ck_assert_ptr_null(k.out.cookie);
	ck_assert_str_eq(k.cookie, "");
	ck_assert(kit_says(&k, "Carry on"));
	/* Another site cannot use it for its visitors. */
	kit_post_bare(&k, path, "", "cross-site", "https://evil.example");
	ck_assert_int_eq(k.out.status, 400);
	ck_assert_ptr_null(k.out.cookie);
	kit_post_bare(&k, path, "", "same-origin", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/tea");
	ck_assert_ptr_nonnull(k.out.cookie);
}
END_TEST

START_TEST(a_link_says_the_same_whether_there_is_something_or_not)
{
	struct kit k CLEAN(kit_close);
	uint8_t secret[CODE_SIZE];
	char other[CODE_TEXT];
	const char *code, *one;
	const char *two;

	kit_open(&k);
	code = leave(&k, "on=why&why=x&save=1");
	forget(&k);
	kit_get(&k, arena_printf(&k.a, "/en/back/%s", code));
	one = arena_str(&k.a, buf_text(&k.out.body));
	seal_random(secret, sizeof(secret));
	code_put(other, secret);
	kit_get(&k, arena_printf(&k.a, "/en/back/%s", other));
	two = buf_text(&k.out.body);
	ck_assert_uint_eq(strlen(one), strlen(two));
	for (; *two != '\0'; one++, two++)
		if (*one != *two)
			ck_assert(strchr("0123456789ABCDEFGHJKMNPQRSTVWXYZ",
			    *two) != NULL);
}
END_TEST

START_TEST(codes_that_open_nothing_are_told_apart_by_their_form_alone)
{
	struct kit k CLEAN(kit_close);
	uint8_t secret[CODE_SIZE];
	const char *code, *gone, *never;
	char other[CODE_TEXT];

	kit_open(&k);
	code = leave(&k, "on=why&why=x&save=1");
	kit_get(&k, "/en/");
	kit_post(&k, "/en/start", "again=1");	/* deleted */
	forget(&k);
	type(&k, code);
	ck_assert_str_eq(k.cookie, "");
	ck_assert(kit_says(&k, "We have no answers for this code"));
	gone = arena_str(&k.a, buf_text(&k.out.body));
	seal_random(secret, sizeof(secret));
	code_put(other, secret);
	type(&k, other);
	never = buf_text(&k.out.body);
	ck_assert_uint_eq(strlen(gone), strlen(never));
	type(&k, "0024-H36H-2NCS-VRH6-DAQF-6DVV-QZ73");
	ck_assert(kit_says(&k, "Part of this code is missing"));
	type(&k, "");
	ck_assert(kit_says(&k, "Enter your return code"));
	ck_assert_str_eq(k.cookie, "");
}
END_TEST

START_TEST(a_reference_opens_nothing)
{
	struct kit k CLEAN(kit_close);
	const char *reference, *code;

	kit_open(&k);
	code = send_all(&k);
	reference = shown_reference(&k);
	forget(&k);
	type(&k, reference);
	ck_assert(kit_says(&k, "opens nothing"));
	ck_assert_str_eq(k.cookie, "");
	kit_get(&k, arena_printf(&k.a, "/en/back/%s", reference));
	ck_assert(!kit_says(&k, "It is hot"));
	kit_post_bare(&k, arena_printf(&k.a, "/en/back/%s", reference), "",
	    "same-origin", "");
	ck_assert_str_eq(k.cookie, "");
	kit_get(&k, "/en/receipt");
	ck_assert_str_eq(kit_at(&k), "/en/back");
	type(&k, code);					/* control */
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
}
END_TEST

START_TEST(a_receipt_shows_what_was_sent_until_long_after_the_close)
{
	struct kit k CLEAN(kit_close);
	const char *code;

	kit_open(&k);
	code = send_all(&k);
	forget(&k);
	kit_now = CLOSES + 90 * 24 * HOUR - 1;
	type(&k, code);
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, "It is hot"));
	ck_assert(!kit_says(&k, "?change=1"));
	kit_now += 2;
	forget(&k);
	type(&k, code);
	ck_assert(kit_says(&k, "We have no answers for this code"));
}
END_TEST

START_TEST(the_settings_say_for_how_long_a_receipt_can_be_seen)
{
	static const char until[] = "until 3:33am on 23 February 1970";
	struct kit k CLEAN(kit_close);
	const char *code;

	kit_open(&k);
	kit_get(&k, "/en/privacy");
	ck_assert(!kit_says(&k, until));		/* control: 90 days */
	k.settings.receipt_days = 30;
	kit_get(&k, "/en/privacy");
	ck_assert(kit_says(&k, until));
	code = send_all(&k);
	ck_assert(kit_says(&k, until));
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, until));
	forget(&k);
	kit_now = CLOSES + 30 * 24 * HOUR - 1;
	type(&k, code);
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
	kit_now += 2;
	forget(&k);
	type(&k, code);
	ck_assert(kit_says(&k, "We have no answers for this code"));
	kit_site(&k, true, false);
	kit_get(&k, "/en/privacy");
	ck_assert(kit_says(&k, "kept for 30 days after you sent"));
}
END_TEST

static int64_t
requests(struct kit *k)
{
	struct err e = { 0 };
	struct stmt s = { 0 };
	struct db db = { 0 };
	int64_t n = -1;

	ck_assert(db_open(&db, path_join(&k->a, k->dir, "intake.db"), DB_READ,
	    &e));
	ck_assert(stmt_open(&db, &s, "SELECT count(*) FROM request", &e));
	if (stmt_row(&s))
		n = col_int(&s, 0);
	stmt_close(&s);
	db_close(&db);
	return n;
}

START_TEST(a_response_is_withdrawn_once_and_its_answers_are_gone)
{
	struct kit k CLEAN(kit_close);
	const char *code;

	kit_open(&k);
	code = send_all(&k);
	forget(&k);
	kit_post(&k, "/en/withdraw", "");
	ck_assert_str_eq(kit_at(&k), "/en/back");
	type(&k, code);
	kit_get(&k, "/en/withdraw");
	ck_assert(kit_says(&k, "Yes, withdraw my response"));
	ck_assert_int_eq(kit_responses(&k), 1);	/* looking does nothing */
	/* Nor does a post without the form's token. */
	kit_post_bare(&k, "/en/withdraw", "", "same-origin", "");
	ck_assert_int_eq(k.out.status, 400);
	ck_assert_int_eq(requests(&k), 0);
	kit_post(&k, "/en/withdraw", "");
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
	kit_post(&k, "/en/withdraw", "");
	ck_assert_int_eq(requests(&k), 1);
	ck_assert_int_eq(kit_responses(&k), 0);
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, "You have withdrawn"));
	ck_assert(!kit_says(&k, "It is hot"));
	kit_get(&k, "/en/sent");
	ck_assert(kit_says(&k, "withdrawn"));
}
END_TEST

START_TEST(the_outcome_needs_a_way_to_tell_it_and_is_asked_for_once)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	send_all(&k);
	kit_get(&k, "/en/receipt");
	kit_post(&k, "/en/outcome", "name=A+B&email=++&phone=&address=");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "Enter an email address"));
	ck_assert(kit_says(&k, "value=\"A B\""));
	ck_assert_int_eq(requests(&k), 0);
	kit_post(&k, "/en/outcome", "name=A+B&email=a%40example.org");
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
	kit_post(&k, "/en/outcome", "name=A+B&email=a%40example.org");
	ck_assert_int_eq(requests(&k), 1);
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, "It is hot"));
	ck_assert(kit_says(&k, "You have asked us to tell you the outcome"));
	ck_assert(!kit_says(&k, "a@example.org"));
}
END_TEST

/* Everything that the page asks, left blank but for one. */
static const char *
asked(struct kit *k)
{
	static const char mark[] = "name=\"on\" value=\"";
	const char *at = buf_text(&k->out.body), *all = "x=1", *id;

	while ((at = strstr(at, mark)) != NULL) {
		at += strlen(mark);
		id = arena_strn(&k->a, at, strcspn(at, "\""));
		all = arena_printf(&k->a, "%s&on=%s", all, id);
		if (strstr(id, "sex") != NULL)
			all = arena_printf(&k->a, "%s&%s=female", all, id);
	}
	return all;
}

START_TEST(answers_about_equality_are_stopped_and_the_others_stay)
{
	struct kit k CLEAN(kit_close);
	const char *at;
	int i;

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=yes");
	for (i = 0; i < 20 && strncmp(kit_at(&k), "/en/q/", 6) == 0; i++) {
		at = kit_at(&k);
		kit_get(&k, at);
		kit_post(&k, at, asked(&k));
	}
	ck_assert_str_eq(kit_at(&k), "/en/send");
	kit_get(&k, "/en/send");
	ck_assert(kit_says(&k, "Female"));
	kit_post(&k, "/en/send", "");
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, "Female") && kit_says(&k, "It is hot"));
	kit_post(&k, "/en/outcome", "phone=116+123");
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, "Female"));		/* nothing but that */
	kit_get(&k, "/en/stop-equality");
	ck_assert(kit_says(&k, "Yes, stop using these answers"));
	kit_post(&k, "/en/stop-equality", "");
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
	kit_post(&k, "/en/stop-equality", "");
	ck_assert_int_eq(requests(&k), 2);
	kit_get(&k, "/en/receipt");
	ck_assert(!kit_says(&k, "Female") && kit_says(&k, "It is hot"));
	ck_assert(kit_says(&k, "stop using your answers about equality"));
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(a_receipt_from_before_answers_were_kept_is_still_read)
{
	static const char row[] = "2 sent 4F7K-2M9Q-X3C\n";
	uint8_t secret[CODE_SIZE], id[32], key[32];
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct kit k CLEAN(kit_close);
	struct err e = { 0 };
	char code[CODE_TEXT];

	kit_open(&k);
	seal_random(secret, sizeof(secret));
	code_put(code, secret);
	seal_hash(id, secret, CODE_SIZE, "earshot draft id", 16);
	seal_hash(key, secret, CODE_SIZE, "earshot draft key", 17);
	seal_box(key, id, sizeof(id), row, strlen(row), &sealed);
	ck_assert(intake_draft_put(k.intake, id, (struct str){ sealed.p,
	    sealed.n }, kit_now + HOUR, &e));
	type(&k, code);
	ck_assert_str_eq(kit_at(&k), "/en/receipt");
	kit_get(&k, "/en/receipt");
	ck_assert(kit_says(&k, "4F7K-2M9Q-X3C"));
	ck_assert(kit_says(&k, "they cannot be shown here"));
	kit_get(&k, "/en/sent");
	ck_assert_int_eq(k.out.status, 200);
}
END_TEST

START_TEST(who_comes_back_after_the_close_has_two_hours_to_send)
{
	struct kit k CLEAN(kit_close);
	const char *code;

	kit_open(&k);
	kit_now = CLOSES - HOUR;
	kit_to_check(&k);
	kit_get(&k, "/en/save");
	code = shown_code(&k);
	forget(&k);
	kit_now = CLOSES + 2 * HOUR - 1;
	type(&k, code);
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/equality");
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	/* And not any later: what is there can be deleted, no more. */
	forget(&k);
	kit_now = CLOSES - HOUR;
	kit_to_check(&k);
	kit_get(&k, "/en/save");
	code = shown_code(&k);
	forget(&k);
	kit_now = CLOSES + 2 * HOUR;
	type(&k, code);
	ck_assert_str_eq(kit_at(&k), "/en/");
	kit_post(&k, "/en/send", "");
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(leaving_a_device_keeps_the_answers_behind_the_code)
{
	struct kit k CLEAN(kit_close);
	const char *code;

	kit_open(&k);
	code = leave(&k, "on=why&why=kept&save=1");
	kit_post(&k, "/en/leave", "");
	ck_assert_str_eq(kit_at(&k), "/en/back");
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "Max-Age=0"));
	forget(&k);
	type(&k, code);
	kit_get(&k, kit_at(&k));
	ck_assert(kit_says(&k, "kept"));
}
END_TEST

START_TEST(a_picture_of_the_link_is_on_the_page_without_a_style)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	leave(&k, "on=why&why=x&save=1");
	ck_assert(kit_says(&k, "<svg class=\"app-qr\""));
	ck_assert(kit_says(&k, "http://example.test/en/back/"));
	ck_assert(!kit_says(&k, "style="));
}
END_TEST

UNIT_SUITE(back, a_code_brings_another_device_to_where_they_were,
    what_is_wrong_on_a_page_does_not_hold_anyone_up,
    a_link_sets_no_cookie_until_its_button_is_used,
    a_link_says_the_same_whether_there_is_something_or_not,
    codes_that_open_nothing_are_told_apart_by_their_form_alone,
    a_reference_opens_nothing,
    a_receipt_shows_what_was_sent_until_long_after_the_close,
    the_settings_say_for_how_long_a_receipt_can_be_seen,
    a_response_is_withdrawn_once_and_its_answers_are_gone,
    the_outcome_needs_a_way_to_tell_it_and_is_asked_for_once,
    answers_about_equality_are_stopped_and_the_others_stay,
    a_receipt_from_before_answers_were_kept_is_still_read,
    who_comes_back_after_the_close_has_two_hours_to_send,
    leaving_a_device_keeps_the_answers_behind_the_code,
    a_picture_of_the_link_is_on_the_page_without_a_style)
