/* SPDX-License-Identifier: MIT
 *
 * condition.c -- a condition that somebody gives about a form that was read.
 *
 * Names are looked up while a form is read, and not kept.  So the form is read
 * once more, with the condition at its end, where every question is known; then
 * the questions and answers that it names are changed for those of the form
 * that we were given.  That one may have more: what is no longer asked stands
 * at its end, and so no place differs.
 */
#include "forms/build.h"

/* ---- reading ------------------------------------------------------------- */

/* The one line that has words on it. */
static struct line *
only_line(struct ctx *c, struct text *t)
{
	struct line *l = NULL;
	size_t i;

	for (i = 0; i < t->n; i++) {
		if (t->lines[i]->n == 0)
			continue;
		if (l != NULL) {
			fault(c, "E301", t->lines[i]->at, "join the lines",
			    "a condition stands on one line here");
			return NULL;
		}
		l = t->lines[i];
	}
	if (l == NULL)
		fault(c, "E301", (struct forms_span){ t->src, 0, 0 },
		    "for example `area = north`", "there is no condition");
	return l;
}

void
condition_bind(struct build *b, struct condition *x)
{
	const struct place at = { .scope = b->form };
	size_t before = x->d->errors;
	struct text *t = arena_new(b->c.a, struct text);
	struct line *l;

	b->c.d = x->d;
	lang_lex(&b->c, x->text, t);
	l = x->d->errors == before ? only_line(&b->c, t) : NULL;
	if (l != NULL)
		x->out = expr_bind(b, &at, l);
	if (x->d->errors > before)
		x->out = NULL;
}

/* ---- in the form that we were given -------------------------------------- */

struct moving {
	struct arena	*a;
	const struct forms_form *from, *to;
};

static const struct forms_expr *moved(const struct moving *,
    const struct forms_expr *);

static const struct forms_option **
moved_options(const struct moving *m, const struct forms_expr *x,
    const struct forms_question *q)
{
	const struct forms_question *old = x->field->q;
	const struct forms_option **v = arena_array(m->a,
	    const struct forms_option *, x->n + 1);
	size_t i;

	for (i = 0; i < x->n; i++)
		v[i] = x->options[i] >= old->options &&
		    x->options[i] < old->options + old->n_options ?
		    &q->options[x->options[i] - old->options] :
		    forms_option(q, x->options[i]->name);
	return v;
}

static struct forms_expr *
moved_one(const struct moving *m, const struct forms_expr *x)
{
	struct forms_expr *e = arena_new(m->a, struct forms_expr);

	*e = *x;
	if (x->field == NULL)
		return e;
	e->field = &m->to->fields[x->field->index];
	if (x->n > 0)
		e->options = moved_options(m, x, e->field->q);
	return e;
}

/* Chains lean to the left and may be long: walk them, do not climb them. */
static const struct forms_expr *
moved(const struct moving *m, const struct forms_expr *x)
{
	const struct forms_expr *first = NULL, **to = &first;

	for (; x != NULL; x = x->left) {
		struct forms_expr *e = moved_one(m, x);

		e->right = moved(m, x->right);
		*to = e;
		to = &e->left;
	}
	return first;
}

bool
forms_condition(struct arena *a, const struct forms_form *form,
    const struct forms_source *text, const struct forms_expr **out,
    struct forms_diags *d)
{
	struct condition x = { .text = text, .d = d };
	struct moving m = { .a = a, .to = form };
	struct forms_form *again;

	*out = NULL;
	if (!read_asking(a, form, &x, &again)) {
		forms_diag_add(d, FORMS_ERROR, "E301",
		    (struct forms_span){ text, 0, 0 }, "", "the form of this "
		    "condition could not be read again");
		return false;
	}
	m.from = again;
	if (x.out != NULL)
		*out = moved(&m, x.out);
	return *out != NULL;
}
