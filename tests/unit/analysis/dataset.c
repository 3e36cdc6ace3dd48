/* SPDX-License-Identifier: MIT
 *
 * dataset.c -- tests of the responses as rows and columns: each kind of
 * question, each reason for no answer, and every example.
 */
#include "analysis/dataset_private.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>

static struct arena a;

static const char text[] =
"earshot 1\n"
"consultation each \"One of each kind\"\n"
"  languages en\n"
"page one \"One\"\n"
"  question one choose one \"One?\"\n"
"    1 a \"[A]\"\n"
"    2 b \"B\" write-in\n"
"    9 rather-not \"Rather not\" missing prefer-not\n"
"  question many choose many \"Many?\"\n"
"    1 x \"X\"\n"
"    2 y \"Y\" write-in\n"
"    8 unsure \"Unsure\" missing dont-know\n"
"  question order rank \"Order?\"\n"
"    1 r \"R\"\n"
"    2 s \"S\"\n"
"    3 t \"T\"\n"
"  question points share 10 \"Points?\"\n"
"    1 u \"U\"\n"
"    2 v \"V\"\n"
"  question miles number 0..99 decimals 1 \"Miles?\"\n"
"    9 rather-not \"Rather not\" missing prefer-not\n"
"  question big number \"How many?\"\n"
"  question day date \"Day?\"\n"
"  question month date month \"Month?\"\n"
"  question year date year \"Year?\"\n"
"  question home postcode outward \"Postcode?\"\n"
"  question note text \"Note?\"\n"
"  question plan file txt up to 1 MB \"Plan?\"\n"
"  question deep line \"Deep?\"\n"
"    show if one = a\n"
"include equality version 2021 after check-answers\n";

static struct forms_form *
form(void)
{
	static struct forms_source s;
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_form *f;
	struct forms_diags d;

	s = (struct forms_source){ "each.form", str_of(text) };
	forms_diags_init(&d, &a);
	if (!forms_read(&a, &s, 1, &f, &d)) {
		forms_diags_print(&b, &d);
		ck_abort_msg("%s", buf_text(&b));
	}
	return f;
}

static struct dataset *
make(const struct forms_form *f, struct cases_response *r, size_t n)
{
	struct dataset_wish w = { .form = f, .equality = true };
	struct dataset_given g = { .r = r, .n = n };

	return dataset_make(&a, &w, &g);
}

static struct cases_response *
people(const struct forms_form *f, size_t n)
{
	struct cases_response *r = arena_array(&a, struct cases_response, n);
	size_t i;

	for (i = 0; i < n; i++) {
		r[i].id = (int64_t)i + 1;
		snprintf(r[i].reference, sizeof(r[i].reference), "REF-%u",
		    (unsigned)(i % 1000));
		snprintf(r[i].meta.channel, sizeof(r[i].meta.channel),
		    "paper");
		snprintf(r[i].meta.lang, sizeof(r[i].meta.lang), "en");
		snprintf(r[i].meta.day, sizeof(r[i].meta.day), "2024-06-03");
		snprintf(r[i].meta.form, sizeof(r[i].meta.form), "%s",
		    f->hash);
		forms_answers_init(&r[i].answers, &a, f);
	}
	return r;
}

static void
set(struct cases_response *r, const char *id, const char *one, const char *two,
    const char *write_in)
{
	const char *v[] = { one, two };
	struct forms_problem p;

	forms_answer_set(&r->answers, forms_field(r->answers.form, id), v,
	    two != NULL ? 2 : 1, write_in, &p);
	ck_assert_msg(p.kind == FORMS_OK, "%s = %s", id, one);
}

static size_t
column(const struct dataset *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->n_columns; i++)
		if (strcmp(d->columns[i].name, name) == 0)
			return i;
	ck_abort_msg("no column %s", name);
}

static const char *
cell(const struct dataset *d, enum dataset_sheet s, size_t row,
    const char *name)
{
	struct dataset_cell c;

	dataset_cell(&a, d, s, row, column(d, name), &c);
	return c.kind == DATASET_NUMBER ? arena_printf(&a, "%.*f", c.decimals,
	    c.number) : c.text;
}

/* Its label, and its code. */
static void
is(const struct dataset *d, size_t row, const char *name, const char *label,
    const char *code)
{
	ck_assert_str_eq(cell(d, DATASET_LABELS, row, name), label);
	ck_assert_str_eq(cell(d, DATASET_CODES, row, name), code);
}

/* ---- kinds and reasons --------------------------------------------------- */

