/* SPDX-License-Identifier: MIT
 *
 * keying.c -- measures the keying of paper questionnaires; the formulas are
 * in keying.h.
 */
#include "analysis/interval.h"

#include <math.h>

enum { STRATA = 2 };

struct job {
	const struct analysis_sheet *v;
	size_t		 n;
	struct cluster	*found, *alike, *settling;	/* by sheet */
	double		*z1, *z2;
	double		*weight;	/* 0: not one of those counted */
	/* Of a stratum: all answers; those compared. */
	double		 fields[STRATA], compared[STRATA];
	double		 q;		/* share that differ, weighted */
	bool		 unsettled;	/* some differ and none was settled */
};

/* ---- what is given ------------------------ */

static bool
settled_all(const struct analysis_sheet *s, int64_t *n)
{
	*n = s->first_wrong + s->second_wrong + s->both_wrong;
	return s->first_wrong >= 0 && s->second_wrong >= 0 &&
	    s->both_wrong >= 0 && *n <= s->differ;
}

static bool
by_chance(const struct analysis_sheet *s)
{
	return s->compared > 0 && s->drawn == KEYED_BY_CHANCE;
}

static bool
check(const struct analysis_sheet *v, size_t n, struct err *e)
{
	const struct analysis_sheet *drawn = NULL;
	int64_t settled;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct analysis_sheet *s = &v[i];
		const char *what = NULL;

		if (s->compared < 0 || s->compared > s->fields)
			what = "more answers are compared than were keyed";
		else if (s->differ < 0 || s->differ > s->compared)
			what = "more answers differ than were compared";
		else if (!settled_all(s, &settled))
			what = "more answers are settled than differ";
		else if (s->agreed_wrong < 0 ||
		    s->agreed_wrong > s->agreed_checked ||
		    s->agreed_checked > s->compared - s->differ)
			what = "more answers are checked than agree, or more "
			    "are wrong than were checked";
		else if (s->settled_wrong < 0 ||
		    s->settled_wrong > s->settled_checked ||
		    s->settled_checked > settled)
			what = "more answers are checked than were settled, "
			    "or more are wrong than were checked";
		else if (!(s->chance >= 0 && s->chance <= 1))
			what = "the chance of being drawn is not from 0 to 1";
		else if (drawn != NULL && by_chance(s) &&
		    (s->chance > 0) != (drawn->chance > 0))
			what = "some sheets have a chance of being drawn and "
			    "others have none";
		if (what != NULL)
			return err_set(e, ERR_INPUT, "keying: sheet %zu: %s",
			    i + 1, what);
		if (by_chance(s))
			drawn = s;
	}
	return true;
}

/* ---- what counts, and for how much ------------------------ */

static int
stratum(const struct analysis_sheet *s)
{
	return s->compared > 0 && s->drawn == KEYED_BY_RISK;
}

static void
weigh(struct job *j, bool alone)
{
	double sum[STRATA] = { 0 };
	size_t i;
	int h;

	for (h = 0; h < STRATA; h++)
		j->fields[h] = j->compared[h] = 0;
	for (i = 0; i < j->n; i++) {
		const struct analysis_sheet *s = &j->v[i];
		bool in = s->compared > 0 && s->same_person == alone;

		h = in ? stratum(s) : 0;
		j->weight[i] = !in ? 0 : h == 0 && s->chance > 0 ?
		    1 / s->chance : 1;
		j->fields[h] += (double)s->fields;
		j->compared[h] += in ? (double)s->compared : 0;
		sum[h] += j->weight[i] * (double)s->compared;
	}
	/* A stratum's weights add up to its answers. */
	for (i = 0; i < j->n; i++)
		if (j->weight[i] > 0) {
			h = stratum(&j->v[i]);
			j->weight[i] *= j->fields[h] / sum[h];
		}
}

/* The share of those settled in which the first (or the second) was wrong,
 * for those still open; -1: none was settled. */
