/* SPDX-License-Identifier: MIT
 *
 * load.c -- what the public server does a second, and how long people wait.
 *
 *	load page PORT PATH SECONDS [CLIENTS]	GET one page
 *	load question PORT PATH SECONDS [CLIENTS]	start an answer, then GET its
 *					first question again and again
 *	load walk PORT PATH SECONDS [CLIENTS]	whole questionnaires, landing to
 *					receipt
 *	load send PORT PATH N [CLIENTS]	N waiting questionnaires, then only the
 *					last step of each: sealed and committed
 *	load drafts PORT PATH N [CLIENTS]	N questionnaires that stop before
 *					their last step
 * Prints one line: the rate, how many requests or responses it is from, the
 * median and the 99th percentile of the time that one request took, and how
 * much of the machine's processors these clients had themselves.
 */
#include "tests/bench/client.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { CLIENTS = 16, MAX_CLIENTS = 512 };

static const char *path;
static int port;
static int64_t stop_at;
static pthread_barrier_t start;

struct work {
	pthread_t	 thread;
	struct client	 c;
	size_t		 done, requests, bytes, waiting;
	struct waiting { char cookie[512]; struct buf action, body; } *all;
	int64_t		 began, ended;
	struct err	 e;
	bool		 ok;
};

/* What came before is not counted: everybody starts together. */
static void
begin(struct work *w)
{
	w->c.pages.n = w->c.posts.n = w->c.requests = 0;
	pthread_barrier_wait(&start);
	w->began = now_millis();
}

static void
end(struct work *w)
{
	w->ended = now_millis();
	w->requests = w->c.requests;
}

static void
get_again(struct work *w, const char *at)
{
	begin(w);
	while (w->ok && now_millis() < stop_at) {
		w->ok = client_send(&w->c, "GET", at, (struct str){ 0 },
		    &w->e);
		w->ok = w->ok && (w->c.status == 200 || err_set(&w->e,
		    ERR_IO, "%s: status %d", at, w->c.status));
		w->bytes = w->c.body_n;
		w->done++;
	}
	end(w);
	w->requests = 0;
}

static void *
get_pages(void *arg)
{
	struct work *w = arg;

	w->ok = true;
	get_again(w, path);
	return NULL;
}

static void *
get_question(void *arg)
{
	struct work *w = arg;
	char at[512];

	w->ok = client_walk(&w->c, path, "/q/*", at, &w->e);
	get_again(w, at);
	return NULL;
}

static void *
walk(void *arg)
{
	struct work *w = arg;
	char at[512];

	begin(w);
	w->ok = true;
	while (w->ok && now_millis() < stop_at) {
		w->c.cookie[0] = '\0';
		w->ok = client_walk(&w->c, path, "/sent", at, &w->e);
		w->done += w->ok;
	}
	end(w);
	return NULL;
}

/* Goes as far as the last page, and remembers what its form would send. */
static bool
prepare(struct client *c, struct waiting *to, struct err *e)
{
	char at[512];

	c->cookie[0] = '\0';
	if (!client_walk(c, path, "/send", at, e))
		return false;
	memcpy(to->cookie, c->cookie, sizeof(to->cookie));
	return client_fill(c, at, &to->action, &to->body) ||
	    err_set(e, ERR_IO, "%s: no form", at);
}

static bool
prepare_all(struct work *w)
{
	bool ok = true;
	size_t i;

	w->all = calloc(w->waiting, sizeof(*w->all));
	if (w->all == NULL)
		abort();
	for (i = 0; ok && i < w->waiting; i++)
		ok = prepare(&w->c, &w->all[i], &w->e);
	return ok;
}

static void *
open_drafts(void *arg)
{
	struct work *w = arg;

	begin(w);
	w->ok = prepare_all(w);
	w->done = w->waiting;
	end(w);
	return NULL;
}

static void *
send_last(void *arg)
{
	struct work *w = arg;
	size_t i;

	w->ok = prepare_all(w);
	/* waiting for the others, it could be cut off as idle */
	client_hang_up(&w->c);
	begin(w);
	for (i = 0; w->ok && i < w->waiting; i++) {
		const struct waiting *one = &w->all[i];

		memcpy(w->c.cookie, one->cookie, sizeof(w->c.cookie));
		w->ok = client_send(&w->c, "POST", one->action.p, (struct str){
		    one->body.p, one->body.n }, &w->e) &&
		    (w->c.status == 303 || err_set(&w->e, ERR_IO,
		    "%s: status %d", one->action.p, w->c.status));
		w->done += w->ok;
	}
	end(w);
	w->requests = 0;
	return NULL;
}

