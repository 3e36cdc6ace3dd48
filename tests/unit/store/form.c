/* SPDX-License-Identifier: MIT
 *
 * form.c -- the small form of the tests of forms/, here too.
 */
#include "tests/unit/forms/answers_form.c"
