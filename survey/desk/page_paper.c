/* SPDX-License-Identifier: MIT
 *
 * page_paper.c -- what came in by hand: batches, taking sheets in, and which of
 * them are keyed again.
 */
#include "survey/desk/keying.h"

static const struct { const char *name, *words; } channels[] = {
	{ "paper", "Questionnaires on paper" },
	{ "letter", "A letter" },
	{ "phone", "A phone call" },
	{ "meeting", "A meeting" },
	{ "petition", "A petition" },
};

/* ---- the page ------------------------------------------------------------------------- */

static void
field(struct desk_visit *v, const char *name, const char *label,
    const char *hint, const char *value, const char *type)
{
	html_f(v->b, "<div class=\"desk-field\"><label for=\"%s\">%s</label>",
	    name, label);
	if (*hint != '\0')
		html_f(v->b, "<span class=\"desk-hint\" id=\"%s-hint\">%s"
		    "</span>", name, hint);
	html_f(v->b, "<input class=\"desk-input\" id=\"%s\" name=\"%s\" "
	    "type=\"%s\" value=\"%s\" autocomplete=\"off\"", name, name, type,
	    value);
	if (*hint != '\0')
		html_f(v->b, " aria-describedby=\"%s-hint\"", name);
	html_lit(v->b, "></div>\n");
}

static void
option(struct desk_visit *v, const char *value, const char *words, bool on)
{
	html_f(v->b, "<option value=\"%s\"", value);
	if (on)
		html_lit(v->b, " selected");
	html_f(v->b, ">%s</option>", words);
}

static void
draw_batch_choice(struct desk_visit *v, const struct sheet_batch *b, size_t n,
    const char *chosen)
{
	size_t i;

	/* Real post into a batch for practice would be lost. */
	for (i = 0; i < n && *chosen == '\0'; i++)
		if (!b[i].rehearsal)
			chosen = arena_printf(v->a, "%lld",
			    (long long)b[i].id);
	html_lit(v->b, "<div class=\"desk-field\"><label for=\"batch\">Into "
	    "batch</label><select class=\"desk-input\" id=\"batch\" "
	    "name=\"batch\">");
	for (i = 0; i < n && i < 20; i++) {
		const char *id = arena_printf(v->a, "%lld",
		    (long long)b[i].id);

		option(v, id, arena_printf(v->a, "%s%s%s%s", b[i].name,
		    *b[i].note != '\0' ? ": " : "", b[i].note,
		    b[i].rehearsal ? " (for practice: counts nowhere)" : ""),
		    strcmp(id,
		    chosen) == 0);
	}
	html_lit(v->b, "</select></div>\n");
}

/* Tells this form from all others. */
static void
draw_once(struct desk_visit *v)
{
	uint64_t once;

	seal_random(&once, sizeof(once));
	html_f(v->b, "<input type=\"hidden\" name=\"once\" value=\"%lld\">",
	    (long long)(once % 1000000000000000 + 1));
}

static void
draw_in(struct desk_visit *v, const struct sheet_batch *b, size_t n,
    const struct intake_form *in)
{
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "Take in what came</h2>\n");
	if (n == 0) {
		html_lit(v->b, "<p>Begin a batch first: one pile of paper that "
		    "stays together.</p></section>\n");
		return;
	}
	desk_form_begin(v, "/desk/keying", "in");
	draw_once(v);
	draw_batch_choice(v, b, n, in->batch);
	html_lit(v->b, "<div class=\"desk-field\"><label for=\"channel\">What "
	    "it is</label><select class=\"desk-input\" id=\"channel\" "
	    "name=\"channel\">");
	for (i = 0; i < LEN(channels); i++)
		option(v, channels[i].name, channels[i].words,
		    strcmp(channels[i].name, in->channel) == 0);
	html_f(v->b, "</select></div>\n<div class=\"desk-field\"><label "
	    "for=\"numbers\">Numbers of the copies</label><span "
	    "class=\"desk-hint\" id=\"numbers-hint\">Scan the code at the foot "
	    "of a page, or type the number. One on each line.</span>"
	    "<textarea class=\"desk-input\" id=\"numbers\" name=\"numbers\" "
	    "rows=\"4\" aria-describedby=\"numbers-hint\">%s</textarea>"
	    "</div>\n", in->numbers);
	field(v, "plain", "How many copies have no number",
	    "Each gets one, to be written on it.", in->plain, "text");
	field(v, "received", "Came on", "", in->received, "date");
	field(v, "postmark", "Postmark, if it can be read", "", in->postmark,
	    "date");
	field(v, "lang", "Language of copies without a number", "Such as en, "
	    "gu or pl. Empty: the first language.", in->lang, "text");
	field(v, "people", "How many people (meetings and petitions)", "",
	    in->people, "text");
	html_lit(v->b, "<button class=\"nhsuk-button\" name=\"do\" "
	    "value=\"in\">Take in</button></form></section>\n");
}

