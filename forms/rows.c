/* SPDX-License-Identifier: MIT
 *
 * rows.c -- what a repeat or a grid goes over: entries of the codebook, ticked
 * answers, as many as a number says, or rows that are written out.
 */
#include "forms/build.h"

enum { COUNTED_MAX = 99, GRID_MAX = 26 };	/* rows have letters on paper */

/* ---- rows of any kind ------------------------------------------------------ */

static struct forms_entity *
of_kind(struct forms_entity *e, const struct forms_kind *kind)
{
	while (e != NULL && e->kind != kind)
		e = e->next;
	return e;
}

struct forms_entity *
rows_first(const struct build *b, const struct forms_kind *kind)
{
	return kind->of == FORMS_ROWS_CODEBOOK ? of_kind(b->f->entities, kind) :
	    kind->rows;
}

struct forms_entity *
rows_next(const struct forms_entity *e)
{
	return of_kind(e->next, e->kind);
}

struct forms_entity *
row_named(const struct build *b, const struct forms_kind *kind,
    const char *name)
{
	struct forms_entity *e;

	for (e = rows_first(b, kind); e != NULL; e = rows_next(e))
		if (strcmp(e->name, name) == 0)
			return e;
	return NULL;
}

size_t
rows_count(const struct build *b, const struct forms_kind *kind)
{
	const struct forms_entity *e;
	size_t n = 0;

	for (e = rows_first(b, kind); e != NULL; e = rows_next(e))
		n++;
	return n;
}

static struct forms_kind *
new_kind(struct build *b, enum forms_rows of, const char *name)
{
	struct forms_kind *k = arena_new(b->c.a, struct forms_kind);

	k->of = of;
	k->name = name;
	k->words = "";
	return k;
}

static struct forms_entity *
new_row(struct build *b, struct forms_kind *k, struct forms_entity **tail,
    const char *name, const char *title)
{
	struct forms_entity *e = arena_new(b->c.a, struct forms_entity);

	*e = (struct forms_entity){ .kind = k, .name = name, .title = title,
	    .number = *tail ? (*tail)->number + 1 : 1, .says = "",
	    .covers = "", .excludes = "" };
	if (*tail == NULL)
		k->rows = e;
	else
		(*tail)->next = e;
	*tail = e;
	return e;
}

/* ---- repeats ----------------------------------------------------------------- */

static struct forms_kind *
codebook_kind(struct build *b, struct forms_kind *kind, const char *name,
    struct forms_span at)
{
	if (!b->no_codes && rows_count(b, kind) == 0)
		fault(&b->c, "E506", at, "",
		    "the codebook has no %s to repeat for", name);
	return kind;
}

/* Two repeats over one question have the same rows, so that a condition in
 * the second may ask about this row of the first; where they count, only if
 * they count alike. */
static struct forms_kind *
same_rows(const struct build *b, const struct known *of, const char *var,
    size_t most, const char *words)
{
	const struct repeat *r;

	for (r = b->repeats; r != NULL; r = r->next)
		if (r->of == of && r->kind != NULL &&
		    (r->kind->of == FORMS_ROWS_CHOSEN ||
		    (strcmp(r->var, var) == 0 && rows_count(b, r->kind) ==
		    most && strcmp(r->line->words, words) == 0)))
			return r->kind;
	return NULL;
}

static struct forms_kind *
chosen_kind(struct build *b, const struct known *of, const char *var)
{
	struct forms_kind *k = same_rows(b, of, var, 0, "");
	struct forms_entity *tail = NULL, *e;
	size_t i;

	if (k != NULL)
		return k;
	k = new_kind(b, FORMS_ROWS_CHOSEN, of->q->name);
	for (i = 0; i < of->q->n_options; i++) {
		const struct forms_option *o = &of->q->options[i];

		if (o->missing != FORMS_ANSWERED || o->exclusive)
			continue;
		e = new_row(b, k, &tail, o->name, o->words);
		e->at = o->at;
		if (o->entity != NULL) {
			e->says = o->entity->says;
			e->covers = o->entity->covers;
			e->under = o->entity;
		}
	}
	return k;
}

