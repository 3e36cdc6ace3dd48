/* SPDX-License-Identifier: MIT
 *
 * f_appendix.c -- the questions as asked, the subjects that comments were
 * sorted by, the full tables, and the organisations that answered.
 */
#include "analysis/findings.h"

#include <stdlib.h>

/* ---- A: the questions as asked ----------------------------------------- */

static const char *
how_to_answer(const struct forms_field *q)
{
	switch (q->q->type) {
	case FORMS_ONE: case FORMS_SCALE:
		return "Choose one:";
	case FORMS_MANY:
		return "Choose any that apply:";
	case FORMS_NUMBER:
		return "A number.";
	case FORMS_LINE:
		return "A short answer in your own words.";
	case FORMS_TEXT:
		return "An answer in your own words.";
	case FORMS_RANK:
		return "Put in order, the best first:";
	case FORMS_SHARE:
		return "Points to give out:";
	case FORMS_DATE:
		return q->q->date == FORMS_YEAR ? "A year." :
		    q->q->date == FORMS_MONTH ? "A month and a year." :
		    q->q->date == FORMS_PARTIAL ?
		    "A date, or as much of it as is known." : "A date.";
	case FORMS_FILE:
		return "A file.";
	case FORMS_POSTCODE:
		return q->q->postcode == FORMS_FULL ? "A postcode." :
		    "The first part of a postcode.";
	}
	return "";
}

/* The numbers of a question that was asked about each of several things:
 * "Questions 7, 9 … 25". */
static const char *
numbers_asked(struct findings *f, const struct forms_field *q)
{
	const char *second = NULL, *last = q->number;
	size_t i;

	for (i = q->index + 1; i < f->form->n_fields; i++)
		if (f->form->fields[i].q == q->q) {
			last = f->form->fields[i].number;
			if (second == NULL)
				second = last;
		}
	if (q->number[0] == '\0')
		return "Question";
	if (second == NULL)
		return arena_printf(f->a, "Question %s", q->number);
	return strcmp(second, last) == 0 ?
	    arena_printf(f->a, "Questions %s and %s", q->number, last) :
	    arena_printf(f->a, "Questions %s, %s … %s", q->number, second,
	    last);
}

static void
question_asked(struct page *p, const struct forms_field *q)
{
	struct findings *f = p->f;
	struct buf b CLEAN(buf_free) = { 0 };
	const struct forms_option *o;
	size_t i, n, shown = 0;

	o = tally_options(q->q, &n);
	if (q->show != NULL)
		buf_puts(&b, "Asked only of some, depending on earlier "
		    "answers. ");
	buf_puts(&b, how_to_answer(q));
	for (i = 0; i < n; i++)
		if (!o[i].staff)
			buf_printf(&b, "%s%s%s", shown++ ? "; " : " ",
			    o[i].words, o[i].write_in ?
			    " (in your own words)" : "");
	if (shown > 0)
		buf_puts(&b, ".");
	if (q->row != NULL)
		buf_printf(&b, " Asked about each %s in turn; these words are "
		    "about the first.", f_lower_first(f, q->row->kind->words));
	f_page_minor(p, numbers_asked(f, q), f_plain(f, "%s%s%s",
	    q->words, q->hint[0] != '\0' ? " " : "", q->hint),
	    f_plain(f, "%s", buf_text(&b)));
}

static bool	first_of(const struct findings *, size_t at);

/* A page of a repeat is like the first one. */
static bool
seen_before(const struct findings *f, const struct forms_page *at)
{
	size_t i;

	for (i = 0; i < at->n_items; i++)
		if (at->items[i].kind == FORMS_ITEM_FIELD &&
		    (at->items[i].field->row == NULL ||
		    first_of(f, at->items[i].field->index)))
			return false;
	return at->n_items > 0;
}

