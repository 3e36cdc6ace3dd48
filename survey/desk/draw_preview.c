/* SPDX-License-Identifier: MIT
 *
 * draw_preview.c -- the web page and the paper page beside the text.
 */
#include "locales/locales.h"
#include "survey/desk/edit.h"

static void
option(struct desk_visit *v, const char *value, const char *words,
    bool selected)
{
	html_f(v->b, "<option value=\"%s\"%s>%s</option>\n", value,
	    selected ? " selected" : "", words);
}

static void
draw_pages(struct desk_visit *v, const struct edit *x)
{
	const struct forms_form *form = x->shown->form;
	size_t i;

	html_lit(v->b, "<label for=\"page\">Page</label>\n<select "
	    "class=\"desk-input\" id=\"page\" name=\"page\">\n");
	option(v, "", "The first page", x->page[0] == '\0');
	for (i = 0; form != NULL && i < form->n_pages; i++)
		option(v, form->pages[i].slug, form->pages[i].title,
		    strcmp(form->pages[i].slug, x->page) == 0);
	html_lit(v->b, "</select>\n");
}

static void
draw_languages(struct desk_visit *v, const struct edit *x)
{
	const struct forms_form *form = x->shown->form;
	size_t i;

	html_lit(v->b, "<label for=\"lang\">Language</label>\n<select "
	    "class=\"desk-input\" id=\"lang\" name=\"lang\">\n");
	for (i = 0; form != NULL && i < form->n_languages; i++)
		option(v, form->languages[i], locale_name(form->languages[i]),
		    strcmp(form->languages[i], x->lang) == 0);
	if (form == NULL)
		option(v, "en", locale_name("en"), true);
	html_lit(v->b, "</select>\n");
}

/* The address of the page that was chosen; "" without a preview. */
static const char *
address(struct desk_visit *v, const struct edit *x)
{
	const struct forms_form *form = x->shown->form;
	const char *lang = x->lang[0] != '\0' ? x->lang : "en";
	struct buf slug CLEAN(buf_free) = { 0 };

	if (form == NULL)
		return NULL;
	if (x->page[0] == '\0' || forms_page(form, x->page) == NULL)
		return arena_printf(v->a, "/preview/%s/%s/", x->shown->key,
		    lang);
	http_encode_segment(&slug, x->page);
	return arena_printf(v->a, "/preview/%s/%s/q/%s", x->shown->key, lang,
	    buf_text(&slug));
}

static void
draw_frame(struct desk_visit *v, const char *id, const char *title,
    const char *src)
{
	html_f(v->b, "<iframe id=\"%s\" title=\"%s\" "
	    "sandbox=\"allow-same-origin\"", id, title);
	if (src != NULL)
		html_f(v->b, " src=\"%s\"></iframe>\n", src);
	else
		html_lit(v->b, " hidden></iframe>\n");
}

void
edit_draw_preview(struct desk_visit *v, struct edit *x)
{
	const char *at = address(v, x);

	html_lit(v->b, "<section class=\"desk-panel desk-preview\" "
	    "aria-labelledby=\"h-preview\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-preview\">Preview</h2>\n<div class=\"desk-set\">\n");
	draw_pages(v, x);
	draw_languages(v, x);
	html_lit(v->b, "<label for=\"width\">Width</label>\n<select "
	    "class=\"desk-input\" id=\"width\" name=\"width\">\n");
	option(v, "phone", "Phone (320 pixels)", !x->wide);
	option(v, "wide", "Wide", x->wide);
	html_f(v->b, "</select>\n<button class=\"nhsuk-button "
	    "nhsuk-button--secondary desk-nojs\" name=\"do\" value=\"check\">"
	    "Show</button>\n</div>\n"
	    "<p class=\"desk-grey\" id=\"stale\"%s>The preview waits until "
	    "there are no mistakes.</p>\n"
	    "<p class=\"desk-grey\">It shows every question, also those that "
	    "only some answers lead to. To answer it, "
	    "<a href=\"/desk/tryout\">try it out</a>.</p>\n",
	    at != NULL ? " hidden" : "");
	html_f(v->b, "<div class=\"desk-frame desk-frame--%s\" id=\"frame\">\n",
	    x->wide ? "wide" : "phone");
	draw_frame(v, "web", "The web page", at);
	html_lit(v->b, "</div>\n<h3 class=\"desk-h2\">On paper</h3>\n"
	    "<div class=\"desk-frame\">\n");
	draw_frame(v, "paper", "The questionnaire on paper", at == NULL ? NULL :
	    arena_printf(v->a, "/preview/%s/paper?lang=%s", x->shown->key,
	    x->lang[0] != '\0' ? x->lang : x->shown->form->lang));
	html_lit(v->b, "</div>\n</section>\n");
}
