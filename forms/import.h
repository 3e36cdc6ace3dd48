/* SPDX-License-Identifier: MIT
 *
 * import.h -- making the text of a form out of somebody else's questionnaire.
 *
 * Private to forms/.  An importer (import_xlsform.c, import_lss.c) says what it
 * finds, line by line; import.c keeps names apart, writes the lines, and has
 * the checker read them: a line that it refuses becomes a comment and a note,
 * so that what comes out can always be used.  import_logic.c translates
 * conditions, import_words.c cleans words.
 */
#ifndef FORMS_IMPORT_H
#define FORMS_IMPORT_H
#include "forms/forms.h"

/* ---- what was found so far --------------------------------------------- */

struct import_line {
	size_t		 depth;
	const char	*text;
	const char	*other;		/* when text is refused; or NULL */
	const char	*where;		/* it came from; NULL: made up */
	bool		 spare;		/* may be left out by itself; else what
					   stands under it goes with it */
	bool		 dead;
};

struct import_option {
	const char	*code;		/* in the other program */
	const char	*name;		/* in the form */
	int		 number;
	int		 wish;		/* for its number, plus 1; 0: none */
	const char	*words;
	enum forms_state missing;
	bool		 exclusive, write_in, pinned;
	bool		 has_score;
	int		 score;
	const char	*where;
	struct import_option *next;
};
struct import_list {
	const char	*code;		/* in the other program */
	const char	*name;		/* as a scale; NULL: not made one */
	struct import_option *first, **tail;
	size_t		 n;
	size_t		 used;		/* by so many choose-one questions */
	bool		 scored;	/* codes of answers are numbers */
	struct import_list *next;
};

enum import_type { IMPORT_ONE, IMPORT_MANY, IMPORT_NUMBER, IMPORT_DATE,
	IMPORT_WORDS,		/* typed: it has an answer or it has none */
	IMPORT_RANK, IMPORT_SHARE,
	IMPORT_VALUE,		/* worked out: a number */
	IMPORT_LOST };		/* was there, and did not come */
struct import_name {			/* what a condition may ask about */
	const char	*code;		/* in the other program */
	const char	*name;		/* "symptom[pain]" */
	enum import_type type;
	const struct import_list *list;	/* ONE, MANY, RANK, SHARE */
	const struct import_option *option;	/* LimeSurvey: one of a MANY */
	struct import_name *next;
};

struct import {
	struct arena		*a;
	struct forms_notes	*notes;
	size_t			 n_notes;
	struct import_line	*lines;
	size_t			 n, cap;
	struct import_list	*lists;
	struct import_name	*names, **name_tail;
	const char		**used;		/* names in the form */
	size_t			 n_used, cap_used;
	const struct import_name *self;		/* `.`, or NULL */
};

void	import_init(struct import *, struct arena *, struct forms_notes *);
/* Notes; where lives as long as the arena. */
void	import_guess(struct import *, const char *where, const char *, ...)
	    PRINTF(3, 4);
void	import_lost(struct import *, const char *where, const char *, ...)
	    PRINTF(3, 4);

/* Adds a line; the pointer is good until the next one is added. */
struct import_line *import_put(struct import *, size_t depth, const char *where,
	    const char *, ...) PRINTF(4, 5);
/* `head "words"`, with further paragraphs and lists below it.  The words are
 * other people's, and are cleaned here; bold: it may stay. */
void	import_words(struct import *, size_t depth, const char *where,
	    const char *head, const char *words, bool bold);
/* The same on one line, with what stands behind the words ("" nothing). */
struct import_line *import_title(struct import *, size_t depth,
	    const char *where, const char *head, const char *words,
	    const char *after);
void	import_comment(struct import *, size_t depth, const char *);

/* A valid name like the one given, which nothing else has; says so in a note
 * when it had to become another. */
const char *import_name_new(struct import *, const char *like,
	    const char *where);
/* A valid name, not yet kept apart from others; "" when nothing is left. */
const char *import_name_like(struct arena *, const char *, size_t longest);
struct import_name *import_know(struct import *, const char *code,
	    const char *name, enum import_type, const struct import_list *);
const struct import_name *import_known(const struct import *, struct str code);

struct import_list *import_list(struct import *, const char *code, bool make);
struct import_option *import_option(struct import *, struct import_list *,
	    const char *code, const char *words, const char *where);
