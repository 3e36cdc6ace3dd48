/* SPDX-License-Identifier: MIT
 *
 * decode.c -- tests of the request decoder.
 */
#include "survey/http/http.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

static struct arena a;
static struct http_pairs pairs;
static struct err e;

static bool
reads(const char *s)
{
	e = (struct err){ 0 };
	return http_decode_pairs(&a, str_of(s), &pairs, &e);
}

START_TEST(a_form_is_read_as_browsers_write_it)
{
	ck_assert(reads("a=1&b=two+words&a=%E2%9C%93&c=&d"));
	ck_assert_uint_eq(pairs.n, 5);
	ck_assert_str_eq(http_value(&pairs, "a"), "1");
	ck_assert_str_eq(http_value(&pairs, "b"), "two words");
	ck_assert_str_eq(pairs.v[2].value, "✓");
	ck_assert_str_eq(http_value(&pairs, "c"), "");
	ck_assert_str_eq(http_value(&pairs, "d"), "");
	ck_assert_ptr_null(http_value(&pairs, "e"));
}
END_TEST

START_TEST(brackets_in_names_may_be_escaped)
{
	ck_assert(reads("agree%5BP3%5D=agree"));
	ck_assert_str_eq(http_value(&pairs, "agree[P3]"), "agree");
}
END_TEST

START_TEST(what_is_not_text_is_refused)
{
	static const char *const bad[] = { "a=%", "a=%4", "a=%zz", "a=%4z",
	    "a=%00", "a=%ff", "a=\xff", "%c3=1", "a=%ed%a0%80", "a=%c0%80" };
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		ck_assert_msg(!reads(bad[i]), "%s was accepted", bad[i]);
		ck_assert_int_eq(e.code, ERR_INPUT);
	}
	ck_assert(reads("a=%c3%a9"));	/* its neighbour that is text */
}
END_TEST

START_TEST(the_pair_after_the_last_allowed_one_is_refused)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < HTTP_MAX_PAIRS; i++)
		buf_lit(&b, "a=1&");
	ck_assert(reads(buf_text(&b)));
	ck_assert_uint_eq(pairs.n, HTTP_MAX_PAIRS);
	buf_lit(&b, "a=1");
	ck_assert(!reads(buf_text(&b)));
	ck_assert_int_eq(e.code, ERR_LIMIT);
}
END_TEST

static const char *
target(const char *s)
{
	const char *path;

	return http_decode_target(&a, str_of(s), &path, &pairs, &e) ? path :
	    NULL;
}

START_TEST(a_path_is_decoded_once)
{
	ck_assert_str_eq(target("/en/q/a%20b?x=1&y=%26"), "/en/q/a b");
	ck_assert_str_eq(http_value(&pairs, "y"), "&");
	ck_assert_str_eq(target("/en/%2541"), "/en/%41");
	ck_assert_str_eq(target("/a+b"), "/a+b");
}
END_TEST

START_TEST(a_path_that_climbs_is_refused)
{
	static const char *const bad[] = { "", "en/", "*", "/..", "/../x",
	    "/a/..", "/a/./b", "/%2e%2e/x", "/%2E./x", "/a\\..\\b", "/a%5cb",
	    "/%00", "/%ff", "/a?b=%ff", "http://host/" };
	size_t i;

	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(target(bad[i]) == NULL, "%s was accepted",
		    bad[i]);
	ck_assert_str_eq(target("/a/..b/c."), "/a/..b/c.");
}
END_TEST

START_TEST(cookies_that_are_not_ours_do_no_harm)
{
	ck_assert(http_decode_cookies(&a,
	    STR("theme=dark; earshot=abc_-9; odd one=1; =x; q=\"y\"; z"),
	    &pairs, &e));
	ck_assert_str_eq(http_value(&pairs, "earshot"), "abc_-9");
	ck_assert_str_eq(http_value(&pairs, "theme"), "dark");
	ck_assert_str_eq(http_value(&pairs, "z"), "");
	ck_assert_ptr_null(http_value(&pairs, "odd one"));
	ck_assert_ptr_null(http_value(&pairs, "q"));
}
END_TEST

START_TEST(gzip_is_sent_to_those_who_take_it)
{
	ck_assert(http_takes_gzip("gzip, deflate, br"));
	ck_assert(http_takes_gzip("br;q=1.0, gzip;q=0.8"));
	ck_assert(http_takes_gzip("*"));
	ck_assert(!http_takes_gzip(""));
	ck_assert(!http_takes_gzip("identity"));
	ck_assert(!http_takes_gzip("gzip;q=0"));
	ck_assert(!http_takes_gzip("gzip;q=0.000, br"));
	ck_assert(!http_takes_gzip("xgzip"));
}
END_TEST

START_TEST(the_language_is_the_one_that_is_liked_best)
{
	static const char *const tags[] = { "en", "pl", "ur" };

#define PICK(accept) http_pick_language(accept, tags, LEN(tags))
	ck_assert_uint_eq(PICK(""), 0);
	ck_assert_uint_eq(PICK("*"), 0);
	ck_assert_uint_eq(PICK("pl"), 1);
	ck_assert_uint_eq(PICK("PL-pl"), 1);
	ck_assert_uint_eq(PICK("plx"), 0);
	ck_assert_uint_eq(PICK("en;q=0.8, pl ; q=0.81"), 1);
	ck_assert_uint_eq(PICK("ur;q=0.001"), 2);
	ck_assert_uint_eq(PICK("ur;q=0, pl;q=0.0"), 0);
	ck_assert_uint_eq(PICK("ur;q=, pl;"), 0);
	ck_assert_uint_eq(PICK("ur;v=1,,;q=1,pl"), 1);
	ck_assert_uint_eq(PICK("pl,ur"), 1);
#undef PICK
}
END_TEST

UNIT_SUITE(decode, a_form_is_read_as_browsers_write_it,
    brackets_in_names_may_be_escaped, what_is_not_text_is_refused,
    the_pair_after_the_last_allowed_one_is_refused, a_path_is_decoded_once,
    a_path_that_climbs_is_refused, cookies_that_are_not_ours_do_no_harm,
    gzip_is_sent_to_those_who_take_it,
    the_language_is_the_one_that_is_liked_best)
