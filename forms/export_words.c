/* SPDX-License-Identifier: MIT
 *
 * export_words.c -- what a question is, in words for an analyst.
 */
#include "forms/export.h"

#include <math.h>

/* ---- types ------------------------------------------------------------- */

static void
amount(struct buf *b, double v)
{
	buf_printf(b, "%.15g", v);
}

static void
chosen(struct buf *b, const struct forms_question *q)
{
	if (q->least > 0 && q->most > 0)
		buf_printf(b, "choose %zu to %zu", q->least, q->most);
	else if (q->least > 0)
		buf_printf(b, "choose at least %zu", q->least);
	else if (q->most > 0)
		buf_printf(b, "choose up to %zu", q->most);
	else
		buf_puts(b, "choose many");
}

static void
number(struct buf *b, const struct forms_question *q)
{
	buf_puts(b, q->rating ? "a rating" : q->currency != NULL &&
	    q->currency[0] ? "an amount of money" : "a number");
	if (q->has_range) {
		buf_puts(b, " from ");
		amount(b, q->low);
		buf_puts(b, " to ");
		amount(b, q->high);
	}
	if (q->decimals > 0)
		buf_printf(b, ", with up to %d decimal%s", q->decimals,
		    q->decimals == 1 ? "" : "s");
	if (q->currency != NULL && q->currency[0])
		buf_printf(b, ", in %s", q->currency);
	else if (q->unit[0])
		buf_printf(b, ", in %s", q->unit);
}

static const char *
line(const struct forms_question *q)
{
	static const char *const formats[] = { "a line of text",
	    "an email address", "a telephone number", "a web address",
	    "a time of day", "an address" };

	return formats[q->format];
}

static void
share(struct buf *b, const struct forms_question *q)
{
	buf_printf(b, "share %d points", q->total);
	if (q->has_range) {
		buf_puts(b, ", each ");
		amount(b, q->low);
		buf_puts(b, " to ");
		amount(b, q->high);
	}
}

static void
files(struct buf *b, const struct forms_question *q)
{
	size_t i;

	buf_puts(b, "a file:");
	for (i = 0; i < q->n_files; i++)
		buf_printf(b, " %s", q->files[i]);
	buf_printf(b, ", at most %zu bytes", q->max_bytes);
}

static void
limits(struct buf *b, const struct forms_question *q)
{
	if (q->limit_words > 0)
		buf_printf(b, ", at most %zu words", q->limit_words);
	else
		buf_printf(b, ", at most %zu characters", q->limit);
}

const char *
export_type(struct arena *a, const struct forms_field *f)
{
	static const char *const dates[] = { "a date", "a month and year",
	    "a year", "as much of a date as is known" };
	static const char *const postcodes[] = {
	    "the first part of a postcode",
	    "a postcode without its last two letters",
	    "a whole postcode" };
	const struct forms_question *q = f->q;
	struct buf b CLEAN(buf_free) = { 0 };

	switch (q->type) {
	case FORMS_ONE:
		buf_puts(&b, "choose one");
		break;
	case FORMS_MANY:
		chosen(&b, q);
		break;
	case FORMS_SCALE:
		buf_printf(&b, "choose one of the scale %s", q->scale->name);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
		buf_puts(&b, q->type == FORMS_TEXT && q->format ==
		    FORMS_PLAIN ? "text" : line(q));
		limits(&b, q);
		break;
	case FORMS_NUMBER:
		number(&b, q);
		break;
	case FORMS_POSTCODE:
		buf_puts(&b, postcodes[q->postcode]);
		break;
	case FORMS_RANK:
		buf_puts(&b, "put in order");
		if (q->most > 0)
			buf_printf(&b, ", up to %zu", q->most);
		break;
	case FORMS_SHARE:
		share(&b, q);
		break;
	case FORMS_DATE:
		buf_puts(&b, dates[q->date]);
		break;
	case FORMS_FILE:
		files(&b, q);
		break;
	}
	return arena_str(a, buf_text(&b));
}

