/* SPDX-License-Identifier: MIT
 *
 * err.c -- saying why.
 */
#include "base/base.h"

#include <stdio.h>

bool
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	e->code = code;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	return false;
}

bool
err_wrap(struct err *e, const char *fmt, ...)
{
	char old[sizeof(e->msg)];
	va_list ap;
	size_t n;

	memcpy(old, e->msg, sizeof(old));
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof(e->msg) - n, ": %s", old);
	return false;
}

int
err_exit(const struct err *e)
{
	switch (e->code) {
	case ERR_NONE:
		return 0;
	case ERR_INPUT:
	case ERR_LIMIT:
		return 1;
	case ERR_USAGE:
		return 2;
	case ERR_IO:
	case ERR_DB:
	case ERR_KEY:
	case ERR_BUSY:
		return 3;
	}
	return 3;
}
