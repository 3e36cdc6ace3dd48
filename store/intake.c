/* SPDX-License-Identifier: MIT
 *
 * intake.c -- the queue and the one writer thread: many callers, one commit.
 */
#include "store/intake.h"
#include "store/schema.h"

#include <sqlite3.h>
#include <stdlib.h>

enum { GROUP = 512 };			/* jobs in one commit, at most */

/* ---- the writer thread --------------------------------------------------- */

/* Takes up to GROUP jobs; NULL: closing, and nothing is left. */
static struct job *
take(struct intake *it)
{
	struct job *first, **end;
	size_t n;

	pthread_mutex_lock(&it->lock);
	while (it->first == NULL && !it->stop)
		pthread_cond_wait(&it->work, &it->lock);
	first = it->first;
	for (n = 0, end = &first; *end != NULL && n < GROUP; n++)
		end = &(*end)->next;
	it->first = *end;
	if (it->first == NULL)
		it->tail = &it->first;
	*end = NULL;
	pthread_mutex_unlock(&it->lock);
	return first;
}

static void
tell(struct intake *it, struct job *first)
{
	struct job *j, *next, *later = NULL;

	pthread_mutex_lock(&it->lock);
	for (j = first; j != NULL; j = next) {
		next = j->next;		/* j goes when its caller wakes */
		j->done = true;
		if (j->ended == NULL) {
			pthread_cond_signal(&j->wake);
			continue;
		}
		j->next = later;
		later = j;
	}
	pthread_mutex_unlock(&it->lock);
	for (; later != NULL; later = next) {
		next = later->next;
		later->ended(later->ended_arg);
	}
}

/* Each job stands or falls alone, unless the disk fails under all of them. */
static bool
run_one(struct intake *it, struct job *j, bool full)
{
	struct find_mark mark = find_mark(it);
	size_t changed = it->n_changed;
	struct err e = { 0 };

	if (full && j->grows) {
		j->full = true;
		j->ok = err_set(&j->e, ERR_IO, "%s: the disk is nearly full: "
		    "less than %llu MB are free. Nothing was saved. Make room",
		    it->w.path, (unsigned long long)(it->floor >> 20));
		return true;
	}
	if (!stmt_do(&it->sql[SQL_SAVEPOINT], &j->e))
		return false;
	j->ok = j->run(it, j, &j->e);
	if (sqlite3_get_autocommit(it->w.h))
		/* SQLite gave the whole group up, which the job may not know */
		return j->ok && err_set(&j->e, ERR_DB, "%s: it failed "
		    "while it was written", it->w.path);
	if (j->ok)
		return stmt_do(&it->sql[SQL_RELEASE], &j->e);
	/* an epoch that began in this job is gone with it */
	it->epoch = 0;
	recent_forget(it, changed);
	find_undo(it, &mark);
	return db_run(&it->w, "ROLLBACK TO job; RELEASE job", &e);
}

static void
fail_all(struct job *first, const struct err *e)
{
	struct job *j;

	for (j = first; j != NULL; j = j->next)
		if (j->ok || j->e.code == ERR_NONE) {
			j->ok = false;
			j->e = *e;
		}
}

static void
commit(struct intake *it, struct job *first)
{
	uint64_t left;
	bool full = it->floor > 0 && disk_free(it->w.path, &left) &&
	    left < it->floor;
	struct err e = { 0 };
	struct job *j;
	bool ok;

	ok = db_run(&it->w, "BEGIN IMMEDIATE", &e);
	for (j = first; ok && j != NULL; j = j->next)
		if (!run_one(it, j, full)) {
			e = j->e;
			ok = false;
		}
	if (ok && find_write(it, &e) && db_run(&it->w, "COMMIT", &e)) {
		recent_show(it);
		find_kept(it, true);
		return;
	}
	recent_forget(it, 0);
	find_kept(it, false);
	if (!sqlite3_get_autocommit(it->w.h))
		sqlite3_exec(it->w.h, "ROLLBACK", NULL, NULL, NULL);
	it->epoch = 0;
	fail_all(first, &e);
}

/* What was deleted is overwritten in the file, and the log that still has it is
 * emptied: nothing comes back from it.  When somebody reads, that is tried again
 * after the next group, so that nobody waits. */
static void
scrub(struct intake *it)
{
	if (it->erased)
		it->erased = !db_empty_log(&it->w);
}

/* Counts what became of each job. */
static void
measure(struct intake *it, const struct job *first, double seconds)
{
	struct intake_meter *m = &it->meter;
	const struct job *j;

	pthread_mutex_lock(&it->lock);
	meter_add(&m->commits, seconds);
	m->well = true;
	for (j = first; j != NULL; j = j->next) {
		bool broke = !j->ok && (j->e.code == ERR_IO ||
		    j->e.code == ERR_DB || j->e.code == ERR_BUSY);

		m->well = m->well && !broke;
		m->refused += j->full;
		m->failed += !j->ok && !j->full;
		m->responses += j->ok && j->response != NULL;
		m->requests += j->ok && j->request != NULL;
		m->drafts += j->ok && j->response == NULL &&
		    j->sealed.n > 0;
	}
	pthread_mutex_unlock(&it->lock);
}

void
intake_meter(struct intake *it, struct intake_meter *out)
{
	const struct job *j;

	pthread_mutex_lock(&it->lock);
	*out = it->meter;
	for (j = it->first; j != NULL; j = j->next)
		out->queued++;
	pthread_mutex_unlock(&it->lock);
	if (!disk_free(it->w.path, &out->free))
		return;
	/* Nobody may have tried since. */
	out->well = out->well && out->free >= it->floor;
}

