/* SPDX-License-Identifier: MIT
 *
 * unplaced.c -- an earshot that leaves marks where the pen is, not where they
 * belong.  The proof of the letters must find it.
 */
#include <hb.h>
#include <stddef.h>

hb_glyph_position_t *__real_hb_buffer_get_glyph_positions(hb_buffer_t *,
    unsigned int *);
hb_glyph_position_t *__wrap_hb_buffer_get_glyph_positions(hb_buffer_t *,
    unsigned int *);

hb_glyph_position_t *
__wrap_hb_buffer_get_glyph_positions(hb_buffer_t *b, unsigned int *out)
{
	unsigned int n, i;
	hb_glyph_position_t *v = __real_hb_buffer_get_glyph_positions(b, &n);

	for (i = 0; i < n; i++)
		v[i].x_offset = v[i].y_offset = 0;
	if (out != NULL)
		*out = n;
	return v;
}
