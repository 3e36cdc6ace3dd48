/* SPDX-License-Identifier: MIT
 *
 * paths_oracle.c -- small forms made at random, and what an interpreter that
 * tries every answer says about them.
 *
 * The interpreter shares nothing with forms/: it keeps its own conditions, of
 * which the text of the form is printed.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <math.h>
#include <stdio.h>

enum { QS = 5, NODES = 400 };
enum type { ONE, MANY, NUMBER, LINE };
enum value { NOT_ASKED, BLANK, DONT_KNOW, GIVEN };
struct given { enum value v; unsigned ticks; int number; };
enum op { AND, OR, NOT, EQUAL, OTHER, IN, INCLUDES, COUNT_OVER, LESS, AT_LEAST,
	SUM_OVER, IS };
struct cond {
	enum op		 op;
	int		 q, q2, k;
	struct cond	*l, *r;
};
struct asked {
	enum type	 type;
	struct cond	*show, *must;
	bool		 required;
};
struct form {
	struct asked	 q[QS];
	struct cond	*page;		/* of the second page */
	int		 second;	/* its first question */
	bool		 wrong;		/* the control */
	struct cond	 room[NODES];
	size_t		 n;
	struct forms_rng r;
};

static int
below(struct form *f, int n)
{
	return (int)forms_rng_below(&f->r, (size_t)n);
}

/* ---- forms -------------------------------------------------------------- */

static struct cond *
atom(struct form *f, int before)
{
	struct cond *c = &f->room[f->n++];

	c->q = c->q2 = below(f, before);
	c->k = below(f, 3);
	switch (f->q[c->q].type) {
	case ONE:
		c->op = (enum op[]){ EQUAL, OTHER, IN, IS }[below(f, 4)];
		break;
	case MANY:
		c->op = (enum op[]){ INCLUDES, COUNT_OVER, IS }[below(f, 3)];
		break;
	case NUMBER:
		c->op = (enum op[]){ LESS, AT_LEAST, SUM_OVER, IS }[
		    below(f, 4)];
		while (c->op == SUM_OVER && (c->q2 == c->q ?
		    below(f, 2) : f->q[c->q2].type != NUMBER))
			c->q2 = below(f, before);
		break;
	case LINE:
		c->op = IS;
		break;
	}
	if (c->op == IS)
		c->k = below(f, f->q[c->q].type == ONE ? 4 : 3);
	return c;
}

static struct cond *
condition(struct form *f, int before, int depth)
{
	struct cond *c;

	if (depth == 0 || below(f, 3) == 0)
		return atom(f, before);
	c = &f->room[f->n++];
	c->op = (enum op)below(f, 3);
	c->l = condition(f, before, depth - 1);
	c->r = c->op == NOT ? NULL : condition(f, before, depth - 1);
	return c;
}

static void
make(struct form *f, uint64_t seed)
{
	int i;

	forms_rng_seed(&f->r, seed);
	f->n = 0;
	f->second = 1 + below(f, QS - 1);
	for (i = 0; i < QS; i++) {
		struct asked *q = &f->q[i];

		*q = (struct asked){ .type = (enum type)below(f, 4) };
		q->required = below(f, 3) == 0;
		if (i > 0 && below(f, 4) > 0)
			q->show = condition(f, i, 3);
		if (i > 0 && !q->required && below(f, 4) == 0)
			q->must = condition(f, i, 1);
	}
	f->page = below(f, 2) ? condition(f, f->second, 1) : NULL;
}

static const char *const reasons[] = { "not-asked", "blank", "answered",
	"dont-know" };

