/* SPDX-License-Identifier: MIT
 *
 * cmd_paper.c -- `earshot paper DIR`: the questionnaire on paper, as PDF.
 */
#include "print/print.h"
#include "survey/survey.h"

#include <stdio.h>
#include <stdlib.h>

struct asked {
	const char	*lang, *large, *edition, *out;
	bool		 proof, fillable;
	int		 size;
};

/* The form in the language that was asked for; NULL: a message says why not. */
static const struct forms_form *
in_language(struct place *p, const struct asked *o, struct err *e)
{
	struct forms_language *list;
	const char *why;
	size_t n, i;

	if (o->lang == NULL || strcmp(o->lang, p->form->lang) == 0)
		return p->form;
	if (!forms_languages(&p->a, p->dir, p->form, true, &list, &n, e))
		return NULL;
	for (i = 0; i < n; i++) {
		if (strcmp(list[i].tag, o->lang) != 0)
			continue;
		why = language_shut(&list[i]);
		if (why == NULL || o->proof)
			return list[i].form;
		err_set(e, ERR_INPUT, "%s is not open yet: %s. To look at it on "
		    "paper, use --proof", o->lang, why);
		return NULL;
	}
	err_set(e, ERR_INPUT, "this questionnaire is not in `%s`: `languages` "
	    "in its form says which there are", o->lang);
	return NULL;
}

static bool
edition_of(const struct forms_form *f, const char *name,
    const struct forms_option **out, struct err *e)
{
	const struct forms_question *q;
	size_t i;

	*out = NULL;
	if (f->edition == NULL)
		return name == NULL || err_set(e, ERR_INPUT, "this "
		    "questionnaire has one edition: leave out --edition");
	q = f->edition->q;
	if (name == NULL)
		name = q->options[0].name;
	for (i = 0; i < q->n_options; i++)
		if (strcmp(q->options[i].name, name) == 0) {
			*out = &q->options[i];
			return true;
		}
	return err_set(e, ERR_INPUT, "there is no edition `%s`", name);
}

/* "DIR/out/paper-gu-18.pdf" */
static const char *
default_name(struct place *p, const struct forms_form *f,
    const struct asked *o)
{
	return arena_printf(&p->a, "%s/out/paper-%s%s%s%s%s%s.pdf", p->dir,
	    f->lang, o->edition != NULL ? "-" : "", o->edition != NULL ?
	    o->edition : "", o->large != NULL ? "-" : "", o->large != NULL ?
	    o->large : "", o->fillable ? "-fillable" : "");
}

static bool
write_paper(struct place *p, const struct asked *o, struct err *e)
{
	struct buf pdf CLEAN(buf_free) = { 0 };
	const struct forms_form *f = in_language(p, o, e);
	struct print_paper paper = { .settings = p->settings,
	    .size = o->size, .proof = o->proof,
	    .fillable = o->fillable };
	const char *out = o->out;
	size_t pages;

	if (f == NULL || !edition_of(f, o->edition, &paper.edition, e))
		return false;
	if (out == NULL) {
		out = default_name(p, f, o);
		if (!dir_make(place_path(p, "out"), 0755, e))
			return false;
	}
	if (!print_paper_pdf(f, &paper, &pdf, &pages, e) ||
	    !file_write(out, pdf.p, pdf.n, 0644, e))
		return false;
	printf("%s: %zu pages\n", out, pages);
	return true;
}

int
cmd_paper(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	struct asked o = { .size = PRINT_PAPER_SIZE };
	const char *dir;
	const struct option_spec specs[] = { { "--lang", &o.lang, NULL },
	    { "--large", &o.large, NULL }, { "--edition", &o.edition, NULL },
	    { "--proof", NULL, &o.proof },
	    { "--fillable", NULL, &o.fillable }, { "-o", &o.out, NULL } };
	struct err e = { 0 };
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (o.large != NULL) {
		if (strcmp(o.large, "18") != 0 && strcmp(o.large, "24") != 0) {
			fprintf(stderr, "earshot paper: --large is 18 or 24, "
			    "the size of the letters in points\n");
			return 2;
		}
		o.size = atoi(o.large);
	}
	if (!place_open(&p, dir, &e) || !write_paper(&p, &o, &e))
		return fail(argv[0], &e);
	return 0;
}
