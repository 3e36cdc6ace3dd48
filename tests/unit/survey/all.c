/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of survey/.
 */
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

UNIT_MAIN(address_suite, back_suite, backup_suite, decode_suite,
    mail_area_suite, mail_reading_suite, multipart_suite,
    desk_routes_suite, desk_sign_in_suite, desk_staff_suite,
    desk_tasks_suite, desk_keying_suite, desk_fetch_suite, desk_expiry_suite, desk_receipt_suite, desk_results_suite,
    draft_suite, fair_suite, fits_suite, fold_suite, full_suite, import_table_suite, import_map_suite, language_suite, server_suite, site_suite, typed_suite, unkept_suite, mail_sources_suite, desk_messages_suite, desk_confirm_suite)
