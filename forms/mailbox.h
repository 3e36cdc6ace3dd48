/* SPDX-License-Identifier: MIT
 *
 * mailbox.h -- what site.settings says about email.
 *
 * Private to forms/.
 */
#ifndef FORMS_MAILBOX_H
#define FORMS_MAILBOX_H
#include "forms/lines.h"

/* `mailbox ADDRESS [token]` */
void	mailbox_read(struct ctx *, struct line *, struct forms_settings *);
/* `erase-senders DATE`; then, when all lines were read, whether it fits the
 * dates. */
void	senders_read(struct ctx *, struct line *, struct forms_settings *);
void	senders_check(struct ctx *, const struct forms_settings *);
/* Says when there is a mailbox, and nothing about erasing who wrote to it. */
void	mailbox_doubt(struct ctx *, const struct forms_settings *);
#endif
