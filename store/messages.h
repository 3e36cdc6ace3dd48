/* SPDX-License-Identifier: MIT
 *
 * messages.h -- email, and letters by the same road: what came, sealed and once;
 * how it was read; and what staff decided about it.
 *
 * Part of store.h.  The state of a message:
 *
 *	unread ──► confirm ──────────────────────► done   (it is a response)
 *	   │          │  ▲                           │
 *	   ├──► hand ─┤  │ again                     │ undone
 *	   ├──► aside ┤  └───────────────────────────┘
 *	   └──► repeat┴──► not                (it is no response)
 *	any of these ──► withdrawn            (its author wishes it: erased)
 *
 * What a program found moves it once; from then on people do, and each step of
 * theirs is a line of the log.  now is in seconds since 1970, UTC; by is a login
 * name.
 */
#ifndef STORE_MESSAGES_H
#define STORE_MESSAGES_H
#include "base/base.h"
#include "forms/forms.h"

struct cases;

enum message_state { MESSAGE_UNREAD, MESSAGE_CONFIRM, MESSAGE_HAND,
	MESSAGE_ASIDE, MESSAGE_REPEAT, MESSAGE_DONE, MESSAGE_NOT,
	MESSAGE_WITHDRAWN };
enum { MESSAGE_STATES = MESSAGE_WITHDRAWN + 1 };
const char *message_state_name(enum message_state);	/* "confirm" */

/* ---- keeping ------------------------------------------------------------------------ */

/* How a message was read, and what follows from it. */
struct message_read {
	struct str	 reading;	/* JSON, without its sender */
	bool		 deep;		/* what is attached was opened */
	enum message_state state;	/* UNREAD to REPEAT */
	const char	*why;		/* for people; "" */
	int64_t		 same;		/* which it repeats; 0: none */
};
struct message_new {
	struct str	 raw;
	const char	*source, *place;	/* where it lies */
	const char	*channel;	/* "email", "letter" */
	int64_t		 received;
	const char	*name, *address;	/* of the sender */
	const char	*mail_id, *thread;
	struct message_read read;
	/* Set as it is sealed; from then on raw's size alone is used: */
	struct buf	 sealed;
	uint8_t		 hash[32], digest[32];
	int64_t		 seq;
	/* Set as it is kept: */
	int64_t		 id;		/* its own, or of the same one before */
	bool		 already;	/* the same bytes were kept before */
};
enum { MESSAGES_MAX = 1000,		/* in one go */
	MESSAGE_MAX = 64 << 20 };	/* bytes of one */
/* What is kept together is sealed together, to the two keys, before there is need of
 * a store: each with a key of its own, which is forgotten at once. */
struct messages_seal {
	struct seal_ratchet ratchet;
	uint8_t		 roots[SEAL_RECIPIENTS][SEAL_ROOT];
	int64_t		 seq;
};
void	messages_seal_begin(struct messages_seal *,
	    const struct seal_public to[SEAL_RECIPIENTS]);
/* The caller frees m->sealed; false: it is too long. */
bool	message_seal(struct messages_seal *, struct message_new *m,
	    struct err *) MUST_USE;
void	messages_seal_end(struct messages_seal *);	/* forgets the key */
/* Keeps n messages that were sealed, and a line of the log: all or nothing, and on
 * the disk when it returns true.  The same bytes are kept once, with every place where
 * they lay; not in which file, where that was erased. */
bool	messages_keep(struct cases *, const struct messages_seal *,
	    struct message_new *, size_t n, const char *by, struct err *) MUST_USE;
bool	messages_had(struct cases *, const char *source, const char *place,
	    bool *had, struct err *) MUST_USE;
/* They were read (again), all or none.  One that people decided about
 * keeps its state. */
bool	messages_were_read(struct cases *, const int64_t *ids,
	    const struct message_read *, size_t n, struct err *) MUST_USE;

/* A program found that it repeats another; no person decided about it yet. */
bool	message_repeats(struct cases *, int64_t id, int64_t same,
	    const char *why, struct err *) MUST_USE;

/* ---- looking ------------------------------------------------------------------------ */

struct message {
	int64_t		 id, size, received, same, at;
	const char	*channel, *mail_id, *thread, *why, *by;
	const char	*reading;	/* "" */
	bool		 deep, sealed;	/* sealed: what came is still here */
	bool		 sender;	/* who sent it is still here */
	enum message_state state;
	char		 reference[REFERENCE_SIZE];	/* "" */
	int64_t		 repeats;	/* how many repeat it */
	int64_t		 thread_n;	/* in its thread, itself too; 0: none */
};
bool	message_find(struct arena *, struct cases *, int64_t id,
	    struct message *, bool *found, struct err *) MUST_USE;
