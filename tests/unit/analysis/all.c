/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of analysis/.
 */
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

UNIT_MAIN(match_suite, suppress_suite, tabulate_suite, report_suite,
    parts_suite, organisations_suite, code_suite, attack_suite, left_out_suite, keyed_suite,
    keying_suite, keying_sim_suite, worddiff_suite, dataset_suite,
    tables_suite, agree_suite, agree_codes_suite,
    campaigns_suite,
    exchange_suite,
    exchange_said_suite, exchange_tools_suite,
    suggest_suite)
