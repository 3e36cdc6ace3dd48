/* SPDX-License-Identifier: MIT
 *
 * report.h -- the report tree: everything that a Report of Findings says, and
 * nothing about how it looks.  Included by analysis.h; print renders it.
 *
 * Every number that a reader sees is a number here (or part of a sentence
 * made here): renderers format, they never compute.  Words are UTF-8 in the
 * report's language; "(300 of 398, 75%)" holds no-break spaces.
 */
#ifndef ANALYSIS_REPORT_H
#define ANALYSIS_REPORT_H
#include "base/base.h"

enum report_mark { REPORT_PLAIN, REPORT_STRONG, REPORT_LINK };
struct report_span { enum report_mark mark; const char *text, *href; };
struct report_text { const struct report_span *v; size_t n; };

/* ---- tables ---- */
enum report_cell_kind {
	CELL_EMPTY,
	CELL_TEXT,		/* text */
	CELL_COUNT,		/* n */
	CELL_PERCENT,		/* percent, "9%" */
	CELL_COUNT_PERCENT,	/* "31 (9%)" */
	CELL_HIDDEN		/* "[c]": a small count, or hidden with one */
};
struct report_cell {
	enum report_cell_kind kind;
	const char	*text;
	int64_t		 n, base;	/* base: what percent is of */
	int		 percent;	/* rounded half up from n and base */
};
/* The answers of an agreement scale, for swatches and segments. */
enum report_tone { TONE_NONE, TONE_STRONGLY_DISAGREE, TONE_DISAGREE,
	TONE_NEITHER, TONE_AGREE, TONE_STRONGLY_AGREE };
struct report_column {
	const char	*words;
	bool		 number;	/* right aligned */
	enum report_tone swatch;	/* the table is the figure's key */
};
enum report_row_kind { ROW_BODY, ROW_GROUP, ROW_TOTAL };
struct report_row {
	enum report_row_kind kind;
	const struct report_cell *cells;	/* columns of them; a GROUP row
						   has one, which spans */
};
struct report_table {
	const struct report_column *columns;
	size_t		 n_columns;
	const struct report_row *rows;
	size_t		 n_rows;
	/* When bar >= 0: a bar of that column's percent stands beside (PDF) or
	 * under (HTML) each body row; full length is 100%. */
	int		 bar;
	bool		 bar_against;	/* drawn in the colour of disagreement */
};

/* ---- figures ---- */
struct report_agreement {		/* a row of the agreement figure */
	const char	*label;
	bool		 strong;	/* "All" */
	int64_t		 n[5];		/* SD D N A SA */
	int		 percent[5];
	int		 disagree, agree;	/* percents of the nets */
	int64_t		 base;
	bool		 hidden;	/* too few to show: say so */
};
enum report_figure_kind { FIGURE_AGREEMENT, FIGURE_COLUMNS };
struct report_figure {
	enum report_figure_kind kind;
	const struct report_agreement *agreement;
	size_t		 n;
	/* FIGURE_COLUMNS: one bar a day or week, n each */
	const char	*const *labels;
	const int64_t	*counts;
	const char	*alt;		/* the finding and the numbers in words;
					   "" when the table carries them */
};

/* Caption, figure, table and notes that belong together. */
struct report_exhibit {
	const char	*id;		/* anchor: "table-2" */
	const char	*number;	/* "Figure 3 and Table 2" */
	const char	*title;		/* at most 70 characters */
	const char	*base;		/* "Base: the 398 who answered." */
	const struct report_figure *figure;	/* or NULL */
	const struct report_table *table;	/* or NULL */
	const char	*const *notes;
	size_t		 n_notes;
	const char	*field;		/* whose answers are counted, for machines
					   that check: "agree[P5]"; NULL: none */
	bool		 flows;		/* may be cut by the end of a page */
};

struct report_quote {
	const char	*text;
	const char	*who;		/* "Carer, Leicester, online" */
	const char	*reference;	/* of the response; not printed, for tracing */
	bool		 against;
};
struct report_fact { const char *label; struct report_text text; };
struct report_number { const char *figure, *words; };
struct report_track {			/* a finding with its share */
	int		 percent;
	bool		 against;
	struct report_text text;
};

enum report_block_kind {
	BLOCK_HEADING,		/* level 2 or 3, heading */
	BLOCK_PARA,		/* rail (may be ""), text, minor (second line,
				   secondary colour, may be empty) */
	BLOCK_FINDING,		/* rail "Finding", text: the large sentence */
	BLOCK_LIST,		/* items, ordered */
	BLOCK_FACTS,		/* facts: label and words, ruled rows */
	BLOCK_NUMBERS,		/* up to four headline numbers side by side */
	BLOCK_TRACKS,		/* findings with a 0 to 100% track each */
	BLOCK_EXHIBIT,
	BLOCK_QUOTES
};
struct report_block {
	enum report_block_kind kind;
	int		 level;
	const char	*heading, *rail, *id;
	struct report_text text, minor;
	const struct report_text *items;
	bool		 ordered;
	const struct report_fact *facts;
	const struct report_number *numbers;
	const struct report_track *tracks;
	const struct report_exhibit *exhibit;
	const struct report_quote *quotes;
	size_t		 n;		/* of items, facts, numbers, … */
};

struct report_section {
	const char	*id;		/* anchor: "priority-5" */
	const char	*rail;		/* "Section 5", "Priority 5" */
	const char	*title;
	const char	*foot;		/* "7 Priorities": the page's footer */
	const struct report_block *blocks;
	size_t		 n;
};
struct report_channel { const char *words; int64_t n; };

struct report {
	const char	*lang;		/* "en" */
	bool		 rtl;
	const char	*title;		/* of the consultation */
	const char	*kicker;	/* "Report of Findings" */
	const char	*owner;
	const char	*edition;	/* "Report of Findings, edition 1.0" */
	const char	*head;		/* short title for the running head */
	const char	*tag;		/* "Rehearsal: made-up answers"; NULL */
	struct date	 date;		/* from the data, for the metadata */
	const char	*dots_words;	/* "Each dot is one of the 412 …" */
	int		 per_dot;	/* responses a dot stands for */
	const char	*dots_alt;	/* the drawing in words; NULL: its list of
					   channels says it all */
	const struct report_channel *channels;
	size_t		 n_channels;
	const struct report_fact *cover;
	size_t		 n_cover;
	const char	*contents_title;	/* "Contents"; NULL: none */
	bool		 bare;		/* no cover, no contents: a sheet */
	const struct report_section *sections;
	size_t		 n_sections;
	/* Words that renderers need, in the report's language. */
	const char	*w_page_of;	/* "Page %d of %d" */
	const char	*w_disagree, *w_agree, *w_neither;
	const char	*w_hidden;	/* "[c]" */
	const char	*w_cover, *w_contents;
	const char	*w_minus;	/* "minus ", for a screen reader; or NULL */
	const char	*w_skip;	/* "Skip to the report"; NULL: English */
};
#endif
