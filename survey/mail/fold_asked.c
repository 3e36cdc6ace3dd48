/* SPDX-License-Identifier: MIT
 *
 * fold_asked.c -- questions of the form, found in a message by their words.
 *
 * Alike is twice the longest common subsequence of words, by the words of both
 * (Dice's coefficient), in thousandths.  One row of its table gives it for every
 * number of words from the beginning of the line, and so for a question that
 * goes over several lines or ends within one.
 */
#include "survey/mail/fold.h"

enum { WINDOW_LINES = 4, WINDOW_WORDS = 128, FIRST_WORDS = 48,
	ALIKE_NUMBERED = 600, ALIKE_QUOTED = 800, ALIKE = 850, ALIKE_PLAIN = 900 };

/* The words from a line on, and where lines and a first question mark end. */
struct window {
	uint64_t w[WINDOW_WORDS];
	size_t	 n;
	size_t	 ends[WINDOW_LINES];	/* words up to the end of each line */
	size_t	 lines;
	size_t	 mark;			/* words before the first "?"; 0 */
	bool	 mark_ends;		/* nothing follows it on its line */
	size_t	 mark_line;
	struct fold_number number;
	bool	 has_number;
};
struct found {
	const struct fold_text *t;
	unsigned alike;
	size_t	 words;		/* of the window */
	bool	 mark;		/* it ends with the mark */
};
/* Per text, how many words of the line it has. */
struct counts { uint16_t *v; uint32_t *touched; size_t n; };

static size_t
question_mark(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end) {
		const char *at = p;
		uint32_t c = utf8_next(&p);

		if (c == '?' || c == 0x61F || c == 0xFF1F)
			return (size_t)(at - s.p);
	}
	return s.n;
}

static void
window_mark(const struct fold *f, struct window *w, const struct fold_line *l,
    size_t before)
{
	struct str s = fold_raw(f, l);
	struct buf b CLEAN(buf_free) = { 0 };
	size_t at = question_mark(s), n;

	if (at == s.n)
		return;
	n = fold_words(&b, (struct str){ s.p, at });
	w->mark = before + n;
	w->mark_line = w->lines;
	w->mark_ends = n == l->n_words;
}

/* Only with the first line when that has few words of the form at all. */
static void
window_read(const struct fold *f, size_t i, size_t most, struct window *w)
{
	const struct fold_line *first = &f->v[i], *l;

	w->n = w->lines = w->mark = 0;
	for (l = first; w->lines < most && i + w->lines < f->n &&
	    w->mark == 0; l = &f->v[i + w->lines]) {
		if (l->blank || l->depth != first->depth ||
		    l->place == PLACE_MARK || l->region != first->region)
			break;
		window_mark(f, w, l, w->n);
		w->n += fold_hashes(l->words, l->n_bytes, w->w + w->n,
		    WINDOW_WORDS - w->n);
		w->ends[w->lines++] = w->n;
		if (w->mark > w->n)
			w->mark = 0;	/* beyond what is looked at */
	}
}

/* alike[k]: of the text with the window's words from `skip` to k. */
static void
alike_all(const struct fold_text *t, const struct window *w, size_t skip,
    uint16_t *alike)
{
	uint16_t row[WINDOW_WORDS + 1] = { 0 };
	size_t i, k;

	for (i = skip; i < w->n; i++) {
		uint16_t diagonal = 0;

		for (k = 0; k < t->n_words; k++) {
			uint16_t up = row[k + 1];

			if (t->words[k] == w->w[i])
				row[k + 1] = (uint16_t)(diagonal + 1);
			else if (row[k] > up)
				row[k + 1] = row[k];
			diagonal = up;
		}
		alike[i + 1] = (uint16_t)(2000u * row[t->n_words] /
		    (t->n_words + i + 1 - skip));
	}
}

static bool
has_field(const struct fold_text *t, const struct forms_field *field)
{
	size_t i;

	for (i = 0; i < t->n_fields; i++)
		if (t->fields[i] == field)
			return true;
	return false;
}

/* "You ask, is there anything missing?" only has a question's words within. */
static bool
begins_alike(const struct fold_text *t, uint64_t word)
{
	size_t i;

	for (i = 0; i < t->n_words && i < 3; i++)
		if (t->words[i] == word)
			return true;
	return false;
}

/* Is so much enough?  Sentences are as good as never a question's words with an
 * end of their own; a quoted line may have lost its mark. */
static bool
enough(const struct fold_line *l, const struct window *w, size_t skip,
    const struct found *x, bool line_end)
{
	bool numbered = w->has_number && w->number.field != NULL &&
	    has_field(x->t, w->number.field);
	bool quoted = l->depth > l->base;

	if (x->t->kind != TEXT_QUESTION)
		return line_end && (x->alike == 1000 || (x->t->n_words >= 4 &&
		    x->alike >= ALIKE_PLAIN));
	if (!line_end && !x->mark)
		return false;
	if (x->t->n_words < 4)
		return x->alike == 1000 && (numbered || quoted ||
		    (x->t->n_words == 3 && x->mark));
	if (numbered)
		return x->alike >= (x->mark ? ALIKE_NUMBERED : ALIKE_PLAIN);
	if (quoted)
		return x->alike >= ALIKE_QUOTED;
	return x->alike == 1000 || (x->alike >= ALIKE && x->mark &&
	    begins_alike(x->t, w->w[skip]));
}

