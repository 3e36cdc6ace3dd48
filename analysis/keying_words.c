/* SPDX-License-Identifier: MIT
 *
 * keying_words.c -- what the report says about the quality of keying.
 */
#include "analysis/keying.h"
#include "locales/locales.h"

#include <math.h>

const char *
analysis_in_10000(struct arena *a, const struct locale *l, double rate,
    int round)
{
	struct buf b CLEAN(buf_free) = { 0 };
	double n = rate * 10000, tenths;

	/* What arithmetic leaves of a whole number is not a reason to round. */
	n = round < 0 ? n + 1e-9 : round > 0 ? n - 1e-9 : n;
	tenths = round < 0 ? floor(n * 10) : round > 0 ? ceil(n * 10) :
	    floor(n * 10 + 0.5);
	if (tenths <= 0)
		return "0";
	if (tenths < 100)
		return arena_printf(a, "%d.%d", (int)tenths / 10,
		    (int)tenths % 10);
	locale_count(&b, l != NULL ? l : locale_english(), (int64_t)(round < 0
	    ? floor(n) : round > 0 ? ceil(n) : floor(n + 0.5)));
	return arena_str(a, buf_text(&b));
}

struct says { struct arena *a; const struct locale *l; struct buf b; };

static void
say(struct says *s, const char *words)
{
	if (s->b.n > 0)
		buf_lit(&s->b, " ");
	buf_puts(&s->b, words);
}

static void
say_rate(struct says *s, const char *words, const struct analysis_rate *r)
{
	const struct locale_place p[] = {
		{ "{x}", analysis_in_10000(s->a, s->l, r->rate, 0) },
		{ "{low}", analysis_in_10000(s->a, s->l, r->low, -1) },
		{ "{high}", analysis_in_10000(s->a, s->l, r->high, 1) },
	};

	if (s->b.n > 0)
		buf_lit(&s->b, " ");
	locale_fill(&s->b, words, p, LEN(p));
}

static void
say_count(struct says *s, const char *words, int64_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct locale_place p = { "{n}", "" };

	locale_count(&b, s->l, n);
	p.words = buf_text(&b);
	if (s->b.n > 0)
		buf_lit(&s->b, " ");
	locale_fill(&s->b, words, &p, 1);
}

/* False: there is no rate, and it says why. */
static bool
main_sentence(struct says *s, const struct analysis_keying *k)
{
	const struct locale *l = s->l;

	if (k->fields == 0)
		say(s, tr(l, "No questionnaire on paper has been typed in."));
	else if (k->compared == 0)
		say(s, tr(l, "No questionnaire on paper has been typed in "
		    "twice yet, so we do not know how many errors there "
		    "are."));
	else if (k->open == k->differ && k->open > 0)
		say_count(s, tr_n(l, "Two typings differ in {n} answer, and "
		    "it has not been settled yet, so we do not know how many "
		    "errors there are.", "Two typings differ in {n} answers, "
		    "and none has been settled yet, so we do not know how "
		    "many errors there are.", (uint64_t)k->differ), k->differ);
	else if (k->stored.known)
		say_rate(s, tr(l, "We estimate {x} errors in 10,000 answers "
		    "(95% interval {low} to {high})."), &k->stored);
	else if (k->single.known)
		say_rate(s, tr(l, "Typed in once, there were an estimated {x} "
		    "errors in 10,000 answers (95% interval {low} to {high}). "
		    "Every answer was typed in twice and what differed was "
		    "settled."), &k->single);
	else if (k->by_risk.known)
		say_rate(s, tr(l, "Only questionnaires on which errors are "
		    "likely were typed in twice. On those, typed in once, we "
		    "estimate {x} errors in 10,000 answers (95% interval "
		    "{low} to {high}). This says nothing about the others."),
		    &k->by_risk);
	return k->single.known || k->by_risk.known;
}

static void
not_counted(struct says *s, const struct analysis_keying *k)
{
	const struct locale *l = s->l;

	if (k->open > 0)
		say_count(s, tr_n(l, "{n} answer is still to be settled.",
		    "{n} answers are still to be settled.",
		    (uint64_t)k->open), k->open);
	if (!k->independent)
		say(s, tr(l, "The same person typed them in both times, on "
		    "different days; nobody else did."));
	if (!k->alike_counted && !k->independent)
		say(s, tr(l, "Mistakes that this person makes every time are "
		    "not counted."));
	else if (!k->alike_counted)
		say(s, tr(l, "Mistakes that both people made alike are not "
		    "counted."));
	if (!k->settling_counted)
		say(s, tr(l, "Mistakes in settling what differed are not "
		    "counted."));
	if (k->independent && k->twice_alone > 0)
		say_count(s, tr_n(l, "{n} questionnaire was typed in again by "
		    "the same person; it counts as typed in once.",
		    "{n} questionnaires were typed in again by the same "
		    "person; they count as typed in once.",
		    (uint64_t)k->twice_alone), (int64_t)k->twice_alone);
}

const char *
analysis_keying_words(struct arena *a, const struct locale *l,
    const struct analysis_keying *k)
{
	struct says s = { .a = a, .l = l != NULL ? l : locale_english() };
	const char *words;

	if (main_sentence(&s, k))
		not_counted(&s, k);
	words = arena_str(a, buf_text(&s.b));
	buf_free(&s.b);
	return words;
}
