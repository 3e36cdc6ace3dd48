/* SPDX-License-Identifier: MIT
 *
 * page.c -- gives boxes their pages, then draws page after page with running
 * heads and feet.
 */
#include "print/pdf/pdf.h"

#include <hpdf_doc.h>
#include <hpdf_pages.h>
#include <math.h>

/* Where the next box goes. */
struct flow {
	struct pdf	*p;
	size_t		 page, end_of_group;
	double		 y;
	bool		 empty, dense;
};

static double
room(const struct flow *f)
{
	return f->p->bottom - f->p->top;
}

static double
gap_of(const struct flow *f, const struct pdf_box *b)
{
	return f->empty ? 0 : f->dense ? b->dense : b->gap;
}

/* The height of boxes from .. to, without the first gap. */
static double
span(const struct flow *f, size_t from, size_t to, bool dense)
{
	double h = 0;
	size_t i;

	for (i = from; i < to; i++) {
		const struct pdf_box *b = &f->p->boxes[i];

		h += b->full - (dense ? b->slack : 0) +
		    (i == from ? 0 : dense ? b->dense : b->gap);
	}
	return h;
}

static bool
fits(const struct flow *f, size_t from, size_t to)
{
	return f->y + gap_of(f, &f->p->boxes[from]) +
	    span(f, from, to, f->dense) <= f->p->bottom + 0.01;
}

static void
next_page(struct flow *f)
{
	if (f->empty)
		return;
	f->page++;
	f->y = f->p->top;
	f->empty = true;
}

static size_t
section_end(const struct pdf *p, size_t i)
{
	while (++i < p->n_boxes && !p->boxes[i].opens)
		;
	return i;
}

static size_t
group_end(const struct pdf *p, size_t i)
{
	unsigned group = p->boxes[i].group;

	while (++i < p->n_boxes && p->boxes[i].group == group)
		;
	return i;
}

/* The end of what box i must share its page with.  A chain that runs into a
 * group has to take all of it along: the group may not leave it behind. */
static size_t
chain_end(const struct flow *f, size_t i)
{
	const struct pdf *p = f->p;
	size_t end = i, whole;

	while (p->boxes[end].keep && end + 1 < p->n_boxes)
		end++;
	if (p->boxes[end].group != 0 &&
	    p->boxes[end].group != p->boxes[i].group) {
		whole = group_end(p, end);
		if (span(f, i, whole, f->dense) <= room(f))
			return whole;
	}
	/* What no page holds keeps to its neighbour only. */
	if (end > i && span(f, i, end + 1, f->dense) > room(f))
		return i + 2;
	return end + 1;
}

static void
settle(struct flow *f, size_t i)
{
	struct pdf_box *b = &f->p->boxes[i];
	size_t end;

	if (b->group != 0 && i >= f->end_of_group) {
		f->end_of_group = group_end(f->p, i);
		if (!fits(f, i, f->end_of_group) &&
		    span(f, i, f->end_of_group, f->dense) <= room(f))
			next_page(f);
	}
	end = chain_end(f, i);
	b->repeat = false;
	if (!fits(f, i, end) && !f->empty) {
		next_page(f);
		b->repeat = b->head != NULL;
		if (b->repeat)
			f->y += pdf_row_height(b->head, 0, b->head->lines);
	}
	b->tight = f->dense;
	b->height = b->full - (f->dense ? b->slack : 0);
	b->y = f->y + gap_of(f, b);
	b->page = f->page;
	f->y = b->y + b->height;
	f->empty = false;
}

static struct flow
settle_all(struct flow f, size_t from, size_t to, bool dense)
{
	f.dense = dense;
	f.end_of_group = 0;
	for (; from < to; from++)
		settle(&f, from);
	return f;
}

/* A section goes on below the last one only when all of it fits there.  With
 * smaller gaps it is set when that saves a page. */
static struct flow
section(struct flow f, size_t from, size_t to)
{
	struct flow plain, dense;
	bool fresh;

	f.dense = false;
	if (f.p->boxes[from].fresh || !fits(&f, from, to))
		next_page(&f);
	fresh = f.empty;
	plain = settle_all(f, from, to, false);
	if (!fresh || plain.page == f.page)
		return plain;
	dense = settle_all(f, from, to, true);
	if (dense.page < plain.page)
		return dense;
	return settle_all(f, from, to, false);
}

void
pdf_flow(struct pdf *p)
{
	struct flow f = { .p = p, .y = p->r->bare ? p->top : 0, .empty = true };
	size_t i, end;

	for (i = 0; i < p->n_boxes; i = end) {
		end = section_end(p, i);
		f = section(f, i, end);
	}
	p->n_pages = f.page + 1;
}

const struct pdf_box *
pdf_find(struct pdf *p, const char *id)
{
	size_t i;

	for (i = 0; i < p->n_boxes; i++)
		if (id != NULL && p->boxes[i].id != NULL &&
		    strcmp(p->boxes[i].id, id) == 0)
			return &p->boxes[i];
	return NULL;
}

/* ---- heads and feet ------------------------------------------------------ */

