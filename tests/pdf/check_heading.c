/* SPDX-License-Identifier: MIT
 *
 * check_heading.c -- headings and the outline: Matterhorn 14, 11-003, X-003,
 *
 */
#include "tests/pdf/check.h"

/* 1 for H1 and so on; 0 for H; -1 for what is no heading. */
static int
level_of(const struct elem *e)
{
	const char *s = e->role;
	int n = 0;

	if (*s++ != 'H')
		return -1;
	for (; *s >= '0' && *s <= '9' && n < 1000; s++)
		n = n * 10 + *s - '0';
	return *s == '\0' ? n : -1;
}

static void
check_levels(struct pdf *p)
{
	int level, before = 0, ones = 0, plain = 0, numbered = 0, parts = 0;
	size_t i;

	for (i = 0; i < p->nelems; i++) {
		const struct elem *e = p->elems[i];

		/* Copies of a questionnaire in one file: each has a title. */
		parts += strcmp(e->role, "Part") == 0;
		if ((level = level_of(e)) < 0)
			continue;
		plain += level == 0;
		if (level == 0)
			continue;
		ones += level == 1;
		if (numbered++ == 0 && level != 1)
			fault(p, e->page, "14-002", "the first heading is %s, "
			    "not H1", e->role);
		else if (level > before + 1)
			fault(p, e->page, "14-003", "%s follows H%d: a level "
			    "is skipped", e->role, before);
		before = level;
	}
	if (ones > 1 && ones > parts)
		fault(p, 0, "X-003", "there are %d first-level headings (H1)",
		    ones);
	if (plain > 0 && numbered > 0)
		fault(p, 0, "14-007", "both H and numbered headings are used");
}

static void
check_plain(struct pdf *p)
{
	size_t i, k;
	int n;

	for (i = 0; i < p->nelems; i++) {
		const struct elem *e = p->elems[i];

		for (n = 0, k = 0; k < e->nkids; k++)
			n += e->kids[k].kind == KID_ELEM &&
			    level_of(e->kids[k].e) == 0;
		if (n > 1)
			fault(p, e->page, "14-006", "%s has %d headings (H)",
			    e->role, n);
	}
}

/* ---- the outline -------------------------------------------------------- */

struct entry { const char *title; int depth, page; };
struct outline { struct entry *v; size_t n, cap; int deepest; };

/* The page that a destination leads to; 0 when it leads nowhere. */
static int
destination(struct pdf *p, qpdf_oh o)
{
	qpdf_oh d = get(p, o, "/Dest");

	if (is_null(p, d))
		d = get(p, get(p, o, "/A"), "/D");
	return page_of(p, item(p, d, 0));
}

static void
read_outline(struct pdf *p, qpdf_oh o, int depth, struct outline *out)
{
	struct entry *e;

	for (; is_dict(p, o) && p->budget > 0; o = get(p, o, "/Next")) {
		p->budget--;
		if (depth > 20 || out->n > 10000) {
			fault(p, 0, "X-006", "the outline never ends");
			return;
		}
		e = arena_push(&p->a, out->v, out->n, out->cap);
		e->title = text_of(p, get(p, o, "/Title"));
		e->depth = depth;
		e->page = destination(p, o);
		if (depth > out->deepest)
			out->deepest = depth;
		if (e->title == NULL) {
			e->title = "";
			fault(p, 0, "X-004", "an outline entry has no title");
		}
		if (e->page == 0)
			fault(p, 0, "X-004", "the outline entry \"%s\" leads "
			    "to no page", e->title);
		read_outline(p, get(p, o, "/First"), depth + 1, out);
	}
}

/* Equal but for blanks: a heading may be broken over lines. */
static bool
same_words(const char *a, const char *b)
{
	for (;;) {
		for (; *a == ' ' || *a == '\n' || *a == '\t'; a++)
			;
		for (; *b == ' ' || *b == '\n' || *b == '\t'; b++)
			;
		if (*a != *b)
			return false;
		if (*a++ == '\0')
			return true;
		b++;
	}
}

/* The headings that the outline should have: as many levels as it is deep,
 * counted with the H1 (the document's title) or without, and H2 always. */
static void
compare(struct pdf *p, const struct outline *o)
{
	bool title = false;
	size_t i, n = 0;
	int level, most;

	for (i = 0; i < p->nelems && o->n > 0; i++)
		if (level_of(p->elems[i]) == 1) {
			struct buf CLEAN(buf_free) b = { 0 };

			elem_text(p, p->elems[i], &b);
			title = same_words(buf_text(&b), o->v[0].title);
			break;
		}
	most = o->deepest + !title;
	if (most < 2)
		most = 2;
	for (i = 0; i < p->nelems; i++) {
		const struct elem *e = p->elems[i];
		struct buf CLEAN(buf_free) b = { 0 };

		level = level_of(e);
		if (level < 0 || level > most || (level == 1 && !title))
			continue;
		elem_text(p, e, &b);
		if (n >= o->n || !same_words(buf_text(&b), o->v[n].title)) {
			fault(p, e->page, "X-004", "the heading \"%s\" is not "
			    "in its place in the outline, which has \"%s\"",
			    buf_text(&b), n < o->n ? o->v[n].title : "");
			return;
		}
		if (o->v[n].page != 0 && o->v[n].page != e->page)
			fault(p, e->page, "X-004", "the outline seeks \"%s\" "
			    "on page %d", o->v[n].title, o->v[n].page);
		n++;
	}
	if (n < o->n)
		fault(p, 0, "X-004", "the outline has \"%s\", which is no "
		    "heading of the levels that it shows", o->v[n].title);
}

void
check_headings(struct pdf *p)
{
	qpdf_oh first = get(p, get(p, p->root, "/Outlines"), "/First");
	struct outline o = { 0 };
	size_t i;
	int numbered = 0;

	check_levels(p);
	check_plain(p);
	read_outline(p, first, 1, &o);
	if (o.n > 0 && !p->lang)
		fault(p, 0, "11-003", "the language of the outline cannot be "
		    "determined");
	for (i = 0; i < p->nelems; i++)
		numbered += level_of(p->elems[i]) > 1;
	if (o.n == 0 && numbered > 0)
		fault(p, 0, "X-004", "there are headings, but no outline");
	else if (o.n > 0)
		compare(p, &o);
}
