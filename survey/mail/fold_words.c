/* SPDX-License-Identifier: MIT
 *
 * fold_words.c -- a message cut into lines, and these into folded words.
 */
#include "survey/mail/fold.h"

#include <hb.h>
#include <stdio.h>
#include <stdlib.h>

static hb_unicode_general_category_t
category(uint32_t c)
{
	return hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
}

static bool
is_mark(hb_unicode_general_category_t g)
{
	return g == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
	    g == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
	    g == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* A letter or a mark on one. */
static bool
is_letter(uint32_t c)
{
	hb_unicode_general_category_t g;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	g = category(c);
	return (g >= HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER &&
	    g <= HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER) ||
	    is_mark(g) || g == HB_UNICODE_GENERAL_CATEGORY_LETTER_NUMBER;
}

/* The digit that it is, of any script; -1: none.  The ten digits of a script stand
 * in a row from a place that ends in 0 or 6. */
static int
digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
	if (category(c) != HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER)
		return -1;
	if (category(c & ~15u) == HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER)
		return (int)((c & 15) % 10);
	return (int)((c + 10) & 15) % 10;
}

static uint32_t
bare(uint32_t c)
{
	hb_codepoint_t a, b;

	while ((c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) && c >= 0xC0 &&
	    hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &a, &b))
		c = a;
	return c;
}

/* ł and ø do not decompose; Arabic letters are typed with and without hamza, and
 * as of Arabic or of Urdu. */
static uint32_t
fold_one(uint32_t c)
{
	c = utf8_lower(bare(c));
	switch (c) {
	case 0x622: case 0x623: case 0x625: return 0x627;
	case 0x64A: case 0x649: return 0x6CC;
	case 0x643: return 0x6A9;
	case 0x142: return 'l';
	case 0xF8: return 'o';
	case 0x131: return 'i';
	case 0x111: return 'd';
	default: return c;
	}
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0xFF07 ||
	    c == 0x2018;
}

/* What cannot be seen, or need not be written: joiners, soft hyphens, accents
 * behind their letter, the vowels of Arabic. */
static bool
is_unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x300 && c < 0x370) || c == 0x640 ||
	    (c >= 0x64B && c <= 0x652) || c == 0x670 || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
	    c == 0xFEFF;
}

size_t
fold_words(struct buf *b, struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	bool in = false;
	size_t n = 0;

	buf_lit(b, " ");
	while (p < end) {
		uint32_t c = utf8_next(&p);
		int d = digit(c);

		if (is_apostrophe(c) || is_unseen(c))
			continue;
		if (d < 0 && !is_letter(c)) {
			if (in)
				buf_lit(b, " ");
			in = false;
			continue;
		}
		n += !in;
		in = true;
		utf8_put(b, d >= 0 ? (uint32_t)('0' + d) : fold_one(c));
	}
	if (in)
		buf_lit(b, " ");
	return n;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000 ||
	    c == 0x202F || is_unseen(c);
}

/* Counts > and finds where the words begin. */
static void
line_lead(const struct fold *f, struct fold_line *l)
{
	const char *p = f->text.p + l->start, *end = f->text.p + l->stop, *q;

	while (p < end) {
		uint32_t c;

		q = p;
		c = utf8_next(&p);
		if (c == '>' && l->depth < FOLD_DEPTH) {
			l->depth++;
			l->digit_next = p < end && *p >= '0' && *p <= '9';
		} else if (!is_space(c)) {
			p = q;
			break;
		}
	}
	l->text = (size_t)(p - f->text.p);
}

/* Takes spaces off the end, and keeps the last character that is there. */
static void
line_stop(const struct fold *f, struct fold_line *l)
{
	while (l->stop > l->start) {
		size_t k = l->stop - 1;
		const char *p;
		uint32_t c;

		while (k > l->start && ((unsigned char)f->text.p[k] & 0xC0) ==
		    0x80)
			k--;
		p = f->text.p + k;
		c = utf8_next(&p);
		if (!is_space(c)) {
			l->last = c;
			return;
		}
		l->stop = k;
	}
}

/* Folds a bounded part of the line; b is for use in between. */
static void
line_words(struct fold *f, struct fold_line *l, struct buf *b)
{
	struct str s = { f->text.p + l->text, l->stop - l->text };

	l->whole = s.n <= FOLD_LOOK;
	if (!l->whole) {
		s.n = FOLD_LOOK;
		while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
			s.n--;
	}
	buf_clear(b);
	l->n_words = (uint16_t)fold_words(b, s);
	l->n_bytes = (uint32_t)b->n;
	l->words = arena_strn(f->a, buf_text(b), b->n);
}

