/* SPDX-License-Identifier: MIT
 *
 * page_settle.c -- what two keyings of a sheet have differently, settled field
 * by field with the paper in hand.
 *
 * Whoever keyed it settles it together with a colleague, who agrees with a code of
 * their phone: it works once, and tells nothing to the computer that it is typed
 * on.
 */
#include "survey/desk/keying.h"

enum { MINE_SHOWN = 50 };	/* sheets to be settled together */

/* A field that differs. */
struct diff {
	const struct forms_field *field;
	enum sheet_choice choice;
	const char	*typed, *write_in;	/* where neither is right */
	const char	*wrong;		/* NULL: fine */
};
struct screen {
	struct desk_store store;
	struct cases	*c;		/* of it */
	bool		 alone;
	struct sheet	 s;
	struct key_form	 k;
	struct forms_answers first, second;
	struct diff	*v;
	size_t		 n, open, wrong;
	const char	*done;
	bool		 checked;
	const char	*originals;	/* their names; "" */
	const char	*aside;		/* why it is not put aside; NULL */
	bool		 together;	/* who asks keyed it, and does not work
					   alone */
	const char	*disagree;	/* why nobody agreed; NULL: nothing */
	const char	*refused;	/* by the store; NULL: nothing */
};

static void
close_screen(struct screen *s)
{
	desk_store_close(&s->store);
}

/* ---- what differs ------------------------------------------------------------------- */

static enum sheet_choice
chosen(const char *sent)
{
	if (strcmp(sent, "1") == 0)
		return SHEET_FIRST_RIGHT;
	if (strcmp(sent, "2") == 0)
		return SHEET_SECOND_RIGHT;
	return strcmp(sent, "0") == 0 ? SHEET_NEITHER : SHEET_OPEN;
}

/* In the order of the paper. */
static void
make_diffs(struct desk_visit *v, struct screen *s,
    const struct sheet_difference *d, size_t n)
{
	size_t i, k;

	s->v = arena_array(v->a, struct diff, n);
	for (i = 0; i < s->k.form->n_fields; i++)
		for (k = 0; k < n; k++)
			if (strcmp(d[k].field, s->k.form->fields[i].id) == 0)
				s->v[s->n++] = (struct diff){
				    .field = &s->k.form->fields[i],
				    .choice = chosen(desk_sent(v,
				    arena_printf(v->a, "s.%s", d[k].field))),
				    .typed = desk_sent(v, arena_printf(v->a,
				    "k.%s", d[k].field)),
				    .write_in = desk_sent(v, arena_printf(v->a,
				    "w.%s", d[k].field)) };
	for (i = 0; i < s->n; i++)
		s->open += s->v[i].choice == SHEET_OPEN;
}

static bool
keyed_by_me(const struct desk_visit *v, const struct sheet *s)
{
	return strcmp(s->keyed_by[0], desk_login(v)) == 0 ||
	    strcmp(s->keyed_by[1], desk_login(v)) == 0;
}

static bool
look_up(struct desk_visit *v, struct screen *s, int64_t id, struct err *e)
{
	struct sheet_difference *d;
	bool found;
	size_t n;

	if (!sheet_find(v->a, s->c, id, &s->s, &found, e))
		return false;
	if (!found || s->s.state != SHEET_DIFFERENCES)
		return err_set(e, ERR_INPUT, "That sheet has no differences "
		    "to settle: somebody else may have settled them.");
	if (!key_form(v, &s->s, &s->k, e) || !sheet_keying(v->a, s->c, id, 1,
	    s->k.form, &s->first, e) || !sheet_keying(v->a, s->c, id, 2,
	    s->k.form, &s->second, e) || !sheet_differences(v->a, s->c, id, &d,
	    &n, e) || !key_originals(v, s->c, id, &s->originals, e))
		return false;
	s->together = !s->alone && keyed_by_me(v, &s->s);
	make_diffs(v, s, d, n);
	return true;
}

/* ---- drawing --------------------------------------------------------------------------- */

