/* SPDX-License-Identifier: MIT
 *
 * load.c -- finding the texts of a consultation in its folder.
 */
#include "forms/forms.h"
#include "forms/lines.h"
#include "forms/mailbox.h"
#include "forms/po.h"
#include "forms/population.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct texts {
	struct forms_source *v;
	size_t	 n, cap;
	const struct forms_source *edited;	/* stands for a file; NULL */
};

static bool
add(struct arena *a, struct texts *t, const char *path, struct err *e)
{
	struct forms_source s = { .name = arena_str(a, path) };

	if (t->edited != NULL && strcmp(t->edited->name, path) == 0)
		s = *t->edited;
	else if (!file_read(a, path, FORMS_MAX_BYTES, &s.text, e))
		return false;
	*arena_push(a, t->v, t->n, t->cap) = s;
	return true;
}

static bool
ends(const char *name, const char *with)
{
	size_t n = strlen(name), w = strlen(with);

	return n > w && name[0] != '.' && strcmp(name + n - w, with) == 0;
}

static int
by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void
close_dir(DIR **d)
{
	if (*d != NULL)
		closedir(*d);
}

/* The paths of files in dir that end so, sorted, so that the same folder is
 * read in the same order everywhere. */
static bool
list(struct arena *a, const char *dir, const char *with, const char ***out,
    size_t *n, struct err *e)
{
	DIR *d CLEAN(close_dir) = opendir(dir);
	struct dirent *entry;
	const char **v = NULL;
	size_t cap = 0;

	*n = 0;
	if (d == NULL)
		return err_set(e, ERR_IO, "%s: %s", dir, strerror(errno));
	while ((entry = readdir(d)) != NULL)
		if (ends(entry->d_name, with))
			*arena_push(a, v, *n, cap) = path_join(a, dir,
			    entry->d_name);
	if (*n > 1)
		qsort(v, *n, sizeof(*v), by_name);
	*out = v;
	return true;
}

static bool
is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static const char *
folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/" :
	    arena_strn(a, path, (size_t)(slash - path));
}

/* A path as people would type it: no "./" in front. */
static const char *
neighbour(struct arena *a, const char *dir, const char *path)
{
	return strcmp(dir, ".") == 0 ? path_name(a, path) : path;
}

static bool
find_form(struct arena *a, const char *dir, const char **out, struct err *e)
{
	const char **forms;
	size_t n;

	*out = path_join(a, dir, "consultation.form");
	if (file_exists(*out))
		return true;
	if (!list(a, dir, ".form", &forms, &n, e))
		return false;
	if (n == 0)
		return err_set(e, ERR_USAGE, "%s: there is no "
		    "consultation.form here", dir);
	if (n > 1)
		return err_set(e, ERR_USAGE, "%s: there are several forms "
		    "here; name the file of one", dir);
	*out = forms[0];
	return true;
}

static bool
gather(struct arena *a, const char *path, struct texts *t, struct err *e)
{
	static const char *const parts[] = { ".codes", ".module" };
	bool whole = is_dir(path);
	const char *dir = whole ? path : folder_of(a, path);
	const char **files;
	size_t n, i, k;

	if (whole && !find_form(a, dir, &path, e))
		return false;
	if (!add(a, t, path, e))
		return false;
	for (k = 0; k < LEN(parts); k++) {
		if (!list(a, dir, parts[k], &files, &n, e))
			return false;
		for (i = 0; i < n; i++)
			if (!add(a, t, whole ? files[i] :
			    neighbour(a, dir, files[i]), e))
				return false;
	}
	return true;
}

/* ---- what stands beside a form ------------------------------------------- */

enum { MAX_DOCUMENT = 64 << 20 };	/* as much as is served */

static const char *
nearest_file(struct ctx *c, const char *dir, const char *path)
{
	const char *folder = folder_of(c->a, path_join(c->a, dir, path));
	const char *last = path_name(c->a, path), **files, *hint = "";
	struct err ignored;
	size_t n, i;

	if (list(c->a, folder, "", &files, &n, &ignored)) {
		for (i = 0; i < n; i++)
			files[i] = path_name(c->a, files[i]);
		hint = closest(c, str_of(last), files, n);
	}
	return hint[0] != '\0' ? hint :
	    arena_printf(c->a, "put it there: %s", path_join(c->a, dir, path));
}

