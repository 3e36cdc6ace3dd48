/* SPDX-License-Identifier: MIT
 *
 * blocks.c -- sections and their plainer blocks: headings, paragraphs,
 * findings, lists, facts.
 */
#include "print/pdf/pdf.h"

const char *
pdf_heading(struct pdf *p, int want, int *depth)
{
	static const char types[][3] = { "H1", "H2", "H3", "H4", "H5", "H6" };
	int d = want > p->depth + 1 ? p->depth + 1 : want;

	if (d > 6)
		d = 6;
	p->depth = *depth = d;
	return types[d - 1];
}

static void
signature(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	(void)r;
	if (b->from > 0)
		return;
	pdf_artifact(p);
	pdf_fill(p, NAVY, LEFT, b->y, RAIL, 4);
	pdf_end(p);
}

void
pdf_title(struct pdf *p, struct pdf_elem *sect, const char *type,
    const char *rail, const char *title)
{
	struct pdf_row *r = pdf_row_new(p, 2);
	struct pdf_elem *label = rail != NULL && *rail != '\0' ?
	    pdf_elem(p, sect, "P") : NULL;

	pdf_row_cell(r, 0, pdf_words(p, &LABEL, rail, RAIL, START), label,
	    LEFT, 0);
	pdf_row_cell(r, 1, pdf_words(p, &H1, title, MAIN, START),
	    pdf_elem(p, sect, type), MAIN_X, 0);
	pdf_row_level(r);
	r->above = 16;
	r->adorn = signature;
	pdf_row(p, r, 32, 32)->keep = true;
}

static void
heading(struct pdf *p, const struct report_block *b, double gap, double dense)
{
	struct pdf_row *r = pdf_row_new(p, 1);
	bool large = b->level <= 2;
	struct pdf_box *box;
	int depth;
	const char *type = pdf_heading(p, b->level + 1, &depth);

	pdf_row_cell(r, 0, pdf_words(p, large ? &H2 : &LABEL, b->heading,
	    large ? FULL : MAIN, START), pdf_elem(p, p->sect, type),
	    large ? LEFT : MAIN_X, 0);
	r->below = large ? 8 : 0;
	r->rule = large ? RULE_STRONG : RULE_NONE;
	box = pdf_row(p, r, gap, dense);
	box->keep = true;
	box->id = b->id;
	box->title = b->heading;
	box->depth = depth;
}

/* A label in the rail, and words beside it on the same first line. */
static struct pdf_box *
railed(struct pdf *p, const struct pdf_style *style, const char *rail,
    struct report_text text, double gap, double dense)
{
	struct pdf_row *r = pdf_row_new(p, 2);
	struct pdf_elem *label = rail != NULL && *rail != '\0' ?
	    pdf_elem(p, p->sect, "P") : NULL;

	pdf_row_cell(r, 0, pdf_words(p, &LABEL, rail, RAIL, START), label,
	    LEFT, 0);
	pdf_row_cell(r, 1, pdf_para(p, style, text, MAIN, START),
	    pdf_elem(p, p->sect, "P"), MAIN_X, 0);
	pdf_row_level(r);
	return pdf_row(p, r, gap, dense);
}

static void
paragraph(struct pdf *p, const struct report_block *b, double gap,
    double dense)
{
	struct pdf_row *r;
	size_t first = p->n_boxes;

	railed(p, &BODY, b->rail, b->text, gap, dense);
	p->boxes[first].id = b->id;
	if (b->minor.n == 0)
		return;
	p->boxes[p->n_boxes - 1].keep = true;
	r = pdf_row_new(p, 1);
	pdf_row_cell(r, 0, pdf_para(p, &NOTE, b->minor, MAIN, START),
	    pdf_elem(p, p->sect, "P"), MAIN_X, 0);
	pdf_row(p, r, 0, 0);
}

