/* SPDX-License-Identifier: MIT
 *
 * exchange_tools.c -- tests of what other tools write: ends of lines counted either way,
 * marks, braces, codings of a whole source; CSV; and the workbook for i.AI Consult.
 *
 * tests/golden/exchange/written holds a small project in each format; UPDATE=1 renews
 * them.
 */
#include "analysis/exchange_private.h"
#include "tests/exchange_same.h"
#include "tests/unit/analysis/exchange_made.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <unistd.h>

#define WRITTEN "tests/golden/exchange/written/"

static struct arena a;

/* ---- ends of lines ----------------------------------------------------------------------- */

#define G(last)	"00000000-0000-4000-8000-0000000000" last

struct place { int start, end; };

/* A project of one source with these selections. */
static struct exchange_project *
tool(const char *origin, struct str text, const struct place *v, size_t n,
    struct exchange_notes *notes)
{
	struct exchange_project *p = arena_new(&a, struct exchange_project);
	struct buf b CLEAN(buf_free) = { 0 };
	struct buf zip CLEAN(buf_free) = { 0 };
	struct exchange_file f[2];
	struct err e = { 0 };
	size_t i;

	buf_printf(&b, "\xEF\xBB\xBF<Project name='p' origin='%s'><CodeBook><Codes>"
	    "<Code guid='{" G("AB") "}' name='P1' isCodable='true'/></Codes>"
	    "</CodeBook><Sources><TextSource guid='" G("50") "' name='R1' "
	    "plainTextPath='internal://R1.TXT'>", origin);
	for (i = 0; i < n; i++)
		buf_printf(&b, "<PlainTextSelection guid='" G("6%zu") "' "
		    "startPosition='%d' endPosition='%d'><Coding guid='"
		    G("7%zu") "'><CodeRef targetGUID='" G("ab") "'/></Coding>"
		    "</PlainTextSelection>", i, v[i].start, v[i].end, i);
	buf_puts(&b, "</TextSource></Sources></Project>");
	f[0] = (struct exchange_file){ "project.qde", { b.p, b.n } };
	f[1] = (struct exchange_file){ "Sources/r1.txt", text };
	ck_assert(exchange_pack(f, 2, 0, &zip, &e));
	ck_assert_msg(exchange_read(&a, (struct str){ zip.p, zip.n }, "t.qdpx", p,
	    notes, &e), "%s", e.msg);
	return p;
}

/* What is selected. */
static const char *
quoted(const struct exchange_project *p, size_t i)
{
	const char *s = p->sources[0].text, *from;
	int64_t at;

	for (at = 0; at < p->sources[0].selections[i].start; at++)
		(void)utf8_next(&s);
	for (from = s; at < p->sources[0].selections[i].end; at++)
		(void)utf8_next(&s);
	return arena_strn(&a, from, (size_t)(s - from));
}

#define LINES	STR("\xEF\xBB\xBF👍 a\r\nbus\r\nand train")

START_TEST(ends_of_lines_count_as_two_where_a_place_says_so)
{
	/* "bus", and "train" at the end of the text, CR LF being two */
	const struct place v[] = { { 5, 8 }, { 14, 19 } };
	struct exchange_notes notes;
	struct exchange_project *p = tool("ATLAS.ti 23", LINES, v, 2, &notes);

	ck_assert_str_eq(p->sources[0].text, "👍 a\nbus\nand train");
	ck_assert_str_eq(quoted(p, 0), "bus");
	ck_assert_str_eq(quoted(p, 1), "train");
	ck_assert_uint_eq(notes.n, 0);
	arena_free(&a);
}
END_TEST

START_TEST(ends_of_lines_count_as_one_where_a_place_says_so)
{
	/* "train" ends where the text ends if CR LF is one */
	const struct place v[] = { { 4, 7 }, { 12, 17 } };
	struct exchange_notes notes;
	struct exchange_project *p = tool("MAXQDA", LINES, v, 2, &notes);

	ck_assert_str_eq(quoted(p, 0), "bus");
	ck_assert_str_eq(quoted(p, 1), "train");
	/* A place between CR and LF says so too: "bus" and "\nan". */
	{
		const struct place w[] = { { 4, 7 }, { 7, 9 } };

		p = tool("MAXQDA", LINES, w, 2, &notes);
		ck_assert_str_eq(quoted(p, 0), "bus");
		ck_assert_str_eq(quoted(p, 1), "\na");
	}
	arena_free(&a);
}
END_TEST

