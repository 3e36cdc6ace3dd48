/* SPDX-License-Identifier: MIT
 *
 * check.h -- a checker for tagged PDFs: PDF/UA-1 and PDF/A-2a.
 *
 * Each fault has a code.  Those like 09-004 are the failure conditions of the
 * Matterhorn Protocol 1.1 (PDF Association), which splits ISO 14289-1 into
 * points that a machine can decide.  A2-6.1.3 is a clause of ISO 19005-2.
 * X codes are the project's own:
 *
 *	X-001	text reaches glyph 0, the empty box, by way of CIDToGIDMap
 *	X-002	the structure tree and its ParentTree, or the tree and the
 *		page, disagree
 *	X-003	more than one H1
 *	X-004	the outline is not the list of the headings
 *	X-005	something this checker cannot judge: never passed over
 *	X-006	the file is damaged
 *	X-007	an element does not name its parent
 *	X-008	the catalog has no Lang
 *
 * A file that gets no fault is not thereby accessible: whether the words of
 * an alternative text are any good is for people to say.
 */
#ifndef TESTS_PDF_CHECK_H
#define TESTS_PDF_CHECK_H

#include "base/base.h"

#include <qpdf/qpdf-c.h>

/* ---- a map from 64-bit keys, for object numbers ------------------------- */

struct map { struct map_slot { uint64_t key; void *v; } *s; size_t n, cap; };
void	*map_get(const struct map *, uint64_t key);
void	 map_put(struct arena *, struct map *, uint64_t key, void *v);

/* ---- what was read ------------------------------------------------------ */

/* A child of a structure element. */
enum kid_kind { KID_ELEM, KID_MARK, KID_OBJECT };
struct kid {
	enum kid_kind	kind;
	struct elem	*e;		/* KID_ELEM */
	int		page;		/* from 1; 0 unknown */
	int		mcid;		/* KID_MARK */
	int		stream;		/* KID_MARK: a form's object number */
	int		object;		/* KID_OBJECT: its object number */
};

/* A structure element.  Texts are UTF-8, NULL when the entry is absent. */
struct elem {
	qpdf_oh		 o;
	int		 object;	/* object number, 0 if direct */
	const char	*type;		/* as written */
	const char	*role;		/* after the role map */
	const char	*lang, *alt, *actual, *expand, *id;
	struct elem	*parent;
	struct kid	*kids;
	size_t		 nkids, capkids;
	int		 page;		/* where it begins; 0 unknown */
};

/* One marked-content sequence, keyed by page or form and MCID. */
struct mark {
	struct elem	*e;		/* that claims it in K; may be NULL */
	int		 seen;		/* how often the content has it */
	struct buf	 text;		/* what it shows */
	struct mark	*next;
};

struct page { qpdf_oh o; int object; };

/* A parsed ToUnicode or other CMap.  Codes of one or two bytes only. */
struct cmap {
	uint32_t	*to;		/* 65536: first code point or CID */
	uint8_t		*has;		/* 65536: a CMAP_ value */
	const char	**text;		/* 65536: UTF-8, or NULL */
	int		 bytes;		/* of a code; 0 unknown, -1 mixed */
	int		 wmode;
	const char	*uses;		/* usecmap */
};
enum { CMAP_NONE, CMAP_MAPPED };

/* TrueType tables; every access is bounds-checked. */
struct sfnt {
	const uint8_t	*p;
	size_t		 n;
	int		 upem, nglyphs, nhm, longloca;
	struct str	 loca, glyf, hmtx, cmap;
};

enum font_kind { FONT_TYPE0, FONT_TRUETYPE, FONT_OTHER };
enum { USED = 1, SHOWN = 2 };	/* in the text; and not invisible (Tr 3) */
struct font {
	qpdf_oh		 o;
	enum font_kind	 kind;
	const char	*name;
	int		 page;		/* where it was first used */
	int		 bytes;		/* of a code */
	uint8_t		*used;		/* 65536 flags by code */
	struct cmap	*unicode;	/* NULL: no ToUnicode */
	struct cmap	*encoding;	/* NULL: codes are CIDs */
	struct font	*next;
};

struct pdf {
	struct arena	 a;
	qpdf_data	 q;
	const char	*name;
	const void	*bytes;
	size_t		 nbytes;
	struct buf	*out;
	size_t		 faults;
	size_t		 budget;	/* operators still allowed */
	qpdf_oh		 root;		/* the catalog */
	bool		 lang;		/* the catalog's Lang is good */
	int		 colours;	/* of the output intent; 0: none */
	struct page	*pages;		/* number 1 is pages[0] */
	size_t		 npages;
	struct map	 pagemap;	/* object number to struct page */
	struct elem	*top;		/* StructTreeRoot; NULL: none */
	struct elem	**elems;	/* in document order, without top */
	size_t		 nelems, capelems;
	struct map	 elemmap;	/* object number to struct elem */
	struct map	 ids;		/* hash of ID to struct elem */
	struct map	 parents;	/* ParentTree: number to qpdf_oh * */
	struct map	 marks;		/* mark_key() to struct mark */
	struct mark	*allmarks;
	struct map	 fontmap;
	struct font	*fonts;
};

/* Checks a PDF held in memory.  Each fault adds one line to out:
 * "NAME: page 3: 09-004 words" or "NAME: document: 07-001 words".  Returns
 * the number of faults.  out belongs to the caller. */
size_t	 check_pdf(const char *name, const void *bytes, size_t n,
	    struct buf *out);

