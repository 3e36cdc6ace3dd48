/* SPDX-License-Identifier: MIT
 *
 * keying.h -- how good the keying of paper questionnaires is, as measured.
 *
 * Public: analysis.h includes it.  Pure statistics on counts; whoever calls
 * it has the sheets.
 *
 * One person keys a sheet.  A second keys it again without seeing the first
 * keying: all sheets, a random sample, or those where errors are likely.  What
 * differs is settled by a third, with the paper in hand.  Errors that both
 * made alike show in no comparison; so a supervisor checks a random sample of
 * the answers on which both agree, and of those that were settled, against
 * the paper (the audit sample).  That last look is taken to be right.
 *
 * The estimates, with rates as shares of answers, 0 to 1:
 *
 *   found      answers in which the first keying was found wrong, of those
 *		compared
 *   alike      answers found wrong in the audit, of those on which both agree
 *   settling   answers found wrong in the audit, of those settled
 *   single = found + (1 - q) alike, with q the share that differ
 *   stored = u found + (1 - q) alike + c q settling, with c and u the shares
 *		of answers compared and not compared
 *
 * Each is a ratio of weighted sums (Hajek): a sheet stands for 1 / its chance
 * of being drawn; sheets chosen by risk stand only for each other.  The audit
 * draws from each of these two strata with an equal chance for every answer
 * (or sheet); it may draw more of one than of the other.
 *
 * Intervals.  Answers on one sheet go wrong together, so sheets are clusters.
 * v is the linearised variance of the ratio between the sheets of each
 * stratum (random, by risk), deff = v / (p (1 - p) / n) and never below 1
 * (Kish, Survey Sampling, 1965); the effective sample is
 * n / deff x (t[n-1] / t[df])^2, with df = sheets - strata; the interval is
 * that of Clopper and Pearson for p on the effective sample (Korn and
 * Graubard, Survey Methodology 24 (1998) 193-201, as in the standards of the
 * US National Center for Health Statistics, Vital and Health Statistics
 * 2(175), 2017).  n is that of Kish for unequal weights.
 * With no error found deff is 1 and the interval begins at 0 and ends near
 * 3.7 / n (the two-sided form of the rule of three).  With one sheet the
 * effective sample is one answer.
 * The audit finds few errors, too few for a deff of its own; its deff is at
 * least 1 + (m - 1) rho (Kish), with the rho of the errors found by comparing.
 * Sums of rates: MOVER, with the correlation between the first two (Zou and
 * Donner, Statistics in Medicine 27 (2008) 1693-1702; Zou, Computational
 * Statistics & Data Analysis 53 (2009) 3755-3764, for more than two).
 * found, alike, settling and single are about the way of working: there is no
 * correction for having seen a large part of the sheets.  stored is about
 * these sheets: how many errors are on those keyed once is foretold from those
 * keyed twice, by the conditional prediction interval for Poisson counts
 * (Krishnamoorthy and Peng, Journal of Statistical Planning and Inference 141
 * (2011) 1709-1718) on the effective sample.  What the audit finds and somebody
 * then puts right is not taken off.
 *
 * Not used: the estimate of Lincoln and Petersen (what both missed, from what
 * each found alone).  It needs people who err independently, and bad
 * handwriting misleads both: it would promise too much.
 */
#ifndef ANALYSIS_KEYING_H
#define ANALYSIS_KEYING_H
#include "base/base.h"

struct locale;

enum analysis_drawn {
	KEYED_BY_CHANCE,	/* every sheet, or drawn at random */
	KEYED_BY_RISK		/* chosen because errors are likely on it */
};

/* One sheet; or, for the rates of one question, one sheet's answers to it. */
struct analysis_sheet {
	int64_t	fields;		/* answers keyed, blank ones too */
	int64_t	compared;	/* of them, keyed twice and compared; 0: keyed
				   once.  All of the sheet, or a random part */
	int64_t	differ;		/* of them */
	/* Of those that differ, settled; the rest are open. */
	int64_t	first_wrong, second_wrong, both_wrong;
	/* Audit, of what the two agree on and of what was settled. */
	int64_t	agreed_checked, agreed_wrong;
	int64_t	settled_checked, settled_wrong;
	enum analysis_drawn drawn;	/* matters when compared > 0 */
	double	chance;		/* of having been drawn, above 0, at most 1;
				   0 on every sheet: all had the same */
	bool	same_person;	/* who keyed it first keyed it again */
	int	first, second;	/* who keyed, as the caller numbers them */
};

struct analysis_rate {
	bool	known;		/* false: the rest is 0 */
	double	rate, low, high;	/* shares of answers; 95% interval */
	/* What it stands on; 0 in a sum of rates. */
	int64_t	of, wrong;	/* answers looked at and found wrong, as
				   counted, not weighted */
	size_t	sheets;
	double	deff;		/* the design effect, 1 or more */
	double	effective;	/* sample: so many unrelated answers */
};

struct analysis_keying {
	size_t	sheets;
	size_t	twice;		/* keyed again by another person */
	size_t	twice_by_risk;	/* of them, chosen by risk */
	size_t	twice_alone;	/* keyed again by the same person */
	int64_t	fields;
	int64_t	compared, differ, open;	/* on the sheets counted, see below */
	/* Whether the numbers below rest on what two people keyed.  False:
	 * there is nothing but sheets keyed again by the same person, and
	 * those are counted.  Where there are both, they count as keyed
	 * once. */
	bool	independent;
	bool	alike_counted;	/* agreed answers were audited */
	bool	settling_counted;	/* settled ones were, or none differs */
	struct analysis_rate found, alike, settling;	/* see above */
	struct analysis_rate single;	/* one keying, before settling; without
					   alike where that is not known */
	struct analysis_rate stored;	/* what is stored, once all that differ
					   are settled; the same.  Unknown when
					   it would be nothing but 0 */
	/* Apart, as found: */
	struct analysis_rate by_chance, by_risk, alone;
};

/* Measures the keying of v[n].  An answer that differs and is still open is
 * taken to be like those settled.  ERR_INPUT: counts that cannot be, with the
 * number of the sheet, from 1. */
bool	analysis_keying(const struct analysis_sheet *v, size_t n,
	    struct analysis_keying *, struct err *) MUST_USE;
/* How often one person was found wrong, as first or second keyer of sheets
 * that two people keyed.  Errors that both made alike are not in it.  For
 * whoever supervises; it depends on which sheets the person got.  v[n] must be
 * such as analysis_keying takes. */
void	analysis_keyer(const struct analysis_sheet *v, size_t n, int keyer,
	    struct analysis_rate *);

/* What the report says: one sentence with the rate and its interval, or why
 * there is none, and then what is not counted.  NULL: in English. */
const char *analysis_keying_words(struct arena *, const struct locale *,
	    const struct analysis_keying *);
/* "0", "3.2", "14": so many in 10,000.  round: below 0 down, above 0 up, 0 to
 * the nearest. */
const char *analysis_in_10000(struct arena *, const struct locale *, double,
	    int round);
#endif
