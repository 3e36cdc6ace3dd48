/* SPDX-License-Identifier: MIT
 *
 * messages.c -- tests of messages: each is kept once, as it came, and what is
 * decided about it is in the log.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/messages.h"
#include "tests/unit/unit.h"

static struct desk_kit kit;
static const char first[] = "From: a@example.org\n\nThe zugzwang at night.\n";
static const char second[] = "From: b@example.org\n\nMore nurses, please.\n";

static struct message_new
letter(const char *raw, const char *place)
{
	return (struct message_new){ .raw = str_of(raw), .source = "mbox:in",
	    .place = place, .channel = "email", .received = kit.now,
	    .name = "A Person", .address = "Person@Example.org",
	    .mail_id = "1@x", .thread = "", .read = { .reading =
	    str_of("{\"text\":\"x\"}"), .state = MESSAGE_CONFIRM, .why = "" } };
}

static bool
take(const char *raw, const char *place, int64_t *id, bool *already)
{
	struct message_new m = letter(raw, place);
	struct err e = { 0 };
	bool ok = keep_messages(kit.c, &m, 1, kit.at.to, "bob", &e);

	ck_assert_msg(ok, "%s", e.msg);
	*id = m.id;
	*already = m.already;
	return ok;
}

static struct message
get(int64_t id)
{
	struct message m;
	struct err e = { 0 };
	bool found;

	ck_assert_msg(message_find(&kit.a, kit.c, id, &m, &found, &e), "%s",
	    e.msg);
	ck_assert(found);
	return m;
}

static bool
confirm(int64_t id, const char *by, struct err *e)
{
	struct forms_answers as = sheets_said(&kit, "patient", "neither",
	    "More nurses");
	struct store_meta meta = { .channel = "email", .lang = "en",
	    .day = "2024-06-20" };

	*e = (struct err){ 0 };
	memcpy(meta.form, as.form->hash, sizeof(meta.form));
	return message_confirm(kit.c, id, MESSAGE_STATES, &as, &meta, by, kit.now, e);
}

START_TEST(a_message_is_kept_once_with_all_its_places)
{
	int64_t id, again;
	struct err e = { 0 };
	bool already, had;

	sheets_kit(&kit);
	take(first, "@0", &id, &already);
	ck_assert(!already);
	take(first, "@99", &again, &already);
	ck_assert(already);
	ck_assert_int_eq(id, again);
	ck_assert(messages_had(kit.c, "mbox:in", "@99", &had, &e) && had);
	ck_assert(messages_had(kit.c, "mbox:in", "@98", &had, &e) && !had);
	take(second, "@200", &again, &already);
	ck_assert(!already);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM message"), 2);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM"
	    " message_place"), 3);
	/* what came is sealed; control: the address stands there */
	ck_assert(!place_holds(&kit.at, "zugzwang", 8));
	ck_assert(place_holds(&kit.at, "person@example.org", 18));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_came_opens_with_either_key_and_no_other)
{
	const struct seal_secret *keys[] = { &kit.at.analyst,
	    &kit.at.recovery };
	struct message_new v[3];
	struct buf raw CLEAN(buf_free) = { 0 };
	struct seal_secret other;
	struct err e = { 0 };
	size_t i, k;

	sheets_kit(&kit);
	v[0] = letter(first, "1");
	v[1] = letter(second, "2");
	v[2] = letter(first, "3");
	ck_assert(keep_messages(kit.c, v, 3, kit.at.to, "bob", &e));
	ck_assert(v[2].already && v[2].id == v[0].id);
	for (i = 0; i < 2; i++)
		for (k = 0; k < LEN(keys); k++) {
			ck_assert_msg(message_open(kit.c, v[i].id, keys[k],
			    &raw, &e), "%s", e.msg);
			ck_assert_str_eq(buf_text(&raw), v[i].raw.p);
		}
	seal_keypair(&other);
	ck_assert(!message_open(kit.c, v[0].id, &other, &raw, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(a_message_is_confirmed_once)
{
	int64_t id, n;
	struct message m;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	take(first, "1", &id, &already);
	ck_assert_msg(confirm(id, "bob", &e), "%s", e.msg);
	m = get(id);
	ck_assert_int_eq(m.state, MESSAGE_DONE);
	ck_assert_str_eq(m.by, "bob");
	ck_assert_str_ne(m.reference, "");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE counts = 1 AND channel = 'email'"), 1);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	ck_assert(!confirm(id, "eve", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "bob confirmed"));
	ck_assert(message_decided(kit.c, "bob", kit.now - 1, &n, &e));
	ck_assert_int_eq(n, 1);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_is_undone_no_longer_counts)
{
	int64_t id;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	take(first, "1", &id, &already);
	ck_assert(confirm(id, "bob", &e));
	ck_assert_msg(message_move(kit.c, id, MESSAGE_STATES,
	    MESSAGE_CONFIRM, "", 0, "bob",
	    kit.now, &e), "%s", e.msg);
	ck_assert_int_eq(get(id).state, MESSAGE_CONFIRM);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE counts = 1"), 0);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM unit"), 0);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	ck_assert(confirm(id, "eve", &e));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE counts = 1"), 1);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	sheets_kit_end(&kit);
}
END_TEST

/* Two people have it before them; the later one does not undo the first. */
START_TEST(what_was_decided_meanwhile_stands)
{
	struct forms_answers as;
	struct store_meta meta = { .channel = "email", .lang = "en",
	    .day = "2024-06-20" };
	struct err e = { 0 };
	int64_t id;
	bool already;

	sheets_kit(&kit);
	take(first, "1", &id, &already);
	ck_assert(confirm(id, "bob", &e));
	ck_assert(!message_move(kit.c, id, MESSAGE_CONFIRM, MESSAGE_NOT, "", 0,
	    "eve", kit.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "bob has decided"));
	ck_assert_int_eq(get(id).state, MESSAGE_DONE);
	e = (struct err){ 0 };
	/* control: who saw how it stands may */
	ck_assert(message_move(kit.c, id, MESSAGE_DONE, MESSAGE_NOT, "", 0,
	    "eve", kit.now, &e));
	as = sheets_said(&kit, "patient", "neither", "x");
	memcpy(meta.form, as.form->hash, sizeof(meta.form));
	ck_assert(!message_confirm(kit.c, id, MESSAGE_CONFIRM, &as, &meta,
	    "bob", kit.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "eve has decided"));
	sheets_kit_end(&kit);
}
END_TEST

/* A program never makes a message repeat itself. */
START_TEST(nothing_repeats_itself)
{
	struct err e = { 0 };
	int64_t id;
	bool already;

	sheets_kit(&kit);
	take(first, "1", &id, &already);
	ck_assert(message_repeats(kit.c, id, id, "x", &e));
	ck_assert_int_eq(get(id).state, MESSAGE_CONFIRM);
	sheets_kit_end(&kit);
}
END_TEST

static size_t
suspects(struct message_suspect **v)
{
	struct err e = { 0 };
	size_t n;

	ck_assert_msg(message_suspects(&kit.a, kit.c, 0, 100, v, &n, &e), "%s",
	    e.msg);
	return n;
}

/* What it is compared with is another thing once one of these is: then it is
 * looked at again, and only then. */
START_TEST(only_what_may_be_repeated_makes_a_suspect)
{
	struct message_suspect *v;
	int64_t a, b, c, among;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	take(first, "1", &a, &already);
	ck_assert_uint_eq(suspects(&v), 0);
	take(second, "2", &b, &already);
	ck_assert_uint_eq(suspects(&v), 1);
	ck_assert_int_eq(v[0].id, b);
	among = v[0].among;
	ck_assert_uint_eq(suspects(&v), 1);
	ck_assert_int_eq(v[0].among, among);
	take("From: c@example.org\n\nLess noise.\n", "3", &c, &already);
	ck_assert_uint_eq(suspects(&v), 2);
	ck_assert_int_eq(v[0].among, among);
	ck_assert_int_eq(v[1].id, c);
	among = v[1].among;
	ck_assert(message_move(kit.c, a, MESSAGE_STATES, MESSAGE_NOT, "", 0,
	    "bob", kit.now, &e));
	ck_assert_uint_eq(suspects(&v), 1);
	ck_assert_int_eq(v[0].id, c);
	ck_assert_int_ne(v[0].among, among);
	/* who decided need not be asked again */
	ck_assert(confirm(c, "bob", &e));
	ck_assert_uint_eq(suspects(&v), 0);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(a_repeat_names_another_message)
{
	int64_t a, b;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	take(first, "1", &a, &already);
	take(second, "2", &b, &already);
	ck_assert(!message_move(kit.c, b, MESSAGE_STATES, MESSAGE_REPEAT, "", b, "bob", kit.now,
	    &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "itself"));
	e = (struct err){ 0 };
	ck_assert(!message_move(kit.c, b, MESSAGE_STATES, MESSAGE_REPEAT, "", 77, "bob",
	    kit.now, &e));
	e = (struct err){ 0 };
	ck_assert_msg(message_move(kit.c, b, MESSAGE_STATES, MESSAGE_REPEAT, "", a, "bob",
	    kit.now, &e), "%s", e.msg);
	ck_assert_int_eq(get(b).same, a);
	ck_assert_int_eq(get(a).repeats, 1);
	ck_assert(!message_move(kit.c, a, MESSAGE_STATES, MESSAGE_REPEAT, "", b, "bob", kit.now,
	    &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "itself a repeat"));
	sheets_kit_end(&kit);
}
END_TEST

/* What a program read moves a message only until somebody decided. */
START_TEST(reading_again_undoes_no_decision)
{
	const struct message_read r = { str_of("{}"), true, MESSAGE_HAND, "x",
	    0 };
	int64_t id;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	take(first, "1", &id, &already);
	ck_assert(messages_were_read(kit.c, &id, &r, 1, &e));
	ck_assert_int_eq(get(id).state, MESSAGE_HAND);
	ck_assert(get(id).deep);
	ck_assert(message_move(kit.c, id, MESSAGE_STATES,
	    MESSAGE_NOT, "thanks", 0, "bob",
	    kit.now, &e));
	ck_assert(messages_were_read(kit.c, &id, &r, 1, &e));
	ck_assert_int_eq(get(id).state, MESSAGE_NOT);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_is_withdrawn_is_nowhere_and_stays_away)
{
	int64_t id, again;
	struct message_new m;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	m = letter(first, "1");
	m.read.reading = str_of("{\"text\":\"gambit\"}");
	m.address = "endgame@example.org";
	ck_assert(keep_messages(kit.c, &m, 1, kit.at.to, "bob", &e));
	id = m.id;
	ck_assert(confirm(id, "bob", &e));
	ck_assert(place_holds(&kit.at, "gambit", 6));
	ck_assert(!message_withdraw(kit.c, id, "", "bob", kit.now, &e));
	ck_assert_msg(message_withdraw(kit.c, id, "by phone", "bob", kit.now,
	    &e), "%s", e.msg);
	ck_assert(!place_holds(&kit.at, "gambit", 6));
	ck_assert(!place_holds(&kit.at, "endgame", 7));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE counts = 1"), 0);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	/* the same bytes do not bring it back */
	take(first, "2", &again, &already);
	ck_assert(already);
	ck_assert_int_eq(get(again).state, MESSAGE_WITHDRAWN);
	ck_assert(!confirm(id, "bob", &e));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_repeats_it_is_withdrawn_as_well)
{
	struct message_new m;
	struct err e = { 0 };
	int64_t id;
	bool already;

	sheets_kit(&kit);
	take(first, "1", &id, &already);
	m = letter(second, "2");
	m.read.reading = str_of("{\"text\":\"gambit\"}");
	m.address = "endgame@example.org";
	ck_assert(keep_messages(kit.c, &m, 1, kit.at.to, "bob", &e));
	ck_assert(message_repeats(kit.c, m.id, id, "the same words", &e));
	ck_assert(message_withdraw(kit.c, id, "by phone", "bob", kit.now, &e));
	ck_assert_int_eq(get(m.id).state, MESSAGE_WITHDRAWN);
	ck_assert(!place_holds(&kit.at, "gambit", 6));
	ck_assert(!place_holds(&kit.at, "endgame", 7));
	ck_assert_int_eq(sheets_findings(&kit), 0);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(two_people_get_two_messages)
{
	int64_t a, b, id;
	struct err e = { 0 };
	bool already;

	sheets_kit(&kit);
	take(first, "1", &a, &already);
	take(second, "2", &b, &already);
	ck_assert(message_next(kit.c, MESSAGE_CONFIRM, 0, "bob", kit.now, &id,
	    &e));
	ck_assert_int_eq(id, a);
	ck_assert(message_next(kit.c, MESSAGE_CONFIRM, 0, "eve", kit.now, &id,
	    &e));
	ck_assert_int_eq(id, b);
	ck_assert(message_next(kit.c, MESSAGE_CONFIRM, 0, "may", kit.now, &id,
	    &e));
	ck_assert_int_eq(id, 0);
	/* after a while it is anybody's again */
	ck_assert(message_next(kit.c, MESSAGE_CONFIRM, 0, "may", kit.now +
	    MESSAGE_CLAIM + 1, &id, &e));
	ck_assert_int_eq(id, a);
	sheets_kit_end(&kit);
}
END_TEST

/* Each of these is found; without them nothing is. */
START_TEST(what_others_change_is_found)
{
	static const char *const deeds[] = {
		"UPDATE message SET sealed = zeroblob(99) WHERE id = 1",
		"UPDATE message SET hash = zeroblob(32) WHERE id = 1",
		"DELETE FROM message_place; DELETE FROM message_sender;"
		" DELETE FROM message WHERE id = 2",
		"UPDATE message SET step = 4000 WHERE id = 1",
		"UPDATE message SET state = 'not' WHERE id = 1",
		"UPDATE message SET state = 'not' WHERE id = 2",
		"UPDATE message SET by = 'eve' WHERE id = 1",
		"UPDATE message SET sealed = NULL WHERE id = 2",
		"UPDATE response SET json = replace(json, 'nurses', 'cuts')",
		"DELETE FROM response" };
	struct err e = { 0 };
	int64_t a, b;
	bool already;
	size_t i;

	for (i = 0; i < LEN(deeds); i++) {
		sheets_kit(&kit);
		take(first, "1", &a, &already);
		take(second, "2", &b, &already);
		ck_assert(confirm(a, "bob", &e));
		ck_assert_int_eq(sheets_findings(&kit), 0);
		ck_assert(db_run(&kit.c->db, deeds[i], &e));
		ck_assert_msg(sheets_findings(&kit) > 0, "%s", deeds[i]);
		sheets_kit_end(&kit);
	}
}
END_TEST

UNIT_SUITE(messages, a_message_is_kept_once_with_all_its_places,
    what_came_opens_with_either_key_and_no_other,
    a_message_is_confirmed_once,
    what_is_undone_no_longer_counts,
    what_was_decided_meanwhile_stands,
    nothing_repeats_itself,
    only_what_may_be_repeated_makes_a_suspect,
    a_repeat_names_another_message,
    reading_again_undoes_no_decision,
    what_is_withdrawn_is_nowhere_and_stays_away,
    what_repeats_it_is_withdrawn_as_well,
    two_people_get_two_messages,
    what_others_change_is_found)
