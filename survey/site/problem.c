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

/* "12", "1.5", "£1,250"; of dates, the day. */
static const char *
number(const struct visit *v, const struct forms_question *q, double x)
{
	const char *sign = q->currency[0] != '\0' ?
	    forms_currency_sign(q->currency) : "";
	struct buf b CLEAN(buf_free) = { 0 };

	if (q->type == FORMS_DATE && q->date == FORMS_YEAR) {
		buf_printf(&b, "%d", date_from_days((int64_t)x).year);
	} else if (q->type == FORMS_DATE) {
		locale_date(&b, v->lo, date_from_days((int64_t)x));
	} else if (q->currency[0] != '\0' && floor(x) == x) {
		buf_puts(&b, sign);
		locale_count(&b, v->lo, (int64_t)x);
	} else {
		buf_printf(&b, "%s%.*f", sign, q->decimals, x);
	}
	return arena_str(v->a, buf_text(&b));
}

static const char *
required(const struct visit *v, const struct forms_field *f)
{
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		return fill(v, tr(v->lo, "Choose an answer to “%s”"),
		    said(v, f->words), "");
	case FORMS_MANY:
		return fill(v, tr(v->lo, "Choose at least one answer to “%s”"),
		    said(v, f->words), "");
	case FORMS_RANK:
		return fill(v, tr(v->lo, "Choose at least your first choice "
		    "for “%s”"), said(v, f->words), "");
	case FORMS_SHARE:
		return fill(v, tr(v->lo, "Share out the points for “%s”"),
		    said(v, f->words), "");
	case FORMS_DATE:
		return fill(v, tr(v->lo, "Write a date for “%s”"),
		    said(v, f->words), "");
	case FORMS_FILE:
		return fill(v, tr(v->lo, "Choose a file for “%s”"),
		    said(v, f->words), "");
	default:
		return fill(v, tr(v->lo, field_is_rating(f->q) ?
		    TR("Choose an answer to “%s”") :
		    TR("Write an answer to “%s”")), said(v, f->words), "");
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
			return said(v, a->chosen[i]->words);
	for (i = 0; i < f->q->n_options; i++)	/* nothing was kept */
		if (f->q->options[i].missing != FORMS_ANSWERED &&
		    !f->q->options[i].staff)
			return said(v, f->q->options[i].words);
	return said(v, f->words);
}

/* Words for an answer that was not chosen. */
static const char *
which(const struct visit *v, const struct forms_field *f)
{
	const struct forms_answer *a = &v->draft.answers.v[f->index];
	const char *other = said(v, field_write_in(f)->words);

	if (a->n == 0 || f->q->type == FORMS_MANY)
		return fill(v, tr(v->lo, "You wrote something below “%s” but "
		    "did not choose it. Choose it, or take out what you "
		    "wrote"), other, "");
	return fill(v, tr(v->lo, "You chose “%1$s” but also wrote something "
	    "below “%2$s”. Choose “%2$s”, or take out what you wrote"),
	    said(v, a->chosen[0]->words), other);
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

static const char *
postcode(const struct visit *v, const struct forms_question *q)
{
	if (q->postcode == FORMS_FULL)
		return tr(v->lo, "Write the whole postcode, such as LE4 2XY");
	if (q->postcode == FORMS_SECTOR)
		return tr(v->lo, "Write the first part of your postcode, a "
		    "space and the number after it, such as LE4 2");
	return tr(v->lo, "Write only the first part of your postcode, such as "
	    "LE4");
}

static const char *
format(const struct visit *v, enum forms_format format)
{
	switch (format) {
	case FORMS_EMAIL:
		return tr(v->lo, "Write an email address with an @ in it, such "
		    "as name@example.org");
	case FORMS_PHONE:
		return tr(v->lo, "Write a telephone number with its area "
		    "code, such as 0116 496 0000. Begin with + for another "
		    "country");
	case FORMS_LINK:
		return tr(v->lo, "Write the address of a web page, such as "
		    "www.example.org");
	default:
		return tr(v->lo, "Write a time of day, such as 9:30am or "
		    "14:00");
	}
}

/* "90 of 100": what the points come to, and what is to be done. */
static const char *
total(const struct visit *v, const struct forms_problem *p)
{
	if (p->got < p->limit)
		return fill(v, tr(v->lo, "Your points add up to %1$s. Please "
		    "give out %2$s more"), count(v, p->got),
		    count(v, p->limit - p->got));
	return fill(v, tr(v->lo, "Your points add up to %1$s. Please take "
	    "%2$s away again"), count(v, p->got),
	    count(v, p->got - p->limit));
}

/* Which part of a date is wrong or lacking. */
static const char *
date(const struct visit *v, const struct forms_problem *p)
{
	switch (p->got) {
	case 1:
		return tr(v->lo, "Check the day: there is no such day in that "
		    "month");
	case 2:
		return tr(v->lo, "Check the month: write a number from 1 to "
		    "12, or its name");
	case 4:
		return tr(v->lo, "Write the year with four numbers, such as "
		    "1950");
	default:
		return fill(v, p->field->q->date == FORMS_DAY ?
		    tr(v->lo, "Write a day, a month and a year for “%s”") :
		    tr(v->lo, "Write a month and a year for “%s”"),
		    said(v, p->field->words), "");
	}
}

static const char *
parts_words(const struct visit *v, const struct forms_problem *p)
{
	const struct forms_question *q = p->field->q;

	switch (p->kind) {
	case FORMS_P_TWICE:
		return tr(v->lo, "You have chosen the same answer twice. "
		    "Choose another one here, or leave it empty");
	case FORMS_P_TOTAL:
		return total(v, p);
	case FORMS_P_EACH:
		return fill(v, tr(v->lo, "Give “%1$s” a number of points %2$s"),
		    said(v, q->options[p->got - 1].words), fill(v, tr(v->lo,
		    "from %1$s to %2$s"), number(v, q, q->has_range &&
		    q->low > 0 ? q->low : 0), number(v, q, q->has_range ?
		    q->high : q->total)));
	case FORMS_P_DATE:
		return date(v, p);
	case FORMS_P_FILE_TYPE:
		return fill(v, tr(v->lo, "We cannot take this file. You can "
		    "send: %s"), field_file_kinds(v, q), "");
	case FORMS_P_FILE_SIZE:
		return fill(v, tr(v->lo, "This file is too large: it has "
		    "%1$s, and we can take %2$s. You can send it by email or "
		    "post instead"), field_size(v, p->got),
		    field_size(v, p->limit));
	default:
		return "";
	}
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
		    said(v, f->words), "");
	case FORMS_P_EXCLUSIVE:
		return fill(v, tr(v->lo, "Choose “%s”, or other answers, but "
		    "not both"), alone(v, f), "");
	case FORMS_P_TOO_MANY:
		return fill(v, tr_n(v->lo,
		    "Choose no more than %1$s answer to “%2$s”",
		    "Choose no more than %1$s answers to “%2$s”", p->limit),
		    count(v, p->limit), said(v, f->words));
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
		return fill(v, f->q->type == FORMS_DATE ?
		    tr(v->lo, "Write a date from %1$s to %2$s") :
		    tr(v->lo, "Write a number from %1$s to %2$s"),
		    number(v, f->q, f->q->low), number(v, f->q, f->q->high));
	case FORMS_P_POSTCODE:
		return postcode(v, f->q);
	case FORMS_P_TOO_FEW:
		return fill(v, tr_n(v->lo,
		    "Choose at least %1$s answer to “%2$s”, or none",
		    "Choose at least %1$s answers to “%2$s”, or none",
		    p->limit), count(v, p->limit), said(v, f->words));
	case FORMS_P_TOO_MANY_WORDS:
		return fill(v, tr_n(v->lo, "Make this shorter: it has %1$s "
		    "word, and we asked for %2$s at most", "Make this "
		    "shorter: it has %1$s words, and we asked for %2$s at "
		    "most", p->got), count(v, p->got), count(v, p->limit));
	case FORMS_P_FORMAT:
		return format(v, f->q->format);
	case FORMS_P_TWICE:
	case FORMS_P_TOTAL:
	case FORMS_P_EACH:
	case FORMS_P_DATE:
	case FORMS_P_FILE_TYPE:
	case FORMS_P_FILE_SIZE:
		return parts_words(v, p);
	case FORMS_P_RULE:
	case FORMS_P_QUERY:
		return said(v, p->rule->words);
	case FORMS_P_UNKNOWN:
		if (p->write_in)
			return which(v, f);
		break;
	case FORMS_OK:
	default:
		break;
	}
	return fill(v, tr(v->lo, "Choose one of the answers to “%s”"),
	    said(v, f->words), "");
}

