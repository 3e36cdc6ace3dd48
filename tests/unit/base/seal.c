/* SPDX-License-Identifier: MIT
 *
 * seal.c -- tests of the ratchet, the boxes and the key files.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MESSAGES = 20 };
static struct seal_secret who[2], stranger;
static struct seal_ratchet ratchet;
static uint8_t roots[2][SEAL_ROOT];
static struct buf sealed[MESSAGES];
static char words[MESSAGES][40];

static void
seal_some(void)
{
	struct seal_public to[2];
	struct err e = { 0 };
	int i;

	ck_assert(seal_start(&e));
	for (i = 0; i < 2; i++) {
		seal_keypair(&who[i]);
		to[i] = who[i].pub;
	}
	seal_keypair(&stranger);
	seal_begin(&ratchet, to, 2, roots);
	for (i = 0; i < MESSAGES; i++) {
		snprintf(words[i], sizeof(words[i]), "answer number %d", i);
		seal_next(&ratchet, "ad", 2, words[i], strlen(words[i]),
		    &sealed[i]);
	}
}

static void
forget(void)
{
	int i;

	for (i = 0; i < MESSAGES; i++)
		buf_free(&sealed[i]);
}

static struct str
whole(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

START_TEST(every_recipient_opens_every_message_in_any_order)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct seal_reader r;
	struct err e = { 0 };
	int i, k;

	seal_some();
	ck_assert_uint_eq(ratchet.seq, MESSAGES);
	for (k = 0; k < 2; k++) {
		ck_assert_msg(seal_open_root(&r, roots[k], &who[k], &e), "%s",
		    e.msg);
		for (i = 0; i < MESSAGES * 2; i++) {
			int at = i * 7 % MESSAGES;

			buf_clear(&plain);
			ck_assert_msg(seal_open(&r, (uint64_t)at, "ad", 2,
			    whole(&sealed[at]), &plain, &e), "%s", e.msg);
			ck_assert_str_eq(plain.p, words[at]);
		}
	}
	seal_reader_wipe(&r);
	forget();
}
END_TEST

START_TEST(a_wrong_key_opens_nothing)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct seal_reader r;
	struct err e = { 0 };

	seal_some();
	ck_assert(!seal_open_root(&r, roots[0], &stranger, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	ck_assert(!seal_open_root(&r, roots[0], &who[1], &e));
	ck_assert(seal_open_root(&r, roots[0], &who[0], &e));
	ck_assert(!seal_open(&r, 1, "ad", 2, whole(&sealed[0]), &plain, &e));
	ck_assert(!seal_open(&r, 0, "AD", 2, whole(&sealed[0]), &plain, &e));
	ck_assert(!seal_open(&r, UINT64_MAX, "ad", 2, whole(&sealed[0]), &plain,
	    &e));
	ck_assert_uint_eq(plain.n, 0);
	ck_assert(seal_open(&r, 0, "ad", 2, whole(&sealed[0]), &plain, &e));
	forget();
}
END_TEST

START_TEST(one_changed_byte_anywhere_is_refused)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct seal_reader r;
	struct err e = { 0 };
	size_t i;

	seal_some();
	ck_assert(seal_open_root(&r, roots[0], &who[0], &e));
	for (i = 0; i < sealed[3].n; i++) {
		sealed[3].p[i] ^= 1;
		ck_assert_msg(!seal_open(&r, 3, "ad", 2, whole(&sealed[3]),
		    &plain, &e), "byte %zu", i);
		sealed[3].p[i] ^= 1;
	}
	for (i = 0; i < sealed[3].n; i++)
		ck_assert(!seal_open(&r, 3, "ad", 2,
		    (struct str){ sealed[3].p, i }, &plain, &e));
	for (i = 0; i < SEAL_ROOT; i++) {
		roots[0][i] ^= 0x80;
		ck_assert_msg(!seal_open_root(&r, roots[0], &who[0], &e),
		    "byte %zu of the root", i);
		roots[0][i] ^= 0x80;
	}
	/* control: unchanged, it opens */
	ck_assert(seal_open_root(&r, roots[0], &who[0], &e));
	ck_assert(seal_open(&r, 3, "ad", 2, whole(&sealed[3]), &plain, &e));
	forget();
}
END_TEST

/* Whoever takes the live server holds struct seal_ratchet.  Every key that
 * follows from it is tried on every message accepted so far. */
