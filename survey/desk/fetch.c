/* SPDX-License-Identifier: MIT
 *
 * fetch.c -- the desk's own thread: fetches answers from the site, then counts.
 */
#include "survey/desk/figures.h"
#include "survey/expiry.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { EVERY = 60, PATIENCE = 5, EXPIRY = 15 * 60 };	/* seconds */
enum { SEEN = 4 };			/* files */

struct seen {
	int64_t		 day;
	struct { int64_t size, changed; } file[SEEN];
};
struct fetch {
	pthread_t	 thread;
	struct seen	 seen;			/* by the thread alone; so is */
	int64_t		 expiry;		/* when it is looked next */
	const struct desk_source *source;	/* NULL: it only counts */
	pthread_mutex_t	 lock;			/* over what follows */
	pthread_cond_t	 wake, done;
	bool		 stop;
	uint64_t	 asked, begun, over;	/* rounds */
	struct figures	*figures;		/* NULL: none yet */
	struct fetched	 state;
	char		 failed[508], unerased[508];
};

/* ---- one round ---------------------------------------------------- */

/* Somebody in a terminal may be pulling right now: then it waits its turn. */
static void
pull(struct desk *d, struct fetch *f)
{
	struct cases_pull did = { 0 };
	struct err e = { 0 };
	bool ok;

	if (f->source == NULL || f->source->pull == NULL)
		return;
	pthread_mutex_lock(&d->writing);
	ok = f->source->pull(f->source->arg, &did, &e);
	pthread_mutex_unlock(&d->writing);
	pthread_mutex_lock(&f->lock);
	if (ok) {
		f->state.failed = NULL;
		f->state.aside = did.bad;
	} else if (e.code != ERR_BUSY) {
		snprintf(f->failed, sizeof(f->failed), "%s", e.msg);
		f->state.failed = f->failed;
	}
	if (ok || e.code != ERR_BUSY)
		f->state.at = now_seconds();
	pthread_mutex_unlock(&f->lock);
}

/* Who sent messages, when their time is over. */
static void
expire(struct desk *d, struct fetch *f)
{
	struct messages_expired n;
	int64_t now = now_seconds();
	struct err e = { 0 };
	bool due, ok;

	if (now < f->expiry)
		return;
	pthread_mutex_lock(&d->writing);
	ok = expiry_run(d->dir, now, &due, &n, &e);
	pthread_mutex_unlock(&d->writing);
	if (ok)
		f->expiry = now + EXPIRY;
	if (!ok && e.code == ERR_BUSY)
		return;
	pthread_mutex_lock(&f->lock);
	snprintf(f->unerased, sizeof(f->unerased), "%s", e.msg);
	f->state.unerased = ok ? NULL : f->unerased;
	pthread_mutex_unlock(&f->lock);
}

/* What the counts are made of, as far as one can see without reading it. */
static void
look(const char *dir, struct seen *out)
{
	static const char *const names[SEEN] = { "cases.db", "cases.db-wal",
	    "site.settings", "published/current" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct stat st;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->day = date_days(uk_date(now_seconds()));
	for (i = 0; i < SEEN; i++)
		if (stat(path_join(&a, dir, names[i]), &st) == 0) {
			out->file[i].size = st.st_size;
			out->file[i].changed = st.st_mtim.tv_sec *
			    INT64_C(1000000000) + st.st_mtim.tv_nsec;
		}
}

static void
one_round(struct desk *d, struct fetch *f)
{
	struct figures *old, *new;
	struct seen now;

	pull(d, f);
	expire(d, f);
	look(d->dir, &now);
	if (f->figures != NULL && f->figures->why == NULL &&
	    memcmp(&now, &f->seen, sizeof(now)) == 0) {
		pthread_mutex_lock(&f->lock);
		f->figures->at = now_seconds();	/* they hold for now, too */
		pthread_mutex_unlock(&f->lock);
		return;
	}
	new = figures_count(d->dir);
	f->seen = now;
	pthread_mutex_lock(&f->lock);
	old = f->figures;
	f->figures = new;
	pthread_mutex_unlock(&f->lock);
	figures_free(old);
}

/* ---- the thread ---------------------------------------------------- */

static struct timespec
from_now(int seconds)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += seconds;
	return t;
}

