/* SPDX-License-Identifier: MIT
 *
 * suggest.h -- ranks the codes of a codebook for a comment, says why, and says
 * which comment is best read next.
 *
 * Three sources, and what is known decides which one speaks for a code: the
 * code's rule; the words that a comment shares with what the codebook says of
 * the code (BM25); and, once people have read comments, a linear classifier
 * of what they decided.  A code with fewer than SUGGEST_LEARNT comments to its
 * name keeps its rule.
 *
 * Nothing here decides: a suggestion is for somebody who reads.  The same
 * codes, texts, readings and seed give the same suggestions to the bit,
 * whatever ran before and beside.  No clock, no locale.
 */
#ifndef ANALYSIS_SUGGEST_H
#define ANALYSIS_SUGGEST_H
#include "base/base.h"
#include "forms/forms.h"

enum {
	SUGGEST_LEARNT = 10, /* comments read with a code, for the classifier
				to speak for it */
	SUGGEST_PLACES = 3   /* that a reason names, at most */
};

struct suggest_code {
	const char *id, *title;
	const char *words; /* says, covers: ""; not what it excludes */
	const char *const *examples; /* comments that the codebook quotes */
	size_t n_examples;
	const struct forms_search *rule; /* NULL: none */
};

/* ---- what is known ----------------------------------------------------------
 */
struct suggest;

/* The codes are copied, the rules too.  Never NULL. */
struct suggest *suggest_new(const struct suggest_code *, size_t n);
void suggest_free(struct suggest **);
/* One comment, valid UTF-8, and the question that it answers; both must outlive
 * the engine.  All that there are, read or not: how common a word is counts.
 * Returns its number, from 0. */
size_t suggest_add(struct suggest *, const char *question, const char *text);
/* Somebody has read comment `text`: it has these codes (by place in the array
 * of suggest_new; none is an answer too).  Replaces an earlier reading. */
void suggest_read(struct suggest *, size_t text, const size_t *codes, size_t n);
void suggest_unread(struct suggest *, size_t text); /* takes that back */
/* Learns from what was added and read so far.  Before the first call nothing
 * can be ranked.  Readers made earlier follow; none may be at work meanwhile.
 */
void suggest_train(struct suggest *, uint64_t seed);
/* How many comments were read with this code; whether the classifier speaks for
 * it since the last training. */
size_t suggest_known(const struct suggest *, size_t code);
bool suggest_learnt(const struct suggest *, size_t code);

/* ---- asking
 * ------------------------------------------------------------------ A reader
 * is for one thread; several may share one engine. */
struct suggest_reader;
struct suggest_reader *suggest_reader(const struct suggest *);
void suggest_reader_free(struct suggest_reader **);

enum suggest_from {
	SUGGEST_RULE,        /* the rule holds */
	SUGGEST_DESCRIPTION, /* words that the codebook uses too */
	SUGGEST_READINGS
}; /* what people decided */
struct suggestion {
	size_t code;
	float score;   /* orders; says nothing by itself */
	bool accepted; /* good enough to be offered as an answer */
	int strength;  /* 1, 2, 3: weak, fair, strong */
	enum suggest_from from;
};
/* All codes for a text, the likeliest first.  v has room for every code;
 * returns how many there are. */
size_t suggest_rank(struct suggest_reader *, const char *question,
    const char *text, struct suggestion *v);

/* The words that speak most for a code: code points of the text, in its order,
 * apart from each other.  None: a rule that holds for want of a word, or only
 * the question speaks. */
struct suggest_place {
	int64_t start, end;
};
/* Of the text ranked last by this reader.  Returns how many. */
size_t suggest_why(struct suggest_reader *, const struct suggestion *,
    struct suggest_place v[SUGGEST_PLACES]);

/* ---- what to read next
 * ---------------------------------------------------------- */
/* Up to `most` comments that nobody has read, in the order in which to read
 * them: turn by turn for each code, the rarest first, the comment about which
 * its suggestion is least certain; before a code has any, the one that its rule
 * and its description fit best.  why[i] (may be NULL) is the code.  Returns how
 * many. */
size_t suggest_next(
    struct suggest_reader *, size_t *text, size_t *why, size_t most);
#endif
