/* SPDX-License-Identifier: MIT
 *
 * worker.c -- one child as its parent sees it: what it was given, what it said,
 * and what is done when it ends.
 */
#include "survey/mail/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

void
job_unread(struct job *j, enum mail_hand hand, const char *why)
{
	arena_free(&j->a);
	j->r = (struct mail_reading){ .name = "", .address = "", .id = "",
	    .parent = "", .root = "", .subject = "", .lang = "", .text = "",
	    .aside_why = "", .hand = hand, .why = arena_str(&j->a, why) };
	j->answered = true;
}

bool
worker_start(struct mail_reader *m, struct worker *w, int *died, struct err *e)
{
	struct birth b;
	size_t i;

	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
	w->pid = 0;
	w->sent = w->offset = 0;	/* it is sent again, or says why not */
	for (i = 0; i < w->n; i++)
		w->q[i]->placed = false;
	if (!nursery_child(&m->nursery, (unsigned)(w - m->w), w->area.fd, &b,
	    e))
		return false;
	(void)fcntl(b.fd, F_SETFL, O_NONBLOCK);
	*died = b.died;
	w->fd = b.fd;
	w->pid = b.pid;
	w->served = 0;
	w->moved = now_millis();
	w->shared->at = 0;
	buf_clear(&w->in);
	return true;
}

void
worker_kill(struct worker *w)
{
	w->killed = true;
	if (w->pid > 0)
		(void)kill(-w->pid, SIGKILL);	/* and what it started */
}

/* ---- its end ------------------------------------------------------------------------ */

static void
say_why(struct mail_reader *m, struct job *j, const struct worker *w,
    int status)
{
	const struct mail_limits *l = &m->limits;
	struct arena a CLEAN(arena_free) = { 0 };
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (w->lied)
		job_unread(j, HAND_CRASH, "the program that read it said what "
		    "cannot be right");
	else if (w->killed || sig == SIGXCPU)
		job_unread(j, HAND_LIMIT, arena_printf(&a, "it could not be "
		    "read within %u seconds", l->seconds));
	else if (sig == SIGKILL)
		job_unread(j, HAND_LIMIT, "the system ended the program that "
		    "read it: perhaps for want of memory");
	else
		job_unread(j, HAND_CRASH, arena_printf(&a, "the program that "
		    "read it failed: it is damaged, or needs more than %u MB",
		    l->megabytes));
}

/* The message that it worked on is read by hand.  If others came before it, it
 * may have been one of those that did the harm: then it has a second chance. */
static bool
ended(struct mail_reader *m, struct worker *w, struct err *e)
{
	uint64_t at = w->shared->at;
	size_t i = at > w->served && at - w->served <= w->n ?
	    (size_t)(at - w->served - 1) : 0;
	bool fresh = w->served == 0 && i == 0, late = w->killed;
	int status = 0;

	if (!worker_start(m, w, &status, e))
		return false;
	if (w->n > 0 && !fresh && !late && !w->q[i]->again) {
		w->q[i]->again = true;
	} else if (w->n > 0) {
		say_why(m, w->q[i], w, status);
		memmove(w->q + i, w->q + i + 1,
		    (w->n - i - 1) * sizeof(w->q[0]));
		w->n--;
	}
	w->killed = w->lied = false;
	return true;
}

/* ---- to it ------------------------------------------------------------------------------ */

static void
place(struct worker *w, struct job *j)
{
	uint32_t oldest = READ_SENT;
	size_t i;

	for (i = 0; i < w->n && oldest == READ_SENT; i++)
		if (w->q[i]->placed)
			oldest = w->q[i]->at;
	j->at = area_put(&w->area, oldest, j->raw);
	j->placed = true;
}

/* What goes to it by the socket: the request, and the message where it is not in
 * its area. */
static size_t
length(const struct job *j)
{
	return sizeof(struct read_request) + (j->at == READ_SENT ? j->raw.n :
	    0);
}

