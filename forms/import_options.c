/* SPDX-License-Identifier: MIT
 *
 * import_options.c -- lists of answers of other programs: their names, their
 * numbers, and which of them are reasons for giving none.
 */
#include "forms/import.h"

#include <strings.h>

enum { NAME_LONGEST = 30, OPTIONS_MAX = 500, LISTS_MAX = 2000 };

struct import_list *
import_list(struct import *im, const char *code, bool make)
{
	struct import_list **to = &im->lists;
	size_t n;

	/* Past the limit everything is one list, which is then too long. */
	for (n = 0; *to != NULL; to = &(*to)->next)
		if (strcmp((*to)->code, code) == 0 || ++n == LISTS_MAX)
			return *to;
	if (!make)
		return NULL;
	*to = arena_new(im->a, struct import_list);
	(*to)->code = code;
	(*to)->tail = &(*to)->first;
	return *to;
}

struct import_option *
import_option(struct import *im, struct import_list *l, const char *code,
    const char *words, const char *where)
{
	struct import_option *o;

	for (o = l->first; o != NULL; o = o->next)
		if (strcmp(o->code, code) == 0) {
			import_lost(im, where, "a second answer with the code "
			    "%.60s", code);
			return o;
		}
	if (l->n == OPTIONS_MAX) {
		import_lost(im, where, "more than %d answers to one question",
		    (int)OPTIONS_MAX);
		return l->first;
	}
	o = arena_new(im->a, struct import_option);
	*o = (struct import_option){ .code = code, .words = words,
	    .where = where, .missing = FORMS_ANSWERED, .number = -1 };
	*l->tail = o;
	l->tail = &o->next;
	l->n++;
	return o;
}

/* ---- reasons ----------------------------------------------------------- */

static enum forms_state
reason(const char *words)
{
	static const struct {
		const char *starts;
		enum forms_state why;
	} v[] = {
		{ "prefer not to", FORMS_PREFER_NOT },
		{ "i prefer not to", FORMS_PREFER_NOT },
		{ "i would prefer not to", FORMS_PREFER_NOT },
		{ "rather not say", FORMS_PREFER_NOT },
		{ "i would rather not say", FORMS_PREFER_NOT },
		{ "i'd rather not say", FORMS_PREFER_NOT },
		{ "don't know", FORMS_DONT_KNOW },
		{ "don\xE2\x80\x99t know", FORMS_DONT_KNOW },
		{ "i don't know", FORMS_DONT_KNOW },
		{ "i don\xE2\x80\x99t know", FORMS_DONT_KNOW },
		{ "do not know", FORMS_DONT_KNOW },
		{ "i do not know", FORMS_DONT_KNOW },
		{ "not applicable", FORMS_NOT_APPLICABLE },
		{ "n/a", FORMS_NOT_APPLICABLE },
		{ "does not apply", FORMS_NOT_APPLICABLE },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		if (strncasecmp(words, v[i].starts, strlen(v[i].starts)) == 0)
			return v[i].why;
	return FORMS_ANSWERED;
}

static void
find_reasons(struct import *im, struct import_list *l)
{
	struct import_option *o, *other;
	enum forms_state why;

	for (o = l->first; o != NULL; o = o->next) {
		why = o->write_in || o->missing != FORMS_ANSWERED ?
		    FORMS_ANSWERED : reason(o->words);
		for (other = l->first; other != o; other = other->next)
			if (other->missing == why)
				why = FORMS_ANSWERED;
		for (other = o->next; other != NULL; other = other->next)
			if (other->missing == why)
				why = FORMS_ANSWERED;
		if (why == FORMS_ANSWERED)
			continue;
		o->missing = why;
		import_guess(im, o->where, "\"%.80s\" is a reason for giving "
		    "no answer (missing %s), so it is left out of percentages",
		    o->words, forms_state_name(why));
	}
}

/* ---- names and numbers ------------------------------------------------- */

static bool
digits(const char *s, int *out)
{
	size_t n = strspn(s, "0123456789");

	*out = 0;
	if (n == 0 || n > 4 || s[n] != '\0')
		return false;
	for (; *s != '\0'; s++)
		*out = *out * 10 + (*s - '0');
	return true;
}

static bool
number_used(const struct import_list *l, int number)
{
	const struct import_option *o;

	for (o = l->first; o != NULL; o = o->next)
		if (o->number == number)
			return true;
	return false;
}

static bool
name_used(const struct import_list *l, const struct import_option *me,
    const char *name)
{
	const struct import_option *o;

	for (o = l->first; o != me; o = o->next)
		if (strcmp(o->name, name) == 0)
			return true;
	return false;
}

/* SQ001, A2: given by the other program, and saying nothing. */
static bool
made_up(const char *code)
{
	size_t n = strspn(code, "ASQO");

	return n <= 2 && code[n] != '\0' &&
	    code[n + strspn(code + n, "0123456789")] == '\0';
}

/* A code that is a word stays; one that is a number takes the words. */
const char *
import_code_name(struct arena *a, const char *code, const char *words)
{
	bool word = ((code[0] >= 'a' && code[0] <= 'z') ||
	    (code[0] >= 'A' && code[0] <= 'Z')) && !made_up(code);
	const char *name = import_name_like(a, word ? code : words,
	    NAME_LONGEST);

	return name[0] ? name : "answer";
}

static const char *
name_for(struct import *im, const struct import_list *l,
    const struct import_option *o)
{
	const char *base = import_code_name(im->a, o->code, o->words);
	const char *name = base;
	int n;

	for (n = 2; name_used(l, o, name); n++)
		name = arena_printf(im->a, "%s-%d", base, n);
	return name;
}

void
import_number(struct import *im, struct import_list *l)
{
	struct import_option *o;
	int next = 1, number;

	for (o = l->first; o != NULL; o = o->next)
		if (o->wish > 0 && !number_used(l, o->wish - 1))
			o->number = o->wish - 1;
	for (o = l->first; o != NULL; o = o->next)
		if (o->number < 0 && digits(o->code, &number) &&
		    !number_used(l, number))
			o->number = number;
	for (o = l->first; o != NULL; o = o->next) {
		if (o->number < 0) {
			while (number_used(l, next))
				next++;
			o->number = next;
		}
		o->name = name_for(im, l, o);
	}
	find_reasons(im, l);
}

static int
score_of(const struct import_option *o)
{
	int v = 0;

	if (o->has_score)
		return o->score;
	digits(o->code + (o->code[0] == '-'), &v);
	return o->code[0] == '-' ? -v : v;
}

void
import_options(struct import *im, const struct import_list *l, size_t depth,
    bool many, const char *alone)
{
	const struct import_option *o;
	struct buf flags CLEAN(buf_free) = { 0 };

	for (o = l->first; o != NULL; o = o->next) {
		buf_clear(&flags);
		if (o->write_in)
			buf_puts(&flags, " write-in");
		if (many && (o->exclusive || (alone != NULL &&
		    strcmp(alone, o->code) == 0)))
			buf_puts(&flags, " exclusive");
		if (o->pinned)
			buf_puts(&flags, " pinned");
		if (o->missing != FORMS_ANSWERED)
			buf_printf(&flags, " missing %s",
			    forms_state_name(o->missing));
		else if (o->has_score || l->scored)
			buf_printf(&flags, " score %d", score_of(o));
		import_title(im, depth, o->where, arena_printf(im->a, "%d %s",
		    o->number, o->name), o->words, buf_text(&flags))->spare =
		    true;
	}
}
