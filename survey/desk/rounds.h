/* SPDX-License-Identifier: MIT
 *
 * rounds.h -- a thread of the desk's own that does the same once a minute, and when
 * it is asked.
 */
#ifndef SURVEY_DESK_ROUNDS_H
#define SURVEY_DESK_ROUNDS_H
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Inside what the thread works on; lock is over the rest of that, too. */
struct rounds {
	pthread_mutex_t	 lock;
	/* Its own. */
	pthread_t	 thread;
	pthread_cond_t	 wake, done;
	bool		 stop;
	uint64_t	 asked, begun, over;
	void		(*one)(void *arg);
	void		*arg;
};
/* Calls one(arg), without the lock, from now on.  False: there is no thread. */
bool	rounds_start(struct rounds *, void (*one)(void *), void *arg);
/* Waits for the round that is under way. */
void	rounds_stop(struct rounds *);
/* Holding the lock: one more round, that begins after this; its number. */
uint64_t rounds_ask(struct rounds *);
/* Holding the lock, which is let go meanwhile: waits for that round (the first is 1),
 * for a few seconds at most. */
void	rounds_wait(struct rounds *, uint64_t which);
/* The two above with the lock taken: to be done soon, and done now. */
void	rounds_soon(struct rounds *);
void	rounds_now(struct rounds *);
#endif
