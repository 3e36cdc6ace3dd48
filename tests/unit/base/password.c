/* SPDX-License-Identifier: MIT
 *
 * password.c -- tests of passwords: which may be chosen, what a check costs, and
 * that only one is worked on at a time.
 *
 * libsodium's check is called through a door here, which counts, and which can
 * be kept shut.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

enum { CALLERS = PASSWORD_QUEUE + 4 };

static struct {
	pthread_mutex_t	 lock;
	pthread_cond_t	 turned;
	bool		 shut;
	int		 inside, most, calls;
	char		 cost[32];	/* of the last hash that was checked */
} door = { .lock = PTHREAD_MUTEX_INITIALIZER,
	.turned = PTHREAD_COND_INITIALIZER };

int
crypto_pwhash_str_verify(const char hash[crypto_pwhash_STRBYTES],
    const char *s, unsigned long long n)
{
	int (*real)(const char *, const char *, unsigned long long);
	int rc = -1;

	pthread_mutex_lock(&door.lock);
	door.calls++;
	door.inside++;
	door.most = door.inside > door.most ? door.inside : door.most;
	snprintf(door.cost, sizeof(door.cost), "%.31s", hash);
	while (door.shut)
		pthread_cond_wait(&door.turned, &door.lock);
	pthread_mutex_unlock(&door.lock);
	*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash_str_verify");
	ck_assert_ptr_nonnull(*(void **)&real);
	rc = real(hash, s, n);
	pthread_mutex_lock(&door.lock);
	door.inside--;
	pthread_mutex_unlock(&door.lock);
	return rc;
}

static void
start(void)
{
	struct err e = { 0 };

	ck_assert(seal_start(&e));
}

START_TEST(a_password_opens_what_it_closed_and_no_other_does)
{
	char hash[PASSWORD_HASH], again[PASSWORD_HASH];
	struct err e = { 0 };
	bool right;

	start();
	ck_assert_msg(password_hash(STR("blue tram over the hill"), hash, &e),
	    "%s", e.msg);
	/* Argon2id, 64 MiB, two passes, one lane */
	ck_assert_int_eq(strncmp(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31),
	    0);
	ck_assert(password_check(STR("blue tram over the hill"), hash, &right,
	    &e) && right);
	ck_assert(password_check(STR("Blue tram over the hill"), hash, &right,
	    &e) && !right);
	ck_assert(password_check(STR("blue tram over the hil"), hash, &right,
	    &e) && !right);
	ck_assert(password_check(STR(""), hash, &right, &e) && !right);
	ck_assert(password_hash(STR("blue tram over the hill"), again, &e));
	ck_assert_str_ne(hash, again);
}
END_TEST

START_TEST(nobody_costs_what_somebody_costs)
{
	char hash[PASSWORD_HASH], cost[sizeof(door.cost)];
	char *much = calloc(100000, 1);
	struct err e = { 0 };
	bool right = true;

	start();
	ck_assert(password_hash(STR("blue tram over the hill"), hash, &e));
	ck_assert(password_check(STR("a wrong password"), hash, &right, &e));
	ck_assert(!right && door.calls == 1);
	memcpy(cost, door.cost, sizeof(cost));
	right = true;
	ck_assert(password_check(STR("a wrong password"), NULL, &right, &e));
	ck_assert(!right && door.calls == 2);
	ck_assert_str_eq(door.cost, cost);
	/* and so does what is far too long to be anybody's */
	memset(much, 'a', 99999);
	right = true;
	ck_assert(password_check(str_of(much), hash, &right, &e));
	ck_assert(!right && door.calls == 3);
	ck_assert_str_eq(door.cost, cost);
	free(much);
}
END_TEST

struct caller {
	pthread_t	 thread;
	const char	*hash;
	bool		 ok, right;
	struct err	 e;
};

static _Atomic int refused;

static void *
call(void *arg)
{
	struct caller *k = arg;

	k->ok = password_check(STR("blue tram over the hill"), k->hash,
	    &k->right, &k->e);
	refused += !k->ok;
	return NULL;
}

START_TEST(one_is_worked_on_while_eight_wait_and_the_rest_are_refused)
{
	struct caller v[CALLERS] = { 0 };
	char hash[PASSWORD_HASH];
	struct err e = { 0 };
	int i, through = 0;

	start();
	ck_assert(password_hash(STR("blue tram over the hill"), hash, &e));
	door.shut = true;
	for (i = 0; i < CALLERS; i++) {
		v[i].hash = hash;
		ck_assert_int_eq(pthread_create(&v[i].thread, NULL, call,
		    &v[i]), 0);
	}
	/* one is at the door, so those who do not fit come back */
	while (refused < CALLERS - PASSWORD_QUEUE - 1)
		usleep(1000);
	pthread_mutex_lock(&door.lock);
	door.shut = false;
	pthread_cond_broadcast(&door.turned);
	pthread_mutex_unlock(&door.lock);
	for (i = 0; i < CALLERS; i++) {
		pthread_join(v[i].thread, NULL);
		through += v[i].ok && v[i].right;
		ck_assert(v[i].ok || (v[i].e.code == ERR_LIMIT &&
		    !v[i].right));
	}
	ck_assert_int_eq(through, PASSWORD_QUEUE + 1);
	ck_assert_int_eq(refused, CALLERS - PASSWORD_QUEUE - 1);
	ck_assert_int_eq(door.most, 1);
	/* and when they are through, there is room again */
	call(&v[0]);
	ck_assert(v[0].ok && v[0].right);
}
END_TEST

