/* SPDX-License-Identifier: MIT
 *
 * keyed.c -- tests that sheets are measured as they were keyed, settled and
 * checked, and what is said of one person.
 */
#include "analysis/keyed.h"
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

static struct arena a;
static struct forms_form *form;
static struct cases *db;
static char path[64];
static int64_t batch;

static bool
same(const char *x, const char *y)
{
	return strcmp(x, y) == 0;
}

static const struct forms_form *
version(void *arg, const char *hash)
{
	return arg == NULL && strcmp(hash, form->hash) == 0 ? form : NULL;
}

static void
store_open(void)
{
	struct err e = { 0 };

	form = sample_form(&a, SAMPLE_FULL);
	snprintf(path, sizeof(path), "/tmp/earshot-keyed-%ld.db",
	    (long)getpid());
	ck_assert_msg(cases_open(&db, path, DB_CREATE, &e), "%s", e.msg);
	ck_assert(batch_new(db, "", false, "ann", 1, &batch, &e));
}

static void
store_close(void)
{
	cases_close(db);
	unlink(path);
	unlink(arena_printf(&a, "%s-wal", path));
	unlink(arena_printf(&a, "%s-shm", path));
	arena_free(&a);
}

static struct forms_answers
often(const char *name)
{
	struct forms_answers as;
	struct forms_problem p;
	size_t i;

	forms_answers_init(&as, &a, form);
	for (i = 0; i < form->n_fields; i++)
		as.v[i].state = FORMS_BLANK;
	forms_answer_set(&as, forms_field(form, "often"), &name, 1, NULL, &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
	return as;
}

/* Keyed by two people; "": once. */
static int64_t
keyed(const char *first, const char *one, const char *second,
    const char *other)
{
	struct sheet s = { .batch = batch, .channel = "letter", .lang = "en",
	    .received = "2024-06-21" };
	struct forms_answers as = often(one);
	struct sheet_keyed k = { .answers = &as, .by = first, .now = 1,
	    .same = same };
	struct sheet_plan plan = { *second != '\0', 0, 0 };
	enum sheet_state state;
	struct err e = { 0 };

	memcpy(s.form, form->hash, sizeof(s.form));
	ck_assert_msg(sheet_plan_set(db, &plan, "ann", &e) &&
	    sheet_receive(&a, db, &s, "ann", 1, &e), "%s", e.msg);
	k.sheet = s.id;
	ck_assert_msg(sheet_key_first(db, &k, &state, &e), "%s", e.msg);
	if (*second == '\0')
		return s.id;
	as = often(other);
	k.by = second;
	ck_assert_msg(sheet_key_second(db, &k, &state, &e), "%s", e.msg);
	return s.id;
}

static void
settle(int64_t id, enum sheet_choice choice)
{
	struct sheet_difference d = { "often", choice };
	struct forms_answers as = often("never");
	struct sheet_keyed k = { .sheet = id, .answers = &as, .by = "dan",
	    .now = 1, .same = same };
	struct err e = { 0 };

	ck_assert_msg(sheet_settle(db, &k, &d, 1, &e), "%s", e.msg);
}

/* Every question is looked at; this one is wrong, or none. */
static void
check(int64_t id, const char *wrong)
{
	struct sheet_checked *v = arena_array(&a, struct sheet_checked,
	    form->n_fields);
	struct forms_answers as = often("weekly");
	struct sheet_keyed k = { .sheet = id, .answers = &as, .by = "eve",
	    .now = 1, .same = same };
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < form->n_fields; i++)
		v[i] = (struct sheet_checked){ form->fields[i].id,
		    strcmp(form->fields[i].id, wrong) == 0 };
	ck_assert_msg(sheet_check(db, &k, v, form->n_fields, &e), "%s", e.msg);
}

static struct analysis_keyed
take(void *arg)
{
	struct analysis_keyed k;
	struct err e = { 0 };

	ck_assert_msg(analysis_keyed(&a, db, version, arg, &k, &e), "%s",
	    e.msg);
	return k;
}