static void *
rounds(void *arg)
{
	struct desk *d = arg;
	struct fetch *f = d->fetch;
	struct timespec until;

	pthread_mutex_lock(&f->lock);
	while (!f->stop) {
		f->begun = f->asked;
		pthread_mutex_unlock(&f->lock);
		one_round(d, f);
		pthread_mutex_lock(&f->lock);
		f->over = f->begun;
		pthread_cond_broadcast(&f->done);
		until = from_now(EVERY);
		while (!f->stop && f->asked == f->begun &&
		    pthread_cond_timedwait(&f->wake, &f->lock, &until) == 0)
			continue;
	}
	pthread_mutex_unlock(&f->lock);
	return NULL;
}

bool
fetch_start(struct desk *d, const struct desk_source *source, struct err *e)
{
	struct fetch *f = calloc(1, sizeof(*f));
	pthread_condattr_t clock;
	int rc;

	if (f == NULL)
		abort();
	f->source = source;
	f->state.fetches = source != NULL && source->pull != NULL;
	f->state.why_not = source != NULL ? source->why_not : NULL;
	pthread_mutex_init(&f->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&f->wake, &clock);
	pthread_cond_init(&f->done, &clock);
	pthread_condattr_destroy(&clock);
	f->asked = 1;
	d->fetch = f;
	rc = pthread_create(&f->thread, NULL, rounds, d);
	if (rc == 0)
		return true;
	d->fetch = NULL;
	free(f);
	return err_set(e, ERR_IO, "no thread can be started to count with");
}

void
fetch_stop(struct desk *d)
{
	struct fetch *f = d->fetch;

	if (f == NULL)
		return;
	pthread_mutex_lock(&f->lock);
	f->stop = true;
	pthread_cond_broadcast(&f->wake);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
	figures_free(f->figures);
	pthread_mutex_destroy(&f->lock);
	pthread_cond_destroy(&f->wake);
	pthread_cond_destroy(&f->done);
	free(f);
	d->fetch = NULL;
}

/* ---- for pages ------------------------------------------------------ */

/* Holding the lock: waits for a round, for a few seconds at most. */
static void
wait_for(struct fetch *f, uint64_t which)
{
	const struct timespec until = from_now(PATIENCE);

	while (f->over < which && !f->stop &&
	    pthread_cond_timedwait(&f->done, &f->lock, &until) == 0)
		continue;
}

bool
desk_does_fetch(const struct desk *d)
{
	return d->fetch != NULL && d->fetch->state.fetches;
}

/* Holding the lock.  A round that began before would not have what was kept since. */
static void
ask(struct fetch *f)
{
	if (f->asked == f->begun)
		f->asked++;
	pthread_cond_broadcast(&f->wake);
}

void
fetch_soon(struct desk *d)
{
	struct fetch *f = d->fetch;

	if (f == NULL)
		return;
	pthread_mutex_lock(&f->lock);
	ask(f);
	pthread_mutex_unlock(&f->lock);
}

void
fetch_now(struct desk *d)
{
	struct fetch *f = d->fetch;

	if (f == NULL)
		return;
	pthread_mutex_lock(&f->lock);
	ask(f);
	wait_for(f, f->asked);
	pthread_mutex_unlock(&f->lock);
}

void
fetch_lock(struct desk *d, const struct figures **figures, struct fetched *s)
{
	struct fetch *f = d->fetch;

	*figures = NULL;
	*s = (struct fetched){ 0 };
	if (f == NULL)
		return;
	pthread_mutex_lock(&f->lock);
	wait_for(f, 1);
	*figures = f->figures;
	*s = f->state;
}

void
fetch_unlock(struct desk *d)
{
	if (d->fetch != NULL)
		pthread_mutex_unlock(&d->fetch->lock);
}
