/* SPDX-License-Identifier: MIT
 *
 * mail_sources.c -- tests of survey/mail: mbox files taken apart, IMAP's answers,
 * addresses, and how often a mailbox is read.
 */
#include "survey/mail/imap.h"
#include "survey/mail/mbox.h"
#include "survey/mail/polling.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

/* ---- mbox ------------------------------------------------------------ */

struct given { const char *p; size_t n; };

static bool
some(void *arg, char *to, size_t n, size_t *got, struct err *e)
{
	struct given *g = arg;

	(void)e;
	*got = g->n < n ? g->n : n;
	memcpy(to, g->p, *got);
	g->p += *got;
	g->n -= *got;
	return true;
}

/* The messages, each between brackets, with what there is to say. */
static const char *
split_most(struct arena *a, const char *text, size_t most)
{
	struct given g = { text, strlen(text) };
	struct mbox m = { .read = some, .arg = &g, .most = most };
	struct buf b CLEAN(buf_free) = { 0 };
	struct mbox_message got;
	struct err e;
	bool more;

	for (;;) {
		ck_assert(mbox_next(&m, &got, &more, &e));
		if (!more)
			break;
		buf_printf(&b, "[%.*s]", STRF(got.raw));
		if (got.unquoted > 0)
			buf_printf(&b, "unquoted %zu;", got.unquoted);
		if (got.within > 0)
			buf_printf(&b, "within %zu;", got.within);
		if (got.large)
			buf_puts(&b, "large;");
	}
	mbox_free(&m);
	return arena_str(a, buf_text(&b));
}

static const char *
split(struct arena *a, const char *text)
{
	return split_most(a, text, 1 << 20);
}

#define DAY	" Thu Mar  7 12:00:00 2024\n"
#define CRLF_DAY " Thu Mar  7 12:00:00 2024\r\n"

START_TEST(an_mbox_is_taken_apart)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(split(&a, ""), "");
	ck_assert_str_eq(split(&a, "From a@b" DAY "A: 1\n\nx\n\n"
	    "From c d@e" DAY "B: 2\n\ny\n\n\n"), "[A: 1\n\nx\n][B: 2\n\ny\n\n]");
	ck_assert_str_eq(split(&a, "From a@b" CRLF_DAY "A: 1\r\n\r\nx\r\n\r\n"
	    "From c@d" CRLF_DAY "B: 2\r\n\r\ny"),
	    "[A: 1\r\n\r\nx\r\n][B: 2\r\n\r\ny]");
	/* Gmail's, Thunderbird's, and one without a date. */
	ck_assert_str_eq(split(&a, "From 17@xxx Thu Mar 07 12:00:00 +0000 2024\n"
	    "A: 1\n\nx\n\nFrom - Thu Mar 07 12:00:00 2024\nB: 2\n\ny\n\n"
	    "From nobody\nReceived: z\nC: 3\n\n"),
	    "[A: 1\n\nx\n][B: 2\n\ny\n][Received: z\nC: 3\n]");
	/* Nothing before the first From_ line is lost either. */
	ck_assert_str_eq(split(&a, "A: 1\n\nx\n\nFrom c@d" DAY "B: 2\n\n"),
	    "[A: 1\n\nx\n][B: 2\n]");
}
END_TEST

START_TEST(prose_that_begins_with_from_does_not_part_a_message)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(split(&a, "From a@b" DAY "A: 1\n\n"
	    "From my window I see\n\nFrom home: nothing\n\n"
	    "From Thursday: at 12:00 in Mar 2024\n\n"),
	    "[A: 1\n\nFrom my window I see\n\nFrom home: nothing\n\n"
	    "From Thursday: at 12:00 in Mar 2024\n]");
	/* Where lines are not quoted, nothing is taken from them. */
	ck_assert_str_eq(split(&a, "From a@b" DAY "A: 1\n\nFrom home\n"
	    ">From her: hello\n"), "[A: 1\n\nFrom home\n>From her: hello\n]");
}
END_TEST

START_TEST(quoting_is_undone_once_and_in_the_body_alone)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(split(&a, "From a@b" DAY ">From x\nA: 1\n\n"
	    ">From home\n>>From her\n> >From him\nx >From y\n>From"),
	    "[>From x\nA: 1\n\nFrom home\n>From her\n> >From him\nx >From y\n"
	    ">From]unquoted 2;");
}
END_TEST

#define LONG(n) "Content-Length: " n "\n\n"
/* 53 bytes that look like another message. */
#define FORWARDED "x\n\nFrom e@f" DAY "Subject: old\n\n"

