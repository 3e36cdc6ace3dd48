/* SPDX-License-Identifier: MIT
 *
 * page_check.c -- one sheet of a sample, looked at once more with the paper in
 * hand: which answers are wrong, and what is right.
 *
 * Everything can be done by the keyboard and without a script; Enter never saves.
 */
#include "survey/desk/keying.h"

struct line {
	const struct forms_field *field;
	bool		 marked;
	const char	*typed, *write_in;
	const char	*wrong;		/* with what was typed; NULL: nothing */
};
struct screen {
	struct desk_store store;
	struct cases	*c;		/* of it */
	bool		 alone;
	struct sheet	 s;
	struct key_form	 k;
	struct forms_answers stands;	/* as it is stored */
	struct line	*v;
	size_t		 n, marked, wrong;
	const char	*done;		/* what was done before; "" */
	const char	*refused;	/* by the store; NULL: nothing */
	const char	*aside;		/* why it is not put aside; NULL */
	bool		 checked;
};

static void
close_screen(struct screen *s)
{
	desk_store_close(&s->store);
}

/* ---- what is on the sheet ------------------------------------------------------ */

static const char *
sent(struct desk_visit *v, const char *prefix, const struct forms_field *f)
{
	return desk_sent(v, arena_printf(v->a, "%s.%s", prefix, f->id));
}

/* In the order of the paper. */
static void
make_lines(struct desk_visit *v, struct screen *s)
{
	size_t i;

	s->v = arena_array(v->a, struct line, s->k.form->n_fields);
	for (i = 0; i < s->k.form->n_fields; i++) {
		const struct forms_field *f = &s->k.form->fields[i];

		if (!key_has(&s->k, f))
			continue;
		s->v[s->n] = (struct line){ .field = f,
		    .marked = strcmp(sent(v, "x", f), "wrong") == 0,
		    .typed = sent(v, "k", f), .write_in = sent(v, "w", f) };
		s->marked += s->v[s->n++].marked;
	}
}

static bool
look_up(struct desk_visit *v, struct screen *s, int64_t id, struct err *e)
{
	bool found;

	if (!sheet_find(v->a, s->c, id, &s->s, &found, e))
		return false;
	if (!found || s->s.state != SHEET_SETTLED)
		return err_set(e, ERR_INPUT, "That sheet does not wait to be "
		    "checked: somebody else may have checked it.");
	if (!key_form(v, &s->s, &s->k, e) ||
	    !sheet_final(v->a, s->c, id, s->k.form, &s->stands, e))
		return false;
	make_lines(v, s);
	return true;
}

/* ---- drawing ------------------------------------------------------------------- */

static void
draw_own(struct desk_visit *v, const struct line *l, size_t i)
{
	html_f(v->b, "<span class=\"desk-settle__own\"><label "
	    "class=\"desk-xs\" for=\"k%zu\">If it is wrong, what stands on the "
	    "paper:</label><input class=\"desk-input\" id=\"k%zu\" "
	    "name=\"k.%s\" value=\"%s\" autocomplete=\"off\" dir=\"auto\"", i,
	    i, l->field->id, l->typed);
	if (l->wrong != NULL)
		html_f(v->b, " aria-invalid=\"true\" aria-describedby=\"m%zu\"",
		    i);
	html_lit(v->b, ">");
	if (forms_keyed_write_in(l->field))
		html_f(v->b, "<label class=\"desk-xs\" for=\"w%zu\">and "
		    "written beside it:</label><input class=\"desk-input\" "
		    "id=\"w%zu\" name=\"w.%s\" value=\"%s\" "
		    "autocomplete=\"off\" dir=\"auto\">", i, i, l->field->id,
		    l->write_in);
	html_lit(v->b, "</span>");
}

