/* SPDX-License-Identifier: MIT
 *
 * draw_figures.c -- what has come in: panels of the home.
 *
 * Each picture stands beside the same numbers in words.
 */
#include "locales/locales.h"
#include "survey/desk/figures.h"

#include <stdlib.h>

static int
percent(int64_t n, int64_t of)
{
	return of == 0 ? 0 : (int)((200 * n + of) / (2 * of));
}

static const char *
plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

static const char *
channel_words(const char *name)
{
	static const struct { const char *name, *words; } all[] = {
		{ "online", "Online" }, { "paper", "Paper" },
		{ "email", "Email" }, { "phone", "Phone" },
		{ "letter", "Letter" }, { "elsewhere", "Another tool" } };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		if (strcmp(all[i].name, name) == 0)
			return all[i].words;
	return name;
}

/* ---- bars ---------------------------------------------------------- */

/* width and mark in percent of the whole; mark -1: none. */
static void
bar(struct desk_visit *v, int width, int mark, bool under)
{
	html_f(v->b, "<td class=\"bar\"><svg aria-hidden=\"true\" "
	    "focusable=\"false\"><rect class=\"base\" x=\"0\" y=\"15%%\" "
	    "width=\"100%%\" height=\"70%%\"></rect><rect class=\"%s\" "
	    "x=\"0\" y=\"15%%\" width=\"%d%%\" height=\"70%%\"></rect>",
	    under ? "t" : "f", width);
	if (mark >= 0)
		html_f(v->b, "<rect class=\"m\" x=\"%d%%\" y=\"0\" "
		    "width=\"4\" height=\"100%%\"></rect>", mark);
	html_lit(v->b, "</svg></td></tr>\n");
}

static void
begin_bars(struct desk_visit *v, const char *caption, const char *first)
{
	html_f(v->b, "<table class=\"desk-bars\"><caption>%s</caption><thead "
	    "class=\"nhsuk-u-visually-hidden\"><tr><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">Responses</th><th scope=\"col\">Share</th>"
	    "<td></td></tr></thead><tbody>\n", caption, first);
}

/* lang: the name is that of a language, in itself. */
static void
counted(struct desk_visit *v, const char *name, bool lang,
    const struct cases_arrived *c, int64_t all, int64_t most)
{
	html_lit(v->b, "<tr><th scope=\"row\">");
	if (lang)
		html_f(v->b, "<span lang=\"%s\" dir=\"auto\">%s</span>",
		    c->name, name);
	else
		html_f(v->b, "%s", name);
	html_f(v->b, "</th><td class=\"n\">%s</td><td class=\"n\">%d%%</td>",
	    desk_count(v, c->n), percent(c->n, all));
	bar(v, percent(c->n, most), -1, false);
}

/* ---- by the way they came, and by language --------------------------- */

static void
apart(struct desk_visit *v, const struct cases_arrivals *in)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (in->meetings > 0)
		buf_printf(&b, "%s meeting%s (%s %s)",
		    desk_count(v, in->meetings), plural(in->meetings),
		    desk_count(v, in->met), in->met == 1 ? "person" :
		    "people");
	if (in->petitions > 0)
		buf_printf(&b, "%s%s petition%s (%s name%s)",
		    b.n > 0 ? ", " : "", desk_count(v, in->petitions),
		    plural(in->petitions), desk_count(v, in->signed_by),
		    plural(in->signed_by));
	if (b.n > 0)
		html_f(v->b, "<p class=\"desk-xs desk-grey\">Counted apart: "
		    "%s.</p>\n", buf_text(&b));
}

