/* SPDX-License-Identifier: MIT
 *
 * manifest.c -- what is in a backup: written as JSON, and read with suspicion,
 * as the file may come from anywhere.
 */
#include "survey/backup/backup.h"
#include "survey/copy.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

enum { FORMAT = 1, PATH_LENGTH = 400, NAME_LENGTH = 200, DEPTH = 8 };

/* ---- paths ---------------------------------------------------------------------- */

/* A plain name: not "", ".", "..", ".hidden". */
static bool
name_ok(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f ||
		    s[i] == '\\')
			return false;
	return n > 0 && n <= NAME_LENGTH && s[0] != '.';
}

static bool
is_database(const char *path)
{
	return strcmp(path, "cases.db") == 0 || strcmp(path, "intake.db") == 0;
}

/* Beside a database, SQLite would take its word for what is in it. */
static bool
is_beside(const char *path)
{
	return (strncmp(path, "cases.db", 8) == 0 ||
	    strncmp(path, "intake.db", 9) == 0) && !is_database(path);
}

bool
backup_path_ok(const char *path)
{
	const char *p = path, *last = path;
	size_t n = strlen(path), parts = 0, part;

	if (n == 0 || n > PATH_LENGTH || !utf8_valid(path, n, NULL))
		return false;
	for (;; p += part + 1) {
		part = strcspn(p, "/");
		if (!name_ok(p, part) || ++parts > DEPTH)
			return false;
		last = p;
		if (p[part] == '\0')
			break;
	}
	n = strlen(last);
	if (strncmp(path, "keys/", 5) == 0 &&
	    (n < 5 || strcmp(last + n - 4, ".pub") != 0))
		return false;
	return is_no_secret(last) && !is_beside(path) &&
	    strcmp(path, MANIFEST) != 0;
}

/* ---- writing ------------------------------------------------------------------- */

static void
add_file(cJSON *files, const struct manifest_file *f)
{
	cJSON *o = cJSON_CreateObject();
	char hex[65];

	hex_put(hex, f->hash, 32);
	cJSON_AddStringToObject(o, "path", f->path);
	cJSON_AddNumberToObject(o, "size", (double)f->size);
	cJSON_AddStringToObject(o, "blake2b", hex);
	cJSON_AddItemToArray(files, o);
}

void
manifest_write(const struct manifest *m, struct buf *out)
{
	cJSON *top = cJSON_CreateObject(), *files;
	char *text;
	size_t i;

	cJSON_AddNumberToObject(top, "earshot-backup", FORMAT);
	cJSON_AddStringToObject(top, "made", m->made);
	cJSON_AddStringToObject(top, "program", m->program);
	cJSON_AddStringToObject(top, "name", m->name);
	cJSON_AddStringToObject(top, "form", m->form);
	cJSON_AddStringToObject(top, "head", m->head);
	cJSON_AddNumberToObject(top, "sealed", (double)m->sealed);
	cJSON_AddNumberToObject(top, "opened", (double)m->opened);
	files = cJSON_AddArrayToObject(top, "files");
	for (i = 0; i < m->n; i++)
		add_file(files, &m->files[i]);
	text = cJSON_Print(top);
	if (text == NULL)
		abort();
	buf_puts(out, text);
	buf_lit(out, "\n");
	cJSON_free(text);
	cJSON_Delete(top);
}

/* ---- reading ------------------------------------------------------------------- */

static void
tree_free(cJSON **t)
{
	cJSON_Delete(*t);
}

static const cJSON *
get(const cJSON *o, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(o, key);
}

static bool
take_text(struct arena *a, const cJSON *o, const char *key, const char **out,
    struct err *e)
{
	const cJSON *v = get(o, key);

	if (!cJSON_IsString(v) || strlen(v->valuestring) > PATH_LENGTH ||
	    !utf8_valid(v->valuestring, strlen(v->valuestring), NULL))
		return err_set(e, ERR_INPUT, "the manifest's \"%s\" is missing, "
		    "or is no text", key);
	*out = arena_str(a, v->valuestring);
	return true;
}

