/* SPDX-License-Identifier: MIT
 *
 * amend.c -- the log of amendments: what is read back, and that no byte of it
 * can be changed unseen.
 */
#include "forms/amend.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

static const char settings[] = "earshot 1\n# kept\nsettings bus\n\n"
    "opens 2024-06-03\ncloses 2024-08-25\ncontact  email \"a@b.gov.uk\"\n";

struct folder { struct arena a; char dir[64]; struct forms_settings *s; };

static void
again(struct folder *f)
{
	struct forms_diags d;
	struct err e = { 0 };

	forms_diags_init(&d, &f->a);
	ck_assert_msg(forms_settings_load(&f->a, f->dir, &f->s, &d, &e), "%s",
	    e.msg);
}

static void
make(struct folder *f)
{
	struct err e = { 0 };

	*f = (struct folder){ .dir = "/tmp/earshot-amend-XXXXXX" };
	ck_assert(seal_start(&e));
	ck_assert(mkdtemp(f->dir) != NULL);
	ck_assert(file_write(path_join(&f->a, f->dir, "site.settings"),
	    settings, sizeof(settings) - 1, 0644, &e));
	again(f);
}

static void
drop(struct folder *f)
{
	unlink(path_join(&f->a, f->dir, "site.settings"));
	unlink(path_join(&f->a, f->dir, "amendments"));
	rmdir(f->dir);
	arena_free(&f->a);
}

static bool
amend(struct folder *f, const char *what, const char *from, const char *to,
    struct err *e)
{
	struct forms_amendment m = { 1724000000, what, from, to, "B. Jones",
	    "A strike", "" };
	struct forms_diags d;
	struct forms_settings *s;

	forms_diags_init(&d, &f->a);
	if (!forms_amend(&f->a, f->dir, f->s, &m, &s, &d, e))
		return false;
	again(f);
	return true;
}

START_TEST(an_amendment_is_read_back)
{
	struct folder f;
	struct err e = { 0 };
	char hash[65];

	make(&f);
	ck_assert_uint_eq(f.s->amendments.n, 0);
	ck_assert(amend(&f, "closes", "2024-08-25 23:59", "2024-09-08 17:00",
	    &e));
	ck_assert(amend(&f, "email", "a@b.gov.uk", "c@b.gov.uk", &e));
	ck_assert_uint_eq(f.s->amendments.n, 2);
	ck_assert_str_eq(f.s->amendments.v[0].what, "closes");
	ck_assert_str_eq(f.s->amendments.v[0].by, "B. Jones");
	ck_assert_str_eq(f.s->amendments.v[0].why, "A strike");
	ck_assert_str_eq(f.s->amendments.v[1].to, "c@b.gov.uk");
	ck_assert_int_eq(f.s->amendments.v[1].at, 1724000000);
	forms_settings_hash(f.s->source->text, hash);
	ck_assert_str_eq(f.s->amendments.v[1].settings, hash);
	ck_assert_str_ne(f.s->amendments.v[0].settings, hash);
	/* When it was to close, to the end of that minute. */
	ck_assert_uint_eq(f.s->n_closed, 1);
	ck_assert_int_eq(f.s->closed[0].seconds,
	    uk_seconds((struct date){ 2024, 8, 26 }, 0));
	ck_assert_int_eq(f.s->closes,
	    uk_seconds((struct date){ 2024, 9, 8 }, 17 * 60));
	ck_assert_str_eq(forms_contact(f.s, "email"), "c@b.gov.uk");
	ck_assert(strstr(f.s->source->text.p, "# kept\n") != NULL);
	drop(&f);
}
END_TEST

START_TEST(no_byte_of_the_log_changes_unseen)
{
	struct folder f;
	struct err e = { 0 };
	struct forms_amendments all;
	struct str log;
	size_t i;
	char *p;

	make(&f);
	ck_assert(amend(&f, "closes", "2024-08-25 23:59", "2024-09-08 17:00",
	    &e));
	ck_assert(amend(&f, "email", "a@b.gov.uk", "c@b.gov.uk", &e));
	ck_assert(file_read(&f.a, path_join(&f.a, f.dir, "amendments"), 9999,
	    &log, &e));
	ck_assert(forms_amendments_read(&f.a, "log", log, &all, &e));
	p = arena_strn(&f.a, log.p, log.n);
	for (i = 0; i < log.n; i++) {
		p[i] ^= 1;
		ck_assert_msg(!forms_amendments_read(&f.a, "log",
		    (struct str){ p, log.n }, &all, &e), "byte %zu", i);
		p[i] ^= 1;
	}
	/* Cut off inside a line, and without its first line. */
	for (i = 1; i < log.n; i++)
		ck_assert(p[i - 1] == '\n' || !forms_amendments_read(&f.a,
		    "log", (struct str){ p, i }, &all, &e));
	i = strcspn(p, "\n") + 1;
	ck_assert(!forms_amendments_read(&f.a, "log", (struct str){ p + i,
	    log.n - i }, &all, &e));
	ck_assert(forms_amendments_read(&f.a, "log", (struct str){ p, log.n },
	    &all, &e));
	drop(&f);
}
END_TEST

START_TEST(what_cannot_be_is_refused_and_changes_nothing)
{
	struct folder f;
	struct err e = { 0 };

	make(&f);
	ck_assert(!amend(&f, "phone", "", "0116", &e));
	ck_assert(strstr(e.msg, "contact phone") != NULL);
	ck_assert(!amend(&f, "email", "a@b.gov.uk", "two\nlines", &e));
	ck_assert(!amend(&f, "email", "a@b.gov.uk", "a \"quoted\" one", &e));
	ck_assert(!amend(&f, "email", "a@b.gov.uk", "\xE2\x80\xAE turned", &e));
	ck_assert(!amend(&f, "closes", "2024-08-25 23:59", "2024-01-01 00:00",
	    &e));
	again(&f);
	ck_assert_uint_eq(f.s->amendments.n, 0);
	ck_assert_str_eq(f.s->source->text.p, settings);
	drop(&f);
}
END_TEST

UNIT_SUITE(amend, an_amendment_is_read_back, no_byte_of_the_log_changes_unseen,
    what_cannot_be_is_refused_and_changes_nothing)
