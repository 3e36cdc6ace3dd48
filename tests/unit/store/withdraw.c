/* SPDX-License-Identifier: MIT
 *
 * withdraw.c -- tests of a response that its author wants back, by whatever way
 * it came: nothing of it stays, and nothing brings it back.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/messages.h"
#include "tests/unit/unit.h"

#include <stdio.h>

enum { WAYS = 4 };
static struct desk_kit k;
static const char *const words[WAYS] = { "zugzwang", "endgame", "gambit",
	"shatranj" };
static char reference[WAYS][REFERENCE_SIZE];
static const char mail[] = "From: a@example.org\n\nThe shatranj at night.\n";

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)arg, (void)hash, (void)e;
	return answers_form();
}

/* ---- one by each way ------------------------------------------------------------ */

static struct store_meta
meta_of(const char *channel)
{
	struct store_meta m = { .lang = "en", .day = "2024-06-20" };

	snprintf(m.channel, sizeof(m.channel), "%s", channel);
	memcpy(m.form, answers_form()->hash, sizeof(m.form));
	return m;
}

static bool
next(void *arg, struct brought *out, bool *got, struct err *e)
{
	static struct store_meta meta;
	static struct forms_answers as;
	bool *given = arg;

	(void)e;
	*got = !*given;
	*given = true;
	meta = meta_of("elsewhere");
	as = sheets_said(&k, "patient", "neither", words[RESPONSE_ELSEWHERE]);
	forms_route(&as);
	*out = (struct brought){ .meta = &meta, .answers = &as };
	memset(out->key, 7, sizeof(out->key));
	memset(out->content, 8, sizeof(out->content));
	return true;
}

static bool
done(void *arg, const struct brought_counts *n, struct err *e)
{
	(void)arg, (void)n, (void)e;
	return true;
}

static struct brought_counts
bring(void)
{
	bool given = false;
	const struct bringing how = { next, done, &given, "ann", "care.csv" };
	struct brought_counts n;
	struct err e = { 0 };

	ck_assert_msg(cases_bring(k.c, &how, &n, &e), "%s", e.msg);
	return n;
}

static bool
take(int64_t *id)
{
	struct message_new m = { .raw = str_of(mail),
		.source = "/in/shatranj.mbox",
		.place = "1",
		.channel = "email",
		.received = k.now,
		.name = "A Person",
		.address = "a@example.org",
		.mail_id = "1",
		.thread = "",
		.read = { .reading = str_of("{\"text\":\"shatranj\"}"),
		    .state = MESSAGE_CONFIRM,
		    .why = "" } };
	struct err e = { 0 };

	ck_assert_msg(
	    keep_messages(k.c, &m, 1, k.at.to, "bob", &e), "%s", e.msg);
	*id = m.id;
	return m.already;
}

static void
confirm(int64_t id)
{
	struct store_meta meta = meta_of("email");
	struct forms_answers as =
	    sheets_said(&k, "patient", "neither", words[RESPONSE_MESSAGE]);
	struct err e = { 0 };

	ck_assert_msg(message_confirm(k.c, id, MESSAGE_STATES, &as, &meta,
			  "bob", k.now, &e),
	    "%s", e.msg);
}

static void
know(enum response_way way, const char *sql)
{
	snprintf(
	    reference[way], REFERENCE_SIZE, "%s", asked_text(&k.a, k.c, sql));
}

static void
begin(void)
{
	struct intake *it;
	struct asked who;
	int64_t id;

	sheets_kit(&k);
	sheets_plan(&k, 0, 0, 0); /* once is enough */
	it = place_intake(&k.at, DB_CREATE);
	asked_answer(it, 1, words[RESPONSE_SITE], &who);
	intake_close(it);
	asked_pull(&k.at, k.c);
	snprintf(reference[RESPONSE_SITE], REFERENCE_SIZE, "%s", who.reference);
	bring();
	know(RESPONSE_ELSEWHERE,
	    "SELECT reference FROM response WHERE channel"
	    " = 'elsewhere'");
	ck_assert_str_eq(
	    sheets_key(&k, 1, sheets_in(&k), "bob",
		sheets_said(&k, "patient", "neither", words[RESPONSE_SHEET])),
	    "keyed");
	know(RESPONSE_SHEET, "SELECT reference FROM sheet");
	take(&id);
	confirm(id);
	know(RESPONSE_MESSAGE, "SELECT reference FROM message");
}

static int64_t
counting(void)
{
	return asked_number(k.c,
	    "SELECT count(*) FROM response WHERE counts ="
	    " 1");
}

