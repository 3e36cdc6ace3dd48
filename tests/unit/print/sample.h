/* SPDX-License-Identifier: MIT
 *
 * sample.h -- report trees built by hand, for the tests of print/.
 *
 * Every answer, comment and person in them is made up.
 */
#ifndef TESTS_UNIT_PRINT_SAMPLE_H
#define TESTS_UNIT_PRINT_SAMPLE_H
#include "analysis/report.h"
#include "base/base.h"

/* A whole report that uses every block, cell, row and figure. */
struct report	*sample_report(struct arena *);
/* The same with so many priorities that it fills 40 pages and more. */
struct report	*sample_long(struct arena *, int priorities);
/* Awkward: long titles and words, tables with no rows, a base of nobody,
 * other scripts, an emoji, long quotes and cells. */
struct report	*sample_hard(struct arena *);
/* A sheet: no cover, no contents, facts with long groups of letters. */
struct report	*sample_sheet(struct arena *);
#endif
