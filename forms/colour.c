/* SPDX-License-Identifier: MIT
 *
 * colour.c -- whether two colours can be told apart: the contrast of WCAG 2.2
 * (relative luminance of sRGB, and the ratio of two luminances).
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
#include "forms/brand.h"

#include <math.h>

static double
linear(uint32_t channel)
{
	double c = (channel & 0xFF) / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) +
	    0.0722 * linear(rgb);
}

double
forms_contrast(uint32_t a, uint32_t b)
{
	double x = luminance(a), y = luminance(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* The same hue, as much darker as parts of 255 say. */
static uint32_t
darker(uint32_t rgb, uint32_t parts)
{
	uint32_t out = 0;
	int shift;

	for (shift = 16; shift >= 0; shift -= 8) {
		uint32_t c = rgb >> shift & 0xFF;

		out |= (c * (255 - parts) / 255) << shift;
	}
	return out;
}

uint32_t
forms_darker(uint32_t rgb, uint32_t on, double least)
{
	uint32_t parts = 0;

	while (parts < 255 && forms_contrast(darker(rgb, parts), on) < least)
		parts++;
	return darker(rgb, parts);
}

bool
forms_colour_read(struct str s, uint32_t *rgb)
{
	uint8_t bytes[3];

	if (s.n != 7 || s.p[0] != '#' ||
	    !hex_get(bytes, 3, (struct str){ s.p + 1, 6 }))
		return false;
	*rgb = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
	return true;
}