/* The same in parts, for whoever asks something else of a PDF: name, bytes,
 * nbytes and out are the caller's; the pages and the structure tree are read.
 * False: the file cannot be read, and a fault says why.  pdf_done always. */
bool	 pdf_read(struct pdf *);
void	 pdf_done(struct pdf *);

/* Reports one fault.  page counts from 1; 0 means the whole document. */
void	 fault(struct pdf *, int page, const char *code, const char *, ...)
	    PRINTF(4, 5);

/* ---- pdf.c: objects ------------------------------------------------------
 * A missing entry is the null object; nothing here fails.  Keys are written
 * with their slash.  Strings live in p->a. */

qpdf_oh	 get(struct pdf *, qpdf_oh, const char *key);	/* of dict or stream */
bool	 has(struct pdf *, qpdf_oh, const char *key);	/* and not null */
const char *name_of(struct pdf *, qpdf_oh);	/* without slash; "" if none */
bool	 name_is(struct pdf *, qpdf_oh, const char *name);	/* no slash */
const char *text_of(struct pdf *, qpdf_oh);	/* UTF-8; NULL if no string */
struct str bytes_of(struct pdf *, qpdf_oh);	/* of a string object */
double	 number_of(struct pdf *, qpdf_oh, double otherwise);
int	 int_of(struct pdf *, qpdf_oh, int otherwise);
int	 length_of(struct pdf *, qpdf_oh);	/* of an array; 0 if none */
qpdf_oh	 item(struct pdf *, qpdf_oh, int i);	/* null out of range */
bool	 is_null(struct pdf *, qpdf_oh);
bool	 is_true(struct pdf *, qpdf_oh);
bool	 is_dict(struct pdf *, qpdf_oh);	/* dictionary, not stream */
int	 object_of(struct pdf *, qpdf_oh);	/* object number, 0 if direct */
/* The decoded bytes; false when the filters fail. */
bool	 stream_of(struct pdf *, qpdf_oh, struct str *);
bool	 lang_valid(const char *);		/* BCP 47 in shape */
int	 page_of(struct pdf *, qpdf_oh page);	/* from 1; 0 if not a page */

/* ---- tree.c: the structure tree ----------------------------------------- */

void	 tree_read(struct pdf *);
/* The value of an attribute from A or the class map; null if absent. */
qpdf_oh	 tree_attr(struct pdf *, const struct elem *, const char *owner,
	    const char *key);
bool	 is_role(const struct elem *, const char *role);
/* The nearest language around e, e included; NULL if none is valid. */
const char *elem_lang(const struct elem *);
/* An element's text in reading order, from its marks and ActualText. */
void	 elem_text(struct pdf *, const struct elem *, struct buf *);
struct elem *elem_by_id(struct pdf *, const char *id);
/* stream is a form's object number, or 0 and page counts. */
uint64_t mark_key(int page, int stream, int mcid);
struct mark *mark_at(struct pdf *, uint64_t key);	/* makes it */

/* ---- lex.c: tokens of content streams and CMaps ------------------------- */

enum token_kind {
	T_END, T_NUMBER, T_NAME, T_STRING, T_OPEN, T_CLOSE, T_DICT, T_ENDDICT,
	T_WORD, T_IMAGE
};
struct token { enum token_kind kind; struct str s; double v; };
struct lexer { struct arena *a; struct str in; size_t at; bool bad; };
/* The next token.  Strings are decoded into the arena; T_IMAGE is a whole
 * inline image; T_OPEN and T_CLOSE are square brackets, T_DICT and T_ENDDICT
 * are << and >>. */
struct token lex(struct lexer *);

/* ISO 32000-1, annex A: every operator that a content stream may have. */
bool	 operator_known(struct str);

/* ---- the others --------------------------------------------------------- */

bool	 sfnt_open(struct sfnt *, struct str);
int	 sfnt_advance(const struct sfnt *, int gid);	/* font units */
enum glyph { GLYPH_ABSENT, GLYPH_EMPTY, GLYPH_DRAWN };
enum glyph sfnt_glyph(const struct sfnt *, int gid);
/* Looks c up in the subtable for platform and encoding; -1: no subtable. */
int	 sfnt_lookup(const struct sfnt *, int platform, int encoding,
	    uint32_t c);
int	 sfnt_subtables(const struct sfnt *);

struct cmap *cmap_read(struct arena *, struct str);
/* Finds or loads the font; page is where it is used. */
struct font *font_load(struct pdf *, qpdf_oh, int page);
/* Widths of the glyphs of a descendant font, 65536 by CID. */
double	*cid_widths(struct pdf *, qpdf_oh cidfont);
bool	 cmap_predefined(const char *name);	/* ISO 32000-1 table 118 */

/* The decoded content of a page; false when it cannot be decoded. */
bool	 content_of(struct pdf *, qpdf_oh page, struct str *);
void	 check_content(struct pdf *);	/* 01, 11-001; marks and fonts */
void	 check_parents(struct pdf *);	/* */
void	 check_roles(struct pdf *);	/* 02 */
void	 check_nesting(struct pdf *);	/* 09 */
void	 check_headings(struct pdf *);	/* 14, X-003, X-004 */
void	 check_tables(struct pdf *);	/* 15 */
void	 check_texts(struct pdf *);	/* 11-002, 13, 17, 19 */
void	 check_annots(struct pdf *);	/* 28 */
void	 check_fonts(struct pdf *);	/* 10, 31, X-001 */
void	 check_simple_font(struct pdf *, struct font *);
void	 check_meta(struct pdf *);	/* 06, 11-006, A2-6.6 */
void	 check_document(struct pdf *);	/* 07, 11-003, A2, X-008 */
#endif
