/* SPDX-License-Identifier: MIT
 *
 * diff_options.c -- how the answers that can be given differ.
 */
#include "forms/diff.h"

struct work {
	struct differ	*d;
	const struct answers_of *q;
	bool		*explained;	/* of q->to */
};

static const struct forms_option *
find(const struct forms_option *v, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return &v[i];
	return NULL;
}

static const char *
full(const struct work *w, const char *option)
{
	return arena_printf(w->d->a, "%s.%s", w->q->name, option);
}

static const struct forms_change *
change(const struct work *w, enum forms_moved kind, const char *option)
{
	const struct forms_change *by = diff_change(w->d, kind, full(w,
	    option));

	if (by == NULL && w->q->other != NULL)
		by = diff_change(w->d, kind, arena_printf(w->d->a, "%s.%s",
		    w->q->other, option));
	return by;
}

static const char *
last(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL ? dot + 1 : name;
}

/* The new option that a declaration leads to, marked as explained. */
static const struct forms_option *
target(struct work *w, const char *name)
{
	const struct forms_option *o = find(w->q->to, w->q->n_to, last(name));

	if (o != NULL)
		w->explained[o - w->q->to] = true;
	return o;
}

static struct forms_difference *
add(struct work *w, enum forms_weight weight, const char *option,
    const struct forms_option *at)
{
	return diff_add(w->d, weight, full(w, option), at != NULL ? at->at :
	    w->q->at);
}

/* ---- answers that stayed -------------------------------------------------- */

static void
words_changed(struct work *w, const struct forms_option *o,
    const struct forms_option *n)
{
	struct arena *a = w->d->a;
	const struct forms_change *by = change(w, FORMS_RELABEL, o->name);
	struct forms_difference *x = add(w, FORMS_WORDS, o->name, n);

	diff_line(x, "E814", by, arena_printf(a, "relabel %s", full(w,
	    o->name)));
	x->what = arena_printf(a, "the words of the answer `%s` are others "
	    "than before", full(w, o->name));
	x->respondents = arena_printf(a, "%s: the answer “%s” now reads “%s”.",
	    w->q->subject, diff_quote(a, o->words), diff_quote(a, n->words));
	x->keyers = arena_printf(a, "%s: code %d, “%s”, now reads “%s”.",
	    w->q->subject, n->number, diff_quote(a, o->words),
	    diff_quote(a, n->words));
	x->analysts = arena_printf(a, "`%s` has other words and the same "
	    "meaning: its answers are counted together.", full(w, o->name));
}

static void
number_changed(struct work *w, const struct forms_option *o,
    const struct forms_option *n)
{
	struct arena *a = w->d->a;
	struct forms_difference *x = add(w, FORMS_REFUSED, o->name, n);

	x->id = "E820";
	x->line = "";
	x->what = arena_printf(a, "the answer `%s` had the number %d, and has "
	    "%d now; paper that was printed says %d", full(w, o->name),
	    o->number, n->number, o->number);
	x->keyers = arena_printf(a, "%s: “%s” had code %d and has code %d now.",
	    w->q->subject, diff_quote(a, n->words), o->number, n->number);
}

static void
flag(struct work *w, const struct forms_option *o,
    const struct forms_option *n, bool differs, const char *respondents,
    const char *analysts)
{
	struct arena *a = w->d->a;
	struct forms_difference *x;

	if (!differs)
		return;
	x = add(w, FORMS_ALTERS, o->name, n);
	if (respondents != NULL)
		x->respondents = arena_printf(a, "%s: the answer “%s” %s.",
		    w->q->subject, diff_quote(a, n->words), respondents);
	if (analysts != NULL)
		x->analysts = arena_printf(a, "`%s` %s.", full(w, o->name),
		    analysts);
}