static void
document_there(struct ctx *c, const char *dir, const char *what,
    const struct forms_document *d)
{
	struct stat st;

	if (stat(path_join(c->a, dir, d->path), &st) != 0)
		fault(c, "E218", d->at, nearest_file(c, dir, d->path),
		    "the %s %s is not there", what, d->path);
	else if (!S_ISREG(st.st_mode))
		fault(c, "E218", d->at, "name the file itself",
		    "%s is not a file", d->path);
	else if (st.st_size == 0)
		fault(c, "E218", d->at, "save it there again",
		    "the %s %s is empty", what, d->path);
	else if (st.st_size > MAX_DOCUMENT)
		fault(c, "E218", d->at, "save its pictures smaller",
		    "the %s %s is larger than 64 MiB", what, d->path);
}

/* *out is NULL where there are none, or they have mistakes. */
static bool
settings_of(struct arena *a, const char *dir,
    const struct forms_source *edited, struct forms_settings **out,
    struct forms_diags *d, struct err *e)
{
	const char *path = path_join(a, dir, "site.settings");

	*out = NULL;
	if (edited != NULL && strcmp(edited->name, path) == 0)
		return forms_settings_read(a, edited, out, d) ||
		    err_set(e, ERR_INPUT, "%s: it has mistakes", path);
	return !file_exists(path) || forms_settings_load(a, dir, out, d, e);
}

/* Settings that have mistakes of their own are left to who reads them. */
static void
settings_fit(struct ctx *c, const char *dir, const struct forms_form *form,
    const struct forms_source *edited)
{
	struct forms_settings *s;
	struct forms_diags quiet;
	struct err ignored;

	forms_diags_init(&quiet, c->a);
	if (!settings_of(c->a, dir, edited, &s, &quiet, &ignored) ||
	    s == NULL)
		return;
	if (strcmp(s->name, form->name) == 0) {
		population_fits(c, s, form);
		return;
	}
	fault(c, "E219", s->name_at, arena_printf(c->a, "write `settings %s`",
	    form->name), "these are the settings of `%s`, and the "
	    "consultation here is `%s`", s->name, form->name);
}

static bool
beside(struct arena *a, const char *dir, const struct forms_form *form,
    const struct forms_source *edited, struct forms_diags *d)
{
	struct ctx c = { a, d };
	size_t i;

	for (i = 0; i < form->n_documents; i++)
		document_there(&c, dir, "document", &form->documents[i]);
	for (i = 0; i < form->n_pictures; i++)
		document_there(&c, dir, "picture", form->pictures[i]);
	settings_fit(&c, dir, form, edited);
	return d->errors == 0;
}

static bool
load(struct arena *a, const char *path, const struct forms_source *edited,
    const struct locale *lo, struct forms_form **out, struct forms_diags *d, struct err *e)
{
	struct texts t = { .edited = edited };

	*out = NULL;
	if (!gather(a, path, &t, e))
		return false;
	if (forms_read_in(a, t.v, t.n, lo, out, d) &&
	    (!is_dir(path) || beside(a, path, *out, edited, d)))
		return true;
	*out = NULL;
	return err_set(e, ERR_INPUT, "%s: %zu mistake%s", t.v[0].name,
	    d->errors, d->errors == 1 ? "" : "s");
}

bool
forms_load_in(struct arena *a, const char *path, const struct locale *lo,
    struct forms_form **out, struct forms_diags *d, struct err *e)
{
	return load(a, path, NULL, lo, out, d, e);
}

bool
forms_load(struct arena *a, const char *path, struct forms_form **out,
    struct forms_diags *d, struct err *e)
{
	return forms_load_in(a, path, NULL, out, d, e);
}

/* ---- any file of the language -------------------------------------------- */

