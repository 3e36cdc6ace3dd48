/* SPDX-License-Identifier: MIT
 *
 * export_xpath.c -- a condition as XLSForm's XPath.
 *
 * There, an empty question is the empty text, asked or not, and a number made
 * of it is not a number, with which every comparison but != is false.  So `<>`
 * becomes "less or more", and what is said about blank questions brings the
 * condition along under which they are asked.
 */
#include "forms/export.h"

struct xpath {
	struct arena	*a;
	struct buf	*b;
	bool		 fails;
	size_t		 depth;
};

static void say(struct xpath *, const struct forms_expr *);

const char *
export_name(struct arena *a, const char *id)
{
	char *name = arena_str(a, id), *p;

	for (p = name; *p != '\0'; p++)
		if (*p == '[')
			*p = '.';
	if (p > name && p[-1] == ']')
		p[-1] = '\0';
	return name;
}

static void
ref(struct xpath *x, const struct forms_field *f)
{
	buf_printf(x->b, "${%s}", export_name(x->a, f->id));
}

/* That option is (not) given. */
static void
given(struct xpath *x, const struct forms_field *f,
    const struct forms_option *o, bool yes)
{
	if (f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE) {
		ref(x, f);
		buf_printf(x->b, " %s '%s'", yes ? "=" : "!=", o->name);
		return;
	}
	if (f->q->type != FORMS_MANY && f->q->type != FORMS_RANK)
		x->fails = true;
	buf_puts(x->b, yes ? "selected(" : "not(selected(");
	ref(x, f);
	buf_printf(x->b, ", '%s')%s", o->name, yes ? "" : ")");
}

static void
any_of(struct xpath *x, const struct forms_expr *e)
{
	size_t i;

	buf_lit(x->b, "(");
	for (i = 0; i < e->n; i++) {
		buf_puts(x->b, i ? " or " : "");
		given(x, e->field, e->options[i], true);
	}
	buf_lit(x->b, ")");
}

/* Answered, and no reason for giving no answer; without those as well. */
static void
answered(struct xpath *x, const struct forms_field *f,
    const struct forms_option *const *without, size_t n)
{
	const struct forms_question *q = f->q;
	bool listed = q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_SCALE || q->type == FORMS_RANK;
	size_t i;

	if (q->type == FORMS_SHARE)
		x->fails = true;
	buf_lit(x->b, "(");
	ref(x, f);
	buf_lit(x->b, " != ''");
	for (i = 0; listed && i < q->n_options; i++)
		if (q->options[i].missing != FORMS_ANSWERED) {
			buf_lit(x->b, " and ");
			given(x, f, &q->options[i], false);
		}
	for (i = 0; i < n; i++) {
		buf_lit(x->b, " and ");
		given(x, f, without[i], false);
	}
	buf_lit(x->b, ")");
}

static void
reason(struct xpath *x, const struct forms_expr *e)
{
	const struct forms_question *q = e->field->q;
	const char *between = "";
	size_t i;

	buf_lit(x->b, "(");
	for (i = 0; i < q->n_options; i++) {
		if (q->options[i].missing != e->state || (q->type != FORMS_ONE
		    && q->type != FORMS_SCALE && q->type != FORMS_MANY))
			continue;
		buf_puts(x->b, between);
		given(x, e->field, &q->options[i], true);
		between = " or ";
	}
	buf_puts(x->b, between[0] ? ")" : "false())");
}

static void
state(struct xpath *x, const struct forms_expr *e)
{
	const struct forms_expr *show = e->field->show;

	if (e->state == FORMS_ANSWERED) {
		answered(x, e->field, NULL, 0);
	} else if (e->state == FORMS_BLANK) {
		buf_lit(x->b, "(");
		ref(x, e->field);
		buf_lit(x->b, " = ''");
		if (show != NULL) {
			buf_lit(x->b, " and ");
			say(x, show);
		}
		buf_lit(x->b, ")");
	} else if (e->state == FORMS_NOT_ASKED) {
		buf_lit(x->b, "not(");
		if (show != NULL)
			say(x, show);
		else
			buf_lit(x->b, "true()");
		buf_lit(x->b, ")");
	} else {
		reason(x, e);
	}
}

static bool
is_date(const struct forms_expr *e)
{
	return e->date || (e->op == EXPR_FIELD &&
	    e->field->q->type == FORMS_DATE);
}

static void
side(struct xpath *x, const struct forms_expr *e, bool date)
{
	char text[11];

	if (!date || e->op != EXPR_NUMBER) {
		say(x, e);
		return;
	}
	date_text(date_from_days((int64_t)e->number), text);
	buf_printf(x->b, "date('%s')", text);
}

