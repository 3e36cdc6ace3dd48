/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of print/.
 */
#ifndef TESTS_UNIT_PRINT_H
#define TESTS_UNIT_PRINT_H
#include <check.h>

Suite	*html_suite(void);
Suite	*paper_suite(void);
Suite	*paper_pdf_suite(void);
Suite	*pdf_suite(void);
Suite	*pdf_page_suite(void);
#endif
