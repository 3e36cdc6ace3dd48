/* SPDX-License-Identifier: MIT
 *
 * population.h -- reading `population` in site.settings.
 *
 * Private to forms/.
 */
#ifndef FORMS_POPULATION_H
#define FORMS_POPULATION_H
#include "forms/lines.h"

void	population_read(struct ctx *, struct line *, struct forms_settings *,
	    size_t *cap);
/* Complains of what it names and the form does not have. */
void	population_fits(struct ctx *, const struct forms_settings *,
	    const struct forms_form *);
#endif
