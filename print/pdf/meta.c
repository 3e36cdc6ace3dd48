/* SPDX-License-Identifier: MIT
 *
 * meta.c -- what the file says about itself: catalog, information, XMP, the
 * colour profile and the ID.  Nothing of it comes from a clock.
 */
#include "print/pdf/pdf.h"

#include <hpdf_doc.h>
#include <math.h>

#define PRODUCER	"Earshot"

/* ---- an sRGB profile: ICC version 2.1, IEC 61966-2-1 --------------------- */

static void
put32(struct buf *b, uint32_t v)
{
	const unsigned char u[4] = { (unsigned char)(v >> 24),
	    (unsigned char)(v >> 16), (unsigned char)(v >> 8),
	    (unsigned char)v };

	buf_put(b, u, 4);
}

static void
pad(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_put(b, "", 1);
}

/* The colorants of sRGB, adapted to D50, as the ICC publishes them. */
static const double colorants[4][3] = {
	{ 0.9642, 1.0, 0.8249 },
	{ 0.43607, 0.22249, 0.01392 },
	{ 0.38515, 0.71687, 0.09708 },
	{ 0.14307, 0.06061, 0.71410 }
};

static void
icc_curve(struct buf *b)
{
	int i;

	buf_lit(b, "curv");
	put32(b, 0);
	put32(b, 256);
	for (i = 0; i < 256; i++) {
		double v = i / 255.0;
		long q;
		unsigned char u[2];

		v = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
		q = lround(v * 65535);
		u[0] = (unsigned char)(q >> 8);
		u[1] = (unsigned char)q;
		buf_put(b, u, 2);
	}
}

static void
icc_data(struct buf *b)
{
	int i, j;

	buf_lit(b, "desc");
	put32(b, 0);
	put32(b, 5);
	buf_lit(b, "sRGB");
	pad(b, 1 + 4 + 4 + 2 + 1 + 67 + 1);	/* 1: to a multiple of 4 */
	buf_lit(b, "text");
	put32(b, 0);
	buf_lit(b, "CC0");
	pad(b, 1);
	for (i = 0; i < 4; i++) {
		buf_lit(b, "XYZ ");
		put32(b, 0);
		for (j = 0; j < 3; j++)
			put32(b, (uint32_t)lround(colorants[i][j] * 65536));
	}
	icc_curve(b);
}

static void
icc(struct buf *b)
{
	static const struct { char name[5]; uint32_t at, size; } tags[] = {
		{ "desc", 0, 95 }, { "cprt", 96, 12 }, { "wtpt", 108, 20 },
		{ "rXYZ", 128, 20 }, { "gXYZ", 148, 20 }, { "bXYZ", 168, 20 },
		{ "rTRC", 188, 524 }, { "gTRC", 188, 524 }, { "bTRC", 188, 524 }
	};
	const uint32_t start = 128 + 4 + 12 * (uint32_t)LEN(tags);
	size_t i;

	put32(b, start + 188 + 524);
	pad(b, 4);
	put32(b, 0x02100000);
	buf_lit(b, "mntrRGB XYZ ");
	buf_lit(b, "\x07\xE8\0\1\0\1\0\0\0\0\0\0");
	buf_lit(b, "acsp");
	pad(b, 28);
	put32(b, (uint32_t)lround(0.9642 * 65536));
	put32(b, 65536);
	put32(b, (uint32_t)lround(0.8249 * 65536));
	pad(b, 48);
	put32(b, (uint32_t)LEN(tags));
	for (i = 0; i < LEN(tags); i++) {
		buf_puts(b, tags[i].name);
		put32(b, start + tags[i].at);
		put32(b, tags[i].size);
	}
	icc_data(b);
}

static void
output_intent(struct pdf *p)
{
	HPDF_MMgr m = p->doc->mmgr;
	struct buf b CLEAN(buf_free) = { 0 };
	HPDF_Array all = HPDF_Array_New(m);
	HPDF_Dict d = HPDF_Dict_New(m), s;

	icc(&b);
	s = pdf_stream(p, b.p, b.n);
	HPDF_Dict_AddNumber(s, "N", 3);
	HPDF_Dict_AddName(d, "Type", "OutputIntent");
	HPDF_Dict_AddName(d, "S", "GTS_PDFA1");
	pdf_put_ascii(p, d, "OutputConditionIdentifier", "sRGB");
	pdf_put_ascii(p, d, "Info", "sRGB");
	HPDF_Dict_Add(d, "DestOutputProfile", s);
	HPDF_Array_Add(all, d);
	HPDF_Dict_Add(p->doc->catalog, "OutputIntents", all);
}

/* ---- XMP ----------------------------------------------------------------- */

#define NS_RDF	"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_UA	"http://www.aiim.org/pdfua/ns/id/"
#define NS_A	"http://www.aiim.org/pdfa/ns/"

