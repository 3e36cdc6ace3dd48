/* SPDX-License-Identifier: MIT
 *
 * page_sample.c -- samples of sheets that are checked against the paper: drawing
 * one, and what came of those drawn.
 */
#include "survey/desk/keying.h"

struct screen {
	struct cases	*c;
	struct sheet_batch *batches;
	struct sheet_sample *v;
	size_t		 n_batches, n;
	int64_t		 theirs, all;	/* that wait */
	int64_t		 among;		/* could be drawn, of all batches */
	const char	*quality;
	const char	*wrong, *said;	/* NULL: nothing */
};

static bool
look_up(struct desk_visit *v, struct screen *s, struct err *e)
{
	bool alone;

	return key_alone(v, s->c, &alone, e) && sheet_check_waiting(s->c,
	    desk_login(v), alone, now_seconds(), &s->theirs, &s->all, e) &&
	    batch_list(v->a, s->c, &s->batches, &s->n_batches, e) &&
	    sheet_sample_among(s->c, 0, &s->among, e) &&
	    sheet_sample_list(v->a, s->c, &s->v, &s->n, e) &&
	    key_quality(v, s->c, &s->quality, e);
}

/* ---- drawing the page ---------------------------------------------------------- */

static void
draw_state(struct desk_visit *v, const struct screen *s)
{
	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "What waits</h2>\n");
	if (s->theirs > 0)
		html_f(v->b, "<p><a href=\"/desk/keying/check\">%lld to check"
		    "</a></p>\n", (long long)s->theirs);
	else
		html_lit(v->b, "<p>No sheet waits for you to check.</p>\n");
	if (s->all > s->theirs)
		html_f(v->b, "<p>%lld %s for somebody else: you keyed or "
		    "settled them, or somebody has them in hand.</p>\n",
		    (long long)(s->all - s->theirs), s->all - s->theirs == 1 ?
		    "waits" : "wait");
	html_f(v->b, "<p>%s</p></section>\n", s->quality);
}

static void
draw_batches(struct desk_visit *v, const struct screen *s)
{
	const char *chosen = desk_sent(v, "batch");
	size_t i;

	html_lit(v->b, "<div class=\"desk-field\"><label for=\"batch\">From"
	    "</label><select class=\"desk-input\" id=\"batch\" "
	    "name=\"batch\"><option value=\"0\">All batches, but for "
	    "practice</option>");
	for (i = 0; i < s->n_batches; i++) {
		const struct sheet_batch *b = &s->batches[i];
		const char *id = arena_printf(v->a, "%lld", (long long)b->id);

		html_f(v->b, "<option value=\"%s\"", id);
		if (strcmp(id, chosen) == 0)
			html_lit(v->b, " selected");
		html_f(v->b, ">%s%s%s%s</option>", b->name, *b->note != '\0' ?
		    ": " : "", b->note, b->rehearsal ? " (practice)" : "");
	}
	html_lit(v->b, "</select></div>\n");
}

static void
draw_form(struct desk_visit *v, const struct screen *s)
{
	html_f(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">Draw "
	    "a sample</h2><p>Chance draws from the sheets that were keyed "
	    "twice and settled, and are in no sample yet: %lld now. Draw from "
	    "all batches, so that each sheet has the same chance. The log "
	    "has what was drawn.</p><p>The more answers are checked, the more "
	    "it says. When 370 are checked and none is wrong, there may still "
	    "be 100 errors in 10,000; with 3,700 there may be 10.</p>\n",
	    (long long)s->among);
	desk_form_begin(v, "/desk/keying/sample", "draw");
	html_f(v->b, "<div class=\"desk-field\"><label for=\"n\">How many "
	    "sheets</label><input class=\"desk-input\" id=\"n\" name=\"n\" "
	    "value=\"%s\" autocomplete=\"off\" inputmode=\"numeric\"></div>\n",
	    desk_sent(v, "n"));
	draw_batches(v, s);
	html_lit(v->b, "<button class=\"nhsuk-button\" name=\"do\" "
	    "value=\"draw\">Draw</button></form></section>\n");
}

