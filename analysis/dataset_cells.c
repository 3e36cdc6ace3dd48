/* SPDX-License-Identifier: MIT
 *
 * dataset_cells.c -- one answer in one column, as a label and as a code.
 */
#include "analysis/dataset_private.h"

#include <math.h>
#include <stdlib.h>

/* ---- words --------------------------------------------------------------- */

static const struct forms_field *
translated(const struct dataset *d, const struct forms_field *f)
{
	return d->words != NULL && f->index < d->words->n_fields ?
	    &d->words->fields[f->index] : f;
}

const char *
dataset_option_words(const struct dataset *d, const struct forms_field *f,
    const struct forms_option *o)
{
	const struct forms_option *other = forms_option(translated(d, f)->q,
	    o->name);

	return other != NULL ? other->words : o->words;
}

const char *
dataset_field_words(const struct dataset *d, const struct forms_field *field)
{
	const struct forms_field *f = translated(d, field);
	const char *row = "";

	/* Questions of a repeat may have the same words in every row. */
	if (f->row != NULL && strstr(f->words, f->row->title) == NULL)
		row = arena_printf(d->a, " (%s)", f->row->title);
	return f->number[0] != '\0' ? arena_printf(d->a, "%s. %s%s", f->number,
	    f->words, row) : arena_printf(d->a, "%s%s", f->words, row);
}

const char *
dataset_reason(unsigned reason)
{
	static const char *const words[REASONS] = {
		[FORMS_NOT_ASKED] = "[not asked]",
		[FORMS_BLANK] = "[left blank]",
		[FORMS_ANSWERED] = "[answered]",
		[FORMS_PREFER_NOT] = "[prefers not to say]",
		[FORMS_DONT_KNOW] = "[does not know]",
		[FORMS_NOT_APPLICABLE] = "[does not apply]",
		[FORMS_ILLEGIBLE] = "[cannot be read]",
		[FORMS_SEVERAL] = "[several ticked]",
		[NOT_CHOSEN] = "[not chosen]"
	};

	return words[reason];
}

const char *
dataset_plain(struct arena *a, const char *s)
{
	return *s == '[' || *s == '\'' ? arena_printf(a, "'%s", s) : s;
}

const char *
dataset_version(struct arena *a, const struct dataset *d, const char *hash)
{
	size_t i;

	for (i = d->n_versions; i > 0; i--)
		if (strcmp(d->versions[i - 1].hash, hash) == 0)
			return forms_version_words(a, &d->versions[i - 1]);
	return arena_printf(a, "%.12s", hash);
}

/* ---- cells --------------------------------------------------------------- */

static void
text(struct dataset_cell *c, const char *s)
{
	*c = (struct dataset_cell){ .kind = DATASET_TEXT, .text = s };
}

static void
number(struct dataset_cell *c, double v, int decimals)
{
	*c = (struct dataset_cell){ .kind = DATASET_NUMBER, .number = v,
	    .decimals = decimals };
}

int64_t
dataset_reason_code(const struct dataset_column *col, unsigned reason)
{
	if (col->worded)
		return 0;
	switch (col->type) {
	case COLUMN_CHOICE:
	case COLUMN_TICK:
	case COLUMN_PLACE:
		return DATASET_CHOICE + 1 + reason;
	case COLUMN_POINTS:
	case COLUMN_NUMBER:
	case COLUMN_YEAR:
		return DATASET_NUMBERS + 1 + reason;
	default:
		return 0;
	}
}

static void
why(struct dataset_cell *c, const struct dataset_column *col, unsigned reason,
    bool labels)
{
	int64_t code = dataset_reason_code(col, reason);

	if (labels || code == 0)
		text(c, dataset_reason(reason));
	else
		number(c, (double)code, 0);
}

/* Where in chosen the option is; v->n: it is not. */
static size_t
place_of(const struct forms_answer *v, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (strcmp(v->chosen[i]->name, o->name) == 0)
			break;
	return i;
}

/* One option was chosen, which may be a reason for no answer. */
static bool
one_chosen(const struct forms_answer *v)
{
	return v->n == 1 && v->state != FORMS_ILLEGIBLE &&
	    v->state != FORMS_SEVERAL && v->state != FORMS_BLANK;
}

/* The answer's own words for why there is none: "[I would rather not say]". */
static void
reason_chosen(struct arena *a, const struct dataset *d,
    const struct dataset_column *col, const struct forms_answer *v,
    struct dataset_cell *c)
{
	text(c, arena_printf(a, "[%s]", dataset_option_words(d, col->field,
	    v->chosen[0])));
}

static void
choice(struct arena *a, const struct dataset *d,
    const struct dataset_column *col, const struct forms_answer *v,
    bool labels, struct dataset_cell *c)
{
	if (!one_chosen(v))
		why(c, col, v->state, labels);
	else if (!labels)
		number(c, v->chosen[0]->number, 0);
	else if (v->chosen[0]->missing != FORMS_ANSWERED)
		reason_chosen(a, d, col, v, c);
	else
		text(c, dataset_plain(a, dataset_option_words(d, col->field,
		    v->chosen[0])));
}

/* Of several: a reason that can be ticked is a column of its own, and stands in
 * all the others. */
