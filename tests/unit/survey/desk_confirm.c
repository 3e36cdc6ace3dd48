/* SPDX-License-Identifier: MIT
 *
 * desk_confirm.c -- tests of the page on which a message is confirmed: what of it
 * is its sender's words.  The people are made up.
 */
#include "survey/mail/take.h"
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/messages.h"
#include "tests/unit/unit.h"

static struct room k;
static struct staff_secret kim;

static void
begin(void)
{
	room_open(&k, NULL);
	room_publish(&k);
	kim = room_person(&k, "kim", STAFF_ALL_ROLES, now_seconds());
	room_as(&k, &kim);
}

/* A message with a file, of which these boxes were filled in. */
static void
keep(const char *text, const char *printed, struct mail_filled *filled,
    size_t n)
{
	struct mail_file file = { .name = "q.pdf", .type = "application/pdf",
	    .size = 1, .text = printed, .filled = filled, .n_filled = n,
	    .why = "" };
	struct mail_reading r = { .name = "", .address = "", .id = "",
	    .parent = "", .root = "", .subject = "", .lang = "", .text = text,
	    .files = &file, .n_files = 1, .aside_why = "", .why = "" };
	struct message_new m = { .raw = str_of(text), .source = "x", .place =
	    text, .channel = "email", .received = 1, .name = "", .address =
	    "a@example.org", .mail_id = "", .thread = "" };
	struct seal_public to[SEAL_RECIPIENTS] = { k.keys[0].pub,
	    k.keys[1].pub };
	struct cases *c = room_cases(&k, DB_CREATE);
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };

	ck_assert(mail_reading_write(&r, false, &b));
	m.read = (struct message_read){ .reading = str_of(buf_text(&b)),
	    .state = MESSAGE_CONFIRM, .why = "" };
	ck_assert_msg(keep_messages(c, &m, 1, to, "kim", &e), "%s", e.msg);
	cases_close(c);
}

static const char printed[] = "The tea room\n\nSomething printed.\n\n"
    "> x\n\nAnd printed again.\n";

START_TEST(our_questionnaire_is_folded_and_what_was_filled_in_counts)
{
	struct mail_filled filled[] = { { "why", "hot" }, { "more",
	    "A zugzwang, written below all of it." } };

	begin();
	keep("It is attached.", printed, filled, 2);
	room_get(&k, "/desk/messages/confirm?id=1");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "Our questionnaire as it is printed, 7 lines"));
	ck_assert(room_says(&k, "Folded because: it is our own"));
	ck_assert(room_says(&k, "Something printed.\n\n&gt; x\n\nAnd"));
	ck_assert(room_says(&k, "data-part=\"0\""));	/* attached */
	ck_assert(room_says(&k, "data-part=\"2\""));	/* what was written */
	ck_assert(!room_says(&k, "data-part=\"1\""));
	ck_assert(!room_says(&k, "data-part=\"3\""));
	ck_assert(room_says(&k, "A zugzwang, written below all of it."));
	/* control: a file that is not ours is read as words */
	keep("Another is attached.", printed, NULL, 0);
	room_get(&k, "/desk/messages/confirm?id=2");
	ck_assert(!room_says(&k, "Our questionnaire"));
	ck_assert(room_says(&k, "data-part=\"1\""));
	ck_assert(room_says(&k, "data-part=\"3\""));
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_confirm,
    our_questionnaire_is_folded_and_what_was_filled_in_counts)
