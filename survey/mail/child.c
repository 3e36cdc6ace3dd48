/* SPDX-License-Identifier: MIT
 *
 * child.c -- a reader: gives up its rights, then reads message after message.
 */
#include "survey/mail/read.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum { CHUNK = 256 << 10, REPLIES = 64 << 10, HOLD_MILLIS = 20 };

struct child {
	int		 fd;
	const char	*area;
	volatile struct read_shared *shared;
	const struct mail_limits *limits;
	char		*in;
	size_t		 start, n, cap;	/* of what came in */
	struct buf	 out;
	int64_t		 told;		/* when it last wrote */
	int64_t		 allowed;	/* when it last got time; 0: never */
	uint64_t	 at;
};

NORETURN static void
done(void)
{
	_exit(0);	/* no tidying up: nothing here is worth it */
}

static void
tell(struct child *c)
{
	size_t at = 0;
	ssize_t n;

	while (at < c->out.n) {
		n = write(c->fd, c->out.p + at, c->out.n - at);
		if (n < 0 && errno != EINTR)
			done();
		at += n > 0 ? (size_t)n : 0;
	}
	if (c->out.cap > (1u << 20))
		buf_free(&c->out);
	c->out.n = 0;
	c->told = now_millis();
}

/* At least that many bytes that were not taken. */
static void
fill(struct child *c, size_t want)
{
	ssize_t n;

	if (c->start > 0 && c->n - c->start < want) {
		memmove(c->in, c->in + c->start, c->n - c->start);
		c->n -= c->start;
		c->start = 0;
	}
	if (want > c->cap || (c->cap > 4 * CHUNK && want < CHUNK)) {
		c->cap = want > CHUNK ? want : CHUNK;
		c->in = realloc(c->in, c->cap);
		if (c->in == NULL)
			abort();
	}
	while (c->n - c->start < want) {
		tell(c);		/* before it waits */
		n = read(c->fd, c->in + c->n, c->cap - c->n);
		if (n == 0 || (n < 0 && errno != EINTR))
			done();
		c->n += n > 0 ? (size_t)n : 0;
	}
}

/* So many seconds of CPU more, or up to two more than that; the system then ends this
 * process.  Within a second of the clock it has not used more than a second. */
static void
allow_time(struct child *c)
{
	struct rusage u;
	struct rlimit l = { 0, RLIM_INFINITY };
	int64_t now = now_millis();

	if (c->allowed > 0 && now - c->allowed < 1000)
		return;
	c->allowed = now;
	if (getrusage(RUSAGE_SELF, &u) != 0 || getrlimit(RLIMIT_CPU, &l) != 0)
		return;
	l.rlim_cur = (rlim_t)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    c->limits->seconds + 2;
	(void)setrlimit(RLIMIT_CPU, &l);
}

static void
reply(struct child *c, const struct mail_reading *r)
{
	struct buf json CLEAN(buf_free) = { .max = READ_REPLY_MOST };
	uint32_t n;

	if (!mail_reading_write(r, true, &json))
		abort();		/* more than may be: read it by hand */
	n = (uint32_t)json.n;
	buf_put(&c->out, &n, sizeof(n));
	buf_put(&c->out, json.p, json.n);
}

static void
read_one(struct child *c)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct read_request q;
	struct mail_reading r = { 0 };
	struct str raw;
	struct reading g = { .a = &a, .r = &r, .programs = true };

	fill(c, sizeof(q));
	memcpy(&q, c->in + c->start, sizeof(q));
	if (q.at == READ_SENT) {
		fill(c, sizeof(q) + q.size);
		raw.p = c->in + c->start + sizeof(q);
		c->start += q.size;
	} else if (q.at > READ_AREA || q.size > READ_AREA - q.at) {
		abort();
	} else {
		raw.p = c->area + q.at;
	}
	c->start += sizeof(q);
	raw.n = q.size;
	c->shared->since = now_millis();
	c->shared->at = ++c->at;
	allow_time(c);
	g.deep = q.deep;
	g.seconds = c->limits->seconds;
	g.until = c->shared->since + 2000 * (int64_t)c->limits->seconds;
	read_message(&g, raw);
	reply(c, &r);
	if (c->out.n > REPLIES || now_millis() - c->told > HOLD_MILLIS)
		tell(c);
}

void
read_child(int fd, int area, volatile struct read_shared *shared,
    const struct mail_limits *l)
{
	struct sandbox box = { .megabytes = l->megabytes, .files = 32 };
	struct child c = { .fd = fd, .shared = shared, .limits = l,
	    .out.max = READ_REPLY_MOST + REPLIES + 16 };
	void *p = mmap(NULL, READ_AREA, PROT_READ, MAP_SHARED, area, 0);
	struct err e;

	(void)close(area);
	if (p == MAP_FAILED)
		done();
	c.area = p;
	if (!sandbox_enter(&box, &e)) {
		(void)!write(fd, e.msg, strlen(e.msg));
		done();
	}
	(void)!write(fd, READ_READY, sizeof(READ_READY));
	for (;;)
		read_one(&c);
}