static void
flags(struct work *w, const struct forms_option *o,
    const struct forms_option *n)
{
	struct arena *a = w->d->a;
	struct forms_difference *x;

	flag(w, o, n, o->write_in != n->write_in, n->write_in ?
	    "now asks for words" : "no longer asks for words", n->write_in ?
	    "has words beside it only since this version" :
	    "has words beside it only before this version");
	flag(w, o, n, o->exclusive != n->exclusive, n->exclusive ?
	    "can now only be chosen alone" :
	    "can now be chosen with others", n->exclusive ?
	    "stands alone; earlier answers may have others beside it" :
	    "may have others beside it since this version");
	flag(w, o, n, o->missing != n->missing, NULL, arena_printf(a,
	    n->missing == FORMS_ANSWERED ? "now counts in the base, and earlier"
	    " answers with it" : "now stands outside the base (%s), and "
	    "earlier answers with it", forms_state_name(n->missing)));
	flag(w, o, n, o->has_score != n->has_score || o->score != n->score,
	    NULL, n->has_score ? arena_printf(a, "now scores %d, also in "
	    "earlier answers", n->score) : "no longer has a score");
	flag(w, o, n, o->staff != n->staff && !n->retired && !o->retired,
	    n->staff ? "is no longer shown" : "is now shown", n->staff ?
	    "is for staff alone now" : "can now be chosen by everyone");
	flag(w, o, n, o->pinned != n->pinned, n->pinned ? "now keeps its place "
	    "where others are mixed" : "no longer keeps its place where others "
	    "are mixed", NULL);
	flag(w, o, n, o->has_band != n->has_band || o->band_low !=
	    n->band_low || o->band_high != n->band_high, NULL,
	    "covers other values than before");
	if (!diff_text(o->hint, n->hint))
		return;
	x = add(w, FORMS_WORDS, o->name, n);
	x->respondents = arena_printf(a, "%s: the hint of the answer “%s” "
	    "changed.", w->q->subject, diff_quote(a, n->words));
}

static void
kept(struct work *w, const struct forms_option *o,
    const struct forms_option *n)
{
	w->explained[n - w->q->to] = true;
	if (o->number != n->number)
		number_changed(w, o, n);
	if (diff_text(o->words, n->words))
		words_changed(w, o, n);
	flags(w, o, n);
}

/* ---- answers that went ---------------------------------------------------- */

static void
retired(struct work *w, const struct forms_option *o,
    const struct forms_option *n)
{
	struct arena *a = w->d->a;
	struct forms_difference *x = add(w, FORMS_NEEDS, o->name, n);

	x->declared = true;
	x->line = arena_printf(a, "retire %s", full(w, o->name));
	if (n != NULL)
		w->explained[n - w->q->to] = true;
	x->respondents = arena_printf(a, "%s no longer offers “%s”.",
	    w->q->subject, diff_quote(a, o->words));
	x->keyers = arena_printf(a, "%s: code %d, “%s”, is no longer used, "
	    "except for paper that was printed before.", w->q->subject,
	    o->number, diff_quote(a, o->words));
	x->analysts = arena_printf(a, "`%s` is no longer offered: earlier "
	    "answers are kept under it.", full(w, o->name));
}

/* What probably became of it: something with its words.  The number alone says
 * nothing: who wrote other words beside it may well mean another thing. */
static const char *
proposal(const struct work *w, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < w->q->n_to; i++) {
		const struct forms_option *n = &w->q->to[i];

		if (find(w->q->from, w->q->n_from, n->name) == NULL &&
		    strcmp(n->words, o->words) == 0)
			return arena_printf(w->d->a, "rename %s into %s.%s",
			    full(w, o->name), w->q->now, n->name);
	}
	return arena_printf(w->d->a, "retire %s", full(w, o->name));
}

static void
gone(struct work *w, const struct forms_option *o)
{
	struct arena *a = w->d->a;
	struct forms_difference *x = add(w, FORMS_NEEDS, o->name, NULL);

	diff_line(x, "E810", NULL, proposal(w, o));
	x->what = arena_printf(a, "the answer `%s`, “%s”, is gone", full(w,
	    o->name), diff_quote(a, o->words));
	x->respondents = arena_printf(a, "%s no longer offers “%s”.",
	    w->q->subject, diff_quote(a, o->words));
	x->keyers = arena_printf(a, "%s: code %d, “%s”, is gone.",
	    w->q->subject, o->number, diff_quote(a, o->words));
	x->analysts = arena_printf(a, "`%s` is gone, and nothing says what "
	    "became of it.", full(w, o->name));
}

