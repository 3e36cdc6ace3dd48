/* SPDX-License-Identifier: MIT
 *
 * mail_reading.c -- tests that a reading is the same after it was written and read
 * back, and that what a reader could say to do harm is not taken.
 */
#include "survey/mail/reader.h"
#include "survey/mail/take.h"
#include "tests/unit/survey/suites.h"

#include <signal.h>
#include <stdlib.h>

static struct mail_filled filled[] = { { "area", "north" }, { "why", "a\nb" } };
static struct mail_file files[] = { { "a \"b\".pdf", "application/pdf", 12,
    "x\ty\n", filled, 2, HAND_NO, "" },
    { "", "image/png", 0, "", NULL, 0, HAND_PICTURE, "a picture" } };
static const char *mended[] = { "one", "two \\ three" };
static const struct mail_reading whole = { .name = "Zoë", .address = "z@b.example",
    .id = "1@b", .parent = "p", .root = "r", .subject = "s", .date = 1717405200,
    .lang = "gu", .text = "હા\n", .html = true, .files = files, .n_files = 2,
    .mended = mended, .n_mended = 2, .aside = ASIDE_BULK, .aside_why = "so",
    .hand = HAND_SIGNED, .why = "signed" };

static const char *
written(const struct mail_reading *r, bool sender, struct buf *b)
{
	buf_clear(b);
	ck_assert(mail_reading_write(r, sender, b));
	return buf_text(b);
}

START_TEST(a_reading_comes_back)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 }, c CLEAN(buf_free) = { 0 };
	struct mail_reading back;
	struct err e = { 0 };

	written(&whole, true, &b);
	ck_assert_msg(mail_reading_parse(&a, (struct str){ b.p, b.n }, &back,
	    &e), "%s", e.msg);
	ck_assert_str_eq(written(&back, true, &c), b.p);
	ck_assert_str_eq(back.name, "Zoë");
	ck_assert_str_eq(back.files[0].filled[1].value, "a\nb");
	ck_assert_int_eq(back.aside, ASIDE_BULK);
}
END_TEST

START_TEST(without_the_sender_it_has_neither_name_nor_address)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct mail_reading back;
	struct err e;

	written(&whole, false, &b);
	ck_assert_ptr_null(strstr(b.p, "Zoë"));
	ck_assert_ptr_null(strstr(b.p, "z@b.example"));
	ck_assert(mail_reading_parse(&a, (struct str){ b.p, b.n }, &back, &e));
	ck_assert_str_eq(back.name, "");
	ck_assert_str_eq(back.address, "");
}
END_TEST

/* what, in the reading above, as to; each must be refused. */
static const struct { const char *what, *to; } changes[] = {
	{ "\"હા\\n\"", "\"a\\u0000b\"" }, { "\"હા\\n\"", "\"a\\u001b\"" },
	{ "\"હા\\n\"", "\"a\\u202eb\"" }, { "\"હા\\n\"", "\"a\\u0085b\"" },
	{ "\"હા\\n\"", "\"a\\ud800b\"" }, { "\"હા\\n\"", "\"a\rb\"" },
	{ "\"હા\\n\"", "\"\xff\"" }, { "\"હા\\n\"", "\"\\u2066\"" },
	{ "\"હા\\n\"", "7" }, { "\"હા\\n\"", "null" }, { "\"હા\\n\"", "[]" },
	{ "1717405200", "1e30" }, { "1717405200", "1.5" },
	{ "1717405200", "\"x\"" }, { "1717405200", "NaN" },
	{ "\"size\":12", "\"size\":-1" }, { "\"html\":true", "\"html\":1" },
	{ "\"bulk\"", "\"bulky\"" }, { "\"signed\",", "\"\"," },
	{ "[\"area\",\"north\"]", "[\"area\"]" },
	{ "[\"area\",\"north\"]", "[\"area\",\"north\",\"x\"]" },
	{ "[\"area\",\"north\"]", "{}" }, { "[\"area\",\"north\"]", "7" },
	{ "\"subject\":", "\"subjects\":" }, { "\"lang\":\"gu\",", "" },
	{ "\"files\":[", "\"files\":[7," }, { "\"mended\":[", "\"mended\":[{}," },
	{ "\"why\":\"signed\"}", "\"why\":\"signed\",\"more\":1}" },
	{ "\"why\":\"signed\"}", "\"why\":\"signed\"}}" },
	{ "\"why\":\"signed\"}", "\"why\":\"signed\"" },
	{ "{\"name\"", "[{\"name\"" }
};

