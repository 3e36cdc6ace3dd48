/* SPDX-License-Identifier: MIT
 *
 * exchange_private.h -- inside the exchange with other tools.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_EXCHANGE_PRIVATE_H
#define ANALYSIS_EXCHANGE_PRIVATE_H
#include "analysis/exchange.h"

/* ---- exchange_notes.c: everything that can be said ---------------------------------- */

enum exchange_fault {
	/* Nothing of the file can be used. */
	FAULT_NO_FILE, FAULT_TOO_LARGE, FAULT_NOT_UTF8, FAULT_NOT_XML,
	FAULT_DOCTYPE, FAULT_NOT_QDA, FAULT_DEEP, FAULT_ZIP, FAULT_ZIP_LOCKED,
	FAULT_ZIP_MANY, FAULT_ZIP_BOMB, FAULT_NO_QDE, FAULT_MANY,
	FAULT_CSV_COLUMN, FAULT_CSV_TWICE,
	/* It came, otherwise. */
	FAULT_NAMELESS, FAULT_GUID_ODD, FAULT_GUID_TWICE, FAULT_COLOUR,
	FAULT_TIME, FAULT_USER_UNKNOWN, FAULT_TEXT_MISSING, FAULT_TEXT_UTF8,
	FAULT_TEXT_TWICE, FAULT_VARIABLE_TYPE, FAULT_SOURCE_VALUE,
	FAULT_CSV_GUID, FAULT_CSV_OTHER_TEXT, FAULT_POLARITY, FAULT_CUT,
	FAULT_COMMA,
	/* It did not come. */
	FAULT_ELEMENT, FAULT_SOURCE_KIND, FAULT_CODING_NO_CODE,
	FAULT_CODING_CODES, FAULT_CODE_DANGLING, FAULT_SOURCE_DANGLING,
	FAULT_MEMO_DANGLING, FAULT_VARIABLE_DANGLING, FAULT_VALUE,
	FAULT_VALUE_TWICE, FAULT_POSITION_NUMBER, FAULT_POSITION_RANGE,
	FAULT_POSITION_REVERSED, FAULT_PATH, FAULT_RICH, FAULT_ENTRY_PATH,
	FAULT_CSV_EXTRA, FAULT_CSV_ROW, FAULT_CSV_NUMBER, FAULT_CSV_RANGE,
	FAULT_CSV_CODE_TWICE,
	FAULTS
};
/* The words, with %s where a name stands. */
const char *exchange_fault_words(enum exchange_fault);

struct exchange_said {			/* where what is said goes */
	struct arena	*a;
	struct exchange_notes *notes;
	const char	*file;		/* "codings.csv", "a.qdpx: project.qde" */
	struct err	*e;
};
/* Counts it, by its words; line 0: none.  what and name may be NULL: `source "Q1"` */
void	exchange_say(struct exchange_said *, enum exchange_fault, long line,
	    const char *what, const char *name, const char *detail);
/* The same as an error; returns false. */
bool	exchange_refuse(struct exchange_said *, enum exchange_fault, long line,
	    const char *detail);

/* ---- exchange_guid.c ------------------------------------------------------------------ */

/* In small letters without braces; NULL: it is none. */
const char *exchange_guid_read(struct arena *, const char *);
bool	exchange_is_guid(const char *);	/* as a project holds it */
/* Places by name, to look them up. */
struct exchange_place { const char *name; size_t at; };
void	exchange_places_sort(struct exchange_place *, size_t n);
/* The first of that name; EXCHANGE_NONE. */
size_t	exchange_places_find(const struct exchange_place *, size_t n,
	    const char *name);
const char *exchange_polarity_guid(enum exchange_polarity);
/* Has it one of those notes, which are written anew? */
bool	exchange_guid_reserved(const char *);
enum exchange_polarity exchange_polarity_of(const struct exchange_memo *);
enum exchange_polarity exchange_polarity_from(const char *word);

/* ---- exchange_text.c: texts and values ------------------------------------------------- */

/* A text with LF alone and without a mark at its beginning, and where its
 * characters went. */
struct exchange_lf {
	const char	*text;
	int64_t		 n, before;	/* code points: of it, and as it was */
	int64_t		*gone;		/* those of before that are not in it */
	size_t		 n_gone, marks;	/* so many of them are marks */
	bool		 crlf;
};
void	exchange_lf(struct arena *, const char *, struct exchange_lf *);
/* Positions before become those in it; one inside CR LF widens the selection. */
void	exchange_lf_map(const struct exchange_lf *, int64_t *start, int64_t *end);
bool	exchange_lf_inside(const struct exchange_lf *, int64_t before);
/* For XML, and back. */
const char *exchange_xml_text(struct arena *, const char *);
const char *exchange_xml_back(struct arena *, const char *);
bool	exchange_is_time(const char *);
bool	exchange_is_value(enum exchange_type, const char *);
bool	exchange_is_colour(const char *);	/* #005eb8 */
const char *exchange_type_name(enum exchange_type);
bool	exchange_type_from(const char *, enum exchange_type *);
const char *exchange_trim(struct arena *, const char *);
bool	exchange_int(const char *, int64_t *);	/* all of it is a number */

/* ---- exchange_check.c ------------------------------------------------------------------ */

/* Can it be written as REFI-QDA has it? */
bool	exchange_check(const struct exchange_project *, struct err *) MUST_USE;
/* The codes alone: names and parents. */
bool	exchange_check_codes(const struct exchange_project *, struct err *) MUST_USE;

