/* SPDX-License-Identifier: MIT
 *
 * messages.h -- messages, sealed and kept in one go.
 */
#ifndef UNIT_MESSAGES_H
#define UNIT_MESSAGES_H
#include "store/store.h"

static inline bool
keep_messages(struct cases *c, struct message_new *v, size_t n,
    const struct seal_public to[SEAL_RECIPIENTS], const char *by,
    struct err *e)
{
	struct messages_seal s;
	bool ok = true;
	size_t i;

	messages_seal_begin(&s, to);
	for (i = 0; i < n; i++)
		ok = message_seal(&s, &v[i], e) && ok;
	messages_seal_end(&s);
	ok = ok && messages_keep(c, &s, v, n, by, e);
	for (i = 0; i < n; i++)
		buf_free(&v[i].sealed);
	return ok;
}
#endif
