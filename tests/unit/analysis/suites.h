/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of analysis/.
 */
#ifndef TESTS_UNIT_ANALYSIS_H
#define TESTS_UNIT_ANALYSIS_H
#include <check.h>

Suite	*match_suite(void);
Suite	*suppress_suite(void);
Suite	*tabulate_suite(void);
Suite	*report_suite(void);
Suite	*parts_suite(void);
Suite	*organisations_suite(void);
Suite	*code_suite(void);
Suite	*attack_suite(void);
Suite	*left_out_suite(void);
Suite	*keyed_suite(void);
Suite	*keying_suite(void);
Suite	*keying_sim_suite(void);
Suite	*worddiff_suite(void);
Suite	*dataset_suite(void);
Suite	*tables_suite(void);
Suite	*agree_suite(void);
Suite	*agree_codes_suite(void);
Suite	*campaigns_suite(void);
Suite	*exchange_suite(void);
Suite	*exchange_said_suite(void);
Suite	*exchange_tools_suite(void);
Suite	*suggest_suite(void);
#endif
