/* SPDX-License-Identifier: MIT
 *
 * brought.c -- tests of responses that people gave elsewhere: each once, all or
 * none, and bound to the log.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/asked.h"
#include "tests/unit/unit.h"

#include <sqlite3.h>

static struct place at;
static struct cases *store;
static struct arena a;
static struct buf told;

struct given { int who, what; bool late; };
struct giving {
	const struct given *v;
	size_t		 n, i;
	bool		 refuse;
	struct store_meta meta;
	struct forms_answers as;
};

static bool
next(void *arg, struct brought *out, bool *got, struct err *e)
{
	struct giving *g = arg;
	const char *why;
	struct forms_problem p;

	(void)e;
	*got = g->i < g->n;
	if (!*got)
		return true;
	forms_answers_init(&g->as, &a, answers_form());
	why = arena_printf(&a, "words %d", g->v[g->i].what);
	forms_answer_set(&g->as, &answers_form()->fields[WHY], &why, 1, NULL,
	    &p);
	g->meta = (struct store_meta){ .channel = "elsewhere", .lang = "en",
	    .day = "2024-06-21", .flags = g->v[g->i].late ? STORE_LATE : 0 };
	memcpy(g->meta.form, answers_form()->hash, sizeof(g->meta.form));
	*out = (struct brought){ .meta = &g->meta, .answers = &g->as };
	memset(out->key, g->v[g->i].who, sizeof(out->key));
	memset(out->content, g->v[g->i].what, sizeof(out->content));
	g->i++;
	return true;
}

static bool
done(void *arg, const struct brought_counts *n, struct err *e)
{
	const struct giving *g = arg;

	(void)n;
	return !g->refuse || err_set(e, ERR_INPUT, "row 3 is no answer");
}

static bool
bring(const struct given *v, size_t n, bool refuse, struct brought_counts *got)
{
	struct giving g = { .v = v, .n = n, .refuse = refuse };
	const struct bringing how = { next, done, &g, "ann", "care.csv" };
	struct err e = { 0 };

	return cases_bring(store, &how, got, &e);
}

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	(void)hash;
	(void)e;
	return answers_form();
}

static void
say(void *arg, bool good, const char *words)
{
	(void)arg;
	if (!good)
		buf_printf(&told, "%s\n", words);
}

static int64_t
findings(void)
{
	struct verify v = { .say = say };
	char head[AUDIT_HEAD];
	struct err e = { 0 };

	buf_clear(&told);
	ck_assert_msg(cases_verify(store, form_of, NULL, NULL, head, &v, &e), "%s",
	    e.msg);
	return v.found;
}

static void
begin(void)
{
	place_make(&at);
	store = asked_cases(&at, DB_CREATE);
}

static void
end(void)
{
	cases_close(store);
	buf_free(&told);
	arena_free(&a);
	place_forget(&at);
}

static const struct given three[] = { { 1, 1, false }, { 2, 2, false },
	{ 3, 3, true } };

START_TEST(each_is_kept_once_however_often_it_comes)
{
	struct brought_counts n;

	begin();
	ck_assert(bring(three, 3, false, &n));
	ck_assert_int_eq(n.added, 3);
	ck_assert_int_eq(n.late, 1);
	ck_assert(bring(three, 3, false, &n));
	ck_assert_int_eq(n.added, 0);
	ck_assert_int_eq(n.already, 3);
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM response"
	    " WHERE counts = 1 AND channel = 'elsewhere'"), 3);
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM unit"), 3);
	/* one line of the log, and none for what changed nothing */
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM audit WHERE"
	    " what = 'imported responses' AND who = 'ann'"), 1);
	ck_assert_msg(findings() == 0, "%s", buf_text(&told));
	end();
}
END_TEST