/* The words of one text; those that the other has not are marked. */
static void
draw_text(struct desk_visit *v, const char *mine, const char *other,
    bool first)
{
	struct analysis_worddiff d;
	size_t i, at = 0;

	analysis_worddiff(v->a, mine, other, &d);
	for (i = 0; i < d.n; i++) {
		html_f(v->b, "%s", arena_strn(v->a, mine + at,
		    d.v[i].a_from - at));
		if (d.v[i].a_to > d.v[i].a_from && first)
			html_f(v->b, "<del><span class=\""
			    "nhsuk-u-visually-hidden\">first only: </span>%s"
			    "</del>", arena_strn(v->a, mine + d.v[i].a_from,
			    d.v[i].a_to - d.v[i].a_from));
		else if (d.v[i].a_to > d.v[i].a_from)
			html_f(v->b, "<ins><span class=\""
			    "nhsuk-u-visually-hidden\">second only: </span>%s"
			    "</ins>", arena_strn(v->a, mine + d.v[i].a_from,
			    d.v[i].a_to - d.v[i].a_from));
		at = d.v[i].a_to;
	}
	html_f(v->b, "%s", mine + at);
}

static void
draw_answer(struct desk_visit *v, const struct screen *s,
    const struct diff *d, bool first)
{
	const struct forms_answer *mine = &(first ? &s->first :
	    &s->second)->v[d->field->index];
	const struct forms_answer *other = &(first ? &s->second :
	    &s->first)->v[d->field->index];

	html_f(v->b, "<td data-l=\"%s keying\" dir=\"auto\">", first ?
	    "First" : "Second");
	if (mine->text != NULL && other->text != NULL) {
		draw_text(v, mine->text, other->text, first);
		html_lit(v->b, "</td>");
		return;
	}
	key_answer(v, d->field, mine);
	html_lit(v->b, "</td>");
}

static void
draw_pick(struct desk_visit *v, const struct diff *d, size_t i, int value,
    const char *words, enum sheet_choice choice)
{
	html_f(v->b, "<label class=\"desk-pick\"><input type=\"radio\" "
	    "id=\"s%zu-%d\" name=\"s.%s\" value=\"%d\"", i, value,
	    d->field->id, value);
	if (d->choice == choice)
		html_lit(v->b, " checked");
	html_f(v->b, "><kbd aria-hidden=\"true\">%d</kbd>%s</label>", value,
	    words);
}

static void
draw_choice(struct desk_visit *v, const struct diff *d, size_t i)
{
	html_f(v->b, "<td data-l=\"Settle\"><fieldset class=\"desk-settle\" "
	    "data-settle><legend class=\"nhsuk-u-visually-hidden\">Settle "
	    "question %s</legend>", d->field->number);
	draw_pick(v, d, i, 1, "First", SHEET_FIRST_RIGHT);
	draw_pick(v, d, i, 2, "Second", SHEET_SECOND_RIGHT);
	draw_pick(v, d, i, 0, "Neither", SHEET_NEITHER);
	html_f(v->b, "<span class=\"desk-settle__own\"><label "
	    "class=\"desk-xs\" for=\"k%zu\">If neither, what stands "
	    "there:</label><input class=\"desk-input\" id=\"k%zu\" "
	    "name=\"k.%s\" value=\"%s\" autocomplete=\"off\" dir=\"auto\"", i,
	    i, d->field->id, d->typed);
	if (d->wrong != NULL)
		html_f(v->b, " aria-invalid=\"true\" aria-describedby=\"m%zu\"",
		    i);
	html_lit(v->b, ">");
	if (forms_keyed_write_in(d->field))
		html_f(v->b, "<label class=\"desk-xs\" for=\"w%zu\">and "
		    "written beside it:</label><input class=\"desk-input\" "
		    "id=\"w%zu\" name=\"w.%s\" value=\"%s\" "
		    "autocomplete=\"off\" dir=\"auto\">", i, i, d->field->id,
		    d->write_in);
	html_f(v->b, "</span><span class=\"desk-key__wrong\" id=\"m%zu\">%s"
	    "</span></fieldset></td>", i, d->wrong != NULL ? d->wrong : "");
}

