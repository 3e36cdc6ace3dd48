/* SPDX-License-Identifier: MIT
 *
 * check_struct.c -- the structure tree: Matterhorn 02, 09, 11-002, 13, 17,
 * 19, and whether the tree, the ParentTree and the pages agree.
 */
#include "tests/pdf/check.h"

/* ISO 32000-1, 14.8.4. */
static const char *const standard[] = {
	"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption",
	"TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H", "H1", "H2",
	"H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR",
	"TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
	"Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
	"RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"
};

static bool
is_standard(const char *type)
{
	size_t i;

	for (i = 0; i < LEN(standard); i++)
		if (strcmp(standard[i], type) == 0)
			return true;
	/* PDF/UA-1, 7.4.3 allows levels beyond six. */
	if (type[0] != 'H' || type[1] < '1' || type[1] > '9')
		return false;
	for (i = 2; type[i] >= '0' && type[i] <= '9'; i++)
		;
	return type[i] == '\0';
}

static bool
one_of(const char *s, const char *list)
{
	size_t n = strlen(s), k;
	const char *at = list;

	for (; *at != '\0'; at += k + (at[k] == ' ')) {
		k = strcspn(at, " ");
		if (k == n && memcmp(at, s, n) == 0)
			return true;
	}
	return false;
}

static void
check_role(struct pdf *p, const char *type, int page)
{
	qpdf_oh roles = get(p, p->top->o, "/RoleMap");
	const char *s = type;
	int i;

	if (is_standard(type)) {
		if (has(p, roles, arena_printf(&p->a, "/%s", type)))
			fault(p, page, "02-004", "the role map gives the "
			    "standard type %s another meaning", type);
		return;
	}
	for (i = 0; i < 32 && *s != '\0' && !is_standard(s); i++)
		s = name_of(p, get(p, roles, arena_printf(&p->a, "/%s", s)));
	if (i == 32)
		fault(p, page, "02-003", "the role map goes in a circle from "
		    "%s", type);
	else if (*s == '\0')
		fault(p, page, "02-001", "the type %s is not mapped to a "
		    "standard type", type);
}

void
check_roles(struct pdf *p)
{
	struct map seen = { 0 };
	const char *s;
	uint64_t h;
	size_t i;

	for (i = 0; i < p->nelems; i++) {	/* each type once */
		for (h = 5381, s = p->elems[i]->type; *s != '\0'; s++)
			h = h * 33 + (uint8_t)*s;
		if (map_get(&seen, h) != NULL)
			continue;
		map_put(&p->a, &seen, h, p->elems[i]);
		check_role(p, p->elems[i]->type, p->elems[i]->page);
	}
}

/* ---- 09: what may be in what -------------------------------------------- */

/* ISO 32000-1, tables 333 and 336 to 338.  An empty list means: anything. */
static const struct rule {
	const char *role, *kids, *parents, *code;
} rules[] = {
	{ "Table", "TR THead TBody TFoot Caption", "", "09-004" },
	{ "THead", "TR", "Table", "09-004" },
	{ "TBody", "TR", "Table", "09-004" },
	{ "TFoot", "TR", "Table", "09-004" },
	{ "TR", "TH TD", "Table THead TBody TFoot", "09-004" },
	{ "TH", "", "TR", "09-004" },
	{ "TD", "", "TR", "09-004" },
	{ "L", "L LI Caption", "", "09-005" },
	{ "LI", "Lbl LBody", "L", "09-005" },
	{ "LBody", "", "LI", "09-005" },
	{ "TOC", "TOC TOCI Caption", "", "09-006" },
	{ "TOCI", "", "TOC", "09-006" },
	{ "Ruby", "RB RT RP", "", "09-007" },
	{ "RB", "", "Ruby", "09-007" },
	{ "RT", "", "Ruby", "09-007" },
	{ "RP", "", "Ruby", "09-007" },
	{ "Warichu", "WT WP", "", "09-008" },
	{ "WT", "", "Warichu", "09-008" },
	{ "WP", "", "Warichu", "09-008" }
};