/* As much as one call takes; what was sent before is left out of the first. */
static int
gather(struct worker *w, struct iovec *io, struct read_request *heads)
{
	size_t i, skip = w->offset;
	int n = 0;

	for (i = w->sent; i < w->n; i++) {
		struct job *j = w->q[i];
		struct read_request *h = &heads[i];

		if (!j->placed)
			place(w, j);
		*h = (struct read_request){ (uint32_t)j->raw.n, j->deep,
		    j->at };
		if (skip < sizeof(*h)) {
			io[n++] = (struct iovec){ (char *)h + skip,
			    sizeof(*h) - skip };
			skip = 0;
		} else {
			skip -= sizeof(*h);
		}
		if (j->at != READ_SENT)
			continue;
		io[n++] = (struct iovec){ (void *)(uintptr_t)(j->raw.p + skip),
		    j->raw.n - skip };
		skip = 0;
	}
	return n;
}

bool
worker_send(struct mail_reader *m, struct worker *w, struct err *e)
{
	struct read_request heads[WINDOW];
	struct iovec io[2 * WINDOW];
	struct msghdr h = { .msg_iov = io };
	ssize_t n;

	while (w->sent < w->n) {
		h.msg_iovlen = (size_t)gather(w, io, heads);
		n = sendmsg(w->fd, &h, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return true;
		if (n < 0)
			return ended(m, w, e);
		w->offset += (size_t)n;
		while (w->sent < w->n && w->offset >= length(w->q[w->sent]))
			w->offset -= length(w->q[w->sent++]);
	}
	return true;
}

/* ---- from it ---------------------------------------------------------------------------- */

static void
answer(struct worker *w, struct str json)
{
	struct job *j = w->q[0];
	struct err e;

	if (!mail_reading_parse(&j->a, json, &j->r, &e))
		job_unread(j, HAND_CRASH, "the program that read it said what "
		    "cannot be right");
	j->answered = true;
	w->n--;
	memmove(w->q, w->q + 1, w->n * sizeof(w->q[0]));
	w->sent--;
	w->served++;
	w->moved = now_millis();
}

/* All whole replies.  False: it says what it may not. */
static bool
take(struct worker *w)
{
	size_t at = 0;
	uint32_t n;

	while (w->in.n - at >= sizeof(n)) {
		memcpy(&n, w->in.p + at, sizeof(n));
		if (n > READ_REPLY_MOST || w->sent == 0)
			return false;
		if (w->in.n - at - sizeof(n) < n)
			break;
		answer(w, (struct str){ w->in.p + at + sizeof(n), n });
		at += sizeof(n) + n;
	}
	if (at > 0) {
		memmove(w->in.p, w->in.p + at, w->in.n - at);
		w->in.n -= at;
	}
	if (w->in.n == 0 && w->in.cap > (1u << 20))
		buf_free(&w->in);
	return true;
}

bool
worker_hear(struct mail_reader *m, struct worker *w, struct err *e)
{
	char piece[65536];
	ssize_t n;

	for (;;) {
		n = read(w->fd, piece, sizeof(piece));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return true;
		if (n <= 0)
			return ended(m, w, e);
		w->in.max = READ_REPLY_MOST + 2 * sizeof(piece);
		buf_put(&w->in, piece, (size_t)n);
		if (!take(w) || !buf_ok(&w->in)) {
			w->lied = true;
			return ended(m, w, e);
		}
		if ((size_t)n < sizeof(piece))
			return true;
	}
}

int64_t
worker_time(const struct mail_reader *m, const struct worker *w)
{
	int64_t each = 3000 * (int64_t)m->limits.seconds;
	int64_t over = w->moved + each * (int64_t)(w->n + 1), since;
	int64_t now = now_millis();

	if (w->shared->at > w->served) {
		since = w->shared->since;
		if (since <= now && since + each < over)
			over = since + each;
	}
	return over > now ? over - now : 0;
}
