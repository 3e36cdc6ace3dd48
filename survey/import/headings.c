/* SPDX-License-Identifier: MIT
 *
 * headings.c -- the rows at the top of a file, in which each tool has its own
 * way of saying what a column is about.
 *
 *	one row		Microsoft Forms, Google Forms, LimeSurvey, Citizen Space
 *	two rows	SurveyMonkey and Smart Survey: the question, and below it
 *			each of its answers or rows; the question stands over the
 *			first of them only
 *	three rows	Qualtrics: a short name, the question, {"ImportId":…}
 */
#include "survey/import/import.h"

enum { ROWS_MAX = 3 };

static const char *
cell(const struct table_row *r, size_t at)
{
	return at < r->n ? r->cells[at] : "";
}

static bool
is_qualtrics(const struct table_row *r)
{
	const char *s = cell(r, 0);

	return strncmp(s, "{\"ImportId\"", 11) == 0 ||
	    strncmp(s, "{'ImportId'", 11) == 0;
}

static bool
is_plain(const char *s)
{
	return strcmp(s, "Response") == 0 ||
	    strcmp(s, "Open-Ended Response") == 0;
}

/* The second row has no number of a respondent, and stands for questions that
 * have several columns or says "Response". */
static bool
is_second(const struct table_row *first, const struct table_row *second)
{
	size_t i, carried = 0, plain = 0;

	if (table_empty(cell(first, 0)) || !table_empty(cell(second, 0)))
		return false;
	for (i = 1; i < second->n; i++) {
		carried += !table_empty(cell(second, i)) &&
		    table_empty(cell(first, i));
		plain += is_plain(cell(second, i));
	}
	return carried + plain > 0;
}

static size_t
count_rows(const struct table_row *r, size_t n, const char **kind)
{
	*kind = "one row";
	if (n > 2 && is_qualtrics(&r[2])) {
		*kind = "three rows, as Qualtrics writes them";
		return 3;
	}
	if (n > 1 && is_second(&r[0], &r[1])) {
		*kind = "two rows, as SurveyMonkey writes them";
		return 2;
	}
	return 1;
}

/* "What matters? [Shorter waits]": the question and its part. */
static void
brackets(struct arena *a, struct heading *h)
{
	const char *open = strrchr(h->words, '['), *s = h->words;
	size_t n = strlen(s);

	h->asks = s;
	h->part = "";
	if (open == NULL || open == s || s[n - 1] != ']')
		return;
	h->asks = words_line(a, arena_strn(a, s, (size_t)(open - s)));
	h->part = words_line(a, arena_strn(a, open + 1,
	    n - (size_t)(open - s) - 2));
}

static const char *
without(struct arena *a, const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n > k && strcmp(s + n - k, end) == 0 ? arena_strn(a, s, n - k) :
	    s;
}

static void
join(struct arena *a, const struct table_row *r, size_t rows, size_t at,
    const char **question, struct heading *h)
{
	const char *top = words_line(a, cell(&r[0], at));
	const char *low = rows > 1 ? words_line(a, cell(&r[1], at)) : "";

	*h = (struct heading){ .at = at, .letter = table_letter(a, at),
	    .name = "" };
	if (rows == 3) {
		h->name = top;
		h->words = low[0] == '\0' || strcmp(low, top) == 0 ? top :
		    top[0] == '\0' ? low : arena_printf(a, "%s: %s", top, low);
		h->asks = without(a, low, " - Selected Choice");
		h->part = "";
		return;
	}
	if (top[0] != '\0')
		*question = top;
	else if (low[0] != '\0')
		top = *question;
	if (low[0] == '\0' || is_plain(low)) {
		h->words = top;
		brackets(a, h);
		return;
	}
	h->words = arena_printf(a, "%s: %s", top, low);
	h->asks = top;
	h->part = low;
}

static void
count_same(struct headings *h)
{
	size_t i, k;

	for (i = 0; i < h->n; i++)
		for (k = 0; k < i; k++)
			if (strcmp(h->v[i].words, h->v[k].words) == 0) {
				h->v[i].same++;
				h->v[k].same++;
			}
}

static void
join_all(struct arena *a, const struct table_row *r, struct headings *h)
{
	const char *question = "";
	size_t i, cap = 0;

	for (i = 0; i < h->rows; i++)
		if (r[i].n > h->width)
			h->width = r[i].n;
	for (i = 0; i < h->width; i++) {
		struct heading one;

		join(a, r, h->rows, i, &question, &one);
		if (one.words[0] != '\0')
			*arena_push(a, h->v, h->n, cap) = one;
	}
	count_same(h);
}

/* The rows again, so that the next one is the first response. */
static bool
pass(struct table *t, size_t rows, struct err *e)
{
	struct table_row ignored;
	bool got = true;

	if (!table_again(t, e))
		return false;
	for (; rows > 0 && got; rows--) {
		struct arena a CLEAN(arena_free) = { 0 };

		if (!table_row(t, &a, &ignored, &got, e))
			return false;
	}
	return true;
}

bool
headings_read(struct arena *a, struct table *t, size_t rows,
    struct headings *out, struct err *e)
{
	struct table_row r[ROWS_MAX] = { 0 };
	size_t n = 0;
	bool got = true;

	*out = (struct headings){ 0 };
	while (n < ROWS_MAX && (rows == 0 || n < rows)) {
		if (!table_row(t, a, &r[n], &got, e))
			return false;
		if (!got)
			break;
		n++;
	}
	out->rows = count_rows(r, n, &out->kind);
	if (rows > 0) {
		out->rows = rows;
		out->kind = rows == 1 ? "one row, as the map says" :
		    rows == 2 ? "two rows, as the map says" :
		    "three rows, as the map says";
	}
	if (n < out->rows)
		return err_set(e, ERR_INPUT, "there is no row with headings: "
		    "row 1 must say what each column is about");
	join_all(a, r, out);
	if (out->n == 0)
		return err_set(e, ERR_INPUT, "row 1 is empty: it must say what "
		    "each column is about. Take empty rows away, and titles "
		    "above the headings");
	return pass(t, out->rows, e);
}
