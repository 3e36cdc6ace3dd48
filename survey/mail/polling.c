/* SPDX-License-Identifier: MIT
 *
 * polling.c -- the mailbox that site.settings names, read now and then.
 */
#include "survey/mail/polling.h"

bool
mail_polling_open(struct mail_source **out, const struct forms_settings *s,
    const char *keys, const struct mail_wants *w, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_wants wants = *w;
	const char *own = path_join(&a, keys, "mailbox.pem");

	*out = NULL;
	if (s->mailbox[0] == '\0')
		return true;
	wants.secret_file = path_join(&a, keys, "mailbox.secret");
	wants.token = s->mailbox_token;
	if (file_exists(own))
		wants.ca_file = own;
	return mail_source_open(out, s->mailbox, &wants, e);
}

bool
mail_pace_due(const struct mail_pace *p, int64_t now)
{
	return now >= p->next;
}

void
mail_pace_did(struct mail_pace *p, int64_t now, bool well)
{
	if (well || p->wait == 0)
		p->wait = MAIL_PACE;
	else if (p->wait < MAIL_PACE_MOST / 2)
		p->wait *= 2;
	else
		p->wait = MAIL_PACE_MOST;
	p->next = now + p->wait;
}
