/* SPDX-License-Identifier: MIT
 *
 * versions.c -- tests of how two versions differ, of what must be declared, and
 * of where answers to an earlier one stand in the newest.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

/* ---- two forms side by side ------------------------------------------------ */

static const struct forms_form *
form(struct arena *a, const char *page)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;

	forms_diags_init(&d, a);
	src->name = "a.form";
	src->text = str_of(arena_printf(a, "earshot 1\nconsultation a \"A\"\n"
	    "page p \"P\"\n%s", page));
	if (!forms_read(a, src, 1, &f, &d)) {
		forms_diags_print(&out, &d);
		ck_abort_msg("%s", buf_text(&out));
	}
	return f;
}

#define ONE(options)	"  question q choose one \"Which?\"\n" options
#define A1		"    1 a \"Apple\"\n"
#define B2		"    2 b \"Bean\"\n"
#define C3		"    3 c \"Cress\"\n"
#define FROM_1		"\nchanges from 1\n"

/* Everything that is said to all readers, one sentence a line. */
static const char *
differ(struct arena *a, const char *from, const char *to, struct forms_diff *d)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct forms_form *f = form(a, from), *t = form(a, to);
	size_t i;

	forms_diff(a, f, t, t->changes != NULL, d);
	for (i = 0; i < d->n; i++)
		buf_printf(&b, "R:%s\nK:%s\nA:%s\n",
		    d->v[i].respondents ? d->v[i].respondents : "",
		    d->v[i].keyers ? d->v[i].keyers : "",
		    d->v[i].analysts ? d->v[i].analysts : "");
	return arena_str(a, buf_text(&b));
}

#define HAS(text, part)	ck_assert_msg(strstr(text, part) != NULL,	\
			    "\"%s\" is not in:\n%s", part, text)

START_TEST(the_same_form_does_not_differ)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diff d;

	ck_assert_str_eq(differ(&a, ONE(A1 B2), "# why\n" ONE(A1 B2), &d), "");
	ck_assert_uint_eq(d.n, 0);
}
END_TEST

