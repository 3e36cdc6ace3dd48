/* SPDX-License-Identifier: MIT
 *
 * diff_question.c -- how one question differs.
 */
#include "forms/diff.h"

#include <stdio.h>

static const char *const types[] = {
	[FORMS_ONE] = "one answer of a list",
	[FORMS_MANY] = "several answers of a list",
	[FORMS_SCALE] = "an answer on a scale",
	[FORMS_LINE] = "a line of text",
	[FORMS_TEXT] = "a longer text",
	[FORMS_NUMBER] = "a number",
	[FORMS_POSTCODE] = "a postcode",
	[FORMS_RANK] = "an order of preference",
	[FORMS_SHARE] = "points given out",
	[FORMS_DATE] = "a date",
	[FORMS_FILE] = "a file",
};

struct pair {
	struct differ	*d;
	const struct forms_field *f, *t;	/* from, to */
	const char	*name, *subject;
};

static struct forms_difference *
add(const struct pair *p, enum forms_weight weight)
{
	return diff_add(p->d, weight, p->t->q->name, p->t->at);
}

/* ---- words ---------------------------------------------------------------- */

/* The title of its row stands in the words; that it changed is said once. */
static bool
row_retitled(const struct pair *p)
{
	return p->f->row != NULL && p->t->row != NULL &&
	    strcmp(p->f->row->title, p->t->row->title) != 0;
}

static void
reworded(const struct pair *p)
{
	struct arena *a = p->d->a;
	const struct forms_change *by = diff_change(p->d, FORMS_REWORD,
	    p->f->q->name);
	struct forms_difference *x;
	bool other = by != NULL && by->other_meaning;

	if ((!diff_text(p->f->words, p->t->words) || row_retitled(p)) && !other)
		return;
	x = add(p, other ? FORMS_NEEDS : FORMS_WORDS);
	diff_line(x, "E813", by, arena_printf(a, "reword %s meaning same",
	    p->f->q->name));
	x->what = arena_printf(a, "the words of the question `%s` are others "
	    "than before", p->name);
	if (diff_text(p->f->words, p->t->words))
		x->respondents = arena_printf(a, "%s asked “%s”, and now asks "
		    "“%s”.", p->subject, diff_quote(a, p->f->words),
		    diff_quote(a, p->t->words));
	x->analysts = arena_printf(a, other ? "`%s` means something else now: "
	    "earlier answers are shown apart, under their own wording." :
	    "`%s` has other words and the same meaning: its answers are "
	    "counted together.", p->name);
}

static void
beside(const struct pair *p, const char *what, const char *from,
    const char *to)
{
	struct forms_difference *x;

	if (!diff_text(from, to) || row_retitled(p))
		return;
	x = add(p, FORMS_WORDS);
	x->respondents = arena_printf(p->d->a, from[0] == '\0' ?
	    "%s has %s now: “%s”." : to[0] == '\0' ?
	    "%s no longer has %s." : "%s has %s that changed, to “%s”.",
	    p->subject, what, diff_quote(p->d->a, to));
}

/* Other words for some people: `words proxy if …`. */
static void
instead(const struct pair *p)
{
	const struct forms_form *from = p->d->from, *to = p->d->to;
	bool others = diff_text(diff_instead(p->d, from, p->f->words, true),
	    diff_instead(p->d, to, p->t->words, true));
	struct forms_difference *x;

	if (!others && !diff_text(diff_instead(p->d, from, p->f->words, false),
	    diff_instead(p->d, to, p->t->words, false)))
		return;
	x = add(p, others ? FORMS_ALTERS : FORMS_WORDS);
	x->respondents = arena_printf(p->d->a, others ? "%s is put in other "
	    "words to other people than before." : "%s has other words for "
	    "those to whom it is put differently.", p->subject);
}

