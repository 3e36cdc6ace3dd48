/* SPDX-License-Identifier: MIT
 *
 * analysis.h -- from opened responses to findings: coding by the codebook's
 * rules, tables, disclosure control, and the report tree.
 *
 * Analysis knows no format: it never writes HTML or PDF.
 */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H
#include "analysis/agree.h"
#include "analysis/campaigns.h"
#include "analysis/dataset.h"
#include "analysis/exchange.h"
#include "analysis/keyed.h"
#include "analysis/keying.h"
#include "analysis/report.h"
#include "analysis/suggest.h"
#include "analysis/tables.h"
#include "analysis/worddiff.h"
#include "base/base.h"
#include "forms/forms.h"
#include "store/store.h"

/* ---- coding by rules -------------------------------------------------------
 * Text is cut into words (letters and digits; an apostrophe inside a word
 * belongs to it, a hyphen parts two words), folded to lower case without the
 * accents of Latin letters, and stemmed (Snowball English).  TERM equals a
 * word's stem; PREFIX starts a word; PHRASE is stems in a row; `a near/N b`
 * allows at most N words between, in either order; NOT x is true where x is
 * nowhere in the text and adds no match of its own. */

struct analysis_hit { int64_t start, end; };	/* code points of the text */
/* True when the rule matches; *hit is the first place that makes it match
 * (the leftmost, then shortest), or -1, -1 when it matches without a place,
 * as `not pain` alone does. */
bool	analysis_match(const struct forms_search *, const char *text,
	    struct analysis_hit *hit);

struct analysis_coded { int64_t units, coded, codings; };
/* Applies every rule of the form's codebook to every unit, as a new run that
 * replaces the last one.  Deterministic. */
bool	analysis_code(struct cases *, const struct forms_form *,
	    struct analysis_coded *, struct err *) MUST_USE;

/* ---- numbers --------------------------------------------------------- */
/* Percent of n in base, rounded half up from the counts; base > 0. */
int	analysis_percent(int64_t n, int64_t base);
/* The words for a share, from the one printed scale: "all", "almost all",
 * "most", "a majority", "about half", "a minority", "some", "a few", "none",
 * and "one", "two" for as many people where that is under 10%; NULL when the
 * base is under 20 (say counts only). */
const char *analysis_share_words(int64_t n, int64_t base);

/* ---- what may be quoted ---------------------------------------------------------
 * Consent is not enough: a story can give somebody away.  Somebody reads each
 * quotation first, and may shorten it or take something out. */

struct analysis_quotation {
	const char	*reference, *field;	/* of the comment: "why[P3]" */
	const char	*text;		/* as it may be printed */
};
/* Comments that could be quoted, for somebody to read: from real responses
 * whose authors agreed, of 40 to 600 characters, without what looks like a
 * name, a number or an address; at most `most` a question, those of the best
 * length first; none that decided(reference, field) knows. */
bool	analysis_quotable(struct arena *, struct cases *,
	    const struct forms_form *, size_t most,
	    bool (*decided)(void *, const char *reference, const char *field),
	    void *arg, struct analysis_quotation **, size_t *n, struct err *)
	    MUST_USE;

/* ---- the report --------------------------------------------------------- */
/* The Report of Findings of everything that counts in the case store.  The
 * tree lives in the arena.  Depends on nothing but its arguments: no clock,
 * no locale, no path.  Quoted are the quotations given, and, because they are
 * made up, comments of rehearsals. */
bool	analysis_report(struct arena *, struct cases *,
	    const struct forms_form *, const struct forms_settings *,
	    const struct analysis_quotation *, size_t n_quotations,
	    struct report **, struct err *) MUST_USE;
#endif
