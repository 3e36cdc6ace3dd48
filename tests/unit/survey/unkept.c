/* SPDX-License-Identifier: MIT
 *
 * unkept.c -- tests that nobody's words are lost without being shown again.
 */
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

#define COMMENT "on=drinks&drinks=tea&on=why&why=My+%3Cb%3Elong%3C/b%3E+story"

static bool
shown(const struct kit *k)
{
	return kit_says(k, "readonly") && kit_says(k, "Why?</label>") &&
	    kit_says(k, "My &lt;b&gt;long&lt;/b&gt; story</textarea>") &&
	    !kit_says(k, "<b>long");
}

START_TEST(whose_draft_is_gone_gets_back_what_they_wrote)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	k.cookie = "";
	kit_post(&k, "/en/q/tea", COMMENT);
	ck_assert_int_eq(k.out.status, 410);
	ck_assert(shown(&k));
	ck_assert(kit_says(&k, "Start again"));
	/* Where nothing was written there is nothing to show. */
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=tea&on=why&why=++");
	ck_assert_int_eq(k.out.status, 410);
	ck_assert(!kit_says(&k, "readonly"));
	kit_get(&k, "/en/q/tea");
	ck_assert(!kit_says(&k, "readonly"));
	/* Words beside a choice are words too. */
	kit_post(&k, "/en/q/who", "on=who&who=other&who:words=a+passer-by");
	ck_assert(kit_says(&k, "a passer-by</textarea>"));
}
END_TEST

START_TEST(who_comes_too_late_gets_back_what_they_wrote)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_now = CLOSES + 2 * HOUR;
	kit_post(&k, "/en/q/tea", COMMENT);
	ck_assert(kit_says(&k, "This has closed"));
	ck_assert(shown(&k));
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=tea");
	ck_assert_str_eq(kit_at(&k), "/en/");
}
END_TEST

START_TEST(words_after_sending_are_not_taken_for_sent)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	kit_post(&k, "/en/q/tea", COMMENT);
	ck_assert(kit_says(&k, "id=\"reference\""));
	ck_assert(kit_says(&k, "not part of"));
	ck_assert(shown(&k));
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(a_page_that_is_not_asked_any_more_gives_words_back)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);	/* no milk, in another window perhaps */
	kit_post(&k, "/en/q/milk", "on=milk&milk=Sour+%26+thin");
	ck_assert_int_eq(k.out.status, 409);
	ck_assert(kit_says(&k, "Sour &amp; thin</textarea>"));
	kit_post(&k, "/en/q/milk", "on=milk&milk=");
	ck_assert_str_eq(kit_at(&k), "/en/check");
}
END_TEST

START_TEST(an_older_form_of_ours_gives_words_back_but_nobody_elses_does)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post_bare(&k, "/en/q/tea", "token=0&" COMMENT, "same-origin", "");
	ck_assert_int_eq(k.out.status, 400);
	ck_assert(shown(&k));
	kit_post_bare(&k, "/en/q/tea", "token=0&" COMMENT, "cross-site", "");
	ck_assert_int_eq(k.out.status, 400);
	ck_assert(!kit_says(&k, "story"));
	k.cookie = "";
	kit_post_bare(&k, "/en/q/tea", COMMENT, "", "https://evil.test");
	ck_assert(!kit_says(&k, "story"));
}
END_TEST

UNIT_SUITE(unkept, whose_draft_is_gone_gets_back_what_they_wrote,
    who_comes_too_late_gets_back_what_they_wrote,
    words_after_sending_are_not_taken_for_sent,
    a_page_that_is_not_asked_any_more_gives_words_back,
    an_older_form_of_ours_gives_words_back_but_nobody_elses_does)