/* The question that a repeat hangs on; it has to come before it, and to be
 * asked once. */
static const struct known *
repeat_question(struct build *b, const struct scope *scope, struct line *l,
    const char *name, struct forms_span at)
{
	const struct known *k = known_named(b, arena_printf(b->c.a, "%s%s",
	    scope->prefix, name));

	k = k ? k : known_named(b, name);
	if (k == NULL) {
		const char *hint = nearest_known(b, str_of(name), scope);

		fault(&b->c, b->f->kinds ? "E206" : "E204", at, hint[0] ? hint :
		    nearest_kind(b, name), "there is no kind and no earlier "
		    "question `%s` to repeat for", name);
	} else if (k->kind != NULL || k->grid != NULL) {
		fault(&b->c, "E220", at, "",
		    "`%s` is repeated itself, so it cannot say which rows "
		    "there are", name);
		k = NULL;
	}
	l->bad |= k == NULL || k->line->bad;
	return l->bad ? NULL : k;
}

/* `in NAME` */
static bool
repeat_in(struct build *b, const struct scope *scope, struct line *l,
    struct repeat *r)
{
	struct forms_span at;
	const char *name = want_name(&b->c, l,
	    "a kind of the codebook, or a question", &at);
	struct forms_kind *kind;

	if (name == NULL)
		return false;
	want_end(&b->c, l);
	kind = kind_named(b, name);
	if (kind != NULL) {
		r->kind = codebook_kind(b, kind, name, at);
		return true;
	}
	if (b->no_codes && known_named(b, name) == NULL)
		return false;
	r->of = repeat_question(b, scope, l, name, at);
	if (r->of == NULL)
		return false;
	if (r->of->q->type != FORMS_MANY) {
		fault(&b->c, "E220", at, r->of->q->type == FORMS_NUMBER ?
		    arena_printf(b->c.a, "write `repeat %s up to 10 from %s`",
		    r->var, name) : "", "`%s` does not take several answers, "
		    "so there is nothing to repeat for", name);
		return false;
	}
	r->kind = chosen_kind(b, r->of, r->var);
	return true;
}

/* `up to 8 from NAME "Site {site.number}"` */
static bool
repeat_up(struct build *b, const struct scope *scope, struct line *l,
    struct repeat *r)
{
	struct place at = { .scope = scope, .var = r->var };
	struct forms_entity *tail = NULL, *e;
	struct forms_span span;
	const char *name, *words;
	int most, i;

	if (!want_word(&b->c, l, "to") || !want_int(&b->c, l,
	    "the most there can be", 1, COUNTED_MAX, &most) ||
	    !want_word(&b->c, l, "from"))
		return false;
	name = want_name(&b->c, l, "the question that says how many", &span);
	words = name ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	if (words == NULL || l->bad)
		return false;
	r->of = repeat_question(b, scope, l, name, span);
	if (r->of == NULL)
		return false;
	if (r->of->q->type != FORMS_NUMBER || r->of->q->decimals > 0) {
		fault(&b->c, "E220", span, "ask how many there are: number "
		    "0..8", "`%s` does not ask for a whole number", name);
		return false;
	}
	if (!r->of->q->has_range || r->of->q->high > most)
		doubt(&b->c, "W710", span, arena_printf(b->c.a, "give the "
		    "question a range: number 0..%d", most),
		    "people may answer more than %d here, and %d is the most "
		    "that they are asked about", most, most);
	r->kind = same_rows(b, r->of, r->var, (size_t)most, words);
	if (r->kind != NULL)
		return true;
	r->kind = new_kind(b, FORMS_ROWS_COUNTED, r->var);
	for (i = 1; i <= most; i++) {
		e = new_row(b, r->kind, &tail, arena_printf(b->c.a, "%d", i),
		    "");
		e->at = l->at;
		at.row = e;
		e->title = words_in(b, &at, l, words);
	}
	return true;
}

