/* SPDX-License-Identifier: MIT
 *
 * imap.c -- a mailbox at a server, by IMAP.
 */
#include "survey/mail/source.h"

bool
imap_open(struct mail_source **out, const char *url, const struct mail_wants *w,
    struct err *e)
{
	(void)out;
	(void)w;
	return err_set(e, ERR_INPUT, "%s: mailboxes cannot be read yet", url);
}