START_TEST(without_a_place_that_says_so_the_program_decides)
{
	const struct place two[] = { { 5, 8 } }, one[] = { { 5, 7 } };
	struct exchange_notes notes;

	ck_assert_str_eq(quoted(tool("NVivo", LINES, two, 1, &notes), 0), "bus");
	ck_assert_str_eq(quoted(tool("ATLAS.ti", LINES, one, 1, &notes), 0),
	    "us");
	ck_assert_str_eq(quoted(tool("Other", LINES, one, 1, &notes), 0), "bu");
	arena_free(&a);
}
END_TEST

START_TEST(codings_of_a_whole_source_are_selections_of_all_of_it)
{
	struct exchange_project p;
	struct exchange_notes notes;
	struct str s;
	struct err e = { 0 };

	ck_assert(file_read(&a, "tests/golden/exchange/lenient.qde", 1 << 20, &s,
	    &e));
	ck_assert(exchange_read(&a, s, "l.qde", &p, &notes, &e));
	ck_assert_str_eq(p.codes[0].guid, "000000ab-0000-4000-8000-000000000000");
	ck_assert_uint_eq(p.codes[1].parent, 0);
	ck_assert_int_eq(p.sources[0].selections[0].start, 0);
	ck_assert_int_eq(p.sources[0].selections[0].end, 10);
	ck_assert_uint_eq(p.sources[0].selections[0].codings[0].code, 0);
	arena_free(&a);
}
END_TEST

/* ---- a small project in each format -------------------------------------------------------- */

static struct exchange_refs
refs(size_t at)
{
	struct exchange_refs r = { arena_new(&a, size_t), 1 };

	r.v[0] = at;
	return r;
}

static struct exchange_user users[2];
static struct exchange_memo memos[1];
static struct exchange_code codes[3];
static struct exchange_variable variables[3];
static struct exchange_value values[3];
static struct exchange_case cases[2];
static struct exchange_coding codings[3];
static struct exchange_selection selections[2];
static struct exchange_source sources[2];
static struct exchange_project buses;

static void
small_people(void)
{
	users[0] = (struct exchange_user){ exchange_guid(&a, "user", "ann"), "ann",
	    "" };
	users[1] = (struct exchange_user){ exchange_guid(&a, "user", "model 1"),
	    "model 1", "" };
	memos[0] = (struct exchange_memo){ exchange_guid(&a, "memo", "1"), "",
	    "See R2 \x07", "", 0, "2026-01-31T09:30:00Z" };
	codes[0] = (struct exchange_code){ exchange_guid(&a, "code", "Place"),
	    "Place", "", EXCHANGE_NONE, "#005eb8", false, { 0 } };
	codes[1] = (struct exchange_code){ exchange_guid(&a, "code", "Parking"),
	    "Parking > cars", "=Where cars stand", 0, "", true, { 0 } };
	codes[2] = (struct exchange_code){ exchange_guid(&a, "code", "Bus"), "Bus",
	    "", 0, "", true, { 0 } };
	variables[0] = (struct exchange_variable){ exchange_guid(&a, "variable",
	    "age"), "Age group", "", EXCHANGE_TEXT };
	variables[1] = (struct exchange_variable){ exchange_guid(&a, "variable",
	    "b"), "By bus", "", EXCHANGE_BOOLEAN };
	variables[2] = (struct exchange_variable){ exchange_guid(&a, "variable",
	    "c"), "By car", "", EXCHANGE_BOOLEAN };
	values[0] = (struct exchange_value){ 0, "16, 17" };
	values[1] = (struct exchange_value){ 1, "true" };
	values[2] = (struct exchange_value){ 2, "true" };
}