static void
channels(struct desk_visit *v, const struct figures *f)
{
	const struct cases_arrivals *in = &f->in;
	size_t i;

	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-channels\"><h2 class=\"desk-h2\" "
	    "id=\"h-channels\">%s response%s</h2>\n",
	    desk_count(v, in->responses), plural(in->responses));
	if (in->responses == 0) {
		html_lit(v->b, "<p>None has come in yet.</p>\n");
	} else {
		begin_bars(v, "By the way they came", "Way");
		for (i = 0; i < in->n_channels; i++)
			counted(v, channel_words(in->channels[i].name), false,
			    &in->channels[i], in->responses,
			    in->channels[0].n);
		html_lit(v->b, "</tbody></table>\n");
		begin_bars(v, "By language", "Language");
		for (i = 0; i < in->n_langs; i++)
			counted(v, locale_name(in->langs[i].name), true,
			    &in->langs[i], in->responses, in->langs[0].n);
		html_lit(v->b, "</tbody></table>\n");
	}
	apart(v, in);
	if (in->rehearsal > 0)
		html_f(v->b, "<p class=\"desk-xs desk-grey\">%s of them %s "
		    "made up, for practice.</p>\n",
		    desk_count(v, in->rehearsal), in->rehearsal == 1 ? "is" :
		    "are");
	html_lit(v->b, "</section>\n");
}

/* ---- by day ---------------------------------------------------------- */

static struct date
day_at(const struct figures *f, int i)
{
	enum { DAY = 24 * 60 * 60 };

	return uk_date((date_days(f->first) + i) * DAY + DAY / 2);
}

/* "Tue 10 November" */
static const char *
day_words(struct desk_visit *v, struct date d)
{
	static const char *const names[] = { "Sun", "Mon", "Tue", "Wed", "Thu",
	    "Fri", "Sat" };

	return arena_printf(v->a, "%s %s", names[(date_days(d) + 4) % 7],
	    desk_day(v, d));
}

/* "12.34%" */
static const char *
place(struct desk_visit *v, double percent)
{
	return arena_printf(v->a, "%.2f%%", percent);
}

static void
column(struct desk_visit *v, const struct figures *f, int i, int64_t most)
{
	static const char *const letters[] = { "S", "M", "T", "W", "T", "F",
	    "S" };
	double x = i * 100.0 / FIGURES_DAYS + 0.9;
	double h = most == 0 ? 0 : 64.0 * (double)f->days[i] / (double)most;

	html_f(v->b, "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"5.4%%\" "
	    "height=\"%s\"></rect>", i == FIGURES_DAYS - 1 ? "o" : "f",
	    place(v, x), place(v, 80 - h), place(v, h));
	if (f->days[i] > 0)
		html_f(v->b, "<text class=\"c\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">"
		    "%lld</text>", place(v, x + 2.7), place(v, 76.5 - h),
		    (long long)f->days[i]);
	html_f(v->b, "<text x=\"%s\" y=\"94%%\" text-anchor=\"middle\">%s"
	    "</text>", place(v, x + 2.7),
	    letters[(date_days(day_at(f, i)) + 4) % 7]);
}

static void
picture(struct desk_visit *v, const struct figures *f, int64_t most)
{
	int i;

	html_lit(v->b, "<svg class=\"desk-days\" aria-hidden=\"true\" "
	    "focusable=\"false\">");
	for (i = 0; i < FIGURES_DAYS; i++)
		column(v, f, i, most);
	html_lit(v->b, "<line x1=\"0\" y1=\"80%\" x2=\"100%\" y2=\"80%\">"
	    "</line></svg>\n");
}

static void
by_day(struct desk_visit *v, const struct figures *f)
{
	int64_t all = 0, most = 0;
	int i, when = 0;

	for (i = 0; i < FIGURES_DAYS; i++) {
		all += f->days[i];
		if (f->days[i] > most) {
			most = f->days[i];
			when = i;
		}
	}
	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-days\"><h2 class=\"desk-h2\" id=\"h-days\">"
	    "%s in the last %d days</h2>\n", desk_count(v, all),
	    FIGURES_DAYS);
	if (all > 0) {
		html_f(v->b, "<p class=\"desk-xs desk-grey\">Most on %s. "
		    "Outline: today.</p>\n", day_words(v, day_at(f, when)));
		picture(v, f, most);
	}
	html_lit(v->b, "<details class=\"desk-xs\"><summary>As a table"
	    "</summary><table class=\"desk-bars\"><thead><tr><th "
	    "scope=\"col\">Day</th><th scope=\"col\" class=\"n\">Responses"
	    "</th></tr></thead><tbody>\n");
	for (i = 0; i < FIGURES_DAYS; i++)
		html_f(v->b, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s"
		    "</td></tr>\n", day_words(v, day_at(f, i)),
		    desk_count(v, f->days[i]));
	html_lit(v->b, "</tbody></table></details></section>\n");
}

