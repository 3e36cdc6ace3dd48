/* SPDX-License-Identifier: MIT
 *
 * expire.c -- tests of the day on which it is erased who wrote.  The people are
 * made up.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/messages.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static struct desk_kit kit;

/* A message in this state, whose words and sender are known by its number. */
static int64_t
message(int n, enum message_state state, int64_t received)
{
	char raw[99], address[32], reading[80], place[32];
	struct message_new m = { .source = "/in/fianchetto.eml",
		.place = place,
		.channel = "email",
		.received = received,
		.name = "A Person",
		.mail_id = "1@zugzwang",
		.thread = "2@zugzwang" };
	struct err e = { 0 };

	snprintf(address, sizeof(address), "endgame%d@example.org", n);
	snprintf(raw, sizeof(raw), "From: %s\n\nWords %d\n", address, n);
	snprintf(reading, sizeof(reading), "{\"id\":\"1@zugzwang\","
	    "\"text\":\"gambit%d\"}", n);
	snprintf(place, sizeof(place), "@%d", n);
	m.raw = str_of(raw);
	m.address = address;
	m.read = (struct message_read){
		.reading = str_of(reading), .state = state, .why = ""
	};
	ck_assert_msg(
	    keep_messages(kit.c, &m, 1, kit.at.to, "bob", &e), "%s", e.msg);
	ck_assert(!m.already);
	return m.id;
}

static void
confirm(int64_t id)
{
	struct forms_answers as =
	    sheets_said(&kit, "patient", "neither", "More nurses");
	struct store_meta meta = {
		.channel = "email", .lang = "en", .day = "2024-06-20"
	};
	struct err e = { 0 };

	memcpy(meta.form, as.form->hash, sizeof(meta.form));
	ck_assert_msg(message_confirm(kit.c, id, MESSAGE_STATES, &as, &meta,
			  "bob", kit.now, &e),
	    "%s", e.msg);
}

/* Somebody looked: it is no response. */
static void
refuse(int64_t id)
{
	struct err e = { 0 };

	ck_assert_msg(message_move(kit.c, id, MESSAGE_STATES, MESSAGE_NOT, "",
			  0, "bob", kit.now, &e),
	    "%s", e.msg);
}

static struct message
get(int64_t id)
{
	struct message m;
	struct err e = { 0 };
	bool found;

	ck_assert_msg(
	    message_find(&kit.a, kit.c, id, &m, &found, &e), "%s", e.msg);
	ck_assert(found);
	return m;
}

static struct messages_expired
expire(int64_t before, int64_t settled)
{
	struct messages_expired would, did;
	struct err e = { 0 };

	ck_assert_msg(
	    messages_expiring(kit.c, before, settled, &would, &e), "%s", e.msg);
	ck_assert_msg(
	    messages_expire(kit.c, before, settled, "earshot", &did, &e), "%s",
	    e.msg);
	ck_assert_int_eq(would.senders, did.senders);
	ck_assert_int_eq(would.emptied, did.emptied);
	ck_assert_int_eq(would.waiting, did.waiting);
	ck_assert_int_eq(would.confirm, did.confirm);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	return did;
}

static int64_t
lines(void)
{
	return asked_number(kit.c,
	    "SELECT count(*) FROM audit WHERE subject"
	    " GLOB 'expired *'");
}

/* What each state keeps of a message whose time is over. */
static const struct {
	enum message_state state;
	bool sealed, reading;
} kept[] = { { MESSAGE_UNREAD, true, true }, { MESSAGE_CONFIRM, false, true },
	{ MESSAGE_HAND, true, true }, { MESSAGE_ASIDE, true, true },
	{ MESSAGE_REPEAT, true, true } };

