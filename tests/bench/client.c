/* SPDX-License-Identifier: MIT
 *
 * client.c -- a small HTTP client and a respondent in a hurry.
 */
#include "tests/bench/client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void
client_init(struct client *c, int port, unsigned who)
{
	*c = (struct client){ .port = port, .fd = -1, .who = who };
}

void
client_hang_up(struct client *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

void
client_done(struct client *c)
{
	client_hang_up(c);
	buf_free(&c->in);
	buf_free(&c->out);
	free(c->pages.v);
	free(c->posts.v);
}

void
client_time(struct client_times *t, uint32_t micros)
{
	if (t->n == t->cap) {
		t->cap = t->cap > 0 ? 2 * t->cap : 1024;
		t->v = realloc(t->v, t->cap * sizeof(*t->v));
		if (t->v == NULL)
			abort();
	}
	t->v[t->n++] = micros;
}

static int64_t
now_micros(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static bool
dial(struct client *c, struct err *e)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)c->port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	/* from 16 addresses: the server limits what one of them may hold */
	struct sockaddr_in from = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK + c->who % 16) };
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 ||
	    bind(c->fd, (struct sockaddr *)&from, sizeof(from)) != 0 ||
	    connect(c->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		return err_set(e, ERR_IO, "port %d: %s", c->port,
		    strerror(errno));
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return true;
}

/* The value of a header in the response head, or NULL. */
static const char *
header(const char *head, const char *name, char *out, size_t size)
{
	const char *p = head, *end;
	size_t n = strlen(name);

	while ((p = strstr(p, "\r\n")) != NULL) {
		p += 2;
		if (strncasecmp(p, name, n) != 0 || p[n] != ':')
			continue;
		for (p += n + 1; *p == ' '; p++)
			;
		end = strstr(p, "\r\n");
		snprintf(out, size, "%.*s", (int)(end ? end - p : 0), p);
		return out;
	}
	return NULL;
}

static bool
receive(struct client *c, struct err *e)
{
	char chunk[65536], value[512];
	size_t head = 0, want = 0;
	ssize_t n;

	buf_clear(&c->in);
	while (head == 0 || c->in.n < head + want) {
		const char *end;

		n = recv(c->fd, chunk, sizeof(chunk), 0);
		if (n <= 0)
			return err_set(e, ERR_IO, "the server closed the "
			    "connection");
		buf_put(&c->in, chunk, (size_t)n);
		end = head == 0 ? strstr(c->in.p, "\r\n\r\n") : NULL;
		if (end == NULL)
			continue;
		head = (size_t)(end - c->in.p) + 4;
		if (header(c->in.p, "Content-Length", value, sizeof(value)))
			want = strtoul(value, NULL, 10);
	}
	c->in.p[head - 1] = '\0';
	c->body = c->in.p + head;
	c->body_n = want;
	c->status = atoi(c->in.p + 9);
	c->location[0] = '\0';
	header(c->in.p, "Location", c->location, sizeof(c->location));
	if (header(c->in.p, "Set-Cookie", value, sizeof(value))) {
		value[strcspn(value, ";")] = '\0';
		snprintf(c->cookie, sizeof(c->cookie), "%s", value);
	}
	c->requests++;
	return true;
}

bool
client_send(struct client *c, const char *method, const char *path,
    struct str body, struct err *e)
{
	bool post = strcmp(method, "POST") == 0;
	struct buf *out = &c->out;
	int64_t began;
	size_t done = 0;

	if (c->fd < 0 && !dial(c, e))
		return false;
	buf_clear(out);
	buf_printf(out, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", method,
	    path, c->port);
	if (c->cookie[0] != '\0')
		buf_printf(out, "Cookie: %s\r\n", c->cookie);
	if (post)
		buf_printf(out, "Content-Type: application/"
		    "x-www-form-urlencoded\r\nContent-Length: %zu\r\n", body.n);
	buf_lit(out, "\r\n");
	buf_put(out, body.p ? body.p : "", body.n);
	began = now_micros();
	while (done < out->n) {
		ssize_t n = send(c->fd, out->p + done, out->n - done,
		    MSG_NOSIGNAL);

		if (n <= 0)
			return err_set(e, ERR_IO, "send: %s", strerror(errno));
		done += (size_t)n;
	}
	if (!receive(c, e))
		return false;
	client_time(post ? &c->posts : &c->pages,
	    (uint32_t)(now_micros() - began));
	return true;
}

/* An attribute of the tag that starts at tag and ends at end; "" if absent. */
static struct str
attribute(const char *tag, const char *end, const char *name)
{
	size_t n = strlen(name);
	const char *p;

	for (p = tag; p + n + 2 < end; p++)
		if (*p == ' ' && strncmp(p + 1, name, n) == 0 &&
		    p[n + 1] == '=' && p[n + 2] == '"') {
			const char *q = memchr(p + n + 3, '"',
			    (size_t)(end - p) - n - 3);

			if (q != NULL)
				return (struct str){ p + n + 3,
				    (size_t)(q - p) - n - 3 };
		}
	return (struct str){ "", 0 };
}

