/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of base/.
 */
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

UNIT_MAIN(text_suite, when_suite, file_suite, db_suite, bulk_suite, seal_suite,
    codec_suite, return_code_suite, password_suite, totp_suite)
