/* SPDX-License-Identifier: MIT
 *
 * exchange_consult.c -- the workbook that i.AI Consult imports, by libxlsxwriter.
 *
 * Its importer takes the second row for headings when the row is nearly full of long
 * texts, as a first answer may be.  It passes over an empty one, so there is one.
 */
#include "analysis/exchange_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { CELL_MOST = 32767, HEADS = 2 };
#define CUT_MARK " […]"

struct book {
	const struct exchange_project *p;
	const struct exchange_question *q;
	size_t		 n, width;
	size_t		*open, *closed;	/* columns of each question */
	struct exchange_said *said;
	lxw_workbook	*book;
	lxw_format	*head;
	bool		 ok;
};

/* ---- cells ---------------------------------------------------------------------------- */

/* At most so many UTF-16 units, without what XML cannot carry. */
static const char *
fitting(struct book *b, struct arena *a, const char *s, const char *name)
{
	struct buf out CLEAN(buf_free) = { 0 };
	bool cut = utf8_count16(s, strlen(s)) > CELL_MOST;
	size_t n = 0;
	uint32_t c;

	while (*s != '\0') {
		c = utf8_next(&s);
		n += c > 0xFFFF ? 2 : 1;
		if (cut && n > CELL_MOST - 8) {
			buf_puts(&out, CUT_MARK);
			exchange_say(b->said, FAULT_CUT, 0, "case", name, NULL);
			break;
		}
		if (c >= 0x20 || c == '\t' || c == '\n')
			utf8_put(&out, c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
	}
	return arena_strn(a, buf_text(&out), out.n);
}

static void
put(struct book *b, lxw_worksheet *s, size_t row, size_t col, const char *text,
    const char *name)
{
	struct arena a CLEAN(arena_free) = { 0 };

	if (*text != '\0')
		b->ok &= worksheet_write_string(s, (lxw_row_t)row, (lxw_col_t)col,
		    fitting(b, &a, text, name), row == 0 ? b->head : NULL) ==
		    LXW_NO_ERROR;
}

/* The one of this case that answers the field: its name ends so. */
static const char *
free_text(const struct book *b, const struct exchange_case *c,
    const char *field)
{
	size_t i, n, m = strlen(field);

	for (i = 0; i < c->sources.n; i++) {
		const struct exchange_source *s =
		    &b->p->sources[c->sources.v[i]];

		n = strlen(s->name);
		if (n > m && s->name[n - m - 1] == ' ' &&
		    strcmp(s->name + n - m, field) == 0)
			return s->text != NULL ? s->text : "";
	}
	return "";
}

static void
put_option(struct book *b, struct buf *out, const char *text, const char *name)
{
	bool comma = false;

	if (out->n > 0)
		buf_lit(out, ",");
	for (; *text != '\0'; text++) {
		comma |= *text == ',';
		buf_put(out, *text == ',' ? ";" : text, 1);
	}
	if (comma)
		exchange_say(b->said, FAULT_COMMA, 0, "case", name, NULL);
}

static const char *
options(struct book *b, struct arena *a, const struct exchange_case *c,
    const struct exchange_question *q)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t i, k;

	for (i = 0; i < q->n_variables; i++)
		for (k = 0; k < c->n_values; k++) {
			const struct exchange_value *v = &c->values[k];
			const struct exchange_variable *of =
			    &b->p->variables[v->variable];

			if (v->variable != q->variables[i])
				continue;
			if (of->type != EXCHANGE_BOOLEAN)
				put_option(b, &out, v->text, c->name);
			else if (strcmp(v->text, "true") == 0 ||
			    strcmp(v->text, "1") == 0)
				put_option(b, &out, of->name, c->name);
		}
	return arena_strn(a, buf_text(&out), out.n);
}

/* ---- sheets --------------------------------------------------------------------------- */

static void
responses(struct book *b)
{
	lxw_worksheet *s = workbook_add_worksheet(b->book, "Responses");
	size_t i, k;

	put(b, s, 0, 0, "Response ID", "");
	for (k = 0; k < b->n; k++) {
		if (b->q[k].field != NULL)
			put(b, s, 0, b->open[k], b->q[k].words, "");
		if (b->q[k].n_variables > 0)
			put(b, s, 0, b->closed[k], b->q[k].words, "");
	}
	for (i = 0; i < b->p->n_cases; i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		const struct exchange_case *c = &b->p->cases[i];

		put(b, s, i + HEADS, 0, c->name, c->name);
		for (k = 0; k < b->n; k++) {
			if (b->q[k].field != NULL)
				put(b, s, i + HEADS, b->open[k], free_text(b, c,
				    b->q[k].field), c->name);
			if (b->q[k].n_variables > 0)
				put(b, s, i + HEADS, b->closed[k], options(b, &a,
				    c, &b->q[k]), c->name);
		}
	}
}

enum kind { DEMOGRAPHIC, OPEN, HYBRID, CLOSED };

