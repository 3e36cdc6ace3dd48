/* SPDX-License-Identifier: MIT
 *
 * dataset.c -- the responses as tables: which rows and columns there are.
 */
#include "analysis/by_id.h"
#include "analysis/dataset_private.h"

#include <stdlib.h>

/* ---- columns ------------------------------------------------------------- */

static const struct { const char *name, *words; } facts[FACTS] = {
	[FACT_REFERENCE] = { "_reference", "Reference of the response" },
	[FACT_REHEARSAL] = { "_rehearsal", "Made up, in a rehearsal (1), or "
	    "real (0)" },
	[FACT_CHANNEL] = { "_channel", "How it came" },
	[FACT_LANGUAGE] = { "_language", "Language that it was answered in" },
	[FACT_DAY] = { "_day", "Day it was received" },
	[FACT_VERSION] = { "_version", "Version of the questionnaire" },
	[FACT_FLAGS] = { "_flags", "Marked as unusual when it came" },
	[FACT_LEFT_OUT] = { "_left-out", "Left out (1) or counted (0)" }
};

static struct dataset_column *
add(struct dataset *d, enum dataset_column_type type,
    const struct forms_field *f, const struct forms_option *o)
{
	struct dataset_column *c = arena_push(d->a, d->columns, d->n_columns,
	    d->cap_columns);

	*c = (struct dataset_column){ .type = type, .field = f, .option = o };
	return c;
}

static void
option_column(struct dataset *d, enum dataset_column_type type,
    const struct forms_field *f, const struct forms_option *o)
{
	struct dataset_column *c = add(d, type, f, o);
	const char *end = type == COLUMN_WRITE_IN ? ".words" : "";
	const char *what = type == COLUMN_WRITE_IN ? " (in their own words)" :
	    "";

	c->name = arena_printf(d->a, "%s.%s%s", f->id, o->name, end);
	c->words = arena_printf(d->a, "%s: %s%s", dataset_field_words(d, f),
	    dataset_option_words(d, f, o), what);
}

static enum dataset_column_type
split_type(const struct forms_question *q, const struct forms_option *o)
{
	if (o->missing != FORMS_ANSWERED)
		return COLUMN_TICK;
	return q->type == FORMS_RANK ? COLUMN_PLACE :
	    q->type == FORMS_SHARE ? COLUMN_POINTS : COLUMN_TICK;
}

static enum dataset_column_type
whole_type(const struct forms_question *q)
{
	switch (q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		return COLUMN_CHOICE;
	case FORMS_NUMBER:
		return COLUMN_NUMBER;
	case FORMS_DATE:
		return q->date == FORMS_DAY ? COLUMN_DAY :
		    q->date == FORMS_YEAR ? COLUMN_YEAR : COLUMN_TEXT;
	default:
		return COLUMN_TEXT;
	}
}

static void
field_columns(struct dataset *d, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	struct dataset_column *c;
	size_t i;

	if (q->type == FORMS_MANY || q->type == FORMS_RANK ||
	    q->type == FORMS_SHARE) {
		for (i = 0; i < q->n_options; i++)
			option_column(d, split_type(q, &q->options[i]), f,
			    &q->options[i]);
	} else {
		c = add(d, whole_type(q), f, NULL);
		c->name = f->id;
		c->words = dataset_field_words(d, f);
	}
	for (i = 0; i < q->n_options; i++)
		if (q->options[i].write_in)
			option_column(d, COLUMN_WRITE_IN, f, &q->options[i]);
}

static bool
is_equality(const struct forms_field *f)
{
	return f->page->part == FORMS_PART_EQUALITY;
}

/* What can only be known from the answers. */
static void
look(struct dataset *d, struct dataset_column *col)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct dataset_cell c;
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct forms_answer *v =
		    &d->r[i].answers.v[col->field->index];

		dataset_answer(&a, d, col, &d->r[i], true, &c);
		if (c.kind == DATASET_NUMBER && v->state == FORMS_ANSWERED &&
		    c.number > DATASET_NUMBERS)
			col->worded = true;
		if (c.kind == DATASET_TEXT &&
		    utf8_count16(c.text, strlen(c.text)) > DATASET_CELL_MAX)
			col->cut++;
	}
}