static void
draw_table(struct desk_visit *v, const struct screen *s)
{
	size_t i;

	html_lit(v->b, "<table class=\"desk-dtable\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Answers that differ between "
	    "first and second keying</caption><thead><tr><th scope=\"col\">"
	    "Question</th><th scope=\"col\">First keying</th><th "
	    "scope=\"col\">Second keying</th><th scope=\"col\">Settle</th>"
	    "</tr></thead><tbody>\n");
	for (i = 0; i < s->n; i++) {
		const struct diff *d = &s->v[i];

		html_f(v->b, "<tr><th scope=\"row\"><b>%s %s</b><br><span "
		    "class=\"desk-xs desk-grey\">%s</span></th>",
		    d->field->number, key_words(v, &s->k, d->field),
		    key_codes(v, &s->k, d->field));
		draw_answer(v, s, d, true);
		draw_answer(v, s, d, false);
		draw_choice(v, d, i);
		html_lit(v->b, "</tr>\n");
	}
	html_lit(v->b, "</tbody></table>\n");
}

static void
draw_head(struct desk_visit *v, const struct screen *s)
{
	html_f(v->b, "<div class=\"desk-panel desk-key__head\"><h1 "
	    "class=\"desk-h1\">Settle %s</h1><p class=\"desk-s\">%s, number "
	    "%lld. Take the paper in your hand: %zu %s.</p><ol "
	    "class=\"desk-steps\"><li>Received</li><li>Keyed</li><li>Keyed "
	    "again</li><li aria-current=\"step\">Differences</li><li>Settled"
	    "</li></ol>", key_called(v, &s->s), s->s.batch_name,
	    (long long)s->s.place, s->n, s->n == 1 ? "answer differs" :
	    "answers differ");
	key_attached(v, s->originals);
}

/* Who settles it together with whoever keyed it. */
static void
draw_together(struct desk_visit *v, const struct screen *s)
{
	const struct desk_box boxes[] = {
		{ .name = "with", .label = "Your colleague’s login name",
		    .value = desk_sent(v, "with"), .code = true },
		{ .name = "code", .label = "A code of their phone", .hint =
		    "They type it here. It works once.", .code = true,
		    .wrong = s->disagree }
	};
	const char *other = s->s.keyed_by[strcmp(s->s.keyed_by[0],
	    desk_login(v)) == 0];

	if (!s->together)
		return;
	html_f(v->b, "<section class=\"desk-panel\" id=\"together\"><h2 "
	    "class=\"desk-h2\">Settle it together</h2><p>You keyed this "
	    "sheet, so you do not settle it alone. Sit down with %s, or with "
	    "another keyer or analyst, and the paper. When you agree on every "
	    "answer, they say so here; both names are recorded.</p>\n",
	    strcmp(other, desk_login(v)) != 0 ? other : "somebody else");
	desk_box(v, &boxes[0]);
	desk_box(v, &boxes[1]);
	html_lit(v->b, "</section>\n");
}

static void
draw_state(struct desk_visit *v, const struct screen *s)
{
	size_t i;

	html_lit(v->b, "<span class=\"desk-grey\" role=\"status\" "
	    "id=\"left\">");
	if (s->open > 0 || s->wrong > 0) {
		html_f(v->b, "%zu left to settle:", s->open + s->wrong);
		for (i = 0; i < s->n; i++)
			if (s->v[i].choice == SHEET_OPEN ||
			    s->v[i].wrong != NULL)
				html_f(v->b, " <a href=\"#s%zu-1\">question %s"
				    "</a>", i, s->v[i].field->number);
	} else if (s->checked) {
		html_lit(v->b, "All are settled. It is not saved yet.");
	}
	html_lit(v->b, "</span>");
}

