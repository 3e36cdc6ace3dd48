/* SPDX-License-Identifier: MIT
 *
 * fail.c -- preloaded into the server: the call number FAIL_AT that changes a
 * file below FAIL_DIR fails with FAIL_ERRNO, once; half of a write is done
 * before it fails.  Makes the file FAIL_MARK when it does.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name)	((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static _Atomic long calls;

static bool
below(const char *path)
{
	const char *dir = getenv("FAIL_DIR");

	return dir != NULL && strncmp(path, dir, strlen(dir)) == 0;
}

static bool
below_fd(int fd)
{
	char link[64], path[4096];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	return below(path);
}

static bool
fails(bool ours)
{
	const char *at = getenv("FAIL_AT"), *why = getenv("FAIL_ERRNO");
	const char *mark = getenv("FAIL_MARK");
	int fd;

	if (!ours || at == NULL || ++calls != atol(at))
		return false;
	fd = REAL(open64)(mark, O_CREAT | O_WRONLY, 0600);
	if (fd >= 0)
		close(fd);
	errno = strcmp(why, "ENOSPC") == 0 ? ENOSPC : EIO;
	return true;
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	if (fails(below_fd(fd))) {
		int why = errno;

		(void)!REAL(pwrite64)(fd, p, n / 2, at);
		errno = why;
		return -1;
	}
	return REAL(pwrite64)(fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	return fails(below_fd(fd)) ? -1 : REAL(write)(fd, p, n);
}

int
fsync(int fd)
{
	return fails(below_fd(fd)) ? -1 : REAL(fsync)(fd);
}

int
fdatasync(int fd)
{
	return fails(below_fd(fd)) ? -1 : REAL(fdatasync)(fd);
}

int
ftruncate64(int fd, off64_t n)
{
	return fails(below_fd(fd)) ? -1 : REAL(ftruncate64)(fd, n);
}

int
unlink(const char *path)
{
	return fails(below(path)) ? -1 : REAL(unlink)(path);
}

void *
mmap64(void *at, size_t n, int prot, int flags, int fd, off64_t off)
{
	return fails(fd >= 0 && below_fd(fd)) ? MAP_FAILED :
	    REAL(mmap64)(at, n, prot, flags, fd, off);
}

int
open64(const char *path, int flags, ...)
{
	va_list ap;
	int mode;

	va_start(ap, flags);
	mode = va_arg(ap, int);
	va_end(ap);
	return fails(below(path)) ? -1 : REAL(open64)(path, flags, mode);
}