static void
small_answers(void)
{
	codings[0] = (struct exchange_coding){ exchange_guid(&a, "coding", "1"), 1,
	    0, "2026-01-31T09:30:00Z", EXCHANGE_AGAINST, refs(0) };
	codings[1] = (struct exchange_coding){ exchange_guid(&a, "coding", "2"), 2,
	    1, "", EXCHANGE_NO_POLARITY, { 0 } };
	codings[2] = (struct exchange_coding){ exchange_guid(&a, "coding", "3"), 2,
	    0, "", EXCHANGE_FOR, { 0 } };
	selections[0] = (struct exchange_selection){ .guid = exchange_guid(&a,
	    "selection", "1"), .name = "", .description = "", .start = 0,
	    .end = 12, .user = 0, .when = "", .codings = codings,
	    .n_codings = 2 };
	selections[1] = (struct exchange_selection){ .guid = exchange_guid(&a,
	    "selection", "2"), .name = "", .description = "", .start = 2,
	    .end = 5, .user = EXCHANGE_NONE, .when = "", .codings = codings + 2,
	    .n_codings = 1 };
	sources[0] = (struct exchange_source){ .guid = exchange_guid(&a, "source",
	    "1"), .name = "R1 why", .description = "", .text =
	    "=1+1,\r\n\"bus\"", .user = EXCHANGE_NONE, .when = "",
	    .selections = selections, .n_selections = 2 };
	sources[1] = (struct exchange_source){ .guid = exchange_guid(&a, "source",
	    "2"), .name = "R2 why", .description = "", .text = "'=x",
	    .user = EXCHANGE_NONE, .when = "" };
}

static struct exchange_project *
small(void)
{
	small_people();
	small_answers();
	cases[0] = (struct exchange_case){ exchange_guid(&a, "case", "R1"), "R1",
	    "", values, 3, refs(0) };
	cases[1] = (struct exchange_case){ exchange_guid(&a, "case", "R2"), "R2",
	    "", NULL, 0, refs(1) };
	buses = (struct exchange_project){ "Buses", "", "", 0,
	    "2026-01-31T09:30:00Z", users, codes, variables, cases, sources,
	    memos, 2, 3, 3, 2, 2, 1, { 0 } };
	return &buses;
}

static void
golden(const char *name, const struct buf *b)
{
	const char *path = path_join(&a, WRITTEN, name);
	struct str want;
	struct err e = { 0 };

	if (getenv("UPDATE") != NULL)
		ck_assert(file_write(path, b->p, b->n, 0644, &e));
	ck_assert_msg(file_read(&a, path, 1 << 20, &want, &e), "%s", e.msg);
	ck_assert_msg(want.n == b->n && memcmp(want.p, b->p, b->n) == 0,
	    "%s: now it is\n%s", path, buf_text(b));
}

START_TEST(each_format_is_as_it_was)
{
	static const struct {
		const char *name;
		bool (*write)(const struct exchange_project *, struct buf *,
		    struct err *);
	} all[] = { { "project.qde", exchange_write_qde },
		{ "codebook.qdc", exchange_write_qdc },
		{ "codings.csv", exchange_write_codings },
		{ "codebook.csv", exchange_write_codebook },
		{ "themes.csv", exchange_write_themes } };
	size_t i;

	for (i = 0; i < LEN(all); i++) {
		struct buf b CLEAN(buf_free) = { 0 };
		struct err e = { 0 };

		ck_assert_msg(all[i].write(small(), &b, &e), "%s", e.msg);
		golden(all[i].name, &b);
	}
	arena_free(&a);
}
END_TEST

/* ---- CSV ------------------------------------------------------------------------------------ */

