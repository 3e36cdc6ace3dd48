/* SPDX-License-Identifier: MIT
 *
 * exchange_table.c -- CSV from others: its columns by name, its rows, and the codes
 * that stand in it as paths.
 */
#include "analysis/exchange_private.h"

/* ---- rows ------------------------------------------------------------------------------ */

static bool
more(void *arg, char *to, size_t room, size_t *n, struct err *e)
{
	struct exchange_table *t = arg;

	(void)e;
	*n = t->left.n < room ? t->left.n : room;
	memcpy(to, t->left.p, *n);
	t->left = (struct str){ t->left.p + *n, t->left.n - *n };
	return true;
}

static bool
next(struct exchange_table *t, struct table_row *row, bool *got)
{
	struct err e = { 0 };

	if (csv_row(&t->csv, t->said->a, row, got, &e))
		return true;
	return err_set(t->said->e, e.code, "%s: %s", t->said->file, e.msg);
}

/* "Row ID" as "row_id". */
static const char *
column(struct arena *a, const char *s)
{
	char *out = arena_str(a, exchange_trim(a, s)), *p;

	for (p = out; *p != '\0'; p++)
		*p = *p == ' ' || *p == '-' ? '_' : *p >= 'A' && *p <= 'Z' ?
		    (char)(*p - 'A' + 'a') : *p;
	return out;
}

static bool
heads(struct exchange_table *t, const struct table_row *row, size_t needed)
{
	size_t i, k;

	for (i = 0; i < t->n_names; i++)
		t->at[i] = EXCHANGE_NONE;
	for (k = 0; k < row->n; k++) {
		const char *s = column(t->said->a, row->cells[k]);

		for (i = 0; i < t->n_names && strcmp(t->names[i], s) != 0; i++)
			;
		if (i == t->n_names) {
			if (*s != '\0')
				exchange_say(t->said, FAULT_CSV_EXTRA, 1, NULL,
				    NULL, s);
		} else if (t->at[i] != EXCHANGE_NONE) {
			return exchange_refuse(t->said, FAULT_CSV_TWICE, 1, s);
		} else {
			t->at[i] = k;
		}
	}
	for (i = 0; i < needed; i++)
		if (t->at[i] == EXCHANGE_NONE)
			return exchange_refuse(t->said, FAULT_CSV_COLUMN, 1,
			    t->names[i]);
	return true;
}

bool
exchange_table_open(struct exchange_table *t, struct exchange_said *said,
    struct str s, const char *const *names, size_t n, size_t needed)
{
	struct table_row row;
	size_t bad;
	bool got, line;

	*t = (struct exchange_table){ .said = said, .names = names,
	    .n_names = n, .at = arena_array(said->a, size_t, n) };
	if (s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0)
		s = (struct str){ s.p + 3, s.n - 3 };
	if (s.n == 0)
		return exchange_refuse(said, FAULT_NO_FILE, 0, NULL);
	if (s.n > EXCHANGE_FILE_MAX)
		return exchange_refuse(said, FAULT_TOO_LARGE, 0, "the file");
	if (!utf8_valid(s.p, s.n, &bad))
		return exchange_refuse(said, FAULT_NOT_UTF8, 0,
		    arena_printf(said->a, "%zu", bad + 1));
	t->left = s;
	t->csv.more = more;
	t->csv.arg = t;
	t->csv.separator = csv_separator(s, &line);
	return (!line || next(t, &row, &got)) && next(t, &row, &got) &&
	    heads(t, &row, needed);
}

/* Without the ' that was put before what looks like a formula. */
static const char *
unguarded(const char *s)
{
	return s[0] == '\'' && (csv_formula(s + 1) || s[1] == '\'') ? s + 1 : s;
}

bool
exchange_table_row(struct exchange_table *t, const char **cells, long *number)
{
	struct table_row row;
	bool got, any = false;
	size_t i;

	*number = 0;
	while (!any) {
		if (!next(t, &row, &got))
			return false;
		if (!got)
			return true;
		for (i = 0; i < row.n; i++)
			any |= *row.cells[i] != '\0';
	}
	for (i = 0; i < t->n_names; i++)
		cells[i] = t->at[i] < row.n ? unguarded(row.cells[t->at[i]]) : "";
	*number = (long)row.number;
	return true;
}

