/* SPDX-License-Identifier: MIT
 *
 * file.c -- tests of reading and writing files.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(what_is_written_is_read_back)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct err e = { 0 };
	char dir[] = "/tmp/earshot-file-XXXXXX", *path;
	struct str s;
	struct stat st;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	path = path_join(&a, dir, "x");
	ck_assert_msg(file_write(path, "one\0two", 7, 0600, &e), "%s", e.msg);
	ck_assert(file_read(&a, path, 100, &s, &e));
	ck_assert_uint_eq(s.n, 7);
	ck_assert_mem_eq(s.p, "one\0two", 8);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert(!file_read(&a, path, 6, &s, &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert(!file_read(&a, dir, 6, &s, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	unlink(path);
	rmdir(dir);
}
END_TEST

START_TEST(a_failed_write_leaves_the_old_file)
{
	struct err e = { 0 };

	ck_assert(!file_write("/proc/nothing/here", "x", 1, 0644, &e));
	ck_assert_int_eq(e.code, ERR_IO);
}
END_TEST

/* A pipe that nobody writes to would be waited for without end. */
START_TEST(what_is_no_file_is_refused_at_once)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct err e = { 0 };
	char dir[] = "/tmp/earshot-file-XXXXXX", *path;
	struct str s;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	path = path_join(&a, dir, "pipe");
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	alarm(2);
	ck_assert(!file_read(&a, path, 100, &s, &e));
	alarm(0);
	ck_assert_ptr_nonnull(strstr(e.msg, "not a file"));
	unlink(path);
	rmdir(dir);
}
END_TEST

START_TEST(paths_join_and_give_their_last_name)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(path_join(&a, "a/", "b"), "a/b");
	ck_assert_str_eq(path_join(&a, "/", "b"), "/b");
	ck_assert_str_eq(path_join(&a, "a", "/b"), "/b");
	ck_assert_str_eq(path_name(&a, "x/eol-2024//"), "eol-2024");
	ck_assert_str_eq(path_name(&a, "eol"), "eol");
}
END_TEST

UNIT_SUITE(file, what_is_written_is_read_back,
    a_failed_write_leaves_the_old_file, what_is_no_file_is_refused_at_once,
    paths_join_and_give_their_last_name)
