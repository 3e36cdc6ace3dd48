/* SPDX-License-Identifier: MIT
 *
 * paper_atom.c -- a condition on one question, in words.
 *
 * Words must be true of the paper as it lies there: "you ticked" and "you
 * wrote" when something is needed, "you did not tick" when an empty question
 * will do as well.
 */
#include "forms/lines.h"
#include "forms/paper.h"

#include <math.h>

enum { LABEL_MAX = 70, LISTED_MAX = 5 };

static bool
atom(struct atom *out, const char *before, const char *after, bool negative)
{
	*out = (struct atom){ before, after, negative };
	return true;
}

/* ---- answers to choose ----------------------------------------------------- */

/* Long answers go by the number that is printed beside them. */
static void
label(struct paper *p, struct buf *b, const struct forms_option *o)
{
	const char *words = forms_words(&p->blank, o->words);

	if (utf8_count(words, strlen(words)) > LABEL_MAX)
		buf_printf(b, "answer %d", o->number);
	else
		buf_printf(b, "“%s”", words);
}

static const char *
labels(struct paper *p, const struct forms_option *const *v, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		buf_puts(&b, i == 0 ? "" : i + 1 == n ? " or " : ", ");
		label(p, &b, v[i]);
	}
	return arena_str(p->a, buf_text(&b));
}

struct sorted {			/* answers for which it holds, or not */
	const struct forms_option **yes, **no;
	size_t	 n_yes, n_no;
	bool	 blank;
};

static void
sort_answers(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct sorted *s)
{
	const struct forms_question *q = f->q;
	size_t i;

	*s = (struct sorted){ .yes = arena_array(p->a,
	    const struct forms_option *, q->n_options),
	    .no = arena_array(p->a, const struct forms_option *,
	    q->n_options) };
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->staff)
			continue;
		if (paper_holds(p, x, f, o->missing, o) != not)
			s->yes[s->n_yes++] = o;
		else
			s->no[s->n_no++] = o;
	}
	s->blank = paper_holds(p, x, f, FORMS_BLANK, NULL) != not;
}

static const char *
ticked(struct paper *p, const struct forms_option *const *v, size_t n)
{
	return arena_printf(p->a, "you ticked %s at ", labels(p, v, n));
}

static bool
one_of(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out, const char **why)
{
	struct sorted s;

	sort_answers(p, x, f, not, &s);
	*why = "too many answers would have to be named";
	if (s.blank && s.n_yes == 0)
		return atom(out, "you left ", " empty", false);
	if (s.blank && s.n_no > 0 && s.n_no <= LISTED_MAX)
		return atom(out, arena_printf(p->a, "you did not tick %s at ",
		    labels(p, s.no, s.n_no)), "", true);
	if (s.blank)
		return s.n_no > 0 && s.n_yes <= LISTED_MAX &&
		    atom(out, ticked(p, s.yes, s.n_yes),
		    " or left it empty", false);
	if (s.n_yes == 0)
		return false;
	if (s.n_no == 0)
		return atom(out, "you answered ", "", false);
	if (s.n_yes <= LISTED_MAX && s.n_yes <= s.n_no + 2)
		return atom(out, ticked(p, s.yes, s.n_yes), "", false);
	return s.n_no <= LISTED_MAX && atom(out, arena_printf(p->a,
	    "you ticked an answer other than %s at ", labels(p, s.no,
	    s.n_no)), "", false);
}

/* The reasons that can be ticked, of one kind or (ANSWERED) of any. */
static size_t
reasons(struct paper *p, const struct forms_question *q, enum forms_state s,
    const struct forms_option ***out)
{
	size_t i, n = 0;

	*out = arena_array(p->a, const struct forms_option *, q->n_options);
	for (i = 0; i < q->n_options; i++)
		if (!q->options[i].staff && q->options[i].missing !=
		    FORMS_ANSWERED && (s == FORMS_ANSWERED ||
		    q->options[i].missing == s))
			(*out)[n++] = &q->options[i];
	return n;
}

/* What people do to answer it; ticking a reason for not answering is not
 * that. */
static const char *
done(enum forms_type t, bool reasons, bool not)
{
	switch (t) {
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
		return not ? "you did not write anything at " :
		    "you wrote something at ";
	case FORMS_FILE:
		return not ? "you did not put in anything for " :
		    "you put something in for ";
	default:
		break;
	}
	if (!reasons)
		return not ? "you did not answer " : "you answered ";
	switch (t) {
	case FORMS_RANK:
		return not ? "you did not put answers in order at " :
		    "you put answers in order at ";
	case FORMS_SHARE:
		return not ? "you did not give any points at " :
		    "you gave points at ";
	case FORMS_DATE:
		return not ? "you did not give a date at " :
		    "you gave a date at ";
	default:
		return not ? "you did not give a number at " :
		    "you gave a number at ";
	}
}

