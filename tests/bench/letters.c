/* SPDX-License-Identifier: MIT
 *
 * letters.c -- makes up comments: see letters.h.
 *
 * All are invented: sentences with places for words, and lists of words.  People
 * who write of their own on a campaign's subject take half of their sentences from
 * the list that the campaign took its own from, so that they have phrases in common.
 */
#include "tests/bench/letters.h"
#include "tests/bench/letters_words.h"

enum { SENTENCES = 24, PARAGRAPHS = 8 };

const char *const letter_kinds[LETTER_KINDS] = {
	"the same", "names", "another order", "a paragraph more",
	"long additions", "sentences dropped", "all of these", "a part",
	"own letter, same subject", "own letter, quotes", "ordinary",
	"says nothing",
};

static const char *const whats[] = {
	"library", "bus service", "swimming pool", "walk-in centre", "ferry",
	"maternity ward", "park", "day centre", "cycle lane", "post office",
	"fire station", "market", "youth club", "footbridge", "night shelter",
	"allotments",
};

/* ---- chance ------------------------ */

struct chance { uint64_t s; };

static uint64_t
draw(struct chance *c, uint64_t n)
{
	uint64_t x = c->s += 0x9e3779b97f4a7c15u;	/* SplitMix64 */

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return (x ^ x >> 31) % n;
}

#define PICK(c, v)	((v)[draw((c), LEN(v))])

/* ---- sentences ------------------------ */

struct subject { const char *what, *where; };

/* One word or a few for the place of that letter. */
static const char *
word(struct chance *c, const struct subject *s, char place)
{
	switch (place) {
	case 's':
		return s->what;
	case 'p':
		return s->where;
	case 'a':
		return PICK(c, letters_adjectives);
	case 'n':
		return PICK(c, letters_nouns);
	case 'v':
		return PICK(c, letters_verbs);
	case 'w':
		return PICK(c, letters_people);
	case 't':
		return PICK(c, letters_times);
	default:
		return PICK(c, letters_places);
	}
}

/* The pattern with a word in each place ("%n"), a capital and a full stop. */
static void
fill(struct buf *b, struct chance *c, const struct subject *s,
    const char *pattern)
{
	size_t from = b->n;
	const char *p;

	for (p = pattern; *p != '\0'; p++)
		if (*p == '%')
			buf_puts(b, word(c, s, *++p));
		else
			buf_put(b, p, 1);
	if (b->p[from] >= 'a' && b->p[from] <= 'z')
		b->p[from] -= 'a' - 'A';
	buf_lit(b, ".");
}

/* A sentence of somebody's own, from no list. */
static void
own_sentence(struct buf *b, struct chance *c, const struct subject *s)
{
	static const char *const frames[] = {
		"%w %v the %n %t", "the %n at %o was %a and %w %v it",
		"in %o %w %v %a %n", "%w and %w %v the %a %n near %o",
		"%t the %n %v a %a %n", "%a %n and %a %n: that is what %w %v",
		"why did %w %v the %n when the %n in %o was so %a",
		"%w never %v a %n as %a as the one in %o %t",
	};

	fill(b, c, s, PICK(c, frames));
}

static void
own_paragraph(struct buf *b, struct chance *c, const struct subject *s,
    size_t sentences)
{
	for (; sentences > 0; sentences--) {
		own_sentence(b, c, s);
		if (sentences > 1)
			buf_lit(b, " ");
	}
}

/* ---- letters ------------------------ */

struct letter {
	const char	*sentence[SENTENCES];
	size_t		 first[PARAGRAPHS + 1];	/* sentence of each paragraph */
	size_t		 paragraphs;
};

/* Sentences about the subject, none of a pattern twice.  of_list: from the list
 * alone, otherwise half of them. */
static void
write_letter(struct arena *a, struct chance *c, const struct subject *s,
    bool of_list, struct letter *out)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t order[LEN(letters_patterns)], i, k, n = 0, p;

	for (i = 0; i < LEN(order); i++)
		order[i] = i;
	for (i = 0; i < SENTENCES; i++) {
		size_t swap = order[i];

		k = i + draw(c, LEN(order) - i);
		order[i] = order[k];
		order[k] = swap;
	}
	out->paragraphs = 3 + draw(c, 3);
	for (p = 0; p < out->paragraphs; p++) {
		out->first[p] = n;
		for (k = 2 + draw(c, 2); k > 0; k--, n++) {
			buf_clear(&b);
			if (of_list || draw(c, 2) == 0)
				fill(&b, c, s, letters_patterns[order[n]]);
			else
				own_sentence(&b, c, s);
			out->sentence[n] = arena_str(a, buf_text(&b));
		}
	}
	out->first[p] = n;
}

