/* SPDX-License-Identifier: MIT
 *
 * answers.c -- answers as values: taking in what was sent, and saying it in
 * words.
 */
#include "forms/value.h"

void
forms_answers_init(struct forms_answers *as, struct arena *a,
    const struct forms_form *form)
{
	as->a = a;
	as->form = form;
	as->v = arena_array(a, struct forms_answer, form->n_fields);
}

/* ---- taking in ----------------------------------------------------------- */

struct setting {
	struct forms_answers		*as;
	const struct forms_field	*field;
	struct forms_answer		*v;
	struct forms_problem		*p, ignored;
};

/* The first problem is the one that people are told. */
static struct forms_problem *
complain(struct setting *s, enum forms_problem_kind kind)
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

/* An option by name, or by its number where no number could be meant. */
static const struct forms_option *
find_option(const struct forms_question *q, const char *s, bool by_number)
{
	const struct forms_option *o = forms_option(q, s);
	size_t i;

	for (i = 0; o == NULL && by_number && i < q->n_options; i++)
		if (is_number(s, q->options[i].number))
			o = &q->options[i];
	return o != NULL && o->staff ? NULL : o;
}

static bool
alone(const struct forms_option *o)
{
	return o->exclusive || o->missing != FORMS_ANSWERED;
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

static void
check_choice(struct setting *s)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	struct forms_problem *p;
	size_t i;

	if (v->n > 1 && q->type != FORMS_MANY) {
		complain(s, FORMS_P_SEVERAL)->got = v->n;
		v->n = 1;
		v->state = v->chosen[0]->missing;
	}
	for (i = 0; v->n > 1 && i < v->n; i++)
		if (alone(v->chosen[i])) {
			complain(s, FORMS_P_EXCLUSIVE);
			break;
		}
	if (q->most > 0 && v->n > q->most) {
		p = complain(s, FORMS_P_TOO_MANY);
		p->limit = q->most;
		p->got = v->n;
	}
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

		if (name == NULL && values[i][strspn(values[i], " \t\r\n")]
		    == '\0')
			continue;
		o = name != NULL ? find_option(q, name, true) : NULL;
		if (o == NULL)
			complain(s, FORMS_P_UNKNOWN);
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
	p = complain(s, FORMS_P_TOO_LONG);
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

	if (!value_number(typed, q->decimals, &v->number)) {
		complain(s, FORMS_P_NOT_NUMBER)->limit = (size_t)q->decimals;
		v->state = FORMS_BLANK;
		return;
	}
	if (q->has_range && (v->number < q->low || v->number > q->high))
		complain(s, FORMS_P_RANGE);
	else
		v->text = NULL;
}

static void
set_postcode(struct setting *s)
{
	struct forms_answer *v = s->v;
	char out[5];

	if (value_outward(v->text, out))
		v->text = arena_str(s->as->a, out);
	else {
		complain(s, FORMS_P_POSTCODE);
		v->state = FORMS_BLANK;
	}
}

/* LINE, TEXT, NUMBER and POSTCODE: one text, or one of the option lines
 * ("I would rather not say") by name. */
static void
set_typed(struct setting *s, const char *const *values, size_t n)
{
	const struct forms_question *q = s->field->q;
	struct forms_answer *v = s->v;
	const struct forms_option *o = NULL;
	size_t i, limit, given = 0;

	for (i = 0; i < n; i++) {
		const char *text = value_text(s->as->a, values[i],
		    q->type == FORMS_TEXT);

		if (text == NULL) {
			if (!utf8_valid(values[i], strlen(values[i]), NULL))
				complain(s, FORMS_P_UNKNOWN);
			continue;
		}
		given++;
		if (find_option(q, text, false) != NULL)
			o = find_option(q, text, false);
		else if (v->text == NULL)
			v->text = text;
	}
	if (given > 1)
		complain(s, FORMS_P_SEVERAL)->got = given;
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
		limit = q->limit > 0 ? q->limit :
		    q->type == FORMS_LINE ? 200 : 5000;
		check_length(s, v->text, limit, false);
	}
}

void
forms_answer_set(struct forms_answers *as, const struct forms_field *field,
    const char *const *values, size_t n, const char *write_in,
    struct forms_problem *p)
{
	struct setting s = { .as = as, .field = field,
	    .v = &as->v[field->index], .p = p };

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
	case FORMS_RANK:
	case FORMS_SHARE:
	case FORMS_DATE:
	case FORMS_FILE:
		set_typed(&s, values, n);
		break;
	}
	if (write_in != NULL)
		set_write_in(&s, write_in);
}

/* ---- in words ------------------------------------------------------------ */

void
forms_answer_words(struct buf *b, const struct forms_field *field,
    const struct forms_answer *v)
{
	const struct forms_question *q = field->q;
	bool said = false;
	size_t i;

	for (i = 0; i < v->n; i++) {
		if (i > 0)
			buf_lit(b, "; ");
		buf_puts(b, v->chosen[i]->words);
		if (v->write_in != NULL && v->chosen[i]->write_in && !said) {
			buf_lit(b, ": ");
			buf_puts(b, v->write_in);
			said = true;
		}
	}
	if (v->n > 0 || v->state != FORMS_ANSWERED)
		return;
	if (q->type == FORMS_NUMBER) {
		value_put(b, v->number, q->decimals);
		if (q->unit != NULL && q->unit[0] != '\0')
			buf_printf(b, " %s", q->unit);
	} else if (v->text != NULL)
		buf_puts(b, v->text);
}
