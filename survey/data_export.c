/* SPDX-License-Identifier: MIT
 *
 * data_export.c -- the responses for staff, as a workbook and as CSV files.
 */
#include "survey/data.h"

#include <stdio.h>
#include <sys/stat.h>

static const char *const csv_names[DATASET_SHEETS] = {
	[DATASET_LABELS] = "", [DATASET_CODES] = "-codes",
	[DATASET_CODINGS] = "-codings", [DATASET_DICTIONARY] = "-dictionary",
	[DATASET_ABOUT] = "-about" };

/* ---- what is asked for --------------------------------------------------- */

static bool
ends_in(const char *s, const char *ending)
{
	size_t n = strlen(s), m = strlen(ending);

	return n > m && strcmp(s + n - m, ending) == 0;
}

/* Where the files go, without their endings. */
static bool
stem_of(struct place *p, const struct data_wish *w, const char **stem,
    struct err *e)
{
	const char *out = w->out != NULL ? w->out : place_path(p, "out");
	struct stat st;

	if ((ends_in(out, ".xlsx") || ends_in(out, ".csv")) &&
	    !(stat(out, &st) == 0 && S_ISDIR(st.st_mode))) {
		*stem = arena_strn(&p->a, out,
		    (size_t)(strrchr(out, '.') - out));
		return true;
	}
	*stem = path_join(&p->a, out, "responses");
	return dir_make(out, 0755, e);
}

/* The form's words in another language. */
static bool
words_in(struct place *p, const char *lang, const struct forms_form **words,
    struct err *e)
{
	struct forms_language *v;
	struct forms_form *form;
	size_t n, i;

	*words = NULL;
	if (lang == NULL || strcmp(lang, p->form->languages[0]) == 0)
		return true;
	if (!forms_load_published(&p->a, p->dir, NULL, &form, e) ||
	    !forms_languages(&p->a, p->dir, form, true, &v, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (strcmp(v[i].tag, lang) == 0 && v[i].words != NULL) {
			*words = v[i].form;
			return true;
		}
	return err_set(e, ERR_INPUT, "there is no translation into `%s`; "
	    "`earshot words %s` lists those that there are", lang, p->dir);
}

static bool
make(struct place *p, const struct data_wish *w, struct dataset **d,
    struct err *e)
{
	struct dataset_wish wish = { .form = p->form,
	    .equality = w->equality };
	const char *path = place_path(p, "cases.db");
	struct forms_version *versions;
	struct cases *c = NULL;
	bool ok;

	if (!file_exists(path))
		return err_set(e, ERR_INPUT, "%s: there is nothing here yet; "
		    "run: earshot pull %s", path, p->dir);
	/* People were told that nobody would see the two together. */
	if (w->equality && p->form->equality_apart)
		return err_set(e, ERR_INPUT, "the questionnaire keeps the "
		    "equality answers apart from the others (`store apart`), "
		    "so they do not go into one table; leave --equality out");
	if (!words_in(p, w->lang, &wish.words, e) ||
	    !forms_history(&p->a, p->dir, &versions, &wish.n_versions, e))
		return false;
	wish.versions = versions;
	ok = cases_open(&c, path, DB_READ, e) &&
	    analysis_dataset(&p->a, c, &wish, d, e);
	cases_close(c);
	return ok;
}

/* ---- writing ------------------------------------------------------------- */

static bool
write_csv(struct place *p, const struct dataset *d, const char *stem,
    struct err *e)
{
	int s;

	for (s = 0; s < DATASET_SHEETS; s++) {
		const char *path = arena_printf(&p->a, "%s%s.csv", stem,
		    csv_names[s]);

		if (!data_csv(d, (enum dataset_sheet)s, path, e))
			return false;
		printf("%s\n", path);
	}
	return true;
}

static bool
write_all(struct place *p, const struct data_wish *w, const struct dataset *d,
    struct err *e)
{
	const char *stem, *path;

	if (!stem_of(p, w, &stem, e))
		return false;
	if (w->xlsx) {
		path = arena_printf(&p->a, "%s.xlsx", stem);
		if (!data_xlsx(d, path, e))
			return false;
		printf("%s\n", path);
	}
	return !w->csv || write_csv(p, d, stem, e);
}

static void
say(const struct data_wish *w, const struct place *p, const struct dataset *d)
{
	size_t n = dataset_height(d, DATASET_LABELS);
	long long made_up = (long long)dataset_rehearsal(d);

	printf("\n%zu response%s", n, n == 1 ? "" : "s");
	if (made_up > 0)
		printf(", %lld of them made up in a rehearsal", made_up);
	printf(".\n");
	if (p->form->has_equality)
		printf("Answers to the equality questions are %s.\n",
		    w->equality ? "among them: only those who\nneed them for "
		    "that may read these files" :
		    "not among them (--equality)");
	printf("These files hold what individual people said. They are not for "
	    "publication:\nkeep them where only those can read them who may, "
	    "and delete them when they are\nno longer needed. For counts "
	    "without people: earshot tabulate %s\n", p->dir);
}

/* Before anything leaves the store. */
static bool
log_it(struct place *p, const struct data_wish *w, struct err *e)
{
	const char *what = arena_printf(&p->a, "%s%s%s%s", w->xlsx ? "xlsx" :
	    "", w->xlsx && w->csv ? ", " : "", w->csv ? "csv" : "",
	    w->equality ? ", with the equality answers" : "");
	struct cases *c = NULL;
	bool ok;

	ok = cases_open(&c, place_path(p, "cases.db"), DB_WRITE, e) &&
	    cases_did(c, own_name(&p->a), "exported the responses", what,
	    e);
	cases_close(c);
	return ok;
}

int
data_export(const struct data_wish *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct err e = { 0 };
	struct dataset *d;

	if (!place_open_answers(&p, w->dir, &e) || !make(&p, w, &d, &e) ||
	    !log_it(&p, w, &e) || !write_all(&p, w, d, &e))
		return fail("export", &e);
	say(w, &p, d);
	return 0;
}
