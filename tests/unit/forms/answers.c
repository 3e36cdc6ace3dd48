/* SPDX-License-Identifier: MIT
 *
 * answers.c -- tests of taking answers in, of routing and of random people.
 */
#include "forms/expr.h"
#include "forms/value.h"
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <math.h>

static struct arena a;
static struct forms_answers as;
static struct forms_problem p;

static void
begin(void)
{
	arena_free(&a);
	forms_answers_init(&as, &a, answers_form());
}

/* Sets a field from up to four values; NULL ends them. */
static struct forms_answer *
set(size_t at, const char *one, const char *two, const char *three,
    const char *write_in)
{
	const char *v[] = { one, two, three };
	size_t n = 0;

	while (n < LEN(v) && v[n] != NULL)
		n++;
	forms_answer_set(&as, &as.form->fields[at], v, n, write_in, &p);
	return &as.v[at];
}

START_TEST(a_choice_is_taken_by_name_or_number)
{
	struct forms_answer *v;

	begin();
	v = set(CAPACITY, "organisation", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_ANSWERED);
	ck_assert_str_eq(v->chosen[0]->name, "organisation");
	v = set(CAPACITY, " 1 ", "patient", NULL, "words nobody asked for");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_uint_eq(v->n, 1);
	ck_assert_ptr_null(v->write_in);
	v = set(CAPACITY, "prefer-not", NULL, NULL, NULL);
	ck_assert_int_eq(v->state, FORMS_PREFER_NOT);
	ck_assert_uint_eq(v->n, 1);
	v = set(CAPACITY, "", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_BLANK);
	v = set(CAPACITY, "other", NULL, NULL, "  a friend\r\nof hers ");
	ck_assert_str_eq(v->write_in, "a friend of hers");
}
END_TEST

