/* SPDX-License-Identifier: MIT
 *
 * labelled.h -- reads the labelled messages of tests/data/mail.
 */
#ifndef TESTS_UNIT_SURVEY_LABELLED_H
#define TESTS_UNIT_SURVEY_LABELLED_H
#include "survey/mail/mail.h"

struct labelled_line {
	bool		 words;		/* without words it has no label */
	enum mail_kind	 kind;
	const char	*number;	/* of a question; "" */
	size_t		 start, end;	/* in the message's text */
};
struct labelled {
	const char	*name;		/* "r01: short, no signature" */
	bool		 held;		/* every second one of its file */
	struct str	 text;
	struct labelled_line *v;
	size_t		 n;
};
/* All files *.mail of the folder, in the order of their names.  Aborts with words
 * on stderr when there are none or one is not as README.md says. */
struct labelled *labelled_read(struct arena *, const char *dir, size_t *n);
/* The form that they answer, in each of its languages. */
const struct forms_form **labelled_forms(struct arena *, const char *dir,
	    size_t *n);
/* What the label of the line would be for these spans; NULL: the line is in
 * none, or not whole in one. */
const struct mail_span *labelled_span(const struct labelled_line *,
	    const struct mail_span *, size_t n);
#endif
