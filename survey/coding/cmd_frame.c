/* SPDX-License-Identifier: MIT
 *
 * cmd_frame.c -- `earshot code DIR frame`: the code frame, a new version of it, and what
 * has to be looked at again.
 */
#include "survey/coding/coding.h"
#include "survey/terminal.h"

#include <stdio.h>

/* ---- a new version -------------------------------------------------------------------- */

static bool
read_file(struct arena *a, const char *path, struct forms_frame **out,
    struct err *e)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct forms_diags d;
	bool ok;

	src->name = path;
	if (!file_read_text(a, path, (size_t)4 << 20, &src->text, e))
		return false;
	forms_diags_init(&d, a);
	ok = forms_frame_read(a, src, out, &d);
	print_diags(&d);
	return ok || err_set(e, ERR_INPUT, "%s: nothing was changed", path);
}

/* What the form asks about has to stay, or the report has nothing to show it by. */
static bool
keeps_asked(const struct forms_form *form, const struct forms_frame *to,
    struct err *e)
{
	const struct forms_entity *x;

	for (x = form->entities; x != NULL; x = x->next)
		if (forms_row_asked(form, x->name) &&
		    forms_entity(to->codes, x->name) == NULL)
			return err_set(e, ERR_INPUT, "the form asks about `%s`, "
			    "“%s”, so that code stays as it is called",
			    x->name, x->title);
	return true;
}

static void
print_changes(const struct forms_frame_change *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		terminal_wrapped("", v[i].words);
}

static bool
change(const struct coding_wish *w, struct place *p, struct cases *c,
    struct err *e)
{
	struct arena *a = &p->a;
	struct forms_frame_change *v;
	struct coding_frame now;
	struct forms_frame *to;
	struct forms_diags d;
	int64_t queued;
	size_t n;
	bool ok;

	if (!read_file(a, w->file, &to, e) || !keeps_asked(p->form, to, e) ||
	    !(w->check ? coding_frame(a, c, p->form, &now, e) :
	    coding_frame_kept(a, c, p->form, w->by, &now, e)))
		return false;
	forms_diags_init(&d, a);
	ok = forms_frame_diff(a, now.f, to, &v, &n, &d);
	print_diags(&d);
	if (!ok)
		return err_set(e, ERR_INPUT, "%s: nothing was changed",
		    w->file);
	print_changes(v, n);
	if (w->check) {
		printf("Nothing was changed: that was --check.\n");
		return true;
	}
	if (!frame_add(c, to, v, n, w->why, w->by, now_seconds(), &queued, e))
		return false;
	printf("Version %d of the code frame is used from now on.\n",
	    to->codes->codebook_version);
	if (queued > 0)
		printf("To be looked at again: %lld comments (earshot code %s "
		    "again).\n", (long long)queued, w->dir);
	return true;
}

bool
coding_open_cases(struct place *p, enum db_mode mode, struct cases **c,
    struct err *e)
{
	const char *path = place_path(p, "cases.db");

	return file_exists(path) ? cases_open(c, path, mode, e) : err_set(e,
	    ERR_INPUT, "nothing has come in yet to be coded: `earshot pull %s`",
	    p->dir);
}

int
coding_cmd_frame(const struct coding_wish *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct coding_frame now;
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open(&p, w->dir, &e))
		return fail("code", &e);
	ok = coding_open_cases(&p, w->file != NULL && !w->check ? DB_WRITE : DB_READ,
	    &c, &e);
	if (ok && w->file != NULL)
		ok = change(w, &p, c, &e);
	else if (ok && (ok = coding_frame(&p.a, c, p.form, &now, &e)))
		printf("%.*s", STRF(now.f->text));
	cases_close(c);
	return ok ? 0 : fail("code", &e);
}

/* ---- to be looked at again ------------------------------------------------------------ */

static bool
list_again(struct place *p, struct cases *c, struct err *e)
{
	struct look_again *v;
	struct cases_unit *u;
	size_t n, n_units, i, k;

	if (!look_again_list(&p->a, c, &v, &n, e) || !cases_units(&p->a, c, &u,
	    &n_units, e))
		return false;
	for (i = k = 0; i < n; i++) {
		while (k < n_units && u[k].id < v[i].unit)
			k++;
		if (k == n_units)
			break;
		printf("%s (%s, %s)\n", v[i].code, v[i].did, u[k].field);
		terminal_wrapped("", u[k].text);
	}
	printf("%s%zu to be looked at again.\n", n > 0 ? "\n" : "", n);
	return true;
}

int
coding_cmd_again(const struct coding_wish *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open(&p, w->dir, &e))
		return fail("code", &e);
	ok = coding_open_cases(&p, DB_READ, &c, &e) && list_again(&p, c, &e);
	cases_close(c);
	return ok ? 0 : fail("code", &e);
}
