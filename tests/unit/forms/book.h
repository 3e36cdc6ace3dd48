/* SPDX-License-Identifier: MIT
 *
 * book.h -- workbooks made of text, for the tests of importers.
 */
#ifndef TESTS_UNIT_FORMS_BOOK_H
#define TESTS_UNIT_FORMS_BOOK_H
#include "base/base.h"

/* "@ sheet" starts a sheet, other lines are rows, tabs part cells, \n is a new
 * line in a cell, "#" lines before the first sheet are left out; digits alone
 * are written as numbers.  The bytes of the workbook. */
struct str book(struct arena *, const char *text);
#endif
