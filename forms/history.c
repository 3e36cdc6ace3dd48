/* SPDX-License-Identifier: MIT
 *
 * history.c -- DIR/published/history: which versions there were, and why.
 *
 * Text, so that it can be read, mended and kept under version control.
 */
#include "forms/history.h"

#include <stdio.h>

enum { HISTORY_MAX = 1 << 20 };

static struct str
word(struct str *s)
{
	struct str w = *s;
	size_t n = 0;

	while (n < s->n && s->p[n] != ' ')
		n++;
	w.n = n;
	n += n < s->n;
	s->p += n;
	s->n -= n;
	return w;
}

/* "1.2 HASH 2024-06-03 wording Why it was made" */
static bool
read_line(struct arena *a, struct str s, struct forms_version *v)
{
	struct str number = word(&s), hash = word(&s), day = word(&s);
	struct str kind = word(&s);
	struct date d;
	int used = 0;
	char text[32];

	*v = (struct forms_version){ 0 };
	if (number.n >= sizeof(text) || hash.n != 64 || day.n != 10 ||
	    !date_parse(day, &d))
		return false;
	snprintf(text, sizeof(text), "%.*s", STRF(number));
	if (sscanf(text, "%d%n", &v->number, &used) != 1 || v->number < 1)
		return false;
	if (text[used] == '.' && sscanf(text + used + 1, "%d", &v->wording) !=
	    1)
		return false;
	memcpy(v->hash, hash.p, 64);
	memcpy(v->day, day.p, 10);
	v->why = arena_strn(a, s.p, s.n);
	return str_is(kind, v->wording > 0 ? "wording" : "new");
}

static const char *
history_path(struct arena *a, const char *dir)
{
	return path_join(a, path_join(a, dir, "published"), "history");
}

/* Published before there was a history: one version, from `current`. */
static bool
only_current(struct arena *a, const char *dir, struct forms_version **out,
    size_t *n, struct err *e)
{
	const char *path = path_join(a, path_join(a, dir, "published"),
	    "current");
	struct str s;

	if (!file_exists(path))
		return true;
	if (!file_read(a, path, 1024, &s, e))
		return false;
	if (s.n < 64)
		return err_set(e, ERR_INPUT, "%s: this file is damaged", path);
	*out = arena_new(a, struct forms_version);
	**out = (struct forms_version){ .number = 1, .why = "" };
	memcpy((*out)->hash, s.p, 64);
	*n = 1;
	return true;
}

bool
forms_history(struct arena *a, const char *dir, struct forms_version **out,
    size_t *n, struct err *e)
{
	const char *path = history_path(a, dir);
	struct str text, line;
	size_t cap = 0, number = 0;

	*out = NULL;
	*n = 0;
	if (!file_exists(path))
		return only_current(a, dir, out, n, e);
	if (!file_read_text(a, path, HISTORY_MAX, &text, e))
		return false;
	while (str_line(&text, &line)) {
		number++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!read_line(a, line, arena_push(a, *out, *n, cap)))
			return err_set(e, ERR_INPUT, "%s:%zu: this line must "
			    "be like `2 HASH 2024-06-03 new Why`", path,
			    number);
	}
	return true;
}

const char *
forms_version_words(struct arena *a, const struct forms_version *v)
{
	return v->wording == 0 ? arena_printf(a, "%d", v->number) :
	    arena_printf(a, "%d.%d", v->number, v->wording);
}

const struct forms_version *
forms_version_named(const struct forms_version *v, size_t n, const char *name)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_version *found = NULL;
	size_t i, len = strlen(name);

	for (i = 0; i < n; i++)
		if (strcmp(forms_version_words(&a, &v[i]), name) == 0)
			return &v[i];
	for (i = 0; i < n && len >= 8; i++)
		if (strncmp(v[i].hash, name, len) == 0)
			found = &v[i];
	return found;
}

static const char head[] =
    "# The versions of this consultation, the oldest first: number, hash, day,\n"
    "# new or wording, and why. Written by `earshot publish`.\n";

static bool
history_write(struct arena *a, const char *dir, const struct forms_version *v,
    size_t n, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *p;
	size_t i;

	buf_puts(&b, head);
	for (i = 0; i < n; i++) {
		buf_printf(&b, "%s %s %s %s", forms_version_words(a, &v[i]),
		    v[i].hash, v[i].day[0] != '\0' ? v[i].day : "1970-01-01",
		    v[i].wording > 0 ? "wording" : "new");
		if (v[i].why[0] != '\0')
			buf_lit(&b, " ");
		for (p = v[i].why; *p != '\0'; p++)
			buf_put(&b, *p == '\n' || *p == '\r' ? " " : p, 1);
		buf_lit(&b, "\n");
	}
	return file_write(history_path(a, dir), buf_text(&b), b.n, 0644, e);
}

bool
history_add(const char *dir, const struct forms_form *form,
    const struct forms_version *as, bool replace, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_version *old, *v;
	size_t n;

	if (!forms_history(&a, dir, &old, &n, e))
		return false;
	v = arena_array(&a, struct forms_version, n + 1);
	if (n > 0)
		memcpy(v, old, n * sizeof(*v));
	if (n > 0 && strcmp(v[n - 1].hash, form->hash) == 0)
		return true;
	while (replace && n > 0 && v[n - 1].number >= as->number)
		n--;
	v[n] = *as;
	memcpy(v[n].hash, form->hash, sizeof(v[n].hash));
	return history_write(&a, dir, v, n + 1, e);
}
