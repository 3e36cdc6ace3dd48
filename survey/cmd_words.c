/* SPDX-License-Identifier: MIT
 *
 * cmd_words.c -- `earshot words DIR`: the words of a form as messages for
 * translators, merged into the translations that there are.
 *
 * Merging and compiling is done by msgmerge and msgfmt, programs of their own;
 * what they make is only taken over when it could be read.
 */
#include "survey/survey.h"

#include "locales/locales.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct words_run {
	struct place	*p;
	const char	*folder;	/* DIR/locales */
	const char	*scratch;	/* a folder for what is on the way */
};

static bool
run_program(const char *const *argv, struct err *e)
{
	pid_t pid;
	int status, rc;

	rc = posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)argv,
	    environ);
	if (rc != 0)
		return err_set(e, ERR_IO, "%s cannot be run: %s. It comes with "
		    "gettext: install the package `gettext`", argv[0],
		    strerror(rc));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(e, ERR_IO, "%s: %s", argv[0],
			    strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(e, ERR_IO, "%s did not succeed", argv[0]);
	return true;
}

/* Leaves a file alone that would not change. */
static bool
put_file(struct arena *a, const char *path, struct str text, struct err *e)
{
	struct str now;
	struct err ignored;

	if (file_exists(path) && file_read(a, path, (size_t)32 << 20, &now,
	    &ignored) && str_eq(now, text))
		return true;
	return file_write(path, text.p, text.n, 0644, e);
}

static bool
write_template(struct words_run *r, struct err *e)
{
	struct buf pot CLEAN(buf_free) = { 0 };

	forms_pot(&r->p->a, r->p->form, NULL, &pot);
	return put_file(&r->p->a, path_join(&r->p->a, r->folder,
	    "consultation.pot"), (struct str){ buf_text(&pot), pot.n }, e);
}

/* ---- one language ---------------------------------------------------------- */

static const char *
scratch(struct words_run *r, const char *name)
{
	return path_join(&r->p->a, r->scratch, name);
}

static bool
put_scratch(struct words_run *r, const char *name, struct str text,
    struct err *e)
{
	return file_write(scratch(r, name), text.p, text.n, 0644, e);
}

/* Then the translations of the modules that ship, where the words are exactly
 * theirs. */
static bool
merge_modules(struct words_run *r, const char *tag, struct str *po,
    struct err *e)
{
	const char *argv[] = { "msgmerge", "--quiet", "--no-fuzzy-matching",
	    "--previous", "-C", scratch(r, "modules.po"), "-o",
	    scratch(r, "merged.po"), scratch(r, "old.po"),
	    scratch(r, "new.pot"), NULL };
	struct str shipped = forms_module_words(tag);

	if (shipped.n == 0)
		return true;
	return put_scratch(r, "modules.po", shipped, e) &&
	    put_scratch(r, "old.po", *po, e) && run_program(argv, e) &&
	    file_read(&r->p->a, scratch(r, "merged.po"), (size_t)32 << 20, po,
	    e);
}

static bool
merge(struct words_run *r, const char *tag, const struct forms_source *old,
    struct str *out, struct err *e)
{
	struct arena *a = &r->p->a;
	struct buf pot CLEAN(buf_free) = { 0 }, fresh CLEAN(buf_free) = { 0 };
	struct buf own CLEAN(buf_free) = { .max = (size_t)32 << 20 };
	const char *argv[] = { "msgmerge", "--quiet", "--previous", "-o",
	    scratch(r, "merged.po"), scratch(r, "old.po"),
	    scratch(r, "new.pot"), NULL };

	forms_pot(a, r->p->form, old, &pot);
	forms_po_new(r->p->form, tag, &fresh);
	if (!put_scratch(r, "new.pot", (struct str){ buf_text(&pot), pot.n },
	    e) || !put_scratch(r, "old.po", old ? old->text :
	    (struct str){ buf_text(&fresh), fresh.n }, e) ||
	    !run_program(argv, e) || !file_read(a, scratch(r, "merged.po"),
	    (size_t)32 << 20, out, e))
		return false;
	forms_po_own(*out, &own);
	*out = (struct str){ arena_strn(a, buf_text(&own), own.n), own.n };
	return merge_modules(r, tag, out, e);
}

static bool
compile(struct words_run *r, const char *tag, struct str po, struct err *e)
{
	struct arena *a = &r->p->a;
	const char *argv[] = { "msgfmt", "--no-hash", "-o",
	    scratch(r, "new.mo"), scratch(r, "merged.po"), NULL };
	struct locale *lo;
	struct str mo;

	return file_write(scratch(r, "merged.po"), po.p, po.n, 0644, e) &&
	    run_program(argv, e) &&
	    file_read(a, scratch(r, "new.mo"), 8 << 20, &mo, e) &&
	    locale_open(a, tag, mo, &lo, e) &&
	    put_file(a, path_join(a, r->folder, arena_printf(a, "%s.mo", tag)),
	    mo, e);
}

static void
say_diags(const struct forms_diags *d)
{
	struct buf out CLEAN(buf_free) = { 0 };

	forms_diags_print(&out, d);
	fputs(buf_text(&out), stderr);
}

static void
say_progress(const char *tag, const struct forms_progress *p)
{
	printf("%s: %zu of %zu translated", tag, p->translated, p->messages);
	if (p->stale > 0)
		printf(", %zu changed since", p->stale);
	if (p->missing > 0)
		printf(", %zu missing", p->missing);
	printf("\n");
}

