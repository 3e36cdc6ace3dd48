/* SPDX-License-Identifier: MIT
 *
 * take.c -- what was sent for one page, into answers.
 */
#include "survey/site/private.h"

bool
take_was_on_page(const struct visit *v, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < v->r->form.n; i++)
		if (strcmp(v->r->form.v[i].name, "on") == 0 &&
		    strcmp(v->r->form.v[i].value, f->id) == 0)
			return true;
	return false;
}

/* Words for an answer that was not chosen: which do they mean?  The words
 * stay, to be shown again. */
static void
ask_which(struct visit *v, const struct forms_field *f, const char *words,
    struct forms_problem *p)
{
	struct forms_answer *a = &v->draft.answers.v[f->index];
	size_t i;

	if (words == NULL || words[strspn(words, " \t\r\n")] == '\0' ||
	    field_write_in(f) == NULL)
		return;
	for (i = 0; i < a->n; i++)
		if (a->chosen[i]->write_in)
			return;
	a->write_in = words;
	if (p->kind == FORMS_OK)
		*p = (struct forms_problem){ .kind = FORMS_P_UNKNOWN,
		    .field = f, .write_in = true };
}

/* Everything sent for this field: under its own name, and "PART=VALUE" from
 * its boxes. */
static size_t
values_of(struct visit *v, const struct forms_field *f, const char **out)
{
	const struct http_pairs *form = &v->r->form;
	size_t i, n = 0, id = strlen(f->id);

	for (i = 0; i < form->n; i++) {
		const char *name = form->v[i].name;

		if (strcmp(name, f->id) == 0)
			out[n++] = form->v[i].value;
		else if (strncmp(name, f->id, id) == 0 && name[id] == '=' &&
		    (f->q->type == FORMS_DATE || f->q->type == FORMS_SHARE))
			out[n++] = arena_printf(v->a, "%s=%s", name + id + 1,
			    form->v[i].value);
	}
	return n;
}

/* A new file takes the place of the one that we hold; where it is not good,
 * that one stays. */
static bool
set_file(struct visit *v, const struct forms_field *f,
    struct forms_problem *p)
{
	struct forms_answer *a = &v->draft.answers.v[f->index], before = *a;
	const struct http_file *file = http_file(&v->r->files, f->id);

	*p = (struct forms_problem){ .field = f };
	if (file != NULL && (file->name[0] != '\0' || file->bytes.n > 0)) {
		forms_answer_file(&v->draft.answers, f, file->name,
		    file->bytes, p);
		if (p->kind != FORMS_OK)
			*a = before;
		return true;
	}
	if (http_value(&v->r->form, field_part_name(v->a, f, "remove")) == NULL)
		return false;
	*a = (struct forms_answer){ .state = FORMS_BLANK };
	return true;
}

static void
set_field(struct visit *v, const struct forms_field *f,
    struct forms_problem *p)
{
	const char *words = http_value(&v->r->form,
	    field_words_name(v->a, f));
	const char **values = arena_array(v->a, const char *,
	    v->r->form.n + 1);

	if (f->q->type == FORMS_FILE && set_file(v, f, p))
		return;
	forms_answer_set(&v->draft.answers, f, values,
	    values_of(v, f, values), words, p);
	ask_which(v, f, words, p);
}

struct list { struct visit *v; struct forms_problem *first, **tail; };

static void
add(struct list *l, const struct forms_problem *p)
{
	*l->tail = arena_new(l->v->a, struct forms_problem);
	**l->tail = *p;
	(*l->tail)->next = NULL;
	l->tail = &(*l->tail)->next;
}

/* One thing that is wrong with a field; without any, all that is to be asked
 * about it. */
static void
add_field(struct list *l, const struct forms_field *f,
    const struct forms_problem *set, const struct forms_problem *missing)
{
	const struct forms_problem *p;

	if (set->kind != FORMS_OK) {
		add(l, set);
		return;
	}
	for (p = missing; p != NULL; p = p->next)
		if (p->field == f && p->kind != FORMS_P_QUERY) {
			add(l, p);
			return;
		}
	for (p = missing; p != NULL; p = p->next)
		if (p->field == f && !sure_said(l->v, p->rule))
			add(l, p);
}

struct forms_problem *
take_page(struct visit *v, const struct forms_page *page)
{
	struct forms_problem *set = arena_array(v->a, struct forms_problem,
	    page->n_items), *missing;
	struct list l = { .v = v, .tail = &l.first };
	size_t i;

	for (i = 0; i < page->n_items; i++)
		if (page->items[i].kind == FORMS_ITEM_FIELD &&
		    take_was_on_page(v, page->items[i].field))
			set_field(v, page->items[i].field, &set[i]);
	forms_route(&v->draft.answers);
	missing = forms_page_problems(&v->draft.answers, page);
	for (i = 0; i < page->n_items; i++)
		if (page->items[i].kind == FORMS_ITEM_FIELD &&
		    take_was_on_page(v, page->items[i].field) &&
		    field_on_page(v, page->items[i].field, page))
			add_field(&l, page->items[i].field, &set[i], missing);
	return l.first;
}

bool
page_takes_files(const struct forms_page *page)
{
	size_t i;

	for (i = 0; i < page->n_items; i++)
		if (page->items[i].kind == FORMS_ITEM_FIELD &&
		    page->items[i].field->q->type == FORMS_FILE)
			return true;
	return false;
}
