/* SPDX-License-Identifier: MIT
 *
 * file.c -- whole files, read with a limit and written all or nothing.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

bool
file_read(struct arena *a, const char *path, size_t max, struct str *out,
    struct err *e)
{
	int fd CLEAN(close_fd) = open(path, O_RDONLY | O_CLOEXEC |
	    O_NONBLOCK);	/* a pipe is refused, not waited for */
	struct stat st;
	size_t got = 0;
	ssize_t n;
	char *p;

	*out = (struct str){ 0 };
	if (fd < 0 || fstat(fd, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "%s: not a file", path);
	if ((uint64_t)st.st_size > max)
		return err_set(e, ERR_LIMIT,
		    "%s: %lld bytes, and %zu is the most that is read here",
		    path, (long long)st.st_size, max);
	p = arena_get(a, (size_t)st.st_size + 1, 1);
	while (got < (size_t)st.st_size) {
		n = read(fd, p + got, (size_t)st.st_size - got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_IO, "%s: %s", path,
			    strerror(errno));
		if (n == 0)
			break;	/* it shrank: what is there is what we have */
		got += (size_t)n;
	}
	*out = (struct str){ p, got };
	return true;
}

bool
file_read_text(struct arena *a, const char *path, size_t max, struct str *out,
    struct err *e)
{
	size_t bad;

	if (!file_read(a, path, max, out, e))
		return false;
	return utf8_valid(out->p, out->n, &bad) ||
	    err_set(e, ERR_INPUT, "%s: byte %zu is not UTF-8; save the file as "
	    "UTF-8", path, bad);
}

static bool
write_all(int fd, const char *p, size_t n)
{
	ssize_t did;

	while (n > 0) {
		did = write(fd, p, n);
		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return false;
		p += did;
		n -= (size_t)did;
	}
	return true;
}

/* Makes the rename itself durable. */
static void
sync_folder(const char *path)
{
	char *copy = strdup(path), *slash;
	int fd CLEAN(close_fd) = -1;

	if (copy == NULL)
		return;
	slash = strrchr(copy, '/');
	if (slash != NULL)
		slash[slash == copy] = '\0';
	fd = open(slash ? copy : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		(void)fsync(fd);
	free(copy);
}

bool
file_write(const char *path, const void *data, size_t n, unsigned mode,
    struct err *e)
{
	char *tmp = NULL;
	int fd, why;
	bool ok;

	if (asprintf(&tmp, "%s.XXXXXX", path) < 0)
		abort();
	fd = mkostemp(tmp, O_CLOEXEC);
	if (fd < 0) {
		why = errno;
		free(tmp);
		return err_set(e, ERR_IO, "%s: %s", path, strerror(why));
	}
	ok = write_all(fd, data, n) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	why = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		why = errno;
	}
	if (ok && rename(tmp, path) != 0) {
		ok = false;
		why = errno;
	}
	if (!ok) {
		unlink(tmp);
		free(tmp);
		return err_set(e, ERR_IO, "%s: %s; nothing was changed", path,
		    strerror(why));
	}
	free(tmp);
	sync_folder(path);
	return true;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool
dir_make(const char *path, unsigned mode, struct err *e)
{
	struct stat st;

	if (mkdir(path, mode) == 0)
		return true;
	if (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return true;
	return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
}

char *
path_join(struct arena *a, const char *dir, const char *name)
{
	size_t n = strlen(dir);

	if (name[0] == '/')
		return arena_str(a, name);
	while (n > 1 && dir[n - 1] == '/')
		n--;
	return arena_printf(a, "%.*s%s%s", (int)n, dir,
	    n == 1 && dir[0] == '/' ? "" : "/", name);
}

char *
path_name(struct arena *a, const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/'; start--)
		;
	return arena_strn(a, path + start, end - start);
}

bool
disk_free(const char *path, uint64_t *bytes)
{
	struct statvfs v;

	*bytes = 0;
	if (statvfs(path, &v) != 0)
		return false;
	*bytes = (uint64_t)v.f_bavail * v.f_frsize;
	return true;
}
