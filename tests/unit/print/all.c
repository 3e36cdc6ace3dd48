/* SPDX-License-Identifier: MIT
 *
 * all.c -- runs the tests of print/.
 */
#include "tests/unit/print/suites.h"
#include "tests/unit/unit.h"

UNIT_MAIN(html_suite, paper_suite, paper_pdf_suite, pdf_suite, pdf_page_suite)
