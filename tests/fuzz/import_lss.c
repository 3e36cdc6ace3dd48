/* SPDX-License-Identifier: MIT
 *
 * import_lss.c -- fuzz the reader of LimeSurvey's files: what comes of one is
 * a form without mistakes, and everything that is said is text.
 */
#include <stdlib.h>

#include "forms/forms.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf form CLEAN(buf_free) = { 0 }, said CLEAN(buf_free) = { 0 };
	struct forms_source src = { "a.form", { 0 } };
	struct forms_notes notes;
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	if (!forms_import(&a, FORMS_LIMESURVEY, (struct str){ (const char *)p,
	    n }, "fuzzed", &form, &notes, &e)) {
		if (e.code == ERR_NONE || e.msg[0] == '\0' ||
		    !utf8_valid(e.msg, strlen(e.msg), NULL))
			abort();	/* it must say why, in text */
		return 0;
	}
	src.text = (struct str){ buf_text(&form), form.n };
	forms_diags_init(&d, &a);
	if (!forms_read(&a, &src, 1, &f, &d))
		abort();
	forms_notes_print(&said, &notes);
	if (!utf8_valid(buf_text(&said), said.n, NULL))
		abort();
	return 0;
}