static bool
withdraw(int way, const char *why, struct err *e)
{
	*e = (struct err){ 0 };
	return response_withdraw(k.c, reference[way], why, "ann", k.now, e);
}

/* ---- tests ---------------------------------------------------------------------- */

START_TEST(any_response_is_withdrawn_by_its_reference)
{
	struct response_known r;
	struct err e = { 0 };
	bool found;
	int i;

	begin();
	ck_assert_int_eq(counting(), WAYS);
	for (i = 0; i < WAYS; i++) {
		ck_assert(response_find(k.c, reference[i], &r, &found, &e));
		ck_assert(found && !r.withdrawn);
		ck_assert_int_eq((int)r.way, i);
		ck_assert(place_holds(&k.at, words[i], strlen(words[i])));
		ck_assert(!withdraw(i, " ", &e)); /* it must be said why */
		ck_assert_int_eq(counting(), WAYS - i);
		ck_assert_msg(withdraw(i, "by phone", &e), "%s", e.msg);
		ck_assert_int_eq(counting(), WAYS - i - 1);
		ck_assert(!place_holds(&k.at, words[i], strlen(words[i])));
		ck_assert_int_eq(sheets_findings(&k), 0);
		ck_assert(response_find(k.c, reference[i], &r, &found, &e));
		ck_assert(found && r.withdrawn);
		ck_assert(!withdraw(i, "by phone", &e));
		ck_assert_ptr_nonnull(strstr(e.msg, "withdrawn before"));
		ck_assert_int_eq(asked_number(k.c,
				     arena_printf(&k.a,
					 "SELECT"
					 " count(*) FROM audit WHERE "
					 "who = 'ann' AND detail LIKE"
					 " '%%by phone%%'")),
		    i + 1);
	}
	ck_assert(!response_withdraw(
	    k.c, "AAAA-AAAA-AAA", "by phone", "ann", k.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "there is no response"));
	/* what is still sealed, and the file, do not bring any back */
	asked_pull(&k.at, k.c);
	ck_assert_int_eq(bring().withdrawn, 1);
	ck_assert_int_eq(counting(), 0);
	ck_assert_int_eq(sheets_findings(&k), 0);
	sheets_kit_end(&k);
}
END_TEST

