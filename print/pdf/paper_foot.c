/* SPDX-License-Identifier: MIT
 *
 * paper_foot.c -- head and foot of each page of the questionnaire: what it is,
 * the page, the number of the copy, and a code that a scanner reads.
 */
#include "locales/locales.h"
#include "print/pdf/paper.h"

#include <qrencode.h>
#include <stdio.h>

#define SIDE	46.0			/* of the code, without its margin */

static const struct pdf_style strong = { SANS_BOLD, 12, 16, INK, false,
    PAPER_MORE }, note = { SANS, 12, 16, SECOND, false, PAPER_MORE };

static void
free_code(QRcode **q)
{
	QRcode_free(*q);
}

/* Dark squares, a row at a time; black, for a scanner wants contrast. */
static void
code(struct pdf *p, const char *text, double x, double y)
{
	QRcode *q CLEAN(free_code) = QRcode_encodeString(text, 0, QR_ECLEVEL_M,
	    QR_MODE_8, 0);
	double unit;
	int i, j, from;

	if (q == NULL) {
		pdf_fail(p, ERR_LIMIT, "the code of a page is too long: %s",
		    text);
		return;
	}
	unit = SIDE / q->width;
	for (j = 0; j < q->width; j++)
		for (i = 0; i < q->width; i++) {
			from = i;
			while (i < q->width && q->data[j * q->width + i] & 1)
				i++;
			/* It is not mirrored in a script from right to left. */
			if (i > from)
				pdf_fill(p, 0, x + unit * (p->r->rtl ?
				    q->width - i : from), y + unit * j,
				    unit * (i - from), unit);
		}
}

static const char *
filled(struct pdf *p, const char *pattern, const struct locale_place *v,
    size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_fill(&b, pattern, v, n);
	return arena_str(p->a, buf_text(&b));
}

static void
foot(struct pdf *p, const struct dress *d)
{
	size_t copy = p->page->number / d->pages;
	size_t page = p->page->number % d->pages + 1;
	struct forms_mark m = { .page = (int)page, .pages = (int)d->pages };
	char text[FORMS_MARK_SIZE], serial[FORMS_SERIAL_SIZE] = "";
	double room = FULL - SIDE - 24;
	const char *words;

	if (d->o->serials != NULL) {
		m.serial = d->o->serials[copy];
		forms_serial_show(m.serial, serial);
	}
	snprintf(m.form, sizeof(m.form), "%s", d->form->name);
	snprintf(m.hash, sizeof(m.hash), "%.*s", FORMS_HASH_PART,
	    d->form->hash);
	snprintf(m.lang, sizeof(m.lang), "%s", d->form->lang);
	forms_mark_put(&m, text);
	pdf_fill(p, NAVY, LEFT, PAPER_BOTTOM + 6, FULL, 0.75);
	code(p, text, RIGHT - SIDE, PAPER_BOTTOM + 14);
	words = filled(p, d->page_of, (struct locale_place[]){ { "{page}",
	    arena_printf(p->a, "%zu", page) }, { "{pages}",
	    arena_printf(p->a, "%zu", d->pages) } }, 2);
	pdf_one_line(p, &strong, words, LEFT, PAPER_BOTTOM + 14, room / 2, START);
	if (serial[0] != '\0')
		pdf_one_line(p, &strong, filled(p, d->copy,
		    &(struct locale_place){ "{number}", serial }, 1),
		    LEFT + room / 2, PAPER_BOTTOM + 14, room / 2, START);
	pdf_one_line(p, &note, d->form->title, LEFT, PAPER_BOTTOM + 32, room,
	    START);
}

/* That it is a proof, in a frame that every script fits into. */
static void
proof(struct pdf *p, const char *words)
{
	struct pdf_para *q = pdf_words(p, &note, words, FULL - 16, START);
	double w = q->widest + 16, h = q->leading + 6, y = 41 - h;

	pdf_frame(p, SECOND, 0.75, RIGHT - w, y, w, h);
	pdf_one_line(p, &note, words, RIGHT - w + 8, y + 3, w, START);
}

void
paper_running(struct pdf *p, bool at_foot)
{
	const struct dress *d = p->dress;

	if (at_foot)
		foot(p, d);
	else if (d->o->proof)
		proof(p, d->proof);
}
