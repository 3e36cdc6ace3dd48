/* SPDX-License-Identifier: MIT
 *
 * desk_expiry.c -- tests of the day on which it is erased who wrote, as the desk
 * heeds and shows it; and of the page that withdraws a response.  The people are
 * made up.
 */
#include "survey/backup/backup.h"
#include "survey/expiry.h"
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/messages.h"
#include "tests/unit/unit.h"

#include <stdio.h>

enum { DAY = 24 * 60 * 60 };
static struct room k;
static struct staff_secret kim;

static void
begin(void)
{
	room_open(&k, NULL);
	kim = room_person(&k, "kim", STAFF_ALL_ROLES, now_seconds());
	room_as(&k, &kim);
	room_publish(&k);
}

/* The settings with this day; days from today. */
static void
set_day(int days)
{
	char text[200], day[11];
	struct err e = { 0 };

	date_text(uk_date(now_seconds() + (int64_t)days * DAY), day);
	snprintf(text, sizeof(text), "earshot 1\nsettings tea\n"
	    "opens 2024-06-03 09:00\ncloses 2024-08-25 23:59\n"
	    "contact email \"tea@example.org\"\nerase-senders %s\n", day);
	ck_assert(file_write(room_in(&k, "site.settings"), text, strlen(text),
	    0600, &e));
}

static void
message(const char *raw, enum message_state state, int64_t received)
{
	struct seal_public to[SEAL_RECIPIENTS] = { k.keys[0].pub,
		k.keys[1].pub };
	struct message_new m = { .raw = str_of(raw), .source = "mbox:in",
		.place = raw, .channel = "email", .received = received,
		.name = "A Person", .address = "a@example.org", .mail_id = "1",
		.thread = "", .read = { .reading = str_of(state == MESSAGE_CONFIRM ? "{}" :
		""), .state = state,
		.why = "" } };
	struct cases *c = room_cases(&k, DB_CREATE);
	struct err e = { 0 };

	ck_assert_msg(keep_messages(c, &m, 1, to, "kim", &e), "%s", e.msg);
	cases_close(c);
}

static int64_t
senders(void)
{
	struct cases *c = room_cases(&k, DB_READ);
	struct messages_expired n;
	struct err e = { 0 };

	ck_assert(messages_expiring(c, INT64_MAX, INT64_MAX, &n, &e));
	cases_close(c);
	return n.senders;
}

START_TEST(the_desk_erases_from_the_day_on_and_not_before)
{
	int64_t now = now_seconds(), today = uk_seconds(uk_date(now), 0);
	struct messages_expired n;
	struct err e = { 0 };
	bool due;

	begin();
	message("one", MESSAGE_CONFIRM, today - DAY);
	message("two", MESSAGE_HAND, today - DAY);
	message("three", MESSAGE_HAND, now);
	ck_assert(expiry_run(k.dir, now, &due, &n, &e));	/* no line */
	ck_assert(!due);
	set_day(1);
	ck_assert(expiry_run(k.dir, now, &due, &n, &e));
	ck_assert(!due);
	ck_assert_int_eq(senders(), 3);
	set_day(0);
	ck_assert_msg(expiry_run(k.dir, now, &due, &n, &e), "%s", e.msg);
	ck_assert(due);
	ck_assert_int_eq(n.senders, 2);
	ck_assert_int_eq(n.emptied, 1);
	ck_assert_int_eq(n.waiting, 1);
	ck_assert_int_eq(senders(), 1);	/* who wrote today, till tomorrow */
	ck_assert_ptr_nonnull(strstr(room_line(&k), "earshot: erased who"));
	ck_assert(expiry_run(k.dir, now + 60, &due, &n, &e));
	ck_assert_int_eq(n.senders + n.emptied, 0);
	ck_assert(expiry_run(k.dir, now + DAY, &due, &n, &e));
	ck_assert_int_eq(n.senders, 1);
	ck_assert_int_eq(senders(), 0);
	/* settings that cannot be read are no reason to keep silent */
	ck_assert(file_write(room_in(&k, "site.settings"), "x", 1, 0600, &e));
	ck_assert(!expiry_run(k.dir, now, &due, &n, &e));
	room_close(&k);
}
END_TEST

