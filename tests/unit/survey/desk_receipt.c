/* SPDX-License-Identifier: MIT
 *
 * desk_receipt.c -- tests of taking in, batches, and what is said when something
 * that was sent cannot be taken.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

static struct room k;
static struct staff_secret ann, bob, cat;	/* an analyst, and keyers */

static void
begin(void)
{
	struct cases *c;
	struct err e = { 0 };
	int64_t id;

	room_open(&k, NULL);
	room_publish(&k);
	ann = room_person(&k, "ann", STAFF_ANALYST, now_seconds());
	bob = room_person(&k, "bob", STAFF_KEYER, now_seconds());
	cat = room_person(&k, "cat", STAFF_KEYER, now_seconds());
	c = room_cases(&k, DB_WRITE);
	ck_assert(batch_new(c, "Monday", false, "ann", now_seconds(), &id,
	    &e));
	ck_assert(batch_new(c, "Tuesday", false, "ann", now_seconds(), &id,
	    &e));
	cases_close(c);
}

static void
as(const struct staff_secret *who, const char *page)
{
	room_as(&k, who);
	room_get(&k, page);
}

static size_t
sheets(int state)
{
	struct cases *c = room_cases(&k, DB_READ);
	struct sheet *v;
	struct err e = { 0 };
	size_t n;

	ck_assert(sheet_list(&k.a, c, 0, (enum sheet_state)state, &v, &n,
	    &e));
	cases_close(c);
	return n;
}

static void
take_in(const char *more)
{
	as(&bob, "/desk/keying");
	room_post(&k, "/desk/keying", arena_printf(&k.a, "do=in&batch=1&"
	    "received=2024-06-21&%s", more));
}

static void
key(const struct staff_secret *who, const char *round, const char *why)
{
	const char *page = arena_printf(&k.a, "/desk/keying/%s", round);

	as(who, page);
	room_post(&k, page, arena_printf(&k.a, "do=save&sheet=1&k.why=%s",
	    why));
	ck_assert_int_eq(k.out.status, 303);
}

/* ---- taking in ------------------------------------------------------------- */

START_TEST(what_was_typed_is_never_passed_over)
{
	begin();
	take_in("channel=letter&numbers=000018");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "Only questionnaires on paper have numbers"));
	ck_assert(room_says(&k, ">000018</textarea>"));
	take_in("channel=paper&plain=two");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "Say in digits"));
	ck_assert_uint_eq(sheets(SHEET_STATES), 0);
	take_in("channel=letter&numbers=+%0D%0A");		/* controls */
	ck_assert_int_eq(k.out.status, 200);
	take_in("channel=paper&plain=2");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert_uint_eq(sheets(SHEET_STATES), 3);
	room_close(&k);
}
END_TEST

/* A second click, or the page loaded again. */
START_TEST(a_form_that_is_sent_twice_takes_in_once)
{
	const char *page, *once;

	begin();
	as(&bob, "/desk/keying");
	page = buf_text(&k.out.body);
	once = strstr(page, "name=\"once\" value=\"");
	ck_assert_ptr_nonnull(once);
	once += strlen("name=\"once\" value=\"");
	once = arena_strn(&k.a, once, strcspn(once, "\""));
	take_in(arena_printf(&k.a, "channel=paper&plain=3&once=%s", once));
	ck_assert_int_eq(k.out.status, 200);
	take_in(arena_printf(&k.a, "channel=paper&plain=3&once=%s", once));
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "This was taken in already"));
	ck_assert(!room_says(&k, once));
	ck_assert_uint_eq(sheets(SHEET_STATES), 3);
	/* controls: another form, and one that took nothing in */
	take_in("channel=paper&plain=&once=77");
	ck_assert_int_eq(k.out.status, 422);
	take_in("channel=paper&plain=3&once=77");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert_uint_eq(sheets(SHEET_STATES), 6);
	room_close(&k);
}
END_TEST

START_TEST(a_batch_without_sheets_has_its_name_and_others_are_not_there)
{
	begin();
	take_in("channel=letter");
	as(&bob, "/desk/keying/batch?id=2");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "Batch B-0002</h1>"));
	ck_assert(room_says(&k, "No sheet was taken into it yet"));
	room_get(&k, "/desk/keying/batch?id=1");		/* control */
	ck_assert(room_says(&k, "aria-label=\"Sheets\""));
	room_get(&k, "/desk/keying/batch?id=3");
	ck_assert_int_eq(k.out.status, 404);
	/* where signing in leads to */
	room_get(&k, "/desk/keying/batch");
	ck_assert_str_eq(k.out.location, "/desk/keying");
	room_get(&k, "/desk/keying/sheet");
	ck_assert_str_eq(k.out.location, "/desk/keying");
	room_close(&k);
}
END_TEST

