/* SPDX-License-Identifier: MIT
 *
 * coding.h -- what the parts of the benchmark of suggestions share: comments
 * that people have coded, the codebook, and how right suggestions are.
 */
#ifndef TESTS_BENCH_CODING_H
#define TESTS_BENCH_CODING_H
#include "analysis/analysis.h"

enum { FOLDS = 5, SEEDS = 5 };

struct item {
	const char *question, *text;
	size_t *codes, n_codes;
};
struct data {
	struct item *v;
	size_t n, cap;
};
struct book {
	struct suggest_code *v;
	size_t n, cap;
};

/* ---- reading (coding_data.c)
 * ------------------------------------------------- Each prints what is wrong
 * and exits with 3. */
/* Columns q, y (codes between bars) and text, by the names in the first line.
 * Codes that the book does not have are added to it. */
void data_read(struct arena *, const char *path, struct book *, struct data *);
void book_copy(struct arena *, struct book *to, const struct book *);
/* Titles ("### ..."), what stands under them, and after "Examples:" the
 * comments that are quoted.  Titles that the book does not have are passed
 * over: call this after the data are read. */
void book_describe(struct arena *, const char *path, struct book *);
/* A codebook file: the rules of entries that have a title of the book. */
void book_rules(struct arena *, const char *path, struct book *);
/* Numbers 0 to n - 1 in an order drawn by the seed. */
size_t *drawn(struct arena *, size_t n, uint64_t seed);

/* ---- how right (coding_score.c)
 * ------------------------------------------------ */
struct score {
	size_t *right, *wrong, *missed; /* of each code */
	size_t n_codes, in_three, true_codes, responses;
	double response_f1;
};
struct score *score_new(struct arena *, size_t n_codes);
void score_add(
    struct score *, const struct item *, const struct suggestion *, size_t n);
double score_micro(const struct score *);
double score_macro(const struct score *); /* of codes that occur */
double score_in_three(const struct score *);
/* An engine for the book that knows the comments [v], and has read the first
 * n_read of them. */
struct suggest *engine(const struct book *, const struct data *,
    const size_t *v, size_t n, size_t n_read, uint64_t seed);
void score_items(struct score *, const struct suggest *, const struct data *,
    const size_t *v, size_t n);
double seconds_used(void); /* of the processor, by this process */
#endif
