/* SPDX-License-Identifier: MIT
 *
 * value.h -- one value as people type it: a text, a number, a postcode, a
 * date, an address of email.
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
/* The digit that a code point stands for in any of our scripts, or -1. */
int	 value_digit(uint32_t);
/* Digits of any of our scripts, one sign, "1,000" (a thousand) and, where
 * decimals are asked, "2,5".  False: no number, or more decimals than were asked. */
bool	 value_number(const char *, int decimals, double *);
/* The same with "£", "GBP" or the like before it, or after it. */
bool	 value_money(const char *, const char *currency, int decimals,
	    double *);
/* A number with so many decimals, whatever the locale. */
void	 value_put(struct buf *, double, int decimals);
/* "£1,250.00"; a currency without a sign of its own: "1,250.00 SEK". */
void	 value_put_money(struct buf *, double, const char *currency,
	    int decimals);
/* Words as people count them: what stands between spaces and has a letter or
 * a digit in it.  Scripts that do not part words count as few. */
size_t	 value_words(const char *);
/* The characters that a text of this question may have. */
size_t	 value_limit(const struct forms_question *);

/* The first part of a UK postcode ("le4 2xy" gives "LE4"); the rest of it is
 * dropped, because nobody asked for it.  False: not a postcode. */
bool	 value_outward(const char *, char out[5]);
enum { POSTCODE_SIZE = 9 };
/* As much of a postcode as is asked: "LE4", "LE4 2", "LE4 2XY".  False: not a
 * postcode, or less of it. */
bool	 value_postcode(const char *, enum forms_postcode,
	    char out[POSTCODE_SIZE]);

/* One line as the format asks, put right where that is safe (a link gets its
 * https://, a time becomes "09:30"); NULL: not what is asked. */
const char *value_format(struct arena *, enum forms_format, const char *);

/* A date in parts, as typed; each "" when left empty. */
struct value_parts { const char *day, *month, *year; };
enum { DATE_DAY = 1, DATE_MONTH = 2, DATE_YEAR = 4 };
/* The parts of one text: 2024-06-03, 2024-06, 2024, 3/6/2024, 3.6.2024, 3 June
 * 2024, June 2024.  False: none of these. */
bool	 value_date_split(struct arena *, const char *, struct value_parts *);
/* Checks the parts by the precision; fills what was given (0 for the rest).
 * Returns the parts that are wrong or lacking, 0 when it is a date. */
unsigned value_date(const struct value_parts *, enum forms_date,
	    struct date *);
/* "2024-06-03", "2024-06", "2024" in a. */
const char *value_date_text(struct arena *, struct date);
/* The first and the last day that it may be. */
void	 value_date_span(struct date, int64_t *first, int64_t *last);
/* The stored text in English words: "3 June 2024". */
void	 value_put_date(struct buf *, const char *);
#endif
