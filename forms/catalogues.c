/* SPDX-License-Identifier: MIT
 *
 * catalogues.c -- the translations that people were shown, kept by their hash.
 *
 * A translation is put right without another version of the form, so a frozen
 * form may have several in a language.  published/HASH/locales/L.mo is the one
 * that is shown now; L.CATALOGUE.mo are all that ever were.
 */
#include "forms/po.h"
#include "locales/locales.h"

#include <dirent.h>
#include <errno.h>

enum { MO_MAX = 8 << 20 };

void
catalogue_hash(struct str mo, char out[65])
{
	uint8_t h[32];

	seal_hash(h, NULL, 0, mo.p, mo.n);
	hex_put(out, h, sizeof(h));
}

static bool
is_hash(struct str s)
{
	uint8_t h[32];

	return hex_get(h, sizeof(h), s);
}

static const char *
frozen(struct arena *a, const char *dir, const char *hash)
{
	return path_join(a, path_join(a, path_join(a, dir, "published"), hash),
	    "locales");
}

/* The file of a language; hash NULL: the one that is shown now. */
static const char *
mo_path(struct arena *a, const char *folder, const char *tag, const char *hash)
{
	return path_join(a, folder, hash ? arena_printf(a, "%s.%s.mo", tag,
	    hash) : arena_printf(a, "%s.mo", tag));
}

static bool
keep(struct arena *a, const char *folder, const char *tag, struct err *e)
{
	const char *path = mo_path(a, folder, tag, NULL);
	char hash[65];
	struct str mo;

	if (!file_exists(path))
		return true;
	if (!file_read(a, path, MO_MAX, &mo, e))
		return false;
	catalogue_hash(mo, hash);
	path = mo_path(a, folder, tag, hash);
	return file_exists(path) || file_write(path, mo.p, mo.n, 0644, e);
}

static bool
copy(struct arena *a, const char *from, const char *to, const char *name,
    struct err *e)
{
	struct str text;

	return !file_exists(path_join(a, from, name)) ||
	    (file_read(a, path_join(a, from, name), MO_MAX, &text, e) &&
	    dir_make(to, 0755, e) &&
	    file_write(path_join(a, to, name), text.p, text.n, 0644, e));
}

bool
translations_freeze(struct arena *a, const char *dir, const char *to,
    const struct forms_form *f, struct err *e)
{
	const char *from = path_join(a, dir, "locales");
	size_t i;

	to = path_join(a, to, "locales");
	for (i = 1; i < f->n_languages; i++)
		/* The first of them: what an older earshot published. */
		if (!keep(a, to, f->languages[i], e) ||
		    !copy(a, from, to, arena_printf(a, "%s.mo",
		    f->languages[i]), e) || !keep(a, to, f->languages[i], e))
			return false;
	return copy(a, from, to, "sign-offs", e);
}

/* ---- what was seen --------------------------------------------------------- */

/* False without a word in e: these bytes are not here. */
static bool
read_catalogue(struct arena *a, const char *path, const char *hash,
    struct str *mo, struct err *e)
{
	char is[65];

	if (!file_exists(path) || !file_read(a, path, MO_MAX, mo, e))
		return false;
	catalogue_hash(*mo, is);
	return strcmp(is, hash) == 0;
}

bool
forms_load_seen(struct arena *a, const char *dir, const char *hash,
    const char *lang, const char *catalogue, struct forms_form **out,
    struct err *e)
{
	const char *folder = frozen(a, dir, hash);
	struct locale *lo;
	struct str mo;
	char none[65];
	size_t i;

	*out = NULL;
	if (!forms_load_published(a, dir, hash, out, e))
		return false;
	catalogue_hash((struct str){ "", 0 }, none);
	if (strcmp(lang, (*out)->languages[0]) == 0 ||
	    strcmp(catalogue, none) == 0)
		return true;
	for (i = 1; i < (*out)->n_languages; i++)
		if (strcmp(lang, (*out)->languages[i]) == 0)
			break;
	if (i == (*out)->n_languages)
		return err_set(e, ERR_INPUT, "%s: the form was not published "
		    "in this language", lang);
	if (catalogue[0] == '\0')
		return err_set(e, ERR_INPUT, "which translation into %s was "
		    "shown was not noted then", lang);
	if (!is_hash(str_of(catalogue)))
		return err_set(e, ERR_INPUT, "%s: this is not the hash of a "
		    "translation", catalogue);
	e->code = ERR_NONE;
	if (!read_catalogue(a, mo_path(a, folder, lang, catalogue), catalogue,
	    &mo, e) && !read_catalogue(a, mo_path(a, folder, lang, NULL),
	    catalogue, &mo, e))
		return e->code != ERR_NONE ? false : err_set(e, ERR_INPUT,
		    "%s: the translation that was shown is not kept here, or "
		    "was changed", mo_path(a, folder, lang, catalogue));
	return locale_open(a, lang, mo, &lo, e) &&
	    forms_load_published_in(a, dir, hash, lo, out, e);
}

/* ---- from one folder to another -------------------------------------------- */

static void
close_dir(DIR **d)
{
	if (*d != NULL)
		closedir(*d);
}

/* One that is there already, has another name or was changed is left. */
static bool
bring(struct arena *a, const char *from, const char *to, const char *name,
    struct err *e)
{
	size_t n = strlen(name);
	struct str hash = { n > 68 ? name + n - 67 : name, 64 }, mo;
	char is[65];

	if (n <= 68 || name[n - 68] != '.' || !is_hash(hash) ||
	    strcmp(name + n - 3, ".mo") != 0 ||
	    file_exists(path_join(a, to, name)))
		return true;
	if (!file_read(a, path_join(a, from, name), MO_MAX, &mo, e))
		return false;
	catalogue_hash(mo, is);
	return !str_is(hash, is) || (dir_make(to, 0755, e) &&
	    file_write(path_join(a, to, name), mo.p, mo.n, 0644, e));
}

bool
forms_bring_catalogues(const char *from, const char *dir,
    const struct forms_form *f, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *source = frozen(&a, from, f->hash);
	const char *target = frozen(&a, dir, f->hash);
	DIR *d CLEAN(close_dir) = opendir(source);
	struct dirent *one;

	if (d == NULL)
		return errno == ENOENT || err_set(e, ERR_IO, "%s: %s", source,
		    strerror(errno));
	while ((one = readdir(d)) != NULL)
		if (!bring(&a, source, target, arena_str(&a, one->d_name), e))
			return false;
	return true;
}
