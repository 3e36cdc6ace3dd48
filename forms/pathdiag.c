/* SPDX-License-Identifier: MIT
 *
 * pathdiag.c -- what authors are told about the paths of their form.
 */
#include "forms/lines.h"
#include "forms/paths.h"

/* W708 has said so already, with a better reason. */
bool
pathdiag_said(const struct forms_diags *d, struct forms_span at)
{
	const struct forms_diag *one;

	for (one = d->first; one != NULL; one = one->next)
		if (strcmp(one->id, "W708") == 0 && one->at.src == at.src &&
		    one->at.start >= at.start && one->at.end <= at.end)
			return true;
	return false;
}

static void
not_decided(struct ctx *c, const struct written *w)
{
	const struct target *t = w->open;
	const char *why = "its questions have more combinations of answers "
	    "than can be tried";

	if (t->why_not == TOO_MANY_NUMBERS)
		why = arena_printf(c->a, "`%s` takes more numbers than can be "
		    "tried in a sum", t->because->id);
	else if (t->why_not == TOO_MANY_TICKS)
		why = arena_printf(c->a, "it tells more answers of `%s` apart "
		    "than can be tried together", t->because->id);
	forms_diag_add(c->d, FORMS_NOTE, "N724", w->at, "", "not decided "
	    "whether this can hold, and can fail: %s (%zu question%s)", why,
	    t->n_group, t->n_group == 1 ? "" : "s");
}

static void
condition(struct ctx *c, const struct written *w)
{
	if (!w->decided && !(w->yes && w->no))
		not_decided(c, w);
	else if (w->decided && !w->alone && !pathdiag_said(c->d, w->at))
		doubt(c, "W722", w->at, "take it away, or change it",
		    "this never holds, whatever people answer");
	else if (w->decided && w->yes && !w->no)
		doubt(c, "W721", w->at, w->required ?
		    "write `required`" : "take it away, or change it",
		    "this always holds where it is asked, so it decides "
		    "nothing");
	if (w->unasked != NULL && w->yes)
		doubt(c, "W723", w->at, arena_printf(c->a, "add `%s is "
		    "answered` if it should not", w->unasked->id),
		    "`%s` is required, but not everyone is asked it, and this "
		    "also holds for those who are not", w->unasked->id);
}

/* Has a part of it been said never to hold? */
static bool
explained(const struct written *w, size_t n, const struct forms_expr *x)
{
	size_t i;

	for (; x != NULL; x = x->op == EXPR_AND ? x->left : NULL) {
		const struct forms_expr *own = x->op == EXPR_AND ? x->right : x;

		for (i = 0; i < n; i++)
			if (w[i].decided && !w[i].alone &&
			    ((w[i].at.src == own->at.src &&
			    w[i].at.start == own->at.start) ||
			    (w[i].at.src == x->at.src &&
			    w[i].at.start == x->at.start)))
				return true;
	}
	return false;
}

static bool
other_row_shown(const struct analysis *w, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < w->form->n_fields; i++)
		if (w->form->fields[i].q == f->q &&
		    w->out->fields[i].reach != FORMS_REACH_NEVER)
			return true;
	return false;
}

void
pathdiag_tell(struct analysis *w, struct forms_diags *d)
{
	struct ctx c = { d->a, d };
	const struct written *list;
	size_t n, i;

	list = verdicts_written(w, &n);
	for (i = 0; i < n; i++)
		condition(&c, &list[i]);
	for (i = 0; i < w->form->n_fields; i++) {
		const struct forms_field *f = &w->form->fields[i];

		if (w->out->fields[i].reach != FORMS_REACH_NEVER ||
		    f->page->part == FORMS_PART_CONSENT ||
		    explained(list, n, f->show) || other_row_shown(w, f))
			continue;
		doubt(&c, "W720", f->at, "its conditions, and those above it, "
		    "cannot hold together", "nobody is ever asked `%s`",
		    f->id);
	}
}
