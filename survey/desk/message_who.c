/* SPDX-License-Identifier: MIT
 *
 * message_who.c -- what was understood of a message but for its answers: how it
 * came, who answers, in which language, and what they agree to.
 */
#include "locales/locales.h"
#include "survey/desk/messages.h"

static size_t
number_of(const struct msg_screen *s, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < s->n_lines && s->lines[i].field != f; i++)
		continue;
	return i;
}

/* A word of a list. */
static bool
among(const char *list, const char *word)
{
	size_t n;

	for (; *list != '\0'; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (n == strlen(word) && strncmp(list, word, n) == 0)
			return true;
	}
	return false;
}

/* Whether their words may be quoted, and whether and how they may be asked. */
bool
msg_consent(const struct msg_screen *s, const struct forms_field *f)
{
	return f == s->k.form->quote_consent || (f->q->sensitivity != NULL &&
	    among(f->q->sensitivity, "contact"));
}

bool
msg_elsewhere(const struct msg_screen *s, const struct forms_field *f)
{
	return f == s->capacity || (f == s->name && s->capacity != NULL) ||
	    msg_consent(s, f);
}

void
msg_draw_wrong(struct desk_visit *v, const struct key_line *l, size_t i)
{
	if (l->wrong != NULL)
		html_f(v->b, "<span class=\"desk-wrong\" id=\"m%zu\"><span "
		    "class=\"nhsuk-u-visually-hidden\">Error: </span>%s</span>",
		    i, l->wrong);
}

static void
begin_box(struct desk_visit *v, const struct msg_screen *s, size_t i,
    const char *label)
{
	html_f(v->b, "<label for=\"k%zu\">%s</label><div>", i, label);
	msg_draw_wrong(v, &s->lines[i], i);
	msg_draw_from(v, s, i);
}

static void
draw_wrongly(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	bool wrong = s->lines[i].wrong != NULL;

	msg_draw_field(v, s, i);
	html_f(v->b, " aria-describedby=\"f%zu%s\"", i, wrong ?
	    arena_printf(v->a, " m%zu", i) : "");
	if (wrong)
		html_lit(v->b, " aria-invalid=\"true\"");
}

/* ---- how it came --------------------------------------------------------------- */

static void
draw_channel(struct desk_visit *v, const struct msg_screen *s)
{
	bool letter = strcmp(s->m.channel, "letter") == 0;

	html_f(v->b, "<span>Channel</span><span id=\"channel\">%s, %s%s</span>"
	    "\n", letter ? "Letter" : "Email", desk_day(v, uk_date(
	    s->m.received)), s->settings->has_dates && s->m.received >=
	    s->settings->closes ? ", after the close: marked as late" : "");
}

/* ---- who answers ------------------------------------------------------------------------ */

static void
draw_as(struct desk_visit *v, const struct msg_screen *s)
{
	static const struct { const char *value, *key, *name; } kinds[] = {
		{ "p", "P", "A person" }, { "g", "G", "An organisation" } };
	size_t i;

	html_lit(v->b, "<span id=\"l-w\">Answering as</span><div "
	    "class=\"desk-radios\" role=\"radiogroup\" aria-labelledby=\"l-w\">"
	    );
	for (i = 0; i < LEN(kinds); i++) {
		html_f(v->b, "<label><input type=\"radio\" name=\"who\" "
		    "value=\"%s\"", kinds[i].value);
		if (s->group == (i == 1))
			html_lit(v->b, " checked");
		html_f(v->b, "><kbd aria-hidden=\"true\">%s</kbd>%s</label>",
		    kinds[i].key, kinds[i].name);
	}
	html_lit(v->b, "</div>\n");
	if (s->group ? s->group_why == NULL : s->group_hint == NULL)
		return;
	html_f(v->b, "<span class=\"desk-xs desk-wide\" id=\"as-why\">%s <span "
	    "dir=\"auto\">“%s”</span>%s</span>\n", s->group ? "An organisation "
	    "is proposed, as they wrote:" : "They wrote:", s->group ?
	    s->group_why : s->group_hint, s->group ? "" : " Does an "
	    "organisation answer?");
}

static void
draw_capacity(struct desk_visit *v, const struct msg_screen *s)
{
	size_t at = number_of(s, s->capacity), i;
	const struct forms_question *q = s->capacity->q;
	const char *typed = s->lines[at].typed;

	begin_box(v, s, at, "Capacity");
	html_f(v->b, "<select class=\"desk-input\" id=\"k%zu\" name=\"k.%s\" "
	    "data-organisation=\"%d\"", at, s->capacity->id,
	    s->organisation->number);
	draw_wrongly(v, s, at);
	html_lit(v->b, "><option value=\"\">Not said</option>");
	for (i = 0; i < q->n_options; i++) {
		if (q->options[i].staff)
			continue;
		html_f(v->b, "<option value=\"%d\"", q->options[i].number);
		if (*typed != '\0' && desk_number(typed) ==
		    q->options[i].number)
			html_lit(v->b, " selected");
		html_f(v->b, ">%s</option>", forms_words(&s->k.nobody,
		    q->options[i].words));
	}
	html_lit(v->b, "</select></div>\n");
}

