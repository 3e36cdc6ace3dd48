/* SPDX-License-Identifier: MIT
 *
 * diff.c -- how two versions of a form differ, for those who answer it, those
 * who key it from paper, and those who count it.
 *
 * Questions are compared once each, on their first place in the form.  What a
 * declaration explains (renamed, split, merged) is told as such.
 */
#include "forms/diff.h"
#include "forms/frame.h"

#include <stdlib.h>

struct forms_difference *
diff_add(struct differ *d, enum forms_weight weight, const char *name,
    struct forms_span at)
{
	struct forms_difference *x = arena_push(d->a, d->out->v, d->out->n,
	    d->out->cap);

	*x = (struct forms_difference){ .weight = weight, .name = name,
	    .at = at };
	if (d->out->n == 1 || weight > d->out->weight)
		d->out->weight = weight;
	return x;
}

void
diff_line(struct forms_difference *x, const char *id,
    const struct forms_change *by, const char *line)
{
	x->id = id;
	x->line = line;
	x->declared = by != NULL;
	if (by != NULL)
		x->at = by->at;
}

const struct forms_change *
diff_change(const struct differ *d, enum forms_moved kind, const char *name)
{
	size_t i, k;

	for (i = 0; d->ch != NULL && i < d->ch->n; i++)
		for (k = 0; k < d->ch->v[i].n; k++)
			if (d->ch->v[i].kind == kind &&
			    strcmp(d->ch->v[i].names[k], name) == 0)
				return &d->ch->v[i];
	return NULL;
}

const char *
diff_question_words(struct arena *a, const struct forms_field *f)
{
	if (f->number == NULL || f->number[0] == '\0')
		return arena_printf(a, "The question `%s`", f->q->name);
	return arena_printf(a, "Question %s (`%s`)", f->number, f->q->name);
}

const char *
diff_quote(struct arena *a, const char *words)
{
	enum { LONGEST = 160 };
	const char *p = words, *end = words;
	size_t n;

	for (n = 0; *p != '\0' && *p != '\n' && n < LONGEST; n++) {
		if (*p == ' ')
			end = p;
		utf8_next(&p);
	}
	if (*p == '\0')
		return words;
	return arena_printf(a, "%.*s…", (int)((*p == '\n' || end == words ? p :
	    end) - words), words);
}

bool
diff_text(const char *x, const char *y)
{
	return strcmp(x, y) != 0;
}

/* ---- rows ----------------------------------------------------------------- */

struct forms_span
diff_whole(const struct forms_form *f)
{
	struct forms_span at = { &f->sources[0], 0, 0 };
	const char *p = f->sources[0].text.p;

	at.end = strcspn(p, "\n");
	return at;
}

bool
forms_row_asked(const struct forms_form *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_fields; i++)
		if (f->fields[i].row != NULL &&
		    strcmp(f->fields[i].row->name, name) == 0)
			return true;
	return false;
}

static void
row_changed(struct differ *d, const struct forms_entity *x,
    const struct forms_entity *y)
{
	struct forms_difference *diff;

	if (diff_text(x->title, y->title) || diff_text(x->says, y->says)) {
		diff = diff_add(d, FORMS_WORDS, y->name, y->at);
		diff->respondents = arena_printf(d->a, "%s %d, “%s”, %s.",
		    y->kind->words, y->number, diff_quote(d->a, x->title),
		    diff_text(x->title, y->title) ? arena_printf(d->a,
		    "is now called “%s”", diff_quote(d->a, y->title)) :
		    "is described in other words");
	}
	if (forms_search_same(x->match, y->match) && !diff_text(x->covers,
	    y->covers) && !diff_text(x->excludes, y->excludes))
		return;
	diff = diff_add(d, FORMS_WORDS, y->name, y->at);
	diff->analysts = arena_printf(d->a, "Comments are coded to `%s` by "
	    "other rules: `earshot code` codes all of them again.", y->name);
}