void
exchange_table_close(struct exchange_table *t)
{
	csv_close(&t->csv);
}

size_t *
exchange_leaders(struct arena *a, const char *const *names, size_t n)
{
	struct exchange_place *v = arena_array(a, struct exchange_place, n + 1);
	size_t *out = arena_array(a, size_t, n + 1), i, first = 0;

	for (i = 0; i < n; i++)
		v[i] = (struct exchange_place){ names[i], i };
	exchange_places_sort(v, n);
	for (i = 0; i < n; i++) {
		if (i > 0 && strcmp(v[i].name, v[i - 1].name) != 0)
			first = i;
		out[v[i].at] = v[first].at;
	}
	return out;
}

/* ---- codes ------------------------------------------------------------------------------ */

static size_t
push(struct arena *a, struct exchange_tree *t, const char *path,
    const char *name, size_t up, bool said)
{
	size_t n = t->n, k = n;

	*arena_push(a, t->paths, k, t->cap_paths) = path;
	k = n;
	*arena_push(a, t->names, k, t->cap_names) = name;
	k = n;
	*arena_push(a, t->up, k, t->cap_up) = up;
	k = n;
	*arena_push(a, t->said, k, t->cap_said) = said;
	t->n++;
	return n;
}

void
exchange_tree_start(struct arena *a, struct exchange_tree *t,
    const struct exchange_project *p)
{
	size_t i;

	*t = (struct exchange_tree){ 0 };
	for (i = 0; i < p->n_codes; i++)
		(void)push(a, t, exchange_path(a, p, i), p->codes[i].name,
		    p->codes[i].parent, p->codes[i].codable);
}

/* A name without its \, and the path with it. */
static const char *
plain_name(struct arena *a, const char *s, size_t n)
{
	char *out = arena_strn(a, s, n);
	size_t i, k;

	for (i = k = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n && (s[i + 1] == '>' ||
		    s[i + 1] == '\\'))
			i++;
		out[k++] = s[i];
	}
	out[k] = '\0';
	return k > 0 ? out : "Unnamed";
}

static const char *
longer(struct arena *a, const char *path, const char *name)
{
	struct exchange_code code = { .name = name, .parent = EXCHANGE_NONE };
	struct exchange_project one = { .codes = &code, .n_codes = 1 };
	const char *s = exchange_path(a, &one, 0);

	return path == NULL ? s : arena_printf(a, "%s > %s", path, s);
}

bool
exchange_tree_add(struct arena *a, struct exchange_tree *t, const char *s,
    size_t *at)
{
	const char *path = NULL, *end, *name;
	size_t deep = 0;

	*at = EXCHANGE_NONE;
	for (;;) {
		end = strstr(s, " > ");
		name = plain_name(a, s, end != NULL ? (size_t)(end - s) :
		    strlen(s));
		path = longer(a, path, name);
		if (++deep > EXCHANGE_DEPTH)
			return false;
		*at = push(a, t, path, name, *at, end == NULL);
		if (end == NULL)
			return true;
		s = end + 3;
	}
}

void
exchange_tree_make(struct arena *a, struct exchange_tree *t,
    struct exchange_project *p)
{
	size_t *lead = exchange_leaders(a, t->paths, t->n), i,
	    cap = p->n_codes, old = p->n_codes;

	t->code = arena_array(a, size_t, t->n + 1);
	for (i = 0; i < t->n; i++) {
		if (i < old || lead[i] != i) {
			t->code[i] = i < old ? i : t->code[lead[i]];
			p->codes[t->code[i]].codable |= t->said[i];
			continue;
		}
		t->code[i] = p->n_codes;
		*arena_push(a, p->codes, p->n_codes, cap) =
		    (struct exchange_code){ exchange_guid(a, "code",
		    t->paths[i]), t->names[i], "", t->up[i] == EXCHANGE_NONE ?
		    EXCHANGE_NONE : t->code[t->up[i]], "", t->said[i], { 0 } };
	}
}
