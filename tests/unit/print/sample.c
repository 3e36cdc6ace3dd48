/* SPDX-License-Identifier: MIT
 *
 * sample.c -- a rich report tree built by hand.  All of it is made up.
 */
#include "tests/unit/print/sample.h"

#define NB	"\xC2\xA0"
#define SPANS(...)	{ (const struct report_span[]){ __VA_ARGS__ },	\
	    LEN(((const struct report_span[]){ __VA_ARGS__ })) }
#define S(t)		{ REPORT_PLAIN, t, NULL }
#define B(t)		{ REPORT_STRONG, t, NULL }
#define A(t, h)		{ REPORT_LINK, t, h }

/* ---- cells ---- */
#define TX(s)		{ CELL_TEXT, s, 0, 0, 0 }
#define CO(n)		{ CELL_COUNT, NULL, n, 0, 0 }
#define PE(n, b, p)	{ CELL_PERCENT, NULL, n, b, p }
#define CP(n, b, p)	{ CELL_COUNT_PERCENT, NULL, n, b, p }
#define HI		{ CELL_HIDDEN, NULL, 0, 0, 0 }
#define EM		{ CELL_EMPTY, NULL, 0, 0, 0 }
#define ROW(k, ...)	{ k, (const struct report_cell[]){ __VA_ARGS__ } }

/* ---- section 1 ---- */
static const struct report_number numbers[] = {
	{ "412", "responses we analysed" },
	{ "33", "of them from organisations" },
	{ "12", "weeks open for answers" },
	{ "10", "of 10 priorities had majority support" }
};
static const struct report_track tracks[] = {
	{ 92, false, SPANS(B("Almost all agreed with better support for "
	    "families and carers,"), S(" priority 10 (371" NB "of" NB "405,"
	    NB "92%).")) },
	{ 75, false, SPANS(B("Most agreed with better advance care planning,"),
	    S(" "), A("priority 5", "#priority-5"),
	    S(" (300" NB "of" NB "398," NB "75%).")) },
	{ 50, false, SPANS(B("About half of carers did not know who to call at "
	    "night"), S(" (96" NB "of" NB "193," NB "50%).")) },
	{ 18, true, SPANS(B("Some disagreed with sharing records,"),
	    S(" priority 6. This was the strongest disagreement (71" NB "of"
	    NB "396," NB "18%).")) },
	{ 0, true, SPANS(B("Nobody"), S(" disagreed with the vision (0" NB "of"
	    NB "404," NB "0%).")) }
};
static const struct report_text findings_list[] = {
	SPANS(S("379 individuals and 33 organisations answered. People under "
	    "35 were 9%" NB "(31" NB "of" NB "361) but 31% locally.")),
	SPANS(S("The Board decides on 14" NB "November 2024. "),
	    B("Edition 2.0 will then show what changed,"),
	    S(" what did not, and why.")),
	SPANS(S("The full data are at "),
	    A("example.org/data", "https://example.org/data"), S("."))
};
static const struct report_block one_page[] = {
	{ .kind = BLOCK_NUMBERS, .numbers = numbers, .n = LEN(numbers) },
	{ .kind = BLOCK_HEADING, .level = 2, .heading = "What people told us",
	  .id = "told" },
	{ .kind = BLOCK_TRACKS, .tracks = tracks, .n = LEN(tracks) },
	{ .kind = BLOCK_HEADING, .level = 2, .heading = "What to know",
	  .id = "know" },
	{ .kind = BLOCK_LIST, .items = findings_list, .n = LEN(findings_list) }
};

