/* SPDX-License-Identifier: MIT
 *
 * trace.c -- following a question, or an answer of it, from version to version.
 *
 * Nothing is guessed: where a version neither has the same name nor declares
 * what became of it, the trace ends.
 */
#include "forms/migrate.h"

static const struct forms_change *
declared(const struct chain *c, size_t step, enum forms_moved kind,
    const char *name)
{
	const struct forms_changes *all = c->form[step]->changes;
	size_t i, k;

	if (!c->declared[step] || all == NULL)
		return NULL;
	for (i = 0; i < all->n; i++)
		for (k = 0; k < all->v[i].n; k++)
			if (all->v[i].kind == kind &&
			    strcmp(all->v[i].names[k], name) == 0)
				return &all->v[i];
	return NULL;
}

static const char *
renamed(const struct chain *c, size_t step, const char *name)
{
	const struct forms_change *by = declared(c, step, FORMS_RENAME, name);

	return by != NULL ? by->into[0] : name;
}

/* ---- fields --------------------------------------------------------------- */

static bool
ends(const struct chain *c, size_t step, const struct forms_field *f)
{
	const struct forms_change *by = declared(c, step, FORMS_REWORD,
	    f->q->name);

	return (by != NULL && by->other_meaning) ||
	    declared(c, step, FORMS_RETIRE, f->q->name) != NULL ||
	    declared(c, step, FORMS_RETIRE, f->id) != NULL ||
	    (f->row != NULL && declared(c, step, FORMS_RETIRE,
	    f->row->name) != NULL);
}

/* "agree[P3]" after a rename of agree, of P3, or of both. */
static const char *
id_now(const struct chain *c, size_t step, const struct forms_field *f)
{
	const char *id = renamed(c, step, f->id), *q, *rest, *row;

	if (id != f->id)
		return id;
	q = renamed(c, step, f->q->name);
	if (strncmp(f->id, f->q->name, strlen(f->q->name)) != 0)
		return f->id;
	rest = f->id + strlen(f->q->name);
	row = f->row != NULL ? renamed(c, step, f->row->name) : NULL;
	if (row != NULL && row != f->row->name)
		rest = arena_printf(c->a, "[%s]", row);
	return arena_printf(c->a, "%s%s", q, rest);
}

void
trace_field(const struct chain *c, size_t from, const struct forms_field *f,
    struct trace *t)
{
	const struct forms_field *next;
	size_t i;

	*t = (struct trace){ .at = from, .field = f };
	for (i = from + 1; i < c->n; i++) {
		if (ends(c, i, t->field))
			return;
		next = forms_field(c->form[i], id_now(c, i, t->field));
		if (next == NULL || !diff_type_carries(t->field->q, next->q))
			return;
		t->field = next;
		t->at = i;
	}
}

/* ---- answers -------------------------------------------------------------- */

static const struct forms_change *
about(const struct chain *c, size_t step, enum forms_moved kind,
    const struct forms_question *q, const char *option)
{
	const struct forms_change *by = declared(c, step, kind, arena_printf(
	    c->a, "%s.%s", q->name, option));

	if (by == NULL && q->scale != NULL)
		by = declared(c, step, kind, arena_printf(c->a, "%s.%s",
		    q->scale->name, option));
	return by;
}

static const char *
last_part(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL ? dot + 1 : name;
}

void
trace_option(const struct chain *c, size_t from, const struct forms_field *f,
    const struct forms_option *o, size_t last, struct trace *t)
{
	const struct forms_change *by;
	const struct forms_field *next;
	const struct forms_option *now;
	const char *name;
	size_t i;

	*t = (struct trace){ .at = from, .field = f, .option = o };
	for (i = from + 1; i <= last; i++) {
		const struct forms_question *q = t->field->q;

		name = t->option->name;
		t->split = about(c, i, FORMS_SPLIT, q, name);
		if (t->split != NULL)
			return;
		if ((by = about(c, i, FORMS_MERGE, q, name)) != NULL ||
		    (by = about(c, i, FORMS_RENAME, q, name)) != NULL)
			name = last_part(by->into[0]);
		next = forms_field(c->form[i], id_now(c, i, t->field));
		now = next != NULL ? forms_option(next->q, name) : NULL;
		if (now == NULL)
			return;
		t->field = next;
		t->option = now;
		t->at = i;
	}
}
