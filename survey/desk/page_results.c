/* SPDX-License-Identifier: MIT
 *
 * page_results.c -- counts and tables of what people answered.
 *
 * Analysts see exact counts of whatever group they ask for.  Everybody else
 * sees one question at a time, as the report shows it, and nothing of groups:
 * each table by groups hides what is small in it, but one question by another
 * and the same the other way round hide different counts, and show together
 * what each of them hides.
 */
#include "survey/desk/results.h"
#include "survey/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool
results_form(struct arena *a, const char *dir, struct cases *c,
    struct forms_form **form, struct err *e)
{
	struct err none = { 0 };
	const char **hashes;
	size_t n;

	*form = NULL;
	if (!forms_load_published(a, dir, NULL, form, &none)) {
		*form = NULL;
		return true;
	}
	if (!cases_forms(a, c, &hashes, &n, e))
		return false;
	return n == 0 || (n == 1 && strcmp(hashes[0], (*form)->hash) == 0) ||
	    forms_earlier(a, dir, *form, hashes, n, true, e);
}

/* ---- what is asked for ------------------------------------------------- */

static const char *
asked(struct desk_visit *v, const char *name)
{
	const char *value = http_value(&v->r->query, name);

	return value != NULL ? value : "";
}

static void
read_wish(struct desk_visit *v, struct results *r)
{
	static const char *const names[RESULTS_ONLY] = { "only", "and" };
	int i;

	r->analyst = (v->me.roles & STAFF_ANALYST) != 0;
	r->rows = asked(v, "rows");
	r->by = r->analyst ? asked(v, "by") : "";
	r->where = r->analyst ? asked(v, "where") : "";
	for (i = 0; i < RESULTS_ONLY; i++)
		r->only[i] = r->analyst ? asked(v, names[i]) : "";
	r->exact = r->analyst && strcmp(asked(v, "show"), "published") != 0;
	r->group = "";
}

/* "area = hill and topics includes bins", as the lists send it. */
static void
join(struct desk_visit *v, struct results *r)
{
	struct buf b CLEAN(buf_free) = { 0 };
	int i;

	for (i = 0; i < RESULTS_ONLY; i++)
		if (r->only[i][0] != '\0')
			buf_printf(&b, "%s%s", b.n > 0 ? " and " : "",
			    r->only[i]);
	if (r->where[strspn(r->where, " ")] != '\0')
		buf_printf(&b, b.n > 0 ? " and (%s)" : "%s", r->where);
	r->group = arena_str(v->a, buf_text(&b));
}

static bool
condition(struct desk_visit *v, struct results *r,
    const struct forms_expr **out)
{
	struct forms_source *src = arena_new(v->a, struct forms_source);
	struct forms_diags d;

	join(v, r);
	if (r->group[0] == '\0')
		return true;
	*src = (struct forms_source){ "the condition", str_of(r->group) };
	forms_diags_init(&d, v->a);
	if (forms_condition(v->a, r->form, src, out, &d))
		return true;
	r->wrong = d.first == NULL ? "The condition cannot be read." :
	    arena_printf(v->a, "In the condition: %s%s%s.", d.first->text,
	    d.first->hint[0] != '\0' ? "; " : "", d.first->hint);
	return false;
}

static bool
question(struct desk_visit *v, struct results *r, const char *id,
    const struct forms_field **out)
{
	if (*id == '\0')
		return true;
	*out = forms_field(r->form, id);
	if (*out == NULL)
		r->wrong = arena_printf(v->a, "There is no question `%s`.",
		    id);
	return *out != NULL;
}

static bool
tabulate(struct desk_visit *v, struct results *r, struct cases *c,
    struct err *e)
{
	struct analysis_wish w = { .form = r->form, .exact = r->exact };
	struct analysis_tables *t;
	struct err why = { 0 };

	if (!question(v, r, r->rows, &w.rows) ||
	    !question(v, r, r->by, &w.by) || !condition(v, r, &w.where))
		return true;
	if (analysis_tables(v->a, c, &w, &t, &why))
		r->t = t;
	else if (why.code == ERR_INPUT)
		r->wrong = arena_printf(v->a, "%s.", desk_sentence(v, &why));
	else
		*e = why;
	return why.code == ERR_NONE || why.code == ERR_INPUT;
}