START_TEST(another_answer_of_one_person_takes_the_place_of_the_first)
{
	const struct given changed[] = { { 1, 9, false }, { 2, 2, false } };
	struct brought_counts n;

	begin();
	ck_assert(bring(three, 3, false, &n));
	ck_assert(bring(changed, 2, false, &n));
	ck_assert_int_eq(n.replaced, 1);
	ck_assert_int_eq(n.already, 1);
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM response WHERE"
	    " counts = 1"), 3);
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM response"), 4);
	ck_assert_int_eq(asked_number(store, "SELECT count(DISTINCT reference)"
	    " FROM response"), 3);
	/* and back to what it was: that is the newest again */
	ck_assert(bring(three, 1, false, &n));
	ck_assert_int_eq(n.replaced, 1);
	ck_assert_str_eq(asked_text(&a, store, "SELECT text FROM unit u JOIN"
	    " response r ON r.id = u.response WHERE r.counts = 1 AND text IN"
	    " ('words 1', 'words 9')"), "words 1");
	ck_assert_msg(findings() == 0, "%s", buf_text(&told));
	end();
}
END_TEST

START_TEST(one_that_was_withdrawn_does_not_come_back)
{
	struct brought_counts n;
	struct err e = { 0 };

	begin();
	ck_assert(bring(three, 3, false, &n));
	/* as a withdrawal leaves it */
	ck_assert(db_run(&store->db, "DELETE FROM unit WHERE text = 'words 2'",
	    &e));
	ck_assert(db_run(&store->db, "UPDATE response SET withdrawn = 1, counts ="
	    " 0, json = '', flags = '', salt = NULL WHERE instr(json, 'words"
	    " 2') > 0", &e));
	ck_assert(bring(three, 3, false, &n));
	ck_assert_int_eq(n.withdrawn, 1);
	ck_assert_int_eq(n.already, 2);
	ck_assert_int_eq(n.added + n.replaced, 0);
	end();
}
END_TEST

START_TEST(nothing_is_kept_of_a_file_that_is_refused)
{
	struct brought_counts n;

	begin();
	ck_assert(!bring(three, 3, true, &n));
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM response"), 0);
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM audit"), 0);
	ck_assert(bring(three, 3, false, &n));	/* the control */
	ck_assert_int_eq(asked_number(store, "SELECT count(*) FROM response"), 3);
	end();
}
END_TEST

START_TEST(what_is_changed_put_in_or_taken_out_is_found)
{
	static const char *const tricks[] = {
		"UPDATE response SET day = '2024-06-22' WHERE id = 1",
		"DELETE FROM unit WHERE response = 2",
		"UPDATE response SET token = zeroblob(32) WHERE id = 3",
		"DELETE FROM response WHERE id = 2",
		"UPDATE response SET epoch = CAST('somewhere else  ' AS BLOB)"
		" WHERE id = 1",
		"INSERT INTO response (epoch, seq, place, reference, form,"
		" channel, lang, day, rehearsal, counts, json, token, flags,"
		" step, salt, digest) SELECT epoch, seq + 1, place, 'X',"
		" form, channel, lang, day, rehearsal, 1, json, token, flags,"
		" step, salt, digest FROM response WHERE id = 1",
		"UPDATE response SET step = 7" };
	struct brought_counts n;
	size_t i;

	for (i = 0; i < LEN(tricks); i++) {
		begin();
		ck_assert(bring(three, 3, false, &n));
		ck_assert_msg(findings() == 0, "%s", buf_text(&told));
		ck_assert_int_eq(sqlite3_exec(store->db.h, tricks[i], NULL,
		    NULL, NULL), SQLITE_OK);
		ck_assert_msg(findings() > 0, "not found: %s", tricks[i]);
		end();
	}
}
END_TEST

UNIT_SUITE(brought, each_is_kept_once_however_often_it_comes,
    another_answer_of_one_person_takes_the_place_of_the_first,
    one_that_was_withdrawn_does_not_come_back,
    nothing_is_kept_of_a_file_that_is_refused,
    what_is_changed_put_in_or_taken_out_is_found)
