/* SPDX-License-Identifier: MIT
 *
 * population.c -- how many people live in each place, or are of each group:
 * `population` in site.settings, and whether the form has what it names.
 */
#include "forms/build.h"
#include "forms/population.h"

static void
people(struct ctx *c, struct line *l, struct forms_population *p, size_t *cap)
{
	struct forms_people one = { 0 };
	const struct tok *t;
	size_t i;
	int n;

	l->cursor = 1;
	one.option = want_name(c, l, "the name of an answer", &one.at);
	if (one.option == NULL)
		return;
	for (i = 0; i < p->n; i++)
		if (strcmp(p->v[i].option, one.option) == 0 &&
		    take_twice(c, l, true))
			return;
	t = want_any(c, l, "how many people (368600)");
	if (t == NULL)
		return;
	if (!lang_int(t->text, &n) || n < 1 ||
	    (take_peek(l) != NULL && take_peek(l)->kind == TOK_COMMA)) {
		fault(c, "E611", t->at, "a whole number without commas, from "
		    "1: 368600", "`%.*s` is no number of people",
		    STRF(t->text));
		return;
	}
	want_end(c, l);
	one.n = n;
	*arena_push(c->a, p->v, p->n, *cap) = one;
}

void
population_read(struct ctx *c, struct line *l, struct forms_settings *s,
    size_t *cap)
{
	struct forms_population p = { 0 };
	size_t i, room = 0;
	struct line *child;

	l->cursor = 1;
	p.field = want_name(c, l, "the name of a question", &p.at);
	if (p.field == NULL)
		return;
	p.source = want_words(c, l);
	want_end(c, l);
	for (i = 0; i < s->n_populations; i++)
		if (strcmp(s->populations[i].field, p.field) == 0)
			take_twice(c, l, true);
	for (child = l->first; child != NULL; child = child->next)
		people(c, child, &p, &room);
	if ((l->first == NULL || l->first->next == NULL) && !l->bad &&
	    p.source != NULL)
		fault(c, "E612", p.at, "below it, for each answer: "
		    "people leicester 368600", "the population of `%s` needs "
		    "two numbers at least, to be compared", p.field);
	if (p.source != NULL)
		*arena_push(c->a, s->populations, s->n_populations, *cap) = p;
}

/* ---- against the form ------------------------------------------------ */

static const struct forms_option *
answer(const struct forms_question *q, const char *name)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (strcmp(q->options[i].name, name) == 0)
			return &q->options[i];
	return NULL;
}

static void
answers_there(struct ctx *c, const struct forms_population *p,
    const struct forms_question *q)
{
	const char **names = arena_array(c->a, const char *, q->n_options + 1);
	size_t i;

	for (i = 0; i < q->n_options; i++)
		names[i] = q->options[i].name;
	for (i = 0; i < p->n; i++) {
		const struct forms_option *o = answer(q, p->v[i].option);

		if (o == NULL)
			fault(c, "E613", p->v[i].at, closest(c,
			    str_of(p->v[i].option), names, q->n_options),
			    "`%s` is not an answer to `%s`", p->v[i].option,
			    p->field);
		else if (o->missing != FORMS_ANSWERED)
			fault(c, "E613", p->v[i].at, "leave it out", "nobody "
			    "lives in `%s`: it is a reason for no answer",
			    p->v[i].option);
	}
}

void
population_fits(struct ctx *c, const struct forms_settings *s,
    const struct forms_form *form)
{
	const char **names = arena_array(c->a, const char *,
	    form->n_fields + 1);
	size_t i, k, n = 0;

	for (k = 0; k < form->n_fields; k++)
		if (form->fields[k].q->type == FORMS_ONE)
			names[n++] = form->fields[k].id;
	for (i = 0; i < s->n_populations; i++) {
		const struct forms_population *p = &s->populations[i];
		const struct forms_field *f = forms_field(form, p->field);

		if (f == NULL || f->q->type != FORMS_ONE)
			fault(c, "E613", p->at, closest(c, str_of(p->field),
			    names, n), f == NULL ? "there is no question `%s`" :
			    "`%s` does not ask people to choose one answer",
			    p->field);
		else
			answers_there(c, p, f->q);
	}
}
