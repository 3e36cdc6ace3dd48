/* SPDX-License-Identifier: MIT
 *
 * page_key.c -- keying one sheet: a box for each question, in the order of the
 * paper.
 *
 * Enter goes from box to box; where there is no script, it checks the sheet and
 * never saves it.
 */
#include "locales/locales.h"
#include "survey/desk/keying.h"

struct screen {
	struct desk_store store;
	struct cases	*c;		/* of it */
	int		 round;		/* 1 or 2 */
	bool		 alone;
	struct sheet	 s;
	struct key_form	 k;
	struct key_line	*lines;
	size_t		 n, wrong;
	const char	*done;		/* what was done before; "" */
	const char	*originals;	/* their names; "" */
	const char	*aside;		/* why it is not put aside; NULL */
	bool		 checked;
	bool		 empty;		/* nothing was typed: asked whether that
					   is right */
};

static void
close_screen(struct screen *s)
{
	desk_store_close(&s->store);
}

/* ---- lines ---------------------------------------------------------------------- */

static void
make_lines(struct desk_visit *v, struct screen *s)
{
	size_t i;

	s->lines = key_lines(v, &s->k, &s->n);
	for (i = 0; i < s->n; i++) {
		struct key_line *l = &s->lines[i];

		l->typed = desk_sent(v, arena_printf(v->a, "k.%s",
		    l->field->id));
		l->write_in = desk_sent(v, arena_printf(v->a, "w.%s",
		    l->field->id));
	}
}

static void
read_lines(struct desk_visit *v, struct screen *s, struct forms_answers *as)
{
	size_t i;

	forms_answers_init(as, v->a, s->k.form);
	for (i = 0; i < s->k.form->n_fields; i++)
		as->v[i].state = FORMS_BLANK;
	key_edition(as, &s->s);
	s->wrong = key_lines_read(v, s->lines, s->n, as);
}

static bool
is_long(const struct forms_field *f)
{
	return f->q->type == FORMS_TEXT;
}

/* The codes of the options that have a line to write on. */
static const char *
beside(struct desk_visit *v, const struct forms_field *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].write_in)
			buf_printf(&b, "%s%d", b.n > 0 ? " " : "",
			    f->q->options[i].number);
	return arena_str(v->a, buf_text(&b));
}

static void
draw_box(struct desk_visit *v, const struct screen *s, size_t i)
{
	const struct key_line *l = &s->lines[i];
	const struct forms_field *f = l->field;
	const char *codes = forms_keyed_codes(v->a, f);
	const char *described = arena_printf(v->a, "c%zu m%zu", i, i);

	if (is_long(f)) {
		html_f(v->b, "<textarea class=\"desk-input\" id=\"k%zu\" "
		    "name=\"k.%s\" rows=\"3\" dir=\"auto\" "
		    "aria-describedby=\"%s\"", i, f->id, described);
		if (l->wrong != NULL)
			html_lit(v->b, " aria-invalid=\"true\"");
		html_f(v->b, ">%s</textarea>", l->typed);
		return;
	}
	html_f(v->b, "<input class=\"desk-input%s\" id=\"k%zu\" name=\"k.%s\" "
	    "value=\"%s\" autocomplete=\"off\" autocapitalize=\"off\" "
	    "spellcheck=\"false\" aria-describedby=\"%s\"", *codes != '\0' ?
	    " desk-key__code" : "", i, f->id, l->typed, described);
	if (*codes != '\0')
		html_f(v->b, " inputmode=\"numeric\" data-codes=\"%s\"",
		    codes);
	if (f->q->type == FORMS_MANY)
		html_lit(v->b, " data-many");
	if (forms_keyed_write_in(f))
		html_f(v->b, " data-beside=\"%s\"", beside(v, f));
	if (l->wrong != NULL)
		html_lit(v->b, " aria-invalid=\"true\"");
	if (f->q->type == FORMS_LINE)
		html_lit(v->b, " dir=\"auto\"");
	html_lit(v->b, ">");
	if (forms_keyed_write_in(f))
		html_f(v->b, "<label class=\"desk-xs desk-grey\" "
		    "for=\"w%zu\">written beside it</label>"
		    "<input class=\"desk-input desk-key__words\" id=\"w%zu\" "
		    "name=\"w.%s\" value=\"%s\" autocomplete=\"off\" "
		    "dir=\"auto\">", i, i, f->id, l->write_in);
}

static void
draw_line(struct desk_visit *v, const struct screen *s, size_t i)
{
	const struct key_line *l = &s->lines[i];

	html_f(v->b, "<li class=\"desk-key__line%s\"><label for=\"k%zu\"><b>%s"
	    "</b> %s</label><span class=\"desk-xs desk-grey\" id=\"c%zu\">%s"
	    "</span><div class=\"desk-key__box\">", l->wrong != NULL ?
	    " desk-key__line--wrong" : "", i, l->field->number,
	    key_words(v, &s->k, l->field), i, key_codes(v, &s->k, l->field));
	draw_box(v, s, i);
	html_f(v->b, "</div><span class=\"desk-key__wrong\" id=\"m%zu\">%s"
	    "</span></li>\n", i, l->wrong != NULL ? l->wrong : "");
}