/* ---- section 2: how people took part ---- */
static const struct report_column step_columns[] = {
	{ "Step", false, TONE_NONE }, { "Online", true, TONE_NONE },
	{ "Paper", true, TONE_NONE }, { "Email", true, TONE_NONE },
	{ "Letter", true, TONE_NONE }, { "All", true, TONE_NONE }
};
static const struct report_row step_rows[] = {
	ROW(ROW_BODY, TX("Received"), CO(356), CO(71), CO(28), CO(13), CO(468)),
	ROW(ROW_BODY, TX("Blank or test"), CO(-19), CO(-2), CO(0), CO(0),
	    CO(-21)),
	ROW(ROW_BODY, TX("Duplicate, fuller answer kept"), CO(-14), CO(-3),
	    CO(-4), CO(-1), CO(-22)),
	ROW(ROW_BODY, TX("Campaign text, counted apart"), CO(0), CO(0), CO(-13),
	    CO(0), CO(-13)),
	ROW(ROW_TOTAL, TX("Analysed"), CO(323), CO(66), CO(11), CO(12), CO(412))
};
static const struct report_table step_table = {
	step_columns, LEN(step_columns), step_rows, LEN(step_rows), -1, false
};
static const struct report_exhibit steps = {
	.id = "table-1", .number = "Table 1", .title = "The steps by channel",
	.base = "Base: all 468 submissions.", .table = &step_table
};
static const char *const weeks[] = { "3 June", "10 June", "17 June", "24 June",
	"1 July", "8 July", "15 July", "22 July", "29 July", "5 August",
	"12 August", "19 August" };
static const int64_t week_counts[] = { 88, 61, 40, 22, 14, 9, 31, 18, 0, 12, 37,
	80 };
static const struct report_figure week_figure = {
	.kind = FIGURE_COLUMNS, .n = LEN(weeks), .labels = weeks,
	.counts = week_counts, .alt = "Answers came mostly in the first weeks "
	    "and the last: 88 in the first week, 0 in the week of 29 July and "
	    "80 in the last."
};
static const struct report_exhibit when = {
	.id = "figure-1", .number = "Figure 1", .title = "Answers by week",
	.base = "Base: the 412 we analysed. Bars start at zero.",
	.figure = &week_figure
};
static const struct report_block took_part[] = {
	{ .kind = BLOCK_FINDING, .rail = "Finding",
	  .text = SPANS(S("We received 468 submissions and analysed 412 of "
	      "them.")) },
	{ .kind = BLOCK_EXHIBIT, .exhibit = &steps },
	{ .kind = BLOCK_EXHIBIT, .exhibit = &when }
};

