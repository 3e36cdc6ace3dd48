/* SPDX-License-Identifier: MIT
 *
 * codec.c -- tests of hex, base64 and references.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

START_TEST(hex_and_base64_round_trip_at_every_length)
{
	uint8_t in[40], out[40];
	char text[128];
	struct err e = { 0 };
	size_t n;

	ck_assert(seal_start(&e));
	for (n = 0; n <= sizeof(in); n++) {
		seal_random(in, sizeof(in));
		hex_put(text, in, n);
		ck_assert(hex_get(out, n, str_of(text)));
		ck_assert_mem_eq(in, out, n);
		ck_assert(!hex_get(out, n + 1, str_of(text)));
		b64_put(text, in, n);
		ck_assert_uint_le(strlen(text), 4 * (n + 2) / 3);
		ck_assert(b64_get(out, n, str_of(text)));
		ck_assert_mem_eq(in, out, n);
		ck_assert(!b64_get(out, n + 1, str_of(text)));
		ck_assert(n == 0 || !b64_get(out, n - 1, str_of(text)));
	}
}
END_TEST

START_TEST(only_clean_hex_and_base64_are_read)
{
	uint8_t out[8];

	ck_assert(hex_get(out, 2, STR("a0Ff")));
	ck_assert(!hex_get(out, 2, STR("a0fg")));
	ck_assert(!hex_get(out, 2, STR("a0 f")));
	ck_assert(b64_get(out, 2, STR("_-A")));
	ck_assert(!b64_get(out, 2, STR("/+A")));	/* the other alphabet */
	ck_assert(!b64_get(out, 2, STR("_-B")));	/* stray bits */
	ck_assert(!b64_get(out, 2, STR("_-A=")));
	ck_assert(!b64_get(out, 3, STR("_-A\n")));
}
END_TEST

START_TEST(a_reference_is_forgiven_how_people_write_it)
{
	char r[REFERENCE_SIZE], loose[32], back[REFERENCE_SIZE];
	struct err e = { 0 };
	size_t i, n;
	int round;

	ck_assert(seal_start(&e));
	for (round = 0; round < 200; round++) {
		reference_new(r);
		ck_assert_uint_eq(strlen(r), 13);
		ck_assert(r[4] == '-' && r[9] == '-');
		for (i = n = 0; r[i] != '\0'; i++) {
			char c = r[i];

			if (c == '-')
				c = ' ';
			else if (c == '0')
				c = 'o';
			else if (c == '1')
				c = "iIlL"[round % 4];
			else if (c >= 'A' && c <= 'Z')
				c = (char)(c - 'A' + 'a');
			loose[n++] = c;
		}
		ck_assert(reference_read((struct str){ loose, n }, back));
		ck_assert_str_eq(back, r);
	}
	ck_assert(!reference_valid(STR("")));
	ck_assert(!reference_valid(STR("4F7K-2M9Q-X3CCC")));
	ck_assert(!reference_valid(STR("4F7K-2M9Q-X3!")));
}
END_TEST

START_TEST(every_wrong_character_and_every_swap_is_noticed)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char r[REFERENCE_SIZE], w[REFERENCE_SIZE];
	struct err e = { 0 };
	size_t i, j;

	ck_assert(seal_start(&e));
	reference_new(r);
	ck_assert(reference_valid(str_of(r)));		/* control */
	for (i = 0; i < 13; i++) {
		for (j = 0; r[i] != '-' && letters[j] != '\0'; j++) {
			memcpy(w, r, sizeof(w));
			w[i] = letters[j];
			ck_assert(reference_valid(str_of(w)) ==
			    (w[i] == r[i]));
		}
		for (j = 0; r[i] != '-' && j < i; j++) {
			memcpy(w, r, sizeof(w));
			w[i] = r[j];
			w[j] = r[i];
			ck_assert(r[j] == '-' ||
			    reference_valid(str_of(w)) == (r[i] == r[j]));
		}
	}
}
END_TEST

UNIT_SUITE(codec, hex_and_base64_round_trip_at_every_length,
    only_clean_hex_and_base64_are_read,
    a_reference_is_forgiven_how_people_write_it,
    every_wrong_character_and_every_swap_is_noticed)