static const struct {
	const char *from, *to, *part;
	enum forms_weight weight;
} kinds[] = {
	{ ONE(A1 B2), "  question q choose one \"Which one?\"\n" A1 B2,
	    "asked “Which?”, and now asks “Which one?”", FORMS_WORDS },
	{ ONE(A1 B2), ONE(A1 "    2 b \"Broad bean\"\n"),
	    "code 2, “Bean”, now reads “Broad bean”", FORMS_WORDS },
	{ ONE(A1 B2), ONE(A1 B2 "    hint \"Take your time.\"\n"),
	    "has a hint now: “Take your time.”", FORMS_WORDS },
	{ ONE(A1 B2), "  heading \"Food\"\n" ONE(A1 B2),
	    "The page “P” has other words between its questions", FORMS_WORDS },
	{ ONE(A1 B2) "  question r line \"Why?\"\n"
	    "    words proxy if q = b \"Why do they?\"\n",
	    ONE(A1 B2) "  question r line \"Why?\"\n"
	    "    words proxy if q = b \"Why did they?\"\n",
	    "put differently", FORMS_WORDS },
	{ ONE(A1 B2) "  question r line \"Why?\"\n"
	    "    words proxy if q = b \"Why do they?\"\n",
	    ONE(A1 B2) "  question r line \"Why?\"\n"
	    "    words proxy if q = a \"Why do they?\"\n",
	    "in other words to other people", FORMS_ALTERS },
	{ ONE(A1 B2), ONE(A1 B2 C3), "those who answered before could not "
	    "choose it", FORMS_ALTERS },
	{ ONE(A1 B2), ONE(B2 A1), "answers in another order", FORMS_ALTERS },
	{ ONE(A1 B2), ONE(A1 B2) "  question r line \"Why?\"\n",
	    "those who answered before were not asked it", FORMS_ALTERS },
	{ ONE(A1 B2), ONE(A1 B2 "    required\n"),
	    "must be answered, and before need not be answered",
	    FORMS_ALTERS },
	{ ONE(A1 B2) "  question r line \"Why?\"\n",
	    ONE(A1 B2) "  question r line \"Why?\"\n    show if q = a\n",
	    "A:`r` has another base", FORMS_ALTERS },
	{ "  question n number 0..9 \"How many?\"\n",
	    "  question n number 0..99 \"How many?\"\n",
	    "takes from 0 to 99, and took from 0 to 9", FORMS_ALTERS },
	{ "  question r line \"Why?\"\n" ONE(A1 B2),
	    ONE(A1 B2) "  question r line \"Why?\"\n",
	    "moved to the beginning", FORMS_ALTERS },
	{ ONE(A1 B2), "  question r line \"Why?\"\n" ONE(A1 B2),
	    "`q` was number 1 and is number 2 now", FORMS_ALTERS },
	{ ONE(A1 B2), ONE(A1 "    2 b \"Bean\" missing dont-know\n" C3),
	    "stands outside the base (dont-know)", FORMS_ALTERS },
	{ ONE(A1 B2), ONE(A1 "    2 b \"Bean\" write-in\n"),
	    "now asks for words", FORMS_ALTERS },
	{ ONE(A1 B2 C3), ONE(A1 B2), "nothing says what became of it",
	    FORMS_NEEDS },
	{ ONE(A1 B2), "  question r line \"Why?\"\n", "“Which?”, is no longer "
	    "asked", FORMS_NEEDS },
	{ "  question n number 0..9 \"How many?\"\n",
	    "  question n line \"How many?\"\n", "earlier answers are shown "
	    "apart", FORMS_NEEDS },
	{ "  question n line \"How many?\"\n",
	    "  question n text \"How many?\"\n    hint \"No names.\"\n",
	    "earlier answers are carried over", FORMS_NEEDS },
	{ ONE(A1 B2), ONE(A1 "    3 b \"Bean\"\n"),
	    "had code 2 and has code 3 now", FORMS_REFUSED },
	{ "  question t text \"Why?\"\n    hint \"No names.\"\n"
	    "    quote never\n", "  question t text \"Why?\"\n"
	    "    hint \"No names.\"\n    quote if quote-consent = yes\n",
	    "may be quoted only with consent, and before never",
	    FORMS_REFUSED },
};

START_TEST(each_kind_of_change_has_its_sentence_and_its_weight)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diff d;
	const char *said = differ(&a, kinds[_i].from, kinds[_i].to, &d);

	HAS(said, kinds[_i].part);
	ck_assert_msg(d.weight == kinds[_i].weight, "weight %d:\n%s",
	    (int)d.weight, said);
	ck_assert((d.undeclared > 0) == (d.weight >= FORMS_NEEDS));
}
END_TEST

static const struct { const char *from, *to, *part; } declared[] = {
	{ ONE(A1 B2), ONE(A1 "    4 d \"Dal\"\n    5 e \"Endive\"\n")
	    FROM_1 "  split q.b into d e\n",
	    "instead of code 2, “Bean”, key 4 “Dal” or 5 “Endive”" },
	{ ONE(A1 B2 C3), ONE(A1 "    4 d \"Dal\"\n")
	    FROM_1 "  merge q.b q.c into d\n",
	    "“Bean” and “Cress” are one answer now, `q.d`" },
	{ ONE(A1 B2), ONE(A1 "    2 d \"Bean\"\n")
	    FROM_1 "  rename q.b into d\n", "`q.b` is called `q.d` now" },
	{ ONE(A1 B2), "  question r choose one \"Which?\"\n" A1 B2
	    FROM_1 "  rename q into r\n", "`q` is called `r` now" },
	{ ONE(A1 B2 C3), ONE(A1 B2) FROM_1 "  retire q.c\n",
	    "code 3, “Cress”, is no longer used" },
	{ ONE(A1 B2 C3), ONE(A1 B2 "    3 c \"Cress\" retired\n"),
	    "`q.c` is no longer offered" },
	{ ONE(A1 B2), "  question r line \"Why?\"\n" FROM_1 "  retire q\n",
	    "with their own base" },
	{ ONE(A1 B2), "  question q choose one \"Which one?\"\n" A1 B2
	    FROM_1 "  reword q meaning changed\n",
	    "`q` means something else now" },
};

