/* SPDX-License-Identifier: MIT
 *
 * import_table.c -- a sheet of an XLSForm as rows whose columns have names.
 */
#include "forms/import_xlsform.h"

#include <stdlib.h>
#include <strings.h>

bool
xf_yes(const char *s)
{
	return strcasecmp(s, "yes") == 0 || strcasecmp(s, "true") == 0 ||
	    strcasecmp(s, "true()") == 0;
}

const char *
xf_plain(struct import *im, const char *words)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const char *s;

	for (s = import_line_of(im, words); *s != '\0'; s++) {
		if (*s == '"')
			buf_lit(&out, "\"");
		buf_put(&out, s, 1);
	}
	return arena_str(im->a, buf_text(&out));
}

static int
by_place(const void *x, const void *y)
{
	const struct xlsx_cell *a = x, *b = y;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

/* "Label::English (en)": label, and the language. */
static void
column(struct xf *x, struct xf_table *t, const struct xlsx_cell *c)
{
	static const struct { const char *is, *means; } same[] = {
		{ "list name", "list_name" }, { "value", "name" },
		{ "constraint message", "constraint_message" },
		{ "required message", "required_message" },
		{ "relevance", "relevant" }, { "readonly", "read_only" },
		{ "jr:count", "repeat_count" }, { "count", "repeat_count" },
		{ "calculate", "calculation" }, { "caption", "label" },
		{ "read only", "read_only" }, { "choice filter",
		    "choice_filter" },
	};
	struct arena *a = x->im->a;
	char *name = arena_str(a, import_line_of(x->im, c->text)), *p;
	char *cut = strstr(name, "::");
	const char *language = "";
	size_t i, wide = 2;

	for (p = name; *p != '\0' && p != cut; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	if (cut == NULL && (strncmp(name, "label:", 6) == 0 ||
	    strncmp(name, "hint:", 5) == 0)) {
		cut = strchr(name, ':');
		wide = 1;
	}
	if (cut != NULL && strncmp(name, "media", 5) != 0 &&
	    strncmp(name, "bind", 4) != 0 && strncmp(name, "body", 4) != 0) {
		*cut = '\0';
		language = cut + wide + strspn(cut + wide, " ");
	}
	for (i = strlen(name); i > 0 && name[i - 1] == ' '; i--)
		name[i - 1] = '\0';
	for (i = 0; i < LEN(same); i++)
		if (strcmp(name, same[i].is) == 0)
			name = arena_str(a, same[i].means);
	*arena_push(a, t->columns, t->n_columns, t->cap_columns) =
	    (struct xf_column){ c->column, name, language };
}

void
xf_table_read(struct xf *x, const struct xlsx_sheet *s, struct xf_table *t)
{
	size_t i, first;

	if (t->sheet != NULL) {
		import_lost(x->im, import_line_of(x->im, s->name),
		    "a second sheet of this name");
		return;
	}
	t->sheet = import_line_of(x->im, s->name);
	if (s->n == 0)
		return;
	qsort(s->cells, s->n, sizeof(s->cells[0]), by_place);
	first = s->cells[0].row;
	for (i = 0; i < s->n; i++) {
		const struct xlsx_cell *c = &s->cells[i];

		if (c->row == first) {
			column(x, t, c);
			continue;
		}
		if (t->n == 0 || t->rows[t->n - 1].number != c->row)
			*arena_push(x->im->a, t->rows, t->n, t->cap) =
			    (struct xf_row){ c->row, c, 0 };
		t->rows[t->n - 1].n++;
	}
}

const char *
xf_cell(const struct xf_row *r, size_t at)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->cells[i].column == at)
			return r->cells[i].text;
	return "";
}

static bool
taken(const struct xf *x, const struct xf_column *c)
{
	return c->language[0] == '\0' || strcmp(c->language, x->language) == 0;
}

const char *
xf_get(const struct xf *x, const struct xf_table *t, const struct xf_row *r,
    const char *name)
{
	const char *found = "", *s;
	size_t i;

	for (i = 0; i < t->n_columns; i++) {
		const struct xf_column *c = &t->columns[i];

		if (strcmp(c->name, name) != 0 || !taken(x, c))
			continue;
		s = xf_cell(r, c->at);
		if (s[0] != '\0' && (found[0] == '\0' || c->language[0]))
			found = s;
	}
	return found;
}

const char *
xf_where(const struct xf *x, const struct xf_table *t, const struct xf_row *r,
    const char *column)
{
	return arena_printf(x->im->a, "%s, row %zu%s%s", t->sheet, r->number,
	    column ? ", column " : "", column ? column : "");
}

static bool
listed(const char *const *names, const char *name)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

void
xf_strangers(struct xf *x, const struct xf_table *t, const char *const *known)
{
	size_t i, k, n;
	const char *where;

	for (i = 0; i < t->n_columns; i++) {
		const struct xf_column *c = &t->columns[i];

		if ((listed(known, c->name) && taken(x, c)) ||
		    xf_translated(x, c))
			continue;
		for (k = n = 0; k < t->n; k++)
			n += xf_cell(&t->rows[k], c->at)[0] != '\0';
		where = arena_printf(x->im->a, "%s, column %s%s%s", t->sheet,
		    c->name, c->language[0] ? "::" : "", c->language);
		if (n > 0 && listed(known, c->name))
			import_lost(x->im, where, "words in another language "
			    "(cells: %zu)", n);
		else if (n > 0)
			import_lost(x->im, where, "this column has no place in "
			    "a form (cells: %zu)", n);
	}
}