static enum kind
kind_of(const struct exchange_question *q)
{
	return q->number == 0 ? DEMOGRAPHIC : q->field == NULL ? CLOSED :
	    q->n_variables > 0 ? HYBRID : OPEN;
}

static const struct {
	const char	*name, *heads[4];
} sheets[] = {
	[DEMOGRAPHIC] = { "Demographics", { "column_id", "label" } },
	[OPEN] = { "Open Questions", { "column_name", "question_number",
	    "question_text" } },
	[HYBRID] = { "Hybrid Questions", { "open_column", "question_number",
	    "question_text", "closed_column" } },
	[CLOSED] = { "Multiple Choice Questions", { "column_name",
	    "question_number", "question_text" } },
};

static void
metadata(struct book *b, enum kind kind)
{
	lxw_worksheet *s = workbook_add_worksheet(b->book, sheets[kind].name);
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i, row = 0;

	for (i = 0; i < LEN(sheets[kind].heads) && sheets[kind].heads[i]; i++)
		put(b, s, 0, i, sheets[kind].heads[i], "");
	for (i = 0; i < b->n; i++) {
		const struct exchange_question *q = &b->q[i];

		if (kind_of(q) != kind)
			continue;
		row++;
		put(b, s, row, 0, table_letter(&a, kind == OPEN ||
		    kind == HYBRID ? b->open[i] : b->closed[i]), "");
		if (kind == DEMOGRAPHIC) {
			put(b, s, row, 1, q->words, "");
			continue;
		}
		b->ok &= worksheet_write_number(s, (lxw_row_t)row, 1, q->number,
		    NULL) == LXW_NO_ERROR;
		put(b, s, row, 2, q->words, "");
		if (kind == HYBRID)
			put(b, s, row, 3, table_letter(&a, b->closed[i]), "");
	}
}

/* ---- the whole ------------------------------------------------------------------------ */

static bool
sound(struct book *b, struct err *e)
{
	size_t i, k;

	for (i = 0; i < b->n; i++) {
		const struct exchange_question *q = &b->q[i];

		if (q->words[0] == '\0' || q->number < 0 || (q->field == NULL &&
		    q->n_variables == 0) || (q->number == 0 && q->field != NULL))
			return err_set(e, ERR_INPUT, "question %d for Consult: it "
			    "needs words and an answer, and one about people "
			    "can have no free text", q->number);
		for (k = 0; k < q->n_variables; k++)
			if (q->variables[k] >= b->p->n_variables)
				return err_set(e, ERR_INPUT, "question %d for "
				    "Consult: one of its variables is not in the "
				    "project", q->number);
		for (k = 0; k < i; k++)
			if (q->number > 0 && b->q[k].number == q->number)
				return err_set(e, ERR_INPUT, "question %d for "
				    "Consult is there twice: give one of them "
				    "another number", q->number);
	}
	if (b->p->n_cases + HEADS > LXW_ROW_MAX || b->width > LXW_COL_MAX)
		return err_set(e, ERR_LIMIT, "a workbook holds %d rows and %d "
		    "columns, and there are more: export fewer questions",
		    LXW_ROW_MAX, LXW_COL_MAX);
	return true;
}

static void
fill(struct book *b, int64_t created)
{
	lxw_doc_properties made = { .created = (time_t)(created > 0 ? created :
	    1) };
	int k;

	workbook_set_properties(b->book, &made);
	b->head = workbook_add_format(b->book);
	format_set_bold(b->head);
	responses(b);
	for (k = DEMOGRAPHIC; k <= CLOSED; k++)
		metadata(b, (enum kind)k);
	b->ok &= workbook_close(b->book) == LXW_NO_ERROR;
}

bool
exchange_write_consult(const struct exchange_project *p,
    const struct exchange_question *q, size_t n, int64_t created,
    const char *path, struct exchange_notes *notes, struct arena *a,
    struct err *e)
{
	struct exchange_said said = { a, notes, path, e };
	struct book b = { .p = p, .q = q, .n = n, .width = 1, .said = &said,
	    .ok = true };
	char *tmp = arena_printf(a, "%s.XXXXXX", path);
	size_t i;
	int fd;

	*notes = (struct exchange_notes){ 0 };
	b.open = arena_array(a, size_t, n + 1);
	b.closed = arena_array(a, size_t, n + 1);
	for (i = 0; i < n; i++) {
		b.open[i] = b.width;
		b.width += q[i].field != NULL;
		b.closed[i] = b.width;
		b.width += q[i].n_variables > 0;
	}
	if (!sound(&b, e))
		return false;
	fd = mkostemp(tmp, O_CLOEXEC);		/* 0600 */
	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	close(fd);
	b.book = workbook_new(tmp);
	if (b.book != NULL)
		fill(&b, created);
	if (b.book != NULL && b.ok && rename(tmp, path) == 0)
		return true;
	unlink(tmp);
	return err_set(e, ERR_IO, "%s: the workbook could not be written", path);
}
