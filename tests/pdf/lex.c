/* SPDX-License-Identifier: MIT
 *
 * lex.c -- tokens of content streams and CMaps: ISO 32000-1, 7.2 and 7.3.
 */
#include "tests/pdf/check.h"

#include <stdlib.h>

static bool
blank(int c)
{
	return c == 0 || c == 9 || c == 10 || c == 12 || c == 13 || c == 32;
}

static bool
delimiter(int c)
{
	return c != 0 && strchr("()<>[]{}/%", c) != NULL;
}

static int
peek(const struct lexer *x, size_t ahead)
{
	size_t i = x->at + ahead;

	return i < x->in.n ? (unsigned char)x->in.p[i] : -1;
}

static int
hex(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void
skip(struct lexer *x)
{
	int c;

	while ((c = peek(x, 0)) >= 0) {
		if (c == '%') {
			while ((c = peek(x, 0)) >= 0 && c != 10 && c != 13)
				x->at++;
		} else if (blank(c))
			x->at++;
		else
			return;
	}
}

/* After a backslash: adds what it stands for. */
static size_t
escape(struct lexer *x, char *out)
{
	int c = peek(x, 0), v = 0, k;
	const char *from = "nrtbf", *to = "\n\r\t\b\f", *at;

	if (c < 0)
		return 0;
	if (c >= '0' && c <= '7') {
		for (k = 0; k < 3 && (c = peek(x, 0)) >= '0' && c <= '7'; k++) {
			v = v * 8 + c - '0';
			x->at++;
		}
		*out = (char)v;
		return 1;
	}
	x->at++;
	if (c == '\r' && peek(x, 0) == '\n')
		x->at++;
	if (c == '\r' || c == '\n')
		return 0;
	at = c ? strchr(from, c) : NULL;
	*out = at ? to[at - from] : (char)c;
	return 1;
}

/* How many bytes the string at the reading point has, as written. */
static size_t
literal_extent(const struct lexer *x)
{
	size_t i;
	int depth = 0, c;

	for (i = 0; (c = peek(x, i)) >= 0; i++)
		if (c == '\\')
			i++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			break;
	return i;
}

static struct token
literal(struct lexer *x)
{
	char *out = arena_get(x->a, literal_extent(x) + 1, 1);
	size_t n = 0;
	int depth = 1, c;

	x->at++;
	while ((c = peek(x, 0)) >= 0) {
		x->at++;
		if (c == '\\') {
			n += escape(x, out + n);
			continue;
		}
		if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			break;
		out[n++] = (char)c;
	}
	x->bad |= depth > 0;
	return (struct token){ T_STRING, { out, n }, 0 };
}

static struct token
hexadecimal(struct lexer *x)
{
	size_t n = 0, start = ++x->at;
	char *out;
	int c, v;

	while ((c = peek(x, 0)) >= 0 && c != '>')
		x->at++;
	x->bad |= c < 0;
	out = arena_get(x->a, (x->at - start) / 2 + 2, 1);
	for (; start < x->at; start++) {
		if ((v = hex((unsigned char)x->in.p[start])) < 0) {
			x->bad |= !blank((unsigned char)x->in.p[start]);
			continue;
		}
		out[n / 2] = (char)(n % 2 ? out[n / 2] | v : v << 4);
		n++;
	}
	x->at += c >= 0;
	return (struct token){ T_STRING, { out, (n + 1) / 2 }, 0 };
}

static struct token
name(struct lexer *x)
{
	size_t n = 0, start = ++x->at, i;
	char *out;
	int c, hi, lo;

	while ((c = peek(x, 0)) >= 0 && !blank(c) && !delimiter(c))
		x->at++;
	out = arena_get(x->a, x->at - start + 1, 1);
	for (i = start; i < x->at; i++) {
		if (x->in.p[i] == '#' && i + 2 < x->at &&
		    (hi = hex((unsigned char)x->in.p[i + 1])) >= 0 &&
		    (lo = hex((unsigned char)x->in.p[i + 2])) >= 0) {
			out[n++] = (char)(hi << 4 | lo);
			i += 2;
		} else
			out[n++] = x->in.p[i];
	}
	return (struct token){ T_NAME, { out, n }, 0 };
}

/* BI was read: everything up to a separate EI. */
static struct token
image(struct lexer *x)
{
	size_t start = x->at;

	for (; x->at + 2 < x->in.n; x->at++)
		if (blank(peek(x, 0)) && peek(x, 1) == 'E' && peek(x, 2) ==
		    'I' && (peek(x, 3) < 0 || blank(peek(x, 3)))) {
			x->at += 3;
			return (struct token){ T_IMAGE,
			    { x->in.p + start, x->at - start }, 0 };
		}
	x->bad = true;
	x->at = x->in.n;
	return (struct token){ T_IMAGE, { x->in.p + start, 0 }, 0 };
}

static bool
numeric(struct str s, double *v)
{
	char digits[64];
	size_t i;
	int dots = 0, ndigits = 0;

	if (s.n == 0 || s.n >= sizeof(digits))
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '.')
			dots++;
		else if (s.p[i] >= '0' && s.p[i] <= '9')
			ndigits++;
		else if (i > 0 || (s.p[i] != '-' && s.p[i] != '+'))
			return false;
	}
	memcpy(digits, s.p, s.n);
	digits[s.n] = '\0';
	*v = strtod(digits, NULL);
	return dots <= 1 && ndigits > 0;
}

static struct token
word(struct lexer *x)
{
	struct token t = { T_WORD, { x->in.p + x->at, 0 }, 0 };
	int c;

	while ((c = peek(x, 0)) >= 0 && !blank(c) && !delimiter(c)) {
		x->at++;
		t.s.n++;
	}
	if (t.s.n == 0) {	/* a stray ) or > or brace */
		x->bad |= c != '{' && c != '}';
		x->at++;
		t.s.n = 1;
	} else if (numeric(t.s, &t.v))
		t.kind = T_NUMBER;
	else if (str_is(t.s, "BI"))
		return image(x);
	return t;
}

struct token
lex(struct lexer *x)
{
	struct token t = { T_END, { "", 0 }, 0 };
	int c;

	skip(x);
	switch (c = peek(x, 0)) {
	case -1:
		return t;
	case '(':
		return literal(x);
	case '/':
		return name(x);
	case '[':
	case ']':
		x->at++;
		t.kind = c == '[' ? T_OPEN : T_CLOSE;
		return t;
	case '<':
		if (peek(x, 1) != '<')
			return hexadecimal(x);
		x->at += 2;
		t.kind = T_DICT;
		return t;
	case '>':
		if (peek(x, 1) != '>')
			return word(x);
		x->at += 2;
		t.kind = T_ENDDICT;
		return t;
	default:
		return word(x);
	}
}

bool
operator_known(struct str s)
{
	static const char *const known[] = {
		"b", "B", "b*", "B*", "BDC", "BMC", "BT", "BX", "c", "cm",
		"CS", "cs", "d", "d0", "d1", "Do", "DP", "EMC", "ET", "EX",
		"f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k",
		"l", "M", "m", "MP", "n", "q", "Q", "re", "RG", "rg", "ri",
		"S", "s", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td",
		"TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz",
		"v", "w", "W", "W*", "y", "'", "\""
	};
	size_t i;

	for (i = 0; i < LEN(known); i++)
		if (str_is(s, known[i]))
			return true;
	return false;
}
