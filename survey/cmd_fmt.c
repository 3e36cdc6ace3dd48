/* SPDX-License-Identifier: MIT
 *
 * cmd_fmt.c -- `earshot fmt FILE`: the one layout.
 */
#include "survey/survey.h"

#include <stdio.h>
#include <sys/stat.h>

/* The file keeps its permissions; it is not touched when nothing changes. */
static bool
rewrite(const struct forms_source *src, const struct buf *out, struct err *e)
{
	struct stat st;

	if (str_eq(src->text, (struct str){ buf_text(out), out->n }))
		return true;
	if (stat(src->name, &st) != 0)
		return err_set(e, ERR_IO, "%s: it has gone", src->name);
	return file_write(src->name, buf_text(out), out->n,
	    (unsigned)st.st_mode & 0777, e);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int
cmd_fmt(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct buf words CLEAN(buf_free) = { 0 };
	struct forms_source src = { 0 };
	struct forms_diags d;
	struct err e = { 0 };
	bool to_stdout = false;
	const struct option_spec options[] = { { "--stdout", NULL,
	    &to_stdout } };
	size_t n;

	if (!options_read(argc, argv, options, LEN(options), &src.name, 1, &n)
	    || n != 1)
		return usage(argv[0]);
	forms_diags_init(&d, &a);
	if (is_folder(src.name)) {
		fprintf(stderr, "earshot fmt: %s is a folder; name one file "
		    "of it: earshot fmt %s/consultation.form\n", src.name,
		    src.name);
		return 2;
	}
	if (!file_read(&a, src.name, FORMS_MAX_BYTES, &src.text, &e))
		return fail(argv[0], &e);
	if (!forms_fmt(&a, &src, &out, &d)) {
		forms_diags_print(&words, &d);
		fputs(buf_text(&words), stderr);
		return 1;
	}
	if (!to_stdout)
		return rewrite(&src, &out, &e) ? 0 : fail(argv[0], &e);
	return fwrite(buf_text(&out), 1, out.n, stdout) == out.n &&
	    fflush(stdout) == 0 ? 0 : 3;
}
