/* SPDX-License-Identifier: MIT
 *
 * oracle.c -- random forms with every kind of question, and what they mean.
 */
#include "tests/unit/forms/oracle.h"
#include "tests/unit/forms/language.h"

int
oracle_below(struct oracle *f, int n)
{
	return (int)forms_rng_below(&f->r, (size_t)n);
}

/* ---- making ---------------------------------------------------------------- */

static enum o_op
about(struct oracle *f, enum o_type t)
{
	switch (t) {
	case O_ONE:
		return (enum o_op[]){ O_EQUAL, O_OTHER, O_IN, O_SCORE, O_IS }[
		    oracle_below(f, 5)];
	case O_MANY:
		return (enum o_op[]){ O_INCLUDES, O_COUNT, O_WROTE, O_IS }[
		    oracle_below(f, 4)];
	case O_NUMBER:
		return (enum o_op[]){ O_LESS, O_LEAST, O_SUM, O_IS }[
		    oracle_below(f, 4)];
	case O_DATE:
		return (enum o_op[]){ O_BEFORE, O_FROM, O_IS }[
		    oracle_below(f, 3)];
	case O_RANK:
		return (enum o_op[]){ O_PLACE, O_AHEAD, O_INCLUDES, O_COUNT,
		    O_IS }[oracle_below(f, 5)];
	case O_SHARE:
		return (enum o_op[]){ O_POINTS, O_AHEAD, O_INCLUDES, O_IS }[
		    oracle_below(f, 4)];
	default:
		return O_IS;
	}
}

static struct o_cond *
atom_on(struct oracle *f, int q, int before)
{
	struct o_cond *c = &f->room[f->n++];

	c->q = c->q2 = q;
	c->k = oracle_below(f, 3);
	c->op = about(f, f->q[c->q].type);
	while (c->op == O_SUM && (c->q2 == c->q ? oracle_below(f, 2) :
	    f->q[c->q2].type != O_NUMBER))
		c->q2 = oracle_below(f, before);
	if (c->op == O_AHEAD)
		c->q2 = oracle_below(f, 2);	/* which way round */
	if (c->op == O_IS)
		c->k = oracle_below(f, f->q[c->q].type == O_ONE ? 4 : 3);
	return c;
}

static struct o_cond *
atom(struct oracle *f, int before)
{
	struct o_cond *c = atom_on(f, oracle_below(f, before), before);

	if (f->value[1] >= 0 && f->value[1] < before &&
	    oracle_below(f, 6) == 0)
		*c = (struct o_cond){ .op = O_VALUE,
		    .k = 2 + oracle_below(f, 4) };
	return c;
}

static struct o_cond *
condition(struct oracle *f, int before, int depth)
{
	struct o_cond *c;

	if (depth == 0 || oracle_below(f, 3) == 0)
		return atom(f, before);
	c = &f->room[f->n++];
	c->op = (enum o_op)oracle_below(f, 3);
	c->l = condition(f, before, depth - 1);
	c->r = c->op == O_NOT ? NULL : condition(f, before, depth - 1);
	return c;
}

static void
find_value(struct oracle *f)
{
	int i, n = 0;

	f->value[0] = f->value[1] = -1;
	for (i = 0; i < O_QS && n < 2; i++)
		if (f->q[i].type == O_ONE)
			f->value[n++] = i;
}

static void
find_rows(struct oracle *f)
{
	int i;

	f->rows = -1;
	for (i = 0; i < O_QS; i++)
		if ((f->q[i].type == O_MANY || f->q[i].type == O_NUMBER) &&
		    oracle_below(f, 2))
			f->rows = i;
}

void
oracle_make(struct oracle *f, uint64_t seed)
{
	int i;

	forms_rng_seed(&f->r, seed);
	f->n = 0;
	memset(f->room, 0, sizeof(f->room));
	f->second = 1 + oracle_below(f, O_QS - 1);
	for (i = 0; i < O_QS; i++)
		f->q[i] = (struct o_question){ .type = (enum o_type)
		    oracle_below(f, O_TYPES) };
	find_value(f);
	find_rows(f);
	for (i = 0; i < O_QS; i++) {
		struct o_question *q = &f->q[i];

		q->required = oracle_below(f, 3) == 0;
		if (i > 0 && oracle_below(f, 4) > 0)
			q->show = condition(f, i, 2);
		if (i > 0 && !q->required && oracle_below(f, 4) == 0)
			q->must = condition(f, i, 1);
	}
	f->page = oracle_below(f, 2) ? condition(f, f->second, 1) : NULL;
	f->rule = NULL;
	if (oracle_below(f, 3) > 0)
		return;
	f->rule = &f->room[f->n++];	/* about the second page */
	*f->rule = (struct o_cond){ .op = oracle_below(f, 2) ? O_AND : O_OR,
	    .l = condition(f, O_QS, 1), .r = atom_on(f, O_QS - 1, O_QS) };
}

