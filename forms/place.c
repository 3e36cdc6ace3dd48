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

/* `show if …` under l; NULL when there is none. */
static const struct forms_expr *
shown_if(struct build *b, const struct place *at, const struct line *l)
{
	struct line *child = only_child(b, l, L_SHOW);

	if (child == NULL)
		return NULL;
	child->cursor = 1;
	return want_word(&b->c, child, "if") ? expr_bind(b, at, child) : NULL;
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
		e = at->var != NULL && strcmp(name, at->var) == 0 ? at->row :
		    forms_entity(b->f, name);
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

static const struct known *
known_of(const struct build *b, const struct line *l)
{
	const struct known *k;

	for (k = b->known; k != NULL; k = k->next)
		if (k->line == l)
			return k;
	return NULL;
}

static void
field(struct build *b, struct place at, struct line *l)
{
	const struct known *k = known_of(b, l);
	const struct forms_expr *own;
	struct forms_field *f;

	if (k == NULL || b->f->n_fields == b->cap_fields)
		return;		/* a module without it, or a bad name */
	f = &b->f->fields[b->f->n_fields];
	*f = (struct forms_field){ .index = b->f->n_fields, .q = k->q,
	    .id = at.row ? arena_printf(b->c.a, "%s[%s]", k->id,
	    at.row->name) : k->id, .row = at.row, .page = at.page,
	    .at = l->at };
	at.self = l;
	about(b, &at, l);
	f->words = l->words ? words_in(b, &at, l, l->words) : "";
	f->hint = words_of(b, &at, l, L_HINT);
	f->help = words_of(b, &at, l, L_HELP);
	f->about = at.about;
	f->n_about = at.n_about;
	own = shown_if(b, &at, l);
	f->show = expr_both(b->c.a, at.show, own);
	required(b, &at, l, f);
	f->lang = words_lang(b, l);
	f->number = printed_number(b, &at, l);
	add_item(b, &at, FORMS_ITEM_FIELD)->field = f;
	b->f->n_fields++;	/* only now can conditions see it */
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
		if (child->kind == L_QUESTION)
			field(b, *at, child);
		else if (child->kind == L_TEXT || child->kind == L_HEADING)
			text(b, at, child);
		else if (child->kind == L_GROUP)
			group(b, *at, child);
		else if (child->kind == L_REPEAT)
			place_rows(b, *at, child, items);
	}
}

/* ---- pages --------------------------------------------------------------- */

/* Walks what stands under a repeat once for each entity. */
void
place_rows(struct build *b, struct place at, struct line *l,
    void (*walk)(struct build *, struct place *, struct line *))
{
	struct forms_kind *kind;
	struct forms_entity *e;

	if (at.row != NULL || !repeat_of(b, l, &at.var, &kind))
		return;
	for (e = b->f->entities; e != NULL; e = e->next) {
		if (e->kind != kind)
			continue;
		at.row = e;
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
		    l->kind == L_GROUP || l->kind == L_REPEAT)
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
	if (words_stay(b, l))
		p->section = words_borrow(b, l, p->section);
	p->support = supported(b, l) || at.support;
	about(b, &at, l);
	at.page = p;
	at.items = &list;
	items(b, &at, l);
	if (list.n == 0 && at.scope->include == NULL && !has_items(l))
		doubt(&b->c, "W705", l->at, "",
		    "there is nothing on this page");
	if (list.n == 0)
		return;
	p->items = list.v;
	p->n_items = list.n;
	b->f->n_pages++;
}

static void
pages(struct build *b, struct place *at, struct line *l)
{
	for (l = l->first; l != NULL; l = l->next) {
		if (l->kind == L_PAGE)
			page(b, *at, l);
		else if (l->kind == L_REPEAT)
			place_rows(b, *at, l, pages);
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

void
build_pages(struct build *b, struct scope *s, enum forms_part part,
    const struct forms_expr *show)
{
	struct place at = { .scope = s, .section = "", .part = part,
	    .show = show };
	struct line *l;

	/* A condition on `include` speaks of the form's own questions. */
	if (s->include != NULL) {
		at.scope = b->form;
		at.show = expr_both(b->c.a, show, shown_if(b, &at, s->include));
		at.scope = s;
	}
	for (l = s->text.top.first; l != NULL; l = l->next) {
		if (l->kind == L_SECTION)
			section(b, at, l);
		else if (l->kind == L_PAGE)
			page(b, at, l);
		else if (l->kind == L_REPEAT)
			place_rows(b, at, l, pages);
	}
}
