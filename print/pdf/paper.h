/* SPDX-License-Identifier: MIT
 *
 * paper.h -- inside print/pdf: the questionnaire on paper, as boxes.
 *
 * All measures grow with the type.  The number of a question hangs in a column
 * of its own; its words, boxes and lines stand to the right of that.
 */
#ifndef PRINT_PDF_PAPER_H
#define PRINT_PDF_PAPER_H
#include "print/paper.h"
#include "print/pdf/pdf.h"

#define PAPER_BOTTOM	766.0		/* below it: the code and the page */
#define PAPER_MORE	(1.0 / 3)	/* ems of leading for a tall script */

struct look {
	double		 k;		/* times 12 points */
	struct pdf_style body, bold, quiet, code, asked, go, title, section,
			    page;
	double		 hang;		/* the column of numbers */
	double		 box, line;	/* a side; from one line to the next */
};

/* What a pen goes to, from the left and the top of its row's content. */
enum paper_mark_kind { MARK_BOX, MARK_BLANK, MARK_COMB, MARK_LINE };
struct paper_mark {
	enum paper_mark_kind kind;
	double		 x, dy, w, h;
	size_t		 n;		/* COMB: boxes */
	const struct pdf_widget *widget;	/* NULL: it is for a pen */
	struct pdf_elem	*elem;		/* of the widget */
};
struct paper_marks {
	struct paper_mark *v;
	size_t		 n, cap;
	bool		 bar;		/* a bar on the left, from above down */
	double		 up;		/* so far */
};

/* A copy while it is laid out. */
struct copy {
	struct pdf	*p;
	struct paper_form	*s;
	const struct print_paper *o;
	struct look	*look;
	struct pdf_elem	*sect;
	const char	*lang;		/* of what is set; NULL: the form's */
	unsigned	 group;		/* kept together; 0: none */
	const struct pdf_row *head;	/* comes again on the next page */
	double		 gap;		/* before the next row, if not 0 */
	bool		 barred;	/* a bar on the left of what comes */
	bool		 joined;	/* it goes on from the row before */
};

/* ---- paper_row.c: rows of a copy ------------------------------------------------ */

struct pdf_elem *copy_elem(struct copy *, struct pdf_elem *parent,
	    const char *type);
struct pdf_para *copy_words(struct copy *, const struct pdf_style *,
	    const char *, double width);
/* A row of n cells that has marks; its data. */
struct pdf_row *copy_row(struct copy *, size_t n, struct paper_marks **);
void	copy_mark(struct copy *, struct paper_marks *, struct paper_mark);
/* Where it is to be filled in on a screen: makes a mark a field, in a Form below
 * an element.  Its name is that of the question (":" for "."), with the name of
 * an option behind a sign: "capacity", "ambitions=A1" (one of several),
 * "capacity>other" (words of one's own), "spend#roads" (a number), "born/day". */
void	copy_fill(struct copy *, struct paper_mark *, struct pdf_elem *parent,
	    const struct forms_field *, enum pdf_widget_kind, char sign,
	    const char *part, const char *said, size_t most);
/* Puts it below what is there. */
struct pdf_box *copy_put(struct copy *, struct pdf_row *, double gap);
/* Words in one cell, as an element of this type below sect; "" is nothing. */
struct pdf_box *copy_say(struct copy *, const struct pdf_style *,
	    const char *type, const char *words, double x, double gap);
/* What we say ourselves: its language is the program's. */
struct pdf_box *copy_ours(struct copy *, const struct pdf_style *,
	    const char *type, const char *words, double x, double gap);
/* Paragraphs and lists, from x on. */
void	copy_prose(struct copy *, const char *words, double x, double gap);
void	copy_prose_in(struct copy *, const struct pdf_style *, const char *,
	    double x, double gap);
/* An element of a list: its words and, from x on, what they are. */
void	copy_item(struct copy *, struct pdf_elem *list,
	    const struct pdf_style *, struct report_text, double x, double gap);
/* A heading of level 1 to 4 and its bookmark.  Keeps to what follows. */
struct pdf_box *copy_heading(struct copy *, int level,
	    const struct pdf_style *, const char *words, double gap);
/* The line of words after which only some people go on. */
void	copy_only(struct copy *, const char *words, double gap);
double	copy_x(const struct copy *);		/* right of the numbers */
double	copy_width(const struct copy *, double x);	/* to the right margin */

/* ---- paper_ask.c, paper_boxes.c, paper_grid.c, paper_send.c ------------------------ */

void	copy_field(struct copy *, const struct forms_field *);
void	copy_grid(struct copy *, const struct forms_grid *);
/* The lines that stand before a question; of those under a page's title, only
 * the others. */
void	copy_before(struct copy *, const struct forms_field *, bool title);
/* The number and the words of a question. */
void	copy_asked(struct copy *, const char *number, const char *words,
	    double gap);
/* The options of a question, each with its box. */
void	copy_boxes(struct copy *, const struct forms_field *);
/* Boxes and lines of every other kind of question. */
void	copy_given(struct copy *, const struct forms_field *);
void	copy_lines(struct copy *, int n);	/* to write on */
/* How to fill it in, and whom to talk to. */
void	copy_how(struct copy *);
void	copy_send(struct copy *);		/* and how to send it back */
/* Room to write more: what is left of the last page, and whole pages. */
void	copy_more(struct copy *, double room, size_t pages);

/* ---- paper_foot.c: head and foot of each page ---------------------------------------- */

struct dress {
	const struct forms_form *form;
	const struct print_paper *o;
	const struct look *look;
	size_t		 pages;		/* of one copy */
	const char	*page_of, *copy;	/* patterns of words */
	const char	*proof;
};
void	paper_running(struct pdf *, bool foot);
#endif
