/* SPDX-License-Identifier: MIT
 *
 * agree.h -- how far people agree who coded the same texts: pure functions.
 *
 * A unit is what is coded (a comment); a coder is a person or a program.  Units
 * that fewer than two coded say nothing about agreement and are left out of every
 * figure.  Every share runs from 0 to 1; kappa, alpha and AC1 are 1 for full
 * agreement, 0 for what chance would give, and may be below 0.
 *
 * Where the formulas come from (pages in brackets: a worked example that the
 * tests repeat):
 *
 *   percent   the share of pairs of coders who agree on a unit, averaged over the
 *             units: Fleiss, Psychological Bulletin 76(5), 1971, 378-382
 *   kappa     Cohen, Educational and Psychological Measurement 20(1), 1960, 37-46
 *             [45]; Artstein and Poesio, Computational Linguistics 34(4), 2008,
 *             555-596 [558]
 *   Fleiss    Fleiss 1971, as for percent
 *   AC1       Gwet, British Journal of Mathematical and Statistical Psychology
 *             61(1), 2008, 29-48; the categories are those that were used
 *   alpha     Krippendorff, Content Analysis, 2nd ed., 2004, ch. 11 [230]; the
 *             metrics also in Krippendorff, Computing Krippendorff's
 *             Alpha-Reliability, 2011; Hayes and Krippendorff, Communication
 *             Methods and Measures 1(1), 2007, 77-89 [84]
 *   unitizing Krippendorff 2004 [254]
 *   MASI      Passonneau, Proceedings of LREC 2006, 831-836
 *   F1        van Rijsbergen, Information Retrieval, 2nd ed., 1979, ch. 7; of two
 *             coders it is their agreement about where the code stands: Hripcsak
 *             and Rothschild, JAMIA 12(3), 2005, 296-298
 *   intervals the percentile bootstrap over units: Efron and Tibshirani, An
 *             Introduction to the Bootstrap, 1993, ch. 13
 */
#ifndef ANALYSIS_AGREE_H
#define ANALYSIS_AGREE_H
#include "base/base.h"

#include <math.h>

/* ---- values ------------------------------------------------------------- */

enum agree_why {
	AGREE_KNOWN,
	AGREE_NO_PAIRS,		/* no unit was coded by two */
	AGREE_ONE_VALUE,	/* only one value was used: chance is all */
	AGREE_NOT_TWO,		/* this measure is for exactly two coders */
	AGREE_UNEVEN,		/* Fleiss: not every unit by equally many */
	AGREE_NEGATIVE,		/* ratio: a value below 0 */
	AGREE_UNUSED,		/* the code stands nowhere */
	AGREE_NOT_GIVEN,	/* precision: the coder never gave the code */
	AGREE_NOT_DUE,		/* recall: the reference never has the code */
	AGREE_TOO_FEW		/* interval: mostly undefined when drawn again */
};
struct agree_value {
	enum agree_why	why;
	double		value;	/* 0 unless why is AGREE_KNOWN; never NaN */
};
/* A plain sentence without a value in it; NULL for AGREE_KNOWN. */
const char *agree_why_words(enum agree_why);

struct agree_range { enum agree_why why; double low, high; };
/* How units are drawn again: rounds times, as many as there are, with
 * replacement.  The same seed gives the same interval on every machine. */
struct agree_draws {
	size_t		rounds;		/* > 0; 1000 is usual */
	uint64_t	seed;
	double		level;		/* 0.95 */
};

/* ---- one value for each unit and coder ------------------------------------ */

#define AGREE_NONE NAN		/* did not code; no other value may be NaN */

struct agree_matrix {
	size_t		units, coders;
	const double	*v;		/* of a unit and coder: v[u * coders + c] */
};
enum agree_stat {
	AGREE_PERCENT,
	AGREE_KAPPA,			/* two coders */
	AGREE_FLEISS,			/* each unit by equally many */
	AGREE_AC1,
	AGREE_NOMINAL,			/* alpha, by metric */
	AGREE_ORDINAL,
	AGREE_INTERVAL,
	AGREE_RATIO
};
struct agree_value agree_of(const struct agree_matrix *, enum agree_stat);
struct agree_range agree_range_of(const struct agree_matrix *, enum agree_stat,
	    const struct agree_draws *);

/* ---- a set of codes for each unit and coder ---------------------------------- */