/* ---- answers ----------------------------------------------------------- */

const char *
export_state(enum forms_state s)
{
	static const char *const words[] = {
		[FORMS_NOT_ASKED] = "not asked",
		[FORMS_BLANK] = "asked and left blank",
		[FORMS_ANSWERED] = "answered",
		[FORMS_PREFER_NOT] = "prefers not to say",
		[FORMS_DONT_KNOW] = "does not know",
		[FORMS_NOT_APPLICABLE] = "does not apply",
		[FORMS_ILLEGIBLE] = "cannot be read (paper)",
		[FORMS_SEVERAL] = "several ticked where one was asked (paper)",
	};

	return words[s];
}

const char *
export_codes(struct arena *a, const struct forms_option *o)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct forms_code *c;

	for (c = o->codes; c != NULL; c = c->next)
		buf_printf(&b, "%s%s %s", b.n ? "; " : "", c->system,
		    c->value);
	return arena_str(a, buf_text(&b));
}

static void
add(struct buf *b, const char *words)
{
	buf_printf(b, "%s%s", b->n ? "; " : "", words);
}

const char *
export_flags(struct arena *a, const struct forms_option *o)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (o->missing != FORMS_ANSWERED)
		add(&b, arena_printf(a, "missing: %s",
		    export_state(o->missing)));
	if (o->write_in)
		add(&b, "with words of one's own");
	if (o->exclusive)
		add(&b, "excludes the others");
	if (o->staff)
		add(&b, "given by staff alone");
	if (o->has_score)
		add(&b, arena_printf(a, "score %d", o->score));
	if (o->has_band)
		add(&b, arena_printf(a, "stands for %d to %d", o->band_low,
		    o->band_high));
	return arena_str(a, buf_text(&b));
}

const char *
export_policy(enum forms_policy p)
{
	static const char *const words[] = { "not said", "never", "always",
	    "if they agree to be quoted" };

	return words[p];
}

/* ---- conditions -------------------------------------------------------- */

struct teller { struct arena *a; struct buf *b; };

static void tell(struct teller *, const struct forms_expr *, bool inner);

static void
options(struct teller *t, const struct forms_expr *e)
{
	size_t i;

	for (i = 0; i < e->n; i++)
		buf_printf(t->b, "%s\"%s\"", i == 0 ? "" : i + 1 == e->n ?
		    " or " : ", ", e->options[i]->words);
}

static void
question(struct teller *t, const struct forms_expr *e)
{
	buf_printf(t->b, "question %s (%s)", e->field->number, e->field->id);
}

static void
state(struct teller *t, const struct forms_expr *e)
{
	question(t, e);
	if (e->state == FORMS_ANSWERED)
		buf_puts(t->b, " has an answer");
	else
		buf_printf(t->b, ": %s", export_state(e->state));
}

static void
binary(struct teller *t, const struct forms_expr *e)
{
	static const struct { enum forms_expr_op op; const char *word; } v[] = {
		{ EXPR_AND, "and" }, { EXPR_OR, "or" }, { EXPR_EQ, "is" },
		{ EXPR_NE, "is not" }, { EXPR_LT, "is less than" },
		{ EXPR_LE, "is at most" }, { EXPR_GT, "is more than" },
		{ EXPR_GE, "is at least" }, { EXPR_ADD, "plus" },
		{ EXPR_SUB, "minus" }, { EXPR_MUL, "times" },
		{ EXPR_DIV, "divided by" },
	};
	const struct forms_expr *l = e->left, *r = e->right;
	bool chain = e->op == EXPR_AND || e->op == EXPR_OR;
	size_t i;

	tell(t, l, !chain || l->op != e->op);
	if (l == r) {		/* it equals itself: of a value that needs 2 */
		buf_puts(t->b, " is there");
		return;
	}
	for (i = 0; i < LEN(v); i++)
		if (v[i].op == e->op)
			buf_printf(t->b, " %s ", v[i].word);
	tell(t, r, !chain || r->op != e->op);
}

