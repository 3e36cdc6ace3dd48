/* SPDX-License-Identifier: MIT
 *
 * interval.c -- the beta distribution, Student's t, and the exact interval
 * for a share.
 *
 * Written here because every C library that has them is under the GPL.
 */
#include "analysis/interval.h"

#include <math.h>

static double
beta_log_front(double x, double a, double b)
{
	int sign;

	return lgamma_r(a + b, &sign) - lgamma_r(a, &sign) -
	    lgamma_r(b, &sign) + a * log(x) + b * log1p(-x);
}

/* The continued fraction, by Lentz's method; quick for x < (a+1)/(a+b+2). */
static double
beta_fraction(double x, double a, double b)
{
	const double tiny = 1e-300;
	double c = 1, d = 1 - (a + b) * x / (a + 1), f;
	int i;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	f = d;
	for (i = 2; i < 100000; i++) {
		double m = i / 2, k = a + 2 * m;
		double t = i % 2 == 0 ? m * (b - m) * x / ((k - 1) * k) :
		    -(a + m) * (a + b + m) * x / (k * (k + 1));

		d = 1 + t * d;
		c = 1 + t / c;
		c = fabs(c) < tiny ? tiny : c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		f *= c * d;
		if (fabs(c * d - 1) < 1e-14)
			break;
	}
	return f;
}

double
interval_beta(double x, double a, double b)
{
	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	if (x > (a + 1) / (a + b + 2))
		return 1 - interval_beta(1 - x, b, a);
	return exp(beta_log_front(x, a, b)) * beta_fraction(x, a, b) / a;
}

/* Newton's steps, and halves wherever they would leave what is left. */
double
interval_beta_at(double p, double a, double b)
{
	double low = 0, high = 1, x = a / (a + b);
	int i;

	for (i = 0; i < 300; i++) {
		double off = interval_beta(x, a, b) - p, next;

		if (off > 0)
			high = x;
		else
			low = x;
		next = x - off * exp(log(x) + log1p(-x) -
		    beta_log_front(x, a, b));
		if (!(next > low && next < high))
			next = (low + high) / 2;
		if (fabs(next - x) <= 1e-12 * next)
			return next;
		x = next;
	}
	return x;
}

double
interval_t(double df)
{
	double y = interval_beta_at(0.05, df / 2, 0.5);

	return sqrt(df * (1 - y) / y);
}

void
interval_exact(double x, double n, double *low, double *high)
{
	*low = x <= 0 ? 0 : interval_beta_at(0.025, x, n - x + 1);
	*high = x >= n ? 1 : interval_beta_at(0.975, x + 1, n - x);
}

/* The y from 0 to m at which I_f(x, y + more) is p: it rises with y. */
static double
solve(double p, double f, double x, double more, double m)
{
	double low = 0, high = m, y;
	int i;

	for (i = 0; i < 60; i++) {
		y = (low + high) / 2;
		if (interval_beta(f, x, y + more) < p)
			low = y;
		else
			high = y;
	}
	return high;
}

void
interval_foretold(double x, double m, double f, double *low, double *high)
{
	*low = x <= 0 || interval_beta(f, x, 1) >= 0.025 ? 0 :
	    solve(0.025, f, x, 1, m);
	*high = solve(0.975, f, x + 1, 0, m);
}
