/* SPDX-License-Identifier: MIT
 *
 * seed.c -- a small PDF that keeps every rule, to be broken rule by rule.
 */
#include "tests/pdf/seed.h"

#include <stdio.h>

enum { OBJECTS = 200, MARKS = 100, PAGES = 2 };

/* Objects with fixed numbers; elements follow. */
enum {
	CATALOG = 1, TREE, PARENTS, META, INTENT, PROFILE, INFO, IDS,
	PAGETREE, PAGE1, PAGE2, CONTENT1, CONTENT2, OUTLINE, LINK, COMMENT,
	FIELD, LOOK, F0, F0D, F0C, F0U, F0M, F0P, F1, F1D, F1C, F1E, F1S, F1M,
	F2, F2D, F2P, F2U, FORM, ENTRY1, ENTRY2, ENTRY3, FREE
};

struct seed {
	struct buf	obj[OBJECTS];
	struct buf	kids[OBJECTS];	/* of elements */
	struct buf	content[PAGES];
	struct buf	marks[PAGES];	/* ParentTree arrays */
	int		nmarks[PAGES], y[PAGES];
	int		page;		/* 0 or 1 */
	int		next;
	struct buf	ids;
};

static int
page_object(const struct seed *s)
{
	return s->page ? PAGE2 : PAGE1;
}

/* A structure element; more is raw entries. */
static int
elem(struct seed *s, int parent, const char *type, const char *more)
{
	int n = s->next++;

	buf_printf(&s->obj[n], "<< /Type /StructElem /S /%s /P %d 0 R /Pg "
	    "%d 0 R %s", type, parent, page_object(s), more);
	buf_printf(&s->kids[parent], "%d 0 R ", n);
	return n;
}

/* One line of text in font /F0, /F1 or /F2, marked as e's. */
static void
say(struct seed *s, int e, int font, const char *words, const char *more)
{
	struct buf *c = &s->content[s->page];
	const char *p;

	buf_printf(&s->kids[e], "%d ", s->nmarks[s->page]);
	buf_printf(&s->marks[s->page], "%d 0 R ", e);
	buf_printf(c, "/Span << /MCID %d %s>> BDC\nBT /F%d 12 Tf 50 %d Td <",
	    s->nmarks[s->page]++, more, font, s->y[s->page]);
	for (p = words; *p != '\0'; p++)
		if (font == 2)
			buf_printf(c, "%02X", (unsigned)*p);
		else
			buf_printf(c, "%04X", (unsigned)*p - SEED_FIRST + 1);
	buf_puts(c, "> Tj ET\nEMC\n");
	s->y[s->page] -= 16;
}

static int
line(struct seed *s, int parent, const char *type, const char *more,
    const char *words)
{
	int e = elem(s, parent, type, more);

	say(s, e, 0, words, "");
	return e;
}

/* An element with an ID, which goes into the IDTree. */
static void
named(struct seed *s, int parent, const char *type, const char *id,
    const char *more, const char *words)
{
	char text[160];

	snprintf(text, sizeof(text), "/ID (%s) %s", id, more);
	buf_printf(&s->ids, "(%s) %d 0 R ", id, line(s, parent, type, text,
	    words));
}

/* A child that is an annotation. */
static void
object_kid(struct seed *s, int e, int object)
{
	buf_printf(&s->kids[e], "<< /Type /OBJR /Obj %d 0 R /Pg %d 0 R >> ",
	    object, page_object(s));
}

static void
artifact(struct seed *s, const char *ops)
{
	buf_printf(&s->content[s->page], "/Artifact << /Type /Layout >> BDC\n"
	    "q %s Q\nEMC\n", ops);
}

static void
list(struct seed *s, int parent)
{
	int l = elem(s, parent, "L", ""), item, i;

	for (i = 0; i < 2; i++) {
		item = elem(s, l, "LI", "");
		line(s, item, "Lbl", "", i ? "2." : "1.");
		line(s, item, "LBody", "", i ? "Pears" : "Apples");
	}
}

