/* SPDX-License-Identifier: MIT
 *
 * print.h -- renders a report tree.  Print computes nothing: every number on
 * a page comes from the tree.
 */
#ifndef PRINT_PRINT_H
#define PRINT_PRINT_H
#include "analysis/analysis.h"
#include "base/base.h"
#include "forms/forms.h"

/* A tagged PDF: PDF/UA-1 and PDF/A-2a.  ERR_IO: a font is missing (which
 * package has it), or the file cannot be written.  A character that no font
 * at hand can show is a square that stands for it. */
bool	print_pdf(const struct report *, const char *path, struct err *)
	    MUST_USE;
/* One self-contained, valid, accessible page. */
bool	print_html(const struct report *, struct buf *, struct err *) MUST_USE;
/* The questionnaire on paper, one page of HTML that prints on A4; each edition
 * follows the one before.  False: it is too long (16 MiB). */
bool	print_paper_html(const struct forms_form *, struct buf *) MUST_USE;
/* The words of one cell, the same in every format: "31 (9%)", "[c]". */
void	print_cell(struct buf *, const struct report *,
	    const struct report_cell *);
#endif
