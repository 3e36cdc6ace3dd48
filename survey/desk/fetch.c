/* SPDX-License-Identifier: MIT
 *
 * fetch.c -- the desk's own thread: fetches answers from the site, then counts.
 */
#include "survey/desk/figures.h"
#include "survey/desk/rounds.h"
#include "survey/expiry.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { EXPIRY = 15 * 60 };	/* seconds */
enum { SEEN = 4 };			/* files */

struct seen {
	int64_t		 day;
	struct { int64_t size, changed; } file[SEEN];
};
struct fetch {
	struct desk	*desk;
	struct seen	 seen;			/* by the thread alone; so is */
	int64_t		 expiry;		/* when it is looked next */
	const struct desk_source *source;	/* NULL: it only counts */
	struct rounds	 rounds;		/* its lock is over what follows */
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
	pthread_mutex_lock(&f->rounds.lock);
	if (ok) {
		f->state.failed = NULL;
		f->state.aside = did.bad;
	} else if (e.code != ERR_BUSY) {
		snprintf(f->failed, sizeof(f->failed), "%s", e.msg);
		f->state.failed = f->failed;
	}
	if (ok || e.code != ERR_BUSY)
		f->state.at = now_seconds();
	pthread_mutex_unlock(&f->rounds.lock);
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
	pthread_mutex_lock(&f->rounds.lock);
	snprintf(f->unerased, sizeof(f->unerased), "%s", e.msg);
	f->state.unerased = ok ? NULL : f->unerased;
	pthread_mutex_unlock(&f->rounds.lock);
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
one_round(void *arg)
{
	struct fetch *f = arg;
	struct desk *d = f->desk;
	struct figures *old, *new;
	struct seen now;

	pull(d, f);
	expire(d, f);
	look(d->dir, &now);
	if (f->figures != NULL && f->figures->why == NULL &&
	    memcmp(&now, &f->seen, sizeof(now)) == 0) {
		pthread_mutex_lock(&f->rounds.lock);
		f->figures->at = now_seconds();	/* they hold for now, too */
		pthread_mutex_unlock(&f->rounds.lock);
		return;
	}
	new = figures_count(d->dir);
	f->seen = now;
	pthread_mutex_lock(&f->rounds.lock);
	old = f->figures;
	f->figures = new;
	pthread_mutex_unlock(&f->rounds.lock);
	figures_free(old);
}

/* ---- the thread ---------------------------------------------------- */

bool
fetch_start(struct desk *d, const struct desk_source *source, struct err *e)
{
	struct fetch *f = calloc(1, sizeof(*f));

	if (f == NULL)
		abort();
	f->desk = d;
	f->source = source;
	f->state.fetches = source != NULL && source->pull != NULL;
	f->state.why_not = source != NULL ? source->why_not : NULL;
	if (rounds_start(&f->rounds, one_round, f)) {
		d->fetch = f;
		return true;
	}
	free(f);
	return err_set(e, ERR_IO, "no thread can be started to count with");
}

void
fetch_stop(struct desk *d)
{
	struct fetch *f = d->fetch;

	if (f == NULL)
		return;
	rounds_stop(&f->rounds);
	figures_free(f->figures);
	free(f);
	d->fetch = NULL;
}

/* ---- for pages ------------------------------------------------------ */

bool
desk_does_fetch(const struct desk *d)
{
	return d->fetch != NULL && d->fetch->state.fetches;
}

void
fetch_soon(struct desk *d)
{
	if (d->fetch != NULL)
		rounds_soon(&d->fetch->rounds);
}

void
fetch_now(struct desk *d)
{
	if (d->fetch != NULL)
		rounds_now(&d->fetch->rounds);
}

void
fetch_lock(struct desk *d, const struct figures **figures, struct fetched *s)
{
	struct fetch *f = d->fetch;

	*figures = NULL;
	*s = (struct fetched){ 0 };
	if (f == NULL)
		return;
	pthread_mutex_lock(&f->rounds.lock);
	rounds_wait(&f->rounds, 1);
	*figures = f->figures;
	*s = f->state;
}

void
fetch_unlock(struct desk *d)
{
	if (d->fetch != NULL)
		pthread_mutex_unlock(&d->fetch->rounds.lock);
}