static double
share_wrong(const struct job *j, bool first)
{
	double wrong = 0, settled = 0;
	size_t i;

	for (i = 0; i < j->n; i++) {
		const struct analysis_sheet *s = &j->v[i];
		double w = j->weight[i];

		wrong += w * (double)((first ? s->first_wrong :
		    s->second_wrong) + s->both_wrong);
		settled += w * (double)(s->first_wrong + s->second_wrong +
		    s->both_wrong);
	}
	return settled > 0 ? wrong / settled : -1;
}

static double
wrong_of(const struct analysis_sheet *s, bool first, double share)
{
	int64_t open;

	settled_all(s, &open);
	open = s->differ - open;
	return (double)((first ? s->first_wrong : s->second_wrong) +
	    s->both_wrong) + (open > 0 ? share * (double)open : 0);
}

/* Makes each stratum's weights add up to what it stands for; one without a
 * check is left to the other. */
static void
stand_for(struct cluster *v, size_t n, const double of[STRATA])
{
	double sum[STRATA] = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		sum[v[i].stratum] += v[i].weight * v[i].of;
	for (i = 0; i < n; i++)
		if (v[i].of > 0)
			v[i].weight *= of[v[i].stratum] / sum[v[i].stratum];
}

static void
clusters(struct job *j, struct analysis_keying *out)
{
	double share = share_wrong(j, true);
	double agree[STRATA] = { 0 }, settled[STRATA] = { 0 }, differ = 0;
	size_t i;

	memset(j->found, 0, j->n * sizeof(*j->found));
	memset(j->alike, 0, j->n * sizeof(*j->alike));
	memset(j->settling, 0, j->n * sizeof(*j->settling));
	for (i = 0; i < j->n; i++) {
		const struct analysis_sheet *s = &j->v[i];
		double w = j->weight[i];
		int h = stratum(s);
		int64_t n;

		if (w <= 0)
			continue;
		settled_all(s, &n);
		out->compared += s->compared;
		out->differ += s->differ;
		out->open += s->differ - n;
		settled[h] += (double)n;
		differ += w * (double)s->differ;
		agree[h] += w * (double)(s->compared - s->differ);
		j->found[i] = (struct cluster){ (double)s->compared,
		    wrong_of(s, true, fmax(share, 0)), w, h };
		j->alike[i] = (struct cluster){ (double)s->agreed_checked,
		    (double)s->agreed_wrong, w, h };
		j->settling[i] = (struct cluster){ (double)s->settled_checked,
		    (double)s->settled_wrong, 1, h };
	}
	stand_for(j->alike, j->n, agree);
	stand_for(j->settling, j->n, settled);
	j->q = out->compared > 0 ? differ / (differ + agree[0] + agree[1]) : 0;
	j->unsettled = out->differ > 0 && share < 0;
}

/* The found errors of one stratum. */
static void
apart(const struct job *j, int h, struct analysis_rate *r)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cluster *v = arena_array(&a, struct cluster, j->n);
	size_t i, n = 0;

	for (i = 0; i < j->n; i++)
		if (j->found[i].of > 0 && j->found[i].stratum == h)
			v[n++] = j->found[i];
	cluster_share(v, n, 0, r, NULL);
}

/* ---- the rates ------------------------ */

/* An audit of nothing but sheets chosen by risk says nothing of the others. */
static bool
audited(const struct job *j, const struct cluster *v)
{
	double of[STRATA] = { 0 };
	size_t i;

	for (i = 0; i < j->n; i++)
		of[v[i].stratum] += v[i].of;
	return of[0] > 0 || (of[1] > 0 && j->fields[0] <= 0);
}

static void
parts(struct job *j, struct analysis_keying *out)
{
	double rho;

	apart(j, 0, &out->by_chance);
	apart(j, 1, &out->by_risk);
	cluster_share(j->found, j->n, 0, &out->found, j->z1);
	rho = cluster_rho(j->found, j->n, &out->found);
	cluster_share(j->alike, j->n, rho, &out->alike, j->z2);
	cluster_share(j->settling, j->n, 0, &out->settling, NULL);
	out->alike_counted = audited(j, j->alike);
	out->settling_counted = audited(j, j->settling) ||
	    (out->compared > 0 && out->differ == 0);
	if (j->unsettled) {
		out->by_chance = (struct analysis_rate){ 0 };
		out->by_risk = (struct analysis_rate){ 0 };
	}
	if (j->unsettled || (j->fields[0] > 0 && j->compared[0] <= 0))
		out->found = (struct analysis_rate){ 0 };
}

