/* SPDX-License-Identifier: MIT
 *
 * watch.h -- what whoever runs the public server can see of it.
 */
#ifndef SURVEY_WATCH_H
#define SURVEY_WATCH_H
#include "store/store.h"
#include "survey/http/http.h"

struct watch;
/* Numbers about both, in Prometheus' text format, at /metrics on 127.0.0.1 and
 * this port (0: any free one; -1: none).  Both must outlive it. */
bool	watch_start(struct watch **, struct http_server *, struct intake *,
	    int port, struct err *) MUST_USE;
int	watch_port(const struct watch *);
void	watch_stop(struct watch *);	/* NULL is fine */
/* On a terminal: a line when responses have come in since the last. */
void	watch_progress(struct watch *);
/* One line of JSON to standard output: for http_options.log, and for what else
 * happens ("listening", "stopped").  Safe from several threads. */
void	watch_log(const struct http_line *);
void	watch_event(const char *event, int port);
#endif
