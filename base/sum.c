/* SPDX-License-Identifier: MIT
 *
 * sum.c -- BLAKE2b-256 of what comes in pieces, and of files; SHA-256.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(sizeof(crypto_generichash_state) <=
    sizeof(((struct seal_sum *)NULL)->state), "seal_sum");

static crypto_generichash_state *
state(struct seal_sum *s)
{
	return (crypto_generichash_state *)(void *)s->state;
}

void
seal_sum_start(struct seal_sum *s)
{
	crypto_generichash_init(state(s), NULL, 0, 32);
}

void
seal_sum_add(struct seal_sum *s, const void *p, size_t n)
{
	crypto_generichash_update(state(s), p, n);
}

void
seal_sum_end(struct seal_sum *s, uint8_t out[32])
{
	crypto_generichash_final(state(s), out, 32);
}

void
sha256(uint8_t out[32], const void *p, size_t n)
{
	crypto_hash_sha256(out, p, n);
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

bool
file_each(const char *path, bool (*take)(void *, const void *, size_t,
    struct err *), void *arg, struct err *e)
{
	int fd CLEAN(close_fd) = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char block[65536];
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "%s: not a file", path);
	while ((n = read(fd, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_IO, "%s: %s", path,
			    strerror(errno));
		if (!take(arg, block, (size_t)n, e))
			return false;
	}
	return true;
}

struct summing { struct seal_sum sum; int64_t n; };

static bool
sum_block(void *arg, const void *p, size_t n, struct err *e)
{
	struct summing *s = arg;

	(void)e;
	seal_sum_add(&s->sum, p, n);
	s->n += (int64_t)n;
	return true;
}

bool
file_sum(const char *path, int64_t *size, uint8_t hash[32], struct err *e)
{
	struct summing s = { .n = 0 };

	seal_sum_start(&s.sum);
	if (!file_each(path, sum_block, &s, e))
		return false;
	seal_sum_end(&s.sum, hash);
	*size = s.n;
	return true;
}
