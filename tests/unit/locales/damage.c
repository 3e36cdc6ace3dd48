/* SPDX-License-Identifier: MIT
 *
 * damage.c -- tests that damaged or dishonest catalogues are refused.
 */
#include "tests/unit/locales/suites.h"
#include "tests/unit/unit.h"

static const struct make_text good[] = {
	HEADER("Plural-Forms: nplurals=3; plural=n%10==1 ? 0 : n%10<5;\n"),
	{ T("%d answer\0%d answers"),
	    T("%d odpowiedź\0%d odpowiedzi\0%d") },
	{ T("9% of people"), T("9% osób") },
	{ T("Dear %s, %d of {n}"), T("{n}: %s, %d") },
	{ T("context\4Yes"), T("Tak") }
};

static bool
opens(struct arena *a, struct str mo, struct err *e)
{
	struct locale *l;

	return locale_open(a, "pl", mo, &l, e);
}

/* The good one with texts[at] replaced. */
static void
refused(size_t at, struct make_text bad, const char *why)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct make_text v[LEN(good)];
	struct err e = { 0 };

	memcpy(v, good, sizeof(v));
	v[at] = bad;
	ck_assert_msg(!opens(&a, make_mo(&a, v, LEN(v)), &e),
	    "accepted, but: %s", why);
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_msg(strstr(e.msg, why) != NULL, "\"%s\" does not say \"%s\"",
	    e.msg, why);
}

START_TEST(the_undamaged_one_opens)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct locale *l = make_locale(&a, "pl", good, LEN(good));

	ck_assert_str_eq(tr_in(l, "context", "Yes"), "Tak");
	ck_assert_str_eq(tr(l, "9% of people"), "9% osób");
}
END_TEST

START_TEST(a_lost_place_is_refused)
{
	static const char *const bad[] = { "%s: {n}", "{n}: %d, %s",
	    "%s, %d, %d {n}", "%s, %d", "%s, %d {n} {m}", "%s, %ld {n}",
	    "%s, %5d {n}", "%s, %d {n}%n", "%1$s, %2$d {n}" };
	size_t i;

	for (i = 0; i < LEN(bad); i++)
		refused(3, (struct make_text){ good[3].id, str_of(bad[i]) },
		    "does not keep");
}
END_TEST

/* printf would take "% d" for a place, and an unknown one for anything. */
START_TEST(a_per_cent_sign_that_english_does_not_have_is_refused)
{
	static const char *const bad[] = { "{n}: %s, %d % dnia",
	    "{n}: %s, %d %", "{n}: %s, %d %\u0119" };
	size_t i;

	for (i = 0; i < LEN(bad); i++)
		refused(3, (struct make_text){ good[3].id, str_of(bad[i]) },
		    "does not keep");
}
END_TEST

START_TEST(a_wrong_number_of_plural_forms_is_refused)
{
	refused(1, (struct make_text){ good[1].id, STR("%d a\0%d b") },
	    "has 2 plural forms, not 3");
	refused(1, (struct make_text){ good[1].id, STR("%d\0%d\0%d\0%d") },
	    "has 4 plural forms, not 3");
	refused(4, (struct make_text){ good[4].id, STR("Tak\0Nie") },
	    "has 2 plural forms, not 1");
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
	refused(4, (struct make_text){ good[4].id, STR("Ta\xC0\x80") },
	    "not UTF-8");
	refused(1, (struct make_text){ good[1].id, STR("%d\0%d\0\xFF%d") },
	    "not UTF-8");
	refused(0, (struct make_text){ STR(""),
	    STR("Content-Type: text/plain; charset=ISO-8859-2\n") },
	    "does not say that its text is UTF-8");
}
END_TEST

START_TEST(texts_out_of_order_are_refused)
{
	refused(4, (struct make_text){ STR("Apple"), STR("x") }, "in order");
	refused(4, (struct make_text){ good[3].id, STR("x") }, "in order");
}
END_TEST

#define DEEP "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"

START_TEST(a_plural_rule_that_cannot_be_read_is_refused)
{
	static const char *const bad[] = { "n +", "(n", "n)", "m", "n == ",
	    "n ? 1", "n ? 1 : ", "4294967296", "n n", "", "- n", "n = 1",
	    DEEP "n" };
	static const char *const headers[] = {
	    "Plural-Forms: nplurals=0; plural=0;\n",
	    "Plural-Forms: nplurals=9; plural=0;\n",
	    "Plural-Forms: nplurals=10; plural=0;\n",
	    "Plural-Forms: nplurals=2;\n", "Plural-Forms: plural=n;\n" };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(bad) + LEN(headers) + 1; i++) {
		buf_clear(&b);
		buf_puts(&b, good[0].words.p);
		b.n = (size_t)(strstr(b.p, "Plural") - b.p);
		b.p[b.n] = '\0';
		if (i < LEN(bad))
			buf_printf(&b, "Plural-Forms: nplurals=3; plural=%s;\n",
			    bad[i]);
		else if (i < LEN(bad) + LEN(headers))
			buf_puts(&b, headers[i - LEN(bad)]);
		else {	/* longer than the limit on steps */
			buf_lit(&b, "Plural-Forms: nplurals=3; plural=n");
			while (b.n < 700)
				buf_lit(&b, "+1");
		}
		refused(0, (struct make_text){ STR(""), { b.p, b.n } },
		    "plural rule cannot be read");
	}
}
END_TEST

