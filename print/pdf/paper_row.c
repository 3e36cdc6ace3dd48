/* SPDX-License-Identifier: MIT
 *
 * paper_row.c -- rows of the questionnaire on paper: words, and what a pen goes
 * to.
 */
#include "print/pdf/paper.h"

#include <math.h>

/* Longer lines are hard to read: about 70 letters. */
#define MEASURE	400.0

/* ---- what a pen goes to ------------------------------------------------------------ */

static void
draw_comb(struct pdf *p, const struct paper_mark *m, double y)
{
	double w = m->w / (double)m->n;
	size_t i;

	pdf_frame(p, INK, 1, m->x, y, m->w, m->h);
	for (i = 1; i < m->n; i++)
		pdf_fill(p, INK, m->x + (double)i * w - 0.5, y, 1, m->h);
}

static void
draw_marks(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	const struct paper_marks *all = r->data;
	double top = pdf_row_top(r, b);
	size_t i;

	for (i = 0; i < all->n && b->from == 0 && p->artifact == 0; i++)
		if (all->v[i].widget != NULL)
			pdf_widget(p, all->v[i].elem, all->v[i].widget,
			    all->v[i].x, top + all->v[i].dy, all->v[i].w,
			    all->v[i].h);
	pdf_artifact(p);
	if (all->bar)
		pdf_fill(p, NAVY, r->x, b->y - (b->from == 0 ? all->up : 0),
		    3.4, b->height + (b->from == 0 ? all->up : 0));
	for (i = 0; i < all->n && b->from == 0; i++) {
		const struct paper_mark *m = &all->v[i];

		if (m->widget != NULL)
			continue;	/* it draws itself */
		switch (m->kind) {
		case MARK_BOX:
		case MARK_BLANK:
			pdf_frame(p, INK, 1, m->x, top + m->dy, m->w, m->h);
			break;
		case MARK_COMB:
			draw_comb(p, m, top + m->dy);
			break;
		case MARK_LINE:
			pdf_fill(p, SECOND, m->x, top + m->dy + m->h - 0.75,
			    m->w, 0.75);
			break;
		}
	}
	pdf_end(p);
}

struct pdf_row *
copy_row(struct copy *c, size_t n, struct paper_marks **marks)
{
	struct pdf_row *r = pdf_row_new(c->p, n);

	*marks = arena_new(c->p->a, struct paper_marks);
	r->data = *marks;
	r->adorn = draw_marks;
	return r;
}

void
copy_mark(struct copy *c, struct paper_marks *all, struct paper_mark m)
{
	*arena_push(c->p->a, all->v, all->n, all->cap) = m;
}

void
copy_fill(struct copy *c, struct paper_mark *m, struct pdf_elem *parent,
    const struct forms_field *f, enum pdf_widget_kind kind, char sign,
    const char *part, const char *said, size_t most)
{
	struct pdf_widget *w;
	char *name, *s;

	if (!c->o->fillable)
		return;
	w = arena_new(c->p->a, struct pdf_widget);
	name = arena_printf(c->p->a, "%s%c%s", f != NULL ? f->id : "more",
	    kind == WIDGET_ONE || part == NULL ? '\0' : sign, part != NULL &&
	    kind != WIDGET_ONE ? part : "");
	for (s = name; *s != '\0'; s++)
		if (*s == '.')
			*s = ':';
	*w = (struct pdf_widget){ .kind = kind, .name = name, .state = part,
	    .tip = f != NULL ? arena_printf(c->p->a, "%s %s", f->number,
	    paper_said(c->s, f->words)) : said, .said = f != NULL ? said : NULL,
	    .most = most, .size = (int)c->look->body.size };
	m->widget = w;
	m->elem = copy_elem(c, parent, "Form");
}

/* ---- rows --------------------------------------------------------------------------- */

static void
add_bar(struct copy *c, struct pdf_row *r, double gap)
{
	struct paper_marks *m = r->data != NULL ? (void *)(uintptr_t)r->data :
	    arena_new(c->p->a, struct paper_marks);

	r->data = m;
	r->adorn = draw_marks;
	m->bar = true;
	m->up = c->joined ? gap : 0;
	c->joined = true;
}

struct pdf_box *
copy_put(struct copy *c, struct pdf_row *r, double gap)
{
	size_t first = c->p->n_boxes, i;

	if (c->gap > gap)
		gap = c->gap;
	c->gap = 0;
	gap *= c->look->k;
	if (c->barred)
		add_bar(c, r, gap);
	pdf_row(c->p, r, gap, gap * 0.7);
	for (i = first; i < c->p->n_boxes; i++) {
		c->p->boxes[i].group = c->group;
		c->p->boxes[i].head = c->head;
	}
	return &c->p->boxes[first];
}

