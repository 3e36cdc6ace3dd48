/* SPDX-License-Identifier: MIT
 *
 * seal.c -- sealing with libsodium: a ratchet for responses, boxes for drafts,
 * and the files that keys live in.
 */
#include "base/base.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	PAD_LARGE = 1 << 14,	/* bytes */
	PAD_LEAST = 1024,
	MESSAGES = 1 << 20	/* an epoch never holds more */
};
_Static_assert(SEAL_ROOT == crypto_box_SEALBYTES + SEAL_KEY, "root");
_Static_assert(SEAL_PUBLIC == crypto_box_PUBLICKEYBYTES, "public key");
_Static_assert(SEAL_SECRET == crypto_box_SECRETKEYBYTES, "secret key");
_Static_assert(SEAL_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");

bool
seal_start(struct err *e)
{
	return sodium_init() >= 0 ||
	    err_set(e, ERR_IO, "this machine gives no random numbers");
}

void
seal_random(void *p, size_t n)
{
	randombytes_buf(p, n);
}

void
seal_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

void
seal_hold(void *p, size_t n)
{
	(void)sodium_mlock(p, n);
}

void
seal_let_go(void *p, size_t n)
{
	(void)sodium_munlock(p, n);	/* wipes */
}

bool
seal_same(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void
seal_keypair(struct seal_secret *k)
{
	crypto_box_keypair(k->pub.k, k->k);
}

void
seal_hash(uint8_t out[32], const void *key, size_t keyn, const void *data,
    size_t n)
{
	if (crypto_generichash(out, 32, data, n, keyn ? key : NULL, keyn) != 0)
		abort();	/* a key of a length that BLAKE2b has not */
}

/* ---- one message under one key ------------------------------------------- */

/* Above n: at least one byte marks where the padding starts.  Small ones are padded
 * to a power of two; what is longer by Padmé, an eighth at most (Nikitin and others,
 * Proceedings on Privacy Enhancing Technologies 2019(4), section 4). */
static size_t
padded(size_t n)
{
	size_t size = PAD_LEAST, more = n + 1, mask;
	int e, s;

	if (n < PAD_LARGE) {
		while (size <= n)
			size *= 2;
		return size;
	}
	e = 63 - __builtin_clzll((unsigned long long)more);
	s = 32 - __builtin_clz((unsigned)e);	/* how many bits e has */
	mask = ((size_t)1 << (e - s)) - 1;
	return (more + mask) & ~mask;
}

static void *
scratch(size_t n)
{
	void *p = malloc(n);

	if (p == NULL) {
		fprintf(stderr, "earshot: out of memory (%zu bytes)\n", n);
		abort();
	}
	return p;
}

/* Where the padding of authentic bytes starts: at the last byte that is not
 * zero.  Who could time this has the key. */
static bool
unpad(const uint8_t *p, size_t size, size_t *n)
{
	while (size > 0 && p[size - 1] == 0)
		size--;
	*n = size - 1;
	return size > 0 && p[size - 1] == 0x80;
}

/* As many bytes as that before they are sealed, the mark among them. */
static void
box(const uint8_t key[SEAL_KEY], const void *ad, size_t adn, const void *plain,
    size_t n, size_t size, struct buf *out)
{
	uint8_t *p = (uint8_t *)buf_more(out, NONCE + size + TAG);

	if (p == NULL)
		return;
	if (n > 0)
		memcpy(p + NONCE, plain, n);
	p[NONCE + n] = 0x80;
	memset(p + NONCE + n + 1, 0, size - n - 1);
	randombytes_buf(p, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(p + NONCE, NULL, p + NONCE,
	    size, ad, adn, NULL, p, key);
}

void
seal_box(const uint8_t key[SEAL_KEY], const void *ad, size_t adn,
    const void *plain, size_t n, struct buf *out)
{
	box(key, ad, adn, plain, n, padded(n), out);
}

bool
seal_unbox(const uint8_t key[SEAL_KEY], const void *ad, size_t adn,
    struct str sealed, struct buf *plain, struct err *e)
{
	const uint8_t *in = (const uint8_t *)sealed.p;
	size_t size, n;
	uint8_t *p;
	bool ok;

	if (sealed.n <= NONCE + TAG)
		return err_set(e, ERR_KEY, "these sealed bytes were cut short "
		    "or changed");
	size = sealed.n - NONCE - TAG;
	p = scratch(size);
	ok = crypto_aead_xchacha20poly1305_ietf_decrypt(p, NULL, NULL,
	    in + NONCE, size + TAG, ad, adn, in, key) == 0 &&
	    unpad(p, size, &n);
	if (ok)
		buf_put(plain, p, n);
	sodium_memzero(p, size);
	free(p);
	return ok || err_set(e, ERR_KEY,
	    "this key does not open it, or the sealed bytes were changed");
}

/* ---- the ratchet --------------------------------------------------------- */

static void
derive(uint8_t out[SEAL_KEY], const char *label, const uint8_t key[SEAL_KEY])
{
	crypto_generichash(out, SEAL_KEY, (const uint8_t *)label,
	    strlen(label), key, SEAL_KEY);
}

/* BLAKE2b takes the whole key in before it gives anything out, but in place
 * is not promised: the step goes through a copy. */
static void
turn(uint8_t key[SEAL_KEY])
{
	uint8_t next[SEAL_KEY];

	derive(next, "earshot next", key);
	memcpy(key, next, SEAL_KEY);
	sodium_memzero(next, sizeof(next));
}

void
seal_begin(struct seal_ratchet *r, const struct seal_public *to, size_t n,
    uint8_t roots[][SEAL_ROOT])
{
	size_t i;

	r->seq = 0;
	randombytes_buf(r->id, sizeof(r->id));
	randombytes_buf(r->key, sizeof(r->key));
	for (i = 0; i < n; i++)
		if (crypto_box_seal(roots[i], r->key, SEAL_KEY, to[i].k) != 0) {
			/* seal_public_read lets no such key in */
			fprintf(stderr, "earshot: public key %zu cannot seal\n",
			    i + 1);
			abort();
		}
}

static void
next(struct seal_ratchet *r, const void *ad, size_t adn, const void *plain,
    size_t n, size_t size, struct buf *out)
{
	uint8_t key[SEAL_KEY];

	derive(key, "earshot msg", r->key);
	turn(r->key);
	r->seq++;
	box(key, ad, adn, plain, n, size, out);
	sodium_memzero(key, sizeof(key));
}

void
seal_next(struct seal_ratchet *r, const void *ad, size_t adn,
    const void *plain, size_t n, struct buf *out)
{
	next(r, ad, adn, plain, n, padded(n), out);
}

void
seal_next_sized(struct seal_ratchet *r, const void *ad, size_t adn,
    const void *plain, size_t n, struct buf *out)
{
	next(r, ad, adn, plain, n, n + 1, out);
}

bool
seal_open_root(struct seal_reader *r, const uint8_t root[SEAL_ROOT],
    const struct seal_secret *s, struct err *e)
{
	*r = (struct seal_reader){ 0 };
	if (crypto_box_seal_open(r->root, root, SEAL_ROOT, s->pub.k, s->k) != 0)
		return err_set(e, ERR_KEY, "this key does not open it: it was "
		    "sealed for another key, or was changed");
	memcpy(r->key, r->root, SEAL_KEY);
	return true;
}

bool
seal_open(struct seal_reader *r, uint64_t seq, const void *ad, size_t adn,
    struct str sealed, struct buf *plain, struct err *e)
{
	uint8_t key[SEAL_KEY];
	bool ok;

	if (seq >= MESSAGES)
		return err_set(e, ERR_KEY, "number %llu is more than an epoch "
		    "holds: the row was changed", (unsigned long long)seq);
	if (seq < r->seq) {
		memcpy(r->key, r->root, SEAL_KEY);
		r->seq = 0;
	}
	for (; r->seq < seq; r->seq++)
		turn(r->key);
	derive(key, "earshot msg", r->key);
	ok = seal_unbox(key, ad, adn, sealed, plain, e);
	sodium_memzero(key, sizeof(key));
	return ok;
}

void
seal_reader_wipe(struct seal_reader *r)
{
	sodium_memzero(r, sizeof(*r));
}

/* ---- key files -----------------------------------------------------------
 * Three lines: what it is, the key in hex, and the start of its hash, because
 * keys are also typed in from paper and a mistyped public key would seal
 * answers that nobody can open.
 *   earshot public key: the analyst of eol-2024
 *   7f3a…
 *   check 5b1e09ac */

enum { CHECK = 4, FILE_MAX = 4096 };

static void
check_of(char out[CHECK * 2 + 1], const uint8_t key[32])
{
	uint8_t h[32];

	seal_hash(h, "earshot key file", 16, key, 32);
	hex_put(out, h, CHECK);
}

static bool
key_write(const char *path, const char *sort, const char *what,
    const uint8_t key[32], unsigned mode, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char hex[65], check[CHECK * 2 + 1];
	bool ok;

	hex_put(hex, key, 32);
	check_of(check, key);
	buf_printf(&b, "earshot %s key: ", sort);
	for (; *what != '\0'; what++)
		buf_put(&b, *what == '\n' || *what == '\r' ? " " : what, 1);
	buf_printf(&b, "\n%s\ncheck %s\n", hex, check);
	ok = file_write(path, b.p, b.n, mode, e);
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(b.p, b.n);
	return ok;
}

/* Takes the next line off *s; spaces at its end and CR are forgiven. */
static struct str
line(struct str *s)
{
	const char *end = memchr(s->p, '\n', s->n);
	struct str l = { s->p, end ? (size_t)(end - s->p) : s->n };

	s->p += l.n + (end != NULL);
	s->n -= l.n + (end != NULL);
	while (l.n > 0 && strchr(" \t\r", l.p[l.n - 1]) != NULL)
		l.n--;
	return l;
}

static bool
starts(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static bool
key_parse(const char *path, const char *sort, struct str text, uint8_t key[32],
    struct err *e)
{
	char start[32], want[CHECK * 2 + 8], check[CHECK * 2 + 1];
	struct str head = line(&text), body = line(&text), tail = line(&text);

	snprintf(start, sizeof(start), "earshot %s key", sort);
	if (!starts(head, start)) {
		if (starts(head, "earshot secret key") ||
		    starts(head, "earshot public key"))
			return err_set(e, ERR_KEY, "%s: this is a %s key, and "
			    "a %s key is needed here", path,
			    head.p[8] == 's' ? "secret" : "public", sort);
		return err_set(e, ERR_KEY, "%s: not a key file", path);
	}
	if (!hex_get(key, 32, body))
		return err_set(e, ERR_KEY, "%s: the second line should be 64 "
		    "hexadecimal digits", path);
	check_of(check, key);
	snprintf(want, sizeof(want), "check %s", check);
	if (!str_is(tail, want))
		return err_set(e, ERR_KEY, "%s: the check does not agree with "
		    "the key: a character is wrong, or the file was cut short",
		    path);
	return true;
}

static bool
key_read(const char *path, const char *sort, uint8_t key[32], struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str text;
	bool ok;

	if (!file_read(&a, path, FILE_MAX, &text, e))
		return false;
	ok = key_parse(path, sort, text, key, e);
	sodium_memzero((void *)(uintptr_t)text.p, text.n);
	return ok;
}

bool
seal_public_write(const char *path, const char *what,
    const struct seal_public *k, struct err *e)
{
	return key_write(path, "public", what, k->k, 0644, e);
}

bool
seal_public_read(const char *path, struct seal_public *k, struct err *e)
{
	uint8_t out[SEAL_ROOT], key[SEAL_KEY] = { 0 };

	if (!key_read(path, "public", k->k, e))
		return false;
	if (crypto_box_seal(out, key, sizeof(key), k->k) != 0)
		return err_set(e, ERR_KEY, "%s: nothing can be sealed to this "
		    "key", path);
	return true;
}

bool
seal_secret_write(const char *path, const char *what,
    const struct seal_secret *k, struct err *e)
{
	if (file_exists(path))
		return err_set(e, ERR_KEY, "%s: there is a key already, and "
		    "without it what it opens is lost; it was not replaced",
		    path);
	return key_write(path, "secret", what, k->k, 0600, e);
}

bool
seal_secret_read(const char *path, struct seal_secret *k, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return err_set(e, ERR_KEY, "%s: %s", path, strerror(errno));
	if ((st.st_mode & 077) != 0)
		return err_set(e, ERR_KEY, "%s: other people on this machine "
		    "may read this key. Type: chmod 600 %s", path, path);
	if (!key_read(path, "secret", k->k, e))
		return false;
	crypto_scalarmult_base(k->pub.k, k->k);
	return true;
}
