/* SPDX-License-Identifier: MIT
 *
 * structure.c -- tests of grids, repeats, values, rules, modules and editions:
 * what they are made into, and what conditions make of them.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#define READ(r, text)							\
	struct reading r CLEAN(reading_done);				\
	ck_assert_msg(reading_of(&r, text), "%s", buf_text(&r.said))

static const struct forms_field *
field(const struct reading *r, const char *id)
{
	const struct forms_field *f = forms_field(r->f, id);

	ck_assert_msg(f != NULL, "no field %s", id);
	return f;
}

/* Gives one answer and settles the rest. */
static void
give(struct reading *r, struct forms_answers *as, const char *id,
    const char *value)
{
	struct forms_problem p;

	if (as->v == NULL)
		forms_answers_init(as, &r->a, r->f);
	forms_answer_set(as, field(r, id), &value, 1, NULL, &p);
	ck_assert_msg(p.kind == FORMS_OK, "%s = %s: %d", id, value, p.kind);
	forms_route(as);
}

static bool
shown(const struct reading *r, const struct forms_answers *as, const char *id)
{
	return forms_shown(as, field(r, id)->show);
}

static double
value_of(const struct reading *r, const struct forms_answers *as,
    const char *name)
{
	double v;
	size_t i;

	for (i = 0; i < r->f->n_values; i++)
		if (strcmp(r->f->values[i].name, name) == 0)
			return forms_value(as, &r->f->values[i], &v) ? v : -999;
	ck_abort_msg("no value %s", name);
	return 0;
}

#define BAD	"scale bad\n  1 no \"No\" score 0\n  2 yes \"Yes\" score 2\n"	\
		"  8 dk \"I do not know\" missing dont-know\n"
#define PAGE	"page p \"P\"\n"

/* ---- grids ------------------------------------------------------------------ */

START_TEST(each_row_of_a_grid_is_a_question)
{
	READ(r, HEAD BAD PAGE "  grid sym scale bad \"Do you have any?\"\n"
	    "    row pain \"Pain\"\n    row ill \"Feeling sick\" reverse\n"
	    "  question x line \"Anything else?\"\n    show if sym[ill] = yes\n"
	    "  question y line \"Anything more?\"\n"
	    "    show if count(sym = yes) = 2\n");
	ck_assert_uint_eq(r.f->n_fields, 4);
	ck_assert_str_eq(r.f->fields[0].id, "sym[pain]");
	ck_assert_str_eq(r.f->fields[0].words, "Do you have any? Pain");
	ck_assert_str_eq(r.f->fields[0].number, "1a");
	ck_assert_str_eq(r.f->fields[1].number, "1b");
	ck_assert_str_eq(r.f->fields[2].number, "2");
	ck_assert_ptr_eq(r.f->fields[0].grid, r.f->fields[1].grid);
	ck_assert_uint_eq(r.f->fields[0].grid->n, 2);
	ck_assert(!r.f->fields[0].reverse && r.f->fields[1].reverse);
	ck_assert_ptr_null(r.f->fields[0].row);
}
END_TEST

START_TEST(a_grid_in_a_repeat_has_two_rows_in_its_name)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD "use plan version 1\n" BAD PAGE "  repeat p in priority\n"
	    "    grid sym scale bad \"For {p.title}?\"\n"
	    "      row pain \"Pain\"\n      row ill \"Feeling sick\"\n"
	    "    question why line \"Why {p.title}?\"\n"
	    "      show if sym[pain] = yes\n"
	    "page q \"Q\"\n  question end line \"End?\"\n"
	    "    show if sym[P2][ill] = yes\n");

	ck_assert_str_eq(r.f->fields[4].id, "sym[P2][ill]");
	ck_assert_str_eq(r.f->fields[4].words, "For Second? Feeling sick");
	give(&r, &as, "sym[P2][pain]", "yes");
	ck_assert(shown(&r, &as, "why[P2]") && !shown(&r, &as, "why[P1]"));
	ck_assert(!shown(&r, &as, "end"));
	give(&r, &as, "sym[P2][ill]", "yes");
	ck_assert(shown(&r, &as, "end"));
}
END_TEST