/* The name of an answer by its code, or by its words where the code is only a
 * number. */
const char *import_code_name(struct arena *, const char *code,
	    const char *words);
/* Gives names and numbers to the options of a list, and finds out which of
 * them are reasons for giving no answer. */
void	import_number(struct import *, struct import_list *);
/* Their lines.  many: also those that only a choose many can have;
 * alone: the code of one that excludes the others, or NULL. */
void	import_options(struct import *, const struct import_list *,
	    size_t depth, bool many, const char *alone);

/* The finished text.  ERR_INPUT when nothing could be used. */
bool	import_finish(struct import *, struct buf *out, struct err *) MUST_USE;

/* ---- import_logic.c ---------------------------------------------------- */

/* XPath as in XLSForm, or LimeSurvey's expressions: both are understood by
 * one reader.  A condition (or a number) of the language, or NULL; why then
 * says in words what could not be carried. */
const char *import_condition(struct import *, const char *text,
	    const char **why);
const char *import_number_text(struct import *, const char *text,
	    const char **why);

/* What a constraint says, piece by piece.  integer: of a whole number, so that
 * `. > 0` is `. >= 1`. */
struct import_limits {
	bool		 has_low, has_high;
	double		 low, high;		/* of the number itself */
	int		 least, most;		/* chosen; 0: none */
	int		 characters;		/* at most; 0: none */
	const char	*exclusive;		/* code of an option that stands
						   alone; NULL: none */
	const char	*rest;			/* a condition; NULL: none */
};
bool	import_constraint(struct import *, const char *text, bool integer,
	    struct import_limits *, const char **why);

/* ---- import_words.c ---------------------------------------------------- */

/* other says in the language tag what base says in the first: each paragraph of
 * it is a draft of a translation. */
void	import_translated(struct import *, const char *tag, const char *base,
	    const char *other, bool bold);
/* HTML (or Markdown as XLSForm has it) as the language's plain text: **bold**
 * where bold is allowed, lists, paragraphs.  Characters that the language
 * refuses go.  References to earlier answers become {name} where the name is
 * known; *pipes is then set, and the words without them are in *plain. */
const char *import_clean(struct import *, const char *text, bool bold,
	    bool *pipes, const char **plain);
/* The same on one line, for titles, names of options and questions. */
const char *import_line_of(struct import *, const char *text);

/* ---- import_xlsx.c ----------------------------------------------------- */

struct xlsx_cell { size_t row, column; const char *text; };
struct xlsx_sheet {			/* cells by row, then column, from 1 */
	const char		*name;
	struct xlsx_cell	*cells;
	size_t			 n, cap;
	struct xlsx_sheet	*next;
};
/* Reads a workbook: texts, numbers as they would be typed, no formulas (their
 * kept results), no dates.  Limits: 32 MiB unpacked and 100 times the packed
 * size, 2,000 entries, 200,000 cells. */
bool	xlsx_read(struct arena *, struct str bytes, struct xlsx_sheet **out,
	    struct err *) MUST_USE;

/* ---- import_xml.c ------------------------------------------------------ */

struct _xmlDoc;
struct _xmlNode;
/* Nothing from outside, no document type, no entities but the five of XML.
 * NULL: e says why. */
struct _xmlDoc *xml_open(struct str bytes, const char *what, struct err *);
void	xml_close(struct _xmlDoc **);
/* The first child element of this name (NULL: any), and the next one. */
struct _xmlNode *xml_child(const struct _xmlNode *, const char *name);
struct _xmlNode *xml_after(const struct _xmlNode *, const char *name);
bool	xml_is(const struct _xmlNode *, const char *name);
/* All text in it; the value of an attribute (by local name), "" if absent. */
const char *xml_text(struct arena *, const struct _xmlNode *);
const char *xml_attr(struct arena *, const struct _xmlNode *, const char *);

/* ---- the importers ----------------------------------------------------- */
bool	import_xlsform(struct import *, struct str bytes, const char *name,
	    struct err *) MUST_USE;
/* The same from sheets that are read already. */
bool	import_sheets(struct import *, const struct xlsx_sheet *,
	    const char *name, struct err *) MUST_USE;
bool	import_lss(struct import *, struct str bytes, const char *name,
	    struct err *) MUST_USE;
#endif
