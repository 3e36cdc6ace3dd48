/* SPDX-License-Identifier: MIT
 *
 * map_bind.c -- the columns of a map and those of the file: each must have the
 * other.
 */
#include "survey/import/import.h"

/* By its heading; by the letter as well where several have it. */
static const struct heading *
find(const struct headings *h, const struct map_column *c, bool *several)
{
	const struct heading *found = NULL;
	size_t i;

	*several = false;
	for (i = 0; i < h->n; i++) {
		if (strcmp(h->v[i].words, c->words) != 0)
			continue;
		if (h->v[i].same == 0 || strcmp(h->v[i].letter, c->letter) == 0)
			return &h->v[i];
		found = &h->v[i];
	}
	*several = found != NULL;
	return NULL;
}

static const struct heading *
nearest(struct arena *a, const struct headings *h, const char *words)
{
	const struct heading *best = NULL;
	double most = 0.5, now;
	size_t i;

	for (i = 0; i < h->n; i++) {
		now = words_common(a, h->v[i].words, words);
		if (now > most) {
			most = now;
			best = &h->v[i];
		}
	}
	return best;
}

static void
lacks(struct arena *a, const struct map_column *c, const struct headings *h,
    const char *file, bool several, struct faults *d)
{
	const struct heading *like = nearest(a, h, c->words);

	if (several)
		fault_add(d, c->line, NULL, "", "several columns of %s are "
		    "headed \"%s\": write the letter of one of them before it",
		    file, words_brief(a, c->words));
	else
		fault_add(d, c->line, NULL, "", "%s has no column headed "
		    "\"%s\"%s%s%s%s%s", file, words_brief(a, c->words),
		    like ? "; its column " : ": take this line away, or is it "
		    "another file?", like ? like->letter : "",
		    like ? " is headed \"" : "",
		    like ? words_brief(a, like->words) : "", like ? "\"" : "");
}

static bool
once(enum goes p)
{
	return p == GOES_RESPONDENT || p == GOES_DATE ||
	    p == GOES_CHANNEL || p == GOES_LANGUAGE;
}

static bool
same_place(const struct map_column *x, const struct map_column *y)
{
	if (x->goes != y->goes)
		return false;
	if (x->goes != GOES_QUESTION)
		return once(x->goes);
	return x->field == y->field && (x->part == PART_WORDS) ==
	    (y->part == PART_WORDS) && (x->part != y->part ||
	    x->part == PART_WHOLE || (x->option == y->option &&
	    x->number == y->number));
}

static void
twice(struct map *m, size_t i, struct faults *d)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t k;

	for (k = 0; k < i; k++) {
		const struct map_column *x = &m->columns[k],
		    *y = &m->columns[i];

		if (x->at != NULL && x->at == y->at) {
			fault_add(d, y->line, NULL, "", "this column stands in "
			    "line %zu already", x->line);
			return;
		}
		if (!same_place(x, y))
			continue;
		map_place(&b, y);
		fault_add(d, y->line, NULL, "", "the column of line %zu goes to "
		    "%s already: leave one of the two out", x->line,
		    buf_text(&b));
		return;
	}
}

static void
unsure(struct arena *a, const struct map_column *c, struct faults *d)
{
	size_t i;

	if (c->goes == GOES_UNSURE)
		fault_add(d, c->line, NULL, "", "column \"%s\": say where it "
		    "goes, in the place of the ?: a question, or `leave out`",
		    words_brief(a, c->words));
	for (i = 0; i < c->n_answers; i++)
		if (c->answers[i].unsure)
			fault_add(d, c->answers[i].line, NULL, "", "\"%s\": say "
			    "which answer it is, in the place of the ?, or "
			    "`blank`", words_brief(a, c->answers[i].typed));
}

static void
unmapped(struct arena *a, const struct map *m, const struct headings *h,
    const char *file, struct faults *d)
{
	size_t i, k;

	for (i = 0; i < h->n; i++) {
		struct buf b CLEAN(buf_free) = { 0 };

		for (k = 0; k < m->n && m->columns[k].at != &h->v[i]; k++)
			;
		if (k < m->n)
			continue;
		scan_put(&b, h->v[i].words);
		fault_add(d, 0, NULL, "", "nothing is said of column %s of %s, "
		    "\"%s\": add a line\n    %s  %s  -> leave out\n    or write "
		    "the question that it goes to", h->v[i].letter, file,
		    words_brief(a, h->v[i].words), h->v[i].letter,
		    buf_text(&b));
	}
}

void
map_bind(struct arena *a, struct map *m, const struct headings *h,
    const char *file, struct faults *d)
{
	bool several;
	size_t i;

	for (i = 0; i < m->n; i++) {
		struct map_column *c = &m->columns[i];

		c->at = find(h, c, &several);
		if (c->at == NULL)
			lacks(a, c, h, file, several, d);
		unsure(a, c, d);
		twice(m, i, d);
	}
	unmapped(a, m, h, file, d);
}
