/* SPDX-License-Identifier: MIT
 *
 * shaped.h -- a second opinion on the letters of a PDF: what it shows, and what
 * HarfBuzz and FriBidi make of the same words with the whole font.
 *
 * Nothing here comes from print/pdf, and print/pdf uses nothing of this.  The
 * PDF says which font a letter is in; all else is worked out again.
 */
#ifndef TESTS_PDF_SHAPED_H
#define TESTS_PDF_SHAPED_H

#include "tests/pdf/check.h"

#include <hb.h>

#define SHAPED_FONTS	"/usr/share/fonts/truetype/noto"
#define SHAPED_NEAR	0.02		/* ems: nobody sees less */

/* A font of the PDF, and the one that it was cut from. */
struct face {
	struct face	*next;
	struct font	*font;
	const char	*name;		/* PostScript name without its tag */
	double		*widths;	/* by CID, thousandths of an em */
	struct str	 map;		/* CIDToGIDMap */
	hb_font_t	*small, *whole;	/* NULL: a fault said why */
	double		 upem;
	struct map	 same, ink;	/* pairs of glyphs; what draws something */
};

/* A glyph on a page; x from the left and y from the bottom, in points. */
struct shown {
	struct face	*face;
	int		 gid;		/* of the small font */
	double		 width;		/* ems */
	const char	*text;		/* of ToUnicode; "" stands for nothing */
	double		 x, y;
};

/* Glyphs side by side on one baseline that belong to one element. */
struct line {
	int		 page;
	struct elem	*e;		/* NULL: an artifact */
	double		 x, y, size;	/* where its pen starts */
	double		 end;		/* where it ends */
	struct shown	*v;
	size_t		 n, cap;
};

/* What is drawn beside letters: a rule, an edge of a frame, or an area. */
struct drawn { int page; double x, y, w, h; };

enum { SCRIPTS = 64 };
struct shaped {
	struct pdf	*p;
	const char	*fonts;		/* the folder of whole fonts */
	bool		 rtl;		/* the document runs from the right */
	bool		 drop, dropped;	/* a mark is left out, on purpose */
	struct face	*faces;
	struct line	*lines;
	size_t		 n, cap;
	struct drawn	*drawn;
	size_t		 n_drawn, cap_drawn;
	struct map	 paras;		/* elements with an ActualText */
	struct para	*all;
	size_t		 compared, glyphs, standins;
	hb_script_t	 scripts[SCRIPTS];
	size_t		 n_scripts;
};

/* ---- shaped_read.c: lines of glyphs of every page -------------------------- */
void	shaped_read(struct shaped *);

void	shaped_drawn(struct shaped *, int page, double x, double y, double w,
	    double h);
void	shaped_frame(struct shaped *, int page, double x, double y, double w,
	    double h, double line);

/* ---- shaped_face.c: fonts --------------------------------------------------- */
struct face *shaped_face(struct shaped *, struct font *, int page);
int	face_gid(const struct face *, int cid);
/* Is the outline of a glyph of the small font that of one of the whole font? */
bool	face_same(struct shaped *, struct face *, int small, int whole);
/* Is there any ink in this glyph of one of the two? */
bool	face_draws(struct shaped *, struct face *, bool whole, int glyph);
void	shaped_faces_free(struct shaped *);

/* ---- shaped_line.c: the same words once more --------------------------------- */
/* Compares a line; each difference is a fault with the code SHAPED. */
void	shaped_compare(struct shaped *, struct line *);
/* After all lines: words that no line showed, and lines that do not meet. */
void	shaped_finish(struct shaped *);

/* ---- shaped_room.c ------------------------------------------------------------ */
/* Letters that touch those of another line, a rule, a frame or the margin. */
void	shaped_room(struct shaped *);
#endif
