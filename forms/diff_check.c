/* SPDX-License-Identifier: MIT
 *
 * diff_check.c -- what a new version leaves out of its `changes`, and what
 * does not belong there.
 */
#include "forms/build.h"
#include "forms/diff.h"

static void
known_before(struct ctx *c, const struct forms_form *from, int number,
    const struct forms_change *ch)
{
	struct named got;
	size_t i;

	for (i = 0; i < ch->n; i++)
		if (!named_find(from, ch->names[i], &got) &&
		    forms_field(from, ch->names[i]) == NULL)
			fault(c, "E801", ch->at, named_nearest(c->a, from,
			    ch->names[i]), "version %d had no `%s`", number,
			    ch->names[i]);
}

/* `relabel`, `reword` and `retype` of what is as it was. */
static bool
explains(const struct forms_diff *d, const struct forms_change *ch)
{
	size_t i;

	if (ch->kind <= FORMS_RENAME || ch->kind == FORMS_RETIRE)
		return true;
	for (i = 0; i < d->n; i++)
		if (d->v[i].declared && d->v[i].at.src == ch->at.src &&
		    d->v[i].at.start == ch->at.start)
			return true;
	return false;
}

static void
one_change(struct ctx *c, const struct forms_form *from, int number,
    const struct forms_diff *d, const struct forms_change *ch)
{
	size_t before = c->d->errors;

	known_before(c, from, number, ch);
	if (c->d->errors == before && !explains(d, ch))
		fault(c, "E806", ch->at, "take this line away",
		    "`%s` is as it was in version %d", ch->names[0], number);
}

static void
undeclared(struct ctx *c, const struct forms_form *to, int number,
    const struct forms_difference *x)
{
	if (x->id == NULL || x->what == NULL || x->declared)
		return;
	if (x->weight == FORMS_REFUSED) {
		fault(c, x->id, x->at, strcmp(x->id, "E820") == 0 ?
		    "give it back its number; a new answer takes one that no "
		    "answer ever had" : "give the question another name, so "
		    "that earlier answers stay apart, and `retire` this one",
		    "%s", x->what);
		return;
	}
	fault(c, x->id, x->at, arena_printf(c->a, "%s `changes from %d`%s "
	    "`%s`", to->changes != NULL ? "write below" : "write", number,
	    to->changes != NULL ? ":" : " at the margin, and below it",
	    x->line), "%s", x->what);
}

void
forms_diff_check(const struct forms_form *from, const struct forms_form *to,
    int number, const struct forms_diff *d, struct forms_diags *ds)
{
	struct ctx c = { ds->a, ds };
	const struct forms_changes *all = to->changes;
	size_t i;

	if (all != NULL && all->from != number) {
		fault(&c, "E800", all->at, arena_printf(c.a, "write `changes "
		    "from %d`, and below it only what changed since then",
		    number), "the version that is published is number %d",
		    number);
		return;
	}
	for (i = 0; all != NULL && i < all->n; i++)
		one_change(&c, from, number, d, &all->v[i]);
	for (i = 0; i < d->n; i++)
		undeclared(&c, to, number, &d->v[i]);
}

void
forms_diff_lines(const struct forms_form *to, int number,
    const struct forms_diff *d, struct buf *out)
{
	size_t i;
	bool any = false;

	for (i = 0; i < d->n; i++) {
		const struct forms_difference *x = &d->v[i];

		if (x->id == NULL || x->declared || x->line == NULL ||
		    x->line[0] == '\0')
			continue;
		if (!any && (to->changes == NULL || to->changes->from !=
		    number))
			buf_printf(out, "changes from %d\n", number);
		any = true;
		buf_printf(out, "  %s\n", x->line);
	}
}
