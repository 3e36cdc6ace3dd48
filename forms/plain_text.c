/* SPDX-License-Identifier: MIT
 *
 * plain_text.c -- cutting what people read into words and marks.
 */
#include "forms/plain.h"

static bool
letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c >= 0x80 || c == '&' || c == '%' ||
	    c == '$';
}

/* A mark that belongs to the word it stands in: don't, e.g, 10,000, day-care */
static bool
inside(const char *start, const char *s)
{
	static const char marks[] = "'-/.,";

	return *s != '\0' && strchr(marks, *s) != NULL && s > start &&
	    letter((unsigned char)s[-1]) && letter((unsigned char)s[1]) &&
	    (*s != ',' || (s[-1] >= '0' && s[-1] <= '9'));
}

static void
put(struct plain_text *t, const char *s, size_t n)
{
	buf_put(&t->raw, s, n);
	buf_lit(&t->raw, " ");
}

/* A mark of more than one byte, as the plain one that it stands for. */
static size_t
wide(const char *s, const char **as)
{
	static const struct { const char *of, *as; } marks[] = {
		{ "\xE2\x80\x99", "'" }, { "\xE2\x80\x98", "\"" },
		{ "\xE2\x80\x93", "-" }, { "\xE2\x80\x94", "-" },
		{ "\xE2\x80\xA6", "." }, { "\xE2\x80\x9C", "\"" },
		{ "\xE2\x80\x9D", "\"" },
	};
	size_t i;

	for (i = 0; (unsigned char)*s == 0xE2 && i < LEN(marks); i++)
		if (strncmp(s, marks[i].of, 3) == 0) {
			*as = marks[i].as;
			return 3;
		}
	return 0;
}

/* One word; what comes after it.  A typographer's apostrophe is one. */
static const char *
word(struct plain_text *t, const char *s)
{
	const char *start = s, *as;

	for (;; s++) {
		if (wide(s, &as) > 0) {
			if (*as != '\'' || !letter((unsigned char)s[3]))
				break;
			buf_put(&t->raw, start, (size_t)(s - start));
			buf_lit(&t->raw, "'");
			s += 2;
			start = s + 1;
		} else if (!letter((unsigned char)*s) && !inside(start, s)) {
			break;
		}
	}
	put(t, start, (size_t)(s - start));
	return s;
}

/* What is no word: a mark, a space, or something that people do not see. */
static const char *
mark(struct plain_text *t, const char *s)
{
	const char *as = s, *end;
	size_t n = wide(s, &as);

	if (n > 0 || strchr(".,?!:;()\"-", *s) != NULL) {
		put(t, as, 1);
		return s + (n ? n : 1);
	}
	if (*s == '\n') {
		put(t, "|", 1);
	} else if (s[0] == '{' && s[1] != '{' && (end = strchr(s, '}'))) {
		put(t, "{}", 2);
		return end + 1;
	} else if (s[0] == ']' && s[1] == '(' && (end = strchr(s, ')'))) {
		return end + 1;
	}
	return s + 1;
}

/* A bit for the first two letters of a word. */
static uint64_t
beginning(const char *s)
{
	return (uint64_t)1 << ((unsigned char)s[0] * 5 +
	    (unsigned char)s[1]) % 64;
}

void
plain_add(struct plain_text *t, const char *s)
{
	const char *as;
	size_t i, from = t->raw.n;

	if (from == 0)
		buf_lit(&t->raw, " ");
	while (*s != '\0')
		s = letter((unsigned char)*s) && wide(s, &as) == 0 ?
		    word(t, s) : mark(t, s);
	buf_put(&t->low, buf_text(&t->raw) + from, t->raw.n - from);
	for (i = from; i < t->low.n; i++)
		if (t->low.p[i] >= 'A' && t->low.p[i] <= 'Z')
			t->low.p[i] = (char)(t->low.p[i] - 'A' + 'a');
	for (i = from ? from : 1; i + 1 < t->low.n; i++)
		if (t->low.p[i - 1] == ' ')
			t->begins |= beginning(t->low.p + i);
}

void
plain_read(struct plain_text *t, const char *words)
{
	buf_clear(&t->raw);
	buf_clear(&t->low);
	t->begins = 0;
	plain_add(t, words);
}

void
plain_free(struct plain_text *t)
{
	buf_free(&t->raw);
	buf_free(&t->low);
}

bool
plain_next(const struct buf *b, size_t *i, struct str *out)
{
	const char *end;

	if (*i == 0)
		*i = 1;		/* the space before the first */
	if (*i >= b->n)
		return false;
	end = memchr(b->p + *i, ' ', b->n - *i);
	if (end == NULL)	/* more than a buffer holds */
		end = b->p + b->n;
	*out = (struct str){ b->p + *i, (size_t)(end - b->p) - *i };
	*i += out->n + 1;
	return true;
}

bool
plain_is_word(struct str s)
{
	return s.n > 0 && letter((unsigned char)s.p[0]);
}

bool
plain_ends(const struct plain_text *t, size_t i, struct str m)
{
	struct str next;

	/* Flesch counts units of thought: a colon ends one as well */
	if (m.n != 1 || strchr(".?!|:;", m.p[0]) == NULL)
		return false;
	/* after "e.g." a sentence goes on with a small letter */
	return m.p[0] != '.' || !plain_next(&t->raw, &i, &next) ||
	    next.p[0] < 'a' || next.p[0] > 'z';
}

bool
plain_has(const struct plain_text *t, const char *phrase)
{
	/* Nearly all phrases begin otherwise than any word that is there. */
	if (phrase[0] == ' ' && phrase[1] != '\0' &&
	    !(t->begins & beginning(phrase + 1)))
		return false;
	return strstr(buf_text(&t->low), phrase) != NULL;
}

const char *
plain_any(const struct plain_text *t, const char *const *phrases, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (plain_has(t, phrases[i]))
			return phrases[i];
	return NULL;
}

/* The words may go on over several lines of the file, with quotes and spaces
 * between them; a piece that is broken there is not found: no harm is done. */
struct forms_span
plain_at(const struct line *l, struct str piece)
{
	const struct str all = l->words_at.src->text;
	struct forms_span at = l->words_at;
	size_t i, end = at.start + 2 * strlen(l->words) + 400;

	while (piece.n > 0 && piece.p[0] == ' ') {
		piece.p++;
		piece.n--;
	}
	while (piece.n > 0 && piece.p[piece.n - 1] == ' ')
		piece.n--;
	end = end < all.n ? end : all.n;
	for (i = at.start + 1; piece.n > 0 && i + piece.n <= end; i++)
		if (strncasecmp(all.p + i, piece.p, piece.n) == 0 &&
		    !letter((unsigned char)all.p[i - 1]) &&
		    (i + piece.n == all.n ||
		    !letter((unsigned char)all.p[i + piece.n]))) {
			at.start = i;
			at.end = i + piece.n;
			break;
		}
	return at;
}
