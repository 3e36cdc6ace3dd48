/* SPDX-License-Identifier: MIT
 *
 * brand.c -- the lines of site.settings about how the site looks.
 */
#include "forms/brand.h"
#include "forms/build.h"

#include <stdio.h>

void
brand_header(struct ctx *c, struct line *l, struct forms_settings *s)
{
	const char *words;

	l->cursor = 1;
	take_twice(c, l, s->header != NULL);
	words = want_words(c, l);
	want_end(c, l);
	if (words != NULL)
		s->header = words;
}

void
brand_logo(struct ctx *c, struct line *l, struct forms_settings *s)
{
	const struct tok *path;
	const char *words;

	l->cursor = 1;
	take_twice(c, l, s->logo != NULL);
	path = want_any(c, l, "a file, such as logo.svg");
	if (path == NULL)
		return;
	if (!path_inside_folder(path->text)) {
		fault(c, "E608", path->at, "for example logo.svg",
		    "the logo has to be in the consultation's own folder");
		return;
	}
	words = want_words(c, l);
	want_end(c, l);
	if (words == NULL)
		return;
	s->logo = arena_strn(c->a, path->text.p, path->text.n);
	s->logo_at = path->at;
	s->logo_alt = words;
}

/* What each colour stands against, and how much they must differ: text 4.5 to
 * 1, the edge of something 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
static const struct rule {
	const char	*name, *says;
	uint32_t	 against;
	double		 least;
} rules[FORMS_COLOURS] = {
	[FORMS_C_HEADER] = { "header", "white words", 0xFFFFFF, 4.5 },
	[FORMS_C_BUTTON] = { "button", "white words", 0xFFFFFF, 4.5 },
	[FORMS_C_LINE] = { "line", "the page", 0xF0F4F5, 3.0 },
};

void
brand_colour(struct ctx *c, struct line *l, struct forms_settings *s)
{
	static const char *const names[] = { "header", "button", "line",
	    NULL };
	const struct rule *r;
	const char *words;
	struct forms_span at;
	uint32_t rgb;
	int kind;

	l->cursor = 1;
	kind = want_one_of(c, l, names);
	if (kind < 0)
		return;
	at = l->words_at;
	words = want_words(c, l);
	want_end(c, l);
	if (words == NULL)
		return;
	take_twice(c, l, s->has_colour[kind]);
	if (!forms_colour_read(str_of(words), &rgb)) {
		fault(c, "E609", at, "write # and six digits or letters from "
		    "a to f: \"#12436d\"", "`%s` is not a colour", words);
		return;
	}
	r = &rules[kind];
	if (forms_contrast(rgb, r->against) < r->least) {
		char help[64];

		snprintf(help, sizeof(help), "the nearest shade that passes is "
		    "\"#%06x\"", (unsigned)forms_darker(rgb, r->against,
		    r->least));
		/* 4.499 must not read as 4.50. */
		fault(c, "E607", at, help, "people could not see it: "
		    "the contrast of %s on %s is %.2f to 1, and must be %.1f",
		    kind == FORMS_C_LINE ? "this line" : r->says,
		    kind == FORMS_C_LINE ? r->says : words,
		    (double)(int)(forms_contrast(rgb, r->against) * 100) / 100,
		    r->least);
		return;
	}
	s->has_colour[kind] = true;
	s->colour[kind] = rgb;
}

bool
brand_check(struct ctx *c, const char *dir, const struct forms_settings *s)
{
	struct str bytes;
	struct err e = { 0 };
	const char *why;
	bool svg;

	if (s->logo == NULL)
		return true;
	if (!file_read(c->a, path_join(c->a, dir, s->logo), LOGO_MAX, &bytes,
	    &e))
		why = e.code == ERR_LIMIT ? "is larger than 16 KiB" :
		    "is not there, or cannot be read";
	else
		why = forms_logo_fault(c->a, bytes, &svg);
	if (why != NULL)
		fault(c, "E608", s->logo_at, "a small SVG that only draws, or "
		    "a PNG", "the logo %s %s", s->logo, why);
	return why == NULL;
}