static void
totals(const struct job *j, struct analysis_keying *out)
{
	double all = j->fields[0] + j->fields[1], left[STRATA], r, c, alike,
	    differ = (double)out->differ;
	struct analysis_rate by[STRATA] = { out->by_chance, out->by_risk };
	int h;

	if (!out->found.known || all <= 0)
		return;
	r = out->alike_counted ? cluster_correlation(j->z1, j->z2, j->n) : 0;
	cluster_sum((struct cluster_term[]){ { 1, &out->found },
	    { out->alike_counted ? 1 - j->q : 0, &out->alike } }, 2, r,
	    &out->single);
	for (h = 0; h < STRATA; h++) {
		left[h] = (j->fields[h] - j->compared[h]) / all;
		if (left[h] > 0)
			cluster_foretell(&by[h], j->compared[h] /
			    j->fields[h]);
	}
	c = 1 - left[0] - left[1];
	if (!out->alike_counted && left[0] + left[1] <= 0)
		return;
	alike = (left[0] + left[1]) * (1 - j->q) + c - differ / all;
	cluster_sum((struct cluster_term[]){ { left[0], &by[0] },
	    { out->alike_counted ? alike : 0, &out->alike },
	    { left[1], &by[1] },
	    { out->settling_counted ? differ / all : 0, &out->settling } }, 4,
	    left[0] > 0 ? r : 0, &out->stored);
}

static void
measure(struct job *j, struct arena *a, const struct analysis_sheet *v,
    size_t n, bool alone)
{
	*j = (struct job){ .v = v, .n = n };
	j->found = arena_array(a, struct cluster, n);
	j->alike = arena_array(a, struct cluster, n);
	j->settling = arena_array(a, struct cluster, n);
	j->z1 = arena_array(a, double, n);
	j->z2 = arena_array(a, double, n);
	j->weight = arena_array(a, double, n);
	weigh(j, alone);
}

bool
analysis_keying(const struct analysis_sheet *v, size_t n,
    struct analysis_keying *out, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_keying other = { 0 };
	struct job j;
	size_t i;

	*out = (struct analysis_keying){ .sheets = n };
	if (!check(v, n, e))
		return false;
	for (i = 0; i < n; i++) {
		out->fields += v[i].fields;
		out->twice += v[i].compared > 0 && !v[i].same_person;
		out->twice_by_risk += stratum(&v[i]) && !v[i].same_person;
		out->twice_alone += v[i].compared > 0 && v[i].same_person;
	}
	out->independent = out->twice > 0;
	measure(&j, &a, v, n, !out->independent);
	clusters(&j, out);
	parts(&j, out);
	totals(&j, out);
	out->alone = out->found;
	if (out->independent) {
		measure(&j, &a, v, n, true);
		clusters(&j, &other);
		parts(&j, &other);
		out->alone = other.by_chance.known ? other.by_chance :
		    other.by_risk;
	}
	return true;
}

void
analysis_keyer(const struct analysis_sheet *v, size_t n, int keyer,
    struct analysis_rate *out)
{
	struct arena a CLEAN(arena_free) = { 0 };
	double share[2];
	struct job j;
	size_t i;

	measure(&j, &a, v, n, false);
	share[0] = share_wrong(&j, false);
	share[1] = share_wrong(&j, true);
	for (i = 0; i < n; i++) {
		bool first = v[i].first == keyer;

		if (j.weight[i] <= 0 || (!first && v[i].second != keyer))
			continue;
		j.found[i] = (struct cluster){ (double)v[i].compared,
		    wrong_of(&v[i], first, share[first]), j.weight[i],
		    stratum(&v[i]) };
	}
	if (share[1] < 0)
		for (i = 0; i < n; i++)
			if (j.found[i].of > 0 && v[i].differ > 0) {
				*out = (struct analysis_rate){ 0 };
				return;
			}
	cluster_share(j.found, n, 0, out, NULL);
}
