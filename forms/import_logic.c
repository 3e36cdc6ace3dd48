/* SPDX-License-Identifier: MIT
 *
 * import_logic.c -- conditions of other programs in our own words.
 *
 * Meaning is kept where nobody answered: there, `${x} != 'y'` holds for an
 * empty x, and here `x <> y` does not, so it becomes `not (x = y)`.  There,
 * "do not know" is an answer like others, and here it is a reason for none.
 */
#include "forms/import_logic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A piece of the translation; kind says what needs brackets around it. */
enum kind { ONE, AND, OR, SUM };
struct said {
	const char	*s;
	enum kind	 kind;
	const char	*denied;	/* what stands after `not`, or NULL */
	enum kind	 denied_kind;
};
struct writer { struct import *im; const char *why; };
/* More than that, no condition of ours can have; and what stands in it twice
 * must not grow without end. */
enum { TEXT_MAX = 8000 };

static struct said condition(struct writer *, const struct logic *);
static struct said number(struct writer *, const struct logic *);

#define NOTHING	((struct said){ .s = NULL })

PRINTF(2, 3) static struct said
refuse(struct writer *w, const char *fmt, ...)
{
	char words[300];
	size_t cut;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	while (!utf8_valid(words, strlen(words), &cut))
		memmove(words + cut, words + cut + 1, strlen(words + cut));
	if (w->why == NULL)
		w->why = arena_str(w->im->a, words);
	return NOTHING;
}

static const char *
inside(struct writer *w, struct said p, enum kind where)
{
	bool bare = p.kind == ONE || p.kind == where;

	return bare ? p.s : arena_printf(w->im->a, "(%s)", p.s);
}

static struct said
joined(struct writer *w, struct said l, struct said r, enum kind kind)
{
	if (l.s == NULL || r.s == NULL)
		return NOTHING;
	if (strlen(l.s) + strlen(r.s) > TEXT_MAX)
		return refuse(w, "it is too long");
	return (struct said){ .s = arena_printf(w->im->a, "%s %s %s",
	    inside(w, l, kind), kind == AND ? "and" : "or",
	    inside(w, r, kind)), .kind = kind };
}

static struct said
negated(struct writer *w, struct said p)
{
	if (p.s == NULL)
		return p;
	if (p.denied != NULL)
		return (struct said){ .s = p.denied, .kind = p.denied_kind };
	return (struct said){ arena_printf(w->im->a, "not (%s)", p.s), ONE,
	    p.s, p.kind };
}

