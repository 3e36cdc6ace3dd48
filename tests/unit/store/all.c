/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of store/.
 */
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

UNIT_MAIN(codec_suite, schema_suite, intake_suite, cases_suite, threads_suite,
    crash_suite, requests_suite, tasks_suite, audit_suite, verify_suite, flags_suite,
    late_suite, drafts_suite, arrivals_suite, brought_suite, sheets_suite, sheets_key_suite,
    sheets_check_suite, sheets_draw_suite, sheets_again_suite,
    originals_suite, messages_suite, expire_suite, withdraw_suite, keyed_suite, readings_suite,
    staff_accounts_suite, staff_setup_suite,
    staff_sign_in_suite, staff_sessions_suite)
