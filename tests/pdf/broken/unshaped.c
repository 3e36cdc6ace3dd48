/* SPDX-License-Identifier: MIT
 *
 * unshaped.c -- an earshot that takes every script for Latin, so that HarfBuzz
 * joins no letters and makes no conjuncts.  The proof of the letters must find it.
 */
#include <hb.h>

void	__real_hb_buffer_set_script(hb_buffer_t *, hb_script_t);
void	__wrap_hb_buffer_set_script(hb_buffer_t *, hb_script_t);

void
__wrap_hb_buffer_set_script(hb_buffer_t *b, hb_script_t script)
{
	(void)script;
	__real_hb_buffer_set_script(b, HB_SCRIPT_LATIN);
}