START_TEST(a_large_batch_is_on_several_pages)
{
	begin();
	take_in("channel=paper&plain=100");
	as(&ann, "/desk/keying/batch?id=1");
	ck_assert(room_says(&k, "<th scope=\"row\">100. "));
	ck_assert(!room_says(&k, "Pages of this batch"));	/* control */
	take_in("channel=paper&plain=3");
	as(&ann, "/desk/keying/batch?id=1");
	ck_assert(!room_says(&k, "<th scope=\"row\">101. "));
	ck_assert(room_says(&k, "batch?id=1&amp;page=2\" rel=\"next\""));
	room_get(&k, "/desk/keying/batch?id=1&page=2");
	ck_assert(room_says(&k, "Page 2 of 2"));
	ck_assert(room_says(&k, "<th scope=\"row\">103. "));
	ck_assert(!room_says(&k, "<th scope=\"row\">100. "));
	room_post(&k, "/desk/keying/batch", "do=void&sheet=103&id=1&page=2&"
	    "reason=wet");
	ck_assert_str_eq(k.out.location, "/desk/keying/batch?id=1&page=2");
	room_close(&k);
}
END_TEST

/* Nothing that was sent stands in an address as it came. */
START_TEST(an_analyst_comes_back_to_the_batch)
{
	begin();
	take_in("channel=letter");
	as(&bob, "/desk/keying/batch?id=1");
	room_post(&k, "/desk/keying/batch", "do=void&sheet=1&id=1&reason=wet");
	ck_assert_int_eq(k.out.status, 403);
	ck_assert_uint_eq(sheets(SHEET_VOID), 0);
	as(&ann, "/desk/keying/batch?id=1");
	room_post(&k, "/desk/keying/batch", "do=void&sheet=1&id=1&reason=");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "Say in a few words why it does not count"));
	room_post(&k, "/desk/keying/batch", "do=void&sheet=1&"
	    "id=1%0D%0AX-Odd:+1&page=1&reason=wet");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_str_eq(k.out.location, "/desk/keying/batch?id=0&page=1");
	ck_assert_uint_eq(sheets(SHEET_VOID), 1);
	room_close(&k);
}
END_TEST

/* ---- putting right --------------------------------------------------------- */

START_TEST(a_keyed_sheet_is_given_back_when_the_session_ended)
{
	begin();
	take_in("channel=letter");
	as(&bob, "/desk/keying/first");
	room_as(&k, NULL);
	room_ask(&k, HTTP_POST, "/desk/keying/first", "do=save&sheet=1&"
	    "k.why=more+%3Cb%3Enurses&w.why=");
	ck_assert_int_eq(k.out.status, 403);
	ck_assert(room_says(&k, "\nwhy: more &lt;b&gt;nurses\n</textarea>"));
	ck_assert(!room_says(&k, "beside it"));
	ck_assert_uint_eq(sheets(SHEET_RECEIVED), 1);
	/* control: nothing was typed */
	room_ask(&k, HTTP_POST, "/desk/keying/first", "do=save&sheet=1&"
	    "k.why=");
	ck_assert_int_eq(k.out.status, 303);
	room_close(&k);
}
END_TEST

START_TEST(words_beside_another_choice_are_asked_about)
{
	begin();
	take_in("channel=letter");
	key(&bob, "first", "more+nurses");
	key(&cat, "second", "more+purses");
	as(&ann, "/desk/keying/settle");
	room_post(&k, "/desk/keying/settle", "do=save&sheet=1&s.why=1&"
	    "k.why=more+hearses");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "choose Neither, or empty the box"));
	ck_assert(room_says(&k, "value=\"more hearses\""));
	ck_assert_uint_eq(sheets(SHEET_DIFFERENCES), 1);
	room_post(&k, "/desk/keying/settle", "do=save&sheet=1&s.why=1&"
	    "k.why=");						/* control */
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_uint_eq(sheets(SHEET_SETTLED), 1);
	room_close(&k);
}
END_TEST

START_TEST(put_aside_while_checking_keeps_what_was_marked)
{
	begin();
	take_in("channel=letter");
	key(&bob, "first", "more+nurses");
	key(&cat, "second", "more+nurses");
	as(&ann, "/desk/keying/sample");
	room_post(&k, "/desk/keying/sample", "do=draw&n=1&batch=0");
	ck_assert_int_eq(k.out.status, 303);
	as(&ann, "/desk/keying/check");
	ck_assert(room_says(&k, "id=\"checking\""));
	room_post(&k, "/desk/keying/check", "do=aside&sheet=1&reason=&"
	    "x.why=wrong&k.why=more+hearses");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "Say in a few words why it is put aside"));
	ck_assert(room_says(&k, "value=\"wrong\" checked"));
	ck_assert(room_says(&k, "value=\"more hearses\""));
	ck_assert_uint_eq(sheets(SHEET_SETTLED), 1);
	room_post(&k, "/desk/keying/check", "do=aside&sheet=1&"
	    "reason=not+found");				/* control */
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_uint_eq(sheets(SHEET_ASIDE), 1);
	room_close(&k);
}
END_TEST