/* A form that does nothing but use the one text that is to be checked. */
static const char *
around(struct arena *a, const struct text *t)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct line *head = t->top.first, *l;
	bool codes = t->top.kind == L_CODEBOOK;
	int pass;

	buf_lit(&b, "earshot 1\nconsultation c \"C\"\n");
	if (head->n < 4)
		return arena_str(a, buf_text(&b));
	buf_printf(&b, "%s %.*s version %.*s%s\n", codes ? "use" : "include",
	    STRF(head->toks[1].text), STRF(head->toks[3].text),
	    codes ? "" : " after check-answers");
	/* A module alone has its own examples. */
	for (pass = 0; pass < 2 && !codes; pass++)
		for (l = pass ? head->next : head->first; l != NULL;
		    l = l->next)
			if (l->kind == L_PARAMETER && l->n == 3)
				buf_printf(&b, l->toks[2].kind == TOK_STRING ?
				    "  set %.*s \"x\"\n" : "  set %.*s 1\n",
				    STRF(l->toks[1].text));
	buf_lit(&b, "page p \"P\"\n  question q line \"Q\"\n");
	return arena_str(a, buf_text(&b));
}

static bool
check_part(struct arena *a, const struct forms_source *src,
    const struct text *t, struct forms_diags *d)
{
	struct forms_source *v = arena_array(a, struct forms_source, 2);
	struct forms_form *form;
	const struct line *head = t->top.first;
	struct ctx c = { a, d };
	int version;

	v[0] = (struct forms_source){ src->name, str_of(around(a, t)) };
	v[1] = *src;
	if (head->n < 4 || !lang_name_ok(head->toks[1].text) ||
	    !lang_int(head->toks[3].text, &version) ||
	    !str_is(head->toks[2].text, "version")) {
		fault(&c, "E115", head->at, "for example `codebook plan "
		    "version 1 \"Our plan\"`",
		    "a name and a version should stand here");
		return false;
	}
	return forms_read(a, v, 2, &form, d);
}

static bool
check_text(struct arena *a, const struct forms_source *src,
    struct forms_diags *d, bool *form)
{
	struct forms_diags quiet;
	struct ctx c = { a, &quiet };
	struct forms_settings *s;
	struct text t;

	*form = false;
	forms_diags_init(&quiet, a);
	lang_parse(&c, src, &t);
	if (t.top.kind == L_CODEBOOK || t.top.kind == L_MODULE)
		return check_part(a, src, &t, d);
	if (t.top.kind == L_SETTINGS) {
		if (!forms_settings_read(a, src, &s, d))
			return false;
		mailbox_doubt(&(struct ctx){ a, d }, s);
		return true;
	}
	*form = true;
	return true;
}

/* Both files of a folder, so that all mistakes are seen at once. */
bool
forms_check_edited(struct arena *a, const char *dir,
    const struct forms_source *edited, struct forms_form **form,
    struct forms_settings **settings, struct forms_diags *d, struct err *e)
{
	bool ok = load(a, dir, edited, NULL, form, d, e);
	struct forms_standing standing;
	struct err ignored;

	*settings = NULL;
	if (!ok && e->code != ERR_INPUT)
		return false;
	if (!settings_of(a, dir, edited, settings, d, e)) {
		if (e->code != ERR_INPUT)
			return false;
		ok = false;
	}
	if (*settings != NULL)
		mailbox_doubt(&(struct ctx){ a, d }, *settings);
	if (*form != NULL && !translations_check(a, dir, *form, d, e)) {
		if (e->code != ERR_INPUT)
			return false;
		ok = false;
	}
	if (*form != NULL)
		forms_paths(a, *form, d, &(struct forms_paths){ 0 });
	/* What was frozen and can no longer be read is for `publish` to say. */
	if (*form != NULL && forms_stand(a, dir, *form, &standing, &ignored))
		forms_stand_check(*form, &standing, d);
	return (ok && d->errors == 0) || err_set(e, ERR_INPUT,
	    "%s: %zu mistake%s", dir, d->errors, d->errors == 1 ? "" : "s");
}

bool
forms_check(struct arena *a, const char *path, struct forms_diags *d,
    struct err *e)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct forms_settings *settings;
	struct forms_form *form;
	bool is_form, ok;

	if (is_dir(path))
		return forms_check_edited(a, path, NULL, &form, &settings, d,
		    e);
	src->name = arena_str(a, path);
	if (!file_read(a, path, FORMS_MAX_BYTES, &src->text, e))
		return false;
	ok = check_text(a, src, d, &is_form);
	if (is_form && forms_load(a, path, &form, d, e)) {
		forms_paths(a, form, d, &(struct forms_paths){ 0 });
		return true;
	}
	if (is_form)
		return false;
	return ok || err_set(e, ERR_INPUT, "%s: %zu mistake%s", path,
	    d->errors, d->errors == 1 ? "" : "s");
}
