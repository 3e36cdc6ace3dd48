/* SPDX-License-Identifier: MIT
 *
 * head.c -- which requests are refused for their head alone.
 *
 * libmicrohttpd 0.9.75 lets through what a proxy in front may read
 * differently: two lengths, a length beside a transfer coding, two hosts, a
 * NUL.  Nothing here is needed by a browser, so each of them is refused.
 */
#include "survey/http/private.h"

#include <strings.h>

struct seen {
	struct client	*c;
	const char	*end;		/* of the last line read */
	size_t		 lengths, codings, hosts;
	const char	*length, *cookie, *accept, *type, *forwarded;
	size_t		 cookie_n;
	bool		 odd;
};

/* MHD ends each line with NUL in place, so a line that holds a NUL of its own
 * looks shorter than the way to the next line.  (So does a folded line, which
 * RFC 9112 lets us refuse.) */
static void
follow(struct seen *s, const char *line, const char *end)
{
	if (s->end != NULL && line != s->end + 1 && line != s->end + 2)
		s->odd = true;
	s->end = end;
}

static enum MHD_Result
each_header(void *arg, enum MHD_ValueKind kind, const char *key, size_t keyn,
    const char *value, size_t n)
{
	struct seen *s = arg;
	struct http_request *r = &s->c->req;

	(void)kind;
	if (value == NULL)
		value = key + keyn + 1, n = 0;
	follow(s, key, value + n);
	/* "Content-Length : 3" is another header to us and a length to others:
	 * RFC 9112, 5.1. */
	if (strcspn(key, " \t") < keyn)
		s->odd = true;
	if (strcasecmp(key, "Content-Length") == 0)
		s->length = value, s->lengths++;
	else if (strcasecmp(key, "Transfer-Encoding") == 0)
		s->codings++;
	else if (strcasecmp(key, "Host") == 0)
		r->host = value, s->hosts++;
	else if (strcasecmp(key, "Cookie") == 0 && s->cookie == NULL)
		s->cookie = value, s->cookie_n = n;
	else if (strcasecmp(key, "Origin") == 0)
		r->origin = value;
	else if (strcasecmp(key, "Sec-Fetch-Site") == 0)
		r->fetch_site = value;
	else if (strcasecmp(key, "If-None-Match") == 0)
		r->if_none_match = value;
	else if (strcasecmp(key, "Accept-Language") == 0)
		r->accept_language = value;
	else if (strcasecmp(key, "Content-Type") == 0)
		s->type = value;
	else if (strcasecmp(key, "X-Forwarded-For") == 0)
		s->forwarded = value, r->passed_on = true;
	else if (strcasecmp(key, "Forwarded") == 0 ||
	    strcasecmp(key, "Via") == 0)
		r->passed_on = true;
	else if (strcasecmp(key, "Accept-Encoding") == 0)
		s->accept = value;
	return MHD_YES;
}

static bool
is_text(const char *s)
{
	return utf8_valid(s, strlen(s), NULL);
}

/* The announced length of the body; -1 when it is not a number. */
static int64_t
body_length(const char *s)
{
	int64_t n = 0;
	size_t i;

	if (*s == '\0')
		return -1;
	for (i = 0; s[i] != '\0'; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		if (i < 18)
			n = n * 10 + (s[i] - '0');
	}
	return i > 18 ? INT64_MAX : n;
}

static int
check_method(struct client *c, const char *method)
{
	if (strcmp(method, "GET") == 0)
		c->req.method = HTTP_GET;
	else if (strcmp(method, "HEAD") == 0)
		c->req.method = HTTP_HEAD;
	else if (strcmp(method, "POST") == 0)
		c->req.method = HTTP_POST;
	else
		return 405;
	return 0;
}

/* Bodies with files come only where files are asked for. */
static int
check_type(struct client *c, const struct seen *s)
{
	const struct http_server *h = c->server;

	c->boundary = http_boundary(c->req.a, s->type);
	if (c->boundary == NULL)
		return 400;
	if (c->boundary[0] == '\0')
		return 0;
	c->most = h->opt.takes_files == NULL ? 0 :
	    (int64_t)h->opt.takes_files(h->arg, &c->req);
	return c->most > 0 ? 0 : 400;
}

static int
check_body(struct client *c, const struct seen *s)
{
	int64_t n = s->lengths > 0 ? body_length(s->length) : 0;
	bool files = c->boundary[0] != '\0';
	int64_t most = files ? c->most : HTTP_MAX_BODY;

	if (s->codings > 0 || s->lengths > 1 || n < 0)
		return 400;
	if (n > (files ? HTTP_MAX_UPLOAD_DRAIN : HTTP_MAX_DRAIN))
		return 413;
	if (c->req.method != HTTP_POST)
		return n > 0 ? 400 : 0;
	c->bytes = n < most ? n : most;
	c->body.max = (size_t)most + 1;
	return s->lengths == 0 ? 411 : 0;
}

int
head_check(struct client *c, struct MHD_Connection *m, const char *method,
    const char *version)
{
	const union MHD_ConnectionInfo *size = MHD_get_connection_info(m,
	    MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	struct seen s = { .c = c, .end = version + strlen(version) };
	struct err e = { 0 };
	ptrdiff_t head;
	int no;

	c->req.passed_on = false;
	c->req.host = c->req.origin = c->req.fetch_site = "";
	c->req.if_none_match = c->req.accept_language = "";
	s.accept = s.length = s.type = s.forwarded = c->boundary = "";
	MHD_get_connection_values_n(m, MHD_HEADER_KIND, each_header, &s);
	/* What is left after the last line is its own end and the empty line,
	 * each of one or two bytes. */
	head = s.end - method;
	if (size == NULL || size->header_size > HTTP_MAX_HEAD)
		return 431;
	if (s.odd || c->target == NULL || version != c->target_end + 1 ||
	    (ptrdiff_t)size->header_size - head < 2 ||
	    (ptrdiff_t)size->header_size - head > 4)
		return 400;
	if (!is_text(c->req.host) || !is_text(c->req.origin) ||
	    !is_text(c->req.fetch_site) || !is_text(c->req.if_none_match) ||
	    !is_text(c->req.accept_language))
		return 400;
	if ((no = check_method(c, method)) != 0)
		return no;
	if (s.hosts > 1 || (s.hosts == 0 && strcmp(version, "HTTP/1.0") != 0))
		return 400;
	if (!http_decode_target(c->req.a, str_of(c->target), &c->req.path,
	    &c->req.query, &e))
		return 400;
	if (s.cookie != NULL && !http_decode_cookies(c->req.a,
	    (struct str){ s.cookie, s.cookie_n }, &c->req.cookies, &e))
		return 400;
	if (c->req.method == HTTP_POST && (no = check_type(c, &s)) != 0)
		return no;
	if ((no = check_body(c, &s)) != 0)
		return no;
	c->req.address = address_of(c, m, s.forwarded);
	c->req.gzip = http_takes_gzip(s.accept);
	return 0;
}