/* Headers by scope. */
static void
table(struct seed *s, int parent)
{
	int t = elem(s, parent, "Table", ""), part, row, i;

	line(s, t, "Caption", "", "Fruit in the bowl");
	part = elem(s, t, "THead", "");
	row = elem(s, part, "TR", "");
	line(s, row, "TH", "/A << /O /Table /Scope /Column >>", "Fruit");
	line(s, row, "TH", "/A << /O /Table /Scope /Column >>", "Green");
	line(s, row, "TH", "/A << /O /Table /Scope /Column >>", "Red");
	part = elem(s, t, "TBody", "");
	for (i = 0; i < 2; i++) {
		row = elem(s, part, "TR", "");
		line(s, row, "TH", "/A << /O /Table /Scope /Row >>",
		    i ? "Apples" : "Pears");
		line(s, row, "TD", "", i ? "4" : "3");
		line(s, row, "TD", "", i ? "2" : "1");
	}
}

/* Headers by name, and a cell that spans two columns. */
static void
named_table(struct seed *s, int parent)
{
	int t = elem(s, parent, "Table", ""), row;

	row = elem(s, t, "TR", "");
	named(s, row, "TH", "a-kind", "", "Kind");
	named(s, row, "TH", "b-count", "/A [<< /O /Table /ColSpan 2 >>]",
	    "Count");
	row = elem(s, t, "TR", "");
	named(s, row, "TH", "c-plum", "/A << /O /Table /Headers [(a-kind)] >>",
	    "Plums");
	line(s, row, "TD", "/A << /O /Table /Headers [(b-count) (c-plum)] >>",
	    "7");
	line(s, row, "TD", "/A << /O /Table /Headers [(b-count) (c-plum)] >>",
	    "8");
}

static void
first_page(struct seed *s, int doc)
{
	int e;

	line(s, doc, "H1", "", "Fruit");
	e = line(s, doc, "P", "", "What is in the bowl. See ");
	e = line(s, e, "Link", "", "the market");
	object_kid(s, e, LINK);
	line(s, doc, "H2", "", "Apples and pears");
	list(s, doc);
	table(s, doc);
	e = elem(s, doc, "Figure", "/Alt (Three green pears)");
	say(s, e, 2, "Pears", "");
	buf_printf(&s->content[0], "/Figure << /MCID %d >> BDC\n"
	    "0 0.5 0 rg 300 100 40 40 re f\nEMC\n", s->nmarks[0]);
	buf_printf(&s->kids[e], "%d ", s->nmarks[0]++);
	buf_printf(&s->marks[0], "%d 0 R ", e);
	artifact(s, "0.5 w 50 60 m 500 60 l S");
}

static void
second_page(struct seed *s, int doc)
{
	int e, k;

	s->page = 1;
	line(s, doc, "H3", "", "Plums");
	e = elem(s, doc, "TOC", "");
	k = elem(s, e, "TOCI", "");
	line(s, k, "Reference", "", "Apples and pears, page 1");
	line(s, doc, "P", "/Lang (cy)", "Afalau a gellyg");
	e = elem(s, doc, "P", "");
	say(s, e, 1, "v.", "/ActualText <FEFF00730065006500> ");
	say(s, e, 1, " the note", "/Lang (en-GB) ");
	k = elem(s, e, "Strong", "/E (a real word)");
	say(s, k, 0, "really", "");
	named_table(s, doc);
	e = elem(s, doc, "Note", "/ID (note1)");
	buf_printf(&s->ids, "(note1) %d 0 R ", e);
	say(s, e, 0, "Picked in June.", "");
	line(s, doc, "Formula", "/Alt (two plus two)", "2 + 2");
	e = elem(s, doc, "Annot", "");
	object_kid(s, e, COMMENT);
	e = elem(s, doc, "Form", "");
	object_kid(s, e, FIELD);
	artifact(s, "0 0 1 rg 50 60 9 9 re f");
	artifact(s, "1 0 0 1 50 40 cm /Form Do");
}

/* ---- fonts -------------------------------------------------------------- */

static void
stream(struct seed *s, int n, const char *entries, const void *data,
    size_t size)
{
	buf_printf(&s->obj[n], "<< %s /Length %zu >>\nstream\n", entries,
	    size);
	buf_put(&s->obj[n], data, size);
	buf_puts(&s->obj[n], "\nendstream");
}

static void
text_stream(struct seed *s, int n, const char *entries, const char *text)
{
	stream(s, n, entries, text, strlen(text));
}

