/* SPDX-License-Identifier: MIT
 *
 * watch.c -- how the public server is, for whoever runs it: numbers for
 * Prometheus, one line of JSON a request, and progress on the terminal.
 *
 * None of it says who answered, from where, or what.
 */
#include "survey/watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct watch {
	struct http_server *site, *own;
	struct intake	*in;
	int64_t		 began;
	uint64_t	 told;		/* responses, as last said */
};

/* ---- numbers --------------------------------------------------------- */

static void
head(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_printf(b, "# HELP earshot_%s %s\n# TYPE earshot_%s %s\n", name, help,
	    name, type);
}

static void
number(struct buf *b, const char *name, const char *type, const char *help,
    double value)
{
	head(b, name, type, help);
	buf_printf(b, "earshot_%s %.17g\n", name, value);
}

static void
histogram(struct buf *b, const char *name, const char *help,
    const struct meter *m)
{
	uint64_t sum = 0;
	size_t i;

	head(b, name, "histogram", help);
	for (i = 0; i < METER_BOUNDS; i++) {
		sum += m->within[i];
		buf_printf(b, "earshot_%s_bucket{le=\"%g\"} %llu\n", name,
		    meter_bounds[i], (unsigned long long)sum);
	}
	buf_printf(b, "earshot_%s_bucket{le=\"+Inf\"} %llu\n"
	    "earshot_%s_sum %.6f\nearshot_%s_count %llu\n", name,
	    (unsigned long long)m->n, name, m->seconds, name,
	    (unsigned long long)m->n);
}

