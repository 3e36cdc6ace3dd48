/* SPDX-License-Identifier: MIT
 *
 * codec.c -- bytes as letters: hex, base64, references for the telephone, and
 * return codes.
 */
#include "base/base.h"

#include <sodium.h>

void
hex_put(char *out, const void *p, size_t n)
{
	sodium_bin2hex(out, n * 2 + 1, p, n);
}

bool
hex_get(void *out, size_t n, struct str s)
{
	size_t got;

	return s.n == n * 2 && sodium_hex2bin(out, n, s.p, s.n, NULL, &got,
	    NULL) == 0 && got == n;
}

void
b64_put(char *out, const void *p, size_t n)
{
	sodium_bin2base64(out, sodium_base64_ENCODED_LEN(n,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING), p, n,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool
b64_get(void *out, size_t n, struct str s)
{
	size_t got;

	return s.n == (n * 4 + 2) / 3 && sodium_base642bin(out, n, s.p, s.n,
	    NULL, &got, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
	    got == n;
}

/* ---- references ------------------------------------------------------------
 * Ten digits of base 32 and a check digit that makes the polynomial with these
 * coefficients zero at x in GF(32) (modulus x^5 + x^2 + 1, in which x is
 * primitive).  All eleven weights differ and none is zero, so every single
 * wrong character and every swap of two is noticed. */

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { DIGITS = 10 };

static unsigned
times_x(unsigned v)
{
	v <<= 1;
	return v & 32 ? v ^ 37u : v;	/* 100101 in binary */
}

static unsigned
remainder_of(const unsigned *digit, size_t n)
{
	unsigned r = 0;
	size_t i;

	for (i = 0; i < n; i++)
		r = times_x(r) ^ digit[i];
	return r;
}

static void
spell(char out[REFERENCE_SIZE], const unsigned digit[DIGITS + 1])
{
	size_t i, at = 0;

	for (i = 0; i <= DIGITS; i++) {
		if (i == 4 || i == 8)
			out[at++] = '-';
		out[at++] = letters[digit[i]];
	}
	out[at] = '\0';
}

void
reference_new(char out[REFERENCE_SIZE])
{
	unsigned digit[DIGITS + 1];
	uint64_t bits;			/* five for each digit */
	size_t i;

	randombytes_buf(&bits, sizeof(bits));
	for (i = 0; i < DIGITS; i++)
		digit[i] = bits >> 5 * i & 31;
	/* r x + check = 0 */
	digit[DIGITS] = times_x(remainder_of(digit, DIGITS));
	spell(out, digit);
}

static int
digit_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	at = c != '\0' ? strchr(letters, c) : NULL;
	return at != NULL ? (int)(at - letters) : -1;
}

bool
reference_read(struct str s, char out[REFERENCE_SIZE])
{
	unsigned digit[DIGITS + 1];
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		int d = digit_of(s.p[i]);

		if (s.p[i] == ' ' || s.p[i] == '-')
			continue;
		if (d < 0 || n > DIGITS)
			return false;
		digit[n++] = (unsigned)d;
	}
	if (n != DIGITS + 1 || remainder_of(digit, n) != 0)
		return false;
	spell(out, digit);
	return true;
}

bool
reference_valid(struct str s)
{
	char out[REFERENCE_SIZE];

	return reference_read(s, out);
}

/* ---- return codes ----------------------------------------------------------
 * 26 digits of base 32, of which the first is less than 8, and two check
 * digits: the remainder of a division by (x - a)(x - a^2), a = x of GF(32)
 * above.  It is a Reed-Solomon code of less than 31 digits with a distance of
 * three: any two wrong characters are noticed, so every swap is too. */

enum { CODE_DIGITS = 26, CODE_ALL = 28 };

/* (x - a)(x - a^2) is x^2 + 6 x + 8, signs being all the same here. */
static void
code_check(const unsigned digit[CODE_DIGITS], unsigned check[2])
{
	unsigned first = 0, second = 0, top;
	size_t i;

	for (i = 0; i < CODE_DIGITS; i++) {
		top = first ^ digit[i];
		first = second ^ times_x(top) ^ times_x(times_x(top));
		second = times_x(times_x(times_x(top)));
	}
	check[0] = first;
	check[1] = second;
}

void
code_put(char out[CODE_TEXT], const uint8_t secret[CODE_SIZE])
{
	unsigned digit[CODE_ALL], bits = 0, n_bits = 2;	/* 130 bits hold 128 */
	size_t i, byte = 0, at = 0;

	for (i = 0; i < CODE_DIGITS; i++) {
		if (n_bits < 5) {
			bits = bits << 8 | secret[byte++];
			n_bits += 8;
		}
		n_bits -= 5;
		digit[i] = bits >> n_bits & 31;
	}
	code_check(digit, &digit[CODE_DIGITS]);
	for (i = 0; i < CODE_ALL; i++) {
		if (i > 0 && i % 4 == 0)
			out[at++] = '-';
		out[at++] = letters[digit[i]];
	}
	out[at] = '\0';
}

/* How many bytes at s are between the characters: what people, their programs
 * and pages from right to left put there. */
static size_t
between(struct str s)
{
	static const char *const signs[] = { " ", "-", "\t", "\r", "\n", ".", "_",
	    "\xC2\xA0", "\xC2\xAD",		/* a space, a soft hyphen */
	    "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F",
	    "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93",
	    "\xE2\x80\x94", "\xE2\x80\xAF", "\xE2\x81\xA6", "\xE2\x81\xA7",
	    "\xE2\x81\xA8", "\xE2\x81\xA9", "\xE2\x88\x92" };
	size_t i;

	for (i = 0; i < LEN(signs); i++)
		if (s.n >= strlen(signs[i]) &&
		    memcmp(s.p, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	return 0;
}

static bool
code_digits(struct str s, unsigned digit[CODE_ALL])
{
	size_t i, skip, n = 0;
	int d;

	for (i = 0; i < s.n; i++) {
		skip = between((struct str){ s.p + i, s.n - i });
		if (skip > 0) {
			i += skip - 1;
			continue;
		}
		d = digit_of(s.p[i]);
		if (d < 0 || n == CODE_ALL)
			return false;
		digit[n++] = (unsigned)d;
	}
	return n == CODE_ALL;
}

bool
code_read(struct str s, uint8_t secret[CODE_SIZE])
{
	unsigned digit[CODE_ALL], check[2], bits = 0, n_bits = 0;
	size_t i, byte = 0;

	if (!code_digits(s, digit))
		return false;
	code_check(digit, check);
	if (digit[0] > 7 || check[0] != digit[CODE_DIGITS] ||
	    check[1] != digit[CODE_DIGITS + 1])
		return false;
	bits = digit[0];
	n_bits = 3;
	for (i = 1; i < CODE_DIGITS; i++) {
		bits = (bits << 5 | digit[i]) & 0xFFFF;
		n_bits += 5;
		if (n_bits >= 8) {
			n_bits -= 8;
			secret[byte++] = (uint8_t)(bits >> n_bits);
		}
	}
	return true;
}