static const char *
listed(struct work *w, const char **names, size_t n,
    const struct forms_option *v, size_t n_v, const char *and, bool codes)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		const struct forms_option *o = find(v, n_v, last(names[i]));

		if (i > 0)
			buf_puts(&b, i + 1 == n ? and : ", ");
		if (o == NULL)
			continue;
		if (codes)
			buf_printf(&b, "%d ", o->number);
		buf_printf(&b, "“%s”", diff_quote(w->d->a, o->words));
	}
	return arena_str(w->d->a, buf_text(&b));
}

static void
split(struct work *w, const struct forms_option *o,
    const struct forms_change *by)
{
	struct arena *a = w->d->a;
	struct forms_difference *x = add(w, FORMS_NEEDS, o->name, NULL);
	size_t i;

	x->declared = true;
	x->at = by->at;
	for (i = 0; i < by->n_into; i++)
		target(w, by->into[i]);
	x->respondents = arena_printf(a, "%s offers %s, where it offered “%s”.",
	    w->q->subject, listed(w, by->into, by->n_into, w->q->to,
	    w->q->n_to, " and ", false), diff_quote(a, o->words));
	x->keyers = arena_printf(a, "%s: instead of code %d, “%s”, key %s.",
	    w->q->subject, o->number, diff_quote(a, o->words), listed(w,
	    by->into, by->n_into, w->q->to, w->q->n_to, " or ", true));
	x->analysts = arena_printf(a, "`%s` was split into %s: earlier answers "
	    "cannot be told apart. They are kept as an answer of their own, "
	    "and counted in every net that has all the parts.", full(w,
	    o->name), listed(w, by->into, by->n_into, w->q->to, w->q->n_to,
	    " and ", false));
}

static void
merged(struct work *w, const struct forms_option *o,
    const struct forms_change *by)
{
	struct arena *a = w->d->a;
	struct forms_difference *x;
	const struct forms_option *n = target(w, by->into[0]);

	if (n == NULL || strcmp(last(by->names[0]), o->name) != 0)
		return;		/* said with the first of them */
	x = add(w, FORMS_NEEDS, o->name, n);
	x->declared = true;
	x->respondents = arena_printf(a, "%s offers “%s”, where it offered %s.",
	    w->q->subject, diff_quote(a, n->words), listed(w, by->names, by->n,
	    w->q->from, w->q->n_from, " and ", false));
	x->keyers = arena_printf(a, "%s: instead of %s, key %d “%s”.",
	    w->q->subject, listed(w, by->names, by->n, w->q->from,
	    w->q->n_from, " or ", true), n->number, diff_quote(a, n->words));
	x->analysts = arena_printf(a, "%s are one answer now, `%s.%s`: they "
	    "are counted together, in earlier answers too.", listed(w,
	    by->names, by->n, w->q->from, w->q->n_from, " and ", false),
	    w->q->now, n->name);
}

static void
renamed(struct work *w, const struct forms_option *o,
    const struct forms_change *by)
{
	struct arena *a = w->d->a;
	const struct forms_option *n = target(w, by->into[0]);
	struct forms_difference *x;

	if (n == NULL)
		return;		/* the checker says so */
	x = add(w, FORMS_NEEDS, o->name, n);
	x->declared = true;
	x->analysts = arena_printf(a, "`%s` is called `%s.%s` now: earlier "
	    "answers are counted under the new name.", full(w, o->name),
	    w->q->now, n->name);
	kept(w, o, n);
}

static void
old_option(struct work *w, const struct forms_option *o)
{
	const struct forms_option *n = find(w->q->to, w->q->n_to, o->name);
	const struct forms_change *by;

	if ((by = change(w, FORMS_SPLIT, o->name)) != NULL)
		split(w, o, by);
	else if ((by = change(w, FORMS_MERGE, o->name)) != NULL)
		merged(w, o, by);
	else if ((by = change(w, FORMS_RENAME, o->name)) != NULL)
		renamed(w, o, by);
	else if (o->retired && (n == NULL || n->retired)) {
		if (n != NULL)
			w->explained[n - w->q->to] = true;
	} else if ((by = change(w, FORMS_RETIRE, o->name)) != NULL ||
	    (n != NULL && n->retired && !o->retired)) {
		if (n != NULL && n->number != o->number)
			number_changed(w, o, n);
		retired(w, o, n);
	} else if (n != NULL)
		kept(w, o, n);
	else
		gone(w, o);
}