START_TEST(a_sheet_without_an_answer_is_asked_about)
{
	begin();
	take_in("channel=letter&plain=1");
	as(&bob, "/desk/keying/first");
	room_post(&k, "/desk/keying/first", "do=save&sheet=1&k.why=+");
	ck_assert_int_ne(k.out.status, 303);
	ck_assert(room_says(&k, "Nothing is typed on this sheet."));
	ck_assert(room_says(&k, "name=\"empty\""));
	ck_assert_uint_eq(sheets(SHEET_RECEIVED), 1);
	/* said twice, it is meant */
	room_post(&k, "/desk/keying/first", "do=save&sheet=1&empty=yes");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_uint_eq(sheets(SHEET_RECEIVED), 0);
	room_close(&k);
}
END_TEST

/* ---- whose copy, and for what ------------------------------------------------ */

START_TEST(a_code_of_another_consultation_is_refused)
{
	struct sheet_copy like = { .lang = "en" };
	struct forms_form *form;
	struct cases *c;
	struct err e = { 0 };
	uint32_t first;
	size_t i;

	begin();
	ck_assert_msg(forms_load_published(&k.a, k.dir, NULL, &form, &e),
	    "%s", e.msg);
	memcpy(like.form, form->hash, sizeof(like.form));
	c = room_cases(&k, DB_WRITE);
	ck_assert(copies_new(c, &like, 3, "ann", now_seconds(), &first, &e));
	cases_close(c);
	for (i = 0; i < 3; i++) {
		const char *code = arena_printf(&k.a, "EARSHOT+1+%s+%.12s+%s+"
		    "000018+1:2", i == 0 ? "ANOTHER" : form->name, i == 1 ?
		    "AAAAAAAAAAAA" : form->hash, i == 2 ? "GU" : "EN");

		take_in(arena_printf(&k.a, "channel=paper&numbers=%s", code));
		ck_assert_int_eq(k.out.status, 422);
		ck_assert(room_says(&k, i == 0 ? "a copy of another "
		    "consultation: another" : "the copy that was printed here "
		    "with its number is another"));
		ck_assert_uint_eq(sheets(SHEET_STATES), 0);
	}
	take_in(arena_printf(&k.a, "channel=paper&numbers=EARSHOT+1+%s+%.12s+"
	    "EN+000018+1:2", form->name, form->hash));
	ck_assert_uint_eq(sheets(SHEET_STATES), 1);
	room_close(&k);
}
END_TEST

START_TEST(what_is_keyed_for_practice_counts_nowhere)
{
	struct cases_arrivals in;
	struct cases_response *r;
	struct forms_form *form;
	struct cases *c;
	struct err e = { 0 };
	int64_t id;
	size_t n;

	begin();
	c = room_cases(&k, DB_WRITE);
	ck_assert(batch_new(c, "Training", true, "ann", now_seconds(), &id,
	    &e));
	ck_assert(sheet_plan_set(c, &(struct sheet_plan){ 0, 0, 0 }, "ann",
	    &e));
	cases_close(c);
	as(&bob, "/desk/keying");
	/* the newest batch is not the one that real post goes into */
	ck_assert(room_says(&k, "<option value=\"2\" selected>"));
	room_post(&k, "/desk/keying", "do=in&batch=3&received=2024-06-21&"
	    "channel=letter&plain=1");
	key(&bob, "first", "practice");
	room_get(&k, "/desk/keying/first?was=1");
	ck_assert(room_says(&k, "It was for practice, and does not count."));
	take_in("channel=letter&plain=1");
	as(&bob, "/desk/keying/first");
	room_post(&k, "/desk/keying/first", "do=save&sheet=2&k.why=real");
	room_get(&k, "/desk/keying/first?was=2");
	ck_assert(room_says(&k, "It counts."));
	c = room_cases(&k, DB_READ);
	ck_assert(forms_load_published(&k.a, k.dir, NULL, &form, &e));
	ck_assert_msg(cases_load(&k.a, c, form, &r, &n, &e), "%s", e.msg);
	ck_assert_uint_eq(n, 1);
	ck_assert(cases_arrivals(&k.a, c, "2024-01-01", &in, &e));
	ck_assert_int_eq(in.responses, 1);
	cases_close(c);
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_receipt, a_sheet_without_an_answer_is_asked_about,
    a_code_of_another_consultation_is_refused,
    what_is_keyed_for_practice_counts_nowhere, what_was_typed_is_never_passed_over,
    a_form_that_is_sent_twice_takes_in_once,
    a_batch_without_sheets_has_its_name_and_others_are_not_there,
    a_large_batch_is_on_several_pages,
    an_analyst_comes_back_to_the_batch,
    a_keyed_sheet_is_given_back_when_the_session_ended,
    words_beside_another_choice_are_asked_about,
    put_aside_while_checking_keeps_what_was_marked)
