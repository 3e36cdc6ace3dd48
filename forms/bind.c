/* SPDX-License-Identifier: MIT
 *
 * bind.c -- giving the names of a condition their meaning, and checking that
 * what is compared can be.
 */
#include "forms/node.h"

struct forms_expr *
bind_new(struct binder *w, enum forms_expr_op op, struct forms_span at)
{
	struct forms_expr *e = arena_new(w->b->c.a, struct forms_expr);

	if (++w->b->n_exprs > EXPRS_MAX)
		fault(&w->b->c, "E122", at, "",
		    "the conditions of this form are too many to hold");
	e->op = op;
	e->at = at;
	return e;
}

const struct forms_expr *
expr_both(struct arena *a, const struct forms_expr *l,
    const struct forms_expr *r)
{
	struct forms_expr *e;

	if (l == NULL || r == NULL)
		return l ? l : r;
	e = arena_new(a, struct forms_expr);
	*e = (struct forms_expr){ .op = EXPR_AND, .left = l, .right = r,
	    .at = r->at };
	return e;
}

const struct forms_entity *
bind_row(const struct binder *w)
{
	return w->over ? w->over : w->at->row;
}

/* Inside any() over the same kind it is the row that is looked at; over
 * another kind it stays that of the repeat. */
const struct forms_entity *
bind_var(const struct binder *w)
{
	const struct forms_entity *row = w->at->row;

	return row != NULL && w->over != NULL && w->over->kind == row->kind ?
	    w->over : row;
}

/* The question that a name means here: this module's first. */
const struct known *
bind_known(struct binder *w, const struct ref *r)
{
	struct build *b = w->b;
	const struct known *k;
	const char *id;

	if (r->part.n > 0)
		return known_named(b, arena_printf(b->c.a, "%.*s.%.*s",
		    STRF(r->base), STRF(r->part)));
	id = arena_printf(b->c.a, "%s%.*s", w->at->scope->prefix,
	    STRF(r->base));
	k = known_named(b, id);
	return k ? k : known_named(b, arena_printf(b->c.a, "%.*s",
	    STRF(r->base)));
}

static void
unknown(struct binder *w, const struct node *n, const struct ref *r)
{
	const char *hint = nearest_known(w->b, r->base, w->at->scope);

	if (r->part.n > 0 && known_named(w->b, arena_printf(w->b->c.a, "%.*s",
	    STRF(r->base))) != NULL)
		fault(&w->b->c, "E118", n->word_at, "", "what was written in, "
		    "`%.*s`, cannot be used in conditions in this version",
		    STRF(n->word));
	else
		fault(&w->b->c, "E204", n->word_at, hint,
		    "there is no question `%.*s`", STRF(n->word));
}

/* It is known, but no field has been made of it yet: why? */
static void
not_yet(struct binder *w, const struct node *n, const struct known *k,
    const struct ref *r, const char *row)
{
	struct ctx *c = &w->b->c;

	if (row != NULL && k->kind == NULL)
		fault(c, "E316", n->word_at, "", "`%s` is not repeated, so it "
		    "has no `[%.*s]`", k->id, STRF(r->row));
	else if (row != NULL && (forms_entity(w->b->f, row) == NULL ||
	    forms_entity(w->b->f, row)->kind != k->kind))
		fault(c, "E316", n->word_at, "",
		    "`%s` is repeated for each %s, "
		    "and there is no %s %s", k->id, k->kind->name,
		    k->kind->name, row);
	else if (row == NULL && k->kind != NULL)
		fault(c, "E307", n->word_at, arena_printf(c->a,
		    "say which one, "
		    "for example `%s[%s]`, or `any(%s = …)`", k->id,
		    w->b->f->entities ? w->b->f->entities->name : "P1", k->id),
		    "`%s` is repeated, and here it is not clear which one "
		    "is meant", k->id);
	else if (w->at->self == k->line)
		fault(c, "E306", n->word_at, "take the condition away, or ask "
		    "about an earlier question",
		    "`%s` would depend on its own answer", k->id);
	else
		fault(c, "E305", n->word_at, "move that question up, or the "
		    "condition down: people answer from the top",
		    "`%.*s` is only asked later", STRF(n->word));
}