START_TEST(nobody_knows_any_more_who_wrote)
{
	struct messages_expired n;
	int64_t ids[LEN(kept)], done, not;
	size_t i;

	sheets_kit(&kit);
	for (i = 0; i < LEN(kept); i++)
		ids[i] = message((int)i, kept[i].state, kit.now);
	done = message(9, MESSAGE_CONFIRM, kit.now);
	confirm(done);
	not = message(8, MESSAGE_ASIDE, kit.now);
	refuse(not);
	n = expire(kit.now, INT64_MAX); /* control: it is not yet */
	ck_assert_int_eq(n.senders + n.emptied + n.waiting + lines(), 0);
	ck_assert(place_holds(&kit.at, "endgame", 7));
	ck_assert(place_holds(&kit.at, "zugzwang", 8));
	n = expire(kit.now + 1, INT64_MAX);
	ck_assert_int_eq(n.senders, 7);
	ck_assert_int_eq(n.emptied, 3);
	ck_assert_int_eq(n.waiting, 4);
	ck_assert_int_eq(n.confirm, 1);
	ck_assert(!place_holds(&kit.at, "endgame", 7));
	ck_assert(!place_holds(&kit.at, "zugzwang", 8));
	for (i = 0; i < LEN(kept); i++) {
		struct message m = get(ids[i]);

		ck_assert(!m.sender);
		ck_assert_int_eq(m.state, kept[i].state);
		ck_assert_int_eq(m.sealed, kept[i].sealed);
		ck_assert_int_eq(*m.reading != '\0', kept[i].reading);
	}
	ck_assert(!get(done).sealed && *get(done).reading == '\0');
	ck_assert(!get(not).sealed && *get(not).reading == '\0');
	ck_assert_str_eq(
	    asked_text(&kit.a, kit.c,
		"SELECT who || ': ' ||"
		" detail FROM audit WHERE subject GLOB 'expired *'"),
	    "earshot: 7 "
	    "names and addresses, 3 messages; 4 that are still to be read "
	    "stay sealed");
	/* the response goes on counting */
	ck_assert_int_eq(asked_number(kit.c,
			     "SELECT count(*) FROM response"
			     " WHERE counts = 1"),
	    1);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(again_erases_nothing_and_says_nothing)
{
	struct messages_expired n;

	sheets_kit(&kit);
	message(1, MESSAGE_CONFIRM, kit.now);
	message(2, MESSAGE_HAND, kit.now);
	expire(kit.now + 1, INT64_MAX);
	n = expire(kit.now + 2, INT64_MAX);
	ck_assert_int_eq(n.senders, 0);
	ck_assert_int_eq(n.emptied, 0);
	ck_assert_int_eq(n.waiting, 1);
	ck_assert_int_eq(lines(), 1);
	sheets_kit_end(&kit);
}
END_TEST

/* What is opened later says no more than what was opened before. */
START_TEST(what_is_opened_later_names_nobody)
{
	struct message_read r = { .reading = str_of("{\"id\":\"9@zugzwang\","
	    "\"text\":\"shatranj\"}"), .state = MESSAGE_CONFIRM, .why = "" };
	struct err e = { 0 };
	int64_t id;

	sheets_kit(&kit);
	id = message(1, MESSAGE_UNREAD, kit.now);
	ck_assert(messages_were_read(kit.c, &id, &r, 1, &e));
	ck_assert(place_holds(&kit.at, "9@zugzwang", 10));	/* control */
	expire(kit.now + 1, INT64_MAX);
	ck_assert(!place_holds(&kit.at, "zugzwang", 8));
	id = message(2, MESSAGE_UNREAD, kit.now);
	expire(kit.now + 1, INT64_MAX);
	ck_assert(messages_were_read(kit.c, &id, &r, 1, &e));
	ck_assert(!place_holds(&kit.at, "zugzwang", 8));
	ck_assert(place_holds(&kit.at, "shatranj", 8));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_is_read_later_is_erased_when_it_was_decided)
{
	struct messages_expired n;
	struct err e = { 0 };
	int64_t hand, read;

	sheets_kit(&kit);
	hand = message(1, MESSAGE_HAND, kit.now);
	read = message(2, MESSAGE_CONFIRM, kit.now);
	expire(kit.now + 1, INT64_MAX);
	confirm(hand);
	confirm(read);
	/* it can still be undone */
	n = expire(kit.now + 1, kit.now);
	ck_assert_int_eq(n.emptied, 0);
	ck_assert(get(hand).sealed);
	ck_assert(message_move(kit.c, read, MESSAGE_STATES, MESSAGE_CONFIRM, "",
	    0, "bob", kit.now, &e));
	confirm(read);
	n = expire(kit.now + 1, kit.now + 1);
	ck_assert_int_eq(n.emptied, 2);
	ck_assert_int_eq(n.waiting, 0);
	ck_assert(!get(hand).sealed);
	ck_assert(!place_holds(&kit.at, "gambit", 6));
	/* and then no more: there is nothing to make another response of */
	ck_assert(!message_move(kit.c, read, MESSAGE_STATES, MESSAGE_CONFIRM,
	    "", 0, "bob", kit.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "is erased"));
	ck_assert_int_eq(asked_number(kit.c,
			     "SELECT count(*) FROM response"
			     " WHERE counts = 1"),
	    2);
	sheets_kit_end(&kit);
}
END_TEST

/* A message may say that it is of the year 2100; it came today all the same. */
START_TEST(a_date_that_is_still_to_come_keeps_nobody)
{
	struct messages_expired n;
	int64_t now = now_seconds();

	sheets_kit(&kit);
	refuse(message(1, MESSAGE_ASIDE, INT64_C(4102444800)));
	n = expire(now - 3600, INT64_MAX); /* control: not taken in yet */
	ck_assert_int_eq(n.senders, 0);
	n = expire(now + 3600, INT64_MAX);
	ck_assert_int_eq(n.senders, 1);
	ck_assert_int_eq(n.emptied, 1);
	sheets_kit_end(&kit);
}
END_TEST

/* What a program alone set aside, or took for a repeat, is a person's answer
 * perhaps: also when an old file is taken in after the day. */
START_TEST(what_nobody_looked_at_is_kept)
{
	struct messages_expired n;
	int64_t aside, repeat;
	int i;

	sheets_kit(&kit);
	aside = message(1, MESSAGE_ASIDE, kit.now - 1000);
	repeat = message(2, MESSAGE_REPEAT, kit.now - 1000);
	for (i = 1; i < 3; i++) {
		n = expire(kit.now + i, kit.now + i);
		ck_assert_int_eq(n.waiting, 2);
		ck_assert(get(aside).sealed && *get(aside).reading != '\0');
		ck_assert(get(repeat).sealed && *get(repeat).reading != '\0');
	}
	refuse(aside); /* control: then it goes */
	n = expire(kit.now + 3, kit.now + 3);
	ck_assert_int_eq(n.emptied, 1);
	ck_assert_int_eq(n.waiting, 1);
	ck_assert(!get(aside).sealed);
	sheets_kit_end(&kit);
}
END_TEST

/* Without a From there is the Message-ID still. */
START_TEST(a_message_without_a_sender_is_counted_and_erased)
{
	struct message_new m = { .raw = str_of("Words\n"), .source = "f",
		.place = "1", .channel = "email", .received = kit.now,
		.name = "", .address = "", .mail_id = "3@zugzwang",
		.thread = "4@zugzwang", .read = { .reading = str_of("{}"),
		.state = MESSAGE_HAND, .why = "" } };
	struct messages_expired n;
	struct err e = { 0 };

	sheets_kit(&kit);
	m.received = kit.now;
	ck_assert(keep_messages(kit.c, &m, 1, kit.at.to, "bob", &e));
	ck_assert(place_holds(&kit.at, "zugzwang", 8)); /* control */
	n = expire(kit.now + 1, INT64_MAX);
	ck_assert_int_eq(n.senders, 1);
	ck_assert_int_eq(lines(), 1);
	ck_assert(!place_holds(&kit.at, "zugzwang", 8));
	sheets_kit_end(&kit);
}
END_TEST

/* What a file is called may name who wrote. */
START_TEST(the_names_of_files_go_and_places_in_mailboxes_stay)
{
	static const char *const sources[] = { "/in/fianchetto.eml", "letter",
		"imap://office@mail.example/INBOX" };
	struct message_new m = { .raw = str_of("Words\n"), .channel = "email",
		.name = "", .address = "", .mail_id = "", .thread = "",
		.read = { .reading = str_of(""), .state = MESSAGE_HAND,
		.why = "" } };
	struct err e = { 0 };
	bool had;
	size_t i, round;

	sheets_kit(&kit);
	m.received = kit.now;
	for (round = 0; round < 3; round++) {
		for (i = 0; i < LEN(sources); i++) {
			m.source = sources[i];
			m.place = i < 2 ? "Mrs fianchetto.pdf" : "1.2";
			ck_assert(keep_messages(
			    kit.c, &m, 1, kit.at.to, "bob", &e));
			ck_assert_int_eq(m.already, round + i > 0);
		}
		ck_assert_int_eq(
		    place_holds(&kit.at, "fianchetto", 10), round == 0);
		expire(kit.now + 1, INT64_MAX);
		ck_assert(!place_holds(&kit.at, "fianchetto", 10));
		ck_assert(messages_had(kit.c, sources[2], "1.2", &had, &e));
		ck_assert(had);
	}
	ck_assert_int_eq(
	    asked_number(kit.c, "SELECT count(*) FROM message"), 1);
	sheets_kit_end(&kit);
}
END_TEST

static void
change(const char *sql)
{
	struct err e = { 0 };

	ck_assert_msg(db_run(&kit.c->db, sql, &e), "%s", e.msg);
}

static void
end_as_it_is(void)
{
	cases_close(kit.c);
	arena_free(&kit.a);
	place_forget(&kit.at);
}

/* Emptied without the log: a line about others does not speak for it, whatever
 * its date is made. */
START_TEST(what_is_emptied_without_the_log_is_found)
{
	static const char *const states[] = { "hand", "aside", "confirm" };
	size_t i;

	for (i = 0; i < LEN(states); i++) {
		sheets_kit(&kit);
		refuse(message(1, MESSAGE_ASIDE, kit.now));
		message(2, i == 0     ? MESSAGE_HAND
			: i == 1 ? MESSAGE_ASIDE
				 : MESSAGE_CONFIRM,
		    kit.now + 99);
		expire(kit.now + 1, INT64_MAX);
		change("UPDATE message SET received = 0, sealed = NULL,"
		       " reading = '' WHERE id = 2");
		ck_assert_str_eq(asked_text(&kit.a, kit.c,
				     "SELECT state FROM message WHERE id = 2"),
		    states[i]);
		ck_assert_int_eq(sheets_findings(&kit), 1);
		end_as_it_is();
	}
}
END_TEST

/* With nothing sealed, the words are all that there is. */
START_TEST(words_that_are_left_are_bound)
{
	int64_t id;

	sheets_kit(&kit);
	id = message(1, MESSAGE_CONFIRM, kit.now);
	expire(kit.now + 1, INT64_MAX);
	ck_assert_int_eq(sheets_findings(&kit), 0); /* control */
	change("UPDATE message SET reading = replace(reading, 'gambit1',"
	       " 'gambit2')");
	ck_assert_int_eq(sheets_findings(&kit), 1);
	change("UPDATE message SET reading = replace(reading, 'gambit2',"
	       " 'gambit1')");
	ck_assert_int_eq(sheets_findings(&kit), 0);
	change("UPDATE message SET state = 'hand'");
	ck_assert_int_eq(sheets_findings(&kit), 1);
	change("UPDATE message SET state = 'confirm'");
	confirm(id); /* and what goes later goes rightly */
	expire(kit.now + 1, INT64_MAX);
	ck_assert_str_eq(get(id).reading, "");
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(expire, nobody_knows_any_more_who_wrote,
    again_erases_nothing_and_says_nothing,
    what_is_opened_later_names_nobody,
    what_is_read_later_is_erased_when_it_was_decided,
    a_date_that_is_still_to_come_keeps_nobody, what_nobody_looked_at_is_kept,
    a_message_without_a_sender_is_counted_and_erased,
    the_names_of_files_go_and_places_in_mailboxes_stay,
    what_is_emptied_without_the_log_is_found, words_that_are_left_are_bound)
