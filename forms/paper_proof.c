/* SPDX-License-Identifier: MIT
 *
 * paper_proof.c -- does the paper lead to the same questions as the routing?
 *
 * For each question there is the condition under which it is asked online, and
 * the one under which somebody who follows the lines comes to it: those before
 * it hold, and no line after an answer passes it over.  As long as both were
 * asked the same so far, the answers are the same; so it is enough that on no
 * path the two conditions differ.
 */
#include "forms/lines.h"
#include "forms/paper.h"

struct proof {
	struct analysis	*w, own;
	struct forms_diags *d;
	struct paper	 p;
	struct forms_agreement *out;
	const struct forms_expr *edition;	/* this one; NULL: no other */
	struct target	**more, **fewer;	/* by field; NULL: the same */
	const struct forms_expr **passing;	/* by line; made when wanted */
	struct forms_span *said;		/* conditions of W770 */
	size_t		 n_said, cap_said;
};

/* ---- asking ----------------------------------------------------------------- */

/* None of the answers after which a line says to go on elsewhere.  Made once,
 * so that it is one condition for all the questions that it is about. */
static const struct forms_expr *
passing(struct proof *p, const struct forms_paper_line *l)
{
	const struct forms_expr **made = &p->passing[l -
	    p->out->paper.lines], *any = NULL;
	struct forms_expr *x;
	size_t i;

	for (i = 0; *made == NULL && i < l->n; i++) {
		const struct forms_option *o = l->options[i];

		x = arena_new(p->p.a, struct forms_expr);
		*x = (struct forms_expr){ .op = EXPR_IN, .field = l->field,
		    .options = &l->options[i], .n = 1, .at = l->field->at };
		if (o->missing != FORMS_ANSWERED) {
			x->op = EXPR_IS;
			x->state = o->missing;
		}
		any = paper_join(p->p.a, EXPR_OR, any, x);
	}
	if (*made == NULL)
		*made = paper_not(p->p.a, any);
	return *made;
}

/* Lines of which any may be about the question: those that opened before it
 * and are not behind yet.  They are few at a time. */
struct open { const struct forms_paper_line **v; size_t n, cap; };

static size_t
behind(const struct forms_paper_line *l, size_t n_fields)
{
	return l->kind == FORMS_PAPER_ONLY ? l->last->index + 1 :
	    l->to ? l->to->index : n_fields;
}

static void
move_on(struct proof *p, struct open *o, size_t *at, size_t i)
{
	const struct forms_paper *paper = &p->out->paper;
	size_t j, n = 0;

	for (j = 0; j < o->n; j++)
		if (behind(o->v[j], p->p.form->n_fields) > i)
			o->v[n++] = o->v[j];
	o->n = n;
	for (; *at < paper->n_lines; ++*at) {
		const struct forms_paper_line *l = &paper->lines[*at];

		if (l->kind == FORMS_PAPER_TEXT || l->field->index + (l->kind ==
		    FORMS_PAPER_GO) > i)
			return;
		if (behind(l, p->p.form->n_fields) > i)
			*arena_push(p->p.a, o->v, o->n, o->cap) = l;
	}
}

static const struct forms_expr *
on_paper(struct proof *p, const struct open *o, bool *passed)
{
	const struct forms_expr *x = NULL;
	size_t i;

	for (i = 0; i < o->n; i++) {
		const struct forms_paper_line *l = o->v[i];

		if (l->kind == FORMS_PAPER_GO)
			*passed = true;
		x = paper_join(p->p.a, EXPR_AND, x, l->kind ==
		    FORMS_PAPER_GO ? passing(p, l) : l->when);
	}
	return x;
}

static bool
in_gap(const struct proof *p, const struct forms_field *f)
{
	const struct forms_paper *paper = &p->out->paper;
	size_t i;

	for (i = 0; i < paper->n_gaps; i++)
		if (paper->gaps[i].field->index <= f->index &&
		    paper->gaps[i].last->index >= f->index)
			return true;
	return false;
}

