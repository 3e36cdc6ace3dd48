/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of forms/.
 */
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

UNIT_MAIN(language_suite, conditions_suite, files_suite, editing_suite,
    paste_suite, answers_suite, kinds_suite, paths_suite, paths_oracle_suite,
    people_suite, plain_suite, structure_suite, layout_suite, words_suite, imports_suite,
    oracle_suite, paper_suite, exports_suite,
    versions_suite, frame_suite, amend_suite, brand_suite, mark_suite)
