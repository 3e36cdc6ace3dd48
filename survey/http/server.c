/* SPDX-License-Identifier: MIT
 *
 * server.c -- the loop: libmicrohttpd with the limits that it lacks.
 *
 * Its own timeout is about silence: a byte every few seconds keeps a
 * connection for ever.  So a watchdog gives each request a deadline to arrive
 * whole, and again for its response to leave, and shuts the socket of whoever
 * misses it.
 */
#include "survey/http/private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void
http_options_init(struct http_options *o)
{
	*o = (struct http_options){ .address = "127.0.0.1", .threads = 16,
	    .connections = 1024, .per_address = 256,
	    .idle_seconds = 15, .deadline_seconds = 30,
	    .least_rate = 8 << 10 };
}

static void
pause_millis(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* ---- connections ----------------------------------------------------- */

static void
request_reset(struct client *c)
{
	arena_free(&c->arena);
	buf_free(&c->body);
	c->body.max = HTTP_MAX_BODY + 1;
	c->req = (struct http_request){ .a = &c->arena, .path = "/",
	    .accept_language = "", .address = "", .may_wait = true };
	c->unkept.code = ERR_NONE;
	c->wait = (struct http_wait){ 0 };
	c->target = c->target_end = NULL;
	c->begun = false;
	c->active = false;
	c->bytes = 0;
	c->since = now_millis();
}

static void
connection_opens(struct http_server *s, struct MHD_Connection *m, void **ctx)
{
	struct client *c = calloc(1, sizeof(*c));
	const union MHD_ConnectionInfo *fd = MHD_get_connection_info(m,
	    MHD_CONNECTION_INFO_CONNECTION_FD);

	if (c == NULL || fd == NULL)
		abort();
	c->server = s;
	c->fd = fd->connect_fd;
	request_reset(c);
	pthread_mutex_lock(&s->lock);
	c->next = s->clients;
	if (c->next != NULL)
		c->next->before = c;
	s->clients = c;
	pthread_mutex_unlock(&s->lock);
	*ctx = c;
}

static void
connection_closes(struct http_server *s, struct client *c)
{
	pthread_mutex_lock(&s->lock);
	delay_drop(c);
	if (c->next != NULL)
		c->next->before = c->before;
	if (c->before != NULL)
		c->before->next = c->next;
	else
		s->clients = c->next;
	pthread_mutex_unlock(&s->lock);
	request_reset(c);
	free(c);
}

static void
on_connection(void *arg, struct MHD_Connection *m, void **ctx,
    enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		connection_opens(arg, m, ctx);
	else if (*ctx != NULL)
		connection_closes(arg, *ctx);
}

static void
cut_off(struct http_server *s, struct client *c)
{
	s->counts.cut_off += !c->cut;
	c->cut = true;
	shutdown(c->fd, SHUT_RDWR);
}

static void *
watch(void *arg)
{
	struct http_server *s = arg;
	int64_t limit = (int64_t)s->opt.deadline_seconds * 1000;

	while (!s->stopping) {
		int64_t now = now_millis();
		struct client *c;

		/* A client leaves the list before its socket is closed, so
		 * under the lock each fd is still its own. */
		pthread_mutex_lock(&s->lock);
		for (c = s->clients; c != NULL; c = c->next)
			if (now - c->since > limit + c->bytes * 1000 /
			    s->opt.least_rate)
				cut_off(s, c);
		delay_wake(s, now);
		pthread_mutex_unlock(&s->lock);
		pause_millis(100);
	}
	return NULL;
}

/* ---- requests -------------------------------------------------------- */

static struct client *
client_of(struct MHD_Connection *m)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(m,
	    MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return i->socket_context;
}

static void *
on_target(void *arg, const char *uri, struct MHD_Connection *m)
{
	struct client *c = client_of(m);

	(void)arg;
	c->target = arena_str(&c->arena, uri);
	c->target_end = uri + strlen(uri);
	return c;
}

static void
on_completed(void *arg, struct MHD_Connection *m, void **ctx,
    enum MHD_RequestTerminationCode code)
{
	(void)arg;
	(void)code;
	request_reset(client_of(m));
	*ctx = NULL;
}

static void
add(struct MHD_Response *r, const char *name, const char *value)
{
	if (value != NULL)
		MHD_add_response_header(r, name, value);
}

static void
add_headers(const struct client *c, const struct http_response *from,
    struct MHD_Response *r)
{
	char seconds[16];

	add(r, "Content-Type", from->type);
	add(r, "Cache-Control", from->cache ? from->cache : "no-store");
	add(r, "Location", from->location);
	add(r, "Set-Cookie", from->cookie);
	/* not "cookies": that would end those of other programs on this host,
	 * and not "storage", which has how somebody likes the desk to be */
	add(r, "Clear-Site-Data", from->clear ? "\"cache\"" : NULL);
	add(r, "ETag", from->etag);
	add(r, "Content-Disposition", from->disposition);
	add(r, "Content-Encoding", from->gzipped ? "gzip" : NULL);
	add(r, "Vary", from->varies ? "Accept-Encoding" : NULL);
	add(r, "Allow", from->status == 405 ? "GET, HEAD, POST" : NULL);
	add(r, "Content-Security-Policy",
	    from->policy != NULL ? from->policy : HTTP_POLICY);
	add(r, "X-Content-Type-Options", "nosniff");
	add(r, "Referrer-Policy", "no-referrer");
	add(r, "Cross-Origin-Opener-Policy", "same-origin");
	add(r, "Cross-Origin-Resource-Policy", "same-origin");
	add(r, "Strict-Transport-Security",
	    c->server->opt.https ? "max-age=31536000" : NULL);
	add(r, "Connection", c->req.refused || c->server->draining ? "close" :
	    NULL);
	if (from->retry_seconds > 0) {
		snprintf(seconds, sizeof(seconds), "%d", from->retry_seconds);
		add(r, "Retry-After", seconds);
	}
}

static void
measure(const struct client *c, const struct http_response *out)
{
	struct http_server *s = c->server;
	double seconds = now_precise() - c->began;

	pthread_mutex_lock(&s->counting);
	if (out->status > 0 && (size_t)out->status < LEN(s->counts.statuses))
		s->counts.statuses[out->status]++;
	meter_add(&s->counts.handled, seconds);
	pthread_mutex_unlock(&s->counting);
	if (s->opt.log != NULL)
		s->opt.log(&(struct http_line){ .kind = out->kind != NULL ?
		    out->kind : "", .method = c->req.method,
		    .status = out->status, .seconds = seconds,
		    .bytes = out->still.p ? out->still.n : out->body.n });
}

void
http_counts(struct http_server *s, struct http_counts *out)
{
	const struct client *c;

	pthread_mutex_lock(&s->counting);
	*out = s->counts;
	pthread_mutex_unlock(&s->counting);
	pthread_mutex_lock(&s->lock);
	out->cut_off = s->counts.cut_off;
	out->waiting = s->waiting;
	for (c = s->clients; c != NULL; c = c->next)
		out->open++;
	pthread_mutex_unlock(&s->lock);
}

static enum MHD_Result
hand_on(struct client *c, struct MHD_Connection *m)
{
	struct http_response out = { 0 };
	struct MHD_Response *r;
	enum MHD_Result queued;

	c->since = now_millis();
	c->active = true;
	c->began = now_precise();
	c->server->handler(c->server->arg, &c->req, &out);
	if (out.wait.self == NULL)
		measure(c, &out);
	if (out.still.p != NULL)
		r = MHD_create_response_from_buffer(out.still.n,
		    (void *)(uintptr_t)out.still.p, MHD_RESPMEM_PERSISTENT);
	else
		r = MHD_create_response_from_buffer(out.body.n, out.body.p,
		    MHD_RESPMEM_MUST_FREE);
	if (r == NULL) {
		buf_free(&out.body);
		return MHD_NO;
	}
	c->bytes = (int64_t)(out.still.p ? out.still.n : out.body.n);
	add_headers(c, &out, r);
	c->wait = out.wait;
	c->late_out = out;
	if (c->wait.self != NULL) {
		delay_commit(c, m, out.delay_millis, out.status, r);
		return MHD_YES;
	}
	if (delay_begin(c, m, out.delay_millis, out.status, r))
		return MHD_YES;
	queued = MHD_queue_response(m, (unsigned)out.status, r);
	MHD_destroy_response(r);
	return queued;
}

/* Calls the handler for the request as it stands and queues its response.  Once
 * the server stops none begins, so that delay_settle waits for the last: it
 * counts as handled before it looks.  What was not kept is still said. */
static enum MHD_Result
answer(struct client *c, struct MHD_Connection *m)
{
	enum MHD_Result is = MHD_NO;

	c->server->handling++;
	if (!c->server->stopping || c->req.unkept != NULL)
		is = hand_on(c, m);
	c->server->handling--;
	return is;
}

static enum MHD_Result
refuse(struct client *c, struct MHD_Connection *m, int status)
{
	c->req.refused = status;
	return answer(c, m);
}

static bool
decode(struct client *c, struct err *e)
{
	struct str body = { c->body.p, c->body.n };

	return c->boundary[0] != '\0' ? http_decode_parts(&c->arena, body,
	    c->boundary, &c->req.form, &c->req.files, e) :
	    http_decode_pairs(&c->arena, body, &c->req.form, e);
}

static enum MHD_Result
on_request(void *arg, struct MHD_Connection *m, const char *url,
    const char *method, const char *version, const char *data, size_t *n,
    void **ctx)
{
	struct client *c = client_of(m);
	struct err e = { 0 };
	bool waited;
	int no;

	(void)arg;
	(void)url;
	(void)ctx;
	if (c->late != NULL) {
		waited = c->wait.self != NULL;
		if (delay_kept(c, &c->unkept)) {
			if (waited)
				measure(c, &c->late_out);
			return delay_end(c, m);
		}
	}
	if (c->unkept.code != ERR_NONE) {
		c->req.unkept = &c->unkept;
		return answer(c, m);
	}
	if (!c->begun) {
		c->begun = true;
		c->active = true;
		no = head_check(c, m, method, version);
		if (no != 0)
			return refuse(c, m, no);
		return MHD_YES;
	}
	if (*n > 0) {
		buf_put(&c->body, data, *n);
		*n = 0;
		return MHD_YES;
	}
	if (!buf_ok(&c->body))
		return refuse(c, m, 413);
	if (c->req.method == HTTP_POST && !decode(c, &e))
		return refuse(c, m, e.code == ERR_LIMIT ? 413 : 400);
	return answer(c, m);
}

/* ---- starting and stopping ------------------------------------------- */

static bool
find_address(const struct http_options *o, struct sockaddr_storage *at,
    struct err *e)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)at;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)at;

	memset(at, 0, sizeof(*at));
	if (inet_pton(AF_INET, o->address, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(o->port);
		return true;
	}
	if (inet_pton(AF_INET6, o->address, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons(o->port);
		return true;
	}
	return err_set(e, ERR_USAGE, "%s is not an IP address", o->address);
}

static bool
start_mhd(struct http_server *s, struct err *e)
{
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC |
	    MHD_ALLOW_SUSPEND_RESUME;
	struct sockaddr_storage at;

	if (!find_address(&s->opt, &at, e))
		return false;
	if (at.ss_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	errno = 0;
	s->mhd = MHD_start_daemon(flags, s->opt.port, NULL, NULL,
	    on_request, s,
	    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
	    MHD_OPTION_THREAD_POOL_SIZE, s->opt.threads < 2 ? 0u :
	    s->opt.threads,
	    MHD_OPTION_CONNECTION_LIMIT, s->opt.connections,
	    MHD_OPTION_PER_IP_CONNECTION_LIMIT, s->opt.per_address,
	    MHD_OPTION_CONNECTION_TIMEOUT, s->opt.idle_seconds,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)48 << 10,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
	    MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
	    MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
	    MHD_OPTION_END);
	if (s->mhd == NULL)
		return err_set(e, ERR_IO, "cannot listen on %s port %u: %s",
		    s->opt.address, s->opt.port, errno != 0 ?
		    strerror(errno) : "the server would not start");
	return true;
}

bool
http_start(struct http_server **out, const struct http_options *o,
    void (*handler)(void *, const struct http_request *,
    struct http_response *), void *arg, struct err *e)
{
	struct http_server *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (s == NULL)
		abort();
	s->opt = *o;
	s->handler = handler;
	s->arg = arg;
	pthread_mutex_init(&s->lock, NULL);
	pthread_mutex_init(&s->counting, NULL);
	if (!start_mhd(s, e)) {
		free(s);
		return false;
	}
	if (pthread_create(&s->watchdog, NULL, watch, s) != 0)
		abort();
	*out = s;
	return true;
}

uint16_t
http_port(const struct http_server *s)
{
	const union MHD_DaemonInfo *i = MHD_get_daemon_info(s->mhd,
	    MHD_DAEMON_INFO_BIND_PORT);

	return i->port;
}

/* Connections that wait for a next request get none: what has come is still
 * read, then the end.  True: some connection is still open. */
static bool
end_idle(struct http_server *s)
{
	struct client *c;
	bool any;

	pthread_mutex_lock(&s->lock);
	for (c = s->clients; c != NULL; c = c->next)
		if (!c->active)
			shutdown(c->fd, SHUT_RD);
	any = s->clients != NULL;
	pthread_mutex_unlock(&s->lock);
	return any;
}

void
http_stop(struct http_server *s)
{
	int64_t until;
	int fd;

	if (s == NULL)
		return;
	until = now_millis() + (int64_t)s->opt.deadline_seconds * 1000;
	fd = MHD_quiesce_daemon(s->mhd);
	/* Whoever comes now is refused at once, instead of waiting for an answer
	 * that nobody gives; the socket itself is libmicrohttpd's until it ends. */
	if (fd >= 0)
		shutdown(fd, SHUT_RDWR);
	s->draining = true;
	while (end_idle(s) && now_millis() < until)
		pause_millis(20);
	s->stopping = true;
	pthread_join(s->watchdog, NULL);
	delay_settle(s);
	pthread_mutex_lock(&s->lock);
	delay_wake(s, INT64_MAX);
	pthread_mutex_unlock(&s->lock);
	MHD_stop_daemon(s->mhd);
	if (fd >= 0)
		close(fd);
	pthread_mutex_destroy(&s->lock);
	pthread_mutex_destroy(&s->counting);
	free(s);
}

static void
quit_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
}

void
http_block_signals(void)
{
	sigset_t set;

	quit_signals(&set);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
}

void
http_wait_signal(void)
{
	sigset_t set;
	int got;

	quit_signals(&set);
	sigwait(&set, &got);
}
