/* SPDX-License-Identifier: MIT
 *
 * html.h -- inside print: the parts of the web page.
 *
 * Drawings hold percentages of their width and no viewBox, so that text in
 * them stays full size on a narrow screen.  A position is an int in
 * hundredths of a percent; heights are in em, so that they grow with text.
 */
#ifndef PRINT_HTML_H
#define PRINT_HTML_H
#include "print/print.h"

enum { HTML_WHOLE = 10000 };	/* 100% */

/* html.c */
void	html_spans(struct buf *, const struct report_text *);

/* html_style.c: the style sheet, and the fills that drawings share. */
void	html_style(struct buf *);
void	html_fills(struct buf *);

/* html_table.c: caption, figure, table and notes. */
void	html_exhibit(struct buf *, const struct report *,
	    const struct report_exhibit *);

/* html_figure.c: each is hidden from assistive technology when its words or
 * its table say the same, and is an image with words otherwise. */
void	html_figure(struct buf *, const struct report *,
	    const struct report_figure *);
void	html_track(struct buf *, const struct report *, int percent,
	    bool against);
void	html_bar(struct buf *, const struct report *, int percent,
	    bool against);
void	html_swatch(struct buf *, enum report_tone);
void	html_dots(struct buf *, int64_t n, int per_dot);
#endif
