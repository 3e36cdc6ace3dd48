/* SPDX-License-Identifier: MIT
 *
 * readings_in.h -- inside the case store: how the log binds frames and readings.
 *
 * Private to store/.
 */
#ifndef STORE_READINGS_IN_H
#define STORE_READINGS_IN_H
#include "store/bound.h"

/* A reading r that stands: the latest of its comment, purpose and coder. */
#define READING_STANDS "r.undone = 0 AND NOT EXISTS (SELECT 1 FROM reading l" \
	" WHERE l.unit = r.unit AND l.purpose = r.purpose AND l.coder = r.coder" \
	" AND l.undone = 0 AND l.id > r.id)"

/* readings_standing, or with those of responses that do not count now. */
bool	readings_read(struct arena *, struct cases *, bool counting,
	    struct coded **, size_t *n, int64_t *lost, struct err *) MUST_USE;
/* Over who read which comment, by which frame, and what was said of it. */
bool	reading_digest(struct cases *, int64_t id, uint8_t out[BOUND_DIGEST],
	    struct err *) MUST_USE;
/* Over a frame's row, and what became of the codes before it. */
bool	frame_digest(struct cases *, int64_t id, uint8_t out[BOUND_DIGEST],
	    struct err *) MUST_USE;
/* The columns of a frame, from 0. */
#define FRAME_ROW "id, version, name, hash, text, why, by, at"
#endif
