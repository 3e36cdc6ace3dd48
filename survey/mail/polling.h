/* SPDX-License-Identifier: MIT
 *
 * polling.h -- the mailbox that site.settings names, read now and then.
 */
#ifndef SURVEY_MAIL_POLLING_H
#define SURVEY_MAIL_POLLING_H
#include "survey/mail/mail.h"

/* Opens settings->mailbox.  The password or token is in the file "mailbox.secret" of
 * the folder keys, where the private key is; where there is a "mailbox.pem" beside
 * it, the server's certificate is checked against that one.  had, say and arg are
 * those of w.  *out NULL: the settings name no mailbox. */
bool	mail_polling_open(struct mail_source **out,
	    const struct forms_settings *, const char *keys,
	    const struct mail_wants *w, struct err *) MUST_USE;

/* How often: every five minutes.  After a failure twice as long, and again, up to an
 * hour: servers shut out who signs in wrongly too often.  Seconds of any clock;
 * zeroed: it is due. */
struct mail_pace { int64_t next, wait; };
enum { MAIL_PACE = 300, MAIL_PACE_MOST = 3600 };
bool	mail_pace_due(const struct mail_pace *, int64_t now);
void	mail_pace_did(struct mail_pace *, int64_t now, bool well);
#endif
