/* SPDX-License-Identifier: MIT
 *
 * dataset_dictionary.c -- what stands in each column of the dataset, each code
 * and label of it, and what the whole is.
 */
#include "analysis/dataset_private.h"

/* ---- one column ---------------------------------------------------------- */

static const char *
type_words(const struct dataset_column *c)
{
	switch (c->type) {
	case COLUMN_CHOICE:
		return "one answer";
	case COLUMN_TICK:
		return "1 if it was chosen, 0 if not";
	case COLUMN_PLACE:
		return "its place, from 1";
	case COLUMN_POINTS:
		return "its points";
	case COLUMN_NUMBER:
		return "number";
	case COLUMN_DAY:
	case FACT_DAY:
		return "date";
	case COLUMN_YEAR:
		return "year";
	case COLUMN_WRITE_IN:
		return "words written beside an answer";
	case FACT_REHEARSAL:
	case FACT_LEFT_OUT:
		return "1 or 0";
	case COLUMN_TEXT:
		break;
	default:
		return "text";
	}
	return c->field->q->type == FORMS_FILE ? "name of a file" : "text";
}

static const char *
fact_note(enum dataset_column_type t)
{
	switch (t) {
	case FACT_LEFT_OUT:
		return "Responses that a named person left out are in no row: "
		    "see the sheet About.";
	case FACT_FLAGS:
		return "[none], or fast, trap, unsigned and many, with spaces "
		    "between: earshot flags says what they mean.";
	default:
		return "";
	}
}

static const char *
note_of(struct dataset *d, const struct dataset_column *c)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (c->field == NULL)
		return fact_note(c->type);
	if (c->field->until != NULL)
		buf_printf(&b, "No longer asked: asked until version %s. ",
		    c->field->until);
	if (c->option != NULL && c->option->retired)
		buf_puts(&b, "No longer offered. ");
	if (c->type == COLUMN_CHOICE && c->field->reverse)
		buf_puts(&b, "Scored the other way round. ");
	if (c->worded)
		buf_puts(&b, "Reasons for no answer stand in words, because "
		    "somebody gave a number as large as theirs. ");
	if (c->field->q->type == FORMS_FILE)
		buf_puts(&b, "The files themselves are not exported. ");
	if (c->cut > 0)
		buf_printf(&b, "%lld of the texts are longer than the %d "
		    "characters that a cell of a workbook can hold: they are "
		    "cut in the workbook, and whole in the CSV file. ",
		    (long long)c->cut, DATASET_CELL_MAX);
	if (b.n > 0)
		b.p[--b.n] = '\0';
	return arena_str(d->a, buf_text(&b));
}

static struct dataset_entry *
entry(struct dataset *d, const struct dataset_column *c)
{
	struct dataset_entry *x = arena_push(d->a, d->entries, d->n_entries,
	    d->cap_entries);
	size_t i;

	for (i = 0; i < ENTRIES; i++)
		x->v[i] = "";
	x->v[ENTRY_COLUMN] = c->name;
	return x;
}

static void
value(struct dataset *d, const struct dataset_column *c, int64_t code,
    const char *label, bool missing, const char *note)
{
	struct dataset_entry *x = entry(d, c);

	x->v[ENTRY_CODE] = code >= 0 ? arena_printf(d->a, "%lld",
	    (long long)code) : label;
	x->v[ENTRY_LABEL] = label;
	x->v[ENTRY_MISSING] = missing ? "yes" : "no";
	x->v[ENTRY_NOTE] = note;
}

static void
options(struct dataset *d, const struct dataset_column *c)
{
	const struct forms_question *q = c->field->q;
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];
		const char *words = dataset_option_words(d, c->field, o);
		bool missing = o->missing != FORMS_ANSWERED;
		const char *note = missing ? arena_printf(d->a, "%s; counts "
		    "as %s", o->name, forms_state_name(o->missing)) : o->name;

		if (c->type == COLUMN_CHOICE)
			value(d, c, o->number, missing ? arena_printf(d->a,
			    "[%s]", words) : dataset_plain(d->a, words),
			    missing, note);
		else if (missing)
			value(d, c, dataset_reason_code(c, o->missing) > 0 ?
			    dataset_reason_code(c, o->missing) : -1,
			    arena_printf(d->a, "[%s]", words), true, note);
	}
}

/* May this reason stand in the column?  Each that the question has, and those
 * that any may come to have. */
static bool
has_reason(const struct dataset_column *c, unsigned reason)
{
	const struct forms_question *q = c->field->q;

	switch (reason) {
	case FORMS_ANSWERED:
		return false;
	case FORMS_SEVERAL:
		return q->type == FORMS_ONE || q->type == FORMS_SCALE;
	case NOT_CHOSEN:
		return c->type == COLUMN_PLACE || c->type == COLUMN_WRITE_IN;
	default:
		return true;
	}
}

