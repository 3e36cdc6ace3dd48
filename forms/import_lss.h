/* SPDX-License-Identifier: MIT
 *
 * import_lss.h -- a LimeSurvey questionnaire while it is read.
 */
#ifndef FORMS_IMPORT_LSS_H
#define FORMS_IMPORT_LSS_H
#include "forms/import.h"

struct ls_row {
	const struct _xmlNode *n;
	const char	*key;		/* what it is looked up by: an ID */
	const char	*name;		/* of a setting */
};
struct ls_rows { struct ls_row *v; size_t n, cap; };

/* One field of an array, or one of several texts or numbers. */
struct ls_part {
	const char	*code, *name, *words, *relevance;
	struct ls_part	*next;
};
struct ls_question {
	struct ls_row	 row;
	const char	*qid, *code;	/* "12", "Q3" */
	char		 type;		/* its letter; 0: not carried */
	const char	*words;
	const char	*name;		/* in the form */
	struct import_list *list;
	struct ls_part	*parts, **tail;
	const char	*where;
	struct ls_question *next;
};
struct ls_group {
	struct ls_row	 row;
	const char	*gid, *words;
	struct ls_question *first, **tail;
	struct ls_group	*next;
};
struct ls {
	struct import	*im;
	const struct _xmlNode *root;
	const char	*language;
	bool		 scores;	/* assessments are switched on */
	struct ls_rows	 questions, subquestions, answers, attributes;
	struct ls_rows	 groups, question_words, answer_words, group_words;
	struct ls_group	*first;
};

/* A field of a row, "" if it is not there. */
const char *ls_get(const struct ls *, struct ls_row, const char *field);
/* Words: in the row itself, or among those of the language by the row's ID. */
const char *ls_words(const struct ls *, struct ls_row, const struct ls_rows *,
	    const char *id, const char *field);
bool	ls_mine(const struct ls *, struct ls_row);	/* of the language */
const char *ls_attribute(const struct ls *, const struct ls_question *,
	    const char *name);

/* The rows of a table, all languages; key is the field to look them up by. */
void	ls_table(struct ls *, const char *name, const char *key,
	    struct ls_rows *);
/* import_lst.c: words in other languages; the tags, with a space before each. */
const char *ls_translations(struct ls *);

/* import_lsq.c gives names to what it asks; import_lsp.c writes it. */
void	ls_know(struct ls *, struct ls_question *);
void	ls_put(struct ls *, const struct ls_question *, size_t depth);
void	ls_show(struct ls *, const char *relevance, const char *where,
	    size_t depth);
/* import_lsp.c */
void	ls_attributes_lost(struct ls *, const struct ls_question *);
#endif