/* ---- beside the population --------------------------------------------- */

/* Three points of a hundred are worth a word; less comes and goes. */
enum { WORTH = 3 };

static const char *
reach_title(struct desk_visit *v, const struct figures_reach *r)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, low = 0;

	for (i = 0; i < r->n; i++)
		if (r->v[i].percent + WORTH <= r->v[i].expected)
			buf_printf(&b, "%s%s", low++ > 0 ? ", " : "",
			    r->v[i].words);
	if (low == 0)
		return "Reach: nobody is far below their share";
	return arena_printf(v->a, "Reach: %s %s low", buf_text(&b),
	    low == 1 ? "is" : "are");
}

static void
reach_row(struct desk_visit *v, const struct figures_share *s, int most)
{
	int d = s->percent - s->expected;

	html_f(v->b, "<tr><th scope=\"row\">%s</th><td class=\"n\">%d%%</td>"
	    "<td class=\"n\">", s->words, s->percent);
	if (d == 0)
		html_lit(v->b, "the same");
	else if (d <= -WORTH)
		html_f(v->b, "<b>%d under</b>", -d);
	else
		html_f(v->b, "%d %s", abs(d), d < 0 ? "under" : "over");
	html_lit(v->b, "</td>");
	/* the mark has a width: there is room for it at the end */
	bar(v, percent(96 * s->percent, 100 * most),
	    percent(96 * s->expected, 100 * most), d <= -WORTH);
}

static void
reach(struct desk_visit *v, const struct figures_reach *r, size_t number)
{
	int most = 1;
	size_t i;

	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-reach-%zu\"><h2 class=\"desk-h2\" "
	    "id=\"h-reach-%zu\">%s</h2>\n", number, number, r->hidden ?
	    "Reach: too few answers to say" : reach_title(v, r));
	html_f(v->b, "<p class=\"desk-xs desk-grey\">%s</p>\n", r->words);
	for (i = 0; i < r->n; i++) {
		most = r->v[i].percent > most ? r->v[i].percent : most;
		most = r->v[i].expected > most ? r->v[i].expected : most;
	}
	if (!r->hidden) {
		html_f(v->b, "<table class=\"desk-bars\"><caption>Of the %s "
		    "who chose one of these, beside their share of the "
		    "people: %s</caption><thead "
		    "class=\"nhsuk-u-visually-hidden\"><tr><th scope=\"col\">"
		    "Answer</th><th scope=\"col\">Of responses</th><th "
		    "scope=\"col\">Points from the share of people</th>"
		    "<td></td></tr></thead><tbody>\n",
		    desk_count(v, r->base), r->population->source);
		for (i = 0; i < r->n; i++)
			reach_row(v, &r->v[i], most);
		html_lit(v->b, "</tbody></table><p class=\"desk-key "
		    "desk-xs\"><svg width=\"10\" height=\"18\" "
		    "aria-hidden=\"true\" focusable=\"false\"><rect "
		    "class=\"m\" x=\"3\" y=\"0\" width=\"4\" height=\"18\">"
		    "</rect></svg> Share of people</p>\n");
	}
	html_lit(v->b, "</section>\n");
}

void
draw_figures(struct desk_visit *v, const struct figures *f)
{
	size_t i;

	html_lit(v->b, "<div class=\"desk-charts\">\n");
	channels(v, f);
	by_day(v, f);
	for (i = 0; i < f->n_reach; i++)
		reach(v, &f->reach[i], i + 1);
	html_lit(v->b, "</div>\n");
}
