/* SPDX-License-Identifier: MIT
 *
 * import_xlsform.h -- an XLSForm while it is read.
 */
#ifndef FORMS_IMPORT_XLSFORM_H
#define FORMS_IMPORT_XLSFORM_H
#include "forms/import.h"

struct xf_column {
	size_t		 at;		/* 1 is A */
	const char	*name;		/* "label", "constraint_message" */
	const char	*language;	/* "English (en)", or "" */
};
struct xf_row { size_t number; const struct xlsx_cell *cells; size_t n; };
struct xf_table {
	const char		*sheet;
	struct xf_column	*columns;
	size_t			 n_columns, cap_columns;
	struct xf_row		*rows;	/* without the one with the names */
	size_t			 n, cap;
};

enum xf_kind { XF_SKIP, XF_QUESTION, XF_NOTE, XF_VALUE, XF_GROUP, XF_REPEAT,
	XF_END };
struct xf_item {			/* a row of the survey sheet */
	enum xf_kind	 kind;
	const struct xf_row *row;
	const char	*type;		/* first word: "select_one" */
	const char	*list;		/* its second word, or "" */
	bool		 or_other;
	const char	*name;		/* in the form */
	struct import_name *known;	/* NULL: none */
	struct import_limits limits;
	size_t		 end;		/* GROUP, REPEAT: what ends it */
};
struct xf {
	struct import	*im;
	struct xf_table	 survey, choices, settings;
	const char	*language;	/* whose words are taken */
	struct xf_item	*items;
	size_t		 n, cap;
	const char	**rules;	/* of the page that is open */
	size_t		 n_rules, cap_rules;
};

/* import_table.c: a cell by the name of its column, in the language that is
 * taken; "" if empty. */
void	xf_table_read(struct xf *, const struct xlsx_sheet *,
	    struct xf_table *);
const char *xf_get(const struct xf *, const struct xf_table *,
	    const struct xf_row *, const char *column);
/* "survey, row 12, column relevant" (column NULL: the row) */
const char *xf_where(const struct xf *, const struct xf_table *,
	    const struct xf_row *, const char *column);
/* Notes for columns that are not known, and for other languages. */
void	xf_strangers(struct xf *, const struct xf_table *,
	    const char *const *known);
bool	xf_yes(const char *);		/* yes, true, TRUE, true() */

const char *xf_cell(const struct xf_row *, size_t at);
/* import_translate.c */
const char *xf_tag(struct xf *, const char *language);
bool	xf_translated(struct xf *, const struct xf_column *);
void	xf_translations(struct xf *, const struct xf_table *);

/* Words on one line, ready to stand between quotation marks. */
const char *xf_plain(struct import *, const char *);

/* import_rows.c: types, names and lists. */
void	xf_lists(struct xf *);
void	xf_items(struct xf *);

/* import_question.c */
void	xf_question(struct xf *, struct xf_item *, size_t depth);
void	xf_show(struct xf *, const struct xf_item *, size_t depth);
void	xf_value(struct xf *, struct xf_item *, size_t depth);
/* The rules that were gathered, under their page. */
void	xf_rules(struct xf *, size_t depth);
#endif
