/* SPDX-License-Identifier: MIT
 *
 * plain.h -- reading the words of a form as people do: in words and sentences.
 *
 * Private to forms/.  plain_text.c cuts words up, plain_words.c knows single
 * words, plain.c sees whether the English is plain, wording.c whether a
 * question is fair, fair.c and bands.c look at the answers that are offered.
 */
#ifndef FORMS_PLAIN_H
#define FORMS_PLAIN_H
#include "forms/build.h"

/* One text, cut up: each word and each mark stands between single spaces,
 * with one before the first and one after the last: ` how far , if at all ? `.
 * What is put in later is `{}`, and the end of a paragraph or of an item of a
 * list is `|`.  Both have the same bytes but for capitals. */
struct plain_text {
	struct buf	 low, raw;
	uint64_t	 begins;	/* how its words begin: hashes */
};
void	plain_read(struct plain_text *, const char *words);
void	plain_add(struct plain_text *, const char *words);	/* after it */
void	plain_free(struct plain_text *);

/* The next word or mark at *i, which starts at 0; false at the end. */
bool	plain_next(const struct buf *, size_t *i, struct str *);
bool	plain_is_word(struct str);	/* and not a mark */
/* Does this mark, of t->raw up to i, end a sentence? */
bool	plain_ends(const struct plain_text *, size_t i, struct str mark);
/* Are these words there?  The phrase has its spaces: " if yes ". */
bool	plain_has(const struct plain_text *, const char *phrase);
/* The first of n phrases that is there, or NULL. */
const char *plain_any(const struct plain_text *, const char *const *, size_t n);
/* Where the words of l have this, capitals or not; all of them otherwise. */
struct forms_span plain_at(const struct line *, struct str);

/* plain_words.c: of one word without capitals. */
size_t	plain_syllables(struct str);
/* A plain word for a hard one, or NULL; two words with a space between them
 * may be asked about too. */
const char *plain_instead(struct str);
bool	plain_begins(struct str);	/* one of several hard words */
/* An abbreviation that everybody knows better than what it stands for. */
bool	plain_known(struct str);
bool	plain_not(struct str);		/* not, never, unable, isn't */

/* Words that this program does not bring with it, in English. */
bool	plain_own(const struct build *, const struct scope *);
void	plain_check(struct build *);	/* plain.c */
void	wording_check(struct build *);
/* The words of l, read into t: do they send people to other questions? */
void	wording_routes(struct build *, const struct line *l,
	    const struct plain_text *t);
void	fair_check(struct build *);
void	bands_check(struct build *);
#endif
