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
	case FORMS_POSTCODE:
		return "The first part of a postcode.";
	}
	return "";
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
	f_page_minor(p, q->number[0] != '\0' ? arena_printf(f->a,
	    "Question %s", q->number) : "Question", f_plain(f, "%s%s%s",
	    q->words, q->hint[0] != '\0' ? " " : "", q->hint),
	    f_plain(f, "%s", buf_text(&b)));
}

static void
questions_asked(struct findings *f)
{
	struct page p;
	size_t i, k;

	f_page_appendix(&p, f, "questions", "The questions as asked",
	    "Questions");
	for (i = 0; i < f->form->n_pages; i++) {
		const struct forms_page *at = &f->form->pages[i];

		f_page_heading(&p, 2, at->title[0] != '\0' ? at->title :
		    arena_printf(f->a, "Page %zu", i + 1));
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

static struct report_text
subject_text(struct findings *f, const struct forms_entity *e, int64_t n,
    int64_t people)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (e->under != NULL)
		buf_printf(&b, "Part of: %s. ", e->under->title);
	if (e->covers[0] != '\0')
		buf_printf(&b, "Covers: %s. ", e->covers);
	if (e->excludes[0] != '\0')
		buf_printf(&b, "Does not cover: %s ", e->excludes);
	if (b.n == 0 && e->says[0] != '\0')
		buf_printf(&b, "%s ", e->says);
	if (e->match != NULL)
		buf_printf(&b, "Found by these words: %s. ",
		    f_rule_words(f, e->match));
	else
		buf_puts(&b, "There is no rule that finds this. ");
	if (people > 0)
		buf_printf(&b, "%s raised it %s.", f_share_short(f, n, people),
		    f_share(f, n, people));
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
	f_page_appendix(&p, f, "subjects", "The subjects of comments",
	    "Subjects");
	f_page_para(&p, "", f_plain(f, "These are the subjects that comments "
	    "were sorted by, with the words that find each. A word stands for "
	    "all its forms; “…” stands for any ending. “Near” works either "
	    "way round. The counts are of people, among all who wrote a "
	    "comment."));
	for (k = f->form->kinds; k != NULL; k = k->next) {
		struct facts v = { 0 };

		for (i = 0; i < f->n_entities; i++)
			if (f->entities[i]->kind == k)
				f_facts_add(f, &v, arena_printf(f->a, "%s %s",
				    f->entities[i]->name,
				    f->entities[i]->title),
				    subject_text(f, f->entities[i], r.n[i],
				    r.people));
		if (v.n == 0)
			continue;
		f_page_heading(&p, 2, f_upper_first(f, f_plural(f, k->words)));
		f_page_facts(&p, &v);
	}
	f_page_end(&p);
}

/* ---- C: the full tables ------------------------------------------------ */

static struct report_cell
full_cell(const struct profile *p, const struct tally *t, size_t i)
{
	return p->is && p->hidden[i] ? f_cell_hidden() :
	    f_cell_share(t->n[i], t->base);
}

/* The nets, unless a part of one is hidden. */
static void
net_rows(struct grid *g, const struct forms_field *q,
    const struct profile *p, const struct tally *t)
{
	struct findings *f = g->f;
	const struct forms_net *net;
	size_t i, n;

	net = tally_nets(q->q, &n);
	for (i = 0; i < n && !p->any; i++)
		f_grid_row(g, ROW_BODY, arena_printf(f->a, "Together: %s",
		    net[i].words))[1] = f_cell_share(tally_net(q, &net[i], f->r,
		    f->n, NULL), t->base);
}

/* Why there is no answer.  For what describes people, only how many were not
 * asked and how many did not say. */
static void
missing_rows(struct grid *g, const struct profile *p, const struct tally *t)
{
	int64_t asked = t->all - t->missing[FORMS_NOT_ASKED];
	size_t s;

	for (s = 0; s < N_STATES; s++)
		if (s != FORMS_ANSWERED && t->missing[s] > 0 &&
		    (!p->is || s == FORMS_NOT_ASKED))
			f_grid_row(g, ROW_BODY, f_upper_first(g->f,
			    f_missing_words(t, (enum forms_state)s)))[1] =
			    f_cell_count(t->missing[s]);
	if (p->is && asked > t->base)
		f_grid_row(g, ROW_BODY, "Not stated")[1] =
		    f_cell_count(asked - t->base);
	if (!p->is && t->withheld > 0)
		f_grid_row(g, ROW_BODY, "Not for publication")[1] =
		    f_cell_count(t->withheld);
	f_grid_row(g, ROW_TOTAL, "All responses")[1] = f_cell_count(t->all);
}

static void
full_table(struct page *p, const struct forms_field *q)
{
	struct findings *f = p->f;
	const struct profile *who = &f->profiles[q->index];
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	struct tally t;
	size_t i;

	tally_field(f->a, q, f->r, f->n, NULL, &t);
	c.field = q->id;
	c.title = q->number[0] != '\0' ? arena_printf(f->a, "Question %s: %s",
	    q->number, q->words) : q->words;
	if (f_gives_away(f, &t) || (who->is && who->few && t.base > 0)) {
		f_page_para(p, q->number[0] != '\0' ? arena_printf(f->a,
		    "Question %s", q->number) : "", f_plain(f, "%s This table "
		    "is not shown, to protect people: too few answered, or it "
		    "would give away a count that is hidden elsewhere.",
		    q->words));
		return;
	}
	f_grid_column(g, "Answer", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	for (i = 0; i < t.n_options; i++)
		if (t.options[i].missing == FORMS_ANSWERED &&
		    (!t.options[i].staff || t.n[i] > 0))
			f_grid_row(g, ROW_BODY, t.options[i].words)[1] =
			    full_cell(who, &t, i);
	net_rows(g, q, who, &t);
	f_grid_row(g, ROW_TOTAL, "Base")[1] = f_cell_count(t.base);
	missing_rows(g, who, &t);
	c.base = arena_printf(f->a, "Base: the %s who answered%s.",
	    f_num(f, t.base), q->q->type == FORMS_MANY ?
	    ", who could choose more than one" : "");
	if (q->row != NULL)
		f_caption_note(&c, arena_printf(f->a, "About %s: %s.",
		    f_entity_place(f, q->row), q->row->title));
	if (who->is && who->any)
		f_caption_note(&c, f_hidden_note);
	f_page_exhibit(p, &c, g);
}

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
		v = f_grid_row(g, ROW_BODY, f_upper_first(f,
		    f_entity_place(f, one->row)));
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

/* Questions in people's own words: how many wrote something. */
static void
open_table(struct page *p)
{
	struct findings *f = p->f;
	struct caption c = { .title = "Questions answered in people's own "
	    "words", .base = "How many answered, of those who were asked." };
	struct grid *g = f_grid_new(f);
	bool left_out = false;
	size_t i;

	f_grid_column(g, "Question", false, TONE_NONE);
	f_grid_column(g, "Answered", true, TONE_NONE);
	f_grid_column(g, "Asked", true, TONE_NONE);
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];
		struct report_cell *v;
		struct tally t;

		if (tally_closed(q->q) || !f_published(q) ||
		    q->page->part == FORMS_PART_EQUALITY)
			continue;
		tally_field(f->a, q, f->r, f->n, NULL, &t);
		if (f_gives_away(f, &t)) {
			left_out = true;
			continue;
		}
		v = f_grid_row(g, ROW_BODY, arena_printf(f->a, "%s%s%s",
		    q->number, q->number[0] != '\0' ? ". " : "", q->words));
		v[1] = f_cell_share(t.base, t.all - t.missing[FORMS_NOT_ASKED]);
		v[2] = f_cell_count(t.all - t.missing[FORMS_NOT_ASKED]);
	}
	if (left_out)
		f_caption_note(&c, "A question is left out where it would "
		    "give away a count that is hidden elsewhere.");
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
full_tables(struct findings *f)
{
	struct page p;
	size_t i;

	f_page_appendix(&p, f, "tables", "Every table in full", "Tables");
	f_page_para(&p, "", f_plain(f, "Each question that people answered by "
	    "choosing. The answers make up the base, except where more than "
	    "one could be chosen. The base and those below it make up all "
	    "responses."));
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];

		if (!tally_closed(q->q) || !f_published(q) ||
		    q == f->form->quote_consent)
			continue;
		if (!repeated(f, q))
			full_table(&p, q);
		else if (first_of(f, i))
			repeated_table(&p, q->q);
	}
	open_table(&p);
	f_page_end(&p);
}