struct pdf_elem *
copy_elem(struct copy *c, struct pdf_elem *parent, const char *type)
{
	struct pdf_elem *e = pdf_elem(c->p, parent, type);

	if (c->lang != NULL && strcmp(c->lang, c->p->r->lang) != 0)
		e->lang = c->lang;
	return e;
}

struct pdf_para *
copy_words(struct copy *c, const struct pdf_style *style, const char *words,
    double width)
{
	return pdf_words(c->p, style, words, width, START);
}

double
copy_x(const struct copy *c)
{
	return LEFT + c->look->hang;
}

double
copy_width(const struct copy *c, double x)
{
	return fmin(RIGHT - x, MEASURE * c->look->k);
}

struct pdf_box *
copy_say(struct copy *c, const struct pdf_style *style, const char *type,
    const char *words, double x, double gap)
{
	struct pdf_row *r;

	if (words == NULL || *words == '\0')
		return NULL;
	r = pdf_row_new(c->p, 1);
	pdf_row_cell(r, 0, copy_words(c, style, words, copy_width(c, x)),
	    copy_elem(c, c->sect, type), x, 0);
	return copy_put(c, r, gap);
}

struct pdf_box *
copy_ours(struct copy *c, const struct pdf_style *style, const char *type,
    const char *words, double x, double gap)
{
	const char *lang = c->lang;
	struct pdf_box *b;

	c->lang = c->s->foreign ? "en" : NULL;
	b = copy_say(c, style, type, words, x, gap);
	c->lang = lang;
	return b;
}

void
copy_only(struct copy *c, const char *words, double gap)
{
	const char *lang = c->lang;
	struct paper_marks *marks;
	struct pdf_row *r = copy_row(c, 1, &marks);
	double in = 12 * c->look->k;

	c->lang = c->s->foreign ? "en" : NULL;
	marks->bar = true;
	pdf_row_cell(r, 0, copy_words(c, &c->look->bold, words,
	    copy_width(c, LEFT + in)), copy_elem(c, c->sect, "P"), LEFT + in,
	    0);
	copy_put(c, r, gap);
	c->p->boxes[c->p->n_boxes - 1].keep = true;
	c->lang = lang;
}

struct pdf_box *
copy_heading(struct copy *c, int level, const struct pdf_style *style,
    const char *words, double gap)
{
	int depth;
	const char *type = pdf_heading(c->p, level, &depth);
	struct pdf_row *r = pdf_row_new(c->p, 1);
	struct pdf_box *b;

	pdf_row_cell(r, 0, copy_words(c, style, words, FULL),
	    copy_elem(c, c->sect, type), LEFT, 0);
	b = copy_put(c, r, gap);
	b->title = words;
	b->depth = depth;
	c->p->boxes[c->p->n_boxes - 1].keep = true;
	return b;
}

/* ---- paragraphs and lists ------------------------------------------------------------ */

void
copy_item(struct copy *c, struct pdf_elem *list, const struct pdf_style *style,
    struct report_text text, double x, double gap)
{
	struct pdf_elem *li = pdf_elem(c->p, list, "LI");
	struct pdf_row *r = pdf_row_new(c->p, 2);
	double in = 14 * c->look->k;

	pdf_row_cell(r, 0, pdf_words(c->p, &c->look->bold, "•", in, START),
	    pdf_elem(c->p, li, "Lbl"), x, 0);
	pdf_row_cell(r, 1, pdf_para(c->p, style, text, copy_width(c, x + in),
	    START), copy_elem(c, li, "LBody"), x + in, 0);
	pdf_row_level(r);
	copy_put(c, r, gap);
}

void
copy_prose_in(struct copy *c, const struct pdf_style *style,
    const char *words, double x, double gap)
{
	struct paper_prose *v;
	size_t n = paper_read(c->s, words, &v), i;
	struct pdf_elem *list = NULL;
	struct pdf_row *r;

	for (i = 0; i < n; i++, gap = 6) {
		if (v[i].text.n == 0)
			continue;
		if (!v[i].item) {
			list = NULL;
			r = pdf_row_new(c->p, 1);
			pdf_row_cell(r, 0, pdf_para(c->p, style, v[i].text,
			    copy_width(c, x), START), copy_elem(c, c->sect,
			    "P"), x, 0);
			copy_put(c, r, gap);
			continue;
		}
		if (list == NULL) {
			list = pdf_elem(c->p, c->sect, "L");
			list->numbering = "Disc";
		}
		copy_item(c, list, style, v[i].text, x, gap);
	}
}

void
copy_prose(struct copy *c, const char *words, double x, double gap)
{
	copy_prose_in(c, &c->look->body, words, x, gap);
}
