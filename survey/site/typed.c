/* SPDX-License-Identifier: MIT
 *
 * typed.c -- what somebody typed that is no answer yet, kept for when they come
 * back: half a phone number, a date without its year.
 *
 * A draft holds answers only.  What is not one is kept beside it, one row for
 * a page, as it was sent, sealed under the draft's own key.  The draft says
 * which pages have such a row: a draft without any costs nothing.
 */
#include "survey/site/private.h"

#include <stdio.h>

/* As much as one form can send, without files. */
enum { TYPED_MAX = HTTP_MAX_BODY };

static void
row_of(const struct visit *v, const struct forms_page *p, uint8_t id[32])
{
	const char *name = arena_printf(v->a, "earshot draft typed %s",
	    p->slug);

	seal_hash(id, v->draft.secret, SECRET_SIZE, name, strlen(name));
}

/* Is this no answer, however long one waits?  What is missing or only to be
 * looked at again is in the draft as it is. */
static bool
wrong(const struct forms_problem *p)
{
	return p->kind != FORMS_P_REQUIRED && p->kind != FORMS_P_RULE &&
	    p->kind != FORMS_P_QUERY;
}

/* Has this field something that they would be told about again? */
static bool
told(const struct forms_problem *p, const struct forms_field *f)
{
	for (; p != NULL; p = p->next)
		if (p->field == f && p->kind != FORMS_P_REQUIRED)
			return true;
	return false;
}

/* Was this sent from the field's boxes? */
static bool
is_of(const struct http_pair *pair, const struct forms_field *f)
{
	size_t n = strlen(f->id);

	if (strcmp(pair->name, "on") == 0)
		return strcmp(pair->value, f->id) == 0;
	return strncmp(pair->name, f->id, n) == 0 &&
	    (pair->name[n] == '\0' || pair->name[n] == '=' ||
	    pair->name[n] == ':');
}

static void
put_field(const struct visit *v, const struct forms_field *f, struct buf *b)
{
	size_t i;

	for (i = 0; i < v->r->form.n; i++) {
		const struct http_pair *pair = &v->r->form.v[i];

		if (!is_of(pair, f))
			continue;
		buf_puts(b, b->n > 0 ? "&" : "");
		http_encode_segment(b, pair->name);
		buf_lit(b, "=");
		http_encode_segment(b, pair->value);
	}
}

/* All of it that can be kept; false: there is something that cannot. */
static bool
gather(const struct visit *v, const struct forms_page *page,
    const struct forms_problem *problems, struct buf *b)
{
	const struct forms_problem *p = problems;
	bool all = true;
	size_t i;

	while (p != NULL && !wrong(p))
		p = p->next;
	for (i = 0; p != NULL && i < page->n_items; i++) {
		const struct forms_field *f = page->items[i].field;

		if (page->items[i].kind != FORMS_ITEM_FIELD ||
		    !told(problems, f))
			continue;
		if (f->q->type == FORMS_FILE)
			all = false;
		else
			put_field(v, f, b);
	}
	if (b->n <= TYPED_MAX)
		return all;
	buf_clear(b);
	return false;
}

bool
typed_keep(struct visit *v, const struct forms_page *page,
    const struct forms_problem *problems, enum typed *said, struct err *e)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct buf sealed CLEAN(buf_free) = { 0 };
	bool all = gather(v, page, problems, &plain), ok = true;
	uint8_t id[32];

	row_of(v, page, id);
	v->draft.typed[page->index] = plain.n > 0;
	*said = !all ? TYPED_LOST : plain.n > 0 ? TYPED_KEPT : TYPED_NONE;
	if (plain.n > 0) {
		seal_box(v->draft.key, id, sizeof(id), buf_text(&plain),
		    plain.n, &sealed);
		ok = intake_draft_put(v->site->intake, id,
		    (struct str){ sealed.p, sealed.n }, draft_expires(v), e);
	}
	seal_wipe(plain.p, plain.n);
	return ok;
}

/* As if it had just been sent again. */
struct forms_problem *
typed_show(struct visit *v, const struct forms_page *page)
{
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct buf plain CLEAN(buf_free) = { 0 };
	struct http_request *r = arena_new(v->a, struct http_request);
	struct err e = { 0 };
	uint8_t id[32];
	bool found;

	if (!v->draft.typed[page->index])
		return NULL;
	row_of(v, page, id);
	if (!intake_draft_get(v->site->intake, id, v->now, &sealed, &found,
	    &e) || !found || !seal_unbox(v->draft.key, id, sizeof(id),
	    (struct str){ sealed.p, sealed.n }, &plain, &e))
		return NULL;
	*r = *v->r;
	found = http_decode_pairs(v->a, (struct str){ plain.p, plain.n },
	    &r->form, &e);
	seal_wipe(plain.p, plain.n);
	if (!found)
		return NULL;
	v->r = r;
	return take_page(v, page);
}

void
typed_drop(struct visit *v, const struct forms_page *page)
{
	uint8_t id[32];

	row_of(v, page, id);
	keep_then_drop(v, id);
}

void
typed_drop_all(struct visit *v)
{
	size_t i;

	for (i = 0; i < v->form->n_pages; i++)
		if (v->draft.typed[i])
			typed_drop(v, &v->form->pages[i]);
}