static void
words(const struct pair *p)
{
	reworded(p);
	instead(p);
	beside(p, "a hint", p->f->hint, p->t->hint);
	beside(p, "further help", p->f->help, p->t->help);
	if (p->t->q->rating) {
		beside(p, "words for the lowest", p->f->q->low_words ?
		    p->f->q->low_words : "", p->t->q->low_words ?
		    p->t->q->low_words : "");
		beside(p, "words for the highest", p->f->q->high_words ?
		    p->f->q->high_words : "", p->t->q->high_words ?
		    p->t->q->high_words : "");
	}
}

/* ---- type ----------------------------------------------------------------- */

static bool
text_same(const char *x, const char *y)
{
	return strcmp(x ? x : "", y ? y : "") == 0;
}

static bool
same_type(const struct forms_question *x, const struct forms_question *y)
{
	return x->type == y->type && x->rating == y->rating &&
	    x->total == y->total && x->format == y->format &&
	    x->postcode == y->postcode && x->date == y->date &&
	    text_same(x->unit, y->unit) && text_same(x->currency, y->currency);
}

bool
diff_type_carries(const struct forms_question *x,
    const struct forms_question *y)
{
	if (same_type(x, y))
		return true;
	if (x->type == FORMS_ONE || x->type == FORMS_SCALE)
		return y->type == FORMS_ONE || y->type == FORMS_SCALE ||
		    y->type == FORMS_MANY;
	if (x->type == FORMS_LINE)
		return y->type == FORMS_TEXT || (y->type == FORMS_LINE &&
		    y->format == FORMS_PLAIN);
	if (x->type == FORMS_POSTCODE && y->type == FORMS_POSTCODE)
		return x->postcode == y->postcode;
	return x->type == FORMS_TEXT && y->type == FORMS_TEXT;
}

static void
retyped(const struct pair *p)
{
	struct arena *a = p->d->a;
	const struct forms_question *x = p->f->q, *y = p->t->q;
	const struct forms_change *by = diff_change(p->d, FORMS_RETYPE,
	    x->name);
	struct forms_difference *diff;
	const char *was = types[x->type], *is = types[y->type];

	if (same_type(x, y))
		return;
	diff = add(p, FORMS_NEEDS);
	diff_line(diff, "E812", by, arena_printf(a, "retype %s", x->name));
	diff->what = arena_printf(a, "the question `%s` is answered in another "
	    "way than before", p->name);
	if (x->type != y->type)
		diff->respondents = arena_printf(a, "%s is answered with %s, "
		    "and not with %s.", p->subject, is, was);
	else
		diff->respondents = arena_printf(a, "%s is answered with %s of "
		    "another kind, unit or amount.", p->subject, is);
	diff->keyers = diff->respondents;
	diff->analysts = arena_printf(a, diff_type_carries(x, y) ?
	    "`%s` is of another type: earlier answers are carried over as they "
	    "are." : "`%s` is of another type: earlier answers are shown "
	    "apart.", p->name);
}

/* ---- what may be answered ------------------------------------------------- */

static const char *
range(const struct pair *p, const struct forms_question *q)
{
	return q->has_range ? arena_printf(p->d->a, "from %.15g to %.15g",
	    q->low, q->high) : "any number";
}

static void
rule(const struct pair *p, bool differs, const char *respondents,
    const char *analysts)
{
	struct forms_difference *x;

	if (!differs)
		return;
	x = add(p, FORMS_ALTERS);
	x->respondents = arena_printf(p->d->a, "%s %s.", p->subject,
	    respondents);
	if (analysts != NULL)
		x->analysts = arena_printf(p->d->a, "`%s`: %s.", p->name,
		    analysts);
}

static const char *
up_to(const struct pair *p, const struct forms_question *q)
{
	struct arena *a = p->d->a;
	const char *least = q->least > 0 ? arena_printf(a, "at least %zu",
	    q->least) : NULL;

	if (q->most == 0)
		return least ? least : "as many answers as one likes";
	return arena_printf(a, "%s%sat most %zu", least ? least : "",
	    least ? " and " : "", q->most);
}