static bool
is_binary(enum forms_expr_op op)
{
	return op == EXPR_AND || op == EXPR_OR || op == EXPR_ADD ||
	    op == EXPR_SUB || op == EXPR_MUL || op == EXPR_DIV ||
	    (op >= EXPR_EQ && op <= EXPR_GE);
}

static void
leaf(struct teller *t, const struct forms_expr *e)
{
	switch (e->op) {
	case EXPR_IN:
	case EXPR_NOT_IN:
	case EXPR_INCLUDES:
	case EXPR_WROTE:
		question(t, e);
		buf_puts(t->b, e->op == EXPR_IN ? " is " : e->op ==
		    EXPR_NOT_IN ? " has another answer than " : e->op ==
		    EXPR_WROTE ? " has words written beside " : " includes ");
		options(t, e);
		break;
	case EXPR_IS:
		state(t, e);
		break;
	case EXPR_NUMBER:
		amount(t->b, e->number);
		break;
	case EXPR_FIELD:
		question(t, e);
		break;
	case EXPR_PART:
		buf_puts(t->b, e->field->q->type == FORMS_RANK ? "the place of "
		    : "the points of ");
		options(t, e);
		buf_puts(t->b, " at ");
		question(t, e);
		break;
	case EXPR_COUNT:
		buf_puts(t->b, "the number of answers to ");
		question(t, e);
		break;
	case EXPR_SCORE:
		buf_puts(t->b, "the score of ");
		question(t, e);
		break;
	default:	/* it has no short words yet: its name in the form */
		buf_puts(t->b, "(see the form: ");
		buf_put(t->b, e->at.src ? e->at.src->text.p + e->at.start : "",
		    e->at.src ? e->at.end - e->at.start : 0);
		buf_puts(t->b, ")");
		break;
	}
}

static void
tell(struct teller *t, const struct forms_expr *e, bool inner)
{
	bool binds = e->op == EXPR_AND || e->op == EXPR_OR || (is_binary(e->op)
	    && !(e->op >= EXPR_EQ && e->op <= EXPR_GE));

	if (e->op == EXPR_CONST) {
		buf_puts(t->b, e->truth ? "always" : "never");
	} else if (e->op == EXPR_NOT) {
		buf_puts(t->b, "not (");
		tell(t, e->left, false);
		buf_puts(t->b, ")");
	} else if (e->op == EXPR_TRUTH) {
		buf_puts(t->b, "1 if (");
		tell(t, e->left, false);
		buf_puts(t->b, "), else 0");
	} else if (e->op == EXPR_FIRST) {
		tell(t, e->left, true);
		buf_puts(t->b, " (where that is missing: ");
		tell(t, e->right, false);
		buf_puts(t->b, ")");
	} else if (e->op == EXPR_WHEN) {
		tell(t, e->right, true);
		buf_puts(t->b, " (missing unless ");
		tell(t, e->left, false);
		buf_puts(t->b, ")");
	} else if (is_binary(e->op)) {
		buf_puts(t->b, inner && binds ? "(" : "");
		binary(t, e);
		buf_puts(t->b, inner && binds ? ")" : "");
	} else {
		leaf(t, e);
	}
}

const char *
export_condition(struct arena *a, const struct forms_expr *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct teller t = { a, &b };

	if (e == NULL)
		return "everyone";
	tell(&t, e, false);
	return arena_str(a, buf_text(&b));
}

/* ---- for others ---------------------------------------------------------- */

const char *
forms_type_words(struct arena *a, const struct forms_field *f)
{
	return export_type(a, f);
}

const char *
forms_asked_words(struct arena *a, const struct forms_field *f)
{
	return export_condition(a, f->show);
}
