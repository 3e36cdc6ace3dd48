/* SPDX-License-Identifier: MIT
 *
 * source.h -- texts of the form language, and what is wrong with them.
 *
 * Part of forms.h.
 */
#ifndef FORMS_SOURCE_H
#define FORMS_SOURCE_H
#include "base/base.h"

/* ---- sources and diagnostics -------------------------------------------- */

struct forms_source {
	const char	*name;		/* as shown: "eol-2024/strategy.codes" */
	struct str	 text;
};
struct forms_span {
	const struct forms_source *src;
	size_t		 start, end;	/* byte offsets, end exclusive */
};

enum forms_level { FORMS_NOTE, FORMS_WARNING, FORMS_ERROR };

struct forms_diag {
	enum forms_level	 level;
	const char		*id;	/* stable, documented: "E204" */
	struct forms_span	 at;
	const char		*text;	/* one plain sentence */
	const char		*hint;	/* what to do; "" when nothing helps */
	struct forms_diag	*next;
};

/* Collects; after FORMS_DIAG_MAX errors the rest are only counted. */
enum { FORMS_DIAG_MAX = 20 };
struct forms_diags {
	struct arena		*a;
	struct forms_diag	*first, **tail;
	size_t			 errors, warnings;
	struct forms_diag	*over;	/* past the limit; private */
	size_t			 n_over;
};
void	forms_diags_init(struct forms_diags *, struct arena *);
/* Adds one; words are formatted into the arena. */
void	forms_diag_add(struct forms_diags *, enum forms_level, const char *id,
	    struct forms_span, const char *hint, const char *fmt, ...)
	    PRINTF(6, 7);
/* `name:line:col: error: text [id]`, the source line, a caret run under the
 * span, the hint.  Columns and carets count characters, not bytes. */
void	forms_diag_print(struct buf *, const struct forms_diag *);
/* All of them, in order of place; then "N mistakes" if some were not kept. */
void	forms_diags_print(struct buf *, const struct forms_diags *);
/* Those that were kept, in the order in which they are printed; lives in a. */
const struct forms_diag **forms_diags_list(struct arena *a,
	    const struct forms_diags *, size_t *n);
/* Where it starts and stops in its line, counted from 1 in characters; end is
 * exclusive, and the end of the line at most.  All 0 without a source. */
void	forms_diag_where(const struct forms_diag *, size_t *line,
	    size_t *column, size_t *end);
/* What would mend it when it stood in the place of d->at: the word of "did you
 * mean `X`?" or "write `X`"; NULL where it takes more than that. */
const char *forms_diag_fix(struct arena *, const struct forms_diag *);
/* For editors, in the order of forms_diags_list(): an array of objects with
 * file, line, column, end, level, id, text, hint and, where there is one,
 * fix. */
void	forms_diags_json(struct buf *, const struct forms_diags *);
/* The page about a diagnostic: what is wrong and what to do, as lines of
 * text; NULL when there is none with this ID. */
const char *forms_explain(struct arena *, const char *id);
#endif
