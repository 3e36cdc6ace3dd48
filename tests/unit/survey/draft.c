/* SPDX-License-Identifier: MIT
 *
 * draft.c -- tests of drafts and dates, with a clock that the test sets.
 */
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

START_TEST(before_it_opens_a_page_says_so_and_nothing_starts)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_now = OPENS - 1;
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "Not open yet"));
	ck_assert(!kit_says(&k, "/en/start"));
	kit_post(&k, "/en/start", "");
	ck_assert_str_eq(kit_at(&k), "/en/");
	ck_assert_str_eq(k.cookie, "");
	kit_now = OPENS;
	kit_post(&k, "/en/start", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/who");
}
END_TEST

START_TEST(after_it_closes_a_page_says_so_and_nothing_starts)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_now = CLOSES;
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "This has closed"));
	ck_assert(!kit_says(&k, "/en/start"));
	kit_post(&k, "/en/start", "");
	ck_assert_str_eq(kit_at(&k), "/en/");
	kit_get(&k, "/en/q/who");
	ck_assert_str_eq(kit_at(&k), "/en/");
}
END_TEST

START_TEST(who_began_before_the_close_has_two_hours_to_finish)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_now = CLOSES - 1;
	kit_to_check(&k);
	/* On the last day they are told until when, and not before. */
	kit_now = CLOSES - 25 * HOUR;
	kit_get(&k, "/en/check");
	ck_assert(!kit_says(&k, "You can answer until"));
	kit_now = CLOSES - 1;
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "You can answer until"));
	kit_now = CLOSES + 1;
	kit_get(&k, "/en/q/who");
	ck_assert(kit_says(&k, "Please send your answers by"));
	kit_now = CLOSES + 2 * HOUR - 1;
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "you can still finish"));
	kit_post(&k, "/en/equality", "equality=no");
	ck_assert_str_eq(kit_at(&k), "/en/send");
	kit_now = CLOSES + 2 * HOUR;
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/");
	ck_assert_int_eq(kit_responses(&k), 0);
	kit_now = CLOSES + 2 * HOUR - 1;
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(a_draft_lives_until_two_hours_after_the_close)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_now = CLOSES - 1;
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "It is hot"));
}
END_TEST

START_TEST(a_draft_lives_twenty_hours_at_least)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_site(&k, true, false);	/* dates do not count */
	kit_now = CLOSES + 100 * HOUR;
	kit_to_check(&k);
	kit_now += 20 * HOUR - 1;
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 200);
	kit_now += 2;
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 410);
	ck_assert(kit_says(&k, "We cannot find your answers"));
}
END_TEST

START_TEST(without_its_cookie_a_draft_is_gone)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	k.cookie = "";
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 410);
	ck_assert(kit_says(&k, "Start again"));
	k.cookie = "earshot=AAAAAAAAAAAAAAAAAAAAAA";
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 410);
	k.cookie = "earshot=short";
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 410);
}
END_TEST

START_TEST(the_cookie_is_kept_from_scripts_and_other_sites)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "; HttpOnly"));
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "; SameSite=Lax"));
	ck_assert_ptr_null(strstr(k.out.cookie, "Secure"));
	kit_site(&k, false, true);
	kit_post(&k, "/en/start", "");
	ck_assert(strncmp(k.out.cookie, "__Host-earshot=", 15) == 0);
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "; Path=/;"));
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "; Secure"));
	ck_assert_ptr_null(strstr(k.out.cookie, "Domain"));
}
END_TEST

START_TEST(starting_twice_keeps_answers_and_starting_again_drops_them)
{
	struct kit k CLEAN(kit_close);
	const char *first;

	kit_open(&k);
	kit_to_check(&k);
	first = k.cookie;
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "Carry on"));
	/* The first page only leads to the button that deletes. */
	ck_assert(!kit_says(&k, "name=\"again\""));
	kit_get(&k, "/en/start");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "This cannot be undone"));
	ck_assert(kit_says(&k, "name=\"again\""));
	kit_post(&k, "/en/start", "");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	ck_assert_str_eq(k.cookie, first);
	/* Deleting needs the form's token: nobody else can do it. */
	kit_post_bare(&k, "/en/start", "again=1", "", "");
	ck_assert_int_eq(k.out.status, 400);
	kit_post(&k, "/en/start", "again=1");
	ck_assert_str_eq(kit_at(&k), "/en/q/who");
	ck_assert_str_ne(k.cookie, first);
	k.cookie = first;
	kit_get(&k, "/en/check");
	ck_assert_int_eq(k.out.status, 410);
}
END_TEST

