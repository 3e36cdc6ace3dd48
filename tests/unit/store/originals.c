/* SPDX-License-Identifier: MIT
 *
 * originals.c -- tests of the files that belong to sheets, and of sheets that
 * their authors withdraw: what is sealed is not in the file, and what is erased is
 * nowhere in it.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

static struct desk_kit kit;
static const char letter[] = "Dear all, the zugzwang in the kitchen is worse.";

static bool
attach(int64_t sheet, const char *name, struct str bytes, struct err *e)
{
	*e = (struct err){ 0 };
	return original_add(kit.c, sheet, name, "txt", bytes, kit.at.to,
	    "bob", kit.now, e);
}

START_TEST(an_original_is_sealed_and_opens_with_either_key)
{
	const struct seal_secret *keys[] = { &kit.at.analyst,
	    &kit.at.recovery };
	struct buf plain CLEAN(buf_free) = { 0 };
	struct sheet_original *v;
	struct seal_secret other;
	struct err e = { 0 };
	uint8_t hash[32];
	int64_t id;
	size_t n, i;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert_msg(attach(id, "letter.txt", str_of(letter), &e), "%s",
	    e.msg);
	ck_assert(original_list(&kit.a, kit.c, id, &v, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(v[0].name, "letter.txt");
	ck_assert_str_eq(v[0].type, "txt");
	ck_assert_str_eq(v[0].by, "bob");
	ck_assert_int_eq(v[0].at, kit.now);
	ck_assert_int_eq(v[0].size, (int64_t)strlen(letter));
	ck_assert_str_eq(v[0].batch, "B-0001");
	sha256(hash, letter, strlen(letter));
	ck_assert_mem_eq(v[0].sha256, hash, 32);
	ck_assert(!place_holds(&kit.at, "zugzwang", 8));
	/* control: the name is there */
	ck_assert(place_holds(&kit.at, "letter.txt", 10));
	for (i = 0; i < LEN(keys); i++) {
		ck_assert_msg(original_open(kit.c, v[0].id, keys[i], &plain,
		    &e), "%s", e.msg);
		ck_assert_uint_eq(plain.n, strlen(letter));
		ck_assert_mem_eq(plain.p, letter, plain.n);
	}
	seal_keypair(&other);
	ck_assert(!original_open(kit.c, v[0].id, &other, &plain, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	ck_assert(!original_open(kit.c, 99, keys[0], &plain, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no original 99"));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " who = 'bob' AND what = 'attached an original' AND detail LIKE"
	    " '%(B-0001, number 1): file 1, txt, 47 bytes'"), 1);
	sheets_kit_end(&kit);
}
END_TEST

/* As FIPS 180-4 has it. */
START_TEST(the_hash_is_the_one_that_others_print)
{
	char hex[65];
	uint8_t h[32];

	sha256(h, "abc", 3);
	hex_put(hex, h, sizeof(h));
	ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9c"
	    "b410ff61f20015ad");
}
END_TEST

