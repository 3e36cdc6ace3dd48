/* SPDX-License-Identifier: MIT
 *
 * fold_quoted.c -- which lines are quoted, which only seem to be, and what is
 * shown all the same because nothing else would be.
 */
#include "survey/mail/fold.h"

enum { SHORT_LINE = 60, FEW_LINES = 6, COVERING_WORDS = 60 };

static bool
deep(const struct fold_line *l)
{
	return l->place != PLACE_MARK && l->depth > l->base;
}

/* Some line behind > is of the form: then > is for quoting in this message. */
static bool
quotes_form(const struct fold *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (deep(&f->v[i]) && f->v[i].hit != HIT_NONE &&
		    f->v[i].hit != HIT_BARE)
			return true;
	return false;
}

/* People write > as an arrow too.  Lines i to end - 1 have >; above is the line
 * with words before them, or NULL. */
static bool
is_arrow(const struct fold *f, size_t i, size_t end,
    const struct fold_line *above)
{
	size_t k;

	if (f->v[i].region > 0)
		return false;	/* behind “On … wrote:” or a marker */
	for (k = i; k < end; k++)
		if (f->v[k].depth > 1)
			return false;
	if (f->v[i].digit_next)
		return true;
	if (above == NULL || above->depth > 0)
		return false;
	if (above->last == ':')
		return true;
	for (k = i; k < end; k++)
		if (f->v[k].stop - f->v[k].text > SHORT_LINE)
			return false;
	return !f->v[i - 1].blank && end - i <= FEW_LINES;
}

void
fold_quoted(struct fold *f)
{
	const struct fold_line *above = NULL;
	bool quotes = quotes_form(f);
	size_t i, k;

	for (i = 0; i < f->n; i = k) {
		struct fold_line *l = &f->v[i];
		bool arrow;

		k = i + 1;
		if (l->place == PLACE_BELOW)
			fold_set(l, SPAN_QUOTED, "below the header of an "
			    "earlier message");
		if (!deep(l) || l->place == PLACE_BELOW) {
			if (!l->blank)
				above = l;
			continue;
		}
		while (k < f->n && deep(&f->v[k]) && f->v[k].place != PLACE_BELOW)
			k++;
		arrow = !quotes && is_arrow(f, i, k, above);
		if (!l->blank)
			above = l;
		for (; i < k; i++)
			if (!arrow)
				fold_set(&f->v[i], SPAN_QUOTED, "behind >");
			else
				f->v[i].why = "> seems to be an arrow here";
	}
}

/* ---- what is shown all the same ------------------------------------------------------- */

/* Words that the sender, or one whom they sent on, says. */
static size_t
said_words(const struct fold *f, bool *points)
{
	size_t i, n = 0;

	*points = false;
	for (i = 0; i < f->n; i++) {
		const struct fold_line *l = &f->v[i];

		if (!fold_said(l) || (l->hit != HIT_NONE && l->hit !=
		    HIT_ON_LINE && l->hit != HIT_TITLE_ON_LINE &&
		    l->hit != HIT_NUMBER_ON_LINE && l->hit != HIT_BARE))
			continue;
		n += l->n_words;
		*points = *points || phrase_in(&fold_sends_on, l->words,
		    l->n_bytes);
	}
	return n;
}

/* "This is what they sent me:" stands before line i. */
static bool
announced(const struct fold *f, size_t i)
{
	while (i-- > 0)
		if (!f->v[i].blank && f->v[i].place != PLACE_MARK)
			return f->v[i].kind == SPAN_SAID &&
			    f->v[i].last == ':';
	return false;
}

static bool
is_asked(const struct fold_line *l)
{
	return l->hit == HIT_ASKED || l->hit == HIT_ON_LINE ||
	    l->hit == HIT_NUMBER;
}

/* Shows lines i to end - 1 as somebody's words, and folds their greetings,
 * signatures and disclaimers again. */
static void
show(struct fold *f, size_t i, size_t end, const char *why)
{
	size_t k;

	for (k = i; k < end; k++) {
		f->v[k].place = PLACE_SENT_ON;
		fold_set(&f->v[k], SPAN_SAID, why);
	}
	fold_part_notices(f, i, end);
	fold_part_signed(f, i, end);
}

/* The first part below a header that has words; false: none. */
static bool
first_below(const struct fold *f, size_t *from, size_t *end)
{
	size_t i, words;

	for (i = 0; i < f->n; i = *end) {
		*end = i + 1;
		if (f->v[i].place != PLACE_BELOW)
			continue;
		words = 0;
		for (*from = i; i < f->n && f->v[i].place == PLACE_BELOW &&
		    f->v[i].region == f->v[*from].region; i++)
			words += f->v[i].n_words;
		*end = i;
		if (words > 0)
			return true;
	}
	return false;
}

/* Answers typed into our message, below its header: from the first question on,
 * what is neither a question nor behind > is shown. */
static bool
show_between(struct fold *f, size_t from, size_t end)
{
	size_t i, first = from;

	while (first < end && !is_asked(&f->v[first]))
		first++;
	if (first == end)
		return false;
	for (i = first; i < end; i++)
		if (f->v[i].depth <= f->v[i].base) {
			f->v[i].place = PLACE_SENT_ON;
			fold_set(&f->v[i], SPAN_SAID, "stands after a question, "
			    "within an earlier message");
		}
	return true;
}

/* All that is behind > is all there is: shown, but for a copied header. */
static void
show_deep(struct fold *f)
{
	size_t i = 0, end;

	while (i < f->n && !(deep(&f->v[i]) && !f->v[i].blank))
		i++;
	i = fold_heads_end(f, i);
	for (end = i; end < f->n && deep(&f->v[end]); end++)
		;
	show(f, i, end, "the sender says nothing of their own, so what they "
	    "quote is shown");
}

void
fold_unfold(struct fold *f)
{
	bool points, below;
	size_t words = said_words(f, &points), from = 0, end = 0;

	below = first_below(f, &from, &end);
	if (words == 0 && below) {
		if (!show_between(f, from, end))
			show(f, from, end, "the sender says nothing of their "
			    "own, so what is below is shown");
	} else if (words == 0)
		show_deep(f);
	else if (below && ((points && words <= COVERING_WORDS) ||
	    announced(f, from))) {
		if (!show_between(f, from, end))
			show(f, from, end, "the sender points to what is below");
	}
}
