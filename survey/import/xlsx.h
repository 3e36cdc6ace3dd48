/* SPDX-License-Identifier: MIT
 *
 * xlsx.h -- a workbook while its rows are read: xlsx_parts.c reads what stands
 * beside the sheet, xlsx.c the sheet.
 *
 * Private to survey/import/.
 */
#ifndef SURVEY_IMPORT_XLSX_H
#define SURVEY_IMPORT_XLSX_H
#include "survey/import/table.h"

struct archive;
struct _xmlParserCtxt;

/* One part of the zip as it is unpacked into the reader of XML. */
struct xlsx_part {
	struct archive	*zip;
	struct _xmlParserCtxt *xml;
};
struct xlsx_sheet_of { const char *name, *id; };
struct xlsx_target { const char *id, *to; };
struct xlsx_row_of {			/* that was read and not given yet */
	size_t		 number, n;
	const char	**cells;
	struct xlsx_row_of *next;
};
struct xlsx {
	struct arena	 a, queue;
	const char	*path;
	uint64_t	 left;		/* bytes that may still be unpacked */
	struct err	 e;		/* what a handler found */
	/* of the workbook */
	struct xlsx_sheet_of *sheets;
	size_t		 n_sheets, cap_sheets;
	struct xlsx_target *targets;
	size_t		 n_targets, cap_targets;
	bool		 from_1904;
	const char	**strings;
	size_t		 n_strings, cap_strings;
	size_t		 string_bytes;
	int		*dates;		/* numbers of formats of dates */
	size_t		 n_dates, cap_dates;
	bool		*is_date;	/* by style */
	size_t		 n_styles, cap_styles;
	/* where the reader of XML is */
	bool		 in_styles, in_text, in_reading;
	struct buf	 text;
	/* the sheet */
	struct xlsx_part part;
	struct buf	 cells;		/* of the row that is being read */
	struct { size_t column, start; } *at;
	size_t		 n_at, cap_at;
	size_t		 row, column, style, width;
	char		 type[12];
	struct xlsx_row_of *first, **tail;
	bool		 ended;
};

/* Begins to unpack a part; false with e->code ERR_NONE: there is none. */
struct _xmlSAXHandler;
bool	xlsx_part_open(struct xlsx *, struct xlsx_part *, const char *name,
	    const struct _xmlSAXHandler *, struct err *) MUST_USE;
/* The next piece; *more false: it was the last. */
bool	xlsx_part_feed(struct xlsx *, struct xlsx_part *, bool *more,
	    struct err *) MUST_USE;
void	xlsx_part_close(struct xlsx_part *);
/* Reads what stands beside the sheets. */
bool	xlsx_parts(struct xlsx *, struct err *) MUST_USE;
/* The part that is the sheet of this name (NULL: the first); NULL: e says why. */
const char *xlsx_find(struct xlsx *, const char *sheet, const char **name,
	    struct err *);

/* The value of an attribute by its name without a prefix, or "". */
const char *xlsx_attr(struct arena *, const unsigned char **attributes,
	    int n, const char *name);
#endif
