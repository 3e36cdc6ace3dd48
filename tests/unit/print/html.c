/* SPDX-License-Identifier: MIT
 *
 * html.c -- tests of the report as a web page.
 */
#include "print/print.h"
#include "tests/unit/print/sample.h"
#include "tests/unit/print/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static const char golden[] = "tests/golden/report/sample.html";

static void
page_of(struct buf *b, const struct report *r)
{
	struct err e = { 0 };

	ck_assert_msg(print_html(r, b, &e), "%s", e.msg);
	ck_assert(utf8_valid(b->p, b->n, NULL));
}

static size_t
count_of(const char *page, const char *what)
{
	size_t n = 0;

	for (; (page = strstr(page, what)) != NULL; page += strlen(what))
		n++;
	return n;
}

START_TEST(the_sample_report_is_the_golden_page)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	struct str want;

	page_of(&b, sample_report(&a));
	if (getenv("UPDATE") != NULL)
		ck_assert_msg(file_write(golden, b.p, b.n, 0644, &e), "%s",
		    e.msg);
	ck_assert_msg(file_read(&a, golden, 1 << 20, &want, &e), "%s", e.msg);
	ck_assert_msg(str_eq(want, (struct str){ b.p, b.n }), "the page "
	    "changed: look at it, then UPDATE=1 renews %s", golden);
}
END_TEST

START_TEST(the_same_tree_gives_the_same_page)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 }, c CLEAN(buf_free) = { 0 };

	page_of(&b, sample_hard(&a));
	page_of(&c, sample_hard(&a));
	ck_assert_str_eq(b.p, c.p);
}
END_TEST

/* ---- a small reader of the page's tags ------------------------------------ */

struct tags { const char *open[64]; size_t n[64], depth; };

static bool
is_void(const char *tag, size_t n)
{
	static const char *const voids[] = { "meta", "br", "img", "!DOCTYPE" };
	size_t i;

	for (i = 0; i < LEN(voids); i++)
		if (str_is((struct str){ tag, n }, voids[i]))
			return true;
	return false;
}

/* Takes one tag; returns false when it does not fit those that are open. */
static bool
take_tag(struct tags *t, const char *tag, const char *end)
{
	size_t n = strcspn(tag + (*tag == '/'), " >/");

	if (*tag == '/')
		return t->depth > 0 && t->depth-- && t->n[t->depth] == n &&
		    strncmp(t->open[t->depth], tag + 1, n) == 0;
	if (is_void(tag, n) || end[-1] == '/')
		return true;
	if (t->depth == LEN(t->open))
		return false;
	t->open[t->depth] = tag;
	t->n[t->depth++] = n;
	return true;
}

static bool
balanced(const char *page)
{
	struct tags t = { .depth = 0 };
	const char *p = page, *end;

	while ((p = strchr(p, '<')) != NULL) {
		end = strchr(p, '>');
		if (end == NULL || !take_tag(&t, p + 1, end))
			return false;
		p = end;
	}
	return t.depth == 0;
}

START_TEST(every_tag_is_closed_in_order)
{
	struct report *(*const samples[])(struct arena *) = { sample_report,
	    sample_hard, sample_sheet };
	size_t i;

	for (i = 0; i < LEN(samples); i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct buf b CLEAN(buf_free) = { 0 };

		page_of(&b, samples[i](&a));
		ck_assert_msg(balanced(b.p), "sample %zu", i);
	}
	ck_assert(!balanced("<p><b></p></b>"));	/* the reader does bite */
	ck_assert(!balanced("<p>"));
}
END_TEST

/* Each value of an attribute, in turn; NULL at the end. */
static const char *
next_value(struct arena *a, const char **page, const char *attribute)
{
	const char *p = strstr(*page, attribute), *end;

	if (p == NULL)
		return NULL;
	p += strlen(attribute);
	end = strchr(p, '"');
	ck_assert_ptr_nonnull(end);
	*page = end;
	return arena_strn(a, p, (size_t)(end - p));
}

