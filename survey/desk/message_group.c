/* SPDX-License-Identifier: MIT
 *
 * message_group.c -- does a message answer for an organisation?  That is proposed
 * by what it says; whoever confirms it decides.
 */
#include "survey/desk/messages.h"

#include <strings.h>

static const char behalf[] = "on behalf of ";

/* docs/LANGUAGE.md, "names that mean something". */
void
msg_find_capacity(struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->k.form->n_fields && s->capacity == NULL; i++) {
		const struct forms_field *f = &s->k.form->fields[i];

		s->organisation = f->q->type == FORMS_ONE ?
		    forms_option(f->q, "organisation") : NULL;
		if (s->organisation != NULL && key_has(&s->k, f))
			s->capacity = f;
	}
	s->name = forms_field(s->k.form, "organisation-name");
	if (s->name != NULL && !key_has(&s->k, s->name))
		s->name = NULL;
}

static const char *
code(struct desk_visit *v, const struct msg_screen *s)
{
	return arena_printf(v->a, "%d", s->organisation->number);
}

bool
msg_is_group(struct desk_visit *v, const struct msg_screen *s)
{
	const struct key_line *l = msg_line(s, s->capacity);

	return l != NULL && strcmp(l->typed, code(v, s)) == 0;
}

/* "On behalf of Oakham Trust" names it; "our trustees" and "an organisation" do
 * not. */
static void
propose_name(struct desk_visit *v, struct msg_screen *s, const char *named)
{
	static const char *const nobody[] = { "our ", "my ", "an ", "a ",
	    "the trustees", "us", "myself" };
	struct key_line *l = msg_line(s, s->name);
	size_t i, n = strcspn(named, "\n");

	while (n > 0 && strchr(" .,", named[n - 1]) != NULL)
		n--;
	named = arena_strn(v->a, named, n);
	for (i = 0; i < LEN(nobody); i++)
		if (strncasecmp(named, nobody[i], strlen(nobody[i])) == 0)
			return;
	if (l != NULL && *l->typed == '\0')
		l->typed = named;
}

/* Below the question who answers: "on behalf of …", in words of their own. */
static bool
by_capacity(struct desk_visit *v, struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		struct msg_part *p = &s->parts[i];
		const char *words;

		if (!msg_is_beside(p, s->capacity))
			continue;
		words = mail_fits_words(s->fits, s->capacity, p->words);
		if (strncasecmp(words, behalf, strlen(behalf)) != 0)
			continue;
		p->to = s->capacity;
		s->group_why = msg_beginning(v, words, 60);
		propose_name(v, s, words + strlen(behalf));
		return true;
	}
	return false;
}

/* Below the question for its name. */
static bool
by_name(struct desk_visit *v, struct msg_screen *s)
{
	const struct key_line *l = msg_line(s, s->name);

	if (l == NULL || *l->typed == '\0')
		return false;
	s->group_why = msg_beginning(v, l->typed, 60);
	return true;
}

/* Somewhere in what they say: that may be on behalf of a mother. */
static void
find_hint(struct desk_visit *v, struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->n && s->group_hint == NULL; i++) {
		const char *p = s->parts[i].kind == SPAN_SAID ?
		    s->parts[i].words : "";

		for (; *p != '\0' && s->group_hint == NULL; p++)
			if (strncasecmp(p, behalf, strlen(behalf)) == 0 &&
			    strncasecmp(p + strlen(behalf), "my ", 3) != 0)
				s->group_hint = msg_beginning(v, p, 60);
	}
}

void
msg_propose_group(struct desk_visit *v, struct msg_screen *s)
{
	struct key_line *l = msg_line(s, s->capacity);

	if (l == NULL)
		return;
	if (*l->typed == '\0' && (by_capacity(v, s) || by_name(v, s)))
		l->typed = code(v, s);
	s->group = msg_is_group(v, s);
	if (*l->typed == '\0')
		find_hint(v, s);
}

void
msg_want_name(struct desk_visit *v, struct msg_screen *s)
{
	struct key_line *l = msg_line(s, s->name);

	if (!s->group || l == NULL || l->typed[strspn(l->typed, " \t")] !=
	    '\0' || msg_nameless(v))
		return;
	l->wrong = "Type the name of the organisation, or tick that it is not "
	    "given";
	s->wrong++;
	s->asks_name = true;
}

bool
msg_nameless(const struct desk_visit *v)
{
	return v->r->method == HTTP_POST && strcmp(desk_sent(v, "nameless"),
	    "yes") == 0;
}
