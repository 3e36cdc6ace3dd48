/* SPDX-License-Identifier: MIT
 *
 * place.c -- pages and fields, written out once for each row of a repeat, in
 * the order in which people meet them.
 */
#include "forms/place.h"

static void items(struct build *, struct place *, struct line *);

/* The line of this kind under l, or NULL; complains of a second one. */
static struct line *
only_child(struct build *b, const struct line *l, enum line_kind k)
{
	struct line *found = line_child(l, k), *more;

	for (more = found ? found->next : NULL; more != NULL;
	    more = more->next)
		take_twice(&b->c, more, more->kind == k);
	return found;
}

/* `show if …` and `for …` under l; NULL when there is neither. */
static const struct forms_expr *
shown_if(struct build *b, const struct place *at, const struct line *l)
{
	struct line *child = only_child(b, l, L_SHOW);
	struct line *audience = only_child(b, l, L_FOR);
	const struct forms_expr *e = NULL;

	if (audience != NULL)
		e = edition_is(b, audience);
	if (child == NULL)
		return e;
	child->cursor = 1;
	return want_word(&b->c, child, "if") ? expr_both(b->c.a, e,
	    expr_bind(b, at, child)) : e;
}

static const char *
title_of(struct build *b, const struct place *at, struct line *l, bool needed)
{
	const char *words = needed || l->words ? want_words(&b->c, l) : NULL;

	want_end(&b->c, l);
	return words ? words_in(b, at, l, words) : "";
}

static bool
supported(struct build *b, const struct line *l)
{
	struct line *child = only_child(b, l, L_SUPPORT);

	if (child == NULL)
		return false;
	child->cursor = 1;
	want_end(&b->c, child);
	return true;
}

/* ---- what questions are about -------------------------------------------- */

static bool
is_about(const struct place *at, const struct forms_entity *e)
{
	size_t i;

	for (i = 0; i < at->n_about; i++)
		if (at->about[i] == e)
			return true;
	return false;
}

/* The entry of the codebook that a row stands for; NULL: for none. */
static const struct forms_entity *
row_entity(const struct forms_entity *row)
{
	return row == NULL || row->kind->of == FORMS_ROWS_CODEBOOK ? row :
	    row->under;
}

/* Adds to a fresh list, so that what stands above is not changed. */
static void
about(struct build *b, struct place *at, const struct line *l)
{
	struct line *child = only_child(b, l, L_ABOUT);
	const struct forms_entity **list = NULL, *e;
	struct forms_span span;
	const char *name;
	size_t n = 0, cap = 0, i;

	if (child == NULL)
		return;
	for (i = 0; i < at->n_about; i++)
		*arena_push(b->c.a, list, n, cap) = at->about[i];
	child->cursor = 1;
	do {
		name = want_name(&b->c, child, "an entry of the codebook",
		    &span);
		if (name == NULL)
			return;
		e = at->var != NULL && strcmp(name, at->var) == 0 ?
		    row_entity(at->row) : forms_entity(b->f, name);
		if (e == NULL && b->no_codes)
			continue;	/* said already */
		if (e == NULL)
			fault(&b->c, "E207", span, b->f->entities ? "" :
			    "name the codebook: use NAME version 1",
			    "the codebook has no `%s`", name);
		else if (!is_about(at, e))
			*arena_push(b->c.a, list, n, cap) = e;
	} while (take_peek(child) != NULL);
	want_end(&b->c, child);
	at->about = list;
	at->n_about = n;
}

/* ---- fields -------------------------------------------------------------- */

static struct forms_item *
add_item(struct build *b, struct place *at, enum forms_item_kind kind)
{
	struct page_items *p = at->items;
	struct forms_item *item;

	b->n_items++;
	item = arena_push(b->c.a, p->v, p->n, p->cap);

	*item = (struct forms_item){ .kind = kind, .words = "" };
	return item;
}

static const char *
words_of(struct build *b, const struct place *at, const struct line *l,
    enum line_kind k)
{
	struct line *child = only_child(b, l, k);
	const char *words;

	if (child == NULL)
		return "";
	child->cursor = 1;
	words = want_words(&b->c, child);
	want_end(&b->c, child);
	if (words == NULL)
		return "";
	words_links(b, child, words);
	return words_in(b, at, child, words);
}

