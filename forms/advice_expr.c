/* SPDX-License-Identifier: MIT
 *
 * advice_expr.c -- what to write instead in a condition: for signs and words
 * that people know from spreadsheets and from speech.
 */
#include "forms/lines.h"

#define SIGNS	"use a sign: > is more than, < less than, >= at least, <= at " \
		"most; from 5 to 10 is `visits >= 5 and visits <= 10`"

/* In the place of a sign, or after a whole condition. */
static const struct { const char *word, *hint; } signs[] = {
	{ "==", "write `=`" }, { "equals", "write `=`" }, { ":", "write `=`" },
	{ "!=", "write `<>`" }, { "=>", "write `>=`" }, { "=<", "write `<=`" },
	{ "≥", "write `>=`" }, { "≤", "write `<=`" }, { "≠", "write `<>`" },
	{ "contains", "write `includes`" }, { "include", "write `includes`" },
	{ "has", "write `includes`" }, { "including", "write `includes`" },
	{ "answered", "write `is answered`" }, { "blank", "write `is blank`" },
	{ "empty", "write `is blank`" },
	{ "AND", "write `and`" }, { "And", "write `and`" },
	{ "&", "write `and`" }, { "&&", "write `and`" },
	{ "OR", "write `or`" }, { "Or", "write `or`" }, { "||", "write `or`" },
	{ "more", SIGNS }, { "greater", SIGNS }, { "over", SIGNS },
	{ "less", SIGNS }, { "fewer", SIGNS }, { "under", SIGNS },
	{ "above", SIGNS }, { "below", SIGNS }, { "between", SIGNS },
};

/* `capacity resident`: two words where a condition starts. */
static bool
sign_is_left_out(const struct line *l)
{
	static const char *const starts[] = { "if", "and", "or", "not" };
	const struct tok *before = &l->toks[l->cursor - 1], *start;
	size_t i;

	if (l->cursor < 2 || before->kind != TOK_WORD ||
	    take_peek(l)->kind != TOK_WORD)
		return false;
	start = &l->toks[l->cursor - 2];
	for (i = 0; i < LEN(starts); i++)
		if (str_is(start->text, starts[i]))
			return true;
	return start->kind == TOK_OPEN;
}

const char *
advise_condition(struct ctx *c, const struct line *l)
{
	const struct tok *t = take_peek(l);
	size_t i;

	if (t == NULL)
		return "";
	for (i = 0; i < LEN(signs); i++)
		if (t->kind == TOK_WORD && str_is(t->text, signs[i].word))
			return signs[i].hint;
	if (t->kind == TOK_COMMA && l->cursor > 1 &&
	    str_is(l->toks[l->cursor - 2].text, "includes"))
		return "for example `q includes a or q includes b`";
	if (t->kind == TOK_COMMA)
		return "one answer of several is `q in (a, b)`; join two "
		    "conditions with `and` or `or`";
	if (sign_is_left_out(l) && lang_name_ok(t->text))
		return arena_printf(c->a, "write `= %.*s`", STRF(t->text));
	return "join two conditions with `and` or `or`";
}

/* After `is`: what is not a reason, or NULL. */
const char *
advise_is(struct str word)
{
	static const char *const none[] = { "empty", "missing", "unanswered",
	    "skipped", "nothing" };
	size_t i;

	if (str_is(word, "not"))
		return "`is blank` is the opposite of `is answered`; `<>` "
		    "says that another answer was given";
	for (i = 0; i < LEN(none); i++)
		if (str_is(word, none[i]))
			return "write `blank`";
	return str_is(word, "given") || str_is(word, "filled") ?
	    "write `answered`" : NULL;
}