void
pdf_one_line(struct pdf *p, const struct pdf_style *style, const char *words,
    double x, double y, double width, enum pdf_align align)
{
	struct pdf_para *q = pdf_words(p, style, words, width, align);

	while (q->n_lines > 1 && *words != '\0') {
		struct buf b CLEAN(buf_free) = { 0 };
		const char *cut = strrchr(words, ' ');

		buf_put(&b, words, cut != NULL ? (size_t)(cut - words) :
		    strlen(words) - 1);
		words = arena_str(p->a, buf_text(&b));
		buf_lit(&b, "…");
		q = pdf_words(p, style, buf_text(&b), width, align);
	}
	pdf_para_draw(p, q, NULL, x, y, 0, 1);
}

static void
running_head(struct pdf *p)
{
	bool cover = p->page->number == 0 && !p->r->bare;
	double tag = 0, y = 32;
	const struct pdf_style *style = cover ? &COVER_BODY : &BODY;

	if (p->r->tag != NULL) {
		tag = pdf_label_width(p, style, p->r->tag) + 16;
		tag = fmin(tag, FULL / 2);
		pdf_frame(p, cover ? WHITE : SECOND, 0.75, RIGHT - tag, y, tag,
		    17.5);
		pdf_one_line(p, style, p->r->tag, RIGHT - tag + 8, y + 0.75,
		    tag - 15.9, START);
		tag += 16;
	}
	if (!cover && p->r->head != NULL)
		pdf_one_line(p, &NOTE, p->r->head, LEFT, y, FULL - tag, START);
}

/* "Page %d of %d", with its numbers: the format is text, not code. */
static char *
page_of(struct pdf *p, size_t page)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *s = p->r->w_page_of != NULL ? p->r->w_page_of : "%d / %d";
	size_t v[2] = { page, p->n_pages }, n = 0;

	for (; *s != '\0'; s++)
		if (s[0] == '%' && s[1] == 'd' && n < 2) {
			buf_printf(&b, "%zu", v[n++]);
			s++;
		} else
			buf_put(&b, s, 1);
	return arena_str(p->a, buf_text(&b));
}

static void
running_foot(struct pdf *p)
{
	const char *words = page_of(p, p->page->number + 1);
	double w = pdf_label_width(p, &NOTE, words);

	pdf_fill(p, HAIR, LEFT, 794, FULL, 0.5);
	if (p->page->foot != NULL)
		pdf_one_line(p, &BOLD, p->page->foot, LEFT, 802.5,
		    RAIL + GUTTER - 6, START);
	if (p->r->edition != NULL)
		pdf_one_line(p, &NOTE, p->r->edition, MAIN_X, 802.5, MAIN - w - 12,
		    START);
	pdf_label(p, &NOTE, words, RIGHT, 802.5 + 12.656, END);
}

static void
running(struct pdf *p, bool foot)
{
	pdf_running(p, foot);
	if (p->running != NULL)
		p->running(p, foot);
	else if (foot)
		running_foot(p);
	else
		running_head(p);
	pdf_end(p);
}

/* ---- drawing ------------------------------------------------------------- */

static void
make_pages(struct pdf *p)
{
	size_t i;

	p->pages = arena_array(p->a, struct pdf_page, p->n_pages);
	for (i = 0; i < p->n_pages && !p->failed; i++) {
		struct pdf_page *g = &p->pages[i];

		g->number = i;
		g->h = HPDF_AddPage(p->doc);
		if (g->h == NULL)
			return;
		HPDF_Page_SetWidth(g->h, (HPDF_REAL)PAGE_W);
		HPDF_Page_SetHeight(g->h, (HPDF_REAL)PAGE_H);
		HPDF_Dict_AddName(g->h, "Tabs", "S");
		HPDF_Dict_AddNumber(g->h, "StructParents", (HPDF_INT32)i);
	}
	for (i = p->n_boxes; i-- > 0;)
		p->pages[p->boxes[i].page].foot = p->boxes[i].foot;
}

static void
end_page(struct pdf *p)
{
	HPDF_PageAttr a;
	size_t i;

	if (p->page == NULL)
		return;
	a = p->page->h->attr;
	HPDF_Stream_Write(a->stream, (const HPDF_BYTE *)p->out.p,
	    (HPDF_UINT)p->out.n);
	for (i = 0; i < p->out.n; i++) {
		uint64_t *h = &p->hash[i & 1];

		*h = (*h ^ (unsigned char)p->out.p[i]) * 1099511628211u;
	}
	buf_clear(&p->out);
}

static void
start_page(struct pdf *p, size_t i)
{
	end_page(p);
	p->page = &p->pages[i];
	p->fill = -1;
	if (i > 0 || p->r->bare)
		running(p, false);
}

static void
repeat_head(struct pdf *p, const struct pdf_box *b)
{
	struct pdf_box head = { .data = b->head, .to = b->head->lines };

	head.height = pdf_row_height(b->head, 0, head.to);
	head.y = b->y - head.height;
	pdf_artifact(p);
	pdf_row_draw(p, &head);
	pdf_end(p);
}

void
pdf_draw(struct pdf *p)
{
	size_t i, page = SIZE_MAX;

	make_pages(p);
	for (i = 0; i < p->n_boxes && !p->failed; i++) {
		const struct pdf_box *b = &p->boxes[i];

		if (b->page != page) {
			if (p->page != NULL)
				running(p, true);
			start_page(p, page = b->page);
		}
		if (b->repeat)
			repeat_head(p, b);
		if (b->draw != NULL)
			b->draw(p, b);
		if (i == 0 && !p->r->bare)
			running(p, false);	/* over the cover's colour */
	}
	if (p->page != NULL)
		running(p, true);
	end_page(p);
}
