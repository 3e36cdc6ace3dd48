/* SPDX-License-Identifier: MIT
 *
 * catalogue.c -- tests of looking up words and plural forms.
 */
#include "tests/unit/locales/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

START_TEST(english_needs_no_catalogue)
{
	const struct locale *l = locale_english();

	ck_assert_str_eq(tr(l, "Continue"), "Continue");
	ck_assert_str_eq(tr(l, ""), "");
	ck_assert_str_eq(tr_in(l, "a button", "Continue"), "Continue");
	ck_assert_str_eq(tr_n(l, "answer", "answers", 1), "answer");
	ck_assert_str_eq(tr_n(l, "answer", "answers", 0), "answers");
	ck_assert_str_eq(tr_n(l, "answer", "answers", 2), "answers");
	ck_assert_str_eq(locale_tag(l), "en");
	ck_assert(!locale_rtl(l));
}
END_TEST

START_TEST(a_context_tells_two_meanings_apart)
{
	static const struct make_text v[] = { HEADER(""),
	    { T("Open"), T("Agored") },
	    { T("button\4Open"), T("Agor") },
	    { T("buttonhole\4Open"), T("Twll") } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct locale *l = make_locale(&a, "cy", v, LEN(v));

	ck_assert_str_eq(tr(l, "Open"), "Agored");
	ck_assert_str_eq(tr_in(l, "button", "Open"), "Agor");
	ck_assert_str_eq(tr_in(l, "buttonhole", "Open"), "Twll");
	ck_assert_str_eq(tr_in(l, "but", "Open"), "Open");
	ck_assert_str_eq(tr_in(l, "button", "Close"), "Close");
	ck_assert_str_eq(tr(l, "Close"), "Close");
	ck_assert_str_eq(tr(l, ""), "");
}
END_TEST

START_TEST(every_text_of_a_long_catalogue_is_found)
{
	enum { N = 999 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct make_text *v = arena_array(&a, struct make_text, N + 1);
	struct locale *l;
	char id[24];
	int i;

	v[0] = (struct make_text)HEADER("");
	for (i = 1; i <= N; i++) {
		v[i].id = str_of(arena_printf(&a, "text %03d", i));
		v[i].words = str_of(arena_printf(&a, "testun %d", i));
	}
	l = make_locale(&a, "cy", v, N + 1);
	for (i = 1; i <= N; i++) {
		snprintf(id, sizeof(id), "text %03d", i);
		ck_assert_str_eq(tr(l, id), v[i].words.p);
	}
	ck_assert_str_eq(tr(l, "text 000"), "text 000");
	ck_assert_str_eq(tr(l, "text 9999"), "text 9999");
}
END_TEST

/* Rules as Unicode CLDR gives them; expected forms worked out by hand from
 * its examples ("few: 2~4, 22~24 …"). */
struct rule {
	const char *tag, *header;
	struct str forms;
	struct { uint64_t n; int form; } expect[14];
	size_t n_expect;
};
#define PLURAL(n, rule) "Content-Type: text/plain; charset=UTF-8\n" \
	"Plural-Forms: nplurals=" #n "; plural=" rule ";\n"
static const struct rule rules[] = {
	{ "pl", PLURAL(3, "(n==1 ? 0 : n%10>=2 && n%10<=4 && "
	    "(n%100<10 || n%100>=20) ? 1 : 2)"), T("0\0" "1\0" "2"),
	    { { 0, 2 }, { 1, 0 }, { 2, 1 }, { 4, 1 }, { 5, 2 }, { 11, 2 },
	    { 12, 2 }, { 14, 2 }, { 21, 2 }, { 22, 1 }, { 25, 2 },
	    { 102, 1 }, { 112, 2 }, { 1000000, 2 } }, 14 },
	{ "ar", PLURAL(6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && "
	    "n%100<=10 ? 3 : n%100>=11 ? 4 : 5"),
	    T("0\0" "1\0" "2\0" "3\0" "4\0" "5"),
	    { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 }, { 10, 3 }, { 11, 4 },
	    { 26, 4 }, { 99, 4 }, { 100, 5 }, { 102, 5 }, { 103, 3 },
	    { 110, 3 }, { 111, 4 }, { 1000, 5 } }, 14 },
	{ "cy", PLURAL(6, "(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : "
	    "(n==3) ? 3 : (n==6) ? 4 : 5"),
	    T("0\0" "1\0" "2\0" "3\0" "4\0" "5"),
	    { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 }, { 4, 5 }, { 5, 5 },
	    { 6, 4 }, { 7, 5 }, { 11, 5 }, { 100, 5 } }, 10 },
	{ "gu", PLURAL(2, "(n > 1)"), T("0\0" "1"),
	    { { 0, 0 }, { 1, 0 }, { 2, 1 }, { 11, 1 }, { 100, 1 } }, 5 },
	{ "ur", PLURAL(2, "n != 1"), T("0\0" "1"),
	    { { 0, 1 }, { 1, 0 }, { 2, 1 }, { 21, 1 } }, 4 },
	{ "ro", PLURAL(3, "(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20))"
	    " ? 1 : 2)"), T("0\0" "1\0" "2"),
	    { { 0, 1 }, { 1, 0 }, { 2, 1 }, { 19, 1 }, { 20, 2 }, { 100, 2 },
	    { 101, 1 }, { 119, 1 }, { 120, 2 }, { 1000, 2 } }, 10 },
	/* no language: each operator once, brackets, not, arithmetic */
	{ "xx", PLURAL(4, "!(n - 1 + 1) * 3 || n / 2 == 5 && n * 2 != 20 ?"
	    " 1 : n <= 1 ? 2 : n > 7 && n < 10 ? 3 : 0"),
	    T("0\0" "1\0" "2\0" "3"),
	    { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 7, 0 }, { 8, 3 }, { 9, 3 },
	    { 10, 0 }, { 11, 1 }, { 12, 0 } }, 9 }
};

