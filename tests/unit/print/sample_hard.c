/* SPDX-License-Identifier: MIT
 *
 * sample_hard.c -- report trees that strain a page.  All of it is made up.
 */
#include "tests/unit/print/sample.h"

#define ONE(t)	{ (const struct report_span[]){ { REPORT_PLAIN, t, NULL } }, 1 }
#define WORD	"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
#define LINES	"This comment is long because its writer had much to say " \
	"about the nights, the waiting and the calls that nobody answered. "

static const struct report_text hard_finding =
    ONE("Nobody answered, and " WORD WORD " still had to fit.");
static const struct report_text hard_words = ONE(LINES LINES LINES);
static const struct report_column columns[] = {
	{ "Group", false, TONE_NONE }, { WORD, true, TONE_NONE },
	{ "What people said, at length", false, TONE_NONE }
};
static const struct report_table no_rows = {
	columns, LEN(columns), NULL, 0, -1, false
};
static const struct report_exhibit empty = {
	.id = "empty", .number = "Table 1", .title = "Nobody said anything",
	.base = "Base: the 0 who answered.", .table = &no_rows
};
static const struct report_cell long_cells[] = {
	{ CELL_TEXT, "A " WORD WORD, 0, 0, 0 }, { CELL_PERCENT, NULL, 0, 0, 0 },
	{ CELL_TEXT, LINES LINES LINES LINES LINES LINES LINES LINES LINES
	    LINES LINES LINES LINES LINES LINES LINES LINES LINES, 0, 0, 0 }
};
static const struct report_agreement nobody[] = {
	{ "All", true, { 0 }, { 0 }, 0, 0, 0, false },
	{ "Everybody agreed, strongly and without exception", false,
	  { 0, 0, 0, 0, 20 }, { 0, 0, 0, 0, 100 }, 0, 100, 20, false },
	{ "Everybody disagreed", false, { 20, 0, 0, 0, 0 }, { 100, 0, 0, 0, 0 },
	  100, 0, 20, false }
};
static const struct report_figure nobody_figure = {
	.kind = FIGURE_AGREEMENT, .agreement = nobody, .n = LEN(nobody),
	.alt = "Nobody in the first group answered. All 20 of the second group "
	    "agreed strongly, all 20 of the third disagreed strongly."
};
static const struct report_exhibit nobody_agreed = {
	.id = "nobody", .number = "Figure 1", .title = "An empty base, and two "
	    "extremes", .base = "Base: 0, 20 and 20.", .figure = &nobody_figure
};
static const char *const day[] = { "One day only" };
static const int64_t zero[] = { 0 };
static const struct report_figure flat = { .kind = FIGURE_COLUMNS, .n = 1,
	.labels = day, .counts = zero, .alt = "No answers on the only day." };
static const struct report_exhibit flat_exhibit = { .id = "flat",
	.number = "Figure 2", .title = "No answers", .base = "",
	.figure = &flat };
static const struct report_quote quotes[] = {
	{ LINES LINES LINES LINES LINES LINES LINES LINES LINES LINES LINES
	  LINES LINES LINES LINES LINES LINES LINES LINES LINES LINES LINES
	  LINES LINES LINES LINES LINES LINES LINES LINES LINES LINES LINES,
	  "Carer, online", "1", false },
	{ "First line.\nSecond line,\tafter a tab. 👩‍👩‍👧 and 你好.", "Carer", "2",
	  true },
	{ WORD WORD WORD, "", "3", false },
	{ "نعم (12) و English معاً", "Carer, paper", "4", false },
	{ "“Already in quotation marks”", "Carer, paper", "5", false }
};

