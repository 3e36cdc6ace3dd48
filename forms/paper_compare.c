/* SPDX-License-Identifier: MIT
 *
 * paper_compare.c -- a comparison with a number or a date, in words.
 */
#include "forms/lines.h"
#include "forms/paper.h"
#include "locales/locales.h"

#include <math.h>

/* One thing, an operator and a number. */
struct test {
	const struct forms_expr *of;	/* FIELD, COUNT or PART */
	enum forms_expr_op	 op;
	double			 to;
};

/* slope * thing + base; false: there are two things, or it is no line. */
static bool
linear(const struct forms_expr *x, const struct forms_expr **of,
    double *slope, double *base)
{
	const struct forms_expr *l = NULL, *r = NULL;
	double ls, lb, rs, rb, sign = x->op == EXPR_SUB ? -1 : 1;

	*slope = *base = 0;
	if (x->op == EXPR_NUMBER) {
		*base = x->number;
		return true;
	}
	if (x->op == EXPR_FIELD || x->op == EXPR_COUNT || x->op == EXPR_PART) {
		*of = x;
		*slope = 1;
		return true;
	}
	if (x->op < EXPR_ADD || x->op > EXPR_DIV ||
	    !linear(x->left, &l, &ls, &lb) ||
	    !linear(x->right, &r, &rs, &rb) || (l != NULL && r != NULL &&
	    (!paper_same(l, r) || x->op > EXPR_SUB)))
		return false;
	*of = l ? l : r;
	if (x->op == EXPR_ADD || x->op == EXPR_SUB) {
		*slope = ls + sign * rs;
		*base = lb + sign * rb;
		return true;
	}
	if (x->op == EXPR_DIV && (r != NULL || rb == 0))
		return false;
	*slope = x->op == EXPR_DIV ? ls / rb : l ? ls * rb : rs * lb;
	*base = x->op == EXPR_DIV ? lb / rb : lb * rb;
	return true;
}

static bool
test_of(const struct forms_expr *x, struct test *t)
{
	const struct forms_expr *l = NULL, *r = NULL;
	double ls, lb, rs, rb, slope;

	if (x->op < EXPR_EQ || x->op > EXPR_GE ||
	    !linear(x->left, &l, &ls, &lb) ||
	    !linear(x->right, &r, &rs, &rb) || (l == NULL) == (r == NULL))
		return false;
	slope = l ? ls : -rs;
	if (slope == 0)
		return false;
	*t = (struct test){ l ? l : r, x->op, (rb - lb) / slope + 0.0 };
	if (slope < 0)
		t->op = expr_turned(t->op);
	return true;
}

/* {amount} */
static bool
much(struct paper *p, struct atom *out, bool negative, const char *pattern,
    const char *amount)
{
	return paper_atom_words(p, out, negative, pattern,
	    &(struct locale_place){ "{amount}", amount }, 1);
}

static const char *
how_many(struct paper *p, enum forms_expr_op op, const char *n)
{
	switch (op) {
	case EXPR_LT:
		return paper_number(p, TR_IN("on paper", "less than {number}"),
		    n);
	case EXPR_LE:
		return paper_number(p, TR_IN("on paper", "{number} or less"),
		    n);
	case EXPR_GT:
		return paper_number(p, TR_IN("on paper", "more than {number}"),
		    n);
	case EXPR_GE:
		return paper_number(p, TR_IN("on paper", "{number} or more"),
		    n);
	case EXPR_NE:
		return paper_number(p, TR_IN("on paper", "a number other than "
		    "{number}"), n);
	default:
		return n;
	}
}

static bool
number(struct paper *p, const struct forms_question *q, const struct test *t,
    bool not, struct atom *out)
{
	const char *n = arena_printf(p->a, "%.10g", t->to);

	if (strcmp(q->currency, "GBP") == 0)
		n = arena_printf(p->a, "£%s", n);
	else if (q->currency[0] != '\0')
		n = arena_printf(p->a, "%s %s", q->currency, n);
	if (q->unit[0] != '\0')
		n = arena_printf(p->a, "%s %s", n, q->unit);
	return much(p, out, not, not ? TR_IN("on paper", "you did not answer "
	    "{questions} with {amount}") : TR_IN("on paper", "you answered "
	    "{questions} with {amount}"), how_many(p, t->op, n));
}

static const char *
when(enum forms_expr_op op)
{
	switch (op) {
	case EXPR_LT:
		return TR_IN("on paper", "before {date}");
	case EXPR_GE:
		return TR_IN("on paper", "on or after {date}");
	case EXPR_GT:
		return TR_IN("on paper", "after {date}");
	case EXPR_LE:
		return TR_IN("on paper", "on or before {date}");
	case EXPR_NE:
		return TR_IN("on paper", "other than {date}");
	default:
		return TR_IN("on paper", "of {date}");
	}
}