START_TEST(a_question_on_a_scale_can_do_without_its_reasons)
{
	READ(r, HEAD BAD PAGE "  question a scale bad \"A?\"\n    without dk\n"
	    "  question b scale bad \"B?\"\n");
	ck_assert_uint_eq(r.f->fields[0].q->n_options, 2);
	ck_assert_uint_eq(r.f->fields[1].q->n_options, 3);
}
END_TEST

/* ---- repeats ------------------------------------------------------------------ */

#define TOPICS	PAGE "  question topics choose many \"Which?\"\n"		\
		"    1 parks \"Parks\"\n    2 roads \"Roads\"\n"		\
		"    9 none \"None of these\" exclusive\n"

START_TEST(a_repeat_over_ticks_asks_about_those_that_were_ticked)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD TOPICS "page q \"Q\"\n  repeat t in topics\n"
	    "    question why line \"Why {t.title}?\"\n"
	    "    question big line \"How big?\"\n      show if t = roads\n"
	    "page z \"Z\"\n  question end line \"End?\"\n"
	    "    show if any(why is answered)\n");

	ck_assert_uint_eq(r.f->n_fields, 6);	/* none for `none` */
	ck_assert_str_eq(field(&r, "why[parks]")->words, "Why Parks?");
	give(&r, &as, "topics", "roads");
	ck_assert(shown(&r, &as, "why[roads]") && shown(&r, &as,
	    "big[roads]"));
	ck_assert(!shown(&r, &as, "why[parks]") && !shown(&r, &as, "end"));
	give(&r, &as, "why[roads]", "Because");
	ck_assert(shown(&r, &as, "end"));
	give(&r, &as, "topics", "none");
	ck_assert_int_eq(as.v[field(&r, "why[roads]")->index].state,
	    FORMS_NOT_ASKED);
}
END_TEST

#define SITES	PAGE "  question n number 0..3 \"How many sites?\"\n"	\
		"page s \"S\"\n  repeat site up to 3 from n "			\
		"\"Site {site.number}\"\n"					\
		"    question beds number 0..100 \"{site.title}: beds?\"\n"

START_TEST(a_repeat_counts_what_people_say_there_are)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD SITES "value beds-in-all = sum(beds)\n"
	    "page e \"E\"\n  question all line \"Full?\"\n"
	    "    show if every(beds > 10)\n");

	ck_assert_str_eq(field(&r, "beds[3]")->words, "Site 3: beds?");
	give(&r, &as, "n", "2");
	ck_assert(shown(&r, &as, "beds[2]") && !shown(&r, &as, "beds[3]"));
	give(&r, &as, "beds[1]", "20");
	/* one that is asked and blank leaves the sum open */
	ck_assert(value_of(&r, &as, "beds-in-all") == -999);
	give(&r, &as, "beds[2]", "30");
	ck_assert(value_of(&r, &as, "beds-in-all") == 50);
	ck_assert(shown(&r, &as, "all"));
	give(&r, &as, "n", "0");
	ck_assert(value_of(&r, &as, "beds-in-all") == 0);
}
END_TEST

START_TEST(repeats_that_count_differently_have_rows_of_their_own)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD PAGE "  question n number 0..5 \"How many?\"\n"
	    "page s \"S\"\n  repeat site up to 3 from n \"Site {site.number}\"\n"
	    "    question a line \"{site.title}?\"\n"
	    "  repeat site up to 5 from n \"Place {site.number}\"\n"
	    "    question b line \"{site.title}?\"\n");

	ck_assert_uint_eq(r.f->n_fields, 9);
	ck_assert_str_eq(field(&r, "b[5]")->words, "Place 5?");
	give(&r, &as, "n", "5");
	ck_assert(shown(&r, &as, "b[5]"));
}
END_TEST

