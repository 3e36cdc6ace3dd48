/* SPDX-License-Identifier: MIT
 *
 * f_part.c -- how people took part, and how to read the report.
 */
#include "analysis/findings.h"
#include "locales/locales.h"

#include <stdlib.h>

enum {
	COLUMNS = 26,	/* bars in the figure of responses over time */
	ON_BARS = 16	/* so many have room for their numbers */
};

/* How answers came, in a sentence. */
static const char *
way(const char *channel)
{
	static const struct { const char *channel, *words; } v[] = {
		{ "online", "online" }, { "paper", "on paper" },
		{ "email", "by email" }, { "letter", "by letter" },
		{ "phone", "by phone" }, { "meeting", "from meetings" },
		{ "petition", "in petitions" },
		{ "elsewhere", "through another survey tool" }
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		if (strcmp(v[i].channel, channel) == 0)
			return v[i].words;
	return channel;
}

static void
channels(struct page *p)
{
	struct findings *f = p->f;
	struct grid *g = f_grid_new(f);
	struct caption c = { .title = "How answers reached us" };
	struct report_cell *v;
	size_t i;

	if (f->out->n_channels == 1) {
		f_page_para(p, "How", f_plain(f, "All answers reached us %s.",
		    way(f->r[0].meta.channel)));
		return;
	}
	f_grid_column(g, "Way", false, TONE_NONE);
	f_grid_column(g, "Responses", true, TONE_NONE);
	for (i = 0; i < f->out->n_channels; i++)
		f_grid_row(g, ROW_BODY, f->out->channels[i].words)[1] =
		    f_cell_share(f->out->channels[i].n, (int64_t)f->n);
	v = f_grid_row(g, ROW_TOTAL, "All");
	v[1] = f_cell_count((int64_t)f->n);
	c.base = arena_printf(f->a, "Base: all %s.", f_count_of(f,
	    (int64_t)f->n, "response", "responses"));
	f_page_exhibit(p, &c, g);
}

static int64_t
in_language(const struct findings *f, const char *tag)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += strcmp(f->r[i].meta.lang, tag) == 0;
	return n;
}

static void
languages(struct page *p)
{
	struct findings *f = p->f;
	struct grid *g = f_grid_new(f);
	struct caption c = { .title = "The language people answered in" };
	int64_t known = 0;
	size_t i;

	if (f->form->n_languages == 1 && in_language(f,
	    f->form->languages[0]) == (int64_t)f->n) {
		f_page_para(p, "Language", f_plain(f, "The questionnaire was in %s.",
		    locale_english_name(f->form->languages[0])));
		return;
	}
	f_grid_column(g, "Language", false, TONE_NONE);
	f_grid_column(g, "Responses", true, TONE_NONE);
	for (i = 0; i < f->form->n_languages; i++) {
		int64_t n = in_language(f, f->form->languages[i]);

		known += n;
		f_grid_row(g, ROW_BODY, locale_english_name(f->form->languages[i]))[1] =
		    f_cell_share(n, (int64_t)f->n);
	}
	if (known < (int64_t)f->n)
		f_grid_row(g, ROW_BODY, "Another language")[1] =
		    f_cell_share((int64_t)f->n - known, (int64_t)f->n);
	f_grid_row(g, ROW_TOTAL, "All")[1] = f_cell_count((int64_t)f->n);
	c.base = arena_printf(f->a, "Base: all %s.", f_count_of(f,
	    (int64_t)f->n, "response", "responses"));
	f_page_exhibit(p, &c, g);
}

/* ---- over time --------------------------------------------------------- */

struct span { int64_t first, days; size_t n; };

/* Weeks from the first day that counts; longer spans when there are many. */
static bool
time_span(const struct findings *f, struct span *s)
{
	int64_t low = INT64_MAX, high = INT64_MIN, day;
	struct date d;
	size_t i;

	for (i = 0; i < f->n; i++) {
		if (!date_parse(str_of(f->r[i].meta.day), &d))
			continue;
		day = date_days(d);
		low = day < low ? day : low;
		high = day > high ? day : high;
	}
	if (high < low)
		return false;
	if (f->set != NULL && f->set->has_dates &&
	    date_days(f->set->open_day) <= low &&
	    date_days(f->set->close_day) >= high) {
		low = date_days(f->set->open_day);
		high = date_days(f->set->close_day);
	}
	s->first = low;
	s->days = 7;
	while ((high - low) / s->days >= COLUMNS)
		s->days += 7;
	s->n = (size_t)((high - low) / s->days) + 1;
	return true;
}