/* Resident memory in bytes; 0: not known. */
static double
memory(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	unsigned long all, pages = 0;

	if (f == NULL)
		return 0;
	if (fscanf(f, "%lu %lu", &all, &pages) != 2)
		pages = 0;
	fclose(f);
	return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static void
write_store(struct buf *b, struct intake *in)
{
	struct intake_meter all, *m = &all;
	struct err ignored = { 0 };
	int64_t begun;

	intake_meter(in, m);
	if (intake_drafts_begun(in, &begun, &ignored))
		number(b, "drafts", "gauge", "Answers that were begun, and "
		    "neither sent nor expired.", (double)begun);
	number(b, "responses_total", "counter", "Responses on the disk since "
	    "the server was started.", (double)m->responses);
	number(b, "drafts_saved_total", "counter", "Times that a page of "
	    "answers was saved.", (double)m->drafts);
	number(b, "requests_total", "counter", "Withdrawals, paper copies, "
	    "feedback and other requests.", (double)m->requests);
	number(b, "refused_total", "counter", "Times that something was not "
	    "taken in for want of room on the disk.", (double)m->refused);
	number(b, "failed_total", "counter", "Times that something was not "
	    "taken in for any other reason.", (double)m->failed);
	number(b, "queue", "gauge", "What waits to be written now.",
	    (double)m->queued);
	number(b, "healthy", "gauge", "Whether the last commit worked and there "
	    "is room: 1 or 0.", m->well);
	number(b, "disk_free_bytes", "gauge", "Room on the disk of the "
	    "answers, or 0 when that is not known.", (double)m->free);
	histogram(b, "commit_seconds", "How long a commit took.", &m->commits);
}

static void
write_http(struct buf *b, const struct http_counts *c)
{
	size_t i;

	head(b, "http_requests_total", "counter", "Requests, by the status of "
	    "the reply.");
	for (i = 0; i < LEN(c->statuses); i++)
		if (c->statuses[i] > 0)
			buf_printf(b, "earshot_http_requests_total{status="
			    "\"%zu\"} %llu\n", i,
			    (unsigned long long)c->statuses[i]);
	number(b, "http_cut_off_total", "counter", "Connections that were "
	    "closed at their deadline.", (double)c->cut_off);
	number(b, "http_connections", "gauge", "Connections that are open.",
	    c->open);
	number(b, "http_delayed", "gauge", "Replies that wait because very "
	    "many came from one network.", c->waiting);
	histogram(b, "http_handler_seconds", "How long a page took to make.",
	    &c->handled);
}

static void
metrics(struct watch *w, struct http_response *out)
{
	struct http_counts c;

	http_counts(w->site, &c);
	out->status = 200;
	out->type = "text/plain; version=0.0.4; charset=utf-8";
	write_store(&out->body, w->in);
	write_http(&out->body, &c);
	number(&out->body, "memory_bytes", "gauge", "Resident memory.",
	    memory());
	number(&out->body, "start_time_seconds", "gauge", "When the server was "
	    "started, since 1970.", (double)w->began);
}

static void
answer(void *arg, const struct http_request *r, struct http_response *out)
{
	/* A proxy in front of this port would show it to everybody. */
	if (r->refused == 0 && r->passed_on) {
		out->status = 403;
		out->type = "text/plain; charset=utf-8";
		buf_puts(&out->body, "The numbers are for this machine only.\n");
	} else if (r->refused != 0 || r->method == HTTP_POST ||
	    strcmp(r->path, "/metrics") != 0) {
		out->status = r->refused ? r->refused :
		    r->method == HTTP_POST ? 405 : 404;
		out->type = "text/plain; charset=utf-8";
		buf_puts(&out->body, "The numbers are at /metrics.\n");
	} else {
		metrics(arg, out);
	}
}

/* ---- starting and stopping ------------------------------------------- */

bool
watch_start(struct watch **out, struct http_server *site, struct intake *in,
    int port, struct err *e)
{
	struct watch *w = calloc(1, sizeof(*w));
	struct http_options o;

	*out = NULL;
	if (w == NULL)
		abort();
	w->site = site;
	w->in = in;
	w->began = now_seconds();
	if (port >= 0) {
		http_options_init(&o);	/* on 127.0.0.1, whatever else */
		o.port = (uint16_t)port;
		o.threads = 2;
		o.connections = 16;
		if (!http_start(&w->own, &o, answer, w, e)) {
			free(w);
			return false;
		}
	}
	*out = w;
	return true;
}

int
watch_port(const struct watch *w)
{
	return w->own == NULL ? -1 : http_port(w->own);
}

void
watch_stop(struct watch *w)
{
	if (w == NULL)
		return;
	http_stop(w->own);
	free(w);
}

/* ---- on the terminal ------------------------------------------------- */

void
watch_progress(struct watch *w)
{
	struct intake_count all[16];
	struct intake_meter m;
	size_t n = LEN(all), i;
	struct err ignored = { 0 };
	struct tm now;
	time_t t = time(NULL);
	long long total = 0;

	intake_meter(w->in, &m);
	if (m.responses == w->told || !isatty(STDOUT_FILENO) ||
	    !intake_counts(w->in, all, &n, &ignored))
		return;
	for (i = 0; i < n; i++)
		total += all[i].n;
	localtime_r(&t, &now);
	printf("%02d:%02d  %llu new response%s, %lld in all\n", now.tm_hour,
	    now.tm_min, (unsigned long long)(m.responses - w->told),
	    m.responses - w->told == 1 ? "" : "s", total);
	fflush(stdout);
	w->told = m.responses;
}

/* ---- as lines of JSON ------------------------------------------------ */

static void
stamp(char out[32])
{
	time_t t = time(NULL);
	struct tm now;

	gmtime_r(&t, &now);
	strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &now);
}

void
watch_log(const struct http_line *l)
{
	static const char *const methods[] = { "GET", "HEAD", "POST" };
	char at[32];

	stamp(at);
	printf("{\"time\":\"%s\",\"page\":\"%s\",\"method\":\"%s\","
	    "\"status\":%d,\"ms\":%.1f,\"bytes\":%zu}\n", at, l->kind,
	    methods[l->method], l->status, l->seconds * 1e3, l->bytes);
	fflush(stdout);
}

void
watch_event(const char *event, int port)
{
	char at[32];

	stamp(at);
	printf("{\"time\":\"%s\",\"event\":\"%s\",\"port\":%d}\n", at, event,
	    port);
	fflush(stdout);
}
