/* SPDX-License-Identifier: MIT
 *
 * check_simple.c -- Matterhorn 10 and 31 for simple fonts.
 */
#include "tests/pdf/check.h"

void
check_simple_font(struct pdf *p, struct font *f)
{
	fault(p, f->page, "X-005", "font %s is simple", f->name);
}