static void
columns(struct dataset *d)
{
	size_t i;

	for (i = 0; i < FACTS; i++) {
		struct dataset_column *c = add(d, (enum dataset_column_type)i,
		    NULL, NULL);

		c->name = facts[i].name;
		c->words = facts[i].words;
	}
	for (i = 0; i < d->form->n_fields; i++)
		if (d->equality || !is_equality(&d->form->fields[i]))
			field_columns(d, &d->form->fields[i]);
	for (i = FACTS; i < d->n_columns; i++)
		look(d, &d->columns[i]);
}

/* ---- codes --------------------------------------------------------------- */

/* Codes that are no longer in the codebook stand after those that are. */
static size_t
code_index(struct dataset *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->n_codes; i++)
		if (strcmp(d->codes[i], name) == 0)
			return i;
	*arena_push(d->a, d->code_words, d->n_codes, d->cap_code_words) =
	    arena_printf(d->a, "%s (no longer in the codebook)", name);
	d->n_codes--;		/* the two lists go together */
	*arena_push(d->a, d->codes, d->n_codes, d->cap_codes) = name;
	return i;
}

static void
codebook(struct dataset *d)
{
	const struct forms_entity *e;
	size_t n = 0;

	for (e = d->form->entities; e != NULL; e = e->next) {
		*arena_push(d->a, d->code_words, n, d->cap_code_words) =
		    arena_printf(d->a, "%s: %s", e->kind->words, e->title);
		*arena_push(d->a, d->codes, d->n_codes, d->cap_codes) =
		    e->name;
	}
}

/* By row and code, and the same unit beside itself. */
static int
coded_order(const void *a, const void *b)
{
	const struct dataset_coded *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (x->n > y->n) - (x->n < y->n);
}

/* While n is the id of the unit: each unit counts once for a code, whoever
 * coded it. */
static void
count_units(struct dataset *d)
{
	struct dataset_coded *v = d->coded;
	int64_t unit = 0;
	size_t i, n = 0, row;

	if (d->n_coded > 0)
		qsort(v, d->n_coded, sizeof(*v), coded_order);
	for (i = 0; i < d->n_coded; i++) {
		bool same = n > 0 && v[n - 1].row == v[i].row &&
		    v[n - 1].code == v[i].code;

		if (same && unit == v[i].n)
			continue;
		unit = v[i].n;
		if (same) {
			v[n - 1].n++;
		} else {
			v[n] = v[i];
			v[n++].n = 1;
		}
	}
	d->n_coded = n;
	d->coded_at = arena_array(d->a, size_t, d->n + 1);
	for (row = i = 0; row <= d->n; row++) {
		while (i < n && v[i].row < row)
			i++;
		d->coded_at[row] = i;
	}
}

/* The row of a unit; d->n: its question is not exported. */
static size_t
row_of(const struct dataset *d, const struct by_id *rows,
    const struct cases_unit *u)
{
	const struct by_id *w = find_id(rows, d->n, u->response);
	const struct forms_field *f = w == NULL ? NULL :
	    cases_field(&d->r[w->at], d->form, u->field);

	return w == NULL || (f != NULL && is_equality(f) && !d->equality) ?
	    d->n : w->at;
}

static void
codings(struct dataset *d, const struct dataset_given *g)
{
	size_t n = g->n_units, i;
	struct by_id *rows = arena_array(d->a, struct by_id, d->n + 1);
	struct by_id *units = arena_array(d->a, struct by_id, n + 1);

	codebook(d);
	for (i = 0; i < d->n; i++)
		rows[i] = (struct by_id){ d->r[i].id, i };
	qsort(rows, d->n, sizeof(*rows), id_order);
	for (i = 0; i < n; i++)
		units[i] = (struct by_id){ g->units[i].id,
		    row_of(d, rows, &g->units[i]) };
	qsort(units, n, sizeof(*units), id_order);
	d->coded = arena_array(d->a, struct dataset_coded,
	    g->n_codings + 1);
	for (i = 0; i < g->n_codings; i++) {
		const struct cases_coding *c = &g->codings[i];
		const struct by_id *w = find_id(units, n, c->unit);

		if (w != NULL && w->at < d->n)
			d->coded[d->n_coded++] = (struct dataset_coded){ w->at,
			    code_index(d, c->code), c->unit };
	}
	count_units(d);
}

/* ---- the whole ----------------------------------------------------------- */

struct dataset *
dataset_make(struct arena *a, const struct dataset_wish *wish,
    const struct dataset_given *g)
{
	struct dataset *d = arena_new(a, struct dataset);

	*d = (struct dataset){ .a = a, .form = wish->form,
	    .words = wish->words, .versions = wish->versions,
	    .n_versions = wish->n_versions, .equality = wish->equality,
	    .r = g->r, .n = g->n, .flags = g->flags };
	columns(d);
	codings(d, g);
	dataset_dictionary(d);
	return d;
}