START_TEST(a_row_that_is_not_there_is_not_counted)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD PAGE "  question n number 0..3 \"How many sites?\"\n"
	    "page s \"S\"\n  repeat site up to 3 from n \"S {site.number}\"\n"
	    "    question ok choose one \"{site.title}?\"\n"
	    "      1 yes \"Yes\"\n      2 no \"No\"\n"
	    "page e \"E\"\n"
	    "  question x line \"X?\"\n    show if any(not (ok = yes))\n"
	    "  question y line \"Y?\"\n"
	    "    show if count(not (ok = yes)) = 1\n"
	    "  question z line \"Z?\"\n    show if any(ok is not-asked)\n");

	give(&r, &as, "n", "2");
	give(&r, &as, "ok[1]", "yes");
	ck_assert(shown(&r, &as, "x") && shown(&r, &as, "y"));
	give(&r, &as, "ok[2]", "yes");
	ck_assert(!shown(&r, &as, "x") && !shown(&r, &as, "y"));
	ck_assert(!shown(&r, &as, "z"));
}
END_TEST

/* ---- values and rules ------------------------------------------------------------ */

START_TEST(a_value_that_needs_one_is_the_same_in_conditions_and_in_words)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD BAD PAGE "  question a scale bad \"A?\"\n"
	    "  question b scale bad \"B?\"\n"
	    "value v = score(a) + score(b) needs 1\n"
	    "value twice = 2 * v\n"
	    "page q \"Q\"\n  question x line \"X?\"\n    show if v >= 2\n"
	    "  question y line \"Y?\"\n    show if twice >= 4\n");

	give(&r, &as, "b", "dk");
	ck_assert(value_of(&r, &as, "v") == -999 && !shown(&r, &as, "x"));
	give(&r, &as, "a", "yes");
	ck_assert(value_of(&r, &as, "v") == 2 && shown(&r, &as, "x"));
	ck_assert(value_of(&r, &as, "twice") == 4 && shown(&r, &as, "y"));
}
END_TEST

START_TEST(decimals_add_up_as_people_add_them)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD PAGE "  question a number 0..9 decimals 1 \"A?\"\n"
	    "  question b number 0..9 decimals 1 \"B?\"\n"
	    "  question c number 0..9 decimals 1 \"C?\"\n"
	    "  must a + b = c \"They should add up.\"\n"
	    "page q \"Q\"\n  question x line \"X?\"\n    show if a + b > c\n"
	    "  question y line \"Y?\"\n    show if a + b >= c\n");

	give(&r, &as, "a", "0.1");
	give(&r, &as, "b", "0.2");
	give(&r, &as, "c", "0.3");
	ck_assert_ptr_null(forms_page_problems(&as, &r.f->pages[0]));
	ck_assert(!shown(&r, &as, "x") && shown(&r, &as, "y"));
	give(&r, &as, "c", "0.4");
	ck_assert_ptr_nonnull(forms_page_problems(&as, &r.f->pages[0]));
	ck_assert(!shown(&r, &as, "y"));
}
END_TEST

START_TEST(values_made_of_values_cannot_grow_without_end)
{
	struct reading r CLEAN(reading_done) = { 0 };
	struct buf text CLEAN(buf_free) = { 0 };
	int i;

	buf_puts(&text, HEAD PAGE "  question n number 0..9 \"N?\"\n"
	    "value v0 = n + 1\n");
	for (i = 1; i < 60; i++)
		buf_printf(&text, "value v%d = v%d + v%d\n", i, i - 1, i - 1);
	ck_assert(!reading_of(&r, buf_text(&text)));
	ck_assert(said(&r, "E122"));
	ck_assert_uint_eq(r.d.errors, 1);
}
END_TEST

