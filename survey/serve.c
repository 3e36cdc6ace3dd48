/* SPDX-License-Identifier: MIT
 *
 * serve.c -- running the public server until somebody stops it.
 */
#include "survey/http/http.h"
#include "survey/site/site.h"
#include "survey/survey.h"
#include "survey/watch.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>

enum { TICK_SECONDS = 10 };

/* Work that goes on beside the server. */
struct ticker {
	pthread_t	 thread;
	pthread_mutex_t	 lock;
	pthread_cond_t	 wake;
	bool		 running, stop;
	const struct serve_options *o;
	struct watch	*watch;
	const char	*command;
};

static void
tick(struct ticker *t)
{
	struct err e = { 0 };

	if (t->o->tick == NULL)
		watch_progress(t->watch);
	else if (!t->o->tick(t->o->arg, &e))
		fail(t->command, &e);
}

static void *
ticking(void *arg)
{
	struct ticker *t = arg;
	struct timespec at;

	pthread_mutex_lock(&t->lock);
	while (!t->stop) {
		pthread_mutex_unlock(&t->lock);
		tick(t);
		pthread_mutex_lock(&t->lock);
		clock_gettime(CLOCK_REALTIME, &at);
		at.tv_sec += TICK_SECONDS;
		if (!t->stop)
			pthread_cond_timedwait(&t->wake, &t->lock, &at);
	}
	pthread_mutex_unlock(&t->lock);
	/* What came in last is worth one more round. */
	tick(t);
	return NULL;
}

static void
ticker_start(struct ticker *t)
{
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->wake, NULL);
	if (!t->o->json)
		t->running = pthread_create(&t->thread, NULL, ticking, t) == 0;
}

static void
ticker_stop(struct ticker *t)
{
	pthread_mutex_lock(&t->lock);
	t->stop = true;
	pthread_cond_signal(&t->wake);
	pthread_mutex_unlock(&t->lock);
	if (t->running)
		pthread_join(t->thread, NULL);
	pthread_cond_destroy(&t->wake);
	pthread_mutex_destroy(&t->lock);
}

static void
say_listening(const struct serve_options *o, int port, int watched)
{
	if (o->json) {
		watch_event("listening", port);
		return;
	}
	printf("Listening on http://%s:%d/ (stop with Ctrl-C)\n", o->address,
	    port);
	if (watched >= 0)
		printf("The numbers are at http://127.0.0.1:%d/metrics\n",
		    watched);
	fflush(stdout);
}

static bool
listen_and_wait(struct place *p, struct intake *in,
    const struct serve_options *o, const char *command, struct err *e)
{
	struct site_options so = { .rehearsal = o->rehearsal };
	struct http_options ho;
	struct ticker ticker = { .o = o, .command = command };
	struct http_server *server;
	struct site *site;
	int port;

	http_options_init(&ho);
	ho.address = o->address;
	ho.port = (uint16_t)o->port;
	/* Drafts of earlier versions go on. */
	if (!forms_earlier(&p->a, p->dir, p->form, NULL, 0, false, e))
		return false;
	so.https = strncmp(p->settings->public_url, "https:", 6) == 0;
	ho.https = ho.proxied = so.https;
	if (so.https)
		ho.per_address = 0;	/* every request comes from the proxy */
	so.watch = true;
	if (!place_languages(p, &so, e) ||
	    !site_open(&p->a, p->dir, p->form, p->settings, in, &so, &site, e))
		return false;
	ho.takes_files = site_takes_files;
	ho.log = o->json ? watch_log : NULL;
	if (!http_start(&server, &ho, site_handle, site, e)) {
		site_close(site);
		return false;
	}
	if (!watch_start(&ticker.watch, server, in, o->watch_port, e)) {
		http_stop(server);
		site_close(site);
		return false;
	}
	port = http_port(server);
	say_listening(o, port, watch_port(ticker.watch));
	ticker_start(&ticker);
	http_wait_signal();
	/* first what reads the numbers of the server */
	ticker_stop(&ticker);
	watch_stop(ticker.watch);
	http_stop(server);
	if (o->json)
		watch_event("stopped", port);
	site_close(site);
	return true;
}

int
serve_until_stopped(struct place *p, const struct serve_options *o,
    const char *command)
{
	struct seal_public to[SEAL_RECIPIENTS];
	struct intake *in = NULL;
	struct err e = { 0 };
	bool ok;

	/* Before any thread starts: one that took the signal would end us
	 * without finishing what has arrived. */
	http_block_signals();
	ok = place_public_keys(p, to, &e) &&
	    intake_open(&in, place_path(p, "intake.db"), DB_CREATE, to,
	    SEAL_RECIPIENTS, &e);
	if (ok)
		intake_floor(in, (uint64_t)o->floor_mb << 20);
	ok = ok && listen_and_wait(p, in, o, command, &e);
	intake_close(in);
	return ok ? 0 : fail(command, &e);
}
