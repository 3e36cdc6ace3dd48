/* SPDX-License-Identifier: MIT
 *
 * page_edit.c -- the page "Questionnaire".
 *
 * It is one form, and works without a script: the box is as tall as its text,
 * so that numbers and mistakes stand beside their lines.  The script makes it
 * a window, checks while somebody types, and keeps them in step.
 */
#include "survey/desk/edit.h"

static void
draw_files(struct desk_visit *v, const struct edit *x)
{
	const char **names;
	struct err ignored;
	size_t n, i;

	if (!desk_files(v, &names, &n, &ignored))
		return;
	html_lit(v->b, "<nav aria-label=\"Files\"><ul class=\"desk-files\">\n");
	for (i = 0; i < n; i++) {
		html_lit(v->b, "<li><a");
		if (strcmp(names[i], x->file) == 0)
			html_lit(v->b, " aria-current=\"page\"");
		html_f(v->b, " href=\"/desk/questionnaire?file=%s\">%s</a>"
		    "</li>\n", names[i], names[i]);
	}
	html_lit(v->b, "</ul></nav>\n");
}

static void
draw_conflict(struct desk_visit *v, const struct edit *x)
{
	html_f(v->b, "<div class=\"desk-panel desk-alert\" id=\"conflict\" "
	    "role=\"group\" aria-labelledby=\"h-conflict\" "
	    "tabindex=\"-1\" autofocus>\n"
	    "<h2 class=\"desk-h2\" id=\"h-conflict\">The file changed while "
	    "you wrote</h2>\n"
	    "<p>Somebody, or a program, has saved %s since you opened it. "
	    "Nothing is lost: your text is in the box below, and theirs is "
	    "here. Take over from it what you need, then save. That puts "
	    "your text in the place of theirs. "
	    "<a href=\"/desk/questionnaire?file=%s\">Leave mine, and open "
	    "theirs</a></p>\n"
	    "<p><label for=\"theirs\">The file as it is now</label></p>\n"
	    "<textarea class=\"desk-input desk-mono\" id=\"theirs\" "
	    "rows=\"12\" readonly>\n%s</textarea>\n</div>\n",
	    x->file, x->file, arena_strn(v->a, x->disk.p, x->disk.n));
}

static void
draw_failed(struct desk_visit *v, const struct edit *x)
{
	html_f(v->b, "<div class=\"desk-panel desk-alert\" role=\"alert\">\n"
	    "<h2 class=\"desk-h2\">It could not be done</h2>\n"
	    "<p>%s. What you wrote is still in the box.</p>\n</div>\n",
	    x->failed);
}

/* What a save means for what is published. */
static void
draw_said(struct desk_visit *v, const struct edit *x)
{
	html_lit(v->b, "<p class=\"desk-said\" id=\"said\" role=\"status\">");
	if (x->said != NULL)
		html_f(v->b, "%s ", x->said);
	if (x->said != NULL && strcmp(x->said, "Saved.") == 0 &&
	    x->d.errors > 0)
		html_lit(v->b, "It is a draft with mistakes. What is published "
		    "stays as it is.");
	html_lit(v->b, "</p>\n");
}

static void
draw_actions(struct desk_visit *v, const struct edit *x)
{
	html_f(v->b, "<p class=\"desk-counts\" id=\"counts\" role=\"status\">"
	    "%s</p>\n", edit_counts(v, x));
	html_lit(v->b, "<p class=\"desk-here\" id=\"here\" role=\"status\">"
	    "</p>\n");
	draw_said(v, x);
	html_lit(v->b, "<div class=\"desk-actions\">\n"
	    "<button class=\"nhsuk-button\" name=\"do\" value=\"save\" "
	    "aria-keyshortcuts=\"Control+S\">Save</button>\n"
	    "<button class=\"nhsuk-button nhsuk-button--secondary\" "
	    "name=\"do\" value=\"check\">Check</button>\n"
	    "<button class=\"nhsuk-button nhsuk-button--secondary\" "
	    "name=\"do\" value=\"fmt\">Lay it out</button>\n"
	    "<button class=\"nhsuk-button nhsuk-button--secondary desk-js\" "
	    "type=\"button\" id=\"next\" hidden aria-keyshortcuts=\"F8\">Next mistake "
	    "<kbd>F8</kbd></button>\n</div>\n"
	    "<p class=\"desk-xs desk-grey desk-js desk-legend\"><kbd>Shift F8"
	    "</kbd> mistake "
	    "before <kbd>Ctrl S</kbd> save <kbd>Tab</kbd> or "
	    "<kbd>Esc</kbd> leave the box</p>\n");
}

