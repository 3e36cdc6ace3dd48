/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of locales/, and a maker of catalogues.
 */
#ifndef TESTS_UNIT_LOCALES_H
#define TESTS_UNIT_LOCALES_H
#include <check.h>

#include "locales/locales.h"

Suite	*builtin_suite(void);
Suite	*catalogue_suite(void);
Suite	*damage_suite(void);
Suite	*format_suite(void);

/* A text and its translation; T("one\0many") holds plural forms. */
struct make_text { struct str id, words; };
#define T(lit) { "" lit, sizeof(lit) - 1 }	/* STR for static tables */
#define HEADER(rest) \
	{ T(""), T("Content-Type: text/plain; charset=UTF-8\n" rest) }
/* The bytes of a .mo file; texts are given in order. */
struct str make_mo(struct arena *, const struct make_text *, size_t n);
/* The same, opened; the test fails if it is refused. */
struct locale *make_locale(struct arena *, const char *tag,
	    const struct make_text *, size_t n);
#endif