/* ---- priority 5 ---- */
static const struct report_agreement agreement[] = {
	{ "All", true, { 16, 33, 40, 117, 183 }, { 4, 8, 10, 29, 46 }, 12, 75,
	  398, false },
	{ "Individuals", false, { 15, 31, 37, 106, 170 }, { 4, 8, 10, 29, 46 },
	  13, 75, 366, false },
	{ "Organisations", false, { 1, 2, 3, 11, 13 }, { 3, 6, 9, 34, 41 }, 9,
	  75, 32, false },
	{ "Did not say", false, { 0 }, { 0 }, 0, 0, 3, true }
};
static const struct report_figure agreement_figure = {
	.kind = FIGURE_AGREEMENT, .agreement = agreement, .n = LEN(agreement),
	.alt = ""
};
static const struct report_column agreement_columns[] = {
	{ "Group", false, TONE_NONE },
	{ "Strongly disagree", true, TONE_STRONGLY_DISAGREE },
	{ "Disagree", true, TONE_DISAGREE }, { "Neither", true, TONE_NEITHER },
	{ "Agree", true, TONE_AGREE },
	{ "Strongly agree", true, TONE_STRONGLY_AGREE },
	{ "Don’t know", true, TONE_NONE }, { "Base", true, TONE_NONE }
};
static const struct report_row agreement_rows[] = {
	ROW(ROW_BODY, TX("All"), CP(16, 398, 4), CP(33, 398, 8),
	    CP(40, 398, 10), CP(117, 398, 29), CP(183, 398, 46), CP(9, 398, 2),
	    CO(398)),
	ROW(ROW_BODY, TX("Individuals"), CP(15, 366, 4), CP(31, 366, 8),
	    CP(37, 366, 10), CP(106, 366, 29), CP(170, 366, 46), CP(7, 366, 2),
	    CO(366)),
	ROW(ROW_BODY, TX("Organisations"), HI, CP(2, 32, 6), CP(3, 32, 9),
	    CP(11, 32, 34), CP(13, 32, 41), HI, CO(32)),
	ROW(ROW_BODY, TX("Did not say"), HI, HI, HI, HI, HI, HI, HI)
};
static const struct report_table agreement_table = {
	agreement_columns, LEN(agreement_columns), agreement_rows,
	LEN(agreement_rows), -1, false
};
static const char *const hidden_note[] = {
	"[c] Hidden to protect people. We hide any count from 1 to 4, and a "
	    "second count so that it cannot be worked out."
};
static const struct report_exhibit agreed = {
	.id = "table-2", .number = "Figure 2 and Table 2",
	.title = "Agreement with priority 5",
	.base = "Base: the 398 who answered. Rounded percentages add to 99%.",
	.figure = &agreement_figure, .table = &agreement_table,
	.notes = hidden_note, .n_notes = 1
};
static const struct report_column theme_columns[] = {
	{ "For", false, TONE_NONE }, { "People", true, TONE_NONE }
};
static const struct report_row theme_rows[] = {
	ROW(ROW_BODY, TX("Being asked early, while well"), CP(71, 214, 33)),
	ROW(ROW_BODY, TX("Family know what is wanted"), CP(58, 214, 27)),
	ROW(ROW_BODY, TX("One plan all staff can see"), CP(46, 214, 21))
};
static const struct report_table theme_table = {
	theme_columns, 2, theme_rows, LEN(theme_rows), 1, false
};
static const struct report_column worry_columns[] = {
	{ "Against or worried", false, TONE_NONE },
	{ "People", true, TONE_NONE }
};
static const struct report_row worry_rows[] = {
	ROW(ROW_BODY, TX("Feels too soon or too final"), CP(39, 214, 18)),
	ROW(ROW_BODY, TX("Too little staff time"), CP(31, 214, 14)),
	ROW(ROW_BODY, TX("Plan not followed in a crisis"), HI)
};
static const struct report_table worry_table = {
	worry_columns, 2, worry_rows, LEN(worry_rows), 1, true
};
static const struct report_exhibit themes = {
	.id = "table-3", .number = "Table 3",
	.title = "Themes in comments: for",
	.base = "Base: the 214 who commented.", .table = &theme_table
};
static const struct report_exhibit worries = {
	.id = "table-4", .number = "Table 4",
	.title = "Themes in comments: against",
	.base = "Base: the 214 who commented.", .table = &worry_table
};
static const struct report_quote quotes[] = {
	{ "We talked early, so nobody had to guess what Mum wanted.",
	  "Carer, Leicester, online", "4F7K-2M9Q-X3C", false },
	{ "I was asked on the ward, and I was not ready to talk.",
	  "Patient, Leicestershire, paper", "0A1B-2C3D-E4F", true },
	{ "મમ્મીને શું જોઈતું હતું તે અમે જાણતા હતા.", "Carer, Leicester, paper",
	  "5G6H-7J8K-M9N", false },
	{ "ہم نے جلدی بات کی، اس لیے سب کو معلوم تھا۔", "Carer, Rutland, online",
	  "PQRS-TVWX-YZ0", false },
	{ "Thank you 🙂 for asking <us> & listening.", "Carer, Rutland, online",
	  "1122-3344-556", false }
};
static const struct report_block priority5[] = {
	{ .kind = BLOCK_PARA, .rail = "Question 5",
	  .text = SPANS(S("How far do you agree or disagree that we should "
	      "improve advance care planning?")),
	  .minor = SPANS(S("Asked of everyone. Answered by 398" NB "of" NB "412"
	      NB "(97%).")) },
	{ .kind = BLOCK_FINDING, .rail = "Finding",
	  .text = SPANS(S("Most respondents agreed with this priority (300" NB
	      "of" NB "398," NB "75%).")) },
	{ .kind = BLOCK_EXHIBIT, .exhibit = &agreed },
	{ .kind = BLOCK_EXHIBIT, .exhibit = &themes },
	{ .kind = BLOCK_EXHIBIT, .exhibit = &worries },
	{ .kind = BLOCK_QUOTES, .quotes = quotes, .n = LEN(quotes) }
};

