/* SPDX-License-Identifier: MIT
 *
 * exchange_made.h -- projects to exchange, made up from a number.
 */
#ifndef TESTS_UNIT_ANALYSIS_EXCHANGE_MADE_H
#define TESTS_UNIT_ANALYSIS_EXCHANGE_MADE_H
#include "analysis/analysis.h"

/* As somebody here could have it: CR LF, lone CR, selections across them. */
struct exchange_project *made_project(struct arena *, uint64_t seed);
/* What must come back of it: LF alone, and positions that go with it. */
struct exchange_project *made_tidy(struct arena *, const struct exchange_project *);
/* So many codings of one word each. */
struct exchange_project *made_large(struct arena *, size_t codings);
#endif
