/* SPDX-License-Identifier: MIT
 *
 * files.c -- the files of a consultation's folder that may be edited.
 */
#include "survey/desk/private.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static void
close_dir(DIR **d)
{
	if (*d != NULL)
		closedir(*d);
}

/* 0: it is none of them; otherwise, where it stands in the list. */
static int
rank(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot == NULL || name[0] == '.')
		return 0;
	if (strcmp(name, "consultation.form") == 0)
		return 1;
	if (strcmp(dot, ".form") == 0)
		return 2;
	if (strcmp(dot, ".codes") == 0)
		return 3;
	return strcmp(name, "site.settings") == 0 ? 4 : 0;
}

bool
desk_file_opens(const char *name)
{
	return rank(name) != 0;
}

static int
by_rank(const void *x, const void *y)
{
	const char *a = *(const char *const *)x, *b = *(const char *const *)y;

	return rank(a) != rank(b) ? rank(a) - rank(b) : strcmp(a, b);
}

bool
desk_files(struct desk_visit *v, const char ***names, size_t *n,
    struct err *e)
{
	DIR *d CLEAN(close_dir) = opendir(v->desk->dir);
	struct dirent *entry;
	const char **list = NULL;
	size_t cap = 0;

	*n = 0;
	if (d == NULL)
		return err_set(e, ERR_IO, "%s: %s", v->desk->dir,
		    strerror(errno));
	while ((entry = readdir(d)) != NULL)
		if (rank(entry->d_name) != 0)
			*arena_push(v->a, list, *n, cap) = arena_str(v->a,
			    entry->d_name);
	if (*n > 0)
		qsort(list, *n, sizeof(*list), by_rank);
	*names = list;
	if (*n == 0 || rank(list[0]) > 2)
		return err_set(e, ERR_USAGE, "%s: there is no "
		    "consultation.form here; `earshot new` makes one",
		    v->desk->dir);
	return true;
}

bool
desk_file_read(struct desk_visit *v, const char *name, struct str *text,
    const char **hash, struct err *e)
{
	uint8_t raw[32];
	char *hex = arena_array(v->a, char, 65);

	if (!file_read_text(v->a, path_join(v->a, v->desk->dir, name),
	    FORMS_MAX_BYTES, text, e))
		return false;
	seal_hash(raw, NULL, 0, text->p, text->n);
	hex_put(hex, raw, sizeof(raw));
	*hash = hex;
	return true;
}

bool
desk_file_write(struct desk_visit *v, const char *name, struct str text,
    struct err *e)
{
	const char *path = path_join(v->a, v->desk->dir, name);
	struct stat st;

	if (stat(path, &st) != 0)
		return err_set(e, ERR_IO, "%s: it has gone", path);
	return file_write(path, text.p, text.n, (unsigned)st.st_mode & 0777,
	    e);
}
