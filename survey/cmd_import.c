/* SPDX-License-Identifier: MIT
 *
 * cmd_import.c -- `earshot import DIR KIND FILE`: what another program made, a
 * questionnaire or (survey/import/) the responses to one.
 */
#include "survey/import/import.h"
#include "survey/survey.h"

#include <stdio.h>

struct wish {
	const char	*dir, *kind, *file, *keys;
	bool		 form_only;
};

/* "surveys/care 2027.xlsx": "care 2027" */
static const char *
bare_name(struct arena *a, const char *file)
{
	char *name = path_name(a, file), *dot = strrchr(name, '.');

	if (dot != NULL && dot != name)
		*dot = '\0';
	return name;
}

static const struct forms_form *
read_back(struct arena *a, struct str form)
{
	struct forms_source src = { "consultation.form", form };
	struct forms_diags d;
	struct forms_form *f;

	forms_diags_init(&d, a);
	return forms_read(a, &src, 1, &f, &d) ? f : NULL;
}

/* Words in other languages, as drafts for `earshot words`. */
static bool
translations(struct arena *a, const char *dir, const struct forms_form *f,
    const struct forms_notes *notes, struct err *e)
{
	const char *folder = path_join(a, dir, "locales");
	size_t i;

	for (i = 1; i < f->n_languages; i++) {
		struct buf po CLEAN(buf_free) = { 0 };

		if (!forms_import_po(f, notes, f->languages[i], &po))
			continue;
		if (!dir_make(folder, 0755, e) || !file_write(path_join(a,
		    folder, arena_printf(a, "%s.po", f->languages[i])),
		    buf_text(&po), po.n, 0644, e))
			return false;
	}
	return true;
}

static bool
make(struct arena *a, const struct wish *w, const struct buf *form,
    const struct buf *said, const struct forms_notes *notes, struct err *e)
{
	struct str text = { buf_text(form), form->n };
	const struct forms_form *f = read_back(a, text);

	if (f == NULL)
		return err_set(e, ERR_INPUT, "%s: what came of it has "
		    "mistakes; see --form-only", w->file);
	return new_from_form(a, w->dir, w->keys, f->name, text, e) &&
	    translations(a, w->dir, f, notes, e) &&
	    file_write(path_join(a, w->dir, "import-notes.txt"),
	    buf_text(said), said->n, 0644, e);
}

static int
import(const struct wish *w, enum forms_other from)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf form CLEAN(buf_free) = { 0 };
	struct buf said CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct forms_notes notes;
	struct str bytes;
	struct err e = { 0 };

	if (!file_read(&a, w->file, FORMS_IMPORT_MAX, &bytes, &e))
		return fail("import", &e);
	if (!forms_import(&a, from, bytes, bare_name(&a, w->file), &form,
	    &notes, &e)) {
		err_wrap(&e, "%s", w->file);
		return fail("import", &e);
	}
	forms_notes_print(&said, &notes);
	fputs(buf_text(&said), stderr);
	if (w->form_only)
		return fwrite(buf_text(&form), 1, form.n, stdout) == form.n &&
		    fflush(stdout) == 0 ? 0 : 3;
	if (!make(&a, w, &form, &said, &notes, &e))
		return fail("import", &e);
	printf("Made %s. Next: read %s/import-notes.txt, edit\n"
	    "%s/consultation.form and site.settings, then `earshot check "
	    "%s`.\n", w->dir, w->dir, w->dir, w->dir);
	return 0;
}

int
cmd_import(int argc, char **argv)
{
	struct wish w = { 0 };
	struct import_wish r = { 0 };
	const char *words[3];
	const struct option_spec specs[] = {
		{ "--keys", &w.keys, NULL },
		{ "--form-only", NULL, &w.form_only },
		{ "--map", &r.map, NULL }, { "--sheet", &r.sheet, NULL },
		{ "--propose", NULL, &r.propose },
		{ "--check", NULL, &r.check },
	};
	bool of_responses;
	size_t n;

	if (argc > 2 && (strcmp(argv[2], "mail") == 0 ||
	    strcmp(argv[2], "letter") == 0))
		return cmd_import_mail(argc, argv);
	if (!options_read(argc, argv, specs, LEN(specs), words, 3, &n) ||
	    n + w.form_only < 3)
		return usage(argv[0]);
	w.dir = words[0];
	w.kind = words[n - 2];
	w.file = words[n - 1];
	of_responses = strcmp(w.kind, "csv") == 0 ||
	    strcmp(w.kind, "xlsx") == 0;
	if (of_responses ? w.form_only || w.keys != NULL : r.map != NULL ||
	    r.sheet != NULL || r.propose || r.check)
		return usage(argv[0]);
	if (of_responses) {
		r.dir = w.dir;
		r.file = w.file;
		r.xlsx = w.kind[0] == 'x';
		return import_responses(&r);
	}
	if (strcmp(w.kind, "xlsform") == 0)
		return import(&w, FORMS_XLSFORM);
	if (strcmp(w.kind, "limesurvey") == 0)
		return import(&w, FORMS_LIMESURVEY);
	fprintf(stderr, "earshot import: `%s` is none of csv, xlsx, xlsform "
	    "and limesurvey\n", w.kind);
	return usage(argv[0]);
}
