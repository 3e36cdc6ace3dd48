/* SPDX-License-Identifier: MIT
 *
 * problems.c -- why the questionnaire does not take an answer, for whoever
 * imports it.
 */
#include "survey/import/import.h"

static const char *
range(struct arena *a, const struct forms_question *q)
{
	return arena_printf(a, "%.15g to %.15g", q->low, q->high);
}

static const char *
of_number(struct arena *a, const struct forms_problem *p, const char *cell)
{
	const struct forms_question *q = p->field->q;

	if (p->kind == FORMS_P_RANGE)
		return arena_printf(a, "\"%s\" is outside %s, which %s takes",
		    cell, range(a, q), p->field->id);
	if (q->decimals > 0)
		return arena_printf(a, "\"%s\" is not a number with up to %d "
		    "decimals, which %s takes", cell, q->decimals,
		    p->field->id);
	return arena_printf(a, "\"%s\" is not a whole number, which %s takes",
	    cell, p->field->id);
}

static const char *
of_count(struct arena *a, const struct forms_problem *p)
{
	const char *id = p->field->id;

	switch (p->kind) {
	case FORMS_P_SEVERAL:
		return arena_printf(a, "%zu answers, and %s takes one", p->got,
		    id);
	case FORMS_P_EXCLUSIVE:
		return arena_printf(a, "an answer to %s that stands alone "
		    "(such as \"none of these\"), with another", id);
	case FORMS_P_TOO_MANY:
		return arena_printf(a, "%zu answers, and %s takes %zu at "
		    "most", p->got, id, p->limit);
	case FORMS_P_TOO_FEW:
		return arena_printf(a, "%zu answer%s, and %s takes %zu at "
		    "least", p->got, p->got == 1 ? "" : "s", id, p->limit);
	case FORMS_P_TOO_LONG:
		return arena_printf(a, "%zu characters%s, and %s takes %zu at "
		    "most", p->got, p->write_in ? " beside an answer" : "", id,
		    p->limit);
	default:
		return arena_printf(a, "%zu words, and %s takes %zu at most",
		    p->got, id, p->limit);
	}
}

static const char *
of_parts(struct arena *a, const struct forms_problem *p)
{
	const char *id = p->field->id;

	if (p->kind == FORMS_P_TWICE)
		return arena_printf(a, "one answer to %s has two places", id);
	if (p->kind == FORMS_P_TOTAL)
		return arena_printf(a, "the points of %s add up to %zu, and "
		    "must to %zu", id, p->got, p->limit);
	return arena_printf(a, "points of %s that are outside %s", id,
	    range(a, p->field->q));
}

static const char *
of_words(struct arena *a, const struct forms_problem *p, const char *cell)
{
	const char *what = "what the question asks for";

	if (p->kind == FORMS_P_POSTCODE)
		what = p->field->q->postcode == FORMS_OUTWARD ?
		    "the first part of a postcode, like LE4" :
		    p->field->q->postcode == FORMS_SECTOR ?
		    "a postcode like LE4 2" : "a postcode like LE4 2XY";
	else if (p->kind == FORMS_P_DATE)
		what = "a date that there is, like 3/6/2024 or 2024-06-03";
	else if (p->kind == FORMS_P_UNKNOWN)
		what = "text, or one of the answers";
	return arena_printf(a, "\"%s\" is not %s (%s)", cell, what,
	    p->field->id);
}

const char *
fault_words(struct arena *a, const struct forms_problem *p,
    const char *cell)
{
	const char *brief = words_brief(a, cell != NULL ? cell : "");

	switch (p->kind) {
	case FORMS_P_NOT_NUMBER:
	case FORMS_P_RANGE:
		return of_number(a, p, brief);
	case FORMS_P_SEVERAL:
	case FORMS_P_EXCLUSIVE:
	case FORMS_P_TOO_MANY:
	case FORMS_P_TOO_FEW:
	case FORMS_P_TOO_LONG:
	case FORMS_P_TOO_MANY_WORDS:
		return of_count(a, p);
	case FORMS_P_TWICE:
	case FORMS_P_TOTAL:
	case FORMS_P_EACH:
		return of_parts(a, p);
	case FORMS_P_REQUIRED:
		return arena_printf(a, "no answer to %s, which must have one",
		    p->field->id);
	case FORMS_P_RULE:
	case FORMS_P_QUERY:
		return arena_printf(a, "answers that do not agree: \"%s\"",
		    p->rule->words);
	default:
		return of_words(a, p, brief);
	}
}