static bool
has_state(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	const struct forms_option **v;
	size_t n = reasons(p, f->q, x->state, &v);

	if (x->state == FORMS_ANSWERED && n > 0 && f->q->type == FORMS_MANY)
		return atom(out, arena_printf(p->a, "you %s an answer other "
		    "than %s at ", not ? "did not tick" : "ticked",
		    labels(p, v, n)), "", not);
	if (x->state == FORMS_ANSWERED)
		return atom(out, done(f->q->type, n > 0, not), "", not);
	if (n == 0)
		return false;
	return atom(out, arena_printf(p->a, "you %s %s at ", not ?
	    "did not tick" : "ticked", labels(p, v, n)), "", not);
}

static bool
includes(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	const char *all = labels(p, x->options, x->n);
	const char *did = not ? "did not " : "";

	if (f->q->type == FORMS_RANK)
		return atom(out, arena_printf(p->a, "you %s a place to %s at ",
		    not ? "did not give" : "gave", all), "", not);
	if (f->q->type == FORMS_SHARE)
		return atom(out, arena_printf(p->a, "you %s points to %s at ",
		    not ? "did not give" : "gave", all), "", not);
	return atom(out, arena_printf(p->a, "you %s%s %s at ", did,
	    not ? "tick" : "ticked", all), "", not);
}

/* ---- comparisons ------------------------------------------------------------ */

/* One thing, an operator and a number. */
struct test {
	const struct forms_expr *of;	/* FIELD, COUNT or PART */
	enum forms_expr_op	 op;
	double			 to;
};

static enum forms_expr_op
turned(enum forms_expr_op op)
{
	switch (op) {
	case EXPR_LT:
		return EXPR_GT;
	case EXPR_LE:
		return EXPR_GE;
	case EXPR_GT:
		return EXPR_LT;
	case EXPR_GE:
		return EXPR_LE;
	default:
		return op;
	}
}

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
		t->op = turned(t->op);
	return true;
}

static const char *
how_many(struct arena *a, enum forms_expr_op op, const char *n)
{
	switch (op) {
	case EXPR_LT:
		return arena_printf(a, "less than %s", n);
	case EXPR_LE:
		return arena_printf(a, "%s or less", n);
	case EXPR_GT:
		return arena_printf(a, "more than %s", n);
	case EXPR_GE:
		return arena_printf(a, "%s or more", n);
	case EXPR_NE:
		return arena_printf(a, "a number other than %s", n);
	default:
		return n;
	}
}

static bool
number(struct paper *p, const struct forms_question *q, const struct test *t,
    bool not, struct atom *out)
{
	const char *n = arena_printf(p->a, "%.10g", t->to), *many;

	if (strcmp(q->currency, "GBP") == 0)
		n = arena_printf(p->a, "£%s", n);
	else if (q->currency[0] != '\0')
		n = arena_printf(p->a, "%s %s", q->currency, n);
	if (q->unit[0] != '\0')
		n = arena_printf(p->a, "%s %s", n, q->unit);
	many = how_many(p->a, t->op, n);
	if (not)
		return atom(out, "you did not answer ", arena_printf(p->a,
		    " with %s", many), true);
	return atom(out, "you answered ", arena_printf(p->a, " with %s",
	    many), false);
}

