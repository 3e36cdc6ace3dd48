/* SPDX-License-Identifier: MIT
 *
 * paper_html.c -- the questionnaire as it is printed: title, how to fill it
 * in, and its pages in order.
 */
#include "locales/locales.h"
#include "print/paper.h"

/* ---- pages ----------------------------------------------------------------- */

/* The line before a text that is not for everyone; false: it is left out. */
static bool
item_line(struct paper_form *s, const struct forms_item *it)
{
	size_t i;

	for (i = s->paper->n_lines; i-- > 0;) {
		const struct forms_paper_line *l = &s->paper->lines[i];

		if (l->kind != FORMS_PAPER_TEXT)
			break;	/* they come last */
		if (l->item != it)
			continue;
		if (l->words != NULL) {
			paper_ours(s, "p", "only");
			html_f(s->b, "%s</p>\n", l->words);
		}
		return l->words != NULL;
	}
	return true;
}

static void
item(struct paper_form *s, const struct forms_item *it)
{
	const struct forms_field *f = it->field;

	if (it->kind == FORMS_ITEM_FIELD) {
		if (!s->paper->printed[f->index])
			return;
		if (f->grid == NULL)
			paper_field(s, f);
		else if (f->index == f->grid->first)
			paper_grid(s, f->grid);
		return;
	}
	/* What the answers come to, nobody works out with a pen. */
	if (forms_words_count(s->form, it->words) || !item_line(s, it))
		return;
	if (it->kind == FORMS_ITEM_HEADING) {
		html_f(s->b, "<p class=\"heading\">%s</p>\n",
		    paper_said(s, it->words));
		return;
	}
	html_lit(s->b, "<div class=\"prose\">\n");
	paper_prose(s, it->words);
	html_lit(s->b, "</div>\n");
}

/* Online a broken rule is refused; paper can only say it beforehand. */
static void
rules(struct paper_form *s, const struct forms_page *p)
{
	size_t i;

	for (i = 0; i < p->n_rules; i++) {
		const struct forms_rule *r = &p->rules[i];

		if (!r->query && (r->field == NULL ||
		    s->paper->printed[r->field->index]))
			html_f(s->b, "<p class=\"rule\">%s</p>\n",
			    paper_said(s, r->words));
	}
}

static void
page(struct paper_form *s, const struct forms_page *p)
{
	size_t i;

	html_f(s->b, "<section>\n<h3>%s</h3>\n", paper_said(s, p->title));
	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    s->paper->printed[p->items[i].field->index])
			paper_before(s, p->items[i].field, true);
	for (i = 0; i < p->n_items; i++)
		item(s, &p->items[i]);
	rules(s, p);
	html_lit(s->b, "</section>\n");
}

static void
pages(struct paper_form *s)
{
	const struct forms_form *f = s->form;
	const char *section = "";
	bool equality = false;
	size_t i;

	for (i = 0; i < f->n_pages; i++) {
		const struct forms_page *p = &f->pages[i];

		if (!paper_prints(s, p))
			continue;
		if (strcmp(section, p->section) != 0 && p->section[0] != '\0')
			html_f(s->b, "<h2>%s</h2>\n",
			    paper_said(s, p->section));
		section = p->section;
		if (p->part == FORMS_PART_EQUALITY && !equality) {
			equality = true;
			html_lit(s->b, "<div class=\"apart prose\">\n");
			paper_prose(s, f->equality_intro);
			html_lit(s->b, "</div>\n");
		}
		page(s, p);
	}
}

/* ---- before and after ------------------------------------------------------ */

/* Words in which {box} is a box. */
static void
how(struct paper_form *s, const char *words, const char *box)
{
	static const char mark[] = "{box}";
	const char *at = strstr(words, mark);

	html_lit(s->b, "<li>");
	html_text(s->b, at ? arena_strn(s->nobody.a, words, (size_t)(at -
	    words)) : words);
	if (at != NULL)
		html_f(s->b, "<span class=\"box %s\"></span>%s", box, at +
		    strlen(mark));
	html_lit(s->b, "</li>\n");
}

