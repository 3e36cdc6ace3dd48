/* SPDX-License-Identifier: MIT
 *
 * pdf.h -- private to print/pdf: how the parts of a tagged PDF meet.
 *
 * A report becomes boxes (blocks, table, figure, cover, contents), the boxes
 * get pages and places (page), and only then are they drawn.  So every page
 * number is known before the first mark is made.
 *
 * Measures are points.  x grows to the right and y downwards from the top
 * left corner of an A4 page; in a right-to-left report draw.c and para.c
 * mirror x, so that nothing else needs to know.
 */
#ifndef PRINT_PDF_PDF_H
#define PRINT_PDF_PDF_H
#include <hb.h>
#include <hpdf.h>
#include <hpdf_objects.h>

#include "print/print.h"

#define PDF_FONTS	"/usr/share/fonts/truetype/noto"

/* ---- the grid: side margins 20 mm, rail 40, gutter 5, main 125 ---- */
#define MM(mm)		((mm) * 72 / 25.4)
#define PAGE_W		595.28
#define PAGE_H		841.89
#define LEFT		MM(20)
#define FULL		MM(170)
#define RIGHT		(LEFT + FULL)
#define RAIL		MM(40)
#define MAIN_X		MM(65)
#define MAIN		MM(125)
#define HALF		MM(82.5)
#define GUTTER		MM(5)
#define TOP		64.0
#define BOTTOM		786.0

enum {
	NAVY = 0x12436D, BLUE = 0x4F96D3, GREY = 0xD8DDE0, ORANGE = 0xD77A2B,
	BROWN = 0x662D00, INK = 0x212B32, SECOND = 0x4C6272, HAIR = 0xAEB7BD,
	WHITE = 0xFFFFFF
};

/* ---- type ---- */
enum pdf_face { SANS, SANS_BOLD, SERIF, SERIF_BOLD, FACES };
struct pdf_style {
	enum pdf_face	face;
	double		size, leading;
	int		colour;
	bool		quiet;		/* links look like the words around */
	double		more;		/* leading that a tall script adds, ems;
					   0: two thirds */
};
extern const struct pdf_style BODY, BOLD, NOTE, LABEL, H1, H2, FINDING, NUMBER,
    SHARE, COVER_TITLE, KICKER, COVER_BODY, COVER_BOLD, KEY_TEXT;
enum pdf_align { START, MIDDLE, END };

struct pdf_font;
struct pdf_glyph {
	uint16_t	cid;
	short		width;		/* as in W: thousandths of an em */
	float		advance, dx, dy;	/* likewise */
};
struct pdf_run {
	struct pdf_font	*font;
	const struct pdf_glyph *v;
	size_t		 n;
};
/* A stretch of text without a place to break, shaped. */
struct pdf_word {
	const char	*text;
	size_t		 n;
	const struct pdf_run *runs;	/* left to right as they are seen */
	size_t		 n_runs;
	double		 width, blank;	/* ems; of that, spaces at its end */
	double		 tall;		/* Arabic or Indic, which want leading:
					   from the highest letter to the
					   lowest, ems; else 0 */
	const char	*actual;	/* what a screen reader says, or NULL */
};
struct pdf_piece {
	const struct pdf_word *word;
	unsigned	 span, level;
	bool		 may_break, must_break;
};
struct pdf_line { size_t from, to; double width; };
struct pdf_elem;
struct pdf_para {
	const struct pdf_style *style;
	enum pdf_align	 align;
	double		 width;		/* of its column */
	double		 leading, widest, longest;	/* line; unbreakable */
	const struct pdf_piece *pieces;
	const struct pdf_line *lines;
	size_t		 n_lines;
	const struct report_span *spans;
	size_t		 n_spans;
	struct pdf_elem	**links;	/* of each span, made when drawn */
	struct pdf_elem	**said;		/* where the text runs from right to
					   left: the Span that says each span */
	const size_t	*ends;		/* of each span, bytes of the text */
	const char	*text;
	const char	*lang;		/* other than the report's, or NULL */
	bool		 bidi, from_right;
};

