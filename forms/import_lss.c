/* SPDX-License-Identifier: MIT
 *
 * import_lss.c -- stub
 */
#include "forms/import.h"
bool
import_lss(struct import *im, struct str bytes, const char *name,
    struct err *e)
{
	(void)im; (void)bytes; (void)name;
	return err_set(e, ERR_INPUT, "not yet");
}
