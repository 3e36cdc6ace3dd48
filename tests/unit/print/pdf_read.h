/* SPDX-License-Identifier: MIT
 *
 * pdf_read.h -- reads a PDF back with the tools of poppler and qpdf.
 */
#ifndef TESTS_UNIT_PRINT_PDF_READ_H
#define TESTS_UNIT_PRINT_PDF_READ_H
#include "analysis/report.h"
#include "base/base.h"

struct pdf_file {
	char		path[64];
	struct buf	out;		/* of the last tool */
	struct buf	text;		/* its words, without white space */
};
/* Prints the report to a file of its own; fails the test on an error. */
void	pdf_file_write(struct pdf_file *, const struct report *);
/* The same of what is in a buffer already. */
void	pdf_file_take(struct pdf_file *, const struct buf *);
void	pdf_file_free(struct pdf_file *);
/* What a command says; '%s' in it becomes the path.  Lives until the next. */
const char *pdf_tool(struct pdf_file *, const char *command)
	    __attribute__((format_arg(2)));
/* From now on look in the structure's text, not in the pages'. */
void	pdf_read_structure(struct pdf_file *);
/* Whether, and how often, the words occur, white space apart. */
bool	pdf_has(const struct pdf_file *, const char *);
size_t	pdf_count(const struct pdf_file *, const char *);
int	pdf_pages(struct pdf_file *);
#endif