static void
draw_language(struct desk_visit *v, const struct msg_screen *s)
{
	const struct forms_form *f = s->k.form;
	size_t i;

	if (f->n_languages < 2)
		return;
	html_lit(v->b, "<label for=\"lang\">Language</label><div><select "
	    "class=\"desk-input\" id=\"lang\" name=\"lang\">");
	for (i = 0; i < f->n_languages; i++) {
		html_f(v->b, "<option value=\"%s\"", f->languages[i]);
		if (strcmp(f->languages[i], s->lang) == 0)
			html_lit(v->b, " selected");
		html_f(v->b, ">%s</option>", locale_name(f->languages[i]));
	}
	html_lit(v->b, "</select></div>\n");
}

/* ---- consent and contact ------------------------------------------------------ */

static void
draw_box(struct desk_visit *v, const struct msg_screen *s, size_t i,
    const char *label)
{
	const struct key_line *l = &s->lines[i];

	begin_box(v, s, i, label);
	html_f(v->b, "<input class=\"desk-input\" id=\"k%zu\" name=\"k.%s\" "
	    "value=\"%s\" autocomplete=\"off\" dir=\"auto\"", i, l->field->id,
	    l->typed);
	draw_wrongly(v, s, i);
	html_lit(v->b, "></div>\n");
}

/* Its name is asked for once. */
static void
draw_name(struct desk_visit *v, const struct msg_screen *s)
{
	draw_box(v, s, number_of(s, s->name), "Organisation");
	if (s->asks_name || msg_nameless(v))
		html_f(v->b, "<label class=\"desk-wide\"><input "
		    "type=\"checkbox\" name=\"nameless\" value=\"yes\"%s> "
		    "Its name is not given</label>\n", msg_nameless(v) ?
		    " checked" : "");
}

/* One of the answers of this question, by its number. */
static const struct forms_option *
chosen(const struct key_line *l)
{
	const struct forms_question *q = l->field->q;
	size_t i;

	for (i = 0; *l->typed != '\0' && i < q->n_options; i++)
		if (!q->options[i].staff && desk_number(l->typed) ==
		    q->options[i].number)
			return &q->options[i];
	return NULL;
}

static void
draw_choice(struct desk_visit *v, const struct msg_screen *s, size_t i,
    const char *label)
{
	const struct key_line *l = &s->lines[i];
	const struct forms_question *q = l->field->q;
	size_t k;

	begin_box(v, s, i, label);
	html_f(v->b, "<select class=\"desk-input\" id=\"k%zu\" name=\"k.%s\"",
	    i, l->field->id);
	draw_wrongly(v, s, i);
	html_f(v->b, "><option value=\"\">%s</option>", l->field ==
	    s->k.form->quote_consent ? "Not said: taken as no" : "Not said");
	for (k = 0; k < q->n_options; k++)
		if (!q->options[k].staff)
			html_f(v->b, "<option value=\"%d\"%s>%s</option>",
			    q->options[k].number, chosen(l) == &q->options[k] ?
			    " selected" : "", forms_words(&s->k.nobody,
			    q->options[k].words));
	html_lit(v->b, "</select></div>\n");
}

/* Always there, whatever the message says: nobody should have to look for it. */
static void
draw_consent(struct desk_visit *v, const struct msg_screen *s)
{
	size_t i, n = 0, contact = 0;

	for (i = 0; i < s->n_lines; i++) {
		const struct forms_field *f = s->lines[i].field;

		n += msg_consent(s, f);
		contact += msg_consent(s, f) && f != s->k.form->quote_consent;
	}
	if (n == 0)
		return;
	html_f(v->b, "<h3 class=\"desk-h2\">Consent%s</h3><div "
	    "class=\"desk-set\" id=\"consent\">\n", contact > 0 ?
	    " and contact" : "");
	for (i = 0; i < s->n_lines; i++) {
		const struct key_line *l = &s->lines[i];
		const char *label = s->names[i];

		if (!msg_consent(s, l->field))
			continue;
		if (l->field->q->type == FORMS_ONE && (*l->typed == '\0' ||
		    chosen(l) != NULL))
			draw_choice(v, s, i, label);
		else
			draw_box(v, s, i, label);
	}
	html_lit(v->b, "</div>\n");
}

void
msg_draw_who(struct desk_visit *v, const struct msg_screen *s)
{
	html_lit(v->b, "<div class=\"desk-set\">\n");
	draw_channel(v, s);
	if (s->capacity != NULL) {
		draw_as(v, s);
		draw_capacity(v, s);
		if (s->name != NULL)
			draw_name(v, s);
	}
	draw_language(v, s);
	html_lit(v->b, "</div>\n");
	draw_consent(v, s);
}