START_TEST(codings_come_back_from_csv)
{
	uint64_t seed;
	size_t rows = 0;

	for (seed = 1; seed <= 200; seed++) {
		struct exchange_project *p = made_project(&a, seed), q = { 0 };
		struct buf one CLEAN(buf_free) = { 0 };
		struct buf two CLEAN(buf_free) = { 0 };
		struct exchange_notes notes;
		struct err e = { 0 };

		ck_assert(exchange_write_codings(p, &one, &e));
		ck_assert_msg(exchange_read_codings(&a, (struct str){ one.p,
		    one.n }, "c.csv", &q, &notes, &e), "%s", e.msg);
		ck_assert_uint_eq(notes.n, 0);
		ck_assert_uint_eq(q.n_sources, p->n_sources);
		ck_assert_msg(exchange_write_codings(&q, &two, &e), "%s", e.msg);
		ck_assert_msg(one.n == two.n && memcmp(one.p, two.p, one.n) ==
		    0, "seed %zu:\n%s\n%s", (size_t)seed, one.p, two.p);
		rows += q.n_memos;
		arena_free(&a);
	}
	ck_assert_uint_gt(rows, 100);
}
END_TEST

START_TEST(codings_of_the_small_project_come_back)
{
	struct exchange_project q = { 0 };
	struct exchange_notes notes;
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	const struct exchange_selection *s;

	ck_assert(exchange_write_codings(small(), &b, &e));
	/* No cell begins a formula. */
	ck_assert_ptr_nonnull(strstr(b.p, ",\"'=1+1,\n"));
	ck_assert_ptr_nonnull(strstr(b.p, ",\"''=x\""));
	ck_assert_ptr_null(strstr(b.p, ",\"="));
	ck_assert(exchange_read_codings(&a, (struct str){ b.p, b.n }, "c.csv", &q,
	    &notes, &e));
	ck_assert_str_eq(q.sources[0].text, "=1+1,\n\"bus\"");
	ck_assert_str_eq(q.sources[1].text, "'=x");
	ck_assert_uint_eq(q.n_codes, 3);
	ck_assert_uint_eq(q.n_users, 2);
	s = q.sources[0].selections;
	ck_assert_int_eq(s[0].end, 11);
	ck_assert_int_eq(s[0].codings[0].polarity, EXCHANGE_AGAINST);
	ck_assert_str_eq(q.codes[s[0].codings[0].code].name, "Parking > cars");
	ck_assert_str_eq(q.codes[q.codes[s[0].codings[0].code].parent].name,
	    "Place");
	ck_assert_str_eq(q.users[s[0].codings[1].user].name, "model 1");
	ck_assert_str_eq(q.memos[s[0].codings[0].memos.v[0]].text, "See R2 \x07");
	ck_assert_int_eq(s[1].start, 2);
	ck_assert_int_eq(s[1].codings[0].polarity, EXCHANGE_FOR);
	arena_free(&a);
}
END_TEST

START_TEST(a_codebook_comes_back_from_csv)
{
	uint64_t seed;

	for (seed = 1; seed <= 200; seed++) {
		struct exchange_project *p = made_project(&a, seed), q = { 0 };
		struct buf b CLEAN(buf_free) = { 0 };
		struct exchange_notes notes;
		struct err e = { 0 };
		struct same s = { .x = p, .y = &q };
		size_t i;

		for (i = 0; i < p->n_codes; i++)
			p->codes[i].memos.n = 0;
		ck_assert(exchange_write_codebook(p, &b, &e));
		ck_assert_msg(exchange_read_codebook(&a, (struct str){ b.p, b.n },
		    "c.csv", &q, &notes, &e), "%s", e.msg);
		ck_assert_uint_eq(notes.n, 0);
		same_codes(&s);
		ck_assert_msg(s.why[0] == '\0', "seed %zu: %s", (size_t)seed,
		    s.why);
		/* Codings go to the codes that are there. */
		if (p->n_codes > 0) {
			struct buf c CLEAN(buf_free) = { 0 };
			size_t n = q.n_codes;

			ck_assert(exchange_write_codings(p, &c, &e));
			ck_assert(exchange_read_codings(&a, (struct str){ c.p,
			    c.n }, "d.csv", &q, &notes, &e));
			ck_assert_uint_eq(q.n_codes, n);
		}
		arena_free(&a);
	}
}
END_TEST

/* ---- the workbook ------------------------------------------------------------------------------ */

