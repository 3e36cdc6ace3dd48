/* SPDX-License-Identifier: MIT
 *
 * builtin.c -- tests of the catalogues that the program carries.
 */
#include "tests/unit/locales/suites.h"
#include "tests/unit/unit.h"
#include "locales/locales.h"

#include <pthread.h>

START_TEST(ten_languages_are_carried_english_first)
{
	static const char *const want[] = { "en", "ar", "bn", "cy", "gu", "pa",
	    "pl", "ro", "so", "ur" };
	const struct locale_about *list;
	size_t i, n;

	list = locale_list(&n);
	ck_assert_uint_eq(n, LEN(want));
	for (i = 0; i < n; i++) {
		ck_assert_str_eq(list[i].tag, want[i]);
		ck_assert_ptr_nonnull(locale_builtin(want[i]));
		ck_assert_str_eq(locale_tag(locale_builtin(want[i])), want[i]);
		ck_assert_str_ne(locale_name(want[i]), want[i]);
	}
	ck_assert_ptr_eq(locale_builtin("en"), locale_english());
	ck_assert_ptr_null(locale_builtin("xx"));
	ck_assert_ptr_null(locale_builtin(""));
}
END_TEST

START_TEST(what_is_checked_names_who_checked_it)
{
	const struct locale_about *list;
	size_t i, n;

	list = locale_list(&n);
	ck_assert(list[0].checked);
	for (i = 1; i < n; i++)
		ck_assert_int_eq(list[i].checked, list[i].by[0] != '\0');
}
END_TEST

START_TEST(dates_are_in_the_words_of_each_language)
{
	static const struct { const char *tag, *date; } all[] = {
		{ "en", "3 June 2024" }, { "cy", "3 Mehefin 2024" },
		{ "gu", "3 જૂન 2024" }, { "pa", "3 ਜੂਨ 2024" },
		{ "pl", "3 czerwca 2024" }, { "ur", "3 جون 2024" },
		{ "bn", "3 জুন 2024" }, { "ro", "3 iunie 2024" },
		{ "so", "3 Juun 2024" }, { "ar", "3 يونيو 2024" },
	};
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(all); i++) {
		buf_clear(&b);
		locale_date(&b, locale_builtin(all[i].tag),
		    (struct date){ 2024, 6, 3 });
		ck_assert_str_eq(buf_text(&b), all[i].date);
	}
}
END_TEST

/* How many different texts the numbers 0 to 120 need. */
static size_t
forms_of(const char *tag)
{
	const char *seen[8];
	size_t i, n = 0;
	uint64_t v;

	for (v = 0; v <= 120; v++) {
		const char *s = tr_n(locale_builtin(tag),
		    "You did not answer this %s page",
		    "You did not answer these %s pages", v);

		for (i = 0; i < n && seen[i] != s; i++)
			;
		if (i == n)
			seen[n++] = s;
	}
	return n;
}

START_TEST(each_language_has_its_own_plural_forms)
{
	ck_assert_uint_eq(forms_of("en"), 2);
	ck_assert_uint_eq(forms_of("cy"), 6);
	ck_assert_uint_eq(forms_of("ar"), 6);
	ck_assert_uint_eq(forms_of("pl"), 3);
	ck_assert_uint_eq(forms_of("ro"), 3);
	ck_assert_uint_eq(forms_of("gu"), 2);
	ck_assert_uint_eq(forms_of("pa"), 2);
	ck_assert_uint_eq(forms_of("bn"), 2);
	ck_assert_uint_eq(forms_of("ur"), 2);
	ck_assert_uint_eq(forms_of("so"), 2);
}
END_TEST

static void *
look(void *arg)
{
	const struct locale *l = locale_builtin("pl");

	(void)arg;
	return strcmp(tr(l, "Continue"), "Continue") != 0 ? (void *)l : NULL;
}

START_TEST(threads_that_ask_first_get_the_same_catalogue)
{
	pthread_t t[8];
	void *got[LEN(t)];
	size_t i;

	for (i = 0; i < LEN(t); i++)
		ck_assert_int_eq(pthread_create(&t[i], NULL, look, NULL), 0);
	for (i = 0; i < LEN(t); i++)
		pthread_join(t[i], &got[i]);
	for (i = 0; i < LEN(t); i++)
		ck_assert_ptr_eq(got[i], locale_builtin("pl"));
}
END_TEST

UNIT_SUITE(builtin, ten_languages_are_carried_english_first,
    what_is_checked_names_who_checked_it,
    dates_are_in_the_words_of_each_language,
    each_language_has_its_own_plural_forms,
    threads_that_ask_first_get_the_same_catalogue)