static void
questions_asked(struct findings *f)
{
	const char *title, *last = "";
	struct page p;
	size_t i, k;

	f_page_appendix(&p, f, "questions", "The questions as asked",
	    "Questions");
	for (i = 0; i < f->form->n_pages; i++) {
		const struct forms_page *at = &f->form->pages[i];

		if (seen_before(f, at))
			continue;
		title = at->part == FORMS_PART_EQUALITY ?
		    "Equality questions" : at->title;
		if (title[0] != '\0' && strcmp(title, last) != 0)
			f_page_heading(&p, 3, title);
		last = title;
		for (k = 0; k < at->n_items; k++) {
			const struct forms_item *it = &at->items[k];

			if (it->kind == FORMS_ITEM_TEXT)
				f_page_prose(&p, it->words);
			else if (it->kind == FORMS_ITEM_HEADING)
				f_page_heading(&p, 3, it->words);
			else
				question_asked(&p, it->field);
		}
	}
	f_page_end(&p);
}

/* ---- B: the subjects --------------------------------------------------- */

static void	words_of(struct findings *, struct buf *,
		    const struct forms_search *, enum forms_search_op inside);

/* The parts of a rule that are joined alike, one after the other. */
static void
joined(struct findings *f, struct buf *b, const struct forms_search *s,
    const char *with)
{
	if (s->left->op == s->op)
		joined(f, b, s->left, with);
	else
		words_of(f, b, s->left, s->op);
	buf_puts(b, with);
	if (s->right->op == s->op)
		joined(f, b, s->right, with);
	else
		words_of(f, b, s->right, s->op);
}

/* inside: what the part belongs to; FIND_TERM: nothing, it is the whole. */
static void
words_of(struct findings *f, struct buf *b, const struct forms_search *s,
    enum forms_search_op inside)
{
	bool whole = inside == FIND_TERM;

	switch (s->op) {
	case FIND_TERM:
		buf_puts(b, s->text);
		return;
	case FIND_PREFIX:
		buf_printf(b, "%s…", s->text);
		return;
	case FIND_PHRASE:
		buf_printf(b, "“%s”", s->text);
		return;
	case FIND_NOT:
		buf_lit(b, "not ");
		words_of(f, b, s->left, s->op);
		return;
	case FIND_NEAR:
		words_of(f, b, s->left, s->op);
		buf_lit(b, " near ");
		words_of(f, b, s->right, s->op);
		if (s->distance > 0)
			buf_printf(b, " (at most %s between)", f_count_of(f,
			    s->distance, "word", "words"));
		return;
	case FIND_AND: case FIND_OR:
		break;
	}
	buf_puts(b, whole ? "" : "(");
	joined(f, b, s, s->op == FIND_AND ? " and " : whole ? "; " : " or ");
	buf_puts(b, whole ? "" : ")");
}

const char *
f_rule_words(struct findings *f, const struct forms_search *s)
{
	struct buf b CLEAN(buf_free) = { 0 };

	words_of(f, &b, s, FIND_TERM);
	return arena_str(f->a, buf_text(&b));
}

enum { EXAMPLES = 4 };	/* words that stand for a rule */

/* The first words of a rule, as many as are left; counts all. */
static void
some_words(struct buf *b, const struct forms_search *s, size_t *n)
{
	if (s->left != NULL) {
		some_words(b, s->left, n);
		if (s->right != NULL && s->op != FIND_NOT)
			some_words(b, s->right, n);
		return;
	}
	if ((*n)++ >= EXAMPLES)
		return;
	buf_printf(b, *n > 1 ? ", “%s%s”" : "“%s%s”", s->text,
	    s->op == FIND_PREFIX ? "…" : "");
}

/* "103 of 397 (26%)". */
static const char *
raised_by(struct findings *f, int64_t n, int64_t people)
{
	if (n == 0)
		return "nobody";
	return arena_printf(f->a, "%s" NBSP "of" NBSP "%s%s", f_num(f, n),
	    f_num(f, people), people < PERCENT_BASE ? "" :
	    arena_printf(f->a, NBSP "(%d%%)", analysis_percent(n, people)));
}

