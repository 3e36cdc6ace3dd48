/* SPDX-License-Identifier: MIT
 *
 * answers.c -- answers as values: taking in what was sent.
 */
#include "forms/answers.h"

void
forms_answers_init(struct forms_answers *as, struct arena *a,
    const struct forms_form *form)
{
	as->a = a;
	as->form = form;
	as->v = arena_array(a, struct forms_answer, form->n_fields);
}

/* ---- taking in ----------------------------------------------------------- */

struct forms_problem *
answer_complain(struct setting *s, enum forms_problem_kind kind)
{
	if (s->p->kind != FORMS_OK)
		return &s->ignored;
	s->p->kind = kind;
	return s->p;
}

static bool
is_number(const char *s, int number)
{
	long v = 0;
	const char *p;

	for (p = s; *p >= '0' && *p <= '9' && v < 1000000; p++)
		v = v * 10 + (*p - '0');
	return p != s && *p == '\0' && v == number;
}

const struct forms_option *
answer_option(const struct forms_question *q, const char *s, bool by_number)
{
	const struct forms_option *o = forms_option(q, s);
	size_t i;

	for (i = 0; o == NULL && by_number && i < q->n_options; i++)
		if (is_number(s, q->options[i].number))
			o = &q->options[i];
	return o != NULL && o->staff ? NULL : o;
}

bool
answer_alone(const struct forms_option *o)
{
	return o->exclusive || o->missing != FORMS_ANSWERED;
}

bool
answer_empty(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

void
answer_reason(struct setting *s, const struct forms_option *o)
{
	s->v->chosen = arena_new(s->as->a, const struct forms_option *);
	s->v->chosen[0] = o;
	s->v->n = 1;
	s->v->state = o->missing;
}

/* Keeps the options that are marked, in the order of the form. */
static void
choose(struct setting *s, const bool *marked)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	size_t i;

	v->chosen = arena_array(s->as->a, const struct forms_option *,
	    q->n_options);
	for (i = 0; i < q->n_options; i++)
		if (marked[i])
			v->chosen[v->n++] = &q->options[i];
	v->state = v->n > 0 ? v->chosen[0]->missing : FORMS_BLANK;
	for (i = 0; i < v->n; i++)
		if (v->chosen[i]->missing == FORMS_ANSWERED)
			v->state = FORMS_ANSWERED;
}

void
answer_check_count(struct setting *s)
{
	const struct forms_question *q = s->field->q;
	const struct forms_answer *v = s->v;
	struct forms_problem *p = NULL;

	if (q->most > 0 && v->n > q->most) {
		p = answer_complain(s, FORMS_P_TOO_MANY);
		p->limit = q->most;
	} else if (v->n > 0 && v->n < q->least &&
	    !(v->n == 1 && answer_alone(v->chosen[0]))) {
		p = answer_complain(s, FORMS_P_TOO_FEW);
		p->limit = q->least;
	}
	if (p != NULL)
		p->got = v->n;
}

static void
check_choice(struct setting *s)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	size_t i;

	if (v->n > 1 && q->type != FORMS_MANY) {
		answer_complain(s, FORMS_P_SEVERAL)->got = v->n;
		v->n = 1;
		v->state = v->chosen[0]->missing;
	}
	for (i = 0; v->n > 1 && i < v->n; i++)
		if (answer_alone(v->chosen[i])) {
			answer_complain(s, FORMS_P_EXCLUSIVE);
			break;
		}
	answer_check_count(s);
}

static void
set_choice(struct setting *s, const char *const *values, size_t n)
{
	const struct forms_question *q = s->field->q;
	bool *marked = arena_array(s->as->a, bool, q->n_options);
	size_t i;

	for (i = 0; i < n; i++) {
		const char *name = value_text(s->as->a, values[i], false);
		const struct forms_option *o;

		if (name == NULL && answer_empty(values[i]))
			continue;
		o = name != NULL ? answer_option(q, name, true) : NULL;
		if (o == NULL)
			answer_complain(s, FORMS_P_UNKNOWN);
		else
			marked[o - q->options] = true;
	}
	choose(s, marked);
	check_choice(s);
}

static void
check_length(struct setting *s, const char *text, size_t limit, bool write_in)
{
	size_t got = utf8_count16(text, strlen(text));
	struct forms_problem *p;

	if (got <= limit)
		return;
	p = answer_complain(s, FORMS_P_TOO_LONG);
	p->limit = limit;
	p->got = got;
	p->write_in = write_in;
}