int
oracle_fields(const struct oracle *f)
{
	return f->rows < 0 ? O_QS : O_FIELDS;
}

/* ---- printing -------------------------------------------------------------- */

static void
print_atom(struct buf *b, const struct o_cond *c)
{
	static const char *const reasons[] = { "not-asked", "blank",
	    "answered", "dont-know" };
	char o = (char)('a' + c->k), p = o == 'a' ? 'b' : 'a';

	switch (c->op) {
	case O_EQUAL:
		buf_printf(b, "q%d = %c", c->q, o);
		break;
	case O_OTHER:
		buf_printf(b, "q%d <> %c", c->q, o);
		break;
	case O_IN:
		buf_printf(b, "q%d in (%c, %c)", c->q, o, p);
		break;
	case O_SCORE:
		buf_printf(b, "score(q%d) > %d", c->q, c->k);
		break;
	case O_INCLUDES:
		buf_printf(b, "q%d includes %c", c->q, o);
		break;
	case O_COUNT:
		buf_printf(b, "count(q%d) > %d", c->q, c->k);
		break;
	case O_WROTE:
		buf_printf(b, "q%d.c is answered", c->q);
		break;
	case O_LESS:
		buf_printf(b, "q%d < %d", c->q, c->k + 1);
		break;
	case O_LEAST:
		buf_printf(b, "2 * q%d - 1 >= %d", c->q, c->k);
		break;
	case O_SUM:
		buf_printf(b, "q%d + q%d > %d", c->q, c->q2, 2 * c->k);
		break;
	case O_BEFORE:
		buf_printf(b, "q%d < 2024-01-0%d", c->q, c->k + 2);
		break;
	case O_FROM:
		buf_printf(b, "q%d >= 2024-01-0%d", c->q, c->k + 2);
		break;
	case O_PLACE:
		buf_printf(b, "q%d.%c <= %d", c->q, o, 1 + c->k % 2);
		break;
	case O_AHEAD:
		buf_printf(b, "q%d.%c %s q%d.%c", c->q, o, c->q2 ? "<" : ">",
		    c->q, p);
		break;
	case O_POINTS:
		buf_printf(b, "q%d.%c >= %d", c->q, o, c->k);
		break;
	case O_VALUE:
		buf_printf(b, "v > %d", c->k);
		break;
	default:
		buf_printf(b, "q%d is %s", c->q, reasons[c->k]);
		break;
	}
}

static void
print(struct buf *b, const struct o_cond *c)
{
	if (c->op > O_NOT) {
		print_atom(b, c);
		return;
	}
	if (c->op == O_NOT)
		buf_lit(b, "not ");
	buf_lit(b, "(");
	print(b, c->l);
	if (c->op != O_NOT) {
		buf_puts(b, c->op == O_AND ? " and " : " or ");
		print(b, c->r);
	}
	buf_lit(b, ")");
}

static void
line(struct buf *b, const char *what, const struct o_cond *c)
{
	if (c == NULL)
		return;
	buf_puts(b, what);
	print(b, c);
	buf_lit(b, "\n");
}

static void
options(struct buf *b, enum o_type t)
{
	static const char *const flags[] = { [O_ONE] = "score", [O_MANY] =
	    "write-in" };
	int i;

	if (t == O_NUMBER || t == O_LINE || t == O_DATE)
		return;
	for (i = 0; i < 3; i++) {
		buf_printf(b, "      %d %c \"%c\"", i + 1, 'a' + i, 'A' + i);
		if (t == O_ONE)
			buf_printf(b, " %s %d", flags[t], i + 1);
		if (t == O_MANY && i == 2)
			buf_printf(b, " %s", flags[t]);
		buf_lit(b, "\n");
	}
	if (t == O_ONE)
		buf_lit(b, "      4 d \"D\" missing dont-know\n");
}

