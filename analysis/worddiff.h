/* SPDX-License-Identifier: MIT
 *
 * worddiff.h -- which words differ between two texts that should be the same.
 *
 * Public: analysis.h includes it.
 */
#ifndef ANALYSIS_WORDDIFF_H
#define ANALYSIS_WORDDIFF_H
#include "base/base.h"

/* Words stand between white space (of Unicode, the no-break space too).  Two
 * words are the same when they are so after this:
 *
 *   - letters are put into lower case;
 *   - an accented letter and the letter with its accent behind it are one
 *     (canonical decomposition); another accent is another word;
 *   - what cannot be seen (joiners, soft hyphens, direction marks) is left out;
 *   - every apostrophe is ', every dash is -;
 *   - punctuation before and behind a word is left out, but not what means
 *     something there: % # & @ * / and - or . before a digit.  Within a word
 *     it stays: "10.30" is not "1030".
 *
 * A word of nothing but punctuation is no word.  In a language that writes
 * without spaces a whole sentence is one word. */

/* What stands in the one and, instead, in the other, in bytes of the texts,
 * from the first such word to the end of the last.  Nothing (from = to) where
 * words were left out or put in. */
struct analysis_stretch { size_t a_from, a_to, b_from, b_to; };

struct analysis_worddiff {
	size_t	a_words, b_words;
	size_t	a_differ, b_differ;	/* how many of them have no like */
	const struct analysis_stretch *v;	/* in the order of the texts */
	size_t	n;
	bool	coarse;		/* too long to be compared word by word: all
				   between the first difference and the last
				   is said to differ */
};

/* Compares a and b, both valid UTF-8, by a longest common subsequence of their
 * words in memory that grows with the texts (Hirschberg, Communications of the
 * ACM 18 (1975) 341-343).  The time grows with the product of the numbers of
 * words between the first difference and the last, up to a limit: two texts
 * of 5,000 characters are always compared word by word, and so is whatever
 * differs by no more than 5,000 words on each side.  The result is in the
 * arena, and always the same for the same texts. */
void	analysis_worddiff(struct arena *, const char *a, const char *b,
	    struct analysis_worddiff *);
#endif