/* Where the two are not the same by how they were made, both ways of
 * differing are put to the paths. */
static void
ask(struct proof *p, const struct forms_field *f, const struct open *o)
{
	const struct forms_expr *online = paper_edition(&p->p, f->show);
	const struct forms_expr *seen = paper_seen(&p->p, f->show);
	const struct forms_expr *paper, *x;
	bool passed = false;

	paper = on_paper(p, o, &passed);
	if (!passed && online == seen && !in_gap(p, f))
		return;
	if (paper == NULL && online == NULL)
		return;
	if (online != NULL) {
		x = paper_join(p->p.a, EXPR_AND, paper, paper_not(p->p.a,
		    online));
		p->more[f->index] = paths_target(&p->own, p->edition, x,
		    false);
	}
	if (paper != NULL) {
		x = paper_join(p->p.a, EXPR_AND, online, paper_not(p->p.a,
		    paper));
		p->fewer[f->index] = paths_target(&p->own, p->edition, x,
		    false);
	}
}

static void
ask_all(struct proof *p)
{
	const struct forms_form *form = p->p.form;
	struct open o = { 0 };
	size_t i, at = 0;

	for (i = 0; i < form->n_fields; i++) {
		move_on(p, &o, &at, i);
		if (p->out->paper.printed[i])
			ask(p, &form->fields[i], &o);
	}
}

/* ---- telling ---------------------------------------------------------------- */

static bool
hangs_on_different(const struct proof *p, const struct forms_expr *x)
{
	for (; x != NULL; x = x->left)
		if ((x->field != NULL && p->out->fields[x->field->index] !=
		    FORMS_AGREE) || hangs_on_different(p, x->right))
			return true;
	return false;
}

static enum forms_agree
verdict(const struct proof *p, const struct forms_field *f)
{
	const struct target *more = p->more[f->index];
	const struct target *fewer = p->fewer[f->index];

	if (more != NULL && more->seen[1])
		return FORMS_AGREE_MORE;
	if (fewer != NULL && fewer->seen[1])
		return FORMS_AGREE_FEWER;
	if ((more != NULL && !more->decided) ||
	    (fewer != NULL && !fewer->decided))
		return FORMS_AGREE_UNDECIDED;
	return hangs_on_different(p, f->show) ? FORMS_AGREE_AFTER :
	    FORMS_AGREE;
}

/* All rows of a repeat share one condition; it is spoken of once. */
static bool
first_time(struct proof *p, struct forms_span at)
{
	size_t i;

	for (i = 0; i < p->n_said; i++)
		if (p->said[i].src == at.src && p->said[i].start == at.start)
			return false;
	*arena_push(p->p.a, p->said, p->n_said, p->cap_said) = at;
	return true;
}

static void
tell_gaps(struct proof *p, struct ctx *c)
{
	const struct forms_paper *paper = &p->out->paper;
	size_t i;

	for (i = 0; i < paper->n_gaps; i++) {
		const struct forms_paper_gap *g = &paper->gaps[i];

		if (g->field->page->part == FORMS_PART_CONSENT ||
		    !first_time(p, g->x->at))
			continue;
		doubt(c, "W770", g->x->at, "make the condition simpler, or "
		    "word the question so that everyone can answer it",
		    "no short line on paper can say this, so everyone is "
		    "asked `%s` there: %s", g->field->id, g->why);
	}
}

static void
tell_texts(struct proof *p, struct ctx *c)
{
	const struct forms_paper *paper = &p->out->paper;
	size_t i;

	for (i = 0; i < paper->n_lines; i++) {
		const struct forms_paper_line *l = &paper->lines[i];

		if (l->kind == FORMS_PAPER_TEXT && l->words == NULL &&
		    !paper_never(l->when) && first_time(p, l->when->at))
			doubt(c, "W772", l->when->at, "make the condition "
			    "simpler, or show the words to everyone",
			    "no short line on paper can say whom these words "
			    "are for, so they are left out there");
	}
}

