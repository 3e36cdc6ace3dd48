/* SPDX-License-Identifier: MIT
 *
 * token.c -- comparing the token that a form brings with the one it was given.
 */
#include "survey/page/page.h"

bool
token_equal(const char *a, const char *b)
{
	unsigned char differ = 0;
	size_t i;

	if (a == NULL || strlen(a) != strlen(b))
		return false;
	for (i = 0; a[i] != '\0'; i++)
		differ |= (unsigned char)(a[i] ^ b[i]);
	return differ == 0;
}
