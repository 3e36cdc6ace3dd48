/* SPDX-License-Identifier: MIT
 *
 * exchange_csv.c -- codings and codebooks as CSV: RFC 4180, UTF-8 with its mark, CRLF.
 */
#include "analysis/exchange_private.h"

/* ---- cells ---------------------------------------------------------------------------- */

/* A ' goes in front of what a spreadsheet would take for a formula, and of what would
 * look as if one had been put there. */
static void
cell(struct buf *b, const char *s)
{
	bool guard = csv_formula(s) || (s[0] == '\'' && (csv_formula(s + 1) ||
	    s[1] == '\''));

	buf_puts(b, guard ? "\"'" : "\"");
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_lit(b, "\"");
		buf_put(b, s, 1);
	}
	buf_lit(b, "\"");
}

static void
row(struct buf *b, const char *const *cells, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_lit(b, ",");
		cell(b, cells[i]);
	}
	buf_lit(b, "\r\n");
}

static bool
done(struct buf *b, struct err *e)
{
	return buf_ok(b) || err_set(e, ERR_LIMIT, "there is more than can be "
	    "written here: export fewer questions at a time");
}

/* ---- codings -------------------------------------------------------------------------- */

enum { ROW_ID, QUESTION, TEXT, START, END, CODE, POLARITY, CODER, MEMO, COLUMNS };

/* All of its notes, with an empty line between. */
static const char *
memo(struct arena *a, const struct exchange_project *p,
    const struct exchange_refs *r)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < r->n; i++) {
		if (i > 0)
			buf_lit(&b, "\n\n");
		buf_puts(&b, p->memos[r->v[i]].text);
	}
	return arena_strn(a, buf_text(&b), b.n);
}

/* "4F7K-2M9Q-X3C why[P3]" */
static void
split(struct arena *a, const char *name, const char **id, const char **question)
{
	const char *gap = strchr(name, ' ');

	*id = name;
	*question = "";
	if (gap != NULL && gap > name && gap[1] != '\0') {
		*id = arena_strn(a, name, (size_t)(gap - name));
		*question = gap + 1;
	}
}

static void
source(struct buf *b, const struct exchange_project *p,
    const struct exchange_source *s)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *c[COLUMNS];
	struct exchange_lf l;
	bool any = false;
	size_t i, k;

	exchange_lf(&a, s->text, &l);
	split(&a, s->name, &c[ROW_ID], &c[QUESTION]);
	c[TEXT] = l.text;
	for (i = 0; i < s->n_selections; i++) {
		int64_t from = s->selections[i].start, to = s->selections[i].end;

		exchange_lf_map(&l, &from, &to);
		c[START] = arena_printf(&a, "%lld", (long long)from);
		c[END] = arena_printf(&a, "%lld", (long long)to);
		for (k = 0; k < s->selections[i].n_codings; k++) {
			const struct exchange_coding *v =
			    &s->selections[i].codings[k];

			c[CODE] = exchange_path(&a, p, v->code);
			c[POLARITY] = exchange_polarity_name(v->polarity);
			c[CODER] = v->user != EXCHANGE_NONE ?
			    p->users[v->user].name : "";
			c[MEMO] = memo(&a, p, &v->memos);
			row(b, c, COLUMNS);
			any = true;
		}
	}
	if (any)
		return;
	for (i = START; i < COLUMNS; i++)
		c[i] = "";
	row(b, c, COLUMNS);
}

bool
exchange_write_codings(const struct exchange_project *p, struct buf *b,
    struct err *e)
{
	static const char *const heads[COLUMNS] = { "row_id", "question", "text",
		"start", "end", "code", "polarity", "coder", "memo" };
	size_t i;

	if (!exchange_check(p, e))
		return false;
	buf_lit(b, "\xEF\xBB\xBF");
	row(b, heads, COLUMNS);
	for (i = 0; i < p->n_sources; i++)
		source(b, p, &p->sources[i]);
	return done(b, e);
}

/* ---- codebooks ------------------------------------------------------------------------ */

bool
exchange_write_codebook(const struct exchange_project *p, struct buf *b,
    struct err *e)
{
	static const char *const heads[] = { "code", "description", "colour",
		"codable", "guid" };
	size_t i;

	if (!exchange_check_codes(p, e))
		return false;
	buf_lit(b, "\xEF\xBB\xBF");
	row(b, heads, LEN(heads));
	for (i = 0; i < p->n_codes; i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		const struct exchange_code *v = &p->codes[i];
		const char *c[] = { exchange_path(&a, p, i), v->description,
		    v->colour, v->codable ? "yes" : "no", v->guid };

		row(b, c, LEN(c));
	}
	return done(b, e);
}

bool
exchange_write_themes(const struct exchange_project *p, struct buf *b,
    struct err *e)
{
	static const char *const heads[] = { "Theme Name", "Theme Description" };
	size_t i;

	if (!exchange_check_codes(p, e))
		return false;
	row(b, heads, LEN(heads));
	for (i = 0; i < p->n_codes; i++) {
		const char *c[] = { p->codes[i].name, p->codes[i].description };

		if (p->codes[i].codable)
			row(b, c, LEN(c));
	}
	return done(b, e);
}
