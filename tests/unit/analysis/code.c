/* SPDX-License-Identifier: MIT
 *
 * code.c -- coding and the report over a real case store.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

enum { PEOPLE = 60 };

static struct arena a;
static struct sample data;
static char dir[64];

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	(void)hash;
	(void)e;
	return data.form;
}

/* Seals the sample's responses and opens them again. */
static struct cases *
cases_of_sample(void)
{
	struct seal_secret key;
	struct seal_public to[2];
	struct cases_pull pulled;
	struct err e = { 0 };
	struct intake *in;
	struct cases *c;
	size_t i;

	memcpy(dir, "/tmp/earshot-analysis-XXXXXX", 29);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert(seal_start(&e));
	seal_keypair(&key);
	to[0] = to[1] = key.pub;
	ck_assert_msg(intake_open(&in, path_join(&a, dir, "intake.db"),
	    DB_CREATE, to, 2, &e), "%s", e.msg);
	for (i = 0; i < data.n; i++) {
		struct buf json CLEAN(buf_free) = { 0 };
		struct intake_response r = { .meta = data.r[i].meta };
		enum intake_outcome out;
		char ref[REFERENCE_SIZE];

		r.token[0] = (uint8_t)(i + 1);
		memcpy(r.meta.form, data.form->hash, sizeof(r.meta.form));
		store_encode(&data.r[i].answers, &r.meta, &json);
		r.plain = (struct str){ json.p, json.n };
		ck_assert_msg(intake_add(in, &r, ref, &out, &e), "%s", e.msg);
	}
	intake_close(in);
	ck_assert_msg(intake_open(&in, path_join(&a, dir, "intake.db"),
	    DB_READ, NULL, 0, &e), "%s", e.msg);
	ck_assert_msg(cases_open(&c, path_join(&a, dir, "cases.db"),
	    DB_CREATE, &e), "%s", e.msg);
	ck_assert_msg(cases_pull(c, in, &key, form_of, NULL, &pulled, &e),
	    "%s", e.msg);
	intake_close(in);
	return c;
}

static void
forget(struct cases *c)
{
	DIR *d = opendir(dir);
	struct dirent *f;

	cases_close(c);
	while ((f = readdir(d)) != NULL)
		if (f->d_name[0] != '.')
			unlink(path_join(&a, dir, f->d_name));
	closedir(d);
	rmdir(dir);
}

/* The text between two code points. */
static const char *
slice(const char *s, int64_t from, int64_t to)
{
	const char *p = s, *start = s;
	int64_t i;

	for (i = 0; i < to; i++) {
		if (i == from)
			start = p;
		utf8_next(&p);
	}
	return arena_strn(&a, start, (size_t)(p - start));
}

START_TEST(codings_are_kept_with_their_place_and_words)
{
	struct analysis_coded coded, again;
	struct cases_coding *k;
	struct cases_unit *u;
	struct err e = { 0 };
	struct cases *c;
	size_t n, m, i, j, whole = 0, found = 0;

	sample_make(&data, &a, SAMPLE_FULL, PEOPLE, 9);
	c = cases_of_sample();
	ck_assert_msg(analysis_code(c, data.form, &coded, &e), "%s", e.msg);
	ck_assert_int_eq(coded.units, (int64_t)data.n_units);
	ck_assert_int_eq(coded.codings, (int64_t)data.n_codings);
	ck_assert_int_gt(coded.coded, 20);
	ck_assert_int_le(coded.coded, coded.units);
	ck_assert(cases_codings(&a, c, &k, &n, &e));
	ck_assert(cases_units(&a, c, &u, &m, &e));
	ck_assert_uint_eq(n, (size_t)coded.codings);
	for (i = 0; i < n; i++)
		for (j = 0; j < m; j++) {
			const char *words;

			if (u[j].id != k[i].unit)
				continue;
			found++;
			ck_assert_int_eq(k[i].source, CODED_RULE);
			whole += k[i].start < 0;
			if (k[i].start < 0)
				continue;
			words = slice(u[j].text, k[i].start, k[i].end);
			ck_assert_ptr_nonnull(strstr(k[i].why, words));
		}
	ck_assert_uint_eq(found, n);
	ck_assert_uint_eq(whole, 0);
	/* A second run replaces the first and says the same. */
	ck_assert(analysis_code(c, data.form, &again, &e));
	ck_assert_mem_eq(&coded, &again, sizeof(coded));
	ck_assert(cases_codings(&a, c, &k, &m, &e));
	ck_assert_uint_eq(m, n);
	forget(c);
}
END_TEST

START_TEST(a_report_from_the_store_says_what_one_from_memory_says)
{
	struct buf x CLEAN(buf_free) = { 0 }, y CLEAN(buf_free) = { 0 };
	struct analysis_coded coded;
	struct cases_response *r;
	struct err e = { 0 };
	struct report *rep;
	struct findings f;
	struct cases *c;
	size_t i, n;

	sample_make(&data, &a, SAMPLE_FULL, PEOPLE, 10);
	data.unread = true;
	c = cases_of_sample();
	ck_assert(analysis_code(c, data.form, &coded, &e));
	ck_assert_msg(analysis_report(&a, c, data.form, &data.settings,
	    NULL, 0, &rep, &e), "%s", e.msg);
	sample_print(&x, rep);
	/* The store gave out references and ids of its own. */
	ck_assert(cases_load(&a, c, data.form, &r, &n, &e));
	ck_assert_uint_eq(n, data.n);
	for (i = 0; i < n; i++) {
		data.r[i].id = r[i].id;
		memcpy(data.r[i].reference, r[i].reference,
		    sizeof(r[i].reference));
	}
	sample_units(&data, &a);
	sample_print(&y, sample_findings(&data, &a, &f, true));
	ck_assert_str_eq(buf_text(&x), buf_text(&y));
	forget(c);
}
END_TEST

START_TEST(an_empty_store_gives_a_report)
{
	struct buf x CLEAN(buf_free) = { 0 };
	struct analysis_coded coded;
	struct err e = { 0 };
	struct report *rep;
	struct cases *c;

	sample_make(&data, &a, SAMPLE_FULL, 0, 1);
	c = cases_of_sample();
	ck_assert_msg(analysis_code(c, data.form, &coded, &e), "%s", e.msg);
	ck_assert_int_eq(coded.units + coded.coded + coded.codings, 0);
	ck_assert_msg(analysis_report(&a, c, data.form, NULL, NULL, 0,
	    &rep, &e), "%s", e.msg);
	sample_print(&x, rep);
	ck_assert_ptr_nonnull(strstr(buf_text(&x), "no responses yet"));
	forget(c);
}
END_TEST

UNIT_SUITE(code, codings_are_kept_with_their_place_and_words,
    a_report_from_the_store_says_what_one_from_memory_says,
    an_empty_store_gives_a_report)
