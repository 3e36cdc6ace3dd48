/* SPDX-License-Identifier: MIT
 *
 * value.h -- one value as people type it: a text, a number, a postcode.
 *
 * Private to forms/.
 */
#ifndef FORMS_VALUE_H
#define FORMS_VALUE_H
#include "forms/forms.h"

/* Trims, also spaces that are not of ASCII; every end of a line becomes LF;
 * control characters and those that turn text round go.  lines false makes
 * one line of it.  NULL when nothing is left or it is not UTF-8. */
char	*value_text(struct arena *, const char *, bool lines);
/* Digits of any of our scripts, one sign, "1,000" (a thousand) and, where
 * decimals are asked, "2,5".  False: no number, or more decimals than were asked. */
bool	 value_number(const char *, int decimals, double *);
/* The first part of a UK postcode ("le4 2xy" gives "LE4"); the rest of it is
 * dropped, because nobody asked for it.  False: not a postcode. */
bool	 value_outward(const char *, char out[5]);
/* A number with so many decimals, whatever the locale. */
void	 value_put(struct buf *, double, int decimals);
#endif
