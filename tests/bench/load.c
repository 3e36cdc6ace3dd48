/* SPDX-License-Identifier: MIT
 *
 * load.c -- what the public server does a second.
 *
 *	load page PORT PATH SECONDS	GET one page
 *	load walk PORT PATH SECONDS	whole questionnaires, landing to receipt
 *	load send PORT PATH N		N waiting questionnaires, then only the
 *					last step of each: sealed and committed
 * Prints one line: the rate, and how many requests or responses it is from.
 */
#include "tests/bench/client.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 16, MAX_WAITING = 4096 };

static const char *path;
static int port;
static int64_t stop_at;
static pthread_barrier_t start;

struct work {
	pthread_t	 thread;
	size_t		 done, requests, bytes, waiting;
	int64_t		 began, ended;
	struct err	 e;
	bool		 ok;
};

static void *
get_pages(void *arg)
{
	struct work *w = arg;
	struct client c;

	client_init(&c, port);
	pthread_barrier_wait(&start);
	w->began = now_millis();
	w->ok = true;
	while (w->ok && now_millis() < stop_at) {
		w->ok = client_send(&c, "GET", path, (struct str){ 0 }, &w->e);
		w->bytes = c.in.n;
		w->done++;
	}
	w->ended = now_millis();
	client_done(&c);
	return NULL;
}

static void *
walk(void *arg)
{
	struct work *w = arg;
	struct client c;
	char at[512];

	pthread_barrier_wait(&start);
	w->began = now_millis();
	w->ok = true;
	client_init(&c, port);
	while (w->ok && now_millis() < stop_at) {
		c.cookie[0] = '\0';
		w->ok = client_walk(&c, path, "/sent", at, &w->e);
		w->done += w->ok;
	}
	w->requests = c.requests;
	w->ended = now_millis();
	client_done(&c);
	return NULL;
}

struct waiting { char cookie[512]; struct buf action, body; };

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

static void *
send_last(void *arg)
{
	struct work *w = arg;
	struct waiting *all = calloc(w->waiting, sizeof(*all));
	struct client c;
	size_t i;

	client_init(&c, port);
	w->ok = all != NULL;
	for (i = 0; w->ok && i < w->waiting; i++)
		w->ok = prepare(&c, &all[i], &w->e);
	pthread_barrier_wait(&start);
	w->began = now_millis();
	for (i = 0; w->ok && i < w->waiting; i++) {
		memcpy(c.cookie, all[i].cookie, sizeof(c.cookie));
		w->ok = client_send(&c, "POST", all[i].action.p, (struct str){
		    all[i].body.p, all[i].body.n }, &w->e) && c.status == 303;
		w->done += w->ok;
	}
	w->ended = now_millis();
	for (i = 0; all != NULL && i < w->waiting; i++) {
		buf_free(&all[i].action);
		buf_free(&all[i].body);
	}
	free(all);
	client_done(&c);
	return NULL;
}

int
main(int argc, char **argv)
{
	struct work w[WORKERS] = { 0 };
	int64_t began = INT64_MAX, ended = 0;
	size_t done = 0, requests = 0, i;
	void *(*job)(void *);

	if (argc != 5)
		return 2;
	job = strcmp(argv[1], "page") == 0 ? get_pages :
	    strcmp(argv[1], "walk") == 0 ? walk : send_last;
	port = atoi(argv[2]);
	path = argv[3];
	stop_at = now_millis() + atoll(argv[4]) * 1000;
	pthread_barrier_init(&start, NULL, WORKERS);
	for (i = 0; i < WORKERS; i++) {
		w[i].waiting = strtoul(argv[4], NULL, 10) / WORKERS;
		pthread_create(&w[i].thread, NULL, job, &w[i]);
	}
	for (i = 0; i < WORKERS; i++) {
		pthread_join(w[i].thread, NULL);
		if (!w[i].ok) {
			fprintf(stderr, "load: %s\n", w[i].e.msg);
			return 1;
		}
		done += w[i].done;
		requests += w[i].requests;
		began = w[i].began < began ? w[i].began : began;
		ended = w[i].ended > ended ? w[i].ended : ended;
	}
	printf("%.0f a second (%zu in %.1f s", (double)done * 1000.0 /
	    (double)(ended - began), done, (double)(ended - began) / 1000.0);
	if (requests > 0)
		printf(", %zu requests each", requests / (done ? done : 1));
	if (w[0].bytes > 0)
		printf(", %zu bytes each", w[0].bytes);
	printf(")\n");
	return 0;
}
