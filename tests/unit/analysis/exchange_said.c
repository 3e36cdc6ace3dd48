/* SPDX-License-Identifier: MIT
 *
 * exchange_said.c -- what is said of each fault in the files of other analysis tools.
 *
 * tests/golden/exchange holds NAME.qde, .qdc and .csv with what is said of each in
 * NAME.….said; the archives are made here, and what is said of them is in
 * zip-NAME.said.  UPDATE=1 renews them.
 */
#include "analysis/exchange_private.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <archive.h>
#include <archive_entry.h>
#include <glob.h>
#include <stdio.h>
#include <unistd.h>

#define GOLDEN "tests/golden/exchange/"

static struct arena a;

/* ---- compared -------------------------------------------------------------------------- */

static void
compare(const char *path, const struct buf *said)
{
	struct str want;
	struct err e = { 0 };

	if (getenv("UPDATE") != NULL)
		ck_assert(file_write(path, buf_text(said), said->n, 0644, &e));
	ck_assert_msg(file_read_text(&a, path, 1 << 20, &want, &e), "%s", e.msg);
	ck_assert_msg(strcmp(want.p, buf_text(said)) == 0, "%s: now it says\n%s",
	    path, buf_text(said));
}

static void
count(struct buf *b, const struct exchange_project *p)
{
	size_t i, k, selections = 0, codings = 0;

	for (i = 0; i < p->n_sources; i++) {
		selections += p->sources[i].n_selections;
		for (k = 0; k < p->sources[i].n_selections; k++)
			codings += p->sources[i].selections[k].n_codings;
	}
	buf_printf(b, "users %zu, codes %zu, variables %zu, cases %zu, sources "
	    "%zu, selections %zu, codings %zu, notes %zu\n", p->n_users,
	    p->n_codes, p->n_variables, p->n_cases, p->n_sources, selections,
	    codings, p->n_memos);
}

static void
read_one(const char *name, struct str s, struct buf *said)
{
	struct exchange_project p = { 0 };
	struct exchange_notes notes = { 0 };
	struct err e = { 0 };
	bool ok;

	if (strncmp(name, "codings-", 8) == 0)
		ok = exchange_read_codings(&a, s, name, &p, &notes, &e);
	else if (strncmp(name, "codebook-", 9) == 0)
		ok = exchange_read_codebook(&a, s, name, &p, &notes, &e);
	else
		ok = exchange_read(&a, s, name, &p, &notes, &e);
	if (ok)
		count(said, &p);
	else
		buf_printf(said, "refused (%s): %s\n", e.code == ERR_LIMIT ?
		    "too much" : "input", e.msg);
	exchange_notes_print(said, &notes);
}

START_TEST(files_are_said_to_be_what_they_are)
{
	glob_t g;
	size_t i;

	ck_assert_int_eq(glob(GOLDEN "*.qde", 0, NULL, &g), 0);
	ck_assert_int_eq(glob(GOLDEN "*.qdc", GLOB_APPEND, NULL, &g), 0);
	ck_assert_int_eq(glob(GOLDEN "*.csv", GLOB_APPEND, NULL, &g), 0);
	ck_assert_uint_ge(g.gl_pathc, 25);
	for (i = 0; i < g.gl_pathc; i++) {
		struct buf said CLEAN(buf_free) = { 0 };
		struct err e = { 0 };
		struct str s;

		ck_assert(file_read(&a, g.gl_pathv[i], 1 << 20, &s, &e));
		read_one(path_name(&a, g.gl_pathv[i]), s, &said);
		compare(arena_printf(&a, "%s.said", g.gl_pathv[i]), &said);
	}
	globfree(&g);
	arena_free(&a);
}
END_TEST

/* ---- archives -------------------------------------------------------------------------- */

#define QDE(path) "<Project name='p'><Sources><TextSource guid='11111111-1111-" \
	"4111-8111-111111111111' name='R1' plainTextPath='" path "'/></Sources>" \
	"</Project>"

static struct str
zip(const struct exchange_file *f, size_t n)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	struct err e = { 0 };

	ck_assert(exchange_pack(f, n, 0, &b, &e));
	return (struct str){ arena_strn(&a, b.p, b.n), b.n };
}

static void
say_zip(const char *name, struct str s)
{
	struct buf said CLEAN(buf_free) = { 0 };

	read_one(arena_printf(&a, "%s.qdpx", name), s, &said);
	compare(arena_printf(&a, GOLDEN "zip-%s.said", name), &said);
}

static struct str
filled(size_t n, bool noise)
{
	char *p = arena_get(&a, n + 1, 1);
	uint32_t x = 1;
	size_t i;

	for (i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		p[i] = noise ? (char)('!' + (x >> 24) % 90) : ' ';
	}
	return (struct str){ p, n };
}

START_TEST(archives_are_said_to_be_what_they_are)
{
	struct exchange_file f[] = {
		{ "project.qde", STR(QDE("internal://a.TXT")) },
		{ "sources/a.txt", STR("\xEF\xBB\xBFone\r\ntwo") },
	};
	struct str whole = zip(f, 2);

	say_zip("good", whole);
	say_zip("cut", (struct str){ whole.p, whole.n / 2 });
	f[0].path = "readme.txt";
	say_zip("no-project", zip(f, 2));
	f[0].path = "project.qde";
	f[1].path = "../../a.txt";
	say_zip("path", zip(f, 2));
	f[1].path = "sources/a.txt";
	f[1].bytes = STR("caf\xE9");
	say_zip("latin", zip(f, 2));
	f[1].bytes = filled(64 << 20, false);
	say_zip("bomb", zip(f, 2));
	f[1].bytes = filled(17 << 20, true);
	say_zip("large", zip(f, 2));
	arena_free(&a);
}
END_TEST

