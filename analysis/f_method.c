/* SPDX-License-Identifier: MIT
 *
 * f_method.c -- what comments were about across all questions, and how the
 * report was made.
 */
#include "analysis/findings.h"

/* ---- across the questions ---------------------------------------------- */

static void
theme_rows(struct grid *g, const struct forms_kind *kind,
    const struct raised *r)
{
	struct findings *f = g->f;
	bool head = false;
	size_t i, k;

	for (i = 0; i < f->n_entities; i++) {
		const struct forms_entity *e = f->entities[i];

		if (e->kind != kind || e->under != NULL)
			continue;
		if (!head)
			f_grid_row(g, ROW_GROUP, f_upper_first(f,
			    f_plural(f, kind->words)));
		head = true;
		f_grid_row(g, ROW_BODY, f_entity_label(f, e))[1] =
		    f_cell_share(r->n[i], r->people);
		for (k = 0; k < f->n_entities; k++)
			if (k != i && f_entity_within(f->entities[k], e))
				f_grid_row(g, ROW_BODY, arena_printf(f->a,
				    "of which: %s", f->entities[k]->title))[1]
				    = f_cell_share(r->n[k], r->people);
	}
}

void
f_themes(struct findings *f)
{
	struct caption c = { .title = "What comments to all questions were "
	    "about" };
	const struct forms_kind *k;
	struct grid *g = f_grid_new(f);
	struct raised r;
	struct page p;

	if (f->n_entities == 0)
		return;
	f_page_numbered(&p, f, "themes", "Across all the comments",
	    "Comments");
	f_raised_count(f, NULL, &r);
	if (r.people == 0) {
		f_page_para(&p, "", f_plain(f, "Nobody wrote a comment."));
		f_page_end(&p);
		return;
	}
	f_page_finding(&p, "Finding", f_plain(f, "%s wrote %s.", f_count_of(f,
	    r.people, "person", "people"), f_count_of(f, r.comments, "comment",
	    "comments")));
	f_page_para(&p, "", f_plain(f, "This table counts everybody who wrote "
	    "about a subject, whichever question they were answering."));
	f_grid_column(g, "Subject", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	for (k = f->form->kinds; k != NULL; k = k->next)
		theme_rows(g, k, &r);
	if (r.none > 0)
		f_grid_row(g, ROW_BODY, "No subject found")[1] =
		    f_cell_share(r.none, r.people);
	g->bar = r.people >= PERCENT_BASE ? 1 : -1;
	c.base = arena_printf(f->a, "Base: the %s who wrote a comment to any "
	    "question.", f_num(f, r.people));
	f_caption_note(&c, "One person may raise several subjects, and may "
	    "raise several parts of one: rows do not add up.");
	f_page_exhibit(&p, &c, g);
	f_page_end(&p);
}

/* ---- method and limits ------------------------------------------------- */

static const char *
coded_by(struct findings *f)
{
	int64_t rules = f->n_coded[CODED_RULE], all = 0;
	size_t i;

	for (i = 0; i < LEN(f->n_coded); i++)
		all += f->n_coded[i];
	if (all == 0)
		return "No comment has been sorted by subject yet.";
	if (rules == all)
		return arena_printf(f->a, "All %s of subjects in this report "
		    "were found by the rules alone.", f_count_of(f, all,
		    "mention", "mentions"));
	return arena_printf(f->a, "Of the %s of subjects in this report, %s "
	    "were found by the rules and %s by people who read the comments.",
	    f_count_of(f, all, "mention", "mentions"), f_num(f, rules),
	    f_num(f, all - rules));
}

static void
comments_method(struct page *p)
{
	struct findings *f = p->f;

	f_page_heading(p, 2, "How comments were sorted by subject");
	f_page_para(p, "", f_plain(f, "A program looked in each comment for "
	    "words that belong to a subject. Appendix B has some of the words "
	    "for each. It finds all forms of a word (plan, plans, planned) "
	    "and marks the place, so that each count can be traced to the "
	    "comments behind it. %s",
	    coded_by(f)));
	f_page_para(p, "", f_plain(f, "Each comment was searched for every "
	    "subject, whichever question it answered. A comment is not taken "
	    "to be about a subject only because it was written under a "
	    "question about it. So the report gives two numbers: how many "
	    "people commented on a question, and how many people wrote about "
	    "its subject in any comment."));
	f_page_para(p, "", f_plain(f, "Anybody who writes about a part of a "
	    "subject also counts for the whole. One person may write about "
	    "several parts, so the parts may add up to more than the whole."));
	f_page_para(p, "", f_plain(f, "This has limits. A program does not "
	    "understand what it reads. It misses subjects that people "
	    "describe in other words, and it sometimes finds a word that was "
	    "used in another sense. It does not tell praise from criticism. "
	    "It looks for English words only. So treat these counts as a "
	    "guide to what people wrote about, and not as exact numbers. They "
	    "do not replace reading the comments."));
}

static void
quotes_method(struct findings *f, struct facts *v)
{
	int64_t yes = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		yes += tally_consent(&f->r[i]);
	if (f->form->quote_consent == NULL) {
		f_facts_add(f, v, "Quotations", f_plain(f, "The questionnaire "
		    "did not ask whether we may quote, so nobody is quoted."));
		return;
	}
	f_facts_add(f, v, "Quotations", f_plain(f, "%s of %s said that we may "
	    "quote them. The report has %s.%s A fixed rule chose from what "
	    "may be printed: a useful length, more than one subject where "
	    "possible, and for and against in proportion to the answers "
	    "given, as far as there were comments. Nobody is quoted more than "
	    "twice.", f_num(f, yes), f_count_of(f, (int64_t)f->n,
	    "respondent", "respondents"), f_count_of(f, (int64_t)f->n_quotes,
	    "quotation", "quotations"), f->n_rehearsal == f->n ?
	    " Nobody has read these first, because they are made up." :
	    " Somebody read each comment of a real person first, so that no "
	    "words give them away. What was taken out is marked with [ ]."));
}

static void
method_facts(struct page *p)
{
	struct findings *f = p->f;
	struct facts v = { 0 };

	if (f->n_rehearsal > 0)
		f_facts_add(f, &v, "Rehearsal", f_plain(f, "%s of the %s in "
		    "this report were made up by a program, and so were their "
		    "comments. They went the same way as real ones. They show "
		    "what the report will look like and nothing else.",
		    f->n_rehearsal == f->n ? "All" :
		    f_num(f, (int64_t)f->n_rehearsal),
		    f_count_of(f, (int64_t)f->n, "response", "responses")));
	f_facts_add(f, &v, "Numbers", f_plain(f, "A program worked out every "
	    "number from the responses. None was typed. The same responses "
	    "always give the same report."));
	f_facts_add(f, &v, "Left out", f_left_out_why(f));
	f_typed_in(f, &v);
	f_facts_add(f, &v, "Sums", f_plain(f, "Where answers are put "
	    "together, as in “all who agreed”, people are counted again. "
	    "Rounded percentages are never added."));
	f_facts_add(f, &v, "Small numbers", f_plain(f, "A count from 1 to %d "
	    "about a group of people is hidden. Then more counts are hidden "
	    "until no hidden one can be worked out from the rows and columns, "
	    "also by somebody who knows these rules.", SMALL - 1));
	quotes_method(f, &v);
	f_facts_add(f, &v, "The questions", f_plain(f, "The questionnaire is "
	    "named %s. The fingerprint of its exact words is %.16s.%s",
	    f->form->name, f->form->hash, f->form->codebook[0] == '\0' ? "" :
	    arena_printf(f->a, " The list of subjects is named %s, version "
	    "%d.", f->form->codebook, f->form->codebook_version)));
	f_page_facts(p, &v);
}

/* ---- versions ------------------------------------------------------------ */

static int64_t
answered(const struct findings *f, const struct forms_earlier *e)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += f->r[i].earlier == e;
	return n;
}

