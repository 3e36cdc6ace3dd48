/* SPDX-License-Identifier: MIT
 *
 * mailing.h -- the desk's way to messages: children that read them, and the
 * private key that opens them.
 */
#ifndef SURVEY_MAILING_H
#define SURVEY_MAILING_H
#include "survey/desk/desk.h"
#include "survey/fetching.h"
#include "survey/mail/polling.h"
#include "survey/mail/take.h"

#include <pthread.h>

struct mailing {
	const char	*dir;
	const struct fetching *fetching;	/* whose key it is */
	struct seal_public to[SEAL_RECIPIENTS];
	char		 keys[512];	/* the folder of the private key */
	char		 why[508];
	/* Of files that staff take in: they never wait for the mailbox. */
	struct mail_reader *own;
	pthread_mutex_t	 lock;		/* over it */
	/* Of the thread that polls, alone: */
	struct mail_reader *reader;
	struct arena	 a;		/* of the forms */
	const struct forms_form *form;	/* that people answer; NULL */
	struct mail_forms forms;
	struct mail_looked looked;
	struct mail_pace pace;
	int64_t		 asked;		/* when somebody had it read */
	struct desk_mailbox box;
	/* Set from outside: it ends what it does, soon. */
	atomic_bool	 stop;
};
/* First, before there is a thread or a secret: starts the children. */
bool	mailing_start(struct mailing *, const char *dir, struct err *) MUST_USE;
/* Then, when the key was read (or not): fills in *mail, which lasts as long. */
void	mailing_open(struct mailing *, const struct fetching *,
	    const struct desk_source *, struct desk_mail *mail);
/* Ends what waits for a mail server; from any thread. */
void	mailing_stop(struct mailing *);
void	mailing_close(struct mailing *);
#endif
