/* SPDX-License-Identifier: MIT
 *
 * map_target.c -- what stands behind an arrow, and the names of answers.
 */
#include "survey/import/import.h"

#include <stdlib.h>

const char *const order_words[] = { [ORDER_NONE] = "",
	[ORDER_DMY] = "day/month/year", [ORDER_MDY] = "month/day/year",
	[ORDER_YMD] = "year-month-day" };

bool
map_channel(const char *s)
{
	static const char *const all[] = { "elsewhere", "online", "paper",
	    "email", "letter", "phone" };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		if (strcmp(all[i], s) == 0)
			return true;
	return false;
}

/* ---- names that nobody has --------------------------------------------------- */

static const char *
nearest_field(const struct forms_form *form, const char *name)
{
	const char *best = NULL;
	size_t i, d, least = 3;

	for (i = 0; i < form->n_fields; i++) {
		d = str_distance(str_of(form->fields[i].id), str_of(name), 3);
		if (d < least) {
			least = d;
			best = form->fields[i].id;
		}
	}
	return best;
}

static const char *
answers_of(struct arena *a, const struct forms_question *q)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < q->n_options && b.n < 200; i++)
		if (!q->options[i].staff)
			buf_printf(&b, "%s%s", b.n > 0 ? " " : "",
			    q->options[i].name);
	if (i < q->n_options)
		buf_lit(&b, " …");
	return arena_str(a, buf_text(&b));
}

static const struct forms_option *
option_of(const struct forms_question *q, const char *name)
{
	const struct forms_option *o = forms_option(q, name);

	return o != NULL && o->staff ? NULL : o;
}

static const char *
no_option(struct arena *a, const struct forms_field *f, const char *name)
{
	return arena_printf(a, "the question %s has no answer \"%s\"; it has: "
	    "%s", f->id, words_brief(a, name), answers_of(a, f->q));
}

/* ---- a question, and what of it ------------------------------------------------- */

static const char *
no_question(struct scan *s, const struct forms_form *form, const char *name)
{
	const char *like = nearest_field(form, name);

	return name[0] == '\0' ? "say which question it goes to, or `leave "
	    "out`" : arena_printf(s->a, "there is no question \"%s\"%s%s%s",
	    words_brief(s->a, name), like ? "; did you mean " : "",
	    like ? like : "", like ? "?" : "");
}

/* "topics", or "topics.other". */
static bool
take_field(struct scan *s, const struct forms_form *form,
    struct map_column *c)
{
	const char *name = scan_name(s), *dot = strrchr(name, '.');

	c->field = forms_field(form, name);
	if (c->field != NULL)
		return true;
	if (dot != NULL)
		c->field = forms_field(form, arena_strn(s->a, name,
		    (size_t)(dot - name)));
	if (c->field == NULL) {
		s->why = no_question(s, form, name);
		return false;
	}
	c->part = PART_WORDS;
	c->option = option_of(c->field->q, dot + 1);
	if (c->option == NULL)
		s->why = no_option(s->a, c->field, dot + 1);
	else if (!c->option->write_in)
		s->why = arena_printf(s->a, "the answer %s of %s has no room "
		    "for words", dot + 1, c->field->id);
	return s->why == NULL;
}

static bool
has_parts(const struct forms_question *q)
{
	return q->type == FORMS_MANY || q->type == FORMS_RANK ||
	    q->type == FORMS_SHARE;
}

static bool
take_part(struct scan *s, struct map_column *c)
{
	enum forms_type type = c->field->q->type;
	const char *name;

	if (!scan_word(s, "="))
		return true;
	name = scan_name(s);
	if (c->part != PART_WHOLE || (type != FORMS_ONE && type != FORMS_SCALE
	    && !has_parts(c->field->q)))
		s->why = "only a question with answers to choose takes `= "
		    "answer`";
	else if ((c->option = option_of(c->field->q, name)) == NULL)
		s->why = no_option(s->a, c->field, name);
	c->part = PART_OPTION;
	return s->why == NULL;
}

static bool
take_split(struct scan *s, struct map_column *c)
{
	if (scan_word(s, "line")) {
		c->split = '\n';
	} else if (*s->p != '\0' && strchr(";,|/", *s->p) != NULL) {
		c->split = *s->p++;
	} else {
		s->why = "split at one of ; , | / or line";
		return false;
	}
	if (!has_parts(c->field->q) || c->part != PART_WHOLE)
		s->why = "only a question that takes several answers can be "
		    "split";
	return s->why == NULL;
}

static bool
take_place(struct scan *s, struct map_column *c)
{
	char *end;

	c->number = strtoul(s->p, &end, 10);
	if (end == s->p || c->number == 0 || c->number > 1000)
		s->why = "a place is a number from 1, the best";
	else if (c->field->q->type != FORMS_RANK || c->part != PART_WHOLE)
		s->why = "only a question that puts answers in order has "
		    "places";
	s->p = end;
	c->part = PART_PLACE;
	return s->why == NULL;
}

