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

/* Those who read another language read other words. */
static void
in_languages(struct arena *a, const char *path, const struct forms_form *f)
{
	struct forms_language *v;
	struct forms_paths p;
	struct err none;
	size_t i, n, had = 0;

	if (f->n_languages < 2 || !forms_languages(a, path, f, false, &v, &n,
	    &none))
		return;		/* a file alone: no translations beside it */
	for (i = 0; i < n; i++) {
		if (v[i].form == NULL || v[i].form == f ||
		    v[i].translated == 0)
			continue;
		if (had++ == 0)
			printf("Minutes in each language  shortest  typical  "
			    "longest\n");
		forms_paths(a, v[i].form, NULL, &p);
		printf("  %-22s%10.0f%9.0f%9.0f%s\n", v[i].tag,
		    p.whole.shortest.minutes, p.whole.typical.minutes,
		    p.whole.longest.minutes, v[i].translated <
		    v[i].messages ? "   not all of it is translated" : "");
	}
	if (had > 0)
		printf("\n");
}

/* The answer as a condition would have it. */
static void
step(struct buf *b, const struct forms_step *s)
{
	const struct forms_answer *v = &s->answer;
	size_t i;

	if (v->amounts != NULL) {
		for (i = 0; i < v->n; i++)
			buf_printf(b, "%s%s.%s = %.0f", i ? " and " : "",
			    s->field->id, v->chosen[i]->name, v->amounts[i]);
	} else if (v->n > 0) {
		buf_printf(b, "%s %s ", s->field->id, s->field->q->type ==
		    FORMS_MANY ? "includes" : s->field->q->type ==
		    FORMS_RANK ? "ranks" : "=");
		for (i = 0; i < v->n; i++)
			buf_printf(b, "%s%s", !i ? "" : s->field->q->type ==
			    FORMS_RANK ? ", then " : " and ",
			    v->chosen[i]->name);
		if (v->write_in != NULL)
			buf_lit(b, " with words beside it");
	} else if (v->state == FORMS_ANSWERED &&
	    s->field->q->type == FORMS_DATE) {
		buf_printf(b, "%s = %s", s->field->id, v->text);
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

/* ---- paper ----------------------------------------------------------------- */

static void
differs(const struct forms_form *f, const struct forms_agreement *g)
{
	static const char *const words[] = {
		[FORMS_AGREE_MORE] = "some are asked on paper who are not "
		    "asked online",
		[FORMS_AGREE_FEWER] = "some are asked online who are not "
		    "asked on paper",
		[FORMS_AGREE_AFTER] = "hangs on a question that differs",
		[FORMS_AGREE_UNDECIDED] = "not decided",
	};
	size_t i;

	for (i = 0; i < f->n_fields; i++)
		if (g->fields[i] != FORMS_AGREE)
			printf("  question %s: %s\n", f->fields[i].id,
			    words[g->fields[i]]);
}

static void
paper(const struct forms_form *f, const struct forms_paths *p)
{
	size_t i, j, go, only;

	for (i = 0; i < p->n_papers; i++) {
		const struct forms_agreement *g = &p->papers[i];

		for (j = go = only = 0; j < g->paper.n_lines; j++) {
			go += g->paper.lines[j].kind == FORMS_PAPER_GO;
			only += g->paper.lines[j].kind == FORMS_PAPER_ONLY;
		}
		printf("\nOn paper");
		if (g->paper.edition != NULL)
			printf(", edition %s", g->paper.edition->name);
		printf("\n  Lines that say where to go after an answer: %zu; whom "
		    "questions are for: %zu.\n", go, only);
		if (g->differ + g->undecided == 0)
			printf("  On every path, paper and website lead to the "
			    "same questions.\n");
		else
			printf("  Paper and website differ in %zu question%s, "
			    "and %zu %s not decided.\n", g->differ,
			    g->differ == 1 ? "" : "s", g->undecided,
			    g->undecided == 1 ? "is" : "are");
		differs(f, g);
	}
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
	in_languages(&a, path, form);
	who(form, &p);
	paper(form, &p);
	return 0;
}
