/* SPDX-License-Identifier: MIT
 *
 * staff_kit.c -- what tests of staff accounts share.
 */
#include "tests/unit/store/staff_kit.h"

#include <dlfcn.h>
#include <sodium.h>
#include <stdio.h>

bool kit_real_hashes;
int kit_hashes;

/* ---- quick hashes in the place of libsodium's ------------------------------ */

static void
quick(char out[crypto_pwhash_STRBYTES], const char *s, unsigned long long n)
{
	uint8_t h[32];

	memset(out, 0, crypto_pwhash_STRBYTES);
	memcpy(out, "quick:", 6);
	crypto_generichash(h, sizeof(h), (const uint8_t *)s, n, NULL, 0);
	sodium_bin2hex(out + 6, 65, h, sizeof(h));
}

int
crypto_pwhash_str_alg(char out[crypto_pwhash_STRBYTES], const char *s,
    unsigned long long n, unsigned long long passes, size_t memory, int alg)
{
	int (*real)(char *, const char *, unsigned long long,
	    unsigned long long, size_t, int);

	if (!kit_real_hashes) {
		quick(out, s, n);
		return 0;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash_str_alg");
	return real(out, s, n, passes, memory, alg);
}

int
crypto_pwhash_str_verify(const char hash[crypto_pwhash_STRBYTES],
    const char *s, unsigned long long n)
{
	int (*real)(const char *, const char *, unsigned long long);
	char mine[crypto_pwhash_STRBYTES];

	/* what is no hash is refused at once, and costs nothing */
	kit_hashes += strncmp(hash, "quick:", 6) == 0 ||
	    strncmp(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31) == 0;
	if (!kit_real_hashes) {
		quick(mine, s, n);
		return strcmp(mine, hash) == 0 ? 0 : -1;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash_str_verify");
	return real(hash, s, n);
}

/* ---- people ----------------------------------------------------------------- */

void
kit_add(struct cases *c, const char *login, unsigned roles,
    char code[CODE_TEXT])
{
	struct err e = { 0 };

	ck_assert_msg(staff_add(c, login, "Kim Lee", roles, "root", NOW, code,
	    &e), "%s", e.msg);
}

void
kit_person(struct cases *c, const char *login, unsigned roles,
    struct person *p)
{
	struct staff_password chosen;
	struct staff_result got;
	enum staff_answer answer;
	struct staff_secret setup;
	char code[CODE_TEXT];
	struct err e = { 0 };

	*p = (struct person){ .login = login };
	kit_add(c, login, roles, code);
	ck_assert(staff_setup_begin(c, login, str_of(code), NOW, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_IN);
	setup = got.secret;
	ck_assert(staff_password(PASS, (struct str){ 0 }, login, &chosen, &e));
	ck_assert(staff_setup_password(c, &setup, &chosen, NOW, &answer, &e));
	ck_assert_int_eq(answer, STAFF_IN);
	ck_assert(staff_setup_totp(c, &setup, NOW, p->totp, &answer, &e));
	ck_assert_int_eq(answer, STAFF_IN);
	ck_assert_msg(staff_setup_finish(c, &setup, kit_code(p, NOW), NOW,
	    p->recovery, &got, &e), "%s", e.msg);
	ck_assert_int_eq(got.answer, STAFF_IN);
	p->session = got.secret;
}

struct str
kit_code(const struct person *p, int64_t now)
{
	static char code[TOTP_DIGITS + 1];

	totp_code(p->totp, now / TOTP_STEP, code);
	return str_of(code);
}

struct staff_result
kit_try(struct cases *c, const char *login, struct str password, int64_t now)
{
	struct staff_result got;
	struct staff_try t;
	struct err e = { 0 };

	ck_assert_msg(staff_try(c, login, now, &t, &e), "%s", e.msg);
	ck_assert_msg(staff_try_password(&t, password, &e), "%s", e.msg);
	ck_assert_msg(staff_try_end(c, &t, now, &got, &e), "%s", e.msg);
	return got;
}

struct staff_secret
kit_sign_in(struct cases *c, const struct person *p, int64_t now)
{
	struct staff_result got = kit_try(c, p->login, PASS, now);
	struct staff_secret half = got.secret;
	struct err e = { 0 };

	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert_msg(staff_code(c, &half, kit_code(p, now), now, &got, &e),
	    "%s", e.msg);
	ck_assert_int_eq(got.answer, STAFF_IN);
	return got.secret;
}

bool
kit_holds(struct cases *c, const struct staff_secret *k, int64_t now)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct staff_session s;
	struct err e = { 0 };
	bool found;

	ck_assert_msg(staff_session(&a, c, k, STAFF_FULL, now, &s, &found, &e),
	    "%s", e.msg);
	return found;
}

const char *
kit_line(struct arena *a, struct cases *c)
{
	return asked_text(a, c, "SELECT who || ': ' || what || iif(detail = '',"
	    " '', ': ' || detail) FROM audit ORDER BY id DESC LIMIT 1");
}
