/* SPDX-License-Identifier: MIT
 *
 * po.c -- fuzz what reads translators' files: whatever they hold, the checker
 * says something about it and goes on.
 */
#include "forms/forms.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char form[] = "earshot 1\nconsultation t \"T\"\n"
    "  languages en pl en-x-easy\n  document y file y.txt \"Y\"\n"
    "page a \"A {{b\"\n"
    "  question q line \"Q [x](y) {{\"\n    stand-in \"it\"\n"
    "  question r choose one \"R {q}?\"\n    1 yes \"Yes\"\n    2 no \"No\"\n";

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_source src = { "a.form", { form, sizeof(form) - 1 } };
	struct forms_source po = { "pl.po", { (const char *)p, n } };
	struct forms_progress progress;
	struct forms_diags d, quiet;
	struct forms_form *f;
	struct err e = { 0 };

	po.text.p = arena_strn(&a, (const char *)p, n);
	forms_diags_init(&quiet, &a);
	forms_diags_init(&d, &a);
	if (!forms_read(&a, &src, 1, &f, &quiet))
		return 0;
	(void)!forms_po_check(&a, ".", f, n % 2 ? "pl" : "en-x-easy", &po, &d,
	    &progress, &e);
	forms_diags_print(&out, &d);
	forms_pot(&a, f, &po, &out);
	buf_clear(&out);
	forms_po_own(po.text, &out);
	return 0;
}
