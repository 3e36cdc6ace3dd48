/* SPDX-License-Identifier: MIT
 *
 * page_paste.c -- what was pasted, as lines of the language, for the script.
 */
#include "survey/desk/private.h"

void
desk_paste(struct desk_visit *v)
{
	desk_says(v, 404, "Not here yet.");
}
