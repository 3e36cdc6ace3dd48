/* SPDX-License-Identifier: MIT
 *
 * cmd_tabulate.c -- `earshot tabulate DIR`: counts and cross-tables.
 */
#include "survey/data.h"
#include "survey/survey.h"

#include <stdio.h>

struct wish {
	const char	*dir, *rows, *by, *where;
	bool		 json, exact;
};

/* A question of the form, by its name; NULL: e says which is meant. */
static const struct forms_field *
field(const struct forms_form *form, const char *id, struct err *e)
{
	const struct forms_field *f = forms_field(form, id), *near = NULL;
	size_t i, best = 4, d;

	for (i = 0; f == NULL && i < form->n_fields; i++) {
		/* what is no longer asked is not in the form's own list */
		if (strcmp(form->fields[i].id, id) == 0)
			f = &form->fields[i];
		d = str_distance(str_of(id), str_of(form->fields[i].id), 3);
		if (d < best) {
			best = d;
			near = &form->fields[i];
		}
	}
	if (f == NULL)
		err_set(e, ERR_INPUT, "there is no question `%s`%s%s%s", id,
		    near ? "; did you mean `" : "", near ? near->id : "",
		    near ? "`?" : "");
	return f;
}

static bool
condition(struct place *p, const char *text, const struct forms_expr **out,
    struct err *e)
{
	struct forms_source *src = arena_new(&p->a, struct forms_source);
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	bool ok;

	*src = (struct forms_source){ "--where", str_of(text) };
	forms_diags_init(&d, &p->a);
	if (!utf8_valid(text, strlen(text), NULL))
		return err_set(e, ERR_INPUT, "--where is not UTF-8");
	ok = forms_condition(&p->a, p->form, src, out, &d);
	forms_diags_print(&said, &d);
	fputs(buf_text(&said), stderr);
	return ok || err_set(e, ERR_INPUT, "the condition has mistakes; "
	    "docs/LANGUAGE.md says how conditions are written");
}

static bool
understand(struct place *p, const struct wish *w, struct analysis_wish *out,
    struct err *e)
{
	*out = (struct analysis_wish){ .form = p->form, .exact = w->exact };
	if (w->rows != NULL && (out->rows = field(p->form, w->rows, e)) == NULL)
		return false;
	if (w->by != NULL && (out->by = field(p->form, w->by, e)) == NULL)
		return false;
	return w->where == NULL || condition(p, w->where, &out->where, e);
}

static bool
make(struct place *p, const struct analysis_wish *w,
    struct analysis_tables **t, struct err *e)
{
	const char *path = place_path(p, "cases.db");
	struct cases *c = NULL;
	bool ok;

	if (!file_exists(path))
		return err_set(e, ERR_INPUT, "%s: there is nothing here yet; "
		    "run: earshot pull %s", path, p->dir);
	ok = cases_open(&c, path, DB_READ, e) &&
	    analysis_tables(&p->a, c, w, t, e);
	cases_close(c);
	return ok;
}

/* The number of the version that is published: "2.1"; "": none is known. */
static bool
version(struct place *p, const char **out, struct err *e)
{
	struct forms_version *v;
	size_t n;

	*out = "";
	if (!forms_history(&p->a, p->dir, &v, &n, e))
		return false;
	for (; n > 0; n--)
		if (strcmp(v[n - 1].hash, p->form->hash) == 0) {
			*out = forms_version_words(&p->a, &v[n - 1]);
			break;
		}
	return true;
}

int
cmd_tabulate(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	struct buf json CLEAN(buf_free) = { .max = (size_t)256 << 20 };
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--rows", &w.rows, NULL }, { "--by", &w.by, NULL },
		{ "--where", &w.where, NULL }, { "--json", NULL, &w.json },
		{ "--exact", NULL, &w.exact },
	};
	struct analysis_tables *t;
	struct analysis_wish wish;
	struct tables_said said = { 0 };
	struct err e = { 0 };
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1)
		return usage(argv[0]);
	if (!place_open_answers(&p, w.dir, &e) ||
	    !understand(&p, &w, &wish, &e) || !make(&p, &wish, &t, &e) ||
	    !version(&p, &said.version, &e))
		return fail(argv[0], &e);
	said.t = t;
	said.where = w.where;
	if (!w.json) {
		tables_text(&said);
		return 0;
	}
	tables_json(&said, &json);
	return fwrite(buf_text(&json), 1, json.n, stdout) == json.n &&
	    fflush(stdout) == 0 ? 0 : 3;
}
