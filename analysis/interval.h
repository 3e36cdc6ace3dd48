/* SPDX-License-Identifier: MIT
 *
 * interval.h -- 95% intervals for shares, also for answers that come in
 * clusters (the sheets of a questionnaire).
 *
 * Private to analysis/.  keying.h says which formula is used for what, and
 * where it comes from.
 */
#ifndef ANALYSIS_INTERVAL_H
#define ANALYSIS_INTERVAL_H
#include "analysis/keying.h"

/* ---- interval.c: distributions ------------------------------------------ */

/* The regularised incomplete beta function I_x(a, b), for a and b > 0; NIST
 * Digital Library of Mathematical Functions, 8.17.22. */
double	interval_beta(double x, double a, double b);
/* The x at which I_x(a, b) is p. */
double	interval_beta_at(double p, double a, double b);
/* Student's t for a two-sided 95%; df > 0. */
double	interval_t(double df);
/* Clopper and Pearson's exact interval for x of n; both may be fractions,
 * 0 <= x <= n, n > 0. */
void	interval_exact(double x, double n, double *low, double *high);
/* How many y there are in m more, when x were in n and f = n / (n + m); x and m
 * may be fractions, 0 < f < 1. */
void	interval_foretold(double x, double m, double f, double *low,
	    double *high);

/* ---- cluster.c: shares from clusters, and sums of them ------------------- */

struct cluster {		/* what was looked at on one sheet */
	double	of, wrong;
	double	weight;		/* > 0 where of > 0 */
	int	stratum;	/* 0 or 1 */
};
/* The weighted share of wrong in v[n], with its interval.  rho: an intraclass
 * correlation that is known from elsewhere, which the design effect must
 * allow for; 0 where nothing is known.  z (n of them, or NULL) becomes each
 * cluster's part in the error of the estimate. */
void	cluster_share(const struct cluster *v, size_t n, double rho,
	    struct analysis_rate *, double *z);
/* The intraclass correlation that a share's design effect speaks of. */
double	cluster_rho(const struct cluster *v, size_t n,
	    const struct analysis_rate *);
/* The interval again, for answers that were not looked at, when a share f of
 * all was. */
void	cluster_foretell(struct analysis_rate *, double f);
/* The correlation of two estimates from their parts; not below 0. */
double	cluster_correlation(const double *z1, const double *z2, size_t n);

/* A sum of shares, each times its weight, by MOVER; r is the correlation of
 * the first two.  Shares with weight 0 are left out, known or not. */
struct cluster_term { double weight; const struct analysis_rate *share; };
void	cluster_sum(const struct cluster_term *, size_t n, double r,
	    struct analysis_rate *);
#endif
