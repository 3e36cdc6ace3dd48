/* SPDX-License-Identifier: MIT
 *
 * cmd_export.c -- `earshot export DIR --format FORMAT`: the questionnaire for
 * other programs.
 */
#include "survey/survey.h"

#include <stdio.h>

struct wish {
	const char	*dir, *format, *out;
	bool		 published;
	enum forms_export to;
};

static bool
load(struct arena *a, const struct wish *w, struct forms_form **form,
    struct err *e)
{
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	bool ok;

	if (w->published)
		return forms_load_published(a, w->dir, NULL, form, e);
	forms_diags_init(&d, a);
	ok = forms_load(a, w->dir, form, &d, e);
	if (!ok && e->code == ERR_INPUT) {
		forms_diags_print(&said, &d);
		fputs(buf_text(&said), stderr);
		if (e->msg[0] == '\0')
			err_set(e, ERR_INPUT, "%s has mistakes", w->dir);
	}
	return ok;
}

static int
export(const struct wish *w)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct buf said CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct forms_form *form;
	struct forms_notes notes;
	struct err e = { 0 };

	if (!load(&a, w, &form, &e) ||
	    !forms_export(&a, form, w->to, &out, &notes, &e))
		return fail("export", &e);
	if (notes.first != NULL) {
		forms_notes_print(&said, &notes);
		fputs(buf_text(&said), stderr);
	}
	if (w->out == NULL || strcmp(w->out, "-") == 0)
		return fwrite(buf_text(&out), 1, out.n, stdout) == out.n &&
		    fflush(stdout) == 0 ? 0 : 3;
	return file_write(w->out, buf_text(&out), out.n, 0644, &e) ? 0 :
	    fail("export", &e);
}

int
cmd_export(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--format", &w.format, NULL }, { "-o", &w.out, NULL },
		{ "--published", NULL, &w.published },
	};
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1 || w.format == NULL)
		return usage(argv[0]);
	if (!forms_export_from(w.format, &w.to)) {
		fprintf(stderr, "earshot export: there is no format `%s`: "
		    "xlsform, triple-s, json-schema, codebook-html and "
		    "codebook-csv\n", w.format);
		return 2;
	}
	return export(&w);
}
