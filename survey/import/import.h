/* SPDX-License-Identifier: MIT
 *
 * import.h -- responses out of the files of other survey tools: which column
 * goes where (the map), and what each row then says.
 *
 * Private to survey/.
 */
#ifndef SURVEY_IMPORT_IMPORT_H
#define SURVEY_IMPORT_IMPORT_H
#include "survey/import/table.h"
#include "survey/survey.h"

/* ---- faults.c: what could not be placed, and where ------------------------------ */

/* One thing to mend, with all of its rows. */
struct fault {
	const char	*where;		/* "column C \"Are you …\"", or "" */
	const char	*words, *todo;	/* todo "": said by the words */
	struct { size_t from, to; } *rows;
	size_t		 n_rows, cap_rows;
	size_t		 n;		/* rows, or lines of a map */
	struct fault	*next, *same;
};
enum { FAULTS_MAX = 20000 };	/* different ones; the rest are counted */
struct faults {
	struct arena	*a;
	const char	*file;
	bool		 lines;		/* of a map: numbers are lines */
	struct fault	*first, **tail;
	struct fault	**by_words;
	size_t		 kinds;
	int64_t		 n, more;	/* places; more: not listed */
};
struct heading;
void	faults_init(struct faults *, struct arena *, const char *file, bool lines);
/* row 0: of the whole file; at NULL: of no column. */
void	fault_add(struct faults *, size_t row, const struct heading *at,
	    const char *todo, const char *, ...) PRINTF(5, 6);
void	faults_print(struct buf *, const struct faults *);
/* "3 lines of the map to mend", "2 things to mend, at 7 places": as they are
 * listed, so that one line that is missing is not called seven.  In a. */
const char *faults_count(struct arena *a, const struct faults *);

/* ---- words.c --------------------------------------------------------------------- */

/* On one line, without spaces at the ends; in a. */
const char *words_line(struct arena *a, const char *);
/* The same so that two ways of writing one thing are equal: small letters, plain
 * quotes and dashes, no tags of HTML, no mark at the end. */
const char *words_like(struct arena *a, const char *);
/* How much two headings have in common, from 0 to 1: words in both, of all. */
double	words_common(struct arena *a, const char *, const char *);
/* As much of it as a message has room for. */
const char *words_brief(struct arena *a, const char *);

/* ---- headings.c --------------------------------------------------------------------- */

struct heading {
	size_t		 at;		/* column, from 0 */
	const char	*letter;
	const char	*words;		/* all of it, on one line */
	const char	*name;		/* a short name beside the words (Qualtrics),
					   or "" */
	const char	*asks, *part;	/* the question, and what of it ("" none):
					   second row, or [in brackets] */
	size_t		 same;		/* other columns with these words */
};
struct headings {
	struct heading	*v;		/* those with words */
	size_t		 n, width;	/* width: of all columns */
	size_t		 rows;
	const char	*kind;		/* "two rows, as SurveyMonkey writes them" */
};
/* Reads the rows at the top; rows 0: finds out how many.  The next row that the
 * table gives is the first response. */
bool	headings_read(struct arena *, struct table *, size_t rows,
	    struct headings *, struct err *) MUST_USE;

/* ---- map.c, map_read.c, map_check.c ------------------------------------------------------- */

enum goes { GOES_UNSURE, GOES_OUT, GOES_RESPONDENT, GOES_DATE,
	GOES_CHANNEL, GOES_LANGUAGE, GOES_ONLY, GOES_QUESTION };
enum part { PART_WHOLE,		/* the answer */
	PART_OPTION,		/* = option: ticked, its place, its points */
	PART_WORDS,		/* .option: what is written beside it */
	PART_PLACE };		/* place N: the option that stands there */
enum order { ORDER_NONE, ORDER_DMY, ORDER_MDY, ORDER_YMD };
extern const char *const order_words[];	/* "day/month/year" */

struct map_answer {		/* "A carer" = carer */
	const char	*typed, *like;
	const char	*name;		/* as written */
	const struct forms_option *option;	/* NULL: of no question, or … */
	bool		 blank, ticked, unsure;
	size_t		 line;
};
struct map_column {
	size_t		 line;
	const char	*letter;	/* "" */
	const char	*words;
	enum goes	 goes;
	enum part	 part;
	const struct forms_field *field;
	const struct forms_option *option;
	size_t		 number;	/* PART_PLACE, from 1 */
	char		 split;		/* 0: not; '\n' at the end of a line */
	enum order	 order;
	struct map_answer *answers;	/* of ONLY: those that are kept */
	size_t		 n_answers, cap_answers;
	const struct forms_option *otherwise;	/* else = other */
	const char	*doubt;		/* a proposal's comment; "" */
	const struct heading *at;	/* in the file */
};
struct map {
	const char	*name;		/* of its file */
	const char	*source;
	const char	*channel, *lang;
	const char	*day;		/* "": that of the import */
	const char	*sheet, *encoding;	/* NULL: as it seems */
	char		 separator;	/* 0: as it seems */
	size_t		 headings;	/* 0: as it seems */
	bool		 blank_required, drop_unasked, keep_broken;
	struct map_column *columns;
	size_t		 n, cap;
};
/* Reads the text; mistakes are added to d. */
void	map_read(struct arena *, const char *name, struct str text,
	    const struct forms_form *, struct map *, struct faults *d);
/* Finds its columns in the file: those that either lacks are faults, as are two
 * that go to one place. */
void	map_bind(struct arena *, struct map *, const struct headings *,
	    const char *file, struct faults *d);
void	map_write(struct buf *, const struct map *, const struct forms_form *);
/* Where a column goes, as it is written: "topics = roads". */
void	map_place(struct buf *, const struct map_column *);
/* May responses come this way? */
bool	map_channel(const char *);
/* map_target.c: what stands behind the arrow; false: why, and perhaps todo. */
bool	map_target(struct arena *, const char *text, const struct forms_form *,
	    struct map_column *, const char **why);