START_TEST(what_was_checked_takes_the_place_of_what_is_assumed)
{
	const struct sheet_draw d = { .n = 10, .by = "eve", .now = 1 };
	struct sheet_draw part = d;
	int64_t alike, apart, all, id, sample;
	struct analysis_keying q;
	struct analysis_keyed k;
	struct err e = { 0 };

	store_open();
	keyed("bob", "daily", "", "");
	alike = keyed("bob", "daily", "cat", "daily");
	apart = keyed("cat", "daily", "bob", "never");
	settle(apart, SHEET_SECOND_RIGHT);
	k = take(NULL);
	all = (int64_t)form->n_fields;
	ck_assert_uint_eq(k.n, 3);
	ck_assert_uint_eq(k.twice, 2);
	ck_assert_uint_eq(k.checked, 0);
	ck_assert(k.v[0].fields == all && k.v[0].compared == 0);
	ck_assert(k.v[1].compared == all && k.v[1].differ == 0);
	ck_assert(k.v[2].differ == 1 && k.v[2].first_wrong == 1);
	ck_assert_msg(analysis_keying(k.v, k.n, &q, &e), "%s", e.msg);
	ck_assert(!q.alike_counted && !q.settling_counted);
	ck_assert_msg(sheet_sample_draw(db, &d, &id, &e), "%s", e.msg);
	check(alike, "often");
	check(apart, "");
	k = take(NULL);
	ck_assert_uint_eq(k.checked, 2);
	ck_assert_uint_eq(k.checked_of_batch, 0);
	ck_assert(k.v[1].agreed_checked == all && k.v[1].agreed_wrong == 1);
	ck_assert(k.v[2].agreed_checked == all - 1 &&
	    k.v[2].agreed_wrong == 0);
	ck_assert(k.v[2].settled_checked == 1 && k.v[2].settled_wrong == 0);
	ck_assert_msg(analysis_keying(k.v, k.n, &q, &e), "%s", e.msg);
	ck_assert(q.alike_counted && q.settling_counted);
	ck_assert(q.alike.wrong == 1 && q.alike.of == 2 * all - 1);
	/* one of that batch alone */
	part.batch = batch;
	id = keyed("bob", "daily", "cat", "daily");
	ck_assert_msg(sheet_sample_draw(db, &part, &sample, &e), "%s", e.msg);
	ck_assert_uint_eq(take(NULL).checked_of_batch, 0);	/* not yet */
	check(id, "");
	k = take(NULL);
	ck_assert_uint_eq(k.checked, 3);
	ck_assert_uint_eq(k.checked_of_batch, 1);
	/* a version that nobody knows is told of, and not measured */
	k = take(&all);
	ck_assert_uint_eq(k.n, 0);
	ck_assert_uint_eq(k.unknown, 4);
	store_close();
}
END_TEST

START_TEST(of_one_person_nothing_is_said_from_little)
{
	struct analysis_keyed k;
	struct analysis_person p;
	int64_t all;
	int i;

	store_open();
	all = (int64_t)form->n_fields;
	settle(keyed("bob", "daily", "cat", "never"), SHEET_SECOND_RIGHT);
	settle(keyed("bob", "daily", "cat", "weekly"), SHEET_NEITHER);
	settle(keyed("cat", "daily", "bob", "weekly"), SHEET_SECOND_RIGHT);
	keyed("bob", "daily", "", "");
	k = take(NULL);
	ck_assert_uint_eq(k.n_people, 2);
	ck_assert_str_eq(k.people[0], "bob");
	analysis_person(&k, 0, &p);
	ck_assert_int_eq(p.sheets, 4);
	ck_assert_int_eq(p.answers, 4 * all);
	ck_assert_int_eq(p.compared, 3 * all);
	ck_assert_int_eq(p.settled, 3);
	ck_assert_int_eq(p.wrong, 2);
	ck_assert(p.few);
	analysis_person(&k, 1, &p);
	ck_assert_int_eq(p.sheets, 3);
	ck_assert_int_eq(p.wrong, 2);
	/* the control: with enough it is said */
	for (i = 0; i * all < PERSON_ANSWERS || i < PERSON_SHEETS; i++)
		keyed("bob", "daily", "cat", "daily");
	k = take(NULL);
	analysis_person(&k, 0, &p);
	ck_assert(!p.few);
	ck_assert_int_eq(p.rate.wrong, 2);
	ck_assert_int_eq(p.rate.of, p.compared);
	ck_assert_double_gt(p.rate.high, p.rate.low);
	store_close();
}
END_TEST

UNIT_SUITE(keyed, what_was_checked_takes_the_place_of_what_is_assumed,
    of_one_person_nothing_is_said_from_little)
