/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of locales/; makes catalogues for them.
 */
#include "tests/unit/locales/suites.h"
#include "tests/unit/unit.h"

static void
put_word(char *at, size_t v)
{
	uint32_t w = (uint32_t)v;

	memcpy(at, &w, sizeof(w));
}

static size_t
put_text(char *file, size_t entry, size_t at, struct str s)
{
	put_word(file + entry, s.n);
	put_word(file + entry + 4, at);
	memcpy(file + at, s.p, s.n);
	return at + s.n + 1;
}

struct str
make_mo(struct arena *a, const struct make_text *v, size_t n)
{
	size_t size = 28 + 16 * n, at = size, i;
	char *file;

	for (i = 0; i < n; i++)
		size += v[i].id.n + v[i].words.n + 2;
	file = arena_array(a, char, size);
	put_word(file, 0x950412DE);
	put_word(file + 8, n);
	put_word(file + 12, 28);
	put_word(file + 16, 28 + 8 * n);
	for (i = 0; i < n; i++) {
		at = put_text(file, 28 + 8 * i, at, v[i].id);
		at = put_text(file, 28 + 8 * (n + i), at, v[i].words);
	}
	ck_assert_uint_eq(at, size);
	return (struct str){ file, size };
}

struct locale *
make_locale(struct arena *a, const char *tag, const struct make_text *v,
    size_t n)
{
	struct locale *l;
	struct err e = { 0 };

	ck_assert_msg(locale_open(a, tag, make_mo(a, v, n), &l, &e), "%s",
	    e.msg);
	return l;
}

UNIT_MAIN(builtin_suite, catalogue_suite, damage_suite, format_suite)
