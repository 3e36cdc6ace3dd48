/* SPDX-License-Identifier: MIT
 *
 * tabulate.c -- counts every question, and puts shares into words.
 */
#include "analysis/tabulate.h"

int
analysis_percent(int64_t n, int64_t base)
{
	return (int)((200 * n + base) / (2 * base));
}

/* The bands of the printed scale.  The first three follow the terms that
 * Education Scotland uses in inspections (almost all: over 90%; most: 75% to
 * 90%; majority: 50% to 74%); its "less than half" and "few" are divided.
 * Shares are compared as fractions, before any rounding. */
const char *
analysis_share_words(int64_t n, int64_t base)
{
	if (base < PERCENT_BASE)
		return NULL;
	if (n == base)
		return "all";
	if (n == 0)
		return "none";
	if (n * 10 > base * 9)
		return "almost all";
	if (n * 4 >= base * 3)
		return "most";
	if (n * 1000 >= base * 475 && n * 1000 <= base * 525)
		return "about half";
	if (n * 2 > base)
		return "a majority";
	if (n * 4 >= base)
		return "a minority";
	if (n * 10 >= base)
		return "some";
	if (n <= 2)
		return n == 1 ? "one" : "two";
	return "a few";
}

bool
tally_closed(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_SCALE;
}

const struct forms_option *
tally_options(const struct forms_question *q, size_t *n)
{
	if (q->n_options == 0 && q->scale != NULL) {
		*n = q->scale->n;
		return q->scale->options;
	}
	*n = q->n_options;
	return q->options;
}

const struct forms_net *
tally_nets(const struct forms_question *q, size_t *n)
{
	if (q->n_nets == 0 && q->scale != NULL) {
		*n = q->scale->n_nets;
		return q->scale->nets;
	}
	*n = q->n_nets;
	return q->nets;
}

/* Options may be the scale's or the question's own copies: names decide. */
static bool
same_option(const struct forms_option *a, const struct forms_option *b)
{
	return a == b || strcmp(a->name, b->name) == 0;
}

size_t
tally_index(const struct tally *t, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < t->n_options; i++)
		if (same_option(&t->options[i], o))
			break;
	return i;
}

bool
tally_consent(const struct cases_response *r)
{
	const struct forms_field *f = r->answers.form->quote_consent;
	const struct forms_answer *v;

	if (f == NULL)
		return false;
	v = &r->answers.v[f->index];
	return v->state == FORMS_ANSWERED && v->n == 1 &&
	    strcmp(v->chosen[0]->name, "yes") == 0;
}

static bool
withheld(const struct cases_response *r, const struct forms_question *q)
{
	return q->publish == FORMS_NEVER ||
	    (q->publish == FORMS_IF && !tally_consent(r));
}

const struct forms_answer *
tally_answer(const struct cases_response *r, const struct forms_field *f)
{
	const struct forms_answer *v = &r->answers.v[f->index];

	return v->state == FORMS_ANSWERED && !withheld(r, f->q) ? v : NULL;
}

void
tally_add(struct tally *t, const struct forms_answer *v)
{
	size_t k, o;

	t->all++;
	if (v->state == FORMS_ANSWERED)
		t->base++;
	else
		t->missing[v->state]++;
	for (k = 0; k < v->n; k++) {
		o = tally_index(t, v->chosen[k]);
		if (o < t->n_options)
			t->n[o]++;
	}
}

void
tally_field(struct arena *a, const struct forms_field *f,
    const struct cases_response *r, size_t n, const bool *in,
    struct tally *t)
{
	size_t i;

	*t = (struct tally){ .field = f };
	t->options = tally_options(f->q, &t->n_options);
	t->n = arena_array(a, int64_t, t->n_options);
	for (i = 0; i < n; i++) {
		const struct forms_answer *v = &r[i].answers.v[f->index];

		if (in != NULL && !in[i])
			continue;
		if (v->state != FORMS_NOT_ASKED && withheld(&r[i], f->q)) {
			t->all++;
			t->withheld++;
			continue;
		}
		tally_add(t, v);
	}
}

static bool
in_net(const struct forms_answer *v, const struct forms_net *net)
{
	size_t i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < net->n; k++)
			if (same_option(v->chosen[i], net->of[k]))
				return true;
	return false;
}

int64_t
tally_net(const struct forms_field *f, const struct forms_net *net,
    const struct cases_response *r, size_t n, const bool *in)
{
	const struct forms_answer *v;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (in != NULL && !in[i])
			continue;
		v = tally_answer(&r[i], f);
		sum += v != NULL && in_net(v, net);
	}
	return sum;
}