static void
print(struct buf *b, const struct cond *c)
{
	char o = (char)('a' + c->k);

	switch (c->op) {
	case AND:
	case OR:
		buf_lit(b, "(");
		print(b, c->l);
		buf_puts(b, c->op == AND ? " and " : " or ");
		print(b, c->r);
		buf_lit(b, ")");
		break;
	case NOT:
		buf_lit(b, "not (");
		print(b, c->l);
		buf_lit(b, ")");
		break;
	case EQUAL:
		buf_printf(b, "q%d = %c", c->q, o);
		break;
	case OTHER:
		buf_printf(b, "q%d <> %c", c->q, o);
		break;
	case IN:
		buf_printf(b, "q%d in (%c, %c)", c->q, o, o == 'a' ? 'b' : 'a');
		break;
	case INCLUDES:
		buf_printf(b, "q%d includes %c", c->q, o);
		break;
	case COUNT_OVER:
		buf_printf(b, "count(q%d) > %d", c->q, c->k);
		break;
	case LESS:
		buf_printf(b, "q%d < %d", c->q, c->k + 1);
		break;
	case AT_LEAST:
		buf_printf(b, "2 * q%d - 1 >= %d", c->q, c->k);
		break;
	case SUM_OVER:
		buf_printf(b, "q%d + q%d > %d", c->q, c->q2, 2 * c->k);
		break;
	case IS:
		buf_printf(b, "q%d is %s", c->q, reasons[c->k]);
		break;
	}
}

static void
line(struct buf *b, const char *what, const struct cond *c)
{
	if (c == NULL)
		return;
	buf_printf(b, "    %s ", what);
	print(b, c);
	buf_lit(b, "\n");
}

static void
text_of(const struct form *f, struct buf *b)
{
	static const char *const types[] = { "choose one", "choose many",
	    "number 0..3", "line" };
	int i;

	buf_puts(b, HEAD "page one \"One\"\n");
	for (i = 0; i < QS; i++) {
		const struct asked *q = &f->q[i];

		if (i == f->second) {
			buf_lit(b, "page two \"Two\"\n");
			line(b, "show if", f->page);
		}
		buf_printf(b, "    question q%d %s \"Q?\"\n", i,
		    types[q->type]);
		if (q->required)
			buf_lit(b, "      required\n");
		line(b, "  required if", q->must);
		line(b, "  show if", q->show);
		if (q->type <= MANY)
			buf_lit(b, "      1 a \"A\"\n      2 b \"B\"\n"
			    "      3 c \"C\"\n");
		if (q->type == ONE)
			buf_lit(b, "      4 d \"D\" missing dont-know\n");
	}
}

/* ---- the interpreter ---------------------------------------------------- */

static int
ticked(unsigned t)
{
	return (int)(t & 1) + (int)(t >> 1 & 1) + (int)(t >> 2 & 1);
}

/* -1: cannot be said, because an answer is missing. */
static int
comparison(const struct form *f, const struct given *v, const struct cond *c)
{
	const struct given *a = &v[c->q], *b = &v[c->q2];
	unsigned bit = 1u << c->k;

	if (c->op == COUNT_OVER)
		return (a->v == GIVEN ? ticked(a->ticks) : 0) > c->k;
	if (a->v != GIVEN || b->v != GIVEN)
		return f->wrong ? -1 : 0;
	switch (c->op) {
	case EQUAL:
	case INCLUDES:
		return (a->ticks & bit) != 0;
	case OTHER:
		return (a->ticks & bit) == 0;
	case IN:
		return (a->ticks & (bit | (c->k ? 1 : 2))) != 0;
	case LESS:
		return a->number < c->k + 1;
	case AT_LEAST:
		return 2 * a->number - 1 >= c->k;
	default:
		return a->number + b->number > 2 * c->k;
	}
}

static int
truth(const struct form *f, const struct given *v, const struct cond *c)
{
	static const enum value is[] = { NOT_ASKED, BLANK, GIVEN, DONT_KNOW };
	int l, r;

	if (c->op == IS)
		return v[c->q].v == is[c->k];
	if (c->op > NOT)
		return comparison(f, v, c);
	l = truth(f, v, c->l);
	if (c->op == NOT)
		return l < 0 ? 0 : !l;	/* the control: missing is not `not` */
	r = truth(f, v, c->r);
	return c->op == AND ? l > 0 && r > 0 : l > 0 || r > 0;
}

static bool
shows(const struct form *f, const struct given *v, int i)
{
	if (i >= f->second && f->page != NULL && truth(f, v, f->page) <= 0)
		return false;
	return f->q[i].show == NULL || truth(f, v, f->q[i].show) > 0;
}

