/* SPDX-License-Identifier: MIT
 *
 * templates.c -- the starter consultation that the program carries inside.
 */
#include "survey/templates.h"

#define EMBED(symbol, file)						\
	__asm__(".section .rodata\n"					\
	    ".global " #symbol "\n.balign 16\n" #symbol ":\n"		\
	    ".incbin \"survey/templates/" file "\"\n"			\
	    ".global " #symbol "_end\n" #symbol "_end:\n.byte 0\n"	\
	    ".previous\n");						\
	extern const char symbol[], symbol##_end[]

EMBED(template_form, "starter.form");
EMBED(template_codes, "starter.codes");
EMBED(template_settings, "starter.settings");
EMBED(template_comments, "starter.comments");

struct str
template_text(enum template_kind kind)
{
	switch (kind) {
	case TEMPLATE_FORM:
		return (struct str){ template_form,
		    (size_t)(template_form_end - template_form) };
	case TEMPLATE_CODES:
		return (struct str){ template_codes,
		    (size_t)(template_codes_end - template_codes) };
	case TEMPLATE_SETTINGS:
		return (struct str){ template_settings,
		    (size_t)(template_settings_end - template_settings) };
	case TEMPLATE_COMMENTS:
		return (struct str){ template_comments,
		    (size_t)(template_comments_end - template_comments) };
	}
	return STR("");
}
