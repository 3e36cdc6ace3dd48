/* SPDX-License-Identifier: MIT
 *
 * campaigns_private.h -- what the campaign*.c files know of each other.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_CAMPAIGNS_PRIVATE_H
#define ANALYSIS_CAMPAIGNS_PRIVATE_H
#include "analysis/campaigns.h"

enum {
	CAMPAIGN_WORDS = 8,	/* fewer: the same words or nothing */
	CAMPAIGN_LEAST = 4,	/* fewer: no campaign */
	CAMPAIGN_NONE = -1	/* no group */
};

/* ---- campaign_words.c: a text as words ----------------------------------------- */

struct campaign_word {
	uint64_t hash;		/* of the folded word */
	int64_t	 start, end;	/* code points of the text */
};
struct campaign_words {
	struct campaign_word *v;
	size_t	 n, cap;
	struct buf fold;	/* the folded words, a space behind each */
};
/* Replaces what was there; the memory is used again. */
void	campaign_words(struct campaign_words *, const char *text);
void	campaign_words_free(struct campaign_words *);	/* safe on a zeroed struct */
/* The run of three words that begins at this one. */
uint64_t campaign_run(const struct campaign_word *);
/* Nothing but words of an answer that says nothing? */
bool	campaign_says_nothing(const struct campaign_words *);

/* ---- campaign_texts.c: the different texts -------------------------------------- */

struct campaign_text {
	uint64_t	 hash[2];	/* BLAKE2b of the folded words */
	const uint32_t	*v;		/* its runs of three words, in order */
	uint32_t	 n;		/* 0 with fewer than CAMPAIGN_WORDS words */
	uint32_t	 words;
	uint32_t	 copies;
	bool		 nothing;	/* in no group */
};
struct campaign_texts {
	struct arena	 a;
	struct campaign_text *v;	/* in the order of their hashes */
	size_t		 n;
	uint32_t	*of;		/* which is that of each comment */
};
void	campaign_texts(struct campaign_texts *, const struct analysis_comment *,
	    size_t n);
/* How many runs stand in both. */
uint32_t campaign_shared(const struct campaign_text *,
	    const struct campaign_text *);
/* Likeness in percent, rounded down. */
int	campaign_like(const struct campaign_text *, const struct campaign_text *);
/* Alike enough to be together? */
bool	campaign_alike(const struct campaign_text *, const struct campaign_text *);
/* The share of the shared runs in those of the one that has fewer. */
int	campaign_held(const struct campaign_text *, const struct campaign_text *,
	    uint32_t shared);
/* Do so many shared runs make one hold the other? */
bool	campaign_holds(const struct campaign_text *,
	    const struct campaign_text *, uint32_t shared);

/* ---- campaign_link.c: linkage ---------------------------------------------------- */

/* For each text the first of those that it is linked with, itself too. */
void	campaign_link(const struct campaign_texts *, uint32_t *first);

/* ---- campaign_typical.c ------------------------------------------------------------- */

/* The most typical of v[n]. */
uint32_t campaign_typical(const struct campaign_texts *, const uint32_t *v,
	    size_t n);
/* The least likeness among v[n], of which template is one. */
int	campaign_least(const struct campaign_texts *, const uint32_t *v, size_t n,
	    uint32_t template);

/* ---- groups ------------------------------------------------------------------------ */

struct campaign_group {
	uint32_t *v;		/* texts that are linked */
	size_t	 n, copies;	/* texts, comments */
	uint32_t template;	/* a text */
	size_t	 into;		/* itself, or it is none any more */
};
struct campaign_groups {
	const struct campaign_texts *texts;
	struct campaign_group *v;
	size_t	 n;
	int32_t	*in;		/* the group of each text, or CAMPAIGN_NONE */
};
/* campaign_contain.c: what holds the template of another group, or is part of it,
 * goes there: of the groups whose own template does, and of the texts that are in
 * none.  Takes the largest first. */
void	campaign_contain(struct campaign_groups *);
/* campaign_list.c: the largest first, for the caller, who calls comment i which[i];
 * which NULL: i. */
void	campaign_list(struct arena *, const struct campaign_groups *,
	    const struct analysis_comment *, size_t n, const size_t *which,
	    struct analysis_campaigns *);
#endif