/* `numbered 6c`; rows of a repeat go on from there. */
static const char *
printed_number(struct build *b, const struct place *at, const struct line *l)
{
	struct line *child = only_child(b, l, L_NUMBERED);
	int step = at->row ? at->row->number - 1 : 0;
	const struct tok *t;
	struct str mark;
	int number;

	if (at->item != NULL)	/* the number is the grid's */
		return arena_printf(b->c.a, "%d%c", b->number,
		    'a' + (at->item->number - 1) % 26);
	if (child == NULL)
		return arena_printf(b->c.a, "%d", ++b->number);
	child->cursor = 1;
	t = want_any(&b->c, child, "a number such as 6 or 6c");
	want_end(&b->c, child);
	if (t == NULL)
		return "";
	mark = t->text;
	while (mark.n > 0 && mark.p[mark.n - 1] >= 'a' &&
	    mark.p[mark.n - 1] <= 'z')
		mark.n--;
	if (!lang_int(mark, &number) || number < 1 || t->text.n > mark.n + 1) {
		fault(&b->c, "E413", t->at, "for example 6 or 6c",
		    "`%.*s` is not the number of a question", STRF(t->text));
		return "";
	}
	if (t->text.n == mark.n) {
		b->number = number + step;
		return arena_printf(b->c.a, "%d", b->number);
	}
	b->number = number;
	if (t->text.p[mark.n] + step > 'z')
		fault(&b->c, "E413", t->at, "", "there are more rows than "
		    "letters after `%.*s`", STRF(t->text));
	return arena_printf(b->c.a, "%d%c", number, t->text.p[mark.n] + step);
}

static void
required(struct build *b, const struct place *at, const struct line *l,
    struct forms_field *f)
{
	struct line *child = only_child(b, l, L_REQUIRED);

	if (child == NULL)
		return;
	child->cursor = 1;
	if (take_word(child, "if"))
		f->required_if = expr_bind(b, at, child);
	else {
		want_end(&b->c, child);
		f->required = true;
	}
}

/* Scored the other way round: `reverse` under the question, or after the words
 * of the row. */
static bool
reversed(struct build *b, const struct place *at, const struct line *l,
    const struct forms_question *q)
{
	struct line *child = only_child(b, l, L_REVERSE);
	bool row = false;

	if (child != NULL) {
		child->cursor = 1;
		want_end(&b->c, child);
	}
	for (l = l->first; l != NULL && at->item != NULL; l = l->next)
		if (l->kind == L_ROW && l->n > 2 &&
		    str_is(l->toks[1].text, at->item->name))
			row = l->toks[l->n - 1].kind == TOK_WORD &&
			    str_is(l->toks[l->n - 1].text, "reverse");
	if (child != NULL && q->type != FORMS_ONE && q->type != FORMS_SCALE)
		fault(&b->c, "E411", line_key(child), "",
		    "only one answer of a list can be scored in reverse");
	return row || child != NULL;
}

/* agree[P3], symptom[pain], symptom[P3][pain] */
static const char *
field_id(struct arena *a, const struct known *k,
    const struct forms_entity *row, const struct forms_entity *item)
{
	const char *id = k->id;

	if (row != NULL)
		id = arena_printf(a, "%s[%s]", id, row->name);
	if (item != NULL)
		id = arena_printf(a, "%s[%s]", id, item->name);
	return id;
}

/* Reads the lines under a question again for each of its rows. */
static void
one_field(struct build *b, struct place at, struct line *l,
    const struct known *k)
{
	const struct forms_expr *own;
	struct forms_field *f;

	if (b->f->n_fields == b->cap_fields)
		return;
	f = &b->f->fields[b->f->n_fields];
	*f = (struct forms_field){ .index = b->f->n_fields, .q = k->q,
	    .id = field_id(b->c.a, k, at.row, at.item), .row = at.row,
	    .grid = at.grid, .item = at.item, .page = at.page, .at = l->at };
	at.self = l;
	about(b, &at, l);
	f->words = l->words ? words_in(b, &at, l, l->words) : "";
	f->words = build_other_words(b, &at, l, f->words);
	f->hint = words_of(b, &at, l, L_HINT);
	f->help = words_of(b, &at, l, L_HELP);
	f->picture = build_picture(b, l);
	f->about = at.about;
	f->n_about = at.n_about;
	own = shown_if(b, &at, l);
	f->show = expr_both(b->c.a, at.show, own);
	required(b, &at, l, f);
	f->lang = words_lang(b, l);
	f->reverse = reversed(b, &at, l, k->q);
	f->number = printed_number(b, &at, l);
	add_item(b, &at, FORMS_ITEM_FIELD)->field = f;
	b->f->n_fields++;	/* only now can conditions see it */
	lookup_put(b->f->by_id, b->c.a, f->id, f);
}