static int64_t *
count_spans(struct findings *f, const struct span *s)
{
	int64_t *v = arena_array(f->a, int64_t, s->n);
	struct date d;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (date_parse(str_of(f->r[i].meta.day), &d))
			v[(date_days(d) - s->first) / s->days]++;
	return v;
}

/* "A column for each week, by its first day: 3 June 64, 10 June 89." */
static const char *
columns_words(struct findings *f, const struct report_figure *fig,
    int64_t days)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	buf_puts(&b, days == 7 ? "A column for each week, by its first day: " :
	    "A column for each span of weeks, by its first day: ");
	for (i = 0; i < fig->n; i++)
		buf_printf(&b, "%s%s %s", i > 0 ? ", " : "", fig->labels[i],
		    f_num(f, fig->counts[i]));
	buf_lit(&b, ".");
	return arena_str(f->a, buf_text(&b));
}

static void
over_time(struct page *p)
{
	struct findings *f = p->f;
	struct report_figure *fig = arena_new(f->a, struct report_figure);
	struct caption c = { .figure = fig };
	struct grid *g = f_grid_new(f);
	const char **labels;
	struct span s;
	int64_t *n, most = 0;
	size_t i;

	if (!time_span(f, &s))
		return;
	n = count_spans(f, &s);
	labels = arena_array(f->a, const char *, s.n);
	f_grid_column(g, s.days == 7 ? "Week from" : "From", false, TONE_NONE);
	f_grid_column(g, "Responses", true, TONE_NONE);
	for (i = 0; i < s.n; i++) {
		struct date d = date_from_days(s.first + (int64_t)i * s.days);

		labels[i] = f_day_short(f, d);
		most = n[i] > most ? n[i] : most;
		f_grid_row(g, ROW_BODY, f_day_words(f, d))[1] =
		    f_cell_count(n[i]);
	}
	f_grid_row(g, ROW_TOTAL, "All")[1] = f_cell_count((int64_t)f->n);
	*fig = (struct report_figure){ .kind = FIGURE_COLUMNS, .n = s.n,
	    .labels = labels, .counts = n, .alt = "" };
	/* Few columns have their numbers on them: no table says them again. */
	if (s.n <= ON_BARS && most < 1000) {
		fig->alt = columns_words(f, fig, s.days);
		g = NULL;
	}
	c.title = s.days == 7 ? "Responses by week" : arena_printf(f->a,
	    "Responses by %s", f_count_of(f, s.days / 7, "week", "weeks"));
	c.base = arena_printf(f->a, "Base: all %s, by the day we received "
	    "them.", f_count_of(f, (int64_t)f->n, "response", "responses"));
	f_page_exhibit(p, &c, g);
}

/* Responses in which nothing was answered. */
static int64_t
empty_ones(const struct findings *f)
{
	int64_t n = 0;
	size_t i, k;

	for (i = 0; i < f->n; i++) {
		bool any = false;

		for (k = 0; k < f->form->n_fields; k++) {
			enum forms_state s = f->r[i].answers.v[k].state;

			any |= s != FORMS_NOT_ASKED && s != FORMS_BLANK;
		}
		n += !any;
	}
	return n;
}

static struct report_text
received(struct findings *f)
{
	const char *count = f_count_of(f, (int64_t)f->n, "response",
	    "responses");
	bool all = f_received(f) == (int64_t)f->n;

	if (f->n == 0)
		return all ? f_plain(f, "We have not received any responses "
		    "yet.") : f_plain(f, "We have no responses to analyse.");
	return f_plain(f, "We %s %s%s%s.", all ? "received and analysed" :
	    "analysed", count, f->n == 1 ? ", on " : ", the last on ",
	    f_day_words(f, f->out->date));
}

