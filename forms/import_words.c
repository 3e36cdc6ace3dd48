/* SPDX-License-Identifier: MIT
 *
 * import_words.c -- other people's words as plain text of the language.
 *
 * Inside, a newline parts paragraphs, and a paragraph that starts with "- " is
 * an item of a list.
 */
#include "forms/import.h"

#include <stdlib.h>
#include <strings.h>

struct cleaner {
	struct import	*im;
	struct buf	*out;
	bool		 bold;		/* stars may stay */
	bool		 name_pipes;	/* {name}, or three dots */
	bool		 pipes;		/* there were some */
	bool		 stars;		/* bold is open */
	struct str	 link;		/* of the <a> that is open */
};

static const struct { const char *name; uint32_t c; } entities[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
	{ "apos", '\'' }, { "nbsp", ' ' }, { "pound", 0xA3 },
	{ "euro", 0x20AC }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
	{ "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C },
	{ "rdquo", 0x201D }, { "hellip", 0x2026 }, { "bull", 0x2022 },
	{ "eacute", 0xE9 }, { "egrave", 0xE8 }, { "agrave", 0xE0 },
	{ "ccedil", 0xE7 }, { "auml", 0xE4 }, { "ouml", 0xF6 },
	{ "uuml", 0xFC }, { "szlig", 0xDF }, { "copy", 0xA9 }, { "deg", 0xB0 },
	{ "shy", 0xAD }, { "zwj", 0x200D }, { "zwnj", 0x200C },
};

/* A character, unless the language refuses it. */
static void
put_char(struct cleaner *c, uint32_t ch)
{
	bool space = ch == ' ' || ch == '\t' || ch == 0xA0 || ch == 0x3000 ||
	    (ch >= 0x2000 && ch <= 0x200A) || ch == 0x202F || ch == 0x205F;

	if (ch == '\n' || ch == '\r' || ch == 0x2028 || ch == 0x2029) {
		buf_lit(c->out, "\n");
	} else if (space) {
		if (c->out->n > 0 && c->out->p[c->out->n - 1] != ' ' &&
		    c->out->p[c->out->n - 1] != '\n')
			buf_lit(c->out, " ");
	} else if (ch >= 0x20 && !(ch >= 0x7F && ch < 0xA0) && ch != 0xAD &&
	    ch != 0xFEFF && ch != 0x200B && ch != 0x2060 && ch < 0x110000 &&
	    !(ch >= 0xD800 && ch < 0xE000) && !utf8_is_bidi_control(ch)) {
		utf8_put(c->out, ch);
	}
}

/* &amp; &#39; &#x2019; and what stands after it. */
static const char *
entity(struct cleaner *c, const char *s)
{
	const char *end = strchr(s, ';');
	size_t i, n = end ? (size_t)(end - s) - 1 : 0;
	char *stop;
	unsigned long v;

	if (end == NULL || n == 0 || n > 8) {
		buf_lit(c->out, "&");
		return s + 1;
	}
	if (s[1] == '#') {
		v = s[2] == 'x' || s[2] == 'X' ? strtoul(s + 3, &stop, 16) :
		    strtoul(s + 2, &stop, 10);
		if (stop == end && v < 0x110000)
			put_char(c, (uint32_t)v);
		return end + 1;
	}
	for (i = 0; i < LEN(entities); i++)
		if (strlen(entities[i].name) == n &&
		    memcmp(entities[i].name, s + 1, n) == 0) {
			put_char(c, entities[i].c);
			return end + 1;
		}
	buf_lit(c->out, "&");
	return s + 1;
}

static bool
tag_is(const char *s, size_t n, const char *name)
{
	return strlen(name) == n && strncasecmp(s, name, n) == 0;
}

/* Is this a tag of HTML?  Other words between < and > are words. */
static bool
is_html(const char *s)
{
	static const char *const tags[] = { "a", "b", "strong", "i", "em", "u",
	    "s", "p", "br", "div", "span", "ul", "ol", "li", "h1", "h2", "h3",
	    "h4", "h5", "h6", "table", "tbody", "thead", "tr", "td", "th",
	    "font", "img", "hr", "sup", "sub", "small", "big", "center",
	    "script", "style", "strike", "blockquote", "code", "pre", "label",
	    "iframe", "video", "audio", "source", "object", "figure",
	    "figcaption", "section", "article", "header", "footer", "o:p" };
	const char *name = s + 1 + (s[1] == '/');
	size_t i, n = strcspn(name, " \t\r\n/>");

	for (i = 0; i < LEN(tags); i++)
		if (tag_is(name, n, tags[i]))
			return true;
	return false;
}

static void
star(struct cleaner *c, bool open)
{
	if (!c->bold || c->stars == open)
		return;
	c->stars = open;
	buf_lit(c->out, "**");
}

/* <a href="https://…">words</a> as words (https://…). */
static void
anchor(struct cleaner *c, const char *s, const char *end)
{
	const char *at = memmem(s, (size_t)(end - s), "href=", 5);
	char quote = at != NULL ? at[5] : '\0';

	if (s[1] == '/') {
		if (c->link.n > 0)
			buf_printf(c->out, " (%.*s)", STRF(c->link));
		c->link.n = 0;
	} else if (quote == '"' || quote == '\'') {
		c->link = (struct str){ at + 6, strcspn(at + 6, "\"'<> {}[]") };
		if (c->link.n > 300 || strncmp(c->link.p, "http", 4) != 0)
			c->link.n = 0;
	}
}

/* A tag and what stands after it. */
static const char *
tag(struct cleaner *c, const char *s)
{
	static const char *const breaks[] = { "p", "br", "div", "ul", "ol",
	    "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "hr" };
	const char *name = s + 1 + (s[1] == '/'), *end = strchr(s, '>');
	size_t i, n = strcspn(name, " \t\r\n/>");

	if (end == NULL)
		return s + strlen(s);
	if (tag_is(name, n, "a"))
		anchor(c, s, end);
	else if (tag_is(name, n, "b") || tag_is(name, n, "strong"))
		star(c, s[1] != '/');
	else if (tag_is(name, n, "li"))
		buf_puts(c->out, s[1] == '/' ? "\n" : "\n- ");
	else if (tag_is(name, n, "td"))
		buf_lit(c->out, " ");
	for (i = 0; i < LEN(breaks); i++)
		if (tag_is(name, n, breaks[i]))
			buf_lit(c->out, "\n");
	if (s[1] != '/' && (tag_is(name, n, "script") ||
	    tag_is(name, n, "style"))) {
		end = strcasestr(end, n == 6 ? "</script" : "</style");
		end = end ? strchr(end, '>') : NULL;
	}
	return end ? end + 1 : s + strlen(s);
}

/* ${name} and {name.NAOK} become {name}; another brace is doubled. */
static const char *
brace(struct cleaner *c, const char *s)
{
	const char *in = s + (s[0] == '$') + 1, *end = strchr(in, '}');
	struct str code = { in, end ? (size_t)(end - in) : 0 };
	const char *dot = memchr(in, '.', code.n);
	const struct import_name *k;

	k = end ? import_known(c->im, code) : NULL;
	if (k == NULL && dot != NULL) {
		code.n = (size_t)(dot - in);
		k = import_known(c->im, code);
	}
	if (end == NULL || (s[0] != '$' && k == NULL &&
	    memchr(in, ' ', (size_t)(end - in)) != NULL)) {
		buf_puts(c->out, s[0] == '$' ? "${{" : "{{");
		return in;
	}
	c->pipes = true;
	if (k != NULL && k->type != IMPORT_LOST && c->name_pipes)
		buf_printf(c->out, "{%s}", k->name);
	else
		buf_lit(c->out, "\xE2\x80\xA6");
	return end + 1;
}

/* [words](address) as words (address); the language looks links up. */
static const char *
link_of(struct cleaner *c, const char *s)
{
	size_t n = strcspn(s + 1, "]\n"), m;

	if (s[1 + n] != ']' || s[2 + n] != '(' ||
	    s[3 + n + (m = strcspn(s + 3 + n, ")\n"))] != ')') {
		buf_lit(c->out, "[");
		return s + 1;
	}
	buf_put(c->out, s + 1, n);
	buf_lit(c->out, " (");
	buf_put(c->out, s + 3 + n, m);
	buf_lit(c->out, ")");
	return s + 4 + n + m;
}

static void
walk(struct cleaner *c, const char *s)
{
	uint32_t ch;

	while (*s != '\0') {
		if (*s == '<' && is_html(s))
			s = tag(c, s);
		else if (*s == '<' && strncmp(s, "<!--", 4) == 0)
			s = strstr(s, "-->") ? strstr(s, "-->") + 3 :
			    s + strlen(s);
		else if (*s == '&')
			s = entity(c, s);
		else if (*s == '{' || (*s == '$' && s[1] == '{'))
			s = brace(c, s);
		else if (*s == '[')
			s = link_of(c, s);
		else if (s[0] == '*' && s[1] == '*' && !c->bold)
			s += 2;
		else if (*s == '#' && (c->out->n == 0 ||
		    c->out->p[c->out->n - 1] == '\n'))
			s += strspn(s, "# ");
		else {
			ch = utf8_next(&s);
			put_char(c, ch);
		}
	}
	star(c, false);
}

/* Empty lines and spaces at the ends of lines go. */
static const char *
tidy(struct arena *a, const char *s)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t n;

	for (; *s != '\0'; s += n + (s[n] == '\n')) {
		size_t from = 0, len = n = strcspn(s, "\n");

		while (from < len && s[from] == ' ')
			from++;
		while (len > from && s[len - 1] == ' ')
			len--;
		if (len == from || (len - from == 1 && s[from] == '-'))
			continue;
		if (out.n > 0)
			buf_lit(&out, "\n");
		buf_put(&out, s + from, len - from);
	}
	return arena_str(a, buf_text(&out));
}

static const char *
clean(struct import *im, const char *text, bool bold, bool name_pipes,
    bool *pipes)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct cleaner c = { .im = im, .out = &out, .bold = bold,
	    .name_pipes = name_pipes };

	walk(&c, text);
	*pipes = c.pipes;
	return tidy(im->a, buf_text(&out));
}

const char *
import_clean(struct import *im, const char *text, bool bold, bool *pipes,
    const char **plain)
{
	const char *out = clean(im, text, bold, true, pipes);
	bool unused;

	*plain = *pipes ? clean(im, text, bold, false, &unused) : out;
	return out;
}

const char *
import_line_of(struct import *im, const char *text)
{
	bool pipes;
	char *out = arena_str(im->a, clean(im, text, false, false, &pipes));
	char *p;

	for (p = out; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return out;
}
