/* SPDX-License-Identifier: MIT
 *
 * suggest_private.h -- what the files of the suggestion engine share.
 *
 * Private to analysis/suggest*.c.
 *
 * A text is a row of numbered columns: hashed features of its words, and a few
 * that are not hashed, which stand before them: one that is always there, one a
 * question, and for each code whether its rule holds and how well its
 * description fits.
 */
#ifndef ANALYSIS_SUGGEST_PRIVATE_H
#define ANALYSIS_SUGGEST_PRIVATE_H
#include "analysis/suggest.h"
#include "analysis/words.h"

/* Makes room for n in an array on the heap, by doubling; new room is not
 * zeroed. */
void *suggest_room(void *, size_t n, size_t *cap, size_t each);

/* ---- features (suggest_features.c)
 * ------------------------------------------- */
enum { BUCKET_BITS = 18, BUCKETS = 1 << BUCKET_BITS };

/* One feature of a text: how often it is there. */
struct gram {
	uint32_t bucket, count;
};
/* The features of one text.  Zeroed at first; the memory is kept for the next
 * text. */
struct bag {
	struct gram *v; /* [0, n_stems) of stems, then of letters */
	size_t n, n_stems, cap;
	uint32_t *table;         /* places in v plus 1, by bucket */
	size_t slots, table_cap; /* in use, a power of two */
	uint32_t *letters;       /* of the word at hand */
	size_t letters_cap;
};
void bag_fill(struct bag *, const struct words *);
void bag_free(struct bag *);
/* Calls take for each feature of the text, in order and as often as it is
 * there: words first to last (exclusive) have it. */
void bag_each(struct bag *, const struct words *,
    void (*take)(void *, uint32_t bucket, size_t first, size_t last), void *);

/* ---- descriptions (suggest_bm25.c)
 * ---------------------------------------------- */
struct posting {
	uint32_t code;
	float weight;
};
struct term {
	uint64_t hash;
	uint32_t first, n;
}; /* n 0: no term */
struct bm25 {
	struct term *v; /* hashed: a power of two */
	size_t slots;
	struct posting *at;
};
void bm25_make(struct bm25 *, const struct words *const *titles,
    const struct words *const *texts, size_t n);
void bm25_free(struct bm25 *);
/* Adds to score[] what the stems of the text, each once, weigh for each code.
 */
void bm25_score(const struct bm25 *, const struct words *, float *score);
/* What this word alone weighs for a code. */
float bm25_word(const struct bm25 *, const struct word *, size_t code);

/* ---- the classifier (suggest_svm.c)
 * ---------------------------------------------- */
enum { LANES = 16 }; /* codes that are learnt at once */
typedef float four __attribute__((vector_size(16)));
struct lanes {
	four v[LANES / 4];
};

struct rows {         /* sparse, one after another */
	size_t *from; /* n + 1 */
	uint32_t *column;
	float *x;
	size_t n, n_cap, cap;
};
void rows_free(struct rows *);
/* Learns LANES codes.  y[i]: 1 or -1 a code; cost[i]: what a mistake costs;
 * rows with part[i] == without are left out (part may be NULL).  alpha, one a
 * row, and w, one a column, are zero at first, or as an earlier training with
 * the same y left them, from which the way is shorter. */
void svm_train(const struct rows *, const struct lanes *y, const float *cost,
    const uint8_t *part, int without, uint64_t seed, struct lanes *alpha,
    struct lanes *w);
/* Row i under w. */
struct lanes svm_apply(const struct rows *, size_t i, const struct lanes *w);

/* ---- the engine
 * ---------------------------------------------------------------- */
struct unit {
	const char *text;
	uint32_t question;
	bool read;
	size_t *codes, n_codes;
};
struct code {
	struct suggest_code c; /* copied */
	struct rule *rule;
	size_t known; /* units read that have it */
	bool learnt;  /* at the last training */
};
struct suggest {
	struct arena a;
	struct sb_stemmer *stemmer;
	struct bag bag;
	struct code *codes;
	size_t n_codes, n_blocks; /* of LANES codes */
	struct bm25 bm25;
	struct unit *units;
	size_t n_units, units_cap;
	const char **questions;
	size_t n_questions, questions_cap;
	uint32_t *seen; /* [BUCKETS]: units that have it */
	/* learnt: */
	float *idf;       /* [BUCKETS] */
	uint32_t *column; /* [BUCKETS]: 0 none */
	size_t n_columns, n_known_questions;
	struct lanes *w; /* [n_blocks][n_columns] */
	float threshold;
	bool any_rows; /* the classifier has seen something */
};
struct signal {
	bool rule;
	float fit;
}; /* of one code in one text */
struct suggest_reader {
	const struct suggest *s;
	struct sb_stemmer *stemmer;
	struct arena a; /* of the text at hand */
	struct bag bag;
	struct words words;
	struct rows row; /* one */
	float *bm25, *score;
	float best_fit, best_score;
	struct signal *signal;
};
/* Columns that are not hashed, and what they weigh beside words, whose squares
 * add up to one for stems and one for letters. */
#define SIGNAL_QUESTION 0.5f
#define SIGNAL_RULE 0.5f
#define SIGNAL_FIT 0.5f
enum { COLUMN_ALWAYS = 1 };
static inline uint32_t
column_rule(size_t code)
{
	return (uint32_t)(2 + 2 * code);
}
static inline uint32_t
column_fit(size_t code)
{
	return (uint32_t)(3 + 2 * code);
}
static inline uint32_t
column_question(const struct suggest *s, size_t question)
{
	return (uint32_t)(2 + 2 * s->n_codes + question);
}

/* Cuts a text and looks at it with rules and descriptions (suggest_look.c). */
void reader_look(struct suggest_reader *, const char *text);
/* The row of the text looked at is added to rows; features that have no column
 * are left out. */
void reader_row(struct suggest_reader *, struct rows *, size_t question);
/* What a feature weighs before the text's length is taken out, and that. */
float weight_of(const struct suggest *, const struct gram *);
float bag_length(const struct suggest *, const struct gram *, size_t n);
/* The score of every code, into r->score. */
void reader_score(struct suggest_reader *, size_t question);
size_t suggest_question(const struct suggest *, const char *);
/* What rule and description say alone. */
float blend_prior(const struct suggest_reader *, size_t code);
/* With what the classifier says. */
float blend(const struct suggest *, size_t code, float prior, float margin);
bool blend_accepts(const struct suggest *, const struct suggest_reader *,
    size_t code, float score);
#endif