/* ---- D: organisations -------------------------------------------------- */

static int
name_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
organisations(struct findings *f)
{
	const char **v = arena_array(f->a, const char *, f->n);
	struct texts list = { 0 };
	struct tally t;
	struct page p;
	size_t i, n = 0;

	if (f->org_name == NULL)
		return;
	tally_field(f->a, f->org_name, f->r, f->n, NULL, &t);
	for (i = 0; i < f->n; i++) {
		const struct forms_answer *x = tally_answer(&f->r[i],
		    f->org_name);

		if (x != NULL && x->text != NULL && !f_quotes_personal(x->text))
			v[n++] = x->text;
	}
	if (n == 0 || f_gives_away(f, &t))
		return;
	qsort(v, n, sizeof(*v), name_order);
	f_page_appendix(&p, f, "organisations", "Organisations that answered",
	    "Organisations");
	f_page_para(&p, "", f_plain(f, "These organisations gave their name%s.",
	    f->n_rehearsal > 0 ? ", or a made-up one in the rehearsal" : ""));
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(v[i - 1], v[i]) != 0)
			f_texts_add(f, &list, f_plain(f, "%s", v[i]));
	f_page_list(&p, &list, false);
	f_page_end(&p);
}

void
f_appendix(struct findings *f)
{
	questions_asked(f);
	subjects(f);
	full_tables(f);
	organisations(f);
}
