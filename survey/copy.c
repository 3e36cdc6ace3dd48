/* SPDX-License-Identifier: MIT
 *
 * copy.c -- copying parts of a consultation's folder.
 */
#include "survey/copy.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_FILE = 256 << 20 };

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
list_folder(struct arena *a, const char *path, const char *const **names,
    size_t *n, struct err *e)
{
	const char **list = NULL;
	size_t cap = 0;
	struct dirent *d;
	DIR *dir = opendir(path);

	*n = 0;
	*names = NULL;
	if (dir == NULL)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	while ((d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			*arena_push(a, list, *n, cap) = arena_str(a, d->d_name);
	closedir(dir);
	if (*n > 0)
		qsort(list, *n, sizeof(*list), by_name);
	*names = list;
	return true;
}

static bool
copy_file(const char *from, const char *to, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str data;

	return file_read(&a, from, MAX_FILE, &data, e) &&
	    file_write(to, data.p, data.n, 0644, e);
}

bool
copy_part(struct arena *a, const char *from, const char *to, const char *name,
    bool (*wanted)(const char *), size_t *n, struct err *e)
{
	const char *source = path_join(a, from, name);
	const char *target = path_join(a, to, name);
	const char *const *names;
	size_t i, n_names;
	struct stat st;

	if (lstat(source, &st) != 0)
		return errno == ENOENT || err_set(e, ERR_IO, "%s: %s", source,
		    strerror(errno));
	if (S_ISREG(st.st_mode)) {
		if (wanted != NULL && !wanted(path_name(a, source)))
			return true;
		++*n;
		return copy_file(source, target, e);
	}
	if (!S_ISDIR(st.st_mode))
		return true;
	if (!dir_make(target, 0755, e) ||
	    !list_folder(a, source, &names, &n_names, e))
		return false;
	for (i = 0; i < n_names; i++)
		if (!copy_part(a, source, target, names[i], wanted, n, e))
			return false;
	return true;
}

/* The path from the root, without links as far as it exists. */
static char *
real_path(struct arena *a, const char *path)
{
	const char *name = path_name(a, path), *slash;
	char out[PATH_MAX], *whole = arena_str(a, path);
	size_t n = strlen(whole);

	if (realpath(path, out) != NULL)
		return arena_str(a, out);
	while (n > 1 && whole[n - 1] == '/')
		whole[--n] = '\0';
	slash = strrchr(whole, '/');
	if (slash == NULL)
		return path_join(a, real_path(a, "."), name);
	return slash == whole ? whole : path_join(a, real_path(a,
	    arena_strn(a, whole, (size_t)(slash - whole))), name);
}

bool
path_inside(struct arena *a, const char *path, const char *dir)
{
	const char *below = real_path(a, path), *above = real_path(a, dir);
	size_t n = strlen(above);

	return strncmp(below, above, n) == 0 &&
	    (below[n] == '\0' || below[n] == '/');
}

bool
is_no_secret(const char *file)
{
	size_t n = strlen(file);

	return strcmp(file, "recovery-sheet.pdf") != 0 &&
	    (n < 4 || strcmp(file + n - 4, ".key") != 0);
}