/* *clean false: it has mistakes, which were said. */
static bool
one_language(struct words_run *r, const char *tag, bool *clean, struct err *e)
{
	struct arena *a = &r->p->a;
	struct forms_source po = { .name = path_join(a, r->folder,
	    arena_printf(a, "%s.po", tag)) };
	bool there = file_exists(po.name);
	struct forms_progress progress;
	struct forms_diags d;

	forms_diags_init(&d, a);
	if (there && !file_read(a, po.name, (size_t)32 << 20, &po.text, e))
		return false;
	if (there && !forms_po_check(a, r->p->dir, r->p->form, tag, &po, &d,
	    &progress, e))
		return false;
	if (d.errors > 0) {	/* first those; what follows would be lost */
		say_diags(&d);
		*clean = false;
		return true;
	}
	if (!merge(r, tag, there ? &po : NULL, &po.text, e) ||
	    !put_file(a, po.name, po.text, e))
		return false;
	forms_diags_init(&d, a);
	if (!forms_po_check(a, r->p->dir, r->p->form, tag, &po, &d, &progress,
	    e))
		return false;
	say_progress(tag, &progress);
	say_diags(&d);
	*clean &= d.errors == 0;
	return d.errors > 0 || compile(r, tag, po.text, e);
}

static void
remove_scratch(struct words_run *r)
{
	static const char *const names[] = { "new.pot", "old.po", "modules.po",
	    "merged.po", "new.mo" };
	size_t i;

	for (i = 0; i < LEN(names) && r->scratch != NULL; i++)
		unlink(scratch(r, names[i]));
	if (r->scratch != NULL)
		rmdir(r->scratch);
}

static bool
all_languages(struct place *p, const char *only, bool *clean, struct err *e)
{
	struct words_run r CLEAN(remove_scratch) = { .p = p,
	    .folder = path_join(&p->a, p->dir, "locales") };
	char *made = path_join(&p->a, r.folder, ".words-XXXXXX");
	size_t i;

	if (!dir_make(r.folder, 0755, e) || !write_template(&r, e))
		return false;
	if (mkdtemp(made) == NULL)
		return err_set(e, ERR_IO, "%s: %s", made, strerror(errno));
	r.scratch = made;
	for (i = 1; i < p->form->n_languages; i++)
		if ((only == NULL || strcmp(only, p->form->languages[i]) == 0)
		    && !one_language(&r, p->form->languages[i], clean, e))
			return false;
	if (p->form->n_languages < 2)
		printf("%s: %zu words. Name the languages in the form, as in "
		    "`languages en gu pl`, to have them translated.\n",
		    path_join(&p->a, r.folder, "consultation.pot"),
		    p->form->n_messages);
	return true;
}

/* ---- the gate -------------------------------------------------------------- */

static bool
say_states(struct place *p, const char *only, struct err *e)
{
	struct forms_language *v;
	size_t n, i;

	if (!forms_languages(&p->a, p->dir, p->form, false, &v, &n, e))
		return false;
	for (i = 0; i < n; i++) {
		if (only != NULL && strcmp(only, v[i].tag) != 0)
			continue;
		if (v[i].open)
			printf("%s: signed off by %s on %s; it opens to the "
			    "public when it is published.\n", v[i].tag,
			    v[i].by, v[i].day);
		else
			printf("%s: only in rehearsals: %s.\n", v[i].tag,
			    v[i].why);
	}
	return true;
}

/* Translators may work before there are settings. */
static bool
open_form(struct place *p, const char *dir, struct err *e)
{
	struct forms_diags d;
	bool ok;

	*p = (struct place){ .dir = dir };
	forms_diags_init(&d, &p->a);
	ok = forms_load(&p->a, dir, &p->form, &d, e);
	if (!ok)
		say_diags(&d);
	return ok;
}

static bool
is_language(const struct place *p, const char *tag, struct err *e)
{
	size_t i;

	for (i = 1; i < p->form->n_languages; i++)
		if (strcmp(p->form->languages[i], tag) == 0)
			return true;
	return err_set(e, ERR_USAGE, "%s: the form is not to be translated "
	    "into this language; add it to its line `languages`", tag);
}

int
cmd_words(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	const char *dir, *lang = NULL, *sign = NULL, *by = NULL, *asked;
	const char *seen = NULL;
	const struct option_spec specs[] = { { "--lang", &lang, NULL },
	    { "--sign-off", &sign, NULL }, { "--by", &by, NULL },
	    { "--seen", &seen, NULL } };
	struct err e = { 0 };
	bool clean = true;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) ||
	    n != 1 || (sign == NULL) != (by == NULL) ||
	    (sign != NULL && lang != NULL) || (seen != NULL &&
	    (sign != NULL || lang != NULL)))
		return usage(argv[0]);
	if (seen != NULL)
		return words_seen(dir, seen, &e) ? 0 : fail(argv[0], &e);
	asked = sign ? sign : lang;
	if (!open_form(&p, dir, &e) ||
	    (asked != NULL && !is_language(&p, asked, &e)))
		return fail(argv[0], &e);
	if (sign == NULL && !all_languages(&p, lang, &clean, &e))
		return fail(argv[0], &e);
	if (sign != NULL && !forms_sign_off(dir, p.form, sign, by,
	    uk_date(now_seconds()), &e))
		return fail(argv[0], &e);
	if (!say_states(&p, asked, &e))
		return fail(argv[0], &e);
	return clean ? 0 : 1;
}