static void
set_write_in(struct setting *s, const char *words)
{
	size_t i;

	for (i = 0; i < s->v->n && !s->v->chosen[i]->write_in; i++)
		;
	if (i == s->v->n)
		return;		/* nothing chosen asks for words */
	s->v->write_in = value_text(s->as->a, words, false);
	if (s->v->write_in != NULL)
		check_length(s, s->v->write_in, FORMS_WRITE_IN_LIMIT, true);
}

/* What was typed stays in text, so that it can be shown again. */
static void
set_number(struct setting *s)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	const char *typed = v->text;

	if (!(q->currency != NULL && q->currency[0] != '\0' ?
	    value_money(typed, q->currency, q->decimals, &v->number) :
	    value_number(typed, q->decimals, &v->number))) {
		answer_complain(s, FORMS_P_NOT_NUMBER)->limit = (size_t)q->decimals;
		v->state = FORMS_BLANK;
		return;
	}
	if (q->has_range && (v->number < q->low || v->number > q->high))
		answer_complain(s, FORMS_P_RANGE);
	else
		v->text = NULL;
}

static void
set_postcode(struct setting *s)
{
	struct forms_answer *v = s->v;
	char out[POSTCODE_SIZE];

	if (value_postcode(v->text, s->field->q->postcode, out))
		v->text = arena_str(s->as->a, out);
	else {
		answer_complain(s, FORMS_P_POSTCODE);
		v->state = FORMS_BLANK;
	}
}

/* What is not as the question asks stays, to be shown again. */
static void
set_format(struct setting *s)
{
	enum forms_format format = s->field->q->format;
	struct forms_answer *v = s->v;
	const char *text = value_format(s->as->a, format, v->text);

	if (text != NULL)
		v->text = text;
	else
		answer_complain(s, FORMS_P_FORMAT);
}

/* A soft limit only counts. */
static void
check_words(struct setting *s)
{
	const struct forms_question *q = s->field->q;
	size_t limit = value_limit(q), got;
	struct forms_problem *p;

	check_length(s, s->v->text, limit, false);
	if (q->limit_words == 0 || q->soft)
		return;
	got = value_words(s->v->text);
	if (got <= q->limit_words)
		return;
	p = answer_complain(s, FORMS_P_TOO_MANY_WORDS);
	p->limit = q->limit_words;
	p->got = got;
}

/* LINE, TEXT, NUMBER and POSTCODE: one text, or one of the option lines
 * ("I would rather not say") by name. */
static void
set_typed(struct setting *s, const char *const *values, size_t n)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	const struct forms_option *o = NULL;
	size_t i, given = 0;

	for (i = 0; i < n; i++) {
		const char *text = value_text(s->as->a, values[i],
		    q->type == FORMS_TEXT);

		if (text == NULL) {
			if (!utf8_valid(values[i], strlen(values[i]), NULL))
				answer_complain(s, FORMS_P_UNKNOWN);
			continue;
		}
		given++;
		if (answer_option(q, text, false) != NULL)
			o = answer_option(q, text, false);
		else if (v->text == NULL)
			v->text = text;
	}
	if (given > 1)
		answer_complain(s, FORMS_P_SEVERAL)->got = given;
	if (v->text == NULL) {
		bool *marked = arena_array(s->as->a, bool, q->n_options);

		if (o != NULL)
			marked[o - q->options] = true;
		choose(s, marked);
		return;
	}
	v->state = FORMS_ANSWERED;
	if (q->type == FORMS_NUMBER)
		set_number(s);
	else if (q->type == FORMS_POSTCODE)
		set_postcode(s);
	else {
		set_format(s);
		check_words(s);
	}
}

void
forms_answer_set(struct forms_answers *as, const struct forms_field *field,
    const char *const *values, size_t n, const char *write_in,
    struct forms_problem *p)
{
	struct setting s = { .as = as, .field = field,
	    .v = &as->v[field->index], .p = p,
	    .before = as->v[field->index] };

	*p = (struct forms_problem){ .field = field };
	*s.v = (struct forms_answer){ .state = FORMS_BLANK };
	switch (field->q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
		set_choice(&s, values, n);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_NUMBER:
	case FORMS_POSTCODE:
		set_typed(&s, values, n);
		break;
	case FORMS_RANK:
		answer_set_rank(&s, values, n);
		break;
	case FORMS_SHARE:
		answer_set_share(&s, values, n);
		break;
	case FORMS_DATE:
		answer_set_date(&s, values, n);
		break;
	case FORMS_FILE:
		answer_set_file(&s, values, n);
		break;
	}
	if (write_in != NULL)
		set_write_in(&s, write_in);
}