START_TEST(every_link_inside_the_page_leads_somewhere)
{
	static const char *const refs[] = { " href=\"#", " headers=\"",
	    " aria-labelledby=\"" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	const char *page, *id;
	size_t i, seen = 0;

	page_of(&b, sample_report(&a));
	for (i = 0; i < LEN(refs); i++)
		for (page = b.p; (id = next_value(&a, &page, refs[i])) != NULL;
		    seen++)
			while (*id != '\0') {
				size_t n = strcspn(id, " ");
				char *want = arena_printf(&a, " id=\"%.*s\"",
				    (int)n, id);

				ck_assert_msg(strstr(b.p, want), "%s", want);
				id += n + (id[n] == ' ');
			}
	ck_assert_uint_gt(seen, 50);
	for (page = b.p; (id = next_value(&a, &page, " id=\"")) != NULL;)
		ck_assert_msg(count_of(b.p, arena_printf(&a, " id=\"%s\"",
		    id)) == 1, "id %s is there twice", id);
}
END_TEST

START_TEST(nothing_is_fetched_and_nothing_runs)
{
	static const char *const bad[] = { "<script", " src=", "@import",
	    "url(http", "<link", "<iframe", "<object", " onclick", "srcset" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	page_of(&b, sample_report(&a));
	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(strstr(b.p, bad[i]) == NULL, "%s", bad[i]);
}
END_TEST

START_TEST(words_of_others_are_escaped_and_their_links_cannot_run)
{
	static const struct report_span spans[] = {
	    { REPORT_LINK, "run", "javascript:alert(1)" },
	    { REPORT_LINK, "<go>", "https://example.org/?a=1&b=\"2\"" } };
	static const struct report_block block = { .kind = BLOCK_PARA,
	    .rail = "<i>", .text = { spans, LEN(spans) } };
	static const struct report_section section = { "s", "<u>", "A & B",
	    "foot", &block, 1 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct report *r = sample_report(&a);

	r->sections = &section;
	r->n_sections = 1;
	page_of(&b, r);
	ck_assert_ptr_nonnull(strstr(b.p, "<p>run<a href=\"https://example.org"
	    "/?a=1&amp;b=&quot;2&quot;\">&lt;go&gt;</a></p>"));
	ck_assert_ptr_null(strstr(b.p, "javascript:"));
	ck_assert_ptr_nonnull(strstr(b.p, ">A &amp; B</h2>"));
	ck_assert_ptr_nonnull(strstr(b.p, "&lt;i&gt;"));
	ck_assert_ptr_nonnull(strstr(b.p, "&lt;u&gt;"));
}
END_TEST

START_TEST(headings_never_skip_a_level)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	const char *p;
	int last = 0;

	page_of(&b, sample_hard(&a));	/* it starts at level 3 */
	ck_assert_uint_eq(count_of(b.p, "<h1"), 1);
	for (p = b.p; (p = strstr(p, "<h")) != NULL; p += 2) {
		if (p[2] < '1' || p[2] > '6')
			continue;
		ck_assert_int_le(p[2] - '0', last + 1);
		last = p[2] - '0';
	}
	ck_assert_ptr_nonnull(strstr(b.p, "<h3 id=\"skip\">A heading that"));
}
END_TEST

START_TEST(a_rehearsal_says_so_in_the_title_and_on_every_part)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct report *r = sample_report(&a);

	r->tag = "Rehearsal: made-up answers";
	page_of(&b, r);
	ck_assert_ptr_nonnull(strstr(b.p, "<title>Rehearsal: made-up answers: "
	    "All-Age"));
	/* the cover, each section, the end; and the title */
	ck_assert_uint_eq(count_of(b.p, r->tag), r->n_sections + 3);
	ck_assert_ptr_nonnull(strstr(b.p, "noindex"));
	r->tag = NULL;
	buf_clear(&b);
	page_of(&b, r);
	ck_assert_ptr_null(strstr(b.p, "class=\"tag\""));
	ck_assert_ptr_null(strstr(b.p, "noindex"));
}
END_TEST

START_TEST(what_is_hidden_is_nowhere_in_the_page)
{
	static const struct report_column columns[] = {
	    { "Group", false, TONE_NONE }, { "People", true, TONE_NONE } };
	static const struct report_cell cells[] = {
	    { CELL_TEXT, "Few", 0, 0, 0 }, { CELL_HIDDEN, NULL, 4321, 6543, 87 } };
	static const struct report_row row = { ROW_BODY, cells };
	static const struct report_table table = { columns, 2, &row, 1, 1,
	    false };
	static const struct report_agreement few = { "Few", false,
	    { 4321, 0, 0, 0, 0 }, { 87, 0, 0, 0, 0 }, 87, 0, 6543, true };
	static const struct report_figure figure = { .kind = FIGURE_AGREEMENT,
	    .agreement = &few, .n = 1, .alt = "" };
	static const struct report_exhibit exhibit = { .id = "t",
	    .number = "Table", .title = "T", .base = "", .figure = &figure,
	    .table = &table };
	static const struct report_block block = { .kind = BLOCK_EXHIBIT,
	    .exhibit = &exhibit };
	static const struct report_section section = { "s", "", "S", "", &block,
	    1 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct report *r = sample_report(&a);

	page_of(&b, r);	/* nor does a quote lead back to its writer */
	ck_assert_ptr_nonnull(strstr(b.p, "We talked early"));
	ck_assert_ptr_null(strstr(b.p, "4F7K-2M9Q-X3C"));
	r->sections = &section;
	r->n_sections = 1;
	buf_clear(&b);
	page_of(&b, r);
	ck_assert_ptr_null(strstr(b.p, "4321"));
	ck_assert_ptr_null(strstr(b.p, "6543"));
	ck_assert_ptr_null(strstr(strstr(b.p, "<main"), "87"));
	ck_assert_uint_eq(count_of(b.p, "[c]"), 2);
}
END_TEST

/* Percentages in x="12.34%" and the like, in hundredths. */
static bool
percent_after(const char *tag, const char *end, const char *name, int *v)
{
	const char *p = strstr(tag, name);
	int whole, hundredths = 0;

	if (p == NULL || p > end)
		return false;
	ck_assert_int_ge(sscanf(p + strlen(name), "%d.%2d%%", &whole,
	    &hundredths), 1);
	*v = whole * 100 + hundredths;
	return true;
}

START_TEST(bars_stay_within_their_drawing_in_both_directions)
{
	int rtl;

	for (rtl = 0; rtl < 2; rtl++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct buf b CLEAN(buf_free) = { 0 };
		struct report *r = sample_hard(&a);
		const char *p, *end;
		int x, width;
		size_t seen = 0;

		r->rtl = rtl;
		page_of(&b, r);
		for (p = b.p; (p = strstr(p, "<rect")) != NULL; p = end) {
			end = strchr(p, '>');
			if (memchr(p, '%', (size_t)(end - p)) == NULL ||
			    !percent_after(p, end, " width=\"", &width) ||
			    !percent_after(p, end, " x=\"", &x))
				continue;
			ck_assert_int_ge(x, 0);
			ck_assert_int_le(x + width, 10000);
			ck_assert_int_gt(width, 0);
			seen++;
		}
		ck_assert_uint_gt(seen, 5);
	}
}
END_TEST

START_TEST(right_to_left_turns_the_page_and_its_bars)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 }, c CLEAN(buf_free) = { 0 };
	struct report *r = sample_report(&a);

	page_of(&b, r);
	ck_assert_ptr_nonnull(strstr(b.p, "lang=\"en\" dir=\"ltr\""));
	ck_assert_ptr_nonnull(strstr(b.p, "x=\"0%\" width=\"92%\""));
	r->rtl = true;
	r->lang = "ur";
	page_of(&c, r);
	ck_assert_ptr_nonnull(strstr(c.p, "lang=\"ur\" dir=\"rtl\""));
	ck_assert_ptr_nonnull(strstr(c.p, "x=\"8%\" width=\"92%\""));
	ck_assert_ptr_nonnull(strstr(c.p, "<bdi dir=\"ltr\">\xE2\x80\x93"
	    "19</bdi>"));
}
END_TEST

