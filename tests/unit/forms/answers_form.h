/* SPDX-License-Identifier: MIT
 *
 * answers_form.h -- a small form made by hand, for the tests of answers.
 */
#ifndef TESTS_UNIT_FORMS_ANSWERS_FORM_H
#define TESTS_UNIT_FORMS_ANSWERS_FORM_H
#include "forms/forms.h"

enum { CAPACITY, ORG, AGREE, WHY, TOPICS, AGE, DISTRICT, EXTRA, WEIGHT,
	ORDER, POINTS, BORN, PLAN, N_FIELDS };
/* The same memory each time: one form a process. */
const struct forms_form *answers_form(void);
#endif