static bool
take_order(struct scan *s, struct map_column *c)
{
	int i;

	for (i = ORDER_DMY; i <= ORDER_YMD; i++)
		if (scan_word(s, order_words[i])) {
			c->order = (enum order)i;
			if (c->goes == GOES_QUESTION &&
			    c->field->q->type != FORMS_DATE)
				s->why = "this question is no date";
			return s->why == NULL;
		}
	s->why = c->goes == GOES_DATE ? "after the comma stands "
	    "day/month/year, month/day/year or year-month-day" : "after the "
	    "comma stands `split at ;`, `place 1`, or day/month/year and the "
	    "like";
	return false;
}

static bool
take_question(struct scan *s, const struct forms_form *form,
    struct map_column *c)
{
	c->goes = GOES_QUESTION;
	if (!take_field(s, form, c) || !take_part(s, c))
		return false;
	if (c->field->q->type == FORMS_FILE)
		s->why = arena_printf(s->a, "%s takes a file, and files are "
		    "not imported: leave the column out", c->field->id);
	if (s->why != NULL || !scan_word(s, ","))
		return s->why == NULL;
	if (scan_word(s, "split at"))
		return take_split(s, c);
	if (scan_word(s, "place"))
		return take_place(s, c);
	return take_order(s, c);
}

static bool
take_only(struct scan *s, struct map_column *c)
{
	const char *words;

	c->goes = GOES_ONLY;
	do {
		if (!scan_quoted(s, &words)) {
			if (s->why == NULL)
				s->why = "after `only` stand the words of the "
				    "rows that are kept, in quotation marks";
			return false;
		}
		*arena_push(s->a, c->answers, c->n_answers, c->cap_answers) =
		    (struct map_answer){ .typed = words,
		    .like = words_like(s->a, words), .name = "" };
	} while (scan_word(s, ","));
	return true;
}

static bool
take(struct scan *s, const struct forms_form *form, struct map_column *c)
{
	static const struct { const char *word; enum goes goes; } simple[] = {
		{ "leave out", GOES_OUT }, { "respondent", GOES_RESPONDENT },
		{ "channel", GOES_CHANNEL }, { "language", GOES_LANGUAGE },
		{ "?", GOES_UNSURE } };
	size_t i;

	for (i = 0; i < LEN(simple); i++)
		if (scan_word(s, simple[i].word)) {
			c->goes = simple[i].goes;
			return true;
		}
	if (scan_word(s, "only"))
		return take_only(s, c);
	if (scan_word(s, "date")) {
		c->goes = GOES_DATE;
		return !scan_word(s, ",") || take_order(s, c);
	}
	scan_word(s, "question");
	return take_question(s, form, c);
}

bool
map_target(struct arena *a, const char *text, const struct forms_form *form,
    struct map_column *c, const char **why)
{
	struct scan s = { a, text, NULL };

	if (take(&s, form, c) && *s.p != '\0')
		s.why = arena_printf(a, "\"%s\" is more than this line can "
		    "take", words_brief(a, s.p));
	*why = s.why;
	return s.why == NULL;
}

/* ---- answers -------------------------------------------------------------------------- */

static bool
lang_of(const struct forms_form *form, const char *tag)
{
	size_t i;

	for (i = 0; i < form->n_languages; i++)
		if (strcmp(form->languages[i], tag) == 0)
			return true;
	return false;
}

static const char *
question_answer(struct arena *a, const struct map_column *c,
    struct map_answer *v)
{
	v->option = option_of(c->field->q, v->name);
	if (c->part == PART_OPTION) {
		v->option = NULL;
		v->ticked = strcmp(v->name, "ticked") == 0;
		v->blank = strcmp(v->name, "blank") == 0;
		return v->ticked || v->blank ? NULL : "in this column an "
		    "answer is `ticked` or `blank`";
	}
	if (v->option == NULL && strcmp(v->name, "blank") == 0)
		v->blank = true;
	if (c->part == PART_WORDS && !v->blank)
		return "words beside an answer are taken as they are, or are "
		    "`blank`";
	return v->option != NULL || v->blank ? NULL :
	    no_option(a, c->field, v->name);
}

bool
map_answer(struct arena *a, const struct map_column *c,
    const struct forms_form *form, struct map_answer *v, const char **why)
{
	*why = NULL;
	v->unsure = strcmp(v->name, "?") == 0;
	if (v->unsure)
		return true;
	if (c->goes == GOES_QUESTION)
		*why = question_answer(a, c, v);
	else if (c->goes == GOES_CHANNEL && !map_channel(v->name))
		*why = "a channel is elsewhere, online, paper, email, letter "
		    "or phone";
	else if (c->goes == GOES_LANGUAGE && !lang_of(form, v->name))
		*why = arena_printf(a, "the questionnaire is not in \"%s\"",
		    words_brief(a, v->name));
	else if (c->goes != GOES_CHANNEL && c->goes != GOES_LANGUAGE)
		*why = "the column above has no answers to be named";
	return *why == NULL;
}