/* An answer's name, where its column is known; false: why. */
bool	map_answer(struct arena *, const struct map_column *,
	    const struct forms_form *, struct map_answer *, const char **why);
/* map_scan.c: the words of a line. */
struct scan { struct arena *a; const char *p; const char *why; };
bool	scan_word(struct scan *, const char *word);	/* takes it if it is next */
bool	scan_quoted(struct scan *, const char **out);	/* "…", "" is a mark */
const char *scan_name(struct scan *);	/* up to a space, comma or mark; "" */
void	scan_put(struct buf *, const char *);		/* in quotes */

/* ---- propose.c, guess.c ------------------------------------------------------------------ */

/* What stands in a column. */
enum { SEEN_MAX = 60 };
struct seen { const char *text; int64_t n; };
struct column_seen {
	struct seen	*v;		/* different ones, in order of appearance */
	size_t		 n, cap;
	bool		 many;		/* there were more */
	int64_t		 filled;
	int64_t		 semicolons, commas, strokes, lines;	/* cells */
	int64_t		 year_first, day_first, month_first, either;	/* dates */
};
/* A map to begin with, for the rows that the table has left. */
bool	map_propose(struct arena *, const struct forms_form *, struct table *,
	    const struct headings *, const char *file, struct map *,
	    struct err *) MUST_USE;
/* What a heading that is about no question is, in the tools that are known. */
bool	guess_known(const struct heading *, enum goes *);
/* Finds the question, and the part of it, that a heading is about. */
void	guess_question(struct arena *, const struct forms_form *,
	    const struct heading *, const bool *taken, struct map_column *);
/* A column that is about no question, but stands beside one (or beside another of
 * its columns) and has the words of its answer to write in: "Something else". */
bool	guess_beside(struct arena *, const struct heading *, struct map_column *,
	    const struct map_column *before);
/* The order in which dates stand, by those that were seen; NONE: no dates. */
enum order guess_order(const struct column_seen *, bool *sure);
/* The option that a cell means, by name or by words; NULL. */
const struct forms_option *guess_option(struct arena *,
	    const struct forms_question *, const char *typed);

/* ---- place.c, cells.c ------------------------------------------------------------------------ */

/* 2024-06-03 of a cell that has a date, and maybe a time, in this order; NONE:
 * the year is first. */
bool	cell_date(const char *, enum order, char out[11]);
/* Three numbers at its beginning, parted by / . or -, and nothing but a time
 * behind them. */
bool	cell_numbers(const char *, int out[3]);
/* The answer that a cell of this column means: a line of the map, or the name or
 * words of an option.  NULL: none. */
struct meant {
	const struct forms_option *option;
	bool		 blank, ticked;
	bool		 words;		/* option, and the cell is its words */
};
bool	cell_means(struct arena *, const struct map_column *, const char *cell,
	    struct meant *);
/* The pieces of a cell that has several answers: the longest answer that is known
 * first, so that one with a comma in it stays whole. */
const char **cell_split(struct arena *, const struct map_column *,
	    const char *cell, size_t *n);
/* yes, 1, TRUE, x, …: +1; no, 0, FALSE, …: 0; neither: -1. */
int	cell_tick(struct arena *, const struct map_column *, const char *cell);

struct placing {
	const struct forms_form	*form;
	const struct forms_settings *settings;
	const struct map	*map;
	const struct headings	*heads;
	bool			 ragged;	/* table_ragged */
	const char		*today;
	struct faults		*faults;
	struct faults		*notes;	/* what was done that somebody may want
					   to know of */
	/* of each field: its columns; and those with one purpose, or NULL */
	const struct map_column ***of;
	size_t			*n_of;
	const struct map_column	*respondent, *date, *channel, *language;
};
void	placing_init(struct placing *, struct arena *);
/* One row: its answers, routed, and where they came from.  *keep false: it is
 * left out (it says nothing, or `only` says so), or has faults. */
void	place_row(struct placing *, struct arena *, const struct table_row *,
	    struct forms_answers *, struct store_meta *, bool *keep);
/* place_answer.c: the answer to one question. */
void	place_answer(struct placing *, const struct table_row *,
	    const struct forms_field *, struct forms_answers *);
const char *row_cell(const struct table_row *, const struct map_column *);
/* What is wrong with an answer, in words. */
const char *fault_words(struct arena *, const struct forms_problem *,
	    const char *cell);

/* ---- keys.c: which rows there were ---------------------------------------------------------------- */

struct keys { struct keys_one *v; size_t n, cap; };
/* The number that is kept with a key (its first 16 bytes), which is 0 when it
 * is new. */
size_t	*keys_at(struct keys *, const uint8_t key[32]);
void	keys_free(struct keys *);
/* What tells a row from all others: the respondent, or all of its cells. */
void	key_of_respondent(const struct map *, const char *id, uint8_t out[32]);
void	key_of_cells(const struct map *, const struct table_row *,
	    uint8_t out[32]);
/* The same cells once more: the second row of two that are alike, and so on. */
void	key_again(uint8_t key[32], size_t times);
/* What was answered, whatever the version of the questionnaire. */
void	key_of_content(const struct placing *, const struct forms_answers *,
	    const struct store_meta *, uint8_t out[32]);

/* ---- responses.c -------------------------------------------------------------------------------- */

struct import_wish {
	const char	*dir, *file, *map;	/* map NULL: none given */
	const char	*sheet;			/* NULL */
	bool		 xlsx, propose, check;
};
/* `earshot import DIR csv|xlsx FILE`: the exit status. */
int	import_responses(const struct import_wish *);
#endif