const struct forms_field *
bind_field(struct binder *w, const struct node *n)
{
	const struct forms_form *f = w->b->f;
	const struct forms_entity *here = bind_row(w);
	const struct forms_field *field;
	const char *id, *row = NULL;
	const struct known *k;
	struct ref r;

	if (!ref_split(n->word, &r))
		return NULL;	/* the reader has refused it */
	k = bind_known(w, &r);
	if (k == NULL) {
		unknown(w, n, &r);
		return NULL;
	}
	if (k->line->bad)
		return NULL;	/* its own line was complained of */
	if (r.row.n > 0)
		row = arena_strn(w->b->c.a, r.row.p, r.row.n);
	else if (k->kind != NULL && here != NULL && here->kind == k->kind)
		row = here->name;
	id = row ? arena_printf(w->b->c.a, "%s[%s]", k->id, row) : k->id;
	field = forms_field(f, id);
	if (field == NULL)
		not_yet(w, n, k, &r, row);
	return field;
}

static bool
one_of(enum forms_type t)
{
	return t == FORMS_ONE || t == FORMS_SCALE;
}

static const char *
type_words(enum forms_type t)
{
	switch (t) {
	case FORMS_ONE:
	case FORMS_SCALE:
		return "takes one answer from a list";
	case FORMS_MANY:
		return "takes several answers";
	case FORMS_NUMBER:
		return "takes a number";
	case FORMS_POSTCODE:
	case FORMS_RANK:
	case FORMS_SHARE:
	case FORMS_DATE:
	case FORMS_FILE:
		return "takes a postcode";
	case FORMS_LINE:
	case FORMS_TEXT:
		break;
	}
	return "takes free text";
}

/* ---- answers of a question ----------------------------------------------- */

static const struct forms_option *
option_of(const struct forms_question *q, struct str name)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (str_is(name, q->options[i].name))
			return &q->options[i];
	return NULL;
}

static const char *
nearest_option(struct binder *w, const struct forms_question *q, struct str s)
{
	const char **names = arena_array(w->b->c.a, const char *,
	    q->n_options + q->n_nets + 1);
	struct buf list CLEAN(buf_free) = { 0 };
	size_t i, n = 0;
	const char *hint;

	for (i = 0; i < q->n_options; i++)
		names[n++] = q->options[i].name;
	for (i = 0; i < q->n_nets; i++)
		names[n++] = q->nets[i].name;
	hint = closest(&w->b->c, s, names, n);
	if (hint[0] != '\0' || n > 12)
		return hint;
	for (i = 0; i < n; i++)
		buf_printf(&list, "%s%s", i ? ", " : "it has ", names[i]);
	return arena_str(w->b->c.a, buf_text(&list));
}

static bool
add_option(struct binder *w, struct forms_expr *e, size_t *cap,
    const struct forms_option *o, const struct forms_field *field,
    const struct node *n)
{
	const struct forms_option **opts = e->options;

	if (o->missing != FORMS_ANSWERED) {
		fault(&w->b->c, "E311", n->word_at, arena_printf(w->b->c.a,
		    "write `%s is %s`", field->q->name,
		    forms_state_name(o->missing)), "`%s` says why there is no "
		    "answer, so comparing with it is never true", o->name);
		return false;
	}
	*arena_push(w->b->c.a, opts, e->n, *cap) = o;
	e->options = opts;
	return true;
}

/* Adds the answer or the net that n names. */
static bool
add_named(struct binder *w, struct forms_expr *e, size_t *cap,
    const struct forms_field *field, const struct node *n)
{
	const struct forms_question *q = field->q;
	const struct forms_option *o = option_of(q, n->word);
	size_t i, j;

	if (o != NULL)
		return add_option(w, e, cap, o, field, n);
	for (i = 0; i < q->n_nets; i++) {
		if (!str_is(n->word, q->nets[i].name))
			continue;
		for (j = 0; j < q->nets[i].n; j++)
			if (!add_option(w, e, cap, q->nets[i].of[j], field, n))
				return false;
		return true;
	}
	fault(&w->b->c, "E303", n->word_at, nearest_option(w, q, n->word),
	    "`%s` has no answer `%.*s`", q->name, STRF(n->word));
	return false;
}