static bool
may(const char *password)
{
	struct err e = { 0 };
	bool ok = password_ok(str_of(password), "kim.lee", &e);

	ck_assert(ok || e.code == ERR_INPUT);
	return ok;
}

START_TEST(a_length_is_asked_for_and_nothing_about_characters)
{
	char long_one[200] = "";
	struct buf b CLEAN(buf_free) = { 0 };
	int i;

	ck_assert(may("blue tram ov"));
	ck_assert(!may("blue tram o"));
	ck_assert(!may(""));
	/* characters are counted, not bytes: 12 of two, 11 of two */
	ck_assert(may("\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xB9\xC3\xA2\xC3\xAA"
	    "\xC3\xAE\xC3\xB4\xC3\xBB\xC3\xAB\xC3\xAF\xC3\xBC"));
	ck_assert(!may("\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xB9\xC3\xA2\xC3\xAA"
	    "\xC3\xAE\xC3\xB4\xC3\xBB\xC3\xAB\xC3\xAF"));
	for (i = 0; i < PASSWORD_MOST; i++)
		long_one[i] = "blue tram over the hill"[i * i % 23];
	ck_assert(may(long_one));
	long_one[PASSWORD_MOST] = 'x';
	ck_assert(!may(long_one));
	/* 128 of four bytes each can be kept and checked */
	for (i = 0; i < PASSWORD_MOST; i++)
		utf8_put(&b, 0x1F600 + (uint32_t)(i * i % 40));
	ck_assert(may(b.p));
	ck_assert(!may("blue tram \xFF over"));
	ck_assert(!password_ok((struct str){ "blue tram\0over", 14 }, "kim",
	    &(struct err){ 0 }));
}
END_TEST

START_TEST(the_longest_password_is_checked_whole)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char hash[PASSWORD_HASH];
	struct err e = { 0 };
	bool right;
	int i;

	start();
	for (i = 0; i < PASSWORD_MOST; i++)
		utf8_put(&b, 0x1F600 + (uint32_t)(i * i % 40));
	ck_assert(password_hash((struct str){ b.p, b.n }, hash, &e));
	ck_assert(password_check((struct str){ b.p, b.n }, hash, &right, &e));
	ck_assert(right);
	b.p[b.n - 1] ^= 1;
	ck_assert(password_check((struct str){ b.p, b.n }, hash, &right, &e));
	ck_assert(!right);
}
END_TEST

START_TEST(what_is_tried_first_is_refused)
{
	static const char *const bad[] = { "password1234", "PASSWORD1234",
	    "passwordpassword", "Password2024!!", "!!Password!!1", "123456789012",
	    "098765432109", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijkl",
	    "zyxwvutsrqpo", "qwertyuiop12", "1q2w3e4r5t6y", "1qaz2wsx3edc",
	    "letmeinletmein", "Welcome2024!", "september2024",
	    "correcthorsebatterystaple", "1234abcd1234abcd1234", "Earshot12345",
	    "P@ssw0rd1234", "iloveyou1234", "            ", "1234 1234 1234",
	    "hello hello hello" };
	/* each is a neighbour of one that is refused */
	static const char *const good[] = { "password for trams", "a liverpool cup",
	    "123456789015", "aaaaabbaaaac", "correct horse battery",
	    "qwertz hill tram", "September rain", "welcome to the moon",
	    "93847561029384" };
	size_t i;

	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(!may(bad[i]), "%s", bad[i]);
	for (i = 0; i < LEN(good); i++)
		ck_assert_msg(may(good[i]), "%s", good[i]);
}
END_TEST

START_TEST(the_login_name_is_not_a_password)
{
	static const char *const bad[] = { "kim.lee-1234567", "Kim.Lee12345",
	    "kim.leekim.lee", "KIM.LEEKIM.LEEKIM.LEE", "1234kim.lee567" };
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(i == 0 || !may(bad[i]), "%s", bad[i]);
	/* eight characters beside it are enough */
	ck_assert(may(bad[0]));
	/* controls: it is the name that is refused */
	ck_assert(password_ok(STR("kim.leekim.lee"), "bo", &e));
	ck_assert(!password_ok(STR("a-rather-long-login"),
	    "a-rather-long-login", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "login name"));
}
END_TEST

UNIT_SUITE(password, a_password_opens_what_it_closed_and_no_other_does,
    nobody_costs_what_somebody_costs,
    one_is_worked_on_while_eight_wait_and_the_rest_are_refused,
    a_length_is_asked_for_and_nothing_about_characters,
    the_longest_password_is_checked_whole, what_is_tried_first_is_refused,
    the_login_name_is_not_a_password)