static void
draw_lines(struct desk_visit *v, const struct screen *s)
{
	const struct forms_page *page = NULL;
	size_t i;

	for (i = 0; i < s->n; i++) {
		const struct forms_field *f = s->lines[i].field;

		if (f->page != page) {
			if (page != NULL)
				html_lit(v->b, "</ol></div>\n");
			html_f(v->b, "<div><h2 class=\"desk-h2\">%s</h2>"
			    "<ol class=\"desk-key\">\n",
			    forms_words(&s->k.nobody, f->page->title));
			page = f->page;
		}
		draw_line(v, s, i);
	}
	if (page != NULL)
		html_lit(v->b, "</ol></div>\n");
}

/* ---- the page ------------------------------------------------------------------------ */

static const char *
path_of(const struct screen *s)
{
	return s->round == 1 ? "/desk/keying/first" : "/desk/keying/second";
}

static void
draw_mistakes(struct desk_visit *v, const struct screen *s)
{
	if (s->empty) {
		html_lit(v->b, "<div class=\"desk-panel desk-alert\" "
		    "role=\"alert\" tabindex=\"-1\" autofocus><p><b>Nothing "
		    "is typed on this sheet.</b> If the paper is empty, put "
		    "it aside, below, and say so. To save it without an "
		    "answer, choose “Save and open next” once more.</p></div>"
		    "\n");
		return;
	}
	if (s->wrong == 0 && !s->checked)
		return;
	if (s->wrong == 0) {
		html_lit(v->b, "<p class=\"desk-said\" role=\"status\">Every "
		    "code is one of this sheet. It is not saved yet.</p>\n");
		return;
	}
	key_lines_faults(v, s->lines, s->n, s->wrong);
}

static void
draw_head(struct desk_visit *v, const struct screen *s)
{
	html_f(v->b, "<div class=\"desk-panel desk-key__head\"><h1 "
	    "class=\"desk-h1\">%s: %s</h1><p class=\"desk-s\">%s, number %lld. "
	    "In %s. Received %s%s.%s</p>\n", s->round == 1 ?
	    "Key" : "Key again", key_called(v, &s->s), s->s.batch_name,
	    (long long)s->s.place, locale_name(s->s.lang),
	    key_day(v, s->s.received), s->s.late ? ", after the close" : "",
	    s->s.rehearsal ? " For practice." : "");
	key_attached(v, s->originals);
}

static void
draw_actions(struct desk_visit *v, const struct screen *s)
{
	html_lit(v->b, "<div class=\"desk-actions desk-key__act\"><button "
	    "class=\"nhsuk-button nhsuk-button--secondary-solid\" name=\"do\" "
	    "value=\"check\">Check this sheet</button><button "
	    "class=\"nhsuk-button\" name=\"do\" value=\"save\" id=\"save\">"
	    "Save and open next</button></div>\n");
	key_aside_box(v, "Why? A supervisor will look at it.", s->aside);
}

static void
draw(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Keying", .at = "/desk/keying",
	    .error = s->wrong > 0 || s->aside != NULL };
	int64_t waiting[3] = { 0 };
	struct err e = { 0 };

	if (!key_waiting(v, s->c, waiting, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, f.error ? 422 : 200, &f);
	key_done(v, s->done);
	draw_mistakes(v, s);
	key_form_begin(v, path_of(s), "keying", s->s.id);
	if (s->empty)
		html_lit(v->b, "<input type=\"hidden\" name=\"empty\" "
		    "value=\"yes\">\n");
	draw_head(v, s);
	draw_lines(v, s);
	draw_actions(v, s);
	html_lit(v->b, "<p class=\"nhsuk-u-visually-hidden\" id=\"live\" "
	    "role=\"status\"></p></form>\n");
	key_foot(v, waiting, s->round - 1, "Enter goes on, ↑ goes back, - "
	    "cannot be read, * more ticked than may be, nothing is blank. "
	    "Ctrl and Enter leaves a comment.");
	desk_frame_end(v);
}

