/* SPDX-License-Identifier: MIT
 *
 * amend.h -- changing site.settings on the record, while people answer.  Part of
 * forms.h.
 */
#ifndef FORMS_AMEND_H
#define FORMS_AMEND_H
#include "forms/forms.h"

/* BLAKE2b-256 of site.settings, in hexadecimal. */
void	forms_settings_hash(struct str text, char out[65]);
/* Reads the log; name stands in messages.  ERR_INPUT: a line is not as it was
 * written.  What is read belongs to the arena. */
bool	forms_amendments_read(struct arena *, const char *name, struct str text,
	    struct forms_amendments *, struct err *) MUST_USE;
/* Fills in what DIR/amendments says of these settings; without one, nothing. */
bool	forms_amended(struct arena *, const char *dir, struct forms_settings *,
	    struct err *) MUST_USE;
/* Until this is closed, no other amendment of DIR is made; -1: failed.  Take
 * it before the settings are read. */
int	forms_amend_lock(const char *dir, struct err *) MUST_USE;
/* Is this one line of words?  what names it in the message. */
bool	forms_amend_words(const char *what, const char *words, struct err *)
	    MUST_USE;
/* Adds m to the log and changes its line of site.settings, read before as s.
 * m->from and m->to of a date are "YYYY-MM-DD HH:MM".  *out: the new settings.
 * ERR_INPUT: nothing was changed, and why; mistakes are in the diagnostics. */
bool	forms_amend(struct arena *, const char *dir,
	    const struct forms_settings *, const struct forms_amendment *,
	    struct forms_settings **out, struct forms_diags *, struct err *)
	    MUST_USE;
/* Do the amendments in the log since make the settings of before into these,
 * byte for byte?  False: something else was changed by hand. */
bool	forms_amend_follows(struct arena *, const struct forms_settings *was,
	    const struct forms_settings *now);
#endif
