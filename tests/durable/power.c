/* SPDX-License-Identifier: MIT
 *
 * power.c -- preloaded into the server: whenever a file below POWER_DIR is
 * synced, what it then holds is copied to the folder POWER_KEEP.  After a kill
 * that copy is what a disk would hold whose power failed.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name)	((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void
copy(int from, const char *name)
{
	static char bytes[1 << 16];
	char tmp[8400], to[8300];
	off_t at = 0;
	ssize_t n;
	int fd;

	snprintf(to, sizeof(to), "%s/%s", getenv("POWER_KEEP"), name);
	snprintf(tmp, sizeof(tmp), "%s.tmp", to);
	fd = open(tmp, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	while ((n = pread(from, bytes, sizeof(bytes), at)) > 0) {
		if (write(fd, bytes, (size_t)n) != n)
			abort();
		at += n;
	}
	close(fd);
	rename(tmp, to);	/* whole, or not at all */
}

/* Only the writer's thread syncs. */
static void
keep(int fd)
{
	const char *dir = getenv("POWER_DIR");
	char link[64], path[4096];
	ssize_t n;
	int in;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n <= 0 || dir == NULL)
		return;
	path[n] = '\0';
	if (strncmp(path, dir, strlen(dir)) != 0 ||
	    strchr(path + strlen(dir) + 1, '/') != NULL ||
	    path[strlen(dir)] != '/')
		return;
	/* The descriptor may be for writing only. */
	in = open(link, O_RDONLY);
	if (in < 0)
		return;
	copy(in, path + strlen(dir) + 1);
	close(in);
}

int
fsync(int fd)
{
	int rc = REAL(fsync)(fd);

	if (rc == 0)
		keep(fd);
	return rc;
}

int
fdatasync(int fd)
{
	int rc = REAL(fdatasync)(fd);

	if (rc == 0)
		keep(fd);
	return rc;
}
