/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of forms/.
 */
#ifndef TESTS_UNIT_FORMS_H
#define TESTS_UNIT_FORMS_H
#include <check.h>

Suite	*answers_suite(void);
#endif