/* PDF/A-2 knows nothing of PDF/UA: its property must be described. */
static void
xmp_extension(struct buf *b)
{
	html_lit(b, "<rdf:Description rdf:about=\"\" "
	    "xmlns:pdfaExtension=\"" NS_A "extension/\" "
	    "xmlns:pdfaSchema=\"" NS_A "schema#\" "
	    "xmlns:pdfaProperty=\"" NS_A "property#\">"
	    "<pdfaExtension:schemas><rdf:Bag>"
	    "<rdf:li rdf:parseType=\"Resource\">"
	    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema"
	    "</pdfaSchema:schema><pdfaSchema:namespaceURI>" NS_UA
	    "</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid"
	    "</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
	    "<rdf:li rdf:parseType=\"Resource\">"
	    "<pdfaProperty:name>part</pdfaProperty:name>"
	    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	    "<pdfaProperty:category>internal</pdfaProperty:category>"
	    "<pdfaProperty:description>Indicates, which part of ISO 14289 "
	    "standard is followed</pdfaProperty:description></rdf:li>"
	    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
	    "</pdfaExtension:schemas></rdf:Description>\n");
}

static void
xmp(struct buf *b, const struct report *r, bool archive, const char *day)
{
	html_lit(b, "<?xpacket begin=\"\xEF\xBB\xBF\" "
	    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
	    "<rdf:RDF xmlns:rdf=\"" NS_RDF "\">\n"
	    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"" NS_UA "\">"
	    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n");
	if (archive)
		html_lit(b,
	    "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"" NS_A "id/\">"
	    "<pdfaid:part>2</pdfaid:part>"
	    "<pdfaid:conformance>A</pdfaid:conformance></rdf:Description>\n");
	html_f(b, "<rdf:Description rdf:about=\"\" "
	    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
	    "<dc:format>application/pdf</dc:format><dc:title><rdf:Alt>"
	    "<rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
	    "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>"
	    "</rdf:Description>\n", r->title, r->lang);
	if (r->owner != NULL)
		html_f(b, "<rdf:Description rdf:about=\"\" "
		    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
		    "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq>"
		    "</dc:creator></rdf:Description>\n", r->owner);
	html_f(b, "<rdf:Description rdf:about=\"\" "
	    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
	    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
	    "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>"
	    "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>"
	    "<pdf:Producer>" PRODUCER "</pdf:Producer></rdf:Description>\n",
	    day, day);
	xmp_extension(b);
	html_lit(b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

/* ---- catalog, information, ID -------------------------------------------- */

static void
catalog(struct pdf *p)
{
	HPDF_Dict c = p->doc->catalog, d;

	d = HPDF_Dict_New(p->doc->mmgr);
	HPDF_Dict_AddBoolean(d, "Marked", HPDF_TRUE);
	HPDF_Dict_Add(c, "MarkInfo", d);
	d = HPDF_Dict_New(p->doc->mmgr);
	HPDF_Dict_AddBoolean(d, "DisplayDocTitle", HPDF_TRUE);
	if (p->r->rtl)
		HPDF_Dict_AddName(d, "Direction", "R2L");
	HPDF_Dict_Add(c, "ViewerPreferences", d);
	pdf_put_ascii(p, c, "Lang", p->r->lang);
	if (!p->r->bare)
		HPDF_SetPageMode(p->doc, HPDF_PAGE_MODE_USE_OUTLINE);
}

static void
information(struct pdf *p)
{
	struct date d = p->r->date;
	HPDF_Date at = { d.year, d.month, d.day, 0, 0, 0, 'Z', 0, 0 };

	/* This makes the dictionary; the words follow in UTF-16. */
	HPDF_SetInfoAttr(p->doc, HPDF_INFO_TITLE, "x");
	pdf_put_text(p, p->doc->info, "Title", p->r->title);
	if (p->r->owner != NULL)
		pdf_put_text(p, p->doc->info, "Author", p->r->owner);
	pdf_put_ascii(p, p->doc->info, "Producer", PRODUCER);
	HPDF_SetInfoDateAttr(p->doc, HPDF_INFO_CREATION_DATE, at);
	HPDF_SetInfoDateAttr(p->doc, HPDF_INFO_MOD_DATE, at);
}

static void
identity(struct pdf *p)
{
	HPDF_Array v = HPDF_Array_New(p->doc->mmgr);
	HPDF_BYTE id[16];
	int i;

	for (i = 0; i < 16; i++)
		id[i] = (HPDF_BYTE)(p->hash[i / 8] >> (56 - i % 8 * 8));
	for (i = 0; i < 2; i++)
		HPDF_Array_Add(v, HPDF_Binary_New(p->doc->mmgr, id, 16));
	HPDF_Dict_Add(p->doc->trailer, "ID", v);
}

void
pdf_meta(struct pdf *p)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char day[11];
	HPDF_Dict d;

	catalog(p);
	output_intent(p);
	information(p);
	identity(p);
	date_text(p->r->date, day);
	xmp(&b, p->r, !p->fillable, day);
	/* Not compressed, so that programs find it without a PDF library. */
	d = pdf_stream(p, b.p, b.n);
	d->filter = HPDF_STREAM_FILTER_NONE;
	HPDF_Dict_AddName(d, "Type", "Metadata");
	HPDF_Dict_AddName(d, "Subtype", "XML");
	HPDF_Dict_Add(p->doc->catalog, "Metadata", d);
}
