/* SPDX-License-Identifier: MIT
 *
 * random_pages.c -- made-up people who fill in a whole form.
 *
 * They answer page by page, as the website asks them.  A page that would not
 * let them go on is answered again; then with fewer of the answers that may be
 * left out; then with none of those.
 */
#include "forms/random.h"

/* How often a page is answered in each of the three ways. */
enum { TRIES = 20 };

static void
answer_page(struct turn *t, const struct forms_page *page, int blank)
{
	struct forms_answers *as = t->as;
	size_t i;

	for (i = 0; i < page->n_items; i++)
		if (page->items[i].kind == FORMS_ITEM_FIELD)
			as->v[page->items[i].field->index] =
			    (struct forms_answer){ .state = FORMS_NOT_ASKED };
	for (i = 0; i < page->n_items; i++) {
		const struct forms_field *f = page->items[i].field;

		if (page->items[i].kind != FORMS_ITEM_FIELD ||
		    !forms_shown(as, f->show))
			continue;
		if (!forms_required(as, f) && blank > 0 &&
		    random_chance(t->r, blank))
			as->v[f->index].state = FORMS_BLANK;
		else
			forms_random_answer(as, f, t->r, t->words, t->arg);
	}
}

/* What must be mended before they can go on; NULL: nothing. */
static struct forms_problem *
against(struct forms_answers *as, const struct forms_page *page)
{
	struct forms_problem *p = forms_page_problems(as, page);

	while (p != NULL && p->kind == FORMS_P_QUERY)
		p = p->next;
	return p;
}

static struct forms_problem *
leave_page(struct turn *t, const struct forms_page *page)
{
	static const int blank[] = { 0, 50, 100 };
	struct forms_problem *p = NULL;
	size_t way;
	int i;

	for (way = 0; way < LEN(blank); way++)
		for (i = 0; i < TRIES; i++) {
			answer_page(t, page, blank[way]);
			p = against(t->as, page);
			if (p == NULL)
				return NULL;
		}
	return p;
}

bool
forms_random_answers(struct forms_answers *as, struct forms_rng *r,
    words_fn *words, void *arg, struct forms_problem **why)
{
	struct turn t = { .as = as, .r = r, .words = words, .arg = arg };
	size_t i;

	*why = NULL;
	for (i = 0; i < as->form->n_pages && *why == NULL; i++)
		*why = leave_page(&t, &as->form->pages[i]);
	forms_route(as);
	return *why == NULL;
}
