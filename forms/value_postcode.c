/* SPDX-License-Identifier: MIT
 *
 * value_postcode.c -- as much of a UK postcode as a question asks for.
 */
#include "forms/value.h"

static bool
shaped(const char *s, size_t n, const char *shape)
{
	size_t i;

	if (strlen(shape) != n)
		return false;
	for (i = 0; i < n; i++)
		if ((shape[i] == '9') != (s[i] >= '0' && s[i] <= '9'))
			return false;
	return true;
}

/* Letters and digits alone, in capitals; false: other signs, or too many. */
static bool
squeeze(const char *s, char p[8], size_t *n)
{
	for (*n = 0; *s != '\0'; s++) {
		char c = *s;

		if (c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (*n == 7 || !((c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9')))
			return false;
		p[(*n)++] = c;
	}
	return true;
}

static bool
is_outward(const char *p, size_t n)
{
	/* every shape there is (Royal Mail's programmers' guide) */
	static const char *const shapes[] = { "A9", "A99", "AA9", "AA99",
	    "A9A", "AA9A" };
	size_t i;

	for (i = 0; i < LEN(shapes); i++)
		if (shaped(p, n, shapes[i]))
			return true;
	return false;
}

static bool
is_whole(const char *p, size_t n)
{
	return n >= 5 && shaped(p + n - 3, 3, "9AA") && is_outward(p, n - 3);
}

bool
value_outward(const char *s, char out[5])
{
	char p[8];
	size_t n;

	if (!squeeze(s, p, &n))
		return false;
	if (n >= 5 && shaped(p + n - 3, 3, "9AA"))
		n -= 3;
	if (!is_outward(p, n))
		return false;
	memcpy(out, p, n);
	out[n] = '\0';
	return true;
}

/* "LE4 2": the one digit stands alone, since "LE42" could be a district. */
static bool
ends_in_sector(const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && s[n - 1] == ' ')
		n--;
	return n > 2 && s[n - 1] >= '0' && s[n - 1] <= '9' && s[n - 2] == ' ';
}

bool
value_postcode(const char *s, enum forms_postcode much,
    char out[POSTCODE_SIZE])
{
	char p[8];
	size_t n, outward;

	if (much == FORMS_OUTWARD)
		return value_outward(s, out);
	if (!squeeze(s, p, &n))
		return false;
	if (is_whole(p, n))
		outward = n - 3;
	else if (much == FORMS_SECTOR && n > 1 && ends_in_sector(s) &&
	    is_outward(p, n - 1))
		outward = n - 1;
	else
		return false;
	memcpy(out, p, outward);
	out[outward] = ' ';
	n = much == FORMS_SECTOR ? 1 : 3;
	memcpy(out + outward + 1, p + outward, n);
	out[outward + 1 + n] = '\0';
	return true;
}