START_TEST(a_length_counts_where_every_message_has_one)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_uint_eq(strlen(FORWARDED), 51);
	ck_assert_str_eq(split(&a, "From a@b" DAY LONG("2") "1\n\n"
	    "From a@b" DAY LONG("51") FORWARDED "\nFrom g@h" DAY LONG("2")
	    "2\n"), "[" LONG("2") "1\n][" LONG("51") FORWARDED "]within 1;["
	    LONG("2") "2\n]");
	/* One that reaches to the end of the file, but for its empty line. */
	ck_assert_str_eq(split(&a, "From a@b" DAY LONG("51") FORWARDED "\n"),
	    "[" LONG("51") FORWARDED "]within 1;");
	/* A sender must not swallow the next message with one. */
	ck_assert_str_eq(split(&a, "From a@b" DAY "A: 1\n\n1\n\n"
	    "From a@b" DAY LONG("51") FORWARDED "\nFrom g@h" DAY LONG("2")
	    "2\n"), "[A: 1\n\n1\n][" LONG("51") "x\n][Subject: old\n\n]["
	    LONG("2") "2\n]");
	ck_assert_str_eq(split(&a, "From a@b" DAY LONG("2") "1\n\n"
	    "From a@b" DAY LONG("51") FORWARDED "\nFrom g@h" DAY "B: 3\n\n"
	    "2\n"), "[" LONG("2") "1\n][" LONG("51") "x\n][Subject: old\n\n]["
	    "B: 3\n\n2\n]");
}
END_TEST

START_TEST(a_message_that_is_too_large_is_named_and_passed_over)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	buf_puts(&b, "From a@b" DAY "A: 1\n\nx\n\nFrom a@b" DAY "B: 2\n\n");
	for (i = 0; i < 60000; i++)
		buf_puts(&b, "one line, and From here another\n>From there\n");
	buf_puts(&b, "\nFrom a@b" DAY "C: 3\n\n>From z\n");
	ck_assert_str_eq(split_most(&a, buf_text(&b), 4096),
	    "[A: 1\n\nx\n][]large;[C: 3\n\nFrom z\n]unquoted 1;");
}
END_TEST

START_TEST(a_from_line_says_when_it_came)
{
	int64_t t = 0;

	ck_assert(mbox_date(STR("From a@b Thu Mar  7 12:00:05 2024"), &t));
	ck_assert_int_eq(t, 1709812805);
	ck_assert(mbox_date(STR("From a Thu Mar 07 12:00:05 +0100 2024"), &t));
	ck_assert_int_eq(t, 1709812805 - 3600);
	ck_assert(mbox_date(STR("From a Thu, 7 Mar 2024 12:00:05 -0230\r"), &t));
	ck_assert_int_eq(t, 1709812805 + 9000);
	ck_assert(!mbox_date(STR("From me to you in Mar 2024"), &t));
	ck_assert(!mbox_date(STR("From Mar 40 12:00 2024"), &t));
}
END_TEST

/* ---- IMAP ----------------------------------------------------------------- */

static bool
none_left(void *arg, char *to, size_t n, size_t *got, struct err *e)
{
	(void)some(arg, to, n, got, e);
	return *got > 0 || err_set(e, ERR_IO, "gone");
}

static bool
answer(struct imap_answer *a, const char *text, struct err *e)
{
	struct given g = { text, strlen(text) };
	struct imap_bytes in = { .read = none_left, .arg = &g };

	return imap_read_answer(&in, "E7", 20, a, e);
}

START_TEST(what_a_message_says_does_not_end_an_answer)
{
	struct imap_answer a = { 0 };
	struct err e = { 0 };

	ck_assert(answer(&a, "* 1 FETCH (UID 3 BODY[] {12}\r\nE7 OK done\r\n"
	    " INTERNALDATE \" 7-Mar-2024 13:00:05 +0100\" RFC822.SIZE 12 "
	    "FLAGS (\\Seen $x))\r\n* 2 FETCH (FLAGS (\\Seen))\r\n"
	    "* 2 FETCH (UID 4 BODY[] \"a\\\"b\")\r\nE7 NO [LIMIT] all {3}\r\n",
	    &e));
	ck_assert_int_eq(a.status, IMAP_NO);
	ck_assert_str_eq(a.text, "all {3}");
	ck_assert_uint_eq(a.n_messages, 2);
	ck_assert_uint_eq(a.messages[0].uid, 3);
	ck_assert_int_eq(a.messages[0].received, 1709812805);
	ck_assert(a.messages[0].seen);
	ck_assert_str_eq(buf_text(&a.bodies), "E7 OK done\r\na\"b");
	ck_assert_uint_eq(a.messages[1].start, 12);
	ck_assert_uint_eq(a.messages[1].n, 3);
	imap_answer_free(&a);
}
END_TEST

START_TEST(a_literal_that_is_too_large_is_passed_over)
{
	struct imap_answer a = { 0 };
	struct err e = { 0 };

	ck_assert(answer(&a, "* 1 FETCH (UID 3 BODY[] {21}\r\n"
	    "123456789012345678901 BODY[TEXT] \"x\")\r\n* OK [UIDVALIDITY 9] x\r\n"
	    "* SEARCH 5 6\r\n* SEARCH \r\nE7 OK [READ-ONLY] done\r\n", &e));
	ck_assert_int_eq(a.messages[0].body, IMAP_LARGE);
	ck_assert_uint_eq(a.messages[0].size, 21);
	ck_assert_uint_eq(a.bodies.n, 0);
	ck_assert_uint_eq(a.validity, 9);
	ck_assert(a.read_only);
	ck_assert_uint_eq(a.n_uids, 2);
	imap_answer_free(&a);
}
END_TEST

