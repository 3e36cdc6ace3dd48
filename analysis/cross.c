/* SPDX-License-Identifier: MIT
 *
 * cross.c -- a question by groups, with small counts hidden.
 *
 * The row of everybody is always shown, so whatever a group hides must stay
 * hidden although all other groups can be taken away from it.  Groups that are
 * too small for a row are part of the sums as well: they are kept from being
 * worked out like any hidden count.
 */
#include "analysis/tabulate.h"

struct question { const struct forms_field *f; const size_t *column; };
struct board {			/* the table as flows; the last number of each
				   row is its base */
	struct cross	*x;
	struct flow	*f;
	size_t		 n, nodes;
};

static bool *
members(struct arena *a, const struct forms_field *by,
    const struct forms_option *o, const struct cases_response *r, size_t n)
{
	bool *in = arena_array(a, bool, n);
	size_t i;

	for (i = 0; i < n; i++) {
		const struct forms_answer *v = tally_answer(&r[i], by);

		in[i] = o == NULL ? v == NULL : v != NULL && v->n == 1 &&
		    strcmp(v->chosen[0]->name, o->name) == 0;
	}
	return in;
}

static struct cross_row *
add_row(struct arena *a, struct cross *x, enum cross_kind kind,
    const struct question *q, const struct cases_response *r, size_t n,
    const bool *in)
{
	struct cross_row *row = &x->v[x->n++];
	size_t i;

	row->kind = kind;
	tally_field(a, q->f, r, n, in, &row->t);
	row->n = arena_array(a, int64_t, x->n_columns);
	row->hidden = arena_array(a, bool, x->n_columns);
	for (i = 0; i < row->t.n_options; i++)
		if (row->t.options[i].missing == FORMS_ANSWERED)
			row->n[q->column != NULL ? q->column[i] : i] +=
			    row->t.n[i];
	/* Those who did not say are no group.  That they are never shown lets
	 * more of the groups be shown. */
	row->shown = kind == CROSS_ALL || (kind != CROSS_UNSTATED &&
	    row->t.base >= ROW_BASE);
	return row;
}

/* A group that is left out may not have its size worked out either, when that
 * is small or was hidden elsewhere.  How many did not say is no secret. */
static bool
secret_size(const struct cross_row *w)
{
	return (w->kind == CROSS_GROUP || w->kind == CROSS_APART) &&
	    !w->shown && (w->t.base < SMALL || w->t.base >= ROW_BASE);
}

/* Of those who did not say, what would be shown of a group may be worked
 * out. */
static bool
guarded(const struct cross_row *w, size_t column)
{
	return w->kind == CROSS_UNSTATED ? w->n[column] < SMALL :
	    w->kind != CROSS_ALL;
}

/* Nodes: 0 everything, 1 all bases, 2 the bases of the rest; then each
 * option's column for all, its column for the rest, then the rows. */
static void
lay_row(struct board *b, size_t row)
{
	struct cross_row *w = &b->x->v[row];
	size_t m = b->x->n_columns, j;
	bool rest = w->kind == CROSS_GROUP && b->x->v[1].kind == CROSS_REST;

	for (j = 0; j <= m; j++) {
		struct flow *f = &b->f[b->n++];
		size_t up = 3 + j, side = 3 + m + j;

		*f = (struct flow){ .n = j < m ? w->n[j] : w->t.base,
		    .state = w->shown ? FLOW_SHOWN : FLOW_ABSENT,
		    .guard = j < m ? guarded(w, j) : secret_size(w),
		    .fixed = w->kind == CROSS_ALL || j == m };
		if (j == m && w->known) {
			f->state = FLOW_SHOWN;
			f->guard = false;
		}
		switch (w->kind) {
		case CROSS_ALL:
			f->from = j < m ? up : 0;
			f->to = j < m ? 0 : 1;
			break;
		case CROSS_REST:
			f->from = j < m ? side : 1;
			f->to = j < m ? up : 2;
			break;
		default:
			f->from = j < m ? 3 + 2 * m + row : rest ? 2 : 1;
			f->to = j == m ? 3 + 2 * m + row : rest ? side : up;
		}
	}
}

