/* SPDX-License-Identifier: MIT
 *
 * verify.c -- tests of the check of a whole case store: whatever somebody does
 * to a row with another tool is found, and what is rightly erased is not.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/asked.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static struct desk_kit k;
static struct asked who[4];
static struct buf told;

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	return strcmp(hash, answers_form()->hash) == 0 ? answers_form() :
	    (err_set(e, ERR_INPUT, "another form"), NULL);
}

static void
say(void *arg, bool good, const char *words)
{
	(void)arg;
	buf_printf(&told, "%s %s\n", good ? "ok" : "WRONG", words);
}

/* Findings; what was said is in told. */
static int64_t
findings(const char *since, char head[AUDIT_HEAD])
{
	struct verify v = { .say = say };
	struct cases *c = asked_cases(&k.at, DB_READ);
	struct err e = { 0 };

	buf_clear(&told);
	ck_assert_msg(cases_verify(c, form_of, NULL, since, head, &v, &e),
	    "%s", e.msg);
	cases_close(c);
	return v.found;
}

static void
all_well(void)
{
	char head[AUDIT_HEAD];
	int64_t n = findings(NULL, head);

	ck_assert_msg(n == 0, "%s", buf_text(&told));
}

/* Four responses, one of them amended; a sheet keyed twice with a difference
 * that is settled, one keyed once, one that waits and has its original, one that
 * was keyed once and is drawn again; two accounts. */
static void
store_make(void)
{
	struct forms_answers as;
	struct sheet_keyed final;
	struct sheet_difference *d;
	struct intake *it;
	struct err e = { 0 };
	char code[CODE_TEXT];
	int64_t one;
	size_t n, i;

	sheets_kit(&k);
	it = place_intake(&k.at, DB_CREATE);
	for (i = 0; i < LEN(who); i++)
		asked_answer(it, i + 1, i == 1 ? "more nurses" : "less noise",
		    &who[i]);
	asked_answer(it, 1, "and more beds", &who[0]);
	intake_close(it);
	asked_pull(&k.at, k.c);
	one = sheets_in(&k);
	ck_assert_str_eq(sheets_key(&k, 1, one, "bob", sheets_said(&k,
	    "patient", "agree", "one")), "waiting");
	ck_assert_str_eq(sheets_key(&k, 2, one, "cat", sheets_said(&k,
	    "patient", "agree", "another")), "differences");
	ck_assert(sheet_differences(&k.a, k.c, one, &d, &n, &e) && n == 1);
	d[0].choice = SHEET_SECOND_RIGHT;
	as = sheets_said(&k, "patient", "agree", "one");
	final = (struct sheet_keyed){ .sheet = one, .answers = &as,
	    .by = "ann", .now = k.now };
	ck_assert_msg(sheet_settle(k.c, &final, d, n, &e), "%s", e.msg);
	sheets_plan(&k, 0, 0, 0);
	ck_assert_str_eq(sheets_key(&k, 1, sheets_in(&k), "bob",
	    sheets_said(&k, "patient", "agree", "two")), "keyed");
	ck_assert_msg(original_add(k.c, sheets_in(&k), "letter.txt", "txt",
	    STR("Dear all"), k.at.to, "bob", k.now, &e), "%s", e.msg);
	k.now -= 10;
	ck_assert_str_eq(sheets_key(&k, 1, sheets_in(&k), "bob",
	    sheets_said(&k, "patient", "agree", "four")), "keyed");
	k.now += 10;
	ck_assert_msg(sheet_draw(k.c, 1, "ann", k.now, &e), "%s", e.msg);
	ck_assert(staff_add(k.c, "ann.lee", "Ann Lee", STAFF_ALL_ROLES, "root",
	    k.now, code, &e));
	ck_assert(staff_add(k.c, "bob", "Bob", STAFF_KEYER, "ann.lee", k.now,
	    code, &e));
}