/* As got of FORMS_P_DATE has it. */
static size_t
part_bit(const char *part)
{
	return part[0] == 'd' ? 1 : part[0] == 'm' ? 2 : 4;
}

/* The box that is wrong. */
static const char *
anchor(const struct visit *v, const struct forms_problem *p)
{
	const char *id = field_anchor(v, p->field);
	size_t i, n;

	if (p->kind == FORMS_P_QUERY)
		return sure_anchor(v, p->rule);
	if (p->write_in)
		return arena_printf(v->a, "%s-words", id);
	if (p->kind == FORMS_P_TWICE && p->got > 0 &&
	    p->got <= field_places(p->field->q))
		return field_box(v->a, id, p->got - 1);
	if (p->kind == FORMS_P_DATE) {
		for (i = 0; field_part(p->field, i) != NULL; i++)
			if (part_bit(field_part(p->field, i)) & p->got)
				return field_box(v->a, id, i);
	} else if (p->field->q->type == FORMS_SHARE && p->got > 0 &&
	    (p->kind == FORMS_P_EACH || p->kind == FORMS_P_NOT_NUMBER)) {
		const struct forms_option **o = field_ordered(v, p->field, &n);

		for (i = 0; i < n; i++)
			if (o[i] == &p->field->q->options[p->got - 1])
				return field_box(v->a, id, i);
	}
	return id;
}

bool
problem_only_queries(const struct forms_problem *p)
{
	for (; p != NULL; p = p->next)
		if (p->kind != FORMS_P_QUERY)
			return false;
	return true;
}

void
problem_summary(struct visit *v, const struct forms_problem *p)
{
	html_f(v->b, "<div class=\"nhsuk-error-summary\" tabindex=\"-1\" "
	    "autofocus>\n<div role=\"alert\">\n"
	    "<h2 class=\"nhsuk-error-summary__heading\">%s</h2>\n"
	    "<div class=\"nhsuk-error-summary__body\">\n"
	    "<ul class=\"nhsuk-list nhsuk-error-summary__list\">\n",
	    problem_only_queries(p) ? tr(v->lo, "Please look at this again") :
	    tr(v->lo, "There is a problem"));
	for (; p != NULL; p = p->next) {
		const struct locale *page = speak(v, p->field->lang);

		html_f(v->b, "<li><a href=\"#%s\"", anchor(v, p));
		mark_spoken(v, page);
		html_f(v->b, ">%s</a></li>\n", problem_words(v, p));
		v->lo = page;
	}
	html_lit(v->b, "</ul>\n</div>\n</div>\n</div>\n");
}
