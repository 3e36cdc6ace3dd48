/* SPDX-License-Identifier: MIT
 *
 * bind.c -- comparisons: giving both sides their meaning, and checking that
 * what is compared can be.
 */
#include "forms/node.h"

static bool
one_of(enum forms_type t)
{
	return t == FORMS_ONE || t == FORMS_SCALE;
}

static const char *
type_words(enum forms_type t)
{
	switch (t) {
	case FORMS_ONE:
	case FORMS_SCALE:
		return "takes one answer from a list";
	case FORMS_MANY:
		return "takes several answers";
	case FORMS_RANK:
		return "puts answers in order";
	case FORMS_SHARE:
		return "gives points to answers";
	case FORMS_DATE:
		return "takes a date";
	case FORMS_FILE:
		return "takes a file";
	case FORMS_NUMBER:
		return "takes a number";
	case FORMS_POSTCODE:
		return "takes a postcode";
	case FORMS_LINE:
	case FORMS_TEXT:
		break;
	}
	return "takes free text";
}

/* ---- answers of a question ----------------------------------------------- */

static bool
add_option(struct binder *w, struct forms_expr *e, size_t *cap,
    const struct forms_option *o, const struct forms_field *field,
    const struct node *n)
{
	const struct forms_option **opts = e->options;

	if (o->missing != FORMS_ANSWERED) {
		fault(&w->b->c, "E311", n->word_at, arena_printf(w->b->c.a,
		    "write `%s is %s`", field->q->name,
		    forms_state_name(o->missing)), "`%s` says why there is no "
		    "answer, so comparing with it is never true", o->name);
		return false;
	}
	*arena_push(w->b->c.a, opts, e->n, *cap) = o;
	e->options = opts;
	return true;
}

/* Adds the answer or the net that n names. */
static bool
add_named(struct binder *w, struct forms_expr *e, size_t *cap,
    const struct forms_field *field, const struct node *n)
{
	const struct forms_question *q = field->q;
	const struct forms_option *o = bind_option(q, n->word);
	size_t i, j;

	if (o != NULL)
		return add_option(w, e, cap, o, field, n);
	for (i = 0; i < q->n_nets; i++) {
		if (!str_is(n->word, q->nets[i].name))
			continue;
		for (j = 0; j < q->nets[i].n; j++)
			if (!add_option(w, e, cap, q->nets[i].of[j], field, n))
				return false;
		return true;
	}
	fault(&w->b->c, "E303", n->word_at, bind_nearest(w, q, n->word),
	    "`%s` has no answer `%.*s`", q->name, STRF(n->word));
	return false;
}

/* What to write in the place of the number of an answer. */
static const char *
name_of_number(struct binder *w, const struct forms_question *q, double number)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (q->options[i].number == (int)number &&
		    q->options[i].missing == FORMS_ANSWERED)
			return arena_printf(w->b->c.a, "write `%s`",
			    q->options[i].name);
	return "write the answer's name";
}

static const struct forms_expr *
choice(struct binder *w, enum forms_expr_op op, const struct forms_field *field,
    const struct node *whole, struct node *names, bool list)
{
	struct forms_expr *e = bind_new(w, op, whole->at);
	size_t cap = 0;

	e->field = field;
	for (; names != NULL; names = list ? names->next : NULL) {
		if (names->op == N_NUMBER) {
			fault(&w->b->c, "E312", names->at,
			    name_of_number(w, field->q, names->number),
			    "numbers do not stand for answers in "
			    "conditions");
			return NULL;
		}
		if (names->op != N_REF) {
			fault(&w->b->c, "E304", names->at, "",
			    "`%s` %s, and this is not one", field->q->name,
			    type_words(field->q->type));
			return NULL;
		}
		if (!add_named(w, e, &cap, field, names))
			return NULL;
	}
	return e;
}

/* ---- comparisons --------------------------------------------------------- */

static const struct forms_expr *
row_is(struct binder *w, const struct node *n, struct node *names, bool list,
    bool not_it)
{
	struct forms_expr *e = bind_new(w, EXPR_CONST, n->at);
	const struct forms_entity *var = bind_var(w), *it;

	for (; names != NULL; names = list ? names->next : NULL) {
		const char *name = arena_strn(w->b->c.a, names->word.p,
		    names->word.n);

		it = names->op == N_REF || names->op == N_NUMBER ?
		    row_named(w->b, var->kind, name) : NULL;
		if (it == NULL) {
			if (!w->b->no_codes)
				fault(&w->b->c, "E207", names->at, "", "there "
				    "is no %s `%s`", var->kind->name, name);
			return NULL;
		}
		e->truth |= it == var;
	}
	e->truth ^= not_it;
	return e;
}

