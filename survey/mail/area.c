/* SPDX-License-Identifier: MIT
 *
 * area.c -- memory that one child may read and its parent alone may write, where
 * messages wait for it in the order in which they will be read.
 */
#include "survey/mail/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Once it is mapped here nobody can write to it anew, or change its size. */
static bool
area_guard(struct area *a)
{
	const int size = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

	return fcntl(a->fd, F_ADD_SEALS, size | F_SEAL_FUTURE_WRITE) == 0 ||
	    /* before Linux 5.1: what a child writes there, it alone reads */
	    (errno == EINVAL && fcntl(a->fd, F_ADD_SEALS, size) == 0);
}

bool
area_open(struct area *a, struct err *e)
{
	void *p;

	*a = (struct area){ .fd = memfd_create("messages", MFD_CLOEXEC |
	    MFD_ALLOW_SEALING) };
	if (a->fd >= 0 && ftruncate(a->fd, READ_AREA) == 0 && (p = mmap(NULL,
	    READ_AREA, PROT_READ | PROT_WRITE, MAP_SHARED, a->fd, 0)) !=
	    MAP_FAILED) {
		a->p = p;
		if (area_guard(a))
			return true;
	}
	return err_set(e, ERR_IO, "the readers of mail: %s", strerror(errno));
}

void
area_close(struct area *a)
{
	if (a->p != NULL)
		(void)munmap(a->p, READ_AREA);
	if (a->fd > 0)
		close(a->fd);
	*a = (struct area){ 0 };
}

/* What lies there reaches from oldest round to a->next, and never fills it. */
static bool
room(const struct area *a, uint32_t oldest, size_t n, uint32_t *at)
{
	*at = oldest == READ_SENT ? 0 : a->next;
	if (oldest == READ_SENT)
		return n <= READ_AREA;
	if (a->next < oldest)
		return n < oldest - a->next;
	if (n <= READ_AREA - a->next)
		return true;
	*at = 0;
	return n < oldest;
}

uint32_t
area_put(struct area *a, uint32_t oldest, struct str s)
{
	uint32_t at;

	if (s.n == 0 || !room(a, oldest, s.n, &at))
		return READ_SENT;
	memcpy(a->p + at, s.p, s.n);
	a->next = at + (uint32_t)s.n;
	return at;
}
