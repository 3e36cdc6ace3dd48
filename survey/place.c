/* SPDX-License-Identifier: MIT
 *
 * place.c -- a consultation's folder: what is where in it.
 */
#include "survey/survey.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

void
print_diags(const struct forms_diags *d)
{
	struct buf out CLEAN(buf_free) = { 0 };

	if (d->first == NULL)
		return;
	forms_diags_print(&out, d);
	fputs(buf_text(&out), stderr);
}

static bool
open_settings(struct place *p, struct err *e)
{
	struct forms_diags d;
	bool ok;

	forms_diags_init(&d, &p->a);
	ok = forms_settings_load(&p->a, p->dir, &p->settings, &d, e);
	print_diags(&d);
	return ok;
}

bool
place_open(struct place *p, const char *dir, struct err *e)
{
	*p = (struct place){ .dir = dir };
	if (forms_load_published(&p->a, dir, NULL, &p->form, e) &&
	    open_settings(p, e))
		return true;
	place_close(p);
	return false;
}

/* The versions that somebody answered, in the form that is published now. */
static bool
with_earlier(struct place *p, struct err *e)
{
	const char *path = place_path(p, "cases.db"), **hashes;
	struct cases *c = NULL;
	size_t n;
	bool ok;

	if (!file_exists(path))
		return true;
	ok = cases_open(&c, path, DB_READ, e) &&
	    cases_forms(&p->a, c, &hashes, &n, e);
	cases_close(c);
	if (!ok || (n == 1 && strcmp(hashes[0], p->form->hash) == 0))
		return ok;
	return n == 0 || forms_earlier(&p->a, p->dir, p->form, hashes, n,
	    true, e);
}

bool
place_open_answers(struct place *p, const char *dir, struct err *e)
{
	if (place_open(p, dir, e) && with_earlier(p, e))
		return true;
	place_close(p);
	return false;
}

bool
place_open_draft(struct place *p, const char *dir, struct err *e)
{
	struct forms_diags d;
	bool ok;

	*p = (struct place){ .dir = dir };
	forms_diags_init(&d, &p->a);
	ok = forms_load(&p->a, dir, &p->form, &d, e);
	print_diags(&d);
	if (ok && open_settings(p, e))
		return true;
	place_close(p);
	return false;
}

void
place_close(struct place *p)
{
	arena_free(&p->a);
	p->form = NULL;
	p->settings = NULL;
}

const char *
place_path(struct place *p, const char *name)
{
	return path_join(&p->a, p->dir, name);
}

bool
place_public_keys(struct place *p, struct seal_public to[SEAL_RECIPIENTS],
    struct err *e)
{
	if (seal_public_read(place_path(p, "keys/analyst.pub"), &to[0], e) &&
	    seal_public_read(place_path(p, "keys/recovery.pub"), &to[1], e))
		return true;
	return err_wrap(e, "the public keys (`earshot new` makes them)");
}

const char *
place_secret_path(struct arena *a, const char *dir, const char *name)
{
	const char *last = path_name(a, dir);
	char real[PATH_MAX];
	size_t n;

	/* "." and ".." have their name, and what is beside them, elsewhere. */
	if ((strcmp(last, ".") == 0 || strcmp(last, "..") == 0) &&
	    realpath(dir, real) != NULL)
		dir = arena_str(a, real);
	n = strlen(dir);
	while (n > 1 && dir[n - 1] == '/')
		n--;
	return arena_printf(a, "%.*s.keys/%s", (int)n, dir, name);
}
