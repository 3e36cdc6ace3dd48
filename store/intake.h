/* SPDX-License-Identifier: MIT
 *
 * intake.h -- inside the intake store: one writer thread and its queue.
 *
 * Private to store/.  intake.c owns the queue and the thread, accept.c what is
 * done for a response, drafts.c what is done for a draft.
 */
#ifndef STORE_INTAKE_H
#define STORE_INTAKE_H
#include "store/late.h"
#include "store/store.h"

#include <pthread.h>

/* One thing to be written.  Lives where its caller has it until done. */
struct job {
	bool		(*run)(struct intake *, struct job *, struct err *);
	struct job	*next;
	bool		 grows;		/* refused on a nearly full disk */
	bool		 full;		/* and was */
	bool		 done, ok;	/* under intake->lock */
	struct err	 e;
	pthread_cond_t	 wake;		/* when ended is NULL */
	void		(*ended)(void *arg);	/* instead: called when done */
	void		*ended_arg;
	/* what run needs and gives */
	const struct intake_response *response;
	const struct intake_request *request;
	char		 reference[REFERENCE_SIZE];
	enum intake_outcome outcome;
	const uint8_t	*draft;
	struct str	 sealed;
	bool		 sent;		/* sealed is of what was sent */
	int64_t		 when, count;
	const struct intake_close *close;
};

enum intake_sql { SQL_RECEIPT, SQL_SAME, SQL_NEW_RECEIPT,
	SQL_EPOCH, SQL_ROOT, SQL_RESPONSE, SQL_REQUEST, SQL_REQUEST_SAME,
	SQL_WITHDRAW, SQL_DRAFT_IS, SQL_DRAFT, SQL_DRAFT_AGAIN, SQL_DRAFT_MOVE,
	SQL_DRAFT_DROP, SQL_DRAFT_DROP_KEY, SQL_DRAFT_EXPIRE_KEYS,
	SQL_DRAFT_EXPIRE, SQL_SAVEPOINT, SQL_RELEASE, SQL_N };

struct intake {
	struct db	 w, r;
	bool		 writes;
	struct intake_meter meter;	/* under lock; queued and free not kept */
	_Atomic uint64_t floor;		/* free bytes below which we refuse */
	pthread_t	 thread;
	pthread_mutex_t	 lock;		/* of the queue */
	pthread_cond_t	 work;
	struct job	*first, **tail;
	bool		 stop;
	/* the writer thread's own */
	struct stmt	 sql[SQL_N];
	struct seal_public to[SEAL_RECIPIENTS];
	size_t		 n_to;
	struct seal_ratchet ratchet;
	int64_t		 epoch;		/* row id; 0: none begun */
	int64_t		 epoch_began;	/* now_millis */
	bool		 erased;	/* the log has what was deleted */
	struct recent_draft *changed;	/* by jobs that are not committed */
	size_t		 n_changed, changed_cap;
	/* recent.c; under recent_lock */
	struct recent_draft *recent;
	pthread_mutex_t	 recent_lock;
	/* readers share r one at a time */
	pthread_mutex_t	 reading;
	struct stmt	 draft_get, draft_by;
	/* find.c; the numbers are the writer's own */
	struct late	 by_token, by_reference, by_draft;
	int64_t		 next_receipt, next_draft;
};

struct intake_later {
	struct intake	*it;
	struct job	 job;
	struct intake_response response;
};

/* Queues, waits until it is committed or refused. */
bool	intake_do(struct intake *, struct job *, struct err *) MUST_USE;
/* find.c: rows by their random names, which are indexed late. */
enum { FIND_N = 3 };
struct find_mark { size_t n[FIND_N]; };
bool	find_open(struct intake *, struct err *) MUST_USE;
void	find_close(struct intake *);
/* What jobs added since the mark is not to be. */
struct find_mark find_mark(struct intake *);
void	find_undo(struct intake *, const struct find_mark *);
/* Before a commit, and after it. */
bool	find_write(struct intake *, struct err *) MUST_USE;
void	find_kept(struct intake *, bool kept);
/* On the writer's thread; the id, or 0: there is none.  reference: NULL, or
 * filled in when there is one. */
bool	find_receipt(struct intake *, const uint8_t token[32],
	    char reference[REFERENCE_SIZE], int64_t *id, struct err *) MUST_USE;
bool	find_reference_free(struct intake *, const char *, bool *is,
	    struct err *) MUST_USE;
bool	find_draft(struct intake *, const uint8_t id[32], int64_t *num,
	    struct err *) MUST_USE;
/* The number for a row that is written next, which is found from now on. */
int64_t	find_new_receipt(struct intake *, const uint8_t token[32],
	    const char *reference);
int64_t	find_new_draft(struct intake *, const uint8_t id[32]);
/* Any thread. */
bool	find_read_draft(struct intake *, const uint8_t id[32], int64_t now,
	    struct buf *sealed, bool *found, struct err *) MUST_USE;
/* accept.c */
bool	accept_open(struct intake *, struct err *) MUST_USE;
bool	accept_response(struct intake *, struct job *, struct err *) MUST_USE;
bool	accept_remove_rehearsal(struct intake *, struct job *, struct err *)
	    MUST_USE;
/* Starts an epoch when there is none, or the one there is had its time. */
bool	accept_epoch(struct intake *, struct err *) MUST_USE;
/* requests.c */
bool	requests_open(struct intake *, struct err *) MUST_USE;
/* What is bound to a request's sealed bytes without being stored with them. */
void	request_ad(struct str epoch, int64_t seq, struct str token,
	    const char *day, bool rehearsal, struct buf *out);
/* What is bound to the sealed bytes without being stored with them. */
struct sealed_row {
	struct str	 epoch;		/* its name */
	int64_t		 seq;
	struct str	 token;		/* hash */
	const char	*reference, *form, *channel, *day;
	bool		 rehearsal;
};
void	sealed_ad(const struct sealed_row *, struct buf *out);
/* Lengths stand before texts, so that no two rows give the same bytes. */
void	ad_text(struct buf *out, const char *s, size_t n);
/* What the store knows of a token: its hash. */
void	token_hash(const uint8_t token[TOKEN_SIZE], uint8_t out[32]);
/* recent.c: nothing is kept until recent_open. */
void	recent_open(struct intake *);
void	recent_close(struct intake *);
/* On the writer's thread: a job wrote this draft, or took it out (sealed.n 0),
 * and with it all that expire by then (0: none). */
void	recent_note(struct intake *, const uint8_t id[32], struct str sealed,
	    int64_t expires);
/* What was noted from number `from` on is not to be: its job was undone. */
void	recent_forget(struct intake *, size_t from);
/* What was noted is committed: readers may see it. */
void	recent_show(struct intake *);
/* Any thread.  False: it may be in the store, and is not here. */
bool	recent_get(struct intake *, const uint8_t id[32], int64_t now,
	    struct buf *sealed);
/* drafts.c */
bool	drafts_open(struct intake *, struct err *) MUST_USE;
bool	drafts_after(struct intake *, const struct intake_response *,
	    const char *reference, struct err *) MUST_USE;
bool	drafts_replace(struct intake *, const uint8_t id[32], struct str sealed,
	    int64_t expires, struct err *) MUST_USE;
#endif
