/* SPDX-License-Identifier: MIT
 *
 * page_copies.c -- numbered copies that were posted: in which language and format,
 * for which task, and which of them came back.  It knows no addresses.
 */
#include "locales/locales.h"
#include "survey/desk/keying.h"

enum { LARGE = 16 };	/* points from which it is large print */

static const char *
format_words(struct desk_visit *v, const struct sheet_copy *c)
{
	struct buf b CLEAN(buf_free) = { 0 };

	buf_printf(&b, "%d points%s", c->size, c->size >= LARGE ?
	    ", large print" : "");
	if (c->edition[0] != '\0')
		buf_printf(&b, ", edition %s", c->edition);
	if (c->format[0] != '\0')
		buf_printf(&b, "; asked for: %s", task_format(c->format));
	return arena_str(v->a, buf_text(&b));
}

static void
draw_copy(struct desk_visit *v, const struct sheet_copy *c)
{
	char serial[FORMS_SERIAL_SIZE];

	forms_serial_show(c->serial, serial);
	html_f(v->b, "<tr><th scope=\"row\" class=\"desk-mono\">%s</th><td>"
	    "<span lang=\"%s\">%s</span></td><td>%s</td><td>%s", serial,
	    c->lang, locale_name(c->lang),
	    format_words(v, c), key_day(v, c->sent));
	if (c->task != 0)
		html_f(v->b, ", for task %lld", (long long)c->task);
	html_lit(v->b, "</td><td>");
	if (c->back)
		html_f(v->b, "<a href=\"/desk/keying/sheet?id=%lld\">%s<span "
		    "class=\"nhsuk-u-visually-hidden\">: sheet %s</span></a>",
		    (long long)c->sheet, key_day(v, c->came), serial);
	else
		html_lit(v->b, "not yet");
	html_lit(v->b, "</td></tr>\n");
}

static void
draw_register(struct desk_visit *v, const struct sheet_copy *c, size_t n)
{
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "The register</h2>\n");
	if (n == 0) {
		html_lit(v->b, "<p>No copy was noted as posted yet.</p>"
		    "</section>\n");
		return;
	}
	html_lit(v->b, "<div class=\"desk-wide\" tabindex=\"0\" "
	    "role=\"region\" aria-label=\"Copies that were posted\"><table "
	    "class=\"desk-wait\"><thead><tr><th scope=\"col\">Number</th><th "
	    "scope=\"col\">Language</th><th scope=\"col\">Format</th><th "
	    "scope=\"col\">Posted</th><th scope=\"col\">Came back</th></tr>"
	    "</thead><tbody>\n");
	for (i = 0; i < n; i++)
		draw_copy(v, &c[i]);
	html_lit(v->b, "</tbody></table></div></section>\n");
}

static void
draw_form(struct desk_visit *v, const struct intake_form *in)
{
	const char *day = desk_sent(v, "sent-on");

	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "Note copies as posted</h2><p>For copies that nobody asked for by "
	    "name: those for a library, or for a meeting. Copies that somebody "
	    "asked for are noted at their task");
	if (desk_may(v, "/desk/tasks"))
		html_lit(v->b, ", in <a href=\"/desk/tasks\">Tasks</a>");
	html_lit(v->b, ".</p>\n");
	desk_form_begin(v, "/desk/keying/copies", "sent");
	html_f(v->b, "<div class=\"desk-field\"><label for=\"numbers\">Numbers, "
	    "one on each line</label><textarea class=\"desk-input\" "
	    "id=\"numbers\" name=\"numbers\" rows=\"3\">%s</textarea></div>"
	    "<div class=\"desk-field\"><label for=\"sent-on\">Posted on</label>"
	    "<input class=\"desk-input\" id=\"sent-on\" name=\"sent-on\" "
	    "type=\"date\" value=\"%s\"></div>\n", in->numbers, *day != '\0' ?
	    day : key_today(v));
	html_lit(v->b, "<div class=\"desk-actions\"><button class=\""
	    "nhsuk-button nhsuk-button--secondary-solid\" name=\"do\" "
	    "value=\"sent\">Note them</button><button class=\"desk-link\" "
	    "name=\"do\" value=\"unsent\">They were not posted after all"
	    "</button></div></form></section>\n");
}

static void
draw(struct desk_visit *v, struct cases *c, const struct intake_form *in)
{
	struct desk_frame f = { .title = "Copies that were posted",
	    .at = "/desk/keying", .error = in->wrong != NULL };
	struct copies_count count;
	struct sheet_copy *all;
	struct err e = { 0 };
	size_t n;

	if (!copies_count(c, &count, &e) ||
	    !copies_register(v->a, c, &all, &n, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, in->wrong != NULL ? 422 : 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><p><a href=\"/desk/keying\">"
	    "Paper, letters, calls and meetings</a></p><h1 class=\"desk-h1\">"
	    "Copies that were posted</h1><p>%lld printed with a number, %lld "
	    "noted as posted, %lld came back.</p>\n",
	    (long long)count.printed, (long long)count.sent,
	    (long long)count.back);
	if (in->wrong != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\">%s</p>\n", in->wrong);
	if (in->said.n > 0)
		html_f(v->b, "<div class=\"desk-panel\" role=\"status\"><p "
		    "class=\"desk-said\">%s</p><p class=\"desk-mono\">%s</p>"
		    "</div>\n", in->what, buf_text(&in->said));
	draw_form(v, in);
	draw_register(v, all, n);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* One after the other, and it is said which were noted before one was wrong. */
static bool
note(struct desk_visit *v, struct cases *c, struct intake_form *in,
    struct err *e)
{
	bool unsent = strcmp(desk_sent(v, "do"), "unsent") == 0;
	const char *day = desk_sent(v, "sent-on");
	char shown[FORMS_SERIAL_SIZE];
	uint32_t *serials;
	size_t n, i;

	in->what = unsent ? "Noted as not posted:" : "Noted as posted:";
	if (!unsent && !key_day_ok(day, false))
		return err_set(e, ERR_INPUT, "Say on which day they were "
		    "posted, like 2026-11-27.");
	if (!key_serials(v, c, in->numbers, &serials, &n, e))
		return false;
	if (n == 0)
		return err_set(e, ERR_INPUT, "Type the numbers of the copies "
		    "that were posted.");
	for (i = 0; i < n; i++) {
		if (!copies_sent(c, serials[i], unsent ? NULL : day,
		    desk_login(v), e))
			return false;
		forms_serial_show(serials[i], shown);
		buf_printf(&in->said, "%s%s", i > 0 ? "\n" : "", shown);
	}
	return true;
}

void
desk_copies(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	struct intake_form in CLEAN(intake_free) = {
	    .numbers = desk_sent(v, "numbers") };
	bool post = v->r->method == HTTP_POST;
	struct err e = { 0 };

	if (!desk_store_open(v, post ? DB_WRITE : DB_READ, &store, &e)) {
		desk_failed(v, &e);
		return;
	}
	if (post && !note(v, store.c, &in, &e))
		in.wrong = desk_sentence(v, &e);
	if (in.wrong == NULL)
		in.numbers = "";
	draw(v, store.c, &in);
}
