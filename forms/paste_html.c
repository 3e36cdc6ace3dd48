/* SPDX-License-Identifier: MIT
 *
 * paste_html.c -- HTML from a clipboard as blocks.  libxml2 reads it, and asks
 * nobody for anything.
 */
#include "forms/paste.h"

#include <libxml/HTMLparser.h>

enum { DEEPEST = 200 };

struct walk {
	struct paste_blocks *b;
	struct buf	 line;		/* of the block that is being read */
	enum paste_kind	 kind;
	int		 level, list;	/* list: how deep */
	bool		 numbered;
	size_t		 tables;
	int		 depth;
};

static bool
is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)n->name, name) == 0;
}

static bool
is_one_of(const xmlNode *n, const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (is(n, names[i]))
			return true;
	return false;
}

static const char *
attr(const xmlNode *n, const char *name)
{
	const xmlAttr *a;

	for (a = n->properties; a != NULL; a = a->next)
		if (strcmp((const char *)a->name, name) == 0 &&
		    a->children != NULL && a->children->content != NULL)
			return (const char *)a->children->content;
	return "";
}

/* The block that was read so far; what follows in the same item is text. */
static void
flush(struct walk *w)
{
	struct paste_block *x = paste_add(w->b, w->kind,
	    (struct str){ buf_text(&w->line), w->line.n });

	if (x != NULL) {
		x->level = w->kind == PASTE_HEADING ? w->level : w->list;
		x->numbered = w->numbered;
		if (w->kind == PASTE_ITEM)
			w->kind = PASTE_TEXT;
	}
	buf_clear(&w->line);
}

static void walk(struct walk *, const xmlNode *);

static void
walk_all(struct walk *w, const xmlNode *n)
{
	if (w->depth == DEEPEST)
		return;
	w->depth++;
	for (; n != NULL; n = n->next)
		walk(w, n);
	w->depth--;
}

/* A block of its own kind; what is around it goes on as before. */
static void
block(struct walk *w, const xmlNode *n, enum paste_kind kind, int level)
{
	struct walk was = *w;

	flush(w);
	w->kind = kind;
	w->level = level;
	walk_all(w, n->children);
	flush(w);
	w->kind = was.kind == PASTE_ITEM ? PASTE_TEXT : was.kind;
	w->level = was.level;
}

static void
list(struct walk *w, const xmlNode *n, bool numbered)
{
	bool was = w->numbered;
	enum paste_kind kind;

	flush(w);
	kind = w->kind;
	w->list++;
	w->numbered = numbered;
	walk_all(w, n->children);
	flush(w);
	w->list--;
	w->numbered = was;
	w->kind = kind;
}

/* Google Docs puts lists into lists where HTML does not have them, and the
 * parser ends the outer one; but each item says how deep it is, and of which
 * kind. */
static void
item(struct walk *w, const xmlNode *n)
{
	static const char type[] = "list-style-type:";
	const char *style = strstr(attr(n, "style"), type);
	const char *deep = attr(n, "aria-level");
	bool was = w->numbered;
	int list_was = w->list;

	flush(w);
	if (*deep >= '1' && *deep <= '9')
		w->list = *deep - '0';
	if (style != NULL) {
		style += strlen(type) + strspn(style + strlen(type), " ");
		w->numbered = strncmp(style, "disc", 4) != 0 &&
		    strncmp(style, "circle", 6) != 0 &&
		    strncmp(style, "square", 6) != 0 &&
		    strncmp(style, "none", 4) != 0;
	}
	block(w, n, PASTE_ITEM, 0);
	w->numbered = was;
	w->list = list_was;
}

/* ---- tables ------------------------------------------------------ */

/* The words of a cell on one line. */
static const char *
cell(struct walk *w, const xmlNode *n)
{
	struct walk inside = { .b = w->b, .depth = w->depth };
	struct paste_blocks own = { .a = w->b->a, .tail = &own.first };
	struct buf all CLEAN(buf_free) = { 0 };
	const struct paste_block *x;

	inside.b = &own;
	walk_all(&inside, n->children);
	flush(&inside);
	buf_free(&inside.line);
	for (x = own.first; x != NULL; x = x->next)
		buf_printf(&all, "%s%s", x->text, x->next ? " " : "");
	return paste_clean(w->b->a, (struct str){ buf_text(&all), all.n });
}

