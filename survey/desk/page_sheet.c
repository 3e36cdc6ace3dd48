/* SPDX-License-Identifier: MIT
 *
 * page_sheet.c -- one sheet: where it is, its originals, and what an analyst does
 * with it.
 */
#include "locales/locales.h"
#include "survey/desk/keying.h"

struct look {
	struct cases	*c;
	struct sheet	 s;
	struct sheet_original *files;
	size_t		 n;
	const char	*wrong;			/* NULL: nothing */
};

static const char *
channel_words(const char *channel)
{
	static const char *const words[][2] = { { "paper", "On paper" },
	    { "letter", "A letter" }, { "phone", "A phone call" },
	    { "meeting", "A meeting" }, { "petition", "A petition" } };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(words[i][0], channel) == 0)
			return words[i][1];
	return channel;
}

/* ---- what is known --------------------------------------------------------------- */

static void
fact(struct desk_visit *v, const char *label, const char *text)
{
	if (*text != '\0')
		html_f(v->b, "<dt>%s</dt><dd dir=\"auto\">%s</dd>\n", label,
		    text);
}

static void
keyed(struct desk_visit *v, const struct sheet *s, int i, const char *label)
{
	if (*s->keyed_by[i] != '\0')
		fact(v, label, arena_printf(v->a, "by %s, %s%s%s",
		    s->keyed_by[i], desk_moment(v, s->keyed_at[i]), i == 2 &&
		    *s->agreed != '\0' ? ", by agreement with " : "", i == 2 ?
		    s->agreed : ""));
}

static void
draw_facts(struct desk_visit *v, const struct sheet *s)
{
	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "What is known of it</h2><dl class=\"desk-facts\">\n");
	fact(v, "State", *s->reason != '\0' ? arena_printf(v->a, "%s: %s",
	    key_state(s->state), s->reason) : key_state(s->state));
	fact(v, "What it is", channel_words(s->channel));
	if (s->people > 0)
		fact(v, "People", arena_printf(v->a, "%lld",
		    (long long)s->people));
	html_f(v->b, "<dt>Language</dt><dd lang=\"%s\">%s</dd>\n", s->lang,
	    locale_name(s->lang));
	fact(v, "Received", arena_printf(v->a, "%s%s", key_day(v, s->received),
	    s->late ? ", after the close" : ""));
	fact(v, "Postmark", key_day(v, s->postmark));
	keyed(v, s, 0, "Keyed");
	keyed(v, s, 1, "Keyed again");
	keyed(v, s, 2, "Settled");
	if (key_supervises(v))
		fact(v, "Response", s->reference);
	html_lit(v->b, "</dl>\n");
	if (s->state == SHEET_DIFFERENCES)
		html_f(v->b, "<p><a href=\"/desk/keying/settle?sheet=%lld\">"
		    "Settle it</a></p>\n", (long long)s->id);
	html_lit(v->b, "</section>\n");
}

/* ---- originals --------------------------------------------------------------------- */

static void
draw_remove(struct desk_visit *v, const struct sheet_original *o)
{
	long long id = o->id;

	if (!key_supervises(v))
		return;
	html_lit(v->b, "<details><summary>Remove<span class=\""
	    "nhsuk-u-visually-hidden\">");
	html_f(v->b, ": %s</span></summary>\n", o->name);
	desk_form_begin(v, "/desk/keying/sheet", arena_printf(v->a,
	    "remove-%lld", id));
	html_f(v->b, "<input type=\"hidden\" name=\"id\" value=\"%lld\">"
	    "<input type=\"hidden\" name=\"file\" value=\"%lld\"><div "
	    "class=\"desk-field\"><label for=\"why-%lld\">Why? It was attached "
	    "by mistake, for instance.</label><input class=\"desk-input\" "
	    "id=\"why-%lld\" name=\"reason\" autocomplete=\"off\"></div>"
	    "<button class=\"desk-link\" name=\"do\" value=\"remove\">Erase "
	    "this file</button></form></details>\n", (long long)o->sheet, id,
	    id, id);
}