/* ---- who answered ---- */
static const struct report_column who_columns[] = {
	{ "Group", false, TONE_NONE }, { "People", true, TONE_NONE },
	{ "Share", true, TONE_NONE }, { "Local", true, TONE_NONE }
};
static const struct report_row who_rows[] = {
	ROW(ROW_GROUP, TX("Age, base 361")),
	ROW(ROW_BODY, TX("16 to 34"), CO(31), PE(31, 361, 9), TX("31%")),
	ROW(ROW_BODY, TX("35 to 54"), CO(104), PE(104, 361, 29), TX("32%")),
	ROW(ROW_BODY, TX("55 to 74"), CO(169), PE(169, 361, 47), TX("26%")),
	ROW(ROW_BODY, TX("75 and over"), CO(57), PE(57, 361, 16), TX("11%")),
	ROW(ROW_GROUP, TX("Ethnic group, base 352")),
	ROW(ROW_BODY, TX("Asian"), CO(49), PE(49, 352, 14), TX("26%")),
	ROW(ROW_BODY, TX("Black"), CO(11), PE(11, 352, 3), TX("4%")),
	ROW(ROW_BODY, TX("Mixed"), HI, HI, TX("3%")),
	ROW(ROW_BODY, TX("White"), CO(284), PE(284, 352, 81), TX("64%")),
	ROW(ROW_BODY, TX("Other"), HI, HI, EM),
	ROW(ROW_TOTAL, TX("All individuals"), CO(379), EM, EM)
};
static const struct report_table who_table = {
	who_columns, LEN(who_columns), who_rows, LEN(who_rows), -1, false
};
static const char *const who_notes[] = {
	"Not stated: age 18, ethnic group 27.",
	"[c] Hidden to protect people. We hide any count from 1 to 4, and a "
	    "second count so that it cannot be worked out."
};
static const struct report_exhibit who = {
	.id = "table-5", .number = "Table 5",
	.title = "Individuals compared with local people",
	.base = "Base: individuals who gave each detail.",
	.table = &who_table, .notes = who_notes, .n_notes = 2
};
static const struct report_block answered[] = {
	{ .kind = BLOCK_FINDING, .rail = "Finding",
	  .text = SPANS(S("We heard less from people under 35: 9%" NB "(31" NB
	      "of" NB "361), compared with 31% locally.")) },
	{ .kind = BLOCK_EXHIBIT, .exhibit = &who }
};

/* ---- method ---- */
static const struct report_fact method_facts[] = {
	{ "Not a vote", SPANS(S("People chose to take part. Results describe "
	    "those who answered, not everyone who lives here.")) },
	{ "Coding", SPANS(S("Two people read every comment. They coded 82" NB
	    "of" NB "412 responses twice and agreed on 74" NB "(90%). See "),
	    A("Who answered", "#who"), S(".")) },
	{ "Words", SPANS(S("“Most” means 75% to 90%. “A majority” means over "
	    "50% and under 75%.")) },
	{ "Limits", SPANS(S("Only 11 emails and 12 letters were analysed. No "
	    "event was held in Rutland.")) }
};
static const struct report_text method_steps[] = {
	SPANS(S("Every response was read.")),
	SPANS(S("Each comment was coded against the ten priorities.")),
	SPANS(B("Counts were made by a program"), S(" that anybody can run."))
};
static const struct report_block method[] = {
	{ .kind = BLOCK_FACTS, .facts = method_facts, .n = LEN(method_facts) },
	{ .kind = BLOCK_HEADING, .level = 2, .heading = "How we worked",
	  .id = "worked" },
	{ .kind = BLOCK_PARA, .rail = "",
	  .text = SPANS(S("We did the same things in the same order for every "
	      "response. Anybody may ask us to show the steps.")) },
	{ .kind = BLOCK_HEADING, .level = 3, .heading = "The steps",
	  .id = "steps" },
	{ .kind = BLOCK_LIST, .items = method_steps, .n = LEN(method_steps),
	  .ordered = true }
};