static void
page_end(const struct oracle *f, struct buf *b)
{
	if (f->rule != NULL) {
		line(b, "    must ", f->rule);
		b->p[--b->n] = '\0';
		buf_lit(b, " \"The rule.\"\n");
	}
	if (f->rows < 0)
		return;
	buf_lit(b, "page three \"Three\"\n");
	if (f->q[f->rows].type == O_MANY)
		buf_printf(b, "    repeat t in q%d\n", f->rows);
	else
		buf_printf(b, "    repeat t up to 3 from q%d \"Row {t.number}\"\n",
		    f->rows);
	buf_lit(b, "      question row line \"Row?\"\n");
}

void
oracle_text(const struct oracle *f, struct buf *b, const char *accept)
{
	static const char *const types[] = { "choose one", "choose many",
	    "number 0..3", "line", "date 2024-01-01..2024-01-04", "rank",
	    "share 3" };
	int i;

	buf_puts(b, HEAD);
	buf_printf(b, "  accept %s\npage one \"One\"\n", accept);
	for (i = 0; i < O_QS; i++) {
		const struct o_question *q = &f->q[i];

		if (i == f->second) {
			buf_lit(b, "page two \"Two\"\n");
			line(b, "    show if ", f->page);
		}
		buf_printf(b, "    question q%d %s \"Q?\"\n", i,
		    types[q->type]);
		if (q->required)
			buf_lit(b, "      required\n");
		line(b, "      required if ", q->must);
		line(b, "      show if ", q->show);
		options(b, q->type);
		if (f->value[1] == i)
			buf_printf(b, "    value v = score(q%d) + score(q%d) "
			    "\"V\"\n", f->value[0], i);
	}
	page_end(f, b);
}

/* ---- meaning --------------------------------------------------------------- */

static int
ticked(unsigned t)
{
	return (int)(t & 1) + (int)(t >> 1 & 1) + (int)(t >> 2 & 1);
}

static int
score(const struct o_given *g)
{
	return g->ticks == 4 ? 3 : (int)g->ticks;
}

static int
count(const struct o_given *g)
{
	return g->v != O_GIVEN ? 0 : g->ticks ? ticked(g->ticks) :
	    (g->at[0] > 0) + (g->at[1] > 0) + (g->at[2] > 0);
}

/* 1: it holds; -1: it does not; 0: it cannot be said. */
static int
comparison(const struct oracle *f, const struct o_given *v,
    const struct o_cond *c)
{
	const struct o_given *a = &v[c->q], *b = &v[c->q2];
	int k = c->k, other = k == 0 ? 1 : 0, holds;

	if (c->op == O_VALUE) {
		a = &v[f->value[0]];
		b = &v[f->value[1]];
		return a->v != O_GIVEN || b->v != O_GIVEN ? 0 :
		    score(a) + score(b) > k ? 1 : -1;
	}
	if (a->v != O_GIVEN || (c->op == O_SUM && b->v != O_GIVEN))
		return 0;
	if ((c->op == O_PLACE && a->at[k] == 0) || (c->op == O_AHEAD &&
	    f->q[c->q].type == O_RANK && (!a->at[k] || !a->at[other])))
		return 0;
	switch (c->op) {
	case O_EQUAL:
		holds = a->ticks == 1u << k;
		break;
	case O_OTHER:
		holds = a->ticks != 1u << k;
		break;
	case O_IN:
		holds = a->ticks == 1u << k || a->ticks == 1u << other;
		break;
	case O_SCORE:
		holds = score(a) > k;
		break;
	case O_INCLUDES:
		holds = a->ticks ? (int)(a->ticks >> k & 1) : a->at[k] > 0;
		break;
	case O_LESS:
		holds = a->number < k + 1;
		break;
	case O_LEAST:
		holds = 2 * a->number - 1 >= k;
		break;
	case O_SUM:
		holds = a->number + b->number > 2 * k;
		break;
	case O_BEFORE:
		holds = a->number < k + 2;
		break;
	case O_FROM:
		holds = a->number >= k + 2;
		break;
	case O_PLACE:
		holds = a->at[k] <= 1 + k % 2;
		break;
	case O_AHEAD:
		holds = c->q2 ? a->at[k] < a->at[other] :
		    a->at[k] > a->at[other];
		break;
	default:
		holds = a->at[k] >= k;
		break;
	}
	return holds ? 1 : -1;
}

