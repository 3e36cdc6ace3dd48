/* SPDX-License-Identifier: MIT
 *
 * paper.c -- the questionnaire on paper becomes a tagged PDF, copy after copy.
 */
#include "locales/locales.h"
#include "print/pdf/paper.h"

#include <linebreak.h>

#define MORE	PAPER_MORE

enum { SHEET = 4 };		/* pages of an A3 sheet that is folded */

/* ---- type -------------------------------------------------------------------------- */

static struct look
look_for(int size)
{
	struct look l = { .k = size / 12.0 };
	double z = size, lead = l.k * 16, big = l.k > 1.4 ? 1.4 : l.k;

	l.body = (struct pdf_style){ SANS, z, lead, INK, true, MORE };
	l.bold = (struct pdf_style){ SANS_BOLD, z, lead, INK, true, MORE };
	l.quiet = (struct pdf_style){ SANS, z, lead, SECOND, true, MORE };
	l.code = (struct pdf_style){ SANS, z * 0.75, lead * 0.8, SECOND, true, MORE };
	l.asked = (struct pdf_style){ SANS_BOLD, z, lead, INK, true, MORE };
	l.go = (struct pdf_style){ SANS_BOLD, z, lead, NAVY, true, MORE };
	l.title = (struct pdf_style){ SERIF_BOLD, 28 * big, 34 * big, NAVY,
	    true, MORE };
	l.section = (struct pdf_style){ SERIF_BOLD, 18 * big, 24 * big, NAVY,
	    true, MORE };
	l.page = (struct pdf_style){ SANS_BOLD, 14 * l.k, 19 * l.k, NAVY, true, MORE };
	l.hang = 30 * l.k;
	l.box = 14 * l.k;
	l.line = (l.k > 1.4 ? 20 : 24.5) * l.k;
	return l;
}

/* ---- pages of the form ---------------------------------------------------------------- */

/* The line before a text that is not for everyone; false: it is left out. */
static bool
item_line(struct copy *c, const struct forms_item *it)
{
	size_t i;

	for (i = c->s->paper->n_lines; i-- > 0;) {
		const struct forms_paper_line *l = &c->s->paper->lines[i];

		if (l->kind != FORMS_PAPER_TEXT)
			break;	/* they come last */
		if (l->item != it)
			continue;
		if (l->words != NULL)
			copy_only(c, l->words, 10);
		return l->words != NULL;
	}
	return true;
}

static void
item(struct copy *c, const struct forms_item *it)
{
	const struct forms_field *f = it->field;
	size_t from;

	if (it->kind == FORMS_ITEM_FIELD) {
		if (!c->s->paper->printed[f->index])
			return;
		if (f->grid == NULL)
			copy_field(c, f);
		else if (f->index == f->grid->first)
			copy_grid(c, f->grid);
		return;
	}
	/* What the answers come to, nobody works out with a pen. */
	if (forms_words_count(c->s->form, it->words) || !item_line(c, it))
		return;
	from = c->p->n_boxes;
	if (it->kind == FORMS_ITEM_HEADING)
		copy_say(c, &c->look->bold, "P", paper_said(c->s, it->words),
		    LEFT, 16);
	else
		copy_prose(c, it->words, LEFT, 8);
	/* It leads to the question below. */
	for (; from < c->p->n_boxes; from++)
		c->p->boxes[from].keep = true;
}

static void
rules(struct copy *c, const struct forms_page *p)
{
	size_t i;

	for (i = 0; i < p->n_rules; i++) {
		const struct forms_rule *r = &p->rules[i];

		if (!r->query && (r->field == NULL ||
		    c->s->paper->printed[r->field->index]))
			copy_say(c, &c->look->bold, "P", paper_said(c->s,
			    r->words), copy_x(c), 8);
	}
}

static void
page(struct copy *c, const struct forms_page *p)
{
	size_t i;

	c->lang = p->lang;
	copy_heading(c, 3, &c->look->page, paper_said(c->s, p->title), 22);
	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    c->s->paper->printed[p->items[i].field->index])
			copy_before(c, p->items[i].field, true);
	for (i = 0; i < p->n_items; i++)
		item(c, &p->items[i]);
	c->p->boxes[c->p->n_boxes - 1].keep = false;
	rules(c, p);
	c->lang = NULL;
}

static void
pages(struct copy *c)
{
	const struct forms_form *f = c->s->form;
	const char *section = "";
	bool equality = false;
	size_t i;

	for (i = 0; i < f->n_pages; i++) {
		const struct forms_page *p = &f->pages[i];

		if (!paper_prints(c->s, p))
			continue;
		c->lang = p->lang;
		if (strcmp(section, p->section) != 0 && p->section[0] != '\0')
			copy_heading(c, 2, &c->look->section, paper_said(c->s,
			    p->section), 36);
		section = p->section;
		if (p->part == FORMS_PART_EQUALITY && !equality) {
			equality = true;
			c->barred = true;
			c->joined = false;
			copy_prose(c, f->equality_intro, LEFT +
			    12 * c->look->k, 14);
			c->barred = false;
		}
		page(c, p);
	}
}

