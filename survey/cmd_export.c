/* SPDX-License-Identifier: MIT
 *
 * cmd_export.c -- `earshot export DIR --format FORMAT`: the questionnaire for
 * other programs, or (xlsx, csv) the responses for staff.
 */
#include "survey/data.h"
#include "survey/survey.h"

#include <stdio.h>

struct wish {
	const char	*format, *out, *what;
	bool		 published;
	enum forms_export to;
	struct data_wish data;
};

/* ---- the questionnaire --------------------------------------------------- */

static bool
load(struct arena *a, const struct wish *w, struct forms_form **form,
    struct err *e)
{
	struct buf said CLEAN(buf_free) = { 0 };
	const char *dir = w->data.dir;
	struct forms_diags d;
	bool ok;

	if (w->published)
		return forms_load_published(a, dir, NULL, form, e);
	forms_diags_init(&d, a);
	ok = forms_load(a, dir, form, &d, e);
	if (!ok && e->code == ERR_INPUT) {
		forms_diags_print(&said, &d);
		fputs(buf_text(&said), stderr);
		if (e->msg[0] == '\0')
			err_set(e, ERR_INPUT, "%s has mistakes", dir);
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

/* ---- which of the two ---------------------------------------------------- */

/* "xlsx,csv"; false: something else is named too, or instead. */
static bool
of_responses(struct wish *w)
{
	const char *list = w->format;
	size_t n;

	for (; *list != '\0'; list += n + (list[n] == ',')) {
		struct str one = { list, strcspn(list, ",") };

		n = one.n;
		if (str_is(one, "xlsx"))
			w->data.xlsx = true;
		else if (str_is(one, "csv"))
			w->data.csv = true;
		else
			return false;
	}
	return w->data.xlsx || w->data.csv;
}

/* Options that belong to the other of the two; true: a message was printed. */
static bool
at_odds(const struct wish *w, bool responses)
{
	const char *is = responses ? "responses" : "questionnaire", *wrong =
	    responses ? (w->published ? "--published" : NULL) :
	    w->data.lang != NULL ? "--lang" :
	    w->data.equality ? "--equality" : NULL;

	if (w->what != NULL && strcmp(w->what, is) != 0) {
		fprintf(stderr, "earshot export: --format %s is of the %s, and "
		    "--what says `%s`\n", w->format, is, w->what);
		return true;
	}
	if (wrong != NULL)
		fprintf(stderr, "earshot export: %s does not go with --format "
		    "%s, which is of the %s\n", wrong, w->format, is);
	return wrong != NULL;
}

int
cmd_export(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--format", &w.format, NULL }, { "-o", &w.out, NULL },
		{ "--published", NULL, &w.published },
		{ "--what", &w.what, NULL }, { "--lang", &w.data.lang, NULL },
		{ "--equality", NULL, &w.data.equality },
	};
	bool responses;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.data.dir, 1, &n) ||
	    n != 1 || w.format == NULL)
		return usage(argv[0]);
	responses = of_responses(&w);
	if (!responses && !forms_export_from(w.format, &w.to)) {
		fprintf(stderr, "earshot export: there is no format `%s`: "
		    "xlsx and csv (the responses), or one of xlsform, "
		    "triple-s, json-schema, codebook-html and codebook-csv "
		    "(the questionnaire)\n", w.format);
		return 2;
	}
	if (at_odds(&w, responses))
		return 2;
	w.data.out = w.out;
	return responses ? data_export(&w.data) : export(&w);
}
