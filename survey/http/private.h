/* SPDX-License-Identifier: MIT
 *
 * private.h -- what the files of survey/http share.
 */
#ifndef SURVEY_HTTP_PRIVATE_H
#define SURVEY_HTTP_PRIVATE_H
#include "survey/http/http.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

/* One connection, and the request that it carries now. */
struct client {
	struct client	*next, *before;	/* in the server's list */
	struct http_server *server;
	int		 fd;
	_Atomic int64_t	 since;		/* when this stage began, now_millis */
	_Atomic int64_t	 bytes;		/* that this stage carries */
	_Atomic bool	 active;	/* a request's head has come, and its
					   answer is not out yet */
	/* delay.c, under the server's lock: */
	struct MHD_Connection *asleep;	/* NULL: it is awake */
	int64_t		 due;		/* when it is to be woken, now_millis */
	struct MHD_Response *late;	/* what it then answers; NULL: nothing */
	unsigned	 late_status, late_delay;
	bool		 cut;		/* at its deadline */
	/* of this connection's own thread: */
	struct http_wait wait;		/* for this; self NULL: no more */
	struct MHD_Connection *committing;	/* asleep until that is over */
	struct err	 unkept;	/* why that was not done */
	struct http_response late_out;	/* of late, to be counted; its body is
					   MHD's */
	double		 began;		/* to be answered, now_precise */
	bool		 begun;		/* its head was looked at */
	const char	*boundary;	/* of a body with files; "": another */
	int64_t		 most;		/* bytes of such a body */
	const char	*target;	/* as sent; NULL: none yet */
	const char	*target_end;	/* where MHD keeps its end */
	struct arena	 arena;
	struct buf	 body;
	struct http_request req;
};

struct http_server {
	struct MHD_Daemon *mhd;
	struct http_options opt;
	void		(*handler)(void *, const struct http_request *,
			    struct http_response *);
	void		*arg;
	pthread_mutex_t	 lock;		/* over the list */
	pthread_mutex_t	 counting;	/* over counts, but for cut_off, which
					   is under lock */
	struct http_counts counts;
	struct client	*clients;
	unsigned	 waiting;	/* of them, asleep for a time */
	_Atomic unsigned committing;	/* asleep until their wait is over */
	_Atomic unsigned handling;	/* requests whose handler runs */
	pthread_t	 watchdog;
	_Atomic bool	 draining;	/* each connection ends after its request */
	_Atomic bool	 stopping;	/* no request is handled any more */
};

/* 0, or the status with which this request is refused.  Fills c->req. */
int	head_check(struct client *c, struct MHD_Connection *, const char *method,
	    const char *version);

/* address.c: the client's address as text in the request's arena; "": not
 * known.  forwarded: the last X-Forwarded-For, or "". */
const char *address_of(struct client *, struct MHD_Connection *,
	    const char *forwarded);

/* delay.c: puts the connection to sleep; r is then its own.  False: it does
 * not wait. */
bool	delay_begin(struct client *, struct MHD_Connection *, unsigned millis,
	    int status, struct MHD_Response *r) MUST_USE;
/* The same until c->wait is over. */
void	delay_commit(struct client *, struct MHD_Connection *, unsigned millis,
	    int status, struct MHD_Response *r);
/* After delay_commit: was it kept?  If not, the response is dropped and e says
 * why. */
bool	delay_kept(struct client *, struct err *e) MUST_USE;
/* Waits until no client waits for what it would acknowledge. */
void	delay_settle(struct http_server *);
/* Wakes those whose time has come; the caller holds the server's lock. */
void	delay_wake(struct http_server *, int64_t now);
/* Answers at last, or sleeps as long as delay_commit was told. */
enum MHD_Result delay_end(struct client *, struct MHD_Connection *);
/* The connection ends instead; the caller holds the lock. */
void	delay_drop(struct client *);
#endif