static void
tick(const struct dataset_column *col, const struct forms_answer *v,
    bool labels, struct dataset_cell *c)
{
	bool reason = col->option->missing != FORMS_ANSWERED && v->n > 0 &&
	    (v->state == FORMS_PREFER_NOT || v->state == FORMS_DONT_KNOW ||
	    v->state == FORMS_NOT_APPLICABLE);

	if (v->state == FORMS_ANSWERED || reason)
		number(c, place_of(v, col->option) < v->n, 0);
	else
		why(c, col, v->state, labels);
}

static void
amount(const struct dataset_column *col, const struct forms_answer *v,
    bool labels, struct dataset_cell *c)
{
	size_t at = place_of(v, col->option);

	if (v->state != FORMS_ANSWERED)
		why(c, col, v->state, labels);
	else if (col->type == COLUMN_POINTS)
		number(c, at < v->n && v->amounts != NULL ? v->amounts[at] : 0,
		    col->field->q->decimals);
	else if (at < v->n)
		number(c, (double)at + 1, 0);
	else
		why(c, col, NOT_CHOSEN, labels);
}

/* The words belong to the first option chosen that asks for some. */
static void
write_in(struct arena *a, const struct dataset_column *col,
    const struct forms_answer *v, bool labels, struct dataset_cell *c)
{
	size_t i;

	for (i = 0; i < v->n && !v->chosen[i]->write_in; i++)
		;
	if (v->state == FORMS_NOT_ASKED || v->state == FORMS_BLANK ||
	    v->state == FORMS_ILLEGIBLE || v->state == FORMS_SEVERAL)
		why(c, col, v->state, labels);
	else if (place_of(v, col->option) == v->n)
		why(c, col, v->state == FORMS_ANSWERED ? NOT_CHOSEN :
		    v->state, labels);
	else if (v->write_in != NULL && i == place_of(v, col->option))
		text(c, dataset_plain(a, v->write_in));
	else
		why(c, col, FORMS_BLANK, labels);
}

/* What people type: a number, a date, words. */
static void
typed(struct arena *a, const struct dataset *d,
    const struct dataset_column *col, const struct forms_answer *v,
    bool labels, struct dataset_cell *c)
{
	const char *s = v->text != NULL ? v->text : "";

	if (v->state != FORMS_ANSWERED) {
		if (labels && one_chosen(v))
			reason_chosen(a, d, col, v, c);
		else
			why(c, col, v->state, labels);
	} else if (col->type == COLUMN_NUMBER) {
		number(c, v->number, col->field->q->decimals);
	} else if (col->type == COLUMN_YEAR) {
		number(c, strtod(s, NULL), 0);
	} else if (col->type == COLUMN_DAY && !isnan(v->number)) {
		*c = (struct dataset_cell){ .kind = DATASET_DATE, .text = s,
		    .number = v->number };
	} else {
		text(c, dataset_plain(a, s));
	}
}

static const char *
flag_words(struct arena *a, unsigned flags)
{
	struct buf b CLEAN(buf_free) = { 0 };
	unsigned i;

	for (i = 0; i < STORE_FLAGS; i++)
		if (flags & 1u << i)
			buf_printf(&b, "%s%s", b.n > 0 ? " " : "",
			    store_flag_name((enum store_flag)(1u << i)));
	return b.n > 0 ? arena_str(a, buf_text(&b)) : "[none]";
}

static void
fact(struct arena *a, const struct dataset *d, enum dataset_column_type type,
    const struct cases_response *r, struct dataset_cell *c)
{
	struct date day;

	switch (type) {
	case FACT_REHEARSAL:
		number(c, r->meta.rehearsal, 0);
		break;
	case FACT_CHANNEL:
		text(c, r->meta.channel);
		break;
	case FACT_LANGUAGE:
		text(c, r->meta.lang);
		break;
	case FACT_DAY:
		text(c, r->meta.day);
		if (date_parse(str_of(r->meta.day), &day)) {
			c->kind = DATASET_DATE;
			c->number = (double)date_days(day);
		}
		break;
	case FACT_VERSION:
		text(c, dataset_version(a, d, r->meta.form));
		break;
	case FACT_FLAGS:
		text(c, flag_words(a, r->meta.flags));
		break;
	case FACT_LEFT_OUT:	/* those that are left out are not here */
		number(c, 0, 0);
		break;
	default:
		text(c, r->reference);
		break;
	}
}

void
dataset_answer(struct arena *a, const struct dataset *d,
    const struct dataset_column *col, const struct cases_response *r,
    bool labels, struct dataset_cell *c)
{
	const struct forms_answer *v = col->field != NULL ?
	    &r->answers.v[col->field->index] : NULL;

	switch (col->type) {
	case COLUMN_CHOICE:
		choice(a, d, col, v, labels, c);
		break;
	case COLUMN_TICK:
		tick(col, v, labels, c);
		break;
	case COLUMN_PLACE:
	case COLUMN_POINTS:
		amount(col, v, labels, c);
		break;
	case COLUMN_WRITE_IN:
		write_in(a, col, v, labels, c);
		break;
	case COLUMN_NUMBER:
	case COLUMN_DAY:
	case COLUMN_YEAR:
	case COLUMN_TEXT:
		typed(a, d, col, v, labels, c);
		break;
	default:
		fact(a, d, col->type, r, c);
		break;
	}
}