static void
draw_line(struct desk_visit *v, const struct screen *s, size_t i)
{
	const struct line *l = &s->v[i];

	html_f(v->b, "<tr><th scope=\"row\"><b>%s %s</b><br><span "
	    "class=\"desk-xs desk-grey\">%s</span></th><td data-l=\"Stored\" "
	    "dir=\"auto\">", l->field->number, key_words(v, &s->k, l->field),
	    key_codes(v, &s->k, l->field));
	key_answer(v, l->field, &s->stands.v[l->field->index]);
	html_f(v->b, "</td><td data-l=\"On the paper\"><fieldset "
	    "class=\"desk-settle\" data-check><legend "
	    "class=\"nhsuk-u-visually-hidden\">Question %s on the paper"
	    "</legend><label class=\"desk-pick\"><input type=\"checkbox\" "
	    "id=\"x%zu\" name=\"x.%s\" value=\"wrong\"", l->field->number, i,
	    l->field->id);
	if (l->marked)
		html_lit(v->b, " checked");
	html_lit(v->b, ">Wrong</label>");
	draw_own(v, l, i);
	html_f(v->b, "<span class=\"desk-key__wrong\" id=\"m%zu\">%s</span>"
	    "</fieldset></td></tr>\n", i, l->wrong != NULL ? l->wrong : "");
}

static void
draw_table(struct desk_visit *v, const struct screen *s)
{
	size_t i;

	html_lit(v->b, "<table class=\"desk-dtable\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Answers of this sheet, in the "
	    "order of the paper</caption><thead><tr><th scope=\"col\">Question"
	    "</th><th scope=\"col\">What is stored</th><th scope=\"col\">On "
	    "the paper</th></tr></thead><tbody>\n");
	for (i = 0; i < s->n; i++)
		draw_line(v, s, i);
	html_lit(v->b, "</tbody></table>\n");
}

static bool
is_own(struct desk_visit *v, const struct sheet *s)
{
	size_t i;

	for (i = 0; i < LEN(s->keyed_by); i++)
		if (strcmp(s->keyed_by[i], desk_login(v)) == 0)
			return true;
	return strcmp(s->agreed, desk_login(v)) == 0;
}

static void
draw_head(struct desk_visit *v, const struct screen *s)
{
	html_f(v->b, "<div class=\"desk-panel desk-key__head\"><h1 "
	    "class=\"desk-h1\">Check %s</h1><p class=\"desk-s\">%s, number "
	    "%lld. Take the paper in your hand. Tick each answer that is not "
	    "what stands on it, and type what does, in the codes of keying; "
	    "leave the box empty where the paper is blank. All others count as "
	    "right.%s</p>%s</div>\n", key_called(v, &s->s), s->s.batch_name,
	    (long long)s->s.place, s->s.rehearsal ? " For practice." : "",
	    is_own(v, &s->s) ? "<p class=\"desk-s\">You keyed or settled this "
	    "sheet. What you put right is kept, but it is marked as not "
	    "independent, and the estimate of errors leaves it out.</p>" : "");
}

static void
draw_mistakes(struct desk_visit *v, const struct screen *s)
{
	struct key_fault *faults;
	size_t i, n = 0;

	if (s->refused != NULL)
		html_f(v->b, "<p class=\"desk-panel desk-alert\" "
		    "role=\"alert\">%s</p>\n", s->refused);
	if (s->wrong == 0)
		return;
	faults = arena_array(v->a, struct key_fault, s->n);
	for (i = 0; i < s->n; i++)
		if (s->v[i].wrong != NULL)
			faults[n++] = (struct key_fault){ i,
			    s->v[i].field, s->v[i].wrong };
	key_faults(v, arena_printf(v->a, "%zu %s to be looked at again",
	    s->wrong, s->wrong == 1 ? "answer is" : "answers are"), faults, n);
}

static void
draw_actions(struct desk_visit *v, const struct screen *s)
{
	html_lit(v->b, "<div class=\"desk-actions desk-key__act\"><button "
	    "class=\"nhsuk-button nhsuk-button--secondary-solid\" name=\"do\" "
	    "value=\"check\">Look at what I marked</button><button "
	    "class=\"nhsuk-button\" name=\"do\" value=\"save\" id=\"save\">"
	    "Save and open next</button><span class=\"desk-grey\" "
	    "role=\"status\">");
	if (s->checked && s->wrong == 0)
		html_f(v->b, "%zu of %zu %s marked as wrong. It is not saved "
		    "yet.", s->marked, s->n, s->marked == 1 ? "is" : "are");
	html_lit(v->b, "</span></div>\n");
	key_aside_box(v, "Why? It stays in the sample.", s->aside);
}