/* ---- exchange_zip.c --------------------------------------------------------------------- */

enum { EXCHANGE_QDE_MOST = 256 << 20 };	/* bytes of a project.qde */
struct exchange_file { const char *path; struct str bytes; };
bool	exchange_pack(const struct exchange_file *, size_t n, int64_t time,
	    struct buf *, struct err *) MUST_USE;
/* project.qde first, then the texts, by path in small letters. */
bool	exchange_unpack(struct exchange_said *, struct str bytes,
	    struct exchange_file **, size_t *n) MUST_USE;

/* ---- exchange_read.c: what an XML file says, before anything is looked up ----------- */

struct raw_guids { const char **v; size_t n, cap; };
struct raw_user { const char *guid, *name, *id; long line; };
struct raw_code {
	const char	*guid, *name, *description, *colour;
	size_t		 parent;
	bool		 codable;
	struct raw_guids memos;
	long		 line;
};
struct raw_variable {
	const char	*guid, *name, *description;
	enum exchange_type type;
	long		 line;
};
struct raw_value { const char *variable, *text; };
struct raw_values { struct raw_value *v; size_t n, cap; };
struct raw_case {
	const char	*guid, *name, *description;
	struct raw_values values;
	struct raw_guids sources;
	long		 line;
};
struct raw_coding {
	const char	*guid, *code, *user, *when;
	struct raw_guids memos;
	long		 line;
};
struct raw_selection {
	const char	*guid, *name, *description, *user, *when;
	int64_t		 start, end;	/* -1, -1: all of it */
	struct raw_coding *codings;
	size_t		 n_codings, cap_codings;
	struct raw_guids memos;
	long		 line;
};
struct raw_source {			/* and notes */
	const char	*guid, *name, *description, *user, *when;
	const char	*text, *path;	/* NULL: none */
	bool		 rich;
	struct exchange_lf lf;
	struct raw_selection *selections;
	size_t		 n_selections, cap_selections;
	struct raw_guids memos;
	struct raw_values values;
	long		 line;
};
struct raw {
	struct exchange_said said;
	const char	*name, *origin, *description, *by, *at;
	struct raw_guids about;
	struct raw_user	 *users;
	struct raw_code	 *codes;
	struct raw_variable *variables;
	struct raw_case	 *cases;
	struct raw_source *sources, *notes;
	size_t		 n_users, n_codes, n_variables, n_cases, n_sources,
			 n_notes, cap_users, cap_codes, cap_variables,
			 cap_cases, cap_sources, cap_notes;
	size_t		 n_selections, n_codings;	/* in all */
	size_t		 guidless;
	const struct exchange_file *files;
	size_t		 n_files;
};
enum { RAW_MOST = 1000000 };		/* sources, codings … */
bool	raw_read(struct raw *, struct str xml) MUST_USE;
struct _xmlNode;
const char *raw_attr(struct raw *, const struct _xmlNode *, const char *name);
const char *raw_text(struct raw *, const struct _xmlNode *);
const char *raw_guid(struct raw *, const struct _xmlNode *, const char *kind);
const char *raw_ref(struct raw *, const struct _xmlNode *, const char *name);
void	raw_left(struct raw *, const struct _xmlNode *);
void	raw_note_ref(struct raw *, const struct _xmlNode *, struct raw_guids *);
void	raw_value(struct raw *, const struct _xmlNode *, struct raw_values *);
/* exchange_source.c */
void	raw_source(struct raw *, const struct _xmlNode *, struct raw_source *,
	    bool note);
/* exchange_positions.c: the texts of sources, and how their positions count. */
void	raw_texts(struct raw *);
/* exchange_resolve.c: looks everything up. */
void	raw_resolve(struct raw *, struct exchange_project *);

/* ---- exchange_table.c: CSV from others --------------------------------------------------- */

struct exchange_table {
	struct exchange_said *said;
	struct csv	 csv;
	struct str	 left;		/* of the bytes */
	const char *const *names;	/* of the columns that are known */
	size_t		 n_names;
	size_t		*at;		/* where each stands; EXCHANGE_NONE */
};
/* Reads the first row.  The first `needed` columns must be there. */
bool	exchange_table_open(struct exchange_table *, struct exchange_said *,
	    struct str bytes, const char *const *names, size_t n, size_t needed)
	    MUST_USE;
/* cells: one for each name, "" where it is missing; the number of the row, or 0 at
 * the end.  Rows without anything are passed over. */
bool	exchange_table_row(struct exchange_table *, const char **cells,
	    long *number) MUST_USE;
void	exchange_table_close(struct exchange_table *);
/* Of each name the first place that has the same. */
size_t	*exchange_leaders(struct arena *, const char *const *names, size_t n);

/* Codes by their paths, those of the project first. */
struct exchange_tree {
	const char	**paths, **names;
	size_t		*up, n, cap_paths, cap_names, cap_up;
	bool		*said;		/* of each: it was named itself */
	size_t		 cap_said;
	size_t		*code;		/* of each, when they are made */
};
void	exchange_tree_start(struct arena *, struct exchange_tree *,
	    const struct exchange_project *);
/* *at: where it is in the tree.  False: it is too deep. */
bool	exchange_tree_add(struct arena *, struct exchange_tree *,
	    const char *path, size_t *at) MUST_USE;
/* Adds the codes that are new. */
void	exchange_tree_make(struct arena *, struct exchange_tree *,
	    struct exchange_project *);
#endif
