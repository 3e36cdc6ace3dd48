/* SPDX-License-Identifier: MIT
 *
 * publish.c -- freezing a definition, and reading it back as it was.
 *
 * DIR/published/HASH/ holds every text that the form was made of, the
 * modules of the program among them, and a file `sources` that lists their
 * names in order.  The hash covers names and bytes, so that a changed file is
 * noticed when it is loaded.
 */
#include "forms/history.h"
#include "forms/po.h"

#include <stdio.h>

enum {
	SOURCES_MAX = 256,	/* the form, a codebook, and every module */
	LIST_BYTES = 65536
};

static const char *
frozen(struct arena *a, const char *dir, const char *hash)
{
	return path_join(a, path_join(a, dir, "published"), hash);
}

static bool
copy_sources(struct arena *a, const char *to, const struct forms_form *form,
    struct err *e)
{
	struct buf names CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < form->n_sources; i++) {
		const char *name = path_name(a, form->sources[i].name);
		const struct str text = form->sources[i].text;

		if (!file_write(path_join(a, to, name), text.p, text.n, 0644,
		    e))
			return false;
		buf_printf(&names, "%s\n", name);
	}
	/* Last: a folder without it was not finished. */
	return file_write(path_join(a, to, "sources"), buf_text(&names),
	    names.n, 0644, e);
}

static bool
names_differ(struct arena *a, const struct forms_form *form, struct err *e)
{
	size_t i, j;

	for (i = 0; i < form->n_sources; i++) {
		const char *name = path_name(a, form->sources[i].name);

		for (j = 0; j < i; j++)
			if (strcmp(name, path_name(a, form->sources[j].name))
			    == 0)
				return err_set(e, ERR_INPUT, "%s: two texts "
				    "have this name; rename one", name);
		if (strcmp(name, "sources") == 0)
			return err_set(e, ERR_INPUT, "%s: a form cannot have "
			    "this name; rename it", name);
	}
	return true;
}

static bool
hash_ok(const char *hash)
{
	return strlen(hash) == 64 &&
	    strspn(hash, "0123456789abcdef") == 64;
}

static bool
current(struct arena *a, const char *dir, const char **hash, struct err *e)
{
	const char *path = path_join(a, path_join(a, dir, "published"),
	    "current");
	struct str s;

	if (!file_exists(path))
		return err_set(e, ERR_INPUT, "%s: nothing was published yet; "
		    "run: earshot publish %s", dir, dir);
	if (!file_read(a, path, 1024, &s, e))
		return false;
	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	*hash = arena_strn(a, s.p, s.n);
	if (!hash_ok(*hash))
		return err_set(e, ERR_INPUT, "%s: this file is damaged", path);
	return true;
}

static bool
freeze(struct arena *a, const char *dir, const struct forms_form *form,
    struct err *e)
{
	const char *to = frozen(a, dir, form->hash);
	struct forms_form *there;
	struct err ignored;

	if (!names_differ(a, form, e))
		return false;
	if (!dir_make(path_join(a, dir, "published"), 0755, e) ||
	    !dir_make(to, 0755, e))
		return false;
	/* Nothing becomes current that could not be read back. */
	return forms_load_published(a, dir, form->hash, &there, &ignored) ||
	    (copy_sources(a, to, form, e) &&
	    forms_load_published(a, dir, form->hash, &there, e));
}

static bool
make_current(struct arena *a, const char *dir, const char *hash,
    struct err *e)
{
	struct err ignored;
	const char *now;
	char line[80];
	int n;

	if (current(a, dir, &now, &ignored) && strcmp(now, hash) == 0)
		return true;
	n = snprintf(line, sizeof(line), "%s\n", hash);
	return file_write(path_join(a, path_join(a, dir, "published"),
	    "current"), line, (size_t)n, 0644, e);
}

bool
forms_publish_as(const char *dir, const struct forms_form *form,
    const struct forms_version *as, bool replace, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return freeze(&a, dir, form, e) &&
	    history_add(dir, form, as, replace, e) &&
	    /* These may be put right without making another version. */
	    translations_freeze(&a, dir, frozen(&a, dir, form->hash), form,
	    e) && make_current(&a, dir, form->hash, e);
}

bool
forms_publish(const char *dir, const struct forms_form *form, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_version *v, as = { .number = 1, .why = "" };
	size_t n;

	if (!forms_history(&a, dir, &v, &n, e))
		return false;
	if (n > 0)
		as.number = v[n - 1].number + 1;
	date_text(uk_date(now_seconds()), as.day);
	return forms_publish_as(dir, form, &as, false, e);
}

/* One name a line, as copy_sources() wrote them. */
static bool
read_sources(struct arena *a, const char *from, struct forms_source *v,
    size_t *n, struct err *e)
{
	struct str list;
	const char *p, *eol, *name;

	if (!file_read(a, path_join(a, from, "sources"), LIST_BYTES, &list, e))
		return false;
	for (p = list.p; *p != '\0'; p = eol + (*eol == '\n')) {
		eol = p + strcspn(p, "\n");
		name = arena_strn(a, p, (size_t)(eol - p));
		if (*n == SOURCES_MAX || name[0] == '\0' || name[0] == '.' ||
		    strchr(name, '/') != NULL)
			return err_set(e, ERR_INPUT, "%s: this folder is "
			    "damaged", from);
		v[*n].name = path_join(a, from, name);
		if (!file_read(a, v[*n].name, FORMS_MAX_BYTES, &v[*n].text, e))
			return false;
		++*n;
	}
	return true;
}

bool
forms_load_published_in(struct arena *a, const char *dir, const char *hash,
    const struct locale *lo, struct forms_form **out, struct err *e)
{
	struct forms_source *v = arena_array(a, struct forms_source,
	    SOURCES_MAX);
	struct forms_diags d;
	const char *from;
	size_t n = 0;

	*out = NULL;
	forms_diags_init(&d, a);
	if (hash == NULL && !current(a, dir, &hash, e))
		return false;
	if (!hash_ok(hash))
		return err_set(e, ERR_INPUT, "%s: this is not the hash of a "
		    "form", hash);
	from = frozen(a, dir, hash);
	if (!file_exists(path_join(a, from, "sources")))
		return err_set(e, ERR_INPUT, "%s: this version was not "
		    "published here", from);
	if (!read_sources(a, from, v, &n, e))
		return false;
	if (n == 0 || !forms_read_in(a, v, n, lo, out, &d))
		return err_set(e, ERR_INPUT, "%s: the published form can no "
		    "longer be read", from);
	if (strcmp((*out)->hash, hash) == 0)
		return true;
	*out = NULL;
	return err_set(e, ERR_INPUT, "%s: a file was changed after it was "
	    "published", from);
}

bool
forms_load_published(struct arena *a, const char *dir, const char *hash,
    struct forms_form **out, struct err *e)
{
	return forms_load_published_in(a, dir, hash, NULL, out, e);
}
