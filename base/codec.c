/* SPDX-License-Identifier: MIT
 *
 * codec.c -- bytes as letters: hex, base64, and references for the telephone.
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
	size_t i;

	for (i = 0; i < DIGITS; i++)
		digit[i] = randombytes_uniform(32);
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