static void
draw(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Settle differences",
	    .at = "/desk/keying", .error = (s->checked &&
	    s->open + s->wrong > 0) || s->aside != NULL ||
	    s->disagree != NULL || s->refused != NULL };
	int64_t waiting[3] = { 0 };
	struct err e = { 0 };

	if (!key_waiting(v, s->c, waiting, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, f.error ? 422 : 200, &f);
	key_done(v, s->done);
	if (s->refused != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\">%s</p>\n", s->refused);
	if (s->disagree != NULL)
		html_f(v->b, "<div class=\"desk-panel desk-alert\" role=\"alert\" "
		    "id=\"failed\" tabindex=\"-1\" autofocus><h2 class=\"desk-h2\">"
		    "Nothing is saved yet</h2><p><a href=\"#code\">%s</a></p>"
		    "</div>\n", s->disagree);
	key_form_begin(v, "/desk/keying/settle", "settling", s->s.id);
	draw_head(v, s);
	draw_table(v, s);
	draw_together(v, s);
	html_lit(v->b, "<div class=\"desk-actions desk-key__act\"><button "
	    "class=\"nhsuk-button nhsuk-button--secondary-solid\" name=\"do\" "
	    "value=\"check\">Check this sheet</button><button "
	    "class=\"nhsuk-button\" name=\"do\" value=\"save\" id=\"save\">"
	    "Save and open next</button>");
	draw_state(v, s);
	html_lit(v->b, "</div>\n");
	key_aside_box(v, "Why? A supervisor will look at it.", s->aside);
	html_lit(v->b, "</form>\n");
	key_foot(v, waiting, 2, "1 first, 2 second, 0 neither; Enter goes on, "
	    "↑ goes back. Ctrl and Enter saves.");
	desk_frame_end(v);
}

/* Those that somebody keyed, and can settle together with a colleague. */
static void
draw_mine(struct desk_visit *v, const struct sheet *all, size_t n)
{
	size_t i, shown = 0;

	for (i = 0; i < n && shown < MINE_SHOWN; i++) {
		if (!keyed_by_me(v, &all[i]))
			continue;
		if (shown++ == 0)
			html_lit(v->b, "<p>Those that you keyed you can settle "
			    "together with a colleague:</p>"
			    "<ul class=\"desk-list\">\n");
		html_f(v->b, "<li><a href=\"/desk/keying/settle?sheet=%lld\">"
		    "%s</a></li>\n", (long long)all[i].id,
		    key_called(v, &all[i]));
	}
	if (shown > 0)
		html_lit(v->b, "</ul>\n");
}

static void
nothing_left(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Settle differences",
	    .at = "/desk/keying" };
	int64_t waiting[3] = { 0 };
	struct err e = { 0 };
	struct sheet *all;
	size_t n;

	if (!key_waiting(v, s->c, waiting, &e) || !sheet_list(v->a, s->c, 0,
	    SHEET_DIFFERENCES, &all, &n, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	key_done(v, s->done);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">No "
	    "differences wait for you</h1><p>Sheets that you keyed yourself "
	    "are settled by somebody else.</p>\n");
	draw_mine(v, all, n);
	html_lit(v->b, "<p><a href=\"/desk/keying\">Batches and receipt</a>"
	    "</p></div>\n");
	key_foot(v, waiting, 2, "");
	desk_frame_end(v);
}

/* ---- what is done ------------------------------------------------------------------------- */

/* Reads what was typed where neither keying is right.  Words beside another choice
 * are never passed over in silence. */
static void
read_own(struct desk_visit *v, struct screen *s, struct forms_answers *as)
{
	struct forms_problem p;
	size_t i;

	forms_answers_init(as, v->a, s->k.form);
	for (i = 0; i < s->n; i++) {
		struct diff *d = &s->v[i];
		bool typed = *d->typed != '\0' || *d->write_in != '\0';

		if (d->choice == SHEET_FIRST_RIGHT ||
		    d->choice == SHEET_SECOND_RIGHT)
			d->wrong = typed ? "You typed something here: choose "
			    "Neither, or empty the box" : NULL;
		else if (d->choice == SHEET_NEITHER && !forms_keyed(as,
		    d->field, d->typed, *d->write_in != '\0' ? d->write_in :
		    NULL, &p))
			d->wrong = key_problem(v, d->field, &p);
		s->wrong += d->wrong != NULL;
	}
}

