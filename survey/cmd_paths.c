/* SPDX-License-Identifier: MIT
 *
 * cmd_paths.c -- `earshot check DIR --paths`: how long a questionnaire is for
 * the people who answer it, and who is asked what.
 */
#include "survey/survey.h"

#include <stdio.h>

static void
row(const char *name, const struct forms_length *l)
{
	char questions[32];

	snprintf(questions, sizeof(questions), "%.0f", l->questions);
	printf("    %-9s%10s%8.0f%9.0f\n", name, questions, l->pages,
	    l->minutes);
}

static void
part(const char *name, const struct forms_lengths *l)
{
	printf("  %s\n", name);
	row("shortest", &l->shortest);
	row("typical", &l->typical);
	row("longest", &l->longest);
}

static void
lengths(const struct forms_form *f, const struct forms_paths *p)
{
	printf("How long it is       questions   pages  minutes\n");
	part(f->has_equality ? "all of it" : "for one person", &p->whole);
	if (f->has_equality) {
		part("the main questions", &p->main);
		part(f->equality_skippable ?
		    "the equality questions, if they are not skipped" :
		    "the equality questions", &p->equality);
	}
	if (!p->exact)
		printf("  These are about right: some conditions have too many "
		    "combinations of\n  answers, and 2,000 made-up people "
		    "were asked instead.\n");
	printf("\n");
}

/* The answer as a condition would have it. */
static void
step(struct buf *b, const struct forms_step *s)
{
	const struct forms_answer *v = &s->answer;
	size_t i;

	if (v->n > 0) {
		buf_printf(b, "%s %s ", s->field->id, s->field->q->type ==
		    FORMS_MANY ? "includes" : "=");
		for (i = 0; i < v->n; i++)
			buf_printf(b, "%s%s", i ? " and " : "",
			    v->chosen[i]->name);
	} else if (v->state == FORMS_ANSWERED &&
	    s->field->q->type == FORMS_NUMBER) {
		buf_printf(b, "%s = %.*f", s->field->id, s->field->q->decimals,
		    v->number);
	} else {
		buf_printf(b, "%s is %s", s->field->id,
		    forms_state_name(v->state));
	}
}

static void
reached(const char *kind, const char *name, const struct forms_verdict *v)
{
	static const char *const words[] = {
		[FORMS_REACH_SOMETIMES] = "sometimes",
		[FORMS_REACH_ALWAYS] = "always",
		[FORMS_REACH_NEVER] = "never",
		[FORMS_REACH_UNDECIDED] = "not decided",
	};
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	if (v->reach == FORMS_REACH_ALWAYS)
		return;
	for (i = 0; v->reach == FORMS_REACH_SOMETIMES && i < v->n; i++) {
		buf_puts(&b, i ? ", " : "   when, for example, ");
		step(&b, &v->example[i]);
	}
	printf("  %s %s: %s%s\n", kind, name, words[v->reach], buf_text(&b));
}

static void
who(const struct forms_form *f, const struct forms_paths *p)
{
	size_t i, always = 0, n = f->n_pages + f->n_fields + p->n_conditions;

	for (i = 0; i < f->n_fields; i++)
		always += p->fields[i].reach == FORMS_REACH_ALWAYS;
	printf("Who is asked what\n  %zu of %zu questions are asked of "
	    "everyone.\n", always, f->n_fields);
	for (i = 0; i < f->n_pages; i++)
		reached("page", f->pages[i].slug, &p->pages[i]);
	for (i = 0; i < f->n_fields; i++)
		reached("question", f->fields[i].id, &p->fields[i]);
	printf("\nNot decided: %zu of %zu (questions, pages and conditions), "
	    "%.1f%%\n", p->undecided, n, n ? 100 * (double)p->undecided /
	    (double)n : 0);
}

int
check_paths(const char *path)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct forms_form *form;
	struct forms_paths p;
	struct err e = { 0 };
	bool ok;

	forms_diags_init(&d, &a);
	ok = forms_load(&a, path, &form, &d, &e);
	if (ok)
		forms_paths(&a, form, &d, &p);
	forms_diags_print(&said, &d);
	fputs(buf_text(&said), stderr);
	if (!ok)
		return e.code == ERR_INPUT ? 1 : fail("check", &e);
	printf("%s\n\n", form->title);
	lengths(form, &p);
	who(form, &p);
	return 0;
}
