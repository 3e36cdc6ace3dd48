/* SPDX-License-Identifier: MIT
 *
 * typed.c -- tests that what is no answer yet is there when somebody comes
 * back, and no longer than that.
 */
#include "store/store.h"
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

/* How many rows hold drafts, and what was typed beside them. */
static int64_t
rows(struct kit *k)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	struct db db;
	int64_t n;

	ck_assert(db_open(&db, path_join(&k->a, k->dir, "intake.db"), DB_READ,
	    &e));
	ck_assert(stmt_open(&db, &s, "SELECT count(*) FROM draft", &e));
	ck_assert(stmt_row(&s));
	n = col_int(&s, 0);
	stmt_close(&s);
	db_close(&db);
	return n;
}

/* Comes to the page about the milkman. */
static void
to_milkman(struct kit *k)
{
	kit_open(k);
	kit_post(k, "/en/start", "");
	kit_get(k, kit_at(k));
	kit_post(k, "/en/q/who", "on=who&who=guest");
	kit_post(k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_post(k, "/en/q/milk", "on=milk&milk=fine");
	ck_assert_str_eq(kit_at(k), "/en/q/milkman");
}

#define MILKMAN "on=age&age=forty-%C3%BC%26%2B&on=place&place=CB2" \
	"&on=traits&traits=early&traits=late&traits=both"

/* The age is there as typed, and so is what is wrong with it. */
static bool
age_shown(const struct kit *k)
{
	return kit_says(k, "value=\"forty-\xc3\xbc&amp;+\"") &&
	    kit_says(k, "There is a problem") && kit_says(k, "Error:");
}

static size_t
checked(const struct kit *k)
{
	const char *at = buf_text(&k->out.body);
	size_t n = 0;

	while ((at = strstr(at, " checked")) != NULL) {
		at++;
		n++;
	}
	return n;
}

START_TEST(what_is_no_answer_yet_is_there_on_another_device)
{
	struct kit k CLEAN(kit_close);
	const char *code, *at;

	to_milkman(&k);
	kit_post(&k, "/en/q/milkman", MILKMAN "&save=1");
	ck_assert_str_eq(kit_at(&k), "/en/save?look=kept");
	kit_get(&k, kit_at(&k));
	ck_assert(kit_says(&k, "We have kept what you wrote"));
	at = strstr(buf_text(&k.out.body), "/en/back/");
	ck_assert_ptr_nonnull(at);
	code = arena_strn(&k.a, at + strlen("/en/back/"), CODE_TEXT - 1);
	k.cookie = "";
	kit_get(&k, arena_printf(&k.a, "/en/back/%s", code));
	kit_post_bare(&k, arena_printf(&k.a, "/en/back/%s", code), "",
	    "same-origin", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/milkman");
	kit_get(&k, kit_at(&k));
	ck_assert(age_shown(&k));
	ck_assert(kit_says(&k, "value=\"CB2\""));	/* an answer */
	ck_assert_uint_eq(checked(&k), 3);
	/* Other pages say nothing of it. */
	kit_get(&k, "/en/q/milk");
	ck_assert(!kit_says(&k, "There is a problem"));
}
END_TEST

START_TEST(a_page_that_was_put_right_is_as_any_other)
{
	struct kit k CLEAN(kit_close);

	to_milkman(&k);
	ck_assert_int_eq(rows(&k), 1);
	kit_post(&k, "/en/q/milkman", MILKMAN "&save=1");
	ck_assert_int_eq(rows(&k), 2);
	/* Wrong again: what was kept stays. */
	kit_post(&k, "/en/q/milkman", MILKMAN);
	ck_assert_int_eq(k.out.status, 200);
	kit_get(&k, "/en/q/milkman");
	ck_assert(age_shown(&k));
	kit_post(&k, "/en/q/milkman", "on=age&age=41&on=place&place=CB2"
	    "&on=traits&traits=early");
	ck_assert_int_eq(rows(&k), 1);
	kit_get(&k, "/en/q/milkman");
	ck_assert(!kit_says(&k, "forty"));
	ck_assert(!kit_says(&k, "There is a problem"));
	ck_assert(kit_says(&k, "value=\"41\""));
}
END_TEST

START_TEST(saving_again_takes_the_place_of_what_was_kept)
{
	struct kit k CLEAN(kit_close);

	to_milkman(&k);
	kit_post(&k, "/en/q/milkman", MILKMAN "&save=1");
	kit_post(&k, "/en/q/milkman", "on=age&age=fifty&save=1");
	ck_assert_int_eq(rows(&k), 2);
	kit_get(&k, "/en/q/milkman");
	ck_assert(kit_says(&k, "value=\"fifty\""));
	kit_post(&k, "/en/q/milkman", "on=age&age=&save=1");
	ck_assert_str_eq(kit_at(&k), "/en/save");
	ck_assert_int_eq(rows(&k), 1);
	kit_get(&k, "/en/q/milkman");
	ck_assert(!kit_says(&k, "There is a problem"));
}
END_TEST

/* Are these words anywhere in the store's files? */
static bool
stored(struct kit *k, const char *words)
{
	static const char *const names[] = { "intake.db", "intake.db-wal" };
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		const char *path = path_join(&k->a, k->dir, names[i]);
		struct str s = { "", 0 };
		struct err e = { 0 };

		ck_assert(!file_exists(path) || file_read(&k->a, path,
		    64 << 20, &s, &e));
		if (memmem(s.p, s.n, words, strlen(words)) != NULL)
			return true;
	}
	return false;
}

START_TEST(it_is_sealed_as_answers_are)
{
	struct kit k CLEAN(kit_close);

	to_milkman(&k);
	kit_post(&k, "/en/q/milkman", MILKMAN "&save=1");
	ck_assert_int_eq(rows(&k), 2);
	ck_assert(!stored(&k, "forty"));
	ck_assert(!stored(&k, "milkman"));
	ck_assert(stored(&k, "CREATE TABLE draft"));	/* control */
}
END_TEST

START_TEST(it_goes_with_the_answers)
{
	struct kit k CLEAN(kit_close);

	to_milkman(&k);
	kit_post(&k, "/en/q/milkman", MILKMAN "&save=1");
	ck_assert_int_eq(rows(&k), 2);
	kit_post(&k, "/en/start", "again=1");
	ck_assert_int_eq(rows(&k), 1);		/* the one begun now */
}
END_TEST

START_TEST(nothing_of_it_stays_once_the_answers_are_sent)
{
	struct kit k CLEAN(kit_close);

	to_milkman(&k);
	kit_post(&k, "/en/q/milkman", MILKMAN "&save=1");
	/* They go back a page and end there. */
	kit_post(&k, "/en/q/milk", "on=milk&milk=fine&stop=1");
	kit_get(&k, "/en/check");
	ck_assert_int_eq(rows(&k), 2);
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	ck_assert_int_eq(rows(&k), 1);		/* the receipt */
	kit_get(&k, "/en/receipt");
	ck_assert(!kit_says(&k, "forty"));
}
END_TEST

START_TEST(words_for_an_answer_that_was_not_chosen_are_there_too)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, kit_at(&k));
	kit_post(&k, "/en/q/who", "on=who&who=guest&who:words=a+ghost&save=1");
	ck_assert_str_eq(kit_at(&k), "/en/save?look=kept");
	kit_get(&k, "/en/q/who");
	ck_assert(kit_says(&k, "value=\"a ghost\""));
	ck_assert(kit_says(&k, "There is a problem"));
}
END_TEST