static void
draw_batches(struct desk_visit *v, const struct sheet_batch *b, size_t n)
{
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\" id=\"batches\"><h2 "
	    "class=\"desk-h2\">Batches</h2>\n");
	if (n > 0)
		html_lit(v->b, "<div class=\"desk-wide\" tabindex=\"0\" "
		    "role=\"region\" aria-label=\"Batches\"><table "
		    "class=\"desk-wait\"><thead><tr><th scope=\"col\">Batch"
		    "</th><th scope=\"col\">To key</th><th scope=\"col\">To "
		    "key again</th><th scope=\"col\">To settle</th><th "
		    "scope=\"col\">Aside</th><th scope=\"col\">Done</th></tr>"
		    "</thead><tbody>\n");
	for (i = 0; i < n; i++)
		html_f(v->b, "<tr><th scope=\"row\"><a "
		    "href=\"/desk/keying/batch?id=%lld\">%s</a>%s<br><span "
		    "class=\"desk-grey\">%s</span></th><td>%lld</td><td>%lld"
		    "</td><td>%lld</td><td>%lld</td><td>%lld</td></tr>\n",
		    (long long)b[i].id, b[i].name, b[i].rehearsal ?
		    " (practice)" : "", b[i].note,
		    (long long)b[i].n[SHEET_RECEIVED],
		    (long long)b[i].n[SHEET_WAITING],
		    (long long)b[i].n[SHEET_DIFFERENCES],
		    (long long)b[i].n[SHEET_ASIDE],
		    (long long)(b[i].n[SHEET_KEYED] + b[i].n[SHEET_SETTLED]));
	if (n > 0)
		html_lit(v->b, "</tbody></table></div>\n");
	desk_form_begin(v, "/desk/keying", "new");
	field(v, "note", "A new batch: what is it?", "Such as: post of Monday, "
	    "or the library's box.", "", "text");
	html_lit(v->b, "<div class=\"desk-field\"><label class=\"desk-pick\">"
	    "<input type=\"checkbox\" name=\"practice\" value=\"yes\">For "
	    "practice: nothing in it counts</label></div><button "
	    "class=\"nhsuk-button nhsuk-button--secondary-solid\" name=\"do\" "
	    "value=\"batch\">Begin a batch</button></form></section>\n");
}

/* A sample of those that were keyed once already. */
static void
draw_later(struct desk_visit *v, int64_t undrawn)
{
	html_f(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">Draw "
	    "a sample of sheets that were keyed once</h2><p>%lld sheet%s %s "
	    "keyed once and count%s. Those that are drawn go on counting, and "
	    "are keyed again by somebody else.</p>\n", (long long)undrawn,
	    undrawn == 1 ? "" : "s", undrawn == 1 ? "was" : "were",
	    undrawn == 1 ? "s" : "");
	if (undrawn > 0) {
		desk_form_begin(v, "/desk/keying", "later");
		field(v, "draw", "How many of them", "Drawn at random.",
		    desk_sent(v, "draw"), "text");
		html_lit(v->b, "<button class=\"nhsuk-button "
		    "nhsuk-button--secondary-solid\" name=\"do\" "
		    "value=\"draw\">Draw them</button></form>");
	}
	html_lit(v->b, "</section>\n");
}

static void
draw_plan(struct desk_visit *v, const struct sheet_plan *p)
{
	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "Which sheets are keyed again</h2><p>By somebody else, who does "
	    "not see the first keying. It shows how many errors there are."
	    "</p>\n");
	desk_form_begin(v, "/desk/keying", "plan");
	field(v, "one-in", "One sheet in", "1: all of them. 0: none. 10: one "
	    "in ten, drawn at random.", arena_printf(v->a, "%lld",
	    (long long)p->one_in), "text");
	field(v, "first", "And the first sheets of each keyer", "0: not for "
	    "that.", arena_printf(v->a, "%lld", (long long)p->first), "text");
	field(v, "marks", "And sheets with at least so many answers that "
	    "cannot be read (- or *)", "0: none because of that.", arena_printf(v->a, "%lld", (long long)p->marks), "text");
	html_lit(v->b, "<button class=\"nhsuk-button "
	    "nhsuk-button--secondary-solid\" name=\"do\" value=\"plan\">Set "
	    "this</button></form></section>\n");
}

