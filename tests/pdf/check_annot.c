/* SPDX-License-Identifier: MIT
 *
 * check_annot.c -- annotations and form fields: Matterhorn 28, 11-004, 11-005
 * and ISO 19005-2, 6.3.
 */
#include "tests/pdf/check.h"

/* ISO 32000-1, 12.5.6, table 169. */
static const char *const known[] = {
	"Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon",
	"PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut",
	"Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound", "Movie",
	"Widget", "Screen", "PrinterMark", "TrapNet", "Watermark", "3D",
	"Redact"
};

static bool
is_known(const char *type)
{
	size_t i;

	for (i = 0; i < LEN(known); i++)
		if (strcmp(known[i], type) == 0)
			return true;
	return false;
}

enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NOVIEW = 32, TOGGLE = 256 };

struct note {
	struct pdf	*p;
	qpdf_oh		 o;
	int		 page;
	const char	*type;		/* Subtype */
	struct elem	*e;		/* its structure element, or NULL */
	const char	*contents;
};

static bool
blank(const char *s)
{
	return s == NULL || s[strspn(s, " \t\r\n")] == '\0';
}

/* The element that holds the annotation, going by K. */
static struct elem *
holder(struct pdf *p, int object)
{
	size_t i, k;

	for (i = 0; i < p->nelems && object > 0; i++)
		for (k = 0; k < p->elems[i]->nkids; k++)
			if (p->elems[i]->kids[k].kind == KID_OBJECT &&
			    p->elems[i]->kids[k].object == object)
				return p->elems[i];
	return NULL;
}

static bool
described(const struct note *n)
{
	return !blank(n->contents) || (n->e != NULL && !blank(n->e->alt));
}

/* A field's entry may be on its parent: ISO 32000-1, 12.7.3.1. */
static const char *
field_text(struct pdf *p, qpdf_oh o, const char *key)
{
	int i;

	for (i = 0; i < 32 && is_dict(p, o); i++) {
		if (has(p, o, key))
			return text_of(p, get(p, o, key));
		o = get(p, o, "/Parent");
	}
	return NULL;
}

static void
check_widget(const struct note *n)
{
	struct pdf *p = n->p;
	const char *tu = field_text(p, n->o, "/TU");
	size_t i, kids = 0;

	if (!is_role(n->e, "Form")) {
		fault(p, n->page, "28-010", "a form field is not in a Form "
		    "element");
	} else {
		for (i = 0; i < n->e->nkids; i++)
			kids += n->e->kids[i].kind == KID_OBJECT;
		if (kids != 1)
			fault(p, n->page, "28-010", "a Form element holds "
			    "%zu form fields, not one", kids);
	}
	if (blank(tu) && (n->e == NULL || blank(n->e->alt)))
		fault(p, n->page, "28-005", "a form field has no description "
		    "(TU)");
	if (tu != NULL && !p->lang && elem_lang(n->e) == NULL)
		fault(p, n->page, "11-005", "the language of a form field's "
		    "description cannot be determined");
}

static void
check_screen(const struct note *n)
{
	struct pdf *p = n->p;
	qpdf_oh clip = get(p, get(p, get(p, n->o, "/A"), "/R"), "/C");

	if (!is_dict(p, clip))
		return;
	if (!has(p, clip, "/CT"))
		fault(p, n->page, "28-014", "a media clip has no type (CT)");
	if (!has(p, clip, "/Alt"))
		fault(p, n->page, "28-015", "a media clip has no alternative "
		    "text (Alt)");
}

static void
check_type(const struct note *n)
{
	struct pdf *p = n->p;

	if (strcmp(n->type, "Widget") == 0) {
		check_widget(n);
		return;
	}
	if (strcmp(n->type, "Link") == 0) {
		if (!is_role(n->e, "Link"))
			fault(p, n->page, "28-011", "a link is not in a Link "
			    "element");
		if (blank(n->contents))
			fault(p, n->page, "28-012", "a link has no "
			    "description (Contents)");
		return;
	}
	if (strcmp(n->type, "PrinterMark") == 0) {
		if (n->e != NULL)
			fault(p, n->page, "28-017", "a printer's mark is in "
			    "the structure tree");
		return;
	}
	if (strcmp(n->type, "TrapNet") == 0) {
		fault(p, n->page, "28-007", "there is a TrapNet annotation");
		return;
	}
	if (!is_role(n->e, "Annot"))
		fault(p, n->page, is_known(n->type) ? "28-002" : "28-006",
		    "an annotation of type %s is not in an Annot element",
		    n->type);
	if (!described(n))
		fault(p, n->page, "28-004", "an annotation of type %s has no "
		    "description (Contents, or Alt)", n->type);
	if (strcmp(n->type, "Screen") == 0)
		check_screen(n);
	if (strcmp(n->type, "FileAttachment") == 0 &&
	    (!has(p, get(p, n->o, "/FS"), "/F") ||
	    !has(p, get(p, n->o, "/FS"), "/UF")))
		fault(p, n->page, "28-016", "an attached file has no name (F "
		    "and UF)");
}