START_TEST(scores_add_up_to_values_with_bands)
{
	struct forms_answers as = { 0 };
	const struct forms_band *band;
	READ(r, HEAD BAD PAGE "  grid g scale bad \"Any?\"\n    row a \"A\"\n"
	    "    row b \"B\" reverse\n    row c \"C\"\n"
	    "value mean = sum(score(g[a]), score(g[b])) needs 1\n"
	    "value both = score(g[a]) + score(g[b])\n"
	    "value page = score(p) \"Score\"\n"
	    "  band low 0..3 \"Low\"\n  band high 4..6 \"High\"\n"
	    "value share = score(form) / most(form) * 100\n");

	give(&r, &as, "g[b]", "no");	/* reversed: 2 */
	ck_assert(value_of(&r, &as, "mean") == 2);
	ck_assert(value_of(&r, &as, "both") == -999);
	ck_assert(value_of(&r, &as, "page") == 2);
	give(&r, &as, "g[a]", "yes");
	ck_assert(value_of(&r, &as, "both") == 4);
	ck_assert(value_of(&r, &as, "share") > 66.6 &&
	    value_of(&r, &as, "share") < 66.7);
	band = forms_band(&r.f->values[2], 4);
	ck_assert_ptr_nonnull(band);
	ck_assert_str_eq(band->words, "High");
}
END_TEST

START_TEST(reverse_scores_turn_among_the_answers_alone)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD "scale s\n  1 a \"A\" score 1\n  2 b \"B\" score 2\n"
	    "  8 dk \"I do not know\" missing dont-know score 9\n" PAGE
	    "  question x scale s \"X?\"\n    reverse\n"
	    "value v = score(x)\nvalue m = most(x)\n");

	give(&r, &as, "x", "a");
	ck_assert(value_of(&r, &as, "v") == value_of(&r, &as, "m"));
	give(&r, &as, "x", "dk");
	ck_assert(value_of(&r, &as, "v") == -999);
}
END_TEST

START_TEST(a_rule_stands_against_leaving_its_page)
{
	struct forms_answers as = { 0 };
	struct forms_problem *p;
	READ(r, HEAD PAGE "  question all number 0..99 \"All?\"\n"
	    "  question some number 0..99 \"Some of them?\"\n"
	    "  must some <= all \"Some cannot be more than all.\"\n");

	give(&r, &as, "all", "5");
	ck_assert_ptr_null(forms_page_problems(&as, &r.f->pages[0]));
	give(&r, &as, "some", "6");
	p = forms_page_problems(&as, &r.f->pages[0]);
	ck_assert_ptr_nonnull(p);
	ck_assert_int_eq(p->kind, FORMS_P_RULE);
	ck_assert_str_eq(p->rule->words, "Some cannot be more than all.");
	ck_assert_str_eq(p->field->id, "some");
}
END_TEST

/* ---- dates and parts ---------------------------------------------------------------- */

START_TEST(years_are_those_between_a_birthday_and_a_day)
{
	static const struct { const char *born; bool adult; } all[] = {
		{ "2008-09-01", true }, { "2008-09-02", false },
		{ "2008-02-29", true }, { "1990-01-01", true },
	};
	struct forms_answers as = { 0 };
	size_t i;
	READ(r, HEAD PAGE "  question born date \"When were you born?\"\n"
	    "page q \"Q\"\n  question adult line \"And?\"\n"
	    "    show if years(born, 2024-09-01) >= 16\n"
	    "  question child line \"And?\"\n"
	    "    show if years(born, 2024-09-01) < 16\n"
	    "  question just line \"And?\"\n"
	    "    show if years(born, 2024-09-01) = 16\n");

	for (i = 0; i < LEN(all); i++) {
		give(&r, &as, "born", all[i].born);
		ck_assert_msg(shown(&r, &as, "adult") == all[i].adult, "%s",
		    all[i].born);
		ck_assert(shown(&r, &as, "child") != all[i].adult);
	}
	ck_assert(!shown(&r, &as, "just"));
	give(&r, &as, "born", "2007-09-02");
	ck_assert(shown(&r, &as, "just"));
}
END_TEST

