/* SPDX-License-Identifier: MIT
 *
 * dataset_private.h -- inside the dataset.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_DATASET_PRIVATE_H
#define ANALYSIS_DATASET_PRIVATE_H
#include "analysis/analysis.h"

/* About the response itself: FACT_REFERENCE to FACT_LEFT_OUT are the first
 * columns, in this order. */
enum dataset_column_type {
	FACT_REFERENCE, FACT_REHEARSAL, FACT_CHANNEL, FACT_LANGUAGE, FACT_DAY,
	FACT_VERSION, FACT_FLAGS, FACT_LEFT_OUT,
	COLUMN_CHOICE,		/* one of the options */
	COLUMN_TICK,		/* option: chosen 1, not chosen 0 */
	COLUMN_PLACE,		/* option: its place, from 1 */
	COLUMN_POINTS,		/* option: its points */
	COLUMN_NUMBER, COLUMN_DAY, COLUMN_YEAR,
	COLUMN_TEXT,		/* words, postcodes, parts of dates, names of
				   files */
	COLUMN_WRITE_IN		/* option: the words beside it */
};
enum { FACTS = FACT_LEFT_OUT + 1 };

/* A reason as it stands in a column: enum forms_state, and one more. */
enum { NOT_CHOSEN = FORMS_SEVERAL + 1, REASONS };

struct dataset_column {
	enum dataset_column_type type;
	const char	*name, *words;
	const struct forms_field *field;	/* NULL: a fact */
	const struct forms_option *option;
	bool		 worded;	/* an answer is as large as the numbers
					   of reasons: they stand in words */
	int64_t		 cut;		/* texts longer than DATASET_CELL_MAX */
};

struct dataset_coded { size_t row, code; int64_t n; };
struct dataset_entry {			/* a line of the dictionary */
	const char	*v[10];
};
enum { ENTRY_COLUMN, ENTRY_QUESTION, ENTRY_WORDS, ENTRY_TYPE, ENTRY_CODE,
	ENTRY_LABEL, ENTRY_MISSING, ENTRY_ASKED, ENTRY_SENSITIVITY, ENTRY_NOTE,
	ENTRIES };

struct dataset {
	struct arena	*a;
	const struct forms_form *form, *words;
	const struct forms_version *versions;
	size_t		 n_versions;
	bool		 equality;
	const struct cases_response *r;
	size_t		 n;
	struct cases_flags flags;
	struct dataset_column *columns;
	size_t		 n_columns, cap_columns;
	const char	**codes, **code_words;
	size_t		 n_codes, cap_codes, cap_code_words;
	struct dataset_coded *coded;	/* by row, then code */
	size_t		 n_coded;
	size_t		*coded_at;	/* of each row; n + 1 of them */
	struct dataset_entry *entries;
	size_t		 n_entries, cap_entries;
	struct dataset_entry *about;	/* the first two */
	size_t		 n_about, cap_about;
};

/* ---- dataset_cells.c ----------------------------------------------------- */

/* The words of an option, and of a question with its number and row, in the
 * language that was asked for. */
const char *dataset_option_words(const struct dataset *,
	    const struct forms_field *, const struct forms_option *);
const char *dataset_field_words(const struct dataset *,
	    const struct forms_field *);
/* "[left blank]" */
const char *dataset_reason(unsigned reason);
/* The number of a reason in this column; 0: it has none there. */
int64_t	dataset_reason_code(const struct dataset_column *, unsigned reason);
/* With a ' in front where it could be taken for a reason. */
const char *dataset_plain(struct arena *, const char *);
/* "2.1"; the start of the hash where the folder does not know it */
const char *dataset_version(struct arena *, const struct dataset *,
	    const char *hash);
void	dataset_answer(struct arena *, const struct dataset *,
	    const struct dataset_column *, const struct cases_response *,
	    bool labels, struct dataset_cell *);

/* ---- dataset.c, dataset_dictionary.c ------------------------------------- */

struct dataset_given {			/* what the case store has */
	struct cases_response *r;
	size_t		 n;
	struct cases_unit *units;
	size_t		 n_units;
	struct cases_coding *codings;
	size_t		 n_codings;
	struct cases_flags flags;
};
struct dataset *dataset_make(struct arena *, const struct dataset_wish *,
	    const struct dataset_given *);
void	dataset_dictionary(struct dataset *);
#endif
