/* SPDX-License-Identifier: MIT
 *
 * exchange.h -- codebooks and codings to and from other analysis tools: QDPX and
 * QDC (REFI-QDA 1.5), CSV, and the workbook of i.AI Consult.
 *
 * Part of analysis.h, which includes it.  Nothing here knows a database or a
 * clock: moments and names are given by the caller, and the same project gives the
 * same bytes.
 *
 * Polarity has no place in REFI-QDA.  A coding that has one refers to a note that
 * is called "Polarity: for", "against", "mixed" or "suggests" after the colon: one note of
 * each, with a GUID that never changes.  Tools show it as a memo of the coding, and
 * it is known again by its GUID or, where a tool gave it another, by its name.
 * QualCoder passes over notes of codings: what comes back from it has no polarity.
 *
 * Ends of lines.  What is written has LF alone, and positions that go with it.  In
 * what is read, a tool may have counted CR LF as two characters or as one.  Both are
 * tried on every text that has CR LF: a position in the middle of one, or behind the
 * end, speaks against a way of counting; a selection that ends exactly where the
 * text does speaks for it.  More votes win, for the whole file.  Without a
 * majority it is one for a project that ATLAS.ti wrote, and otherwise two, as the
 * standard has it.  A byte order mark counts for nothing.
 *
 * Characters that XML 1.0 cannot carry (U+0001 to U+001F apart from tab, LF and CR;
 * U+FFFE; U+FFFF) stand in names, notes and values as U+241B and four hexadecimal
 * digits ("␛0007"); so does U+241B itself.  It is undone when it is read.  Texts of
 * sources are files of their own and need none of this.
 */
#ifndef ANALYSIS_EXCHANGE_H
#define ANALYSIS_EXCHANGE_H
#include "base/base.h"

/* ---- a project -------------------------------------------------------------------
 * All of it lives in an arena.  Texts are never NULL ("" where there is none), but
 * for the text of a source.  A GUID is in small letters without braces. */

enum { EXCHANGE_GUID = 37 };		/* with its NUL */
#define EXCHANGE_NONE	SIZE_MAX	/* no such user, no parent */

struct exchange_refs { size_t *v, n; };	/* places in an array of the project, n of
					   them */

struct exchange_user { const char *guid, *name, *id; };
struct exchange_memo {
	const char	*guid, *name, *text, *description;
	size_t		 user;
	const char	*when;		/* xsd:dateTime; QualCoder cannot read a
					   project with a note that has none */
};
struct exchange_code {
	const char	*guid, *name, *description;
	size_t		 parent;
	const char	*colour;	/* "#005eb8" */
	bool		 codable;
	struct exchange_refs memos;
};
enum exchange_type { EXCHANGE_TEXT, EXCHANGE_BOOLEAN, EXCHANGE_INTEGER,
	EXCHANGE_FLOAT, EXCHANGE_DATE, EXCHANGE_DATETIME };
struct exchange_variable {
	const char	*guid, *name, *description;
	enum exchange_type type;
};
struct exchange_value { size_t variable; const char *text; };	/* as XML has it */
struct exchange_case {			/* a respondent */
	const char	*guid, *name, *description;
	struct exchange_value *values;
	size_t		 n_values;
	struct exchange_refs sources;
};
enum exchange_polarity { EXCHANGE_NO_POLARITY, EXCHANGE_FOR, EXCHANGE_AGAINST,
	EXCHANGE_MIXED, EXCHANGE_SUGGESTS };
enum { EXCHANGE_POLARITIES = EXCHANGE_SUGGESTS + 1 };
struct exchange_coding {
	const char	*guid;
	size_t		 code, user;
	const char	*when;
	enum exchange_polarity polarity;
	struct exchange_refs memos;
};
struct exchange_selection {
	const char	*guid, *name, *description;
	int64_t		 start, end;	/* code points, the end exclusive; 0 and
					   all of them: the whole answer */
	size_t		 user;
	const char	*when;
	struct exchange_coding *codings;
	size_t		 n_codings;
	struct exchange_refs memos;
};
struct exchange_source {		/* an answer */
	const char	*guid;
	const char	*name;		/* "4F7K-2M9Q-X3C why[P3]" */
	const char	*description;
	const char	*text;		/* NULL: it did not come with the file, and
					   positions in it could not be checked */
	size_t		 user;
	const char	*when;
	struct exchange_selection *selections;
	size_t		 n_selections;
	struct exchange_refs memos;
};
struct exchange_project {
	const char	*name, *description;
	const char	*origin;	/* of what was read; what is written comes
					   from "Earshot" */
	size_t		 by;		/* who made it */
	const char	*at;
	struct exchange_user	 *users;	/* coders; one a machine model */
	struct exchange_code	 *codes;
	struct exchange_variable *variables;
	struct exchange_case	 *cases;
	struct exchange_source	 *sources;
	struct exchange_memo	 *memos;
	size_t		 n_users, n_codes, n_variables, n_cases, n_sources,
			 n_memos;
	struct exchange_refs	  about;	/* memos about the whole */
};