static bool
take_number(const cJSON *o, const char *key, int64_t *out, struct err *e)
{
	const cJSON *v = get(o, key);

	if (!cJSON_IsNumber(v) || !(v->valuedouble >= 0) ||
	    !(v->valuedouble <= (double)BACKUP_MAX) ||
	    v->valuedouble != (double)(int64_t)v->valuedouble)
		return err_set(e, ERR_INPUT, "the manifest's \"%s\" is missing, "
		    "or is no number that it can be", key);
	*out = (int64_t)v->valuedouble;
	return true;
}

static bool
take_file(struct arena *a, const cJSON *o, struct manifest_file *f,
    struct err *e)
{
	const char *hex;

	if (!take_text(a, o, "path", &f->path, e) ||
	    !take_number(o, "size", &f->size, e) ||
	    !take_text(a, o, "blake2b", &hex, e))
		return false;
	if (!hex_get(f->hash, sizeof(f->hash), str_of(hex)))
		return err_set(e, ERR_INPUT, "the manifest's hash of `%.100s` "
		    "is no hash", f->path);
	return backup_path_ok(f->path) || err_set(e, ERR_INPUT, "the manifest "
	    "names `%.100s`, which may not be in a backup", f->path);
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct manifest_file *)a)->path,
	    ((const struct manifest_file *)b)->path);
}

static bool
take_files(struct arena *a, const cJSON *top, struct manifest *m,
    struct err *e)
{
	const cJSON *files = get(top, "files"), *one;
	int64_t all = 0;
	size_t cap = 0, i;

	if (!cJSON_IsArray(files))
		return err_set(e, ERR_INPUT, "the manifest lists no files");
	cJSON_ArrayForEach(one, files) {
		struct manifest_file *f;

		if (m->n == MANIFEST_FILES)
			return err_set(e, ERR_INPUT, "the manifest lists more "
			    "than %d files", MANIFEST_FILES);
		f = arena_push(a, m->files, m->n, cap);
		if (!take_file(a, one, f, e))
			return false;
		all += f->size;
		if (all > BACKUP_MAX)
			return err_set(e, ERR_INPUT, "the manifest lists more "
			    "than a backup may hold");
	}
	if (m->n > 0)
		qsort(m->files, m->n, sizeof(*m->files), by_path);
	for (i = 1; i < m->n; i++)
		if (strcmp(m->files[i - 1].path, m->files[i].path) == 0)
			return err_set(e, ERR_INPUT, "the manifest lists "
			    "`%.100s` twice", m->files[i].path);
	return true;
}

bool
manifest_read(struct arena *a, struct str text, struct manifest *m,
    struct err *e)
{
	cJSON *top CLEAN(tree_free) = text.n > MANIFEST_MAX ? NULL :
	    cJSON_ParseWithLength(text.p, text.n);
	int64_t format;

	*m = (struct manifest){ 0 };
	if (!cJSON_IsObject(top))
		return err_set(e, ERR_INPUT, "this is no manifest of a backup");
	if (!take_number(top, "earshot-backup", &format, e))
		return false;
	if (format != FORMAT)
		return err_set(e, ERR_INPUT, "a newer earshot made this backup "
		    "(format %lld): use that one", (long long)format);
	return take_text(a, top, "made", &m->made, e) &&
	    take_text(a, top, "program", &m->program, e) &&
	    take_text(a, top, "name", &m->name, e) &&
	    take_text(a, top, "form", &m->form, e) &&
	    take_text(a, top, "head", &m->head, e) &&
	    take_number(top, "sealed", &m->sealed, e) &&
	    take_number(top, "opened", &m->opened, e) &&
	    take_files(a, top, m, e);
}

const struct manifest_file *
manifest_find(const struct manifest *m, const char *path)
{
	const struct manifest_file key = { .path = path };

	return m->n == 0 ? NULL : bsearch(&key, m->files, m->n,
	    sizeof(*m->files), by_path);
}
