/* SPDX-License-Identifier: MIT
 *
 * keep.c -- room in the newest form for what it no longer asks.
 *
 * For counting alone: answers that are no longer offered stand after the
 * others, marked `retired`; questions stand on a page of their own at the end,
 * as they were worded the last time.  Fields and answers move in memory, so
 * whatever points to them is set right.
 */
#include "forms/expr.h"
#include "forms/lookup.h"
#include "forms/migrate.h"

/* ---- questions ------------------------------------------------------------ */

struct forms_field *
keep_field(struct keeper *k, const struct trace *t)
{
	struct arena *a = k->c->a;
	struct forms_question *q;
	struct kept *x;

	for (x = k->kept; x != NULL; x = x->next)
		if (x->was == t->field)
			return x->field;
	x = arena_new(a, struct kept);
	x->was = t->field;
	x->at = t->at;
	x->field = arena_new(a, struct forms_field);
	q = arena_new(a, struct forms_question);
	*q = *t->field->q;
	q->name = arena_printf(a, "%s@%d", q->name,
	    k->c->version[t->at].number);
	*x->field = *t->field;
	x->field->q = q;
	x->field->id = arena_printf(a, "%s@%d", t->field->id,
	    k->c->version[t->at].number);
	x->field->until = forms_version_words(a, &k->c->version[t->at]);
	x->field->grid = NULL;
	x->field->show = x->field->required_if = NULL;
	x->field->required = false;
	x->field->number = "";
	x->field->n_about = 0;
	x->field->index = k->form->n_fields + k->n++;
	*k->tail = x;
	k->tail = &x->next;
	return x->field;
}

/* ---- answers -------------------------------------------------------------- */

static struct grown *
grow(struct keeper *k, const struct forms_question *q)
{
	struct grown *g;

	for (g = k->grown; g != NULL; g = g->next)
		if (g->q == q)
			return g;
	g = arena_new(k->c->a, struct grown);
	/* It belongs to the form that we were given to change. */
	g->q = (struct forms_question *)(uintptr_t)q;
	g->old = q->options;
	g->n_old = g->n = g->cap = q->n_options;
	g->v = arena_array(k->c->a, struct forms_option, q->n_options + 1);
	if (q->n_options > 0)
		memcpy(g->v, q->options, q->n_options * sizeof(*g->v));
	g->next = k->grown;
	k->grown = g;
	return g;
}

static size_t
find(const struct grown *g, const char *name)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (strcmp(g->v[i].name, name) == 0)
			break;
	return i;
}

/* All the parts of what was split are in this net: so was the whole. */
static bool
has_parts(const struct forms_net *net, const struct forms_change *split)
{
	size_t i, j;

	for (i = 0; i < split->n_into; i++) {
		const char *dot = strrchr(split->into[i], '.');

		for (j = 0; j < net->n; j++)
			if (strcmp(net->of[j]->name, dot != NULL ? dot + 1 :
			    split->into[i]) == 0)
				break;
		if (j == net->n)
			return false;
	}
	return true;
}

static void
add_to_nets(struct keeper *k, struct grown *g, const struct forms_change *split,
    const struct forms_option *o)
{
	struct arena *a = k->c->a;
	struct forms_net *nets = arena_array(a, struct forms_net,
	    g->q->n_nets + 1);
	size_t i;

	for (i = 0; i < g->q->n_nets; i++) {
		struct forms_net *net = &nets[i];
		const struct forms_option **of;

		*net = g->q->nets[i];
		if (!has_parts(net, split))
			continue;
		of = arena_array(a, const struct forms_option *, net->n + 1);
		memcpy(of, net->of, net->n * sizeof(*of));
		of[net->n++] = o;
		net->of = of;
	}
	g->q->nets = nets;
}

int
keep_option(struct keeper *k, const struct forms_field *to,
    const struct trace *t)
{
	struct arena *a = k->c->a;
	struct grown *g = grow(k, to->q);
	struct forms_option o = *t->option, *kept;
	const char *name = arena_printf(a, "%s@%d", o.name,
	    k->c->version[t->at].number);
	size_t at = find(g, name);

	if (at < g->n)
		return (int)at;
	o.name = name;
	o.words = arena_printf(a, t->split != NULL ? "%s (until version %s; "
	    "not told apart)" : "%s (until version %s)", o.words,
	    forms_version_words(a, &k->c->version[t->at]));
	o.retired = o.staff = true;
	kept = arena_push(a, g->v, g->n, g->cap);
	*kept = o;
	if (t->split != NULL) {
		struct forms_option *still = arena_new(a, struct forms_option);

		*still = o;	/* nets go by name; the list may move again */
		add_to_nets(k, g, t->split, still);
	}
	return (int)g->n - 1;
}

/* ---- setting pointers right ------------------------------------------------ */

