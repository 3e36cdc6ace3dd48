/* SPDX-License-Identifier: MIT
 *
 * import_parse.c -- reading conditions of other programs: XPath as XLSForm has
 * it, and LimeSurvey's expressions, which are near enough to each other for
 * one reader.
 */
#include "forms/import_logic.h"

#include <stdlib.h>

enum { DEPTH_MAX = 60, NODES_MAX = 4000 };

struct reader {
	struct arena	*a;
	const char	*s;
	const char	*why;
	size_t		 depth, nodes;
};

static struct logic *either(struct reader *);

static struct logic *
fail(struct reader *r, const char *why)
{
	if (r->why == NULL)
		r->why = why;
	return NULL;
}

static struct logic *
node(struct reader *r, enum logic_op op, struct logic *left,
    struct logic *right)
{
	struct logic *n;

	if (++r->nodes > NODES_MAX)
		return fail(r, "it is too long");
	n = arena_new(r->a, struct logic);
	n->op = op;
	n->left = left;
	n->right = right;
	return n;
}

static bool
name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

static void
spaces(struct reader *r)
{
	r->s += strspn(r->s, " \t\r\n{}");
}

/* An operator: a sign, or a word that stands alone. */
static bool
take(struct reader *r, const char *sign)
{
	size_t n = strlen(sign);

	spaces(r);
	if (strncmp(r->s, sign, n) != 0 ||
	    (name_char(sign[0]) && (name_char(r->s[n]) || r->s[n] == '-')))
		return false;
	r->s += n;
	return true;
}

/* 'text' or "text" */
static struct logic *
text(struct reader *r)
{
	char quote = *r->s;
	const char *end = strchr(r->s + 1, quote);
	struct logic *n;

	if (end == NULL)
		return fail(r, "a quoted text in it is not closed");
	n = node(r, LOGIC_TEXT, NULL, NULL);
	if (n != NULL)
		n->text = arena_strn(r->a, r->s + 1,
		    (size_t)(end - r->s) - 1);
	r->s = end + 1;
	return n;
}

static struct logic *
number(struct reader *r)
{
	struct logic *n = node(r, LOGIC_NUMBER, NULL, NULL);
	size_t len = strspn(r->s, "0123456789.");

	if (n != NULL)
		n->number = strtod(arena_strn(r->a, r->s, len), NULL);
	r->s += len;
	return n;
}

/* ${code} */
static struct logic *
dollar(struct reader *r)
{
	const char *end = strchr(r->s, '}');
	struct logic *n;

	if (r->s[1] != '{' || end == NULL)
		return fail(r, "it cannot be read");
	n = node(r, LOGIC_REF, NULL, NULL);
	if (n != NULL)
		n->text = arena_strn(r->a, r->s + 2,
		    (size_t)(end - r->s) - 2);
	r->s = end + 1;
	return n;
}

static struct logic *
arguments(struct reader *r, struct logic *call)
{
	struct logic **tail = &call->args;

	if (take(r, ")"))
		return call;
	do {
		*tail = either(r);
		if (*tail == NULL)
			return NULL;
		tail = &(*tail)->next;
	} while (take(r, ","));
	return take(r, ")") ? call : fail(r, "a bracket in it is not closed");
}

/* name(…), CODE or CODE.NAOK */
static struct logic *
word(struct reader *r)
{
	const char *from = r->s;
	struct logic *n = node(r, LOGIC_REF, NULL, NULL);
	const char *dot;

	while (name_char(*r->s) || ((*r->s == '-' || *r->s == '.' ||
	    *r->s == '#') && name_char(r->s[1])))
		r->s++;
	if (n == NULL)
		return NULL;
	n->text = arena_strn(r->a, from, (size_t)(r->s - from));
	if (take(r, "(")) {
		n->op = LOGIC_CALL;
		return arguments(r, n);
	}
	if (strncmp(n->text, "that.", 5) == 0 ||
	    strncmp(n->text, "self.", 5) == 0)
		n->text += 5;
	if (strcmp(n->text, "this") == 0 || strcmp(n->text, "self") == 0 ||
	    strcmp(n->text, "this.NAOK") == 0)
		n->op = LOGIC_SELF;
	dot = strchr(n->text, '.');
	if (dot != NULL && strcmp(dot, ".NAOK") != 0 &&
	    strcmp(dot, ".code") != 0 && strcmp(dot, ".value") != 0 &&
	    strcmp(dot, ".valueNAOK") != 0)
		return fail(r, arena_printf(r->a, "it asks for %s", n->text));
	if (dot != NULL)
		n->text = arena_strn(r->a, n->text,
		    (size_t)(dot - n->text));
	return n;
}