START_TEST(the_state_of_the_ratchet_opens_nothing_that_came_before)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct seal_reader thief = { 0 }, root;
	struct err e = { 0 };
	uint8_t stolen[SEAL_KEY];
	uint64_t key;
	int i;

	seal_some();
	memcpy(stolen, ratchet.key, sizeof(stolen));
	memcpy(thief.root, stolen, SEAL_KEY);
	memcpy(thief.key, stolen, SEAL_KEY);
	for (i = 0; i < MESSAGES; i++) {
		for (key = 0; key < 2 * MESSAGES; key++)
			ck_assert(!seal_open(&thief, key, "ad", 2,
			    whole(&sealed[i]), &plain, &e));
		ck_assert(!seal_unbox(stolen, "ad", 2, whole(&sealed[i]),
		    &plain, &e));
	}
	/* control: it does open what is accepted after the theft ... */
	buf_clear(&sealed[0]);
	seal_next(&ratchet, "ad", 2, "later", 5, &sealed[0]);
	ck_assert(seal_open(&thief, 0, "ad", 2, whole(&sealed[0]), &plain, &e));
	/* ... and the root, which only a recipient has, opens the earlier */
	ck_assert(seal_open_root(&root, roots[1], &who[1], &e));
	ck_assert(seal_open(&root, 5, "ad", 2, whole(&sealed[5]), &plain, &e));
	forget();
}
END_TEST

/* Runs of equal bytes and pairs that come back are what compressors live on.
 * In random bytes each pair of neighbours is as likely as any other. */
static double
repeats(const uint8_t *p, size_t n)
{
	static uint32_t seen[65536];
	double sum = 0;
	size_t i;

	memset(seen, 0, sizeof(seen));
	for (i = 0; i + 1 < n; i++)
		sum += seen[p[i] << 8 | p[i + 1]]++;
	return sum / ((double)n * (double)n / 2 / 65536);
}

START_TEST(sealed_bytes_have_no_pattern_and_sizes_say_little)
{
	struct buf all CLEAN(buf_free) = { 0 }, out CLEAN(buf_free) = { 0 };
	struct buf text CLEAN(buf_free) = { 0 };
	uint8_t key[SEAL_KEY] = { 1 };
	size_t n, last = 0, sizes = 0;

	for (n = 0; n < 20000; n++)
		buf_puts(&text, "the same words again, ");
	for (n = 0; n < 9000; n += 7) {
		buf_clear(&out);
		seal_box(key, NULL, 0, text.p, n, &out);
		buf_put(&all, out.p, out.n);
		sizes += out.n != last;
		last = out.n;
	}
	ck_assert_uint_eq(sizes, 5);	/* 1024, 2048, 4096, 8192, 16384 */
	ck_assert(repeats((uint8_t *)text.p, text.n) > 50);	/* control */
	ck_assert(repeats((uint8_t *)all.p, all.n) < 1.05);
}
END_TEST

START_TEST(boxes_hold_any_length)
{
	static const size_t lengths[] = { 0, 1, 1022, 1023, 1024, 2047, 2048,
	    16383, 16384, 16385, 65535, 65536, 70000 };
	struct buf out CLEAN(buf_free) = { 0 }, plain CLEAN(buf_free) = { 0 };
	uint8_t key[SEAL_KEY], in[70000];
	struct err e = { 0 };
	size_t i;

	ck_assert(seal_start(&e));
	seal_random(key, sizeof(key));
	seal_random(in, sizeof(in));
	for (i = 0; i < LEN(lengths); i++) {
		buf_clear(&out);
		buf_clear(&plain);
		seal_box(key, "x", 1, in, lengths[i], &out);
		ck_assert(seal_unbox(key, "x", 1, whole(&out), &plain, &e));
		ck_assert_uint_eq(plain.n, lengths[i]);
		ck_assert(lengths[i] == 0 ||
		    memcmp(plain.p, in, lengths[i]) == 0);
		key[0] ^= 1;
		ck_assert(!seal_unbox(key, "x", 1, whole(&out), &plain, &e));
		key[0] ^= 1;
	}
}
END_TEST

/* What has its size beside it is not padded; any length, and empty, comes back. */
START_TEST(sized_ones_are_as_long_as_what_is_in_them)
{
	struct buf out CLEAN(buf_free) = { 0 }, plain CLEAN(buf_free) = { 0 };
	struct seal_reader r;
	static char text[70000];
	struct err e = { 0 };
	size_t n, over = 0;
	uint64_t seq = 0;

	memset(text, 0x80, sizeof(text) / 2);	/* as the mark, and zeros */
	seal_some();
	ck_assert(seal_open_root(&r, roots[0], &who[0], &e));
	seq = ratchet.seq;
	for (n = 0; n <= sizeof(text); n = n * 3 + 1, seq++) {
		buf_clear(&out);
		buf_clear(&plain);
		seal_next_sized(&ratchet, "ad", 2, text, n, &out);
		over = n == 0 ? out.n : over;
		ck_assert_uint_eq(out.n, n + over);
		ck_assert(seal_open(&r, seq, "ad", 2, whole(&out), &plain, &e));
		ck_assert_uint_eq(plain.n, n);
		ck_assert(n == 0 || memcmp(plain.p, text, n) == 0);
		out.n--;		/* control: cut short */
		ck_assert(!seal_open(&r, seq, "ad", 2, whole(&out), &plain, &e));
	}
	ck_assert_uint_lt(over, 64);
	forget();
}
END_TEST