/* ---- the structure tree ---- */
struct pdf_page;
struct pdf_kid {			/* one of: element, marks, annotation */
	struct pdf_kid	*next;
	struct pdf_elem	*elem;
	struct pdf_page	*page;
	int		 mcid;
	HPDF_Dict	 annot;
};
struct pdf_elem {
	const char	*type;
	struct pdf_elem	*parent;
	struct pdf_kid	*first, **last;
	const char	*lang, *alt, *actual, *id;
	const char	*scope;		/* "Row", "Column" of a TH */
	const char	*const *headers;	/* ids, of a TD */
	size_t		 n_headers;
	int		 colspan;
	const char	*numbering;	/* of an L */
	double		 box[4];	/* of a Figure: x, top, width, height */
	struct pdf_page	*box_page;
	HPDF_Dict	 dict;
};

struct pdf_page {
	HPDF_Page	 h;
	size_t		 number;	/* from 0 */
	struct pdf_elem	**marks;	/* by MCID */
	size_t		 n_marks, cap_marks;
	const char	*foot;
	HPDF_Array	 annots;
};

/* ---- boxes: what must not be cut by the end of a page ---- */
struct pdf;
struct pdf_row;
struct pdf_box {
	void		(*draw)(struct pdf *, const struct pdf_box *);
	const void	*data;
	size_t		 from, to;	/* lines of a row */
	double		 gap, dense, height;	/* gap above; on a full page */
	double		 full, slack;	/* height; what a full page takes */
	bool		 keep;		/* on one page with the next box */
	bool		 fresh;		/* starts a page */
	bool		 opens;		/* starts a section */
	unsigned	 group;		/* kept together when a page holds it */
	const struct pdf_row *head;	/* comes again after a page's end */
	const char	*id, *title;	/* anchor; bookmark and its depth */
	int		 depth;
	const char	*foot;
	size_t		 page;		/* set by pdf_flow */
	double		 y;
	bool		 repeat, tight;
};

enum pdf_rule { RULE_NONE, RULE_HAIR, RULE_GROUP, RULE_STRONG };
struct pdf_cell {
	struct pdf_para	*para;
	struct pdf_elem	*elem;
	double		 x, dy;
};
struct pdf_row {
	struct pdf_cell	*cells;
	size_t		 n, lines;
	double		 above, below, least;	/* padding; content's height */
	double		 slack;		/* on a full page, less of both */
	enum pdf_rule	 rule;
	double		 x, width;		/* of the rule */
	/* Further marks, all artifacts or inside their own element. */
	void		(*adorn)(struct pdf *, const struct pdf_row *,
			    const struct pdf_box *);
	const void	*data;
};

struct pdf_shapes;
struct pdf {
	const struct report *r;
	struct arena	*a;
	struct err	*err;
	bool		 failed;
	HPDF_Doc	 doc;

	const char	*font_dir;
	struct pdf_font	*fonts, **fonts_last, *face[FACES];
	size_t		 n_fonts;
	hb_buffer_t	*shaper;
	struct pdf_shapes *shapes;

	struct pdf_elem	*root, *sect, *marked;
	int		 artifact;	/* how deep */
	bool		 open;
	struct pdf_elem	**annots;		/* elements, by StructParent */
	size_t		 n_annots, cap_annots;
	struct pdf_elem	**ids;			/* elements that have one */
	size_t		 n_ids, cap_ids;

	struct pdf_box	*boxes;
	size_t		 n_boxes, cap_boxes;
	unsigned	 groups, tables;
	const char	*foot;
	int		 depth;			/* of the last heading */

	struct pdf_page	*pages, *page;
	size_t		 n_pages;
	double		 top, bottom;		/* between head and foot */
	struct pdf_fields *fields;		/* NULL: none */
	bool		 fillable;		/* no PDF/A: that opens read-only */
	/* Running heads and feet; marked as such already. */
	void		(*running)(struct pdf *, bool foot);
	void		*dress;			/* of whoever draws them */
	struct buf	 out;			/* this page's marks */
	int		 fill;			/* its colour, -1 unknown */
	uint64_t	 hash[2];		/* of every page, for the ID */
};

/* doc.c */
bool	pdf_open(struct pdf *);
void	pdf_close(struct pdf *);
bool	pdf_save(struct pdf *, struct buf *);
void	pdf_fail(struct pdf *, enum err_code, const char *, ...) PRINTF(3, 4);
HPDF_Dict pdf_dict(struct pdf *);	/* a new object of the file */
HPDF_Dict pdf_stream(struct pdf *, const void *, size_t);
void	pdf_put_text(struct pdf *, HPDF_Dict, const char *key, const char *);
void	pdf_put_ascii(struct pdf *, HPDF_Dict, const char *key, const char *);
HPDF_Array pdf_dest(struct pdf *, size_t page, double y);
/* The whole work; font_dir holds the Noto fonts. */
bool	pdf_print(const struct report *, const char *font_dir, struct buf *,
	    struct err *) MUST_USE;
