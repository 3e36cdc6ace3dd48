/* SPDX-License-Identifier: MIT
 *
 * take.h -- messages taken in: read, kept sealed, and sorted by what is to be done
 * with each.
 */
#ifndef SURVEY_MAIL_TAKE_H
#define SURVEY_MAIL_TAKE_H
#include "store/store.h"
#include "survey/mail/mail.h"

struct mail_took {
	int64_t		 seen;		/* at the source, this time */
	int64_t		 kept;		/* new */
	int64_t		 already;	/* the same bytes were here */
	int64_t		 opened;	/* whose attachments were read now */
	int64_t		 repeats;	/* found to repeat another */
	int64_t		 passed;	/* over: they stay where they are */
	int64_t		 state[MESSAGE_STATES];	/* of all there are, after it */
};
/* What was found to repeat nothing, so that it is not compared again. */
struct mail_looked {
	struct arena	 a;
	struct message_suspect *v;	/* by id */
	size_t		 n, cap;
};
void	mail_looked_free(struct mail_looked *);	/* zeroed is fine */

struct mail_take {
	/* The case store: opened for each group and let go, so that staff are
	 * not kept waiting; c: one that is open already, or NULL. */
	const char	*path;
	struct cases	*c;
	const struct seal_public *to;	/* SEAL_RECIPIENTS of them */
	const struct mail_forms *forms;	/* that people answer; NULL */
	struct mail_reader *reader;
	const char	*by;
	const char	*as;		/* what its source is called; NULL: as the
					   source itself says */
	struct mail_looked *looked;	/* NULL: all are compared */
	/* Set by another thread: it ends soon, with ERR_BUSY; NULL: nobody will. */
	const atomic_bool *stop;
	/* Told now and then; NULL: not. */
	void		(*tell)(void *arg, const struct mail_took *,
			    const struct mail_source *);
	void		*arg;
	struct mail_took took;
	/* Its own. */
	struct cases	*looks;		/* opened to read */
};
/* Afterwards, whatever came of it. */
void	mail_take_end(struct mail_take *);
/* Everything the source has, each committed before the source is told.  What is
 * attached is not opened yet.  It may be broken off at any point and run again.
 * A source opened with mail_take_had as had() passes over what was kept. */
bool	mail_take_source(struct mail_take *, struct mail_source *, struct err *)
	    MUST_USE;
bool	mail_take_had(void *take, const char *source, const char *place);
/* Opens what is attached to messages that were kept, and looks which repeat
 * others.  One whose opening is broken off is opened again the next time. */
bool	mail_take_open(struct mail_take *, const struct seal_secret *,
	    struct err *) MUST_USE;
/* A letter: a scanned or typed file, as a message with the day it was received.
 * Two people may send the same words: the same file, of the same day or another,
 * is kept again and linked as a repeat.  ERR_INPUT: it is empty, or no kind of file
 * that is read. */
struct mail_letter_took {
	int64_t		 id;
	int64_t		 same;		/* which it repeats; 0: none */
	bool		 already;	/* it is not kept: its author withdrew it */
};
bool	mail_take_letter(struct mail_take *, const char *name, struct str bytes,
	    int64_t received, struct mail_letter_took *, struct err *) MUST_USE;

/* ERR_INPUT: by its name it is a spreadsheet; the words say how those are taken
 * in. */
bool	mail_letter_may(const char *name, struct err *) MUST_USE;
/* The message that such a letter is.  The same file, day and copy give the
 * same; copy "": the first. */
bool	mail_letter(const char *name, struct str bytes, int64_t received,
	    const char *copy, struct buf *raw, struct err *) MUST_USE;

/* What follows from how it was read; why may live in the arena. */
void	mail_settle(struct arena *, const struct mail_reading *, bool deep,
	    enum message_state *, const char **why);
/* How many of our questionnaires, filled in on a screen, are attached. */
size_t	mail_questionnaires(const struct mail_reading *);
/* All that its sender says, in the body and in what is attached, without what
 * is folded; and apart from it, what was filled in.  Questions of the forms are
 * not its sender's words. */
bool	mail_said(struct arena *, const struct mail_forms *,
	    const struct mail_reading *, struct buf *out, struct buf *boxes,
	    struct err *) MUST_USE;

/* How a message is read and understood, as JSON (canonical but for spaces) or
 * in words. */
bool	mail_explain(struct buf *, const struct mail_forms *,
	    const struct mail_reading *, const struct mail_at *, bool json, struct err *) MUST_USE;
#endif