/* The same three values. */
static int
maybe(const struct oracle *f, const struct o_given *v, const struct o_cond *c)
{
	static const enum o_reason is[] = { O_NOT_ASKED, O_BLANK, O_GIVEN,
	    O_DONT_KNOW };
	int l, r;

	if (c->op == O_IS)
		return v[c->q].v == is[c->k] ? 1 : -1;
	if (c->op == O_COUNT)
		return count(&v[c->q]) > c->k ? 1 : -1;
	if (c->op == O_WROTE)
		return v[c->q].v == O_GIVEN && v[c->q].wrote ? 1 : -1;
	if (c->op > O_NOT)
		return comparison(f, v, c);
	l = maybe(f, v, c->l);
	if (c->op == O_NOT)
		return -l;
	r = maybe(f, v, c->r);
	return (c->op == O_AND) == (l < r) ? l : r;
}

/* What cannot be said is false; and `not` of it is true. */
static bool
truth(const struct oracle *f, const struct o_given *v, const struct o_cond *c)
{
	if (c->op == O_NOT && f->wrong)	/* the control */
		return maybe(f, v, c->l) < 0;
	if (c->op == O_NOT)
		return !truth(f, v, c->l);
	if (c->op == O_AND)
		return truth(f, v, c->l) && truth(f, v, c->r);
	if (c->op == O_OR)
		return truth(f, v, c->l) || truth(f, v, c->r);
	return maybe(f, v, c) > 0;
}

static bool
row_shows(const struct oracle *f, const struct o_given *v, int row)
{
	const struct o_given *g = &v[f->rows];

	if (g->v != O_GIVEN)
		return false;
	return f->q[f->rows].type == O_MANY ? (g->ticks >> row & 1) != 0 :
	    g->number > row;
}

bool
oracle_shows(const struct oracle *f, const struct o_given *v, int i)
{
	if (i >= O_QS)
		return row_shows(f, v, i - O_QS);
	if (i >= f->second && f->page != NULL && !truth(f, v, f->page))
		return false;
	return f->q[i].show == NULL || truth(f, v, f->q[i].show);
}

bool
oracle_required(const struct oracle *f, const struct o_given *v, int i)
{
	if (i >= O_QS)
		return false;
	return f->q[i].required ||
	    (f->q[i].must != NULL && truth(f, v, f->q[i].must));
}

bool
oracle_rule_broken(const struct oracle *f, const struct o_given *v)
{
	int i;

	for (i = f->second; i < O_QS && v[i].v == O_NOT_ASKED; i++)
		;
	return i < O_QS && f->rule != NULL && maybe(f, v, f->rule) < 0;
}

/* ---- answers --------------------------------------------------------------- */

static int
rankings(struct o_given *out)
{
	int i, j, k, n = 0;

	for (i = 0; i < 3; i++) {
		out[n] = (struct o_given){ .v = O_GIVEN };
		out[n++].at[i] = 1;
		for (j = 0; j < 3; j++) {
			if (j == i)
				continue;
			out[n] = (struct o_given){ .v = O_GIVEN };
			out[n].at[i] = 1;
			out[n++].at[j] = 2;
			k = 3 - i - j;
			out[n] = out[n - 1];
			out[n++].at[k] = 3;
		}
	}
	return n;
}

static int
shares(struct o_given *out)
{
	int a, b, n = 0;

	for (a = 0; a <= 3; a++)
		for (b = 0; a + b <= 3; b++)
			out[n++] = (struct o_given){ .v = O_GIVEN,
			    .at = { a, b, 3 - a - b } };
	return n;
}

int
oracle_answers(const struct oracle *f, int i, struct o_given out[20])
{
	enum o_type t = i < O_QS ? f->q[i].type : O_LINE;
	unsigned k;
	int n = 0;

	if (t == O_RANK)
		return rankings(out);
	if (t == O_SHARE)
		return shares(out);
	if (t == O_LINE)
		out[n++] = (struct o_given){ .v = O_GIVEN };
	for (k = 0; t == O_ONE && k < 4; k++)
		out[n++] = (struct o_given){ .v = k == 3 ? O_DONT_KNOW :
		    O_GIVEN, .ticks = 1u << k };
	for (k = 1; t == O_MANY && k < 8; k++) {
		out[n++] = (struct o_given){ .v = O_GIVEN, .ticks = k };
		if (k >= 4)
			out[n++] = (struct o_given){ .v = O_GIVEN, .ticks = k,
			    .wrote = true };
	}
	for (k = 0; (t == O_NUMBER || t == O_DATE) && k < 4; k++)
		out[n++] = (struct o_given){ .v = O_GIVEN,
		    .number = (int)k + (t == O_DATE) };
	return n;
}