void
f_part(struct findings *f)
{
	int64_t empty = empty_ones(f);
	struct page p;

	f_page_numbered(&p, f, "part", "How people took part",
	    "Taking part");
	f_page_finding(&p, "Finding", received(f));
	if (f->set != NULL && f->set->has_dates)
		f_page_para(&p, "Dates",
		    f_plain(f, "People could answer from %s to %s.",
		    f_day_words(f, f->set->open_day),
		    f_day_words(f, f->set->close_day)));
	if (f->n > 0) {
		channels(&p);
		languages(&p);
		over_time(&p);
	}
	if (f_received(f) > 0)
		f_page_para(&p, "Left out", f_left_out(f));
	if (empty > 0)
		f_page_para(&p, "", f_plain(f, "%s no answer to any question. "
		    "We count %s as received.", empty == 1 ?
		    "One response had" : arena_printf(f->a,
		    "%s responses had", f_num(f, empty)), empty == 1 ? "it" :
		    "them"));
	if (f->n > 0)
		f_page_para(&p, "", f_plain(f, "When somebody corrected a "
		    "response that they had sent, only the newest one counts. "
		    "We did not look for people who answered twice, or for "
		    "texts that many people sent alike."));
	f_page_end(&p);
}

/* ---- how to read this report ------------------------------------------- */

static void
scale_table(struct page *p)
{
	static const char *const rows[][2] = {
		{ "almost all", "over 90%, but not everybody" },
		{ "most", "75% to 90%" },
		{ "a majority", "over 50% and under 75%" },
		{ "about half", "47.5% to 52.5%, even where another would fit" },
		{ "a minority", "25% and over, under 50%" },
		{ "some", "10% and over, under 25%" },
		{ "a few", "under 10%, and three people or more" }
	};
	struct caption c = { .title = "What our words for amounts mean",
	    .base = "Shares of the people named beside the words." };
	struct grid *g = f_grid_new(p->f);
	size_t i;

	f_grid_column(g, "Words", false, TONE_NONE);
	f_grid_column(g, "Share", false, TONE_NONE);
	for (i = 0; i < LEN(rows); i++)
		f_grid_row(g, ROW_BODY, rows[i][0])[1] = (struct report_cell){
		    .kind = CELL_TEXT, .text = rows[i][1] };
	f_page_exhibit(p, &c, g);
}

void
f_read(struct findings *f)
{
	struct facts v = { 0 };
	struct page p;

	f_page_numbered(&p, f, "read", "How to read this report",
	    "How to read");
	f_facts_add(f, &v, "Not a vote", f_plain(f, "People chose for "
	    "themselves whether to answer. So the numbers tell what they "
	    "think, not what everybody who lives here thinks. A reason that "
	    "one person gave can matter as much as one that many gave."));
	f_facts_add(f, &v, "Base", f_plain(f, "Each table says how many "
	    "people its numbers are about: its base. Those who were not "
	    "asked, left a question blank or did not know are counted below "
	    "the table and not in it."));
	f_facts_add(f, &v, "Percentages", f_plain(f, "They are worked out "
	    "from the counts and rounded to whole numbers, a half upwards, so "
	    "they may not add up to 100%%. Where fewer than %d people "
	    "answered, we give counts only. In the figures, “strongly agree” "
	    "and “agree” of individuals and organisations are one bar.",
	    PERCENT_BASE));
	f_facts_add(f, &v, "[c]", f_plain(f, "Tables about groups of people "
	    "do not show counts from 1 to %d, nor groups of fewer than %d. "
	    "Where a hidden count could be worked out from others, some of "
	    "those are hidden too. 0 means nobody.%s", SMALL - 1, ROW_BASE,
	    f->n_names > 0 && f->names_open ? " Organisations are listed by "
	    "name, so how many they are is shown." : ""));
	f_facts_add(f, &v, "Comments", f_plain(f, "We count people: who "
	    "writes about a subject twice counts once, and one person may "
	    "raise several. “Method and limits” says how comments were "
	    "sorted."));
	f_facts_add(f, &v, "Quotations", f_plain(f, "We quote only people who "
	    "said that we may, in their own words. We say in what role, where "
	    "and how they answered only where at least %d people have that in "
	    "common.", SMALL));
	f_page_facts(&p, &v);
	scale_table(&p);
	f_page_end(&p);
}
