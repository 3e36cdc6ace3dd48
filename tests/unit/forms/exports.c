/* SPDX-License-Identifier: MIT
 *
 * exports.c -- tests of writing a form for other programs.
 *
 * tests/golden/export holds NAME.form and what it is in each text format;
 * UPDATE=1 renews them.  All of it is made up.
 */
#include "forms/forms.h"
#include "forms/import.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <glob.h>
#include <libxml/parser.h>
#include <stdio.h>

static struct arena a;

static const struct forms_form *
load(const char *path)
{
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };
	bool ok;

	forms_diags_init(&d, &a);
	ok = forms_load(&a, path, &f, &d, &e);
	forms_diags_print(&said, &d);
	ck_assert_msg(ok, "%s: %s %s", path, e.msg, buf_text(&said));
	return f;
}

static struct str
export(const struct forms_form *f, enum forms_export to,
    struct forms_notes *notes)
{
	struct buf out = { .max = (size_t)64 << 20 };
	struct err e = { 0 };
	struct str s;

	ck_assert_msg(forms_export(&a, f, to, &out, notes, &e), "%s", e.msg);
	s = (struct str){ arena_strn(&a, buf_text(&out), out.n), out.n };
	buf_free(&out);
	return s;
}

/* ---- all examples, and the form of the golden files -------------------- */

static glob_t
examples(void)
{
	glob_t all = { 0 };

	ck_assert_int_eq(glob("examples/*/*.form", 0, NULL, &all), 0);
	(void)glob("tests/golden/export/*.form", GLOB_APPEND, NULL, &all);
	return all;
}

START_TEST(the_same_form_gives_the_same_bytes)
{
	glob_t all = examples();
	size_t i;
	int to;

	for (i = 0; i < all.gl_pathc; i++)
		for (to = 0; to <= FORMS_EXPORT_CODEBOOK_CSV; to++) {
			struct forms_notes notes;
			const struct forms_form *f = load(all.gl_pathv[i]);
			struct str one = export(f, (enum forms_export)to,
			    &notes);

			ck_assert(str_eq(one, export(f, (enum forms_export)to,
			    &notes)));
		}
	globfree(&all);
}
END_TEST

START_TEST(text_formats_are_as_they_were)
{
	static const enum forms_export to[] = { FORMS_EXPORT_TRIPLE_S,
	    FORMS_EXPORT_JSON_SCHEMA, FORMS_EXPORT_CODEBOOK_HTML,
	    FORMS_EXPORT_CODEBOOK_CSV };
	const struct forms_form *f = load("tests/golden/export/kinds.form");
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(to); i++) {
		struct forms_notes notes;
		struct str got = export(f, to[i], &notes), want;
		const char *path = arena_printf(&a,
		    "tests/golden/export/kinds.%s",
		    forms_export_ending(to[i]));

		if (getenv("UPDATE") != NULL)
			ck_assert(file_write(path, got.p, got.n, 0644, &e));
		ck_assert_msg(file_read(&a, path, 4 << 20, &want, &e), "%s",
		    e.msg);
		ck_assert_msg(str_eq(got, want), "%s has changed", path);
	}
}
END_TEST

/* ---- triple-s: sound, and every number told apart ---------------------- */

static xmlNodePtr
child(xmlNodePtr n, const char *name)
{
	for (n = n->children; n != NULL; n = n->next)
		if (xml_is(n, name))
			return n;
	return NULL;
}

static void
sound_variable(xmlNodePtr v)
{
	xmlNodePtr values = child(v, "values"), one, other;
	const char *type = xml_attr(&a, v, "type");

	ck_assert_ptr_nonnull(child(v, "name"));
	ck_assert_ptr_nonnull(child(v, "label"));
	ck_assert_ptr_nonnull(child(v, "position"));
	ck_assert_int_eq(values != NULL, strcmp(type, "single") == 0 ||
	    strcmp(type, "multiple") == 0 || strcmp(type, "quantity") == 0);
	ck_assert_int_eq(child(v, "size") != NULL,
	    strcmp(type, "character") == 0);
	ck_assert_int_eq(child(v, "spread") != NULL,
	    strcmp(type, "multiple") == 0);
	for (one = values ? xml_child(values, "value") : NULL; one != NULL;
	    one = xml_after(one, "value"))
		for (other = xml_after(one, "value"); other != NULL;
		    other = xml_after(other, "value"))
			ck_assert_str_ne(xml_attr(&a, one, "code"),
			    xml_attr(&a, other, "code"));
}