START_TEST(hashes_are_those_of_blake2b)
{
	uint8_t h[32];
	char hex[65];

	/* b2sum -l 256 of "abc" */
	seal_hash(h, NULL, 0, "abc", 3);
	hex_put(hex, h, 32);
	ck_assert_str_eq(hex, "bddd813c634239723171ef3fee98579b"
	    "94964e3bb1cb3e427262c8c068d52319");
}
END_TEST

START_TEST(key_files_round_trip_and_loose_ones_are_refused)
{
	char dir[] = "/tmp/earshot-seal-XXXXXX";
	struct arena a CLEAN(arena_free) = { 0 };
	struct seal_secret k, back;
	struct seal_public pub;
	struct err e = { 0 };
	char *secret, *public;
	struct stat st;

	ck_assert(seal_start(&e));
	ck_assert_ptr_nonnull(mkdtemp(dir));
	secret = path_join(&a, dir, "analyst.secret");
	public = path_join(&a, dir, "analyst.public");
	seal_keypair(&k);
	ck_assert(seal_secret_write(secret, "the analyst\nof x", &k, &e));
	ck_assert(seal_public_write(public, "the analyst of x", &k.pub, &e));
	ck_assert(seal_secret_read(secret, &back, &e));
	ck_assert_mem_eq(&back, &k, sizeof(k));
	ck_assert(seal_public_read(public, &pub, &e));
	ck_assert_mem_eq(&pub, &k.pub, sizeof(pub));
	ck_assert_int_eq(stat(secret, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert(!seal_secret_write(secret, "again", &k, &e));
	/* one taken for the other */
	ck_assert(!seal_public_read(secret, &pub, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "secret key, and a public key"));
	chmod(public, 0600);
	ck_assert(!seal_secret_read(public, &back, &e));
	chmod(secret, 0640);
	ck_assert(!seal_secret_read(secret, &back, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	ck_assert_ptr_nonnull(strstr(e.msg, "chmod 600"));
	chmod(secret, 0600);
	ck_assert(seal_secret_read(secret, &back, &e));	/* control */
	unlink(secret);
	unlink(public);
	rmdir(dir);
}
END_TEST

START_TEST(a_mistyped_key_is_noticed)
{
	char path[] = "/tmp/earshot-key-XXXXXX";
	struct arena a CLEAN(arena_free) = { 0 };
	struct seal_secret k;
	struct seal_public pub;
	struct err e = { 0 };
	struct str s;
	char *text;
	size_t i;

	ck_assert(seal_start(&e));
	close(mkstemp(path));
	seal_keypair(&k);
	ck_assert(seal_public_write(path, "x", &k.pub, &e));
	ck_assert(file_read(&a, path, 4096, &s, &e));
	text = arena_strn(&a, s.p, s.n);
	for (i = 0; i < s.n; i++) {
		if ((i >= 18 && i <= 20) || i == s.n - 1)
			continue;	/* the words may say anything */
		text[i] = text[i] == '0' ? '1' : '0';
		ck_assert(file_write(path, text, s.n, 0644, &e));
		ck_assert_msg(!seal_public_read(path, &pub, &e),
		    "character %zu", i);
		text[i] = s.p[i];
	}
	memset(k.pub.k, 0, sizeof(k.pub.k));
	ck_assert(seal_public_write(path, "x", &k.pub, &e));
	ck_assert(!seal_public_read(path, &pub, &e));
	ck_assert(file_write(path, "hello", 5, 0644, &e));
	ck_assert(!seal_public_read(path, &pub, &e));
	unlink(path);
}
END_TEST

UNIT_SUITE(seal, every_recipient_opens_every_message_in_any_order,
    a_wrong_key_opens_nothing, one_changed_byte_anywhere_is_refused,
    the_state_of_the_ratchet_opens_nothing_that_came_before,
    sealed_bytes_have_no_pattern_and_sizes_say_little, boxes_hold_any_length,
    sized_ones_are_as_long_as_what_is_in_them, hashes_are_those_of_blake2b,
    key_files_round_trip_and_loose_ones_are_refused,
    a_mistyped_key_is_noticed)
