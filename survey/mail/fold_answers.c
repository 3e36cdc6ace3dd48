/* SPDX-License-Identifier: MIT
 *
 * fold_answers.c -- which question each part of a message answers.
 *
 * A question that stands in the form several times in the same words ("Why do you
 * say that?") is told by its number, the title of the page above it, or the
 * question before it.  Where none of these says which, none is given.
 */
#include "survey/mail/fold.h"

struct walk {
	struct fold	*f;
	const struct forms_field *cur;	/* what is said now answers it */
	const char	*why;
	const struct forms_field *last;	/* the last question that was known */
	const struct forms_page *page;	/* the last title */
	uint32_t	 region;
	size_t		 asked;		/* questions since something was said */
	bool		 pair;		/* two of one page, the last for words */
	size_t		 last_hit;	/* the last line that is of the form */
	bool		 fit;		/* bare numbers are of questions */
	const char	*fit_why;
};

static const struct forms_field *
on_page(const struct fold_text *t, const struct forms_page *page)
{
	const struct forms_field *one = NULL;
	size_t i;

	for (i = 0; page != NULL && i < t->n_fields; i++)
		if (t->fields[i]->page == page) {
			if (one != NULL && one != t->fields[i])
				return NULL;
			one = t->fields[i];
		}
	return one;
}

/* Which of the questions with these words: NULL, it is not known. */
static const struct forms_field *
which(struct walk *w, const struct fold_line *l, const char **why)
{
	const struct fold_text *t = l->of;
	const struct forms_field *x;
	size_t i;

	*why = "by its words";
	for (i = 1; i < t->n_fields && t->fields[i] == t->fields[0]; i++)
		;
	if (i >= t->n_fields) {
		if (l->field != NULL && l->field != t->fields[0])
			*why = arena_printf(w->f->a, "by its words, although "
			    "%s stands before them", l->field->number);
		return t->fields[0];
	}
	for (i = 0; l->field != NULL && i < t->n_fields; i++)
		if (t->fields[i] == l->field) {
			*why = "by its words and its number";
			return l->field;
		}
	*why = "by its words and the title above it";
	if ((x = on_page(t, w->page)) != NULL)
		return x;
	*why = "by its words and the question before it";
	if (w->last != NULL && (x = on_page(t, w->last->page)) != NULL &&
	    x->index == w->last->index + 1)
		return x;
	*why = arena_printf(w->f->a, "%zu questions have these words, and "
	    "nothing says which it is", t->n_fields);
	return NULL;
}

static const char *
label(struct walk *w, const struct forms_field *x)
{
	return x->number != NULL && x->number[0] != '\0' ?
	    arena_printf(w->f->a, "question %s", x->number) :
	    arena_printf(w->f->a, "“%s”", x->words);
}

static void
set_cur(struct walk *w, const struct forms_field *x, const char *why)
{
	w->cur = x;
	w->why = why;
	if (x == NULL)
		return;
	w->last = x;
	if (w->page != x->page)
		w->page = NULL;
}

static void
asked(struct walk *w, struct fold_line *l)
{
	const struct forms_field *before = w->last, *x;
	const char *why;

	x = which(w, l, &why);
	w->asked++;
	w->pair = w->asked == 2 && before != NULL && x != NULL &&
	    before->page == x->page && before->q->type != FORMS_TEXT &&
	    x->q->type == FORMS_TEXT;
	set_cur(w, x, x == NULL ? why : arena_printf(w->f->a, "below %s, "
	    "known %s", label(w, x), why));
	if (x != NULL)
		w->page = x->page;
	fold_set(l, SPAN_ASKED, why);
	l->says = x;
}

static void
title(struct walk *w, struct fold_line *l)
{
	const struct fold_text *t = l->of;
	const struct forms_field *x = t->n_fields == 1 ? t->fields[0] : NULL;

	w->asked = 0;
	set_cur(w, x, x == NULL ? "" : "below the title of a page, for its one "
	    "question for words");
	w->page = t->page;
	fold_set(l, SPAN_ASKED, "the title of a page");
}

