/* SPDX-License-Identifier: MIT
 *
 * text.c -- tests of arenas, buffers, UTF-8 and the HTML writer.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

START_TEST(arena_gives_aligned_zeroed_memory)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *c = arena_new(&a, char);
	double *d = arena_new(&a, double);

	ck_assert_int_eq(*c, 0);
	ck_assert(*d == 0);
	ck_assert_uint_eq((uintptr_t)d % _Alignof(double), 0);
	ck_assert_uint_eq((uintptr_t)arena_get(&a, 40000, 16) % 16, 0);
}
END_TEST

START_TEST(arena_push_keeps_what_was_there)
{
	struct arena a CLEAN(arena_free) = { 0 };
	size_t n = 0, cap = 0;
	int *v = NULL, i;

	for (i = 0; i < 1000; i++)
		*arena_push(&a, v, n, cap) = i;
	ck_assert_uint_eq(n, 1000);
	for (i = 0; i < 1000; i++)
		ck_assert_int_eq(v[i], i);
}
END_TEST

START_TEST(buffer_stops_at_its_limit_and_says_so)
{
	struct buf b CLEAN(buf_free) = { .max = 8 };

	buf_puts(&b, "1234567");
	ck_assert(buf_ok(&b));
	buf_puts(&b, "8");
	ck_assert(!buf_ok(&b));
	buf_puts(&b, "9");
	ck_assert_str_eq(b.p, "1234567");
}
END_TEST

START_TEST(html_escapes_every_text)
{
	struct buf b CLEAN(buf_free) = { 0 };

	html_f(&b, "<li title=\"%s\">%s, %d%%</li>", "a\"b'", "<script>&", 5);
	ck_assert_str_eq(b.p, "<li title=\"a&quot;b&#39;\">"
	    "&lt;script&gt;&amp;, 5%</li>");
}
END_TEST

START_TEST(utf8_refuses_what_is_not_strict)
{
	static const char *const bad[] = { "\xC0\x80", "\xED\xA0\x80",
	    "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF", "\xF0\x80\x80\x80",
	    "ok\xC3" };
	size_t i, at;

	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(!utf8_valid(bad[i], strlen(bad[i]), &at),
		    "case %zu was accepted", i);
	ck_assert_uint_eq(at, 2);
	ck_assert(!utf8_valid("a\0b", 3, &at));
	ck_assert_uint_eq(at, 1);
	/* wherever it stands: eight letters are looked at together */
	for (i = 0; i < 24; i++) {
		char text[24];

		memset(text, 'a' + (int)i % 3, sizeof(text));
		ck_assert(utf8_valid(text, sizeof(text), &at));
		text[i] = '\0';
		ck_assert(!utf8_valid(text, sizeof(text), &at));
		ck_assert_uint_eq(at, i);
		text[i] = '\xC3';
		ck_assert(!utf8_valid(text, sizeof(text), &at));
		ck_assert_uint_eq(at, i);
		memset(text, 1, sizeof(text));
		text[i] = '\x80';
		ck_assert(!utf8_valid(text, sizeof(text), &at));
		ck_assert_uint_eq(at, i);
	}
	ck_assert(utf8_valid("d\xC3\xA9j\xC3\xA0 \xF0\x9F\x98\x80", 11, NULL));
}
END_TEST

START_TEST(utf8_counts_as_browsers_do)
{
	/* é is one unit, an emoji two, CR LF one */
	ck_assert_uint_eq(utf8_count16("\xC3\xA9\xF0\x9F\x98\x80\r\n", 8), 4);
	ck_assert_uint_eq(utf8_count("\xC3\xA9\xF0\x9F\x98\x80", 6), 2);
}
END_TEST

START_TEST(utf8_round_trips_every_length)
{
	static const uint32_t c[] = { 0x41, 0xE9, 0x20AC, 0x1F600, 0x10FFFF };
	struct buf b CLEAN(buf_free) = { 0 };
	const char *p;
	size_t i;

	for (i = 0; i < LEN(c); i++)
		utf8_put(&b, c[i]);
	ck_assert(utf8_valid(b.p, b.n, NULL));
	for (i = 0, p = b.p; i < LEN(c); i++)
		ck_assert_uint_eq(utf8_next(&p), c[i]);
}
END_TEST

START_TEST(distance_counts_swapped_neighbours_as_one)
{
	ck_assert_uint_eq(str_distance(STR("capcaity"), STR("capacity"), 3), 1);
	ck_assert_uint_eq(str_distance(STR("kitten"), STR("sitting"), 3), 3);
	ck_assert_uint_eq(str_distance(STR("abc"), STR("xyz"), 2), 3);
	ck_assert_uint_eq(str_distance(STR(""), STR("ab"), 3), 2);
}
END_TEST

START_TEST(lines_end_as_on_any_system)
{
	struct str rest = STR("one\r\n\ntwo"), line;

	ck_assert(str_line(&rest, &line) && str_is(line, "one"));
	ck_assert(str_line(&rest, &line) && line.n == 0);
	ck_assert(str_line(&rest, &line) && str_is(line, "two"));
	ck_assert(!str_line(&rest, &line));
}
END_TEST

START_TEST(errors_gather_words_and_map_to_exit_status)
{
	struct err e = { 0 };

	ck_assert(!err_set(&e, ERR_INPUT, "%d mistakes", 3));
	ck_assert(!err_wrap(&e, "a.form"));
	ck_assert_str_eq(e.msg, "a.form: 3 mistakes");
	ck_assert_int_eq(err_exit(&e), 1);
	e.code = ERR_USAGE;
	ck_assert_int_eq(err_exit(&e), 2);
	e.code = ERR_KEY;
	ck_assert_int_eq(err_exit(&e), 3);
}
END_TEST

UNIT_SUITE(text, arena_gives_aligned_zeroed_memory,
    arena_push_keeps_what_was_there, buffer_stops_at_its_limit_and_says_so,
    html_escapes_every_text, utf8_refuses_what_is_not_strict,
    utf8_counts_as_browsers_do, utf8_round_trips_every_length,
    distance_counts_swapped_neighbours_as_one, lines_end_as_on_any_system,
    errors_gather_words_and_map_to_exit_status)