/* Sheet 1 is drawn, and one of two answers on it put right. */
static void
check_one(void)
{
	static const struct sheet_checked v[] = { { "capacity", true },
	    { "agree[P1]", false } };
	struct forms_answers as = sheets_said(&k, "other", "", "");
	const struct sheet_draw d = { .n = 5, .seed = 7, .by = "eve",
	    .now = k.now };
	const struct sheet_keyed right = { .sheet = 1, .answers = &as,
	    .by = "eve", .now = k.now };
	struct err e = { 0 };
	int64_t id;

	ck_assert_msg(sheet_sample_draw(k.c, &d, &id, &e), "%s", e.msg);
	ck_assert_msg(sheet_check(k.c, &right, v, LEN(v), &e), "%s", e.msg);
}

/* sheets_kit_end wants a log that is right. */
static void
store_done(void)
{
	cases_close(k.c);
	place_forget(&k.at);
	arena_free(&k.a);
	buf_free(&told);
}

static void
tamper(const char *sql)
{
	struct err e = { 0 };

	ck_assert_msg(db_run(&k.c->db, "PRAGMA foreign_keys = OFF;"
	    "DROP TRIGGER IF EXISTS audit_stays;"
	    "DROP TRIGGER IF EXISTS audit_as_written", &e), "%s", e.msg);
	ck_assert_msg(db_run(&k.c->db, sql, &e), "%s: %s", sql, e.msg);
}

/* ---- what somebody could do ----------------------------------------------------- */