START_TEST(triple_s_has_a_variable_for_each_answer)
{
	glob_t all = examples();
	size_t i, n;

	for (i = 0; i < all.gl_pathc; i++) {
		const struct forms_form *f = load(all.gl_pathv[i]);
		struct forms_notes notes;
		struct str s = export(f, FORMS_EXPORT_TRIPLE_S, &notes);
		struct err e = { 0 };
		struct _xmlDoc *doc CLEAN(xml_close) = xml_open(s, "it", &e);
		xmlNodePtr v, w;

		ck_assert_msg(doc != NULL, "%s", e.msg);
		v = child(child(xmlDocGetRootElement(doc), "survey"),
		    "record");
		for (n = 0, v = child(v, "variable"); v != NULL;
		    v = xml_after(v, "variable"), n++) {
			sound_variable(v);
			for (w = xml_after(v, "variable"); w != NULL;
			    w = xml_after(w, "variable"))
				ck_assert_str_ne(xml_text(&a, child(v,
				    "name")), xml_text(&a, child(w, "name")));
		}
		ck_assert_uint_ge(n, f->n_fields);
	}
	globfree(&all);
}
END_TEST

/* ---- XLSForm: there and back ------------------------------------------- */

static const struct forms_form *
back(const struct forms_form *f, struct forms_notes *there,
    struct forms_notes *here)
{
	struct str book = export(f, FORMS_EXPORT_XLSFORM, there);
	struct buf form CLEAN(buf_free) = { 0 };
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_source src = { "back.form", { 0 } };
	struct forms_diags d;
	struct forms_form *out;
	struct err e = { 0 };
	bool ok;

	ck_assert_msg(forms_import(&a, FORMS_XLSFORM, book, "back", &form,
	    here, &e), "%s", e.msg);
	src.text = (struct str){ arena_strn(&a, buf_text(&form), form.n),
	    form.n };
	forms_diags_init(&d, &a);
	ok = forms_read(&a, &src, 1, &out, &d);
	forms_diags_print(&said, &d);
	ck_assert_msg(ok, "%s", buf_text(&said));
	return out;
}

/* agree[P3] comes back as agree-p3, equality.age as equality-age. */
static const struct forms_field *
same_field(const struct forms_form *back, const struct forms_field *f)
{
	return forms_field(back, import_name_like(&a, f->id, 50));
}

/* Points become numbers; and staff alone answer some questions. */
static bool
comes_back(const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].staff)
			return false;
	return f->q->type != FORMS_SHARE;
}

static void
same_options(const struct forms_question *x, const struct forms_question *y)
{
	size_t i;

	if (x->type == FORMS_LINE || x->type == FORMS_TEXT ||
	    x->type == FORMS_NUMBER || x->type == FORMS_POSTCODE ||
	    x->type == FORMS_DATE || x->type == FORMS_FILE)
		return;	/* their reasons are listed as lost */
	ck_assert_uint_eq(x->n_options, y->n_options);
	ck_assert_uint_eq(x->least, y->least);
	if (x->type == FORMS_MANY)
		ck_assert_uint_eq(x->most, y->most);
	for (i = 0; i < x->n_options; i++) {
		ck_assert_int_eq(x->options[i].number, y->options[i].number);
		ck_assert_str_eq(x->options[i].words, y->options[i].words);
		ck_assert_int_eq(x->options[i].missing,
		    y->options[i].missing);
		ck_assert_int_eq(x->options[i].write_in,
		    y->options[i].write_in);
		ck_assert_int_eq(x->options[i].exclusive,
		    y->options[i].exclusive);
	}
}

/* Gives the same answer to the question in the other form. */
static void
copy(struct forms_answers *to, const struct forms_field *g,
    const struct forms_answers *from, const struct forms_field *f)
{
	struct forms_answer *v = &to->v[g->index];
	size_t i;

	*v = from->v[f->index];
	if (v->n == 0)
		return;
	v->chosen = arena_array(&a, const struct forms_option *, v->n);
	for (i = 0; i < v->n; i++)
		v->chosen[i] = &g->q->options[from->v[f->index].chosen[i] -
		    f->q->options];
}

/* A hundred people who answer at random are asked the same in both forms. */
static void
asked_the_same(const struct forms_form *f, const struct forms_form *g)
{
	struct forms_answers as, bs;
	struct forms_rng r;
	size_t i, k;

	forms_rng_seed(&r, 7);
	for (k = 0; k < 100; k++) {
		forms_answers_init(&as, &a, f);
		forms_answers_init(&bs, &a, g);
		for (i = 0; i < f->n_fields; i++)
			forms_random_answer(&as, &f->fields[i], &r, NULL,
			    NULL);
		forms_route(&as);
		for (i = 0; i < f->n_fields; i++) {
			const struct forms_field *x = &f->fields[i];
			const struct forms_field *y = same_field(g, x);

			if (y == NULL || as.v[i].state == FORMS_NOT_ASKED)
				continue;
			copy(&bs, y, &as, x);
		}
		forms_route(&bs);
		for (i = 0; i < f->n_fields; i++) {
			const struct forms_field *x = &f->fields[i];
			const struct forms_field *y = same_field(g, x);

			if (y == NULL || !comes_back(x))
				continue;
			ck_assert_msg((as.v[i].state == FORMS_NOT_ASKED) ==
			    (bs.v[y->index].state == FORMS_NOT_ASKED),
			    "%s: %s of %s", f->name, forms_state_name(
			    as.v[i].state), x->id);
		}
	}
}