START_TEST(each_kind_of_answer_has_its_cells)
{
	struct forms_form *f = form();
	struct cases_response *r = people(f, 1);
	struct forms_problem p;
	struct dataset *d;

	set(r, "one", "b", NULL, "=1+1");
	set(r, "many", "x", "y", "mine");
	set(r, "order", "t", "r", NULL);
	set(r, "points", "v=10", NULL, NULL);
	set(r, "miles", "2.5", NULL, NULL);
	set(r, "big", "7", NULL, NULL);
	set(r, "day", "2024-02-29", NULL, NULL);
	set(r, "month", "2024-02", NULL, NULL);
	set(r, "year", "2024", NULL, NULL);
	set(r, "home", "le4", NULL, NULL);
	set(r, "note", "[not asked]", NULL, NULL);
	forms_answer_file(&r->answers, forms_field(f, "plan"), "p.txt",
	    STR("words"), &p);
	forms_route(&r->answers);
	r->meta.flags = STORE_FAST | STORE_MANY;
	d = make(f, r, 1);
	is(d, 0, "one", "B", "2");
	is(d, 0, "one.b.words", "=1+1", "=1+1");
	is(d, 0, "many.x", "1", "1");
	is(d, 0, "many.unsure", "0", "0");
	is(d, 0, "many.y.words", "mine", "mine");
	is(d, 0, "order.t", "1", "1");
	is(d, 0, "order.r", "2", "2");
	is(d, 0, "order.s", "[not chosen]", "10009");
	is(d, 0, "points.u", "0", "0");
	is(d, 0, "points.v", "10", "10");
	is(d, 0, "miles", "2.5", "2.5");
	is(d, 0, "day", "2024-02-29", "2024-02-29");
	is(d, 0, "month", "2024-02", "2024-02");
	is(d, 0, "year", "2024", "2024");
	is(d, 0, "home", "LE4", "LE4");
	is(d, 0, "note", "'[not asked]", "'[not asked]");
	is(d, 0, "plan", "p.txt", "p.txt");
	is(d, 0, "deep", "[not asked]", "[not asked]");
	is(d, 0, "_reference", "REF-0", "REF-0");
	is(d, 0, "_flags", "fast many", "fast many");
	set(r, "one", "a", NULL, NULL);
	is(d, 0, "one", "'[A]", "1");
	is(d, 0, "one.b.words", "[not chosen]", "[not chosen]");
}
END_TEST

/* In every column: what it says of a question that has this state. */
START_TEST(each_reason_has_its_own_word_and_number)
{
	struct forms_form *f = form();
	struct cases_response *r = people(f, 8);
	struct dataset *d;
	unsigned s, t;
	size_t i, k;

	for (s = 0; s < 8; s++)
		for (i = 0; i < f->n_fields; i++)
			if (s != FORMS_ANSWERED)
				r[s].answers.v[i].state = (enum forms_state)s;
	d = make(f, r, 8);
	for (s = 0; s < 8; s++)
		for (k = FACTS; s != FORMS_ANSWERED && k < d->n_columns; k++) {
			const struct dataset_column *c = &d->columns[k];
			int64_t code = dataset_reason_code(c, s);

			is(d, s, c->name, dataset_reason(s), code > 0 ?
			    arena_printf(&a, "%lld", (long long)code) :
			    dataset_reason(s));
			for (t = 0; t < s; t++)
				ck_assert_str_ne(dataset_reason(t),
				    dataset_reason(s));
		}
	is(d, FORMS_BLANK, "one", "[left blank]", "10002");
	is(d, FORMS_SEVERAL, "one", "[several ticked]", "10008");
	is(d, FORMS_BLANK, "miles", "[left blank]", "999999992");
	is(d, FORMS_ILLEGIBLE, "many.x", "[cannot be read]", "10007");
	is(d, FORMS_BLANK, "note", "[left blank]", "[left blank]");
}
END_TEST

START_TEST(an_answer_that_is_a_reason_says_which)
{
	struct forms_form *f = form();
	struct cases_response *r = people(f, 1);
	struct dataset *d;

	set(r, "one", "rather-not", NULL, NULL);
	set(r, "many", "unsure", NULL, NULL);
	set(r, "miles", "rather-not", NULL, NULL);
	d = make(f, r, 1);
	is(d, 0, "one", "[Rather not]", "9");
	is(d, 0, "one.b.words", "[prefers not to say]", "[prefers not to say]");
	is(d, 0, "many.x", "[does not know]", "10005");
	is(d, 0, "many.unsure", "1", "1");
	is(d, 0, "miles", "[Rather not]", "999999994");
}
END_TEST

