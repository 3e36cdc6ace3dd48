/* SPDX-License-Identifier: MIT
 *
 * totp.c -- codes by time (RFC 6238), as an authenticator app shows them.
 *
 * liboath works the codes out.  Its own validation stops at the first step
 * that fits and knows of no step that was used, so steps are compared here.
 */
#include "base/base.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum { WINDOW = 1 };	/* steps either way, for clocks that differ */

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Only memory can fail here, or a library that is not whole. */
static void
must(int rc)
{
	if (rc == OATH_OK)
		return;
	fprintf(stderr, "earshot: liboath: %s\n", oath_strerror(rc));
	abort();
}

static void
start(void)
{
	must(oath_init());
}

void
totp_new(uint8_t secret[TOTP_SECRET])
{
	randombytes_buf(secret, TOTP_SECRET);
}

void
totp_code(const uint8_t secret[TOTP_SECRET], int64_t step,
    char out[TOTP_DIGITS + 1])
{
	pthread_once(&once, start);
	must(oath_totp_generate((const char *)secret, TOTP_SECRET,
	    (time_t)(step * TOTP_STEP), TOTP_STEP, 0, TOTP_DIGITS, out));
}

/* "123 456" */
static bool
six_digits(struct str s, char out[TOTP_DIGITS])
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == ' ')
			continue;
		if (s.p[i] < '0' || s.p[i] > '9' || n == TOTP_DIGITS)
			return false;
		out[n++] = s.p[i];
	}
	return n == TOTP_DIGITS;
}

bool
totp_check(const uint8_t secret[TOTP_SECRET], struct str code, int64_t now,
    int64_t after, int64_t *step)
{
	char typed[TOTP_DIGITS], right[TOTP_DIGITS + 1];
	int64_t at = now / TOTP_STEP, s, found = -1;

	if (now < TOTP_STEP * WINDOW || !six_digits(code, typed))
		return false;
	/* Where two steps have one code, the later one is used up. */
	for (s = at - WINDOW; s <= at + WINDOW; s++) {
		totp_code(secret, s, right);
		if (sodium_memcmp(typed, right, TOTP_DIGITS) == 0)
			found = s;
	}
	sodium_memzero(right, sizeof(right));
	if (found <= after)
		return false;
	*step = found;
	return true;
}

void
totp_base32(const uint8_t secret[TOTP_SECRET], char out[TOTP_BASE32])
{
	size_t n = 0;
	char *text = NULL;

	must(oath_base32_encode((const char *)secret, TOTP_SECRET, &text, &n));
	if (n != TOTP_BASE32 - 1)	/* 160 bits fill 32 letters */
		abort();
	memcpy(out, text, n);
	out[n] = '\0';
	sodium_memzero(text, n);
	free(text);
}

/* As RFC 3986 wants it: all but the unreserved is %XX. */
static void
escaped(const char *s, struct buf *out)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (; *s != '\0'; s++)
		if (strchr(plain, *s) != NULL)
			buf_put(out, s, 1);
		else
			buf_printf(out, "%%%02X", (unsigned char)*s);
}

/* The format of Google Authenticator's "Key Uri Format", which the other apps
 * read as well. */
void
totp_uri(const uint8_t secret[TOTP_SECRET], const char *issuer,
    const char *account, struct buf *out)
{
	char base32[TOTP_BASE32];

	totp_base32(secret, base32);
	buf_lit(out, "otpauth://totp/");
	escaped(issuer, out);
	buf_lit(out, ":");
	escaped(account, out);
	buf_printf(out, "?secret=%s&issuer=", base32);
	escaped(issuer, out);
	buf_printf(out, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS,
	    TOTP_STEP);
	sodium_memzero(base32, sizeof(base32));
}
