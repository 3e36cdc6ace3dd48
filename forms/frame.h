/* SPDX-License-Identifier: MIT
 *
 * frame.h -- a code frame: a codebook by itself, and what became of the codes of
 * the version before.
 *
 * Part of forms.h.  A code's name never changes its meaning.  A frame that was made
 * of another one says below `changes from N` which codes were split, merged, renamed
 * or retired; new words, another place and another rule need no line.
 */
#ifndef FORMS_FRAME_H
#define FORMS_FRAME_H
#include "forms/forms.h"
#include "forms/versions.h"

struct forms_frame {
	/* Kinds, entities, codebook and codebook_version; nothing else is set. */
	struct forms_form *codes;
	const char	*title;
	const struct forms_changes *changes; /* NULL: it declares none */
	char		 hash[65];	/* of its text */
	struct str	 text;		/* the caller's */
};
/* Reads one; false: d lists the mistakes.  What it gives lives in the arena, and
 * points into the source. */
bool	forms_frame_read(struct arena *, const struct forms_source *,
	    struct forms_frame **out, struct forms_diags *d) MUST_USE;
/* Writes it so that it can be read again, and means the same; without comments. */
void	forms_frame_write(const struct forms_frame *, struct buf *);
/* A match rule as it is written in a codebook. */
void	forms_search_write(const struct forms_search *, struct buf *);
bool	forms_search_same(const struct forms_search *,
	    const struct forms_search *);	/* NULL: no rule */

/* What became of a code. */
enum forms_frame_did {
	FRAME_ADDED,		/* from: NULL */
	FRAME_RETIRED,		/* to: NULL */
	FRAME_SPLIT,		/* one for each part */
	FRAME_MERGED,
	FRAME_RENAMED,		/* it has another name */
	FRAME_MOVED,		/* it stands under another code, or is of another kind */
	FRAME_TITLED,		/* it has another title */
	FRAME_DEFINED,		/* it covers, excludes or says something else */
	FRAME_RULED		/* it is suggested by another rule, or has other
				   examples */
};
const char *forms_frame_did_name(enum forms_frame_did);	/* "split" */
/* Has what was coded by it to be looked at again? */
bool	forms_frame_unsettles(enum forms_frame_did);
struct forms_frame_change {
	enum forms_frame_did did;
	const struct forms_entity *from, *to;
	const char	*words;		/* for an analyst: one sentence */
};
/* How to differs from `from`, in the order of from, then what was added.  False: to's
 * changes are not those from it, or a code is gone without a line: d. */
bool	forms_frame_diff(struct arena *, const struct forms_frame *from,
	    const struct forms_frame *to, struct forms_frame_change **,
	    size_t *n, struct forms_diags *d) MUST_USE;
/* The name that a text which was coded so has in the newer frame, until somebody looks
 * at it: its own, or of what it was renamed or merged into, or of the part that kept its name; NULL:
 * nobody can say. */
const char *forms_frame_carried(const struct forms_frame_change *, size_t n,
	    const char *code);
#endif
