/* SPDX-License-Identifier: MIT
 *
 * diff_form.c -- how the whole differs: what stands around the questions,
 * their order, and their printed numbers.
 */
#include "forms/diff.h"

#include <stdlib.h>

/* ---- around the questions -------------------------------------------------- */

static void
outer(struct differ *d, const char *what, const char *from, const char *to)
{
	struct forms_difference *x;

	if (!diff_text(from, to))
		return;
	x = diff_add(d, FORMS_WORDS, "", diff_whole(d->to));
	x->respondents = arena_printf(d->a, "%s changed.", what);
}

static bool
in_list(const char *const *v, size_t n, const char *s)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i], s) == 0)
			return true;
	return false;
}

static void
listed(struct differ *d, const char *what, const char *more, const char *less,
    const char **from, size_t n_from, const char **to, size_t n_to)
{
	struct forms_difference *x;
	size_t i;

	for (i = 0; i < n_to; i++)
		if (!in_list((const char *const *)from, n_from, to[i])) {
			x = diff_add(d, FORMS_WORDS, "", diff_whole(d->to));
			x->respondents = x->keyers = arena_printf(d->a,
			    "%s %s %s.", what, more, to[i]);
		}
	for (i = 0; i < n_from; i++)
		if (!in_list((const char *const *)to, n_to, from[i])) {
			x = diff_add(d, FORMS_ALTERS, "", diff_whole(d->to));
			x->respondents = x->keyers = arena_printf(d->a,
			    "%s %s %s.", what, less, from[i]);
		}
}

static const char *
documents(struct arena *a, const struct forms_form *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < f->n_documents; i++)
		buf_printf(&b, "%s %s %s\n", f->documents[i].name,
		    f->documents[i].path, f->documents[i].words);
	return arena_str(a, buf_text(&b));
}

static const char *
supports(struct arena *a, const struct forms_form *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < f->n_supports; i++)
		buf_printf(&b, "%s %s %s\n", f->supports[i].words,
		    f->supports[i].phone, f->supports[i].link);
	return arena_str(a, buf_text(&b));
}

/* ---- pages ----------------------------------------------------------------- */

static const char *
page_words(const struct differ *d, const struct forms_form *f,
    const struct forms_page *p, bool conditions)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind != FORMS_ITEM_FIELD)
			buf_printf(&b, "%s\n", conditions ? diff_condition(d,
			    p->items[i].show, f == d->from) :
			    p->items[i].words);
	return arena_str(d->a, buf_text(&b));
}

static const char *
page_rules(const struct differ *d, const struct forms_form *f,
    const struct forms_page *p, bool words)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < p->n_rules; i++)
		buf_printf(&b, "%s\n", words ? p->rules[i].words :
		    arena_printf(d->a, "%d%s", p->rules[i].query,
		    diff_condition(d, p->rules[i].expr, f == d->from)));
	return arena_str(d->a, buf_text(&b));
}

static void
page_part(struct differ *d, const struct forms_page *p,
    enum forms_weight weight, bool differs, const char *what)
{
	struct forms_difference *x;

	if (!differs)
		return;
	x = diff_add(d, weight, p->slug, diff_whole(d->to));
	x->respondents = arena_printf(d->a, "The page “%s” has %s.",
	    diff_quote(d->a, p->title), what);
}

static void
page(struct differ *d, const struct forms_page *f, const struct forms_page *t)
{
	const struct forms_form *from = d->from, *to = d->to;
	bool words = diff_text(page_words(d, from, f, false),
	    page_words(d, to, t, false));

	page_part(d, f, FORMS_WORDS, diff_text(f->title, t->title),
	    arena_printf(d->a, "another title: “%s”", diff_quote(d->a,
	    t->title)));
	page_part(d, t, FORMS_WORDS, diff_text(f->section, t->section),
	    "another section title above it");
	page_part(d, t, FORMS_WORDS, words,
	    "other words between its questions");
	page_part(d, t, FORMS_ALTERS, !words && diff_text(page_words(d, from,
	    f, true), page_words(d, to, t, true)),
	    "words that others are shown than before");
	page_part(d, t, FORMS_ALTERS, diff_text(page_rules(d, from, f, false),
	    page_rules(d, to, t, false)), "other rules that answers must keep");
	page_part(d, t, FORMS_WORDS, diff_text(page_rules(d, from, f, true),
	    page_rules(d, to, t, true)), "other words for its rules");
	page_part(d, t, FORMS_WORDS, f->support != t->support, t->support ?
	    "sources of support on it" : "no sources of support on it");
}