static const struct { const char *sql, *says; } deeds[] = {
	/* the log */
	{ "UPDATE audit SET who = 'Eve' WHERE id = 3", "line 3 of the log" },
	{ "DELETE FROM audit WHERE id = 4", "line 4 of the log was taken" },
	{ "UPDATE audit SET id = 100 WHERE id = 2; UPDATE audit SET id = 2"
	    " WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 100",
	    "line 2 of the log" },
	{ "INSERT INTO audit (id, at, who, what, detail, hash) SELECT"
	    " max(id) + 1, 1, 'Eve', 'was here', '', zeroblob(32) FROM audit",
	    "of the log, or one before it, was changed" },
	{ "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
	    "its end was cut off" },
	/* responses */
	{ "UPDATE response SET json = replace(json, 'nurses', 'purses')",
	    "was changed after it was kept" },
	{ "UPDATE response SET day = '2024-06-04' WHERE id = 1",
	    "was changed after it was kept" },
	{ "UPDATE response SET token = zeroblob(32) WHERE id = 2",
	    "was changed after it was kept" },
	{ "UPDATE response SET digest = randomblob(32) WHERE id = 2",
	    "are not those that were kept then" },
	{ "UPDATE response SET salt = NULL WHERE id = 2", "kept with is gone" },
	{ "UPDATE response SET id = 100 WHERE id = 1; UPDATE answer SET"
	    " response = 100 WHERE response = 1; UPDATE unit SET response ="
	    " 100 WHERE response = 1", "are not those that were kept then" },
	{ "DELETE FROM response WHERE id = 2", "1 are missing" },
	{ "INSERT INTO response (epoch, seq, place, reference, form, channel,"
	    " lang, day, rehearsal, counts, json, step, salt, digest) SELECT"
	    " epoch, 900, 900, 'AAAA-AAAA-AA', form, channel, lang, day, 0, 1,"
	    " json, step, salt, digest FROM response WHERE id = 2",
	    "1 more were put in" },
	{ "INSERT INTO response (epoch, seq, place, reference, form, channel,"
	    " lang, day, rehearsal, counts, json, step, salt, digest) SELECT"
	    " epoch, 900, 900, 'AAAA-AAAA-AA', form, channel, lang, day, 0, 1,"
	    " json, 99, salt, digest FROM response WHERE id = 2",
	    "was put in: no line of the log is about it" },
	{ "INSERT INTO response (epoch, seq, place, reference, form, channel,"
	    " lang, day, rehearsal, counts, json) SELECT epoch, 900, 900,"
	    " 'AAAA-AAAA-AA', form, channel, lang, day, 0, 1, json FROM"
	    " response WHERE id = 2", "says that it was kept" },
	{ "UPDATE response SET counts = 1 WHERE id = 1",
	    "whether it counts is wrong" },
	{ "UPDATE response SET counts = 0 WHERE id = 2",
	    "whether it counts is wrong" },
	{ "UPDATE response SET counts = 0, left_out = 1 WHERE id = 2",
	    "whether it is left out is not what was decided" },
	{ "INSERT INTO decision SELECT reference, 1, 1 FROM response WHERE"
	    " id = 2", "is not what the log says" },
	{ "UPDATE response SET withdrawn = 1, counts = 0, json = '', flags ="
	    " '', salt = NULL WHERE id = 2; DELETE FROM answer WHERE response"
	    " = 2; DELETE FROM unit WHERE response = 2",
	    "marked as withdrawn, and the log does not say so" },
	{ "UPDATE response SET equality = 0 WHERE id = 2",
	    "answers about equality were erased is not as the log says" },
	{ "UPDATE answer SET value = 'disagree' WHERE response = 2 AND value ="
	    " 'agree'", "rows of answers are not what was sent" },
	{ "UPDATE answer SET write_in = NULL WHERE response = 2",
	    "rows of answers are not what was sent" },
	{ "DELETE FROM answer WHERE response = 2 AND value = 'agree'",
	    "rows of answers are not what was sent" },
	{ "INSERT INTO answer VALUES (2, 'zzz', 'answered', 'x', NULL)",
	    "rows of answers are not what was sent" },
	{ "UPDATE unit SET text = 'fewer nurses' WHERE response = 2",
	    "comments are not what was sent" },
	{ "DELETE FROM unit WHERE response = 2",
	    "comments are not what was sent" },
	{ "INSERT INTO answer VALUES (999, 'why', 'answered', 'x', NULL)",
	    "belongs to nothing" },
	/* sheets */
	{ "DELETE FROM sheet WHERE id = 3", "a sheet is missing" },
	{ "UPDATE sheet SET late = 1 WHERE id = 3", "sheet 3 (" },
	{ "UPDATE sheet SET state = 'void' WHERE id = 2", "sheet 2 (" },
	{ "UPDATE batch SET rehearsal = 1", "sheet 1 (" },
	{ "DELETE FROM keying WHERE sheet = 1 AND round = 2", "sheet 1 (" },
	{ "UPDATE keying SET json = replace(json, 'another', 'something')"
	    " WHERE sheet = 1", "sheet 1 (" },
	{ "UPDATE keying SET by = 'dan' WHERE sheet = 2", "sheet 2 (" },
	{ "INSERT INTO keying SELECT 2, 2, by, at, marks, json, NULL FROM keying"
	    " WHERE sheet = 2", "sheet 2 (" },
	{ "UPDATE difference SET choice = 'first'", "sheet 1 (" },
	{ "DELETE FROM difference", "sheet 1 (" },
	{ "INSERT INTO difference (sheet, field) VALUES (2, 'why')",
	    "sheet 2 (" },
	{ "UPDATE sheet SET salt = NULL WHERE id = 2", "sheet 2 (" },
	/* what was checked against the paper */
	{ "UPDATE checked SET wrong = 0", "sheet 1 (" },
	{ "DELETE FROM checked WHERE field = 'capacity'", "sheet 1 (" },
	{ "INSERT INTO checked VALUES (1, 'why[P1]', 0, 0)", "sheet 1 (" },
	{ "UPDATE recheck SET independent = 0", "sheet 1 (" },
	{ "UPDATE recheck SET by = 'bob'", "sheet 1 (" },
	{ "UPDATE recheck SET json = replace(json, 'other', 'patient')",
	    "sheet 1 (" },
	{ "DELETE FROM recheck", "sheet 1 (" },
	{ "INSERT INTO recheck (sheet, sample, turn) VALUES (2, 1, 2)",
	    "sheet 2 (" },
	{ "UPDATE sample SET seed = '0000000000000008'",
	    "sample 1 of sheets: it was changed" },
	{ "DELETE FROM sample", "sample 1 of sheets: it was changed" },
	{ "INSERT INTO sample SELECT 2, made, by, batch, seed, among, n FROM"
	    " sample", "sample 2 of sheets: it was changed" },
	{ "DELETE FROM response WHERE counts = 0 AND reference = (SELECT"
	    " reference FROM sheet WHERE id = 1)", "sheet 1 (B-0001, number 1)"
	    ": its response is not the one that was kept" },
	{ "DELETE FROM response WHERE counts = 1 AND reference = (SELECT"
	    " reference FROM sheet WHERE id = 1); UPDATE response SET counts ="
	    " 1 WHERE reference = (SELECT reference FROM sheet WHERE id = 1)",
	    "sheet 1 (B-0001, number 1): its response is not the one that was "
	    "kept" },
	{ "INSERT INTO response (epoch, seq, place, reference, form, channel,"
	    " lang, day, rehearsal, counts, json, step, salt, digest) SELECT"
	    " epoch, 900, 1, reference, form, channel, lang, day, 0, 0,"
	    " json, step, salt, digest FROM response WHERE counts = 0 AND"
	    " reference = (SELECT reference FROM sheet WHERE id = 1)",
	    "sheet 1 (B-0001, number 1): its response is not the one that was "
	    "kept" },
	{ "UPDATE sheet SET gone = randomblob(32) WHERE id = 3", "sheet 3 (" },
	{ "UPDATE keying SET agreed = 'dan' WHERE round = 3", "sheet 1 (" },
	{ "UPDATE original SET name = 'other.txt'", "sheet 3 (" },
	{ "UPDATE original SET sha256 = randomblob(32)", "sheet 3 (" },
	{ "UPDATE original SET sealed = randomblob(1100)",
	    "file 1 that is attached to it was changed" },
	{ "UPDATE original SET analyst = recovery",
	    "file 1 that is attached to it was changed" },
	{ "DELETE FROM original", "sheet 3 (" },
	{ "UPDATE original SET sheet = 2", "sheet 2 (" },
	{ "UPDATE redraw SET of = 9", "sample 1, drawn to be keyed again" },
	{ "UPDATE sheet SET redraw = NULL", "sheet 4 (" },
	{ "PRAGMA foreign_keys = OFF; DELETE FROM redraw",
	    "sample 1, drawn to be keyed again" },
	{ "INSERT INTO redraw SELECT 2, at, by, drawn, of FROM redraw",
	    "sample 2, drawn to be keyed again" },
	{ "DELETE FROM response WHERE reference = (SELECT reference FROM sheet"
	    " WHERE id = 2)", "its response is not the one that was kept" },
	{ "INSERT INTO sheet (batch, place, channel, form, lang, edition,"
	    " received, late, state) SELECT batch, 90, 'letter', form, lang,"
	    " edition, received, 0, 'received' FROM sheet WHERE id = 3",
	    "no line of the log says that it came in" },
	/* accounts */
	{ "UPDATE staff SET roles = 127 WHERE login = 'bob'",
	    "the account bob: its name, roles" },
	{ "UPDATE staff SET password = 'x' WHERE login = 'ann.lee'",
	    "the account ann.lee: its name, roles" },
	{ "UPDATE staff SET disabled = 1 WHERE login = 'bob'",
	    "the account bob" },
	{ "DELETE FROM staff WHERE login = 'bob'", "the account bob is gone" },
	{ "INSERT INTO staff (login, name, roles, created) VALUES ('eve',"
	    " 'Eve', 127, 1)", "no line of the log says that it was added" },
};

