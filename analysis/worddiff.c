/* SPDX-License-Identifier: MIT
 *
 * worddiff.c -- compares two texts word by word.
 */
#include "analysis/worddiff.h"
#include "analysis/words.h"

#include <harfbuzz/hb.h>
#include <stdlib.h>

enum {
	CELLS = 25000000,	/* pairs of words that are compared */
	MARKS = 32		/* put in order in a row; the stream-safe format
				   of Unicode (UAX 15) has 30 at most */
};

struct token {
	size_t		 from, to;	/* bytes of the text, as written */
	const uint32_t	*key;		/* what is compared */
	size_t		 n_key;
	uint32_t	 id;		/* the same for the same key */
	bool		 kept;		/* has its like in the other text */
};
struct tokens { struct token *v; size_t n, cap; };

/* ---- one word ------------------------ */

struct key { struct arena *a; uint32_t *v; size_t n, cap; };

static hb_unicode_general_category_t
category(uint32_t c)
{
	return hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
}

static bool
is_space(uint32_t c)
{
	return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 ||
	    c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
	    c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool
is_unseen(uint32_t c)
{
	return c == 0x34F || (c >= 0xFE00 && c <= 0xFE0F) ||
	    category(c) == HB_UNICODE_GENERAL_CATEGORY_FORMAT ||
	    category(c) == HB_UNICODE_GENERAL_CATEGORY_CONTROL;
}

static bool
is_punctuation(uint32_t c)
{
	if (c < 0x80)
		return strchr("!\"'(),-.:;?[\\]_{}", (int)c) != NULL;
	switch (category(c)) {
	case HB_UNICODE_GENERAL_CATEGORY_CONNECT_PUNCTUATION:
	case HB_UNICODE_GENERAL_CATEGORY_DASH_PUNCTUATION:
	case HB_UNICODE_GENERAL_CATEGORY_OPEN_PUNCTUATION:
	case HB_UNICODE_GENERAL_CATEGORY_CLOSE_PUNCTUATION:
	case HB_UNICODE_GENERAL_CATEGORY_INITIAL_PUNCTUATION:
	case HB_UNICODE_GENERAL_CATEGORY_FINAL_PUNCTUATION:
	case HB_UNICODE_GENERAL_CATEGORY_OTHER_PUNCTUATION:
		return true;
	default:
		return false;
	}
}

static bool
is_digit(uint32_t c)
{
	return category(c) == HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER;
}

static uint32_t
plain(uint32_t c)
{
	if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0xFF07 ||
	    c == '`' || c == 0xB4)
		return '\'';
	if (c == 0x2212 || (c >= 0x80 && category(c) ==
	    HB_UNICODE_GENERAL_CATEGORY_DASH_PUNCTUATION))
		return '-';
	return utf8_lower(c);
}

static unsigned
mark_class(uint32_t c)
{
	return c < 0x300 ? 0 : (unsigned)hb_unicode_combining_class(
	    hb_unicode_funcs_get_default(), c);
}

/* Adds c in its parts, each mark where canonical order has it. */
static void
put(struct key *k, uint32_t c)
{
	hb_codepoint_t first, second;
	unsigned class;
	size_t i, tries = 0;

	if (c >= 0x80 && hb_unicode_decompose(hb_unicode_funcs_get_default(),
	    c, &first, &second) && first != c) {
		put(k, first);
		if (second != 0)
			put(k, second);
		return;
	}
	*arena_push(k->a, k->v, k->n, k->cap) = c;
	class = mark_class(c);
	for (i = k->n - 1; class > 0 && i > 0 && tries < MARKS &&
	    mark_class(k->v[i - 1]) > class; i--, tries++) {
		k->v[i] = k->v[i - 1];
		k->v[i - 1] = c;
	}
}