/* Letters and digits stand as they are, as browsers write them. */
static void
encode(struct buf *body, struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t i, run = 0;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c | 32) >= 'a' && (c | 32) <= 'z')
			continue;
		if ((c >= '0' && c <= '9') || c == '-' || c == '.')
			continue;
		buf_put(body, s.p + run, i - run);
		buf_put(body, (char[]){ '%', digits[c >> 4], digits[c & 15] },
		    3);
		run = i + 1;
	}
	buf_put(body, s.p + run, i - run);
}

static void
pair(struct buf *body, struct str name, struct str value)
{
	if (body->n > 0)
		buf_lit(body, "&");
	encode(body, name);
	buf_lit(body, "=");
	encode(body, value);
}

/* One input, textarea or button; last is the name of the last choice taken. */
static void
answer(struct buf *body, const char *tag, const char *end, struct str *last)
{
	struct str name = attribute(tag, end, "name");
	struct str type = attribute(tag, end, "type");
	struct str value = attribute(tag, end, "value");

	if (name.n == 0)
		return;
	if (strncmp(tag, "<textarea", 9) == 0)
		pair(body, name, STR("We waited a long time for the equipment, "
		    "and nobody told us who to call at night."));
	else if (str_is(type, "hidden"))
		pair(body, name, value);
	else if ((str_is(type, "radio") || str_is(type, "checkbox")) &&
	    !str_eq(name, *last)) {
		pair(body, name, value);
		*last = name;
	}
}

bool
client_fill(const struct client *c, const char *page_path, struct buf *action,
    struct buf *body)
{
	const char *p = strstr(c->body, "<form"), *stop, *end;
	struct str last = { "", 0 }, to;
	bool button = false;

	if (p == NULL || (end = strchr(p, '>')) == NULL)
		return false;
	to = attribute(p, end, "action");
	buf_put(action, to.n ? to.p : page_path, to.n ? to.n :
	    strlen(page_path));
	stop = strstr(p, "</form>");
	for (p = end; p != NULL && p < stop; p = strchr(p + 1, '<')) {
		end = strchr(p, '>');
		if (end == NULL)
			break;
		if (strncmp(p, "<input", 6) == 0 ||
		    strncmp(p, "<textarea", 9) == 0)
			answer(body, p, end, &last);
		if (strncmp(p, "<button", 7) == 0 && !button) {
			struct str name = attribute(p, end, "name");

			button = true;
			if (name.n > 0)
				pair(body, name, attribute(p, end, "value"));
		}
	}
	return true;
}

/* A page without a form goes on by a link that looks like a button. */
static bool
follow_button(struct client *c, char at[512], struct err *e)
{
	const char *p = strstr(c->body, "<a class=\"nhsuk-button\""), *end;
	struct str href = { 0 };

	if (p != NULL && (end = strchr(p, '>')) != NULL)
		href = attribute(p, end, "href");
	if (href.n == 0)
		return err_set(e, ERR_IO, "%s: neither a form nor a button",
		    at);
	snprintf(at, 512, "%.*s", STRF(href));
	return client_send(c, "GET", at, (struct str){ 0 }, e);
}

static bool
ends_with(const char *s, const char *tail)
{
	size_t n = strlen(s), t = strlen(tail);

	if (strcmp(tail, "/q/*") == 0)
		return strstr(s, "/q/") != NULL;
	return n >= t && strcmp(s + n - t, tail) == 0;
}

bool
client_walk(struct client *c, const char *path, const char *last, char at[512],
    struct err *e)
{
	struct buf action CLEAN(buf_free) = { 0 }, body CLEAN(buf_free) = { 0 };
	int steps;

	snprintf(at, 512, "%s", path);
	if (!client_send(c, "GET", at, (struct str){ 0 }, e))
		return false;
	for (steps = 0; steps < 200; steps++) {
		if (c->status / 100 == 3) {
			snprintf(at, 512, "%s", c->location);
			if (!client_send(c, "GET", at, (struct str){ 0 }, e))
				return false;
			continue;
		}
		if (c->status != 200)
			return err_set(e, ERR_IO, "%s: status %d", at,
			    c->status);
		if (ends_with(at, last))
			return true;
		buf_clear(&action);
		buf_clear(&body);
		if (!client_fill(c, at, &action, &body)) {
			if (!follow_button(c, at, e))
				return false;
			continue;
		}
		if (ends_with(buf_text(&action), last))
			return true;
		snprintf(at, 512, "%s", buf_text(&action));
		if (!client_send(c, "POST", at, (struct str){ body.p, body.n },
		    e))
			return false;
	}
	return err_set(e, ERR_IO, "%s: the questionnaire has no end", at);
}