static const struct report_section sections[] = {
	{ "findings", "Section 1", "Findings on one page", "1 Findings",
	  one_page, LEN(one_page) },
	{ "part", "Section 2", "How people took part", "2 Taking part",
	  took_part, LEN(took_part) },
	{ "priority-5", "Priority 5", "Advance care planning", "3 Priorities",
	  priority5, LEN(priority5) },
	{ "who", "Section 4", "Who answered", "4 Who answered", answered,
	  LEN(answered) },
	{ "method", "Section 5", "Method and limits", "5 Method", method,
	  LEN(method) }
};
static const struct report_channel channels[] = {
	{ "Online", 323 }, { "Paper", 66 }, { "Email", 11 }, { "Letter", 12 }
};
static const struct report_fact cover[] = {
	{ "Open", SPANS(S("3 June to 25 August 2024, 12 weeks")) },
	{ "Analysed by", SPANS(S("Example team, on behalf of the Board")) },
	{ "Decided by", SPANS(S("The Board, public meeting, 14" NB "November "
	    "2024")) },
	{ "Edition", SPANS(S("1.0, published 23" NB "September 2024")) },
	{ "Other formats", SPANS(S("Large print, easy read, audio, braille, "
	    "British Sign Language and other languages. Call 0116" NB "496" NB
	    "0000 or email "), A("formats@example.org",
	    "mailto:formats@example.org")) }
};

struct report *
sample_report(struct arena *a)
{
	struct report *r = arena_new(a, struct report);

	*r = (struct report){
		.lang = "en",
		.title = "All-Age Palliative and End of Life Care Strategy",
		.kicker = "Report of Findings",
		.owner = "Example Integrated Care Board (made up)",
		.edition = "Report of Findings, edition 1.0",
		.head = "Palliative and End of Life Care Strategy",
		.tag = "Made-up answers", .date = { 2024, 9, 23 },
		.dots_words = "Each dot is one of the 412 responses we "
		    "analysed",
		.per_dot = 1, .channels = channels, .n_channels = LEN(channels),
		.cover = cover, .n_cover = LEN(cover),
		.contents_title = "Contents", .sections = sections,
		.n_sections = LEN(sections), .w_page_of = "Page %d of %d",
		.w_disagree = "Disagree", .w_agree = "Agree",
		.w_neither = "Neither", .w_hidden = "[c]", .w_cover = "Cover",
		.w_contents = "Contents"
	};
	return r;
}

struct report *
sample_long(struct arena *a, int priorities)
{
	struct report *r = sample_report(a);
	size_t n = LEN(sections) + (size_t)priorities, i;
	struct report_section *v = arena_array(a, struct report_section, n);

	for (i = 0; i < n; i++) {
		if (i < LEN(sections)) {
			v[i] = sections[i];
			continue;
		}
		v[i] = sections[2];
		v[i].id = arena_printf(a, "more-%zu", i);
		v[i].rail = arena_printf(a, "Priority %zu", i + 1);
		v[i].title = arena_printf(a, "Made-up priority %zu", i + 1);
	}
	r->sections = v;
	r->n_sections = n;
	return r;
}