static void
composite(struct seed *s, int n, int sub, int descriptor, int map,
    const char *encoding, const struct seed_font *f)
{
	int c;

	buf_printf(&s->obj[n], "<< /Type /Font /Subtype /Type0 /BaseFont "
	    "/SEEDAA+NotoSans /Encoding %s /DescendantFonts [%d 0 R] "
	    "/ToUnicode %d 0 R >>", encoding, sub, F0U);
	buf_printf(&s->obj[sub], "<< /Type /Font /Subtype /CIDFontType2 "
	    "/BaseFont /SEEDAA+NotoSans /CIDSystemInfo << /Registry (Adobe) "
	    "/Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R "
	    "/CIDToGIDMap %d 0 R /DW 1000 /W [1 [", descriptor, map);
	for (c = SEED_FIRST; c <= SEED_LAST; c++)
		buf_printf(&s->obj[sub], "%d ", f->width[c]);
	buf_puts(&s->obj[sub], "]] >>");
}

static void
descriptor(struct seed *s, int n, int flags, int program, const char *more)
{
	buf_printf(&s->obj[n], "<< /Type /FontDescriptor /FontName "
	    "/SEEDAA+NotoSans /Flags %d /FontBBox [-600 -400 2900 1100] "
	    "/ItalicAngle 0 /Ascent 1069 /Descent -293 /CapHeight 714 /StemV "
	    "80 /FontFile2 %d 0 R %s>>", flags, program, more);
}

static void
gid_map(struct seed *s, const struct seed_font *f)
{
	char map[2 * (SEED_LAST - SEED_FIRST + 2)] = { 0 }, set[12] = { 0 };
	int c, cid;

	for (c = SEED_FIRST; c <= SEED_LAST; c++) {
		cid = c - SEED_FIRST + 1;
		map[2 * cid] = (char)(f->gid[c] >> 8);
		map[2 * cid + 1] = (char)f->gid[c];
		set[cid / 8] = (char)(set[cid / 8] | 0x80 >> cid % 8);
	}
	set[0] = (char)(set[0] | 0x80);
	stream(s, F0M, "", map, sizeof(map));
	stream(s, F1M, "", map, sizeof(map));
	stream(s, F1S, "", set, sizeof(set));
}

static void
simple(struct seed *s, const struct seed_font *f)
{
	int c;

	buf_printf(&s->obj[F2], "<< /Type /Font /Subtype /TrueType /BaseFont "
	    "/SEEDAA+NotoSans /Encoding /WinAnsiEncoding /FirstChar %d "
	    "/LastChar %d /FontDescriptor %d 0 R /ToUnicode %d 0 R /Widths "
	    "[", SEED_FIRST, SEED_LAST, F2D, F2U);
	for (c = SEED_FIRST; c <= SEED_LAST; c++)
		buf_printf(&s->obj[F2], "%d ", f->width[c]);
	buf_puts(&s->obj[F2], "] >>");
	descriptor(s, F2D, 32, F2P, "");
	stream(s, F2P, "", f->program.p, f->program.n);
	text_stream(s, F2U, "", "begincmap\n1 begincodespacerange\n<00> <FF>\n"
	    "endcodespacerange\n1 beginbfrange\n<20> <7E> <0020>\n"
	    "endbfrange\nendcmap\n");
}

static void
fonts(struct seed *s, const struct seed_font *f, const struct seed_font *g)
{
	static const char head[] = "/CIDInit /ProcSet findresource begin\n"
	    "12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) "
	    "/Ordering (Identity) /Supplement 0 >> def\n/CMapName /Seed "
	    "def\n/CMapType 1 def\n/WMode 0 def\n1 begincodespacerange\n<0000> "
	    "<FFFF>\nendcodespacerange\n";
	static const char foot[] = "endcmap\nCMapName currentdict /CMap "
	    "defineresource pop\nend\nend\n";
	char text[1024];

	composite(s, F0, F0C, F0D, F0M, "/Identity-H", f);
	snprintf(text, sizeof(text), "%d 0 R", F1E);
	composite(s, F1, F1C, F1D, F1M, text, f);
	descriptor(s, F0D, 4, F0P, "");
	snprintf(text, sizeof(text), "/CIDSet %d 0 R ", F1S);
	descriptor(s, F1D, 4, F0P, text);
	gid_map(s, f);
	stream(s, F0P, "", f->program.p, f->program.n);
	snprintf(text, sizeof(text), "%s1 beginbfrange\n<0001> <005E> <0020>\n"
	    "endbfrange\n1 beginbfchar\n<005F> <007E>\nendbfchar\n%s", head,
	    foot);
	text_stream(s, F0U, "", text);
	snprintf(text, sizeof(text), "%s1 begincidrange\n<0001> <005F> 1\n"
	    "endcidrange\n%s", head, foot);
	text_stream(s, F1E, "/Type /CMap /CMapName /Seed /WMode 0 "
	    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
	    "/Supplement 0 >>", text);
	simple(s, g);
}