static void
draw_file(struct desk_visit *v, const struct sheet_original *o)
{
	char hex[65];

	hex_put(hex, o->sha256, sizeof(o->sha256));
	html_f(v->b, "<li><b dir=\"auto\">%s</b><br><span class=\"desk-s "
	    "desk-grey\">%s, %s, attached by %s on %s</span><details><summary>"
	    "SHA-256<span class=\"nhsuk-u-visually-hidden\"> of %s</span>"
	    "</summary><code>%s</code></details>\n", o->name, o->type,
	    key_size(v, o->size), o->by, desk_moment(v, o->at), o->name, hex);
	draw_remove(v, o);
	html_lit(v->b, "</li>\n");
}

static void
draw_attach(struct desk_visit *v, const struct sheet *s)
{
	if (s->state == SHEET_WITHDRAWN)
		return;
	html_f(v->b, "<form id=\"attach\" action=\"/desk/keying/original\" "
	    "method=\"post\" enctype=\"multipart/form-data\">\n<input "
	    "type=\"hidden\" name=\"token\" value=\"%s\"><input "
	    "type=\"hidden\" name=\"sheet\" value=\"%lld\"><div "
	    "class=\"desk-field\"><label for=\"files\">Attach files</label>"
	    "<span class=\"desk-hint\" id=\"files-hint\">%s. At most 10 MB "
	    "each, and 20 MB at once.</span><input class=\"desk-input\" "
	    "type=\"file\" id=\"files\" name=\"file\" multiple "
	    "accept=\"%s\" aria-describedby=\"files-hint\"></div>"
	    "<button class=\"nhsuk-button "
	    "nhsuk-button--secondary-solid\">Attach and seal</button></form>\n",
	    desk_token(v), (long long)s->id, ORIGINAL_KINDS,
	    ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.txt,.eml,.odt,.docx");
}

static void
draw_originals(struct desk_visit *v, const struct look *l)
{
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\" "
	    "id=\"originals\">Originals</h2>\n");
	if (l->n == 0)
		html_lit(v->b, "<p>No file is attached.</p>\n");
	else
		html_lit(v->b, "<ul class=\"desk-plain desk-originals\">\n");
	for (i = 0; i < l->n; i++)
		draw_file(v, &l->files[i]);
	if (l->n > 0)
		html_f(v->b, "</ul>\n<p class=\"desk-grey\">They are sealed, "
		    "and no page opens them. Somebody who has the analyst’s "
		    "key gets them out in a terminal: <code>earshot originals "
		    "%s -o FOLDER</code></p>\n", desk_dir_words(v));
	draw_attach(v, &l->s);
	html_lit(v->b, "</section>\n");
}

/* ---- what an analyst does ------------------------------------------------------------ */

static void
draw_step(struct desk_visit *v, const struct sheet *s, const char *what,
    const char *summary, const char *question, const char *says,
    const char *button)
{
	html_f(v->b, "<details class=\"desk-done\"><summary>%s</summary>\n",
	    summary);
	desk_form_begin(v, "/desk/keying/sheet", what);
	html_f(v->b, "<input type=\"hidden\" name=\"id\" value=\"%lld\"><p>%s"
	    "</p><div class=\"desk-field\"><label for=\"reason-%s\">%s</label>"
	    "<input class=\"desk-input\" id=\"reason-%s\" name=\"reason\" "
	    "autocomplete=\"off\"></div><button class=\"nhsuk-button "
	    "nhsuk-button--secondary-solid\" name=\"do\" value=\"%s\">%s"
	    "</button></form></details>\n", (long long)s->id, says, what,
	    question, what, what, button);
}