START_TEST(whatever_is_done_to_a_row_is_found)
{
	char head[AUDIT_HEAD];
	size_t i;

	for (i = 0; i < LEN(deeds); i++) {
		store_make();
		check_one();
		all_well();	/* control: before, nothing is wrong */
		tamper(deeds[i].sql);
		ck_assert_msg(findings(NULL, head) > 0, "not found: %s\n%s",
		    deeds[i].sql, buf_text(&told));
		ck_assert_msg(strstr(buf_text(&told), deeds[i].says) != NULL,
		    "%s\n%s", deeds[i].sql, buf_text(&told));
		store_done();
	}
}
END_TEST

/* Somebody who knows how it is made takes the last pull out, line and all. */
START_TEST(a_tail_that_was_cut_shows_against_a_head)
{
	char before[AUDIT_HEAD], last[AUDIT_HEAD], now[AUDIT_HEAD];
	struct asked late;
	struct intake *it;

	store_make();
	ck_assert_int_eq(findings(NULL, before), 0);
	it = place_intake(&k.at, DB_CREATE);
	asked_answer(it, 50, "the last word", &late);
	intake_close(it);
	asked_pull(&k.at, k.c);
	ck_assert_int_eq(findings(before, last), 0);
	tamper("DELETE FROM unit WHERE text = 'the last word'; DELETE FROM"
	    " answer WHERE response = (SELECT max(id) FROM response); DELETE"
	    " FROM response WHERE id = (SELECT max(id) FROM response); DELETE"
	    " FROM audit WHERE id = (SELECT n FROM audit_head); UPDATE"
	    " audit_head SET n = n - 1, hash = (SELECT hash FROM audit ORDER"
	    " BY id DESC LIMIT 1)");
	all_well();		/* control: from the inside it looks right */
	ck_assert_int_eq(findings(before, now), 0);
	ck_assert_str_eq(before, now);
	ck_assert_int_gt(findings(last, now), 0);
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "cut off"));
	store_done();
}
END_TEST