/* "How much have these troubled you?" and "Pain" as one question. */
static const char *
row_words(struct build *b, const struct line *l, const struct forms_grid *g,
    const struct forms_entity *row)
{
	size_t n = strlen(g->words);
	bool ended = n > 0 && strchr("?.:!", g->words[n - 1]) != NULL;

	return words_followed(b, l, g->words, ended ? "" : ":", row->title);
}

static void
grid(struct build *b, struct place at, struct line *l, const struct known *k)
{
	struct forms_grid *g = arena_new(b->c.a, struct forms_grid);
	struct forms_entity *row;

	*g = (struct forms_grid){ .name = k->id, .kind = k->grid,
	    .first = b->f->n_fields,
	    .words = l->words ? words_in(b, &at, l, l->words) : "",
	    .hint = words_of(b, &at, l, L_HINT) };
	at.grid = g;
	b->number++;
	for (row = k->grid->rows; row != NULL; row = row->next) {
		at.item = row;
		one_field(b, at, l, k);
		if (b->f->n_fields > g->first + g->n)
			b->f->fields[g->first + g->n++].words = row_words(b, l,
			    g, row);
	}
}

static void
field(struct build *b, struct place at, struct line *l)
{
	const struct known *k = l->known;

	if (k == NULL)
		return;		/* a module without it, or a bad name */
	if (k->grid != NULL)
		grid(b, at, l, k);
	else
		one_field(b, at, l, k);
}

/* ---- what else stands on a page ------------------------------------------ */

static void
text(struct build *b, struct place *at, struct line *l)
{
	struct forms_item *item;
	const char *words = "";

	l->cursor = 1;
	if (l->kind == L_HEADING || want_name(&b->c, l, "a name", NULL))
		words = title_of(b, at, l, true);
	words_links(b, l, words);
	item = add_item(b, at, l->kind == L_HEADING ? FORMS_ITEM_HEADING :
	    FORMS_ITEM_TEXT);
	item->words = words;
	item->picture = build_picture(b, l);
	item->show = expr_both(b->c.a, at->inner, shown_if(b, at, l));
}

static void
group(struct build *b, struct place at, struct line *l)
{
	const struct forms_expr *own;
	const char *words = "";

	l->cursor = 1;
	if (want_name(&b->c, l, "a name", NULL) != NULL)
		words = title_of(b, &at, l, false);
	own = shown_if(b, &at, l);
	at.show = expr_both(b->c.a, at.show, own);
	at.inner = expr_both(b->c.a, at.inner, own);
	about(b, &at, l);
	if (words[0] != '\0') {
		struct forms_item *item = add_item(b, &at, FORMS_ITEM_HEADING);

		item->words = words;
		item->show = at.inner;
	}
	items(b, &at, l);
}

static void
items(struct build *b, struct place *at, struct line *l)
{
	struct line *child;

	for (child = l->first; child != NULL; child = child->next) {
		if (b->n_items >= ITEMS_MAX) {
			fault(&b->c, "E122", line_key(child), "", "a form has "
			    "%d things on its pages at most, counting each "
			    "row of a repeat", (int)ITEMS_MAX);
			return;
		}
		if (child->kind == L_QUESTION || child->kind == L_GRID)
			field(b, *at, child);
		else if (child->kind == L_TEXT || child->kind == L_HEADING)
			text(b, at, child);
		else if (child->kind == L_GROUP)
			group(b, *at, child);
		else if (child->kind == L_REPEAT)
			place_rows(b, *at, child, items);
		else if (child->kind == L_VALUE)
			build_value(b, at, child);
	}
}

/* ---- pages --------------------------------------------------------------- */

/* Walks what stands under a repeat once for each of its rows. */
void
place_rows(struct build *b, struct place at, struct line *l,
    void (*walk)(struct build *, struct place *, struct line *))
{
	const struct repeat *r = at.row ? NULL : repeat_of(b, at.scope, l);
	const struct forms_expr *there, *show = at.show, *inner = at.inner;
	struct forms_entity *e;

	if (r == NULL)
		return;
	at.var = r->var;
	for (e = rows_first(b, r->kind); e != NULL; e = rows_next(e)) {
		at.row = e;
		there = repeat_row(b, r, e);
		at.show = expr_both(b->c.a, show, there);
		at.inner = expr_both(b->c.a, inner, there);
		walk(b, &at, l);
	}
}

