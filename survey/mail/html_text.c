/* SPDX-License-Identifier: MIT
 *
 * html_text.c -- HTML as text: paragraphs, lists and lines stay, what was quoted
 * stands behind "> ".  libxml2 reads it, and asks nobody for anything.
 */
#include "survey/mail/read.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

enum { DEEPEST = 64, LISTS = 16 };

struct html {
	struct reading	*g;
	struct buf	*out;
	int		 quotes, before;	/* how deep; on the line before */
	int		 lists, count[LISTS];	/* -1: no numbers */
	int		 hidden;	/* elements deep in what is not shown */
	int		 pre;
	bool		 start, space;	/* of a line; a space is due */
	int		 lines;		/* that are due: 1 a new one, 2 an empty
					   one before it */
	bool		 said;		/* that something is hidden */
};

static const char *const blocks[] = { "address", "article", "aside", "center",
    "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "header",
    "li", "main", "nav", "option", "section", "tbody", "thead", "title", "tr" };
static const char *const paragraphs[] = { "blockquote", "h1", "h2", "h3", "h4",
    "h5", "h6", "ol", "p", "pre", "table", "ul" };
static const char *const unshown[] = { "head", "noscript", "script", "style",
    "template", "object", "svg" };
static const char *const empty[] = { "area", "base", "br", "col", "embed", "hr",
    "img", "input", "link", "meta", "param", "source", "wbr" };

static bool
among(const char *name, const char *const *all, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcasecmp(name, all[i]) == 0)
			return true;
	return false;
}
#define AMONG(name, all)	among((name), (all), LEN(all))

/* ---- writing ------------------------------------------------------------------------ */

static void
break_line(struct html *h, int lines)
{
	if (h->lines < lines)
		h->lines = lines;
	h->space = false;
}

static void
begin(struct html *h)
{
	int i;

	if (h->lines > 0 && h->out->n > 0) {
		if (!h->start)
			buf_lit(h->out, "\n");
		for (; h->lines > 1; h->lines--) {
			for (i = 0; i < h->quotes && i < h->before; i++)
				buf_puts(h->out, i == 0 ? ">" : " >");
			buf_lit(h->out, "\n");
		}
		h->start = true;
	}
	h->lines = 0;
	h->before = h->quotes;
	if (h->start)
		for (i = 0; i < h->quotes; i++)
			buf_lit(h->out, "> ");
	else if (h->space)
		buf_lit(h->out, " ");
	h->start = h->space = false;
}

static void
put(struct html *h, const char *s, size_t n)
{
	begin(h);
	buf_put(h->out, s, n);
}

