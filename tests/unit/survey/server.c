/* SPDX-License-Identifier: MIT
 *
 * server.c -- tests of the loop on a real socket: what it refuses, its
 * deadline, and stopping without losing a request.
 */
#include "survey/http/http.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static _Atomic int slow_millis;
static _Atomic bool slow_began;

static void
sleep_millis(int ms)
{
	struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

/* Says what it was asked. */
static void
echo(void *arg, const struct http_request *r, struct http_response *out)
{
	const char *x = http_value(&r->form, "x");

	(void)arg;
	if (slow_millis > 0) {
		slow_began = true;
		sleep_millis(slow_millis);
	}
	out->status = r->refused ? r->refused : 200;
	out->type = "text/plain";
	buf_printf(&out->body, "path=%s x=%s", r->path, x ? x : "-");
}

static struct http_server *
start(unsigned deadline, unsigned per_address)
{
	struct http_options o;
	struct http_server *s;
	struct err e = { 0 };

	http_options_init(&o);
	o.threads = 4;
	o.deadline_seconds = deadline;
	o.per_address = per_address;
	ck_assert_msg(http_start(&s, &o, echo, NULL, &e), "%s", e.msg);
	return s;
}

static int
dial(struct http_server *s)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_port = htons(http_port(s)),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval wait = { 10, 0 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	return fd;
}

static void
say(int fd, const char *p, size_t n)
{
	ck_assert_int_eq(send(fd, p, n, MSG_NOSIGNAL), (ssize_t)n);
}

/* Reads until the connection ends or the body is there; the status, or 0. */
static int
hear(int fd, char *out, size_t size)
{
	size_t n = 0;
	ssize_t got;
	int status = 0;

	while (n + 1 < size && (got = recv(fd, out + n, size - 1 - n, 0)) > 0) {
		n += (size_t)got;
		out[n] = '\0';
		if (strstr(out, "\r\n\r\n") != NULL &&
		    strstr(out, "path=") != NULL)
			break;
	}
	out[n] = '\0';
	return sscanf(out, "HTTP/1.1 %d", &status) == 1 ? status : 0;
}

static int
ask(struct http_server *s, const char *p, size_t n, char *out, size_t size)
{
	int fd = dial(s), status;

	say(fd, p, n);
	status = hear(fd, out, size);
	close(fd);
	return status;
}

#define HEAD(rest)	"GET / HTTP/1.1\r\nHost: a\r\n" rest "\r\n"
#define BODY(rest)	"POST / HTTP/1.1\r\nHost: a\r\n" rest

START_TEST(what_a_proxy_could_read_otherwise_is_refused)
{
	const struct { const char *why; struct str sent; int want; }
	    cases[] = {
		{ "fine", STR(HEAD("X: 1\r\n")), 200 },
		{ "fine, no space", STR("GET / HTTP/1.1\r\nHost:a\r\n\r\n"),
		    200 },
		{ "fine, empty", STR(HEAD("X:\r\nY: 1\r\n")), 200 },
		{ "fine, body", STR(BODY("Content-Length: 3\r\n\r\nx=1")),
		    200 },
		{ "no host", STR("GET / HTTP/1.1\r\n\r\n"), 400 },
		{ "two hosts", STR(HEAD("Host: b\r\n")), 400 },
		{ "NUL in a value", STR(HEAD("X: 1\0b\r\n")), 400 },
		{ "NUL at the end", STR(HEAD("X: 1\0\r\nY: 2\r\n")), 400 },
		{ "NUL in a name", STR(HEAD("X\0: 1\r\n")), 400 },
		{ "NUL in the target",
		    STR("GET /\0x HTTP/1.1\r\nHost: a\r\n\r\n"), 400 },
		{ "escaped NUL", STR("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n"),
		    400 },
		{ "folded", STR(HEAD("X: 1\r\n 2\r\nY: 1\r\n")), 400 },
		{ "length and coding", STR(BODY("Content-Length: 5\r\n"
		    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")), 400 },
		{ "coding", STR(BODY("Transfer-Encoding: chunked\r\n\r\n"
		    "0\r\n\r\n")), 400 },
		{ "two lengths", STR(BODY("Content-Length: 3\r\n"
		    "Content-Length: 4\r\n\r\nx=1")), 400 },
		{ "the same length twice", STR(BODY("Content-Length: 3\r\n"
		    "Content-Length: 3\r\n\r\nx=1")), 400 },
		{ "a coding before a space", STR(BODY("Content-Length: 3\r\n"
		    "Transfer-Encoding : chunked\r\n\r\nx=1")), 400 },
		{ "a length before a tab", STR(BODY("Content-Length: 3\r\n"
		    "Content-Length\t: 4\r\n\r\nx=1")), 400 },
		{ "a name in two words", STR(HEAD("X Y: 1\r\n")), 400 },
		{ "a coding with an extension", STR(BODY("Transfer-Encoding: "
		    "chunked\r\n\r\n3;x=1\r\nx=1\r\n0\r\n\r\n")), 400 },
		{ "odd length", STR(BODY("Content-Length: +3\r\n\r\nx=1")),
		    400 },
		{ "no length", STR(BODY("\r\n")), 411 },
		{ "a body where none belongs",
		    STR(HEAD("Content-Length: 3\r\n") "x=1"), 400 },
		{ "a gigabyte", STR(BODY("Content-Length: 1073741824\r\n\r\n")),
		    413 },
		{ "beyond numbers", STR(BODY("Content-Length: "
		    "99999999999999999999999999\r\n\r\n")), 413 },
		{ "TRACE", STR("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), 405 },
		{ "PUT", STR("PUT / HTTP/1.1\r\nHost: a\r\n\r\n"), 405 },
		{ "bad escape", STR(BODY("Content-Length: 5\r\n\r\nx=%zz")),
		    400 },
		{ "bad UTF-8", STR(BODY("Content-Length: 5\r\n\r\nx=%ff")),
		    400 },
	};
	struct http_server *s = start(30, 0);
	char out[4096];
	size_t i;
	int got;

	for (i = 0; i < LEN(cases); i++) {
		got = ask(s, cases[i].sent.p, cases[i].sent.n, out,
		    sizeof(out));
		ck_assert_msg(got == cases[i].want, "%s: %d, not %d",
		    cases[i].why, got, cases[i].want);
	}
	http_stop(s);
}
END_TEST

START_TEST(a_long_head_may_arrive_in_many_pieces)
{
	struct http_server *s = start(30, 0);
	int fd = dial(s), i;
	char out[4096];

	say(fd, "GET / HTTP/1.1\r\nHost: a\r\nCookie: x=", 35);
	for (i = 0; i < 120; i++)
		say(fd, "0123456789012345678901234567890123456789"
		    "0123456789012345678901234567890123456789", 80);
	say(fd, "\r\nX: 1\r\n\r\n", 10);
	ck_assert_int_eq(hear(fd, out, sizeof(out)), 200);
	close(fd);
	http_stop(s);
}
END_TEST

START_TEST(every_response_forbids_scripts_from_elsewhere)
{
	struct http_server *s = start(30, 0);
	char out[4096];

	ask(s, HEAD(""), strlen(HEAD("")), out, sizeof(out));
	ck_assert_ptr_nonnull(strstr(out, "Content-Security-Policy: "
	    "default-src 'none'; "));
	ck_assert_ptr_nonnull(strstr(out, "X-Content-Type-Options: nosniff"));
	ck_assert_ptr_nonnull(strstr(out, "Cache-Control: no-store"));
	ck_assert_ptr_nonnull(strstr(out, "Referrer-Policy: no-referrer"));
	http_stop(s);
}
END_TEST

/* Sends a byte every so often; how long the server put up with it. */
static int64_t
drip(struct http_server *s, const char *first)
{
	int fd = dial(s);
	int64_t began = now_millis();
	char c;

	say(fd, first, strlen(first));
	while (now_millis() - began < 4000) {
		sleep_millis(100);
		if (send(fd, "x", 1, MSG_NOSIGNAL) != 1 ||
		    recv(fd, &c, 1, MSG_DONTWAIT) == 0)
			break;
	}
	close(fd);
	return now_millis() - began;
}

START_TEST(a_request_that_drips_in_is_cut_off_at_the_deadline)
{
	struct http_server *s = start(1, 0);
	int64_t head = drip(s, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
	int64_t body = drip(s, BODY("Content-Length: 1000\r\n\r\n"));

	ck_assert_int_ge(head, 900);
	ck_assert_int_lt(head, 3000);
	ck_assert_int_ge(body, 900);
	ck_assert_int_lt(body, 3000);
	http_stop(s);
	s = start(30, 0);	/* without the deadline it would go on */
	ck_assert_int_ge(drip(s, "GET / HTTP/1.1\r\nHost: a\r\nX: "), 4000);
	http_stop(s);
}
END_TEST

START_TEST(one_address_cannot_take_every_connection)
{
	struct http_server *s = start(30, 3);
	char out[4096];
	int fd[4], i;

	for (i = 0; i < 3; i++) {	/* each is in before the next knocks */
		fd[i] = dial(s);
		say(fd[i], HEAD(""), strlen(HEAD("")));
		ck_assert_int_eq(hear(fd[i], out, sizeof(out)), 200);
	}
	fd[3] = dial(s);
	send(fd[3], HEAD(""), strlen(HEAD("")), MSG_NOSIGNAL);
	ck_assert_int_eq(hear(fd[3], out, sizeof(out)), 0);
	say(fd[0], HEAD(""), strlen(HEAD("")));
	ck_assert_int_eq(hear(fd[0], out, sizeof(out)), 200);
	for (i = 0; i < 4; i++)
		close(fd[i]);
	http_stop(s);
}
END_TEST

enum { MUCH = 24 << 20, RATE = 6 << 20 };

static void
much(void *arg, const struct http_request *r, struct http_response *out)
{
	(void)r;
	out->status = 200;
	out->type = "application/pdf";
	out->still = (struct str){ arg, MUCH };
}

/* Reads all of it with a rest after each megabyte; how much came. */
static size_t
read_slowly(struct http_server *s, int first_rest, int rest)
{
	static char chunk[1 << 20];
	size_t n = 0, since = 0;
	int fd = dial(s), room = 64 << 10;
	ssize_t got;

	/* So that the kernel cannot hold all of it for us. */
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	say(fd, HEAD(""), strlen(HEAD("")));
	sleep_millis(first_rest);
	while (n < MUCH && (got = recv(fd, chunk, sizeof(chunk), 0)) > 0) {
		n += (size_t)got;
		since += (size_t)got;
		if (since > sizeof(chunk)) {
			since = 0;
			sleep_millis(rest);
		}
	}
	close(fd);
	return n;
}

START_TEST(a_large_file_may_take_its_time_but_not_for_ever)
{
	char *file = calloc(1, MUCH);
	struct http_options o;
	struct http_server *s;
	struct err e = { 0 };

	http_options_init(&o);
	o.threads = 2;
	o.deadline_seconds = 1;
	o.least_rate = RATE;
	ck_assert(http_start(&s, &o, much, file, &e));
	ck_assert_uint_ge(read_slowly(s, 0, 150), MUCH);
	ck_assert_uint_lt(read_slowly(s, 6500, 0), MUCH);
	http_stop(s);
	free(file);
}
END_TEST

START_TEST(two_servers_cannot_share_a_port)
{
	struct http_server *s = start(30, 0), *second;
	struct http_options o;
	struct err e = { 0 };

	http_options_init(&o);
	o.port = http_port(s);
	ck_assert(!http_start(&second, &o, echo, NULL, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	http_stop(s);
}
END_TEST

static void *
stop(void *s)
{
	http_stop(s);
	return NULL;
}

START_TEST(stopping_lets_a_request_under_way_finish)
{
	struct http_server *s = start(10, 0);
	int fd = dial(s);
	pthread_t t;
	char out[4096];

	slow_millis = 500;
	slow_began = false;
	say(fd, HEAD(""), strlen(HEAD("")));
	while (!slow_began)
		sleep_millis(5);
	pthread_create(&t, NULL, stop, s);
	ck_assert_int_eq(hear(fd, out, sizeof(out)), 200);
	pthread_join(t, NULL);
	close(fd);
	slow_millis = 0;
}
END_TEST

UNIT_SUITE(server, what_a_proxy_could_read_otherwise_is_refused,
    a_long_head_may_arrive_in_many_pieces,
    every_response_forbids_scripts_from_elsewhere,
    a_request_that_drips_in_is_cut_off_at_the_deadline,
    one_address_cannot_take_every_connection,
    a_large_file_may_take_its_time_but_not_for_ever, two_servers_cannot_share_a_port,
    stopping_lets_a_request_under_way_finish)
