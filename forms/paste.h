/* SPDX-License-Identifier: MIT
 *
 * paste.h -- questions from a word processor as lines of the language.
 *
 * Private to forms/.  paste_html.c and paste_text.c cut what was pasted into
 * blocks; paste_mark.c and paste_words.c recognise what people write in
 * questionnaires; paste.c makes questions of the blocks, paste_table.c of
 * tables, and paste_write.c writes them down.
 */
#ifndef FORMS_PASTE_H
#define FORMS_PASTE_H
#include "forms/forms.h"

/* ---- blocks ------------------------------------------------------ */

enum paste_kind { PASTE_TEXT, PASTE_ITEM, PASTE_HEADING, PASTE_ROW };
struct paste_block {
	enum paste_kind	 kind;
	int		 level;		/* of a heading, of a list */
	bool		 numbered;	/* ITEM: of a numbered list */
	size_t		 table;		/* ROW: which one, from 1 */
	bool		 first;		/* ROW: of its table */
	const char	*text;		/* one line, trimmed */
	const char	**cells;	/* ROW: … or this */
	size_t		 n_cells;
	struct paste_block *next;
};
struct paste_blocks {
	struct arena	*a;
	struct paste_block *first, **tail;
	size_t		 n;
};
enum { PASTE_BLOCKS = 5000, PASTE_CELLS = 60, PASTE_LONGEST = 4000 };

/* Adds one, unless it is empty or there are too many.  Text is cleaned: what
 * the language refuses goes, and blanks are one space. */
struct paste_block *paste_add(struct paste_blocks *, enum paste_kind,
	    struct str text);
const char *paste_clean(struct arena *, struct str);
bool	paste_html(struct paste_blocks *, struct str, struct err *) MUST_USE;
void	paste_text(struct paste_blocks *, struct str);

/* ---- what a line starts with ------------------------------------- */

enum paste_mark_kind { MARK_NONE, MARK_QUESTION,	/* Q1, Question 1: */
	MARK_NUMBER,					/* 1. 1) 3a. 2.1 */
	MARK_LETTER,					/* a) (b) iv. */
	MARK_BULLET, MARK_BOX };
struct paste_mark {
	enum paste_mark_kind kind;
	const char	*label;		/* "3a", "b"; "" */
	int		 number;	/* 0: none */
	const char	*rest;		/* after it */
};
struct paste_mark paste_mark(struct arena *, const char *);
/* The bytes of a tick box at s; 0: there is none. */
size_t	paste_box(const char *s);
/* The first tick box in s; NULL: none. */
const char *paste_find_box(const char *s);
/* Nothing but lines to write on, boxes, digits and blanks. */
bool	paste_is_blank(const char *);
/* Nothing but a line to write on. */
bool	paste_is_ruled(const char *);
/* s without ruled lines; *had: there were some. */
const char *paste_unruled(struct arena *, const char *, bool *had);
size_t	paste_count_words(const char *);
bool	paste_asks(const char *);	/* ends with a question mark */

/* ---- what it says ------------------------------------------------ */

/* Contains, starts with: whatever the case of letters. */
bool	paste_has(const char *, const char *what);
bool	paste_starts(const char *, const char *what);

enum paste_type { PASTE_UNKNOWN, PASTE_ONE, PASTE_MANY, PASTE_RANK, PASTE_LINE,
	PASTE_LONG, PASTE_NUMBER, PASTE_DATE, PASTE_POSTCODE, PASTE_EMAIL,
	PASTE_PHONE, PASTE_RATING, PASTE_GRID };
/* "Tick all that apply"; *most: "up to 3".  PASTE_UNKNOWN: it says nothing. */
enum paste_type paste_instruction(const char *, int *most);
/* s without the brackets, or the last sentence, that say it. */
const char *paste_without_instruction(struct arena *, const char *);
/* What a question that is typed asks for, by its words. */
enum paste_type paste_type_of(const char *words, int *high);
/* "… go to question 5"; the number, and *before: what stands before it. */
const char *paste_jump(struct arena *, const char *, const char **before);
/* "If yes, …": the answer, and *rest; NULL: it is none such. */
const char *paste_if(struct arena *, const char *, const char **rest,
	    const char **question);
bool	paste_wants_words(const char *);	/* "please specify" */
const char *paste_without_specify(struct arena *, const char *);
bool	paste_is_comments(const char *);

/* ---- questions --------------------------------------------------- */

struct paste_option {
	const char	*words, *name;
	bool		 write_in, exclusive;
	enum forms_state missing;
	const char	*jump;		/* to that question; NULL */
	struct paste_option *next;
};
struct paste_list {
	struct paste_option *first, *last, **tail;
	size_t		 n;
};
struct paste_scale {
	const char	*name;
	struct paste_list list;
	struct paste_scale *next;
};
enum paste_what { PASTE_SECTION, PASTE_PAGE, PASTE_WORDS, PASTE_QUESTION };
struct paste_part {
	enum paste_what	 what;
	const char	*words, *name, *hint;	/* hint: "" */
	const char	*label;		/* its number in the document; "" */
	enum paste_type	 type;
	int		 most, lines, high;
	bool		 required;
	struct paste_list options;
	struct paste_list rows;		/* of a grid */
	const struct paste_scale *scale;
	const char	*show;		/* NULL: always */
	const char	*guess;		/* "" */
	struct paste_part *next;
};
struct paste {
	struct arena	*a;
	struct paste_part *first, **tail;
	struct paste_part *now;		/* the question that goes on; NULL */
	struct paste_option *numbered;	/* that a number made an option */
	int		 number;	/* of that, or of the last question */
	int		 top;		/* level of headings that are sections;
					   0: there are only pages */
	struct paste_scale *scales;
	const char	*title;		/* of the document; "" */
	const char	**names;
	size_t		 n_names, cap_names;
	struct forms_pasted *did;
};

struct paste_part *paste_part(struct paste *, enum paste_what,
	    const char *words);
struct paste_part *paste_question(struct paste *, const char *words,
	    const char *label);
void	paste_guess(struct paste *, struct paste_part *, const char *, ...)
	    PRINTF(3, 4);
void	paste_option(struct paste *, struct paste_list *, const char *words);
/* One block that is no row. */
void	paste_take(struct paste *, const struct paste_block *);
/* The rows of one table; how many blocks that were. */
size_t	paste_table(struct paste *, const struct paste_block *);
/* A name like these words that nothing else has. */
const char *paste_name(struct paste *, const char *words, const char *other);
const char *paste_option_name(struct paste *, const struct paste_list *,
	    const char *words);
void	paste_write(struct paste *, struct buf *);
#endif
