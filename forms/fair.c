/* SPDX-License-Identifier: MIT
 *
 * fair.c -- can everybody give a true answer?  Scales that lean to one side or
 * have no middle, lists without a way out, the same words twice.
 */
#include "forms/plain.h"

#include <stdlib.h>

enum { OPTIONS_LOOKED_AT = 60, MANY_OPTIONS = 15 };

static bool
first_is(const struct plain_text *t, const char *const *starts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strncmp(buf_text(&t->low), starts[i],
		    strlen(starts[i])) == 0)
			return true;
	return false;
}

/* Chosen by people, and tells something. */
static bool
counts(const struct forms_option *o)
{
	return o->missing == FORMS_ANSWERED && !o->staff;
}

/* ---- which side an answer is on ------------------------------------------ */

enum side { NO_SIDE, FOR, AGAINST, NOT_FOR, MIDDLE };

static enum side
side(const struct plain_text *t)
{
	static const char *const middle[] = { " neither ", " neutral ",
	    " undecided ", " mixed ", " the same ", " no change ",
	    " no difference ", " fair ", " average ", " ok ", " okay ",
	    " adequate ", " satisfactory ", " acceptable ", " unsure ",
	    " not sure ", " no opinion ", " in between " };
	static const char *const against[] = { " disagree ", " dissatisfied ",
	    " oppose ", " against ", " poor ", " bad ", " terrible ", " worse ",
	    " unhappy ", " negative ", " unlikely ", " inadequate " };
	static const char *const agreed[] = { " agree ", " satisfied ",
	    " support ", " in favour ", " good ", " excellent ",
	    " outstanding ", " better ", " happy ", " positive ", " likely " };
	static const char *const not[] = { " not ", " don't ", " no " };

	if (plain_any(t, middle, LEN(middle)))
		return MIDDLE;
	if (plain_any(t, against, LEN(against)))
		return AGAINST;
	if (!plain_any(t, agreed, LEN(agreed)))
		return NO_SIDE;
	return plain_any(t, not, LEN(not)) ? NOT_FOR : FOR;
}

/* A scale from nothing upwards ("very likely" to "not at all likely") has one
 * side only, and that is as it should be. */
static void
balance(struct build *b, const struct forms_question *q, struct plain_text *t)
{
	size_t n[MIDDLE + 1] = { 0 }, i;
	bool way_out = false;
	enum side at;

	for (i = 0; i < q->n_options; i++) {
		if (!counts(&q->options[i])) {
			way_out |= q->options[i].missing == FORMS_DONT_KNOW;
			continue;
		}
		plain_read(t, q->options[i].words);
		at = side(t);
		if (at == NO_SIDE || at == NOT_FOR)
			return;
		n[at]++;
	}
	if (n[FOR] + n[AGAINST] < 2)
		return;
	if (n[FOR] != n[AGAINST])
		doubt(&b->c, "W752", q->options[0].at, "give both sides the "
		    "same number of answers", "this scale leans to one side: "
		    "%zu for, %zu against", n[FOR], n[AGAINST]);
	else if (n[FOR] > 1 && n[MIDDLE] == 0 && !way_out)
		doubt(&b->c, "W753", q->options[0].at, "add one, for example "
		    "\"Neither agree nor disagree\"",
		    "people in the middle have no answer on this scale");
}

/* ---- a way out ----------------------------------------------------------- */

/* What people know of themselves, they can say. */
static bool
yes_or_no(const struct forms_question *q)
{
	return q->n_options == 2 &&
	    strncasecmp(q->options[0].words, "yes", 3) == 0 &&
	    strncasecmp(q->options[1].words, "no", 2) == 0;
}

static bool
way_out(const struct forms_question *q, struct plain_text *t)
{
	static const char *const ways[] = { " not sure ", " unsure ", " know ",
	    " prefer not ", " rather not ", " none ", " neither ", " other ",
	    " else ", " not applicable ", " not apply ", " no opinion ",
	    " undecided " };
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		if (!counts(&q->options[i]) || q->options[i].write_in)
			return true;
		plain_read(t, q->options[i].words);
		if (plain_any(t, ways, LEN(ways)))
			return true;
	}
	return false;
}

static void
must_answer(struct build *b, const struct known *k, struct plain_text *t)
{
	const struct forms_question *q = k->q;
	const struct line *l = line_child(k->line, L_REQUIRED);

	if (l == NULL || l->n > 1)
		return;
	if (q->type == FORMS_TEXT)
		doubt(&b->c, "W757", line_key(l), "leave `required` out: who "
		    "has nothing to say writes a full stop",
		    "people must write something here");
	else if ((q->type == FORMS_ONE || q->type == FORMS_SCALE ||
	    q->type == FORMS_MANY) && !yes_or_no(q) && !way_out(q, t))
		doubt(&b->c, "W756", line_key(l), "add 8 dont-know \"I do not "
		    "know\" missing dont-know, or 9 prefer-not \"I prefer not "
		    "to say\" missing prefer-not",
		    "people must answer this, and none of the answers may be "
		    "theirs");
}

/* ---- lists --------------------------------------------------------------- */

