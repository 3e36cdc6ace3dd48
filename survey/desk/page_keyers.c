/* SPDX-License-Identifier: MIT
 *
 * page_keyers.c -- how much each person keyed, and how often they were found
 * wrong; for whoever supervises.
 */
#include "survey/desk/keying.h"

#include <stdlib.h>

struct row { const char *login; struct analysis_person p; };

/* By name: this is no ranking. */
static int
by_login(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->login,
	    ((const struct row *)b)->login);
}

static void
draw_rate(struct desk_visit *v, const struct analysis_person *p)
{
	const struct analysis_rate *r = &p->rate;

	if (p->few)
		html_lit(v->b, "Too few to say");
	else
		html_f(v->b, "%s<br><span class=\"desk-grey\">%s to %s</span>",
		    analysis_in_10000(v->a, NULL, r->rate, 0),
		    analysis_in_10000(v->a, NULL, r->low, -1),
		    analysis_in_10000(v->a, NULL, r->high, 1));
}

static void
draw_rows(struct desk_visit *v, const struct row *rows, size_t n)
{
	size_t i;

	html_lit(v->b, "<table class=\"desk-dtable\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Keyers</caption><thead><tr><th scope=\"col\">Person</th><th scope=\"col\">Sheets "
	    "keyed</th><th scope=\"col\">Answers on them</th><th "
	    "scope=\"col\">Compared with another person’s</th><th "
	    "scope=\"col\">Wrong, of what differed and was settled</th><th "
	    "scope=\"col\">Errors in 10,000 answers (95% interval)</th></tr>"
	    "</thead><tbody>\n");
	for (i = 0; i < n; i++) {
		const struct analysis_person *p = &rows[i].p;

		html_f(v->b, "<tr><th scope=\"row\"><b>%s</b></th><td "
		    "data-l=\"Sheets keyed\">%lld</td><td data-l=\"Answers on "
		    "them\">%lld</td><td data-l=\"Compared with another "
		    "person’s\">%lld</td><td data-l=\"Wrong, of what differed "
		    "and was settled\">%lld of %lld</td><td data-l=\"Errors in "
		    "10,000 answers (95%% interval)\">", rows[i].login,
		    (long long)p->sheets, (long long)p->answers,
		    (long long)p->compared, (long long)p->wrong,
		    (long long)p->settled);
		draw_rate(v, p);
		html_lit(v->b, "</td></tr>\n");
	}
	html_lit(v->b, "</tbody></table>\n");
}

static void
draw_words(struct desk_visit *v)
{
	html_f(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">How "
	    "to read this</h2><ul class=\"nhsuk-list "
	    "nhsuk-list--bullet\"><li>Hard sheets make more errors, and each "
	    "person had other sheets. A higher number does not mean that "
	    "somebody took less care.</li><li>Where two intervals overlap, "
	    "the two people may be equally good.</li><li>“Too few to say” "
	    "stands for fewer than %d answers, or %d sheets, that somebody "
	    "else keyed too.</li><li>What two people got wrong alike is in no "
	    "number here. Sheets that one person keyed both times are not "
	    "compared.</li><li>Use it to see what should be explained better, "
	    "with the sheets in hand; not to rank people.</li></ul>"
	    "</section>\n", PERSON_ANSWERS, PERSON_SHEETS);
}

static bool
draw(struct desk_visit *v, struct cases *c, struct err *e)
{
	struct desk_frame f = { .title = "How the keyers do",
	    .at = "/desk/keying" };
	struct analysis_keyed k;
	struct row *rows;
	const char *quality;
	size_t i;

	if (!key_sheets(v, c, &k, e) || !key_quality(v, c, &quality, e))
		return false;
	rows = arena_array(v->a, struct row, k.n_people + 1);
	for (i = 0; i < k.n_people; i++) {
		rows[i].login = k.people[i];
		analysis_person(&k, i, &rows[i].p);
	}
	qsort(rows, k.n_people, sizeof(*rows), by_login);
	desk_frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><p><a href=\"/desk/keying\">All "
	    "batches</a></p><h1 class=\"desk-h1\">How the keyers do</h1>\n"
	    "<p>%s</p>\n", k.n > 0 ? quality : "Nothing was keyed yet.");
	if (k.n > 0) {
		draw_rows(v, rows, k.n_people);
		draw_words(v);
	}
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
	return true;
}

void
desk_keyers(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	struct err e = { 0 };

	if (!desk_store_open(v, DB_READ, &store, &e) || !draw(v, store.c, &e))
		desk_failed(v, &e);
}