/* ---- a copy ---------------------------------------------------------------------------- */

static void
title_bar(struct pdf *p, const struct pdf_box *b)
{
	pdf_artifact(p);
	pdf_fill(p, NAVY, LEFT, b->y, FULL, 7);
	pdf_end(p);
}

static void
title(struct copy *c, bool first)
{
	const struct forms_form *f = c->s->form;
	struct pdf_box *b = pdf_box(c->p, 0, 0, 7);
	size_t i;

	b->draw = title_bar;
	b->opens = true;
	b->fresh = !first;
	b->keep = true;
	copy_say(c, &c->look->bold, "P", f->owner, LEFT, 10);
	i = c->p->n_boxes;
	c->p->depth = 0;
	copy_heading(c, 1, &c->look->title, f->title, 14);
	if (c->s->paper->edition != NULL)
		copy_say(c, &c->look->body, "P", c->s->paper->edition->words,
		    LEFT, 6);
	for (; i < c->p->n_boxes; i++)
		c->p->boxes[i].keep = true;
}

static void
lay_out(struct copy *c, bool first)
{
	const struct forms_form *f = c->s->form;

	c->sect = pdf_elem(c->p, c->p->root, "Part");
	title(c, first);
	copy_prose(c, f->intro, LEFT, 14);
	copy_how(c);
	pages(c);
	if (f->next[0] != '\0') {
		c->group = ++c->p->groups;
		copy_heading(c, 2, &c->look->page, tr(c->s->lo,
		    "What happens next"), 30);
		copy_prose(c, f->next, LEFT, 8);
		c->group = 0;
	}
	copy_send(c);
}

/* The first copy shows how much is to be filled up; the others are like it. */
static void
copies(struct copy *c, struct dress *d)
{
	size_t n = c->o->serials != NULL ? c->o->n : 1, more, i;
	const struct pdf_box *last;
	double room;

	lay_out(c, true);
	pdf_flow(c->p);
	if (c->o->fillable) {
		d->pages = c->p->n_pages;
		return;
	}
	d->pages = (c->p->n_pages + SHEET - 1) / SHEET * SHEET;
	more = d->pages - c->p->n_pages;
	last = &c->p->boxes[c->p->n_boxes - 1];
	room = c->p->bottom - last->y - last->height;
	copy_more(c, room, more);
	for (i = 1; i < n && !c->p->failed; i++) {
		lay_out(c, false);
		copy_more(c, room, more);
	}
	pdf_flow(c->p);
	if (!c->p->failed && c->p->n_pages != n * d->pages)
		pdf_fail(c->p, ERR_LIMIT, "%zu copies of %zu pages came to %zu "
		    "pages", n, d->pages, c->p->n_pages);
}

/* What a report would say of itself. */
static struct report
about(const struct paper_form *s, const struct print_paper *o)
{
	struct report r = { .lang = s->form->lang, .rtl = s->rtl,
	    .title = s->form->title, .owner = s->form->owner[0] != '\0' ?
	    s->form->owner : NULL, .date = { 2024, 1, 1 }, .bare = true,
	    .w_minus = NULL };

	if (o->settings != NULL && o->settings->has_dates)
		r.date = o->settings->open_day;
	return r;
}

bool
print_paper_pdf(const struct forms_form *f, const struct print_paper *o,
    struct buf *out, size_t *n_pages, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_paper paper;
	struct paper_form s = { .form = f, .paper = &paper };
	struct report r;
	struct look look = look_for(o->size);
	struct dress d = { .form = f, .o = o, .look = &look };
	struct pdf p CLEAN(pdf_close) = { .r = &r, .a = &a, .err = e,
	    .font_dir = PDF_FONTS, .top = 44, .bottom = PAPER_BOTTOM,
	    .running = paper_running, .dress = &d, .fillable = o->fillable };
	struct copy c = { .p = &p, .s = &s, .o = o, .look = &look };

	*n_pages = 0;
	init_linebreak();
	forms_answers_init(&s.nobody, &a, f);
	paper_language(&s);
	forms_paper(&a, f, o->edition, &paper);
	r = about(&s, o);
	d.page_of = tr_in(s.lo, "on paper", "Page {page} of {pages}");
	d.copy = tr_in(s.lo, "on paper", "Copy {number}");
	d.proof = tr_in(s.lo, "on paper", "Proof: please do not fill this in");
	if (!pdf_open(&p))
		return false;
	p.root = pdf_elem(&p, NULL, "Document");
	copies(&c, &d);
	if (p.failed)
		return false;
	pdf_draw(&p);
	*n_pages = d.pages;
	return pdf_save(&p, out);
}