START_TEST(no_answer_can_be_taken_for_a_reason)
{
	struct forms_form *f = form();
	struct cases_response *r = people(f, 2);
	struct dataset *d;

	set(&r[0], "big", "999999992", NULL, NULL);
	set(&r[0], "note", "'twas", NULL, NULL);
	r[1].answers.v[forms_field(f, "big")->index].state = FORMS_BLANK;
	d = make(f, r, 2);
	is(d, 0, "big", "999999992", "999999992");
	is(d, 1, "big", "[left blank]", "[left blank]");
	is(d, 0, "note", "''twas", "''twas");
	/* (a control: with a smaller answer, the reason is a number) */
	set(&r[0], "big", "999999990", NULL, NULL);
	d = make(f, r, 2);
	is(d, 1, "big", "[left blank]", "999999992");
}
END_TEST

START_TEST(long_texts_are_counted_in_the_dictionary)
{
	struct forms_form *f = form();
	struct cases_response *r = people(f, 1);
	char *s = arena_array(&a, char, DATASET_CELL_MAX + 2);
	struct forms_answer *v = &r->answers.v[forms_field(f, "note")->index];
	struct dataset *d;

	memset(s, 'x', DATASET_CELL_MAX);
	*v = (struct forms_answer){ .state = FORMS_ANSWERED, .text = s };
	d = make(f, r, 1);
	ck_assert_int_eq(d->columns[column(d, "note")].cut, 0);
	s[DATASET_CELL_MAX] = 'x';
	d = make(f, r, 1);
	ck_assert_int_eq(d->columns[column(d, "note")].cut, 1);
	ck_assert_str_eq(cell(d, DATASET_LABELS, 0, "note"), s);
}
END_TEST

START_TEST(equality_answers_are_there_only_when_asked_for)
{
	struct forms_form *f = form();
	struct dataset_wish w = { .form = f };
	struct dataset_given g = { .r = people(f, 1), .n = 1 };
	struct dataset *d = dataset_make(&a, &w, &g);
	size_t i, n = 0;

	for (i = 0; i < d->n_columns; i++)
		n += strncmp(d->columns[i].name, "equality.", 9) == 0;
	ck_assert_uint_eq(n, 0);
	w.equality = true;
	d = dataset_make(&a, &w, &g);
	for (i = 0; i < d->n_columns; i++)
		n += strncmp(d->columns[i].name, "equality.", 9) == 0;
	ck_assert_uint_gt(n, 5);
}
END_TEST

/* ---- codes --------------------------------------------------------------- */

START_TEST(a_text_counts_once_for_a_code)
{
	struct forms_form *f = form();
	struct cases_unit u[] = { { 10, 2, "note", "" }, { 11, 1, "note", "" },
	    { 12, 2, "note", "" } };
	struct cases_coding c[] = { { .unit = 10, .code = "T1" },
	    { .unit = 10, .code = "T1", .source = CODED_RULE },
	    { .unit = 12, .code = "T1" }, { .unit = 11, .code = "T2" },
	    { .unit = 99, .code = "T2" } };
	struct dataset_wish w = { .form = f };
	struct dataset_given g = { .r = people(f, 3), .n = 3, .units = u,
	    .n_units = 3, .codings = c, .n_codings = 5 };
	struct dataset *d = dataset_make(&a, &w, &g);
	static const int want[3][2] = { { 0, 1 }, { 2, 0 }, { 0, 0 } };
	struct dataset_cell v;
	size_t i, k;

	ck_assert_uint_eq(dataset_width(d, DATASET_CODINGS), 3);
	for (i = 0; i < 3; i++)
		for (k = 0; k < 2; k++) {
			dataset_cell(&a, d, DATASET_CODINGS, i, k + 1, &v);
			ck_assert_int_eq((int)v.number, want[i][k]);
		}
	ck_assert_str_eq(dataset_head(d, DATASET_CODINGS, 2), "T2");
}
END_TEST

/* ---- every example ------------------------------------------------------- */

static const char *
words(void *arg, const struct forms_answers *v, const struct forms_field *q,
    struct forms_rng *g)
{
	(void)arg;
	if (q->q->type == FORMS_POSTCODE)
		return q->q->postcode == FORMS_FULL ? "LE4 2XY" :
		    q->q->postcode == FORMS_SECTOR ? "LE4 2" : "LE4";
	return forms_rng_below(g, 4) == 0 ? NULL : arena_printf(v->a,
	    "%s words (%zu)", forms_rng_below(g, 2) ? "[" : "=",
	    forms_rng_below(g, 1000));
}

