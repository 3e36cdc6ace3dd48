/* SPDX-License-Identifier: MIT
 *
 * address.c -- tests of who is asking: whom the server believes, and which
 * addresses are one network; and of responses that wait.
 */
#include "survey/http/http.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

START_TEST(a_network_is_24_bits_or_56)
{
	static const struct { const char *a, *b; bool same; } pairs[] = {
		{ "192.0.2.1", "192.0.2.254", true },
		{ "192.0.2.1", "192.0.3.1", false },
		{ "192.0.2.1", "::ffff:192.0.2.9", true },
		{ "2001:db8:1:200::1", "2001:db8:1:2ff:9::1", true },
		{ "2001:db8:1:200::1", "2001:db8:1:300::1", false },
	};
	uint8_t a[HTTP_NETWORK], b[HTTP_NETWORK];
	size_t i;

	for (i = 0; i < LEN(pairs); i++) {
		ck_assert(http_network(pairs[i].a, a));
		ck_assert(http_network(pairs[i].b, b));
		ck_assert_int_eq(memcmp(a, b, sizeof(a)) == 0, pairs[i].same);
	}
}
END_TEST

START_TEST(this_machine_and_nonsense_are_no_network)
{
	static const char *const none[] = { "", "127.0.0.1", "127.9.9.9", "::1",
		"::ffff:127.0.0.1", "0.0.0.0", "::", "192.0.2", "192.0.2.1:80",
		"[2001:db8::1]", "unix:", "192.0.2.1, 192.0.2.2" };
	uint8_t a[HTTP_NETWORK];
	size_t i;

	for (i = 0; i < LEN(none); i++)
		ck_assert_msg(!http_network(none[i], a), "%s", none[i]);
}
END_TEST

/* Says who asked; waits as long as the path says, "/250". */
static void
who(void *arg, const struct http_request *r, struct http_response *out)
{
	unsigned ms = 0;

	(void)arg;
	if (sscanf(r->path, "/%u", &ms) == 1)
		out->delay_millis = ms;
	out->status = r->refused ? r->refused : 200;
	out->type = "text/plain";
	buf_printf(&out->body, "who=%s.", r->address);
}

static struct http_server *
start(bool proxied)
{
	struct http_options o;
	struct http_server *s;
	struct err e = { 0 };

	http_options_init(&o);
	o.threads = 2;
	o.per_address = 0;
	o.proxied = proxied;
	ck_assert_msg(http_start(&s, &o, who, NULL, &e), "%s", e.msg);
	return s;
}

static int
ask(struct http_server *s, const char *path, const char *more)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_port = htons(http_port(s)),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval wait = { 10, 0 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char text[512];
	int n = snprintf(text, sizeof(text),
	    "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path, more);

	ck_assert_int_eq(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	ck_assert_int_eq(send(fd, text, (size_t)n, MSG_NOSIGNAL), n);
	return fd;
}

/* Who the response on fd says asked; "" when there is none. */
static void
answer(int fd, char out[64])
{
	char text[4096];
	size_t n = 0;
	ssize_t got;

	text[0] = out[0] = '\0';
	while (n + 1 < sizeof(text) && strstr(text, "who=") == NULL &&
	    (got = recv(fd, text + n, sizeof(text) - 1 - n, 0)) > 0) {
		n += (size_t)got;
		text[n] = '\0';
	}
	if (strstr(text, "who=") != NULL)
		sscanf(strstr(text, "who=") + 4, "%63[^\r\n]", out);
	close(fd);
}

START_TEST(only_our_own_proxy_is_believed_and_only_its_own_word)
{
	static const struct { bool proxied; const char *head, *who; } of[] = {
		{ false, "", "127.0.0.1." },
		{ false, "X-Forwarded-For: 192.0.2.1\r\n", "127.0.0.1." },
		{ true, "X-Forwarded-For: 192.0.2.1\r\n", "192.0.2.1." },
		{ true, "X-Forwarded-For: 192.0.2.1, 2001:db8::7 \r\n",
		    "2001:db8::7." },
		{ true, "X-Forwarded-For: 192.0.2.1\r\n"
		    "X-Forwarded-For: 192.0.2.2\r\n", "192.0.2.2." },
		{ true, "X-Forwarded-For: 192.0.2.1, me\r\n", "." },
		{ true, "", "." },
	};
	char out[64];
	size_t i;

	for (i = 0; i < LEN(of); i++) {
		struct http_server *s = start(of[i].proxied);

		answer(ask(s, "/", of[i].head), out);
		ck_assert_str_eq(out, of[i].who);
		http_stop(s);
	}
}
END_TEST

START_TEST(a_response_waits_and_its_thread_goes_on)
{
	struct http_server *s = start(false);
	int slow[8];
	int64_t began = now_millis();
	char out[64];
	size_t i;

	/* Four for each thread. */
	for (i = 0; i < LEN(slow); i++)
		slow[i] = ask(s, "/1500", "");
	for (i = 0; i < 4; i++) {
		answer(ask(s, "/", ""), out);
		ck_assert_str_eq(out, "127.0.0.1.");
	}
	ck_assert_int_lt(now_millis() - began, 1500);
	for (i = 0; i < LEN(slow); i++) {
		answer(slow[i], out);
		ck_assert_str_eq(out, "127.0.0.1.");
	}
	ck_assert_int_ge(now_millis() - began, 1500);
	http_stop(s);
}
END_TEST

START_TEST(stopping_lets_those_who_wait_have_their_answer)
{
	struct http_server *s = start(false);
	int fd = ask(s, "/600", "");
	char out[64];

	usleep(200 * 1000);
	http_stop(s);
	answer(fd, out);
	ck_assert_str_eq(out, "127.0.0.1.");
}
END_TEST

START_TEST(who_leaves_while_waiting_is_forgotten)
{
	struct http_server *s = start(false);
	char out[64];
	size_t i;

	for (i = 0; i < 50; i++)
		close(ask(s, "/300", ""));
	usleep(500 * 1000);
	answer(ask(s, "/", ""), out);
	ck_assert_str_eq(out, "127.0.0.1.");
	http_stop(s);
}
END_TEST

START_TEST(so_many_wait_and_the_next_are_answered_at_once)
{
	struct http_server *s = start(false);
	int fd[256];
	char out[64];
	int64_t began;
	size_t i;

	for (i = 0; i < LEN(fd); i++)
		fd[i] = ask(s, "/3000", "");
	usleep(500 * 1000);
	began = now_millis();
	answer(ask(s, "/3000", ""), out);
	ck_assert_str_eq(out, "127.0.0.1.");
	ck_assert_int_lt(now_millis() - began, 2000);
	for (i = 0; i < LEN(fd); i++) {
		answer(fd[i], out);
		ck_assert_str_eq(out, "127.0.0.1.");
	}
	http_stop(s);
}
END_TEST

UNIT_SUITE(address, a_network_is_24_bits_or_56,
    this_machine_and_nonsense_are_no_network,
    only_our_own_proxy_is_believed_and_only_its_own_word,
    a_response_waits_and_its_thread_goes_on,
    stopping_lets_those_who_wait_have_their_answer,
    who_leaves_while_waiting_is_forgotten,
    so_many_wait_and_the_next_are_answered_at_once)
