/* SPDX-License-Identifier: MIT
 *
 * answers_parts.c -- answers that come in several parts: options in order,
 * points for options, a date in three boxes.
 */
#include "forms/answers.h"

#include <math.h>

/* A reason instead of an answer ("I would rather not say"), and nothing else;
 * beside an answer it is a problem, and the answer stays. */
static void
settle_reason(struct setting *s, const struct forms_option *why)
{
	if (why == NULL)
		return;
	if (s->v->n > 0 || s->v->text != NULL)
		answer_complain(s, FORMS_P_EXCLUSIVE);
	else
		answer_reason(s, why);
}

/* ---- in order of preference ---------------------------------------------- */

static bool
has(const struct forms_answer *v, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->chosen[i] == o)
			return true;
	return false;
}

void
answer_set_rank(struct setting *s, const char *const *values, size_t n)
{
	const struct forms_question *q = s->field->q;
	const struct forms_option *o, *why = NULL;
	struct forms_answer *v = s->v;
	size_t i;

	v->chosen = arena_array(s->as->a, const struct forms_option *,
	    q->n_options);
	for (i = 0; i < n; i++) {
		const char *name = value_text(s->as->a, values[i], false);

		if (name == NULL && answer_empty(values[i]))
			continue;	/* a place left free */
		o = name != NULL ? answer_option(q, name, true) : NULL;
		if (o == NULL)
			answer_complain(s, FORMS_P_UNKNOWN)->got = i + 1;
		else if (answer_alone(o))
			why = o;
		else if (has(v, o))
			answer_complain(s, FORMS_P_TWICE)->got = i + 1;
		else
			v->chosen[v->n++] = o;
	}
	v->state = v->n > 0 ? FORMS_ANSWERED : FORMS_BLANK;
	answer_check_count(s);
	settle_reason(s, why);
}

/* ---- points -------------------------------------------------------------- */

/* What was typed for one option.  False: no number. */
static bool
take_points(struct setting *s, const char *text, double *amount)
{
	const char *number = value_text(s->as->a, text, false);

	*amount = 0;
	if (number == NULL)
		return answer_empty(text);
	return value_number(number, s->field->q->decimals, amount);
}

/* One `option=number`, or the option that says why there is none. */
static void
take_share(struct setting *s, const char *value, double *amounts, bool *given,
    const struct forms_option **why)
{
	const struct forms_question *q = s->field->q;
	const char *eq = strchr(value, '='), *name;
	const struct forms_option *o;
	size_t at;

	name = value_text(s->as->a, eq == NULL ? value : arena_strn(s->as->a,
	    value, (size_t)(eq - value)), false);
	if (name == NULL && eq == NULL && answer_empty(value))
		return;
	o = name != NULL ? answer_option(q, name, false) : NULL;
	if (o == NULL || answer_alone(o) != (eq == NULL)) {
		answer_complain(s, FORMS_P_UNKNOWN);
		return;
	}
	if (eq == NULL) {
		*why = o;
		return;
	}
	at = (size_t)(o - q->options);
	if (given[at])
		answer_complain(s, FORMS_P_SEVERAL);
	if (!take_points(s, eq + 1, &amounts[at]))
		answer_complain(s, FORMS_P_NOT_NUMBER)->got = at + 1;
	given[at] = given[at] || !answer_empty(eq + 1);
}

/* Each within its range, and all of them together the total. */
static void
check_points(struct setting *s, const double *amounts)
{
	const struct forms_question *q = s->field->q;
	double low = q->has_range && q->low > 0 ? q->low : 0, sum = 0;
	struct forms_problem *p;
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->staff || answer_alone(o))
			continue;
		sum += amounts[i];
		if (amounts[i] < low ||
		    (q->has_range && amounts[i] > q->high))
			answer_complain(s, FORMS_P_EACH)->got = i + 1;
	}
	if (fabs(sum - q->total) < 1e-6)
		return;
	p = answer_complain(s, FORMS_P_TOTAL);
	p->limit = (size_t)q->total;
	p->got = sum > 0 && sum < 1e9 ? (size_t)llround(sum) : 0;
}