static const struct forms_expr *
choice(struct binder *w, enum forms_expr_op op, const struct forms_field *field,
    const struct node *whole, struct node *names, bool list)
{
	struct forms_expr *e = bind_new(w, op, whole->at);
	size_t cap = 0;

	e->field = field;
	for (; names != NULL; names = list ? names->next : NULL) {
		if (names->op == N_NUMBER) {
			fault(&w->b->c, "E312", names->at, "write the answer's "
			    "name", "numbers do not stand for answers in "
			    "conditions");
			return NULL;
		}
		if (names->op != N_REF) {
			fault(&w->b->c, "E304", names->at, "",
			    "`%s` %s, and this is not one", field->q->name,
			    type_words(field->q->type));
			return NULL;
		}
		if (!add_named(w, e, &cap, field, names))
			return NULL;
	}
	return e;
}

/* ---- comparisons --------------------------------------------------------- */

static const struct forms_expr *
row_is(struct binder *w, const struct node *n, struct node *names, bool list,
    bool not_it)
{
	struct forms_expr *e = bind_new(w, EXPR_CONST, n->at);

	for (; names != NULL; names = list ? names->next : NULL) {
		const char *name = arena_strn(w->b->c.a, names->word.p,
		    names->word.n);
		const struct forms_entity *it = names->op == N_REF ?
		    forms_entity(w->b->f, name) : NULL;

		if (it == NULL || it->kind != bind_var(w)->kind) {
			if (!w->b->no_codes)
				fault(&w->b->c, "E207", names->at, "", "there "
				    "is no %s `%s`", bind_var(w)->kind->name,
				    name);
			return NULL;
		}
		e->truth |= it == bind_var(w);
	}
	e->truth ^= not_it;
	return e;
}

const struct forms_expr *
bind_number(struct binder *w, struct node *n)
{
	struct side s = bind_side(w, n);
	struct forms_expr *e;

	if (s.kind == S_NUMBER)
		return s.e;
	if (s.kind == S_FIELD && s.field->q->type == FORMS_NUMBER) {
		e = bind_new(w, EXPR_FIELD, n->at);
		e->field = s.field;
		return e;
	}
	if (s.kind == S_FIELD)
		fault(&w->b->c, "E304", n->at, one_of(s.field->q->type) ?
		    "score(…) gives the number of a scored answer" : "",
		    "`%s` %s, which is not a number", s.field->q->name,
		    type_words(s.field->q->type));
	else if (s.kind != S_BAD)
		fault(&w->b->c, "E304", n->at, "", "this is not a number");
	return NULL;
}

static enum forms_expr_op
comparison(struct str s)
{
	if (s.n == 1)
		return s.p[0] == '=' ? EXPR_EQ : s.p[0] == '<' ? EXPR_LT :
		    EXPR_GT;
	return s.p[1] == '>' ? EXPR_NE : s.p[0] == '<' ? EXPR_LE : EXPR_GE;
}

static const struct forms_expr *
compare_numbers(struct binder *w, struct node *n, enum forms_expr_op op)
{
	const struct forms_expr *l = bind_number(w, n->left), *r;
	struct forms_expr *e;
	struct ref ref;

	if (l != NULL && l->op == EXPR_FIELD && n->right->op == N_REF &&
	    ref_split(n->right->word, &ref) && bind_known(w, &ref) == NULL) {
		fault(&w->b->c, "E304", n->right->at, "", "`%s` takes a "
		    "number, and `%.*s` is not one", l->field->q->name,
		    STRF(n->right->word));
		return NULL;
	}
	r = bind_number(w, n->right);
	if (l == NULL || r == NULL)
		return NULL;
	e = bind_new(w, op, n->at);
	e->left = l;
	e->right = r;
	doubt_numbers(w, n, e);
	return e;
}