START_TEST(what_is_declared_is_told_as_that)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *f = form(&a, declared[_i].from);
	const struct forms_form *t = form(&a, declared[_i].to);
	struct forms_diags ds;
	struct forms_diff d;

	HAS(differ(&a, declared[_i].from, declared[_i].to, &d),
	    declared[_i].part);
	forms_diff(&a, f, t, t->changes != NULL, &d);
	ck_assert_uint_eq(d.undeclared, 0);
	forms_diags_init(&ds, &a);
	forms_diff_check(f, t, 1, &d, &ds);
	ck_assert_uint_eq(ds.errors, 0);
}
END_TEST

/* `show if q = b` before, `show if r = d` now: the same people are asked. */
START_TEST(a_new_name_changes_no_condition)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diff d;
	const char *said = differ(&a, ONE(A1 B2)
	    "  question s line \"Why?\"\n    show if q = b\n",
	    "  question r choose one \"Which?\"\n" A1 "    2 d \"Bean\"\n"
	    "  question s line \"Why?\"\n    show if r = d\n"
	    FROM_1 "  rename q into r\n  rename q.b into d\n", &d);

	ck_assert_msg(strstr(said, "base") == NULL, "%s", said);
	ck_assert_uint_eq(d.n, 2);
}
END_TEST

START_TEST(the_lines_to_declare_are_proposed)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_diff d;
	const char *to = ONE(A1 "    2 d \"Bean\"\n");

	differ(&a, ONE(A1 B2 C3) "  question r line \"Why?\"\n", to, &d);
	forms_diff_lines(form(&a, to), 4, &d, &out);
	ck_assert_str_eq(buf_text(&out), "changes from 4\n"
	    "  rename q.b into q.d\n  retire q.c\n  retire r\n");
}
END_TEST

/* The same words under a new name are the same thing; another thing with the
 * old number is not. */
START_TEST(what_is_proposed_never_counts_an_answer_as_another)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_diff d;
	const char *to = ONE(A1 "    2 d \"Dal\"\n")
	    "  question s line \"Why?\"\n";

	differ(&a, ONE(A1 B2) "  question r line \"Why?\"\n", to, &d);
	forms_diff_lines(form(&a, to), 1, &d, &out);
	ck_assert_str_eq(buf_text(&out), "changes from 1\n"
	    "  retire q.b\n  rename r into s\n");
}
END_TEST

/* ---- answers through versions ------------------------------------------------ */

struct folder { struct arena a; char dir[64]; };

static void
folder_open(struct folder *f)
{
	*f = (struct folder){ .dir = "/tmp/earshot-versions-XXXXXX" };
	ck_assert_ptr_nonnull(mkdtemp(f->dir));
}

static struct forms_form *
publish(struct folder *f, const char *page, int number, int wording)
{
	const char *text = arena_printf(&f->a, "earshot 1\nconsultation a "
	    "\"A\"\npage p \"P\"\n%s", page);
	struct forms_version as = { .number = number, .wording = wording,
	    .day = "2024-06-03", .why = "" };
	struct forms_form *form;
	struct forms_diags d;
	struct err e = { 0 };

	ck_assert(file_write(path_join(&f->a, f->dir, "a.form"), text,
	    strlen(text), 0644, &e));
	forms_diags_init(&d, &f->a);
	ck_assert_msg(forms_load(&f->a, f->dir, &form, &d, &e), "%s", e.msg);
	ck_assert_msg(forms_publish_as(f->dir, form, &as, false, &e), "%s",
	    e.msg);
	ck_assert(forms_load_published(&f->a, f->dir, NULL, &form, &e));
	return form;
}