/* ---- answers that came ---------------------------------------------------- */

static void
added(struct work *w, const struct forms_option *n)
{
	struct arena *a = w->d->a;
	struct forms_difference *x = diff_add(w->d, FORMS_ALTERS,
	    arena_printf(a, "%s.%s", w->q->now, n->name), n->at);

	if (!n->staff)
		x->respondents = arena_printf(a, "%s offers another answer: "
		    "“%s”.", w->q->subject, diff_quote(a, n->words));
	x->keyers = arena_printf(a, "%s: code %d, “%s”, is new.",
	    w->q->subject, n->number, diff_quote(a, n->words));
	x->analysts = arena_printf(a, "`%s.%s` is new: those who answered "
	    "before could not choose it.", w->q->now, n->name);
}

/* A number that meant something else may still stand on paper. */
static void
number_reused(struct work *w, const struct forms_option *n)
{
	struct arena *a = w->d->a;
	const struct forms_option *o = NULL;
	struct forms_difference *x;
	const struct forms_change *by;
	size_t i;

	for (i = 0; i < w->q->n_from; i++)
		if (w->q->from[i].number == n->number)
			o = &w->q->from[i];
	if (o == NULL || strcmp(o->name, n->name) == 0)
		return;
	by = change(w, FORMS_RENAME, o->name);
	if (by == NULL && find(w->q->to, w->q->n_to, o->name) == NULL &&
	    change(w, FORMS_SPLIT, o->name) == NULL &&
	    change(w, FORMS_MERGE, o->name) == NULL &&
	    change(w, FORMS_RETIRE, o->name) == NULL)
		return;		/* renamed, probably; that is asked for first */
	if (by != NULL && strcmp(last(by->into[0]), n->name) == 0)
		return;
	x = diff_add(w->d, FORMS_REFUSED, arena_printf(a, "%s.%s", w->q->now,
	    n->name), n->at);
	x->id = "E820";
	x->line = "";
	x->what = arena_printf(a, "the number %d was that of the answer `%s`, "
	    "and `%s.%s` has it now; paper that was printed means the other",
	    n->number, full(w, o->name), w->q->now, n->name);
	x->keyers = arena_printf(a, "%s: code %d was “%s” and is “%s” now.",
	    w->q->subject, n->number, diff_quote(a, o->words),
	    diff_quote(a, n->words));
}

static void
order(struct work *w)
{
	const struct forms_option *n, *before = NULL;
	struct forms_difference *x;
	size_t i;

	for (i = 0; i < w->q->n_from; i++) {
		n = find(w->q->to, w->q->n_to, w->q->from[i].name);
		if (n == NULL || n->staff)
			continue;
		if (before != NULL && n < before) {
			x = diff_add(w->d, FORMS_ALTERS, w->q->name,
			    w->q->at);
			x->respondents = arena_printf(w->d->a, "%s has its "
			    "answers in another order.", w->q->subject);
			x->keyers = x->respondents;
			x->analysts = arena_printf(w->d->a, "`%s` has its "
			    "answers in another order; what stands first is "
			    "chosen more often.", w->q->now);
			return;
		}
		before = n;
	}
}

void
diff_options(struct differ *d, const struct answers_of *q)
{
	struct work w = { d, q, arena_array(d->a, bool, q->n_to + 1) };
	size_t i;

	for (i = 0; i < q->n_from; i++)
		old_option(&w, &q->from[i]);
	for (i = 0; i < q->n_to; i++) {
		if (!w.explained[i] && !q->to[i].retired)
			added(&w, &q->to[i]);
		if (find(q->from, q->n_from, q->to[i].name) == NULL)
			number_reused(&w, &q->to[i]);
	}
	order(&w);
}