START_TEST(what_was_written_in_can_be_asked_about)
{
	struct forms_answers as = { 0 };
	struct forms_problem p;
	const char *other = "other";
	READ(r, HEAD PAGE "  question who choose one \"Who?\"\n"
	    "    1 me \"Me\"\n    2 other \"Other\" write-in\n"
	    "  question x line \"X?\"\n    show if who.other is answered\n"
	    "  question y line \"Y?\"\n    show if who.other is blank\n");

	give(&r, &as, "who", "other");
	ck_assert(!shown(&r, &as, "x") && shown(&r, &as, "y"));
	forms_answer_set(&as, field(&r, "who"), &other, 1, "A friend", &p);
	ck_assert(shown(&r, &as, "x") && !shown(&r, &as, "y"));
}
END_TEST

START_TEST(other_words_stand_where_their_condition_holds)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD PAGE "  question who choose one \"For whom?\"\n"
	    "    1 me \"Me\"\n    2 other \"Somebody else\"\n"
	    "page q \"Q\"\n  question pain line \"Do you have pain?\"\n"
	    "    words proxy if who = other \"Do they have pain?\"\n");

	give(&r, &as, "who", "me");
	ck_assert_str_eq(forms_words(&as, field(&r, "pain")->words),
	    "Do you have pain?");
	give(&r, &as, "who", "other");
	ck_assert_str_eq(forms_words(&as, field(&r, "pain")->words),
	    "Do they have pain?");
}
END_TEST

/* ---- modules and editions -------------------------------------------------------------- */

#define TOPIC	"earshot 1\nmodule topic version 1 \"One topic\"\n"		\
		"  parameter title \"Libraries\"\n  parameter most 10\n"	\
		"scale q\n  1 good \"Good\"\n  2 bad \"Bad\"\n"		\
		"page topic \"{title}\"\n"					\
		"  question use number 0..50 \"How often {title}?\"\n"		\
		"  question like scale q \"And?\"\n    show if use > most\n"

START_TEST(a_module_is_written_once_and_included_for_each_topic)
{
	struct reading r CLEAN(reading_done) = { 0 };
	struct forms_answers as = { 0 };
	const struct forms_source v[] = { { "a.form", str_of(HEAD
	    "include topic version 1 as parks\n  set title \"Parks\"\n"
	    "  set most 5\npage between \"Between\"\n"
	    "  question b line \"B?\"\n    show if parks.like = bad\n"
	    "include topic version 1 as roads\n  set title \"Roads\"\n"
	    "  set most 9\n  show if b is answered\n") },
	    { "topic.module", str_of(TOPIC) } };

	forms_diags_init(&r.d, &r.a);
	ck_assert(forms_read(&r.a, v, 2, &r.f, &r.d));
	ck_assert_uint_eq(r.f->n_fields, 5);
	ck_assert_uint_eq(r.f->n_sources, 2);
	ck_assert_str_eq(r.f->pages[0].slug, "parks-topic");
	ck_assert_str_eq(r.f->pages[0].title, "Parks");
	ck_assert_str_eq(field(&r, "roads.use")->words, "How often Roads?");
	give(&r, &as, "parks.use", "6");
	ck_assert(shown(&r, &as, "parks.like") && !shown(&r, &as,
	    "roads.use"));
	give(&r, &as, "parks.like", "bad");
	give(&r, &as, "b", "x");
	give(&r, &as, "roads.use", "6");
	ck_assert(!shown(&r, &as, "roads.like"));
}
END_TEST

#define AS_FORM	"earshot 1\nmodule topic version 1 \"One topic\"\n"		\
		"  parameter most 10\n"					\
		"page topic \"Topic\"\n"					\
		"  question use number 0..50 \"How often?\"\n"		\
		"  value all = use + 1\n"					\
		"  question why line \"Why {all}?\"\n    show if all > most\n" \
		"  question how line \"How?\"\n    show if use > most\n"