/* Conditions that do not come over are named in a note. */
static bool
conditions_lost(const struct forms_notes *n)
{
	const struct forms_note *p;

	for (p = n->first; p != NULL; p = p->next)
		if (p->what == FORMS_LOST && (strstr(p->words,
		    "the condition") != NULL || strstr(p->words,
		    "show if") != NULL || strstr(p->where, "relevant") != NULL))
			return true;
	return false;
}

START_TEST(an_xlsform_that_comes_back_asks_the_same)
{
	glob_t all = examples();
	size_t i, k, compared = 0;

	for (i = 0; i < all.gl_pathc; i++) {
		const struct forms_form *f = load(all.gl_pathv[i]), *g;
		struct forms_notes there, here;

		g = back(f, &there, &here);
		for (k = 0; k < f->n_fields; k++) {
			const struct forms_field *x = &f->fields[k];
			const struct forms_field *y = same_field(g, x);

			if (!comes_back(x))
				continue;
			ck_assert_msg(y != NULL, "%s: %s did not come back",
			    f->name, x->id);
			same_options(x->q, y->q);
			ck_assert_int_eq(x->required, y->required);
		}
		if (conditions_lost(&there) || conditions_lost(&here))
			continue;
		compared++;
		asked_the_same(f, g);
	}
	ck_assert_uint_ge(compared, 1);
	globfree(&all);
}
END_TEST

/* ---- codes of other lists ---------------------------------------------- */

static const char *
code_of(const struct forms_option *o, const char *system)
{
	const struct forms_code *c;

	for (c = o->codes; c != NULL; c = c->next)
		if (strcmp(c->system, system) == 0)
			return c->value;
	return "";
}

START_TEST(ethnic_groups_have_the_codes_of_the_data_dictionary_where_there_are)
{
	static const struct {
		const char *field, *option, *nhs, *census;
	} v[] = {
		{ "ethnic-white", "british", "A", "13" },
		{ "ethnic-white", "irish", "B", "14" },
		{ "ethnic-white", "gypsy-traveller", "", "15" },
		{ "ethnic-white", "roma", "", "16" },
		{ "ethnic-white", "other", "C", "17" },
		{ "ethnic-mixed", "white-caribbean", "D", "11" },
		{ "ethnic-mixed", "white-african", "E", "10" },
		{ "ethnic-mixed", "white-asian", "F", "9" },
		{ "ethnic-mixed", "other", "G", "12" },
		{ "ethnic-asian", "indian", "H", "3" },
		{ "ethnic-asian", "pakistani", "J", "4" },
		{ "ethnic-asian", "bangladeshi", "K", "1" },
		{ "ethnic-asian", "chinese", "R", "2" },
		{ "ethnic-asian", "other", "L", "5" },
		{ "ethnic-black", "caribbean", "M", "7" },
		{ "ethnic-black", "african", "N", "6" },
		{ "ethnic-black", "other", "P", "8" },
		{ "ethnic-other", "arab", "", "18" },
		{ "ethnic-other", "other", "S", "19" },
		{ "ethnic-other", "prefer-not", "Z", "" },
	};
	const struct forms_form *f = load("examples/eol-2024");
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		const struct forms_field *q = forms_field(f, arena_printf(&a,
		    "equality.%s", v[i].field));
		const struct forms_option *o = forms_option(q->q,
		    v[i].option);

		ck_assert_str_eq(code_of(o, "nhs-2001"), v[i].nhs);
		ck_assert_str_eq(code_of(o, "census-2021"), v[i].census);
	}
}
END_TEST

START_TEST(every_equality_question_can_be_skipped)
{
	const struct forms_form *f = load("examples/eol-2024");
	size_t i, n = 0;

	for (i = 0; i < f->n_fields; i++) {
		const struct forms_field *q = &f->fields[i];

		if (q->page->part != FORMS_PART_EQUALITY)
			continue;
		n++;
		ck_assert_msg(!q->required && q->required_if == NULL, "%s",
		    q->id);
		ck_assert_ptr_nonnull(forms_option(q->q, "prefer-not"));
	}
	ck_assert_uint_ge(n, 14);
	ck_assert(f->equality_skippable);
}
END_TEST

UNIT_SUITE(exports, the_same_form_gives_the_same_bytes,
    text_formats_are_as_they_were, triple_s_has_a_variable_for_each_answer,
    an_xlsform_that_comes_back_asks_the_same,
    ethnic_groups_have_the_codes_of_the_data_dictionary_where_there_are,
    every_equality_question_can_be_skipped)