/* What becomes of one answer of the first version. */
static const struct forms_answer *
carried(struct folder *f, struct forms_form *now, bool keep, const char *id,
    const char *value, const struct forms_field **at)
{
	struct forms_answers old, as;
	struct forms_problem p;
	struct err e = { 0 };
	const struct forms_earlier *first;

	ck_assert_msg(forms_earlier(&f->a, f->dir, now, NULL, 0, keep, &e),
	    "%s", e.msg);
	first = &now->earlier[0];
	forms_answers_init(&old, &f->a, first->form);
	forms_answer_set(&old, forms_field(first->form, id), &value, 1, NULL,
	    &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
	forms_map_answers(&f->a, first->map, &old, &as);
	*at = forms_map_field(first->map, id);
	return *at != NULL ? &as.v[(*at)->index] : NULL;
}

START_TEST(an_answer_keeps_its_meaning_through_three_versions)
{
	struct folder f;
	struct forms_form *now;
	const struct forms_answer *v;
	const struct forms_field *at;

	folder_open(&f);
	publish(&f, ONE(A1 B2 C3), 1, 0);
	publish(&f, ONE(A1 "    2 b \"Broad bean\"\n" C3), 1, 1);
	publish(&f, ONE(A1 "    2 d \"Broad bean\"\n" C3)
	    FROM_1 "  rename q.b into d\n", 2, 0);
	now = publish(&f, "  question r choose many \"Which?\"\n" A1
	    "    4 e \"Pulses\"\n" "\nchanges from 2\n  rename q into r\n"
	    "  retype q\n  merge q.d q.c into e\n", 3, 0);
	v = carried(&f, now, true, "q", "b", &at);
	ck_assert_str_eq(at->id, "r");
	ck_assert_int_eq(v->state, FORMS_ANSWERED);
	ck_assert_uint_eq(v->n, 1);
	ck_assert_str_eq(v->chosen[0]->name, "e");
	ck_assert_uint_eq(now->n_earlier, 3);
	arena_free(&f.a);
}
END_TEST

START_TEST(what_was_split_is_counted_with_all_its_parts_and_not_guessed)
{
	struct folder f;
	struct forms_form *now;
	const struct forms_answer *v;
	const struct forms_field *at;
	const struct forms_net *net;

	folder_open(&f);
	publish(&f, ONE(A1 B2), 1, 0);
	now = publish(&f, ONE(A1 "    4 d \"Dal\"\n    5 e \"Endive\"\n"
	    "    net both of d e \"Both\"\n    net one of a d \"One\"\n")
	    "  question r line \"Why?\"\n    show if q in (d, e)\n"
	    FROM_1 "  split q.b into d e\n", 2, 0);
	v = carried(&f, now, true, "q", "b", &at);
	ck_assert_uint_eq(at->q->n_options, 4);
	ck_assert(v->chosen[0] == &at->q->options[3]);
	ck_assert(v->chosen[0]->retired && v->chosen[0]->staff);
	ck_assert_str_eq(v->chosen[0]->words,
	    "Bean (until version 1; not told apart)");
	net = &at->q->nets[0];
	ck_assert_uint_eq(net->n, 3);
	ck_assert_str_eq(net->of[2]->name, v->chosen[0]->name);
	ck_assert_uint_eq(at->q->nets[1].n, 2);
	arena_free(&f.a);
}
END_TEST

/* Conditions point at answers, which moved to make room. */
START_TEST(conditions_hold_in_the_form_that_grew)
{
	struct folder f;
	struct forms_form *now;
	const struct forms_field *at, *why;
	struct forms_answers as;
	struct forms_problem p;
	const char *value = "d";

	folder_open(&f);
	publish(&f, ONE(A1 B2) "  question n number 0..9 \"How many?\"\n", 1,
	    0);
	now = publish(&f, ONE(A1 "    4 d \"Dal\"\n")
	    "  question r line \"Why?\"\n    show if q = d\n"
	    FROM_1 "  retire q.b\n  retire n\n", 2, 0);
	(void)carried(&f, now, true, "q", "b", &at);
	why = forms_field(now, "r");
	forms_answers_init(&as, &f.a, now);
	forms_answer_set(&as, at, &value, 1, NULL, &p);
	ck_assert(forms_shown(&as, why->show));
	value = "a";
	forms_answer_set(&as, at, &value, 1, NULL, &p);
	ck_assert(!forms_shown(&as, why->show));
	arena_free(&f.a);
}
END_TEST

START_TEST(a_question_that_is_gone_stands_on_a_page_at_the_end)
{
	struct folder f;
	struct forms_form *now;
	const struct forms_answer *v;
	const struct forms_field *at;
	size_t i;

	folder_open(&f);
	publish(&f, ONE(A1 B2) "  question n number 0..9 \"How many?\"\n", 1,
	    0);
	now = publish(&f, ONE(A1 B2) FROM_1 "  retire n\n", 2, 0);
	v = carried(&f, now, true, "n", "7", &at);
	ck_assert_str_eq(at->id, "n@1");
	ck_assert_str_eq(at->until, "1");
	ck_assert(v->number > 6 && v->number < 8);
	ck_assert_uint_eq(now->n_fields, 2);
	ck_assert_str_eq(at->page->title, "Questions of earlier versions");
	for (i = 0; i < now->n_fields; i++) {
		ck_assert_uint_eq(now->fields[i].index, i);
		ck_assert(now->fields[i].page ==
		    &now->pages[now->fields[i].page->index]);
		ck_assert(forms_field(now, now->fields[i].id) ==
		    &now->fields[i]);
		ck_assert(forms_page(now, now->fields[i].page->slug) ==
		    now->fields[i].page);
	}
	ck_assert(now->pages[0].items[0].field == &now->fields[0]);
	arena_free(&f.a);
}
END_TEST

/* A condition that is given afterwards asks about the form that grew. */
START_TEST(a_condition_given_afterwards_holds_in_the_form_that_grew)
{
	static const struct forms_source d = { "given", { "q = d", 5 } },
	    gone = { "given", { "n > 1", 5 } };
	struct folder f;
	struct forms_form *now;
	const struct forms_expr *x;
	const struct forms_field *at;
	struct forms_answers as;
	struct forms_diags said;
	struct forms_problem p;
	const char *value = "d";

	folder_open(&f);
	publish(&f, ONE(A1 B2) "  question n number 0..9 \"How many?\"\n", 1,
	    0);
	now = publish(&f, ONE(A1 "    4 d \"Dal\"\n") FROM_1
	    "  retire q.b\n  retire n\n", 2, 0);
	(void)carried(&f, now, true, "q", "b", &at);
	forms_diags_init(&said, &f.a);
	ck_assert(forms_condition(&f.a, now, &d, &x, &said));
	ck_assert_uint_eq(said.errors, 0);
	forms_answers_init(&as, &f.a, now);
	forms_answer_set(&as, at, &value, 1, NULL, &p);
	ck_assert(forms_shown(&as, x));
	ck_assert(forms_condition_asks(x, at));
	value = "a";
	forms_answer_set(&as, at, &value, 1, NULL, &p);
	ck_assert(!forms_shown(&as, x));
	ck_assert(!forms_condition(&f.a, now, &gone, &x, &said));
	ck_assert_ptr_null(x);
	ck_assert_str_eq(said.first->id, "E204");
	arena_free(&f.a);
}
END_TEST

START_TEST(another_meaning_is_another_question)
{
	struct folder f;
	struct forms_form *now;
	const struct forms_field *at;

	folder_open(&f);
	publish(&f, ONE(A1 B2), 1, 0);
	now = publish(&f, "  question q choose one \"Which not?\"\n" A1 B2
	    FROM_1 "  reword q meaning changed\n", 2, 0);
	(void)carried(&f, now, true, "q", "b", &at);
	ck_assert_str_eq(at->id, "q@1");
	ck_assert_str_eq(at->words, "Which?");
	arena_free(&f.a);
}
END_TEST

/* For people who go on answering, nothing is kept that they cannot see. */
START_TEST(a_draft_loses_only_what_has_no_place)
{
	struct folder f;
	struct forms_form *now;
	const struct forms_answer *v;
	const struct forms_field *at;

	folder_open(&f);
	publish(&f, ONE(A1 B2) "  question n number 0..9 \"How many?\"\n", 1,
	    0);
	now = publish(&f, ONE(A1 "    4 d \"Dal\"\n    5 e \"Endive\"\n")
	    FROM_1 "  split q.b into d e\n  retire n\n", 2, 0);
	v = carried(&f, now, false, "q", "b", &at);
	ck_assert_int_eq(v->state, FORMS_BLANK);
	ck_assert(!forms_map_same(now->earlier[0].map, at));
	ck_assert_uint_eq(at->q->n_options, 3);
	ck_assert_ptr_null(carried(&f, now, false, "n", "7", &at));
	v = carried(&f, now, false, "q", "a", &at);
	ck_assert_str_eq(v->chosen[0]->name, "a");
	arena_free(&f.a);
}
END_TEST

START_TEST(the_history_names_versions)
{
	struct folder f;
	struct forms_version *v;
	struct forms_form *now;
	struct err e = { 0 };
	size_t n;

	folder_open(&f);
	publish(&f, ONE(A1 B2), 1, 0);
	publish(&f, ONE(A1 "    2 b \"Broad bean\"\n"), 1, 1);
	now = publish(&f, ONE(A1 B2 C3), 2, 0);
	ck_assert(forms_history(&f.a, f.dir, &v, &n, &e));
	ck_assert_uint_eq(n, 3);
	ck_assert(forms_version_named(v, n, "1.1") == &v[1]);
	ck_assert(forms_version_named(v, n, now->hash) == &v[2]);
	ck_assert_ptr_null(forms_version_named(v, n, "3"));
	ck_assert(file_write(path_join(&f.a, f.dir, "published/history"),
	    "1 x\n", 4, 0644, &e));
	ck_assert(!forms_history(&f.a, f.dir, &v, &n, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	arena_free(&f.a);
}
END_TEST

Suite *
versions_suite(void)
{
	Suite *s = suite_create("versions");
	TCase *t = tcase_create("versions");

	suite_add_tcase(s, t);
	tcase_add_test(t, the_same_form_does_not_differ);
	tcase_add_loop_test(t,
	    each_kind_of_change_has_its_sentence_and_its_weight, 0,
	    (int)LEN(kinds));
	tcase_add_loop_test(t, what_is_declared_is_told_as_that, 0,
	    (int)LEN(declared));
	tcase_add_test(t, a_new_name_changes_no_condition);
	tcase_add_test(t, the_lines_to_declare_are_proposed);
	tcase_add_test(t, what_is_proposed_never_counts_an_answer_as_another);
	tcase_add_test(t, an_answer_keeps_its_meaning_through_three_versions);
	tcase_add_test(t,
	    a_condition_given_afterwards_holds_in_the_form_that_grew);
	tcase_add_test(t,
	    what_was_split_is_counted_with_all_its_parts_and_not_guessed);
	tcase_add_test(t, conditions_hold_in_the_form_that_grew);
	tcase_add_test(t, a_question_that_is_gone_stands_on_a_page_at_the_end);
	tcase_add_test(t, another_meaning_is_another_question);
	tcase_add_test(t, a_draft_loses_only_what_has_no_place);
	tcase_add_test(t, the_history_names_versions);
	return s;
}