/* The key of the word at text[from..to), or false: it is none. */
static bool
read_key(struct key *k, const char *text, struct token *t)
{
	const char *p = text + t->from, *end = text + t->to;
	size_t first = 0, last;

	k->n = 0;
	while (p < end) {
		uint32_t c = utf8_next(&p);

		if (!is_unseen(c))
			put(k, plain(c));
	}
	for (last = k->n; last > 0 && is_punctuation(k->v[last - 1]); last--)
		continue;
	while (first < last && is_punctuation(k->v[first]) &&
	    !((k->v[first] == '-' || k->v[first] == '.') &&
	    is_digit(k->v[first + 1])))
		first++;
	t->n_key = last - first;
	if (t->n_key > 0)
		t->key = memcpy(arena_array(k->a, uint32_t, t->n_key),
		    k->v + first, t->n_key * sizeof(*t->key));
	return t->n_key > 0;
}

static void
split(struct arena *a, const char *text, struct tokens *out)
{
	struct key k = { .a = a };
	const char *p = text;

	*out = (struct tokens){ 0 };
	while (*p != '\0') {
		const char *next = p;
		struct token t = { .from = (size_t)(p - text) };

		while (*next != '\0') {
			const char *at = next;

			if (is_space(utf8_next(&next))) {
				next = at;
				break;
			}
		}
		t.to = (size_t)(next - text);
		if (t.to == t.from)
			utf8_next(&next);	/* a space */
		else if (read_key(&k, text, &t))
			*arena_push(a, out->v, out->n, out->cap) = t;
		p = next;
	}
}

/* ---- numbers for words ------------------------ */

static int
by_key(const void *x, const void *y)
{
	const struct token *a = *(struct token *const *)x;
	const struct token *b = *(struct token *const *)y;

	if (a->n_key != b->n_key)
		return a->n_key < b->n_key ? -1 : 1;
	return memcmp(a->key, b->key, a->n_key * sizeof(*a->key));
}

/* Sorting, not hashing: nobody can write a text that makes it slow. */
static void
number(struct arena *a, struct tokens *x, struct tokens *y)
{
	struct token **all = arena_array(a, struct token *, x->n + y->n + 1);
	size_t i, n = 0;

	for (i = 0; i < x->n; i++)
		all[n++] = &x->v[i];
	for (i = 0; i < y->n; i++)
		all[n++] = &y->v[i];
	qsort(all, n, sizeof(*all), by_key);
	for (i = 1; i < n; i++)
		all[i]->id = all[i - 1]->id +
		    (by_key(&all[i - 1], &all[i]) != 0);
}

/* ---- the longest common subsequence ------------------------ */

struct lcs { struct token *a, *b; uint32_t *down, *up; };

/* down[j]: the longest of a[a0..a1) with the first j of b[b0..b1). */
static void
row_down(struct lcs *s, size_t a0, size_t a1, size_t b0, size_t b1)
{
	size_t i, j;

	memset(s->down, 0, (b1 - b0 + 1) * sizeof(*s->down));
	for (i = a0; i < a1; i++) {
		uint32_t before = 0, old;

		for (j = 1; j <= b1 - b0; j++) {
			old = s->down[j];
			if (s->a[i].id == s->b[b0 + j - 1].id)
				s->down[j] = before + 1;
			else if (s->down[j - 1] > old)
				s->down[j] = s->down[j - 1];
			before = old;
		}
	}
}

/* up[j]: the same with all but the first j. */
static void
row_up(struct lcs *s, size_t a0, size_t a1, size_t b0, size_t b1)
{
	size_t i, j;

	memset(s->up, 0, (b1 - b0 + 1) * sizeof(*s->up));
	for (i = a1; i-- > a0; ) {
		uint32_t before = 0, old;

		for (j = b1 - b0; j-- > 0; ) {
			old = s->up[j];
			if (s->a[i].id == s->b[b0 + j].id)
				s->up[j] = before + 1;
			else if (s->up[j + 1] > old)
				s->up[j] = s->up[j + 1];
			before = old;
		}
	}
}