START_TEST(too_many_files_are_not_unpacked)
{
	size_t n = 250001, i;
	struct exchange_file *f = arena_array(&a, struct exchange_file, n);

	for (i = 0; i < n; i++)
		f[i] = (struct exchange_file){ "x", STR("") };
	say_zip("many", zip(f, n));
	arena_free(&a);
}
END_TEST

START_TEST(a_million_things_are_too_many)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	size_t i;

	buf_puts(&b, "<Project name='p'><Users>");
	for (i = 0; i < 1000002; i++)
		buf_puts(&b, "<User guid='11111111-1111-4111-8111-111111111111'/>");
	buf_puts(&b, "</Users></Project>");
	say_zip("things", (struct str){ b.p, b.n });
	arena_free(&a);
}
END_TEST

/* One that needs a password, as libarchive makes it. */
START_TEST(archives_with_a_password_are_said_to_be)
{
	char path[] = "/tmp/earshot-exchange-XXXXXX";
	struct archive *z = archive_write_new();
	struct archive_entry *h = archive_entry_new();
	struct str s;
	struct err e = { 0 };
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	archive_write_set_format_zip(z);
	ck_assert_int_eq(archive_write_set_options(z,
	    "zip:encryption=traditional"), ARCHIVE_OK);
	archive_write_set_passphrase(z, "secret");
	ck_assert_int_eq(archive_write_open_fd(z, fd), ARCHIVE_OK);
	archive_entry_set_pathname(h, "project.qde");
	archive_entry_set_size(h, 5);
	archive_entry_set_filetype(h, AE_IFREG);
	archive_entry_set_perm(h, 0644);
	ck_assert_int_eq(archive_write_header(z, h), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_data(z, "12345", 5), 5);
	archive_entry_free(h);
	ck_assert_int_eq(archive_write_free(z), ARCHIVE_OK);
	close(fd);
	ck_assert(file_read(&a, path, 1 << 20, &s, &e));
	unlink(path);
	say_zip("locked", s);
	arena_free(&a);
}
END_TEST

/* ---- the workbook ------------------------------------------------------------------------- */

START_TEST(the_workbook_says_what_it_changed)
{
	static struct exchange_variable variables[] = {
		{ "", "Yes, often", "", EXCHANGE_BOOLEAN } };
	struct str text = filled(40000, true);
	struct exchange_source source = { .name = "R1 why", .text = text.p };
	struct exchange_value value = { 0, "true" };
	size_t zero = 0;
	struct exchange_case c = { .name = "R1", .values = &value, .n_values = 1,
	    .sources = { &zero, 1 } };
	struct exchange_project p = { .variables = variables, .n_variables = 1,
	    .cases = &c, .n_cases = 1, .sources = &source, .n_sources = 1 };
	struct exchange_question q[] = { { 1, "Why?", "why", &zero, 1 } };
	struct exchange_notes notes;
	struct buf said CLEAN(buf_free) = { 0 };
	char dir[] = "/tmp/earshot-exchange-XXXXXX";
	const char *path;
	struct err e = { 0 };
	size_t i;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	path = path_join(&a, dir, "consult.xlsx");
	ck_assert_msg(exchange_write_consult(&p, q, 1, 0, path, &notes, &a, &e),
	    "%s", e.msg);
	unlink(path);
	rmdir(dir);
	for (i = 0; i < notes.n; i++)
		notes.v[i].where = "consult.xlsx: case \"R1\"";
	exchange_notes_print(&said, &notes);
	compare(GOLDEN "consult.said", &said);
	arena_free(&a);
}
END_TEST

/* ---- all of them ---------------------------------------------------------------------------- */

/* How many faults no golden file shows; but leaves out one of the files. */
static int
unshown(const char *but)
{
	struct buf all CLEAN(buf_free) = { 0 };
	glob_t g;
	size_t i;
	int f, n = 0;

	ck_assert_int_eq(glob(GOLDEN "*.said", 0, NULL, &g), 0);
	for (i = 0; i < g.gl_pathc; i++) {
		struct err e = { 0 };
		struct str s;

		if (strcmp(path_name(&a, g.gl_pathv[i]), but) == 0)
			continue;
		ck_assert(file_read_text(&a, g.gl_pathv[i], 1 << 20, &s, &e));
		buf_put(&all, s.p, s.n);
	}
	globfree(&g);
	for (f = 0; f < FAULTS; f++) {
		const char *words = exchange_fault_words(f), *gap;

		/* the longer piece beside what is filled in */
		gap = strstr(words, "%s");
		if (gap != NULL)
			words = strlen(gap + 2) > (size_t)(gap - words) ?
			    gap + 2 : arena_strn(&a, words,
			    (size_t)(gap - words));
		if (strstr(buf_text(&all), words) == NULL) {
			if (*but == '\0')
				fprintf(stderr, "not shown: %s\n", words);
			n++;
		}
	}
	return n;
}

START_TEST(each_fault_is_shown_by_a_golden_file)
{
	ck_assert_int_eq(unshown(""), 0);
	/* The control. */
	ck_assert_int_eq(unshown("zip-bomb.said"), 1);
	ck_assert_int_ge(unshown("positions.qde.said"), 3);
	arena_free(&a);
}
END_TEST

UNIT_SUITE(exchange_said, files_are_said_to_be_what_they_are,
    archives_are_said_to_be_what_they_are, too_many_files_are_not_unpacked,
    a_million_things_are_too_many, archives_with_a_password_are_said_to_be,
    the_workbook_says_what_it_changed, each_fault_is_shown_by_a_golden_file)