static bool
try(struct arena *a, struct board *b)
{
	struct cross *x = b->x;
	size_t m = x->n_columns, i, j;

	b->nodes = 3 + 2 * m + x->n;
	b->f = arena_array(a, struct flow, x->n * (m + 1));
	b->n = 0;
	for (i = 0; i < x->n; i++) {
		lay_row(b, i);
		if (!x->v[i].shown && x->v[i].kind != CROSS_UNSTATED &&
		    x->v[i].t.base < ROW_BASE)
			b->f[b->n - 1].high = ROW_BASE - 1;
	}
	if (!suppress(b->f, b->n, b->nodes))
		return false;
	for (i = 0; i < x->n; i++)
		for (j = 0; j < m; j++)
			x->v[i].hidden[j] =
			    b->f[i * (m + 1) + j].state != FLOW_SHOWN;
	return true;
}

/* Takes the smallest group out of the table; false: there is none. */
static bool
drop_smallest(struct cross *x)
{
	struct cross_row *least = NULL;
	size_t i;

	for (i = 0; i < x->n; i++)
		if (x->v[i].shown && x->v[i].kind != CROSS_ALL &&
		    (least == NULL || x->v[i].t.base < least->t.base))
			least = &x->v[i];
	if (least != NULL)
		least->shown = false;
	return least != NULL;
}

static void
add_groups(struct arena *a, struct cross *x, const struct question *f,
    const struct forms_field *by, const struct forms_option *apart,
    const bool *skip, bool known, const struct cases_response *r, size_t n)
{
	struct tally t;
	size_t i;

	tally_field(a, by, r, n, NULL, &t);
	for (i = 0; i < t.n_options; i++) {
		const struct forms_option *o = &t.options[i];
		struct cross_row *row;

		if (o->missing != FORMS_ANSWERED)
			continue;
		row = add_row(a, x, apart != NULL &&
		    strcmp(o->name, apart->name) == 0 ? CROSS_APART :
		    CROSS_GROUP, f, r, n, members(a, by, o, r, n));
		row->group = o;
		row->known = row->kind == CROSS_APART && skip != NULL &&
		    !skip[i];
		if (skip != NULL && skip[i])
			row->shown = false;
	}
	if (!known)
		add_row(a, x, CROSS_UNSTATED, f, r, n, members(a, by, NULL, r,
		    n));
}

static void
make(struct arena *a, const struct forms_field *f,
    const size_t *column, size_t n_columns, const struct forms_field *by,
    const struct forms_option *apart, const bool *skip, bool known,
    const struct cases_response *r, size_t n, struct cross *x)
{
	const struct question q = { f, column };
	struct board b = { .x = x };
	size_t i, k, n_groups;

	if (column == NULL)
		tally_options(f->q, &n_columns);
	tally_options(by->q, &n_groups);
	*x = (struct cross){ .n_columns = n_columns,
	    .v = arena_array(a, struct cross_row, n_groups + 3) };
	add_row(a, x, CROSS_ALL, &q, r, n, NULL);
	if (apart != NULL) {
		bool *in = arena_array(a, bool, n);

		for (i = 0; i < n; i++) {
			const struct forms_answer *v = tally_answer(&r[i], by);

			in[i] = v != NULL && v->n == 1 &&
			    strcmp(v->chosen[0]->name, apart->name) != 0;
		}
		add_row(a, x, CROSS_REST, &q, r, n, in);
	}
	add_groups(a, x, &q, by, apart, skip, known, r, n);
	while (!try(a, &b))
		if (!drop_smallest(x))
			break;
	for (i = 0; i < x->n; i++) {
		struct cross_row *row = &x->v[i];

		row->whole = row->shown;
		for (k = 0; k < n_columns; k++)
			row->whole = row->whole && !row->hidden[k];
		x->any_hidden |= row->shown && !row->whole;
		x->any_absent |= !row->shown && row->t.base > 0 &&
		    row->kind != CROSS_UNSTATED;
	}
}

void
cross_make(struct arena *a, const struct forms_field *f,
    const size_t *column, size_t n_columns, const struct forms_field *by,
    const struct forms_option *apart, const bool *skip,
    const struct cases_response *r, size_t n, struct cross *x)
{
	make(a, f, column, n_columns, by, apart, skip, false, r, n, x);
}

void
cross_make_known(struct arena *a, const struct forms_field *f,
    const struct forms_field *by, const struct cases_response *r, size_t n,
    struct cross *x)
{
	make(a, f, NULL, 0, by, NULL, NULL, true, r, n, x);
}