static bool
date(struct paper *p, const struct forms_question *q, const struct test *t,
    bool not, struct atom *out)
{
	static const char *const months[] = { "January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December" };
	double day = t->op == EXPR_GE || t->op == EXPR_LT ? ceil(t->to) :
	    floor(t->to);
	struct date d;
	const char *when;

	if (day < -700000 || day > 2900000)
		return false;
	d = date_from_days((int64_t)day);
	when = t->op == EXPR_LT ? "before" : t->op == EXPR_GE ?
	    "on or after" : t->op == EXPR_GT ? "after" : t->op == EXPR_LE ?
	    "on or before" : t->op == EXPR_NE ? "other than" : "of";
	return atom(out, arena_printf(p->a, "you %s a %sdate %s %d %s %d at ",
	    not ? "did not give" : "gave", q->date == FORMS_PARTIAL ?
	    "whole " : "", when, d.day, months[d.month - 1], d.year), "", not);
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

static const char *
amount(struct arena *a, double low, double high, const char *one,
    const char *many)
{
	if (low == high)
		return arena_printf(a, "exactly %.0f %s", low, low == 1 ? one :
		    many);
	if (low > 0 && isinf(high))
		return arena_printf(a, "%.0f %s or more", low, low == 1 ? one :
		    many);
	if (low > 0)
		return arena_printf(a, "%.0f to %.0f %s", low, high, many);
	return arena_printf(a, "%.0f %s or fewer", high, high == 1 ? one :
	    many);
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
	if (!bounds(t, &low, &high) || (low == 0 && isinf(high)) || (reasons(p, q, FORMS_ANSWERED, &v) > 0 &&
	    (low == 0 || low == 1 || high == 1)))
		return false;
	all = amount(p->a, low, high, "answer", "answers");
	if (q->type == FORMS_MANY)
		return atom(out, arena_printf(p->a, "you %s %s at ", not ?
		    "did not tick" : "ticked", all), "", not);
	return atom(out, arena_printf(p->a, "you %s %s to %s at ", not ?
	    "did not give" : "gave", q->type == FORMS_RANK ? "a place" :
	    "points", all), "", not);
}

static bool
place(struct paper *p, const char *what, const struct test *t, bool not,
    struct atom *out)
{
	const char *put = not ? "did not put" : "put";
	double low, high;

	if (!bounds(t, &low, &high) || high < 1)
		return false;
	if (high == 1)
		return atom(out, arena_printf(p->a, "you %s %s first at ", put,
		    what), "", not);
	if (low <= 1 && isinf(high))
		return atom(out, arena_printf(p->a, "you %s a place to %s at ",
		    not ? "did not give" : "gave", what), "", not);
	if (low <= 1)
		return atom(out, arena_printf(p->a, "you %s %s among your "
		    "first %.0f at ", put, what, high), "", not);
	if (low == high)
		return atom(out, arena_printf(p->a, "you %s %s in place %.0f "
		    "at ", put, what, low), "", not);
	return isinf(high) && atom(out, arena_printf(p->a, "you %s %s in place "
	    "%.0f or a later one at ", put, what, low), "", not);
}

/* Who gave no points at all gave this none either, but did not answer. */
static bool
points(struct paper *p, const char *what, const struct test *t, bool not,
    struct atom *out)
{
	double low, high;
	const char *n;

	if (!bounds(t, &low, &high))
		return false;
	if (low == 0 && isinf(high))
		return atom(out, not ? "you did not answer " : "you answered ",
		    "", not);
	n = amount(p->a, low, high, "point", "points");
	if (low > 0)
		return atom(out, arena_printf(p->a, "you %s %s %s at ", not ?
		    "did not give" : "gave", what, n), "", not);
	if (not)
		return false;
	return atom(out, "you answered ", arena_printf(p->a, " and gave %s %s",
	    what, n), false);
}

/* One option against another; only what is plain when both have something. */
static bool
against(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	bool turn = x->op == EXPR_GT;
	const struct forms_expr *l = turn ? x->right : x->left;
	const struct forms_expr *r = turn ? x->left : x->right;
	const char *less, *more;

	if ((x->op != EXPR_LT && x->op != EXPR_GT) || l->op != EXPR_PART ||
	    r->op != EXPR_PART)
		return false;
	less = labels(p, l->options, 1);
	more = labels(p, r->options, 1);
	if (f->q->type == FORMS_SHARE)
		return atom(out, arena_printf(p->a, "you %s %s more points "
		    "than %s at ", not ? "did not give" : "gave", more, less),
		    "", not);
	return !not && atom(out, arena_printf(p->a, "you gave a place to both "
	    "%s and %s, and %s comes first, at ", less, more, less), "",
	    false);
}

static bool
comparison(struct paper *p, const struct forms_expr *x,
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
	what = labels(p, t.of->options, 1);
	return f->q->type == FORMS_RANK ? place(p, what, &t, not, out) :
	    points(p, what, &t, not, out);
}

bool
paper_atom(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out, const char **why)
{
	if (f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE)
		if (x->op != EXPR_WROTE)
			return one_of(p, x, f, not, out, why);
	*why = "it is more than one plain comparison";
	if (paper_empty(x) != NULL)
		return not ? atom(out, "you answered ", "", false) :
		    atom(out, "you left ", " empty", false);
	switch (x->op) {
	case EXPR_IS:
		return has_state(p, x, f, not, out);
	case EXPR_INCLUDES:
		return includes(p, x, f, not, out);
	case EXPR_WROTE:
		return atom(out, arena_printf(p->a, "you %s beside %s "
		    "at ", not ? "did not write anything" : "wrote something",
		    labels(p,
		    x->options, 1)), "", not);
	default:
		return comparison(p, x, f, not, out);
	}
}