/* One of the files in it. */
static const char *
part(const char *path, const char *name)
{
	struct archive *z = archive_read_new();
	struct archive_entry *h;
	struct buf b CLEAN(buf_free) = { 0 };
	char block[4096];
	la_ssize_t n;

	archive_read_support_format_zip(z);
	ck_assert_int_eq(archive_read_open_filename(z, path, 4096), ARCHIVE_OK);
	while (archive_read_next_header(z, &h) == ARCHIVE_OK)
		while (strcmp(archive_entry_pathname(h), name) == 0 &&
		    (n = archive_read_data(z, block, sizeof(block))) > 0)
			buf_put(&b, block, (size_t)n);
	archive_read_free(z);
	ck_assert_msg(b.n > 0, "%s", name);
	return arena_str(&a, buf_text(&b));
}

static void
has(const char *s, const char *what)
{
	ck_assert_msg(strstr(s, what) != NULL, "no %s in %s", what, s);
}

START_TEST(the_workbook_is_as_consult_takes_it)
{
	static const size_t age[] = { 0 }, how[] = { 1, 2 };
	static const struct exchange_question q[] = {
		{ 0, "Age group", NULL, age, 1 },
		{ 1, "How do you come?", NULL, how, 2 },
		{ 2, "Why?", "why", NULL, 0 },
		{ 3, "How and why?", "why", how, 2 } };
	struct exchange_notes notes;
	char dir[] = "/tmp/earshot-exchange-XXXXXX";
	const char *path, *again, *s, *x;
	struct str one, two;
	struct err e = { 0 };

	ck_assert_ptr_nonnull(mkdtemp(dir));
	path = path_join(&a, dir, "consult.xlsx");
	again = path_join(&a, dir, "again.xlsx");
	ck_assert_msg(exchange_write_consult(small(), q, LEN(q), 1767225600, path,
	    &notes, &a, &e), "%s", e.msg);
	ck_assert_uint_eq(notes.changed, 1);	/* "16, 17" */
	ck_assert(exchange_write_consult(small(), q, LEN(q), 1767225600, again,
	    &notes, &a, &e));
	ck_assert(file_read(&a, path, 1 << 20, &one, &e));
	ck_assert(file_read(&a, again, 1 << 20, &two, &e));
	ck_assert(str_eq(one, two));
	s = part(path, "xl/workbook.xml");
	has(s, "\"Responses\"");
	has(s, "\"Demographics\"");
	has(s, "\"Open Questions\"");
	has(s, "\"Hybrid Questions\"");
	has(s, "\"Multiple Choice Questions\"");
	s = part(path, "xl/worksheets/sheet1.xml");
	ck_assert_ptr_null(strstr(s, "<f>"));
	ck_assert_ptr_null(strstr(s, "<row r=\"2\""));	/* see exchange_consult.c */
	has(s, "<row r=\"3\"");
	has(s, "<row r=\"4\"");
	x = part(path, "xl/sharedStrings.xml");
	has(x, "<t>Response ID</t>");
	has(x, "<t>By bus,By car</t>");
	has(x, "<t>16; 17</t>");
	has(x, "<t>=1+1,");
	/* the columns of the hybrid question: its free text, then its options */
	s = part(path, "xl/worksheets/sheet4.xml");
	has(s, "<c r=\"B2\"><v>3</v></c>");
	has(x, "<t>E</t>");
	has(x, "<t>F</t>");
	ck_assert(!exchange_write_consult(small(), (struct exchange_question[]){
	    q[1], q[1] }, 2, 0, path, &notes, &a, &e));
	has(e.msg, "twice");
	unlink(path);
	unlink(again);
	rmdir(dir);
	arena_free(&a);
}
END_TEST

UNIT_SUITE(exchange_tools, ends_of_lines_count_as_two_where_a_place_says_so,
    ends_of_lines_count_as_one_where_a_place_says_so,
    without_a_place_that_says_so_the_program_decides,
    codings_of_a_whole_source_are_selections_of_all_of_it,
    each_format_is_as_it_was, codings_come_back_from_csv,
    codings_of_the_small_project_come_back, a_codebook_comes_back_from_csv,
    the_workbook_is_as_consult_takes_it)