static void
list(struct pdf *p, const struct report_block *b, double gap, double dense)
{
	struct pdf_elem *l = pdf_elem(p, p->sect, "L");
	double in = b->ordered ? 24 : 16;
	size_t i;

	l->numbering = b->ordered ? "Decimal" : "Disc";
	for (i = 0; i < b->n; i++) {
		struct pdf_elem *li = pdf_elem(p, l, "LI");
		struct pdf_row *r = pdf_row_new(p, 2);
		const char *mark = b->ordered ?
		    arena_printf(p->a, "%zu.", i + 1) : "•";

		pdf_row_cell(r, 0, pdf_words(p, &LABEL, mark, in, START),
		    pdf_elem(p, li, "Lbl"), MAIN_X, 0);
		pdf_row_cell(r, 1, pdf_para(p, &BODY, b->items[i], MAIN - in,
		    START), pdf_elem(p, li, "LBody"), MAIN_X + in, 0);
		pdf_row(p, r, i == 0 ? gap : 8, i == 0 ? dense : 4);
	}
}

static void
top_rule(struct pdf *p, const struct pdf_box *b)
{
	pdf_artifact(p);
	pdf_fill(p, NAVY, LEFT, b->y, FULL, 1.5);
	pdf_end(p);
}

void
pdf_top_rule(struct pdf *p, double gap)
{
	struct pdf_box *b = pdf_box(p, gap, gap > 16 ? 16 : gap, 1.5);

	b->draw = top_rule;
	b->keep = true;
}

void
pdf_facts(struct pdf *p, struct pdf_elem *parent,
    const struct report_fact *facts, size_t n, double gap, bool topped)
{
	struct pdf_elem *l = pdf_elem(p, parent, "L");
	size_t i;

	if (topped)
		pdf_top_rule(p, gap);
	for (i = 0; i < n; i++) {
		struct pdf_elem *li = pdf_elem(p, l, "LI");
		struct pdf_row *r = pdf_row_new(p, 2);

		pdf_row_cell(r, 0, pdf_words(p, &LABEL, facts[i].label, RAIL,
		    START), pdf_elem(p, li, "Lbl"), LEFT, 0);
		pdf_row_cell(r, 1, pdf_para(p, &BODY, facts[i].text, MAIN,
		    START), pdf_elem(p, li, "LBody"), MAIN_X, 0);
		r->above = r->below = 8;
		r->slack = 4;
		r->rule = RULE_HAIR;
		pdf_row(p, r, i == 0 && !topped ? gap : 0,
		    i == 0 && !topped ? gap : 0);
	}
}

/* ---- gaps: how far a block stands from the one before -------------------- */

struct gap { double plain, dense; };

static struct gap
gap_below_title(const struct report_block *b)
{
	switch (b->kind) {
	case BLOCK_PARA:
	case BLOCK_LIST:
		return (struct gap){ 8, 8 };
	case BLOCK_FINDING:
		return (struct gap){ 16, 8 };
	case BLOCK_EXHIBIT:
	case BLOCK_HEADING:
		return (struct gap){ 24, 16 };
	default:
		return (struct gap){ 16, 16 };
	}
}

static struct gap
gap_above(const struct report_block *b, const struct report_block *before)
{
	if (before == NULL)
		return gap_below_title(b);
	if (before->kind == BLOCK_HEADING && b->kind != BLOCK_HEADING)
		return b->kind == BLOCK_FACTS || b->kind == BLOCK_TRACKS ?
		    (struct gap){ 0, 0 } : b->kind == BLOCK_EXHIBIT ||
		    b->kind == BLOCK_QUOTES ? (struct gap){ 16, 16 } :
		    (struct gap){ 8, 8 };
	switch (b->kind) {
	case BLOCK_HEADING:
		return b->level <= 2 ? (struct gap){ 32, 24 } :
		    (struct gap){ 24, 16 };
	case BLOCK_EXHIBIT:
	case BLOCK_QUOTES:
		return (struct gap){ 24, 16 };
	case BLOCK_PARA:
	case BLOCK_LIST:
		return before->kind == BLOCK_PARA ||
		    before->kind == BLOCK_FINDING ||
		    before->kind == BLOCK_LIST ? (struct gap){ 8, 8 } :
		    (struct gap){ 24, 16 };
	case BLOCK_FINDING:
		return (struct gap){ 16, 8 };
	default:
		return (struct gap){ 24, 16 };
	}
}

