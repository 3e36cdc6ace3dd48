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
	struct mail_reader *reader;
	struct place	 place;		/* the form that people answer; or none */
	struct seal_public to[SEAL_RECIPIENTS];
	pthread_mutex_t	 lock;		/* over the reader */
	char		 keys[512];	/* the folder of the private key */
	struct mail_pace pace;
	char		 why[508];
};
/* First, before there is a thread or a secret: starts the children. */
bool	mailing_start(struct mailing *, const char *dir, struct err *) MUST_USE;
/* Then, when the key was read (or not): fills in *mail, which lasts as long. */
void	mailing_open(struct mailing *, const struct fetching *,
	    const struct desk_source *, struct desk_mail *mail);
void	mailing_close(struct mailing *);
#endif
