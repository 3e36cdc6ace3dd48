/* SPDX-License-Identifier: MIT
 *
 * fits.c -- words of a message as answers to questions that are not for comments,
 * and without what numbers or names the question.
 */
#include "tests/unit/survey/labelled.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

struct room {
	struct arena	 a;
	struct mail_forms forms;
	struct mail_fits *fits;
};

static void
begin(struct room *r)
{
	size_t n;

	*r = (struct room){ 0 };
	r->forms.v = labelled_forms(&r->a, "examples/eol-2024", &n);
	r->forms.n = n;
	ck_assert_uint_gt(r->forms.n, 3);
	r->fits = mail_fits_new(&r->a, &r->forms);
}

static const struct forms_field *
field(struct room *r, const char *id)
{
	const struct forms_field *f = forms_field(r->forms.v[0], id);

	ck_assert_msg(f != NULL, "%s", id);
	return f;
}

/* "none": it is not taken. */
#define TYPED(id, words, is) do { \
	const char *t_ = mail_fits_typed(r.fits, field(&r, id), words); \
	ck_assert_msg(strcmp(t_ != NULL ? t_ : "none", is) == 0, \
	    "%s: %s", words, t_ != NULL ? t_ : "none"); \
} while (0)
#define WORDS(id, words, is) \
	ck_assert_str_eq(mail_fits_words(r.fits, field(&r, id), words), is)

START_TEST(one_answer_is_known_by_its_label_or_number)
{
	struct room r;

	begin(&r);
	TYPED("area", "Rutland", "3");
	TYPED("area", "  rutland. ", "3");
	TYPED("area", "3", "3");
	TYPED("area", "3.", "3");
	TYPED("area", "3. Rutland", "3");
	TYPED("area", "3 Rutland", "3");
	TYPED("vision-agree", "Strongly agree", "5");
	TYPED("vision-agree", "STRONGLY AGREE!", "5");
	TYPED("vision-agree", "Zdecydowanie się zgadzam", "5");
	TYPED("capacity", "6. On behalf of an organisation", "6");
	/* not exactly one of them */
	TYPED("area", "Rutland, near Oakham", "none");
	TYPED("area", "2. Rutland", "none");
	TYPED("area", "7", "none");
	TYPED("area", "-", "none");
	TYPED("area", "*", "none");
	TYPED("area", "", "none");
	TYPED("area", "Leicester or Rutland", "none");
	TYPED("area", "Leicester\nRutland", "none");
	TYPED("vision-agree", "Agreed", "none");
	TYPED("vision-agree", "<5", "none");
	TYPED("vision-why", "Agree", "none");
	arena_free(&r.a);
}
END_TEST

START_TEST(several_answers_are_taken_when_each_is_known)
{
	struct room r;
	const struct forms_question *q;
	const char *first, *third;

	begin(&r);
	q = field(&r, "ambitions")->q;
	ck_assert_uint_gt(q->n_options, 3);
	first = q->options[0].words;
	third = q->options[2].words;
	TYPED("ambitions", first, "1");
	TYPED("ambitions", arena_printf(&r.a, "- %s\n- %s.", first, third),
	    "1 3");
	TYPED("ambitions", arena_printf(&r.a, "%s, %s", third, first), "3 1");
	TYPED("ambitions", "1, 3", "1 3");
	TYPED("ambitions", "1\n3\n", "1 3");
	TYPED("ambitions", "None of these", "8");
	TYPED("ambitions", arena_printf(&r.a, "%s\nmore beds", first), "none");
	/* the one excludes the other */
	TYPED("ambitions", "1, None of these", "none");
	arena_free(&r.a);
}
END_TEST

START_TEST(values_are_taken_when_they_can_be)
{
	struct room r;

	begin(&r);
	TYPED("district", "LE15", "LE15");
	TYPED("district", "le15.", "le15");
	TYPED("district", "near Oakham", "none");
	TYPED("district", "LE15\nRutland", "none");
	TYPED("organisation-name", "The Oakham Hospice Trust",
	    "The Oakham Hospice Trust");
	TYPED("organisation-name", "/9", "none");
	TYPED("organisation-name", "One\nTwo", "none");
	arena_free(&r.a);
}
END_TEST

START_TEST(the_number_and_title_of_the_question_itself_are_taken_off)
{
	struct room r;
	const struct forms_field *f;
	const char *number, *id;

	begin(&r);
	f = field(&r, "vision-why");
	number = f->number;
	WORDS("vision-why", arena_printf(&r.a, "%s. More beds", number),
	    "More beds");
	WORDS("vision-why", arena_printf(&r.a, "Q%s: More beds", number),
	    "More beds");
	WORDS("vision-why", arena_printf(&r.a, "Question %s\nMore beds",
	    number), "More beds");
	WORDS("vision-why", arena_printf(&r.a, "%s) Why do you say that? More "
	    "beds", number), "More beds");
	id = "why[P1]";
	WORDS(id, "Priority 1: more nurses", "more nurses");
	WORDS(id, "Priority 1 - more nurses", "more nurses");
	WORDS(id, arena_printf(&r.a, "%s\nmore nurses",
	    field(&r, id)->page->title), "more nurses");
	/* another question's, an amount, a list, or nothing else */
	WORDS(id, "Priority 2: more nurses", "Priority 2: more nurses");
	WORDS(id, "Priority 1 needs more nurses",
	    "Priority 1 needs more nurses");
	WORDS(id, "Priority 1:", "Priority 1:");
	WORDS("vision-why", "99. More beds", "99. More beds");
	WORDS("vision-why", arena_printf(&r.a, "%s beds", number),
	    arena_printf(&r.a, "%s beds", number));
	WORDS("vision-why", arena_printf(&r.a, "%s.5 hours", number),
	    arena_printf(&r.a, "%s.5 hours", number));
	WORDS("vision-why", arena_printf(&r.a, "%s-8 weeks", number),
	    arena_printf(&r.a, "%s-8 weeks", number));
	WORDS("vision-why", arena_printf(&r.a, "%s. beds\n7. nurses", number),
	    arena_printf(&r.a, "%s. beds\n7. nurses", number));
	WORDS("vision-why", "", "");
	/* then the rest is an answer to choose */
	TYPED("area", arena_printf(&r.a, "%s. Rutland",
	    field(&r, "area")->number), "3");
	TYPED("area", "Which area do you live in? Rutland", "3");
	arena_free(&r.a);
}
END_TEST

UNIT_SUITE(fits, one_answer_is_known_by_its_label_or_number,
    several_answers_are_taken_when_each_is_known,
    values_are_taken_when_they_can_be,
    the_number_and_title_of_the_question_itself_are_taken_off)
