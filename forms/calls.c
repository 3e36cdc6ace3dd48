/* SPDX-License-Identifier: MIT
 *
 * calls.c -- words with brackets: those that look at every row of a repeat or
 * a grid, or at several conditions, and scores.
 */
#include "forms/node.h"

#include <math.h>

enum function { F_ANY, F_EVERY, F_COUNT, F_SUM, F_SCORE, F_MOST, F_YEARS,
	F_NONE };
static const char *const functions[] = { "any", "every", "count", "sum",
	"score", "most", "years" };

static const struct side bad = { S_BAD, NULL, NULL };

/* ---- rows ------------------------------------------------------------------ */

/* What a name is repeated for, where it does not say which row. */
static const struct forms_kind *
open_kind(struct binder *w, const struct node *n)
{
	const struct known *k;
	struct ref r;

	if (!ref_split(n->word, &r) || r.row.n > 0)
		return NULL;
	k = bind_known(w, &r);
	if (k == NULL)
		return NULL;
	if (k->grid != NULL && (k->kind == NULL ||
	    bind_row(w, k->kind) != NULL))
		return k->grid;
	return k->kind;
}

/* The first repeated question that a part of a condition names without
 * saying which row. */
static const struct forms_kind *
repeated_in(struct binder *w, struct node *n)
{
	const struct forms_kind *kind = NULL;
	struct node *arg;

	if (n == NULL)
		return NULL;
	if (n->op == N_REF)
		return open_kind(w, n);
	if (n->op != N_IN)
		for (arg = n->args; arg != NULL && kind == NULL;
		    arg = arg->next)
			kind = repeated_in(w, arg);
	kind = kind ? kind : repeated_in(w, n->left);
	if (kind != NULL || n->op == N_INCLUDES ||
	    (n->op == N_COMPARE && n->right->op == N_REF))
		return kind;	/* an answer's name is no question */
	return repeated_in(w, n->right);
}

static const struct forms_expr *
join(struct binder *w, enum function f, const struct forms_expr *sofar,
    const struct forms_expr *one, struct forms_span at)
{
	if (f == F_COUNT)
		one = bind_two(w, EXPR_TRUTH, one, NULL, at);
	if (sofar == NULL)
		return one;
	return bind_two(w, f == F_ANY ? EXPR_OR : f == F_EVERY ? EXPR_AND :
	    EXPR_ADD, sofar, one, at);
}

/* When this row of the kind is there; NULL: always. */
static const struct forms_expr *
there(struct binder *w, const struct forms_kind *kind,
    const struct forms_entity *row)
{
	const struct repeat *r;

	for (r = w->b->repeats; r != NULL; r = r->next)
		if (r->kind == kind)
			return repeat_row(w->b, r, row);
	return NULL;
}

/* Might it hold where none of the row's questions is asked? */
static bool
holds_absent(const struct forms_expr *x, const struct forms_entity *row)
{
	if (x->op == EXPR_AND)
		return holds_absent(x->left, row) &&
		    holds_absent(x->right, row);
	if (x->op == EXPR_OR)
		return holds_absent(x->left, row) ||
		    holds_absent(x->right, row);
	if (x->op == EXPR_IS)
		return x->field->row != row || x->state == FORMS_NOT_ASKED;
	if (x->op >= EXPR_EQ && x->op <= EXPR_GE)
		return x->left->field == NULL || x->left->field->row != row ||
		    x->left->op == EXPR_COUNT;
	return x->field == NULL || x->field->row != row;
}

/* A row that is not there adds nothing, and breaks no rule. */
static const struct forms_expr *
if_there(struct binder *w, enum function f, const struct forms_expr *one,
    const struct forms_expr *here, struct forms_span at)
{
	const struct forms_expr *not;

	if (here == NULL)
		return one;
	if (f == F_ANY || f == F_COUNT)
		return holds_absent(one, w->over) ? bind_two(w, EXPR_AND, here,
		    one, at) : one;
	not = bind_two(w, EXPR_NOT, here, NULL, at);
	if (f == F_EVERY)
		return bind_two(w, EXPR_OR, not, one, at);
	return bind_two(w, EXPR_FIRST, one, bind_two(w, EXPR_WHEN, not,
	    bind_constant(w, 0, at), at), at);
}

