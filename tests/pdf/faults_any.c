/* SPDX-License-Identifier: MIT
 *
 * faults_any.c -- faults that can be put into any report of ours: a check of
 * the checker on the real thing.
 */
#include "tests/pdf/break.h"

#define SET(where, key, value)	{ STEP_SET, where, key, value }
#define DEL(where, key)		{ STEP_DEL, where, key, NULL }
#define SWAP(where, from, to)	{ STEP_SWAP, where, from, to }
#define TYPE(where, type)	SET(where, "S", "/" type)

const struct fault_case faults_any[] = {
	{ "an artifact in tagged content", "01-003",
	  { SWAP("content1", "<</MCID 0>> BDC",
	    "<</MCID 0>> BDC /Artifact BMC EMC") } },
	{ "tagged content in an artifact", "01-004",
	  { SWAP("content1", "/P <</MCID 0>> BDC",
	    "/Artifact BMC EMC /Artifact BMC /P <</MCID 0>> BDC EMC EMC "
	    "/Artifact BMC") } },
	{ "a line that is neither tagged nor an artifact", "01-005",
	  { SWAP("content1", "/P <</MCID 0>> BDC",
	    "0 0 m 9 9 l S /P <</MCID 0>> BDC") } },
	{ "tags called suspect", "01-007",
	  { SET("catalog/MarkInfo", "Suspects", "true") } },
	{ "no metadata", "06-001", { DEL("catalog", "Metadata") } },
	{ "the wrong PDF/UA part", "06-002",
	  { SWAP("xmp", "<pdfuaid:part>1<", "<pdfuaid:part>2<") } },
	{ "no title", "06-003",
	  { SWAP("xmp", "<dc:title>", "<dc:subject>"),
	    SWAP("xmp", "</dc:title>", "</dc:subject>") } },
	{ "DisplayDocTitle false", "07-002",
	  { SET("catalog/ViewerPreferences", "DisplayDocTitle", "false") } },
	{ "a paragraph among the cells", "09-004", { TYPE("TD", "P") } },
	{ "list items outside a list", "09-005", { TYPE("L", "Div") } },
	{ "entries outside a table of contents", "09-006",
	  { TYPE("TOC", "Sect") } },
	{ "a paragraph's language that is no code", "11-001",
	  { SET("P#1", "Lang", "(Welsh language)") } },
	{ "no document language but in the tree", "11-003 11-006 X-008",
	  { DEL("catalog", "Lang"), SET("Document", "Lang", "(en-GB)") } },
	{ "a figure without words", "13-004",
	  { TYPE("P#2", "Figure") } },
	{ "a first heading that is not H1", "14-002", { TYPE("H1", "H2") } },
	{ "a level skipped", "14-003 X-004", { TYPE("H2", "H4") } },
	{ "a cell that names an unknown header", "15-005",
	  { SET("TD#1", "A", "<< /O /Table /Headers [(nobody)] >>") } },
	{ "a link outside Link", "28-011", { TYPE("Link", "Span") } },
	{ "a link without Contents", "28-012", { DEL("link", "Contents") } },
	{ "a link that does not print", "A2-6.3.2",
	  { SET("link", "F", "0") } },
	{ "a link without StructParent", "X-002",
	  { DEL("link", "StructParent") } },
	{ "a font not embedded", "31-009",
	  { DEL("font/DescendantFonts/0/FontDescriptor", "FontFile2") } },
	{ "no CIDToGIDMap", "31-005",
	  { DEL("font/DescendantFonts/0", "CIDToGIDMap") } },
	{ "every character on glyph 0", "X-001",
	  { SET("font/DescendantFonts/0", "CIDToGIDMap", "@empty;") } },
	{ "every width wrong", "31-016",
	  { SET("font/DescendantFonts/0", "W", "[]"),
	    SET("font/DescendantFonts/0", "DW", "9") } },
	{ "two H1", "X-003", { TYPE("H2", "H1") } },
	{ "no outline", "X-004", { DEL("catalog", "Outlines") } },
	{ "an element with the wrong parent", "X-007",
	  { SET("H2", "P", "@tree;") } },
	{ "no identity as PDF/A", "A2-6.6.4",
	  { SWAP("xmp", "<pdfaid:part>2<", "<pdfaid:part>3<") } },
	{ "no output intent", "A2-6.2.3", { DEL("catalog", "OutputIntents") } },
	{ "an encrypted file", "A2-6.1.3",
	  { { STEP_ENCRYPT, NULL, NULL, NULL } } },
	{ NULL, NULL, { { STEP_NONE, NULL, NULL, NULL } } }
};