struct agree_codings {
	size_t		units, coders, codes;
	size_t		words;		/* of 64 bits for each set */
	uint64_t	*bits;
	bool		*coded;		/* has this coder coded this unit? */
};
/* Nobody has coded anything yet.  Lives in the arena. */
struct agree_codings *agree_codings_new(struct arena *, size_t units,
	    size_t coders, size_t codes);
/* The coder has coded the unit, perhaps with no code at all. */
void	agree_codings_done(struct agree_codings *, size_t unit, size_t coder);
/* The coder gave the unit this code (which is coding it). */
void	agree_codings_add(struct agree_codings *, size_t unit, size_t coder,
	    size_t code);
bool	agree_codings_has(const struct agree_codings *, size_t unit,
	    size_t coder, size_t code);

/* 1 - J * M: J is the share of the codes of either set that both have; M is 1
 * for equal sets, 2/3 when one holds the other, 1/3 when they overlap, 0 when
 * they share nothing.  Two empty sets are equal.  n words of 64 bits each. */
double	agree_masi(const uint64_t *, const uint64_t *, size_t n);
/* Alpha with MASI as its metric. */
struct agree_value agree_sets(const struct agree_codings *);
struct agree_range agree_sets_range(const struct agree_codings *,
	    const struct agree_draws *);

/* ---- one coder against a reference ----------------------------------------- */

struct agree_score {
	size_t	both, only_coder, only_reference;	/* units with the code */
	struct agree_value precision, recall, f1;
};
struct agree_scores {
	size_t	units;			/* that both coded */
	struct agree_score *codes;	/* [codings->codes] */
	struct agree_score micro;	/* of the sums */
	/* Means over the codes for which F1 is known; there an unknown precision
	 * or recall counts as 0, as in F1 itself. */
	struct agree_value macro_precision, macro_recall, macro_f1;
	size_t	macro_codes;		/* how many these are */
	struct agree_range micro_range, macro_range;	/* of F1 */
};
/* Only units that both coded count.  draws NULL: no ranges (AGREE_TOO_FEW).
 * Everything lives in the arena. */
void	agree_score_all(struct arena *, const struct agree_codings *,
	    size_t coder, size_t reference, const struct agree_draws *,
	    struct agree_scores *);

/* ---- the whole report ------------------------------------------------------- */

/* About one code, over the units that two or more coded: text that nobody was
 * asked to code does not count as agreement. */
struct agree_code {
	size_t	used;		/* units where somebody gave the code */
	size_t	all;		/* units where everybody who coded gave it */
	struct agree_value percent;
	struct agree_value kappa;	/* two coders */
	struct agree_value alpha;	/* nominal */
	struct agree_value ac1;
	/* Of two coders the F1, whoever is the reference; of more, over all pairs.
	 * Units where nobody gave the code do not lift it. */
	struct agree_value f1;
	struct agree_range alpha_range, f1_range;
};
struct agree_report {
	size_t	units;			/* that two or more coded */
	size_t	once;			/* that one coded: left out */
	struct agree_code *codes;	/* [codings->codes] */
	/* Of whole sets of codes. */
	struct agree_value same;	/* share of pairs with equal sets */
	struct agree_value alpha;	/* with MASI */
	struct agree_value f1_micro;	/* over all codes and pairs */
	struct agree_value f1_macro;	/* mean over the codes that were used */
	struct agree_range alpha_range, f1_micro_range, f1_macro_range;
};
/* Everything lives in the arena. */
void	agree_report(struct arena *, const struct agree_codings *,
	    const struct agree_draws *, struct agree_report *);

/* ---- alpha for unitizing ------------------------------------------------------ */

/* A stretch of text that a coder marked with a code; in characters, or any other
 * whole steps. */
struct agree_stretch {
	size_t	coder, code;
	int64_t	start, length;		/* length > 0 */
};
/* Agreement on where the codes' stretches lie in one text that starts at 0 and
 * is `length` long, as marked by coders 0 to coders - 1.  Stretches of one coder
 * and code must not overlap.  Undefined where nobody marked anything
 * (AGREE_UNUSED) or there are not two coders (AGREE_NO_PAIRS). */
struct agree_value agree_unitizing(const struct agree_stretch *, size_t n,
	    size_t coders, size_t codes, int64_t length);
#endif
