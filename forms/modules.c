/* SPDX-License-Identifier: MIT
 *
 * modules.c -- the question modules that ship, carried inside the program.
 *
 * The assembler puts the files' bytes here; a NUL follows each, so that the
 * text can be read like any other.
 */
#include "forms/forms.h"

#define EMBED(symbol, file)						\
	__asm__(".section .rodata\n"					\
	    ".globl module_" #symbol "\n"				\
	    ".globl module_" #symbol "_end\n"				\
	    "module_" #symbol ":\n"					\
	    ".incbin \"forms/modules/" file "\"\n"			\
	    "module_" #symbol "_end:\n"					\
	    ".byte 0\n"							\
	    ".previous\n");						\
	extern const char module_##symbol[], module_##symbol##_end[]

EMBED(equality_2021, "equality-2021.form");
EMBED(quote_consent_1, "quote-consent-1.form");
EMBED(words_gu, "locales/gu.po");
EMBED(words_pl, "locales/pl.po");
EMBED(words_ur, "locales/ur.po");

static const struct module {
	const char	*name;
	int		 version;
	const char	*file, *start, *end;
} modules[] = {
	{ "equality", 2021, "equality-2021.form", module_equality_2021,
	    module_equality_2021_end },
	{ "quote-consent", 1, "quote-consent-1.form", module_quote_consent_1,
	    module_quote_consent_1_end },
};

static struct forms_source sources[LEN(modules)];

/* Drafts that nobody has reviewed: they are merged into the translations of a
 * consultation, and are signed off with them. */
static const struct { const char *tag, *start, *end; } translated[] = {
	{ "gu", module_words_gu, module_words_gu_end },
	{ "pl", module_words_pl, module_words_pl_end },
	{ "ur", module_words_ur, module_words_ur_end },
};

/* Runs before main, so that no two threads can be first. */
__attribute__((constructor)) static void
fill(void)
{
	size_t i;

	for (i = 0; i < LEN(modules); i++)
		sources[i] = (struct forms_source){ modules[i].file,
		    { modules[i].start,
		    (size_t)(modules[i].end - modules[i].start) } };
}

const struct forms_source *
forms_module(const char *name, int version)
{
	size_t i;

	for (i = 0; i < LEN(modules); i++)
		if (modules[i].version == version &&
		    strcmp(modules[i].name, name) == 0)
			return &sources[i];
	return NULL;
}

struct str
forms_module_words(const char *tag)
{
	size_t i;

	for (i = 0; i < LEN(translated); i++)
		if (strcmp(translated[i].tag, tag) == 0)
			return (struct str){ translated[i].start, (size_t)(
			    translated[i].end - translated[i].start) };
	return (struct str){ "", 0 };
}
