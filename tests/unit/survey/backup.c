/* SPDX-License-Identifier: MIT
 *
 * backup.c -- tests of reading a backup that somebody made to do harm: nothing is
 * ever written outside the folder, and nothing that the manifest does not say.
 */
#include "survey/backup/backup.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <archive.h>
#include <archive_entry.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena a;
static const char *top, *file, *to;

static void
setup(void)
{
	char name[] = "/tmp/earshot-backup-XXXXXX";

	ck_assert_ptr_nonnull(mkdtemp(name));
	top = arena_str(&a, name);
	file = path_join(&a, top, "b.tar");
	to = path_join(&a, top, "to");
	ck_assert_int_eq(mkdir(to, 0700), 0);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st;
	(void)type;
	(void)f;
	return remove(path);
}

static int files_seen;

static int
count_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)path;
	(void)st;
	(void)f;
	files_seen += type != FTW_D;
	return 0;
}

static void
done(void)
{
	ck_assert_int_eq(nftw(top, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* ---- archives ------------------------------------------------------------------ */

struct member {
	const char	*path, *text;
	int		 type;		/* AE_IFREG … */
	const char	*link, *hard;
	int64_t		 size;		/* of its header; 0: of text */
};

static struct archive *
begin(void)
{
	struct archive *z = archive_write_new();

	ck_assert_int_eq(archive_write_set_format_pax(z), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_add_filter_zstd(z), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_open_filename(z, file), ARCHIVE_OK);
	return z;
}

static void
put(struct archive *z, const struct member *m)
{
	struct archive_entry *h = archive_entry_new();
	size_t n = m->text != NULL ? strlen(m->text) : 0;

	archive_entry_set_pathname(h, m->path);
	archive_entry_set_filetype(h, m->type != 0 ? (unsigned)m->type :
	    AE_IFREG);
	archive_entry_set_perm(h, 0777);
	archive_entry_set_size(h, m->size != 0 ? m->size : (int64_t)n);
	if (m->link != NULL)
		archive_entry_set_symlink(h, m->link);
	if (m->hard != NULL)
		archive_entry_set_hardlink(h, m->hard);
	ck_assert_int_ge(archive_write_header(z, h), ARCHIVE_WARN);
	if (n > 0)
		(void)archive_write_data(z, m->text, n);
	archive_entry_free(h);
}

/* One manifest that lists what is given, then the members. */
static void
make(const struct manifest_file *files, size_t n_files,
    const struct member *v, size_t n)
{
	struct manifest m = { .made = "2027-01-01T00:00:00Z",
	    .program = "earshot", .name = "x", .form = "", .head = "",
	    .files = (struct manifest_file *)(uintptr_t)files, .n = n_files };
	struct buf b CLEAN(buf_free) = { 0 };
	struct archive *z = begin();
	size_t i;

	manifest_write(&m, &b);
	put(z, &(struct member){ .path = MANIFEST, .text = buf_text(&b) });
	for (i = 0; i < n; i++)
		put(z, &v[i]);
	archive_write_close(z);
	archive_write_free(z);
}

static struct manifest_file
of(const char *path, const char *text)
{
	struct manifest_file f = { .path = path, .size = (int64_t)strlen(text) };

	seal_hash(f.hash, NULL, 0, text, strlen(text));
	return f;
}

static bool
unpack(struct err *e)
{
	struct manifest m;

	*e = (struct err){ 0 };
	return backup_unpack(&a, file, to, &m, e);
}

START_TEST(a_right_one_is_taken)
{
	const struct manifest_file f[] = { of("a.txt", "one"),
	    of("deep/er/b.txt", "two") };
	const struct member v[] = { { .path = "deep/er/b.txt", .text = "two" },
	    { .path = "a.txt", .text = "one" } };
	struct str text;
	struct err e;
	struct stat st;

	setup();
	make(f, 2, v, 2);
	ck_assert_msg(unpack(&e), "%s", e.msg);
	ck_assert(file_read(&a, path_join(&a, to, "deep/er/b.txt"), 10, &text,
	    &e) && str_is(text, "two"));
	/* what the archive says of rights does not matter */
	ck_assert_int_eq(stat(path_join(&a, to, "a.txt"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0133, 0);
	done();
}
END_TEST

START_TEST(nothing_leaves_the_folder)
{
	static const char *const paths[] = { "../out.txt", "/tmp/out.txt",
	    "a/../../out.txt", "./a", "a//b", "a/", "", "..", ".", ".hidden",
	    "a/.hidden/b", "a\\b", "a\nb", "keys/analyst.key",
	    "documents/recovery-sheet.pdf", "x.key", "keys/analyst.pub.exe",
	    "cases.db-wal", "intake.db.lock", "cases.db-journal", MANIFEST,
	    "a/b/c/d/e/f/g/h/i/j", "\xff" };
	struct err e;
	size_t i;

	for (i = 0; i < LEN(paths); i++) {
		const struct manifest_file f = of(paths[i], "x");
		const struct member v = { .path = paths[i], .text = "x" };

		ck_assert_msg(!backup_path_ok(paths[i]), "%s", paths[i]);
		setup();
		make(&f, 1, &v, 1);
		ck_assert_msg(!unpack(&e), "%s", paths[i]);
		ck_assert_int_eq(e.code, ERR_INPUT);
		files_seen = 0;
		ck_assert_int_eq(nftw(top, count_one, 16, FTW_PHYS), 0);
		ck_assert_int_eq(files_seen, 1);	/* the archive */
		done();
	}
	/* control */
	ck_assert(backup_path_ok("keys/analyst.pub"));
	ck_assert(backup_path_ok("locales/gu.po"));
	ck_assert(backup_path_ok("documents/a b (1)….pdf"));
	ck_assert(backup_path_ok("cases.db"));
}
END_TEST

START_TEST(only_what_the_manifest_says_is_taken)
{
	const struct manifest_file f[] = { of("a.txt", "one"),
	    of("b.txt", "two") };
	static const struct { struct member v[3]; size_t n; } odd[] = {
		{ { { .path = "a.txt", .text = "one" } }, 1 },
		{ { { .path = "a.txt", .text = "one" },
		    { .path = "b.txt", .text = "tow" } }, 2 },
		{ { { .path = "a.txt", .text = "one" },
		    { .path = "b.txt", .text = "twoo" } }, 2 },
		{ { { .path = "a.txt", .text = "one" },
		    { .path = "a.txt", .text = "one" } }, 2 },
		{ { { .path = "a.txt", .text = "one" },
		    { .path = "b.txt", .text = "two" },
		    { .path = "c.txt", .text = "x" } }, 3 },
		{ { { .path = "a.txt", .type = AE_IFLNK,
		    .link = "/etc/passwd" } }, 1 },
		{ { { .path = "a.txt", .type = AE_IFLNK, .link = ".." },
		    { .path = "a.txt/b.txt", .text = "two" } }, 2 },
		{ { { .path = "a.txt", .text = "one" },
		    { .path = "b.txt", .hard = "/etc/passwd" } }, 2 },
		{ { { .path = "a.txt", .type = AE_IFCHR } }, 1 },
		{ { { .path = "a.txt", .type = AE_IFIFO } }, 1 },
		{ { { .path = "a.txt", .type = AE_IFDIR } }, 1 },
		{ { { .path = "a.txt", .text = "one", .size = 1 << 20 } }, 1 },
	};
	struct err e;
	size_t i;

	for (i = 0; i < LEN(odd); i++) {
		setup();
		make(f, 2, odd[i].v, odd[i].n);
		ck_assert_msg(!unpack(&e), "%zu", i);
		ck_assert_msg(e.code == ERR_INPUT, "%zu: %s", i, e.msg);
		done();
	}
}
END_TEST

START_TEST(a_file_in_the_place_of_a_folder_is_refused)
{
	const struct manifest_file f[] = { of("a", "one"), of("a/b", "two") };
	const struct member v[] = { { .path = "a", .text = "one" },
	    { .path = "a/b", .text = "two" } };
	struct err e;

	setup();
	make(f, 2, v, 2);
	ck_assert(!unpack(&e));
	done();
}
END_TEST

/* A few bytes that say they are very many. */
START_TEST(what_has_no_room_is_refused_before_it_is_written)
{
	struct manifest_file f = of("a.txt", "one");
	const struct member v = { .path = "a.txt", .text = "one" };
	struct err e;

	setup();
	f.size = BACKUP_MAX;
	make(&f, 1, &v, 1);
	ck_assert(!unpack(&e));
	ck_assert(!file_exists(path_join(&a, to, "a.txt")));
	done();
}
END_TEST

START_TEST(what_is_no_backup_is_told)
{
	struct archive *z;
	struct err e;

	setup();
	ck_assert(!unpack(&e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no such file"));
	ck_assert(file_write(file, "hello", 5, 0600, &e));
	ck_assert(!unpack(&e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no backup"));
	z = begin();
	put(z, &(struct member){ .path = "a.txt", .text = "one" });
	archive_write_close(z);
	archive_write_free(z);
	ck_assert(!unpack(&e));
	ck_assert_ptr_nonnull(strstr(e.msg, "begin with a manifest"));
	done();
}
END_TEST

START_TEST(a_manifest_says_what_is_wrong_with_it)
{
#define HEAD "{\"earshot-backup\":1,\"made\":\"\",\"program\":\"\",\"name\":\"\"," \
	"\"form\":\"\",\"head\":\"\",\"sealed\":0,\"opened\":0,\"files\":["
#define FILE_(path, size) "{\"path\":\"" path "\",\"size\":" size \
	",\"blake2b\":\"00000000000000000000000000000000000000000000000000" \
	"00000000000000\"}"
	static const struct { const char *json, *says; } v[] = {
		{ "", "no manifest" }, { "[]", "no manifest" },
		{ "{\"earshot-backup\":2}", "newer earshot" },
		{ "{\"earshot-backup\":\"1\"}", "\"earshot-backup\"" },
		{ HEAD FILE_("a", "-1") "]}", "\"size\"" },
		{ HEAD FILE_("a", "1.5") "]}", "\"size\"" },
		{ HEAD FILE_("a", "1e300") "]}", "\"size\"" },
		{ HEAD FILE_("../a", "1") "]}", "may not be in a backup" },
		{ HEAD FILE_("a", "1") "," FILE_("a", "1") "]}", "twice" },
		{ HEAD "{\"path\":\"a\",\"size\":1,\"blake2b\":\"12\"}]}",
		    "is no hash" },
		{ HEAD FILE_("a", "1000000000000") "," FILE_("b",
		    "1000000000000") "]}", "more than a backup may hold" },
	};
	struct manifest m;
	struct err e;
	size_t i;

	ck_assert_msg(manifest_read(&a, str_of(HEAD FILE_("a", "1") "]}"), &m,
	    &e), "%s", e.msg);
	ck_assert(m.n == 1 && m.files[0].size == 1);
	for (i = 0; i < LEN(v); i++) {
		ck_assert_msg(!manifest_read(&a, str_of(v[i].json), &m, &e),
		    "%s", v[i].json);
		ck_assert_int_eq(e.code, ERR_INPUT);
		ck_assert_msg(strstr(e.msg, v[i].says) != NULL, "%s: %s",
		    v[i].json, e.msg);
	}
}
END_TEST

UNIT_SUITE(backup, a_right_one_is_taken, nothing_leaves_the_folder,
    only_what_the_manifest_says_is_taken,
    a_file_in_the_place_of_a_folder_is_refused,
    what_has_no_room_is_refused_before_it_is_written,
    what_is_no_backup_is_told, a_manifest_says_what_is_wrong_with_it)
