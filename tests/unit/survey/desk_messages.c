/* SPDX-License-Identifier: MIT
 *
 * desk_messages.c -- taking messages in at the desk holds nobody up: not while
 * a file is read, nor while a mail server is silent; and only what is new is
 * compared.
 */
#include "survey/mail/take.h"
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/messages.h"
#include "tests/unit/unit.h"

#include <pthread.h>
#include <stdio.h>

static struct room k;
static struct staff_secret kim;
static bool could_write;

/* ---- a desk that takes messages in ---------------------------------------------- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn = PTHREAD_COND_INITIALIZER;
static int polls, polled_now;		/* begun; of them because somebody asked */
static bool held;			/* none ends */
static struct desk_mailbox box;

static bool
took_file(void *arg, const char *name, struct str bytes, const char *by,
    struct desk_taken *did, struct err *e)
{
	struct cases *c = NULL;

	(void)arg, (void)name, (void)bytes, (void)by;
	did->kept++;
	/* somebody else's page would write now */
	could_write = cases_open(&c, room_in(&k, "cases.db"), DB_WRITE, e);
	cases_close(c);
	return could_write;
}

static bool
poll(void *arg, bool now, struct desk_mailbox *out, struct err *e)
{
	(void)arg, (void)e;
	pthread_mutex_lock(&lock);
	polls++;
	polled_now += now;
	pthread_cond_broadcast(&turn);
	while (held)
		pthread_cond_wait(&turn, &lock);
	*out = box;
	pthread_mutex_unlock(&lock);
	return true;
}

static void
hold(bool on)
{
	pthread_mutex_lock(&lock);
	held = on;
	pthread_cond_broadcast(&turn);
	pthread_mutex_unlock(&lock);
}

static const struct desk_mail mail = { .file = took_file, .poll = poll };

static void
begin(void)
{
	room_open(&k, NULL);
	room_publish(&k);
	kim = room_person(&k, "kim", STAFF_ALL_ROLES, now_seconds());
	room_as(&k, &kim);
	desk_takes_mail(k.desk, &mail);
	polls = polled_now = 0;
	box = (struct desk_mailbox){ .named = true };
}

START_TEST(the_store_is_free_while_a_file_is_read)
{
	struct http_file file = { "file", "a.eml", STR("Subject: x\n\nx") };
	struct http_pair cookies[1], form[1];
	struct http_request r = { .a = &k.a, .method = HTTP_POST, .path =
	    "/desk/messages/files", .origin = "", .fetch_site = "",
	    .if_none_match = "", .accept_language = "", .address = "",
	    .files = { &file, 1 } };
	struct cases *other;
	struct err e = { 0 };

	begin();
	r.host = k.host;
	cookies[0] = (struct http_pair){ "earshot-desk-8090", k.cookie };
	form[0] = (struct http_pair){ "token", k.token };
	r.cookies = (struct http_pairs){ cookies, 1 };
	r.form = (struct http_pairs){ form, 1 };
	desk_handle(k.desk, &r, &k.out);
	ck_assert_int_eq(k.out.status, 303);
	ck_assert(could_write);
	/* control: while another has it, it cannot be written to */
	other = room_cases(&k, DB_WRITE);
	ck_assert(!took_file(NULL, "", STR(""), "", &(struct desk_taken){ 0 },
	    &e));
	ck_assert_int_eq(e.code, ERR_BUSY);
	cases_close(other);
	room_close(&k);
}
END_TEST

static void
until_it_polls(int n)
{
	pthread_mutex_lock(&lock);
	while (polls < n)
		pthread_cond_wait(&turn, &lock);
	pthread_mutex_unlock(&lock);
}

START_TEST(a_silent_server_holds_no_page_up)
{
	static const struct desk_source none = { .why_not = "no key" };
	struct err e = { 0 };

	begin();
	hold(true);
	ck_assert(desk_fetches(k.desk, &none, &e));
	until_it_polls(1);
	room_get(&k, "/");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "Counted at"));
	room_get(&k, "/desk/messages");
	ck_assert_int_eq(k.out.status, 200);
	hold(false);
	room_close(&k);
}
END_TEST