static const char *
slug_of(struct build *b, const struct place *at, const struct line *l,
    const char *name, struct forms_span span)
{
	const char *prefix = at->scope->prefix;
	const struct forms_page *other;
	size_t n = strlen(prefix);
	char *slug;

	slug = take_lower(b->c.a, arena_printf(b->c.a, "%.*s%s%s%s%s",
	    n ? (int)n - 1 : 0, prefix, n ? "-" : "", name,
	    at->row ? "-" : "", at->row ? at->row->name : ""));
	other = forms_page(b->f, slug);
	if (other != NULL && !l->bad)
		fault(&b->c, "E210", span, "give one of them another name",
		    "two pages would have the address `%s`", slug);
	return slug;
}

/* Something was meant to stand here, even if it could not be read. */
static bool
has_items(const struct line *l)
{
	for (l = l->first; l != NULL; l = l->next)
		if (l->kind == L_UNKNOWN || l->kind == L_QUESTION ||
		    l->kind == L_TEXT || l->kind == L_HEADING ||
		    l->kind == L_GROUP || l->kind == L_REPEAT ||
		    l->kind == L_GRID)
			return true;
	return false;
}

static void
page(struct build *b, struct place at, struct line *l)
{
	struct forms_page *p = &b->f->pages[b->f->n_pages];
	struct page_items list = { 0 };
	struct forms_span span = l->at;
	const struct forms_expr *own;
	const char *name;

	if (b->f->n_pages == b->cap_pages)
		return;
	l->cursor = 1;
	name = want_name(&b->c, l, "the name of a page", &span);
	*p = (struct forms_page){ .index = b->f->n_pages, .part = at.part,
	    .section = at.section };
	p->slug = slug_of(b, &at, l, name ? name : "page", span);
	p->title = name ? title_of(b, &at, l, true) : "";
	own = shown_if(b, &at, l);
	p->show = at.show = expr_both(b->c.a, at.show, own);
	p->lang = words_lang(b, l);
	p->picture = build_picture(b, l);
	if (words_stay(b, l))
		p->section = words_borrow(b, l, p->section);
	p->support = supported(b, l) || at.support;
	about(b, &at, l);
	at.page = p;
	at.items = &list;
	items(b, &at, l);
	build_rules(b, &at, l, p);
	if (list.n == 0 && at.scope->include == NULL && !has_items(l))
		doubt(&b->c, "W705", l->at, "",
		    "there is nothing on this page");
	if (list.n == 0)
		return;
	p->items = list.v;
	p->n_items = list.n;
	b->f->n_pages++;
	lookup_put(b->f->by_slug, b->c.a, p->slug, p);
}

static void margin(struct build *, struct place, struct line *);

/* The pages of a module, where it is included.  A condition on `include` speaks
 * of the form's own questions. */
static void
module(struct build *b, struct place at, struct line *l)
{
	struct scope *s = include_is_last(l) ? NULL : include_scope(b, l);

	if (s == NULL)
		return;
	at.show = expr_both(b->c.a, at.show, shown_if(b, &at, l));
	at.scope = b->now = s;
	margin(b, at, s->text.top.first);
	b->now = b->form;
}

static void
pages(struct build *b, struct place *at, struct line *l)
{
	for (l = l->first; l != NULL; l = l->next) {
		if (l->kind == L_PAGE)
			page(b, *at, l);
		else if (l->kind == L_REPEAT)
			place_rows(b, *at, l, pages);
		else if (l->kind == L_INCLUDE)
			module(b, *at, l);
	}
}

static void
section(struct build *b, struct place at, struct line *l)
{
	l->cursor = 1;
	if (want_name(&b->c, l, "the name of a section", NULL) != NULL)
		at.section = title_of(b, &at, l, true);
	at.show = expr_both(b->c.a, at.show, shown_if(b, &at, l));
	at.support = supported(b, l);
	pages(b, &at, l);
}

/* What stands at the margin of a form or a module. */
static void
margin(struct build *b, struct place at, struct line *l)
{
	for (; l != NULL; l = l->next) {
		if (l->kind == L_SECTION)
			section(b, at, l);
		else if (l->kind == L_PAGE)
			page(b, at, l);
		else if (l->kind == L_REPEAT)
			place_rows(b, at, l, pages);
		else if (l->kind == L_INCLUDE)
			module(b, at, l);
		else if (l->kind == L_VALUE)
			build_value(b, &at, l);
	}
}

void
build_pages(struct build *b, struct scope *s, enum forms_part part,
    const struct forms_expr *show)
{
	struct place at = { .scope = s, .section = "", .part = part,
	    .show = show };

	b->now = s;
	/* A condition on `include` speaks of the form's own questions. */
	if (s->include != NULL) {
		at.scope = b->form;
		at.show = expr_both(b->c.a, show, shown_if(b, &at, s->include));
		at.scope = s;
	}
	margin(b, at, s->text.top.first);
}
