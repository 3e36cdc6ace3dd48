/* SPDX-License-Identifier: MIT
 *
 * paste_words.c -- what people write around questions: tick one, if yes, go
 * to question 5, please specify.
 */
#include "forms/paste.h"

#include <stdlib.h>
#include <strings.h>

bool
paste_has(const char *s, const char *what)
{
	return strcasestr(s, what) != NULL;
}

bool
paste_starts(const char *s, const char *what)
{
	return strncasecmp(s, what, strlen(what)) == 0;
}

const char *
paste_clean(struct arena *a, struct str s)
{
	char *out = arena_array(a, char, s.n + 1);
	const char *p = s.p, *end = s.p + s.n, *from;
	size_t n = 0;
	uint32_t c;

	while (p < end && n < PASTE_LONGEST) {
		from = p;
		c = utf8_next(&p);
		if (c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
		    c == 0x202F || c == 0x3000 || c == 0x2028 || c == 0x2029) {
			if (n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
		} else if (c >= 0x7F && (c < 0xA0 || c == 0xAD || c == 0xFEFF ||
		    (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
		    utf8_is_bidi_control(c))) {
			continue;
		} else {
			memcpy(out + n, from, (size_t)(p - from));
			n += (size_t)(p - from);
		}
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

/* ---- instructions ------------------------------------------------ */

static int
small_number(const char *s)
{
	static const char *const words[] = { "two", "three", "four", "five",
	    "six" };
	size_t i;

	s += strspn(s, " ");
	for (i = 0; i < LEN(words); i++)
		if (paste_starts(s, words[i]))
			return (int)i + 2;
	i = (size_t)strtol(s, NULL, 10);
	return i >= 2 && i <= 20 ? (int)i : 0;
}

static int
up_to(const char *s)
{
	static const char *const before[] = { "up to", "no more than",
	    "maximum of", "at most", "choose", "tick", "select" };
	const char *at;
	size_t i;
	int n;

	for (i = 0; i < LEN(before); i++)
		if ((at = strcasestr(s, before[i])) != NULL &&
		    (n = small_number(at + strlen(before[i]))) > 0)
			return n;
	return 0;
}

static bool
any_of(const char *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (paste_has(s, list[i]))
			return true;
	return false;
}

enum paste_type
paste_instruction(const char *s, int *most)
{
	static const char *const many[] = { "tick all", "select all",
	    "choose all", "check all", "mark all", "all that apply",
	    "as many as" };
	static const char *const one[] = { "tick one", "select one",
	    "choose one", "mark one", "circle one", "check one", "one box",
	    "one only", "only one", "one answer", "tick only" };
	static const char *const rank[] = { "in order of", "rank these",
	    "rank the", "please rank", "put them in order" };

	*most = 0;
	if (any_of(s, rank, LEN(rank)))
		return PASTE_RANK;
	if (any_of(s, many, LEN(many)))
		return PASTE_MANY;
	if (any_of(s, one, LEN(one)))
		return PASTE_ONE;
	if ((*most = up_to(s)) > 0)
		return PASTE_MANY;
	return PASTE_UNKNOWN;
}

/* s without what is between from and to; no blank stays before a colon. */
static const char *
without(struct arena *a, const char *s, const char *from, const char *to)
{
	size_t n = (size_t)(from - s);

	while (n > 0 && s[n - 1] == ' ' && strchr(":?.", *to) != NULL)
		n--;
	return paste_clean(a, str_of(arena_printf(a, "%.*s%s", (int)n, s,
	    to)));
}

const char *
paste_without_instruction(struct arena *a, const char *s)
{
	const char *open, *close, *last;
	int most;

	for (open = strpbrk(s, "(["); open != NULL;
	    open = strpbrk(open + 1, "([")) {
		close = strpbrk(open, ")]");
		if (close == NULL)
			break;
		if (paste_instruction(arena_strn(a, open,
		    (size_t)(close - open)), &most) != PASTE_UNKNOWN)
			return without(a, s, open, close + 1);
	}
	/* "Which did you use? Tick all that apply." */
	for (last = s; (close = strpbrk(last, "?.")) != NULL &&
	    close[1] == ' ' && close[2] != '\0'; last = close + 1)
		if (paste_instruction(close + 1, &most) != PASTE_UNKNOWN &&
		    paste_instruction(arena_strn(a, s, (size_t)(close - s)),
		    &most) == PASTE_UNKNOWN)
			return arena_strn(a, s, (size_t)(close + 1 - s));
	return s;
}

/* ---- what is to be typed ----------------------------------------- */

/* "on a scale of 1 to 10": 10; 0: it says no such thing. */
static int
scale_end(const char *s)
{
	const char *at = strcasestr(s, "scale of");

	if (at == NULL && (at = strcasestr(s, "scale from")) == NULL)
		return 0;
	at += strcspn(at, "0123456789");
	at += strspn(at, "0123456789");
	at += strcspn(at, "0123456789");
	return small_number(at);
}

enum paste_type
paste_type_of(const char *s, int *high)
{
	static const char *const numbers[] = { "how many", "number of",
	    "how old", "your age", "age in years" };
	static const char *const dates[] = { "date of birth", "what date",
	    "which date", "on what day", "date:" };
	static const char *const longs[] = { "comment", "why", "explain",
	    "describe", "tell us", "reason", "give details", "how could",
	    "how can", "anything else", "suggest", "what do you think",
	    "feedback", "views" };
	if ((*high = scale_end(s)) > 1)
		return PASTE_RATING;
	if (paste_has(s, "postcode") || paste_has(s, "post code"))
		return PASTE_POSTCODE;
	if (paste_has(s, "email") || paste_has(s, "e-mail"))
		return PASTE_EMAIL;
	if (paste_has(s, "telephone") || paste_has(s, "phone number"))
		return PASTE_PHONE;
	if (any_of(s, dates, LEN(dates)))
		return PASTE_DATE;
	if (any_of(s, numbers, LEN(numbers)))
		return PASTE_NUMBER;
	return any_of(s, longs, LEN(longs)) ? PASTE_LONG : PASTE_UNKNOWN;
}

bool
paste_is_comments(const char *s)
{
	static const char *const starts[] = { "comment", "any comment",
	    "any other comment", "please explain", "please give",
	    "please say why", "please tell us", "reason", "further comment",
	    "additional comment", "please describe", "please comment" };
	size_t i;

	for (i = 0; i < LEN(starts); i++)
		if (paste_starts(s, starts[i]))
			return true;
	return false;
}

static const char *const specify[] = { "please specify", "please state",
    "please give details", "please say", "please write", "specify",
    "please describe", "please tell us", "write in" };

bool
paste_wants_words(const char *s)
{
	return any_of(s, specify, LEN(specify));
}

const char *
paste_without_specify(struct arena *a, const char *s)
{
	const char *at = NULL;
	size_t i, n;

	for (i = 0; i < LEN(specify) && at == NULL; i++)
		at = strcasestr(s, specify[i]);
	n = at != NULL ? (size_t)(at - s) : strlen(s);
	while (n > 0 && strchr(" (,:;-", s[n - 1]) != NULL)
		n--;
	if (n > 3 && (memcmp(s + n - 3, "–", 3) == 0 ||
	    memcmp(s + n - 3, "—", 3) == 0))
		n -= 3;
	return paste_clean(a, (struct str){ s, n });
}

/* ---- from one question to another -------------------------------- */

const char *
paste_jump(struct arena *a, const char *s, const char **before)
{
	static const char *const ways[] = { "go to", "skip to", "move to",
	    "proceed to", "continue to", "turn to" };
	const char *at = NULL, *from;
	size_t i, n;

	for (i = 0; i < LEN(ways) && at == NULL; i++)
		at = strcasestr(s, ways[i]);
	if (at == NULL)
		return NULL;
	from = at + strcspn(at, " ");
	from += strspn(from, " ");
	from += strcspn(from, " ");
	from += strspn(from, " ");
	if (paste_starts(from, "question"))
		from += 8 + strspn(from + 8, " ");
	else if (*from == 'Q' || *from == 'q')
		from += 1 + (from[1] == '.');
	n = strspn(from, "0123456789");
	if (n == 0 || n > 3)
		return NULL;
	n += from[n] >= 'a' && from[n] <= 'z' && strspn(from + n,
	    "abcdefghijklmnopqrstuvwxyz") == 1;
	i = (size_t)(at - s);
	if (i >= 7 && strncasecmp(at - 7, "please ", 7) == 0)
		i -= 7;
	while (i > 0 && strchr(" (,:;->[", s[i - 1]) != NULL)
		i--;
	if (i > 3 && memcmp(s + i - 3, "→", 3) == 0)
		i -= 3;
	*before = paste_clean(a, (struct str){ s, i });
	return arena_strn(a, from, n);
}

const char *
paste_if(struct arena *a, const char *s, const char **rest,
    const char **question)
{
	const char *p, *end, *to;

	*question = "";
	if (paste_starts(s, "if you answered ") ||
	    paste_starts(s, "if you said ") ||
	    paste_starts(s, "if you ticked "))
		p = strchr(s + 7, ' ') + 1;
	else if (paste_starts(s, "if "))
		p = s + 3;
	else
		return NULL;
	p += strspn(p, "'\"");
	if (strncmp(p, "‘", 3) == 0 || strncmp(p, "“", 3) == 0)
		p += 3;
	end = strchr(p, ',');
	to = strcasestr(p, " to q");
	if (end == NULL && (end = strcasestr(p, " please")) == NULL &&
	    (end = strcasestr(p, " go to")) == NULL)
		return NULL;
	*rest = end + (*end == ',') + strspn(end + (*end == ','), " ");
	if (to != NULL && to < end) {
		*question = to + 4 + strcspn(to + 4, "0123456789");
		*question = arena_strn(a, *question, strspn(*question,
		    "0123456789"));
		end = to;
	}
	while (end > p && (strchr("'\" ", end[-1]) != NULL ||
	    (unsigned char)end[-1] >= 0x80))
		end--;
	return paste_count_words(arena_strn(a, p, (size_t)(end - p))) <= 4 ?
	    arena_strn(a, p, (size_t)(end - p)) : NULL;
}
