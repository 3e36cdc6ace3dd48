/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of forms/.
 */
#ifndef TESTS_UNIT_FORMS_H
#define TESTS_UNIT_FORMS_H
#include <check.h>

Suite	*language_suite(void);
Suite	*conditions_suite(void);
Suite	*files_suite(void);
Suite	*editing_suite(void);
Suite	*paste_suite(void);
Suite	*answers_suite(void);
Suite	*kinds_suite(void);
Suite	*plain_suite(void);
Suite	*people_suite(void);
Suite	*paths_suite(void);
Suite	*structure_suite(void);
Suite	*layout_suite(void);
Suite	*words_suite(void);
Suite	*paths_oracle_suite(void);
Suite	*imports_suite(void);
Suite	*oracle_suite(void);
Suite	*paper_suite(void);
Suite	*exports_suite(void);
Suite	*versions_suite(void);
Suite	*frame_suite(void);
Suite	*amend_suite(void);
Suite	*brand_suite(void);
Suite	*mark_suite(void);
#endif
