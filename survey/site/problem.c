/* SPDX-License-Identifier: MIT
 *
 * problem.c -- what is wrong with an answer, in words that help to mend it.
 */
#include "survey/site/private.h"

#include <math.h>

static const char *
count(const struct visit *v, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_count(&b, v->lo, (int64_t)n);
	return arena_str(v->a, buf_text(&b));
}

static const char *
number(const struct visit *v, const struct forms_question *q, double x)
{
	return arena_printf(v->a, "%.*f", q->decimals, x);
}

static const char *
required(const struct visit *v, const struct forms_field *f)
{
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		return fill(v, tr(v->lo, "Choose an answer to “%s”"), f->words,
		    "");
	case FORMS_MANY:
		return fill(v, tr(v->lo, "Choose at least one answer to “%s”"),
		    f->words, "");
	default:
		return fill(v, tr(v->lo, "Write an answer to “%s”"), f->words,
		    "");
	}
}

/* The words of the chosen answer that cannot stand beside others. */
static const char *
alone(const struct visit *v, const struct forms_field *f)
{
	const struct forms_answer *a = &v->draft.answers.v[f->index];
	size_t i;

	for (i = 0; i < a->n; i++)
		if (a->chosen[i]->exclusive ||
		    a->chosen[i]->missing != FORMS_ANSWERED)
			return a->chosen[i]->words;
	return f->words;
}

/* Words for an answer that was not chosen. */
static const char *
which(const struct visit *v, const struct forms_field *f)
{
	const struct forms_answer *a = &v->draft.answers.v[f->index];
	const char *other = field_write_in(f)->words;

	if (a->n == 0 || f->q->type == FORMS_MANY)
		return fill(v, tr(v->lo, "You wrote something below “%s” but "
		    "did not choose it. Choose it, or take out what you "
		    "wrote"), other, "");
	return fill(v, tr(v->lo, "You chose “%1$s” but also wrote something "
	    "below “%2$s”. Choose “%2$s”, or take out what you wrote"),
	    a->chosen[0]->words, other);
}

/* From the middle of the range, so that it looks like an answer. */
static double
example(const struct forms_question *q)
{
	double middle = q->low + (q->high - q->low) / 2;

	if (!q->has_range)
		return 10;
	return q->decimals > 0 ? middle : floor(middle);
}

const char *
problem_words(const struct visit *v, const struct forms_problem *p)
{
	const struct forms_field *f = p->field;

	switch (p->kind) {
	case FORMS_P_REQUIRED:
		return required(v, f);
	case FORMS_P_SEVERAL:
		return fill(v, tr(v->lo, "Give only one answer to “%s”"),
		    f->words, "");
	case FORMS_P_EXCLUSIVE:
		return fill(v, tr(v->lo, "Choose “%s”, or other answers, but "
		    "not both"), alone(v, f), "");
	case FORMS_P_TOO_MANY:
		return fill(v, tr_n(v->lo,
		    "Choose no more than %1$s answer to “%2$s”",
		    "Choose no more than %1$s answers to “%2$s”", p->limit),
		    count(v, p->limit), f->words);
	case FORMS_P_TOO_LONG:
		return fill(v, tr_n(v->lo, "Make this shorter: it has %1$s "
		    "character, and we can keep %2$s. You can send the rest "
		    "by email or letter", "Make this shorter: it has %1$s "
		    "characters, and we can keep %2$s. You can send the rest "
		    "by email or letter", p->got), count(v, p->got),
		    count(v, p->limit));
	case FORMS_P_NOT_NUMBER:
		return fill(v, tr(v->lo, "Write a number, such as %s"),
		    number(v, f->q, example(f->q)), "");
	case FORMS_P_RANGE:
		return fill(v, tr(v->lo, "Write a number from %1$s to %2$s"),
		    number(v, f->q, f->q->low), number(v, f->q, f->q->high));
	case FORMS_P_POSTCODE:
		return tr(v->lo, "Write only the first part of your postcode, "
		    "such as LE4");
	case FORMS_P_UNKNOWN:
		if (p->write_in)
			return which(v, f);
		break;
	case FORMS_OK:
	default:
		break;
	}
	return fill(v, tr(v->lo, "Choose one of the answers to “%s”"),
	    f->words, "");
}

void
problem_summary(struct visit *v, const struct forms_problem *p)
{
	html_f(v->b, "<div class=\"nhsuk-error-summary\" tabindex=\"-1\" "
	    "autofocus>\n<div role=\"alert\">\n"
	    "<h2 class=\"nhsuk-error-summary__heading\">%s</h2>\n"
	    "<div class=\"nhsuk-error-summary__body\">\n"
	    "<ul class=\"nhsuk-list nhsuk-error-summary__list\">\n",
	    tr(v->lo, "There is a problem"));
	for (; p != NULL; p = p->next) {
		const struct locale *page = speak(v, p->field->lang);

		html_f(v->b, "<li><a href=\"#%s%s\"",
		    field_anchor(v, p->field), p->write_in ? "-words" : "");
		mark_spoken(v, page);
		html_f(v->b, ">%s</a></li>\n", problem_words(v, p));
		v->lo = page;
	}
	html_lit(v->b, "</ul>\n</div>\n</div>\n</div>\n");
}