static struct report_text
subject_text(struct findings *f, const struct forms_entity *e, int64_t n,
    int64_t people)
{
	struct buf b CLEAN(buf_free) = { 0 }, w CLEAN(buf_free) = { 0 };
	size_t words = 0;

	if (e->under != NULL)
		buf_printf(&b, "Part of “%s”. ", e->under->title);
	if (e->covers[0] != '\0')
		buf_printf(&b, "%s. ", e->covers);
	else if (e->says[0] != '\0')
		buf_printf(&b, "%s ", e->says);
	if (e->match != NULL) {
		some_words(&w, e->match, &words);
		buf_printf(&b, words > EXAMPLES ? "Found by words such as %s."
		    : "Found by %s.", buf_text(&w));
	} else {
		buf_puts(&b, "No words find this.");
	}
	if (people > 0)
		buf_printf(&b, " Raised by %s.", raised_by(f, n, people));
	return f_plain(f, "%s", buf_text(&b));
}

static void
subjects(struct findings *f)
{
	const struct forms_kind *k;
	struct raised r;
	struct page p;
	size_t i;

	if (f->n_entities == 0)
		return;
	f_raised_count(f, NULL, &r);
	f_page_appendix(&p, f, "subjects", "Subjects of comments",
	    "Subjects");
	f_page_para(&p, "", f_plain(f, "These are the subjects that comments "
	    "were sorted by, with some of the words that find each. A word "
	    "finds its other forms too, and “…” stands for any ending. Some "
	    "words count only near others: “Method and limits” names the list "
	    "that has every rule. The counts are of all who wrote a "
	    "comment."));
	for (k = f->form->kinds; k != NULL; k = k->next) {
		struct facts v = { 0 };

		for (i = 0; i < f->n_entities; i++)
			if (f->entities[i]->kind == k)
				f_facts_add(f, &v, f->entities[i]->title,
				    subject_text(f, f->entities[i], r.n[i],
				    r.people));
		if (v.n == 0)
			continue;
		f_page_heading(&p, 2, f_upper_first(f, f_plural(f, k->words)));
		f_page_facts(&p, &v);
	}
	f_page_end(&p);
}

/* ---- D: every question, side by side ------------------------------------ */

/* A question that was asked about each of several things has one table, with
 * a row for each: counts alone, for the percents are in the sections. */
static void
repeated_table(struct page *p, const struct forms_question *q)
{
	struct findings *f = p->f;
	struct caption c = { .base = "Counts of people. The answers make up "
	    "the base; with the columns after it, all responses." };
	struct grid *g = f_grid_new(f);
	const struct forms_option *o;
	bool used[N_STATES] = { false }, withheld = false;
	const struct forms_field *last = NULL;
	size_t i, k, n, at;
	struct tally t;

	o = tally_options(q, &n);
	for (i = 0; i < f->form->n_fields; i++) {
		if (f->form->fields[i].q != q)
			continue;
		last = &f->form->fields[i];
		tally_field(f->a, last, f->r, f->n, NULL, &t);
		for (k = 0; k < N_STATES; k++)
			used[k] |= t.missing[k] > 0;
		withheld |= t.withheld > 0;
	}
	f_grid_column(g, "About", false, TONE_NONE);
	for (i = 0; i < n; i++)
		if (o[i].missing == FORMS_ANSWERED)
			f_grid_column(g, o[i].words, true, TONE_NONE);
	f_grid_column(g, "Base", true, TONE_NONE);
	for (k = 0; k < N_STATES; k++)
		if (used[k])
			f_grid_column(g, f_upper_first(f, f_missing_words(&t,
			    (enum forms_state)k)), true, TONE_NONE);
	if (withheld)
		f_grid_column(g, "Not for publication", true, TONE_NONE);
	f_grid_column(g, "All", true, TONE_NONE);
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *one = &f->form->fields[i];
		struct report_cell *v;

		if (one->q != q)
			continue;
		tally_field(f->a, one, f->r, f->n, NULL, &t);
		v = f_grid_row(g, ROW_BODY, arena_printf(f->a,
		    "%s" NBSP "%d", one->row->kind->words, one->row->number));
		for (k = 0, at = 1; k < n; k++)
			if (o[k].missing == FORMS_ANSWERED)
				v[at++] = f_cell_count(t.n[k]);
		v[at++] = f_cell_count(t.base);
		for (k = 0; k < N_STATES; k++)
			if (used[k])
				v[at++] = f_cell_count(t.missing[k]);
		if (withheld)
			v[at++] = f_cell_count(t.withheld);
		v[at] = f_cell_count(t.all);
	}
	c.title = last->words;
	f_page_exhibit(p, &c, g);
}

