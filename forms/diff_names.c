/* SPDX-License-Identifier: MIT
 *
 * diff_names.c -- conditions as text, to be compared by their meaning.
 *
 * Of the older form they are written with the names that things have now, so
 * that a question which was only renamed changes no condition.
 */
#include "forms/diff.h"
#include "forms/expr.h"
#include "forms/messages.h"

static const char *
id_now(const struct differ *d, const struct forms_field *f)
{
	const char *id = named_into(d->ch, f->id), *q;

	if (id != f->id)
		return id;
	q = named_into(d->ch, f->q->name);
	if (q == f->q->name || strncmp(f->id, f->q->name,
	    strlen(f->q->name)) != 0)
		return f->id;
	return arena_printf(d->a, "%s%s", q, f->id + strlen(f->q->name));
}

static const char *
option_now(const struct differ *d, const struct forms_question *q,
    const char *name)
{
	const struct forms_change *by = diff_change(d, FORMS_RENAME,
	    arena_printf(d->a, "%s.%s", q->name, name));
	const char *dot;

	if (by == NULL && q->scale != NULL)
		by = diff_change(d, FORMS_RENAME, arena_printf(d->a, "%s.%s",
		    q->scale->name, name));
	if (by == NULL)
		return name;
	dot = strrchr(by->into[0], '.');
	return dot != NULL ? dot + 1 : by->into[0];
}

static void
condition(const struct differ *d, struct buf *b, const struct forms_expr *x,
    bool older)
{
	size_t i;

	if (x == NULL)
		return;
	buf_printf(b, "(%d", (int)x->op);
	if (x->field != NULL)
		buf_printf(b, " %s", older ? id_now(d, x->field) :
		    x->field->id);
	for (i = 0; i < x->n; i++)
		buf_printf(b, " .%s", older && x->field != NULL ? option_now(d,
		    x->field->q, x->options[i]->name) : x->options[i]->name);
	if (x->op == EXPR_IS)
		buf_printf(b, " %s", forms_state_name(x->state));
	if (x->op == EXPR_NUMBER)
		buf_printf(b, " %.15g", x->number);
	if (x->op == EXPR_CONST)
		buf_puts(b, x->truth ? " t" : " f");
	condition(d, b, x->left, older);
	condition(d, b, x->right, older);
	buf_lit(b, ")");
}

const char *
diff_condition(const struct differ *d, const struct forms_expr *x, bool older)
{
	struct buf b CLEAN(buf_free) = { 0 };

	condition(d, &b, x, older);
	return arena_str(d->a, buf_text(&b));
}

const char *
diff_instead(const struct differ *d, const struct forms_form *f,
    const char *words, bool conditions)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct said *said = f->registry == NULL ? NULL :
	    map_get(&f->registry->said, words, "");
	const struct instead *x;

	for (x = said != NULL ? said->instead : NULL; x != NULL; x = x->next)
		buf_printf(&b, "%s\n", conditions ? diff_condition(d, x->when,
		    f == d->from) : x->text);
	return arena_str(d->a, buf_text(&b));
}
