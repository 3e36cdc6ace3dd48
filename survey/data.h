/* SPDX-License-Identifier: MIT
 *
 * data.h -- responses and tables written to files and terminals.
 *
 * Private to survey/.
 */
#ifndef SURVEY_DATA_H
#define SURVEY_DATA_H
#include "analysis/analysis.h"
#include "survey/survey.h"

/* Each writes a file that only its owner can read, whole or not at all. */
bool	data_csv(const struct dataset *, enum dataset_sheet, const char *path,
	    struct err *) MUST_USE;
bool	data_xlsx(const struct dataset *, const char *path, struct err *)
	    MUST_USE;

/* `earshot export DIR --format xlsx,csv`: the exit status. */
struct data_wish {
	const char	*dir;
	bool		 xlsx, csv;
	const char	*out;		/* a folder or a file; NULL: DIR/out */
	const char	*lang;		/* NULL: the first language */
	bool		 equality;
};
int	data_export(const struct data_wish *);

/* `earshot tabulate` */
struct tables_said {
	const struct analysis_tables *t;
	const char	*where;		/* as typed; NULL: none */
	const char	*version;	/* of the questionnaire; "" */
};
void	tables_text(const struct tables_said *);	/* to stdout */
void	tables_json(const struct tables_said *, struct buf *);
#endif
