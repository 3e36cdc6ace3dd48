/* SPDX-License-Identifier: MIT
 *
 * words.h -- a text as words, and the codebook's rules made ready to run.
 *
 * Private to analysis/.
 *
 * A word is a run of letters, digits and marks.  An apostrophe between two
 * letters belongs to the word ("don't"), a hyphen does not ("end-of-life" is
 * three words).  Words are folded: lower case, and without the accents of
 * Latin letters, so that "café" and "Cafe" are one word.  Rules are cut and
 * folded by the same code.
 */
#ifndef ANALYSIS_WORDS_H
#define ANALYSIS_WORDS_H
#include "base/base.h"
#include "forms/forms.h"

struct sb_stemmer;

struct word {
	const char	*fold, *stem;	/* in the arena */
	size_t		 n_fold, n_stem;
	uint64_t	 hash;		/* of the stem: compared first */
	int64_t		 start, end;	/* code points of the text */
	size_t		 from, to;	/* the same in bytes */
};
/* stems and firsts: bits of what may be there, by the hash of a stem and by the
 * first byte of a word (modulo 64), so that most rules are seen not to hold at a glance. */
struct words {
	struct word	*v;
	size_t		 n;
	const char	*text;
	uint64_t	 stems, firsts;
};

/* Holds a stemmer; not for two threads at once.  Aborts when the library
 * does not have English, which it always has. */
struct sb_stemmer *words_stemmer(void);
void	words_stemmer_free(struct sb_stemmer **);
/* text is valid UTF-8 and must outlive the words. */
void	words_split(struct arena *, struct sb_stemmer *, const char *text,
	    struct words *);

/* Of one code point: may it stand in a word; is it a mark over a Latin letter, which
 * is left out; and what it is folded to. */
bool	words_is_letter(uint32_t);
bool	words_is_accent(uint32_t);
bool	words_is_apostrophe(uint32_t);
uint32_t words_fold(uint32_t);

/* A rule with its words cut, folded and stemmed once. */
struct rule {
	enum forms_search_op op;
	uint64_t	 stems, firsts;	/* TERM, PREFIX, PHRASE: a text without
					   these bits does not have it */
	struct words	 w;		/* TERM, PREFIX, PHRASE: in a row */
	bool		 prefix;	/* the last one only begins a word */
	size_t		 distance;
	struct rule	*left, *right;
};
struct rule *rule_make(struct arena *, struct sb_stemmer *,
	    const struct forms_search *);

/* A place in the text: words first to last, last exclusive. */
struct place { size_t first, last; };
/* True when the rule holds for the text.  v[n], in the arena and in the order
 * of the text, are the places that make it hold: one of them for an OR (the
 * leftmost, then shortest), those of both sides for an AND, one for a NEAR,
 * none for a NOT. */
bool	rule_run(struct arena *, const struct rule *, const struct words *,
	    const struct place **v, size_t *n);
/* The same answer without the places, many times quicker. */
bool	rule_holds(struct arena *, const struct rule *, const struct words *);
/* The words at those places as they were written, joined by " … ". */
const char *rule_why(struct arena *, const struct words *,
	    const struct place *, size_t n);
#endif
