/* SPDX-License-Identifier: MIT
 *
 * map_write.c -- a map as text, as map_read.c reads it.
 */
#include "survey/import/import.h"

/* Names of questions that would be taken for something else. */
static bool
is_taken(const char *id)
{
	static const char *const all[] = { "leave", "respondent", "channel",
	    "language", "only", "date", "question" };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		if (strcmp(all[i], id) == 0)
			return true;
	return false;
}

static void
put_question(struct buf *b, const struct map_column *c)
{
	buf_printf(b, "%s%s", is_taken(c->field->id) ? "question " : "",
	    c->field->id);
	if (c->part == PART_OPTION)
		buf_printf(b, " = %s", c->option->name);
	else if (c->part == PART_WORDS)
		buf_printf(b, ".%s", c->option->name);
	else if (c->part == PART_PLACE)
		buf_printf(b, ", place %zu", c->number);
	if (c->split == '\n')
		buf_lit(b, ", split at line");
	else if (c->split != '\0')
		buf_printf(b, ", split at %c", c->split);
}

static void
put_only(struct buf *b, const struct map_column *c)
{
	size_t i;

	buf_lit(b, "only ");
	for (i = 0; i < c->n_answers; i++) {
		buf_puts(b, i > 0 ? ", " : "");
		scan_put(b, c->answers[i].typed);
	}
}

void
map_place(struct buf *b, const struct map_column *c)
{
	switch (c->goes) {
	case GOES_UNSURE:
		buf_lit(b, "?");
		break;
	case GOES_OUT:
		buf_lit(b, "leave out");
		break;
	case GOES_RESPONDENT:
		buf_lit(b, "respondent");
		break;
	case GOES_DATE:
		buf_lit(b, "date");
		break;
	case GOES_CHANNEL:
		buf_lit(b, "channel");
		break;
	case GOES_LANGUAGE:
		buf_lit(b, "language");
		break;
	case GOES_ONLY:
		put_only(b, c);
		break;
	case GOES_QUESTION:
		put_question(b, c);
		break;
	}
	if (c->order != ORDER_NONE)
		buf_printf(b, ", %s", order_words[c->order]);
}

static void
put_answers(struct buf *b, const struct map_column *c)
{
	size_t i;

	for (i = 0; c->goes != GOES_ONLY && i < c->n_answers; i++) {
		buf_lit(b, "\t");
		scan_put(b, c->answers[i].typed);
		buf_printf(b, " = %s\n", c->answers[i].name);
	}
	if (c->otherwise != NULL)
		buf_printf(b, "\telse = %s  # anything else is what was written "
		    "beside it\n", c->otherwise->name);
}

static void
put_column(struct buf *b, const struct map_column *c)
{
	if (c->letter[0] != '\0')	/* a space at the margin is an answer's */
		buf_printf(b, "%-3s ", c->letter);
	scan_put(b, c->words);
	buf_lit(b, "  -> ");
	map_place(b, c);
	if (c->doubt[0] != '\0')
		buf_printf(b, "  # %s", c->doubt);
	buf_lit(b, "\n");
	put_answers(b, c);
}

/* The questions that no column goes to. */
static void
put_missing(struct buf *b, const struct map *m, const struct forms_form *form)
{
	size_t i, k, n = 0;

	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *f = &form->fields[i];

		for (k = 0; k < m->n && m->columns[k].field != f; k++)
			;
		if (k < m->n || f->until != NULL)
			continue;
		if (n++ == 0)
			buf_lit(b, "\n# No column goes to these questions, "
			    "which count as not asked:\n");
		buf_printf(b, "#   %s%s\n", f->id, f->required ?
		    " (must have an answer)" : "");
	}
}

static void
put_settings(struct buf *b, const struct map *m)
{
	buf_lit(b, "source    ");
	scan_put(b, m->source);
	buf_printf(b, "  # a name for this survey: keep it for later files\n"
	    "channel   %-10s # or online paper email letter phone\n"
	    "language  %s\n", m->channel, m->lang);
	if (m->day[0] != '\0')
		buf_printf(b, "date      %s\n", m->day);
	buf_printf(b, "\n# What to do with a row that our own site would not "
	    "take: refuse it, or\n"
	    "required  %-8s # blank: an answer that must be there may be "
	    "missing\n"
	    "routing   %-8s # drop: an answer to a question that was not for "
	    "them\n"
	    "rules     %-8s # keep: answers that do not agree\n\n",
	    m->blank_required ? "blank" : "refuse",
	    m->drop_unasked ? "drop" : "refuse",
	    m->keep_broken ? "keep" : "refuse");
	if (m->headings > 0)
		buf_printf(b, "headings  %zu        # rows at the top\n",
		    m->headings);
	if (m->sheet != NULL) {
		buf_lit(b, "sheet     ");
		scan_put(b, m->sheet);
		buf_lit(b, "\n");
	}
	if (m->encoding != NULL)
		buf_printf(b, "encoding  %s\n", m->encoding);
	if (m->separator != '\0')
		buf_printf(b, m->separator == '\t' ? "separator tab\n" :
		    "separator %c\n", m->separator);
}

void
map_write(struct buf *b, const struct map *m, const struct forms_form *form)
{
	size_t i, unsure = 0;

	for (i = 0; i < m->n; i++)
		unsure += m->columns[i].goes == GOES_UNSURE;
	buf_lit(b, "# Where each column goes: to a question, or nowhere "
	    "(`leave out`).\n"
	    "# Below a column: what stands in the file = the answer that it "
	    "is.\n"
	    "# docs/RESPONSES.md says what else can be written.\n");
	if (unsure > 0)
		buf_printf(b, "# %zu column%s still ha%s a ?: nothing is "
		    "imported until you say where %s.\n", unsure,
		    unsure == 1 ? "" : "s", unsure == 1 ? "s" : "ve",
		    unsure == 1 ? "it goes" : "they go");
	buf_lit(b, "\n");
	put_settings(b, m);
	buf_lit(b, "\n");
	for (i = 0; i < m->n; i++)
		put_column(b, &m->columns[i]);
	put_missing(b, m, form);
}