static bool
make(struct desk_visit *v, struct results *r, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct cases_arrivals in;
	struct forms_form *form;

	if (!desk_store_there(v))
		return true;
	if (!desk_store_open(v, DB_READ, &s, e) ||
	    !results_form(v->a, v->desk->dir, s.c, &form, e) ||
	    !cases_arrivals(v->a, s.c, "9999-12-31", &in, e))
		return false;
	r->form = form;
	r->together = in.meetings + in.petitions;
	return form == NULL || tabulate(v, r, s.c, e);
}

void
desk_results(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Results", .at = "/desk/results" };
	struct results r = { 0 };
	struct err e = { 0 };

	read_wish(v, &r);
	if (!make(v, &r, &e)) {
		desk_failed(v, &e);
		return;
	}
	f.error = r.wrong != NULL;
	desk_frame_begin(v, 200, &f);
	draw_results(v, &r);
	desk_frame_end(v);
}

enum { BOOK_MAX = 1 << 30 };

/* ---- all of it, as a workbook ------------------------------------------- */

static bool
dataset(struct desk_visit *v, bool equality, struct dataset **d,
    struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct dataset_wish w = { .equality = equality };
	struct forms_version *versions;
	struct forms_form *form;

	if (!desk_store_open(v, DB_READ, &s, e) ||
	    !results_form(v->a, v->desk->dir, s.c, &form, e))
		return false;
	if (form == NULL)
		return err_set(e, ERR_INPUT, "Nothing is published yet.");
	/* People were told that nobody would see the two together. */
	if (equality && form->equality_apart)
		return err_set(e, ERR_INPUT, "The questionnaire keeps the "
		    "equality answers apart from the others, so they do not go "
		    "into one table.");
	w.form = form;
	if (!forms_history(v->a, v->desk->dir, &versions, &w.n_versions, e))
		return false;
	w.versions = versions;
	return analysis_dataset(v->a, s.c, &w, d, e);
}

static bool
log_it(struct desk_visit *v, bool equality, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };

	return desk_store_open(v, DB_WRITE, &s, e) && cases_did(s.c,
	    v->me.login, "exported the responses", equality ? "xlsx, with the "
	    "equality answers" : "xlsx", e);
}

/* Written to a file that nobody else can read, and that is gone at once; in the
 * consultation's own folder, as the disk that has it is the encrypted one. */
static bool
workbook(struct desk_visit *v, const struct dataset *d, struct err *e)
{
	char *dir = arena_printf(v->a, "%s/.workbook-XXXXXX", v->desk->dir);
	const char *path;
	struct str bytes;
	bool ok;

	if (mkdtemp(dir) == NULL)
		return err_set(e, ERR_IO, "%s: no folder can be made", dir);
	path = path_join(v->a, dir, "responses.xlsx");
	ok = data_xlsx(d, path, e) &&
	    file_read(v->a, path, BOOK_MAX, &bytes, e);
	unlink(path);
	rmdir(dir);
	if (ok) {
		buf_clear(v->b);
		v->b->max = BOOK_MAX;
		buf_put(v->b, bytes.p, bytes.n);
	}
	return ok;
}

void
desk_workbook(struct desk_visit *v)
{
	bool equality = strcmp(desk_sent(v, "equality"), "yes") == 0;
	struct dataset *d;
	struct err e = { 0 };

	if (!desk_store_there(v)) {
		desk_says(v, 409, "No response has come in yet.");
		return;
	}
	/* Others write to the store while the file is made, which takes long. */
	if (!dataset(v, equality, &d, &e) || !log_it(v, equality, &e) ||
	    !workbook(v, d, &e)) {
		desk_failed(v, &e);
		return;
	}
	v->out->status = 200;
	v->out->type = "application/vnd.openxmlformats-officedocument."
	    "spreadsheetml.sheet";
	v->out->disposition = "attachment; filename=\"responses.xlsx\"";
}