bool
analysis_dataset(struct arena *a, struct cases *c,
    const struct dataset_wish *wish, struct dataset **out, struct err *e)
{
	struct dataset_given g = { 0 };

	if (!cases_load(a, c, wish->form, &g.r, &g.n, e) ||
	    !cases_units(a, c, &g.units, &g.n_units, e) ||
	    !cases_codings(a, c, &g.codings, &g.n_codings, e) ||
	    !cases_flags(a, c, &g.flags, e))
		return false;
	*out = dataset_make(a, wish, &g);
	return true;
}

/* ---- sheets -------------------------------------------------------------- */

static const char *const heads[ENTRIES] = { "column", "question", "words",
	"type", "code", "label", "missing", "asked-of", "tells-about",
	"note" };
static const char *const head_words[ENTRIES] = { "Column",
	"Question it belongs to", "Words", "What stands in it", "Code",
	"Label", "A reason for no answer", "Who was asked",
	"Tells this about a person", "Note" };

const char *
dataset_name(enum dataset_sheet s)
{
	static const char *const names[DATASET_SHEETS] = {
		"Answers (labels)", "Answers (codes)", "Codes", "Dictionary",
		"About" };

	return names[s];
}

size_t
dataset_width(const struct dataset *d, enum dataset_sheet s)
{
	switch (s) {
	case DATASET_CODINGS:
		return 1 + d->n_codes;
	case DATASET_DICTIONARY:
		return ENTRIES;
	case DATASET_ABOUT:
		return 2;
	default:
		return d->n_columns;
	}
}

size_t
dataset_height(const struct dataset *d, enum dataset_sheet s)
{
	switch (s) {
	case DATASET_DICTIONARY:
		return d->n_entries;
	case DATASET_ABOUT:
		return d->n_about;
	default:
		return d->n;
	}
}

const char *
dataset_head(const struct dataset *d, enum dataset_sheet s, size_t i)
{
	switch (s) {
	case DATASET_CODINGS:
		return i == 0 ? d->columns[0].name : d->codes[i - 1];
	case DATASET_DICTIONARY:
		return heads[i];
	case DATASET_ABOUT:
		return i == 0 ? "what" : "value";
	default:
		return d->columns[i].name;
	}
}

const char *
dataset_words(const struct dataset *d, enum dataset_sheet s, size_t i)
{
	switch (s) {
	case DATASET_CODINGS:
		return i == 0 ? d->columns[0].words : d->code_words[i - 1];
	case DATASET_DICTIONARY:
		return head_words[i];
	case DATASET_ABOUT:
		return i == 0 ? "What" : "Value";
	default:
		return d->columns[i].words;
	}
}

static int64_t
units_coded(const struct dataset *d, size_t row, size_t code)
{
	size_t i;

	for (i = d->coded_at[row]; i < d->n_coded && d->coded[i].row == row;
	    i++)
		if (d->coded[i].code == code)
			return d->coded[i].n;
	return 0;
}

void
dataset_cell(struct arena *a, const struct dataset *d, enum dataset_sheet s,
    size_t row, size_t i, struct dataset_cell *c)
{
	*c = (struct dataset_cell){ .kind = DATASET_TEXT, .text = "" };
	switch (s) {
	case DATASET_LABELS:
	case DATASET_CODES:
		dataset_answer(a, d, &d->columns[i], &d->r[row],
		    s == DATASET_LABELS, c);
		break;
	case DATASET_CODINGS:
		if (i == 0) {
			c->text = d->r[row].reference;
			break;
		}
		c->kind = DATASET_NUMBER;
		c->number = (double)units_coded(d, row, i - 1);
		break;
	case DATASET_DICTIONARY:
		c->text = d->entries[row].v[i];
		break;
	case DATASET_ABOUT:
		c->text = d->about[row].v[i];
		break;
	}
}

int64_t
dataset_day(const struct dataset *d)
{
	int64_t newest = 0;
	struct date day;
	size_t i;

	for (i = 0; i < d->n; i++)
		if (date_parse(str_of(d->r[i].meta.day), &day) &&
		    date_days(day) > newest)
			newest = date_days(day);
	return newest;
}

int64_t
dataset_rehearsal(const struct dataset *d)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < d->n; i++)
		n += d->r[i].meta.rehearsal;
	return n;
}
