/* SPDX-License-Identifier: MIT
 *
 * page_batch.c -- the sheets of one batch: where each of them is, and what a
 * supervisor does with those that were put aside.
 */
#include "survey/desk/keying.h"

enum { SHEETS_SHOWN = 100 };

static void
draw_act(struct desk_visit *v, const struct sheet *s, size_t page)
{
	if (s->state == SHEET_VOID || s->state == SHEET_WITHDRAWN ||
	    !key_supervises(v))
		return;
	desk_form_begin(v, "/desk/keying/batch", arena_printf(v->a, "f%lld",
	    (long long)s->id));
	html_f(v->b, "<input type=\"hidden\" name=\"sheet\" value=\"%lld\">"
	    "<input type=\"hidden\" name=\"id\" value=\"%lld\"><input "
	    "type=\"hidden\" name=\"page\" value=\"%zu\">",
	    (long long)s->id, (long long)s->batch, page + 1);
	if (s->state == SHEET_ASIDE)
		html_f(v->b, "<button class=\"desk-link\" name=\"do\" "
		    "value=\"back\">Take it up again<span class=\""
		    "nhsuk-u-visually-hidden\">: %s</span></button> ",
		    key_called(v, s));
	html_f(v->b, "<details><summary>Void<span class=\""
	    "nhsuk-u-visually-hidden\">: %s</span></summary><label "
	    "for=\"r%lld\">Why does it not count?</label><input "
	    "class=\"desk-input\" id=\"r%lld\" name=\"reason\" "
	    "autocomplete=\"off\"> <button class=\"desk-link\" name=\"do\" "
	    "value=\"void\">Make it void</button></details></form>",
	    key_called(v, s), (long long)s->id, (long long)s->id);
}

static void
draw_sheet(struct desk_visit *v, const struct sheet *s, size_t page)
{
	html_f(v->b, "<tr><th scope=\"row\">%lld. <a "
	    "href=\"/desk/keying/sheet?id=%lld\">%s</a><br><span "
	    "class=\"desk-grey\">received %s%s%s%s</span></th><td>%s%s%s</td>"
	    "<td>%s%s%s</td><td>", (long long)s->place, (long long)s->id,
	    key_called(v, s), key_day(v, s->received), s->postmark[0] != '\0' ? ", postmark " :
	    "", key_day(v, s->postmark), s->late ? ", late" : "",
	    key_state(s->state), *s->reason != '\0' ? ": " : "", s->reason,
	    s->keyed_by[0], *s->keyed_by[1] != '\0' ? ", " : "",
	    s->keyed_by[1]);
	draw_act(v, s, page);
	html_lit(v->b, "</td></tr>\n");
}

static void
draw_sheets(struct desk_visit *v, const struct sheet *s, size_t n)
{
	size_t pages = (n + SHEETS_SHOWN - 1) / SHEETS_SHOWN, i;
	size_t page = desk_page(v, pages);

	if (n == 0) {
		html_lit(v->b, "<p>No sheet was taken into it yet.</p>\n");
		return;
	}
	html_lit(v->b, "<div class=\"desk-panel desk-wide\" tabindex=\"0\" "
	    "role=\"region\" aria-label=\"Sheets\"><table class=\"desk-wait\">"
	    "<thead><tr><th scope=\"col\">Sheet</th><th scope=\"col\">State"
	    "</th><th scope=\"col\">Keyed by</th><th scope=\"col\">For a "
	    "supervisor</th></tr></thead><tbody>\n");
	for (i = page * SHEETS_SHOWN; i < n && i < (page + 1) * SHEETS_SHOWN;
	    i++)
		draw_sheet(v, &s[i], page);
	html_lit(v->b, "</tbody></table></div>\n");
	desk_steps(v, &(struct desk_steps){ "Pages of this batch",
	    arena_printf(v->a, "/desk/keying/batch?id=%lld&page=",
	    (long long)s[0].batch), "Before", "After", page, pages });
}

/* NULL: there is none. */
static const struct sheet_batch *
find(const struct sheet_batch *b, size_t n, int64_t id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (b[i].id == id)
			return &b[i];
	return NULL;
}

static void
draw(struct desk_visit *v, struct cases *c, int64_t id, const char *wrong)
{
	struct desk_frame f = { .title = "Batch", .at = "/desk/keying",
	    .error = wrong != NULL };
	const struct sheet_batch *batch;
	struct sheet_batch *all;
	struct sheet *s;
	struct err e = { 0 };
	size_t n_all, n;

	if (!batch_list(v->a, c, &all, &n_all, &e) ||
	    !sheet_list(v->a, c, id, SHEET_STATES, &s, &n, &e)) {
		desk_failed(v, &e);
		return;
	}
	batch = find(all, n_all, id);
	if (batch == NULL) {
		desk_says(v, 404, "There is no such batch.");
		return;
	}
	desk_frame_begin(v, wrong != NULL ? 422 : 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><p><a href=\"/desk/keying\">All "
	    "batches</a></p><h1 class=\"desk-h1\">Batch %s</h1>\n",
	    batch->name);
	if (wrong != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\" tabindex=\"-1\" autofocus>%s</p>\n",
		    wrong);
	draw_sheets(v, s, n);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

static bool
act(struct desk_visit *v, struct cases *c, struct err *e)
{
	int64_t sheet = desk_number(desk_sent(v, "sheet"));

	if (strcmp(desk_sent(v, "do"), "void") == 0)
		return sheet_void(c, sheet, desk_sent(v, "reason"),
		    desk_login(v), e);
	return sheet_back(c, sheet, desk_login(v), e);
}

void
desk_batch(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	bool post = v->r->method == HTTP_POST;
	struct err e = { 0 };
	int64_t id;

	if (!key_about(v, &store, &id))
		return;
	if (post && act(v, store.c, &e))
		desk_redirect(v, arena_printf(v->a,
		    "/desk/keying/batch?id=%lld&page=%lld", (long long)id,
		    (long long)desk_number(desk_sent(v, "page"))));
	else
		draw(v, store.c, id, post ? desk_sentence(v, &e) : NULL);
}