static void *
writer(void *arg)
{
	struct intake *it = arg;
	struct job *first;

	while ((first = take(it)) != NULL) {
		double began = now_precise();

		commit(it, first);
		scrub(it);
		measure(it, first, now_precise() - began);
		tell(it, first);
	}
	return NULL;
}

/* The caller holds the lock. */
static void
queue(struct intake *it, struct job *j)
{
	*it->tail = j;
	it->tail = &j->next;
	if (it->first == j)	/* else it is awake */
		pthread_cond_signal(&it->work);
}

bool
intake_do(struct intake *it, struct job *j, struct err *e)
{
	if (!it->writes)
		return err_set(e, ERR_USAGE,
		    "%s: it was opened to be read only", it->r.path);
	pthread_cond_init(&j->wake, NULL);
	pthread_mutex_lock(&it->lock);
	queue(it, j);
	while (!j->done)
		pthread_cond_wait(&j->wake, &it->lock);
	pthread_mutex_unlock(&it->lock);
	pthread_cond_destroy(&j->wake);
	if (!j->ok)
		*e = j->e;
	return j->ok;
}

void
intake_floor(struct intake *it, uint64_t bytes)
{
	it->floor = bytes;
}

void
intake_later_start(struct intake_later *l, void (*done)(void *), void *arg)
{
	l->job.ended = done;
	l->job.ended_arg = arg;
	pthread_mutex_lock(&l->it->lock);
	queue(l->it, &l->job);
	pthread_mutex_unlock(&l->it->lock);
}

bool
intake_later_kept(const struct intake_later *l, struct err *e)
{
	if (!l->job.ok)
		*e = l->job.e;
	return l->job.ok;
}

/* ---- opening and closing ------------------------------------------------- */

static bool
open_writer(struct intake *it, const char *path, enum db_mode mode,
    const struct seal_public *to, size_t n_to, struct err *e)
{
	int rc;

	if (n_to == 0 || n_to > SEAL_RECIPIENTS)
		return err_set(e, ERR_KEY, "%s: responses are sealed to one or "
		    "two public keys, and %zu were given", path, n_to);
	memcpy(it->to, to, n_to * sizeof(*to));
	it->n_to = n_to;
	recent_open(it);
	it->erased = true;	/* as far as we know: it may have been killed */
	if (!schema_open(&it->w, path, mode, SCHEMA_INTAKE, e) ||
	    !stmt_open(&it->w, &it->sql[SQL_SAVEPOINT], "SAVEPOINT job", e) ||
	    !stmt_open(&it->w, &it->sql[SQL_RELEASE], "RELEASE job", e) ||
	    !find_open(it, e) || !accept_open(it, e) || !drafts_open(it, e) ||
	    !requests_open(it, e) ||
	    !db_open(&it->r, path, DB_READ, e))
		return false;
	rc = pthread_create(&it->thread, NULL, writer, it);
	if (rc != 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(rc));
	it->writes = true;
	return true;
}

bool
intake_open(struct intake **out, const char *path, enum db_mode mode,
    const struct seal_public *to, size_t n_to, struct err *e)
{
	struct intake *it = calloc(1, sizeof(*it));

	*out = NULL;
	if (it == NULL)
		abort();
	pthread_mutex_init(&it->lock, NULL);
	pthread_mutex_init(&it->reading, NULL);
	pthread_mutex_init(&it->recent_lock, NULL);
	pthread_cond_init(&it->work, NULL);
	it->tail = &it->first;
	it->meter.well = true;
	it->floor = (uint64_t)INTAKE_FLOOR_MB << 20;
	if (seal_start(e) && (mode == DB_READ ?
	    schema_open(&it->r, path, mode, SCHEMA_INTAKE, e) :
	    open_writer(it, path, mode, to, n_to, e))) {
		*out = it;
		return true;
	}
	intake_close(it);
	return false;
}

void
intake_close(struct intake *it)
{
	size_t i;

	if (it == NULL)
		return;
	if (it->writes) {
		pthread_mutex_lock(&it->lock);
		it->stop = true;
		pthread_cond_signal(&it->work);
		pthread_mutex_unlock(&it->lock);
		pthread_join(it->thread, NULL);
	}
	for (i = 0; i < SQL_N; i++)
		stmt_close(&it->sql[i]);
	stmt_close(&it->draft_get);
	find_close(it);
	recent_close(it);
	db_close(&it->r);
	db_close(&it->w);
	seal_wipe(&it->ratchet, sizeof(it->ratchet));
	pthread_cond_destroy(&it->work);
	pthread_mutex_destroy(&it->lock);
	pthread_mutex_destroy(&it->reading);
	pthread_mutex_destroy(&it->recent_lock);
	free(it);
}

/* ---- counting ------------------------------------------------------------ */

bool
intake_counts(struct intake *it, struct intake_count *out, size_t *n,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t max = *n;
	bool ok;

	*n = 0;
	pthread_mutex_lock(&it->reading);
	ok = stmt_open(&it->r, &s, "SELECT channel, rehearsal, count(*)"
	    " FROM response r WHERE NOT EXISTS (SELECT 1 FROM response n"
	    " WHERE n.receipt = r.receipt AND n.id > r.id)"
	    " GROUP BY 1, 2 ORDER BY 2, 1", e);
	while (ok && *n < max && stmt_row(&s)) {
		struct intake_count *c = &out[(*n)++];

		*c = (struct intake_count){ .rehearsal = col_int(&s, 1) != 0,
		    .n = col_int(&s, 2) };
		strncpy(c->channel, col_text(&s, 0), sizeof(c->channel) - 1);
	}
	ok = ok && stmt_end(&s, e);
	stmt_close(&s);
	pthread_mutex_unlock(&it->reading);
	return ok;
}