static void
row_gone(struct differ *d, const struct forms_entity *x)
{
	struct forms_difference *diff;
	const struct forms_change *by;

	if (!forms_row_asked(d->from, x->name)) {
		diff = diff_add(d, FORMS_WORDS, x->name, diff_whole(d->to));
		diff->analysts = arena_printf(d->a, "`%s` is no longer in the "
		    "codebook.", x->name);
		return;
	}
	by = diff_change(d, FORMS_RETIRE, x->name);
	diff = diff_add(d, FORMS_NEEDS, x->name, diff_whole(d->to));
	diff_line(diff, "E815", by, arena_printf(d->a, "retire %s", x->name));
	diff->what = arena_printf(d->a, "questions were asked about `%s`, "
	    "“%s”, which is gone", x->name, diff_quote(d->a, x->title));
	diff->respondents = arena_printf(d->a, "Nothing is asked about “%s” "
	    "any more.", diff_quote(d->a, x->title));
	diff->keyers = arena_printf(d->a, "The questions about `%s` are gone.",
	    x->name);
	diff->analysts = arena_printf(d->a, "`%s` is no longer asked about: "
	    "earlier answers are shown apart.", x->name);
}

static void
rows(struct differ *d)
{
	const struct forms_entity *x, *y;
	struct forms_difference *diff;

	for (x = d->from->entities; x != NULL; x = x->next) {
		y = forms_entity(d->to, named_into(d->ch, x->name));
		if (y != NULL)
			row_changed(d, x, y);
		else
			row_gone(d, x);
	}
	for (y = d->to->entities; y != NULL; y = y->next) {
		if (forms_entity(d->from, y->name) != NULL)
			continue;
		diff = diff_add(d, forms_row_asked(d->to, y->name) ?
		    FORMS_ALTERS : FORMS_WORDS, y->name, y->at);
		if (forms_row_asked(d->to, y->name))
			diff->respondents = diff->keyers = arena_printf(d->a,
			    "There are questions about “%s”, which is new.",
			    diff_quote(d->a, y->title));
		diff->analysts = arena_printf(d->a, "`%s` is new in the "
		    "codebook.", y->name);
	}
}

/* ---- questions ------------------------------------------------------------ */

static bool
first_place(const struct forms_form *f, size_t i)
{
	return i == 0 || (f->fields[i].q != f->fields[i - 1].q &&
	    named_field(f, f->fields[i].q->name) == &f->fields[i]);
}

/* What probably became of a question: a new one with its words and its type. */
static const char *
question_proposal(const struct differ *d, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < d->to->n_fields; i++) {
		const struct forms_field *t = &d->to->fields[i];

		if (first_place(d->to, i) && t->q->type == f->q->type &&
		    strcmp(t->words, f->words) == 0 &&
		    named_field(d->from, t->q->name) == NULL)
			return arena_printf(d->a, "rename %s into %s",
			    f->q->name, t->q->name);
	}
	return arena_printf(d->a, "retire %s", f->q->name);
}

static void
question_gone(struct differ *d, const struct forms_field *f)
{
	const struct forms_change *by = diff_change(d, FORMS_RETIRE,
	    f->q->name);
	struct forms_difference *x = diff_add(d, FORMS_NEEDS, f->q->name,
	    diff_whole(d->to));
	const char *subject = diff_question_words(d->a, f);

	diff_line(x, "E811", by, question_proposal(d, f));
	x->what = arena_printf(d->a, "the question `%s`, “%s”, is gone",
	    f->q->name, diff_quote(d->a, f->words));
	x->respondents = arena_printf(d->a, "%s, “%s”, is no longer asked.",
	    subject, diff_quote(d->a, f->words));
	x->keyers = arena_printf(d->a, "%s is no longer on paper.", subject);
	x->analysts = arena_printf(d->a, "`%s` is no longer asked: earlier "
	    "answers are shown apart, with their own base.", f->q->name);
}

static void
question_new(struct differ *d, const struct forms_field *f)
{
	struct forms_difference *x = diff_add(d, FORMS_ALTERS, f->q->name,
	    f->at);

	x->respondents = arena_printf(d->a, "%s is new: “%s”.",
	    diff_question_words(d->a, f), diff_quote(d->a, f->words));
	x->keyers = arena_printf(d->a, "%s is new.",
	    diff_question_words(d->a, f));
	x->analysts = arena_printf(d->a, "`%s` is new: those who answered "
	    "before were not asked it.", f->q->name);
}

static void
question_renamed(struct differ *d, const char *from,
    const struct forms_field *to)
{
	struct forms_difference *x = diff_add(d, FORMS_NEEDS, from, to->at);

	x->declared = true;
	x->analysts = arena_printf(d->a, "`%s` is called `%s` now: earlier "
	    "answers are counted under the new name.", from, to->q->name);
}

