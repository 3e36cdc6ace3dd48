/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of base/.
 */
#ifndef TESTS_UNIT_BASE_H
#define TESTS_UNIT_BASE_H
#include <check.h>

Suite	*text_suite(void);
Suite	*when_suite(void);
Suite	*file_suite(void);
Suite	*db_suite(void);
Suite	*bulk_suite(void);
Suite	*seal_suite(void);
Suite	*codec_suite(void);
Suite	*return_code_suite(void);
Suite	*password_suite(void);
Suite	*totp_suite(void);
#endif