static void
keep(struct lcs *s, size_t i, size_t j)
{
	s->a[i].kept = s->b[j].kept = true;
}

/* Takes off what both begin with and end with. */
static void
trim(struct lcs *s, size_t *a0, size_t *a1, size_t *b0, size_t *b1)
{
	while (*a0 < *a1 && *b0 < *b1 && s->a[*a0].id == s->b[*b0].id)
		keep(s, (*a0)++, (*b0)++);
	while (*a0 < *a1 && *b0 < *b1 && s->a[*a1 - 1].id == s->b[*b1 - 1].id)
		keep(s, --*a1, --*b1);
}

static void
lcs(struct lcs *s, size_t a0, size_t a1, size_t b0, size_t b1)
{
	size_t mid, j, best = 0;

	trim(s, &a0, &a1, &b0, &b1);
	if (a0 == a1 || b0 == b1)
		return;
	if (a1 - a0 == 1) {
		for (j = b0; j < b1; j++)
			if (s->a[a0].id == s->b[j].id) {
				keep(s, a0, j);
				return;
			}
		return;
	}
	mid = a0 + (a1 - a0) / 2;
	row_down(s, a0, mid, b0, b1);
	row_up(s, mid, a1, b0, b1);
	for (j = 1; j <= b1 - b0; j++)
		if (s->down[j] + s->up[j] > s->down[best] + s->up[best])
			best = j;
	lcs(s, a0, mid, b0, b0 + best);
	lcs(s, mid, a1, b0 + best, b1);
}

/* ---- what differs ------------------------ */

static void
stretch(const struct tokens *t, size_t from, size_t to, size_t end,
    size_t *first, size_t *last)
{
	if (from == to)
		*first = *last = from < t->n ? t->v[from].from : end;
	else {
		*first = t->v[from].from;
		*last = t->v[to - 1].to;
	}
}

static void
stretches(struct arena *a, const struct tokens *x, const struct tokens *y,
    size_t a_end, size_t b_end, struct analysis_worddiff *out)
{
	struct analysis_stretch *v = NULL, *s;
	size_t i = 0, j = 0, i0, j0, cap = 0;

	while (i < x->n || j < y->n) {
		for (i0 = i; i < x->n && !x->v[i].kept; i++)
			continue;
		for (j0 = j; j < y->n && !y->v[j].kept; j++)
			continue;
		out->a_differ += i - i0;
		out->b_differ += j - j0;
		if (i > i0 || j > j0) {
			s = arena_push(a, v, out->n, cap);
			stretch(x, i0, i, a_end, &s->a_from, &s->a_to);
			stretch(y, j0, j, b_end, &s->b_from, &s->b_to);
		}
		i += i < x->n;
		j += j < y->n;
	}
	out->v = v;
}

void
analysis_worddiff(struct arena *a, const char *ta, const char *tb,
    struct analysis_worddiff *out)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	size_t a0 = 0, a1, b0 = 0, b1;
	struct tokens x, y;
	struct lcs s;

	split(&tmp, ta, &x);
	split(&tmp, tb, &y);
	number(&tmp, &x, &y);
	*out = (struct analysis_worddiff){ .a_words = x.n, .b_words = y.n };
	s = (struct lcs){ x.v, y.v, NULL, NULL };
	a1 = x.n;
	b1 = y.n;
	trim(&s, &a0, &a1, &b0, &b1);
	out->coarse = a1 > a0 && b1 > b0 && b1 - b0 > CELLS / (a1 - a0);
	if (!out->coarse) {
		s.down = arena_array(&tmp, uint32_t, b1 - b0 + 1);
		s.up = arena_array(&tmp, uint32_t, b1 - b0 + 1);
		lcs(&s, a0, a1, b0, b1);
	}
	stretches(a, &x, &y, strlen(ta), strlen(tb), out);
}