static struct logic *
atom(struct reader *r)
{
	struct logic *n;

	spaces(r);
	if (*r->s == '(') {
		r->s++;
		n = either(r);
		return n == NULL || take(r, ")") ? n :
		    fail(r, "a bracket in it is not closed");
	}
	if (*r->s == '\'' || *r->s == '"')
		return text(r);
	if ((*r->s >= '0' && *r->s <= '9') ||
	    (*r->s == '.' && r->s[1] >= '0' && r->s[1] <= '9'))
		return number(r);
	if (*r->s == '$')
		return dollar(r);
	if (*r->s == '.' && r->s[1] != '.' && r->s[1] != '/') {
		r->s++;
		return node(r, LOGIC_SELF, NULL, NULL);
	}
	if (name_char(*r->s))
		return word(r);
	return fail(r, *r->s == '/' || *r->s == '.' ?
	    "it names a place in the data by its path" :
	    *r->s == '\0' ? "it ends too early" : "it cannot be read");
}

static struct logic *
unary(struct reader *r)
{
	struct logic *n, *zero;

	if (++r->depth > DEPTH_MAX)
		return fail(r, "it is too deep");
	if (take(r, "!") && *r->s != '=') {
		n = unary(r);
		n = n ? node(r, LOGIC_NOT, n, NULL) : NULL;
	} else if (take(r, "-")) {
		n = unary(r);
		zero = n ? node(r, LOGIC_NUMBER, NULL, NULL) : NULL;
		if (n != NULL && n->op == LOGIC_NUMBER)
			n->number = -n->number;
		else
			n = zero ? node(r, LOGIC_SUB, zero, n) : NULL;
	} else {
		n = atom(r);
	}
	r->depth--;
	return n;
}

/* One level of operators that bind from the left. */
static struct logic *
level(struct reader *r, const char *const *signs, const enum logic_op *ops,
    struct logic *(*below)(struct reader *))
{
	struct logic *n = below(r), *right;
	size_t i;

	while (n != NULL) {
		for (i = 0; signs[i] != NULL && !take(r, signs[i]); i++)
			;
		if (signs[i] == NULL)
			return n;
		right = below(r);
		n = right ? node(r, ops[i], n, right) : NULL;
	}
	return NULL;
}

static struct logic *
product(struct reader *r)
{
	static const char *const signs[] = { "*", "div", "/", NULL };
	static const enum logic_op ops[] = { LOGIC_MUL, LOGIC_DIV, LOGIC_DIV };

	return level(r, signs, ops, unary);
}

static struct logic *
sum(struct reader *r)
{
	static const char *const signs[] = { "+", "-", NULL };
	static const enum logic_op ops[] = { LOGIC_ADD, LOGIC_SUB };

	return level(r, signs, ops, product);
}

static struct logic *
order(struct reader *r)
{
	static const char *const signs[] = { "<=", ">=", "<", ">", "le", "ge",
	    "lt", "gt", NULL };
	static const enum logic_op ops[] = { LOGIC_LE, LOGIC_GE, LOGIC_LT,
	    LOGIC_GT, LOGIC_LE, LOGIC_GE, LOGIC_LT, LOGIC_GT };

	return level(r, signs, ops, sum);
}

static struct logic *
equal(struct reader *r)
{
	static const char *const signs[] = { "==", "=", "!=", "eq", "ne",
	    NULL };
	static const enum logic_op ops[] = { LOGIC_EQ, LOGIC_EQ, LOGIC_NE,
	    LOGIC_EQ, LOGIC_NE };

	return level(r, signs, ops, order);
}

static struct logic *
both(struct reader *r)
{
	static const char *const signs[] = { "and", "&&", NULL };
	static const enum logic_op ops[] = { LOGIC_AND, LOGIC_AND };

	return level(r, signs, ops, equal);
}

static struct logic *
either(struct reader *r)
{
	static const char *const signs[] = { "or", "||", NULL };
	static const enum logic_op ops[] = { LOGIC_OR, LOGIC_OR };
	struct logic *n;

	if (++r->depth > DEPTH_MAX)
		return fail(r, "it is too deep");
	n = level(r, signs, ops, both);
	r->depth--;
	return n;
}

struct logic *
logic_parse(struct arena *a, const char *s, const char **why)
{
	struct reader r = { .a = a, .s = s };
	struct logic *n = either(&r);

	spaces(&r);
	if (n != NULL && *r.s != '\0') {
		n = NULL;
		fail(&r, "it cannot be read");
	}
	*why = r.why;
	return n;
}