static const char *
gave_date(bool whole, bool not)
{
	/* translators: {when} is "before 3 June 2024" or the like; a whole
	 * date has day, month and year. */
	if (whole)
		return not ? TR_IN("on paper", "you did not give a whole date "
		    "{when} at {questions}") : TR_IN("on paper", "you gave a "
		    "whole date {when} at {questions}");
	return not ? TR_IN("on paper", "you did not give a date {when} at "
	    "{questions}") : TR_IN("on paper", "you gave a date {when} at "
	    "{questions}");
}

static bool
date(struct paper *p, const struct forms_question *q, const struct test *t,
    bool not, struct atom *out)
{
	struct buf words CLEAN(buf_free) = { 0 };
	double day = t->op == EXPR_GE || t->op == EXPR_LT ? ceil(t->to) :
	    floor(t->to);
	const char *said;

	if (day < -700000 || day > 2900000)
		return false;
	locale_date(&words, p->lo, date_from_days((int64_t)day));
	said = paper_fill(p, tr_in(p->lo, PAPER, when(t->op)),
	    &(struct locale_place){ "{date}", buf_text(&words) }, 1);
	return paper_atom_words(p, out, not, gave_date(q->date ==
	    FORMS_PARTIAL, not), &(struct locale_place){ "{when}", said }, 1);
}

/* At least and at most; false: it leaves one out in the middle. */
static bool
bounds(const struct test *t, double *low, double *high)
{
	double whole = floor(t->to);

	*low = 0;
	*high = INFINITY;
	if (t->op == EXPR_GE || t->op == EXPR_EQ)
		*low = ceil(t->to);
	if (t->op == EXPR_GT)
		*low = whole + 1;
	if (t->op == EXPR_LE || t->op == EXPR_EQ)
		*high = whole;
	if (t->op == EXPR_LT)
		*high = ceil(t->to) - 1;
	return t->op != EXPR_NE && *low <= *high;
}

/* Of answers, or of points. */
struct amounts { const char *exactly[2], *least[2], *between, *most[2]; };
static const struct amounts of_answers = {
	{ TR_IN("on paper", "exactly 1 answer"),
	    TR_IN("on paper", "exactly {number} answers") },
	{ TR_IN("on paper", "1 answer or more"),
	    TR_IN("on paper", "{number} answers or more") },
	TR_IN("on paper", "{low} to {high} answers"),
	{ TR_IN("on paper", "1 answer or fewer"),
	    TR_IN("on paper", "{number} answers or fewer") } };
static const struct amounts of_points = {
	{ TR_IN("on paper", "exactly 1 point"),
	    TR_IN("on paper", "exactly {number} points") },
	{ TR_IN("on paper", "1 point or more"),
	    TR_IN("on paper", "{number} points or more") },
	TR_IN("on paper", "{low} to {high} points"),
	{ TR_IN("on paper", "1 point or fewer"),
	    TR_IN("on paper", "{number} points or fewer") } };

static const char *
amount(struct paper *p, double low, double high, const struct amounts *of)
{
	const char *l = arena_printf(p->a, "%.0f", low);
	const char *h = arena_printf(p->a, "%.0f", high);
	const struct locale_place v[] = { { "{low}", l }, { "{high}", h } };

	if (low >= high)
		return paper_number(p, of->exactly[low > 1 || low < 1], l);
	if (low > 0 && isinf(high))
		return paper_number(p, of->least[low > 1], l);
	if (low > 0)
		return paper_fill(p, tr_in(p->lo, PAPER, of->between), v, 2);
	return paper_number(p, of->most[high > 1 || high < 1], h);
}

static bool
count(struct paper *p, const struct forms_question *q, const struct test *t,
    bool not, struct atom *out)
{
	const struct forms_option **v;
	double low, high;
	const char *all;

	/* a tick that says why there is no answer does not count, and whoever
	 * counts ticks cannot know */
	if (!bounds(t, &low, &high) || (low <= 0 && isinf(high)) ||
	    (paper_reasons(p, q, FORMS_ANSWERED, &v) > 0 &&
	    (low <= 1 || high <= 1)))
		return false;
	all = amount(p, low, high, &of_answers);
	if (q->type == FORMS_MANY)
		return paper_about(p, out, not, not ? paper_not_ticked :
		    paper_ticked, all);
	if (q->type == FORMS_RANK)
		return paper_about(p, out, not, not ? paper_not_gave_place :
		    paper_gave_place, all);
	return paper_about(p, out, not, not ? paper_not_gave_points :
	    paper_gave_points, all);
}

