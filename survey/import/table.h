/* SPDX-License-Identifier: MIT
 *
 * table.h -- a file of rows and columns, whatever it is: row by row, as UTF-8,
 * without reading the whole of it into memory.
 *
 * Private to survey/.
 */
#ifndef SURVEY_IMPORT_TABLE_H
#define SURVEY_IMPORT_TABLE_H
#include "base/base.h"

/* ---- bytes.c: a file of text as UTF-8 --------------------------------------- */

enum bytes_as { BYTES_UTF8, BYTES_UTF16LE, BYTES_UTF16BE, BYTES_1252 };
/* "UTF-8", "UTF-16 (little-endian)", …; and as a map may ask for it: "utf-8",
 * "utf-16le", "utf-16be", "windows-1252". */
const char *bytes_name(enum bytes_as);
bool	bytes_from(const char *word, enum bytes_as *);

struct bytes {
	/* Gives the next bytes of the file; *n 0 at its end. */
	bool		(*more)(void *arg, char *to, size_t room, size_t *n,
			    struct err *);
	void		*arg;
	enum bytes_as	 as;
	/* private */
	void		*convert;
	char		 raw[16384];
	size_t		 n_raw;
	bool		 ended;
};
/* What the file seems to be: looks through all of it.  *mark: bytes of a byte
 * order mark at its beginning.  ERR_INPUT: it is a workbook or another file
 * that is no text, or it is empty, or in a mixture of encodings. */
bool	bytes_look(int fd, enum bytes_as *, size_t *mark, struct err *)
	    MUST_USE;
/* Up to room (at least 64) bytes of strict UTF-8; *n 0 at the end.  What cannot
 * be read is ERR_INPUT when everything before it was given. */
bool	bytes_read(struct bytes *, char *to, size_t room, size_t *n,
	    struct err *) MUST_USE;
void	bytes_close(struct bytes *);	/* safe on a zeroed struct */

/* ---- rows ---------------------------------------------------------------------- */

/* xlsx.c */
struct xlsx;
/* sheet NULL: the first.  *name: of the sheet that is read. */
bool	xlsx_open(struct arena *, const char *path, const char *sheet,
	    struct xlsx **, const char **name, struct err *) MUST_USE;
bool	xlsx_row(struct xlsx *, struct arena *, struct table_row *, bool *got,
	    struct err *) MUST_USE;
void	xlsx_close(struct xlsx **);

/* table.c: either of them. */
struct table_how {
	bool		 xlsx;
	const char	*sheet;		/* xlsx; NULL: the first */
	const char	*encoding;	/* csv; NULL: as it seems */
	char		 separator;	/* csv; 0: as it seems */
};
struct table;
/* *said: how it is read, in words: "UTF-8, cells parted by commas". */
bool	table_open(struct arena *, const char *path, const struct table_how *,
	    struct table **, const char **said, struct err *) MUST_USE;
bool	table_row(struct table *, struct arena *, struct table_row *, bool *got,
	    struct err *) MUST_USE;
bool	table_again(struct table *, struct err *) MUST_USE;	/* from row 1 */
void	table_close(struct table **);	/* NULL is fine */
/* May a row have fewer cells than the first?  Workbooks leave empty ones out. */
bool	table_ragged(const struct table *);
#endif
