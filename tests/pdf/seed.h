/* SPDX-License-Identifier: MIT
 *
 * seed.h -- a small PDF that keeps every rule, to be broken rule by rule.
 */
#ifndef TESTS_PDF_SEED_H
#define TESTS_PDF_SEED_H

#include "base/base.h"

/* Two pages with headings, lists, tables, figure, formula, note, contents,
 * link, comment and form field; its text is made up.  Streams are not
 * compressed.  False: the font is missing. */
bool	seed_pdf(struct buf *out, struct err *) MUST_USE;

/* ---- seed_font.c: fonts cut down to ASCII ------------------------------- */

enum { SEED_FIRST = 32, SEED_LAST = 126 };
struct seed_font {
	struct buf	program;
	int		width[128], gid[128];	/* by ASCII code */
};
bool	seed_font(struct seed_font *, bool keep_cmap, struct err *) MUST_USE;
void	seed_font_done(struct seed_font *);
/* seed_icc.c: an sRGB-like colour profile, ICC.1:2010 (version 4.3). */
void	seed_profile(struct buf *);
#endif