static void
row(struct walk *w, const xmlNode *tr, size_t table)
{
	struct paste_block *x = paste_add(w->b, PASTE_ROW,
	    (struct str){ "", 0 });
	const xmlNode *n;

	if (x == NULL)
		return;
	x->table = table;
	x->cells = arena_array(w->b->a, const char *, PASTE_CELLS);
	for (n = tr->children; n != NULL; n = n->next)
		if ((is(n, "td") || is(n, "th")) && x->n_cells < PASTE_CELLS)
			x->cells[x->n_cells++] = cell(w, n);
}

static size_t
width(const xmlNode *tr)
{
	const xmlNode *n;
	size_t cells = 0;

	for (n = tr->children; n != NULL; n = n->next)
		cells += is(n, "td") || is(n, "th");
	return cells;
}

/* Tables of one column are frames around ordinary text. */
static void
rows(struct walk *w, const xmlNode *n, size_t table)
{
	if (w->depth == DEEPEST)
		return;
	w->depth++;
	for (n = n->children; n != NULL; n = n->next) {
		if (is(n, "tr") && width(n) < 2)
			block(w, n, PASTE_TEXT, 0);
		else if (is(n, "tr"))
			row(w, n, table);
		else if (is(n, "tbody") || is(n, "thead") || is(n, "tfoot"))
			rows(w, n, table);
	}
	w->depth--;
}

/* ---- everything else --------------------------------------------- */

static void
input(struct walk *w, const xmlNode *n)
{
	const char *type = attr(n, "type");

	if (strcmp(type, "checkbox") == 0 || strcmp(type, "radio") == 0)
		buf_lit(&w->line, " \xE2\x98\x90 ");
	else if (*type == '\0' || strcmp(type, "text") == 0)
		buf_lit(&w->line, " _____ ");
}

static void
element(struct walk *w, const xmlNode *n)
{
	static const char *const unseen[] = { "head", "script", "style",
	    "title", "template", "xml", "svg", "math", "object" };
	static const char *const blocks[] = { "p", "div", "section", "article",
	    "blockquote", "header", "footer", "main", "pre", "form",
	    "fieldset", "legend", "dt", "dd", "address", "caption" };
	const char *name = (const char *)n->name;

	if (is_one_of(n, unseen, LEN(unseen)))
		return;
	if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' &&
	    name[2] == '\0')
		block(w, n, PASTE_HEADING, name[1] - '0');
	else if (strcmp(attr(n, "class"), "MsoTitle") == 0)
		block(w, n, PASTE_HEADING, 1);
	else if (is(n, "ul") || is(n, "ol"))
		list(w, n, is(n, "ol"));
	else if (is(n, "li"))
		item(w, n);
	else if (is(n, "table")) {
		flush(w);
		rows(w, n, ++w->tables);
	} else if (is(n, "br"))
		flush(w);
	else if (is(n, "input"))
		input(w, n);
	else if (is_one_of(n, blocks, LEN(blocks)))
		block(w, n, w->kind, w->level);
	else
		walk_all(w, n->children);
}

static void
walk(struct walk *w, const xmlNode *n)
{
	if (n->type == XML_TEXT_NODE && n->content != NULL)
		buf_puts(&w->line, (const char *)n->content);
	else if (n->type == XML_ELEMENT_NODE)
		element(w, n);
}

/* Word's "<![if !supportLists]>" and the like are no HTML. */
static void
without_conditions(struct str s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.n, *from, *to;

	out->max = s.n + 1;
	while ((from = memmem(p, (size_t)(end - p), "<![", 3)) != NULL &&
	    (to = memchr(from, '>', (size_t)(end - from))) != NULL) {
		buf_put(out, p, (size_t)(from - p));
		p = to + 1;
	}
	buf_put(out, p, (size_t)(end - p));
}

bool
paste_html(struct paste_blocks *b, struct str s, struct err *e)
{
	struct buf html CLEAN(buf_free) = { 0 };
	struct walk w = { .b = b };
	htmlDocPtr doc;

	without_conditions(s, &html);
	doc = htmlReadMemory(buf_text(&html), (int)html.n, NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	    HTML_PARSE_NONET | HTML_PARSE_COMPACT);

	if (doc == NULL)
		return err_set(e, ERR_INPUT, "what was pasted cannot be read");
	if (xmlDocGetRootElement(doc) != NULL)
		walk_all(&w, xmlDocGetRootElement(doc));
	flush(&w);
	buf_free(&w.line);
	xmlFreeDoc(doc);
	return true;
}