static void
compare(struct xpath *x, const struct forms_expr *e)
{
	static const char *const signs[] = { "=", "!=", "<", "<=", ">", ">=" };
	bool date = is_date(e->left) || is_date(e->right);

	buf_lit(x->b, "(");
	if (e->left == e->right) {	/* it is there (needs 2) */
		say(x, e->left);
		buf_lit(x->b, " != '')");
		return;
	}
	if (e->op == EXPR_NE) {		/* != is true for what is empty */
		side(x, e->left, date);
		buf_lit(x->b, " < ");
		side(x, e->right, date);
		buf_lit(x->b, " or ");
	}
	side(x, e->left, date);
	buf_printf(x->b, " %s ", e->op == EXPR_NE ? ">" :
	    signs[e->op - EXPR_EQ]);
	side(x, e->right, date);
	buf_lit(x->b, ")");
}

static void
binary(struct xpath *x, const struct forms_expr *e, const char *sign)
{
	buf_lit(x->b, "(");
	say(x, e->left);
	buf_printf(x->b, " %s ", sign);
	say(x, e->right);
	buf_lit(x->b, ")");
}

static void
score(struct xpath *x, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	size_t i, open = 0;
	double v;

	x->fails |= q->type == FORMS_MANY;
	for (i = 0; i < q->n_options; i++) {
		if (!expr_score(f, &q->options[i], &v))
			continue;
		buf_lit(x->b, "if(");
		given(x, f, &q->options[i], true);
		buf_printf(x->b, ", %.15g, ", v);
		open++;
	}
	buf_lit(x->b, "''");
	while (open-- > 0)
		buf_lit(x->b, ")");
}

static void
numeric(struct xpath *x, const struct forms_expr *e)
{
	switch (e->op) {
	case EXPR_NUMBER:
		buf_printf(x->b, "%.15g", e->number);
		break;
	case EXPR_FIELD:
		ref(x, e->field);
		break;
	case EXPR_COUNT:
		buf_lit(x->b, "count-selected(");
		ref(x, e->field);
		buf_lit(x->b, ")");
		x->fails |= e->field->q->type != FORMS_MANY;
		break;
	case EXPR_SCORE:
		score(x, e->field);
		break;
	case EXPR_FIRST:
		buf_lit(x->b, "coalesce(");
		say(x, e->left);
		buf_lit(x->b, ", ");
		say(x, e->right);
		buf_lit(x->b, ")");
		break;
	case EXPR_WHEN:
		buf_lit(x->b, "if(");
		say(x, e->left);
		buf_lit(x->b, ", ");
		say(x, e->right);
		buf_lit(x->b, ", '')");
		break;
	case EXPR_TRUTH:
		buf_lit(x->b, "if(");
		say(x, e->left);
		buf_lit(x->b, ", 1, 0)");
		break;
	case EXPR_ADD:
		binary(x, e, "+");
		break;
	case EXPR_SUB:
		binary(x, e, "-");
		break;
	case EXPR_MUL:
		binary(x, e, "*");
		break;
	case EXPR_DIV:
		binary(x, e, "div");
		break;
	case EXPR_PART:
		x->fails |= e->field->q->type != FORMS_SHARE;
		buf_printf(x->b, "${%s.%s}", export_name(x->a, e->field->id),
		    e->options[0]->name);
		break;
	default:
		x->fails = true;
		break;
	}
}

static void
say(struct xpath *x, const struct forms_expr *e)
{
	if (++x->depth > 200 || x->b->n > 20000) {
		x->fails = true;
		x->depth--;
		return;
	}
	switch (e->op) {
	case EXPR_CONST:
		buf_puts(x->b, e->truth ? "true()" : "false()");
		break;
	case EXPR_AND:
		binary(x, e, "and");
		break;
	case EXPR_OR:
		binary(x, e, "or");
		break;
	case EXPR_NOT:
		buf_lit(x->b, "not(");
		say(x, e->left);
		buf_lit(x->b, ")");
		break;
	case EXPR_IN:
	case EXPR_INCLUDES:
		any_of(x, e);
		break;
	case EXPR_NOT_IN:
		answered(x, e->field, e->options, e->n);
		break;
	case EXPR_WROTE:
		buf_printf(x->b, "(${%s.%s} != '')", export_name(x->a,
		    e->field->id), e->options[0]->name);
		break;
	case EXPR_IS:
		state(x, e);
		break;
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
		compare(x, e);
		break;
	default:
		numeric(x, e);
		break;
	}
	x->depth--;
}

const char *
export_xpath(struct arena *a, const struct forms_expr *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct xpath x = { .a = a, .b = &b };
	const char *s;

	say(&x, e);
	if (x.fails || !buf_ok(&b))
		return NULL;
	s = buf_text(&b);
	/* The brackets around the whole say nothing. */
	if (s[0] == '(' && (e->op == EXPR_AND || e->op == EXPR_OR ||
	    (e->op >= EXPR_EQ && e->op <= EXPR_GE) || e->op == EXPR_IN ||
	    e->op == EXPR_INCLUDES || e->op == EXPR_IS ||
	    e->op == EXPR_NOT_IN || e->op == EXPR_WROTE))
		return arena_strn(a, s + 1, b.n - 2);
	return arena_str(a, s);
}