/* The GUID that belongs to this name, among the things of a kind ("code"): always
 * the same one. */
const char *exchange_guid(struct arena *, const char *kind, const char *name);
/* "for", "against", "mixed"; "" for none. */
const char *exchange_polarity_name(enum exchange_polarity);
/* "P > Access > Parking": names from the top of the tree; a > or \ in a name has a \
 * before it. */
const char *exchange_path(struct arena *, const struct exchange_project *,
	    size_t code);

/* ---- what did not come over as it was ---------------------------------------------- */

enum exchange_carried {
	EXCHANGE_CHANGED,		/* it came, and something about it is other */
	EXCHANGE_LEFT_OUT
};
struct exchange_note {
	enum exchange_carried what;
	const char	*where;		/* the first of them */
	const char	*words;		/* what it is, and what to do */
	size_t		 n;		/* how many times */
};
struct exchange_notes {
	struct exchange_note *v;
	size_t		 n, cap, changed, left_out;
};
/* A line for each, and one that counts them. */
void	exchange_notes_print(struct buf *, const struct exchange_notes *);

/* ---- QDPX and QDC ------------------------------------------------------------------- */

enum {
	EXCHANGE_FILE_MAX = 512 << 20,	/* bytes of a file that is read */
	EXCHANGE_DEPTH = 64		/* codes below one another */
};
/* Reads a .qdpx, .qde or .qdc, told by its bytes; name stands in messages.  Nothing
 * outside the bytes is opened.  What cannot be held or is wrong is left out and in
 * the notes.  ERR_INPUT or ERR_LIMIT: nothing of it could be used, and why. */
bool	exchange_read(struct arena *, struct str bytes, const char *name,
	    struct exchange_project *, struct exchange_notes *, struct err *)
	    MUST_USE;
/* What is written is valid by the schemas of REFI-QDA.  ERR_INPUT: the project is
 * not (a GUID twice, a position outside its text, codes in a circle …), and where. */
bool	exchange_write_qdpx(const struct exchange_project *, int64_t zip_time,
	    struct buf *, struct err *) MUST_USE;	/* seconds, UTC */
bool	exchange_write_qde(const struct exchange_project *, struct buf *,
	    struct err *) MUST_USE;		/* the project.qde in it */
/* The codes alone: a codebook has no place for notes. */
bool	exchange_write_qdc(const struct exchange_project *, struct buf *,
	    struct err *) MUST_USE;

/* ---- CSV ------------------------------------------------------------------------------
 * UTF-8 with its mark, CRLF; a text that a spreadsheet would take for a formula has
 * a ' in front, which is taken off again.  Codings: row_id, question, text, start,
 * end, code, polarity, coder, memo, with a row for each coding and one without a
 * code for an answer that has none.  A code is its path.  Codebook: code,
 * description, colour, codable, guid. */

bool	exchange_write_codings(const struct exchange_project *, struct buf *,
	    struct err *) MUST_USE;
bool	exchange_write_codebook(const struct exchange_project *, struct buf *,
	    struct err *) MUST_USE;
/* Either adds to a project, which may be zeroed: codes and coders that it has are
 * known again, codes by their paths, so that two of the same path become one.  No start
 * and no end: the whole answer.  CR LF counts as one. */
bool	exchange_read_codings(struct arena *, struct str, const char *name,
	    struct exchange_project *, struct exchange_notes *, struct err *)
	    MUST_USE;
bool	exchange_read_codebook(struct arena *, struct str, const char *name,
	    struct exchange_project *, struct exchange_notes *, struct err *)
	    MUST_USE;

/* ---- i.AI Consult -----------------------------------------------------------------------
 * Its import takes one workbook with the sheets Responses, Demographics, Open
 * Questions, Hybrid Questions and Multiple Choice Questions, and no themes: those go
 * in as a file for each question. */

struct exchange_question {
	int		 number;	/* from 1, no two the same; 0: about people */
	const char	*words;
	const char	*field;		/* "why[P3]"; NULL: no free text */
	const size_t	*variables;	/* closed: the values of these, with commas
					   between; of a Boolean one its name */
	size_t		 n_variables;
};
/* A row for each case.  created: the moment that the file says it was made. */
bool	exchange_write_consult(const struct exchange_project *,
	    const struct exchange_question *, size_t n, int64_t created,
	    const char *path, struct exchange_notes *, struct arena *,
	    struct err *) MUST_USE;
/* Codes as a themes.csv for one question ("Theme Name", "Theme Description"). */
bool	exchange_write_themes(const struct exchange_project *, struct buf *,
	    struct err *) MUST_USE;
#endif