static void
draw_sample(struct desk_visit *v, const struct sheet_sample *p)
{
	html_f(v->b, "<tr><th scope=\"row\">%lld. %s<br><span "
	    "class=\"desk-grey\">by %s, of %s; seed %s</span></th><td "
	    "data-l=\"Sheets checked\">%lld of %lld%s", (long long)p->id, desk_moment(v, p->made), p->by,
	    p->batch != 0 ? p->batch_name : "all batches", p->seed,
	    (long long)p->checked, (long long)p->n, p->gone > 0 ?
	    arena_printf(v->a, "; %lld void", (long long)p->gone) : "");
	if (p->alone > 0)
		html_f(v->b, "<br><span class=\"desk-grey\">%lld by who keyed "
		    "or settled it: not counted here</span>",
		    (long long)p->alone);
	html_f(v->b, "</td><td data-l=\"Wrong, of answers keyed alike\">%lld of "
	    "%lld</td><td data-l=\"Wrong, of answers settled\">%lld of %lld"
	    "</td></tr>\n",
	    (long long)p->agreed_wrong, (long long)p->agreed_checked,
	    (long long)p->settled_wrong, (long long)p->settled_checked);
}

static void
draw_samples(struct desk_visit *v, const struct screen *s)
{
	size_t i;

	if (s->n == 0)
		return;
	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "Samples</h2><table class=\"desk-dtable\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Samples</caption><thead><tr><th scope=\"col\">Drawn</th><th scope=\"col\">Sheets "
	    "checked</th><th scope=\"col\">Wrong, of answers keyed alike</th>"
	    "<th scope=\"col\">Wrong, of answers settled</th></tr></thead>"
	    "<tbody>\n");
	for (i = 0; i < s->n; i++)
		draw_sample(v, &s->v[i]);
	html_lit(v->b, "</tbody></table></section>\n");
}

static void
draw(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Check a sample",
	    .at = "/desk/keying", .error = s->wrong != NULL };
	struct err e = { 0 };

	if (!look_up(v, s, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, s->wrong != NULL ? 422 : 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><p><a href=\"/desk/keying\">All "
	    "batches</a></p><h1 class=\"desk-h1\">Check a sample against the "
	    "paper</h1>\n<p>Two people may misread the same hand in the same "
	    "way, and no comparing finds that. So somebody else looks at some "
	    "sheets once more. What is wrong is put right, and the estimate "
	    "of errors counts it.</p>\n");
	if (s->wrong != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\">%s</p>\n", s->wrong);
	if (s->said != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-said\" "
		    "role=\"status\">%s</p>\n", s->said);
	draw_state(v, s);
	draw_form(v, s);
	draw_samples(v, s);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* ---- drawing a sample ---------------------------------------------------------- */

static void
post(struct desk_visit *v, struct screen *s)
{
	struct sheet_draw d = { .batch = desk_number(desk_sent(v, "batch")),
	    .n = desk_number(desk_sent(v, "n")), .by = desk_login(v),
	    .now = now_seconds() };
	struct err e = { 0 };
	int64_t id;

	seal_random(&d.seed, sizeof(d.seed));
	if (sheet_sample_draw(s->c, &d, &id, &e)) {
		desk_redirect(v, arena_printf(v->a,
		    "/desk/keying/sample?drew=%lld", (long long)id));
		return;
	}
	s->wrong = desk_sentence(v, &e);
	draw(v, s);
}

static void
get(struct desk_visit *v, struct screen *s)
{
	const char *drew = http_value(&v->r->query, "drew");

	if (drew != NULL && desk_number(drew) > 0)
		s->said = arena_printf(v->a, "Sample %lld is drawn. Take its "
		    "sheets from the shelf, and check them one by one.",
		    (long long)desk_number(drew));
	draw(v, s);
}

void
desk_sample(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	bool writes = v->r->method == HTTP_POST;
	struct screen s = { 0 };
	struct err e = { 0 };

	if (!desk_store_open(v, writes ? DB_WRITE : DB_READ, &store, &e)) {
		desk_failed(v, &e);
		return;
	}
	s.c = store.c;
	if (writes)
		post(v, &s);
	else
		get(v, &s);
}