struct edit {
	bool	 order, names, words;
	size_t	 dropped;	/* sentences */
	size_t	 added;		/* paragraphs */
	size_t	 added_sentences;	/* of each */
	size_t	 only;		/* paragraphs; 0: all */
};

static void
put_sentence(struct buf *b, struct chance *c, const char *s, bool words)
{
	const char *p, *space;
	size_t swap = words && draw(c, 4) == 0 ? 1 + draw(c, 8) : 0;

	for (p = s; swap > 0 && (space = strchr(p, ' ')) != NULL; p = space + 1)
		if (--swap == 0) {
			buf_put(b, s, (size_t)(p - s));
			buf_puts(b, PICK(c, letters_adjectives));
			buf_puts(b, space);
			return;
		}
	buf_puts(b, s);
}

static void
put_paragraph(struct buf *b, struct chance *c, const struct letter *l, size_t p,
    const struct edit *e, uint64_t dropped)
{
	size_t i;

	for (i = l->first[p]; i < l->first[p + 1]; i++)
		if ((dropped >> i & 1) == 0) {
			if (i > l->first[p])
				buf_lit(b, " ");
			put_sentence(b, c, l->sentence[i], e->words);
		}
}

static void
edited(struct buf *b, struct chance *c, const struct subject *s,
    const struct letter *l, const struct edit *e)
{
	size_t order[PARAGRAPHS], i, k, n = l->paragraphs, last, added = e->added;
	const char *gap = draw(c, 3) == 0 ? "\r\n\r\n" : "\n\n";
	uint64_t dropped = 0;

	for (i = 0; i < n; i++)
		order[i] = i;
	for (i = 0; (e->order || e->only > 0) && i < n; i++) {
		size_t swap = order[i];

		k = i + draw(c, n - i);
		order[i] = order[k];
		order[k] = swap;
	}
	for (i = 0; i < e->dropped; i++)
		dropped |= (uint64_t)1 << draw(c, l->first[n]);
	last = e->only > 0 && e->only < n ? e->only : n;
	if (e->names)
		buf_printf(b, "%s %s%s", PICK(c, letters_greetings),
		    PICK(c, letters_names), gap);
	for (i = 0; i < last; i++) {
		if (added > 0 && draw(c, 2) == 0) {
			own_paragraph(b, c, s, e->added_sentences);
			buf_puts(b, gap);
			added--;
		}
		put_paragraph(b, c, l, order[i], e, dropped);
		buf_puts(b, gap);
	}
	for (; added > 0; added--) {
		own_paragraph(b, c, s, e->added_sentences);
		buf_puts(b, gap);
	}
	if (e->names)
		buf_printf(b, "%s, %s", PICK(c, letters_names),
		    PICK(c, letters_places));
}

/* Capitals and punctuation as people have them. */
static void
careless(struct buf *b, struct chance *c)
{
	uint64_t how = draw(c, 4);
	size_t i;

	for (i = 0; i < b->n; i++) {
		if (how == 0 && b->p[i] >= 'a' && b->p[i] <= 'z')
			b->p[i] -= 'a' - 'A';
		else if (how == 1 && b->p[i] == '.')
			b->p[i] = '!';
		else if (how == 2 && b->p[i] == '\n')
			b->p[i] = ' ';
	}
}

static struct edit
edit_of(struct chance *c, enum letter_kind kind)
{
	struct edit e = { 0 };

	e.names = kind == LETTER_NAMES || (kind != LETTER_SAME &&
	    draw(c, 3) == 0);
	e.words = kind == LETTER_NAMES || kind == LETTER_MIXED;
	e.order = kind == LETTER_ORDER || kind == LETTER_MIXED;
	if (kind == LETTER_DROPPED || kind == LETTER_MIXED)
		e.dropped = 1 + draw(c, kind == LETTER_MIXED ? 1 : 3);
	if (kind == LETTER_ADDED || kind == LETTER_MIXED) {
		e.added = 1;
		e.added_sentences = 1 + draw(c, 3);
	}
	if (kind == LETTER_LONG) {
		e.added = 4 + draw(c, 3);
		e.added_sentences = 6 + draw(c, 7);
	}
	if (kind == LETTER_PART)
		e.only = 1 + draw(c, 2);
	return e;
}

