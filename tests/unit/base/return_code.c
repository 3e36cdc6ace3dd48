/* SPDX-License-Identifier: MIT
 *
 * return_code.c -- tests of the codes by which people come back.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

START_TEST(a_code_is_seven_groups_of_four_and_reads_back)
{
	uint8_t in[CODE_SIZE], out[CODE_SIZE];
	char code[CODE_TEXT];
	struct err e = { 0 };
	size_t i, round;

	ck_assert(seal_start(&e));
	for (round = 0; round < 3000; round++) {
		seal_random(in, sizeof(in));
		/* Every bit of the 128 counts: each alone, and all at once. */
		if (round < 128) {
			memset(in, 0, sizeof(in));
			in[round / 8] = (uint8_t)(1 << round % 8);
		} else if (round < 130) {
			memset(in, round == 128 ? 0 : 255, sizeof(in));
		}
		code_put(code, in);
		ck_assert_uint_eq(strlen(code), CODE_TEXT - 1);
		for (i = 0; code[i] != '\0'; i++)
			ck_assert((i % 5 == 4) == (code[i] == '-'));
		ck_assert(code_read(str_of(code), out));
		ck_assert_mem_eq(in, out, CODE_SIZE);
	}
}
END_TEST

START_TEST(a_code_is_as_it_always_was)
{
	static const uint8_t secret[CODE_SIZE] = { 0x00, 0x11, 0x22, 0x33, 0x44,
	    0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF };
	char code[CODE_TEXT];

	/* Worked out apart from the program: people have these on paper. */
	code_put(code, secret);
	ck_assert_str_eq(code, "0024-H36H-2NCS-VRH6-DAQF-6DVV-QZ72");
}
END_TEST

START_TEST(a_code_is_forgiven_how_people_write_it)
{
	static const uint8_t secret[CODE_SIZE] = { 0x08, 0x42, 0x10, 0x84, 0x00,
	    0x42, 0x10, 0x84, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0x08, 0x42 };
	static const char *const seps[] = { "", " ", "-", "  ", "\n", "\t",
	    "\xE2\x80\x93", "\xC2\xA0", "\xE2\x81\xA6", "." };
	uint8_t out[CODE_SIZE];
	char code[CODE_TEXT], c;
	size_t i, s;

	code_put(code, secret);
	for (s = 0; s < LEN(seps) * 4; s++) {
		struct buf b CLEAN(buf_free) = { 0 };

		for (i = 0; code[i] != '\0'; i++) {
			c = code[i];
			if (c == '-') {
				buf_puts(&b, seps[s / 4]);
				continue;
			}
			if (c == '0')
				c = "0oO0"[s % 4];
			else if (c == '1')
				c = "iIlL"[s % 4];
			else if (c >= 'A' && s % 2 == 0)
				c = (char)(c - 'A' + 'a');
			buf_put(&b, &c, 1);
		}
		buf_puts(&b, seps[s / 4]);
		ck_assert_msg(code_read((struct str){ b.p, b.n }, out), "%s",
		    buf_text(&b));
		ck_assert_mem_eq(out, secret, CODE_SIZE);
	}
}
END_TEST

/* Changes two characters, so singles and swaps of any two are among them. */
START_TEST(every_two_wrong_characters_are_noticed)
{
	uint8_t in[CODE_SIZE], out[CODE_SIZE];
	char code[CODE_TEXT], w[CODE_TEXT];
	struct err e = { 0 };
	size_t i, j, k, l, taken = 0;

	ck_assert(seal_start(&e));
	seal_random(in, sizeof(in));
	code_put(code, in);
	for (i = 0; i < CODE_TEXT - 1; i++)
		for (j = i + 1; j < CODE_TEXT - 1; j++) {
			if (code[i] == '-' || code[j] == '-')
				continue;
			memcpy(w, code, sizeof(w));
			for (k = 0; k < 32; k++)
				for (l = 0; l < 32; l++) {
					w[i] = letters[k];
					w[j] = letters[l];
					taken += code_read(str_of(w), out);
				}
		}
	/* The control: unchanged, once for each pair of places. */
	ck_assert_uint_eq(taken, 28 * 27 / 2);
}
END_TEST

START_TEST(what_is_not_a_code_is_refused_and_touches_nothing)
{
	static const uint8_t none[CODE_SIZE];
	char code[CODE_TEXT], reference[REFERENCE_SIZE];
	uint8_t out[CODE_SIZE] = { 0 };
	struct err e = { 0 };
	size_t n;

	ck_assert(seal_start(&e));
	seal_random(out, sizeof(out));
	code_put(code, out);
	memset(out, 0, sizeof(out));
	for (n = 0; n < CODE_TEXT - 1; n++)
		ck_assert(!code_read((struct str){ code, n }, out));
	for (n = 0; n < 200; n++) {
		reference_new(reference);
		ck_assert(!code_read(str_of(reference), out));
	}
	ck_assert(!code_read(STR("0000-0000-0000-0000-0000-0000-0000-0"), out));
	ck_assert(!code_read(STR("0000-0000-0000-0000-0000-0000-000U"), out));
	ck_assert(!code_read(STR("\xE2\x80"), out));
	/* 130 bits would fit; only 128 are ever written. */
	ck_assert(!code_read(STR("8000-0000-0000-0000-0000-0000-00KH"), out));
	ck_assert_mem_eq(out, none, CODE_SIZE);
	ck_assert(code_read(STR("0000-0000-0000-0000-0000-0000-0000"), out));
}
END_TEST

UNIT_SUITE(return_code, a_code_is_seven_groups_of_four_and_reads_back,
    a_code_is_as_it_always_was, a_code_is_forgiven_how_people_write_it,
    every_two_wrong_characters_are_noticed,
    what_is_not_a_code_is_refused_and_touches_nothing)
