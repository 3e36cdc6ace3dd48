/* SPDX-License-Identifier: MIT
 *
 * manifest.c -- fuzz the reader of a backup's manifest, and of the list of what
 * was withdrawn: every path that it accepts stays in the folder and is found, and
 * what it accepts says the same when it is written and read again.
 */
#include <stdlib.h>

#include "survey/backup/backup.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
check(struct arena *a, const struct manifest *m)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct manifest again;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < m->n; i++) {
		const char *p = m->files[i].path;

		must(p[0] != '/' && p[0] != '.' && strstr(p, "/.") == NULL &&
		    strstr(p, "//") == NULL && p[strlen(p) - 1] != '/');
		must(m->files[i].size >= 0 && m->files[i].size <= BACKUP_MAX);
		must(manifest_find(m, p) == &m->files[i]);
	}
	manifest_write(m, &b);
	must(manifest_read(a, (struct str){ b.p, b.n }, &again, &e));
	must(again.n == m->n && again.sealed == m->sealed &&
	    strcmp(again.head, m->head) == 0);
	for (i = 0; i < m->n; i++)
		must(strcmp(again.files[i].path, m->files[i].path) == 0 &&
		    again.files[i].size == m->files[i].size &&
		    memcmp(again.files[i].hash, m->files[i].hash, 32) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a = { 0 };
	struct str text = { arena_strn(&a, (const char *)p, n), n };
	struct store_gone *gone;
	struct manifest m;
	struct err e = { 0 };
	size_t n_gone, i;

	if (manifest_read(&a, text, &m, &e))
		check(&a, &m);
	else
		must(e.code == ERR_INPUT);
	if (withdrawn_parse(&a, "list", text, &gone, &n_gone, &e))
		for (i = 0; i < n_gone; i++)
			must(gone_by_reference(gone[i].kind) ?
			    reference_valid(str_of(gone[i].reference)) :
			    gone[i].reference[0] == '\0');
	else
		must(e.code == ERR_INPUT);
	arena_free(&a);
	return 0;
}
