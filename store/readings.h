/* SPDX-License-Identifier: MIT
 *
 * readings.h -- comments as people read and coded them, by which frame, and what has
 * to be looked at again when a frame changes.
 *
 * Part of store.h.  now is in seconds since 1970, UTC; coder and by are login names.
 * What is kept here is kept for good: a new reading stands before the older one, and
 * what was undone is still there.
 */
#ifndef STORE_READINGS_H
#define STORE_READINGS_H
#include "store/store.h"

struct cases;

/* ---- frames --------------------------------------------------------------------------- */

struct code_frame {
	int64_t		 id, at;
	int		 version;
	const char	*name, *hash, *text, *why, *by;
};
/* The one that is used now. */
bool	frame_latest(struct arena *, struct cases *, struct code_frame *,
	    bool *found, struct err *) MUST_USE;
/* All, the oldest first, without their texts. */
bool	frame_list(struct arena *, struct cases *, struct code_frame **, size_t *n,
	    struct err *) MUST_USE;
/* A new frame, and what became of the codes of the one before (n is 0 for the first).
 * Every comment of which a standing reading has a code that is unsettled by it
 * (forms_frame_unsettles) is to be looked at again: *queued of them; blind ones measure,
 * and are left alone.  ERR_INPUT: the
 * version is not the next, or nothing is different. */
bool	frame_add(struct cases *, const struct forms_frame *,
	    const struct forms_frame_change *, size_t n, const char *why,
	    const char *by, int64_t now, int64_t *queued, struct err *) MUST_USE;

/* ---- readings ------------------------------------------------------------------------- */

/* BLIND: without suggestions, and without what others said.  GOLD: what was settled
 * where blind readings differ. */
enum reading_purpose { READING_MAIN, READING_BLIND, READING_GOLD };
enum reading_polarity { POLARITY_NONE, POLARITY_FOR, POLARITY_AGAINST,
	POLARITY_MIXED, POLARITY_SUGGESTS };
const char *reading_purpose_name(enum reading_purpose);	/* "main" */
const char *reading_polarity_name(enum reading_polarity);	/* "", "for", … */
bool	reading_polarity_from(const char *, enum reading_polarity *);

/* Codes that every frame has: something else, no reason given, off topic. */
#define CODE_OTHER	"-other"
#define CODE_NO_REASON	"-no-reason"
#define CODE_OFF_TOPIC	"-off-topic"

struct reading_code {
	const char	*code;
	int64_t		 start, end;	/* code points, end exclusive; -1, -1:
					   the whole */
	enum reading_polarity polarity;
	enum cases_source source;	/* who named it first; a person took it */
};
struct coded {
	int64_t		 id, unit, frame, at;
	enum reading_purpose purpose;
	const char	*coder;
	const struct reading_code *v;	/* none: it was read, and nothing fits */
	size_t		 n;
	bool		 lost;		/* readings_standing: a code of it is gone, and
					   nobody can say what it is now */
};
enum { READING_CODES = 60, READINGS_MAX = 1000 };
/* Keeps n of them, whose unit, frame, purpose, coder and codes are set, and a line of
 * the log: all or none, on the disk when it returns true; sets their ids and at.
 * seen[i] (seen may be NULL): the reading that stood when its coder looked, 0: none.
 * ERR_INPUT: another one stands since, a place is outside the comment, the comment is
 * gone, or its frame is not the latest.  Whether the frame has such a code is the caller's
 * to see to. */
bool	readings_keep(struct cases *, struct coded *, const int64_t *seen,
	    size_t n, int64_t now, struct err *) MUST_USE;
/* It no longer stands, and what stood before it does; where that was coded by an older
 * frame, what became of its codes since is to be looked at again.  ERR_INPUT: it is not this coder's, or does not stand. */
bool	reading_undo(struct cases *, int64_t id, const char *coder,
	    struct err *) MUST_USE;
/* Of this comment, purpose and coder; NULL coder: of whoever read it last. */
bool	reading_find(struct arena *, struct cases *, int64_t unit,
	    enum reading_purpose, const char *coder, struct coded *,
	    bool *found, struct err *) MUST_USE;
/* What stands, of comments of responses that count, by comment, purpose and coder.
 * With its codes as they are called in the latest frame (forms_frame_carried); one
 * that nobody can say is left out of v, and *lost counts those. */
bool	readings_standing(struct arena *, struct cases *, struct coded **,
	    size_t *n, int64_t *lost, struct err *) MUST_USE;

/* ---- to be looked at again ------------------------------------------------------------ */

struct look_again {
	int64_t		 unit, frame;
	const char	*code, *did;
};
/* By comment; those that nobody looked at yet. */
bool	look_again_list(struct arena *, struct cases *, struct look_again **,
	    size_t *n, struct err *) MUST_USE;
/* Whoever reads a comment has looked at it (readings_keep); this one says that what was
 * coded is right as it is.  ERR_INPUT: nothing is to be looked at, or a code of it is
 * gone, and nobody can say what it is now. */
bool	look_again_fits(struct cases *, int64_t unit, const char *by, int64_t now,
	    struct err *) MUST_USE;
#endif
