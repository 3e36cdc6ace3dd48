/* SPDX-License-Identifier: MIT
 *
 * spans.c -- fuzz what is understood of a message: whatever text comes, the spans
 * are whole lines that follow each other and together are the text; and a text
 * is like itself.  The first byte chooses whether there is a form.
 */
#include <stdlib.h>

#include "survey/mail/mail.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char form_text[] =
"earshot 1\n"
"consultation tea \"The tea room\"\n"
"  owner \"A made-up council\"\n"
"  languages en\n"
"  accept online paper\n"
"text cover \"Tell us.\"\n"
"section you \"About you\"\n"
"  page first \"Part 1: The tea\"\n"
"    question tea-like choose one \"How far do you like what we offer?\"\n"
"      1 much \"Very much\"\n"
"      2 little \"A little\"\n"
"    question tea-why text \"Why do you say so?\"\n"
"      hint \"Please do not give any names here.\"\n"
"  page second \"Part 2: The cakes\"\n"
"    question cake-like choose one \"How far do you like what we offer?\"\n"
"      1 much \"Very much\"\n"
"      2 little \"A little\"\n"
"    question cake-why text \"Why do you say so?\"\n"
"  page last \"The end\"\n"
"    question more text \"What more would you like to tell us?\"\n";

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static const struct forms_form *
form(void)
{
	static struct arena kept;
	static struct forms_form *f;
	struct forms_source src = { "tea.form", str_of(form_text) };
	struct forms_diags d;

	if (f == NULL) {
		forms_diags_init(&d, &kept);
		must(forms_read(&kept, &src, 1, &f, &d));
	}
	return f;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_span *v;
	struct err e = { 0 };
	struct str text;
	size_t i, at = 0, spans;

	if (n == 0)
		return 0;
	/* Not ended by a NUL, so that reading on is noticed. */
	text = (struct str){ (const char *)data + 1, n - 1 };
	if (!mail_spans(&a, data[0] % 2 == 1 ? form() : NULL, text, &v, &spans,
	    &e)) {
		must(!utf8_valid(text.p, text.n, NULL));
		return 0;
	}
	for (i = 0; i < spans; i++) {
		must(v[i].start == at && v[i].end > at && v[i].why != NULL);
		must(v[i].end == text.n || text.p[v[i].end - 1] == '\n');
		at = v[i].end;
	}
	must(at == text.n);
	must(mail_alike(&a, text, text) == 1000);
	must(mail_alike(&a, text, (struct str){ text.p, at = spans > 0 ?
	    v[0].end : 0 }) <= 1000);
	return 0;
}
