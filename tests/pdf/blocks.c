/* SPDX-License-Identifier: MIT
 *
 * blocks.c -- blocks FILE.pdf: what a screen reader finds, in its order, a line
 * for each: how deep it lies, the element, its language and its words, split by
 * tabs.
 *
 * Lists, tables and their parts have lines without words of their own; a field's
 * line has its name, the state that a tick gives it, and what its tip says.
 */
#include "tests/pdf/check.h"

#include <stdio.h>

static const char *const inline_types[] = { "Span", "Link" };

static bool
is_inline(const struct elem *e)
{
	size_t i;

	for (i = 0; i < LEN(inline_types); i++)
		if (strcmp(e->type, inline_types[i]) == 0)
			return true;
	return false;
}

/* Tabs and line ends are spaces. */
static void
put(const char *s)
{
	for (; *s != '\0'; s++)
		putchar(*s == '\t' || *s == '\n' ? ' ' : *s);
}

/* What is said before the first block inside, and after it. */
static void
own_words(struct pdf *p, const struct elem *e, struct buf *b)
{
	const struct mark *m;
	size_t i;

	if (e->actual != NULL) {
		buf_puts(b, e->actual);
		return;
	}
	for (i = 0; i < e->nkids; i++) {
		const struct kid *k = &e->kids[i];

		if (k->kind == KID_ELEM && is_inline(k->e))
			own_words(p, k->e, b);
		else if (k->kind == KID_MARK && (m = map_get(&p->marks,
		    mark_key(k->page, k->stream, k->mcid))) != NULL)
			buf_puts(b, buf_text(&m->text));
	}
}

/* The name of the look that is not "Off". */
static const char *
state_of(struct pdf *p, qpdf_oh widget)
{
	qpdf_oh n = get(p, get(p, widget, "/AP"), "/N");
	const char *name = "", *key;

	if (!is_dict(p, n))
		return "";
	qpdf_oh_begin_dict_key_iter(p->q, n);
	while (qpdf_oh_dict_more_keys(p->q)) {
		key = qpdf_oh_dict_next_key(p->q);
		if (strcmp(key, "/Off") != 0)
			name = arena_str(&p->a, key + 1);
	}
	return name;
}

static void
field(struct pdf *p, const struct elem *e, int depth)
{
	const char *name, *tip;
	qpdf_oh o;
	size_t i;

	for (i = 0; i < e->nkids; i++) {
		if (e->kids[i].kind != KID_OBJECT)
			continue;
		o = qpdf_get_object_by_id(p->q, e->kids[i].object, 0);
		name = text_of(p, get(p, o, "/T"));
		if (name == NULL)
			name = text_of(p, get(p, get(p, o, "/Parent"), "/T"));
		tip = text_of(p, get(p, o, "/TU"));
		printf("%d\tForm\t%s\t", depth, name != NULL ? name : "");
		put(state_of(p, o));
		putchar('\t');
		put(tip != NULL ? tip : "");
		putchar('\n');
	}
}

static void
walk(struct pdf *p, const struct elem *e, const char *doc, int depth)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *lang = elem_lang(e), *scope;
	size_t i;

	if (strcmp(e->type, "Form") == 0) {
		field(p, e, depth);
		return;
	}
	own_words(p, e, &b);
	scope = name_of(p, tree_attr(p, e, "Table", "/Scope"));
	printf("%d\t%s%s%s\t%s\t", depth, e->type, *scope ? "-" : "", scope,
	    lang != NULL ? lang : doc);
	put(buf_text(&b));
	putchar('\n');
	for (i = 0; i < e->nkids && e->actual == NULL; i++)
		if (e->kids[i].kind == KID_ELEM && !is_inline(e->kids[i].e))
			walk(p, e->kids[i].e, doc, depth + 1);
}

int
main(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct pdf p = { .name = argc > 1 ? argv[1] : "", .out = &out };
	const char *doc;
	struct str s;
	struct err e;
	size_t i;

	if (argc != 2) {
		fprintf(stderr, "usage: blocks FILE.pdf\n");
		return 2;
	}
	if (!file_read(&a, argv[1], (size_t)1 << 30, &s, &e)) {
		fprintf(stderr, "blocks: %s\n", e.msg);
		return 3;
	}
	p.bytes = s.p;
	p.nbytes = s.n;
	if (pdf_read(&p) && p.top != NULL) {
		check_content(&p);
		doc = text_of(&p, get(&p, p.root, "/Lang"));
		for (i = 0; i < p.top->nkids; i++)
			if (p.top->kids[i].kind == KID_ELEM)
				walk(&p, p.top->kids[i].e, doc ? doc : "",
				    0);
	}
	fputs(buf_text(&out), stderr);
	pdf_done(&p);
	return p.faults > 0;
}
