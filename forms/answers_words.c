/* SPDX-License-Identifier: MIT
 *
 * answers_words.c -- an answer in words for people.
 */
#include "forms/value.h"

static bool
has(const char *s)
{
	return s != NULL && s[0] != '\0';
}

/* "4", "4 kg", "£1,250.00"; the ends of a rating say what they mean. */
static void
say_number(struct buf *b, const struct forms_question *q, double v)
{
	if (has(q->currency)) {
		value_put_money(b, v, q->currency, q->decimals);
		return;
	}
	value_put(b, v, q->decimals);
	if (has(q->unit))
		buf_printf(b, " %s", q->unit);
	if (q->rating && v == q->low && has(q->low_words))
		buf_printf(b, " (%s)", q->low_words);
	else if (q->rating && v == q->high && has(q->high_words))
		buf_printf(b, " (%s)", q->high_words);
}

static void
say_options(struct buf *b, const struct forms_question *q,
    const struct forms_answer *v)
{
	bool ranked = q->type == FORMS_RANK && v->state == FORMS_ANSWERED;
	bool said = false;
	size_t i;

	for (i = 0; i < v->n; i++) {
		if (i > 0)
			buf_lit(b, "; ");
		if (ranked)
			buf_printf(b, "%zu. ", i + 1);
		buf_puts(b, v->chosen[i]->words);
		if (v->write_in != NULL && v->chosen[i]->write_in && !said) {
			buf_lit(b, ": ");
			buf_puts(b, v->write_in);
			said = true;
		}
		if (v->amounts != NULL) {
			buf_lit(b, ": ");
			value_put(b, v->amounts[i], q->decimals);
		}
	}
}

void
forms_answer_words(struct buf *b, const struct forms_field *field,
    const struct forms_answer *v)
{
	const struct forms_question *q = field->q;

	say_options(b, q, v);
	if (v->n > 0 || v->state != FORMS_ANSWERED)
		return;
	if (q->type == FORMS_NUMBER)
		say_number(b, q, v->number);
	else if (q->type == FORMS_DATE && v->text != NULL)
		value_put_date(b, v->text);
	else if (v->text != NULL)
		buf_puts(b, v->text);
}