static void
nothing_left(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Keying", .at = "/desk/keying" };
	int64_t waiting[3] = { 0 };
	struct err e = { 0 };

	if (!key_waiting(v, s->c, waiting, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	key_done(v, s->done);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1>"
	    "<p>%s</p><p><a href=\"/desk/keying\">Batches and receipt</a></p>"
	    "</div>\n", s->round == 1 ? "No sheet waits to be keyed" :
	    "No sheet waits for you to key it again", s->round == 1 ?
	    "Take in what came by post first." : s->alone ? "A sheet that you "
	    "keyed can be keyed again by you on another day." : "Sheets that "
	    "you keyed the first time wait for somebody else.");
	key_foot(v, waiting, s->round - 1, "");
	desk_frame_end(v);
}

/* ---- what is done ----------------------------------------------------------------------- */

static bool
look_up(struct desk_visit *v, struct screen *s, int64_t id, struct err *e)
{
	bool found;

	if (!sheet_find(v->a, s->c, id, &s->s, &found, e))
		return false;
	if (!found)
		return err_set(e, ERR_INPUT, "There is no such sheet.");
	if (!key_form(v, &s->s, &s->k, e) ||
	    !key_originals(v, s->c, id, &s->originals, e))
		return false;
	make_lines(v, s);
	return true;
}

static void
save(struct desk_visit *v, struct screen *s, const struct forms_answers *as)
{
	struct sheet_keyed k = { .sheet = s->s.id, .answers = as,
	    .by = desk_login(v), .now = now_seconds(), .alone = s->alone,
	    .same = key_same };
	enum sheet_state state;
	struct err e = { 0 };
	bool ok;

	seal_random(&k.draw, sizeof(k.draw));
	ok = s->round == 1 ? sheet_key_first(s->c, &k, &state, &e) :
	    sheet_key_second(s->c, &k, &state, &e);
	if (ok)
		desk_redirect(v, arena_printf(v->a, "%s?was=%lld", path_of(s),
		    (long long)s->s.id));
	else
		desk_failed(v, &e);
}

/* Others are put aside by whoever looks after them: a keyer could keep what they
 * keyed from being drawn and checked. */
static bool
waits(const struct screen *s, struct err *e)
{
	return s->s.state == (s->round == 1 ? SHEET_RECEIVED :
	    SHEET_WAITING) || err_set(e, ERR_INPUT, "That sheet does not wait "
	    "to be keyed any more. If something is wrong with it, tell an "
	    "analyst.");
}

static bool
nothing_typed(const struct screen *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->lines[i].typed[strspn(s->lines[i].typed, " ")] != '\0' ||
		    *s->lines[i].write_in != '\0')
			return false;
	return true;
}

static void
post(struct desk_visit *v, struct screen *s)
{
	const char *what = desk_sent(v, "do");
	struct forms_answers as;
	struct err e = { 0 };

	if (!look_up(v, s, desk_number(desk_sent(v, "sheet")), &e)) {
		desk_failed(v, &e);
		return;
	}
	if (strcmp(what, "aside") == 0 && !waits(s, &e)) {
		desk_failed(v, &e);
		return;
	}
	if (strcmp(what, "aside") == 0) {
		s->aside = key_aside(v, s->c, s->s.id, arena_printf(v->a,
		    "%s?was=%lld", path_of(s), (long long)s->s.id));
		if (s->aside != NULL)
			draw(v, s);
		return;
	}
	read_lines(v, s, &as);
	s->checked = true;
	s->empty = strcmp(what, "save") == 0 && nothing_typed(s) &&
	    strcmp(desk_sent(v, "empty"), "yes") != 0;
	if (strcmp(what, "save") == 0 && s->wrong == 0 && !s->empty)
		save(v, s, &as);
	else
		draw(v, s);
}

/* What became of the sheet before. */
static bool
say_done(struct desk_visit *v, struct screen *s, struct err *e)
{
	static const char *const became[SHEET_STATES] = {
		[SHEET_KEYED] = "Saved. It is done",
		[SHEET_WAITING] = "Saved. Somebody keys it again",
		[SHEET_DIFFERENCES] = "Saved. It differs from the first "
		    "keying, and somebody settles that",
		[SHEET_SETTLED] = "Saved. Both keyings agree",
		[SHEET_ASIDE] = "Put aside for a supervisor",
	};
	int64_t id = desk_number(http_value(&v->r->query, "was") != NULL ?
	    http_value(&v->r->query, "was") : "");
	struct sheet was;
	bool found;

	s->done = "";
	if (id == 0)
		return true;
	if (!sheet_find(v->a, s->c, id, &was, &found, e))
		return false;
	if (found && became[was.state] != NULL)
		s->done = arena_printf(v->a, "%s: %s.%s", became[was.state],
		    key_called(v, &was), was.reference[0] == '\0' ? "" :
		    was.rehearsal ? " It was for practice, and does not count." :
		    " It counts.");
	return true;
}

static void
get(struct desk_visit *v, struct screen *s)
{
	struct err e = { 0 };
	int64_t id;

	if (!say_done(v, s, &e) || !sheet_next(s->c, s->round == 1 ?
	    SHEET_FIRST : SHEET_SECOND, desk_login(v), s->alone, now_seconds(),
	    &id, &e)) {
		desk_failed(v, &e);
		return;
	}
	if (id == 0)
		nothing_left(v, s);
	else if (look_up(v, s, id, &e))
		draw(v, s);
	else
		desk_failed(v, &e);
}

static void
key(struct desk_visit *v, int round)
{
	struct screen s CLEAN(close_screen) = { .round = round, .done = "" };

	if (!key_open(v, &s.store, &s.alone))
		return;
	s.c = s.store.c;
	if (v->r->method == HTTP_POST)
		post(v, &s);
	else
		get(v, &s);
}

void
desk_key_first(struct desk_visit *v)
{
	key(v, 1);
}

void
desk_key_second(struct desk_visit *v)
{
	key(v, 2);
}