static bool
outside(struct pdf *p, qpdf_oh annot, qpdf_oh box)
{
	double a[4], b[4];
	int i;

	if (length_of(p, annot) != 4 || length_of(p, box) != 4)
		return false;
	for (i = 0; i < 4; i++) {
		a[i] = number_of(p, item(p, annot, i), 0);
		b[i] = number_of(p, item(p, box, i), 0);
	}
	return a[2] <= b[0] || a[0] >= b[2] || a[3] <= b[1] || a[1] >= b[3];
}

/* PDF/A: it prints, it shows, and it looks the same everywhere. */
static void
check_archive(const struct note *n)
{
	struct pdf *p = n->p;
	int flags = int_of(p, get(p, n->o, "/F"), 0);
	bool popup = strcmp(n->type, "Popup") == 0;

	if (!popup && (!(flags & PRINT) || flags & (INVISIBLE | HIDDEN |
	    NOVIEW | TOGGLE)))
		fault(p, n->page, "A2-6.3.2", "an annotation of type %s does "
		    "not print, or may be hidden (F)", n->type);
	if (!popup && strcmp(n->type, "Link") != 0 &&
	    !is_dict(p, get(p, get(p, n->o, "/AP"), "/N")) &&
	    !qpdf_oh_is_stream(p->q, get(p, get(p, n->o, "/AP"), "/N")))
		fault(p, n->page, "A2-6.3.3", "an annotation of type %s has "
		    "no appearance (AP)", n->type);
	if (strcmp(n->type, "Sound") == 0 || strcmp(n->type, "Movie") == 0 ||
	    strcmp(n->type, "Screen") == 0 || strcmp(n->type, "3D") == 0 ||
	    !is_known(n->type))
		fault(p, n->page, "A2-6.3.1", "an annotation of type %s is "
		    "not allowed", n->type);
}

static void
check_annot(struct pdf *p, qpdf_oh o, int page)
{
	struct note n = { .p = p, .o = o, .page = page };
	bool unseen;

	n.type = name_of(p, get(p, o, "/Subtype"));
	n.contents = text_of(p, get(p, o, "/Contents"));
	n.e = holder(p, object_of(p, o));
	check_archive(&n);
	unseen = (int_of(p, get(p, o, "/F"), 0) & HIDDEN) != 0 ||
	    strcmp(n.type, "Popup") == 0 || outside(p, get(p, o, "/Rect"),
	    get(p, p->pages[page - 1].o, "/CropBox"));
	if (unseen)	/* PDF/UA-1, 7.18.1 asks nothing of these */
		return;
	check_type(&n);
	if (n.contents != NULL && !p->lang && elem_lang(n.e) == NULL)
		fault(p, page, "11-004", "the language of an annotation's "
		    "description cannot be determined");
	if (n.e != NULL && !has(p, o, "/StructParent"))
		fault(p, page, "X-002", "an annotation has no StructParent");
}

void
check_annots(struct pdf *p)
{
	size_t i;
	int k, n;

	for (i = 0; i < p->npages; i++) {
		qpdf_oh page = p->pages[i].o, list = get(p, page, "/Annots");
		qpdf_oh tabs = get(p, page, "/Tabs");

		if ((n = length_of(p, list)) == 0)
			continue;
		if (is_null(p, tabs))
			fault(p, (int)i + 1, "28-008", "the page has "
			    "annotations, but no tab order (Tabs)");
		else if (!name_is(p, tabs, "S"))
			fault(p, (int)i + 1, "28-009", "the tab order (Tabs) "
			    "is %s, not S", name_of(p, tabs));
		for (k = 0; k < n; k++)
			check_annot(p, item(p, list, k), (int)i + 1);
	}
}
