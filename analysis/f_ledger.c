/* SPDX-License-Identifier: MIT
 *
 * f_ledger.c -- what was received and what became of it, so that it adds up; and
 * what was typed in, with how many errors that made.
 */
#include "analysis/findings.h"

int64_t
f_pending(const struct findings *f)
{
	int64_t n = f->hand.withdrawn;
	size_t i;

	for (i = 0; i < SHEET_STATES; i++)
		n += f->hand.none[i];
	return n;
}

int64_t
f_received(const struct findings *f)
{
	return (int64_t)f->n + f->flags.left_out + f_pending(f);
}

static int64_t
sheets(const struct findings *f)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < SHEET_STATES; i++)
		n += f->hand.n[i];
	return n;
}

/* ---- the ledger ---------------------------------------------------------------- */

/* By state; those that are typed in have a response, unless it is lost. */
static const char *const without[SHEET_STATES] = {
	[SHEET_RECEIVED] = "Not typed in yet",
	[SHEET_KEYED] = "Typed in, and its response is not there",
	[SHEET_WAITING] = "Typed in once, to be typed in again",
	[SHEET_DIFFERENCES] = "Typed in twice, and what differs is not settled",
	[SHEET_SETTLED] = "Settled, and its response is not there",
	[SHEET_ASIDE] = "Put aside, to be looked at",
	[SHEET_VOID] = "Void: copies of others, empty ones and the like",
	[SHEET_WITHDRAWN] = "On paper, by letter, phone or from a meeting, and withdrawn"
};

static void
row(struct grid *g, enum report_row_kind kind, const char *words, int64_t n)
{
	f_grid_row(g, kind, words)[1] = f_cell_count(n);
}

/* The number of the flag's bit. */
static const struct cases_flag_sum *
late(const struct findings *f)
{
	size_t i = 0;

	while (1u << i != STORE_LATE)
		i++;
	return &f->flags.of[i];
}

static void
ledger_rows(struct grid *g)
{
	const struct findings *f = g->f;
	const struct cases_flag_sum *l = late(f);
	size_t i;

	row(g, ROW_BODY, "Counted in this report", (int64_t)f->n);
	if (l->n > l->left_out)
		row(g, ROW_BODY, "of which: came after the close",
		    l->n - l->left_out);
	if (f->flags.left_out > 0)
		row(g, ROW_BODY, "Left out, as somebody decided",
		    f->flags.left_out);
	if (l->left_out > 0)
		row(g, ROW_BODY, "of which: came after the close, and left out",
		    l->left_out);
	if (f->hand.withdrawn > 0)
		row(g, ROW_BODY, "Withdrawn by whoever sent them",
		    f->hand.withdrawn);
	for (i = 0; i < SHEET_STATES; i++)
		if (f->hand.none[i] > 0)
			row(g, ROW_BODY, without[i], f->hand.none[i]);
	row(g, ROW_TOTAL, "Received", f_received(f));
}

static void
ledger(struct page *p)
{
	struct findings *f = p->f;
	struct grid *g = f_grid_new(f);
	struct caption c = { .title = "What was received, and what became of "
	    "it", .base = "Base: everything that we received." };
	int64_t aside = f->hand.n[SHEET_ASIDE] - f->hand.none[SHEET_ASIDE];

	f_grid_column(g, "What became of them", false, TONE_NONE);
	f_grid_column(g, "Responses", true, TONE_NONE);
	ledger_rows(g);
	f_caption_note(&c, "Each response is in one row. Rows that begin with "
	    "“of which” say more about the row above them.");
	if (aside > 0)
		f_caption_note(&c, arena_printf(f->a, "%s put aside after "
		    "typing in, and %s until somebody decides.",
		    f_count_of(f, aside, "response was", "responses were"),
		    aside == 1 ? "counts" : "count"));
	f_page_exhibit(p, &c, g);
}

static void
meetings(struct page *p)
{
	struct findings *f = p->f;
	const struct sheet_ledger *h = &f->hand;
	struct grid *g = f_grid_new(f);
	struct caption c = { .title = "Meetings and petitions: their people, "
	    "counted apart", .base = "Base: meetings and petitions that we "
	    "received and that are not void." };
	struct report_cell *v;

	if (h->meetings + h->petitions == 0)
		return;
	f_grid_column(g, "Kind", false, TONE_NONE);
	f_grid_column(g, "Received", true, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	if (h->meetings > 0) {
		v = f_grid_row(g, ROW_BODY, "Meetings");
		v[1] = f_cell_count(h->meetings);
		v[2] = f_cell_count(h->took_part);
	}
	if (h->petitions > 0) {
		v = f_grid_row(g, ROW_BODY, "Petitions");
		v[1] = f_cell_count(h->petitions);
		v[2] = f_cell_count(h->signed_it);
	}
	f_caption_note(&c, "People: who took part or signed. They are counted "
	    "here and nowhere else. A meeting or petition is at most one "
	    "response in the other tables, however many people it had.");
	f_page_exhibit(p, &c, g);
}

void
f_ledger(struct page *p)
{
	struct findings *f = p->f;

	if (f_received(f) == (int64_t)f->n && sheets(f) == 0)
		return;
	f_page_heading(p, 2, "What was received, and what became of it");
	ledger(p);
	meetings(p);
}

/* ---- what was typed in --------------------------------------------------------- */

void
f_typed_in(struct findings *f, struct facts *v)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct analysis_keyed *k = f->keyed;

	if (k == NULL || k->n + k->unknown == 0)
		return;
	buf_printf(&b, "People typed in what came on paper, by letter, by "
	    "phone and from meetings: %s, %s twice.", f_count_of(f,
	    (int64_t)k->n, "sheet", "sheets"), k->twice == 0 ?
	    "none of them" : k->twice == k->n ? "all of them" :
	    arena_printf(f->a, "and %s of them", f_num(f,
	    (int64_t)k->twice)));
	if (k->checked > 0)
		buf_printf(&b, " %s checked once more, with the paper in hand, "
		    "by somebody who had neither typed %s in nor settled "
		    "what differed.", f_count_of(f, (int64_t)k->checked,
		    "was", "were"), k->checked == 1 ? "it" : "them");
	if (k->checked_of_batch > 0)
		buf_printf(&b, " %s drawn from one batch and not from all "
		    "sheets, and what was found there says little of other "
		    "batches.", f_count_of(f, (int64_t)k->checked_of_batch,
		    "of those was", "of those were"));
	buf_printf(&b, " %s", analysis_keying_words(f->a, f->l, &f->typed));
	if (k->unknown > 0)
		buf_printf(&b, " %s not in this estimate: of a version of the "
		    "questionnaire that no response here answers.",
		    f_count_of(f, (int64_t)k->unknown, "sheet is",
		    "sheets are"));
	f_facts_add(f, v, "Typed in", f_plain(f, "%s", buf_text(&b)));
}
