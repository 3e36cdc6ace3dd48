/* SPDX-License-Identifier: MIT
 *
 * map_scan.c -- the words of a line of a map.
 */
#include "survey/import/import.h"

static void
gap(struct scan *s)
{
	s->p += strspn(s->p, " \t");
}

bool
scan_word(struct scan *s, const char *word)
{
	size_t n = strlen(word);

	gap(s);
	if (strncmp(s->p, word, n) != 0)
		return false;
	/* not the beginning of another one */
	if (word[n - 1] >= 'a' && word[n - 1] <= 'z' && s->p[n] != '\0' &&
	    strchr(" \t,=\"", s->p[n]) == NULL)
		return false;
	s->p += n;
	gap(s);
	return true;
}

bool
scan_quoted(struct scan *s, const char **out)
{
	struct buf b CLEAN(buf_free) = { 0 };

	gap(s);
	if (*s->p != '"')
		return false;
	for (s->p++; *s->p != '\0'; s->p++) {
		if (*s->p == '"' && s->p[1] != '"') {
			s->p++;
			gap(s);
			*out = arena_str(s->a, buf_text(&b));
			return true;
		}
		s->p += *s->p == '"';
		buf_put(&b, s->p, 1);
	}
	s->why = "a quotation mark opens here and does not close; one within "
	    "the words is written twice";
	return false;
}

const char *
scan_name(struct scan *s)
{
	const char *from;

	gap(s);
	from = s->p;
	while (*s->p != '\0' && strchr(" \t,=\"", *s->p) == NULL)
		s->p++;
	return arena_strn(s->a, from, (size_t)(s->p - from));
}

void
scan_put(struct buf *b, const char *words)
{
	buf_lit(b, "\"");
	for (; *words != '\0'; words++) {
		if (*words == '"')
			buf_lit(b, "\"");
		buf_put(b, words, 1);
	}
	buf_lit(b, "\"");
}
