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
/* The questionnaire on paper as a tagged PDF of A4 pages: PDF/UA-1 and
 * PDF/A-2a, in any script.  Every page has a QR code that says which page of
 * which copy it is (forms/mark.h).  A copy has a whole number of folded A3
 * sheets: pages to write more on fill it up. */
enum { PRINT_PAPER_SIZE = 12, PRINT_PAPER_LARGEST = 24 };
struct print_paper {
	const struct forms_settings *settings;	/* where to send it, and until
						   when; NULL: not known */
	const struct forms_option *edition;	/* NULL: there is only one */
	int		 size;		/* of its type, in points: 12 to 24 */
	bool		 fillable;	/* on a screen: PDF/UA-1 alone, with
					   fields (print/pdf/paper.h) */
	bool		 proof;		/* each page says not to fill it in */
	const uint32_t	*serials;	/* a numbered copy for each; NULL: one
					   without a number */
	size_t		 n;
};
/* pages: of one copy.  ERR_IO: a font is missing; ERR_LIMIT: it is too long. */
bool	print_paper_pdf(const struct forms_form *, const struct print_paper *,
	    struct buf *, size_t *pages, struct err *) MUST_USE;
/* The words of one cell, the same in every format: "31 (9%)", "[c]". */
void	print_cell(struct buf *, const struct report *,
	    const struct report_cell *);
#endif
