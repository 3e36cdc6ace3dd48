/* SPDX-License-Identifier: MIT
 *
 * values.c -- what is worked out from answers: values with their bands, rules
 * that the answers of a page must keep, and words for some people alone.
 */
#include "forms/node.h"

/* ---- bands ------------------------------------------------------------------- */

/* `band starting 0..9 "Just starting"` */
static void
band(struct build *b, struct line *l, struct forms_value *v, size_t *cap)
{
	struct forms_band one = { 0 };
	const struct tok *t;
	struct str low, high;
	struct forms_span at;
	int lo, hi;
	size_t i;

	l->cursor = 1;
	one.name = want_name(&b->c, l, "the name of a band", &at);
	t = one.name ? want_any(&b->c, l, "a range such as 0..9") : NULL;
	one.words = t ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	if (one.words == NULL || too_many(&b->c, l, v->n_bands))
		return;
	if (!range_split(t->text, &low, &high) || !lang_int(low, &lo) ||
	    !lang_int(high, &hi) || lo > hi) {
		fault(&b->c, "E404", t->at, "for example 0..9", "this range "
		    "does not go from a lower to a higher number");
		return;
	}
	for (i = 0; i < v->n_bands; i++)
		if (strcmp(v->bands[i].name, one.name) == 0)
			fault(&b->c, "E203", at, "", "there is a band `%s` "
			    "already", one.name);
	one.words = words_plain(b, l, one.words);
	one.low = lo;
	one.high = hi;
	*arena_push(b->c.a, v->bands, v->n_bands, *cap) = one;
}

/* ---- values --------------------------------------------------------------------- */

static const struct forms_value *
value_called(const struct build *b, const char *prefix, struct str word)
{
	size_t n = strlen(prefix), i;

	for (i = 0; i < b->f->n_values; i++) {
		const char *name = b->f->values[i].name;

		if (strncmp(name, prefix, n) == 0 && str_is(word, name + n))
			return &b->f->values[i];
	}
	return NULL;
}

/* What a module calls so itself hides a value of the form. */
const struct forms_value *
value_named(const struct build *b, const struct scope *s, struct str word)
{
	const struct forms_value *own = value_called(b, s->prefix, word);

	if (own != NULL || s->prefix[0] == '\0')
		return own;
	if (module_words(s, word) != NULL || known_named(b, arena_printf(
	    b->c.a, "%s%.*s", s->prefix, STRF(word))) != NULL)
		return NULL;
	return value_called(b, "", word);
}

static bool
name_taken(struct build *b, const struct place *at, const char *name,
    struct forms_span span)
{
	if (known_named(b, name) == NULL && value_called(b, "",
	    str_of(name)) == NULL && forms_entity(b->f, name) == NULL &&
	    module_words(at->scope, str_of(name + strlen(at->scope->prefix)))
	    == NULL)
		return false;
	fault(&b->c, "E203", span, "choose another name",
	    "`%s` is the name of something else already", name);
	return true;
}

/* ---- values that do with some of their answers ----------------------------- */

static bool
may_lack(const struct forms_expr *x)
{
	return x->op == EXPR_FIELD || x->op == EXPR_SCORE ||
	    x->op == EXPR_PART;
}

/* How many of the questions have an answer, added to what was counted: a number
 * equals itself exactly when it is not missing. */
static const struct forms_expr *
there(struct binder *w, const struct forms_expr *x, bool *seen,
    const struct forms_expr *n)
{
	for (; x != NULL; x = x->left) {
		const struct forms_expr *one;

		if (x->right != NULL)
			n = there(w, x->right, seen, n);
		if (!may_lack(x) || seen[x->field->index])
			continue;
		seen[x->field->index] = true;
		one = bind_two(w, EXPR_TRUTH, bind_two(w, EXPR_EQ, x, x,
		    x->at), NULL, x->at);
		n = n ? bind_two(w, EXPR_ADD, n, one, x->at) : one;
	}
	return n;
}

/* The same, but what is missing adds nothing. */
static const struct forms_expr *
leniently(struct binder *w, const struct forms_expr *x)
{
	struct forms_expr *e;

	if (x->op < EXPR_ADD)
		return x->op == EXPR_NUMBER || x->op == EXPR_COUNT ||
		    x->op == EXPR_TRUTH ? x : bind_two(w, EXPR_FIRST, x,
		    bind_constant(w, 0, x->at), x->at);
	e = bind_new(w, x->op, x->at);
	e->left = leniently(w, x->left);
	e->right = leniently(w, x->right);
	e->date = x->date;
	return e;
}

/* `needs 2`: what is there is enough once there are two. */
static const struct forms_expr *
needing(struct binder *w, const struct forms_expr *x, int needs, size_t parts)
{
	const struct forms_expr *n;

	if (x == NULL || needs == 0 || !bind_room(w, parts, x->at))
		return x;
	n = there(w, x, arena_array(w->b->c.a, bool, w->b->f->n_fields + 1),
	    NULL);
	if (n == NULL)
		return x;	/* nothing of it can be missing */
	return bind_two(w, EXPR_WHEN, bind_two(w, EXPR_GE, n, bind_constant(w,
	    needs, x->at), x->at), leniently(w, x), x->at);
}