START_TEST(a_catalogue_cut_anywhere_is_refused)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str mo = make_mo(&a, good, LEN(good));
	struct err e = { 0 };
	size_t n;

	ck_assert(opens(&a, mo, &e));
	for (n = 1; n < mo.n; n++) {
		struct arena b CLEAN(arena_free) = { 0 };
		/* a copy of its own, so that ASan sees one byte too many */
		struct str cut = { arena_strn(&b, mo.p, n - 1), n };

		memcpy((char *)cut.p, mo.p, n);
		ck_assert_msg(!opens(&b, cut, &e), "%zu bytes", n);
	}
}
END_TEST

START_TEST(no_changed_byte_does_harm)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str mo = make_mo(&a, good, LEN(good));
	char *p = arena_strn(&a, mo.p, mo.n);
	size_t i, refusals = 0;
	struct err e;
	int k;

	for (i = 0; i < mo.n; i++)
		for (k = 1; k < 256; k += 50) {
			struct arena b CLEAN(arena_free) = { 0 };
			struct locale *l;

			p[i] = (char)(mo.p[i] ^ k);
			if (!locale_open(&b, "pl", (struct str){ p, mo.n },
			    &l, &e))
				refusals++;
			else
				ck_assert_ptr_nonnull(tr_n(l, "%d answer",
				    "%d answers", i));
			p[i] = mo.p[i];
		}
	ck_assert_uint_gt(refusals, 500);
}
END_TEST

START_TEST(numbers_in_the_file_cannot_lead_outside_it)
{
	static const struct { size_t at; uint32_t v; const char *why; } bad[] = {
		{ 0, 0x12345678, "not a .mo" }, { 4, 0x20000, "kind" },
		{ 8, 0xFFFFFFFF, "cut short" }, { 8, 1000, "cut short" },
		{ 12, 0xFFFFFFF8, "cut short" }, { 16, 0xFFFFFFFF, "cut" },
		{ 28, 0xFFFFFFFF, "cut short" }, { 32, 0xFFFFFFFF, "cut" },
		{ 36, 0x7FFFFFFF, "cut short" }, { 8, 0, "UTF-8" } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct str mo = make_mo(&a, good, LEN(good));
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		char *p = arena_strn(&a, mo.p, mo.n);

		memcpy(p + bad[i].at, &bad[i].v, sizeof(bad[i].v));
		ck_assert_msg(!opens(&a, (struct str){ p, mo.n }, &e),
		    "case %zu", i);
		ck_assert_msg(strstr(e.msg, bad[i].why) != NULL, "%s", e.msg);
	}
	ck_assert(!opens(&a, STR("hello"), &e));
	/* a text that does not end where it says: the next begins there */
	for (i = 0; i < 2 * LEN(good); i++) {
		char *p = arena_strn(&a, mo.p, mo.n);

		p[28 + 8 * i]++;
		ck_assert_msg(!opens(&a, (struct str){ p, mo.n }, &e),
		    "text %zu", i);
		ck_assert_msg(strstr(e.msg, "cut short") != NULL, "%s", e.msg);
	}
}
END_TEST

START_TEST(a_catalogue_from_a_machine_of_other_endian_is_read)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str mo = make_mo(&a, good, LEN(good));
	char *p = arena_strn(&a, mo.p, mo.n);
	struct locale *l;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < 28 + 16 * LEN(good); i += 4) {
		uint32_t v;

		memcpy(&v, p + i, 4);
		v = __builtin_bswap32(v);
		memcpy(p + i, &v, 4);
	}
	ck_assert_msg(locale_open(&a, "pl", (struct str){ p, mo.n }, &l, &e),
	    "%s", e.msg);
	ck_assert_str_eq(tr_in(l, "context", "Yes"), "Tak");
}
END_TEST

UNIT_SUITE(damage, the_undamaged_one_opens, a_lost_place_is_refused,
    a_per_cent_sign_that_english_does_not_have_is_refused,
    a_wrong_number_of_plural_forms_is_refused,
    text_that_is_not_utf8_is_refused, texts_out_of_order_are_refused,
    a_plural_rule_that_cannot_be_read_is_refused,
    a_catalogue_cut_anywhere_is_refused, no_changed_byte_does_harm,
    numbers_in_the_file_cannot_lead_outside_it,
    a_catalogue_from_a_machine_of_other_endian_is_read)
