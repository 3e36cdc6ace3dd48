/* SPDX-License-Identifier: MIT
 *
 * break.h -- breaking a sound PDF in one place.
 *
 * A place is a path: a start, then keys and array indexes after slashes, as
 * in "catalog/MarkInfo" or "F0/DescendantFonts/0".  Starts: catalog, tree (the
 * structure tree's root), parents (its ParentTree), page1, page2, xmp,
 * content1, content2, link (the file's first annotation), comment, field,
 * form, font (one of page 1), F0, F1, F2, empty (a new stream of no bytes), or
 * a structure type: "TH" is the first TH in the tree, "TH#2" the third.
 */
#ifndef TESTS_PDF_BREAK_H
#define TESTS_PDF_BREAK_H

#include "base/base.h"

enum step_op {
	STEP_NONE,
	STEP_SET,	/* key or index a becomes b: PDF syntax without
			   references, "@place;" or "[@place;@place;]" */
	STEP_DEL,	/* key a goes */
	STEP_SWAP,	/* in the stream, the first a becomes b */
	STEP_PATCH,	/* in the stream, the bytes at offset a become hex b;
			   "cmap+4" is an offset in a font's table */
	STEP_RAW,	/* in the file, the first a becomes b */
	STEP_ENCRYPT	/* the file is written encrypted */
};
struct step { enum step_op op; const char *where, *a, *b; };

enum { STEPS = 5 };
struct fault_case {
	const char	*words;		/* what is broken */
	const char	*codes;		/* all that must be found, sorted */
	struct step	 step[STEPS];
};

/* Breaks pdf as c says; out gets the file.  False, with the reason: a step
 * found nothing to break, which is a fault of the test. */
bool	 break_pdf(const struct fault_case *c, struct str pdf,
	    struct buf *out, struct err *) MUST_USE;

/* faults_*.c: tables that end with a case without words. */
extern const struct fault_case faults_struct[], faults_font[], faults_file[],
    faults_any[];
#endif
