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
struct mail_take {
	/* The case store: opened for each group and let go, so that staff are
	 * not kept waiting; c: one that is open already, or NULL. */
	const char	*path;
	struct cases	*c;
	const struct seal_public *to;	/* SEAL_RECIPIENTS of them */
	const struct forms_form *form;	/* that people answer; NULL */
	struct mail_reader *reader;
	const char	*by;
	const char	*as;		/* what its source is called; NULL: as the
					   source itself says */
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
 * ERR_INPUT: it is empty, or no kind of file that is read. */
bool	mail_take_letter(struct mail_take *, const char *name, struct str bytes,
	    int64_t received, int64_t *id, bool *already, struct err *)
	    MUST_USE;

/* The message that such a letter is; the same file and day give the same. */
bool	mail_letter(const char *name, struct str bytes, int64_t received,
	    struct buf *raw, struct err *) MUST_USE;

/* What follows from how it was read; why may live in the arena. */
void	mail_settle(struct arena *, const struct mail_reading *, bool deep,
	    enum message_state *, const char **why);
/* How many of our questionnaires, filled in on a screen, are attached. */
size_t	mail_questionnaires(const struct mail_reading *);
/* All that its sender says, in the body and in what is attached, without what is
 * folded, and what was filled in.  form: whose questions are not its sender's words;
 * NULL: nobody's. */
bool	mail_said(struct arena *, const struct forms_form *,
	    const struct mail_reading *, struct buf *out, struct err *) MUST_USE;

/* How a message is read and understood, as JSON (canonical but for spaces) or in
 * words; form NULL: nothing is matched. */
bool	mail_explain(struct buf *, const struct forms_form *,
	    const struct mail_reading *, const struct mail_at *, bool json,
	    struct err *) MUST_USE;
#endif
