/* SPDX-License-Identifier: MIT
 *
 * older.c -- a draft that was begun under an earlier version: its answers go
 * on, and its author is told.
 */
#include "survey/site/private.h"

#include <stdio.h>

/* The same answers for the form in the page's language. */
static bool
translate(struct visit *v, struct forms_answers *as)
{
	struct buf json CLEAN(buf_free) = { 0 };
	struct store_meta m = { .channel = "online", .lang = "en",
	    .day = "2024-01-01" };
	struct err ignored;

	if (v->form == as->form)
		return true;
	snprintf(m.form, sizeof(m.form), "%s", as->form->hash);
	store_encode(as, &m, &json);
	return store_decode(v->a, (struct str){ arena_strn(v->a, json.p,
	    json.n), json.n }, v->form, as, &m, &ignored);
}

/* Was it answered, and is not quite what it was?  (One whose answer has no place
 * any more is not filled in, and comes up by itself.) */
static bool
to_check(const struct visit *v, const struct forms_map *m,
    const struct forms_field *f)
{
	enum forms_state state = v->draft.answers.v[f->index].state;

	return state != FORMS_NOT_ASKED && state != FORMS_BLANK &&
	    forms_map_has(m, f) && !forms_map_same(m, f);
}

/* A page stays filled in as long as it asks nothing that is new, none of its
 * answers was lost, and each is one that could be given now. */
static bool
still_done(const struct visit *v, const struct forms_map *m,
    const struct forms_page *p)
{
	struct forms_answers as = v->draft.answers;
	struct forms_problem ignored;
	size_t i;

	for (i = 0; i < p->n_items; i++) {
		const struct forms_field *f = p->items[i].field;

		if (p->items[i].kind != FORMS_ITEM_FIELD ||
		    v->draft.answers.v[f->index].state == FORMS_NOT_ASKED)
			continue;
		if (!forms_map_has(m, f) || (!forms_map_same(m, f) &&
		    as.v[f->index].state == FORMS_BLANK) ||
		    !forms_answer_fits(&as, f, &ignored))
			return false;
	}
	return true;
}

static void
carry_done(struct visit *v, const struct forms_earlier *from, struct str done)
{
	const struct forms_form *old = from->form;
	const struct forms_page *p;
	size_t i;

	v->draft.done = arena_array(v->a, bool, v->form->n_pages);
	v->draft.typed = arena_array(v->a, bool, v->form->n_pages);
	for (i = 0; i < v->form->n_pages; i++) {
		p = forms_page(old, v->form->pages[i].slug);
		v->draft.done[i] = p != NULL && (done.p[p->index] == '1' ||
		    done.p[p->index] == '3') &&
		    still_done(v, from->map, &v->form->pages[i]);
		v->draft.linked |= p != NULL && done.p[p->index] == '3' &&
		    v->form->edition != NULL &&
		    v->form->edition->page == &v->form->pages[i];
		v->draft.typed[i] = p != NULL && done.p[p->index] == '2';
	}
}

bool
older_take(struct visit *v, const struct store_meta *meta, struct str done,
    struct str json)
{
	const struct forms_earlier *from = forms_earlier_of(v->site->form,
	    meta->form);
	struct draft *d = &v->draft;
	struct forms_answers old;
	struct store_meta m;
	struct err ignored;

	if (from == NULL || done.n < from->form->n_pages + 1 ||
	    !store_decode(v->a, json, from->form, &old, &m, &ignored))
		return false;
	forms_map_answers(v->a, from->map, &old, &d->answers);
	if (!translate(v, &d->answers))
		return false;
	forms_route(&d->answers);
	d->stopped = done.p[from->form->n_pages] == 's';
	carry_done(v, from, done);
	if (d->n_seen < STORE_SEEN)
		memcpy(d->seen[d->n_seen++], meta->form, sizeof(meta->form));
	d->brought = true;
	d->older = from;
	return true;
}

bool
older_sent(struct visit *v, const char *form, struct str json)
{
	const struct forms_earlier *from = forms_earlier_of(v->site->form,
	    form);
	struct draft *d = &v->draft;
	struct forms_answers old;
	struct err ignored;

	if (from == NULL || !store_decode(v->a, json, from->form, &old,
	    &d->meta, &ignored))
		return false;
	forms_map_answers(v->a, from->map, &old, &d->answers);
	if (!translate(v, &d->answers))
		return false;
	forms_route(&d->answers);
	return true;
}

/* ---- telling its author ------------------------------------------------- */

static const char *
corrected_on(const struct visit *v)
{
	const struct forms_version *now = v->site->form->version;
	struct buf b CLEAN(buf_free) = { 0 };
	struct date day;

	if (now == NULL || !date_parse(str_of(now->day), &day))
		day = uk_date(v->now);
	locale_date(&b, v->lo, day);
	return arena_str(v->a, buf_text(&b));
}

static void
list(struct visit *v)
{
	enum { MOST = 12 };
	size_t i, n = 0;

	for (i = 0; i < v->form->n_fields && n < MOST; i++) {
		const struct forms_field *f = &v->form->fields[i];

		if (!to_check(v, v->draft.older->map, f) ||
		    (page_apart(f->page) && v->draft.equality != EQUALITY_YES))
			continue;
		if (n++ == 0)
			html_f(v->b, "<p>%s</p>\n<ul>\n", tr(v->lo,
			    "Please check your answers to these questions:"));
		html_f(v->b, "<li><a href=\"%s?change=1#%s\">",
		    page_address(v, f->page), field_anchor(v, f));
		author(v, f->words);
		html_lit(v->b, "</a></li>\n");
	}
	if (n > 0)
		html_lit(v->b, "</ul>\n");
}

void
older_note(struct visit *v)
{
	if (!v->has_draft || v->draft.sent || v->draft.older == NULL)
		return;
	html_f(v->b, "<div class=\"nhsuk-inset-text\" id=\"corrected\">\n"
	    "<p>%s</p>\n", fill(v, tr(v->lo, "This questionnaire was corrected "
	    "on %s. Your answers so far are kept."), corrected_on(v), NULL));
	list(v);
	html_lit(v->b, "</div>\n");
}
