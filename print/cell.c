/* SPDX-License-Identifier: MIT
 *
 * cell.c -- the words of one table cell, the same in every format.
 *
 * A negative count is written with an en dash: Noto Sans, as Debian has it,
 * lacks the minus sign U+2212.
 */
#include "locales/locales.h"
#include "print/print.h"

#define NO_BREAK_SPACE	"\xC2\xA0"
#define EN_DASH		"\xE2\x80\x93"

static void
put_count(struct buf *b, int64_t n)
{
	struct buf digits CLEAN(buf_free) = { 0 };

	locale_count(&digits, locale_english(), n);
	if (n < 0)
		buf_lit(b, EN_DASH);
	buf_puts(b, buf_text(&digits) + (n < 0));
}

void
print_cell(struct buf *b, const struct report *r, const struct report_cell *c)
{
	switch (c->kind) {
	case CELL_EMPTY:
		break;
	case CELL_TEXT:
		buf_puts(b, c->text);
		break;
	case CELL_COUNT:
		put_count(b, c->n);
		break;
	case CELL_PERCENT:
		buf_printf(b, "%d%%", c->percent);
		break;
	case CELL_COUNT_PERCENT:
		put_count(b, c->n);
		buf_printf(b, NO_BREAK_SPACE "(%d%%)", c->percent);
		break;
	case CELL_HIDDEN:
		buf_puts(b, r->w_hidden);
		break;
	}
}
