/* SPDX-License-Identifier: MIT
 *
 * campaign_words.c -- cuts a text into folded words, quickly, to be compared with
 * very many others.
 */
#include "analysis/campaigns_private.h"
#include "analysis/words.h"

#include <harfbuzz/hb.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- one code point ------------------------ */

static hb_unicode_general_category_t
category(uint32_t c)
{
	return hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
}

static bool
is_plain(uint32_t c)
{
	return (c | 32) - 'a' < 26 || c - '0' < 10;
}

static bool
is_letter(uint32_t c)
{
	return c < 0x80 ? is_plain(c) : words_is_letter(c);
}

/* Of a script that puts no spaces between words: Thai, Lao, Burmese, Khmer,
 * kana, Han. */
static bool
is_alone(uint32_t c)
{
	return (c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) ||
	    (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3040 && c <= 0x30FF) ||
	    (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0x20000 && c <= 0x3FFFF);
}

static bool
is_mark(uint32_t c)
{
	hb_unicode_general_category_t g = category(c);

	return g == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
	    g == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
	    g == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* Joiners, soft hyphens, direction marks: within a word they are not seen. */
static bool
is_format(uint32_t c)
{
	return c >= 0x80 && category(c) == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

/* Emoji and the like, but not what stands before the lines of a list. */
static bool
is_symbol(uint32_t c)
{
	return c >= 0x2600 &&
	    category(c) == HB_UNICODE_GENERAL_CATEGORY_OTHER_SYMBOL;
}

/* What stands behind or between emoji and makes one of them: a variation, a
 * joiner, a colour of skin, a tag. */
static bool
is_symbol_part(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D || c == 0x20E3 ||
	    (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}

/* ---- one word ------------------------ */

/* Takes letters of ASCII as far as they go. */
static const char *
take_plain(struct buf *b, const char *p)
{
	const char *end = p;
	char *to;

	while (is_plain((unsigned char)*end))
		end++;
	to = buf_more(b, (size_t)(end - p));
	if (to == NULL)
		abort();	/* the buffer has no limit that a text could reach */
	for (; p < end; p++)
		*to++ = (char)(*p >= 'A' && *p <= 'Z' ? *p | 32 : *p);
	return end;
}

/* Does a letter follow what is not seen or an apostrophe? */
static bool
goes_on(const char *p)
{
	const char *next = p;
	uint32_t c = utf8_next(&next);

	while (is_format(c)) {
		p = next;
		c = utf8_next(&next);
	}
	return *p != '\0' && is_letter(c) && !is_alone(c);
}

/* Letters in a row from p; *at counts code points. */
static const char *
letters(struct buf *b, const char *p, int64_t *at)
{
	for (;;) {
		const char *next = take_plain(b, p);
		uint32_t c;

		*at += next - p;
		p = next;
		if (*p == '\0')
			return p;
		c = utf8_next(&next);
		if (words_is_apostrophe(c)) {
			if (!goes_on(next))
				return p;
			buf_lit(b, "'");
		} else if (c < 0x80) {
			return p;
		} else if (is_format(c)) {
			if (!goes_on(next))
				return p;
		} else if (!words_is_letter(c) || is_alone(c)) {
			return p;
		} else if (!words_is_accent(c)) {
			utf8_put(b, words_fold(c));
		}
		p = next;
		++*at;
	}
}

/* One letter that is a word, with its marks; or symbols in a row. */
static const char *
alone(struct buf *b, const char *p, int64_t *at, bool symbols)
{
	const char *next = p;
	uint32_t c = utf8_next(&next);

	do {
		if (!symbols || is_symbol(c))
			utf8_put(b, c);
		p = next;
		++*at;
		if (*p == '\0')
			return p;
		c = utf8_next(&next);
	} while (symbols ? is_symbol(c) || is_symbol_part(c) :
	    c >= 0x80 && is_mark(c));
	return p;
}

static uint64_t
mix(uint64_t x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdu;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53u;
	return x ^ x >> 33;
}

static uint64_t
hash(const char *s, size_t n)
{
	uint64_t h = 0xcbf29ce484222325u;	/* FNV-1a */
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 0x100000001b3u;
	return mix(h);
}

static struct campaign_word *
next_word(struct campaign_words *w)
{
	if (w->n == w->cap) {
		w->cap = w->cap > 0 ? 2 * w->cap : 256;
		w->v = realloc(w->v, arena_size(w->cap, sizeof(*w->v)));
		if (w->v == NULL) {
			fputs("earshot: out of memory\n", stderr);
			abort();
		}
	}
	return &w->v[w->n];
}

/* ---- a text ------------------------ */

void
campaign_words(struct campaign_words *w, const char *text)
{
	const char *p = text;
	int64_t at = 0;

	w->n = 0;
	w->fold.max = SIZE_MAX / 4;
	buf_clear(&w->fold);
	while (*p != '\0') {
		const char *next = p;
		uint32_t c = utf8_next(&next);
		struct campaign_word *v;
		size_t from = w->fold.n;

		if (c < 0x80 ? !is_plain(c) : !is_symbol(c) &&
		    (!words_is_letter(c) || words_is_accent(c))) {
			p = next;
			at++;
			continue;
		}
		v = next_word(w);
		v->start = at;
		if (c >= 0x80 && (is_alone(c) || is_symbol(c)))
			p = alone(&w->fold, p, &at, is_symbol(c));
		else
			p = letters(&w->fold, p, &at);
		v->end = at;
		v->hash = hash(w->fold.p + from, w->fold.n - from);
		buf_lit(&w->fold, " ");
		w->n++;
	}
}

void
campaign_words_free(struct campaign_words *w)
{
	buf_free(&w->fold);
	free(w->v);
	*w = (struct campaign_words){ 0 };
}

uint64_t
campaign_run(const struct campaign_word *w)
{
	return mix(w[0].hash * 0x9e3779b97f4a7c15u +
	    mix(w[1].hash * 0xbf58476d1ce4e5b9u + w[2].hash));
}

/* Is the word among those, which stand between spaces? */
static bool
among(const char *all, const char *word, size_t n)
{
	char spaced[24];

	if (n > sizeof(spaced) - 3)
		return false;
	(void)snprintf(spaced, sizeof(spaced), " %.*s ", (int)n, word);
	return strstr(all, spaced) != NULL;
}

bool
campaign_says_nothing(const struct campaign_words *w)
{
	static const char empty[] = " above add applicable comment comments else "
	    "further idea know mentioned na nil none nothing opinion previous "
	    "previously said same see stated sure thank thanks unsure view views ";
	static const char between[] = " a all already an and answer answers any "
	    "anything as at available below can do don't dont for have i i'd i'm "
	    "i've id im in is it ive like made me more much my n no not of on one "
	    "other our please question questions really say that the there think "
	    "this time to very was we what would you ";
	const char *p = buf_text(&w->fold), *end;
	bool says = false;

	for (; *p != '\0'; p = end + 1) {
		const char *after = p;
		bool is_empty;

		end = strchr(p, ' ');
		is_empty = among(empty, p, (size_t)(end - p));
		if (!is_empty && !is_symbol(utf8_next(&after)) &&
		    !among(between, p, (size_t)(end - p)))
			return false;
		says |= is_empty;
	}
	return says;
}