struct found {
	bool	 yes[QS], no[QS], page_yes, page_no;
	double	 least, most, mean, pages;
};

static void
all(const struct form *f, struct given *v, int i, int asked, double share,
    struct found *out);

static void
give(const struct form *f, struct given *v, int i, int asked, double share,
    struct found *out, struct given answer)
{
	v[i] = answer;
	all(f, v, i + 1, asked + 1, share, out);
	v[i] = (struct given){ NOT_ASKED, 0, 0 };
}

static void
end(const struct form *f, const struct given *v, int asked, double share,
    struct found *out)
{
	bool first = false, second = false;
	int i;

	for (i = 0; i < QS; i++) {
		first |= i < f->second && v[i].v != NOT_ASKED;
		second |= i >= f->second && v[i].v != NOT_ASKED;
	}
	out->page_yes |= second;
	out->page_no |= !second;
	out->pages += share * (first + second);
	out->least = fmin(out->least, asked);
	out->most = fmax(out->most, asked);
	out->mean += share * asked;
}

static void
all(const struct form *f, struct given *v, int i, int asked, double share,
    struct found *out)
{
	const struct asked *q = &f->q[i];
	bool must;
	unsigned k;

	if (i == QS) {
		end(f, v, asked, share, out);
		return;
	}
	if (!shows(f, v, i)) {
		out->no[i] = true;
		all(f, v, i + 1, asked, share, out);
		return;
	}
	out->yes[i] = true;
	must = q->required || (q->must != NULL && truth(f, v, q->must) > 0);
	if (!must)
		give(f, v, i, asked, q->type == LINE ? share / 2 : 0, out,
		    (struct given){ BLANK, 0, 0 });
	if (q->type == LINE)
		give(f, v, i, asked, must ? share : share / 2, out,
		    (struct given){ GIVEN, 0, 0 });
	for (k = 0; q->type == ONE && k < 4; k++)
		give(f, v, i, asked, share / 4, out, k == 3 ?
		    (struct given){ DONT_KNOW, 0, 0 } :
		    (struct given){ GIVEN, 1u << k, 0 });
	for (k = 1; q->type == MANY && k < 8; k++)
		give(f, v, i, asked, share / 7, out,
		    (struct given){ GIVEN, k, 0 });
	for (k = 0; q->type == NUMBER && k < 4; k++)
		give(f, v, i, asked, share / 4, out,
		    (struct given){ GIVEN, 0, (int)k });
}

/* ---- comparing ---------------------------------------------------------- */

static bool
same_reach(enum forms_reach r, bool yes, bool no)
{
	return r == (yes && no ? FORMS_REACH_SOMETIMES : yes ?
	    FORMS_REACH_ALWAYS : FORMS_REACH_NEVER);
}