/* True when every row may be shown, and the table is not too wide. */
static bool
repeated(const struct findings *f, const struct forms_field *q)
{
	struct tally t;
	size_t i, n;

	tally_options(q->q, &n);
	if (q->row == NULL || q->q->type == FORMS_MANY || n > 6 ||
	    f->profiles[q->index].is)
		return false;
	for (i = 0; i < f->form->n_fields; i++) {
		if (f->form->fields[i].q != q->q)
			continue;
		tally_field(f->a, &f->form->fields[i], f->r, f->n, NULL, &t);
		if (f_gives_away(f, &t))
			return false;
	}
	return true;
}

static void
answered_row(struct grid *g, const struct forms_field *q,
    const struct tally *t)
{
	struct findings *f = g->f;
	int64_t asked = t->all - t->missing[FORMS_NOT_ASKED];
	struct report_cell *v = f_grid_row(g, ROW_BODY, arena_printf(f->a,
	    "%s%s%s%s", q->number, q->number[0] != '\0' ? ". " : "", q->words,
	    q->row == NULL ? "" : arena_printf(f->a, " (%s)",
	    f_entity_place(f, q->row))));

	v[1] = f_cell_count(asked);
	v[2] = f_cell_share(t->base, asked);
	v[3] = f_cell_count(asked - t->base);
}

/* How many answered each question. */
static void
answered_table(struct page *p)
{
	struct findings *f = p->f;
	struct caption c = { .title = "How many answered each question",
	    .base = "Percentages are of those who were asked.", .flows = true };
	struct grid *g = f_grid_new(f);
	bool left_out = false;
	size_t i;

	f_grid_column(g, "Question", false, TONE_NONE);
	f_grid_column(g, "Asked", true, TONE_NONE);
	f_grid_column(g, "Answered", true, TONE_NONE);
	f_grid_column(g, "No answer", true, TONE_NONE);
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];
		struct tally t;

		if (!f_published(q) || q == f->form->quote_consent ||
		    q->page->part == FORMS_PART_EQUALITY)
			continue;
		tally_field(f->a, q, f->r, f->n, NULL, &t);
		if (f_gives_away(f, &t) || (t.base > 0 && t.base < ROW_BASE &&
		    f->profiles[q->index].is))
			left_out = true;
		else
			answered_row(g, q, &t);
	}
	f_caption_note(&c, "No answer: left blank, did not know, preferred "
	    "not to say, or could not be read.");
	if (left_out)
		f_caption_note(&c, "Questions are left out where the number "
		    "could tell something about a person.");
	if (g->n_rows > 0)
		f_page_exhibit(p, &c, g);
}

static bool
first_of(const struct findings *f, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (f->form->fields[i].q == f->form->fields[at].q)
			return false;
	return true;
}

static void
every_question(struct findings *f)
{
	struct page p;
	size_t i;

	f_page_appendix(&p, f, "tables", "Questions side by side",
	    "Side by side");
	f_page_para(&p, "", f_plain(f, "The other tables in this report are "
	    "about one question each. Here they stand together. The equality "
	    "questions are in their own section."));
	for (i = 0; i < f->form->n_fields; i++)
		if (f_published(&f->form->fields[i]) &&
		    tally_closed(f->form->fields[i].q) &&
		    repeated(f, &f->form->fields[i]) && first_of(f, i))
			repeated_table(&p, f->form->fields[i].q);
	answered_table(&p);
	f_page_end(&p);
}

void
f_appendix(struct findings *f)
{
	questions_asked(f);
	subjects(f);
	f_groups(f);
	every_question(f);
	f_organisations(f);
}