/* ---- the document ------------------------------------------------------- */

static const char metadata[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3"
    ".org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua"
    "/ns/id/\"><pdfuaid:part>1</pdfuaid:part></rdf:Description>\n"
    "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/"
    "ns/id/\"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A"
    "</pdfaid:conformance></rdf:Description>\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1."
    "1/\"><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Fruit &amp; more"
    "</rdf:li></rdf:Alt></dc:title></rdf:Description>\n"
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org"
    "/pdfa/ns/extension/\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/"
    "schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid"
    "</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li "
    "rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
    "</pdfaExtension:schemas></rdf:Description>\n"
    "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";

/* Annotations, and a form that the second page draws as decoration. */
static void
annotations(struct seed *s)
{
	char text[160];

	buf_printf(&s->obj[LINK], "<< /Type /Annot /Subtype /Link /Rect [50 "
	    "750 200 766] /F 4 /Border [0 0 0] /Contents (The market's page) "
	    "/StructParent 2 /A << /Type /Action /S /URI /URI "
	    "(https://example.org/) >> >>");
	buf_printf(&s->obj[COMMENT], "<< /Type /Annot /Subtype /Text /Rect "
	    "[400 700 420 720] /F 28 /Contents (Ask the grower) /StructParent "
	    "3 /AP << /N %d 0 R >> >>", LOOK);
	buf_printf(&s->obj[FIELD], "<< /Type /Annot /Subtype /Widget /FT /Tx "
	    "/T (name) /TU (Your name) /Rect [400 600 500 620] /F 4 /DA (/F0 "
	    "12 Tf) /StructParent 4 /AP << /N %d 0 R >> >>", LOOK);
	snprintf(text, sizeof(text), "/Type /XObject /Subtype /Form /BBox [0 0 "
	    "90 20] /Resources << /Font << /F0 %d 0 R >> >>", F0);
	text_stream(s, FORM, text, "BT /F0 9 Tf 0 4 Td <00310012> Tj ET");
	text_stream(s, LOOK, "/Type /XObject /Subtype /Form /BBox [0 0 20 20]",
	    "");
}

/* more names the annotations that page has. */
static void
page(struct seed *s, int i, const char *more)
{
	buf_printf(&s->obj[PAGE1 + i], "<< /Type /Page /Parent %d 0 R "
	    "/MediaBox [0 0 595 842] /Resources << /XObject << /Form %d 0 R "
	    ">> /Font << /F0 %d 0 R /F1 %d 0 R /F2 %d 0 R >> >> /Contents %d "
	    "0 R /StructParents %d /Tabs /S /Annots [%s] >>", PAGETREE, FORM,
	    F0, F1, F2, CONTENT1 + i, i, more);
	text_stream(s, CONTENT1 + i, "", buf_text(&s->content[i]));
}

/* The three headings: H1 holds H2, which holds H3. */
static void
outline(struct seed *s)
{
	static const char *const title[] = { "Fruit", "Apples and pears",
		"Plums" };
	int i, up;

	buf_printf(&s->obj[OUTLINE], "<< /Type /Outlines /First %d 0 R /Last "
	    "%d 0 R /Count 1 >>", ENTRY1, ENTRY1);
	for (i = 0; i < 3; i++) {
		up = i ? ENTRY1 + i - 1 : OUTLINE;
		buf_printf(&s->obj[ENTRY1 + i], "<< /Title (%s) /Parent %d 0 "
		    "R /Dest [%d 0 R /XYZ null 800 null]", title[i], up,
		    i < 2 ? PAGE1 : PAGE2);
		if (i < 2)
			buf_printf(&s->obj[ENTRY1 + i], " /First %d 0 R /Last "
			    "%d 0 R /Count -1", ENTRY1 + i + 1,
			    ENTRY1 + i + 1);
		buf_puts(&s->obj[ENTRY1 + i], " >>");
	}
}

/* The element whose child is the object; elements are few. */
static int
owner(struct seed *s, int object)
{
	char text[40];
	int i;

	snprintf(text, sizeof(text), "/Obj %d 0 R", object);
	for (i = FREE; i < s->next; i++)
		if (strstr(buf_text(&s->kids[i]), text) != NULL)
			return i;
	return 0;
}

static void
catalog(struct seed *s)
{
	struct buf CLEAN(buf_free) icc = { 0 };
	int i;

	buf_printf(&s->obj[CATALOG], "<< /Type /Catalog /Pages %d 0 R /Lang "
	    "(en-GB) /MarkInfo << /Marked true >> /ViewerPreferences << "
	    "/DisplayDocTitle true >> /StructTreeRoot %d 0 R /Metadata %d 0 R "
	    "/OutputIntents [%d 0 R] /Outlines %d 0 R /AcroForm << /Fields "
	    "[%d 0 R] /DR << /Font << /F0 %d 0 R >> >> >> >>", PAGETREE, TREE,
	    META, INTENT, OUTLINE, FIELD, F0);
	buf_printf(&s->obj[TREE], "<< /Type /StructTreeRoot /ParentTree %d 0 "
	    "R /ParentTreeNextKey 5 /IDTree %d 0 R /RoleMap << /Strong /Span "
	    ">> /ClassMap << >> /K [%s] >>", PARENTS, IDS,
	    buf_text(&s->kids[TREE]));
	buf_printf(&s->obj[PARENTS], "<< /Nums [0 [%s] 1 [%s] 2 %d 0 R 3 %d 0 "
	    "R 4 %d 0 R] >>", buf_text(&s->marks[0]), buf_text(&s->marks[1]),
	    owner(s, LINK), owner(s, COMMENT), owner(s, FIELD));
	buf_printf(&s->obj[IDS], "<< /Names [%s] >>", buf_text(&s->ids));
	buf_printf(&s->obj[INTENT], "<< /Type /OutputIntent /S /GTS_PDFA1 "
	    "/OutputConditionIdentifier (sRGB) /DestOutputProfile %d 0 R >>",
	    PROFILE);
	buf_printf(&s->obj[INFO], "<< /Title (Fruit & more) >>");
	buf_printf(&s->obj[PAGETREE], "<< /Type /Pages /Count 2 /Kids [%d 0 R "
	    "%d 0 R] >>", PAGE1, PAGE2);
	seed_profile(&icc);
	stream(s, PROFILE, "/N 3", icc.p, icc.n);
	text_stream(s, META, "/Type /Metadata /Subtype /XML", metadata);
	for (i = FREE; i < s->next; i++)
		buf_printf(&s->obj[i], " /K [%s] >>", buf_text(&s->kids[i]));
}

static void
file(struct seed *s, struct buf *out)
{
	size_t at[OBJECTS], xref;
	int i;

	buf_puts(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	for (i = 1; i < s->next; i++) {
		at[i] = out->n;
		buf_printf(out, "%d 0 obj\n", i);
		buf_put(out, s->obj[i].p, s->obj[i].n);
		buf_puts(out, "\nendobj\n");
	}
	xref = out->n;
	buf_printf(out, "xref\n0 %d\n0000000000 65535 f \n", s->next);
	for (i = 1; i < s->next; i++)
		buf_printf(out, "%010zu 00000 n \n", at[i]);
	buf_printf(out, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID "
	    "[<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDD"
	    "EEFF>] >>\nstartxref\n%zu\n%%%%EOF\n", s->next, CATALOG, INFO,
	    xref);
}

static void
seed_done(struct seed *s)
{
	int i;

	for (i = 0; i < OBJECTS; i++) {
		buf_free(&s->obj[i]);
		buf_free(&s->kids[i]);
	}
	for (i = 0; i < PAGES; i++) {
		buf_free(&s->content[i]);
		buf_free(&s->marks[i]);
	}
	buf_free(&s->ids);
}

bool
seed_pdf(struct buf *out, struct err *e)
{
	struct seed CLEAN(seed_done) s = { .next = FREE, .y = { 800, 800 } };
	struct seed_font CLEAN(seed_font_done) f = { 0 };
	struct seed_font CLEAN(seed_font_done) g = { 0 };
	char text[64];
	int doc;

	if (!seed_font(&f, false, e) || !seed_font(&g, true, e))
		return false;
	doc = elem(&s, TREE, "Document", "");
	first_page(&s, doc);
	second_page(&s, doc);
	fonts(&s, &f, &g);
	annotations(&s);
	snprintf(text, sizeof(text), "%d 0 R", LINK);
	page(&s, 0, text);
	snprintf(text, sizeof(text), "%d 0 R %d 0 R", COMMENT, FIELD);
	page(&s, 1, text);
	outline(&s);
	catalog(&s);
	file(&s, out);
	return true;
}
