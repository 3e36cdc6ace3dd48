/* SPDX-License-Identifier: MIT
 *
 * plural.c -- the rule in a catalogue's header that picks a plural form.
 *
 * The rule is a C expression in n (unsigned): ?: || && == != < <= > >= + -
 * * / % ! ( ).  It is compiled once into postfix code, so that a page costs
 * no parsing.
 */
#include "locales/catalogue.h"

enum op { OP_NUMBER, OP_N, OP_NOT, OP_CHOOSE, OP_OR, OP_AND, OP_EQ, OP_NE,
	OP_LE, OP_GE, OP_LT, OP_GT, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MOD };

/* Longer signs come before their own beginnings. */
static const struct { const char *sign; enum op op; int level; } binary_ops[] = {
	{ "||", OP_OR, 1 }, { "&&", OP_AND, 2 }, { "==", OP_EQ, 3 },
	{ "!=", OP_NE, 3 }, { "<=", OP_LE, 4 }, { ">=", OP_GE, 4 },
	{ "<", OP_LT, 4 }, { ">", OP_GT, 4 }, { "+", OP_ADD, 5 },
	{ "-", OP_SUB, 5 }, { "*", OP_MUL, 6 }, { "/", OP_DIV, 6 },
	{ "%", OP_MOD, 6 }
};

struct reader {
	const char	*s;
	struct plural	*out;
	int		 depth;
	bool		 bad;
};

static void condition(struct reader *);

static void
emit(struct reader *r, enum op op, uint32_t value)
{
	if (r->out->n == PLURAL_STEPS) {
		r->bad = true;
		return;
	}
	r->out->steps[r->out->n++] =
	    (struct plural_step){ (uint8_t)op, value };
}

static bool
eat(struct reader *r, const char *sign)
{
	size_t n = strlen(sign);

	while (*r->s == ' ' || *r->s == '\t')
		r->s++;
	if (strncmp(r->s, sign, n) != 0)
		return false;
	r->s += n;
	return true;
}

static void
number(struct reader *r)
{
	uint64_t v = 0;

	if (*r->s < '0' || *r->s > '9')
		r->bad = true;
	while (*r->s >= '0' && *r->s <= '9' && v <= UINT32_MAX)
		v = v * 10 + (uint64_t)(*r->s++ - '0');
	if (v > UINT32_MAX)
		r->bad = true;
	emit(r, OP_NUMBER, (uint32_t)v);
}

static void
unary(struct reader *r)
{
	if (r->bad || ++r->depth > PLURAL_DEPTH) {
		r->bad = true;
		return;
	}
	if (eat(r, "!")) {
		unary(r);
		emit(r, OP_NOT, 0);
	} else if (eat(r, "(")) {
		condition(r);
		if (!eat(r, ")"))
			r->bad = true;
	} else if (eat(r, "n"))
		emit(r, OP_N, 0);
	else
		number(r);
	r->depth--;
}

static void
binary(struct reader *r, int level)
{
	size_t i = 0;

	unary(r);
	while (!r->bad && i < LEN(binary_ops)) {
		if (binary_ops[i].level < level ||
		    !eat(r, binary_ops[i].sign)) {
			i++;
			continue;
		}
		binary(r, binary_ops[i].level + 1);
		emit(r, binary_ops[i].op, 0);
		i = 0;
	}
}

static void
condition(struct reader *r)
{
	if (r->bad || ++r->depth > PLURAL_DEPTH) {
		r->bad = true;
		return;
	}
	binary(r, 1);
	if (!r->bad && eat(r, "?")) {
		condition(r);
		if (!eat(r, ":"))
			r->bad = true;
		condition(r);
		emit(r, OP_CHOOSE, 0);
	}
	r->depth--;
}

bool
plural_compile(struct plural *rule, const char *s)
{
	struct reader r = { .s = s, .out = rule };

	rule->n = 0;
	condition(&r);
	return !r.bad && (eat(&r, ";") || *r.s == '\n' || *r.s == '\0');
}

static uint64_t
apply(enum op op, uint64_t a, uint64_t b)
{
	switch (op) {
	case OP_OR: return a || b;
	case OP_AND: return a && b;
	case OP_EQ: return a == b;
	case OP_NE: return a != b;
	case OP_LE: return a <= b;
	case OP_GE: return a >= b;
	case OP_LT: return a < b;
	case OP_GT: return a > b;
	case OP_ADD: return a + b;
	case OP_SUB: return a - b;
	case OP_MUL: return a * b;
	case OP_DIV: return b == 0 ? 0 : a / b;
	case OP_MOD: return b == 0 ? 0 : a % b;
	case OP_NUMBER: case OP_N: case OP_NOT: case OP_CHOOSE: break;
	}
	return 0;
}

/* The stack cannot overflow: each step adds one at most. */
unsigned
plural_form(const struct plural *rule, uint64_t n)
{
	uint64_t stack[PLURAL_STEPS];
	size_t i, top = 0;

	for (i = 0; i < rule->n; i++) {
		enum op op = (enum op)rule->steps[i].op;

		if (op == OP_NUMBER)
			stack[top++] = rule->steps[i].value;
		else if (op == OP_N)
			stack[top++] = n;
		else if (op == OP_NOT)
			stack[top - 1] = !stack[top - 1];
		else if (op == OP_CHOOSE) {
			top -= 2;
			stack[top - 1] = stack[top - 1] ? stack[top] :
			    stack[top + 1];
		} else {
			top--;
			stack[top - 1] = apply(op, stack[top - 1], stack[top]);
		}
	}
	return top == 1 && stack[0] < rule->forms ? (unsigned)stack[0] : 0;
}
