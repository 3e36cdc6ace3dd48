/* SPDX-License-Identifier: MIT
 *
 * message_give.c -- a part of a message is given to a question: as words, or as
 * the answer that they are exactly.
 */
#include "survey/desk/messages.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

enum { SHOWN = 60 };		/* characters of a part beside a question */

bool
msg_is_words(const struct forms_field *f)
{
	return f->q->type == FORMS_TEXT;
}

struct key_line *
msg_line(const struct msg_screen *s, const struct forms_field *f)
{
	size_t i;

	for (i = 0; f != NULL && i < s->n_lines; i++)
		if (s->lines[i].field == f)
			return &s->lines[i];
	return NULL;
}

/* What a part gives to this question; NULL: nothing, it is not one of its
 * answers. */
static const char *
gives(const struct msg_screen *s, const struct msg_part *p,
    const struct forms_field *f)
{
	return msg_is_words(f) ? mail_fits_words(s->fits, f, p->words) :
	    mail_fits_typed(s->fits, f, p->words);
}

bool
msg_fits(const struct msg_screen *s, const struct msg_part *p,
    const struct forms_field *f)
{
	return gives(s, p, f) != NULL;
}

bool
msg_is_from(const struct msg_screen *s, const struct msg_part *p,
    const struct key_line *l)
{
	const char *typed;

	if (p->to != l->field || msg_is_words(l->field))
		return false;
	typed = gives(s, p, l->field);
	return typed != NULL && strcmp(typed, l->typed) == 0;
}

bool
msg_is_beside(const struct msg_part *p, const struct forms_field *f)
{
	return p->kind == SPAN_SAID && p->to == NULL && p->found == f &&
	    !msg_is_words(f);
}

/* ---- giving, and taking back ----------------------------------------------------------- */

bool
msg_give(struct desk_visit *v, struct msg_screen *s, const struct msg_part *p,
    const struct forms_field *f)
{
	struct key_line *l = msg_line(s, f);
	const char *what = l != NULL ? gives(s, p, f) : NULL;

	if (what == NULL)
		return false;
	if (msg_is_words(f))
		l->typed = *l->typed == '\0' || *what == '\0' ? arena_printf(
		    v->a, "%s%s", l->typed, what) : arena_printf(v->a,
		    "%s\n\n%s", l->typed, what);
	else if (*l->typed == '\0')
		l->typed = what;
	return msg_is_words(f) || strcmp(l->typed, what) == 0;
}

/* Where these words stand as whole paragraphs; NULL: nowhere. */
static const char *
paragraphs(const char *text, const char *words)
{
	size_t n = strlen(words);
	const char *at = text;

	for (; n > 0 && (at = strstr(at, words)) != NULL; at++)
		if ((at == text || at[-1] == '\n') && (at[n] == '\0' ||
		    at[n] == '\n'))
			return at;
	return NULL;
}

/* The words of a part that somebody may have changed since are left alone. */
static void
take_out(struct desk_visit *v, struct key_line *l, const char *words)
{
	const char *at = paragraphs(l->typed, words);
	const char *after;
	size_t before;

	if (at == NULL)
		return;
	before = (size_t)(at - l->typed);
	after = at + strlen(words);
	while (before > 0 && l->typed[before - 1] == '\n')
		before--;
	after += strspn(after, "\n");
	l->typed = arena_printf(v->a, "%.*s%s%s", (int)before, l->typed,
	    before > 0 && *after != '\0' ? "\n\n" : "", after);
}

void
msg_take_back(struct desk_visit *v, struct msg_screen *s,
    const struct msg_part *p, const struct forms_field *f)
{
	struct key_line *l = msg_line(s, f);
	const char *what = l != NULL ? gives(s, p, f) : NULL;

	if (what == NULL)
		return;
	if (msg_is_words(f))
		take_out(v, l, what);
	else if (strcmp(l->typed, what) == 0)
		l->typed = "";
}

/* ---- for the page --------------------------------------------------------------------- */

const char *
msg_refuses(struct desk_visit *v, const struct msg_screen *s,
    const struct forms_field *f)
{
	const char *codes;

	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
	case FORMS_MANY:
		codes = key_codes(v, &s->k, f);
		return arena_printf(v->a, "Not given to question %s: these "
		    "words are not exactly %s. Type the code that is meant. %s",
		    f->number, f->q->type == FORMS_MANY ? "some of its answers"
		    : "one of its answers", codes);
	case FORMS_POSTCODE:
		return arena_printf(v->a, "Not given to question %s: these "
		    "words are no postcode. Type it.", f->number);
	case FORMS_NUMBER:
		return arena_printf(v->a, "Not given to question %s: these "
		    "words are not a number that it takes. Type it.",
		    f->number);
	case FORMS_DATE:
		return arena_printf(v->a, "Not given to question %s: these "
		    "words are no date. Type it.", f->number);
	default:
		return arena_printf(v->a, "Not given to question %s: it takes "
		    "one short line. Type what is meant.", f->number);
	}
}