START_TEST(pages_say_until_when)
{
	int64_t now = now_seconds();
	const char *waits = "that came before that day still waits to be read";
	struct messages_expired n;
	struct err e = { 0 };
	bool due;

	begin();
	message("one", MESSAGE_HAND, now - 9 * DAY);
	message("two", MESSAGE_CONFIRM, now - 9 * DAY);
	room_get(&k, "/desk/messages");
	ck_assert(room_says(&k, "Nothing says when"));
	set_day(3);
	room_get(&k, "/");
	ck_assert(room_says(&k, "addresses of those who wrote are erased"));
	room_get(&k, "/desk/messages");
	ck_assert(room_says(&k, "Names and addresses are erased on "));
	ck_assert(!room_says(&k, waits));
	ck_assert(!room_says(&k, "Nothing says when"));
	set_day(-3);
	room_get(&k, "/"); /* the day is past, and nobody erased them yet */
	ck_assert(room_says(&k, "to be erased, and some are still here"));
	ck_assert(!room_says(&k, "wrote were erased"));
	room_get(&k, "/desk/messages");
	ck_assert(!room_says(&k, "Names and addresses were erased on "));
	ck_assert(room_says(&k, "Those of 2 messages are still here"));
	ck_assert(room_says(&k, waits));
	ck_assert(expiry_run(k.dir, now, &due, &n, &e));
	room_get(&k, "/");
	ck_assert(room_says(&k, "addresses of those who wrote were erased"));
	ck_assert(!room_says(&k, "still here"));
	room_get(&k, "/desk/messages");
	ck_assert(room_says(&k, "Names and addresses were erased on "));
	ck_assert(!room_says(&k, "are still here"));
	ck_assert(room_says(&k, waits));
	ck_assert(room_says(&k, "1 message that came before that day still "
	    "waits to be confirmed"));
	room_close(&k);
}
END_TEST

START_TEST(its_own_thread_does_it_and_says_when_it_cannot)
{
	struct err e = { 0 };

	begin();
	message("one", MESSAGE_ASIDE, now_seconds() - 9 * DAY);
	set_day(-3);
	ck_assert(desk_fetches(k.desk, NULL, &e));
	room_get(&k, "/");
	ck_assert(!room_says(&k, "could not be erased"));
	ck_assert_int_eq(senders(), 0);
	room_close(&k);
	begin();
	message("one", MESSAGE_ASIDE, now_seconds() - 9 * DAY);
	ck_assert(file_write(room_in(&k, "site.settings"), "x", 1, 0600, &e));
	ck_assert(desk_fetches(k.desk, NULL, &e));
	room_get(&k, "/");
	ck_assert(room_says(&k, "could not be erased"));
	ck_assert_int_eq(senders(), 1);
	room_close(&k);
}
END_TEST

START_TEST(a_response_that_is_not_there_is_not_withdrawn)
{
	begin();
	message("one", MESSAGE_ASIDE, now_seconds());
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "href=\"/desk/tasks/withdraw\""));
	room_get(&k, "/desk/tasks/withdraw?done=4F7K-2M9Q-X3C");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(!room_says(&k, "is erased."));
	room_post(&k, "/desk/tasks/withdraw", "do=look&reference=nonsense");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "That is no reference"));
	ck_assert(room_says(&k, "value=\"nonsense\""));
	room_post(&k, "/desk/tasks/withdraw",
	    "do=erase&reference=0000-0000-000&reason=by+phone");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "There is no response 0000-0000-000 here"));
	room_close(&k);
}
END_TEST

/* A page says that nothing was erased only where nothing was. */
START_TEST(what_is_erased_is_not_said_to_be_here)
{
	const char *body = "do=withdraw&id=1&reason=by+phone";
	const char *list;
	struct err e = { 0 };

	begin();
	message("one", MESSAGE_ASIDE, now_seconds());
	list = withdrawn_path(&k.a, k.dir);
	ck_assert(file_write(list, "no list\n", 8, 0600, &e));
	room_post(&k, "/desk/messages/confirm", body);
	ck_assert_int_eq(k.out.status, 500);
	ck_assert(room_says(&k, "Erased, but not finished"));
	ck_assert(room_says(&k, "this is no list of what was withdrawn"));
	ck_assert(!room_says(&k, "Not done"));
	ck_assert(room_says(&k, "value=\"by phone\""));
	/* again, when it is mended: then the list has it */
	ck_assert_int_eq(remove(list), 0);
	room_post(&k, "/desk/messages/confirm", body);
	ck_assert_int_eq(k.out.status, 303);
	ck_assert(file_exists(list));
	ck_assert_int_eq(remove(list), 0);
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_expiry, what_is_erased_is_not_said_to_be_here,
    the_desk_erases_from_the_day_on_and_not_before,
    pages_say_until_when, its_own_thread_does_it_and_says_when_it_cannot,
    a_response_that_is_not_there_is_not_withdrawn)