const struct forms_expr *
bind_number(struct binder *w, struct node *n)
{
	struct side s = bind_side(w, n);
	struct forms_expr *e;

	if (s.kind == S_NUMBER)
		return s.e;
	if (s.kind == S_FIELD && (s.field->q->type == FORMS_NUMBER ||
	    s.field->q->type == FORMS_DATE)) {
		e = bind_new(w, EXPR_FIELD, n->at);
		e->field = s.field;
		e->date = s.field->q->type == FORMS_DATE;
		return e;
	}
	if (s.kind == S_FIELD)
		fault(&w->b->c, "E304", n->at, one_of(s.field->q->type) ?
		    "score(…) gives the number of a scored answer" : "",
		    "`%s` %s, which is not a number", s.field->q->name,
		    type_words(s.field->q->type));
	else if (s.kind != S_BAD)
		fault(&w->b->c, "E304", n->at, "", "this is not a number");
	return NULL;
}

static enum forms_expr_op
comparison(struct str s)
{
	if (s.n == 1)
		return s.p[0] == '=' ? EXPR_EQ : s.p[0] == '<' ? EXPR_LT :
		    EXPR_GT;
	return s.p[1] == '>' ? EXPR_NE : s.p[0] == '<' ? EXPR_LE : EXPR_GE;
}

static const struct forms_expr *
compare_numbers(struct binder *w, struct node *n, enum forms_expr_op op)
{
	const struct forms_expr *l = bind_number(w, n->left), *r;
	struct forms_expr *e;
	struct ref ref;

	if (l != NULL && l->op == EXPR_FIELD && n->right->op == N_REF &&
	    ref_split(n->right->word, &ref) && !bind_is_number(w, n->right) &&
	    bind_known(w, &ref) == NULL) {
		fault(&w->b->c, "E304", n->right->at, "", "`%s` takes a "
		    "number, and `%.*s` is not one", l->field->q->name,
		    STRF(n->right->word));
		return NULL;
	}
	r = bind_number(w, n->right);
	if (l == NULL || r == NULL)
		return NULL;
	if (l->date != r->date) {
		fault(&w->b->c, "E304", n->at, "write a date as 2024-09-01",
		    "a date is compared with something that is no date");
		return NULL;
	}
	e = bind_new(w, op, n->at);
	e->left = l;
	e->right = r;
	if (!l->date)
		doubt_numbers(w, n, e);
	doubt_date(w, n, l);
	doubt_date(w, n, r);
	return e;
}

/* Years before a day: the same day of the month, or the last of February. */
static struct date
years_before(struct date d, int years)
{
	d.year -= years;
	if (d.month == 2 && d.day == 29 && (d.year % 4 != 0 ||
	    (d.year % 100 == 0 && d.year % 400 != 0)))
		d.day = 28;
	return d;
}

/* date `op` day */
static struct forms_expr *
against_day(struct binder *w, enum forms_expr_op op,
    const struct forms_expr *date, struct date day, struct forms_span at)
{
	struct forms_expr *e = bind_new(w, op, at);
	struct forms_expr *r = bind_new(w, EXPR_NUMBER, at);

	r->number = (double)date_days(day);
	r->date = true;
	e->left = date;
	e->right = r;
	return e;
}

/* years(born, 2024-09-01) >= 16: born 16 years before that day, or earlier.
 * As a comparison of dates it can be proved about like any other. */
static const struct forms_expr *
bind_years(struct binder *w, struct node *n, enum forms_expr_op op)
{
	struct node *born = n->left->args, *day = born ? born->next : NULL;
	const struct forms_expr *x;
	struct forms_expr *e, *both;
	struct date d;
	int k = (int)n->right->number;

	if (day == NULL || day->next != NULL || day->op != N_DATE ||
	    n->right->op != N_NUMBER || k != n->right->number || k < 0 ||
	    k > 200) {
		fault(&w->b->c, "E317", n->left->at, "for example "
		    "`years(born, 2024-09-01) >= 16`", "`years(…)` takes a date "
		    "that was asked for and a day, and is compared with a "
		    "whole number");
		return NULL;
	}
	x = bind_number(w, born);
	if (x == NULL)
		return NULL;
	if (!x->date || !date_parse(day->word, &d)) {
		fault(&w->b->c, "E304", born->at, "", "this is not a date");
		return NULL;
	}
	doubt_date(w, n, x);
	if (op == EXPR_GE || op == EXPR_LT)
		return against_day(w, op == EXPR_GE ? EXPR_LE : EXPR_GT, x,
		    years_before(d, k), n->at);
	if (op == EXPR_GT || op == EXPR_LE)
		return against_day(w, op == EXPR_GT ? EXPR_LE : EXPR_GT, x,
		    years_before(d, k + 1), n->at);
	both = bind_new(w, op == EXPR_EQ ? EXPR_AND : EXPR_OR, n->at);
	e = against_day(w, op == EXPR_EQ ? EXPR_LE : EXPR_GT, x,
	    years_before(d, k), n->at);
	both->left = e;
	both->right = against_day(w, op == EXPR_EQ ? EXPR_GT : EXPR_LE, x,
	    years_before(d, k + 1), n->at);
	return both;
}

static bool
several(enum forms_type t)
{
	return t == FORMS_MANY || t == FORMS_RANK || t == FORMS_SHARE;
}

