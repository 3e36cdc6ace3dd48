/* SPDX-License-Identifier: MIT
 *
 * campaigns.h -- organised campaigns among comments: who sent the same letter, as it
 * was or changed, and what of a letter is the sender's own.
 *
 * Public: analysis.h includes it.
 */
#ifndef ANALYSIS_CAMPAIGNS_H
#define ANALYSIS_CAMPAIGNS_H
#include "base/base.h"

/* What is compared are words: letters, digits and marks, in lower case and without
 * the accents of Latin letters (as the codebook's rules have them); a letter of a
 * script that is written without spaces is a word, and so are emoji in a row.
 * Punctuation, spaces and ends of lines make no difference.
 *
 * The likeness of two texts is the share that the runs of three words which stand
 * in both have of those that stand in either (Jaccard), in percent.
 *
 *   - Texts of the same words are together.
 *   - Texts of eight words or more are together when their likeness is
 *     CAMPAIGN_ALIKE or more and they have CAMPAIGN_FEW runs in common, and so are
 *     those that are linked by others (single linkage, which can chain: see
 *     `least`).  So a text may have one word changed from 15 words on: in eight
 *     words, half of the runs are soon the same by chance.
 *   - So is a text that holds CAMPAIGN_HOLDS percent of the runs of a group's
 *     template, whatever was added; and one that has only part of it, where
 *     CAMPAIGN_HOLDS percent of its own runs are the template's.  Both need
 *     CAMPAIGN_RUNS runs in common, so that a stock phrase draws nothing in.
 *   - Shorter texts are together only when their words are the same.  Those of
 *     fewer than four words, or of nothing but words such as "nothing more to
 *     add", are in no group.
 *
 * Candidates are found by MinHash with one permutation (Li, Owen, Zhang, NIPS 2012;
 * densified as by Shrivastava, ICML 2017) in 32 bands of 4, and each is then
 * compared exactly.  So a pair that only just reaches CAMPAIGN_ALIKE is found seven
 * times in eight, and one of 60 percent 99 times in 100.  A text that everybody
 * made much longer, and nobody sent as it was, has no template and is not found.
 *
 * The result depends on the texts and ids alone, not on the order in which they
 * are given, when no id is there twice.
 *
 * A machine cannot know who organised what: a group is shown to somebody. */
enum {
	CAMPAIGN_ALIKE = 50, CAMPAIGN_FEW = 10,
	CAMPAIGN_HOLDS = 70, CAMPAIGN_RUNS = 20
};

struct analysis_comment { int64_t id; const char *text; };	/* valid UTF-8 */

enum analysis_campaign_how {
	CAMPAIGN_EXACT,		/* the template's words */
	CAMPAIGN_VARIED,	/* changed, or in another order */
	CAMPAIGN_LONGER,	/* the template, and a quarter more or longer still */
	CAMPAIGN_PART		/* four fifths of it or less, and little else */
};

struct analysis_campaign_member {
	size_t	comment;	/* which of the comments */
	enum analysis_campaign_how how;
	int	like;		/* likeness to the template */
};

struct analysis_campaign {
	/* The most typical: the text that is most like what at least half of the
	 * members have in common; of several, the one sent most often. */
	size_t	 template;	/* which of the comments */
	/* First what is most like the template. */
	const struct analysis_campaign_member *v;
	size_t	 n;
	size_t	 exact, varied, longer, part;	/* how many of them: n in all */
	/* The least likeness between two that were grouped by likeness, and the
	 * least share of runs that any other has in common with the template.
	 * With up to 64 different texts every pair is looked at; with more, the
	 * farthest from the template, the farthest from that and so on, and so it
	 * can be more than the true least.  Low: look whether this is a chain. */
	int	 least;
	bool	 brief;		/* fewer than eight words: may be chance */
};

/* The largest first. */
struct analysis_campaigns { const struct analysis_campaign *v; size_t n; };

/* Finds them.  The comments are the caller's and only read; the result is in the
 * arena: 16 bytes for each comment that is in a group, about 100 for each group.
 * While it works it takes about 35 bytes for each comment, 190 and 4 for each word
 * for each different text, and up to 1.5 kB for each group.  The time grows in
 * proportion to the text.  Fewer than 2^31 comments. */
void	analysis_campaigns(struct arena *, const struct analysis_comment *,
	    size_t n, struct analysis_campaigns *);

/* Takes a group apart so that every member of a part is alike to the part's own
 * template, holds it or is part of it, and none is there only because others link
 * it.  What is like no other is in no part.  The time grows with the number of
 * different texts times the number of parts. */
void	analysis_campaign_split(struct arena *, const struct analysis_comment *,
	    size_t n, const struct analysis_campaign *,
	    struct analysis_campaigns *);

/* From the first word to behind the last, in code points, end-exclusive. */
struct analysis_run { int64_t start, end; };
struct analysis_own {
	const struct analysis_run *own;		/* of the member: not the template's */
	const struct analysis_run *missing;	/* of the template: not the member's */
	size_t	n_own, n_missing;
	size_t	own_words, missing_words;
};
/* What is the member's own.  Three words or more in a row that stand in the template
 * are the template's, in whatever order the paragraphs are; and so are fewer at the
 * beginning and at the end.  Fewer than five words, found elsewhere in the template
 * and with own words on both sides, are own: chance.  Both texts are valid UTF-8;
 * the result is in the arena.  The time is in proportion to the texts. */
void	analysis_campaign_own(struct arena *, const char *member,
	    const char *template, struct analysis_own *);
#endif
