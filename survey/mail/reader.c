/* SPDX-License-Identifier: MIT
 *
 * reader.c -- hands messages to children that read them, and gives the readings
 * back in order.
 */
#include "survey/mail/reader.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	HELD_MOST = 8 << 20,	/* bytes of messages under way */
	COPIED_MOST = 1 << 20,	/* a larger one is waited for */
	BATCH = WINDOW / 2
};

/* ---- opening and closing ------------------------------------------------------------ */

static unsigned
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CHILDREN_MOST ? CHILDREN_MOST : (unsigned)n;
}

static bool
start(struct mail_reader *m, struct err *e)
{
	size_t i, size = CHILDREN_MOST * sizeof(struct read_shared);
	int none;
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return err_set(e, ERR_IO, "the readers of mail: %s",
		    strerror(errno));
	m->shared = p;
	if (!nursery_open(&m->nursery, &m->limits, (unsigned)m->n, m->shared,
	    e))
		return false;
	for (i = 0; i < m->n; i++) {
		m->w[i].shared = &m->shared[i];
		if (!area_open(&m->w[i].area, e) || !worker_start(m, &m->w[i], &none, e))
			return false;
	}
	return true;
}

bool
mail_reader_open(struct mail_reader **out, const struct mail_limits *l,
    struct err *e)
{
	struct mail_reader *m = calloc(1, sizeof(*m));
	size_t i;

	*out = NULL;
	if (m == NULL)
		return err_set(e, ERR_IO, "out of memory");
	m->limits = l != NULL ? *l : (struct mail_limits){ 0 };
	if (m->limits.seconds == 0)
		m->limits.seconds = 10;
	if (m->limits.megabytes == 0)
		m->limits.megabytes = 200;
	if (m->limits.children == 0)
		m->limits.children = processors();
	m->n = m->limits.children < CHILDREN_MOST ? m->limits.children :
	    CHILDREN_MOST;
	for (i = 0; i < CHILDREN_MOST; i++)
		m->w[i].fd = -1;
	m->nursery.fd = -1;
	if (!start(m, e)) {
		mail_reader_close(m);
		return false;
	}
	*out = m;
	return true;
}

static void
job_free(struct mail_reader *m, struct job *j)
{
	m->held -= j->raw.n;
	free(j->own);
	arena_free(&j->a);
	free(j);
}

void
mail_reader_close(struct mail_reader *m)
{
	struct job *j;
	size_t i;

	if (m == NULL)
		return;
	for (i = 0; i < m->n; i++) {
		if (m->w[i].fd >= 0) {
			worker_kill(&m->w[i]);
			close(m->w[i].fd);
		}
		area_close(&m->w[i].area);
		buf_free(&m->w[i].in);
	}
	nursery_close(&m->nursery);
	while ((j = m->first) != NULL) {
		m->first = j->next;
		job_free(m, j);
	}
	if (m->shared != NULL)
		(void)munmap((void *)(uintptr_t)m->shared,
		    CHILDREN_MOST * sizeof(struct read_shared));
	free(m);
}

/* ---- working --------------------------------------------------------------------------- */

/* Gives back what is answered and whose turn it is. */
static bool
deliver(struct mail_reader *m, struct err *e)
{
	struct buf json CLEAN(buf_free) = { .max = READ_REPLY_MOST };
	struct job *j;
	bool ok = true;

	while (ok && (j = m->first) != NULL && j->answered) {
		buf_clear(&json);
		m->first = j->next;
		if (m->first == NULL)
			m->last = NULL;
		if (!mail_reading_write(&j->r, false, &json))
			ok = err_set(e, ERR_LIMIT, "a reading is too long");
		ok = ok && j->done(j->arg, j->raw, j->what, &j->r,
		    (struct str){ buf_text(&json), json.n }, e);
		job_free(m, j);
	}
	return ok;
}

static bool
end_late_ones(struct mail_reader *m)
{
	bool any = false;
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->w[i].n > 0 && !m->w[i].killed &&
		    worker_time(m, &m->w[i]) == 0) {
			worker_kill(&m->w[i]);
			any = true;
		}
	return any;
}

