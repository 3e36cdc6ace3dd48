/* SPDX-License-Identifier: MIT
 *
 * html.c -- the report as one web page: no script, no request, no font to
 * fetch.  Headings never skip a level; a part is announced once.
 */
#include "print/html.h"

/* Only addresses that cannot run anything; others stay plain words. */
static bool
safe_href(const char *href)
{
	static const char *const starts[] = { "#", "https://", "http://",
	    "mailto:", "tel:" };
	size_t i;

	for (i = 0; href != NULL && i < LEN(starts); i++)
		if (strncmp(href, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

void
html_spans(struct buf *b, const struct report_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		const struct report_span *s = &t->v[i];

		if (s->mark == REPORT_STRONG)
			html_f(b, "<strong>%s</strong>", s->text);
		else if (s->mark == REPORT_LINK && safe_href(s->href))
			html_f(b, "<a href=\"%s\">%s</a>", s->href, s->text);
		else
			html_text(b, s->text);
	}
}

/* ---- blocks ---------------------------------------------------------------- */

/* Opens the two columns: a label in the rail, or nothing. */
static void
open_row(struct buf *b, const char *rail)
{
	html_lit(b, "<div class=\"row\">");
	if (rail != NULL && *rail != '\0')
		html_f(b, "<p class=\"rail\">%s</p>", rail);
	html_lit(b, "<div class=\"words\">");
}

static void
put_para(struct buf *b, const struct report_block *k)
{
	open_row(b, k->rail);
	if (k->kind == BLOCK_FINDING)
		html_lit(b, "<p class=\"finding\">");
	else
		html_lit(b, "<p>");
	html_spans(b, &k->text);
	html_lit(b, "</p>");
	if (k->minor.n > 0) {
		html_lit(b, "<p class=\"minor\">");
		html_spans(b, &k->minor);
		html_lit(b, "</p>");
	}
	html_lit(b, "</div></div>\n");
}

static void
put_list(struct buf *b, const struct report_block *k)
{
	size_t i;

	open_row(b, k->rail);
	html_f(b, "<%s>\n", k->ordered ? "ol" : "ul");
	for (i = 0; i < k->n; i++) {
		html_lit(b, "<li>");
		html_spans(b, &k->items[i]);
		html_lit(b, "</li>\n");
	}
	html_f(b, "</%s></div></div>\n", k->ordered ? "ol" : "ul");
}

static void
put_facts(struct buf *b, const struct report_fact *v, size_t n)
{
	size_t i;

	if (n == 0)
		return;
	html_lit(b, "<dl class=\"facts\">\n");
	for (i = 0; i < n; i++) {
		html_f(b, "<div><dt>%s</dt><dd>", v[i].label);
		html_spans(b, &v[i].text);
		html_lit(b, "</dd></div>\n");
	}
	html_lit(b, "</dl>\n");
}

static void
put_numbers(struct buf *b, const struct report_block *k)
{
	size_t i;

	html_lit(b, "<ul class=\"numbers\">\n");
	for (i = 0; i < k->n; i++)
		html_f(b, "<li><b>%s</b> %s</li>\n", k->numbers[i].figure,
		    k->numbers[i].words);
	html_lit(b, "</ul>\n");
}

static void
put_tracks(struct buf *b, const struct report *r, const struct report_block *k)
{
	size_t i;

	html_lit(b, "<ul class=\"tracks\">\n");
	for (i = 0; i < k->n; i++) {
		html_f(b, "<li><div class=\"share-of\"><b>%d%%</b>",
		    k->tracks[i].percent);
		html_track(b, r, k->tracks[i].percent, k->tracks[i].against);
		html_lit(b, "</div> <p>");
		html_spans(b, &k->tracks[i].text);
		html_lit(b, "</p></li>\n");
	}
	html_lit(b, "</ul>\n");
}

#define OPENING_QUOTE	"\xE2\x80\x9C"
#define CLOSING_QUOTE	"\xE2\x80\x9D"

static void
put_quotes(struct buf *b, const struct report_block *k)
{
	size_t i;

	html_lit(b, "<div class=\"quotes\">\n");
	for (i = 0; i < k->n; i++) {
		const struct report_quote *q = &k->quotes[i];
		bool marked = strncmp(q->text, OPENING_QUOTE, 3) == 0;

		html_f(b, "<figure class=\"quote%s\"><blockquote dir=\"auto\">"
		    "<p>%s%s%s</p></blockquote>", q->against ? " against" : "",
		    marked ? "" : OPENING_QUOTE, q->text,
		    marked ? "" : CLOSING_QUOTE);
		if (*q->who != '\0')
			html_f(b, "<figcaption>%s</figcaption>", q->who);
		html_lit(b, "</figure>\n");
	}
	html_lit(b, "</div>\n");
}

/* A section's title is an h2; its headings are h3 and h4, never an h4 that
 * does not follow an h3.  Returns the level written. */
static int
put_heading(struct buf *b, const struct report_block *k, int last)
{
	int level = k->level <= 2 ? 3 : 4;

	if (level > last + 1)
		level = last + 1;
	html_f(b, "<h%d", level);
	if (k->id != NULL && *k->id != '\0')
		html_f(b, " id=\"%s\"", k->id);
	html_f(b, ">%s</h%d>\n", k->heading, level);
	return level;
}

static void
put_block(struct buf *b, const struct report *r, const struct report_block *k,
    int *level)
{
	switch (k->kind) {
	case BLOCK_HEADING:
		*level = put_heading(b, k, *level);
		break;
	case BLOCK_PARA:
	case BLOCK_FINDING:
		put_para(b, k);
		break;
	case BLOCK_LIST:
		put_list(b, k);
		break;
	case BLOCK_FACTS:
		put_facts(b, k->facts, k->n);
		break;
	case BLOCK_NUMBERS:
		put_numbers(b, k);
		break;
	case BLOCK_TRACKS:
		put_tracks(b, r, k);
		break;
	case BLOCK_EXHIBIT:
		html_exhibit(b, r, k->exhibit);
		break;
	case BLOCK_QUOTES:
		put_quotes(b, k);
		break;
	}
}

/* ---- sections -------------------------------------------------------------- */

static void
put_section(struct buf *b, const struct report *r,
    const struct report_section *s)
{
	int level = 2;
	size_t i;

	html_f(b, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
	    "<div class=\"top\">", s->id, s->id);
	if (r->tag != NULL)
		html_f(b, "<p class=\"tag\">%s</p>", r->tag);
	html_lit(b, "</div>\n<div class=\"row head\">");
	if (s->rail != NULL && *s->rail != '\0')
		html_f(b, "<p class=\"rail\">%s</p>", s->rail);
	html_f(b, "<h2 id=\"%s-title\">%s</h2></div>\n", s->id, s->title);
	for (i = 0; i < s->n; i++)
		put_block(b, r, &s->blocks[i], &level);
	if (r->contents_title != NULL && !r->bare)
		html_f(b, "<p class=\"up\"><a href=\"#contents\">%s</a></p>\n",
		    r->w_contents);
	html_lit(b, "</section>\n");
}

static void
put_contents(struct buf *b, const struct report *r)
{
	size_t i;

	html_f(b, "<nav class=\"wrap\" aria-labelledby=\"contents\">\n"
	    "<h2 id=\"contents\">%s</h2>\n<ul>\n", r->contents_title);
	for (i = 0; i < r->n_sections; i++)
		html_f(b, "<li><span>%s</span> <a href=\"#%s\">%s</a></li>\n",
		    r->sections[i].rail != NULL ? r->sections[i].rail : "",
		    r->sections[i].id, r->sections[i].title);
	html_lit(b, "</ul>\n</nav>\n");
}

/* ---- the cover ------------------------------------------------------------- */

static void
put_channels(struct buf *b, const struct report *r)
{
	size_t i;

	if (r->n_channels == 0)
		return;
	html_f(b, "<p class=\"dots-words\">%s</p>\n<ul class=\"channels\">\n",
	    r->dots_words);
	for (i = 0; i < r->n_channels; i++) {
		const struct report_cell count = { .kind = CELL_COUNT,
		    .n = r->channels[i].n };

		html_lit(b, "<li>");
		html_dots(b, r->channels[i].n, r->per_dot);
		html_f(b, "<span>%s</span> <b>", r->channels[i].words);
		print_cell(b, r, &count);
		html_lit(b, "</b></li>\n");
	}
	html_lit(b, "</ul>\n");
}

static void
put_cover(struct buf *b, const struct report *r)
{
	html_f(b, "<header class=\"%s\">\n<div class=\"band\"><div "
	    "class=\"wrap\">\n<p>%s</p>\n", r->bare ? "bare" : "cover",
	    r->owner);
	if (r->tag != NULL)
		html_f(b, "<p class=\"tag\">%s</p>\n", r->tag);
	if (!r->bare)
		html_f(b, "<p class=\"kicker\">%s</p>\n", r->kicker);
	html_f(b, "<h1>%s</h1>\n", r->title);
	if (!r->bare)
		put_channels(b, r);
	html_lit(b, "</div></div>\n");
	if (!r->bare) {
		html_lit(b, "<div class=\"wrap\">\n");
		put_facts(b, r->cover, r->n_cover);
		html_lit(b, "</div>\n");
	}
	html_lit(b, "</header>\n");
}

static void
put_head(struct buf *b, const struct report *r)
{
	html_f(b, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\""
	    "width=device-width, initial-scale=1\">\n<title>", r->lang,
	    r->rtl ? "rtl" : "ltr");
	if (r->tag != NULL)
		html_f(b, "%s: ", r->tag);
	html_text(b, r->title);
	if (!r->bare)
		html_f(b, " (%s)", r->kicker);
	html_lit(b, "</title>\n");
	if (r->tag != NULL)	/* made-up results are not for search engines */
		html_lit(b, "<meta name=\"robots\" content=\"noindex\">\n");
	html_style(b);
	html_lit(b, "</head>\n");
}

bool
print_html(const struct report *r, struct buf *b, struct err *e)
{
	size_t i;

	put_head(b, r);
	html_f(b, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n",
	    r->w_skip != NULL ? r->w_skip : "Skip to the report");
	html_fills(b);
	put_cover(b, r);
	if (r->contents_title != NULL && !r->bare)
		put_contents(b, r);
	html_lit(b, "<main id=\"main\" class=\"wrap\">\n");
	for (i = 0; i < r->n_sections; i++)
		put_section(b, r, &r->sections[i]);
	html_f(b, "</main>\n<footer><div class=\"wrap\"><p>%s</p><p>%s</p>",
	    r->owner, r->edition);
	if (r->tag != NULL)
		html_f(b, "<p class=\"tag\">%s</p>", r->tag);
	html_lit(b, "</div></footer>\n</body>\n</html>\n");
	if (!buf_ok(b))
		return err_set(e, ERR_LIMIT, "the report is too long for one "
		    "web page: it stopped at %zu bytes", b->n);
	return true;
}
