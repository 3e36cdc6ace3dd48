/* SPDX-License-Identifier: MIT
 *
 * unit.h -- what every unit test needs: Check, and a main that runs suites.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H
#include <check.h>
#include <stdlib.h>

/* main for the suites named: UNIT_MAIN(arena_suite, buf_suite) */
#define UNIT_MAIN(...)							\
int									\
main(void)								\
{									\
	Suite *(*const suites[])(void) = { __VA_ARGS__ };		\
	SRunner *r = srunner_create(NULL);				\
	size_t i;							\
	int failed;							\
									\
	for (i = 0; i < sizeof(suites) / sizeof(suites[0]); i++)	\
		srunner_add_suite(r, suites[i]());			\
	srunner_run_all(r, CK_NORMAL);					\
	failed = srunner_ntests_failed(r);				\
	srunner_free(r);						\
	return failed != 0;						\
}

/* Defines NAME_suite() from a list of tests. */
#define UNIT_SUITE(name, ...)						\
Suite *									\
name##_suite(void)							\
{									\
	const TTest *const tests[] = { __VA_ARGS__ };			\
	Suite *s = suite_create(#name);					\
	TCase *c = tcase_create(#name);					\
	size_t i;							\
									\
	tcase_set_timeout(c, 300);					\
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)		\
		tcase_add_test(c, tests[i]);				\
	suite_add_tcase(s, c);						\
	return s;							\
}
#endif