static void
how_to(struct paper_form *s)
{
	paper_ours(s, "div", "how");
	html_f(s->b, "\n<h2>%s</h2>\n<ul>\n", tr_in(s->lo, "on paper",
	    "How to fill this in"));
	how(s, tr_in(s->lo, "on paper", "Use a black or blue pen. Tick a box "
	    "like this: {box}"), "ticked");
	how(s, tr_in(s->lo, "on paper", "If you ticked the wrong box, fill it "
	    "in completely {box} and tick the right one."), "filled");
	how(s, tr_in(s->lo, "on paper", "Start at the first question and go on "
	    "to the next one, unless you are told to go somewhere else."), "");
	how(s, tr_in(s->lo, "on paper", "If there is not enough room, go on at "
	    "the end or on another sheet, and write the number of the question "
	    "beside it."), "");
	html_lit(s->b, "</ul>\n</div>\n");
}

/* As people write it: "www.example.org". */
static const char *
address(struct paper_form *s, const char *link)
{
	const char *from = strncmp(link, "https://", 8) == 0 ? link + 8 : link;
	size_t n = strlen(from);

	return arena_strn(s->nobody.a, from, n > 0 && from[n - 1] == '/' ?
	    n - 1 : n);
}

static void
support(struct paper_form *s)
{
	size_t i;

	if (s->form->n_supports == 0)
		return;
	html_lit(s->b, "<div class=\"support\">\n");
	paper_ours(s, "h2", "");
	html_f(s->b, "%s</h2>\n<ul>\n", tr_in(s->lo, "on paper", "If you "
	    "would like to talk to someone"));
	for (i = 0; i < s->form->n_supports; i++) {
		const struct forms_support *p = &s->form->supports[i];

		html_f(s->b, "<li>%s", p->words);
		if (p->phone[0] != '\0')
			html_f(s->b, " <strong dir=\"ltr\">%s</strong>",
			    p->phone);
		if (p->link[0] != '\0')
			html_f(s->b, " <span dir=\"ltr\">%s</span>",
			    address(s, p->link));
		html_lit(s->b, "</li>\n");
	}
	html_lit(s->b, "</ul>\n</div>\n");
}

static void
edition(struct paper_form *s)
{
	html_lit(s->b, "<article>\n<header>\n");
	if (s->form->owner[0] != '\0')
		html_f(s->b, "<p class=\"owner\">%s</p>\n", s->form->owner);
	html_f(s->b, "<h1>%s</h1>\n", s->form->title);
	if (s->paper->edition != NULL)
		html_f(s->b, "<p class=\"edition\">%s</p>\n",
		    s->paper->edition->words);
	html_lit(s->b, "</header>\n");
	if (s->form->intro[0] != '\0') {
		html_lit(s->b, "<div class=\"prose\">\n");
		paper_prose(s, s->form->intro);
		html_lit(s->b, "</div>\n");
	}
	how_to(s);
	support(s);
	pages(s);
	if (s->form->next[0] != '\0') {
		html_f(s->b, "<div class=\"next prose\">\n<h2>%s</h2>\n",
		    tr(s->lo, "What happens next"));
		paper_prose(s, s->form->next);
		html_lit(s->b, "</div>\n");
	}
	html_lit(s->b, "</article>\n");
}

bool
print_paper_html(const struct forms_form *f, struct buf *b)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_paper paper;
	struct paper_form s = { .b = b, .form = f, .paper = &paper };
	const char *tag = f->lang;
	size_t i, n = f->edition ? f->edition->q->n_options : 1;

	forms_answers_init(&s.nobody, &a, f);
	paper_language(&s);
	html_f(b, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\""
	    "width=device-width, initial-scale=1\">\n<title>%s</title>\n", tag,
	    s.rtl ? "rtl" : "ltr", f->title);
	paper_style(b);
	html_lit(b, "</head>\n<body>\n<main>\n");
	for (i = 0; i < n; i++) {
		forms_paper(&a, f, f->edition ? &f->edition->q->options[i] :
		    NULL, &paper);
		edition(&s);
	}
	html_lit(b, "</main>\n</body>\n</html>\n");
	return buf_ok(b);
}