static const char *
version_counts(struct findings *f)
{
	const struct forms_form *form = f->form;
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, n = 0;

	for (i = 0; i < form->n_earlier; i++)
		if (form->earlier[i].map != NULL) {
			buf_printf(&b, "%s%s%s version %s", n > 0 ? ", " : "",
			    f_num(f, answered(f, &form->earlier[i])),
			    n == 0 ? " answered" : "", forms_version_words(
			    f->a, &form->earlier[i].version));
			n++;
		}
	buf_printf(&b, " and %s version %s.", f_num(f, answered(f, NULL)),
	    forms_version_words(f->a, form->version));
	return arena_str(f->a, buf_text(&b));
}

/* Some began before a change and went on after it. */
static const char *
seen_words(struct findings *f)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += f->r[i].meta.n_seen > 0;
	return n == 0 ? "" : arena_printf(f->a, " %s began before a change and "
	    "went on after it; they are counted where they ended.",
	    f_count_of(f, n, "person", "people"));
}

static void
versions(struct page *p)
{
	struct findings *f = p->f;
	const struct forms_form *form = f->form;
	struct texts v = { 0 };
	size_t i, k;

	if (form->n_earlier == 0 || form->version == NULL)
		return;
	f_page_heading(p, 2, "Versions of the questionnaire");
	f_page_para(p, "", f_plain(f, "The questionnaire changed while people "
	    "answered. %s%s Each answer is kept with the words that its author "
	    "saw. This is what the changes mean for the numbers here:",
	    version_counts(f), seen_words(f)));
	for (i = 0; i < form->n_earlier; i++)
		for (k = 0; k < form->earlier[i].diff.n; k++)
			if (form->earlier[i].diff.v[k].analysts != NULL)
				f_texts_add(f, &v, f_plain(f,
				    "After version %s: %s", forms_version_words(
				    f->a, &form->earlier[i].version),
				    form->earlier[i].diff.v[k].analysts));
	if (v.n == 0)
		f_texts_add(f, &v, f_plain(f, "Nothing that could be counted "
		    "changed."));
	f_page_list(p, &v, false);
}

static void
limits(struct page *p)
{
	struct findings *f = p->f;
	struct texts v = { 0 };

	f_page_heading(p, 2, "What this report cannot say");
	f_texts_add(f, &v, f_plain(f, "It cannot say what people think who "
	    "did not answer. Often it is those whom a subject touches most "
	    "who answer."));
	f_texts_add(f, &v, f_plain(f, "It does not say why groups differ. A "
	    "group may be small, and its people may differ in other ways."));
	f_texts_add(f, &v, f_plain(f, "It does not compare those who answered "
	    "with the people who live in the area."));
	f_texts_add(f, &v, f_plain(f, "It does not look for texts that many "
	    "people sent alike, nor for people who answered more than once."));
	if (f->form->has_equality)
		f_texts_add(f, &v, f_plain(f, "It shows who answered the "
		    "equality questions, but not yet what each of these "
		    "groups thinks about the other questions."));
	f_page_list(p, &v, false);
}

void
f_method(struct findings *f)
{
	struct page p;

	f_page_numbered(&p, f, "method", "Method and limits", "Method");
	f_page_para(&p, "", f_plain(f, "Anybody could answer who wanted to. "
	    "So this is not a vote, and not a survey of a sample."));
	method_facts(&p);
	f_ledger(&p);
	if (f->n_entities > 0)
		comments_method(&p);
	versions(&p);
	limits(&p);
	f_page_end(&p);
}