static int
count(const struct elem *e, const char *role)
{
	size_t i;
	int n = 0;

	for (i = 0; i < e->nkids; i++)
		n += e->kids[i].kind == KID_ELEM &&
		    is_role(e->kids[i].e, role);
	return n;
}

static void
check_kids(struct pdf *p, const struct elem *e, const struct rule *r)
{
	size_t i;

	if (*r->parents != '\0' && !one_of(e->parent->role, r->parents))
		fault(p, e->page, r->code, "%s is inside %s", e->role,
		    e->parent->role);
	if (*r->kids == '\0')
		return;
	for (i = 0; i < e->nkids; i++) {
		const struct kid *k = &e->kids[i];

		if (k->kind != KID_ELEM)
			fault(p, k->page, r->code, "%s holds content directly",
			    e->role);
		else if (!one_of(k->e->role, r->kids))
			fault(p, k->e->page, r->code, "%s holds %s", e->role,
			    k->e->role);
	}
}

/* One caption, which is first, or in a table perhaps last. */
static void
check_caption(struct pdf *p, const struct elem *e, const char *code)
{
	int n = count(e, "Caption");
	size_t last = e->nkids ? e->nkids - 1 : 0;
	bool good;

	if (n == 0)
		return;
	good = n == 1 && (is_role(e->kids[0].e, "Caption") ||
	    (is_role(e, "Table") && is_role(e->kids[last].e, "Caption")));
	if (!good)
		fault(p, e->page, code, "%s has its caption in the wrong "
		    "place, or more than one", e->role);
}

void
check_nesting(struct pdf *p)
{
	const struct elem *e;
	size_t i, k;

	for (i = 0; i < p->nelems; i++) {
		e = p->elems[i];
		for (k = 0; k < LEN(rules); k++)
			if (is_role(e, rules[k].role))
				check_kids(p, e, &rules[k]);
		if (is_role(e, "Table")) {
			check_caption(p, e, "09-004");
			if (count(e, "THead") > 1 || count(e, "TFoot") > 1)
				fault(p, e->page, "09-004", "a table has more "
				    "than one head or foot");
			if (count(e, "THead") + count(e, "TFoot") > 0 &&
			    count(e, "TBody") == 0)
				fault(p, e->page, "09-004", "a table has a "
				    "head or foot, but no body");
		} else if (is_role(e, "L") || is_role(e, "TOC"))
			check_caption(p, e, is_role(e, "L") ? "09-005" :
			    "09-006");
		else if (is_role(e, "LI") && count(e, "LBody") != 1)
			fault(p, e->page, "09-005", "a list item has %d LBody, "
			    "not one", count(e, "LBody"));
	}
}

/* ---- 11-002, 13, 17, 19: texts of elements ------------------------------ */

static bool
blank(const char *s)
{
	return s == NULL || s[strspn(s, " \t\r\n")] == '\0';
}

void
check_texts(struct pdf *p)
{
	const struct elem *e;
	size_t i;

	for (i = 0; i < p->nelems; i++) {
		e = p->elems[i];
		if (is_role(e, "Figure") && blank(e->alt) && blank(e->actual))
			fault(p, e->page, "13-004", "a figure has no "
			    "alternative text");
		if (is_role(e, "Formula") && blank(e->alt) && blank(e->actual))
			fault(p, e->page, "17-002", "a formula has no "
			    "alternative text");
		if (is_role(e, "Note") && blank(e->id))
			fault(p, e->page, "19-003", "a note has no ID");
		if (e->id != NULL && elem_by_id(p, e->id) != e &&
		    strcmp(elem_by_id(p, e->id)->id, e->id) == 0)
			fault(p, e->page, is_role(e, "Note") ? "19-004" :
			    "X-002", "two elements have the ID %s", e->id);
		if (e->lang != NULL && !lang_valid(e->lang))
			fault(p, e->page, "11-001", "%s has the language "
			    "\"%s\", which is not a language code", e->type,
			    e->lang);
		if ((e->alt || e->actual || e->expand) && !p->lang &&
		    elem_lang(e) == NULL)
			fault(p, e->page, "11-002", "the language of the text "
			    "given for %s cannot be determined", e->type);
	}
}

