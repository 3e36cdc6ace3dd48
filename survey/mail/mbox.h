/* SPDX-License-Identifier: MIT
 *
 * mbox.h -- an mbox file, taken apart message by message.
 */
#ifndef SURVEY_MAIL_MBOX_H
#define SURVEY_MAIL_MBOX_H
#include "base/base.h"

/* The file is read once from its start, in large pieces; what is held is one
 * message, and at most `most` bytes of it and a piece more.
 *
 * Where a message begins (RFC 4155, appendix A, and what real files have): a line
 * "From ADDRESS DATE", after an empty line, with a header line below it.  A line
 * of text that only begins with "From " is none.  A Content-Length decides what
 * looks like a beginning only where each message before and the one after has one
 * that is right: or a sender could hide the next message in their own.
 *
 * Quoting is undone as mboxrd says (">From " loses one ">"), in the body, and
 * only if no line there begins with "From " by itself: then the writer of the
 * file does not quote. */
struct mbox {
	/* Up to n bytes; *got 0: the end. */
	bool		(*read)(void *arg, char *to, size_t n, size_t *got,
			    struct err *);
	void		*arg;
	size_t		 most;
	size_t		 piece;		/* read at once; 0: 1 MiB */
	/* From here on its own. */
	char		*b;
	size_t		 n, cap;	/* bytes held */
	size_t		 start;		/* of the message, in b */
	uint64_t	 at;		/* where b[0] lies in the file */
	bool		 eof, begun;
	uint64_t	 count, lengths;	/* messages; with a right length */
};
struct mbox_message {
	struct str	 raw;		/* without its From_ line; until the next
					   call */
	uint64_t	 at, size;	/* what it takes up in the file */
	int64_t		 received;	/* 0: its From_ line has no date */
	size_t		 unquoted;	/* lines that lost a ">" */
	size_t		 within;	/* lines that look like a beginning, and
					   by Content-Length are none */
	bool		 large;		/* above most: raw is empty */
};
/* *more false: that was the last.  Errors are those of read. */
bool	mbox_next(struct mbox *, struct mbox_message *, bool *more,
	    struct err *) MUST_USE;
void	mbox_free(struct mbox *);	/* its memory; safe on a zeroed one */

/* The date in a From_ line (asctime's or that of RFC 5322, any zone given by
 * numbers, otherwise UTC).  False: none. */
bool	mbox_date(struct str line, int64_t *seconds);
/* "Name: …", as RFC 5322 has it. */
bool	mbox_header_like(struct str line);
#endif