/* ---- all of them ------------------------ */

struct maker {
	struct chance	 c;
	struct subject	*subjects;
	struct letter	*templates;
	size_t		 n;
	struct buf	 b;
};

static enum letter_kind
kind_of(struct chance *c)
{
	static const uint8_t of100[] = { 40, 20, 8, 10, 8, 6, 5, 3 };
	uint64_t x = draw(c, 100);
	size_t k = 0;

	while (x >= of100[k])
		x -= of100[k++];
	return (enum letter_kind)k;
}

static enum letter_kind
make_other(struct maker *m, struct arena *a)
{
	struct chance *c = &m->c;
	size_t g = draw(c, m->n), i;
	uint64_t x = draw(c, 60);
	struct letter l;

	if (x < 10) {
		buf_puts(&m->b, PICK(c, letters_stock));
		return LETTER_STOCK;
	}
	if (x < 20) {
		write_letter(a, c, &m->subjects[g], false, &l);
		if (x == 10) {
			const struct letter *t = &m->templates[g];

			l.sentence[1] = t->sentence[draw(c,
			    t->first[t->paragraphs])];
		}
		edited(&m->b, c, &m->subjects[g], &l, &(struct edit){
		    .names = draw(c, 2) == 0 });
		return x == 10 ? LETTER_QUOTES : LETTER_NEAR;
	}
	own_sentence(&m->b, c, &m->subjects[g]);
	for (i = draw(c, x < 40 ? 2 : 6); i > 0; i--) {
		buf_lit(&m->b, " ");
		if (draw(c, 3) == 0)
			fill(&m->b, c, &m->subjects[g],
			    PICK(c, letters_patterns));
		else
			own_sentence(&m->b, c, &m->subjects[g]);
	}
	return LETTER_ORDINARY;
}

static void
make_one(struct letters *l, struct maker *m, size_t i)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	size_t g = l->campaign[i];

	buf_clear(&m->b);
	if (g == 0)
		l->kind[i] = (uint8_t)make_other(m, &tmp);
	else {
		struct edit e;

		l->kind[i] = (uint8_t)kind_of(&m->c);
		e = edit_of(&m->c, l->kind[i]);
		edited(&m->b, &m->c, &m->subjects[g - 1],
		    &m->templates[g - 1], &e);
		if (draw(&m->c, 3) == 0)
			careless(&m->b, &m->c);
	}
	l->v[i] = (struct analysis_comment){ (int64_t)i + 1,
	    arena_strn(&l->a, buf_text(&m->b), m->b.n) };
}

/* How many of each, put among the others by chance. */
static void
plant(struct letters *l, struct chance *c)
{
	double all = 0;
	size_t i, k, g, at = 0;

	for (g = 1; g <= l->campaigns; g++)
		all += 1.0 / (double)g;
	for (g = 1; g <= l->campaigns; g++)
		for (k = (size_t)(0.4 * (double)l->n / all / (double)g); k > 0;
		    k--)
			l->campaign[at++] = (uint8_t)g;
	for (i = l->n; i > 1; i--) {
		uint8_t swap = l->campaign[i - 1];

		k = draw(c, i);
		l->campaign[i - 1] = l->campaign[k];
		l->campaign[k] = swap;
	}
}

void
letters_make(struct letters *l, size_t n, size_t campaigns, uint64_t seed)
{
	struct maker m = { .c = { seed }, .n = campaigns };
	size_t i;

	*l = (struct letters){ .n = n, .campaigns = campaigns };
	l->v = arena_array(&l->a, struct analysis_comment, n);
	l->campaign = arena_array(&l->a, uint8_t, n);
	l->kind = arena_array(&l->a, uint8_t, n);
	m.subjects = arena_array(&l->a, struct subject, campaigns);
	m.templates = arena_array(&l->a, struct letter, campaigns);
	for (i = 0; i < campaigns; i++) {
		/* Two or three campaigns, of those for and against, share one. */
		size_t k = i % (campaigns * 2 / 5 + 1);

		m.subjects[i] = (struct subject){ whats[k % LEN(whats)],
		    letters_places[k * 7 % LEN(letters_places)] };
		write_letter(&l->a, &m.c, &m.subjects[i], true,
		    &m.templates[i]);
	}
	plant(l, &m.c);
	for (i = 0; i < n; i++)
		make_one(l, &m, i);
	buf_free(&m.b);
}

void
letters_free(struct letters *l)
{
	arena_free(&l->a);
	*l = (struct letters){ 0 };
}