/* The first words of it. */
const char *
msg_beginning(struct desk_visit *v, const char *words, size_t most)
{
	const char *p = words;
	size_t n;

	for (n = 0; n < most && *p != '\0' && *p != '\n'; n++)
		utf8_next(&p);
	return arena_printf(v->a, "%.*s%s", (int)(p - words), words,
	    *p != '\0' ? "…" : "");
}

/* As a script counts them: UTF-16 units. */
static size_t
units(const char *p, const char *to)
{
	size_t n = 0;

	while (p < to)
		n += utf8_next(&p) > 0xFFFF ? 2 : 1;
	return n;
}

/* For the script: of each question what this part gives, or how much of its
 * beginning it does not. */
const char *
msg_gives(struct desk_visit *v, const struct msg_screen *s,
    const struct msg_part *p)
{
	cJSON *o = cJSON_CreateObject();
	const char *out;
	char *text;
	size_t i;

	for (i = 0; i < s->n_lines; i++) {
		const struct forms_field *f = s->lines[i].field;
		const char *what = gives(s, p, f);

		if (what == NULL || what == p->words)
			continue;
		if (msg_is_words(f))
			cJSON_AddNumberToObject(o, f->id,
			    (double)units(p->words, what));
		else
			cJSON_AddStringToObject(o, f->id, what);
	}
	text = cJSON_PrintUnformatted(o);
	out = text != NULL ? arena_str(v->a, text) : "{}";
	free(text);
	cJSON_Delete(o);
	return out;
}

void
msg_draw_field(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	const struct forms_field *f = s->lines[i].field;

	html_f(v->b, " data-question=\"%s\" data-field=\"%s\"", f->number,
	    f->id);
	if (!msg_is_words(f))
		html_f(v->b, " data-refuses=\"%s\"", msg_refuses(v, s, f));
}

/* What an answer was understood from, and words that were not understood. */
void
msg_draw_from(struct desk_visit *v, const struct msg_screen *s, size_t i)
{
	const struct key_line *l = &s->lines[i];
	size_t k;

	html_f(v->b, "<span class=\"desk-xs desk-from\" id=\"f%zu\">", i);
	for (k = 0; k < s->n; k++)
		if (msg_is_from(s, &s->parts[k], l)) {
			html_f(v->b, "Understood from: <span dir=\"auto\">“%s”"
			    "</span>", msg_beginning(v, s->parts[k].words,
			    SHOWN));
			break;
		}
	html_lit(v->b, "</span>");
	for (k = 0; k < s->n; k++)
		if (msg_is_beside(&s->parts[k], l->field))
			html_f(v->b, "<span class=\"desk-xs desk-note\" "
			    "data-beside=\"%zu\">They wrote: <span "
			    "dir=\"auto\">“%s”</span> That is not exactly an "
			    "answer to this question. Type what is meant, or "
			    "give the words to another question. As it is, "
			    "they do not count.</span>", k, msg_beginning(v,
			    s->parts[k].words, SHOWN));
}

/* ---- names of questions ------------------------------------------------------------------ */

/* "Why do you say that?" may stand in a form eleven times: the title of its page
 * tells which it is. */
void
msg_name_lines(struct desk_visit *v, struct msg_screen *s)
{
	const char **plain = arena_array(v->a, const char *, s->n_lines + 1);
	size_t i, k;

	s->names = arena_array(v->a, const char *, s->n_lines + 1);
	for (i = 0; i < s->n_lines; i++)
		plain[i] = key_words(v, &s->k, s->lines[i].field);
	for (i = 0; i < s->n_lines; i++) {
		const struct forms_field *f = s->lines[i].field;

		s->names[i] = plain[i];
		for (k = 0; k < s->n_lines; k++)
			if (k != i && strcmp(plain[k], plain[i]) == 0)
				break;
		if (k < s->n_lines && f->page != NULL &&
		    *f->page->title != '\0')
			s->names[i] = arena_printf(v->a, "%s – %s",
			    forms_words(&s->k.nobody, f->page->title),
			    plain[i]);
	}
}