static struct report_table *
long_table(struct arena *a)
{
	struct report_table *t = arena_new(a, struct report_table);
	struct report_row *rows = arena_array(a, struct report_row, 140);
	size_t i;

	for (i = 0; i < 140; i++) {
		struct report_cell *c = arena_array(a, struct report_cell, 3);

		c[0] = (struct report_cell){ CELL_TEXT,
		    arena_printf(a, "Row number %zu", i), 0, 0, 0 };
		c[1] = (struct report_cell){ CELL_COUNT_PERCENT, NULL, (int)i,
		    1000, (int)i / 10 };
		c[2] = (struct report_cell){ CELL_TEXT, "Words", 0, 0, 0 };
		rows[i] = (struct report_row){ ROW_BODY, c };
		if (i % 30 == 10)
			rows[i].kind = ROW_GROUP;
		if (i == 60)
			rows[i].cells = long_cells;
	}
	*t = (struct report_table){ columns, 3, rows, 140, 1, false };
	return t;
}

struct report *
sample_hard(struct arena *a)
{
	struct report *r = sample_report(a);
	struct report_exhibit *e = arena_new(a, struct report_exhibit);
	struct report_section *s = arena_array(a, struct report_section, 2);
	struct report_block *b = arena_array(a, struct report_block, 8);

	*e = (struct report_exhibit){ .id = "long", .number = "Table 2",
	    .title = "A table longer than a page", .base = "Base: 1,000.",
	    .table = long_table(a) };
	b[0] = (struct report_block){ .kind = BLOCK_FINDING, .rail = "Finding",
	    .text = hard_finding };
	b[1] = (struct report_block){ .kind = BLOCK_EXHIBIT,
	    .exhibit = &empty };
	b[2] = (struct report_block){ .kind = BLOCK_EXHIBIT,
	    .exhibit = &nobody_agreed };
	b[3] = (struct report_block){ .kind = BLOCK_EXHIBIT,
	    .exhibit = &flat_exhibit };
	b[4] = (struct report_block){ .kind = BLOCK_EXHIBIT, .exhibit = e };
	b[5] = (struct report_block){ .kind = BLOCK_QUOTES, .quotes = quotes,
	    .n = LEN(quotes) };
	b[6] = (struct report_block){ .kind = BLOCK_HEADING, .level = 3,
	    .heading = "A heading that skips a level and is long enough to "
	    "run over the end of its line", .id = "skip" };
	b[7] = (struct report_block){ .kind = BLOCK_PARA,
	    .rail = "A rail label that is long", .text = hard_words };
	s[0] = (struct report_section){ "hard", "A long label for a section",
	    "A section whose title is so long that it takes several lines of "
	    "the largest type there is", "1 A foot that is too long", b, 8 };
	s[1] = (struct report_section){ "nothing", "Section 2", "Nothing here",
	    "2 Nothing", NULL, 0 };
	r->title = "A consultation on a very long name indeed, which covers "
	    "hospitals, hospices, homes, carers, transport and everything else "
	    "that anybody could think of";
	r->head = r->title;
	r->tag = "Rehearsal: made-up answers";
	r->sections = s;
	r->n_sections = 2;
	return r;
}

static const struct report_fact key_facts[] = {
	{ "Recovery key", ONE("3f9a 77c1 0b24 e6d8 51aa 9c03 7f42 bb19 "
	    "0c5d 8e31 d2f6 4407 a1b9 63ce 58f0 2d7b") },
	{ "Without spaces", ONE("3f9a77c10b24e6d851aa9c037f42bb190c5d8e31d2f6"
	    "4407a1b963ce58f02d7b3f9a77c10b24e6d851aa9c037f42bb190c5d8e31d2f6"
	    "4407") },
	{ "Keep it safe", ONE("Lock this sheet away. Whoever has it can read "
	    "every answer.") }
};
static const struct report_block key_blocks[] = {
	{ .kind = BLOCK_FACTS, .facts = key_facts, .n = LEN(key_facts) }
};
static const struct report_section key_sections[] = {
	{ "key", "", "Your recovery key", "Recovery key", key_blocks, 1 }
};

struct report *
sample_sheet(struct arena *a)
{
	struct report *r = sample_report(a);

	r->bare = true;
	r->title = "Recovery key sheet";
	r->tag = NULL;
	r->contents_title = NULL;
	r->cover = NULL;
	r->n_cover = 0;
	r->channels = NULL;
	r->n_channels = 0;
	r->sections = key_sections;
	r->n_sections = 1;
	return r;
}