void
fold_lines(struct fold *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t at = 0, cap, i = 0;
	const char *p = f->text.p, *lf;

	for (cap = 1; p < f->text.p + f->text.n; cap++) {
		lf = memchr(p, '\n', (size_t)(f->text.p + f->text.n - p));
		if (lf == NULL)
			break;
		p = lf + 1;
	}
	f->v = arena_array(f->a, struct fold_line, cap);
	while (at < f->text.n) {
		struct fold_line *l = &f->v[i++];

		lf = memchr(f->text.p + at, '\n', f->text.n - at);
		l->start = at;
		l->stop = lf == NULL ? f->text.n : (size_t)(lf - f->text.p);
		l->end = at = lf == NULL ? f->text.n : l->stop + 1;
		line_stop(f, l);
		line_lead(f, l);
		l->blank = l->text >= l->stop;
		line_words(f, l, &b);
	}
	f->n = i;
}

struct str
fold_raw(const struct fold *f, const struct fold_line *l)
{
	size_t n = l->stop - l->text;

	if (n > FOLD_LOOK) {
		n = FOLD_LOOK;
		while (n > 0 && ((unsigned char)f->text.p[l->text + n] & 0xC0)
		    == 0x80)
			n--;
	}
	return (struct str){ f->text.p + l->text, n };
}

size_t
fold_next(const struct fold *f, size_t i)
{
	while (i < f->n && f->v[i].blank)
		i++;
	return i;
}

bool
fold_ends(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0x6D4 ||
	    c == 0x61F || c == 0x964 || c == 0x2026 || c == 0xFF1F;
}

size_t
fold_digits(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t n = 0;

	while (p < end)
		n += digit(utf8_next(&p)) >= 0;
	return n;
}

bool
fold_has(struct str s, const char *bytes)
{
	return memmem(s.p, s.n, bytes, strlen(bytes)) != NULL;
}

/* Small words that stand within names: "Jan van Dyk", "Group for Rutland". */
static bool
is_small(const char *p, size_t n)
{
	static const char *const small[] = { "and", "of", "the", "for", "van",
	    "de", "der", "von", "da", "al", "bin", "ap", "x", "xx", "i", "y" };
	size_t i;

	for (i = 0; i < LEN(small); i++)
		if (str_is((struct str){ p, n }, small[i]))
			return true;
	return false;
}

bool
fold_name(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *word = NULL;
	size_t words = 0, big = 0;
	bool first = true, small = false;

	while (p <= end) {
		const char *at = p;
		uint32_t c = p < end ? utf8_next(&p) : (p++, ' ');
		bool in = is_letter(c) || is_apostrophe(c);

		if (digit(c) >= 0 || c == ':' || c == ';' || c == '?' ||
		    c == '=' || c == '>')
			return false;
		if (in && word == NULL) {
			word = at;
			words++;
			small = category(c) ==
			    HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER;
			big += !small;
		}
		if (!in && word != NULL) {
			if (small && (first || !is_small(word,
			    (size_t)(at - word))))
				return false;
			word = NULL;
			first = false;
		}
	}
	return words > 0 && words <= 6 && big > 0;
}

uint64_t
fold_small(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	uint64_t mask = 0;
	bool in = false;
	unsigned n = 0;

	while (p < end && n < 64) {
		uint32_t c = utf8_next(&p);
		bool letter = is_letter(c) || digit(c) >= 0;

		if (is_apostrophe(c) || is_unseen(c))
			continue;
		if (letter && !in) {
			if (category(c) ==
			    HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER)
				mask |= (uint64_t)1 << n;
			n++;
		}
		in = letter;
	}
	return mask;
}

size_t
fold_past(struct str s, size_t words)
{
	const char *p = s.p, *end = s.p + s.n, *at;
	bool in = false;

	while (p < end) {
		uint32_t c;
		bool letter;

		at = p;
		c = utf8_next(&p);
		letter = is_letter(c) || digit(c) >= 0;
		if (is_apostrophe(c) || is_unseen(c))
			continue;
		if (in && !letter && --words == 0)
			return (size_t)(at - s.p);
		in = letter;
	}
	return s.n;
}

size_t
fold_hashes(const char *words, size_t n, uint64_t *out, size_t most)
{
	uint64_t h = 0xcbf29ce484222325u;	/* FNV-1a */
	size_t i, count = 0;

	for (i = 1; i < n && count < most; i++) {
		if (words[i] != ' ') {
			h = (h ^ (unsigned char)words[i]) * 0x100000001b3u;
			continue;
		}
		out[count++] = h;
		h = 0xcbf29ce484222325u;
	}
	return count;
}