/* Those in a state with an id above after, in the order in which they were kept;
 * MESSAGE_STATES: in any; at most most.  Without their readings. */
bool	message_list(struct arena *, struct cases *, int state,
	    int64_t after, size_t most, struct message **, size_t *n,
	    struct err *) MUST_USE;
bool	message_counts(struct cases *, int64_t n[MESSAGE_STATES], struct err *)
	    MUST_USE;
/* How many this person decided about since then. */
bool	message_decided(struct cases *, const char *by, int64_t since,
	    int64_t *n, struct err *) MUST_USE;
/* Messages that may be the same as one from this address with this id: from the
 * same address or with the same id, the last 20, newest first, below before
 * (0: all). */
bool	message_alike(struct arena *, struct cases *, const char *address,
	    const char *mail_id, int64_t before, int64_t **ids, size_t *n,
	    struct err *) MUST_USE;
/* Of those to confirm that nobody decided about, above after: which have an
 * earlier one that counts, or may come to, from the same address or with the
 * same id; at most most, by id.  among is another number when there are others
 * of these. */
struct message_suspect { int64_t id, among; };
bool	message_suspects(struct arena *, struct cases *, int64_t after,
	    size_t most, struct message_suspect **, size_t *n, struct err *) MUST_USE;
/* The others of its thread, in order. */
bool	message_others(struct arena *, struct cases *, int64_t id,
	    struct message **, size_t *n, struct err *) MUST_USE;
/* Who sent it; who looked is a line of the log.  *found false: erased. */
bool	message_sender(struct arena *, struct cases *, int64_t id,
	    const char *by, const char **name, const char **address,
	    bool *found, struct err *) MUST_USE;
/* The same for the program alone, to find repeats. */
bool	message_address(struct arena *, struct cases *, int64_t id,
	    const char **address, struct err *) MUST_USE;
/* What came, byte for byte.  ERR_KEY: this key opens it not. */
bool	message_open(struct cases *, int64_t id, const struct seal_secret *,
	    struct buf *raw, struct err *) MUST_USE;

/* ---- deciding ----------------------------------------------------------------------- */

enum { MESSAGE_CLAIM = 20 * 60 };	/* seconds that one stays in one's hand */
/* The next one to confirm (or in another state) after an id that nobody else has
 * in hand; it is theirs for a while.  *id 0: there is none. */
bool	message_next(struct cases *, enum message_state, int64_t after,
	    const char *by, int64_t now, int64_t *id, struct err *) MUST_USE;
/* It is a response: answers are kept (routed here) under meta, whose channel and
 * form must be set.  seen: the state in which whoever decides saw it, or
 * MESSAGE_STATES: whatever it is.  ERR_INPUT: it was decided meanwhile, by whom. */
struct store_meta;
bool	message_confirm(struct cases *, int64_t id, int seen,
	    const struct forms_answers *, const struct store_meta *meta,
	    const char *by, int64_t now, struct err *) MUST_USE;
/* To HAND, NOT, REPEAT (same: of which), or back to CONFIRM; a response that was
 * made of it no longer counts. */
bool	message_move(struct cases *, int64_t id, int seen, enum message_state,
	    const char *why, int64_t same, const char *by, int64_t now,
	    struct err *) MUST_USE;
/* Its author wishes it: its response, its reading, what came and who sent it are
 * erased for good, and so is what repeats it. */
bool	message_withdraw(struct cases *, int64_t id, const char *reason,
	    const char *by, int64_t now, struct err *) MUST_USE;

/* ---- their time is over ----------------------------------------------------------------
 * Of messages that were received before a moment:
 *   who sent them		is erased, whatever their state; and in which file
 *				they lay
 *   what came			is erased, unless somebody has still to read it: by
 *				hand, or as only a program decided about it
 *   how they were read		is erased where people decided about them
 * settled: whoever decided after this moment can still undo it, so what came and
 * how it was read stays. */
struct messages_expired {
	int64_t		 senders;	/* messages of which it is erased who
					 * sent them */
	int64_t		 emptied;	/* what came, or how it was read */
	int64_t		 waiting;	/* stay sealed: still to be read */
	int64_t		 confirm;	/* how they were read stays: still to be
					 * confirmed */
};
/* One transaction, with a line of the log when something was erased, and one for
 * each message that was emptied.  Again: erases nothing. */
bool	messages_expire(struct cases *, int64_t before, int64_t settled,
	    const char *by, struct messages_expired *, struct err *) MUST_USE;
/* What it would erase; changes nothing. */
bool	messages_expiring(struct cases *, int64_t before, int64_t settled,
	    struct messages_expired *, struct err *) MUST_USE;
#endif
