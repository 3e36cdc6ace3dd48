/* SPDX-License-Identifier: MIT
 *
 * cmd_paper.c -- `earshot paper DIR`: the questionnaire on paper, as PDF.
 */
#include "print/print.h"
#include "survey/survey.h"

#include <stdio.h>
#include <stdlib.h>

enum { COPIES_IN_FILE = 50, COPIES_MOST = 10000 };
struct asked {
	const char	*lang, *large, *edition, *out, *by;
	int64_t		 copies;	/* with numbers; 0: one without */
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
write_file(const struct forms_form *f, const struct print_paper *paper,
    const char *path, size_t *pages, struct err *e)
{
	struct buf pdf CLEAN(buf_free) = { 0 };

	return print_paper_pdf(f, paper, &pdf, pages, e) &&
	    file_write(path, pdf.p, pdf.n, 0644, e);
}

/* ---- copies with numbers ----------------------------------------------------------- */

static bool
register_copies(struct place *p, const struct forms_form *f,
    const struct asked *o, const struct print_paper *paper, uint32_t *first,
    struct err *e)
{
	struct sheet_copy like = { .size = o->size };
	struct cases *c = NULL;
	bool ok;

	snprintf(like.form, sizeof(like.form), "%s", f->hash);
	snprintf(like.lang, sizeof(like.lang), "%s", f->lang);
	snprintf(like.edition, sizeof(like.edition), "%s",
	    paper->edition != NULL ? paper->edition->name : "");
	ok = cases_open(&c, place_path(p, "cases.db"), DB_CREATE, e) &&
	    copies_new(c, &like, (size_t)o->copies, o->by, now_seconds(), first,
	    e);
	cases_close(c);
	return ok;
}

/* "DIR/out/paper-gu-000018-000505.pdf" */
static const char *
run_name(struct place *p, const char *plain, uint32_t first, size_t n)
{
	char from[FORMS_SERIAL_SIZE], to[FORMS_SERIAL_SIZE];

	forms_serial_put(first, from);
	forms_serial_put(first + (uint32_t)n - 1, to);
	return arena_printf(&p->a, "%.*s-%s-%s.pdf",
	    (int)(strlen(plain) - strlen(".pdf")), plain, from, to);
}

/* The numbers are given before anything is printed: a number is never on two
 * sheets, and one that is on none does no harm. */
static bool
write_copies(struct place *p, const struct forms_form *f,
    const struct asked *o, struct print_paper paper, const char *plain,
    struct err *e)
{
	uint32_t serials[COPIES_IN_FILE], first;
	size_t left = (size_t)o->copies, n, pages, i;
	const char *path;

	if (!register_copies(p, f, o, &paper, &first, e))
		return false;
	paper.serials = serials;
	for (; left > 0; left -= n, first += (uint32_t)n) {
		n = left < COPIES_IN_FILE ? left : COPIES_IN_FILE;
		for (i = 0; i < n; i++)
			serials[i] = first + (uint32_t)i;
		paper.n = n;
		path = run_name(p, plain, first, n);
		if (!write_file(f, &paper, path, &pages, e))
			return false;
		printf("%s: %zu cop%s of %zu pages\n", path, n,
		    n == 1 ? "y" : "ies", pages);
	}
	return true;
}

static bool
write_paper(struct place *p, const struct asked *o, struct err *e)
{
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
	if (o->copies > 0)
		return write_copies(p, f, o, paper, out, e);
	if (!write_file(f, &paper, out, &pages, e))
		return false;
	printf("%s: %zu pages\n", out, pages);
	return true;
}

/* What does not go together; false: a message was printed. */
static bool
is_sensible(const struct asked *o)
{
	size_t n = o->out != NULL ? strlen(o->out) : 4;

	if (o->copies > 0 && (o->proof || o->fillable)) {
		fprintf(stderr, "earshot paper: copies with numbers are for "
		    "people to fill in with a pen: leave out --proof and "
		    "--fillable\n");
		return false;
	}
	if (n < 4 || (o->out != NULL && strcmp(o->out + n - 4, ".pdf") != 0)) {
		fprintf(stderr, "earshot paper: the name after -o must end in "
		    ".pdf\n");
		return false;
	}
	return true;
}

int
cmd_paper(int argc, char **argv)
{
	struct arena names CLEAN(arena_free) = { 0 };
	struct place p CLEAN(place_close) = { 0 };
	struct asked o = { .size = PRINT_PAPER_SIZE };
	const char *dir, *copies = NULL;
	const struct option_spec specs[] = { { "--lang", &o.lang, NULL },
	    { "--large", &o.large, NULL }, { "--edition", &o.edition, NULL },
	    { "--proof", NULL, &o.proof },
	    { "--fillable", NULL, &o.fillable }, { "-o", &o.out, NULL },
	    { "--copies", &copies, NULL }, { "--by", &o.by, NULL } };
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
	if (copies != NULL && !option_number("--copies", copies, 1, COPIES_MOST,
	    &o.copies))
		return 2;
	if (!is_sensible(&o))
		return 2;
	if (o.by == NULL)
		o.by = own_name(&names);
	if (!place_open(&p, dir, &e) || !write_paper(&p, &o, &e))
		return fail(argv[0], &e);
	return 0;
}
