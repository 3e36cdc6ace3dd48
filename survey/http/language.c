/* SPDX-License-Identifier: MIT
 *
 * language.c -- which language a browser asks for (RFC 9110, 12.5.4).
 */
#include "survey/http/http.h"

/* ";q=0.8" as thousandths; 1000 where it is not said, 0 where it makes no
 * sense.  Moves *s to the end of the range. */
static int
quality(const char **s)
{
	const char *p = *s + strspn(*s, " \t");
	int q = 1000, digit = 100;

	*s += strcspn(*s, ",");
	if (*p != ';')
		return 1000;
	p += 1 + strspn(p + 1, " \t");
	if ((p[0] != 'q' && p[0] != 'Q') || p[1] != '=' ||
	    (p[2] != '0' && p[2] != '1'))
		return 0;
	q = (p[2] - '0') * 1000;
	for (p += p[3] == '.' ? 4 : 3; *p >= '0' && *p <= '9' && digit > 0;
	    p++, digit /= 10)
		q += (*p - '0') * digit;
	return q > 1000 ? 1000 : q;
}

/* A reader of "ur-PK" understands "ur"; one of "pa" may not read
 * "pa-Arab". */
static bool
serves(struct str range, const char *tag)
{
	size_t n = strlen(tag);

	return range.n >= n && strncasecmp(range.p, tag, n) == 0 &&
	    (range.n == n || range.p[n] == '-');
}

size_t
http_pick_language(const char *accept, const char *const *tags, size_t n)
{
	size_t i, best = 0;
	int q, best_q = 0;

	while (*accept != '\0') {
		struct str range;

		accept += strspn(accept, " \t,");
		range = (struct str){ accept, strcspn(accept, " \t,;") };
		accept += range.n;
		q = quality(&accept);
		for (i = 0; i < n && q > best_q; i++)
			if (serves(range, tags[i])) {
				best = i;
				best_q = q;
			}
	}
	return best;
}
