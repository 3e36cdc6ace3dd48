/* SPDX-License-Identifier: MIT
 *
 * draw.c -- fills, rules, hatch and dots.
 */
#include "print/pdf/pdf.h"

#include <math.h>

/* printf would follow the locale, and these are most of a page's bytes. */
void
pdf_num(struct buf *b, double v)
{
	char digits[24], *s = digits + sizeof(digits);
	long n = lround(v * 100);
	unsigned long u = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
	int places = 2;

	*--s = ' ';
	for (; places > 0 && u % 10 == 0; places--)
		u /= 10;
	if (places > 0) {
		for (; places > 0; places--, u /= 10)
			*--s = (char)('0' + u % 10);
		*--s = '.';
	}
	do {
		*--s = (char)('0' + u % 10);
	} while ((u /= 10) > 0);
	if (n < 0)
		*--s = '-';
	buf_put(b, s, (size_t)(digits + sizeof(digits) - s));
}

void
pdf_hex4(struct buf *b, unsigned v)
{
	static const char digit[] = "0123456789ABCDEF";
	const char out[4] = { digit[v >> 12 & 15], digit[v >> 8 & 15],
	    digit[v >> 4 & 15], digit[v & 15] };

	buf_put(b, out, sizeof(out));
}

void
pdf_utf16(struct buf *b, uint32_t c)
{
	if (c > 0xFFFF) {
		pdf_hex4(b, 0xD800 + ((c - 0x10000) >> 10));
		c = 0xDC00 + ((c - 0x10000) & 1023);
	}
	pdf_hex4(b, c);
}

static void
nums(struct pdf *p, const double *v, size_t n, const char *operator)
{
	size_t i;

	for (i = 0; i < n; i++)
		pdf_num(&p->out, v[i]);
	buf_puts(&p->out, operator);
	buf_lit(&p->out, "\n");
}
#define OP(p, op, ...)	nums((p), (const double[]){ __VA_ARGS__ },	\
	    LEN(((const double[]){ __VA_ARGS__ })), (op))

static void
colour(struct pdf *p, int rgb, const char *operator)
{
	struct buf *b = &p->out;
	int i;

	for (i = 16; i >= 0; i -= 8) {
		int v = (((rgb >> i) & 255) * 1000 + 127) / 255;

		if (v == 0 || v == 1000)
			buf_printf(b, "%d ", v / 1000);
		else
			buf_printf(b, ".%03d ", v);
	}
	buf_puts(b, operator);
	buf_lit(b, "\n");
}

void
pdf_ink(struct pdf *p, int rgb)
{
	pdf_need_mark(p);
	if (p->fill == rgb)
		return;
	p->fill = rgb;
	colour(p, rgb, "rg");
}

double
pdf_x(const struct pdf *p, double x, double w)
{
	return p->r->rtl ? PAGE_W - x - w : x;
}

void
pdf_fill(struct pdf *p, int rgb, double x, double y, double w, double h)
{
	if (w <= 0 || h <= 0)
		return;
	pdf_ink(p, rgb);
	OP(p, "re f", pdf_x(p, x, w), PAGE_H - y - h, w, h);
}

/* An outline that stays inside the box. */
void
pdf_frame(struct pdf *p, int rgb, double line, double x, double y, double w,
    double h)
{
	if (w <= line || h <= line) {
		pdf_fill(p, rgb, x, y, w, h);
		return;
	}
	pdf_need_mark(p);
	colour(p, rgb, "RG");
	OP(p, "w", line);
	OP(p, "re S", pdf_x(p, x, w) + line / 2, PAGE_H - y - h + line / 2,
	    w - line, h - line);
}

void
pdf_rule(struct pdf *p, int rgb, double line, double x, double y, double x2,
    double y2)
{
	pdf_need_mark(p);
	colour(p, rgb, "RG");
	OP(p, "w", line);
	OP(p, "m", pdf_x(p, x, 0), PAGE_H - y);
	OP(p, "l S", pdf_x(p, x2, 0), PAGE_H - y2);
}

/* Lines at 45 degrees, 6 apart, cut at the box's edges by arithmetic: the
 * line number k holds the points where (x - left) + (y - top) = 6 k. */
static void
stripes(struct pdf *p, double x, double y, double w, double h)
{
	double k;

	colour(p, BROWN, "RG");
	OP(p, "w", 0.6);
	for (k = 6; k < w + h; k += 6) {
		double x1 = fmin(k, w), y1 = k - x1;
		double y2 = fmin(k, h), x2 = k - y2;

		OP(p, "m", pdf_x(p, x + x1, 0), PAGE_H - y - y1);
		OP(p, "l", pdf_x(p, x + x2, 0), PAGE_H - y - y2);
	}
	buf_lit(&p->out, "S\n");
}

void
pdf_hatch(struct pdf *p, double x, double y, double w, double h)
{
	if (w <= 0)
		return;
	pdf_fill(p, ORANGE, x, y, w, h);
	if (w + h > 6)
		stripes(p, x, y, w, h);
	pdf_frame(p, BROWN, 0.75, x, y, w, h);
}

/* Four Bezier curves make a circle: 0.5523 of the radius is the known
 * distance of their control points. */
void
pdf_dot(struct pdf *p, int rgb, double x, double y, double r)
{
	double c = r * 0.5523, cx = pdf_x(p, x, 0), cy = PAGE_H - y;

	pdf_ink(p, rgb);
	OP(p, "m", cx + r, cy);
	OP(p, "c", cx + r, cy + c, cx + c, cy + r, cx, cy + r);
	OP(p, "c", cx - c, cy + r, cx - r, cy + c, cx - r, cy);
	OP(p, "c", cx - r, cy - c, cx - c, cy - r, cx, cy - r);
	OP(p, "c f", cx + c, cy - r, cx + r, cy - c, cx + r, cy);
}

void
pdf_bar(struct pdf *p, bool against, double x, double y, double w, double h)
{
	if (against)
		pdf_hatch(p, x, y, w, h);
	else
		pdf_fill(p, NAVY, x, y, w, h);
}

void
pdf_swatch(struct pdf *p, enum report_tone tone, double x, double y)
{
	switch (tone) {
	case TONE_NONE:
		return;
	case TONE_STRONGLY_DISAGREE:
		pdf_fill(p, BROWN, x, y, 24, 8);
		return;
	case TONE_DISAGREE:
		pdf_hatch(p, x, y, 24, 8);
		return;
	case TONE_NEITHER:
		pdf_fill(p, GREY, x, y, 24, 8);
		pdf_frame(p, SECOND, 1, x, y, 24, 8);
		return;
	case TONE_AGREE:
		pdf_fill(p, BLUE, x, y, 24, 8);
		return;
	case TONE_STRONGLY_AGREE:
		pdf_fill(p, NAVY, x, y, 24, 8);
		return;
	}
}