/* White space, and what HTML writes to keep words together; 0: none here. */
static size_t
white(const char *s, size_t n)
{
	if (n > 0 && strchr(" \t\r\n\f", *s) != NULL && *s != '\0')
		return 1;
	return n > 1 && memcmp(s, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static void
put_pre(struct html *h, const char *s, size_t n)
{
	const char *end = s + n, *q;

	while (s < end) {
		q = memchr(s, '\n', (size_t)(end - s));
		if (q != s)
			put(h, s, (size_t)((q != NULL ? q : end) - s));
		if (q == NULL)
			return;
		begin(h);
		buf_lit(h->out, "\n");
		h->start = true;
		s = q + 1;
	}
}

static void
characters(void *arg, const xmlChar *text, int len)
{
	struct html *h = arg;
	const char *s = (const char *)text;
	size_t n = (size_t)len, i, from, w;

	if (h->hidden > 0 || h->out->n > 2 * READ_TEXT_MOST)
		return;
	if (h->pre > 0) {
		put_pre(h, s, n);
		return;
	}
	for (i = 0; i < n;) {
		w = white(s + i, n - i);
		if (w > 0) {
			h->space = !h->start && h->lines == 0;
			i += w;
			continue;
		}
		for (from = i; i < n && white(s + i, n - i) == 0; i++)
			continue;
		put(h, s + from, i - from);
	}
}

/* ---- elements -------------------------------------------------------------------------- */

static const char *
attr(const xmlChar **atts, const char *name)
{
	for (; atts != NULL && atts[0] != NULL; atts += 2)
		if (strcasecmp((const char *)atts[0], name) == 0)
			return atts[1] != NULL ? (const char *)atts[1] : "";
	return "";
}

/* "display : none", without the spaces. */
static bool
is_hidden(const xmlChar **atts)
{
	const char *s = attr(atts, "style");
	char flat[256];
	size_t n = 0;

	for (; *s != '\0' && n < sizeof(flat) - 1; s++)
		if (*s != ' ' && *s != '\n' && *s != '\t' && *s != '\r')
			flat[n++] = *s;
	flat[n] = '\0';
	return strcasestr(flat, "display:none") != NULL ||
	    strcasestr(flat, "visibility:hidden") != NULL;
}

/* A picture that stands for a sign, as of a face; others have names of files. */
static void
put_picture(struct html *h, const xmlChar **atts)
{
	const char *alt = attr(atts, "alt"), *p;

	for (p = alt; *p != '\0'; p++)
		if (*p > ' ')
			return;
	if (*alt != '\0' && strlen(alt) < 32)
		characters(h, (const xmlChar *)alt, (int)strlen(alt));
}

static void
put_item(struct html *h)
{
	char mark[16];
	int *count = h->lists > 0 && h->lists <= LISTS ?
	    &h->count[h->lists - 1] : NULL, i;

	break_line(h, 1);
	for (i = 1; i < h->lists && i < LISTS; i++)
		put(h, "  ", 2);
	if (count != NULL && *count >= 0) {
		(void)snprintf(mark, sizeof(mark), "%d.", ++*count);
		put(h, mark, strlen(mark));
	} else {
		put(h, "-", 1);
	}
	h->space = true;
}

static void
open_block(struct html *h, const char *name, const xmlChar **atts)
{
	bool list = strcasecmp(name, "ul") == 0 || strcasecmp(name, "ol") == 0;

	if (AMONG(name, paragraphs))
		break_line(h, list && h->lists > 0 ? 1 : 2);
	else if (AMONG(name, blocks))
		break_line(h, 1);
	if (strcasecmp(name, "blockquote") == 0 && h->quotes < DEEPEST)
		h->quotes++;
	if (strcasecmp(name, "pre") == 0)
		h->pre++;
	if (list && ++h->lists <= LISTS)
		h->count[h->lists - 1] = *name == 'u' ? -1 :
		    *attr(atts, "start") != '\0' ?
		    atoi(attr(atts, "start")) - 1 : 0;
	if (strcasecmp(name, "li") == 0)
		put_item(h);
}

static void
start_element(void *arg, const xmlChar *element, const xmlChar **atts)
{
	struct html *h = arg;
	const char *name = (const char *)element;

	if (AMONG(name, empty)) {
		if (h->hidden > 0)
			return;
		if (strcasecmp(name, "br") == 0) {
			begin(h);
			buf_lit(h->out, "\n");
			h->start = true;
		} else if (strcasecmp(name, "hr") == 0) {
			break_line(h, 1);
			put(h, "________________________________", 32);
			break_line(h, 1);
		} else if (strcasecmp(name, "img") == 0) {
			put_picture(h, atts);
		}
		return;
	}
	if (h->hidden > 0 || AMONG(name, unshown)) {
		h->hidden++;
		return;
	}
	if (is_hidden(atts)) {
		h->hidden = 1;
		h->said = true;
		return;
	}
	if (strcasecmp(name, "td") == 0 || strcasecmp(name, "th") == 0)
		h->space = !h->start && h->lines == 0;
	open_block(h, name, atts);
}

static void
end_element(void *arg, const xmlChar *element)
{
	struct html *h = arg;
	const char *name = (const char *)element;

	if (AMONG(name, empty))
		return;
	if (h->hidden > 0) {
		h->hidden--;
		return;
	}
	if (AMONG(name, paragraphs))
		break_line(h, (*name == 'u' || *name == 'o') && h->lists > 1 ?
		    1 : 2);
	else if (AMONG(name, blocks))
		break_line(h, 1);
	if (strcasecmp(name, "blockquote") == 0 && h->quotes > 0)
		h->quotes--;
	if (strcasecmp(name, "pre") == 0 && h->pre > 0)
		h->pre--;
	if ((strcasecmp(name, "ul") == 0 || strcasecmp(name, "ol") == 0) &&
	    h->lists > 0)
		h->lists--;
}

void
read_html(struct reading *g, struct str html, struct buf *out)
{
	htmlSAXHandler sax = { .startElement = start_element,
	    .endElement = end_element, .characters = characters,
	    .ignorableWhitespace = characters, .cdataBlock = NULL };
	struct buf text CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct html h = { .g = g, .out = &text, .start = true };
	htmlParserCtxtPtr p = htmlCreatePushParserCtxt(&sax, &h, NULL, 0, NULL,
	    XML_CHAR_ENCODING_UTF8);
	size_t at, n;

	if (p == NULL)
		return;
	(void)htmlCtxtUseOptions(p, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	for (at = 0; at < html.n; at += n) {
		n = html.n - at < 65536 ? html.n - at : 65536;
		(void)htmlParseChunk(p, html.p + at, (int)n, 0);
	}
	(void)htmlParseChunk(p, "", 0, 1);
	htmlFreeParserCtxt(p);
	if (h.said)
		read_mended(g, "words that its HTML hides were left out");
	/* What entities stood for was not looked at before. */
	read_clean(g, (struct str){ buf_text(&text), text.n }, out);
}

const char *
read_html_charset(struct arena *a, struct str html)
{
	struct str head = { html.p, html.n < 2048 ? html.n : 2048 };
	char *copy = arena_strn(a, head.p, head.n), *p;
	size_t n;

	for (n = 0; n < head.n; n++)
		if (copy[n] == '\0')
			copy[n] = ' ';
	p = strcasestr(copy, "charset=");
	if (p == NULL)
		return NULL;
	p += 8;
	p += strspn(p, "\"' ");
	n = strcspn(p, "\"' ;>/\r\n\t");
	return n > 0 && n < 40 ? arena_strn(a, p, n) : NULL;
}