static void
draw_paste(struct desk_visit *v, const struct edit *x)
{
	bool any = x->pasted.n > 0 || x->lines.n > 0;

	html_f(v->b, "<details class=\"desk-panel desk-paste\" "
	    "id=\"paste-panel\"%s>\n<summary><h2 class=\"desk-h2\">"
	    "Paste from Word</h2></summary>\n"
	    "<p id=\"paste-hint\">Copy the questions in Word, Google Docs or "
	    "LibreOffice, and paste them here. Numbered questions, lists of "
	    "answers and tables of statements become lines. Where something "
	    "was guessed, the line says so: <code># guessed:</code></p>\n"
	    "<p><label for=\"paste\">Questions as they are in Word</label></p>"
	    "\n<textarea class=\"desk-input\" id=\"paste\" name=\"paste\" "
	    "rows=\"8\" aria-describedby=\"paste-hint\" spellcheck=\"false\">\n"
	    "%s</textarea>\n"
	    "<div class=\"desk-actions\"><button class=\"nhsuk-button "
	    "nhsuk-button--secondary\" name=\"do\" value=\"convert\">Turn into "
	    "lines</button></div>\n"
	    "<p class=\"desk-said\" id=\"came\" role=\"status\">%s</p>\n"
	    "<div id=\"lines-panel\"%s>\n"
	    "<p><label for=\"lines\">Lines of the questionnaire</label></p>\n"
	    "<textarea class=\"desk-input desk-mono\" id=\"lines\" "
	    "name=\"lines\" rows=\"12\" spellcheck=\"false\">\n%s"
	    "</textarea>\n"
	    "<div class=\"desk-actions\"><button class=\"nhsuk-button "
	    "nhsuk-button--secondary\" name=\"do\" value=\"insert\">Put them "
	    "at the end of the text</button></div>\n</div>\n</details>\n",
	    any ? " open" : "",
	    arena_strn(v->a, x->pasted.p, x->pasted.n),
	    x->came != NULL ? x->came : "",
	    x->lines.n > 0 ? "" : " hidden",
	    arena_strn(v->a, x->lines.p, x->lines.n));
}

void
edit_draw(struct desk_visit *v, struct edit *x)
{
	struct desk_frame f = { .title = "Questionnaire",
	    .at = "/desk/questionnaire", .shown = x->shown,
	    .error = x->conflict || x->failed != NULL };

	desk_frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"desk-write%s\" id=\"desk-write\">\n"
	    "<div class=\"desk-write__head\"><h1 class=\"desk-h1\">"
	    "Questionnaire</h1>\n", x->wide ? " desk-write--wide" : "");
	draw_files(v, x);
	html_lit(v->b, "</div>\n");
	if (x->conflict)
		draw_conflict(v, x);
	if (x->failed != NULL)
		draw_failed(v, x);
	desk_form_begin(v, "/desk/questionnaire", "write");
	html_f(v->b, "<input type=\"hidden\" name=\"file\" value=\"%s\">\n"
	    "<input type=\"hidden\" name=\"base\" value=\"%s\">\n"
	    "<div class=\"desk-write__work\">\n"
	    "<section class=\"desk-panel\" aria-labelledby=\"h-text\">\n"
	    "<h2 class=\"desk-h2\" id=\"h-text\"><label for=\"text\">%s</label>"
	    "<span id=\"changed\" class=\"desk-tag\"%s>Not saved</span></h2>\n",
	    x->file, x->base, x->file, x->changed ? "" : " hidden");
	edit_draw_text(v, x);
	draw_actions(v, x);
	html_lit(v->b, "</section>\n");
	edit_draw_mistakes(v, x);
	draw_paste(v, x);
	html_lit(v->b, "</div>\n");
	edit_draw_preview(v, x);
	html_lit(v->b, "</form>\n</div>\n");
	desk_frame_end(v);
}
