/* SPDX-License-Identifier: MIT
 *
 * lex.c -- characters into lines with tokens.
 *
 * The text is copied first, and in the copy every character that may not
 * stand there is blanked, byte for byte: offsets stay those of the author's
 * text, and nothing that comes later can meet a tab or half a character.
 */
#include "forms/lines.h"

struct trouble { const char *id, *what, *hint; };

static const struct trouble tab = { "E102", "a tab stands here",
	"use spaces: two for each step inwards" };
static const struct trouble invisible = { "E103",
	"a space or mark that nobody can see stands here",
	"type an ordinary space, or delete it" };
static const struct trouble bidi = { "E104",
	"a hidden mark that turns the direction of text stands here",
	"delete it: direction is worked out from the letters" };
static const struct trouble control = { "E105",
	"a control character stands here", "delete it" };

static const struct trouble *
trouble_of(uint32_t c)
{
	if (c == '\t')
		return &tab;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
		return &control;
	/* U+200C and U+200D shape letters of Urdu, Bengali and others. */
	if (c == 0xA0 || c == 0xAD || c == 0xFEFF || c == 0x3000 ||
	    (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F ||
	    c == 0x2060)
		return &invisible;
	return utf8_is_bidi_control(c) ? &bidi : NULL;
}

static size_t
char_length(const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];
	size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	return len <= n && utf8_valid(p, len, NULL) ? len : 0;
}

/* Blanks what may not stand in s[from..to), one complaint of a sort. */
static bool
clean_line(struct ctx *c, const struct forms_source *src, char *s, size_t from,
    size_t to)
{
	const struct trouble *last = NULL;
	bool bytes = false;
	size_t i, len;

	for (i = from; i < to; i += len) {
		const char *p = s + i;
		struct forms_span at = { src, i, i + 1 };
		const struct trouble *t;

		if (s[i] >= ' ' && s[i] <= '~') {
			len = 1;	/* nearly all of them */
			continue;
		}
		len = char_length(s + i, to - i);
		if (len == 0) {
			if (!bytes)
				fault(c, "E101", at,
				    "save the file as UTF-8 text",
				    "this byte is not part of any character");
			bytes = true;
			s[i] = '?';
			len = 1;
			continue;
		}
		t = trouble_of(utf8_next(&p));
		if (t == NULL)
			continue;
		at.end = i + len;
		if (t != last)
			fault(c, t->id, at, t->hint, "%s", t->what);
		last = t;
		memset(s + i, ' ', len);
	}
	return !bytes && last == NULL;
}

static bool
is_curly(const char *p, size_t n)
{
	/* U+201C to U+201F, U+00AB and U+00BB are quotes of word processors;
	 * U+201C “ and U+201D ” are what English ones put. */
	return n >= 3 && (unsigned char)p[0] == 0xE2 &&
	    (unsigned char)p[1] == 0x80 && ((unsigned char)p[2] == 0x9C ||
	    (unsigned char)p[2] == 0x9D || (unsigned char)p[2] == 0x9E);
}

static struct tok *
add_tok(struct ctx *c, struct line *l, enum tok_kind kind, struct str text,
    struct forms_span at)
{
	struct tok *t = arena_push(c->a, l->toks, l->n, l->cap);

	*t = (struct tok){ kind, text, at };
	return t;
}

/* A quoted text from s[i] on; returns where it ends. */
static size_t
lex_string(struct ctx *c, struct text *t, struct line *l, const char *s,
    size_t i, size_t end)
{
	char *out = arena_get(c->a, end - i + 1, 1);
	struct forms_span at = { t->src, i, end };
	size_t n = 0, j = i + 1;

	for (; j < end; j++) {
		if (s[j] == '"' && j + 1 < end && s[j + 1] == '"')
			j++;
		else if (s[j] == '"')
			break;
		out[n++] = s[j];
	}
	if (j == end) {
		fault(c, "E106", at, "end it with a \" on the same line; more "
		    "words go in quotes on the next line, further in",
		    "this quoted text is not closed");
		t->broken = true;
	}
	at.end = j < end ? j + 1 : end;
	add_tok(c, l, TOK_STRING, (struct str){ out, n }, at);
	return at.end;
}