START_TEST(what_is_no_imap_is_an_error)
{
	static const char *const bad[] = { "HTTP/1.1 400 Bad\r\n",
	    "E8 OK another\r\n", "E7 WELL\r\n", "* 1 FETCH (UID 0)\r\n",
	    "* 1 FETCH (UID 4294967296)\r\n", "* 1 FETCH (BODY[] )\r\n",
	    "* 1 FETCH (BODY[] {99999999999999999999}\r\n",
	    "* SEARCH 0\r\n", "* 1 FETCH (UID 3\r\nE7 OK x\r\n" };
	struct imap_answer a = { 0 };
	struct err e;
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		e = (struct err){ 0 };
		ck_assert_msg(!answer(&a, bad[i], &e) && e.code == ERR_INPUT,
		    "%s", bad[i]);
	}
	ck_assert(!answer(&a, "* 1 FETCH (UID 3 BODY[] {12}\r\nabc", &e));
	ck_assert_int_eq(e.code, ERR_IO);
	imap_answer_free(&a);
}
END_TEST

START_TEST(uids_are_asked_for_in_sets)
{
	const uint32_t uids[] = { 1, 2, 3, 7, 9, 10, 4294967295u };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t from = 0;

	imap_set(&b, uids, LEN(uids), 5, &from);
	ck_assert_str_eq(buf_text(&b), "1:3,7,9");
	ck_assert_uint_eq(from, 5);
	imap_set(&b, uids, LEN(uids), 5, &from);
	ck_assert_str_eq(buf_text(&b), "10,4294967295");
	ck_assert_uint_eq(from, 7);
}
END_TEST

START_TEST(a_mailbox_has_one_name_however_it_is_written)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct imap_address at;
	struct err e;

	ck_assert(imap_address(&a, "imaps://me@x.org@Mail.example.org/", &at,
	    &e));
	ck_assert_str_eq(at.name, "imap://me@x.org@mail.example.org/INBOX");
	ck_assert_str_eq(at.user, "me@x.org");
	ck_assert_str_eq(at.quoted, "\"INBOX\"");
	ck_assert(at.tls && !at.loopback);
	ck_assert(imap_address(&a, "imap://me%40x.org@mail.example.org:143/inbox",
	    &at, &e));
	ck_assert_str_eq(at.name, "imap://me@x.org@mail.example.org/INBOX");
	ck_assert(!at.tls && !at.loopback);
	ck_assert(imap_address(&a, "imap://me@127.0.0.1:1143/M%C3%BCll%20%26%22",
	    &at, &e));
	ck_assert_str_eq(at.quoted, "\"M&APw-ll &-\\\"\"");
	ck_assert(at.loopback);
	ck_assert(!imap_address(&a, "imaps://x@y/a%0d%0ab", &at, &e) ||
	    strcmp(at.mailbox, "INBOX") == 0);
	ck_assert(!imap_address(&a, "imaps://me:hunter2@x.org/", &at, &e));
	ck_assert_ptr_null(strstr(e.msg, "hunter2"));
	ck_assert(!imap_address(&a, "imaps://x.org/INBOX", &at, &e));
	ck_assert(!imap_address(&a, "imaps://me@x.org/INBOX?x", &at, &e));
	ck_assert(!imap_address(&a, "pop3://me@x.org/", &at, &e));
}
END_TEST

START_TEST(a_mailbox_that_fails_is_read_less_often)
{
	struct mail_pace p = { 0 };
	int64_t wait[] = { 300, 600, 1200, 2400, 3600, 3600 };
	size_t i;

	ck_assert(mail_pace_due(&p, 1000));
	for (i = 0; i < LEN(wait); i++) {
		mail_pace_did(&p, 1000, false);
		ck_assert(!mail_pace_due(&p, 1000 + wait[i] - 1));
		ck_assert(mail_pace_due(&p, 1000 + wait[i]));
	}
	mail_pace_did(&p, 1000, true);
	ck_assert(mail_pace_due(&p, 1300));
}
END_TEST

UNIT_SUITE(mail_sources, an_mbox_is_taken_apart,
    prose_that_begins_with_from_does_not_part_a_message,
    quoting_is_undone_once_and_in_the_body_alone,
    a_length_counts_where_every_message_has_one,
    a_message_that_is_too_large_is_named_and_passed_over,
    a_from_line_says_when_it_came,
    what_a_message_says_does_not_end_an_answer,
    a_literal_that_is_too_large_is_passed_over,
    what_is_no_imap_is_an_error,
    uids_are_asked_for_in_sets,
    a_mailbox_has_one_name_however_it_is_written,
    a_mailbox_that_fails_is_read_less_often)