/* meta.c */
void	pdf_meta(struct pdf *);

/* font.c */
bool	pdf_fonts_open(struct pdf *);
void	pdf_fonts_write(struct pdf *);
void	pdf_fonts_close(struct pdf *);
/* The font that shows the character in this face; NULL: none has it. */
struct pdf_font *pdf_font_for(struct pdf *, enum pdf_face, uint32_t);
hb_font_t *pdf_font_hb(struct pdf_font *);
bool	pdf_font_has(struct pdf_font *, uint32_t, hb_codepoint_t *);
double	pdf_font_tall(struct pdf_font *);	/* as of a word */
/* The code under which this glyph stands for this text. */
uint16_t pdf_font_cid(struct pdf *, struct pdf_font *, hb_codepoint_t,
	    const char *, size_t);
int	pdf_font_width(struct pdf_font *, hb_codepoint_t);
double	pdf_font_unit(struct pdf_font *);	/* thousandths a font unit is */
const char *pdf_font_use(struct pdf *, struct pdf_font *);
/* embed.c */
struct pdf_code {
	hb_codepoint_t	 glyph;
	const char	*text;
	size_t		 n;
	int		 width;
};
HPDF_Dict pdf_descriptor(struct pdf *, const char *font_name, hb_font_t *,
	    hb_face_t *small, bool symbolic);
void	pdf_embed(struct pdf *, HPDF_Dict, hb_face_t *, hb_font_t *,
	    const struct pdf_code *, size_t n);

/* shape.c */
const struct pdf_word *pdf_shape(struct pdf *, enum pdf_face, const char *,
	    size_t, unsigned level);
bool	pdf_is_mark(uint32_t);	/* combining, or joining */
/* The language of words whose script is neither Latin nor that of the language
 * around them; NULL where it is. */
const char *pdf_lang(const char *, const char *around);

/* para.c */
struct pdf_para *pdf_para(struct pdf *, const struct pdf_style *,
	    struct report_text, double width, enum pdf_align);
struct pdf_para *pdf_words(struct pdf *, const struct pdf_style *,
	    const char *, double width, enum pdf_align);
double	pdf_base(const struct pdf_para *);	/* of the first line */
/* Draws lines from .. to; y is the top of the first.  With an element the
 * words are marked as its; without, they join what is being marked. */
void	pdf_para_draw(struct pdf *, struct pdf_para *, struct pdf_elem *,
	    double x, double y, size_t from, size_t to);
/* One line of words, nothing of it tagged here; y is the baseline. */
void	pdf_label(struct pdf *, const struct pdf_style *, const char *,
	    double x, double y, enum pdf_align);
double	pdf_label_width(struct pdf *, const struct pdf_style *, const char *);

/* tags.c */
struct pdf_elem *pdf_elem(struct pdf *, struct pdf_elem *, const char *type);
void	pdf_id(struct pdf *, struct pdf_elem *, const char *);
void	pdf_mark(struct pdf *, struct pdf_elem *);
void	pdf_artifact(struct pdf *);
void	pdf_running(struct pdf *, bool foot);	/* a running head or foot */
void	pdf_end(struct pdf *);
/* Inside pdf_mark: words with a spoken text of their own. */
void	pdf_say(struct pdf *, const char *, size_t);
void	pdf_said(struct pdf *);
void	pdf_need_mark(struct pdf *);
void	pdf_link(struct pdf *, struct pdf_elem *, const char *href,
	    const char *words, double x, double y, double w, double h);
/* A new annotation that belongs to an element; x is from the left. */
HPDF_Dict pdf_annot(struct pdf *, struct pdf_elem *, const char *type, double x,
	    double y, double w, double h);

/* widget.c */
enum pdf_widget_kind { WIDGET_TICK, WIDGET_ONE, WIDGET_LINE, WIDGET_TEXT };
struct pdf_widget {
	enum pdf_widget_kind kind;
	const char	*name;		/* of the field, without "." */
	const char	*state;		/* ONE: what the group is when ticked */
	const char	*tip, *said;	/* the question; the answer or NULL */
	size_t		 most;		/* LINE, TEXT: characters; 0: any */
	int		 size;		/* of the letters, points */
};
/* A field of its own, or, of kind ONE, one of the group of this name that was
 * just drawn.  The element is a Form. */
