/* SPDX-License-Identifier: MIT
 *
 * way.c -- the way through the questionnaire: which page comes next.
 */
#include "survey/site/private.h"

bool
page_apart(const struct forms_page *p)
{
	return p->part == FORMS_PART_EQUALITY;
}

static bool
stands(struct visit *v, const struct forms_page *p, bool apart)
{
	return page_apart(p) == apart &&
	    forms_page_shown(&v->draft.answers, p);
}

const struct forms_page *
page_next(struct visit *v, const struct forms_page *p)
{
	size_t i;

	for (i = p->index + 1; i < v->form->n_pages; i++)
		if (stands(v, &v->form->pages[i], page_apart(p)))
			return &v->form->pages[i];
	return NULL;
}

/* Nobody has seen the page whose question a link has answered. */
static bool
by_link(const struct visit *v, const struct forms_page *p)
{
	return v->draft.linked && p == v->form->edition->page;
}

const struct forms_page *
page_before(struct visit *v, const struct forms_page *p)
{
	size_t i;

	for (i = p->index; i-- > 0;)
		if (stands(v, &v->form->pages[i], page_apart(p)) &&
		    !by_link(v, &v->form->pages[i]))
			return &v->form->pages[i];
	return NULL;
}

const struct forms_page *
page_first(struct visit *v, bool apart)
{
	size_t i;

	for (i = 0; i < v->form->n_pages; i++)
		if (stands(v, &v->form->pages[i], apart))
			return &v->form->pages[i];
	return NULL;
}

const struct forms_page *
page_last(struct visit *v, bool apart)
{
	size_t i;

	for (i = v->form->n_pages; i-- > 0;)
		if (stands(v, &v->form->pages[i], apart))
			return &v->form->pages[i];
	return NULL;
}

struct forms_problem *
page_problems(struct visit *v, const struct forms_page *page)
{
	struct forms_problem *p = forms_page_problems(&v->draft.answers, page);
	struct forms_problem *first = NULL, **tail = &first;

	for (; p != NULL; p = p->next)
		if (p->kind != FORMS_P_QUERY) {
			*tail = p;
			tail = &p->next;
		}
	*tail = NULL;
	return first;
}

const struct forms_page *
page_undone(struct visit *v, bool apart)
{
	size_t i;

	for (i = 0; i < v->form->n_pages; i++)
		if (stands(v, &v->form->pages[i], apart) &&
		    (!v->draft.done[i] || page_problems(v, &v->form->pages[i]) != NULL))
			return &v->form->pages[i];
	return NULL;
}

const struct forms_page *
page_needed(struct visit *v, bool apart)
{
	size_t i;

	for (i = 0; i < v->form->n_pages; i++)
		if (stands(v, &v->form->pages[i], apart) &&
		    page_problems(v, &v->form->pages[i]) != NULL)
			return &v->form->pages[i];
	return NULL;
}

bool
page_reached(const struct visit *v, const struct forms_page *p)
{
	size_t i;

	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    v->draft.answers.v[p->items[i].field->index].state >
		    FORMS_BLANK)
			return true;
	return v->draft.done[p->index];
}

/* Could another answer still show this page, or not show it? */
static bool
depends(const struct forms_page *p)
{
	bool all = true, any = false;
	size_t i;

	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD) {
			any = true;
			all = all && p->items[i].field->show != NULL;
		}
	return p->show != NULL || (any && all);
}

const char *
page_progress(struct visit *v, const struct forms_page *p)
{
	bool apart = page_apart(p), about = false;
	size_t i, at = 0, n = 0;

	for (i = 0; i < v->form->n_pages; i++) {
		const struct forms_page *q = &v->form->pages[i];

		if (page_apart(q) != apart)
			continue;
		if (by_link(v, q) && q != p)
			continue;
		if (stands(v, q, apart)) {
			n++;
			at += i <= p->index;
		}
		about = about || (i > p->index && depends(q));
	}
	/* translators: numbers, as in "Page 4 of about 18". */
	return fill(v, about ? tr(v->lo, "Page %1$s of about %2$s") :
	    tr(v->lo, "Page %1$s of %2$s"), arena_printf(v->a, "%zu", at),
	    arena_printf(v->a, "%zu", n));
}

const char *
page_address(const struct visit *v, const struct forms_page *p)
{
	struct buf slug CLEAN(buf_free) = { 0 };

	http_encode_segment(&slug, p->slug);
	return arena_printf(v->a, "%s/%s/q/%s", base_of(v),
	    locale_tag(v->language->words), buf_text(&slug));
}

/* ---- when ------------------------------------------------------------ */

enum season
season(const struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	if (v->site->opt.rehearsal || v->site->opt.preview || !s->has_dates)
		return SEASON_OPEN;
	if (v->now < s->opens)
		return SEASON_BEFORE;
	if (v->now < s->closes)
		return SEASON_OPEN;
	return v->now < s->closes + GRACE_SECONDS ? SEASON_GRACE :
	    SEASON_AFTER;
}

bool
may_answer(const struct visit *v)
{
	enum season now = season(v);

	return now == SEASON_OPEN || (now == SEASON_GRACE && v->has_draft &&
	    v->draft.started < v->site->settings->closes);
}