START_TEST(it_is_a_task_that_is_done)
{
	struct cases_task *t;
	struct err e = { 0 };
	size_t n;

	begin();
	ck_assert(withdraw(RESPONSE_ELSEWHERE, "by phone", &e));
	ck_assert(cases_tasks(&k.a, k.c, false, &t, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(cases_tasks(&k.a, k.c, true, &t, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(t->r.kind, REQUEST_WITHDRAW);
	ck_assert_str_eq(t->r.reference, reference[RESPONSE_ELSEWHERE]);
	ck_assert_str_eq(t->by, "ann");
	ck_assert_str_eq(t->note, "by phone");
	sheets_kit_end(&k);
}
END_TEST

/* The store as it was is put in the place of the one that is open. */
static void
put_back(const char *copy)
{
	cases_close(k.c);
	ck_assert_int_eq(rename(copy, k.at.cases), 0);
	(void)remove(arena_printf(&k.a, "%s-wal", k.at.cases));
	(void)remove(arena_printf(&k.a, "%s-shm", k.at.cases));
	k.c = asked_cases(&k.at, DB_WRITE);
}

START_TEST(a_copy_from_before_does_not_bring_them_back)
{
	struct store_gone *v;
	struct err e = { 0 };
	const char *copy;
	int64_t did, id;
	size_t n;
	int i;

	begin();
	/* and one that was kept before tokens were */
	ck_assert(db_run(&k.c->db,
	    "UPDATE response SET token = NULL WHERE"
	    " channel = 'online'",
	    &e));
	copy = arena_printf(&k.a, "%s.copy", k.at.cases);
	ck_assert_msg(db_copy(k.at.cases, copy, &e), "%s", e.msg);
	for (i = 0; i < WAYS; i++)
		ck_assert_msg(withdraw(i, "by phone", &e), "%s", e.msg);
	ck_assert_int_eq(sheets_findings(&k), 0);
	ck_assert_msg(cases_gone(&k.a, k.c, &v, &n, &e), "%s", e.msg);
	ck_assert_uint_eq(n, WAYS);
	put_back(copy);
	ck_assert_int_eq(counting(), WAYS); /* control */
	ck_assert_msg(
	    cases_gone_again(k.c, v, n, form_of, NULL, &did, &e), "%s", e.msg);
	ck_assert_int_eq(did, WAYS);
	ck_assert_int_eq(counting(), 0);
	for (i = 0; i < WAYS; i++)
		ck_assert(!place_holds(&k.at, words[i], strlen(words[i])));
	ck_assert_int_eq(sheets_findings(&k), 0);
	ck_assert(cases_gone_again(k.c, v, n, form_of, NULL, &did, &e));
	ck_assert_int_eq(did, 0);
	ck_assert(take(&id));
	ck_assert_int_eq(bring().withdrawn, 1);
	ck_assert_int_eq(counting(), 0);
	sheets_kit_end(&k);
}
END_TEST

/* The copy is from before they came: the file and the mailbox still have them.
 */
START_TEST(nor_do_its_file_and_its_mailbox)
{
	struct store_gone *v;
	struct message m;
	struct err e = { 0 };
	const char *copy;
	int64_t did, id;
	bool found;
	size_t n, i;

	for (i = 0; i < 2; i++) { /* control: without the list */
		sheets_kit(&k);
		copy = arena_printf(&k.a, "%s.copy", k.at.cases);
		ck_assert_msg(db_copy(k.at.cases, copy, &e), "%s", e.msg);
		bring();
		know(RESPONSE_ELSEWHERE, "SELECT reference FROM response");
		take(&id);
		confirm(id);
		know(RESPONSE_MESSAGE, "SELECT reference FROM message");
		ck_assert(withdraw(RESPONSE_ELSEWHERE, "by phone", &e));
		ck_assert(withdraw(RESPONSE_MESSAGE, "by phone", &e));
		ck_assert(cases_gone(&k.a, k.c, &v, &n, &e));
		ck_assert_uint_eq(n, 2);
		put_back(copy);
		ck_assert_msg(
		    cases_gone_again(k.c, v, i * n, form_of, NULL, &did, &e),
		    "%s", e.msg);
		ck_assert_int_eq(did, 0);
		ck_assert_int_eq(sheets_findings(&k), 0);
		ck_assert_int_eq(bring().added, i == 0);
		ck_assert_int_eq(take(&id), i == 1);
		ck_assert(message_find(&k.a, k.c, id, &m, &found, &e) && found);
		ck_assert_int_eq(
		    m.state, i == 0 ? MESSAGE_CONFIRM : MESSAGE_WITHDRAWN);
		ck_assert_int_eq(place_holds(&k.at, "shatranj", 8), i == 0);
		ck_assert_int_eq(sheets_findings(&k), 0);
		sheets_kit_end(&k);
	}
}
END_TEST

/* Undone, its message is here still: it must not be said that nothing is. */
START_TEST(what_was_taken_back_leads_to_its_message)
{
	struct response_known r;
	char first[REFERENCE_SIZE];
	struct err e = { 0 };
	bool found;

	begin();
	snprintf(first, sizeof(first), "%s", reference[RESPONSE_MESSAGE]);
	ck_assert(response_find(k.c, first, &r, &found, &e));
	ck_assert(found && !r.taken_back); /* control */
	ck_assert(message_move(k.c, r.id, MESSAGE_STATES, MESSAGE_CONFIRM, "",
	    0, "bob", k.now, &e));
	ck_assert(response_find(k.c, first, &r, &found, &e));
	ck_assert(found && r.taken_back && !r.withdrawn);
	ck_assert_int_eq((int)r.way, RESPONSE_MESSAGE);
	ck_assert_int_eq(r.id, 1);
	ck_assert_str_eq(r.now, "");
	ck_assert(!withdraw(RESPONSE_MESSAGE, "by phone", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "Open that message at the desk"));
	confirm(r.id);
	know(RESPONSE_MESSAGE, "SELECT reference FROM message");
	ck_assert_str_ne(first, reference[RESPONSE_MESSAGE]);
	e = (struct err){ 0 };
	ck_assert(!response_withdraw(k.c, first, "by phone", "ann", k.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg,
	    arena_printf(&k.a, "It is response %s now: withdraw that one",
		reference[RESPONSE_MESSAGE])));
	ck_assert(withdraw(RESPONSE_MESSAGE, "by phone", &e));
	ck_assert(response_find(k.c, first, &r, &found, &e));
	ck_assert(found && r.withdrawn && !r.taken_back);
	ck_assert_int_eq(sheets_findings(&k), 0);
	sheets_kit_end(&k);
}
END_TEST

UNIT_SUITE(withdraw, what_was_taken_back_leads_to_its_message,
    any_response_is_withdrawn_by_its_reference,
    it_is_a_task_that_is_done, a_copy_from_before_does_not_bring_them_back,
    nor_do_its_file_and_its_mailbox)
