/* SPDX-License-Identifier: MIT
 *
 * names.c -- the question, row or answer that a name in a condition means.
 */
#include "forms/node.h"

bool
bind_room(struct binder *w, size_t parts, struct forms_span at)
{
	bool before = w->b->n_exprs <= EXPRS_MAX;

	w->b->n_exprs += parts;
	if (w->b->n_exprs <= EXPRS_MAX)
		return true;
	if (before)
		fault(&w->b->c, "E122", at, "",
		    "the conditions of this form are too many to hold");
	return false;
}

struct forms_expr *
bind_new(struct binder *w, enum forms_expr_op op, struct forms_span at)
{
	struct forms_expr *e = arena_new(w->b->c.a, struct forms_expr);

	(void)bind_room(w, 1, at);
	e->op = op;
	e->at = at;
	return e;
}

struct forms_expr *
bind_two(struct binder *w, enum forms_expr_op op, const struct forms_expr *l,
    const struct forms_expr *r, struct forms_span at)
{
	struct forms_expr *e = bind_new(w, op, at);

	e->left = l;
	e->right = r;
	return e;
}

const struct forms_expr *
bind_constant(struct binder *w, double n, struct forms_span at)
{
	struct forms_expr *e = bind_new(w, EXPR_NUMBER, at);

	e->number = n;
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
bind_row(const struct binder *w, const struct forms_kind *kind)
{
	if (w->over != NULL && w->over->kind == kind)
		return w->over;
	if (w->at->row != NULL && w->at->row->kind == kind)
		return w->at->row;
	return w->at->item != NULL && w->at->item->kind == kind ? w->at->item :
	    NULL;
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

const struct forms_option *
bind_option(const struct forms_question *q, struct str name)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (str_is(name, q->options[i].name))
			return &q->options[i];
	return NULL;
}

const char *
bind_nearest(struct binder *w, const struct forms_question *q, struct str s)
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

/* Does a line below l, which must have been complained of, try to make it: a
 * value of this name, or a module under it?  Else the value nearest to it. */
static bool
was_tried(struct ctx *c, const struct line *l, struct str name,
    const char **nearest)
{
	const char *value;
	size_t i;

	for (l = l->first; l != NULL; l = l->next) {
		if (l->kind == L_INCLUDE && l->bad && l->n > 1) {
			i = l->n > 5 && str_is(l->toks[4].text, "as") ? 5 : 1;
			if (str_eq(l->toks[i].text, name))
				return true;
		}
		if (l->kind == L_VALUE && l->n > 1) {
			if (str_eq(l->toks[1].text, name))
				return l->bad;
			value = arena_strn(c->a, l->toks[1].text.p,
			    l->toks[1].text.n);
			if ((*nearest)[0] == '\0')
				*nearest = closest(c, name, &value, 1);
		}
		if ((l->kind == L_PAGE || l->kind == L_GROUP ||
		    l->kind == L_SECTION || l->kind == L_REPEAT) &&
		    was_tried(c, l, name, nearest))
			return true;
	}
	return false;
}

/* An answer without its question, or a number as it is printed: Q7. */
static const char *
not_by_name(struct binder *w, struct str name)
{
	const struct known *k;
	struct str digits = name;
	int n;

	if (digits.n > 1 && (*digits.p == 'Q' || *digits.p == 'q'))
		digits = (struct str){ digits.p + 1, digits.n - 1 };
	if (lang_int(digits, &n))
		return "write the question's name: printed numbers change";
	for (k = w->b->known; k != NULL; k = k->next)
		if (k->scope == w->at->scope && k->q != NULL &&
		    bind_option(k->q, name) != NULL)
			return arena_printf(w->b->c.a, "it is an answer of "
			    "`%s`: for example `%s %s %.*s`", k->q->name,
			    k->q->name, k->q->type == FORMS_MANY ?
			    "includes" : "=", STRF(name));
	return "";
}

/* Is there a line for a value of this name, which may stand further down? */
static bool
is_value(const struct line *l, struct str name)
{
	for (l = l->first; l != NULL; l = l->next) {
		if (l->kind == L_VALUE && l->n > 1 && !l->bad &&
		    str_eq(l->toks[1].text, name))
			return true;
		if ((l->kind == L_PAGE || l->kind == L_GROUP ||
		    l->kind == L_SECTION || l->kind == L_REPEAT) &&
		    is_value(l, name))
			return true;
	}
	return false;
}

/* The name of a value, where there should be a question; false: it is none. */
static bool
a_value(struct binder *w, const struct node *n, const struct ref *r)
{
	if (value_named(w->b, w->at->scope, r->base) != NULL)
		fault(&w->b->c, "E204", n->word_at, arena_printf(w->b->c.a,
		    "compare it with a number: `%.*s > 2`", STRF(r->base)),
		    "`%.*s` is a value, and no question", STRF(r->base));
	else if (is_value(&w->at->scope->text.top, r->base))
		fault(&w->b->c, "E305", n->word_at, "move that value up, or "
		    "the condition down: people answer from the top",
		    "`%.*s` is only worked out later", STRF(r->base));
	else
		return false;
	return true;
}

static void
unknown(struct binder *w, const struct node *n, const struct ref *r)
{
	const char *hint = nearest_known(w->b, r->base, w->at->scope);

	const struct known *k = r->part.n ? known_named(w->b,
	    arena_printf(w->b->c.a, "%.*s", STRF(r->base))) : NULL;

	if (k != NULL)
		fault(&w->b->c, "E303", n->word_at, bind_nearest(w, k->q,
		    r->part), "`%s` has no answer `%.*s`", k->q->name,
		    STRF(r->part));
	else if (a_value(w, n, r))
		return;
	else if (w->b->c.d->errors > FORMS_DIAG_MAX || !was_tried(&w->b->c,
	    &w->at->scope->text.top, r->base, &hint))
		fault(&w->b->c, "E204", n->word_at, hint[0] != '\0' ? hint :
		    not_by_name(w, r->base), "there is no question `%.*s`",
		    STRF(n->word));
}

/* Which rows a name means: those that it says, or those that stand here. */
struct rows {
	const char	*row, *item;	/* NULL: not said, or not repeated */
	bool		 row_open, item_open;	/* it should say which */
};

static const char *
here(const struct binder *w, const struct forms_kind *kind, bool *open)
{
	const struct forms_entity *e = kind ? bind_row(w, kind) : NULL;

	*open = kind != NULL && e == NULL;
	return e ? e->name : NULL;
}

static struct rows
rows_meant(const struct binder *w, const struct known *k, const struct ref *r)
{
	struct arena *a = w->b->c.a;
	struct rows out = { 0 };
	const char *first = r->row.n ? arena_strn(a, r->row.p, r->row.n) : NULL;

	if (r->item.n > 0) {
		out.row = first;
		out.item = arena_strn(a, r->item.p, r->item.n);
	} else if (first != NULL && k->grid != NULL) {
		out.item = first;
		out.row = here(w, k->kind, &out.row_open);
	} else if (first != NULL) {
		out.row = first;
	} else {
		out.row = here(w, k->kind, &out.row_open);
		out.item = here(w, k->grid, &out.item_open);
	}
	return out;
}

static bool
no_such_row(struct binder *w, const struct node *n, const struct known *k,
    const struct forms_kind *kind, const char *row)
{
	const struct line *l;

	if (row == NULL)
		return false;
	for (l = k->line->first; l != NULL && kind == k->grid &&
	    kind != NULL; l = l->next)
		if (l->kind == L_ROW && l->n > 1 && row_named(w->b, kind, row)
		    == NULL && str_is(l->toks[1].text, row))
			return true;	/* its line was complained of */
	if (kind == NULL)
		fault(&w->b->c, "E316", n->word_at, "", "`%s` is not repeated, "
		    "so it has no `[%s]`", k->id, row);
	else if (row_named(w->b, kind, row) != NULL)
		return false;
	else if (kind->of == FORMS_ROWS_CODEBOOK)
		fault(&w->b->c, "E316", n->word_at, "",
		    "`%s` is repeated for each %s, "
		    "and there is no %s %s", k->id, kind->name, kind->name,
		    row);
	else
		fault(&w->b->c, "E316", n->word_at, "",
		    "`%s` has no row `%s`", k->id, row);
	return true;
}

static void
which_row(struct binder *w, const struct node *n, const struct known *k,
    const struct rows *rows)
{
	const struct forms_kind *kind = rows->row_open ? k->kind : k->grid;
	const struct forms_entity *first = rows_first(w->b, kind);

	fault(&w->b->c, "E307", n->word_at, arena_printf(w->b->c.a,
	    "say which one, "
	    "for example `%s[%s]`, or `any(%s = …)`", k->id,
	    first ? first->name : "P1", k->id),
	    "`%s` is repeated, and here it is not clear which one "
	    "is meant", k->id);
}

/* It is known, but no field has been made of it yet: why? */
static void
not_yet(struct binder *w, const struct node *n, const struct known *k,
    const struct rows *rows)
{
	struct ctx *c = &w->b->c;

	if (no_such_row(w, n, k, k->kind, rows->row) ||
	    no_such_row(w, n, k, k->grid, rows->item))
		return;
	if (rows->row_open || rows->item_open)
		which_row(w, n, k, rows);
	else if (w->at->self == k->line)
		fault(c, "E306", n->word_at, "take the condition away, or ask "
		    "about an earlier question",
		    "`%s` would depend on its own answer", k->id);
	else
		fault(c, "E305", n->word_at, "move that question up, or the "
		    "condition down: people answer from the top",
		    "`%.*s` is only asked later", STRF(n->word));
}

static const struct forms_field *
known_field(struct binder *w, const struct node *n, const struct known *k,
    const struct ref *r)
{
	const struct rows rows = rows_meant(w, k, r);
	const struct forms_field *field;
	const char *id = k->id;

	if (k->line->bad)
		return NULL;	/* its own line was complained of */
	if (rows.row != NULL)
		id = arena_printf(w->b->c.a, "%s[%s]", id, rows.row);
	if (rows.item != NULL)
		id = arena_printf(w->b->c.a, "%s[%s]", id, rows.item);
	field = rows.row_open || rows.item_open ? NULL :
	    forms_field(w->b->f, id);
	if (field == NULL)
		not_yet(w, n, k, &rows);
	return field;
}

const struct forms_field *
bind_field(struct binder *w, const struct node *n)
{
	const struct known *k;
	struct ref r;

	if (!ref_split(n->word, &r))
		return NULL;	/* the reader has refused it */
	k = bind_known(w, &r);
	if (k == NULL) {
		unknown(w, n, &r);
		return NULL;
	}
	return known_field(w, n, k, &r);
}

/* `budget.roads`: a question, and one of its answers. */
const struct forms_field *
bind_part(struct binder *w, const struct node *n,
    const struct forms_option **option)
{
	const struct known *k;
	struct ref r, whole;

	*option = NULL;
	if (!ref_split(n->word, &r) || r.part.n == 0 ||
	    bind_known(w, &r) != NULL)
		return NULL;
	whole = r;
	whole.part = (struct str){ 0 };
	k = bind_known(w, &whole);
	if (k == NULL)
		return NULL;
	*option = bind_option(k->q, r.part);
	return *option ? known_field(w, n, k, &whole) : NULL;
}

