/* SPDX-License-Identifier: MIT
 *
 * brand.c -- contrast against known values, and what a logo may be.
 */
#include "forms/brand.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <math.h>

START_TEST(contrast_has_the_known_values)
{
	/* From the WCAG definition, and from published tables. */
	static const struct { uint32_t a, b; double ratio; } t[] = {
		{ 0x000000, 0xFFFFFF, 21.0 }, { 0xFFFFFF, 0xFFFFFF, 1.0 },
		{ 0x767676, 0xFFFFFF, 4.54 }, { 0x777777, 0xFFFFFF, 4.48 },
		{ 0x949494, 0xFFFFFF, 3.03 }, { 0x959595, 0xFFFFFF, 2.99 },
		{ 0xFF0000, 0xFFFFFF, 4.00 }, { 0x00FF00, 0xFFFFFF, 1.37 },
		{ 0x0000FF, 0xFFFFFF, 8.59 }, { 0x12436D, 0xFFFFFF, 10.25 },
		{ 0x28A197, 0xFFFFFF, 3.17 }, { 0xF46A25, 0xFFFFFF, 3.03 },
	};
	size_t i;

	for (i = 0; i < LEN(t); i++) {
		ck_assert_msg(fabs(forms_contrast(t[i].a, t[i].b) -
		    t[i].ratio) < 0.006, "%06x: %f", (unsigned)t[i].a,
		    forms_contrast(t[i].a, t[i].b));
		ck_assert(forms_contrast(t[i].a, t[i].b) ==
		    forms_contrast(t[i].b, t[i].a));
	}
}
END_TEST

START_TEST(the_shade_that_is_proposed_passes_and_is_the_nearest)
{
	uint32_t rgb, got;

	for (rgb = 0; rgb <= 0xFFFFFF; rgb += 9973) {
		got = forms_darker(rgb, 0xFFFFFF, 4.5);
		ck_assert(forms_contrast(got, 0xFFFFFF) >= 4.5);
		/* What passes is left as it is. */
		ck_assert(forms_contrast(rgb, 0xFFFFFF) < 4.5 || got == rgb);
	}
	ck_assert_uint_eq(forms_darker(0xFFFFFF, 0xFFFFFF, 4.5), 0x767676);
	ck_assert_uint_eq(forms_darker(0xFFFFFF, 0xFFFFFF, 3.0), 0x949494);
}
END_TEST

START_TEST(a_colour_is_six_digits)
{
	static const char *const bad[] = { "", "#", "#12345", "#1234567",
	    "123456", "#12345g", "red", "#12 456", "#+12345" };
	uint32_t rgb;
	size_t i;

	ck_assert(forms_colour_read(str_of("#a0B1c2"), &rgb));
	ck_assert_uint_eq(rgb, 0xA0B1C2);
	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(!forms_colour_read(str_of(bad[i]), &rgb), "%s",
		    bad[i]);
}
END_TEST

#define SVG(inside) "<svg xmlns=\"http://www.w3.org/2000/svg\" "	\
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\">" inside "</svg>"

START_TEST(an_svg_may_draw_and_nothing_else)
{
	static const char *const good[] = {
		SVG("<title>Us</title><g fill=\"#fff\"><path d=\"M0 0\"/></g>"),
		SVG("<defs><linearGradient id=\"g\"><stop/></linearGradient>"
		    "</defs><rect fill=\"url(#g)\"/><use xlink:href=\"#g\"/>"),
		SVG("<rect fill=\"url( '#g')\"/>"),
	};
	static const char *const bad[] = {
		SVG("<script>x()</script>"), SVG("<g onload=\"x()\"/>"),
		SVG("<g ONCLICK=\"x()\"/>"), SVG("<style>g{}</style>"),
		SVG("<g style=\"fill:red\"/>"), SVG("<foreignObject/>"),
		SVG("<image href=\"#a\"/>"), SVG("<animate/>"), SVG("<set/>"),
		SVG("<a href=\"#b\"><g/></a>"),
		SVG("<use href=\"https://x.example/a#b\"/>"),
		SVG("<use xlink:href=\"data:x\"/>"),
		SVG("<rect fill=\"url(https://x.example/)\"/>"),
		SVG("<rect fill=\"url(#a) URL( //x.example/)\"/>"),
		SVG("<rect fill=\"u\\72l(//x.example/)\"/>"),
		SVG("<g xml:base=\"https://x.example/\"/>"),
		SVG("<?xml-stylesheet href=\"a.css\"?>"),
		"<?xml-stylesheet href=\"a.css\"?>" SVG(""),
		"<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG("&a;"),
		"<svg><g/></svg>", "<html/>", "", "GIF89a", SVG("<g>"),
	};
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;
	bool svg;

	for (i = 0; i < LEN(good); i++)
		ck_assert_msg(forms_logo_fault(&a, str_of(good[i]), &svg) ==
		    NULL && svg, "%s: %s", good[i],
		    forms_logo_fault(&a, str_of(good[i]), &svg));
	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(forms_logo_fault(&a, str_of(bad[i]), &svg) !=
		    NULL, "%s", bad[i]);
}
END_TEST

START_TEST(a_png_is_whole_and_of_a_size_to_show)
{
	char png[45] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10";
	struct arena a CLEAN(arena_free) = { 0 };
	struct str s = { png, sizeof(png) };
	bool svg;

	memcpy(png + 37, "IEND", 4);
	ck_assert(forms_logo_fault(&a, s, &svg) == NULL && !svg);
	png[16] = 1;			/* very wide */
	ck_assert(forms_logo_fault(&a, s, &svg) != NULL);
	png[16] = png[19] = 0;		/* no width */
	ck_assert(forms_logo_fault(&a, s, &svg) != NULL);
	png[19] = 16;
	s.n--;
	ck_assert(forms_logo_fault(&a, s, &svg) != NULL);
}
END_TEST

UNIT_SUITE(brand, contrast_has_the_known_values,
    the_shade_that_is_proposed_passes_and_is_the_nearest,
    a_colour_is_six_digits, an_svg_may_draw_and_nothing_else,
    a_png_is_whole_and_of_a_size_to_show)
