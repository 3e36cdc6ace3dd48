/* SPDX-License-Identifier: MIT
 *
 * import_map.c -- tests of maps, and of what single cells mean.
 */
#include "survey/import/import.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

static struct arena a;
static const char text[] = "earshot 1\n\n"
    "consultation plan \"A plan\"\n"
    "  owner     \"A council\"\n"
    "  languages en\n"
    "  accept    online\n\n"
    "page one \"One\"\n\n"
    "  question date choose one \"Which date?\"\n"
    "    1 soon  \"Soon, or sooner\"\n"
    "    2 later \"Later\"\n"
    "    9 other \"Another\" write-in\n\n"
    "  question topics choose many \"Which topics?\"\n"
    "    1 home  \"Care at home, day and night\"\n"
    "    2 day   \"Care at home\"\n"
    "    3 roads \"Roads\"\n\n"
    "  question when date \"When?\"\n\n"
    "  question order rank \"Which first?\"\n"
    "    1 up   \"Up\"\n"
    "    2 down \"Down\"\n";

static const struct forms_form *
form(void)
{
	static struct forms_form *f;
	static struct forms_source src = { "a.form", { text,
	    sizeof(text) - 1 } };
	struct forms_diags d;

	forms_diags_init(&d, &a);
	ck_assert(f != NULL || forms_read(&a, &src, 1, &f, &d));
	return f;
}

static bool
reads(const char *lines, struct map *m, struct faults *d)
{
	faults_init(d, &a, "a.map", true);
	map_read(&a, "a.map", str_of(lines), form(), m, d);
	return d->n == 0;
}

START_TEST(a_map_that_is_written_reads_back_the_same)
{
	static const char lines[] = "source \"A \"\"survey\"\"\"\n"
	    "channel paper\nlanguage en\ndate 2026-05-01\nrequired blank\n"
	    "routing drop\nrules keep\nheadings 2\nseparator tab\n"
	    "encoding windows-1252\nsheet \"One # two\"\n"
	    "A \"Id # 1\" -> respondent # a comment\n"
	    "B \"When\" -> date, month/day/year\n"
	    "C \"Way\" -> channel\n\t\"web\" = online\n"
	    "D \"Done\" -> only \"True\", \"1\"\n"
	    "E \"Date\" -> question date\n\t\"now\" = soon\n"
	    "\t\"none\" = blank\n\telse = other\n"
	    "F \"Topics\" -> topics, split at |\n"
	    "G \"When else\" -> when, day/month/year\n"
	    "H \"First\" -> order, place 1\n"
	    "I \"Second\" -> order = up\n"
	    "J \"Words\" -> question date.other\n"
	    "K \"Name\" -> leave out\nL \"What\" -> ?\n";
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	struct faults d;
	struct map m;

	ck_assert_msg(reads(lines, &m, &d), "%s", d.first->words);
	ck_assert_str_eq(m.source, "A \"survey\"");
	ck_assert_str_eq(m.sheet, "One # two");
	ck_assert_uint_eq(m.n, 12);
	ck_assert_int_eq(m.columns[4].goes, GOES_QUESTION);
	ck_assert_ptr_nonnull(m.columns[4].otherwise);
	map_write(&one, &m, form());
	ck_assert_msg(reads(buf_text(&one), &m, &d), "%s", d.first->words);
	map_write(&two, &m, form());
	ck_assert_str_eq(buf_text(&one), buf_text(&two));
}
END_TEST

START_TEST(dates_are_read_in_the_order_that_is_said)
{
	static const struct { const char *cell; enum order order;
		const char *day; } v[] = {
		{ "2026-06-03", ORDER_NONE, "2026-06-03" },
		{ "2026/6/3 2:11:00 pm GMT+1", ORDER_NONE, "2026-06-03" },
		{ "2026-06-03T23:59:59Z", ORDER_NONE, "2026-06-03" },
		{ "3/6/2026", ORDER_DMY, "2026-06-03" },
		{ "03.06.26 10:00", ORDER_DMY, "2026-06-03" },
		{ "06/03/2026 02:11:00 PM", ORDER_MDY, "2026-06-03" },
		{ "31/12/2026", ORDER_MDY, NULL },
		{ "2026-02-29", ORDER_NONE, NULL },
		{ "3/6/2026", ORDER_NONE, NULL },
		{ "0/6/2026", ORDER_DMY, NULL },
		{ "3/6", ORDER_DMY, NULL }, { "June", ORDER_DMY, NULL },
		{ "", ORDER_DMY, NULL }, { "12345-1-1", ORDER_NONE, NULL },
	};
	char day[11];
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		bool got = cell_date(v[i].cell, v[i].order, day);

		ck_assert_msg(got == (v[i].day != NULL), "%s", v[i].cell);
		if (got)
			ck_assert_str_eq(day, v[i].day);
	}
}
END_TEST

START_TEST(the_longest_answer_in_a_cell_is_taken_first)
{
	struct map_column c = { .goes = GOES_QUESTION, .split = ',',
	    .field = forms_field(form(), "topics") };
	const char **v;
	size_t n;

	v = cell_split(&a, &c, "Care at home, day and night, Roads, Trees", &n);
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq(v[0], "Care at home, day and night");
	ck_assert_str_eq(v[1], "Roads");
	ck_assert_str_eq(v[2], "Trees");
	v = cell_split(&a, &c, "care at HOME,Roads,,", &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(v[0], "care at HOME");
	c.split = '\n';
	v = cell_split(&a, &c, "Roads\r\nCare at home, day and night\n", &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(v[1], "Care at home, day and night");
}
END_TEST

START_TEST(two_ways_of_writing_one_answer_are_equal)
{
	ck_assert_str_eq(words_like(&a, " <b>Don\xE2\x80\x99t</b>\xC2\xA0 "
	    "Know: "), "don't know");
	ck_assert_str_eq(words_like(&a, "18\xE2\x80\x93" "24"), "18-24");
	ck_assert_str_ne(words_like(&a, "< 5"), words_like(&a, "> 5"));
	ck_assert_str_ne(words_like(&a, "agree"), words_like(&a, "disagree"));
}
END_TEST

/* A fault says each of its rows, however many there are. */
START_TEST(every_row_of_a_fault_is_listed)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct faults d;
	size_t i;

	faults_init(&d, &a, "a.csv", false);
	for (i = 2; i < 9; i++)
		if (i != 5)
			fault_add(&d, i, NULL, "", "the same %s", "thing");
	fault_add(&d, 12, NULL, "Do it.", "another");
	faults_print(&b, &d);
	ck_assert_str_eq(buf_text(&b), "a.csv: rows 2-4 and 6-8: the same "
	    "thing\na.csv: row 12: another\n    Do it.\n");
	ck_assert_int_eq(d.n, 7);
}
END_TEST

UNIT_SUITE(import_map, a_map_that_is_written_reads_back_the_same,
    dates_are_read_in_the_order_that_is_said,
    the_longest_answer_in_a_cell_is_taken_first,
    two_ways_of_writing_one_answer_are_equal,
    every_row_of_a_fault_is_listed)
