/* SPDX-License-Identifier: MIT
 *
 * words.c -- cuts a text into words, folds them and finds their stems.
 *
 * What is a letter comes from HarfBuzz's tables; lower case from the C
 * library's "C.UTF-8", opened by name, so that the process's locale has no
 * say; stems from Snowball's English stemmer.
 */
#include "analysis/words.h"

#include <harfbuzz/hb.h>
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>

struct sb_stemmer *
words_stemmer(void)
{
	struct sb_stemmer *s;

	s = sb_stemmer_new("english", "UTF_8");
	if (s == NULL) {
		fputs("earshot: the English stemmer could not be opened\n",
		    stderr);
		abort();
	}
	return s;
}

void
words_stemmer_free(struct sb_stemmer **s)
{
	sb_stemmer_delete(*s);
	*s = NULL;
}

/* Marks join what they stand on; those of Latin letters are dropped. */
bool
words_is_accent(uint32_t c)
{
	return c >= 0x300 && c <= 0x36F;
}

bool
words_is_letter(uint32_t c)
{
	switch (hb_unicode_general_category(hb_unicode_funcs_get_default(),
	    c)) {
	case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
	case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
	case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
	case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
	case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
	case HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER:
	case HB_UNICODE_GENERAL_CATEGORY_LETTER_NUMBER:
	case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
		return true;
	default:
		return false;
	}
}

bool
words_is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0xFF07;
}

uint32_t
words_fold(uint32_t c)
{
	hb_codepoint_t a, b;

	while ((c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) &&
	    hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &a, &b) &&
	    words_is_accent(b))
		c = a;
	return utf8_lower(c);
}

static uint64_t
hash(const char *s, size_t n)
{
	uint64_t h = 0xcbf29ce484222325u;	/* FNV-1a */
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 0x100000001b3u;
	return h;
}

static void
finish(struct arena *a, struct sb_stemmer *s, const struct buf *b,
    struct word *w)
{
	const sb_symbol *stem;

	w->fold = arena_strn(a, buf_text(b), b->n);
	w->n_fold = b->n;
	stem = sb_stemmer_stem(s, (const sb_symbol *)w->fold, (int)w->n_fold);
	if (stem == NULL)
		abort();	/* out of memory */
	w->n_stem = (size_t)sb_stemmer_length(s);
	w->stem = arena_strn(a, (const char *)stem, w->n_stem);
	w->hash = hash(w->stem, w->n_stem);
}

static void
glance(struct words *t, const struct word *w)
{
	t->stems |= (uint64_t)1 << (w->hash >> 58);
	t->firsts |= (uint64_t)1 << (unsigned char)w->fold[0] % 64;
}

/* Reads the word at p (a letter stands there); returns where it ends. */
static const char *
read_word(const char *p, struct buf *b, int64_t *points)
{
	while (*p != '\0') {
		const char *next = p, *after;
		uint32_t c = utf8_next(&next);

		if (words_is_apostrophe(c)) {
			after = next;
			if (*next == '\0' || !words_is_letter(utf8_next(&after)))
				break;
			buf_lit(b, "'");
		} else if (!words_is_letter(c)) {
			break;
		} else if (!words_is_accent(c)) {
			utf8_put(b, words_fold(c));
		}
		p = next;
		++*points;
	}
	return p;
}

void
words_split(struct arena *a, struct sb_stemmer *s, const char *text,
    struct words *out)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t cap = 0;
	int64_t at = 0;
	const char *p = text;

	*out = (struct words){ .text = text };
	while (*p != '\0') {
		const char *next = p;
		struct word *w;
		uint32_t c = utf8_next(&next);

		if (!words_is_letter(c) || words_is_accent(c)) {
			p = next;
			at++;
			continue;
		}
		w = arena_push(a, out->v, out->n, cap);
		*w = (struct word){ .start = at, .from = (size_t)(p - text) };
		buf_clear(&b);
		p = read_word(p, &b, &at);
		w->end = at;
		w->to = (size_t)(p - text);
		finish(a, s, &b, w);
		glance(out, w);
	}
}
