/* SPDX-License-Identifier: MIT
 *
 * brand.h -- the organisation's logo, name and colours.
 */
#ifndef FORMS_BRAND_H
#define FORMS_BRAND_H
#include "forms/forms.h"

/* WCAG 2.2: 1 to 21.  Colours are 0xRRGGBB. */
double	forms_contrast(uint32_t a, uint32_t b);
/* The lightest shade of rgb that has at least this contrast with a light
 * colour; black, if none has. */
uint32_t forms_darker(uint32_t rgb, uint32_t on, double least);
/* "#12436D" */
bool	forms_colour_read(struct str, uint32_t *rgb);

enum { LOGO_MAX = 16 << 10 };		/* bytes: people with slow lines load
					   it before the first question */
/* What is wrong with these bytes as a logo, for the end of a sentence that
 * begins with its file; NULL: nothing.  *svg: which of the two it is.  An SVG
 * may draw and nothing else: no script, no style sheet, nothing from outside
 * the file.  Belongs to the arena. */
const char *forms_logo_fault(struct arena *, struct str, bool *svg);

struct ctx;
struct line;
/* `header`, `logo` and `colour` in site.settings. */
void	brand_header(struct ctx *, struct line *, struct forms_settings *);
void	brand_logo(struct ctx *, struct line *, struct forms_settings *);
void	brand_colour(struct ctx *, struct line *, struct forms_settings *);
/* Looks at the file of the logo in dir; false: it has a fault, which was added
 * to the diagnostics. */
bool	brand_check(struct ctx *, const char *dir,
	    const struct forms_settings *);
#endif