START_TEST(what_is_rightly_erased_is_no_finding)
{
	struct intake *it;
	struct err e = { 0 };

	asked_form();
	store_make();
	it = place_intake(&k.at, DB_CREATE);
	asked_for(it, REQUEST_WITHDRAW, &who[0]);
	asked_for(it, REQUEST_STOP_EQUALITY, &who[1]);
	asked_for(it, REQUEST_STOP_EQUALITY, &who[2]);
	asked_pull(&k.at, k.c);
	all_well();
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "2 withdrawn, 2 with "
	    "equality answers erased"));
	/* and both: first stopped, then withdrawn */
	asked_for(it, REQUEST_WITHDRAW, &who[2]);
	intake_close(it);
	asked_pull(&k.at, k.c);
	ck_assert_msg(sheet_void(k.c, 2, "a copy of another", "ann", &e),
	    "%s", e.msg);
	ck_assert_msg(sheet_aside(k.c, 3, "wet", "ann", &e), "%s", e.msg);
	all_well();
	ck_assert_msg(sheet_back(k.c, 3, "ann", &e), "%s", e.msg);
	ck_assert(staff_set_roles(k.c, "bob", STAFF_CODER, "ann.lee", &e));
	ck_assert(staff_disable(k.c, "bob", "ann.lee", &e));
	all_well();
	/* nothing that is left tells what was said */
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response"
	    " WHERE withdrawn = 1 AND (salt IS NOT NULL OR json != '')"), 0);
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response"
	    " WHERE withdrawn = 1"), 4);
	/* control: what comes back is found */
	tamper("UPDATE response SET json = '{}' WHERE id = 1");
	ck_assert_int_gt(findings(NULL, (char[AUDIT_HEAD]){ 0 }), 0);
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "something of it is"));
	store_done();
}
END_TEST

START_TEST(a_sheet_that_was_put_right_is_no_finding)
{
	struct err e = { 0 };

	store_make();
	check_one();
	all_well();
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response r"
	    " JOIN sheet s ON s.reference = r.reference AND s.id = 1"), 2);
	ck_assert(sheet_aside(k.c, 1, "wet", "ann", &e));
	all_well();
	ck_assert(sheet_void(k.c, 1, "a copy of another", "ann", &e));
	all_well();
	/* both of its responses are erased */
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response r"
	    " JOIN sheet s ON s.reference = r.reference AND s.id = 1 WHERE"
	    " r.json = '' AND r.salt IS NULL AND r.withdrawn = 1"), 2);
	store_done();
}
END_TEST

