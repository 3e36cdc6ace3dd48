/* SPDX-License-Identifier: MIT
 *
 * paper.h -- inside print: the parts of the questionnaire on paper.
 */
#ifndef PRINT_PAPER_H
#define PRINT_PAPER_H
#include "locales/locales.h"
#include "print/print.h"

struct locale;
struct paper_form {
	struct buf		*b;
	const struct forms_form	*form;
	const struct forms_paper *paper;
	struct forms_answers	 nobody;	/* for words with answers in */
	const struct locale	*lo;		/* the form's language, or English */
	bool			 foreign;	/* our own words are English, and
						   the form's are not */
	bool		 rtl;
};

/* paper_style.c */
void	paper_style(struct buf *);

/* paper_words.c: words of the form, with what stands for an answer put in. */
const char *paper_said(const struct paper_form *, const char *words);
/* Paragraphs and list items with bold words; a link to a document is its words.
 * Returns how many. */
struct paper_prose { bool item; struct report_text text; };
size_t	paper_read(struct paper_form *, const char *words, struct paper_prose **);
/* The same as HTML. */
void	paper_prose(struct paper_form *, const char *words);
/* Begins what we say ourselves, "<p class=\"do\">", and names its language. */
void	paper_ours(struct paper_form *, const char *element, const char *class);

/* paper_plan.c */
void	paper_language(struct paper_form *);		/* sets lo, foreign and rtl */
bool	paper_prints(const struct paper_form *, const struct forms_page *);
bool	paper_has(const struct forms_option *);	/* it is printed */
size_t	paper_options(const struct forms_question *);	/* of those */
/* Where people go on after this answer; NULL: to the next question. */
const struct forms_paper_line *paper_go(const struct paper_form *,
	    const struct forms_field *, const struct forms_option *);
/* Is the line about all that its page asks, or more? */
bool	paper_under_title(const struct paper_form *,
	    const struct forms_paper_line *);
enum paper_shape { PAPER_DOWN, PAPER_ACROSS, PAPER_TWO };
enum paper_shape paper_shape(const struct paper_form *, const struct forms_field *);
size_t	paper_digits(const struct forms_question *);	/* boxes for a number */
size_t	paper_letters(const struct forms_question *);	/* for a postcode */
int	paper_lines(const struct forms_question *);	/* to write on */
/* Words with {number} in them. */
const char *paper_filled(const struct paper_form *, const char *words, double n);
/* "Tick one box."; "" where it needs no words. */
const char *paper_do(const struct paper_form *, const struct forms_field *);

/* paper_field.c: a question, or a grid from its first question on. */
void	paper_field(struct paper_form *, const struct forms_field *);
void	paper_grid(struct paper_form *, const struct forms_grid *);
/* The lines that stand before it; of those under a page's title, only the
 * others. */
void	paper_before(struct paper_form *, const struct forms_field *, bool title);
#endif
