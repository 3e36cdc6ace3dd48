/* SPDX-License-Identifier: MIT
 *
 * people.c -- tests of made-up people who fill in whole forms: where rules are
 * hard to keep, and where one of them cannot be kept.
 */
#include "forms/forms.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

static const char hard[] =
    "earshot 1\n"
    "consultation hard \"Hard to please\"\n"
    "page money \"Money\"\n"
    "  question total money GBP 0..1000000 \"What did it cost in all?\"\n"
    "    required\n"
    "  question staff money GBP 0..1000000 \"What did staff cost?\"\n"
    "    required\n"
    "  question rooms money GBP 0..1000000 \"What did rooms cost?\"\n"
    "    required\n"
    "  question rest money GBP 0..1000000 \"What did the rest cost?\"\n"
    "    required\n"
    "  must staff + rooms + rest = total \"The parts come to the whole.\"\n"
    "page days \"Days\"\n"
    "  question began date 2000-01-01..2025-12-31 \"When did it begin?\"\n"
    "    required\n"
    "  question ended date 2000-01-01..2025-12-31 \"When did it end?\"\n"
    "    required\n"
    "  must ended >= began and ended - 7 <= began \"Within a week.\"\n"
    "page odd \"Odd\"\n"
    "  question sort choose one \"Which sort?\"\n"
    "    1 small \"Small\"\n"
    "    2 large \"Large\"\n"
    "  question size number 0..100000 \"How large?\"\n"
    "    required\n"
    "  must sort <> large or size >= 99999 \"Large is very large.\"\n"
    "  must sort = large or size * 7 = 300006 \"It is a known size.\"\n"
    "page both \"Both\"\n"
    "  question one number 0..10 \"One?\"\n"
    "  question two number 0..10 \"Two?\"\n"
    "  must one + two > 100 \"Together more than 100.\"\n";
static const char never[] =
    "page never \"Never\"\n"
    "  question three number 0..10 \"Three?\"\n"
    "    required\n"
    "  question four number 0..10 \"Four?\"\n"
    "    required\n"
    "  must three + four > 100 \"Together more than 100.\"\n";

static struct arena forever;

static const struct forms_form *
read_form(const char *more)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_source src = { .name = "hard.form" };
	struct forms_diags d = { 0 };
	struct forms_form *f;

	buf_puts(&b, hard);
	buf_puts(&b, more);
	src.text = str_of(arena_str(&forever, buf_text(&b)));
	ck_assert_msg(forms_read(&forever, &src, 1, &f, &d),
	    "the form has mistakes");
	return f;
}

static bool
fill(const struct forms_form *f, uint64_t seed, struct forms_answers *as,
    struct forms_problem **why)
{
	struct forms_rng r;

	forms_rng_seed(&r, seed);
	forms_answers_init(as, &forever, f);
	return forms_random_answers(as, &r, NULL, NULL, why);
}

START_TEST(people_keep_rules_that_are_hard_to_keep)
{
	const struct forms_form *f = read_form("");
	const struct forms_field *size = forms_field(f, "size");
	size_t i, p, known = 0, left_out = 0;
	struct forms_problem *why;
	struct forms_answers as;

	for (i = 0; i < 200; i++) {
		ck_assert_msg(fill(f, i, &as, &why), "%s: %s",
		    why->field->id, why->rule != NULL ? why->rule->words : "");
		for (p = 0; p < f->n_pages; p++)
			ck_assert_ptr_null(forms_page_problems(&as,
			    &f->pages[p]));
		known += as.v[size->index].number == 42858;
		left_out += as.v[forms_field(f, "two")->index].state ==
		    FORMS_BLANK;
	}
	ck_assert_uint_gt(known, 20);
	ck_assert_uint_lt(known, 180);
	ck_assert_uint_gt(left_out, 20);
}
END_TEST

START_TEST(a_rule_that_nobody_can_keep_is_named)
{
	const struct forms_form *f = read_form(never);
	struct forms_problem *why;
	struct forms_answers as;

	ck_assert(!fill(f, 1, &as, &why));
	ck_assert_int_eq(why->kind, FORMS_P_RULE);
	ck_assert_ptr_eq(why->rule, forms_page(f, "never")->rules);
	ck_assert_str_eq(why->field->id, "four");
}
END_TEST

UNIT_SUITE(people, people_keep_rules_that_are_hard_to_keep,
    a_rule_that_nobody_can_keep_is_named)