void
pdf_block(struct pdf *p, const struct report_block *b,
    const struct report_block *before)
{
	struct gap g = gap_above(b, before);
	bool ruled = before != NULL && before->kind == BLOCK_HEADING &&
	    before->level <= 2;

	switch (b->kind) {
	case BLOCK_HEADING:
		heading(p, b, g.plain, g.dense);
		break;
	case BLOCK_PARA:
		paragraph(p, b, g.plain, g.dense);
		break;
	case BLOCK_FINDING:
		railed(p, &FINDING, b->rail, b->text, g.plain, g.dense)->keep =
		    true;
		break;
	case BLOCK_LIST:
		list(p, b, g.plain, g.dense);
		break;
	case BLOCK_FACTS:
		pdf_facts(p, p->sect, b->facts, b->n, g.plain, !ruled);
		break;
	case BLOCK_NUMBERS:
		pdf_numbers(p, b, g.plain);
		break;
	case BLOCK_TRACKS:
		if (!ruled)
			pdf_top_rule(p, g.plain);
		pdf_tracks(p, b, 0);
		break;
	case BLOCK_EXHIBIT:
		pdf_exhibit(p, b->exhibit, g.plain, g.dense);
		break;
	case BLOCK_QUOTES:
		pdf_quotes(p, b, g.plain, g.dense);
		break;
	}
}

/* A sheet is smaller than a report: so are its sections' titles. */
static void
sheet_heading(struct pdf *p, const struct report_section *s, const char *type)
{
	struct pdf_row *r = pdf_row_new(p, 1);

	pdf_row_cell(r, 0, pdf_words(p, &H2, s->title, FULL, START),
	    pdf_elem(p, p->sect, type), LEFT, 0);
	r->below = 8;
	pdf_row(p, r, 24, 24)->keep = true;
}

static bool
has_rail(const struct report_block *b)
{
	return b->rail != NULL && *b->rail != '\0';
}

/* Whether a paragraph leads to the block after it: a question to its words
 * and both to their table. */
static bool
opens(const struct report_block *v, size_t i)
{
	const struct report_block *next = &v[i + 1];

	if (v[i].kind != BLOCK_PARA)
		return false;
	if (!has_rail(&v[i]) && (i == 0 || v[i - 1].kind == BLOCK_EXHIBIT))
		return false;
	return next->kind == BLOCK_EXHIBIT || next->kind == BLOCK_FINDING ||
	    (has_rail(&v[i]) && next->kind == BLOCK_PARA && !has_rail(next));
}

void
pdf_section(struct pdf *p, const struct report_section *s)
{
	size_t first = p->n_boxes, i;
	int depth;
	struct pdf_box *b;

	p->sect = pdf_elem(p, p->root, "Sect");
	p->foot = s->foot;
	p->depth = 1;
	if (p->r->bare)
		sheet_heading(p, s, pdf_heading(p, 2, &depth));
	else
		pdf_title(p, p->sect, pdf_heading(p, 2, &depth), s->rail,
		    s->title);
	b = &p->boxes[first];
	b->opens = true;
	b->id = s->id;
	b->title = s->title;
	b->depth = depth;
	for (i = 0; i < s->n; i++) {
		pdf_block(p, &s->blocks[i], i > 0 ? &s->blocks[i - 1] : NULL);
		if (i + 1 < s->n && opens(s->blocks, i))
			p->boxes[p->n_boxes - 1].keep = true;
	}
}
