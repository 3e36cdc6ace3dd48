/* SPDX-License-Identifier: MIT
 *
 * paper.h -- inside print: the parts of the questionnaire on paper.
 */
#ifndef PRINT_PAPER_H
#define PRINT_PAPER_H
#include "locales/locales.h"
#include "print/print.h"

struct locale;
struct sheet {
	struct buf		*b;
	const struct forms_form	*form;
	const struct forms_paper *paper;
	struct forms_answers	 nobody;	/* for words with answers in */
	const struct locale	*lo;		/* the form's language, or English */
	bool			 foreign;	/* our own words are English, and
						   the form's are not */
};

/* paper_style.c */
void	paper_style(struct buf *);

/* paper_words.c: words of the form, with what stands for an answer put in. */
const char *paper_said(const struct sheet *, const char *words);
/* Begins what we say ourselves, "<p class=\"do\">", and names its language. */
void	paper_ours(struct sheet *, const char *element, const char *class);
/* Paragraphs, bold and lists; a link to a document is its words. */
void	paper_prose(struct sheet *, const char *words);

/* paper_field.c: a question, or a grid from its first question on. */
void	paper_field(struct sheet *, const struct forms_field *);
void	paper_grid(struct sheet *, const struct forms_grid *);
/* The lines that stand before it; of those under a page's title, only the
 * others. */
void	paper_before(struct sheet *, const struct forms_field *, bool title);
#endif