START_TEST(plural_forms_are_those_of_the_language)
{
	size_t i, k;

	for (i = 0; i < LEN(rules); i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		const struct rule *r = &rules[i];
		const struct make_text v[] = {
			{ STR(""), str_of(r->header) },
			{ STR("answer\0answers"), r->forms } };
		struct locale *l = make_locale(&a, r->tag, v, LEN(v));

		for (k = 0; k < r->n_expect; k++)
			ck_assert_msg(tr_n(l, "answer", "answers",
			    r->expect[k].n)[0] == '0' + r->expect[k].form,
			    "%s: %llu takes form %s, not %d", r->tag,
			    (unsigned long long)r->expect[k].n, tr_n(l,
			    "answer", "answers", r->expect[k].n),
			    r->expect[k].form);
	}
}
END_TEST

START_TEST(a_form_that_does_not_exist_falls_back)
{
	static const struct make_text v[] = {
	    { T(""), T(PLURAL(2, "n == 7 ? 9 : n != 1")) },
	    { T("day\0days"), T("jour\0") } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct locale *l = make_locale(&a, "fr", v, LEN(v));

	ck_assert_str_eq(tr_n(l, "day", "days", 1), "jour");
	ck_assert_str_eq(tr_n(l, "day", "days", 7), "jour");
	ck_assert_str_eq(tr_n(l, "day", "days", 2), "days");	/* empty */
}
END_TEST

START_TEST(a_file_made_by_msgfmt_is_read)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct locale *l;
	struct err e = { 0 };
	struct str mo;

	ck_assert_msg(file_read(&a, "tests/unit/locales/pl.mo", 1 << 20, &mo,
	    &e) && locale_open(&a, "pl", mo, &l, &e), "%s", e.msg);
	ck_assert_str_eq(tr(l, "Continue"), "Dalej");
	ck_assert_str_eq(tr_in(l, "a letter", "Continue"), "Ciąg dalszy");
	ck_assert_str_eq(tr_n(l, "%d answer", "%d answers", 1),
	    "%d odpowiedź");
	ck_assert_str_eq(tr_n(l, "%d answer", "%d answers", 3),
	    "%d odpowiedzi");
	ck_assert_str_eq(tr_n(l, "%d answer", "%d answers", 12),
	    "%d odpowiedzi razem");
	ck_assert_str_eq(tr(l, "Not translated yet"), "Not translated yet");
}
END_TEST

UNIT_SUITE(catalogue, english_needs_no_catalogue,
    a_context_tells_two_meanings_apart,
    every_text_of_a_long_catalogue_is_found,
    plural_forms_are_those_of_the_language,
    a_form_that_does_not_exist_falls_back, a_file_made_by_msgfmt_is_read)
