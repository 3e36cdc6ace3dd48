/* SPDX-License-Identifier: MIT
 *
 * cells.c -- what one cell means.
 */
#include "survey/import/import.h"

#include <stdlib.h>

/* ---- dates --------------------------------------------------------------------- */

bool
cell_numbers(const char *s, int out[3])
{
	int i;

	s += strspn(s, " \t");
	for (i = 0; i < 3; i++) {
		size_t n = strspn(s, "0123456789");

		if (n == 0 || n > 4)
			return false;
		out[i] = atoi(s);
		s += n;
		if (i < 2 && (*s == '\0' || strchr("/.-", *s++) == NULL))
			return false;
	}
	return *s == '\0' || strchr(" T,", *s) != NULL;
}

bool
cell_date(const char *s, enum order order, char out[11])
{
	int n[3], y, m, d;
	struct date day;
	char text[32];

	if (!cell_numbers(s, n))
		return false;
	y = n[order == ORDER_NONE || order == ORDER_YMD ? 0 : 2];
	m = n[order == ORDER_MDY ? 0 : 1];
	d = n[order == ORDER_DMY ? 0 : order == ORDER_MDY ? 1 : 2];
	if (y < 100 && order != ORDER_NONE && order != ORDER_YMD)
		y += 2000;
	if (y < 1000 || m > 12 || d > 31)
		return false;
	day = (struct date){ y, m, d };
	date_text(day, text);
	memcpy(out, text, 11);
	return date_parse(str_of(out), &day);
}

/* ---- options ----------------------------------------------------------------------- */

const struct forms_option *
guess_option(struct arena *a, const struct forms_question *q,
    const char *typed)
{
	const struct forms_option *o = forms_option(q, typed);
	const char *like;
	size_t i;

	if (o != NULL)
		return o->staff ? NULL : o;
	like = words_like(a, typed);
	for (i = 0; like[0] != '\0' && i < q->n_options; i++)
		if (!q->options[i].staff && strcmp(words_like(a,
		    q->options[i].words), like) == 0)
			return &q->options[i];
	return NULL;
}

bool
cell_means(struct arena *a, const struct map_column *c, const char *cell,
    struct meant *m)
{
	const char *line = words_line(a, cell), *like;
	const struct map_answer *v = NULL;
	size_t i;

	*m = (struct meant){ 0 };
	for (i = 0; i < c->n_answers && v == NULL; i++)
		if (strcmp(c->answers[i].typed, line) == 0)
			v = &c->answers[i];
	like = c->n_answers > 0 && v == NULL ? words_like(a, line) : "";
	for (i = 0; i < c->n_answers && v == NULL; i++)
		if (strcmp(c->answers[i].like, like) == 0)
			v = &c->answers[i];
	if (v != NULL) {
		*m = (struct meant){ v->option, v->blank, v->ticked, false };
		return true;
	}
	m->option = guess_option(a, c->field->q, line);
	if (m->option == NULL && c->otherwise != NULL) {
		m->option = c->otherwise;
		m->words = true;
	}
	return m->option != NULL;
}

int
cell_tick(struct arena *a, const struct map_column *c, const char *cell)
{
	static const char *const yes[] = { "1", "yes", "y", "true", "x",
	    "ticked", "checked", "selected", "on", "✓", "✔", "☑" };
	static const char *const no[] = { "0", "no", "n", "false", "-",
	    "not ticked", "unchecked", "not selected", "off", "☐" };
	const char *like = words_like(a, cell);
	size_t i;

	for (i = 0; i < c->n_answers; i++)
		if (strcmp(c->answers[i].typed, words_line(a, cell)) == 0 ||
		    strcmp(c->answers[i].like, like) == 0)
			return c->answers[i].ticked;
	for (i = 0; i < LEN(yes); i++)
		if (strcmp(yes[i], like) == 0)
			return 1;
	for (i = 0; i < LEN(no); i++)
		if (strcmp(no[i], like) == 0)
			return 0;
	return guess_option(a, c->field->q, cell) == c->option ||
	    strcmp(like, words_like(a, c->at->part)) == 0 ? 1 : -1;
}

/* ---- several in one cell -------------------------------------------------------------- */

static size_t
small(const char *s, const char *known)
{
	size_t i;

	for (i = 0; known[i] != '\0'; i++) {
		char x = s[i], y = known[i];

		x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
		y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
		if (x != y)
			return 0;
	}
	return i;
}

/* Does the cell go on with this answer, and then with the separator or its end?
 * Its length; 0: no. */
static size_t
goes_on(const char *s, const char *known, char split)
{
	size_t n = small(s, known), end = n + strspn(s + n, " \t");

	return n > 0 && (s[end] == '\0' || s[end] == split) ? n : 0;
}

static size_t
longest(const struct map_column *c, const char *s)
{
	const struct forms_question *q = c->field->q;
	size_t i, n, most = 0;

	for (i = 0; i < c->n_answers; i++) {
		n = goes_on(s, c->answers[i].typed, c->split);
		most = n > most ? n : most;
	}
	for (i = 0; i < q->n_options; i++) {
		n = goes_on(s, q->options[i].words, c->split);
		most = n > most ? n : most;
	}
	return most;
}

const char **
cell_split(struct arena *a, const struct map_column *c, const char *cell,
    size_t *n)
{
	const char **v = NULL, *s = cell;
	size_t cap = 0, len;
	char at[3] = { c->split, c->split == '\n' ? '\r' : '\0', '\0' };

	*n = 0;
	while (*s != '\0') {
		s += strspn(s, " \t");
		len = longest(c, s);
		if (len == 0)
			len = strcspn(s, at);
		if (!table_empty(arena_strn(a, s, len)))
			*arena_push(a, v, *n, cap) = words_line(a,
			    arena_strn(a, s, len));
		s += len;
		s += strcspn(s, at);
		s += *s != '\0';
	}
	return v;
}