PRINTF(2, 3) static struct said
said(struct writer *w, const char *fmt, ...)
{
	char small[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	return (struct said){ .s = arena_str(w->im->a, small), .kind = ONE };
}

/* ---- names ------------------------------------------------------------- */

/* The question that n names, or NULL (not a name, not known, not carried). */
static const struct import_name *
asked(struct writer *w, const struct logic *n)
{
	const struct import_name *k;

	if (n->op == LOGIC_SELF)
		k = w->im->self;
	else if (n->op == LOGIC_REF)
		k = import_known(w->im, str_of(n->text));
	else
		return NULL;
	if (k == NULL || k->type == IMPORT_LOST) {
		refuse(w, "it asks about %.60s, which %s", n->op == LOGIC_SELF ?
		    "itself" : n->text, k ? "was not carried" : "is not here");
		return NULL;
	}
	return k;
}

static bool
is_name(const struct logic *n)
{
	return n->op == LOGIC_REF || n->op == LOGIC_SELF;
}

static const char *
code_of(struct writer *w, const struct logic *n)
{
	if (n->op == LOGIC_TEXT)
		return n->text;
	return n->op == LOGIC_NUMBER ? arena_printf(w->im->a, "%.15g",
	    n->number) : NULL;
}

static const struct import_option *
option_of(const struct import_list *l, const char *code)
{
	const struct import_option *o;

	for (o = l ? l->first : NULL; o != NULL; o = o->next)
		if (strcmp(o->code, code) == 0)
			return o;
	return NULL;
}

/* Something was answered, "do not know" and its like included. */
static struct said
answered(struct writer *w, const struct import_name *k)
{
	const struct import_option *o;
	struct said p;

	if (k->option != NULL)
		return said(w, "%s includes %s", k->name, k->option->name);
	if (k->type == IMPORT_VALUE)
		return refuse(w, "it asks whether %.60s, which is worked out, "
		    "is empty", k->code);
	p = said(w, "%s is answered", k->name);
	for (o = k->list ? k->list->first : NULL; o != NULL; o = o->next)
		if (o->missing != FORMS_ANSWERED && p.s != NULL)
			p = joined(w, p, said(w, "%s is %s", k->name,
			    forms_state_name(o->missing)), OR);
	return p;
}

/* That option was given. */
static struct said
given(struct writer *w, const struct import_name *k, const char *code)
{
	const struct import_option *o = k->option ? k->option :
	    option_of(k->list, code);

	if (o == NULL)
		return refuse(w, "%.60s has no answer with the code %.60s",
		    k->code, code);
	if (o->missing != FORMS_ANSWERED)
		return said(w, "%s is %s", k->name,
		    forms_state_name(o->missing));
	return said(w, "%s %s %s", k->name, k->type == IMPORT_ONE ? "=" :
	    "includes", o->name);
}

/* ---- comparisons ------------------------------------------------------- */

static bool
holds(enum logic_op op, double l, double r)
{
	switch (op) {
	case LOGIC_EQ:
		return l == r;
	case LOGIC_NE:
		return l != r;
	case LOGIC_LT:
		return l < r;
	case LOGIC_LE:
		return l <= r;
	case LOGIC_GT:
		return l > r;
	default:
		return l >= r;
	}
}

static const char *
sign_of(enum logic_op op)
{
	static const char *const signs[] = { "=", "<>", "<", "<=", ">", ">=" };

	return signs[op - LOGIC_EQ];
}

/* `${x} > 2` where the codes of the answers are numbers. */
static struct said
ordered(struct writer *w, const struct import_name *k, enum logic_op op,
    double than)
{
	struct said p = NOTHING, one;
	const struct import_option *o;
	char *end;
	double v;

	for (o = k->list ? k->list->first : NULL; o != NULL; o = o->next) {
		v = strtod(o->code, &end);
		if (end == o->code || *end != '\0')
			return refuse(w, "it puts the answers of %.60s in an "
			    "order that they do not have", k->code);
		if (!holds(op, v, than))
			continue;
		one = given(w, k, o->code);
		p = p.s ? joined(w, p, one, OR) : one;
		if (p.s == NULL)
			return NOTHING;
	}
	return p.s ? p : refuse(w, "no answer of %.60s makes it true", k->code);
}

static struct said
choice(struct writer *w, const struct import_name *k, enum logic_op op,
    const struct logic *r)
{
	const char *code = code_of(w, r);
	struct said p;
	char *end;

	if (code == NULL)
		return refuse(w, "it compares %.60s with something that is no "
		    "answer", k->code);
	if (op != LOGIC_EQ && op != LOGIC_NE) {
		double v = strtod(code, &end);

		return *end == '\0' && end != code && k->type == IMPORT_ONE ?
		    ordered(w, k, op, v) : refuse(w, "it puts the answers of "
		    "%.60s in an order", k->code);
	}
	if (k->option != NULL) {	/* ticked is Y, not ticked is nothing */
		p = said(w, "%s includes %s", k->name, k->option->name);
		if (strcmp(code, "Y") != 0 && strcmp(code, "1") != 0)
			p = negated(w, p);
	} else if (code[0] == '\0') {
		p = negated(w, answered(w, k));
	} else {
		p = given(w, k, code);
		if (k->type == IMPORT_MANY && p.s != NULL &&
		    strstr(p.s, " includes ") != NULL)
			p = joined(w, p, said(w, "count(%s) = 1", k->name),
			    AND);
	}
	return op == LOGIC_NE ? negated(w, p) : p;
}

/* A day: '2024-06-03' or date('2024-06-03'). */
static const char *
day_of(const struct logic *n)
{
	struct date d;

	if (n->op == LOGIC_CALL && strcmp(n->text, "date") == 0 &&
	    n->args != NULL && n->args->next == NULL)
		n = n->args;
	return n->op == LOGIC_TEXT && date_parse(str_of(n->text), &d) ?
	    n->text : NULL;
}

static struct said
typed(struct writer *w, const struct import_name *k, enum logic_op op,
    const struct logic *r)
{
	const char *day = day_of(r), *code = code_of(w, r);
	struct said p;

	if (code != NULL && code[0] == '\0' && r->op == LOGIC_TEXT) {
		if (op == LOGIC_NE || op == LOGIC_GT)
			return answered(w, k);
		return op == LOGIC_EQ ? negated(w, answered(w, k)) :
		    refuse(w, "it cannot be read");
	}
	if (k->type == IMPORT_WORDS)
		return refuse(w, "it compares typed words (%.60s)", k->code);
	if (k->type != IMPORT_DATE || day == NULL)
		return refuse(w, "it compares %.60s with something else than a "
		    "day", k->code);
	p = said(w, "%s %s %s", k->name, op == LOGIC_NE ? "=" : sign_of(op),
	    day);
	return op == LOGIC_NE ? negated(w, p) : p;
}

enum logic_op
logic_turned(enum logic_op op)
{
	switch (op) {
	case LOGIC_LT:
		return LOGIC_GT;
	case LOGIC_LE:
		return LOGIC_GE;
	case LOGIC_GT:
		return LOGIC_LT;
	case LOGIC_GE:
		return LOGIC_LE;
	default:
		return op;
	}
}

static struct said
compare(struct writer *w, const struct logic *n)
{
	const struct logic *l = n->left, *r = n->right;
	enum logic_op op = n->op;
	const struct import_name *k;
	struct said a, b;

	if (!is_name(l) && is_name(r)) {
		l = n->right;
		r = n->left;
		op = logic_turned(op);
	}
	if (is_name(l)) {
		k = asked(w, l);
		if (k == NULL)
			return NOTHING;
		if ((k->type == IMPORT_ONE || k->type == IMPORT_MANY) &&
		    (r->op == LOGIC_TEXT || r->op == LOGIC_NUMBER))
			return choice(w, k, op, r);
		if (k->type == IMPORT_WORDS || k->type == IMPORT_DATE ||
		    (r->op == LOGIC_TEXT && r->text[0] == '\0'))
			return typed(w, k, op, r);
	}
	a = number(w, l);
	b = number(w, r);
	if (a.s == NULL || b.s == NULL)
		return NOTHING;
	a = (struct said){ .s = arena_printf(w->im->a, "%s %s %s", a.s,
	    op == LOGIC_NE ? "=" : sign_of(op), b.s), .kind = ONE };
	return op == LOGIC_NE ? negated(w, a) : a;
}

/* ---- functions --------------------------------------------------------- */

bool
logic_is(const struct logic *n, const char *name, size_t n_args)
{
	const struct logic *p;
	size_t have = 0;

	for (p = n->args; p != NULL; p = p->next)
		have++;
	return n->op == LOGIC_CALL && strcmp(n->text, name) == 0 &&
	    have == n_args;
}

static struct said
called(struct writer *w, const struct logic *n)
{
	const struct import_name *k;

	if (logic_is(n, "not", 1))
		return negated(w, condition(w, n->args));
	if (logic_is(n, "boolean", 1))
		return condition(w, n->args);
	if (logic_is(n, "selected", 2) && n->args->next->op == LOGIC_TEXT) {
		k = asked(w, n->args);
		if (k == NULL)
			return NOTHING;
		return k->list ? given(w, k, n->args->next->text) :
		    refuse(w, "it asks for an answer of %.60s, which has no "
		    "list of them", k->code);
	}
	if (logic_is(n, "is_empty", 1) || logic_is(n, "is_blank", 1)) {
		k = asked(w, n->args);
		return k ? negated(w, answered(w, k)) : NOTHING;
	}
	return refuse(w, "it uses %.60s()", n->text);
}

static struct said
condition(struct writer *w, const struct logic *n)
{
	const struct import_name *k;

	switch (n->op) {
	case LOGIC_AND:
	case LOGIC_OR:
		return joined(w, condition(w, n->left), condition(w, n->right),
		    n->op == LOGIC_AND ? AND : OR);
	case LOGIC_NOT:
		return negated(w, condition(w, n->left));
	case LOGIC_EQ:
	case LOGIC_NE:
	case LOGIC_LT:
	case LOGIC_LE:
	case LOGIC_GT:
	case LOGIC_GE:
		return compare(w, n);
	case LOGIC_CALL:
		return called(w, n);
	case LOGIC_REF:
	case LOGIC_SELF:
		k = asked(w, n);
		return k ? answered(w, k) : NOTHING;
	default:
		return refuse(w, "a part of it is neither true nor false");
	}
}

/* ---- numbers ----------------------------------------------------------- */

static struct said
constant(struct writer *w, double v)
{
	if (!isfinite(v) || fabs(v) > 1e9)
		return refuse(w, "a number in it is too large");
	return said(w, "%.9g", v);
}

/* The numbers that are codes of a list, as scores of its answers. */
static struct said
scored(struct writer *w, const struct import_name *k)
{
	const struct import_option *o;
	struct import_list *l = (struct import_list *)(uintptr_t)k->list;
	char *end;
	double v;

	for (o = l->first; o != NULL; o = o->next) {
		v = strtod(o->code, &end);
		if (!o->has_score && (end == o->code || *end != '\0' ||
		    fabs(v) > 999999 || v != floor(v)))
			return refuse(w, "it works with %.60s, whose answers "
			    "are not numbers", k->code);
	}
	l->scored = true;
	return said(w, "score(%s)", k->name);
}

static struct said
one_number(struct writer *w, const struct import_name *k)
{
	if (k->type == IMPORT_NUMBER || k->type == IMPORT_VALUE)
		return said(w, "%s", k->name);
	if (k->type == IMPORT_ONE && k->list != NULL)
		return scored(w, k);
	return refuse(w, "it works with %.60s, which is no number", k->code);
}

/* if(c, a, b) with constants: one of them is always taken. */
static struct said
chosen(struct writer *w, const struct logic *n)
{
	const struct logic *a = n->args->next, *b = a->next;
	struct said c = condition(w, n->args);
	double x, y;

	if (c.s == NULL || strlen(c.s) > TEXT_MAX)
		return refuse(w, "it is too long");
	x = a->op == LOGIC_TEXT ? strtod(a->text, NULL) : a->number;
	y = b->op == LOGIC_TEXT ? strtod(b->text, NULL) : b->number;
	if ((a->op != LOGIC_NUMBER && a->op != LOGIC_TEXT) ||
	    (b->op != LOGIC_NUMBER && b->op != LOGIC_TEXT))
		return refuse(w, "it chooses between two things that are not "
		    "plain numbers");
	return (struct said){ .s = arena_printf(w->im->a, "count(%s) * %.9g + "
	    "count(not (%s)) * %.9g", c.s, x, c.s, y), .kind = SUM };
}

static struct said
calculated(struct writer *w, const struct logic *n)
{
	const struct import_name *k;

	if (logic_is(n, "count-selected", 1) || logic_is(n, "count", 1)) {
		k = asked(w, n->args);
		if (k == NULL)
			return NOTHING;
		return k->type == IMPORT_MANY ? said(w, "count(%s)", k->name) :
		    refuse(w, "it counts %.60s, of which one answer is given",
		    k->code);
	}
	if (logic_is(n, "number", 1) || logic_is(n, "int", 1) ||
	    logic_is(n, "intval", 1) || logic_is(n, "floatval", 1))
		return number(w, n->args);
	if (logic_is(n, "if", 3))
		return chosen(w, n);
	return refuse(w, "it uses %.60s()", n->text);
}

static struct said
number(struct writer *w, const struct logic *n)
{
	static const char signs[] = "+-*/";
	const struct import_name *k;
	struct said l, r;
	char *end;
	double v;

	switch (n->op) {
	case LOGIC_NUMBER:
		return constant(w, n->number);
	case LOGIC_TEXT:
		v = strtod(n->text, &end);
		return end != n->text && *end == '\0' ? constant(w, v) :
		    refuse(w, "it compares with the words \"%.60s\"", n->text);
	case LOGIC_REF:
	case LOGIC_SELF:
		k = asked(w, n);
		return k ? one_number(w, k) : NOTHING;
	case LOGIC_ADD:
	case LOGIC_SUB:
	case LOGIC_MUL:
	case LOGIC_DIV:
		l = number(w, n->left);
		r = number(w, n->right);
		if (l.s == NULL || r.s == NULL)
			return NOTHING;
		if (strlen(l.s) + strlen(r.s) > TEXT_MAX)
			return refuse(w, "it is too long");
		return (struct said){ .s = arena_printf(w->im->a, "%s %c %s",
		    inside(w, l, ONE), signs[n->op - LOGIC_ADD],
		    inside(w, r, ONE)), .kind = SUM };
	case LOGIC_CALL:
		return calculated(w, n);
	default:
		return refuse(w, "a part of it is no number");
	}
}

/* ---- from outside ------------------------------------------------------ */

/* 1, true() and nothing hold always. */
static bool
always(const struct logic *n)
{
	return (n->op == LOGIC_NUMBER && n->number == 1) ||
	    (n->op == LOGIC_TEXT && strcmp(n->text, "1") == 0) ||
	    (n->op == LOGIC_CALL && strcmp(n->text, "true") == 0);
}

const char *
logic_say(struct import *im, const struct logic *n, const char **why)
{
	struct writer w = { im, NULL };
	const char *text = condition(&w, n).s;

	if (text == NULL)
		*why = w.why ? w.why : "it cannot be read";
	return text;
}

const char *
import_condition(struct import *im, const char *text, const char **why)
{
	const struct logic *n;

	*why = NULL;
	if (text[strspn(text, " \t\r\n")] == '\0')
		return "";
	n = logic_parse(im->a, text, why);
	if (n == NULL)
		return NULL;
	return always(n) ? "" : logic_say(im, n, why);
}

const char *
import_number_text(struct import *im, const char *text, const char **why)
{
	struct writer w = { im, NULL };
	const struct logic *n = logic_parse(im->a, text, why);

	if (n == NULL)
		return NULL;
	text = number(&w, n).s;
	*why = w.why ? w.why : "it cannot be read";
	return text;
}