START_TEST(an_answer_about_equality_that_comes_back_is_found)
{
	struct intake *it;

	asked_form();
	store_make();
	it = place_intake(&k.at, DB_CREATE);
	asked_for(it, REQUEST_STOP_EQUALITY, &who[1]);
	intake_close(it);
	asked_pull(&k.at, k.c);
	all_well();
	tamper("UPDATE response SET json = replace(json,"
	    " '{\"missing\":\"not-asked\"}', '\"other\"') WHERE equality = 0");
	ck_assert_int_gt(findings(NULL, (char[AUDIT_HEAD]){ 0 }), 0);
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "was changed after"));
	store_done();
}
END_TEST

START_TEST(removed_rehearsals_are_no_finding)
{
	char head[AUDIT_HEAD];
	struct place_response p;
	struct intake *it;
	struct err e = { 0 };
	char reference[REFERENCE_SIZE];
	enum intake_outcome outcome;
	int64_t n;

	store_make();
	it = place_intake(&k.at, DB_CREATE);
	place_response(&p, 70, "made up");
	p.r.meta.rehearsal = true;
	buf_clear(&p.json);
	{
		struct arena a CLEAN(arena_free) = { 0 };
		struct forms_answers as;

		forms_answers_init(&as, &a, answers_form());
		forms_route(&as);
		store_encode(&as, &p.r.meta, &p.json);
	}
	p.r.plain = (struct str){ p.json.p, p.json.n };
	ck_assert_msg(intake_add(it, &p.r, reference, &outcome, &e), "%s",
	    e.msg);
	place_response_free(&p);
	intake_close(it);
	asked_pull(&k.at, k.c);
	all_well();
	tamper("DELETE FROM answer WHERE response IN (SELECT id FROM response"
	    " WHERE rehearsal = 1)");
	ck_assert_int_gt(findings(NULL, head), 0);
	ck_assert(cases_remove_rehearsal(k.c, &n, &e) && n == 1);
	all_well();
	store_done();
}
END_TEST

/* As a store of an earshot that did not record it looks after the upgrade. */
START_TEST(what_was_kept_before_is_told_as_not_covered)
{
	char head[AUDIT_HEAD];
	struct asked late;
	struct intake *it;
	struct err e = { 0 };

	store_make();
	it = place_intake(&k.at, DB_CREATE);
	asked_for(it, REQUEST_WITHDRAW, &who[2]);
	intake_close(it);
	asked_pull(&k.at, k.c);
	tamper("UPDATE response SET step = NULL, salt = NULL, digest = NULL;"
	    "UPDATE sheet SET salt = NULL, kept = NULL, redraw = NULL;"
	    "DELETE FROM audit;"
	    "UPDATE audit_head SET n = 0, hash = zeroblob(32);"
	    "UPDATE unbound SET response = (SELECT max(id) FROM response),"
	    " sheet = 4, staff = 2; DELETE FROM redraw");
	/* control: without the line they are rows that were put in */
	ck_assert_int_gt(findings(NULL, head), 0);
	ck_assert(audit_add(k.c, "earshot", "withdrew the response and erased "
	    "its answers", 0, who[2].reference, &e));
	cases_close(k.c);
	k.c = asked_cases(&k.at, DB_WRITE);
	all_well();
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "recorded: not covered"));
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM audit"), 2);
	cases_close(k.c);
	k.c = asked_cases(&k.at, DB_WRITE);	/* said once */
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM audit"), 2);
	it = place_intake(&k.at, DB_CREATE);
	asked_answer(it, 50, "the last word", &late);
	asked_for(it, REQUEST_WITHDRAW, &who[3]);
	intake_close(it);
	asked_pull(&k.at, k.c);
	all_well();
	/* what is new is covered, and old rows too where the log has a line */
	tamper("UPDATE response SET json = replace(json, 'last', 'best')");
	ck_assert_int_gt(findings(NULL, head), 0);
	tamper("UPDATE unbound SET response = 1000");
	tamper("INSERT INTO response (epoch, seq, place, reference, form,"
	    " channel, lang, day, rehearsal, counts, json) SELECT epoch, 900,"
	    " 900, 'AAAA-AAAA-AA', form, channel, lang, day, 0, 1, json FROM"
	    " response WHERE id = 2");
	ck_assert_int_gt(findings(NULL, head), 0);
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "says that it was kept"));
	store_done();
}
END_TEST