static void
keep_points(struct setting *s, const double *amounts)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	double *kept = arena_array(s->as->a, double, q->n_options);
	size_t i;

	v->chosen = arena_array(s->as->a, const struct forms_option *,
	    q->n_options);
	for (i = 0; i < q->n_options; i++)
		if (amounts[i] > 0) {
			v->chosen[v->n] = &q->options[i];
			kept[v->n++] = amounts[i];
		}
	v->amounts = kept;
	v->state = v->n > 0 ? FORMS_ANSWERED : FORMS_BLANK;
}

void
answer_set_share(struct setting *s, const char *const *values, size_t n)
{
	const struct forms_question *q = s->field->q;
	double *amounts = arena_array(s->as->a, double, q->n_options);
	bool *given = arena_array(s->as->a, bool, q->n_options), any = false;
	const struct forms_option *why = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		take_share(s, values[i], amounts, given, &why);
	for (i = 0; i < q->n_options; i++)
		any = any || given[i];
	if (any) {
		check_points(s, amounts);
		keep_points(s, amounts);
	}
	settle_reason(s, why);
}

/* ---- dates --------------------------------------------------------------- */

/* The text after "day=" when the value is that part; NULL: it is not. */
static const char *
part(struct setting *s, const char *value, const char *name)
{
	size_t n = strlen(name);
	const char *text;

	if (strncmp(value, name, n) != 0 || value[n] != '=')
		return NULL;
	text = value_text(s->as->a, value + n + 1, false);
	/* What is no text is no part of a date either. */
	return text != NULL ? text : answer_empty(value + n + 1) ? "" : "?";
}

static void
take_date(struct setting *s, const char *value, struct value_parts *parts,
    const struct forms_option **why)
{
	const char *text;

	if ((text = part(s, value, "day")) != NULL) {
		parts->day = text;
	} else if ((text = part(s, value, "month")) != NULL) {
		parts->month = text;
	} else if ((text = part(s, value, "year")) != NULL) {
		parts->year = text;
	} else if ((text = value_text(s->as->a, value, false)) != NULL) {
		const struct forms_option *o = answer_option(s->field->q, text,
		    false);

		if (o != NULL)
			*why = o;
		else if (!value_date_split(s->as->a, text, parts))
			*parts = (struct value_parts){ "?", "?", "?" };
	} else if (!answer_empty(value)) {
		answer_complain(s, FORMS_P_UNKNOWN);
	}
}

/* Out of range only when no day that it may be is in it. */
static void
keep_date(struct setting *s, struct date d)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	int64_t first, last;

	value_date_span(d, &first, &last);
	v->state = FORMS_ANSWERED;
	v->text = value_date_text(s->as->a, d);
	v->number = q->date == FORMS_PARTIAL && d.day == 0 ? NAN :
	    (double)first;
	if (q->has_range && ((double)last < q->low || (double)first > q->high))
		answer_complain(s, FORMS_P_RANGE);
}

void
answer_set_date(struct setting *s, const char *const *values, size_t n)
{
	struct value_parts parts = { "", "", "" };
	const struct forms_option *why = NULL;
	struct date d;
	unsigned bad;
	size_t i;

	for (i = 0; i < n; i++)
		take_date(s, values[i], &parts, &why);
	if (parts.day[0] != '\0' || parts.month[0] != '\0' ||
	    parts.year[0] != '\0') {
		bad = value_date(&parts, s->field->q->date, &d);
		if (bad != 0)
			answer_complain(s, FORMS_P_DATE)->got = bad;
		else
			keep_date(s, d);
		if (why != NULL)
			answer_complain(s, FORMS_P_EXCLUSIVE);
		return;
	}
	settle_reason(s, why);
}
