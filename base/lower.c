/* SPDX-License-Identifier: MIT
 *
 * lower.c -- letters in lower case, whatever the locale of the process.
 */
#include "base/base.h"

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <wctype.h>

static locale_t plain;

static void
plain_open(void)
{
	plain = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (plain == (locale_t)0) {
		fputs("earshot: the C library lacks the locale C.UTF-8\n",
		    stderr);
		abort();
	}
}

uint32_t
utf8_lower(uint32_t c)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	pthread_once(&once, plain_open);
	return (uint32_t)towlower_l((wint_t)c, plain);
}