static const char *
limit(const struct pair *p, const struct forms_question *q)
{
	struct arena *a = p->d->a;

	if (q->limit_words > 0)
		return arena_printf(a, "%zu words", q->limit_words);
	if (q->limit > 0)
		return arena_printf(a, "%zu characters", q->limit);
	return "the usual length";
}

static bool
other_files(const struct forms_question *x, const struct forms_question *y)
{
	size_t i;

	if (x->n_files != y->n_files)
		return true;
	for (i = 0; i < x->n_files; i++)
		if (strcmp(x->files[i], y->files[i]) != 0)
			return true;
	return false;
}

static void
limits(const struct pair *p)
{
	struct arena *a = p->d->a;
	const struct forms_question *x = p->f->q, *y = p->t->q;

	if (x->type != y->type)
		return;
	rule(p, x->has_range != y->has_range || (x->has_range &&
	    (x->low < y->low || x->low > y->low || x->high < y->high ||
	    x->high > y->high)), arena_printf(a, "takes %s, and took %s",
	    range(p, y), range(p, x)), "earlier answers were held to another "
	    "range");
	rule(p, x->decimals != y->decimals, arena_printf(a, "takes %d decimal "
	    "places, and took %d", y->decimals, x->decimals),
	    "earlier answers were more or less exact");
	rule(p, x->least != y->least || x->most != y->most, arena_printf(a,
	    "takes %s, and took %s", up_to(p, y), up_to(p, x)),
	    "earlier answers could hold more or fewer of them");
	rule(p, x->limit != y->limit || x->limit_words != y->limit_words ||
	    x->soft != y->soft, arena_printf(a, "takes %s, and took %s",
	    limit(p, y), limit(p, x)), NULL);
	rule(p, x->shuffle != y->shuffle, y->shuffle ? "has its answers in an "
	    "order that differs from person to person" : "has its answers in "
	    "one order for all", "the order of the answers was another one "
	    "before");
	rule(p, x->max_bytes != y->max_bytes || other_files(x, y),
	    "takes other files than before", NULL);
}

/* ---- who is asked --------------------------------------------------------- */

static const char *
must(const struct forms_field *f)
{
	return f->required ? "must be answered" : f->required_if != NULL ?
	    "must be answered by some" : "need not be answered";
}

static void
asked(const struct pair *p)
{
	struct arena *a = p->d->a;
	const char *was = diff_condition(p->d, p->f->show, true);
	const char *is = diff_condition(p->d, p->t->show, false);
	struct forms_difference *x;

	rule(p, p->f->required != p->t->required || diff_text(
	    diff_condition(p->d, p->f->required_if, true),
	    diff_condition(p->d, p->t->required_if, false)), arena_printf(a,
	    "%s, and before %s", must(p->t), must(p->f)),
	    "others than before may have left it blank");
	if (strcmp(was, is) == 0)
		return;
	x = add(p, FORMS_ALTERS);
	x->respondents = arena_printf(a, "%s is asked of %s than before.",
	    p->subject, is[0] == '\0' ? "everyone, of more people" :
	    was[0] == '\0' ? "some only, of fewer people" : "other people");
	x->keyers = arena_printf(a, "%s: the instruction who answers it "
	    "changed.", p->subject);
	x->analysts = arena_printf(a, "`%s` has another base: who is asked "
	    "changed.", p->name);
}

/* ---- what was promised ----------------------------------------------------- */

/* People answered on the word of the form: it may be kept stricter, never more
 * loosely.  AND `inherit` that reached here was nothing: the default. */
static int
openness(enum forms_policy p, bool quoting)
{
	switch (p) {
	case FORMS_NEVER:
		return 0;
	case FORMS_IF:
		return 1;
	case FORMS_ALWAYS:
		return 2;
	case FORMS_INHERIT:
		break;
	}
	return quoting ? 0 : 2;
}

