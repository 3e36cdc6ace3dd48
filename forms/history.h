/* SPDX-License-Identifier: MIT
 *
 * history.h -- the list of versions that is kept beside them.
 *
 * Private to forms/.
 */
#ifndef FORMS_HISTORY_H
#define FORMS_HISTORY_H
#include "forms/forms.h"

/* Adds form as the newest; nothing when it is that already.  With replace, the
 * versions with its number or a higher one are struck out. */
bool	history_add(const char *dir, const struct forms_form *,
	    const struct forms_version *, bool replace, struct err *)
	    MUST_USE;
#endif
