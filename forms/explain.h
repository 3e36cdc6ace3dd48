/* SPDX-License-Identifier: MIT
 *
 * explain.h -- the pages about messages, in several files.
 *
 * Private to forms/.  A message that is new gets its page in the file of its
 * hundred, and its line in docs/LANGUAGE.md; tests/golden/forms.sh compares.
 */
#ifndef FORMS_EXPLAIN_H
#define FORMS_EXPLAIN_H
#include "forms/forms.h"

struct explain { const char *id, *what, *do_it; };	/* id NULL: the last */

extern const struct explain explain_lines[];	/* E1xx */
extern const struct explain explain_names[];	/* E2xx */
extern const struct explain explain_answers[];	/* E3xx, E4xx */
extern const struct explain explain_files[];	/* E5xx to E8xx */
extern const struct explain explain_doubts[];	/* warnings and notes */
#endif
