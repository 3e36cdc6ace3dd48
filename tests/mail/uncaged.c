/* SPDX-License-Identifier: MIT
 *
 * uncaged.c -- the sandbox cut out: what evil.c tries must then work.
 */
#include "base/base.h"

bool	__wrap_sandbox_enter(const struct sandbox *, struct err *);

bool
__wrap_sandbox_enter(const struct sandbox *s, struct err *e)
{
	(void)s;
	(void)e;
	return true;
}