/* Does it name a question whose own line could not be read? */
static bool
names_bad(struct binder *w, const struct node *n)
{
	const struct known *k = NULL;
	struct ref r;

	if (n == NULL)
		return false;
	if (n->op == N_REF && ref_split(n->word, &r))
		k = bind_known(w, &r);
	return (k != NULL && k->line->bad) || names_bad(w, n->left) ||
	    names_bad(w, n->right) || names_bad(w, n->args) ||
	    names_bad(w, n->next);
}

static struct side
result(enum function f, const struct forms_expr *e)
{
	if (e == NULL)
		return bad;
	return (struct side){ f == F_ANY || f == F_EVERY ? S_CONDITION :
	    S_NUMBER, e, NULL };
}

static const struct forms_expr *
argument(struct binder *w, enum function f, struct node *n)
{
	return f == F_SUM ? bind_number(w, n) : bind_condition(w, n);
}

static struct side
every_row(struct binder *w, enum function f, struct node *n)
{
	const struct forms_kind *kind = repeated_in(w, n->args);
	struct binder inner = *w;
	const struct forms_expr *e = NULL, *one;

	if (kind == NULL && names_bad(w, n->args))
		return bad;
	if (kind == NULL || w->all) {
		fault(&w->b->c, "E317", n->at, "", kind == NULL ?
		    "`%.*s` looks at every row of a repeat, and nothing here "
		    "is repeated" : "`%.*s` cannot stand inside another such "
		    "word", STRF(n->word));
		return bad;
	}
	inner.all = true;
	for (inner.over = rows_first(w->b, kind); inner.over != NULL;
	    inner.over = rows_next(inner.over)) {
		one = argument(&inner, f, n->args);
		if (one == NULL || w->b->n_exprs > EXPRS_MAX)
			return bad;
		one = if_there(&inner, f, one, there(w, kind, inner.over), n->at);
		e = join(w, f, e, one, n->at);
	}
	return result(f, e);
}

/* ---- several ----------------------------------------------------------------- */

static struct side
several(struct binder *w, enum function f, struct node *n)
{
	const struct forms_expr *e = NULL, *one;
	struct node *arg;

	for (arg = n->args; arg != NULL; arg = arg->next) {
		one = argument(w, f, arg);
		if (one == NULL)
			return bad;
		e = join(w, f, e, one, n->at);
	}
	return result(f, e);
}

/* ---- scores -------------------------------------------------------------------- */

static bool
scored(const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].has_score)
			return f->q->type == FORMS_ONE ||
			    f->q->type == FORMS_SCALE ||
			    f->q->type == FORMS_MANY;
	return false;
}

static const struct forms_expr *
field_score(struct binder *w, const struct forms_field *f, struct forms_span at)
{
	struct forms_expr *e = bind_new(w, EXPR_SCORE, at);

	e->field = f;
	return e;
}

/* The highest score of one question. */
static double
most_of(const struct forms_field *f)
{
	double sum = 0, best = -INFINITY;
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];

		if (!o->has_score || o->missing != FORMS_ANSWERED)
			continue;
		sum += o->score > 0 ? o->score : 0;
		best = fmax(best, o->score);
	}
	return f->q->type == FORMS_MANY ? sum : best;
}

/* What scores are gathered over; all NULL: every question above. */
struct over {
	const struct forms_page		*page;
	const struct forms_question	*grid;
	const struct forms_entity	*row;	/* of the repeat round the grid */
};

static bool
is_over(const struct over *o, const struct forms_field *f)
{
	if (o->grid != NULL)
		return f->q == o->grid && f->row == o->row;
	return o->page == NULL || f->page == o->page;
}

static struct side
all_scores(struct binder *w, enum function f, const struct over *over,
    struct forms_span at)
{
	const struct forms_expr *e = bind_constant(w, 0, at);
	double most = 0;
	size_t i;

	for (i = 0; i < w->b->f->n_fields; i++) {
		const struct forms_field *field = &w->b->f->fields[i];

		if (!is_over(over, field) || !scored(field))
			continue;
		most += most_of(field);
		if (f == F_SCORE)
			e = join(w, F_SUM, e, bind_two(w, EXPR_FIRST, field_score(w,
			    field, at), bind_constant(w, 0, at), at), at);
	}
	return result(F_SUM, f == F_SCORE ? e : bind_constant(w, most, at));
}