void	pdf_widget(struct pdf *, struct pdf_elem *, const struct pdf_widget *,
	    double x, double y, double w, double h);
void	pdf_fields_write(struct pdf *);
/* typed.c: fonts that a viewer draws fields with */
HPDF_Dict pdf_typed_font(struct pdf *);
HPDF_Dict pdf_ticks_font(struct pdf *);

/* tree.c: writes what tags.c gathered */
void	pdf_tags_write(struct pdf *);
void	pdf_bookmarks_write(struct pdf *);

/* draw.c */
void	pdf_num(struct buf *, double);		/* "12.34 " in any locale */
void	pdf_hex4(struct buf *, unsigned);	/* "01AF" */
void	pdf_utf16(struct buf *, uint32_t);	/* a character in hex */
void	pdf_ink(struct pdf *, int colour);
double	pdf_x(const struct pdf *, double x, double w);	/* mirrored */
void	pdf_fill(struct pdf *, int, double x, double y, double w, double h);
void	pdf_frame(struct pdf *, int, double line, double x, double y, double w,
	    double h);
void	pdf_rule(struct pdf *, int, double line, double x, double y, double x2,
	    double y2);
void	pdf_hatch(struct pdf *, double x, double y, double w, double h);
void	pdf_dot(struct pdf *, int, double x, double y, double r);
/* A filled bar: navy, or hatched when against. */
void	pdf_bar(struct pdf *, bool against, double x, double y, double w,
	    double h);
void	pdf_swatch(struct pdf *, enum report_tone, double x, double y);

/* page.c */
struct pdf_box *pdf_box(struct pdf *, double gap, double dense, double height);
/* Boxes for a row; long rows become several.  Returns the first. */
struct pdf_box *pdf_row(struct pdf *, struct pdf_row *, double gap,
	    double dense);
struct pdf_row *pdf_row_new(struct pdf *, size_t cells);
void	pdf_row_cell(struct pdf_row *, size_t, struct pdf_para *,
	    struct pdf_elem *, double x, double dy);
/* The top of a row's content in this box. */
double	pdf_row_top(const struct pdf_row *, const struct pdf_box *);
void	pdf_row_level(struct pdf_row *);	/* first baselines agree */
void	pdf_row_draw(struct pdf *, const struct pdf_box *);
void	pdf_flow(struct pdf *);
void	pdf_draw(struct pdf *);
/* The words, cut at the end of a line with three dots when they are wider. */
void	pdf_one_line(struct pdf *, const struct pdf_style *, const char *words,
	    double x, double y, double width, enum pdf_align);
const struct pdf_box *pdf_find(struct pdf *, const char *id);
/* Depth of a heading's element that leaves no depth out: 1 to 6. */
const char *pdf_heading(struct pdf *, int want, int *depth);
double	pdf_row_height(const struct pdf_row *, size_t from, size_t to);

/* blocks.c, parts.c, exhibit.c, table.c, figure.c, cover.c, contents.c */
void	pdf_section(struct pdf *, const struct report_section *);
void	pdf_title(struct pdf *, struct pdf_elem *, const char *type,
	    const char *rail, const char *title);
void	pdf_block(struct pdf *, const struct report_block *,
	    const struct report_block *before);
/* Ruled rows of labels and words; a strong rule on top when topped. */
void	pdf_facts(struct pdf *, struct pdf_elem *, const struct report_fact *,
	    size_t, double gap, bool topped);
void	pdf_tracks(struct pdf *, const struct report_block *, double gap);
void	pdf_numbers(struct pdf *, const struct report_block *, double gap);
void	pdf_quotes(struct pdf *, const struct report_block *, double gap,
	    double dense);
void	pdf_top_rule(struct pdf *, double gap);
void	pdf_exhibit(struct pdf *, const struct report_exhibit *, double gap,
	    double dense);
/* The figure, when there is one, says which rows are strong. */
void	pdf_table(struct pdf *, struct pdf_elem *, const struct report_table *,
	    const struct report_figure *);
const char *pdf_amount(struct pdf *, int64_t);	/* as a cell has it */
void	pdf_figure(struct pdf *, struct pdf_elem *,
	    const struct report_figure *);
void	pdf_cover(struct pdf *);
void	pdf_contents(struct pdf *);
#endif