static void
add_value(struct build *b, const struct place *at, struct line *l,
    struct forms_value v, struct node *n)
{
	struct binder w = { .b = b, .at = at };
	size_t before = b->n_exprs;

	/* One that cannot be worked out is known all the same: what is wrong
	 * with it was said. */
	v.expr = bind_number(&w, n);
	v.expr = needing(&w, v.expr, v.needs, b->n_exprs - before);
	if (too_many(&b->c, l, b->f->n_values))
		return;
	b->value_parts[b->f->n_values] = b->n_exprs - before;
	*arena_push(b->c.a, b->f->values, b->f->n_values, b->cap_values) = v;
}

/* `value ready = score(a) + score(b) needs 2 "Readiness"` */
static bool
read_value(struct build *b, const struct place *at, struct line *l)
{
	struct forms_value v = { .words = "", .at = l->at };
	struct forms_span span;
	struct line *child;
	struct node *n;
	size_t cap = 0;

	l->cursor = 1;
	for (child = l->first; child != NULL; child = child->next)
		if (child->kind == L_BAND)
			band(b, child, &v, &cap);
	v.name = want_name(&b->c, l, "the name of a value", &span);
	if (v.name == NULL || !want_word(&b->c, l, "="))
		return false;
	v.name = arena_printf(b->c.a, "%s%s", at->scope->prefix, v.name);
	n = expr_parse_some(&b->c, l);
	if (n == NULL || (take_word(l, "needs") && !want_int(&b->c, l,
	    "how many of its answers must be there", 1, 999, &v.needs)))
		return false;
	if (l->words != NULL)
		v.words = words_in(b, at, l, want_words(&b->c, l));
	want_end(&b->c, l);
	if (l->bad || name_taken(b, at, v.name, span))
		return false;
	if (at->row != NULL) {
		fault(&b->c, "E123", line_key(l), "put it after the repeat: "
		    "sum(…) and count(…) look at all rows",
		    "a value cannot stand in a repeat");
		return false;
	}
	add_value(b, at, l, v, n);
	return true;
}

void
build_value(struct build *b, const struct place *at, struct line *l)
{
	/* Whoever names it is not told again. */
	if (!read_value(b, at, l))
		l->bad = true;
}

/* ---- rules -------------------------------------------------------------------------- */

/* The last question of the page that the rule looks at. */
static const struct forms_field *
last_asked(const struct forms_expr *x, const struct forms_page *page)
{
	const struct forms_field *l, *r;

	if (x == NULL)
		return NULL;
	if (x->field != NULL)
		return x->field->page == page ? x->field : NULL;
	l = last_asked(x->left, page);
	r = last_asked(x->right, page);
	if (l == NULL || r == NULL)
		return l ? l : r;
	return l->index > r->index ? l : r;
}

/* `must EXPR "…"` and `query EXPR "…"` of a page, once its questions are
 * there. */
void
build_rules(struct build *b, const struct place *at, const struct line *page,
    struct forms_page *p)
{
	struct forms_rule *rules = NULL, rule;
	struct binder w = { .b = b, .at = at };
	const char *words;
	struct line *l;
	struct node *n;
	size_t cap = 0;

	for (l = page->first; l != NULL; l = l->next) {
		if (l->kind != L_MUST && l->kind != L_QUERY)
			continue;
		l->cursor = 1;
		n = expr_parse_some(&b->c, l);
		words = n ? want_words(&b->c, l) : NULL;
		want_end(&b->c, l);
		if (words == NULL || too_many(&b->c, l, p->n_rules))
			continue;
		rule = (struct forms_rule){ .query = l->kind == L_QUERY,
		    .words = words_in(b, at, l, words), .at = l->at,
		    .expr = bind_condition(&w, n) };
		if (rule.expr == NULL)
			continue;
		rule.field = last_asked(rule.expr, p);
		if (rule.field == NULL)
			fault(&b->c, "E222", line_key(l), "put it under the "
			    "page of the last question that it looks at",
			    "no question on this page is in this rule");
		else
			*arena_push(b->c.a, rules, p->n_rules, cap) = rule;
	}
	p->rules = rules;
}

/* ---- other words ------------------------------------------------------------------- */

const char *
build_other_words(struct build *b, const struct place *at,
    const struct line *question, const char *words)
{
	struct binder w = { .b = b, .at = at };
	const struct forms_expr *when;
	const char *text;
	struct line *l;
	struct node *n;

	for (l = question->first; l != NULL; l = l->next) {
		if (l->kind != L_WORDS)
			continue;
		l->cursor = 1;
		if (want_name(&b->c, l, "a name, such as proxy", NULL) == NULL
		    || !want_word(&b->c, l, "if"))
			continue;
		n = expr_parse_some(&b->c, l);
		text = n ? want_words(&b->c, l) : NULL;
		want_end(&b->c, l);
		when = text ? bind_condition(&w, n) : NULL;
		if (when != NULL)
			words = words_instead(b, words, words_in(b, at, l,
			    text), when);
	}
	return words;
}
