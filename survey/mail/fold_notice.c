/* SPDX-License-Identifier: MIT
 *
 * fold_notice.c -- disclaimers: what an organisation's server puts below, or above,
 * a message.
 *
 * One is told by several of the phrases of such texts in one paragraph, at the
 * very end or the very beginning of what somebody wrote.  One such phrase is
 * never enough in a paragraph that does not begin as they begin, and seldom where
 * somebody says "I": people write about confidential records.
 */
#include "survey/mail/fold.h"

enum { NOTICE_LOOK = 8192, SHORT_WORDS = 40, MANY = 4 };

/* The words of lines i to end - 1 in a row. */
static void
gather(const struct fold *f, size_t i, size_t end, struct buf *b, size_t *words)
{
	buf_clear(b);
	buf_lit(b, " ");
	*words = 0;
	for (; i < end && b->n < NOTICE_LOOK; i++) {
		if (f->v[i].n_words == 0)
			continue;
		buf_put(b, f->v[i].words + 1, f->v[i].n_bytes - 1);
		*words += f->v[i].n_words;
	}
}

/* Where the disclaimer in the paragraph from i to end - 1 begins; end: there is
 * none. */
static size_t
notice_from(const struct fold *f, size_t i, size_t end)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t k, words, marks;

	gather(f, i, end, &b, &words);
	marks = phrase_count(&fold_notices, buf_text(&b), b.n);
	if (marks == 0)
		return end;
	if (marks >= MANY && !phrase_in(&fold_first_person, buf_text(&b), b.n))
		for (k = i; k < end; k++)
			if (phrase_in(&fold_notices, f->v[k].words,
			    f->v[k].n_bytes) || f->v[k].n_words == 0 ||
			    phrase_starts(&fold_banners, &f->v[k]))
				return k;
	for (k = i; k < end; k++) {
		if (!phrase_starts(&fold_banners, &f->v[k]) &&
		    !phrase_starts(&fold_strong, &f->v[k]))
			continue;
		gather(f, k, end, &b, &words);
		marks = phrase_count(&fold_notices, buf_text(&b), b.n);
		if ((marks >= 2 && (marks >= MANY || !phrase_in(
		    &fold_first_person, buf_text(&b), b.n))) || (marks == 1 && words <= SHORT_WORDS &&
		    phrase_starts(&fold_strong, &f->v[k])))
			return k;
		break;
	}
	return end;
}

static void
set(struct fold *f, size_t i, size_t end)
{
	for (; i < end; i++)
		fold_set(&f->v[i], SPAN_DISCLAIMER, "the words of a "
		    "disclaimer");
}

/* Above everything: "CAUTION: This email originated from outside …". */
static void
top(struct fold *f, size_t from, size_t end)
{
	size_t i = from;

	while (i < end && f->v[i].blank)
		i++;
	for (; i < end && fold_said(&f->v[i]); i++) {
		const struct fold_line *l = &f->v[i];

		if (phrase_count(&fold_notices, l->words, l->n_bytes) == 0 ||
		    !phrase_starts(&fold_strong, l))
			break;
		set(f, i, i + 1);
	}
}

void
fold_part_notices(struct fold *f, size_t from, size_t end)
{
	size_t i, tail = end, at;

	top(f, from, end);
	while (tail > from) {
		const struct fold_line *l = &f->v[tail - 1];

		if (!fold_said(l) || l->n_words == 0 ||
		    fold_phone(l)) {
			tail--;
			continue;
		}
		for (i = tail; i > from && fold_said(&f->v[i - 1]); i--)
			;
		at = notice_from(f, i, tail);
		if (at == tail)
			break;
		/* A line of signs around it belongs to it. */
		while (at > i && f->v[at - 1].n_words == 0)
			at--;
		while (tail < end && !f->v[tail].blank &&
		    f->v[tail].n_words == 0)
			tail++;
		set(f, at, tail);
		tail = at;
	}
}

void
fold_parts(struct fold *f)
{
	size_t i, end;

	for (i = 0; i < f->n; i = end) {
		const struct fold_line *l = &f->v[i];

		for (end = i + 1; end < f->n && f->v[end].region == l->region &&
		    f->v[end].place == l->place; end++)
			;
		if (l->place != PLACE_OWN && l->place != PLACE_SENT_ON)
			continue;
		fold_part_notices(f, i, end);
		fold_part_signed(f, i, end);
	}
}