START_TEST(what_is_wrong_with_the_mailbox_is_said_until_it_is_right)
{
	static const struct desk_source none = { .why_not = "no key" };
	struct err e = { 0 };

	begin();
	snprintf(box.failed, sizeof(box.failed), "the <server> is away");
	ck_assert(desk_fetches(k.desk, &none, &e));
	until_it_polls(1);
	room_post(&k, "/desk/messages/mailbox", "");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_int_ge(polled_now, 1);
	room_get(&k, "/desk/messages");
	ck_assert(room_says(&k, "could not be read: the &lt;server&gt; is "
	    "away."));
	ck_assert(room_says(&k, "Not read since the desk was started"));
	room_get(&k, "/");
	ck_assert(room_says(&k, "The mailbox could not be read."));
	pthread_mutex_lock(&lock);
	box.failed[0] = '\0';
	box.at = now_seconds();
	box.passed = 2;
	snprintf(box.over, sizeof(box.over), "the <first>");
	pthread_mutex_unlock(&lock);
	room_get(&k, "/desk/messages");
	room_post(&k, "/desk/messages/mailbox", "");
	room_get(&k, "/desk/messages");
	ck_assert(!room_says(&k, "mailbox could not be read"));
	ck_assert(room_says(&k, "Last read: "));
	ck_assert(room_says(&k, "2 messages were passed over, and stay there. "
	    "The first: the &lt;first&gt;."));
	room_close(&k);
}
END_TEST

START_TEST(without_a_mailbox_nothing_is_said_of_one)
{
	begin();
	room_get(&k, "/desk/messages");
	ck_assert(!room_says(&k, "The mailbox"));
	room_close(&k);
}
END_TEST

/* ---- repeats -------------------------------------------------------------------- */

static const char said_once[] = "The zugzwang at night is cold.";
static const char said_else[] = "More nurses who know me.";

static struct str
reading(const char *text)
{
	struct mail_reading r = { .name = "", .address = "", .id = "",
	    .parent = "", .root = "", .subject = "", .lang = "", .text = text,
	    .aside_why = "", .why = "" };
	struct buf b CLEAN(buf_free) = { 0 };

	ck_assert(mail_reading_write(&r, false, &b));
	return str_of(arena_str(&k.a, buf_text(&b)));
}

static int64_t
keep(const char *raw, const char *says)
{
	struct message_new m = { .raw = str_of(raw), .source = "x", .place =
	    raw, .channel = "email", .received = 1, .name = "", .address =
	    "a@example.org", .mail_id = "", .thread = "", .read = { .reading =
	    reading(says), .state = MESSAGE_CONFIRM, .why = "" } };
	struct seal_public to[SEAL_RECIPIENTS] = { k.keys[0].pub,
	    k.keys[1].pub };
	struct cases *c = room_cases(&k, DB_CREATE);
	struct err e = { 0 };

	ck_assert_msg(keep_messages(c, &m, 1, to, "kim", &e), "%s", e.msg);
	cases_close(c);
	return m.id;
}

static int64_t
look(struct mail_looked *l, const atomic_bool *stop, struct err *e)
{
	struct mail_take t = { .path = room_in(&k, "cases.db"), .looked = l,
	    .stop = stop };
	bool ok = mail_take_open(&t, NULL, e);

	mail_take_end(&t);
	return ok ? t.took.repeats : -1;
}

/* So that whoever compares again would find it. */
static void
reads_now(int64_t id, const char *says)
{
	struct message_read r = { .reading = reading(says), .state =
	    MESSAGE_CONFIRM, .why = "" };
	struct cases *c = room_cases(&k, DB_WRITE);
	struct err e = { 0 };

	ck_assert(messages_were_read(c, &id, &r, 1, &e));
	cases_close(c);
}

START_TEST(only_what_is_new_is_compared)
{
	struct mail_looked l = { 0 };
	struct err e = { 0 };
	int64_t b;

	room_open(&k, NULL);
	keep("1", said_once);
	b = keep("2", said_else);
	ck_assert_int_eq(look(&l, NULL, &e), 0);
	ck_assert_uint_eq(l.n, 1);
	reads_now(b, said_once);
	ck_assert_int_eq(look(&l, NULL, &e), 0);
	/* what is new is compared, and so is the other when there is more that
	 * it may repeat: not here, as that came after it */
	keep("3", said_once);
	ck_assert_int_eq(look(&l, NULL, &e), 1);
	ck_assert_uint_eq(l.n, 1);
	/* control: without the memory it is found */
	ck_assert_int_eq(look(NULL, NULL, &e), 1);
	ck_assert_int_eq(look(&l, NULL, &e), 0);
	ck_assert_uint_eq(l.n, 0);
	mail_looked_free(&l);
	room_close(&k);
}
END_TEST

START_TEST(it_ends_when_it_is_to_stop)
{
	static const atomic_bool stop = true;
	struct err e = { 0 };

	room_open(&k, NULL);
	keep("1", said_once);
	keep("2", said_once);
	ck_assert_int_eq(look(NULL, &stop, &e), -1);
	ck_assert_int_eq(e.code, ERR_BUSY);
	e = (struct err){ 0 };
	ck_assert_int_eq(look(NULL, NULL, &e), 1);	/* control */
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_messages, the_store_is_free_while_a_file_is_read,
    a_silent_server_holds_no_page_up,
    what_is_wrong_with_the_mailbox_is_said_until_it_is_right,
    without_a_mailbox_nothing_is_said_of_one, only_what_is_new_is_compared,
    it_ends_when_it_is_to_stop)
