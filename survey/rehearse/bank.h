/* SPDX-License-Identifier: MIT
 *
 * bank.h -- made-up comments for rehearsals.
 *
 * DIR/rehearsal/comments.txt: a line `@ TARGET POLARITY` says what the
 * comments below it, one a line, are about: TARGET is an entity ("P3"), or the
 * first part of a question's name ("vision" serves vision-why), or "anything";
 * POLARITY is + for, - against, ~ mixed.  # starts a comment line.
 */
#ifndef SURVEY_REHEARSE_BANK_H
#define SURVEY_REHEARSE_BANK_H
#include "base/base.h"
#include "forms/forms.h"

struct bank_line {
	const char	*target, *words;
	char		 polarity;
};
struct bank {
	struct bank_line *lines;
	size_t		 n;
};
/* Reads the folder's bank; a folder without one gives an empty bank. */
bool	bank_read(struct arena *, const char *dir, struct bank *, struct err *)
	    MUST_USE;
/* Words for a field of this respondent, or NULL when the bank has none: picks
 * among the lines for the field's entity or name, of the polarity that goes
 * with the respondent's answer to the scale beside it.  Its type is that of
 * forms_random_answer's words(); arg is the struct bank. */
const char *bank_words(void *arg, const struct forms_answers *,
	    const struct forms_field *, struct forms_rng *);
#endif