START_TEST(what_a_question_does_not_have_is_refused)
{
	struct forms_answer *v;

	begin();
	v = set(CAPACITY, "pirate", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	ck_assert_ptr_eq(p.field, &as.form->fields[CAPACITY]);
	ck_assert_int_eq(v->state, FORMS_BLANK);
	set(CAPACITY, "mixed", NULL, NULL, NULL);	/* for staff only */
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	set(CAPACITY, "97", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	set(CAPACITY, "\xFF", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	set(WHY, "\xC0\x80", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	v = set(CAPACITY, "patient", "other", NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_SEVERAL);
	ck_assert_uint_eq(v->n, 1);
}
END_TEST

START_TEST(several_choices_keep_to_their_rules)
{
	struct forms_answer *v;
	const char *four[] = { "travel", "food", "pain", "money" };

	begin();
	v = set(TOPICS, "travel", "pain", "travel", NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_uint_eq(v->n, 2);
	ck_assert_str_eq(v->chosen[0]->name, "pain");	/* form's order */
	v = set(TOPICS, "none", "pain", NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_EXCLUSIVE);
	ck_assert_uint_eq(v->n, 2);	/* kept, to be shown again */
	set(TOPICS, "prefer-not", "pain", NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_EXCLUSIVE);
	v = set(TOPICS, "none", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	v = set(TOPICS, "prefer-not", NULL, NULL, NULL);
	ck_assert_int_eq(v->state, FORMS_PREFER_NOT);
	forms_answer_set(&as, &as.form->fields[TOPICS], four, 4, NULL, &p);
	ck_assert_int_eq(p.kind, FORMS_P_TOO_MANY);
	ck_assert_uint_eq(p.limit, 3);
	ck_assert_uint_eq(p.got, 4);
}
END_TEST

START_TEST(texts_are_trimmed_and_measured_as_browsers_do)
{
	struct forms_answer *v;
	char long_text[240];
	size_t i;

	begin();
	v = set(WHY, " \r\n one\r\ntwo\x07 \n", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_str_eq(v->text, "one\ntwo");
	v = set(ORG, "one\r\ntwo", NULL, NULL, NULL);
	ck_assert_str_eq(v->text, "one two");
	v = set(ORG, " \t ", NULL, NULL, NULL);
	ck_assert_int_eq(v->state, FORMS_BLANK);
	for (i = 0; i < 25; i++)
		memcpy(long_text + i * 4, "\xF0\x9F\x98\x80", 5);
	set(WHY, long_text, NULL, NULL, NULL);	/* 25 of them: 50 units */
	ck_assert_int_eq(p.kind, FORMS_OK);
	memset(long_text, 'x', 101);
	long_text[101] = '\0';
	v = set(WHY, long_text, NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_TOO_LONG);
	ck_assert_uint_eq(p.limit, 100);
	ck_assert_uint_eq(p.got, 101);
	ck_assert(!p.write_in);
	ck_assert_str_eq(v->text, long_text);
	memset(long_text, 'x', 201);
	long_text[201] = '\0';
	set(CAPACITY, "other", NULL, NULL, long_text);
	ck_assert_int_eq(p.kind, FORMS_P_TOO_LONG);
	ck_assert(p.write_in);
}
END_TEST

START_TEST(what_nobody_can_see_is_no_answer_and_turns_no_text_round)
{
	struct forms_answer *v;

	begin();
	/* no-break space, zero width space, byte order mark */
	v = set(ORG, "\xC2\xA0 \xE2\x80\x8B\xEF\xBB\xBF", NULL, NULL, NULL);
	ck_assert_int_eq(v->state, FORMS_BLANK);
	v = set(ORG, "\xC2\xA0one\xC2\xA0two\xE2\x80\xAF", NULL, NULL, NULL);
	ck_assert_str_eq(v->text, "one\xC2\xA0two");
	/* U+202E turns round what follows it; U+0085 and U+2028 end lines */
	v = set(WHY, "a\xE2\x80\xAE" "b\xE2\x81\xA6" "c\xC2\x9F", NULL, NULL,
	    NULL);
	ck_assert_str_eq(v->text, "abc");
	v = set(WHY, "a\xC2\x85" "b\xE2\x80\xA8" "c", NULL, NULL, NULL);
	ck_assert_str_eq(v->text, "a\nb\nc");
	v = set(ORG, "a\xE2\x80\xA8" "b", NULL, NULL, NULL);
	ck_assert_str_eq(v->text, "a b");
	/* U+200C and U+200E shape Urdu and stay where they are */
	v = set(ORG, "a\xE2\x80\x8C" "b\xE2\x80\x8E" "c", NULL, NULL, NULL);
	ck_assert_str_eq(v->text, "a\xE2\x80\x8C" "b\xE2\x80\x8E" "c");
}
END_TEST

START_TEST(numbers_are_read_as_people_write_them)
{
	static const struct {
		const char *s;
		int decimals;
		bool ok;
		double v;
	} t[] = {
		{ "0", 0, true, 0 }, { "042", 0, true, 42 },
		{ "-3", 0, true, -3 }, { "1,234", 0, true, 1234 },
		{ "1,234,567", 0, true, 1234567 }, { "12,34", 0, false, 0 },
		{ "1 234", 0, true, 1234 }, { "2.0", 0, true, 2 },
		{ "2.5", 0, false, 0 }, { "2.5", 1, true, 2.5 },
		{ "2,5", 1, true, 2.5 }, { "1,234.5", 1, true, 1234.5 },
		{ "1,000", 2, true, 1000 }, { "-1,250", 1, true, -1250 },
		{ "0,500", 2, true, 0.5 }, { "1234,500", 2, true, 1234.5 },
		{ "1,50", 2, true, 1.5 },
		{ "1234,567", 0, false, 0 }, { "2.55", 1, false, 0 }, { "", 0, false, 0 },
		{ ".", 1, false, 0 }, { ".5", 1, true, 0.5 },
		{ "1.2.3", 2, false, 0 }, { "1.2,345", 3, false, 0 },
		{ "forty", 0, false, 0 }, { "1e3", 0, false, 0 },
		{ "0x10", 0, false, 0 }, { "nan", 0, false, 0 },
		{ "99999999999999999999", 0, false, 0 }, { "-", 0, false, 0 },
		{ "\xDB\xB4\xDB\xB2", 0, true, 42 },		/* Urdu */
		{ "\xE0\xAB\xAA\xE0\xAB\xA8", 0, true, 42 },	/* Gujarati */
		{ "4\xC2", 0, false, 0 },
	};
	double v;
	size_t i;

	for (i = 0; i < LEN(t); i++) {
		ck_assert_msg(value_number(t[i].s, t[i].decimals, &v) ==
		    t[i].ok, "\"%s\"", t[i].s);
		ck_assert_msg(!t[i].ok || fabs(v - t[i].v) < 1e-9, "\"%s\"",
		    t[i].s);
	}
}
END_TEST

START_TEST(number_questions_hold_to_their_range)
{
	struct forms_answer *v;

	begin();
	v = set(AGE, "42", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert(v->number == 42 && v->state == FORMS_ANSWERED);
	ck_assert_ptr_null(v->text);
	set(AGE, "121", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_RANGE);
	v = set(AGE, "old", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_NOT_NUMBER);
	ck_assert_str_eq(v->text, "old");	/* to be shown again */
	v = set(AGE, "7", NULL, NULL, NULL);	/* seven, not option 7 */
	ck_assert(v->number == 7 && v->n == 0);
	v = set(AGE, "", "rather-not", NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_PREFER_NOT);
	v = set(AGE, "42", "rather-not", NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_SEVERAL);
	ck_assert(v->number == 42);
}
END_TEST

START_TEST(only_the_first_part_of_a_postcode_is_kept)
{
	static const char *const good[][2] = { { "le4", "LE4" },
	    { "LE4 2XY", "LE4" }, { "le152xy", "LE15" }, { "w1a", "W1A" },
	    { "W1A 1AA", "W1A" }, { "ec1a 1bb", "EC1A" }, { "M1", "M1" },
	    { " b 33 8th ", "B33" } };
	static const char *const bad[] = { "", "Leicester", "L", "42",
	    "LE4 2X", "LE444", "1AA", "LE4-2XY", "LE4 2XYZ", "\xC3\xA9" };
	struct forms_answer *v;
	char out[5];
	size_t i;

	for (i = 0; i < LEN(good); i++) {
		ck_assert_msg(value_outward(good[i][0], out), "%s",
		    good[i][0]);
		ck_assert_str_eq(out, good[i][1]);
	}
	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(!value_outward(bad[i], out), "%s", bad[i]);
	begin();
	v = set(DISTRICT, "le4 2xy", NULL, NULL, NULL);
	ck_assert_str_eq(v->text, "LE4");
	v = set(DISTRICT, "Leicester", NULL, NULL, NULL);
	ck_assert_int_eq(p.kind, FORMS_P_POSTCODE);
	ck_assert_int_eq(v->state, FORMS_BLANK);
}
END_TEST

static const char *
said(size_t at)
{
	struct buf b CLEAN(buf_free) = { 0 };

	forms_answer_words(&b, &as.form->fields[at], &as.v[at]);
	return arena_str(&a, buf_text(&b));
}

START_TEST(answers_are_said_in_the_words_of_the_form)
{
	begin();
	set(CAPACITY, "other", NULL, NULL, "a neighbour");
	ck_assert_str_eq(said(CAPACITY), "Something else: a neighbour");
	set(TOPICS, "food", "pain", NULL, NULL);
	ck_assert_str_eq(said(TOPICS), "Pain; Food");
	set(AGE, "42", NULL, NULL, NULL);
	ck_assert_str_eq(said(AGE), "42 years");
	set(AGE, "rather-not", NULL, NULL, NULL);
	ck_assert_str_eq(said(AGE), "I would rather not say");
	set(WEIGHT, "2,5", NULL, NULL, NULL);
	ck_assert_str_eq(said(WEIGHT), "2.5");
	set(WHY, "because", NULL, NULL, NULL);
	ck_assert_str_eq(said(WHY), "because");
	set(DISTRICT, "LE4", NULL, NULL, NULL);
	ck_assert_str_eq(said(DISTRICT), "LE4");
	ck_assert_str_eq(said(EXTRA), "");
	set(AGE, "old", NULL, NULL, NULL);
	ck_assert_str_eq(said(AGE), "");
}
END_TEST

START_TEST(routing_follows_the_answers)
{
	begin();
	set(CAPACITY, "organisation", NULL, NULL, NULL);
	set(ORG, "The Acorn Trust", NULL, NULL, NULL);
	set(AGREE, "agree", NULL, NULL, NULL);
	set(WHY, "it is kind", NULL, NULL, NULL);
	forms_route(&as);
	ck_assert_str_eq(as.v[ORG].text, "The Acorn Trust");
	ck_assert_str_eq(as.v[WHY].text, "it is kind");
	ck_assert_int_eq(as.v[TOPICS].state, FORMS_BLANK);
	ck_assert_int_eq(as.v[EXTRA].state, FORMS_NOT_ASKED);
	/* a changed mind drops what no path shows any more */
	set(CAPACITY, "patient", NULL, NULL, NULL);
	set(AGREE, "strongly", NULL, NULL, NULL);
	forms_route(&as);
	ck_assert_int_eq(as.v[ORG].state, FORMS_NOT_ASKED);
	ck_assert_ptr_null(as.v[ORG].text);
	ck_assert_int_eq(as.v[WHY].state, FORMS_NOT_ASKED);
}
END_TEST

START_TEST(comparing_with_a_missing_answer_is_false_both_ways)
{
	const struct forms_form *f = answers_form();
	struct forms_expr age = { .op = EXPR_FIELD, .field = &f->fields[AGE] };
	struct forms_expr two = { .op = EXPR_NUMBER, .number = 2 };
	struct forms_expr nought = { .op = EXPR_NUMBER };
	struct forms_expr half = { .op = EXPR_DIV, .left = &two,
	    .right = &nought };
	struct forms_expr x = { .left = &age, .right = &two };
	struct forms_expr not = { .op = EXPR_NOT, .left = &x };
	struct forms_expr is = { .op = EXPR_IS, .field = &f->fields[AGE],
	    .state = FORMS_PREFER_NOT };
	int op;

	begin();
	set(AGE, "rather-not", NULL, NULL, NULL);
	for (op = EXPR_EQ; op <= EXPR_GE; op++) {
		x.op = (enum forms_expr_op)op;
		ck_assert(!forms_shown(&as, &x));
		ck_assert(forms_shown(&as, &not));
	}
	ck_assert(forms_shown(&as, &is));
	/* <> on a choice, too */
	set(AGREE, "dont-know", NULL, NULL, NULL);
	ck_assert(!forms_shown(&as, f->fields[WHY].show));
	set(AGREE, "agree", NULL, NULL, NULL);
	ck_assert(forms_shown(&as, f->fields[WHY].show));
	/* control: with an answer one of < = > is true, and <> is not = */
	set(AGE, "3", NULL, NULL, NULL);
	x.op = EXPR_NE;
	ck_assert(forms_shown(&as, &x));
	x.op = EXPR_GT;
	ck_assert(forms_shown(&as, &x));
	/* dividing by nought gives nothing to compare */
	x.left = &half;
	ck_assert(!forms_shown(&as, &x));
	x.op = EXPR_LE;
	ck_assert(!forms_shown(&as, &x));
}
END_TEST

START_TEST(sums_and_long_chains_are_worked_out)
{
	const struct forms_form *f = answers_form();
	enum { LONG = 300000 };
	struct forms_expr truth = { .op = EXPR_IS, .field = &f->fields[AGE],
	    .state = FORMS_ANSWERED };
	struct forms_expr one = { .op = EXPR_TRUTH, .left = &truth };
	struct forms_expr no = { .op = EXPR_CONST };
	struct forms_expr *chain, total, score;
	size_t i;

	begin();
	set(AGE, "3", NULL, NULL, NULL);
	set(AGREE, "disagree", NULL, NULL, NULL);
	chain = arena_array(&a, struct forms_expr, LONG);
	chain[0] = truth;
	for (i = 1; i < LONG; i++)
		chain[i] = (struct forms_expr){ .op = EXPR_OR,
		    .left = &chain[i - 1], .right = &no };
	ck_assert(forms_shown(&as, &chain[LONG - 1]));
	for (i = 1; i < LONG; i++)
		chain[i].op = EXPR_AND;
	ck_assert(!forms_shown(&as, &chain[LONG - 1]));
	chain[0] = one;
	for (i = 1; i < LONG; i++) {
		chain[i].op = i % 3 ? EXPR_ADD : EXPR_SUB;
		chain[i].right = &one;
	}
	/* 1 and then +1 +1 -1 again and again: LONG - 1 steps, of which
	 * 99,999 take away */
	total = (struct forms_expr){ .op = EXPR_NUMBER,
	    .number = 1 + (LONG - 1 - 99999) - 99999 };
	score = (struct forms_expr){ .op = EXPR_EQ, .left = &chain[LONG - 1],
	    .right = &total };
	ck_assert(forms_shown(&as, &score));
	total.number++;
	ck_assert(!forms_shown(&as, &score));
	chain[0] = (struct forms_expr){ .op = EXPR_SCORE,
	    .field = &f->fields[AGREE] };
	total.number = -1;
	score.left = &chain[0];
	ck_assert(forms_shown(&as, &score));
}
END_TEST

START_TEST(what_is_required_and_blank_stands_in_the_way)
{
	const struct forms_page *pages = answers_form()->pages;
	struct forms_problem *q;

	begin();
	forms_route(&as);
	q = forms_page_problems(&as, &pages[0]);
	ck_assert_ptr_nonnull(q);
	ck_assert_int_eq(q->kind, FORMS_P_REQUIRED);
	ck_assert_ptr_eq(q->field, &as.form->fields[CAPACITY]);
	ck_assert_ptr_null(q->next);	/* the name of no organisation */
	set(CAPACITY, "prefer-not", NULL, NULL, NULL);
	ck_assert_ptr_null(forms_page_problems(&as, &pages[0]));
	ck_assert_ptr_null(forms_page_problems(&as, &pages[1]));
	set(AGE, "12", NULL, NULL, NULL);
	q = forms_page_problems(&as, &pages[1]);
	ck_assert_ptr_nonnull(q);
	ck_assert_ptr_eq(q->field, &as.form->fields[DISTRICT]);
}
END_TEST

START_TEST(a_page_with_nothing_to_ask_is_not_shown)
{
	struct forms_page page = answers_form()->pages[2];

	begin();
	ck_assert(forms_page_shown(&as, &page));
	page.n_items = 1;	/* only the text that needs two topics */
	ck_assert(!forms_page_shown(&as, &page));
	set(TOPICS, "pain", "food", NULL, NULL);
	set(AGE, "50", NULL, NULL, NULL);
	ck_assert(forms_page_shown(&as, &page));
	page.n_items = 0;	/* words alone may be a page */
	ck_assert(forms_page_shown(&as, &page));
}
END_TEST

START_TEST(the_generator_is_the_published_one)
{
	/* first outputs of the authors' C code */
	struct forms_rng r = { { 1, 2, 3, 4 } };

	ck_assert_uint_eq(forms_rng_next(&r), 11520);
	ck_assert_uint_eq(forms_rng_next(&r), 0);
	ck_assert_uint_eq(forms_rng_next(&r), 1509978240);
	forms_rng_seed(&r, 0);
	ck_assert(r.s[0] == 0xE220A8397B1DCDAFu);
	ck_assert(r.s[1] == 0x6E789E6AA1B965F4u);
}
END_TEST

static const char *
long_words(void *arg, const struct forms_answers *unused,
    const struct forms_field *field, struct forms_rng *r)
{
	static char text[400];
	size_t i, n = forms_rng_below(r, 95);

	(void)arg;
	(void)unused;
	(void)field;
	for (i = 0; i < n; i++)
		memcpy(text + i * 4, "\xF0\x9F\x98\x80", 5);
	return n > 0 ? text : NULL;
}

/* Sends back what was answered as a browser would; it must be taken without
 * complaint and come out the same. */
static void
send_again(const struct forms_answers *from, size_t at)
{
	const struct forms_answer *v = &from->v[at];
	const struct forms_field *f = &from->form->fields[at];
	const char *values[8];
	struct buf b CLEAN(buf_free) = { 0 };
	size_t n = 0;

	if (v->bytes.n > 0)
		as.v[at] = *v;		/* its name keeps a file */
	for (; n < v->n; n++)
		values[n] = v->amounts == NULL ? v->chosen[n]->name :
		    arena_printf(&a, "%s=%.0f", v->chosen[n]->name,
		    v->amounts[n]);
	if (n == 0 && v->state == FORMS_ANSWERED) {
		if (f->q->type == FORMS_NUMBER)
			value_put(&b, v->number, f->q->decimals);
		values[n++] = v->text != NULL ? v->text : buf_text(&b);
	}
	forms_answer_set(&as, f, values, n, v->write_in, &p);
	ck_assert_msg(p.kind == FORMS_OK, "%s: problem %d", f->id, p.kind);
	ck_assert_int_eq(as.v[at].state, v->state);
	ck_assert_uint_eq(as.v[at].n, v->n);
	ck_assert(as.v[at].number == v->number || isnan(v->number));
	ck_assert((as.v[at].text == NULL) == (v->text == NULL));
}

START_TEST(two_thousand_random_people_answer_by_the_rules)
{
	const struct forms_form *f = answers_form();
	size_t states[N_FIELDS][8] = { 0 }, i, person, agreed = 0;
	struct forms_rng r;

	forms_rng_seed(&r, 42);
	for (person = 0; person < 2000; person++) {
		struct arena mine CLEAN(arena_free) = { 0 };
		struct forms_answers them;

		begin();
		forms_answers_init(&them, &mine, f);
		for (i = 0; i < f->n_fields; i++)
			if (forms_shown(&them, f->fields[i].show))
				forms_random_answer(&them, &f->fields[i], &r,
				    person % 2 ? long_words : NULL, NULL);
		for (i = 0; i < f->n_fields; i++) {
			enum forms_state was = them.v[i].state;

			states[i][was]++;
			if (was != FORMS_NOT_ASKED)
				send_again(&them, i);
		}
		forms_route(&them);
		for (i = 0; i < f->n_fields; i++)
			ck_assert_int_eq(them.v[i].state, as.v[i].state);
		for (i = 0; i < f->n_pages; i++)
			ck_assert_ptr_null(forms_page_problems(&them,
			    &f->pages[i]));
		agreed += them.v[AGREE].n > 0 &&
		    them.v[AGREE].chosen[0] <= &f->fields[AGREE].q->options[1];
	}
	/* every way there is was gone */
	ck_assert_uint_eq(states[CAPACITY][FORMS_BLANK], 0);
	ck_assert_uint_gt(states[CAPACITY][FORMS_PREFER_NOT], 20);
	ck_assert_uint_gt(states[ORG][FORMS_NOT_ASKED], 100);
	ck_assert_uint_gt(states[ORG][FORMS_ANSWERED], 50);
	ck_assert_uint_gt(states[AGREE][FORMS_DONT_KNOW], 20);
	ck_assert_uint_gt(states[TOPICS][FORMS_BLANK], 20);
	ck_assert_uint_gt(states[AGE][FORMS_PREFER_NOT], 20);
	ck_assert_uint_gt(states[EXTRA][FORMS_ANSWERED], 100);
	ck_assert_uint_gt(states[WEIGHT][FORMS_ANSWERED], 1000);
	ck_assert_uint_gt(agreed, 1000);	/* leaning towards agreement */
}
END_TEST

/* The whole example, as it is read from its files. */
START_TEST(two_thousand_random_people_answer_the_example)
{
	struct arena whole CLEAN(arena_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;
	struct forms_rng r;
	struct err e = { 0 };
	size_t person, i, asked = 0, hidden = 0;

	forms_diags_init(&d, &whole);
	ck_assert_msg(forms_load(&whole, "examples/eol-2024", &f, &d, &e),
	    "%s (tests run in the top folder)", e.msg);
	forms_rng_seed(&r, 1);
	for (person = 0; person < 2000; person++) {
		struct arena mine CLEAN(arena_free) = { 0 };
		struct forms_answers them;

		arena_free(&a);
		forms_answers_init(&as, &a, f);
		forms_answers_init(&them, &mine, f);
		for (i = 0; i < f->n_fields; i++) {
			if (!forms_shown(&them, f->fields[i].show)) {
				hidden++;
				continue;
			}
			forms_random_answer(&them, &f->fields[i], &r,
			    long_words, NULL);
			send_again(&them, i);
			asked++;
		}
		forms_route(&as);
		for (i = 0; i < f->n_fields; i++)
			ck_assert_int_eq(as.v[i].state, them.v[i].state);
		for (i = 0; i < f->n_pages; i++)
			ck_assert(!forms_page_shown(&as, &f->pages[i]) ||
			    forms_page_problems(&as, &f->pages[i]) == NULL);
	}
	ck_assert_uint_gt(asked, hidden);
	ck_assert_uint_gt(hidden, 2000);
}
END_TEST

START_TEST(a_seed_gives_the_same_people_and_another_gives_others)
{
	static const uint64_t seeds[] = { 7, 7, 8 };
	char words[3][2000];
	size_t k, i;

	for (k = 0; k < 3; k++) {
		struct buf b CLEAN(buf_free) = { 0 };
		struct forms_rng r;

		forms_rng_seed(&r, seeds[k]);
		begin();
		for (i = 0; i < N_FIELDS; i++) {
			forms_random_answer(&as, &as.form->fields[i], &r,
			    NULL, NULL);
			buf_puts(&b, said(i));
			buf_lit(&b, "|");
		}
		ck_assert_uint_lt(b.n, sizeof(words[k]));
		memcpy(words[k], b.p, b.n + 1);
	}
	ck_assert_str_eq(words[0], words[1]);
	ck_assert_str_ne(words[0], words[2]);
}
END_TEST

UNIT_SUITE(answers, a_choice_is_taken_by_name_or_number,
    what_a_question_does_not_have_is_refused,
    several_choices_keep_to_their_rules,
    texts_are_trimmed_and_measured_as_browsers_do,
    what_nobody_can_see_is_no_answer_and_turns_no_text_round,
    numbers_are_read_as_people_write_them,
    number_questions_hold_to_their_range,
    only_the_first_part_of_a_postcode_is_kept,
    answers_are_said_in_the_words_of_the_form, routing_follows_the_answers,
    comparing_with_a_missing_answer_is_false_both_ways,
    sums_and_long_chains_are_worked_out,
    what_is_required_and_blank_stands_in_the_way,
    a_page_with_nothing_to_ask_is_not_shown,
    the_generator_is_the_published_one,
    two_thousand_random_people_answer_by_the_rules,
    two_thousand_random_people_answer_the_example,
    a_seed_gives_the_same_people_and_another_gives_others)