static bool
in_place(struct paper *p, struct atom *out, bool not, const char *pattern,
    const char *what, double n)
{
	return paper_atom_words(p, out, not, pattern, (struct locale_place[]){
	    { "{answers}", what }, { "{number}", arena_printf(p->a, "%.0f",
	    n) } }, 2);
}

static bool
place(struct paper *p, const char *what, const struct test *t, bool not,
    struct atom *out)
{
	double low, high;

	if (!bounds(t, &low, &high) || high < 1)
		return false;
	if (high <= 1)
		return paper_about(p, out, not, not ? TR_IN("on paper", "you "
		    "did not put {answers} first at {questions}") :
		    TR_IN("on paper", "you put {answers} first at "
		    "{questions}"), what);
	if (low <= 1 && isinf(high))
		return paper_about(p, out, not, not ? paper_not_gave_place :
		    paper_gave_place, what);
	if (low <= 1)
		return in_place(p, out, not, not ? TR_IN("on paper", "you did "
		    "not put {answers} among your first {number} at "
		    "{questions}") : TR_IN("on paper", "you put {answers} "
		    "among your first {number} at {questions}"), what, high);
	if (low >= high)
		return in_place(p, out, not, not ? TR_IN("on paper", "you did "
		    "not put {answers} in place {number} at {questions}") :
		    TR_IN("on paper", "you put {answers} in place {number} at "
		    "{questions}"), what, low);
	return isinf(high) && in_place(p, out, not, not ? TR_IN("on paper",
	    "you did not put {answers} in place {number} or a later one at "
	    "{questions}") : TR_IN("on paper", "you put {answers} in place "
	    "{number} or a later one at {questions}"), what, low);
}

/* Who gave no points at all gave this none either, but did not answer. */
static bool
points(struct paper *p, const char *what, const struct test *t, bool not,
    struct atom *out)
{
	struct locale_place v[] = { { "{answers}", what }, { "{amount}",
	    NULL } };
	double low, high;

	if (!bounds(t, &low, &high))
		return false;
	if (low <= 0 && isinf(high))
		return paper_plain(p, out, not, not ? paper_not_answered :
		    paper_answered);
	v[1].words = amount(p, low, high, &of_points);
	if (low > 0)
		return paper_atom_words(p, out, not, not ? TR_IN("on paper",
		    "you did not give {answers} {amount} at {questions}") :
		    TR_IN("on paper", "you gave {answers} {amount} at "
		    "{questions}"), v, 2);
	return !not && paper_atom_words(p, out, false, TR_IN("on paper", "you "
	    "answered {questions} and gave {answers} {amount}"), v, 2);
}

/* One option against another; only what is plain when both have something. */
static bool
against(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	bool turn = x->op == EXPR_GT;
	const struct forms_expr *l = turn ? x->right : x->left;
	const struct forms_expr *r = turn ? x->left : x->right;
	struct locale_place v[2] = { { "{less}", "" }, { "{more}", "" } };

	if ((x->op != EXPR_LT && x->op != EXPR_GT) || l->op != EXPR_PART ||
	    r->op != EXPR_PART)
		return false;
	v[0].words = paper_labels(p, l->options, 1);
	v[1].words = paper_labels(p, r->options, 1);
	if (f->q->type == FORMS_SHARE)
		return paper_atom_words(p, out, not, not ? TR_IN("on paper",
		    "you did not give {more} more points than {less} at "
		    "{questions}") : TR_IN("on paper", "you gave {more} more "
		    "points than {less} at {questions}"), v, 2);
	return !not && paper_atom_words(p, out, false, TR_IN("on paper", "you "
	    "gave a place to both {less} and {more}, and {less} comes first, "
	    "at {questions}"), v, 2);
}

bool
paper_compare(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	const char *what;
	struct test t;

	if (against(p, x, f, not, out))
		return true;
	if (!test_of(x, &t))
		return false;
	if (t.of->op == EXPR_COUNT)
		return count(p, f->q, &t, not, out);
	if (t.of->op == EXPR_FIELD)
		return f->q->type == FORMS_DATE ? date(p, f->q, &t, not, out) :
		    number(p, f->q, &t, not, out);
	what = paper_labels(p, t.of->options, 1);
	return f->q->type == FORMS_RANK ? place(p, what, &t, not, out) :
	    points(p, what, &t, not, out);
}
