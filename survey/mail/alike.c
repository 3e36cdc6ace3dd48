/* SPDX-License-Identifier: MIT
 *
 * alike.c -- how far two messages say the same.
 */
#include "survey/mail/fold.h"

unsigned
mail_alike(struct arena *a, struct str x, struct str y)
{
	(void)a; (void)x; (void)y;
	return 0;
}