/* Words between curly quotes are read as if they were straight. */
static size_t
lex_curly(struct ctx *c, struct text *t, struct line *l, const char *s,
    size_t i, size_t end)
{
	struct forms_span at = { t->src, i, i + 3 };
	size_t j = i + 3;

	fault(c, "E107", at, "type \" instead: word processors change it",
	    "curly quotes are not understood");
	t->broken = true;
	while (j < end && s[j] != '"' && !is_curly(s + j, end - j))
		j++;
	at.end = j >= end ? end : j + (s[j] == '"' ? 1 : 3);
	add_tok(c, l, TOK_STRING, (struct str){ s + i + 3, j - i - 3 }, at);
	return at.end;
}

static size_t
lex_word(struct ctx *c, struct text *t, struct line *l, const char *s,
    size_t i, size_t end)
{
	size_t j = i;

	while (j < end && strchr(" \"(),", s[j]) == NULL &&
	    !is_curly(s + j, end - j))
		j++;
	add_tok(c, l, TOK_WORD, (struct str){ s + i, j - i },
	    (struct forms_span){ t->src, i, j });
	return j;
}

static void
lex_line(struct ctx *c, struct text *t, struct line *l, const char *s,
    size_t bol, size_t end)
{
	size_t i = bol;

	while (i < end) {
		if (s[i] == ' ') {
			i++;
		} else if (s[i] == '#') {	/* inside a word it is itself */
			l->comment = (struct str){ s + i, end - i };
			break;
		} else if (s[i] == '"') {
			i = lex_string(c, t, l, s, i, end);
		} else if (is_curly(s + i, end - i)) {
			i = lex_curly(c, t, l, s, i, end);
		} else if (strchr("(),", s[i]) != NULL) {
			add_tok(c, l, s[i] == '(' ? TOK_OPEN : s[i] == ')' ?
			    TOK_CLOSE : TOK_COMMA, (struct str){ s + i, 1 },
			    (struct forms_span){ t->src, i, i + 1 });
			i++;
		} else {
			i = lex_word(c, t, l, s, i, end);
		}
	}
	l->own = l->n;
	if (l->n > 0) {
		l->at = (struct forms_span){ t->src, l->toks[0].at.start,
		    l->toks[l->n - 1].at.end };
		l->indent = l->at.start - bol;
	} else if (l->comment.n > 0) {
		l->indent = (size_t)(l->comment.p - s) - bol;
	}
}

void
lang_lex(struct ctx *c, const struct forms_source *src, struct text *t)
{
	size_t n = src->text.n, bol = 0, eol, end;
	char *s = arena_strn(c->a, src->text.p, n);

	*t = (struct text){ .src = src };
	/* Notepad begins a UTF-8 file with this mark; it does no harm. */
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		bol = 3;
	for (; bol < n; bol = eol + 1) {
		struct line *l = arena_new(c->a, struct line);
		size_t tabs = 0, i;

		for (eol = bol; eol < n && s[eol] != '\n'; eol++)
			;
		end = eol;
		if (end > bol && s[end - 1] == '\r')
			end--;	/* Windows ends lines with two characters */
		if (!clean_line(c, src, s, bol, end))
			t->broken = true;
		while (end > bol && s[end - 1] == ' ')
			end--;
		lex_line(c, t, l, s, bol, end);
		for (i = bol; i < bol + l->indent; i++) {
			l->crooked |= src->text.p[i] != ' ';
			tabs += src->text.p[i] == '\t';
		}
		l->indent += tabs;
		*arena_push(c->a, t->lines, t->n, t->cap) = l;
		l->number = t->n;
	}
}