static void
promise(const struct pair *p, const char *what, enum forms_policy from,
    enum forms_policy to, bool quoting)
{
	struct arena *a = p->d->a;
	int was = openness(from, quoting), is = openness(to, quoting);
	static const char *const how[] = { "never", "only with consent",
		"always" };
	struct forms_difference *x;

	if (was == is)
		return;
	x = add(p, is > was ? FORMS_REFUSED : FORMS_ALTERS);
	if (is > was) {
		x->id = "E821";
		x->line = "";
		x->what = arena_printf(a, "the answers to `%s` were %s to be "
		    "%s, and would now be so %s", p->name, how[was], what,
		    how[is]);
	}
	x->analysts = arena_printf(a, "`%s` may be %s %s, and before %s.",
	    p->name, what, how[is], how[was]);
}

static void
policy(const struct pair *p)
{
	const struct forms_question *x = p->f->q, *y = p->t->q;
	struct forms_difference *diff;

	promise(p, "quoted", x->quote, y->quote, true);
	promise(p, "published", x->publish, y->publish, false);
	if (!diff_text(x->sensitivity, y->sensitivity) &&
	    !diff_text(x->purpose, y->purpose))
		return;
	diff = add(p, FORMS_ALTERS);
	diff->analysts = arena_printf(p->d->a, "`%s` has another purpose or "
	    "sensitivity.", p->name);
}

/* ---- its answers ----------------------------------------------------------- */

static bool
compared_already(struct differ *d, const char *scale)
{
	size_t i;

	for (i = 0; i < d->n_scales; i++)
		if (strcmp(d->scales[i], scale) == 0)
			return true;
	*arena_push(d->a, d->scales, d->n_scales, d->cap_scales) = scale;
	return false;
}

static void
answers(const struct pair *p)
{
	const struct forms_question *x = p->f->q, *y = p->t->q;
	struct answers_of q = { .name = x->name, .now = y->name,
	    .subject = p->subject, .from = x->options, .to = y->options,
	    .n_from = x->n_options, .n_to = y->n_options, .at = p->t->at };

	if (x->scale != NULL && y->scale != NULL &&
	    strcmp(x->scale->name, y->scale->name) == 0 &&
	    x->n_options == x->scale->n && y->n_options == y->scale->n) {
		if (compared_already(p->d, x->scale->name))
			return;
		q.name = q.now = x->scale->name;
		q.other = x->name;
		q.subject = arena_printf(p->d->a, "The scale `%s`",
		    x->scale->name);
	} else if (x->scale != NULL)
		q.other = x->scale->name;
	diff_options(p->d, &q);
}

static bool
same_net(const struct forms_net *x, const struct forms_net *y)
{
	size_t i;

	if (x->n != y->n)
		return false;
	for (i = 0; i < x->n; i++)
		if (strcmp(x->of[i]->name, y->of[i]->name) != 0)
			return false;
	return true;
}

static void
nets(const struct pair *p)
{
	const struct forms_question *x = p->f->q, *y = p->t->q;
	struct forms_difference *diff;
	size_t i, k;

	for (i = 0; i < y->n_nets; i++) {
		for (k = 0; k < x->n_nets && strcmp(x->nets[k].name,
		    y->nets[i].name) != 0; k++)
			;
		if (k < x->n_nets && same_net(&x->nets[k], &y->nets[i]))
			continue;
		diff = add(p, FORMS_ALTERS);
		diff->analysts = arena_printf(p->d->a, "`%s`: the net `%s` %s.",
		    p->name, y->nets[i].name, k < x->n_nets ?
		    "gathers other answers than before" : "is new");
	}
}

void
diff_question(struct differ *d, const struct forms_field *from,
    const struct forms_field *to)
{
	struct pair p = { d, from, to, to->q->name,
	    diff_question_words(d->a, to) };

	words(&p);
	retyped(&p);
	limits(&p);
	asked(&p);
	policy(&p);
	answers(&p);
	nets(&p);
	rule(&p, from->reverse != to->reverse, "is scored the other way round",
	    "it is scored the other way round, earlier answers too");
}