/* The label that the dictionary gives to a code; NULL: the code is not in
 * it. */
static const char *
label_of(const struct dataset *d, const char *name, const char *code)
{
	size_t i;

	for (i = 0; i < d->n_entries; i++)
		if (strcmp(d->entries[i].v[ENTRY_COLUMN], name) == 0 &&
		    strcmp(d->entries[i].v[ENTRY_CODE], code) == 0)
			return d->entries[i].v[ENTRY_LABEL];
	return NULL;
}

static void
check_cells(const struct dataset *d, size_t row, size_t k)
{
	const struct dataset_column *c = &d->columns[k];
	const char *label = cell(d, DATASET_LABELS, row, c->name);
	const char *code = cell(d, DATASET_CODES, row, c->name), *said;
	const struct forms_answer *v;

	ck_assert_str_ne(label, "");
	ck_assert_str_ne(code, "");
	if (c->field == NULL)
		return;
	v = &d->r[row].answers.v[c->field->index];
	said = label_of(d, c->name, code);
	if (c->type == COLUMN_CHOICE || c->type == COLUMN_TICK)
		ck_assert_msg(said != NULL && strcmp(said, label) == 0,
		    "%s: %s is %s", c->name, code, label);
	if (v->state != FORMS_ANSWERED)
		ck_assert_msg(said != NULL, "%s: %s", c->name, code);
	if (c->type == COLUMN_NUMBER && v->state == FORMS_ANSWERED)
		ck_assert(fabs(strtod(code, NULL) - v->number) < 1e-9);
	if (c->type == COLUMN_TEXT && v->state == FORMS_ANSWERED)
		ck_assert_str_eq(v->text, code + (code[0] == '\''));
	ck_assert(label[0] != '[' || said != NULL ||
	    strcmp(label, "[not chosen]") == 0);
}

/* Every tick and choice of the codes sheet, counted beside the answers. */
static void
check_sums(const struct dataset *d, size_t k)
{
	const struct dataset_column *c = &d->columns[k];
	int64_t in_cells = 0, in_answers = 0;
	size_t i, j;

	if (c->type != COLUMN_TICK)
		return;
	for (i = 0; i < d->n; i++) {
		const struct forms_answer *v =
		    &d->r[i].answers.v[c->field->index];

		in_cells += strcmp(cell(d, DATASET_CODES, i, c->name),
		    "1") == 0;
		for (j = 0; j < v->n; j++)
			in_answers += v->chosen[j] == c->option;
	}
	ck_assert_int_eq(in_cells, in_answers);
}

static void
check_example(const char *path)
{
	enum { N = 60 };
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_problem *why;
	struct cases_response *r;
	struct forms_form *f;
	struct forms_diags d;
	struct forms_rng g;
	struct dataset *set;
	struct err e = { 0 };
	size_t i, k;

	forms_diags_init(&d, &a);
	ck_assert_msg(forms_load(&a, path, &f, &d, &e), "%s: %s", path, e.msg);
	r = people(f, N);
	forms_rng_seed(&g, 5);
	for (i = 0; i < N; i++)
		ck_assert(forms_random_answers(&r[i].answers, &g, words, NULL,
		    &why));
	set = make(f, r, N);
	ck_assert_uint_gt(set->n_columns, FACTS + 5);
	for (k = 0; k < set->n_columns; k++) {
		ck_assert_uint_eq(column(set, set->columns[k].name), k);
		for (i = 0; i < N; i++)
			check_cells(set, i, k);
		check_sums(set, k);
	}
}

START_TEST(every_example_has_whole_rows_and_a_dictionary_for_them)
{
	glob_t all = { 0 };
	size_t i;

	ck_assert_int_eq(glob("examples/*/", 0, NULL, &all), 0);
	ck_assert_uint_ge(all.gl_pathc, 7);
	for (i = 0; i < all.gl_pathc; i++) {
		all.gl_pathv[i][strlen(all.gl_pathv[i]) - 1] = '\0';
		check_example(all.gl_pathv[i]);
		arena_free(&a);
	}
	globfree(&all);
}
END_TEST

UNIT_SUITE(dataset, each_kind_of_answer_has_its_cells,
    each_reason_has_its_own_word_and_number,
    an_answer_that_is_a_reason_says_which,
    no_answer_can_be_taken_for_a_reason,
    long_texts_are_counted_in_the_dictionary,
    equality_answers_are_there_only_when_asked_for,
    a_text_counts_once_for_a_code,
    every_example_has_whole_rows_and_a_dictionary_for_them)