/* Sends and hears; waits until something is heard. */
static bool
turn(struct mail_reader *m, struct err *e)
{
	struct pollfd p[CHILDREN_MOST];
	int64_t left, least = 60000;
	size_t i;

	for (i = 0; i < m->n; i++) {
		struct worker *w = &m->w[i];

		if (!worker_send(m, w, e))
			return false;
		p[i] = (struct pollfd){ .fd = w->fd, .events = (short)(POLLIN |
		    (w->sent < w->n ? POLLOUT : 0)) };
		left = w->n > 0 ? worker_time(m, w) : least;
		least = left < least ? left : least;
	}
	if (poll(p, (nfds_t)m->n, (int)least + 1) < 0 && errno != EINTR)
		return err_set(e, ERR_IO, "the readers of mail: %s",
		    strerror(errno));
	for (i = 0; i < m->n; i++)
		if ((p[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0 &&
		    !worker_hear(m, &m->w[i], e))
			return false;
	(void)end_late_ones(m);
	return deliver(m, e);
}

static struct worker *
least_busy(struct mail_reader *m)
{
	struct worker *best = &m->w[0];
	size_t i;

	for (i = 1; i < m->n; i++)
		if (m->w[i].n < best->n)
			best = &m->w[i];
	return best;
}

/* Not a copy: its owner has it until it was read. */
static struct job *
job_new(struct mail_reader *m, struct str raw)
{
	struct job *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return NULL;
	j->raw = raw;
	if (m->last != NULL)
		m->last->next = j;
	else
		m->first = j;
	m->last = j;
	return j;
}

static bool
hand_over(struct mail_reader *m, struct job *j, struct err *e)
{
	struct worker *w;

	if (j->raw.n > READ_MESSAGE_MOST) {
		job_unread(j, HAND_LIMIT, "it is larger than 64 MB");
		return true;
	}
	w = least_busy(m);
	if (w->n == 0)
		w->moved = now_millis();
	w->q[w->n++] = j;
	return (w->sent > 0 && w->n - w->sent < BATCH) || worker_send(m, w, e);
}

/* What a caller says of a message. */
struct ask { bool deep; void *what; mail_read_done *done; void *arg; };

/* own: raw is in it, and it is freed in the end; NULL: the caller's. */
static bool
submit(struct mail_reader *m, struct str raw, char *own, const struct ask *q,
    struct err *e)
{
	struct job *j;

	while (m->first != NULL && (m->held + raw.n > HELD_MOST ||
	    least_busy(m)->n == WINDOW))
		if (!turn(m, e)) {
			free(own);
			return false;
		}
	j = job_new(m, raw);
	if (j == NULL) {
		free(own);
		return err_set(e, ERR_IO, "out of memory");
	}
	j->own = own;
	j->deep = q->deep;
	j->what = q->what;
	j->done = q->done;
	j->arg = q->arg;
	m->held += raw.n;
	return hand_over(m, j, e) && deliver(m, e);
}

bool
mail_read_held(struct mail_reader *m, struct str raw, bool deep, void *what,
    mail_read_done *done, void *arg, struct err *e)
{
	return submit(m, raw, NULL, &(struct ask){ deep, what, done, arg }, e);
}

bool
mail_read(struct mail_reader *m, struct str raw, bool deep, void *what,
    mail_read_done *done, void *arg, struct err *e)
{
	const struct ask q = { deep, what, done, arg };
	char *copy;

	if (raw.n > COPIED_MOST)	/* it is waited for */
		return submit(m, raw, NULL, &q, e) && mail_read_wait(m, e);
	if ((copy = malloc(raw.n + 1)) == NULL)
		return err_set(e, ERR_IO, "out of memory");
	if (raw.n > 0)
		memcpy(copy, raw.p, raw.n);
	return submit(m, (struct str){ copy, raw.n }, copy, &q, e);
}

bool
mail_read_wait(struct mail_reader *m, struct err *e)
{
	if (!deliver(m, e))
		return false;
	while (m->first != NULL)
		if (!turn(m, e))
			return false;
	return true;
}

static bool
dropped(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	(void)arg, (void)raw, (void)what, (void)r, (void)json, (void)e;
	return true;
}

/* No child could be had: nothing points to what was to be read any more. */
static void
forget_all(struct mail_reader *m)
{
	struct job *j;
	size_t i;

	for (i = 0; i < m->n; i++) {
		if (m->w[i].fd >= 0)
			worker_kill(&m->w[i]);
		m->w[i].n = m->w[i].sent = m->w[i].offset = 0;
	}
	while ((j = m->first) != NULL) {
		m->first = j->next;
		job_free(m, j);
	}
	m->last = NULL;
}

void
mail_reader_drop(struct mail_reader *m)
{
	struct err ignored = { 0 };
	struct job *j;

	for (j = m->first; j != NULL; j = j->next)
		j->done = dropped;
	if (!mail_read_wait(m, &ignored))
		forget_all(m);
}