START_TEST(names_in_a_module_mean_its_own_things_first)
{
	struct reading r CLEAN(reading_done) = { 0 };
	struct forms_answers as = { 0 };
	const struct forms_source v[] = { { "a.form", str_of(HEAD PAGE
	    "  question n number 0..9 \"N?\"\n"
	    "value all = n + 100\nvalue most = n + 200\nvalue use = n + 300\n"
	    "include topic version 1\n  set most 5\n") },
	    { "topic.module", str_of(AS_FORM) } };

	forms_diags_init(&r.d, &r.a);
	ck_assert(forms_read(&r.a, v, 2, &r.f, &r.d));
	give(&r, &as, "n", "0");
	give(&r, &as, "topic.use", "3");
	ck_assert(!shown(&r, &as, "topic.why") && !shown(&r, &as,
	    "topic.how"));
	give(&r, &as, "topic.use", "6");
	ck_assert(shown(&r, &as, "topic.why") && shown(&r, &as, "topic.how"));
	ck_assert_str_eq(forms_words(&as, field(&r, "topic.why")->words),
	    "Why 7?");
}
END_TEST

START_TEST(a_question_cannot_have_the_name_of_a_module)
{
	struct reading r CLEAN(reading_done) = { 0 };
	const struct forms_source v[] = { { "a.form", str_of(HEAD
	    "include topic version 1 as use\n" PAGE
	    "  question use choose one \"How?\"\n    1 a \"A\"\n"
	    "    2 why \"Another way\" write-in\n") },
	    { "topic.module", str_of(AS_FORM) } };

	forms_diags_init(&r.d, &r.a);
	ck_assert(!forms_read(&r.a, v, 2, &r.f, &r.d));
	ck_assert(said(&r, "E203"));
}
END_TEST

START_TEST(editions_are_one_form_for_several_people)
{
	struct forms_answers as = { 0 };
	READ(r, HEAD "  edition patient \"For \"\"patients\"\"\"\n"
	    "  edition staff \"For staff\"\n" PAGE
	    "  question a line \"A?\"\n  question b line \"B?\"\n"
	    "    for staff\n    show if a is answered\n"
	    "page q \"Q\"\n  for patient\n  question c line \"C?\"\n");

	ck_assert_ptr_nonnull(r.f->edition);
	ck_assert_str_eq(r.f->pages[0].slug, "edition");
	ck_assert_str_eq(r.f->edition->q->options[0].words,
	    "For \"patients\"");
	ck_assert_str_eq(field(&r, "a")->number, "1");
	give(&r, &as, "edition", "staff");
	ck_assert(!shown(&r, &as, "b") && !shown(&r, &as, "c"));
	give(&r, &as, "a", "x");
	ck_assert(shown(&r, &as, "b"));
	give(&r, &as, "edition", "patient");
	ck_assert(!shown(&r, &as, "b") && shown(&r, &as, "c"));
}
END_TEST

UNIT_SUITE(structure, each_row_of_a_grid_is_a_question,
    a_grid_in_a_repeat_has_two_rows_in_its_name,
    a_question_on_a_scale_can_do_without_its_reasons,
    a_repeat_over_ticks_asks_about_those_that_were_ticked,
    a_repeat_counts_what_people_say_there_are,
    repeats_that_count_differently_have_rows_of_their_own,
    a_row_that_is_not_there_is_not_counted,
    a_value_that_needs_one_is_the_same_in_conditions_and_in_words,
    decimals_add_up_as_people_add_them,
    values_made_of_values_cannot_grow_without_end,
    names_in_a_module_mean_its_own_things_first,
    a_question_cannot_have_the_name_of_a_module,
    scores_add_up_to_values_with_bands,
    reverse_scores_turn_among_the_answers_alone,
    a_rule_stands_against_leaving_its_page,
    years_are_those_between_a_birthday_and_a_day,
    what_was_written_in_can_be_asked_about,
    other_words_stand_where_their_condition_holds,
    a_module_is_written_once_and_included_for_each_topic,
    editions_are_one_form_for_several_people)