/* The form, a page, or all rows of a grid; false: it is none of these. */
static bool
gathered(struct binder *w, const struct node *n, struct over *over)
{
	const struct known *k;
	struct ref r;

	*over = (struct over){ 0 };
	if (!ref_split(n->word, &r))
		return false;
	k = bind_known(w, &r);
	if (k != NULL) {
		over->grid = k->q;
		over->row = k->kind ? bind_row(w, k->kind) : NULL;
		return k->grid != NULL && r.row.n == 0 && !w->all &&
		    !k->line->bad && (k->kind == NULL || over->row != NULL);
	}
	if (str_is(n->word, "form"))
		return true;
	over->page = forms_page(w->b->f, take_lower(w->b->c.a, arena_printf(
	    w->b->c.a, "%.*s", STRF(n->word))));
	return over->page != NULL;
}

/* score(q), score(grid), score(page), score(form) and the same of most */
static struct side
score(struct binder *w, enum function f, struct node *n)
{
	const struct forms_field *field;
	struct over over;

	if (n->args->op != N_REF) {
		fault(&w->b->c, "E317", n->args->at, "",
		    "`%.*s(…)` takes a question, a page or the word `form`",
		    STRF(n->word));
		return bad;
	}
	if (gathered(w, n->args, &over))
		return all_scores(w, f, &over, n->at);
	field = bind_field(w, n->args);
	if (field == NULL)
		return bad;
	if (!scored(field)) {
		fault(&w->b->c, "E304", n->args->at, field->q->scale != NULL ?
		    "give the answers of its scale scores: 3 agree \"Agree\" "
		    "score 3" : "give its answers scores: 1 yes \"Yes\" "
		    "score 2", "`%.*s` needs a question whose "
		    "answers have scores", STRF(n->word));
		return bad;
	}
	return result(F_SUM, f == F_SCORE ? field_score(w, field, n->at) :
	    bind_constant(w, most_of(field), n->at));
}

/* ---- all ------------------------------------------------------------------------- */

/* count(q), where q is one question. */
static struct side
count(struct binder *w, struct node *n)
{
	const struct forms_field *field = bind_field(w, n->args);
	struct forms_expr *e;

	if (field == NULL)
		return bad;
	if (field->q->type != FORMS_MANY && field->q->type != FORMS_RANK &&
	    field->q->type != FORMS_SHARE) {
		fault(&w->b->c, "E304", n->args->at, "",
		    "`count` needs a question that takes several answers");
		return bad;
	}
	e = bind_new(w, EXPR_COUNT, n->at);
	e->field = field;
	return result(F_COUNT, e);
}

static bool
is_plain_field(struct binder *w, struct node *n)
{
	const struct known *k;
	struct ref r;

	if (n->op != N_REF || !ref_split(n->word, &r))
		return false;
	k = bind_known(w, &r);
	return k == NULL || r.row.n > 0 || ((k->kind == NULL ||
	    bind_row(w, k->kind) != NULL) && (k->grid == NULL ||
	    bind_row(w, k->grid) != NULL));
}

static struct side
takes_one(struct binder *w, const struct node *n)
{
	fault(&w->b->c, "E317", n->at, "",
	    "`%.*s(…)` takes one thing between its brackets", STRF(n->word));
	return bad;
}

struct side
bind_call(struct binder *w, struct node *n)
{
	size_t f;

	for (f = 0; f < F_NONE; f++)
		if (str_is(n->word, functions[f]))
			break;
	if (f == F_NONE) {
		fault(&w->b->c, "E317", n->word_at, closest(&w->b->c, n->word,
		    functions, LEN(functions)), "`%.*s(…)` is not known; there "
		    "are any, every, count, sum, score, most and years",
		    STRF(n->word));
		return bad;
	}
	if (f == F_YEARS) {
		fault(&w->b->c, "E317", n->at, "for example "
		    "`years(born, 2024-09-01) >= 16`",
		    "`years(…)` is compared with a whole number");
		return bad;
	}
	if (n->args == NULL)
		return takes_one(w, n);
	if (f == F_SCORE || f == F_MOST)
		return n->args->next ? takes_one(w, n) :
		    score(w, (enum function)f, n);
	if (n->args->next != NULL)
		return several(w, (enum function)f, n);
	if (f == F_COUNT && is_plain_field(w, n->args))
		return count(w, n);
	return every_row(w, (enum function)f, n);
}