static void
rebase(const struct keeper *k, const struct forms_expr *x)
{
	const struct grown *g;
	size_t i;

	for (; x != NULL; x = x->left) {
		for (g = k->grown; x->field != NULL && g != NULL; g = g->next)
			for (i = 0; g->q == x->field->q && i < x->n; i++)
				if (x->options[i] >= g->old &&
				    x->options[i] < g->old + g->n_old)
					x->options[i] = &g->v[x->options[i] -
					    g->old];
		rebase(k, x->right);
	}
}

static void
rebase_all(const struct keeper *k)
{
	const struct forms_form *f = k->form;
	size_t i, j;

	for (i = 0; i < f->n_fields; i++) {
		rebase(k, f->fields[i].show);
		rebase(k, f->fields[i].required_if);
	}
	for (i = 0; i < f->n_pages; i++) {
		rebase(k, f->pages[i].show);
		for (j = 0; j < f->pages[i].n_items; j++)
			rebase(k, f->pages[i].items[j].show);
		for (j = 0; j < f->pages[i].n_rules; j++)
			rebase(k, f->pages[i].rules[j].expr);
	}
	for (i = 0; i < f->n_values; i++)
		rebase(k, f->values[i].expr);
}

static struct forms_field *
moved(const struct keeper *k, const struct forms_field *f)
{
	return f != NULL ? &k->form->fields[f->index] : NULL;
}

static const struct forms_item *
moved_items(const struct keeper *k, const struct forms_page *p)
{
	struct forms_item *v = arena_array(k->c->a, struct forms_item,
	    p->n_items + 1);
	size_t i;

	for (i = 0; i < p->n_items; i++) {
		v[i] = p->items[i];
		v[i].field = moved(k, v[i].field);
	}
	return v;
}

/* The page of questions that are no longer asked; the equality ones have
 * their own, as they are never shown beside the others. */
static void
add_page(struct keeper *k, enum forms_part part)
{
	struct forms_page *p = &k->form->pages[k->form->n_pages];
	struct forms_item *items = arena_array(k->c->a, struct forms_item,
	    k->n + 1);
	const struct kept *x;
	size_t n = 0;

	for (x = k->kept; x != NULL; x = x->next)
		if ((x->was->page->part == FORMS_PART_EQUALITY) ==
		    (part == FORMS_PART_EQUALITY)) {
			items[n++] = (struct forms_item){
			    .kind = FORMS_ITEM_FIELD,
			    .field = moved(k, x->field) };
			k->form->fields[x->field->index].page = p;
		}
	if (n == 0)
		return;
	*p = (struct forms_page){ .index = k->form->n_pages++,
	    .slug = part == FORMS_PART_EQUALITY ? "earlier-equality" :
	    "earlier-questions", .title = "Questions of earlier versions",
	    .section = "", .part = part, .items = items, .n_items = n };
}

static void
move_fields(struct keeper *k)
{
	struct forms_form *f = k->form;
	struct forms_field *v = arena_array(k->c->a, struct forms_field,
	    f->n_fields + k->n + 1);
	const struct kept *x;

	memcpy(v, f->fields, f->n_fields * sizeof(*v));
	for (x = k->kept; x != NULL; x = x->next)
		v[x->field->index] = *x->field;
	f->fields = v;
	f->n_fields += k->n;
}

/* They are found by name where they stand now. */
static void
name_again(struct keeper *k)
{
	struct forms_form *f = k->form;
	size_t i;

	f->by_id = arena_new(k->c->a, struct lookup);
	f->by_slug = arena_new(k->c->a, struct lookup);
	for (i = 0; i < f->n_fields; i++)
		lookup_put(f->by_id, k->c->a, f->fields[i].id, &f->fields[i]);
	for (i = 0; i < f->n_pages; i++)
		lookup_put(f->by_slug, k->c->a, f->pages[i].slug,
		    &f->pages[i]);
}

static void
move_pages(struct keeper *k)
{
	struct forms_form *f = k->form;
	struct forms_page *v = arena_array(k->c->a, struct forms_page,
	    f->n_pages + 3);
	size_t i;

	memcpy(v, f->pages, f->n_pages * sizeof(*v));
	for (i = 0; i < f->n_fields - k->n; i++)
		f->fields[i].page = &v[f->fields[i].page->index];
	for (i = 0; i < f->n_pages; i++)
		v[i].items = moved_items(k, &v[i]);
	f->pages = v;
	add_page(k, FORMS_PART_MAIN);
	add_page(k, FORMS_PART_EQUALITY);
	f->quote_consent = moved(k, f->quote_consent);
	f->edition = moved(k, f->edition);
}

void
keep_settle(struct keeper *k, struct forms_map *const *maps, size_t n)
{
	struct grown *g;
	size_t i, j;

	rebase_all(k);
	for (g = k->grown; g != NULL; g = g->next) {
		g->q->options = g->v;
		g->q->n_options = g->n;
	}
	if (k->n > 0) {
		move_fields(k);
		move_pages(k);
		name_again(k);
	}
	for (i = 0; i < n; i++)
		for (j = 0; j < maps[i]->from->n_fields; j++)
			if (maps[i]->v[j].to != NULL)
				maps[i]->v[j].to = moved(k, maps[i]->v[j].to);
}