static void
tell_field(struct proof *p, struct ctx *c, const struct forms_field *f)
{
	enum forms_agree v = p->out->fields[f->index];

	if (v == FORMS_AGREE || v == FORMS_AGREE_AFTER || in_gap(p, f) ||
	    f->page->part == FORMS_PART_CONSENT || !first_time(p, f->at))
		return;
	if (v == FORMS_AGREE_UNDECIDED)
		forms_diag_add(c->d, FORMS_NOTE, "N780", f->at, "",
		    "not decided whether the paper leads the same people to "
		    "`%s` as the website", f->id);
	else
		doubt(c, "W771", f->at, "on paper, a question that was not "
		    "asked and one that was left empty look the same",
		    v == FORMS_AGREE_MORE ? "on paper, some people come to "
		    "`%s` who are not asked it online" : "on paper, some "
		    "people do not come to `%s` who are asked it online",
		    f->id);
}

static void
tell(struct proof *p)
{
	const struct forms_form *form = p->p.form;
	struct ctx c = { p->d ? p->d->a : NULL, p->d };
	size_t i;

	for (i = 0; i < form->n_fields; i++) {
		enum forms_agree v;

		if (!p->out->paper.printed[i])
			continue;
		v = p->out->fields[i] = verdict(p, &form->fields[i]);
		p->out->differ += v != FORMS_AGREE &&
		    v != FORMS_AGREE_UNDECIDED;
		p->out->undecided += v == FORMS_AGREE_UNDECIDED;
	}
	if (p->d == NULL)
		return;
	tell_gaps(p, &c);
	tell_texts(p, &c);
	for (i = 0; i < form->n_fields; i++)
		tell_field(p, &c, &form->fields[i]);
}

/* ---- all -------------------------------------------------------------------- */

static const struct forms_expr *
in_edition(struct proof *p, const struct forms_option *o)
{
	struct forms_expr *x;
	const struct forms_option **one;

	if (o == NULL)
		return NULL;
	one = arena_array(p->p.a, const struct forms_option *, 1);
	one[0] = o;
	x = arena_new(p->p.a, struct forms_expr);
	*x = (struct forms_expr){ .op = EXPR_IN, .field = p->p.form->edition,
	    .options = one, .n = 1, .at = p->p.form->edition->at };
	return x;
}

static void
edition(struct proof *p, const struct forms_option *o)
{
	const struct forms_form *form = p->p.form;

	p->p.edition = o;
	p->p.fixed = (struct map){ .a = p->p.a };
	p->edition = in_edition(p, o);
	p->own = (struct analysis){ .a = p->w->a, .form = form,
	    .online = true };
	paths_open(&p->own);
	p->more = arena_array(&p->own.tmp, struct target *, form->n_fields);
	p->fewer = arena_array(&p->own.tmp, struct target *, form->n_fields);
	p->out->fields = arena_array(p->w->a, enum forms_agree,
	    form->n_fields);
	forms_paper(p->w->a, form, o, &p->out->paper);
	p->passing = arena_array(&p->own.tmp, const struct forms_expr *,
	    p->out->paper.n_lines + 1);
	ask_all(p);
	paths_run(&p->own);
	tell(p);
	arena_free(&p->own.tmp);
}

void
paper_prove(struct analysis *w, struct forms_diags *d)
{
	const struct forms_form *form = w->form;
	struct proof p = { .w = w, .d = d, .p = { .a = &w->tmp,
	    .form = form } };
	size_t i, n = form->edition ? form->edition->q->n_options : 1;

	if (!forms_accepts(form, "paper"))
		return;
	forms_answers_init(&p.p.blank, &w->tmp, form);
	w->out->papers = arena_array(w->a, struct forms_agreement, n);
	w->out->n_papers = n;
	for (i = 0; i < n; i++) {
		p.out = &w->out->papers[i];
		edition(&p, form->edition ? &form->edition->q->options[i] :
		    NULL);
	}
}