/* Words of an answer to choose from, quoted below its question. */
static bool
is_option(struct walk *w, const struct fold_line *l)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, k;

	for (i = 0; w->cur != NULL && i < w->f->f.n_forms; i++) {
		const struct forms_question *q =
		    w->f->f.forms[i]->fields[w->cur->index].q;

		for (k = 0; k < q->n_options && k < 100; k++) {
			buf_clear(&b);
			fold_words(&b, str_of(q->options[k].words));
			if (b.n > 1 && b.n <= l->n_bytes && memcmp(l->words +
			    l->n_bytes - b.n, buf_text(&b), b.n) == 0)
				return true;
		}
	}
	return false;
}

/* A line that somebody says and that does not begin a question. */
static void
said(struct walk *w, size_t i)
{
	struct fold_line *l = &w->f->v[i];

	if (w->asked > 1 && !w->pair && i > w->last_hit)
		set_cur(w, NULL, "below several questions: which of them it "
		    "answers is not known");
	w->asked = 0;
	l->says = w->cur;
	if (l->why[0] == '\0')
		l->why = w->why;
	else if (w->cur != NULL)
		l->why = arena_printf(w->f->a, "%s; %s", w->why, l->why);
}

/* A number or a title, and an answer on the same line. */
static void
on_line(struct walk *w, size_t i)
{
	struct fold_line *l = &w->f->v[i];
	const struct forms_field *x = l->field;
	const char *why = "begins with the number of a question";

	if (l->hit == HIT_BARE)
		why = w->fit_why;
	else if (l->hit == HIT_TITLE_ON_LINE) {
		x = l->of->n_fields == 1 ? l->of->fields[0] : NULL;
		why = "begins with the title of a page, which has one question "
		    "for words";
	} else if (l->hit == HIT_ON_LINE) {
		x = w->cur;
		why = w->why;
		if (l->hit_first) {
			asked(w, l);
			x = w->cur;
			why = "the question and the answer are on one line";
		}
	}
	w->asked = 0;
	set_cur(w, x, x == NULL ? "" : why);
	fold_set(l, SPAN_SAID, w->why);
	l->says = x;
}

static bool
begins_here(const struct walk *w, const struct fold_line *l)
{
	return l->hit == HIT_ON_LINE || l->hit == HIT_TITLE_ON_LINE ||
	    l->hit == HIT_NUMBER_ON_LINE || (l->hit == HIT_BARE && w->fit);
}

/* Wrapped lines are as the first. */
static bool
goes_on(const struct fold *f, size_t i)
{
	const struct fold_line *l = &f->v[i], *up;

	if (i == 0 || l->hit_first || l->hit != HIT_ASKED)
		return false;
	up = &f->v[i - 1];
	return up->hit == HIT_ASKED && up->of == l->of;
}

static void
step(struct walk *w, size_t i)
{
	struct fold_line *l = &w->f->v[i];

	if (goes_on(w->f, i)) {
		fold_set(l, SPAN_ASKED, w->f->v[i - 1].why);
		l->says = w->f->v[i - 1].says;
		return;
	}
	switch (l->hit) {
	case HIT_ASKED:
		asked(w, l);
		return;
	case HIT_TITLE:
		title(w, l);
		return;
	case HIT_HINT:
		fold_set(l, SPAN_ASKED, "the hint of the question above");
		l->says = w->cur;
		return;
	case HIT_NUMBER:
		w->asked++;
		w->pair = false;
		set_cur(w, l->field, "below the number of a question");
		fold_set(l, SPAN_ASKED, "the number of a question");
		l->says = l->field;
		return;
	default:
		break;
	}
	if (l->kind == SPAN_SAID && begins_here(w, l))
		on_line(w, i);
	else if (l->kind == SPAN_SAID)
		said(w, i);
	else if (l->kind != SPAN_QUOTED || !is_option(w, l))
		set_cur(w, NULL, "");
}

void
fold_answers(struct fold *f)
{
	struct walk w = { .f = f, .why = "" };
	size_t i;

	if (f->f.n_forms == 0)
		return;
	w.fit = fold_numbers_fit(f, &w.fit_why);
	for (i = 0; i < f->n; i++)
		if (f->v[i].hit != HIT_NONE)
			w.last_hit = i;
	for (i = 0; i < f->n; i++) {
		struct fold_line *l = &f->v[i];

		if (l->blank || l->place == PLACE_MARK) {
			if (l->place == PLACE_MARK)
				set_cur(&w, NULL, "");
			continue;
		}
		if (l->region != w.region) {
			w.region = l->region;
			w.page = NULL;
			w.asked = 0;
			set_cur(&w, NULL, "");
		}
		step(&w, i);
	}
}