static void
random_given(struct form *f, struct forms_answers *as, int i, struct given *v)
{
	static const char *const names[] = { "a", "b", "c", "d" };
	const char *values[3], digit[2] = { (char)('0' + below(f, 4)), 0 };
	struct forms_problem p;
	size_t n = 0;
	int k;

	*v = (struct given){ BLANK, 0, 0 };
	k = below(f, 5);
	if (f->q[i].type == ONE && k < 4) {
		values[n++] = names[k];
		*v = (struct given){ k == 3 ? DONT_KNOW : GIVEN, 1u << k, 0 };
	} else if (f->q[i].type == MANY) {
		v->ticks = (unsigned)below(f, 8);
		for (k = 0; k < 3; k++)
			if (v->ticks >> k & 1)
				values[n++] = names[k];
		v->v = n > 0 ? GIVEN : BLANK;
	} else if (f->q[i].type == NUMBER && k < 4) {
		values[n++] = digit;
		*v = (struct given){ GIVEN, 0, digit[0] - '0' };
	} else if (f->q[i].type == LINE && k < 3) {
		values[n++] = "x";
		v->v = GIVEN;
	}
	forms_answer_set(as, &as->form->fields[i], values, n, NULL, &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
}

/* Random answers through the routing; false: another reason somewhere. */
static bool
routes_alike(struct form *f, struct arena *a, const struct forms_form *form)
{
	static const enum forms_state states[] = { FORMS_NOT_ASKED,
	    FORMS_BLANK, FORMS_DONT_KNOW, FORMS_ANSWERED };
	struct forms_answers as;
	struct given v[QS];
	int i;

	forms_answers_init(&as, a, form);
	for (i = 0; i < QS; i++)
		random_given(f, &as, i, &v[i]);
	forms_route(&as);
	for (i = 0; i < QS; i++) {
		if (!shows(f, v, i))
			v[i] = (struct given){ NOT_ASKED, 0, 0 };
		if (as.v[i].state != states[v[i].v])
			return false;
	}
	return true;
}

/* The path that is given as an example does lead there. */
static bool
example_leads(struct arena *a, const struct forms_form *form,
    const struct forms_paths *p, size_t i)
{
	struct forms_answers as;
	size_t k;

	forms_answers_init(&as, a, form);
	for (k = 0; k < p->fields[i].n; k++)
		as.v[p->fields[i].example[k].field->index] =
		    p->fields[i].example[k].answer;
	forms_route(&as);
	return as.v[i].state != FORMS_NOT_ASKED;
}

static bool
verdicts_alike(const struct forms_paths *p, const struct found *o)
{
	size_t i;

	for (i = 0; i < QS; i++)
		if (!same_reach(p->fields[i].reach, o->yes[i], o->no[i]))
			return false;
	return p->undecided == 0 && p->exact &&
	    same_reach(p->pages[1].reach, o->page_yes, o->page_no) &&
	    p->whole.shortest.questions == o->least &&
	    p->whole.longest.questions == o->most &&
	    fabs(p->whole.typical.questions - o->mean) < 1e-9 &&
	    fabs(p->whole.typical.pages - o->pages) < 1e-9;
}

/* False: the two disagree about this form. */
static bool
agree(struct form *f, uint64_t seed)
{
	struct reading r CLEAN(reading_done) = { 0 };
	struct buf text CLEAN(buf_free) = { 0 };
	struct found o = { .least = INFINITY };
	struct given v[QS] = { 0 };
	struct forms_paths p;
	bool ok = true;
	size_t i;

	make(f, seed);
	text_of(f, &text);
	ck_assert_msg(reading_of(&r, buf_text(&text)), "%s%s", buf_text(&text),
	    buf_text(&r.said));
	all(f, v, 0, 0, 1, &o);
	forms_paths(&r.a, r.f, NULL, &p);
	ok = verdicts_alike(&p, &o);
	for (i = 0; i < QS; i++)
		if (p.fields[i].reach == FORMS_REACH_SOMETIMES)
			ck_assert_msg(example_leads(&r.a, r.f, &p, i),
			    "q%zu\n%s", i, buf_text(&text));
	for (i = 0; i < 30; i++)
		ok &= routes_alike(f, &r.a, r.f);
	if (!ok && !f->wrong)
		fprintf(stderr, "seed %llu\n%squestions %g to %g, not %g to "
		    "%g; mean %g, not %g; pages %g, not %g\n",
		    (unsigned long long)seed, buf_text(&text),
		    p.whole.shortest.questions, p.whole.longest.questions,
		    o.least, o.most, p.whole.typical.questions, o.mean,
		    p.whole.typical.pages, o.pages);
	return ok;
}

START_TEST(paths_are_those_that_trying_every_answer_finds)
{
	static struct form f;
	uint64_t seed;

	for (seed = 1; seed <= 400; seed++)
		ck_assert(agree(&f, seed));
}
END_TEST

/* The control: an interpreter for which `not` of a missing answer is false. */
START_TEST(an_interpreter_that_is_wrong_about_missing_answers_is_caught)
{
	static struct form f;
	size_t caught = 0;
	uint64_t seed;

	f.wrong = true;
	for (seed = 1; seed <= 100; seed++)
		caught += !agree(&f, seed);
	ck_assert_uint_gt(caught, 10);
}
END_TEST

UNIT_SUITE(paths_oracle, paths_are_those_that_trying_every_answer_finds,
    an_interpreter_that_is_wrong_about_missing_answers_is_caught)
