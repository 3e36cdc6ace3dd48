/* SPDX-License-Identifier: MIT
 *
 * reader.h -- inside the reader: messages on their way through the children.
 */
#ifndef SURVEY_MAIL_READER_H
#define SURVEY_MAIL_READER_H
#include "survey/mail/read.h"

enum { WINDOW = 32, CHILDREN_MOST = 16 };

struct job {
	struct job	*next;		/* in the order handed over */
	struct str	 raw;
	char		*own;		/* the copy that raw is of; NULL: none */
	bool		 deep, answered;
	bool		 placed;	/* for its child: at is set */
	uint32_t	 at;		/* in its area; READ_SENT */
	bool		 again;		/* it was given to a second child */
	void		*what;
	mail_read_done	*done;
	void		*arg;
	struct arena	 a;
	struct mail_reading r;
};
struct area { int fd; char *p; uint32_t next; };
struct worker {
	int		 fd, pid;
	struct area	 area;
	volatile struct read_shared *shared;
	struct job	*q[WINDOW];	/* given to it, not answered */
	size_t		 n, sent;	/* of q; q[sent] is on its way */
	size_t		 offset;	/* of q[sent], with its request's head */
	uint64_t	 served;	/* by this child */
	int64_t		 moved;		/* when it last answered, or was idle */
	bool		 killed, lied;	/* its time was over; it says what it
					   may not */
	struct buf	 in;
};
struct mail_reader {
	struct mail_limits limits;
	struct nursery	 nursery;
	volatile struct read_shared *shared;
	struct worker	 w[CHILDREN_MOST];
	size_t		 n;
	struct job	*first, *last;
	size_t		 held;		/* bytes under way, copied or held */
};

/* area.c */
bool	area_open(struct area *, struct err *) MUST_USE;
void	area_close(struct area *);	/* a zeroed one too */
/* Where it was put; READ_SENT: there is no room.  oldest: where the oldest lies that was
 * not read yet; READ_SENT: none is there. */
uint32_t area_put(struct area *, uint32_t oldest, struct str);

/* worker.c */
/* Starts a child, for the first time or after one; *died: as waitpid(2). */
bool	worker_start(struct mail_reader *, struct worker *, int *died,
	    struct err *) MUST_USE;
/* Sends what can be sent now. */
bool	worker_send(struct mail_reader *, struct worker *, struct err *)
	    MUST_USE;
/* Takes what it says; replaces it when it is gone. */
bool	worker_hear(struct mail_reader *, struct worker *, struct err *)
	    MUST_USE;
/* Milliseconds until its time is over; 0: it is. */
int64_t	worker_time(const struct mail_reader *, const struct worker *);
void	worker_kill(struct worker *);
/* A reading that says why there is none. */
void	job_unread(struct job *, enum mail_hand, const char *why);
#endif
