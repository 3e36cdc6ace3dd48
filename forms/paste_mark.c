/* SPDX-License-Identifier: MIT
 *
 * paste_mark.c -- numbers, letters, bullets and boxes at the start of a line.
 */
#include "forms/paste.h"

#include <strings.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *
skip(const char *s)
{
	return s + strspn(s, " \t");
}

/* One of these, followed by a blank or the end. */
static size_t
one_of(const char *s, const char *const *list, size_t n, bool alone)
{
	size_t i, len;

	for (i = 0; i < n; i++) {
		len = strlen(list[i]);
		if (strncmp(s, list[i], len) == 0 && (!alone ||
		    s[len] == ' ' || s[len] == '\t' || s[len] == '\0'))
			return len;
	}
	return 0;
}

size_t
paste_box(const char *s)
{
	/* Word's own, in Unicode and as its old symbol fonts come over. */
	static const char *const boxes[] = { "☐", "□", "❏", "❑", "❒", "◻",
	    "⬜", "○", "◯", "☑", "☒", "▢", "[ ]", "[]", "( )", "[x]", "[X]",
	    "\xEF\x82\xA8", "\xEF\x81\xAF", "\xEF\x81\xB1", "\xEF\x83\xBE",
	    "¨" };

	return one_of(s, boxes, LEN(boxes), false);
}

const char *
paste_find_box(const char *s)
{
	for (; *s != '\0'; s++)
		if (paste_box(s) > 0)
			return s;
	return NULL;
}

static size_t
bullet(const char *s)
{
	static const char *const strong[] = { "•", "·", "◦", "▪", "‣", "●",
	    "■", "➢", "§", "\xEF\x82\xB7", "\xEF\x82\xA7" };
	static const char *const weak[] = { "-", "–", "—", "*", "o" };
	size_t n = one_of(s, strong, LEN(strong), false);

	return n > 0 ? n : one_of(s, weak, LEN(weak), true);
}

/* "1." "(1)" "3a)" "2.1" and, before them, "Q" or "Question". */
static bool
number(struct arena *a, const char *s, struct paste_mark *m)
{
	const char *p = s, *from;
	bool asked = false, closed = false;

	if (strncasecmp(p, "question", 8) == 0) {
		p = skip(p + 8);
		asked = true;
	} else if ((*p == 'Q' || *p == 'q') && (is_digit(p[1]) ||
	    ((p[1] == '.' || p[1] == ' ') && is_digit(p[2])))) {
		p += is_digit(p[1]) ? 1 : 2;
		asked = true;
	} else if (*p == '(') {
		p++;
	}
	from = p;
	while (is_digit(*p) && p - from < 3)
		m->number = m->number * 10 + (*p++ - '0');
	if (p == from || is_digit(*p))
		return false;
	while (*p == '.' && is_digit(p[1]))
		for (p++; is_digit(*p); )
			p++;
	if (is_letter(*p) && !is_letter(p[1]))
		p++;
	m->label = arena_strn(a, from, (size_t)(p - from));
	while (*p == '.' || *p == ')' || *p == ':') {
		p++;
		closed = true;
	}
	if ((!closed && !asked && strchr(m->label, '.') == NULL) ||
	    (*p != ' ' && *p != '\t' && *p != '\0'))
		return false;
	m->kind = asked ? MARK_QUESTION : MARK_NUMBER;
	m->rest = skip(p);
	return true;
}

/* "a)" "(b)" "iv." */
static bool
letter(struct arena *a, const char *s, struct paste_mark *m)
{
	const char *p = s + (*s == '('), *from = p;

	if (is_letter(*p) && !is_letter(p[1]))
		p++;
	else
		p += strspn(p, "ivx");
	if (p == from || p - from > 4 || (*p != ')' && *p != '.') ||
	    (p[1] != ' ' && p[1] != '\t' && p[1] != '\0'))
		return false;
	m->kind = MARK_LETTER;
	m->label = arena_strn(a, from, (size_t)(p - from));
	m->rest = skip(p + 1);
	return true;
}

struct paste_mark
paste_mark(struct arena *a, const char *s)
{
	struct paste_mark m = { MARK_NONE, "", 0, s };
	size_t n;

	s = skip(s);
	n = strspn(s, "_");
	if ((n < 3 && n > 0 && s[n] == ' ') || (n = paste_box(s)) > 0)
		return (struct paste_mark){ MARK_BOX, "", 0, skip(s + n) };
	if (number(a, s, &m) || letter(a, s, &m))
		return m;
	m = (struct paste_mark){ MARK_NONE, "", 0, s };
	if ((n = bullet(s)) > 0) {
		m.kind = MARK_BULLET;
		m.rest = skip(s + n);
	}
	return m;
}

/* ---- lines to write on ------------------------------------------- */

/* The bytes of a ruled line at s: "____", ".....", "……"; 0: none. */
static size_t
ruled(const char *s)
{
	size_t n = strspn(s, "_"), dots;

	if (n >= 3)
		return n;
	dots = strspn(s, ".");
	if (dots >= 5)
		return dots;
	for (n = 0; strncmp(s + n, "…", 3) == 0; )
		n += 3;
	return n >= 6 ? n : 0;
}

bool
paste_is_ruled(const char *s)
{
	bool any = false;
	size_t n;

	while (*s != '\0') {
		if ((n = ruled(s)) > 0) {
			any = true;
			s += n;
		} else if (*s == ' ' || *s == '\t') {
			s++;
		} else {
			return false;
		}
	}
	return any;
}

bool
paste_is_blank(const char *s)
{
	size_t n;

	while (*s != '\0') {
		if ((n = ruled(s)) > 0 || (n = paste_box(s)) > 0)
			s += n;
		else if (is_digit(*s) || strchr(" \t.-_", *s) != NULL)
			s++;
		else
			return false;
	}
	return true;
}

const char *
paste_unruled(struct arena *a, const char *s, bool *had)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t n;

	*had = false;
	while (*s != '\0') {
		if ((n = ruled(s)) > 0) {
			*had = true;
			s += n;
		} else {
			buf_put(&out, s++, 1);
		}
	}
	return paste_clean(a, (struct str){ buf_text(&out), out.n });
}

size_t
paste_count_words(const char *s)
{
	size_t n = 0;

	while (*(s = skip(s)) != '\0') {
		n++;
		s += strcspn(s, " \t");
	}
	return n;
}

bool
paste_asks(const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && strchr(" *:)\"", s[n - 1]) != NULL)
		n--;
	return n > 0 && s[n - 1] == '?';
}
