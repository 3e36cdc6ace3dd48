/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of survey/.
 */
#ifndef TESTS_UNIT_SURVEY_H
#define TESTS_UNIT_SURVEY_H
#include <check.h>

Suite	*address_suite(void);
Suite	*back_suite(void);
Suite	*backup_suite(void);
Suite	*decode_suite(void);
Suite	*mail_reading_suite(void);
Suite	*mail_area_suite(void);
Suite	*multipart_suite(void);
Suite	*desk_routes_suite(void);
Suite	*desk_sign_in_suite(void);
Suite	*desk_staff_suite(void);
Suite	*desk_tasks_suite(void);
Suite	*desk_keying_suite(void);
Suite	*desk_fetch_suite(void);
Suite	*desk_expiry_suite(void);
Suite	*desk_confirm_suite(void);
Suite	*desk_messages_suite(void);
Suite	*desk_receipt_suite(void);
Suite	*desk_results_suite(void);
Suite	*draft_suite(void);
Suite	*fair_suite(void);
Suite	*fits_suite(void);
Suite	*fold_suite(void);
Suite	*full_suite(void);
Suite	*import_table_suite(void);
Suite	*import_map_suite(void);
Suite	*language_suite(void);
Suite	*mail_sources_suite(void);
Suite	*server_suite(void);
Suite	*site_suite(void);
Suite	*typed_suite(void);
Suite	*unkept_suite(void);
#endif