static void
draw_steps(struct desk_visit *v, const struct sheet *s)
{
	if (!key_supervises(v) || s->state == SHEET_WITHDRAWN)
		return;
	html_lit(v->b, "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "For an analyst</h2>\n");
	if (s->state == SHEET_ASIDE) {
		desk_form_begin(v, "/desk/keying/sheet", "back");
		html_f(v->b, "<input type=\"hidden\" name=\"id\" "
		    "value=\"%lld\"><button class=\"nhsuk-button "
		    "nhsuk-button--secondary-solid\" name=\"do\" "
		    "value=\"back\">Take it up again</button></form>\n",
		    (long long)s->id);
	}
	if (s->state != SHEET_VOID)
		draw_step(v, s, "void", "Make it void", "Why does it not "
		    "count?", "For a copy of another sheet, or an empty one. "
		    "What was keyed stays with it.", "Make it void");
	draw_step(v, s, "withdraw", "Withdraw it: its author wishes so",
	    "How did they ask? Without names: it is kept for good.", "The "
	    "response, all that was keyed and the originals are erased, for "
	    "good, and it does not come back from a backup. That a sheet came "
	    "in stays. Be sure that it is theirs: keep the paper in hand. Then "
	    "destroy the paper.", "Erase what it said");
	html_lit(v->b, "</section>\n");
}

static void
draw(struct desk_visit *v, const struct look *l)
{
	struct desk_frame f = { .title = "Sheet", .at = "/desk/keying",
	    .error = l->wrong != NULL };
	const char *done = http_value(&v->r->query, "attached");

	desk_frame_begin(v, l->wrong != NULL ? 422 : 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><p><a href=\""
	    "/desk/keying/batch?id=%lld\">Batch %s</a></p><h1 class=\""
	    "desk-h1\">%s, number %lld of %s</h1>\n", (long long)l->s.batch,
	    l->s.batch_name, l->s.serial != 0 ? arena_printf(v->a, "S%s",
	    key_called(v, &l->s) + 1) : channel_words(l->s.channel),
	    (long long)l->s.place, l->s.batch_name);
	if (l->wrong != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\" tabindex=\"-1\" autofocus>%s</p>\n",
		    l->wrong);
	else if (done != NULL && l->n > 0)
		html_f(v->b, "<p class=\"desk-said\" role=\"status\">Attached "
		    "and sealed. This sheet has %zu file%s.</p>\n", l->n,
		    l->n == 1 ? "" : "s");
	draw_facts(v, &l->s);
	draw_originals(v, l);
	draw_steps(v, &l->s);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

void
key_sheet(struct desk_visit *v, struct cases *c, int64_t id, const char *wrong)
{
	struct look l = { .c = c, .wrong = wrong };
	struct err e = { 0 };
	bool found;

	if (!sheet_find(v->a, c, id, &l.s, &found, &e) || (found &&
	    !original_list(v->a, c, id, &l.files, &l.n, &e)))
		desk_failed(v, &e);
	else if (!found)
		desk_says(v, 404, "There is no such sheet.");
	else
		draw(v, &l);
}

/* ---- what is done ------------------------------------------------------------------------ */

static bool
act(struct desk_visit *v, struct cases *c, int64_t id, struct err *e)
{
	const char *what = desk_sent(v, "do");

	if (strcmp(what, "void") == 0)
		return sheet_void(c, id, desk_sent(v, "reason"),
		    desk_login(v), e);
	if (strcmp(what, "remove") == 0)
		return original_remove(c, id, desk_number(desk_sent(v,
		    "file")), desk_sent(v, "reason"), desk_login(v), e);
	return sheet_back(c, id, desk_login(v), e);
}

static void
withdraw(struct desk_visit *v, struct cases *c, int64_t id)
{
	struct err e = { 0 };

	switch (desk_withdrew(v, c, RESPONSE_SHEET, id, NULL, &e)) {
	case WITHDRAWN_NOT:
		key_sheet(v, c, id, desk_sentence(v, &e));
		break;
	case WITHDRAWN_UNFINISHED:
		desk_unfinished(v, id, &e);
		break;
	default:
		desk_redirect(v, arena_printf(v->a,
		    "/desk/keying/sheet?id=%lld", (long long)id));
	}
}

void
desk_sheet(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	bool post = v->r->method == HTTP_POST;
	struct err e = { 0 };
	int64_t id;

	if (!key_about(v, &store, &id))
		return;
	if (post && strcmp(desk_sent(v, "do"), "withdraw") == 0)
		withdraw(v, store.c, id);
	else if (post && act(v, store.c, id, &e))
		desk_redirect(v, arena_printf(v->a,
		    "/desk/keying/sheet?id=%lld", (long long)id));
	else
		key_sheet(v, store.c, id, post ? desk_sentence(v, &e) : NULL);
}