static void
weigh(const struct fold_line *l, const struct window *w, size_t skip,
    const struct fold_text *t, struct found *best)
{
	uint16_t alike[WINDOW_WORDS + 1] = { 0 };
	size_t i, at;

	alike_all(t, w, skip, alike);
	for (i = 0; i <= w->lines; i++) {
		struct found x = { .t = t };

		at = i < w->lines ? w->ends[i] : w->mark;
		if (at <= skip)
			continue;
		x.alike = alike[at];
		x.words = at;
		x.mark = at == w->mark;
		if (enough(l, w, skip, &x, i < w->lines) && (best->t == NULL ||
		    x.alike > best->alike || (x.alike == best->alike &&
		    t->kind < best->t->kind)))
			*best = x;
	}
}

/* Texts that have most of the words of the first line. */
static void
search(const struct fold *f, size_t i, struct window *w, struct counts *c,
    struct found *best)
{
	size_t skip = w->has_number ? w->number.words : 0, k, n, j, first;
	const uint32_t *v;

	window_read(f, i, 1, w);
	first = w->mark > 0 ? w->mark : w->n;
	first = first > skip + FIRST_WORDS ? skip + FIRST_WORDS : first;
	for (k = skip; k < first; k++) {
		v = fold_texts_with(f, w->w[k], &n);
		for (j = 0; j < n; j++) {
			if (c->v[v[j]]++ == 0)
				c->touched[c->n++] = v[j];
		}
	}
	window_read(f, i, WINDOW_LINES, w);
	for (k = 0; k < c->n; k++) {
		const struct fold_text *t = &f->f.texts[c->touched[k]];
		size_t words = first - skip < t->n_words ? first - skip :
		    t->n_words;

		if (c->v[c->touched[k]] * 10u >= words * 6)
			weigh(&f->v[i], w, skip, t, best);
		c->v[c->touched[k]] = 0;
	}
	c->n = 0;
}

/* "Priority 3: more nurses": the page by its name and number. */
static bool
by_name(const struct fold *f, struct fold_line *l, const struct window *w)
{
	struct str raw = fold_raw(f, l);
	const uint32_t *v;
	size_t n, i, past;

	v = fold_texts_with(f, w->w[0], &n);
	for (i = 0; i < n; i++) {
		const struct fold_text *t = &f->f.texts[v[i]];

		if (t->kind != TEXT_TITLE || t->n_name == 0 || t->n_name >
		    w->ends[0] || memcmp(t->words, w->w, t->n_name *
		    sizeof(*w->w)) != 0)
			continue;
		past = fold_past(raw, t->n_name);
		while (past < raw.n && (raw.p[past] == ' ' ||
		    raw.p[past] == '*'))
			past++;
		if (past < raw.n && memchr(":.)-,", raw.p[past], 5) == NULL &&
		    (unsigned char)raw.p[past] != 0xE2)
			continue;
		l->of = t;
		l->hit = HIT_TITLE_ON_LINE;
		return true;
	}
	return false;
}

/* Sets the hit on the lines that the words take; returns behind them. */
static size_t
take(struct fold *f, size_t i, const struct window *w, const struct found *x)
{
	static const enum fold_hit hits[] = { [TEXT_QUESTION] = HIT_ASKED,
	    [TEXT_TITLE] = HIT_TITLE, [TEXT_HINT] = HIT_HINT };
	size_t k = i, line;

	for (line = 0; line < w->lines; line++, k++) {
		f->v[k].of = x->t;
		f->v[k].hit = hits[x->t->kind];
		if (x->words <= w->ends[line])
			break;
	}
	if (x->mark && !w->mark_ends)
		f->v[k].hit = HIT_ON_LINE;
	f->v[i].hit_first = true;
	if (w->has_number)
		f->v[i].field = w->number.field;
	return k + 1;
}

/* By its number alone. */
static void
numbered(struct fold_line *l, const struct fold_number *n)
{
	if (n->named && n->field == NULL)
		return;
	l->field = n->field;
	l->hit_first = true;
	l->hit = !n->named ? HIT_BARE : n->alone ? HIT_NUMBER :
	    HIT_NUMBER_ON_LINE;
}

/* A hint belongs below its question.  A title without a number is often a few
 * common words ("Your age"): it counts when quoted, or above a question. */
static void
tidy(struct fold *f)
{
	const struct fold_line *above = NULL;
	size_t i, next;

	for (i = f->n; i-- > 0;) {
		struct fold_line *l = &f->v[i];

		if (l->hit != HIT_TITLE || l->of->n_name > 0 ||
		    l->depth > l->base)
			continue;
		next = fold_next(f, i + 1);
		if (next >= f->n || (f->v[next].hit != HIT_ASKED &&
		    f->v[next].hit != HIT_ON_LINE &&
		    f->v[next].hit != HIT_TITLE))
			l->hit = HIT_NONE;
	}
	for (i = 0; i < f->n; i++) {
		struct fold_line *l = &f->v[i];

		if (l->hit == HIT_HINT && (above == NULL ||
		    (above->hit != HIT_ASKED && above->hit != HIT_NUMBER &&
		    above->hit != HIT_HINT)))
			l->hit = HIT_NONE;
		if (!l->blank)
			above = l;
	}
}

void
fold_hits(struct fold *f)
{
	struct counts c = { 0 };
	struct window w;
	size_t i = 0;

	if (f->f.n == 0)
		return;
	c.v = arena_array(f->a, uint16_t, f->f.n);
	c.touched = arena_array(f->a, uint32_t, f->f.n);
	while (i < f->n) {
		struct fold_line *l = &f->v[i];
		struct found best = { 0 };

		if (l->blank || l->place == PLACE_MARK || l->n_words == 0) {
			i++;
			continue;
		}
		w.has_number = fold_number(f, l, &w.number);
		search(f, i, &w, &c, &best);
		if (best.t != NULL) {
			i = take(f, i, &w, &best);
			continue;
		}
		if (!by_name(f, l, &w) && w.has_number)
			numbered(l, &w.number);
		i++;
	}
	tidy(f);
}