const struct forms_expr *
bind_compare(struct binder *w, struct node *n)
{
	enum forms_expr_op op = comparison(n->word);
	bool equal = op == EXPR_EQ || op == EXPR_NE;
	struct ctx *c = &w->b->c;
	struct side l;

	if (n->left->op == N_CALL && str_is(n->left->word, "years"))
		return bind_years(w, n, op);
	l = bind_side(w, n->left);
	if (l.kind == S_BAD)
		return NULL;
	if (l.kind == S_ROW && equal)
		return row_is(w, n, n->right, false, op == EXPR_NE);
	if (l.kind != S_FIELD || l.field->q->type == FORMS_NUMBER ||
	    l.field->q->type == FORMS_DATE)
		return compare_numbers(w, n, op);
	if (one_of(l.field->q->type) && equal)
		return choice(w, op == EXPR_EQ ? EXPR_IN : EXPR_NOT_IN,
		    l.field, n, n->right, false);
	if (several(l.field->q->type) && equal)
		fault(c, "E309", n->word_at, arena_printf(c->a, "write `%.*s "
		    "includes …`", STRF(n->left->word)),
		    "`%s` takes several answers, so `%.*s` does not fit",
		    l.field->q->name, STRF(n->word));
	else if (one_of(l.field->q->type) || several(l.field->q->type))
		fault(c, "E304", n->word_at, "use = or `in (…)`; score(…) "
		    "gives the number of a scored answer", "the answers of "
		    "`%s` have no order", l.field->q->name);
	else
		fault(c, "E304", n->at, "only `is answered` and `is blank` fit",
		    "`%s` %s, which cannot be compared", l.field->q->name,
		    type_words(l.field->q->type));
	return NULL;
}

const struct forms_expr *
bind_in(struct binder *w, struct node *n)
{
	struct side l = bind_side(w, n->left);

	if (l.kind == S_BAD)
		return NULL;
	if (l.kind == S_ROW)
		return row_is(w, n, n->args, true, false);
	if (l.kind == S_FIELD && one_of(l.field->q->type))
		return choice(w, EXPR_IN, l.field, n, n->args, true);
	if (l.kind == S_FIELD && several(l.field->q->type))
		fault(&w->b->c, "E309", n->word_at, "write `includes` instead",
		    "`%s` takes several answers, so `in` does not fit",
		    l.field->q->name);
	else
		fault(&w->b->c, "E304", n->left->at, "",
		    "only a question with a list of answers can stand "
		    "before `in`");
	return NULL;
}

const struct forms_expr *
bind_includes(struct binder *w, struct node *n)
{
	struct side l = bind_side(w, n->left);

	if (l.kind == S_BAD)
		return NULL;
	if (l.kind == S_FIELD && several(l.field->q->type))
		return choice(w, EXPR_INCLUDES, l.field, n, n->right, false);
	fault(&w->b->c, "E304", n->left->at, l.kind == S_FIELD &&
	    one_of(l.field->q->type) ? "write = instead" : "",
	    "only a question that takes several answers can stand before "
	    "`includes`");
	return NULL;
}

/* `capacity.other is answered`, and `is blank` */
static const struct forms_expr *
wrote(struct binder *w, const struct node *n, const struct forms_field *field,
    const struct forms_option *option)
{
	const struct forms_option **list;
	struct forms_expr *e, *no;

	if (!option->write_in || (!str_is(n->word, "answered") &&
	    !str_is(n->word, "blank"))) {
		fault(&w->b->c, "E304", n->left->at, option->write_in ?
		    "`is answered` and `is blank` fit" : "give the answer "
		    "`write-in`", "nothing is written in beside `%s` that "
		    "could be so", option->name);
		return NULL;
	}
	list = arena_array(w->b->c.a, const struct forms_option *, 1);
	list[0] = option;
	e = bind_new(w, EXPR_WROTE, n->at);
	e->field = field;
	e->options = list;
	e->n = 1;
	if (str_is(n->word, "answered"))
		return e;
	no = bind_new(w, EXPR_NOT, n->at);
	no->left = e;
	return no;
}

const struct forms_expr *
bind_is(struct binder *w, struct node *n)
{
	static const char *const reasons[] = { "answered", "blank",
	    "not-asked", "prefer-not", "dont-know", "not-applicable",
	    "illegible", "several" };
	const char *reason = arena_strn(w->b->c.a, n->word.p, n->word.n);
	const struct forms_option *option;
	const struct forms_field *field;
	struct forms_expr *e;

	if (n->left->op != N_REF) {
		fault(&w->b->c, "E304", n->left->at, "",
		    "only a question can stand before `is`");
		return NULL;
	}
	field = bind_part(w, n->left, &option);
	if (option != NULL)
		return field ? wrote(w, n, field, option) : NULL;
	field = bind_field(w, n->left);
	if (field == NULL)
		return NULL;
	e = bind_new(w, EXPR_IS, n->at);
	e->field = field;
	if (forms_state_from(reason, &e->state))
		return e;
	fault(&w->b->c, "E310", n->word_at, bind_option(field->q, n->word) ?
	    "write = before the name of an answer" :
	    advise_is(n->word) != NULL ? advise_is(n->word) :
	    closest(&w->b->c, n->word, reasons, LEN(reasons)),
	    "`%s` is not a reason", reason);
	return NULL;
}
