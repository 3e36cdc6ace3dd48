/* SPDX-License-Identifier: MIT
 *
 * templates.h -- the starter consultation of `earshot new`.
 */
#ifndef SURVEY_TEMPLATES_H
#define SURVEY_TEMPLATES_H
#include "base/base.h"

enum template_kind { TEMPLATE_FORM, TEMPLATE_CODES, TEMPLATE_SETTINGS,
	TEMPLATE_COMMENTS };
/* The text, in which "new-consultation" stands for the consultation's name. */
struct str template_text(enum template_kind);
#endif