static void
pages(struct differ *d)
{
	const struct forms_page *f;
	struct forms_difference *x;
	size_t i;

	for (i = 0; i < d->to->n_pages; i++) {
		f = forms_page(d->from, d->to->pages[i].slug);
		if (f != NULL) {
			page(d, f, &d->to->pages[i]);
			continue;
		}
		x = diff_add(d, FORMS_ALTERS, d->to->pages[i].slug,
		    diff_whole(d->to));
		x->respondents = arena_printf(d->a, "The page “%s” is new.",
		    diff_quote(d->a, d->to->pages[i].title));
	}
	for (i = 0; i < d->from->n_pages; i++)
		if (forms_page(d->to, d->from->pages[i].slug) == NULL) {
			x = diff_add(d, FORMS_ALTERS, d->from->pages[i].slug,
			    diff_whole(d->to));
			x->respondents = arena_printf(d->a, "The page “%s” is "
			    "gone.", diff_quote(d->a, d->from->pages[i].title));
		}
}

/* ---- values ---------------------------------------------------------------- */

static const struct forms_value *
value_named(const struct forms_form *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_values; i++)
		if (strcmp(f->values[i].name, name) == 0)
			return &f->values[i];
	return NULL;
}

static bool
same_value(const struct differ *d, const struct forms_value *x,
    const struct forms_value *y)
{
	size_t i;

	if (x->needs != y->needs || x->n_bands != y->n_bands ||
	    diff_text(diff_condition(d, x->expr, true), diff_condition(d,
	    y->expr, false)))
		return false;
	for (i = 0; i < x->n_bands; i++)
		if (strcmp(x->bands[i].name, y->bands[i].name) != 0 ||
		    x->bands[i].low < y->bands[i].low ||
		    x->bands[i].low > y->bands[i].low ||
		    x->bands[i].high < y->bands[i].high ||
		    x->bands[i].high > y->bands[i].high)
			return false;
	return true;
}

static void
values(struct differ *d)
{
	const struct forms_value *was;
	struct forms_difference *x;
	size_t i;

	for (i = 0; i < d->to->n_values; i++) {
		const struct forms_value *v = &d->to->values[i];

		was = value_named(d->from, v->name);
		if (was != NULL && same_value(d, was, v))
			continue;
		x = diff_add(d, FORMS_ALTERS, v->name, v->at);
		x->analysts = arena_printf(d->a, was == NULL ?
		    "The value `%s` is new; it is worked out for earlier "
		    "answers too." : "The value `%s` is worked out in another "
		    "way, for earlier answers too.", v->name);
	}
	for (i = 0; i < d->from->n_values; i++)
		if (value_named(d->to, d->from->values[i].name) == NULL) {
			x = diff_add(d, FORMS_ALTERS, d->from->values[i].name,
			    diff_whole(d->to));
			x->analysts = arena_printf(d->a, "The value `%s` is "
			    "gone.", d->from->values[i].name);
		}
}

void
diff_form(struct differ *d)
{
	const struct forms_form *f = d->from, *t = d->to;
	struct forms_difference *x;

	outer(d, "The title of the consultation", f->title, t->title);
	outer(d, "The name of who asks", f->owner, t->owner);
	outer(d, "The words on the first page", f->intro, t->intro);
	outer(d, "The words about what happens next", f->next, t->next);
	outer(d, "The words before the equality questions", f->equality_intro,
	    t->equality_intro);
	outer(d, "The list of documents", documents(d->a, f), documents(d->a,
	    t));
	outer(d, "The sources of support", supports(d->a, f), supports(d->a,
	    t));
	listed(d, "The questionnaire is", "now also in the language",
	    "no longer in the language", f->languages, f->n_languages, t->languages, t->n_languages);
	listed(d, "Answers", "now also come by this way:",
	    "no longer come by this way:", f->accept, f->n_accept,
	    t->accept, t->n_accept);
	if (f->equality_skippable != t->equality_skippable ||
	    f->equality_apart != t->equality_apart) {
		x = diff_add(d, FORMS_ALTERS, "", diff_whole(t));
		x->respondents = "The equality questions are offered or kept "
		    "in another way.";
	}
	pages(d);
	values(d);
}

/* ---- order and printed numbers --------------------------------------------- */

struct spot { const struct forms_field *from, *to; };