START_TEST(what_a_reader_may_not_say_is_refused)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 }, c CLEAN(buf_free) = { 0 };
	struct mail_reading back;
	struct err e = { 0 };
	const char *at;

	written(&whole, true, &b);
	at = strstr(b.p, changes[_i].what);
	ck_assert_ptr_nonnull(at);
	buf_put(&c, b.p, (size_t)(at - b.p));
	buf_puts(&c, changes[_i].to);
	buf_puts(&c, at + strlen(changes[_i].what));
	ck_assert_msg(!mail_reading_parse(&a, (struct str){ c.p, c.n }, &back,
	    &e), "taken: %s", c.p);
	ck_assert_int_eq(e.code, ERR_INPUT);
}
END_TEST

START_TEST(no_piece_of_a_reading_is_one)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct mail_reading back;
	struct err e;
	size_t n;

	written(&whole, true, &b);
	for (n = 0; n < b.n; n++) {
		struct arena a CLEAN(arena_free) = { 0 };
		char *cut = malloc(n + 1);

		memcpy(cut, b.p, n);
		ck_assert(!mail_reading_parse(&a, (struct str){ cut, n },
		    &back, &e));
		free(cut);
	}
}
END_TEST

START_TEST(a_reading_that_is_too_long_is_a_limit)
{
	struct arena a CLEAN(arena_free) = { 0 };
	size_t n = (16 << 20) + 1;
	char *long_one = malloc(n);
	struct mail_reading back;
	struct err e;

	memset(long_one, ' ', n);
	ck_assert(!mail_reading_parse(&a, (struct str){ long_one, n }, &back,
	    &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	free(long_one);
}
END_TEST

/* ---- letters -------------------------------------------------------------------------- */

START_TEST(a_letter_comes_out_as_it_went_in)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0 not all of it";
	static const char *const names[] = { "Frau Ü 100%.png", "a\nb.txt" };
	const struct str bytes[] = { { png, sizeof(png) - 1 },
	    STR("Dear all,\n\nX-Earshot-File: utf-8''no\n") };
	struct buf raw CLEAN(buf_free) = { .max = 1 << 20 };
	struct arena a CLEAN(arena_free) = { 0 };
	const char *name;
	struct str back;
	struct err e;
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		buf_clear(&raw);
		ck_assert(mail_letter(names[i], bytes[i], 1717405200, "", &raw,
		    &e));
		ck_assert(mail_letter_file(&a, (struct str){ raw.p, raw.n },
		    &name, &back));
		ck_assert_str_eq(name, names[i]);
		ck_assert_uint_eq(back.n, bytes[i].n);
		ck_assert(memcmp(back.p, bytes[i].p, back.n) == 0);
	}
	ck_assert(!mail_letter_file(&a, STR("Subject: no letter\n\n"
	    "X-Earshot-File: utf-8''a.txt\n\nHello\n"), &name, &back));
}
END_TEST

/* ---- no more children ------------------------------------------------------------------- */

static bool
never(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	(void)arg, (void)raw, (void)what, (void)r, (void)json, (void)e;
	return true;
}

/* What was to be read is its caller's, who frees it after mail_reader_drop. */
START_TEST(what_no_child_can_read_is_let_go)
{
	static const char text[] = "From: a@b.example\n\nHello\n";
	struct mail_reader *m = NULL;
	struct err e = { 0 };
	char *raw = strdup(text);
	int i;

	ck_assert(mail_reader_open(&m, &(struct mail_limits){ .children = 1 },
	    &e));
	ck_assert(kill(m->w[0].pid, SIGSTOP) == 0);
	for (i = 0; i < 3; i++)
		ck_assert(mail_read_held(m, str_of(raw), false, NULL, never,
		    NULL, &e));
	ck_assert_ptr_nonnull(m->first);	/* control */
	ck_assert_uint_eq(m->held, 3 * strlen(text));
	ck_assert(kill(m->nursery.pid, SIGKILL) == 0);
	ck_assert(kill(m->w[0].pid, SIGKILL) == 0);
	ck_assert(!mail_read_wait(m, &e));
	mail_reader_drop(m);
	free(raw);
	ck_assert_ptr_null(m->first);
	ck_assert_uint_eq(m->held, 0);
	ck_assert_uint_eq(m->w[0].n, 0);
	mail_reader_close(m);
}
END_TEST

Suite *
mail_reading_suite(void)
{
	Suite *s = suite_create("mail_reading");
	TCase *c = tcase_create("mail_reading");

	tcase_add_test(c, a_reading_comes_back);
	tcase_add_test(c, without_the_sender_it_has_neither_name_nor_address);
	tcase_add_loop_test(c, what_a_reader_may_not_say_is_refused, 0,
	    (int)LEN(changes));
	tcase_add_test(c, no_piece_of_a_reading_is_one);
	tcase_add_test(c, a_reading_that_is_too_long_is_a_limit);
	tcase_add_test(c, a_letter_comes_out_as_it_went_in);
	tcase_add_test(c, what_no_child_can_read_is_let_go);
	suite_add_tcase(s, c);
	return s;
}