START_TEST(a_page_past_the_limit_is_an_error)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { .max = 5000 };
	struct err e = { 0 };

	ck_assert(!print_html(sample_report(&a), &b, &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
}
END_TEST

START_TEST(cells_read_the_same_in_every_format)
{
	static const struct { struct report_cell c; const char *words; }
	cells[] = {
		{ { CELL_EMPTY, NULL, 1, 2, 3 }, "" },
		{ { CELL_TEXT, "31%", 0, 0, 0 }, "31%" },
		{ { CELL_COUNT, NULL, 1234, 0, 0 }, "1,234" },
		{ { CELL_COUNT, NULL, -1234, 0, 0 }, "\xE2\x80\x93" "1,234" },
		{ { CELL_COUNT, NULL, 0, 0, 0 }, "0" },
		{ { CELL_PERCENT, NULL, 31, 361, 9 }, "9%" },
		{ { CELL_COUNT_PERCENT, NULL, 31, 361, 9 }, "31\xC2\xA0(9%)" },
		{ { CELL_HIDDEN, NULL, 3, 361, 1 }, "[c]" } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct report *r = sample_report(&a);
	size_t i;

	for (i = 0; i < LEN(cells); i++) {
		struct buf b CLEAN(buf_free) = { 0 };

		print_cell(&b, r, &cells[i].c);
		ck_assert_str_eq(buf_text(&b), cells[i].words);
	}
}
END_TEST

UNIT_SUITE(html, the_sample_report_is_the_golden_page,
    the_same_tree_gives_the_same_page, every_tag_is_closed_in_order,
    every_link_inside_the_page_leads_somewhere,
    nothing_is_fetched_and_nothing_runs,
    words_of_others_are_escaped_and_their_links_cannot_run,
    headings_never_skip_a_level,
    a_rehearsal_says_so_in_the_title_and_on_every_part,
    what_is_hidden_is_nowhere_in_the_page,
    bars_stay_within_their_drawing_in_both_directions,
    right_to_left_turns_the_page_and_its_bars,
    a_page_past_the_limit_is_an_error, cells_read_the_same_in_every_format)
