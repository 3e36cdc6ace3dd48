/* SPDX-License-Identifier: MIT
 *
 * import_limits.c -- what a constraint of XLSForm says, piece by piece: much of
 * it has a place of its own in a question, and the rest becomes a rule.
 */
#include "forms/import_logic.h"

#include <math.h>

static bool
of_self(const struct logic *n, const char *function)
{
	return logic_is(n, function, 1) && n->args->op == LOGIC_SELF;
}

/* not(selected(., 'none') and count-selected(.) > 1) */
static bool
stands_alone(const struct logic *n, struct import_limits *out)
{
	const struct logic *in = n->op == LOGIC_NOT ? n->left :
	    logic_is(n, "not", 1) ? n->args : NULL;
	const struct logic *l, *r;

	if (in == NULL || in->op != LOGIC_AND || out->exclusive != NULL)
		return false;
	l = in->left;
	r = in->right;
	if (l->op == LOGIC_GT || l->op == LOGIC_GE) {
		l = in->right;
		r = in->left;
	}
	if (!logic_is(l, "selected", 2) || l->args->op != LOGIC_SELF ||
	    l->args->next->op != LOGIC_TEXT ||
	    (r->op != LOGIC_GT && r->op != LOGIC_GE) ||
	    !of_self(r->left, "count-selected") ||
	    r->right->op != LOGIC_NUMBER ||
	    r->right->number != (r->op == LOGIC_GT ? 1 : 2))
		return false;
	out->exclusive = l->args->next->text;
	return true;
}

static bool
whole(double v, double low, double high)
{
	return v == floor(v) && v >= low && v <= high;
}

/* One piece of `… and … and …`; false: it has no place but in a rule. */
static bool
piece(const struct logic *n, bool integer, struct import_limits *out)
{
	const struct logic *l, *r;
	enum logic_op op = n->op;
	double v;

	if (stands_alone(n, out))
		return true;
	if (op < LOGIC_EQ || op > LOGIC_GE)
		return false;
	l = n->left;
	r = n->right;
	if (l->op == LOGIC_NUMBER) {
		l = n->right;
		r = n->left;
		op = logic_turned(op);
	}
	if (r->op != LOGIC_NUMBER || !whole(r->number, -1e8, 1e8))
		return false;
	v = r->number + (op == LOGIC_GT) - (op == LOGIC_LT);
	if (l->op == LOGIC_SELF) {
		bool low = op == LOGIC_GE || op == LOGIC_GT;

		if (op == LOGIC_EQ || op == LOGIC_NE || (!integer &&
		    (op == LOGIC_GT || op == LOGIC_LT)))
			return false;
		*(low ? &out->low : &out->high) = v;
		*(low ? &out->has_low : &out->has_high) = true;
		return true;
	}
	if (of_self(l, "string-length") && whole(v, 1, 20000) &&
	    (op == LOGIC_LE || op == LOGIC_LT)) {
		out->characters = (int)v;
		return true;
	}
	if (!of_self(l, "count-selected") || !whole(v, 1, 99) ||
	    op == LOGIC_NE)
		return false;
	if (op == LOGIC_GE || op == LOGIC_GT || op == LOGIC_EQ)
		out->least = (int)v;
	if (op == LOGIC_LE || op == LOGIC_LT || op == LOGIC_EQ)
		out->most = (int)v;
	return true;
}

bool
import_constraint(struct import *im, const char *text, bool integer,
    struct import_limits *out, const char **why)
{
	const struct logic *n = logic_parse(im->a, text, why), *one;
	struct logic *rest = NULL, *both;

	*out = (struct import_limits){ 0 };
	for (; n != NULL; n = n->op == LOGIC_AND ? n->left : NULL) {
		one = n->op == LOGIC_AND ? n->right : n;
		if (piece(one, integer, out))
			continue;
		both = arena_new(im->a, struct logic);
		if (rest == NULL)
			*both = *one;
		else
			*both = (struct logic){ .op = LOGIC_AND,
			    .left = (struct logic *)(uintptr_t)one,
			    .right = rest };
		rest = both;
	}
	out->rest = rest ? logic_say(im, rest, why) : NULL;
	return *why == NULL;
}