const struct forms_expr *
bind_compare(struct binder *w, struct node *n)
{
	enum forms_expr_op op = comparison(n->word);
	bool equal = op == EXPR_EQ || op == EXPR_NE;
	struct ctx *c = &w->b->c;
	struct side l = bind_side(w, n->left);

	if (l.kind == S_BAD)
		return NULL;
	if (l.kind == S_ROW && equal)
		return row_is(w, n, n->right, false, op == EXPR_NE);
	if (l.kind != S_FIELD || l.field->q->type == FORMS_NUMBER)
		return compare_numbers(w, n, op);
	if (one_of(l.field->q->type) && equal)
		return choice(w, op == EXPR_EQ ? EXPR_IN : EXPR_NOT_IN,
		    l.field, n, n->right, false);
	if (l.field->q->type == FORMS_MANY && equal)
		fault(c, "E309", n->word_at, arena_printf(c->a, "write `%.*s "
		    "includes …`", STRF(n->left->word)),
		    "`%s` takes several answers, so `%.*s` does not fit",
		    l.field->q->name, STRF(n->word));
	else if (one_of(l.field->q->type) || l.field->q->type == FORMS_MANY)
		fault(c, "E304", n->word_at, "use = or `in (…)`; score(…) "
		    "gives the number of a scored answer", "the answers of "
		    "`%s` have no order", l.field->q->name);
	else
		fault(c, "E304", n->at, "only `is answered` and `is blank` fit",
		    "`%s` %s, which cannot be compared", l.field->q->name,
		    type_words(l.field->q->type));
	return NULL;
}

const struct forms_expr *
bind_in(struct binder *w, struct node *n)
{
	struct side l = bind_side(w, n->left);

	if (l.kind == S_BAD)
		return NULL;
	if (l.kind == S_ROW)
		return row_is(w, n, n->args, true, false);
	if (l.kind == S_FIELD && one_of(l.field->q->type))
		return choice(w, EXPR_IN, l.field, n, n->args, true);
	if (l.kind == S_FIELD && l.field->q->type == FORMS_MANY)
		fault(&w->b->c, "E309", n->word_at, "write `includes` instead",
		    "`%s` takes several answers, so `in` does not fit",
		    l.field->q->name);
	else
		fault(&w->b->c, "E304", n->left->at, "",
		    "only a question with a list of answers can stand "
		    "before `in`");
	return NULL;
}

const struct forms_expr *
bind_includes(struct binder *w, struct node *n)
{
	struct side l = bind_side(w, n->left);

	if (l.kind == S_BAD)
		return NULL;
	if (l.kind == S_FIELD && l.field->q->type == FORMS_MANY)
		return choice(w, EXPR_INCLUDES, l.field, n, n->right, false);
	fault(&w->b->c, "E304", n->left->at, l.kind == S_FIELD &&
	    one_of(l.field->q->type) ? "write = instead" : "",
	    "only a question that takes several answers can stand before "
	    "`includes`");
	return NULL;
}

const struct forms_expr *
bind_is(struct binder *w, struct node *n)
{
	static const char *const reasons[] = { "answered", "blank",
	    "not-asked", "prefer-not", "dont-know", "not-applicable",
	    "illegible", "several" };
	const char *reason = arena_strn(w->b->c.a, n->word.p, n->word.n);
	const struct forms_field *field;
	struct forms_expr *e;

	if (n->left->op != N_REF) {
		fault(&w->b->c, "E304", n->left->at, "",
		    "only a question can stand before `is`");
		return NULL;
	}
	field = bind_field(w, n->left);
	if (field == NULL)
		return NULL;
	e = bind_new(w, EXPR_IS, n->at);
	e->field = field;
	if (forms_state_from(reason, &e->state))
		return e;
	fault(&w->b->c, "E310", n->word_at, option_of(field->q, n->word) ?
	    "write = before the name of an answer" :
	    closest(&w->b->c, n->word, reasons, LEN(reasons)),
	    "`%s` is not a reason", reason);
	return NULL;
}
