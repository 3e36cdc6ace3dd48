/* SPDX-License-Identifier: MIT
 *
 * paste.c -- fuzz the paste from word processors: whatever comes, as HTML (the
 * first byte is odd) or as text, the lines are text that can be laid out, and
 * laying them out again changes nothing.
 */
#include <stdlib.h>

#include "forms/forms.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct buf again CLEAN(buf_free) = { 0 };
	struct forms_source src = { "pasted", { "", 0 } };
	struct forms_pasted did;
	struct forms_diags d;
	struct err e = { 0 };
	char *text;

	if (n == 0)
		return 0;
	text = arena_strn(&a, (const char *)data + 1, n - 1);
	if (!forms_paste((struct str){ text, n - 1 }, data[0] % 2 == 1, &out,
	    &did, &e))
		return 0;
	must(utf8_valid(buf_text(&out), out.n, NULL));
	must(did.guesses <= did.questions);
	src.text = (struct str){ buf_text(&out), out.n };
	forms_diags_init(&d, &a);
	if (out.n == 0)
		return 0;
	must(forms_fmt(&a, &src, &again, &d));
	must(again.n == out.n && memcmp(again.p, out.p, out.n) == 0);
	return 0;
}