static bool
name_free(struct build *b, struct line *l, const char *var,
    struct forms_span at)
{
	if (known_named(b, var) == NULL && forms_entity(b->f, var) == NULL)
		return true;
	fault(&b->c, "E203", at, "choose another name", "`%s` is "
	    "the name of something else already", var);
	l->bad = true;
	return false;
}

const struct repeat *
repeat_of(struct build *b, const struct scope *scope, struct line *l)
{
	struct repeat *r;
	struct forms_span at;
	bool ok;

	for (r = b->repeats; r != NULL; r = r->next)
		if (r->line == l)
			return r->kind != NULL && !l->bad ? r : NULL;
	r = arena_new(b->c.a, struct repeat);
	l->cursor = 1;
	r->line = l;
	r->var = want_name(&b->c, l, "a name such as p", &at);
	if (r->var == NULL)
		return NULL;
	ok = name_free(b, l, r->var, at);
	ok = ok && (take_word(l, "up") ? repeat_up(b, scope, l, r) :
	    want_word(&b->c, l, "in") && repeat_in(b, scope, l, r));
	if (!ok)
		r->kind = NULL;
	r->next = b->repeats;
	b->repeats = r;
	return ok && !l->bad ? r : NULL;
}

const struct forms_expr *
repeat_row(struct build *b, const struct repeat *r,
    const struct forms_entity *row)
{
	const struct forms_field *f = r->of ? forms_field(b->f, r->of->id) :
	    NULL;
	struct forms_expr *e, *side;

	if (f == NULL)
		return NULL;
	e = arena_new(b->c.a, struct forms_expr);
	e->at = r->line->at;
	if (r->kind->of == FORMS_ROWS_CHOSEN) {
		e->op = EXPR_INCLUDES;
		e->field = f;
		e->n = 1;
		e->options = arena_array(b->c.a, const struct forms_option *,
		    1);
		e->options[0] = forms_option(f->q, row->name);
		return e;
	}
	e->op = EXPR_GE;
	e->left = side = arena_new(b->c.a, struct forms_expr);
	*side = (struct forms_expr){ .op = EXPR_FIELD, .field = f,
	    .at = e->at };
	e->right = side = arena_new(b->c.a, struct forms_expr);
	*side = (struct forms_expr){ .op = EXPR_NUMBER, .number = row->number,
	    .at = e->at };
	return e;
}

/* ---- grids --------------------------------------------------------------------- */

const struct forms_kind *
grid_rows(struct build *b, struct line *l)
{
	struct forms_kind *k = new_kind(b, FORMS_ROWS_GRID,
	    arena_strn(b->c.a, l->toks[1].text.p, l->toks[1].text.n));
	struct forms_entity *tail = NULL, *e;
	struct forms_span at;
	struct line *child;
	const char *name, *words;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_ROW)
			continue;
		child->cursor = 1;
		name = want_name(&b->c, child, "the name of a row", &at);
		words = name ? want_words(&b->c, child) : NULL;
		take_word(child, "reverse");
		want_end(&b->c, child);
		if (words == NULL)
			continue;
		if (row_named(b, k, name) != NULL) {
			fault(&b->c, "E203", at, "",
			    "there is a row `%s` already", name);
			continue;
		}
		e = new_row(b, k, &tail, name, words_plain(b, child, words));
		e->at = child->at;
		if (e->number == GRID_MAX + 1)
			fault(&b->c, "E122", line_key(child), "", "a grid has "
			    "%d rows at most", (int)GRID_MAX);
	}
	if (k->rows == NULL && line_child(l, L_ROW) == NULL)
		fault(&b->c, "E418", l->at, "write them under it: row pain "
		    "\"Pain\"", "the grid `%s` has no rows", k->name);
	l->bad |= k->rows == NULL;
	return k;
}
