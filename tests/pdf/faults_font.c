/* SPDX-License-Identifier: MIT
 *
 * faults_font.c -- faults of fonts: Matterhorn 10 and 31, and X-001.
 *
 * F0 is a composite font with Identity-H, F1 one with a CMap of its own, F2
 * a simple TrueType font.  The plus sign, code 000C, is in no heading.
 */
#include "tests/pdf/break.h"

#define SET(where, key, value)	{ STEP_SET, where, key, value }
#define DEL(where, key)		{ STEP_DEL, where, key, NULL }
#define SWAP(where, from, to)	{ STEP_SWAP, where, from, to }
#define PATCH(where, at, hex)	{ STEP_PATCH, where, at, hex }

#define SUB		"F0/DescendantFonts/0"
#define SYMBOLIC	SET("F2/FontDescriptor", "Flags", "4")
#define NO_CMAP		SET("F2/FontDescriptor", "FontFile2", \
			    "@F0/DescendantFonts/0/FontDescriptor/FontFile2;")

const struct fault_case faults_font[] = {
	{ "a used code without Unicode", "10-001",
	  { SWAP("F0/ToUnicode", "1 beginbfrange\n<0001> <005E> <0020>",
	    "2 beginbfrange\n<0001> <000B> <0020>\n<000D> <005E> <002C>") } },
	{ "ToUnicode by CID, not Unicode", "10-001",
	  { SWAP("F0/ToUnicode", "1 beginbfrange\n<0001> <005E> <0020>",
	    "1 begincidrange\n<000C> <000C> 43\nendcidrange\n"
	    "2 beginbfrange\n<0001> <000B> <0020>\n"
	    "<000D> <005E> <002C>") } },
	{ "an empty Unicode text", "10-001",
	  { SWAP("F0/ToUnicode", "1 beginbfrange\n<0001> <005E> <0020>",
	    "3 beginbfrange\n<0001> <000B> <0020>\n<000C> <000C> <>\n"
	    "<000D> <005E> <002C>") } },
	{ "registries differ", "31-001",
	  { SET("F1/Encoding/CIDSystemInfo", "Registry", "(Other)") } },
	{ "no CIDSystemInfo", "31-001", { DEL(SUB, "CIDSystemInfo") } },
	{ "orderings differ", "31-002",
	  { SET("F1/Encoding/CIDSystemInfo", "Ordering", "(Japan1)") } },
	{ "a supplement too small", "31-003",
	  { SET("F1/Encoding/CIDSystemInfo", "Supplement", "9") } },
	{ "a CIDToGIDMap of another name", "31-004",
	  { SET(SUB, "CIDToGIDMap", "/Other") } },
	{ "no CIDToGIDMap", "31-005", { DEL(SUB, "CIDToGIDMap") } },
	{ "a CMap neither predefined nor embedded", "31-006",
	  { SET("F0", "Encoding", "/Seed-H") } },
	{ "writing modes differ", "31-007",
	  { SET("F1/Encoding", "WMode", "1") } },
	{ "a CMap that builds on an unknown one", "31-008",
	  { SWAP("F1/Encoding", "begincmap", "/Other usecmap begincmap") } },
	{ "a composite font not embedded", "31-009",
	  { DEL(SUB "/FontDescriptor", "FontFile2") } },
	{ "a simple font not embedded", "31-009",
	  { DEL("F2/FontDescriptor", "FontFile2") } },
	{ "a glyph beyond the font", "31-011",
	  { PATCH(SUB "/CIDToGIDMap", "24", "7fff") } },
	{ "an empty glyph for a visible sign", "31-011",
	  { PATCH(SUB "/CIDToGIDMap", "24", "0001"),
	    SET(SUB "/W/1", "11", "260") } },
	{ "a CIDSet that forgets a glyph", "31-014",
	  { PATCH("F1/DescendantFonts/0/FontDescriptor/CIDSet", "1",
	    "00") } },
	{ "a CIDSet with a glyph that is not there", "31-015",
	  { PATCH("F1/DescendantFonts/0/CIDToGIDMap", "190", "0000") } },
	{ "a wrong width in W", "31-016", { SET(SUB "/W/1", "11", "10") } },
	{ "a wrong width in Widths", "31-016",
	  { SET("F2/Widths", "48", "10") } },
	{ "a text font without cmap", "31-017", { NO_CMAP } },
	{ "a code in no cmap", "31-018",
	  { SWAP("content1", "<5065617273>", "<5065617280>"),
	    SWAP("F2/ToUnicode", "<20> <7E>", "<20> <80>") } },
	{ "a text font without Encoding", "31-019", { DEL("F2", "Encoding") } },
	{ "an Encoding without base", "31-020",
	  { SET("F2", "Encoding", "<< /Type /Encoding >>") } },
	{ "an Encoding that is neither of the two", "31-021",
	  { SET("F2", "Encoding", "/StandardEncoding") } },
	{ "Differences in a font without Unicode cmap", "31-023",
	  { SET("F2", "Encoding", "<< /BaseEncoding /WinAnsiEncoding "
	    "/Differences [65 /A] >>"),
	    PATCH("F2/FontDescriptor/FontFile2", "cmap+12", "00010000") } },
	{ "Differences, which the checker does not follow", "X-005",
	  { SET("F2", "Encoding", "<< /BaseEncoding /WinAnsiEncoding "
	    "/Differences [65 /A] >>") } },
	{ "a symbolic font with Encoding", "31-024 31-026", { SYMBOLIC } },
	{ "a symbolic font without cmap", "31-025",
	  { SYMBOLIC, NO_CMAP, DEL("F2", "Encoding") } },
	{ "a symbolic font with several cmaps", "31-026",
	  { SYMBOLIC, DEL("F2", "Encoding") } },
	{ "no ToUnicode", "31-027", { DEL("F1", "ToUnicode") } },
	{ "a symbolic font without ToUnicode", "31-024 31-026 31-027",
	  { SYMBOLIC, DEL("F2", "ToUnicode") } },
	{ "a simple font's code without Unicode", "10-001",
	  { SWAP("F2/ToUnicode", "<20> <7E>", "<20> <70>") } },
	{ "Unicode zero", "31-028",
	  { SWAP("F0/ToUnicode", "<007E>\n", "<007E>\n<000C> <0000>\n") } },
	{ "Unicode FEFF", "31-029",
	  { SWAP("F0/ToUnicode", "<007E>\n", "<007E>\n<000C> <FEFF>\n") } },
	{ "Unicode FFFE", "31-029",
	  { SWAP("F0/ToUnicode", "<007E>\n", "<007E>\n<000C> <FFFE>\n") } },
	{ "text in .notdef", "10-001 31-030",
	  { SWAP("content2", "0001000C00010013>", "0001000C00010000>") } },
	{ "a visible character on glyph 0", "X-001",
	  { PATCH(SUB "/CIDToGIDMap", "24", "0000") } },
	{ "a private character without ActualText", "A2-6.2.11.7",
	  { SWAP("F0/ToUnicode", "<007E>\n", "<007E>\n<000C> <E000>\n"),
	    SWAP("F0/ToUnicode", "1 beginbfrange\n<0001> <005E> <0020>",
	    "2 beginbfrange\n<0001> <000B> <0020>\n<000D> <005E> <002C>") } },
	{ "a CMap that the checker does not know", "X-005",
	  { SET("F0", "Encoding", "/UniJIS-UTF16-H") } },
	{ "a simple font of another kind", "X-005",
	  { SET("F2", "Subtype", "/Type1") } },
	{ "a font program that is no font", "X-005",
	  { PATCH(SUB "/FontDescriptor/FontFile2", "0", "41414141") } },
	{ "a font that the page does not have", "X-006",
	  { SWAP("content2", "/F1 12 Tf", "/F9 12 Tf") } },
	{ NULL, NULL, { { STEP_NONE, NULL, NULL, NULL } } }
};