/* ---- the line that is printed ------------------------------------------ */

static int
by_time(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* "pages 0.21 ms, 99th 0.80 (3.8 times)", of all clients together. */
static void
print_times(const char *what, const struct work *w, size_t n, bool posts)
{
	struct client_times all = { 0 };
	size_t i, k;
	double median, last;

	for (i = 0; i < n; i++) {
		const struct client_times *t = posts ? &w[i].c.posts :
		    &w[i].c.pages;

		for (k = 0; k < t->n; k++)
			client_time(&all, t->v[k]);
	}
	if (all.n == 0)
		return;
	qsort(all.v, all.n, sizeof(*all.v), by_time);
	median = all.v[all.n / 2] / 1000.0;
	last = all.v[all.n - 1 - all.n / 100] / 1000.0;
	printf("; %s: median %.2f ms, 99th percentile %.2f ms, %.1f times",
	    what, median, last, last / (median > 0.001 ? median : 0.001));
	free(all.v);
}

static double
processor_seconds(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void
print_line(const struct work *w, size_t n, double used)
{
	int64_t began = INT64_MAX, ended = 0;
	size_t done = 0, requests = 0, i;
	double seconds;

	for (i = 0; i < n; i++) {
		done += w[i].done;
		requests += w[i].requests;
		began = w[i].began < began ? w[i].began : began;
		ended = w[i].ended > ended ? w[i].ended : ended;
	}
	seconds = (double)(ended - began) / 1000.0;
	printf("%.0f a second (%zu in %.1f s", (double)done / seconds, done,
	    seconds);
	if (requests > 0)
		printf(", %zu requests each", requests / (done ? done : 1));
	if (w[0].bytes > 0)
		printf(", %zu bytes each", w[0].bytes);
	printf(")");
	print_times("pages", w, n, false);
	print_times("posts", w, n, true);
	printf("; clients had %.0f%% of the processors\n", 100 * used /
	    (seconds * (double)sysconf(_SC_NPROCESSORS_ONLN)));
}

static void
work_done(struct work *w)
{
	size_t i;

	for (i = 0; w->all != NULL && i < w->waiting; i++) {
		buf_free(&w->all[i].action);
		buf_free(&w->all[i].body);
	}
	free(w->all);
	client_done(&w->c);
}

static void *
(*job_of(const char *name))(void *)
{
	return strcmp(name, "page") == 0 ? get_pages :
	    strcmp(name, "question") == 0 ? get_question :
	    strcmp(name, "walk") == 0 ? walk :
	    strcmp(name, "send") == 0 ? send_last :
	    strcmp(name, "drafts") == 0 ? open_drafts : NULL;
}

int
main(int argc, char **argv)
{
	static struct work w[MAX_CLIENTS];
	void *(*job)(void *) = argc > 1 ? job_of(argv[1]) : NULL;
	size_t n = argc > 5 ? strtoul(argv[5], NULL, 10) : CLIENTS, i;
	double used;
	int status = 0;

	if (argc < 5 || job == NULL || n == 0 || n > MAX_CLIENTS)
		return 2;
	port = atoi(argv[2]);
	path = argv[3];
	stop_at = now_millis() + atoll(argv[4]) * 1000;
	pthread_barrier_init(&start, NULL, (unsigned)n + 1);
	for (i = 0; i < n; i++) {
		w[i].waiting = (strtoul(argv[4], NULL, 10) + n - 1) / n;
		client_init(&w[i].c, port, (unsigned)i);
		pthread_create(&w[i].thread, NULL, job, &w[i]);
	}
	pthread_barrier_wait(&start);
	used = processor_seconds();
	for (i = 0; i < n; i++) {
		pthread_join(w[i].thread, NULL);
		if (!w[i].ok)
			fprintf(stderr, "load: %s\n", w[i].e.msg);
		status |= !w[i].ok;
	}
	if (status == 0)
		print_line(w, n, processor_seconds() - used);
	for (i = 0; i < n; i++)
		work_done(&w[i]);
	return status;
}