static void
reasons(struct dataset *d, const struct dataset_column *c)
{
	unsigned s;

	for (s = 0; s < REASONS; s++)
		if (has_reason(c, s))
			value(d, c, dataset_reason_code(c, s) > 0 ?
			    dataset_reason_code(c, s) : -1, dataset_reason(s),
			    true, s == NOT_CHOSEN ? "" :
			    forms_state_name((enum forms_state)s));
}

static void
column(struct dataset *d, const struct dataset_column *c)
{
	struct dataset_entry *x = entry(d, c);
	const struct forms_field *f = c->field;

	x->v[ENTRY_WORDS] = dataset_plain(d->a, c->words);
	x->v[ENTRY_TYPE] = type_words(c);
	x->v[ENTRY_NOTE] = note_of(d, c);
	if (f == NULL)
		return;
	x->v[ENTRY_QUESTION] = f->id;
	x->v[ENTRY_TYPE] = arena_printf(d->a, "%s (the question: %s)",
	    type_words(c), forms_type_words(d->a, f));
	x->v[ENTRY_ASKED] = f->until != NULL ? arena_printf(d->a,
	    "those who answered it until version %s", f->until) :
	    forms_asked_words(d->a, f);
	x->v[ENTRY_SENSITIVITY] = f->q->sensitivity;
	if (c->type != COLUMN_TICK && c->type != COLUMN_WRITE_IN &&
	    c->type != COLUMN_PLACE && c->type != COLUMN_POINTS)
		options(d, c);
	if (c->type == COLUMN_TICK) {
		value(d, c, 1, "1", false, "chosen");
		value(d, c, 0, "0", false, "not chosen");
	}
	reasons(d, c);
}

/* ---- the whole ----------------------------------------------------------- */

static void
about(struct dataset *d, const char *what, const char *words)
{
	struct dataset_entry *x = arena_push(d->a, d->about, d->n_about,
	    d->cap_about);

	x->v[0] = what;
	x->v[1] = words;
}

static const char *
count(struct dataset *d, int64_t n)
{
	return arena_printf(d->a, "%lld", (long long)n);
}

static void
about_versions(struct dataset *d)
{
	size_t i, k;
	int64_t n;

	for (i = 0; i < d->n_versions; i++) {
		for (n = 0, k = 0; k < d->n; k++)
			n += strcmp(d->r[k].meta.form,
			    d->versions[i].hash) == 0;
		if (n > 0)
			about(d, arena_printf(d->a, "Version %s",
			    forms_version_words(d->a, &d->versions[i])),
			    arena_printf(d->a, "%lld responses; %s",
			    (long long)n, d->versions[i].hash));
	}
}

static void
about_left_out(struct dataset *d)
{
	size_t i;

	about(d, "Responses left out", count(d, d->flags.left_out));
	for (i = 0; i < STORE_FLAGS; i++) {
		const struct cases_flag_sum *s = &d->flags.of[i];

		if (s->left_out > 0 && s->decision != NULL && s->decision->out)
			about(d, arena_printf(d->a, "Left out with the flag %s",
			    store_flag_name((enum store_flag)(1u << i))),
			    arena_printf(d->a, "%lld: %s", (long long)
			    s->left_out, s->decision->why));
	}
}

static void
about_all(struct dataset *d)
{
	about(d, "Read this first", "This holds what individual people said. "
	    "It is not for publication.");
	about(d, "Consultation", d->form->name);
	about(d, "Title", dataset_plain(d->a, d->words != NULL ?
	    d->words->title : d->form->title));
	about(d, "Language of the labels", d->words != NULL ? d->words->lang :
	    d->form->lang);
	about(d, "Responses", count(d, (int64_t)d->n));
	about(d, "Of these, made up in rehearsals",
	    count(d, dataset_rehearsal(d)));
	about_left_out(d);
	about_versions(d);
	if (d->form->has_equality)
		about(d, "Answers to equality questions", d->equality ?
		    "are here" : "are not here (--equality)");
	if (d->form->codebook[0] != '\0')
		about(d, "Codebook", arena_printf(d->a, "%s version %d",
		    d->form->codebook, d->form->codebook_version));
	about(d, "Reasons for no answer", "Each label that begins with [ is "
	    "one. So is each code that the dictionary says is missing: leave "
	    "those out before you add anything up.");
	about(d, "An apostrophe in front", "A text that begins with [ or ' has "
	    "one more in front than was written. In CSV files, so has one that "
	    "a spreadsheet would take for a formula.");
}

void
dataset_dictionary(struct dataset *d)
{
	size_t i;

	for (i = 0; i < d->n_columns; i++)
		column(d, &d->columns[i]);
	about_all(d);
}
