/* SPDX-License-Identifier: MIT
 *
 * dataset.h -- the responses as tables of rows and columns, for staff: what
 * stands in each cell, whatever file it is written to.
 *
 * Part of analysis.h, which includes it.  docs/DATA.md tells its readers what
 * all of it means.
 */
#ifndef ANALYSIS_DATASET_H
#define ANALYSIS_DATASET_H
#include "forms/forms.h"
#include "store/store.h"

/* LABELS and CODES have the same rows (a response that counts) and columns;
 * CODINGS has a row for each response and a column for each code; DICTIONARY
 * says what stands in each column; ABOUT what this is. */
enum dataset_sheet { DATASET_LABELS, DATASET_CODES, DATASET_CODINGS,
	DATASET_DICTIONARY, DATASET_ABOUT };
enum { DATASET_SHEETS = DATASET_ABOUT + 1 };

/* No cell is empty in LABELS, CODES and CODINGS.  A text that a person or a
 * form's author wrote and that begins with [ or ' has one more ' before it, so
 * what begins with [ is always a reason for no answer. */
enum dataset_kind { DATASET_TEXT, DATASET_NUMBER, DATASET_DATE };
struct dataset_cell {
	enum dataset_kind kind;
	const char	*text;		/* TEXT; DATE: "2024-06-03" */
	double		 number;	/* NUMBER; DATE: days since 1970 */
	int		 decimals;	/* NUMBER: at most */
};

/* So many UTF-16 units go into a cell of a workbook (Excel's limit). */
enum { DATASET_CELL_MAX = 32767 };

/* Numbers of reasons, those of the triple-s export: CHOICE + 1 + state where
 * there are numbers of answers, ticks and places; NUMBER + 1 + state where
 * people give numbers.  The last of each is an answer that others were chosen
 * before. */
enum { DATASET_CHOICE = 10000, DATASET_NUMBERS = 999999990 };

struct dataset;
struct dataset_wish {
	const struct forms_form	*form;	/* with the versions before it */
	const struct forms_form	*words;	/* the same in another language; NULL:
					   form itself */
	const struct forms_version *versions;	/* of the folder */
	size_t			 n_versions;
	bool			 equality;	/* the answers to its equality
						   questions as well */
};
/* Everything that counts in the case store.  Lives in the arena, and borrows
 * what it is made of.  Depends on nothing but its arguments. */
bool	analysis_dataset(struct arena *, struct cases *,
	    const struct dataset_wish *, struct dataset **, struct err *)
	    MUST_USE;

const char *dataset_name(enum dataset_sheet);	/* "Answers (labels)" */
size_t	dataset_width(const struct dataset *, enum dataset_sheet);
size_t	dataset_height(const struct dataset *, enum dataset_sheet);
/* The stable name of a column, and its words for people; both live as long as
 * the dataset. */
const char *dataset_head(const struct dataset *, enum dataset_sheet,
	    size_t column);
const char *dataset_words(const struct dataset *, enum dataset_sheet,
	    size_t column);
/* What is made for it lives in the arena given. */
void	dataset_cell(struct arena *, const struct dataset *,
	    enum dataset_sheet, size_t row, size_t column,
	    struct dataset_cell *);
/* Days since 1970 of the newest response; 0: there is none. */
int64_t	dataset_day(const struct dataset *);
int64_t	dataset_rehearsal(const struct dataset *);	/* rows made up */
#endif