START_TEST(a_link_to_an_edition_chooses_it)
{
	static const char text[] = "earshot 1\nconsultation tea \"Tea\"\n"
	    "edition guest \"For guests\"\nedition staff \"For staff\"\n"
	    "page all \"All\"\n  question rota line \"The rota?\"\n"
	    "    for staff\n  question tea line \"The tea?\"\n";
	struct forms_source src = { "tea.form", str_of(text) };
	struct kit k CLEAN(kit_close);
	struct forms_diags d;

	kit_open(&k);
	forms_diags_init(&d, &k.a);
	ck_assert(forms_read(&k.a, &src, 1, &k.form, &d));
	kit_site(&k, false, false);
	kit_get(&k, "/en/?edition=nobody");
	ck_assert(!kit_says(&k, "name=\"edition\""));
	kit_get(&k, "/en/?edition=staff");
	ck_assert(kit_says(&k, "name=\"edition\" value=\"staff\""));
	kit_post(&k, "/en/start", "edition=staff");
	ck_assert_str_eq(kit_at(&k), "/en/q/all");
	kit_get(&k, "/en/q/all");
	ck_assert(kit_says(&k, "The rota?"));
	/* It is the first page that they see, and nothing is before it. */
	ck_assert(kit_says(&k, "Page 1 of 1"));
	ck_assert(!kit_says(&k, "/en/q/edition"));
	/* Their own choice makes it a page like any other. */
	kit_get(&k, "/en/q/edition?change=1");
	ck_assert(kit_says(&k, "Page 1 of 2"));
	kit_post(&k, "/en/q/edition?change=1", "on=edition&edition=guest");
	kit_get(&k, "/en/q/all");
	ck_assert(kit_says(&k, "Page 2 of 2"));
	/* Without one, people are asked. */
	k.cookie = "";
	kit_post(&k, "/en/start", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/edition");
}
END_TEST

static size_t
drafts(struct kit *k)
{
	struct err e = { 0 };
	struct stmt s = { 0 };
	struct db db = { 0 };
	size_t n = 0;

	ck_assert(db_open(&db, path_join(&k->a, k->dir, "intake.db"), DB_READ,
	    &e));
	ck_assert(stmt_open(&db, &s, "SELECT count(*) FROM draft", &e));
	if (stmt_row(&s))
		n = (size_t)col_int(&s, 0);
	stmt_close(&s);
	db_close(&db);
	return n;
}

START_TEST(after_the_close_what_was_not_sent_does_not_stay)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_now = CLOSES - 30 * HOUR;
	kit_to_check(&k);
	kit_now = CLOSES + 2 * HOUR - 1;
	k.cookie = "";
	kit_get(&k, "/en/");
	ck_assert_uint_eq(drafts(&k), 1);
	kit_now = CLOSES + 3 * HOUR;	/* nobody starts any more */
	kit_get(&k, "/en/");
	ck_assert_uint_eq(drafts(&k), 0);
}
END_TEST

START_TEST(who_wants_their_answers_gone_gets_that_after_the_close_too)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_now = CLOSES + HOUR;
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "Delete these answers"));
	ck_assert(!kit_says(&k, "start again"));
	kit_post(&k, "/en/start", "again=1");
	ck_assert_str_eq(kit_at(&k), "/en/");
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "Max-Age=0"));
	ck_assert_uint_eq(drafts(&k), 0);
	kit_get(&k, "/en/");
	ck_assert(!kit_says(&k, "Delete these answers"));
}
END_TEST

/* Is there such a text in any file of the folder? */
static bool
on_disk(struct kit *k, const char *words)
{
	static const char *const names[] = { "intake.db", "intake.db-wal" };
	struct err e = { 0 };
	struct str s;
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		const char *path = path_join(&k->a, k->dir, names[i]);

		if (!file_exists(path))
			continue;
		ck_assert(file_read(&k->a, path, (size_t)64 << 20, &s, &e));
		if (memmem(s.p, s.n, words, strlen(words)) != NULL)
			return true;
	}
	return false;
}

START_TEST(what_people_write_cannot_be_found_on_the_disk)
{
	struct kit k CLEAN(kit_close);
	struct err e = { 0 };
	uint8_t id[32] = "an id in clear, for comparison";

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/tea", "on=why&why=planted-marzipan&on=drinks"
	    "&drinks=tea");
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "planted-marzipan"));
	ck_assert(!on_disk(&k, "planted-marzipan"));
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	kit_get(&k, "/en/sent");
	ck_assert_int_eq(kit_responses(&k), 1);
	ck_assert(!on_disk(&k, "planted-marzipan"));
	/* The search bites: what is stored in clear is found. */
	ck_assert(intake_draft_put(k.intake, id, STR("planted-marzipan"),
	    kit_now + HOUR, &e));
	ck_assert(on_disk(&k, "planted-marzipan"));
}
END_TEST

UNIT_SUITE(draft, before_it_opens_a_page_says_so_and_nothing_starts,
    after_it_closes_a_page_says_so_and_nothing_starts,
    who_began_before_the_close_has_two_hours_to_finish,
    a_draft_lives_until_two_hours_after_the_close,
    after_the_close_what_was_not_sent_does_not_stay,
    who_wants_their_answers_gone_gets_that_after_the_close_too,
    a_draft_lives_twenty_hours_at_least, without_its_cookie_a_draft_is_gone,
    the_cookie_is_kept_from_scripts_and_other_sites,
    starting_twice_keeps_answers_and_starting_again_drops_them,
    a_link_to_an_edition_chooses_it,
    what_people_write_cannot_be_found_on_the_disk)
