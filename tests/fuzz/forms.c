/* SPDX-License-Identifier: MIT
 *
 * forms.c -- fuzz the form language: whatever the bytes are, reading ends,
 * diagnostics are printable, what fmt writes means the same and is not
 * changed by fmt, and a form without mistakes can be answered.
 */
#include <stdlib.h>

#include "forms/forms.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char codes[] = "earshot 1\ncodebook plan version 1 \"Plan\"\n"
    "kind priority \"Priority\"\npriority P1 \"One\"\npriority P2 \"Two\"\n";
static const char user[] = "earshot 1\nconsultation c \"C\"\n"
    "use plan version 1\npage p \"P\"\n  question q line \"Q\"\n"
    "include equality version 1 after check-answers\n";

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
printable(const struct forms_diags *d)
{
	struct buf out CLEAN(buf_free) = { 0 };

	forms_diags_print(&out, d);
	must(utf8_valid(buf_text(&out), out.n, NULL));
}

/* The number of fields, or SIZE_MAX when there were mistakes. */
static size_t
read_as(struct arena *a, struct str one, struct str two,
    const struct forms_form **form)
{
	struct forms_source v[2] = { { "a.form", one }, { "b.codes", two } };
	struct forms_diags d;
	struct forms_form *f;
	size_t i;

	forms_diags_init(&d, a);
	if (!forms_read(a, v, 2, &f, &d)) {
		must(d.errors > 0 && f == NULL);
		printable(&d);
		return SIZE_MAX;
	}
	must(d.errors == 0);
	printable(&d);
	for (i = 0; i < f->n_fields; i++) {
		must(forms_field(f, f->fields[i].id) == &f->fields[i]);
		must(f->fields[i].page != NULL && f->fields[i].words != NULL);
	}
	if (form != NULL)
		*form = f;
	return f->n_fields;
}

static void
same(const struct forms_form *x, const struct forms_form *y)
{
	size_t i;

	must(x->n_pages == y->n_pages);
	for (i = 0; i < x->n_fields; i++) {
		must(strcmp(x->fields[i].id, y->fields[i].id) == 0);
		must(strcmp(x->fields[i].words, y->fields[i].words) == 0);
		must(strcmp(x->fields[i].hint, y->fields[i].hint) == 0);
		must(!x->fields[i].show == !y->fields[i].show);
	}
}

/* Somebody answers it all: every condition is worked out. */
static void
answered(struct arena *a, const struct forms_form *f, size_t seed)
{
	struct forms_answers v;
	struct forms_rng rng;
	size_t i;

	if (f->n_fields > 300)
		return;
	forms_rng_seed(&rng, seed);
	forms_answers_init(&v, a, f);
	for (i = 0; i < f->n_fields; i++)
		if (forms_shown(&v, f->fields[i].show))
			forms_random_answer(&v, &f->fields[i], &rng, NULL,
			    NULL);
	forms_route(&v);
	for (i = 0; i < f->n_fields; i++)
		must(forms_shown(&v, f->fields[i].show) ==
		    (v.v[i].state != FORMS_NOT_ASKED));
	for (i = 0; i < f->n_pages; i++)
		must(forms_page_problems(&v, &f->pages[i]) == NULL ||
		    forms_page_shown(&v, &f->pages[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf once CLEAN(buf_free) = { 0 };
	struct buf again CLEAN(buf_free) = { 0 };
	char *bytes = arena_strn(&a, (const char *)p, n);
	struct forms_source src = { "a.form", { bytes, n } };
	const struct forms_form *before = NULL, *after = NULL;
	struct forms_settings *settings;
	struct forms_diags d;
	size_t fields;

	fields = read_as(&a, src.text, str_of(codes), &before);
	(void)read_as(&a, str_of(user), src.text, NULL);
	forms_diags_init(&d, &a);
	if (!forms_settings_read(&a, &src, &settings, &d))
		printable(&d);
	forms_diags_init(&d, &a);
	if (!forms_fmt(&a, &src, &once, &d)) {
		must(d.errors > 0);
		printable(&d);
		return 0;
	}
	src.text = (struct str){ buf_text(&once), once.n };
	must(forms_fmt(&a, &src, &again, &d));
	must(strcmp(buf_text(&once), buf_text(&again)) == 0);
	must(read_as(&a, src.text, str_of(codes), &after) == fields);
	if (before != NULL) {
		same(before, after);
		answered(&a, before, n);
	}
	return 0;
}