static int
by_letters(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every word in a condition, sorted. */
struct cited { const char **words; size_t n, cap; };

static void
cite(struct build *b, struct cited *c, const struct line *l)
{
	size_t i;

	for (l = l->first; l != NULL; l = l->next) {
		for (i = 1; l->kind == L_SHOW && i < l->n; i++)
			if (l->toks[i].kind == TOK_WORD)
				*arena_push(b->c.a, c->words, c->n, c->cap) =
				    arena_strn(b->c.a, l->toks[i].text.p,
				    l->toks[i].text.n);
		cite(b, c, l);
	}
}

static bool
is_cited(const struct cited *c, const char *name)
{
	return c->n > 0 && bsearch(&name, c->words, c->n, sizeof(*c->words),
	    by_letters) != NULL;
}

static void
an_option(struct build *b, const struct known *k, const struct cited *c,
    const struct forms_option *o, struct plain_text *t)
{
	static const char *const others[] = { " other ", " something else ",
	    " any other " };
	static const char *const nones[] = { " none ", " nothing ",
	    " not applicable ", " does not apply ", " no , none " };

	if (strchr("OoSsAaNnDd", o->words[0]) == NULL)
		return;		/* it starts with none of these */
	plain_read(t, o->words);
	if (!o->write_in && first_is(t, others, LEN(others)) &&
	    !(is_cited(c, k->q->name) && is_cited(c, o->name)))
		doubt(&b->c, "W759", o->at, "put `write-in` after its words",
		    "people who choose this cannot say what they mean");
	if (k->q->type == FORMS_MANY && !o->exclusive &&
	    first_is(t, nones, LEN(nones)))
		doubt(&b->c, "W760", o->at, "put `exclusive` after its words",
		    "people can choose this together with the others");
}

static void
list(struct build *b, const struct known *k, const struct cited *c,
    struct plain_text *t)
{
	const struct forms_question *q = k->q;
	size_t i, j, n = 0;

	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->entity != NULL)
			continue;	/* the codebook's, not the form's */
		n += counts(o);
		for (j = 0; j < i && j < OPTIONS_LOOKED_AT; j++)
			if (strcasecmp(q->options[j].words, o->words) == 0)
				doubt(&b->c, "W754", o->at, "", "this reads as "
				    "`%s` does", q->options[j].name);
		if (counts(o))
			an_option(b, k, c, o, t);
	}
	if (n > MANY_OPTIONS && k->line->n > 1)
		doubt(&b->c, "W758", k->line->toks[1].at, "ask in two steps: "
		    "first the sort, then `show if` with the list of that sort",
		    "%zu answers are more than people read through", n);
}

/* ---- the same words twice ------------------------------------------------ */

struct asked { const struct known *k; size_t order; };

static int
by_words(const void *a, const void *b)
{
	const struct asked *x = a, *y = b;
	int d = strcasecmp(x->k->line->words, y->k->line->words);

	return d != 0 ? d : (x->order > y->order) - (x->order < y->order);
}

/* "Why do you say that?" is another question on another page, and "Name?"
 * below another heading. */
static bool
points(const struct known *k, struct plain_text *t)
{
	static const char *const at[] = { " this ", " that ", " these ",
	    " those ", " it ", " here ", " above " };
	size_t i, n = 0;

	plain_read(t, k->line->words);
	for (i = 0; i < t->low.n; i++)
		n += t->low.p[i] == ' ';
	return n < 4 || plain_any(t, at, LEN(at)) != NULL ||
	    k->q->type == FORMS_TEXT;	/* 4: two words and a mark */
}

static bool
same_place(const struct known *a, const struct known *b)
{
	return a->line->parent == b->line->parent &&
	    strlen(a->line->words) > 4;
}

static void
asked_twice(struct build *b, struct plain_text *t)
{
	struct asked *all = arena_array(b->c.a, struct asked, b->n_known + 1);
	const struct known *k, *last;
	size_t n = 0, i;

	for (k = b->known; k != NULL && n < b->n_known; k = k->next) {
		if (k->kind != NULL || k->line->words == NULL ||
		    !plain_own(b, k->scope))
			continue;
		all[n] = (struct asked){ k, n };
		n++;
	}
	qsort(all, n, sizeof(*all), by_words);
	for (i = 1; i < n; i++) {
		k = all[i].k;
		last = all[i - 1].k;
		if (strcasecmp(k->line->words, last->line->words) == 0 &&
		    k->scope == last->scope && k->line != last->line &&
		    (same_place(k, last) || !points(k, t)))
			doubt(&b->c, "W755", k->line->words_at, "say in the "
			    "words what is different about it",
			    "this reads as `%s` does", last->id);
	}
}

void
fair_check(struct build *b)
{
	struct plain_text t = { 0 };
	struct cited c = { 0 };
	const struct known *k;
	const struct scope *s;

	for (s = b->scopes; s != NULL; s = s->next)
		if (plain_own(b, s))
			cite(b, &c, &s->text.top);
	if (c.n > 0)
		qsort(c.words, c.n, sizeof(*c.words), by_letters);
	for (k = b->known; k != NULL; k = k->next) {
		if (!plain_own(b, k->scope))
			continue;
		if (k->q->n_options > 0 && (k->q->type == FORMS_SCALE ||
		    k->q->type == FORMS_ONE))
			balance(b, k->q, &t);
		must_answer(b, k, &t);
		list(b, k, &c, &t);
	}
	asked_twice(b, &t);
	plain_free(&t);
}