START_TEST(more_than_a_form_can_hold_is_not_kept_and_that_is_said)
{
	struct kit k CLEAN(kit_close);
	char *much;

	to_milkman(&k);
	/* Spaces: each is three letters where it is kept. */
	much = arena_array(&k.a, char, HTTP_MAX_BODY / 2 + 1);
	memset(much, '+', HTTP_MAX_BODY / 2);
	kit_post(&k, "/en/q/milkman", arena_printf(&k.a,
	    "on=age&age=x%sx&save=1", much));
	ck_assert_str_eq(kit_at(&k), "/en/save?look=1");
	kit_get(&k, kit_at(&k));
	ck_assert(kit_says(&k, "we could not keep that part"));
	ck_assert_int_eq(rows(&k), 1);
	kit_get(&k, "/en/q/milkman");
	ck_assert(!kit_says(&k, "There is a problem"));
}
END_TEST

UNIT_SUITE(typed, what_is_no_answer_yet_is_there_on_another_device,
    a_page_that_was_put_right_is_as_any_other,
    saving_again_takes_the_place_of_what_was_kept,
    it_is_sealed_as_answers_are, it_goes_with_the_answers,
    nothing_of_it_stays_once_the_answers_are_sent,
    words_for_an_answer_that_was_not_chosen_are_there_too,
    more_than_a_form_can_hold_is_not_kept_and_that_is_said)