/* ---- X-002, X-007 ------------------------------------------------------- */

static qpdf_oh
parent_entry(struct pdf *p, int key)
{
	qpdf_oh *v = map_get(&p->parents, (uint64_t)(uint32_t)key);

	return v != NULL && key >= 0 ? *v : qpdf_oh_new_null(p->q);
}

/* The ParentTree's key for a page, form or annotation, or -1. */
static int
parent_key(struct pdf *p, int object, const char *name)
{
	return int_of(p, get(p, qpdf_get_object_by_id(p->q, object, 0), name),
	    -1);
}

static void
check_kid(struct pdf *p, const struct elem *e, const struct kid *k)
{
	qpdf_oh o;
	const struct mark *m;
	int owner;

	if (k->kind == KID_MARK) {
		owner = k->stream ? k->stream : k->page ?
		    p->pages[k->page - 1].object : 0;
		o = item(p, parent_entry(p, parent_key(p, owner,
		    "/StructParents")), k->mcid);
		m = map_get(&p->marks, mark_key(k->page, k->stream, k->mcid));
		if (m != NULL && m->seen == 0)
			fault(p, k->page, "X-002", "%s holds marked content "
			    "%d, which the page does not have", e->type,
			    k->mcid);
		if (object_of(p, o) != e->object || e->object == 0)
			fault(p, k->page, "X-002", "the ParentTree does not "
			    "lead from marked content %d to its %s", k->mcid,
			    e->type);
	} else if (k->kind == KID_OBJECT) {
		o = parent_entry(p, parent_key(p, k->object, "/StructParent"));
		if (object_of(p, o) != e->object || e->object == 0)
			fault(p, k->page, "X-002", "the ParentTree does not "
			    "lead from an annotation to its %s", e->type);
	}
}

static bool
holds(const struct elem *e, int page, int mcid)
{
	size_t i;

	for (i = 0; i < e->nkids; i++)
		if (e->kids[i].kind == KID_MARK && e->kids[i].stream == 0 &&
		    e->kids[i].page == page && e->kids[i].mcid == mcid)
			return true;
	return false;
}

/* Back from the ParentTree to K, page by page. */
static void
check_page_parents(struct pdf *p, int page)
{
	qpdf_oh o = parent_entry(p, int_of(p, get(p, p->pages[page - 1].o,
	    "/StructParents"), -1));
	const struct elem *e;
	int i, n = length_of(p, o), object;

	for (i = 0; i < n; i++) {
		if ((object = object_of(p, item(p, o, i))) == 0)
			continue;
		e = map_get(&p->elemmap, (uint64_t)object);
		if (e == NULL || e == p->top)
			fault(p, page, "X-002", "the ParentTree names an "
			    "element for marked content %d that is not in the "
			    "tree", i);
		else if (!holds(e, page, i))
			fault(p, page, "X-002", "the ParentTree gives marked "
			    "content %d to a %s that does not hold it", i,
			    e->type);
	}
}

void
check_parents(struct pdf *p)
{
	const struct elem *e;
	size_t i, k;

	for (i = 0; i < p->nelems; i++) {
		e = p->elems[i];
		if (object_of(p, get(p, e->o, "/P")) != e->parent->object ||
		    e->parent->object == 0)
			fault(p, e->page, "X-007", "%s does not name the %s "
			    "that holds it as its parent (P)", e->type,
			    e->parent->type);
		for (k = 0; k < e->nkids; k++)
			check_kid(p, e, &e->kids[k]);
	}
	for (i = 1; i <= p->npages; i++)
		check_page_parents(p, (int)i);
}