const char *
diff_name_before(const struct differ *d, const char *name)
{
	size_t i;

	for (i = 0; d->ch != NULL && i < d->ch->n; i++)
		if (d->ch->v[i].kind == FORMS_RENAME &&
		    strcmp(d->ch->v[i].into[0], name) == 0)
			return d->ch->v[i].names[0];
	return name;
}

const char *
diff_id_before(const struct differ *d, const struct forms_field *t)
{
	const char *now = t->q->name, *was = diff_name_before(d, now);
	const char *id = diff_name_before(d, t->id);

	if (id != t->id || was == now)
		return id;
	return arena_printf(d->a, "%s%s", was, t->id + strlen(now));
}

/* The same row in both, where there is one. */
static const struct forms_field *
partner(const struct forms_form *f, const struct forms_field *of,
    const char *name)
{
	size_t i;

	for (i = 0; i < f->n_fields; i++)
		if (f->fields[i].row != NULL && of->row != NULL &&
		    strcmp(f->fields[i].q->name, name) == 0 &&
		    strcmp(f->fields[i].row->name, of->row->name) == 0)
			return &f->fields[i];
	return named_field(f, name);
}

static void
questions(struct differ *d)
{
	const struct forms_field *f, *t;
	const char *before;
	size_t i;

	for (i = 0; i < d->to->n_fields; i++) {
		if (!first_place(d->to, i))
			continue;
		t = &d->to->fields[i];
		before = diff_name_before(d, t->q->name);
		f = partner(d->from, t, before);
		if (f == NULL) {
			question_new(d, t);
			continue;
		}
		if (strcmp(before, t->q->name) != 0)
			question_renamed(d, before, t);
		diff_question(d, f, t);
	}
	for (i = 0; i < d->from->n_fields; i++)
		if (first_place(d->from, i) && named_question(d->to,
		    named_into(d->ch, d->from->fields[i].q->name)) == NULL)
			question_gone(d, &d->from->fields[i]);
}

/* Rows of grids: those of the codebook have been told. */
static void
grid_rows(struct differ *d)
{
	const struct forms_field *f;
	struct forms_difference *x;
	const char *now;
	size_t i;

	for (i = 0; i < d->from->n_fields; i++) {
		f = &d->from->fields[i];
		now = named_into(d->ch, f->id);
		if (f->grid == NULL || forms_field(d->to, now) != NULL ||
		    named_question(d->to, named_into(d->ch, f->q->name)) ==
		    NULL)
			continue;
		x = diff_add(d, FORMS_NEEDS, f->id, diff_whole(d->to));
		diff_line(x, "E815", diff_change(d, FORMS_RETIRE, f->id),
		    arena_printf(d->a, "retire %s", f->id));
		x->what = arena_printf(d->a, "the row `%s`, “%s”, is gone",
		    f->id, diff_quote(d->a, f->words));
		x->respondents = arena_printf(d->a, "“%s” is no longer asked.",
		    diff_quote(d->a, f->words));
		x->keyers = arena_printf(d->a, "The row `%s` is gone.", f->id);
		x->analysts = arena_printf(d->a, "`%s` is no longer asked: "
		    "earlier answers are shown apart.", f->id);
	}
	for (i = 0; i < d->to->n_fields; i++) {
		f = &d->to->fields[i];
		if (f->grid == NULL || forms_field(d->from, diff_name_before(d,
		    f->id)) != NULL || named_question(d->from, diff_name_before(d,
		    f->q->name)) == NULL)
			continue;
		x = diff_add(d, FORMS_ALTERS, f->id, f->at);
		x->respondents = x->keyers = arena_printf(d->a, "“%s” is asked "
		    "too now.", diff_quote(d->a, f->words));
		x->analysts = arena_printf(d->a, "`%s` is new: those who "
		    "answered before were not asked it.", f->id);
	}
}

void
forms_diff(struct arena *a, const struct forms_form *from,
    const struct forms_form *to, bool declared, struct forms_diff *out)
{
	struct differ d = { .a = a, .from = from, .to = to,
	    .ch = declared ? to->changes : NULL, .out = out };
	size_t i;

	*out = (struct forms_diff){ 0 };
	diff_form(&d);
	questions(&d);
	grid_rows(&d);
	rows(&d);
	diff_order(&d);
	for (i = 0; i < out->n; i++)
		out->undeclared += out->v[i].weight == FORMS_REFUSED ||
		    (out->v[i].weight == FORMS_NEEDS && !out->v[i].declared);
}