/* A copy from before has all three: withdrawn, stopped, made void. */
START_TEST(what_is_gone_does_not_come_back_with_a_copy)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *copy;
	struct store_gone *v;
	struct intake *it;
	struct err e = { 0 };
	int64_t did;
	size_t n;

	asked_form();
	store_make();
	copy = arena_printf(&a, "%s.copy", k.at.cases);
	ck_assert_msg(db_copy(k.at.cases, copy, &e), "%s", e.msg);
	it = place_intake(&k.at, DB_CREATE);
	asked_for(it, REQUEST_WITHDRAW, &who[0]);
	asked_for(it, REQUEST_STOP_EQUALITY, &who[1]);
	intake_close(it);
	asked_pull(&k.at, k.c);
	ck_assert(sheet_void(k.c, 2, "a copy of another", "ann", &e));
	ck_assert_msg(cases_gone(&a, k.c, &v, &n, &e), "%s", e.msg);
	ck_assert_uint_eq(n, 3);
	/* and what was withdrawn on paper: keyed twice, and not keyed yet */
	ck_assert(sheet_withdraw(k.c, 1, "by phone", "ann", &e));
	ck_assert(sheet_withdraw(k.c, 3, "by letter", "ann", &e));
	ck_assert_msg(cases_gone(&a, k.c, &v, &n, &e), "%s", e.msg);
	ck_assert_uint_eq(n, 5);
	cases_close(k.c);
	ck_assert_int_eq(rename(copy, k.at.cases), 0);
	(void)remove(arena_printf(&a, "%s-wal", k.at.cases));
	(void)remove(arena_printf(&a, "%s-shm", k.at.cases));
	k.c = asked_cases(&k.at, DB_WRITE);
	/* control: there they are again */
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response"
	    " WHERE withdrawn = 1 OR equality = 0"), 0);
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM original"), 1);
	ck_assert_msg(cases_gone_again(k.c, v, n, form_of, NULL, &did, &e),
	    "%s", e.msg);
	ck_assert_int_eq(did, 5);
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response"
	    " WHERE withdrawn = 1"), 4);	/* one was amended */
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM response"
	    " WHERE equality = 0"), 1);
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM sheet WHERE"
	    " state = 'void'"), 3);
	ck_assert_int_eq(sheets_get(&k, 1).state, SHEET_WITHDRAWN);
	ck_assert_int_eq(sheets_get(&k, 2).state, SHEET_VOID);
	ck_assert_int_eq(sheets_get(&k, 3).state, SHEET_WITHDRAWN);
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM original"), 0);
	ck_assert_int_eq(asked_number(k.c, "SELECT count(*) FROM keying WHERE"
	    " sheet = 1 AND json != ''"), 0);
	all_well();
	/* again: nothing is done twice */
	ck_assert(cases_gone_again(k.c, v, n, form_of, NULL, &did, &e));
	ck_assert_int_eq(did, 0);
	asked_pull(&k.at, k.c);
	all_well();
	/* a store that cannot be read is not one in which nothing is */
	tamper("ALTER TABLE sheet RENAME COLUMN salt TO salty");
	ck_assert(!cases_gone_again(k.c, v, n, form_of, NULL, &did, &e));
	store_done();
}
END_TEST

UNIT_SUITE(verify, what_is_gone_does_not_come_back_with_a_copy,
    whatever_is_done_to_a_row_is_found,
    a_tail_that_was_cut_shows_against_a_head,
    what_is_rightly_erased_is_no_finding,
    a_sheet_that_was_put_right_is_no_finding,
    an_answer_about_equality_that_comes_back_is_found,
    removed_rehearsals_are_no_finding,
    what_was_kept_before_is_told_as_not_covered)