/* The longest run of questions that stayed in order; the others moved. */
static bool *
stayed(struct arena *a, const struct spot *v, size_t n)
{
	size_t *tails = arena_array(a, size_t, n + 1);
	size_t *before = arena_array(a, size_t, n + 1);
	size_t len = 0, i, low, high, at;
	bool *in = arena_array(a, bool, n + 1);

	for (i = 0; i < n; i++) {
		for (low = 0, high = len; low < high;) {
			size_t mid = (low + high) / 2;

			if (v[tails[mid]].from->index < v[i].from->index)
				low = mid + 1;
			else
				high = mid;
		}
		before[i] = low > 0 ? tails[low - 1] : n;
		tails[low] = i;
		len = low == len ? len + 1 : len;
	}
	for (at = len > 0 ? tails[len - 1] : n; at < n; at = before[at])
		in[at] = true;
	return in;
}

static void
moved(struct differ *d, const struct spot *v, size_t n)
{
	bool *in = stayed(d->a, v, n);
	struct forms_difference *x;
	size_t i;

	for (i = 0; i < n; i++) {
		bool page_moved = strcmp(v[i].from->page->slug,
		    v[i].to->page->slug) != 0 && forms_page(d->from,
		    v[i].to->page->slug) != NULL;

		if (in[i] && !page_moved)
			continue;
		x = diff_add(d, FORMS_ALTERS, v[i].to->q->name, v[i].to->at);
		x->respondents = page_moved ? arena_printf(d->a, "%s moved to "
		    "the page “%s”.", diff_question_words(d->a, v[i].to),
		    diff_quote(d->a, v[i].to->page->title)) : i == 0 ?
		    arena_printf(d->a, "%s moved to the beginning.",
		    diff_question_words(d->a, v[i].to)) : arena_printf(d->a,
		    "%s moved, and now comes after `%s`.",
		    diff_question_words(d->a, v[i].to), v[i - 1].to->q->name);
		x->keyers = x->respondents;
		x->analysts = arena_printf(d->a, "`%s` is asked at another "
		    "place, which may change how people answer.",
		    v[i].to->q->name);
	}
}

static long
number_of(const struct forms_field *f)
{
	char *end;
	long n;

	if (f->number == NULL || f->number[0] == '\0')
		return -1;
	n = strtol(f->number, &end, 10);
	return *end == '\0' ? n : -1;
}

static void
renumbered(struct differ *d, const struct spot *v, size_t i, size_t end)
{
	struct forms_difference *x = diff_add(d, FORMS_ALTERS,
	    v[i].to->q->name, v[i].to->at);
	const struct spot *z = &v[end - 1];

	if (i + 1 == end)
		x->keyers = arena_printf(d->a, "`%s` was number %s and is "
		    "number %s now.", v[i].to->q->name, v[i].from->number,
		    v[i].to->number);
	else
		x->keyers = arena_printf(d->a, "Numbers %s to %s are %s to %s "
		    "now (`%s` to `%s`).", v[i].from->number, z->from->number,
		    v[i].to->number, z->to->number, v[i].to->q->name,
		    z->to->q->name);
}

static void
numbers(struct differ *d, const struct spot *v, size_t n)
{
	size_t i, end;
	long by;

	for (i = 0; i < n; i = end) {
		end = i + 1;
		if (v[i].from->number == NULL || v[i].to->number == NULL ||
		    strcmp(v[i].from->number, v[i].to->number) == 0)
			continue;
		by = number_of(v[i].to) - number_of(v[i].from);
		while (end < n && number_of(v[i].to) >= 0 &&
		    number_of(v[end].from) == number_of(v[end - 1].from) + 1 &&
		    number_of(v[end].to) - number_of(v[end].from) == by)
			end++;
		renumbered(d, v, i, end);
	}
}

void
diff_order(struct differ *d)
{
	struct spot *v = NULL, *w = NULL;
	size_t n = 0, m = 0, cap = 0, cap_w = 0, i;

	for (i = 0; i < d->to->n_fields; i++) {
		const struct forms_field *t = &d->to->fields[i];
		const struct forms_field *f = forms_field(d->from,
		    diff_id_before(d, t));

		if (f == NULL)
			continue;
		*arena_push(d->a, w, m, cap_w) = (struct spot){ f, t };
		if (named_field(d->to, t->q->name) == t)
			*arena_push(d->a, v, n, cap) = (struct spot){ f, t };
	}
	moved(d, v, n);
	numbers(d, w, m);
}