/* Moved to another sheet, or under another name, it does not open. */
START_TEST(it_opens_as_this_file_of_this_sheet_alone)
{
	static const char *const deeds[] = {
		"UPDATE original SET sheet = 2", "UPDATE original SET name ="
		" 'x.txt'", "UPDATE original SET type = 'pdf'",
		"UPDATE original SET size = 3", "UPDATE original SET sha256 ="
		" zeroblob(32)", "UPDATE original SET analyst ="
		" zeroblob(80), recovery = zeroblob(80)" };
	struct buf plain CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	size_t i;

	sheets_kit(&kit);
	(void)sheets_in(&kit);
	(void)sheets_in(&kit);
	ck_assert(attach(1, "letter.txt", str_of(letter), &e));
	for (i = 0; i < LEN(deeds); i++) {
		e = (struct err){ 0 };
		ck_assert(db_run(&kit.c->db, "SAVEPOINT x", &e) &&
		    db_run(&kit.c->db, deeds[i], &e));
		ck_assert_msg(!original_open(kit.c, 1, &kit.at.analyst, &plain,
		    &e), "%s", deeds[i]);
		e = (struct err){ 0 };
		ck_assert(db_run(&kit.c->db, "ROLLBACK TO x; RELEASE x", &e));
	}
	ck_assert(original_open(kit.c, 1, &kit.at.analyst, &plain, &e));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_is_too_large_twice_there_or_of_no_sheet_is_refused)
{
	static char large[ORIGINAL_MAX + 1];
	struct buf plain CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	int64_t id;
	int i;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert(!attach(id, "scan.txt", (struct str){ large, sizeof(large) },
	    &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert_ptr_nonnull(strstr(e.msg, "“scan.txt” has 10.0 MB: 10 MB is "
	    "the most for one file"));
	/* control: one byte less is kept, and comes back */
	ck_assert_msg(attach(id, "scan.txt", (struct str){ large,
	    sizeof(large) - 1 }, &e), "%s", e.msg);
	ck_assert_msg(original_open(kit.c, 1, &kit.at.analyst, &plain, &e),
	    "%s", e.msg);
	ck_assert_uint_eq(plain.n, ORIGINAL_MAX);
	ck_assert(!attach(id, "empty.txt", STR(""), &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "not empty"));
	ck_assert(!attach(99, "a.txt", STR("a"), &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no sheet 99"));
	ck_assert(attach(id, "a.txt", STR("a"), &e));
	ck_assert(!attach(id, "b.txt", STR("a"), &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "attached to that sheet already"));
	for (i = 2; i < ORIGINALS_MAX; i++)
		ck_assert(attach(id, "n.txt", (struct str){ (const char *)&i,
		    sizeof(i) }, &e));
	ck_assert(!attach(id, "n.txt", STR("one more"), &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "20 files are the most"));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(one_that_was_attached_by_mistake_is_removed)
{
	struct sheet_original *v;
	struct err e = { 0 };
	int64_t id, other;
	size_t n;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	other = sheets_in(&kit);
	ck_assert(attach(id, "wrong.txt", str_of(letter), &e));
	ck_assert(!original_remove(kit.c, id, 1, " ", "ann", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "why it is removed"));
	ck_assert(!original_remove(kit.c, other, 1, "another's", "ann", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "not attached"));
	ck_assert(original_remove(kit.c, id, 1, "of another sheet", "ann",
	    &e));
	ck_assert(original_list(&kit.a, kit.c, 0, &v, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(!place_holds(&kit.at, "wrong.txt", 9));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " what = 'removed an original' AND detail LIKE '%file 1; of"
	    " another sheet'"), 1);
	sheets_kit_end(&kit);
}
END_TEST

/* ---- withdrawn ---------------------------------------------------------------------- */

static int64_t
all_of(const char *table)
{
	return asked_number(kit.c, arena_printf(&kit.a, "SELECT count(*) FROM"
	    " %s", table));
}

START_TEST(what_its_author_withdraws_is_nowhere)
{
	struct err e = { 0 };
	struct sheet s;
	int64_t id, stays;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	stays = sheets_in(&kit);
	sheets_key(&kit, 1, id, "bob", sheets_said(&kit, "patient", "neither",
	    "zugzwang in the hall"));
	sheets_key(&kit, 2, id, "cat", sheets_said(&kit, "patient", "neither",
	    "ZUGZWANG in the hall"));
	ck_assert_int_eq(sheets_get(&kit, id).state, SHEET_SETTLED);
	sheets_plan(&kit, 0, 0, 0);
	sheets_key(&kit, 1, stays, "bob", sheets_said(&kit, "patient",
	    "neither", "a quiet word"));
	ck_assert(attach(id, "from-a-rare-name.txt", str_of(letter), &e));
	ck_assert(place_holds(&kit.at, "zugzwang in the hall", 20));
	ck_assert(!sheet_withdraw(kit.c, id, "", "ann", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "without names"));
	ck_assert_msg(sheet_withdraw(kit.c, id, "by letter of 3 June", "ann",
	    &e), "%s", e.msg);
	s = sheets_get(&kit, id);
	ck_assert_int_eq(s.state, SHEET_WITHDRAWN);
	ck_assert_str_eq(s.reason, "by letter of 3 June");
	ck_assert_str_eq(s.keyed_by[0], "bob");	/* that it was keyed stays */
	ck_assert(!place_holds(&kit.at, "zugzwang in the hall", 20));
	ck_assert(!place_holds(&kit.at, "ZUGZWANG", 8));
	ck_assert(!place_holds(&kit.at, "from-a-rare-name", 16));
	ck_assert(place_holds(&kit.at, "a quiet word", 12));	/* control */
	ck_assert_int_eq(all_of("original"), 0);
	ck_assert_int_eq(all_of("response WHERE counts = 1"), 1);
	ck_assert_int_eq(all_of("unit"), 1);
	ck_assert_int_eq(all_of("keying WHERE json != ''"), 1);
	ck_assert_int_eq(all_of("response WHERE withdrawn = 1 AND json = ''"
	    " AND salt IS NULL"), 1);
	/* it is an end */
	ck_assert(!sheet_aside(kit.c, id, "look", "ann", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "is \"withdrawn\""));
	ck_assert(!sheet_void(kit.c, id, "look", "ann", &e));
	ck_assert(!attach(id, "again.txt", str_of(letter), &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "withdrawn by its author"));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(a_sheet_can_be_withdrawn_in_every_other_state)
{
	static const enum sheet_state states[] = { SHEET_RECEIVED,
	    SHEET_WAITING, SHEET_DIFFERENCES, SHEET_ASIDE, SHEET_VOID };
	struct sheet_batch *b;
	struct sheet *v;
	struct err e = { 0 };
	size_t i, n;
	int64_t id;

	sheets_kit(&kit);
	for (i = 0; i < LEN(states); i++) {
		id = sheets_in(&kit);
		if (states[i] != SHEET_RECEIVED)
			sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
			    "patient", "neither", "one"));
		if (states[i] == SHEET_DIFFERENCES)
			sheets_key(&kit, 2, id, "cat", sheets_said(&kit,
			    "patient", "neither", "two"));
		if (states[i] == SHEET_ASIDE)
			ck_assert(sheet_aside(kit.c, id, "wet", "ann", &e));
		if (states[i] == SHEET_VOID)
			ck_assert(sheet_void(kit.c, id, "empty", "ann", &e));
		ck_assert_int_eq(sheets_get(&kit, id).state, states[i]);
		ck_assert_msg(sheet_withdraw(kit.c, id, "by phone", "ann",
		    &e), "%s", e.msg);
		ck_assert_int_eq(sheets_get(&kit, id).state, SHEET_WITHDRAWN);
	}
	ck_assert_int_eq(all_of("keying WHERE json != ''"), 0);
	ck_assert_int_eq(all_of("difference"), 0);
	/* lists and counts know it from void */
	ck_assert(sheet_list(&kit.a, kit.c, 0, SHEET_WITHDRAWN, &v, &n, &e));
	ck_assert_uint_eq(n, LEN(states));
	ck_assert(sheet_list(&kit.a, kit.c, 0, SHEET_VOID, &v, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(batch_list(&kit.a, kit.c, &b, &n, &e));
	ck_assert_int_eq(b[0].n[SHEET_WITHDRAWN], LEN(states));
	ck_assert_int_eq(b[0].n[SHEET_VOID], 0);
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(originals, an_original_is_sealed_and_opens_with_either_key,
    the_hash_is_the_one_that_others_print,
    it_opens_as_this_file_of_this_sheet_alone,
    what_is_too_large_twice_there_or_of_no_sheet_is_refused,
    one_that_was_attached_by_mistake_is_removed,
    what_its_author_withdraws_is_nowhere,
    a_sheet_can_be_withdrawn_in_every_other_state)