static void
draw(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Check a sheet",
	    .at = "/desk/keying", .error = s->wrong > 0 ||
	    s->refused != NULL || s->aside != NULL };
	int64_t waiting[3] = { 0 };
	struct err e = { 0 };

	if (!key_waiting(v, s->c, waiting, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, f.error ? 422 : 200, &f);
	key_done(v, s->done);
	draw_mistakes(v, s);
	key_form_begin(v, "/desk/keying/check", "checking", s->s.id);
	draw_head(v, s);
	draw_table(v, s);
	draw_actions(v, s);
	html_lit(v->b, "</form>\n");
	key_foot(v, waiting, -1, "Space marks an answer as wrong; Enter goes "
	    "on, ↑ and ↓ move. Ctrl and Enter saves.");
	desk_frame_end(v);
}

static void
nothing_left(struct desk_visit *v, struct screen *s)
{
	struct desk_frame f = { .title = "Check a sheet",
	    .at = "/desk/keying" };

	desk_frame_begin(v, 200, &f);
	key_done(v, s->done);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">No sheet "
	    "waits for you to check</h1><p>Sheets that you keyed or settled "
	    "yourself are checked by somebody else.</p><p><a "
	    "href=\"/desk/keying/sample\">Samples</a></p></div>\n");
	desk_frame_end(v);
}

/* ---- what is done -------------------------------------------------------------- */

/* Reads what was typed for those that are marked.  Words beside an answer that is
 * not marked are never passed over in silence. */
static void
read_lines(struct desk_visit *v, struct screen *s, struct forms_answers *as)
{
	struct forms_problem p;
	size_t i;

	forms_answers_init(as, v->a, s->k.form);
	for (i = 0; i < s->n; i++) {
		struct line *l = &s->v[i];

		as->v[l->field->index].state = FORMS_BLANK;
		if (!l->marked && (*l->typed != '\0' || *l->write_in != '\0'))
			l->wrong = "You typed something here, so it is marked "
			    "as wrong now. Look at it, and save again";
		else if (l->marked && !forms_keyed(as, l->field, l->typed,
		    *l->write_in != '\0' ? l->write_in : NULL, &p))
			l->wrong = key_problem(v, l->field, &p);
		if (l->wrong == NULL)
			continue;
		s->wrong++;
		s->marked += !l->marked;
		l->marked = true;
	}
}

static void
save(struct desk_visit *v, struct screen *s, const struct forms_answers *as)
{
	const struct sheet_keyed k = { .sheet = s->s.id, .answers = as,
	    .by = desk_login(v), .now = now_seconds(), .alone = s->alone,
	    .same = key_same };
	struct sheet_checked *d = arena_array(v->a, struct sheet_checked,
	    s->n);
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < s->n; i++)
		d[i] = (struct sheet_checked){ s->v[i].field->id,
		    s->v[i].marked };
	if (sheet_check(s->c, &k, d, s->n, &e)) {
		desk_redirect(v, arena_printf(v->a, "/desk/keying/check?was=%lld"
		    "&wrong=%zu", (long long)s->s.id, s->marked));
	} else if (e.code == ERR_INPUT) {
		s->refused = desk_sentence(v, &e);
		draw(v, s);
	} else {
		desk_failed(v, &e);
	}
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
		s->aside = key_aside(v, s->c, s->s.id, "/desk/keying/check");
		if (s->aside != NULL)
			draw(v, s);
		return;
	}
	read_lines(v, s, &as);
	s->checked = true;
	if (strcmp(what, "save") == 0 && s->wrong == 0)
		save(v, s, &as);
	else
		draw(v, s);
}

static void
get(struct desk_visit *v, struct screen *s)
{
	const char *was = http_value(&v->r->query, "was");
	const char *wrong = http_value(&v->r->query, "wrong");
	struct err e = { 0 };
	int64_t id;

	if (was != NULL && desk_number(was) > 0)
		s->done = wrong != NULL && desk_number(wrong) > 0 ? "Saved. "
		    "What was wrong is put right, and counts so." : "Saved. "
		    "All of its answers are right.";
	if (!sheet_check_next(s->c, desk_login(v), s->alone, now_seconds(),
	    &id, &e))
		desk_failed(v, &e);
	else if (id == 0)
		nothing_left(v, s);
	else if (look_up(v, s, id, &e))
		draw(v, s);
	else
		desk_failed(v, &e);
}

void
desk_recheck(struct desk_visit *v)
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