static int64_t
put_aside(const struct sheet_batch *b, size_t n)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += b[i].n[SHEET_ASIDE];
	return sum;
}

static void
draw_state(struct desk_visit *v, const int64_t waiting[3], int64_t aside,
    const struct copies_count *copies, const char *quality)
{
	html_f(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">What "
	    "waits for you</h2><ul class=\"desk-plain\"><li><a "
	    "href=\"/desk/keying/first\">%lld to key</a></li><li><a "
	    "href=\"/desk/keying/second\">%lld to key again</a></li><li><a "
	    "href=\"/desk/keying/settle\">%lld to settle</a></li>",
	    (long long)waiting[0], (long long)waiting[1],
	    (long long)waiting[2]);
	if (aside > 0)
		html_f(v->b, "<li>%lld put aside, for a supervisor: <a "
		    "href=\"#batches\">see the batches</a></li>",
		    (long long)aside);
	if (key_supervises(v))
		html_lit(v->b, "<li><a href=\"/desk/keying/sample\">Check a "
		    "sample against the paper</a></li><li><a "
		    "href=\"/desk/keying/keyers\">How the keyers do</a></li>");
	html_f(v->b, "</ul><p class=\"desk-grey\">Numbered copies: %lld "
	    "printed, %lld noted as posted, %lld came back. <a "
	    "href=\"/desk/keying/copies\">Copies that were posted</a></p><p>"
	    "%s</p></section>\n", (long long)copies->printed,
	    (long long)copies->sent, (long long)copies->back, quality);
}

enum { FEW = 20 };	/* sheets that are listed without being asked for */

/* What was taken in, and where its originals are attached. */
static void
draw_said(struct desk_visit *v, const struct intake_form *in)
{
	size_t i;

	if (in->said.n == 0)
		return;
	html_f(v->b, "<div class=\"desk-panel\" role=\"status\"><p "
	    "class=\"desk-said\">%s</p><p class=\"desk-mono\">%s</p>\n",
	    in->what, buf_text(&in->said));
	if (in->n_taken > 0)
		html_f(v->b, in->n_taken > FEW ? "<details>" :
		    "<details open>");
	if (in->n_taken > 0)
		html_lit(v->b, "<summary>Attach what was scanned, a letter or "
		    "an email</summary><ul class=\"desk-plain\">\n");
	for (i = 0; i < in->n_taken; i++)
		html_f(v->b, "<li><a href=\"/desk/keying/sheet?id=%lld"
		    "#originals\">%lld: %s</a></li>\n",
		    (long long)in->taken[i].id, (long long)in->taken[i].place,
		    key_called(v, &in->taken[i]));
	if (in->n_taken > 0)
		html_lit(v->b, "</ul></details>\n");
	html_lit(v->b, "</div>\n");
}

/* ---- together -------------------------------------------------------------------------------- */