/* Does a colleague agree?  NULL: yes, and agreed is who; otherwise what to say.
 * That a name is of nobody, or a code wrong, is one message. */
static const char *
ask_colleague(struct desk_visit *v, struct screen *s,
    char agreed[STAFF_LOGIN + 1])
{
	const char *with = desk_sent(v, "with"), *code = desk_sent(v, "code");
	struct staff_result got;
	struct err e = { 0 };

	if (*with == '\0' || *code == '\0')
		return "Type the login name of your colleague, and a code of "
		    "their phone";
	if (!staff_confirm(s->c, with, str_of(code), STAFF_KEYER |
	    STAFF_ANALYST, desk_login(v), now_seconds(), agreed, &got, &e))
		return desk_sentence(v, &e);
	if (got.answer == STAFF_WAIT)
		return desk_wait(v, got.wait);
	return got.answer == STAFF_IN ? NULL : "The name or the code is not "
	    "right, or they are neither keyer nor analyst. A code works once: "
	    "wait for the next one";
}

static void
save(struct desk_visit *v, struct screen *s, const struct forms_answers *as)
{
	char agreed[STAFF_LOGIN + 1] = "";
	struct sheet_keyed k = { .sheet = s->s.id, .answers = as,
	    .by = desk_login(v), .now = now_seconds(), .alone = s->alone,
	    .same = key_same };
	struct sheet_difference *d = arena_array(v->a, struct sheet_difference,
	    s->n);
	struct err e = { 0 };
	size_t i;

	if (s->together && (s->disagree = ask_colleague(v, s, agreed)) !=
	    NULL) {
		draw(v, s);
		return;
	}
	if (s->together)
		k.agreed = agreed;
	for (i = 0; i < s->n; i++)
		d[i] = (struct sheet_difference){ s->v[i].field->id,
		    s->v[i].choice };
	if (sheet_settle(s->c, &k, d, s->n, &e))
		desk_redirect(v, arena_printf(v->a, "/desk/keying/settle?was=%lld",
		    (long long)s->s.id));
	else if (e.code == ERR_INPUT) {
		s->refused = desk_sentence(v, &e);
		draw(v, s);
	} else
		desk_failed(v, &e);
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
	if (strcmp(what, "aside") == 0) {
		s->aside = key_aside(v, s->c, s->s.id, "/desk/keying/settle");
		if (s->aside != NULL)
			draw(v, s);
		return;
	}
	read_own(v, s, &as);
	s->checked = true;
	if (strcmp(what, "save") == 0 && s->wrong == 0 && s->open == 0)
		save(v, s, &as);
	else
		draw(v, s);
}

static void
get(struct desk_visit *v, struct screen *s)
{
	const char *was = http_value(&v->r->query, "was");
	const char *sheet = http_value(&v->r->query, "sheet");
	int64_t id = sheet != NULL ? desk_number(sheet) : 0;
	struct err e = { 0 };

	if (was != NULL && desk_number(was) > 0)
		s->done = "Saved. The sheet is settled.";
	if (id == 0 && !sheet_next(s->c, SHEET_SETTLE, desk_login(v), s->alone,
	    now_seconds(), &id, &e))
		desk_failed(v, &e);
	else if (id == 0)
		nothing_left(v, s);
	else if (look_up(v, s, id, &e))
		draw(v, s);
	else
		desk_failed(v, &e);
}

void
desk_settle(struct desk_visit *v)
{
	struct screen s CLEAN(close_screen) = { .done = "" };

	if (!key_open(v, &s.store, &s.alone))
		return;
	s.c = s.store.c;
	if (v->r->method == HTTP_POST)
		post(v, &s);
	else
		get(v, &s);
}