static void
draw(struct desk_visit *v, struct cases *c, struct intake_form *in)
{
	struct desk_frame f = { .title = "Paper", .at = "/desk/keying",
	    .error = in->wrong != NULL };
	int64_t waiting[3] = { 0 };
	struct copies_count copies;
	struct sheet_batch *b;
	struct sheet_plan plan;
	struct err e = { 0 };
	const char *good = "";
	int64_t undrawn;
	size_t n;

	if (!batch_list(v->a, c, &b, &n, &e) || !sheet_plan(c, &plan, &e) ||
	    !copies_count(c, &copies, &e) || !key_waiting(v, c, waiting, &e) ||
	    !key_quality(v, c, &good, &e) ||
	    !sheet_undrawn(c, now_seconds(), &undrawn, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, in->wrong != NULL ? 422 : 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Paper, "
	    "letters, calls and meetings</h1>\n");
	if (in->wrong != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\" tabindex=\"-1\" autofocus>%s</p>\n",
		    in->wrong);
	draw_said(v, in);
	draw_state(v, waiting, put_aside(b, n), &copies, good);
	draw_in(v, b, n, in);
	draw_batches(v, b, n);
	if (key_supervises(v)) {
		draw_plan(v, &plan);
		draw_later(v, undrawn);
	}
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* -1: it is no number. */
static int64_t
whole(struct desk_visit *v, const char *name)
{
	const char *s = desk_sent(v, name);

	return *s == '\0' || s[strspn(s, "0123456789")] != '\0' ? -1 :
	    desk_number(s);
}

static bool
set_plan(struct desk_visit *v, struct cases *c, struct err *e)
{
	const struct sheet_plan p = { whole(v, "one-in"), whole(v, "first"),
	    whole(v, "marks") };

	return sheet_plan_set(c, &p, desk_login(v), e);
}

static bool
draw_sample(struct desk_visit *v, struct cases *c, struct intake_form *in,
    struct err *e)
{
	int64_t n = whole(v, "draw");

	if (!sheet_draw(c, n > 0 ? n : 0, desk_login(v), now_seconds(), e))
		return false;
	in->what = "Drawn, to be keyed again:";
	buf_printf(&in->said, "%lld sheet%s", (long long)n, n == 1 ? "" :
	    "s");
	return true;
}

static bool
act(struct desk_visit *v, struct cases *c, struct intake_form *in,
    struct err *e)
{
	const char *what = desk_sent(v, "do");
	int64_t id;

	if (strcmp(what, "batch") == 0)
		return batch_new(c, desk_sent(v, "note"), strcmp(desk_sent(v,
		    "practice"), "yes") == 0, desk_login(v), now_seconds(),
		    &id, e);
	if ((strcmp(what, "plan") == 0 || strcmp(what, "draw") == 0) &&
	    !key_supervises(v))
		return err_set(e, ERR_INPUT, "This is for an analyst: ask "
		    "whoever supervises the keying.");
	if (strcmp(what, "plan") == 0)
		return set_plan(v, c, e);
	if (strcmp(what, "draw") == 0)
		return draw_sample(v, c, in, e);
	return key_in_once(v, c, in, e);
}

void
desk_paper(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	struct intake_form in CLEAN(intake_free) = {
	    .batch = desk_sent(v, "batch"), .channel = desk_sent(v, "channel"),
	    .numbers = desk_sent(v, "numbers"), .plain = desk_sent(v, "plain"),
	    .lang = desk_sent(v, "lang"), .received = desk_sent(v, "received"),
	    .postmark = desk_sent(v, "postmark"),
	    .people = desk_sent(v, "people") };
	bool post = v->r->method == HTTP_POST;
	struct err e = { 0 };

	if (*in.received == '\0' && !post)
		in.received = key_today(v);
	if (!desk_store_open(v, post ? DB_WRITE : DB_READ, &store, &e)) {
		desk_failed(v, &e);
		return;
	}
	if (post && !act(v, store.c, &in, &e))
		in.wrong = desk_sentence(v, &e);
	if (post && in.wrong == NULL) {
		in.numbers = in.plain = in.people = "";
		if (*in.received == '\0')
			in.received = key_today(v);
	}
	draw(v, store.c, &in);
}

void
desk_paper_sum(struct desk_visit *v, const char **detail, const char **tag)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	struct sheet_batch *b;
	int64_t n[3] = { 0 }, aside;
	struct err e = { 0 };
	size_t n_batches;

	*tag = "";
	*detail = "Nothing came in yet.";
	if (!desk_store_there(v))
		return;
	if (!desk_store_open(v, DB_READ, &store, &e) ||
	    !key_waiting(v, store.c, n, &e) ||
	    !batch_list(v->a, store.c, &b, &n_batches, &e)) {
		*detail = arena_printf(v->a, "It cannot be read: %s.", e.msg);
		return;
	}
	*detail = arena_printf(v->a, "%lld to key, %lld to key again, %lld to "
	    "settle.", (long long)n[0], (long long)n[1], (long long)n[2]);
	aside = put_aside(b, n_batches);
	if (aside > 0 && key_supervises(v))
		*detail = arena_printf(v->a, "%s %lld put aside for you to "
		    "decide.", *detail, (long long)aside);
	if (n[0] + n[1] + n[2] > 0)
		*tag = arena_printf(v->a, "%lld %s", (long long)(n[0] + n[1] +
		    n[2]), n[0] + n[1] + n[2] == 1 ? "waits" : "wait");
}
