/* SPDX-License-Identifier: MIT
 *
 * build.c -- the report's words and numbers: how a count, a share, a day or a
 * name is written.  Words are English, the report's language for now.
 */
#include "analysis/findings.h"
#include "locales/locales.h"

#include <stdio.h>

_Static_assert(SMALL == 5, "the note below says 1 to 4");
const char f_hidden_note[] = "[c] Hidden to protect people: a count from 1 to "
    "4, or one that would tell it.";

const char *
f_num(struct findings *f, int64_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_count(&b, f->l, n);
	return arena_str(f->a, buf_text(&b));
}

const char *
f_share(struct findings *f, int64_t n, int64_t base)
{
	if (base < PERCENT_BASE)
		return arena_printf(f->a, "(%s" NBSP "of" NBSP "%s)",
		    f_num(f, n), f_num(f, base));
	return arena_printf(f->a, "(%s" NBSP "of" NBSP "%s," NBSP "%d%%)",
	    f_num(f, n), f_num(f, base), analysis_percent(n, base));
}

const char *
f_count_of(struct findings *f, int64_t n, const char *one, const char *many)
{
	return arena_printf(f->a, "%s" NBSP "%s", f_num(f, n),
	    n == 1 ? one : many);
}

const char *
f_share_short(struct findings *f, int64_t n, int64_t base)
{
	const char *w = analysis_share_words(n, base);

	if (w == NULL || strcmp(w, "none") == 0)
		return w == NULL ? f_num(f, n) : "Nobody";
	if (strcmp(w, "all") == 0)
		return "Everybody";
	if (strcmp(w, "one") == 0 || strcmp(w, "two") == 0)
		return n == 1 ? "One person" : "Two people";
	return f_upper_first(f, w);
}

const char *
f_share_subject(struct findings *f, int64_t n, int64_t base)
{
	const char *w = analysis_share_words(n, base);
	bool some_of;

	if (w == NULL)
		return arena_printf(f->a, "%s of the %s who answered",
		    n == 0 ? "None" : f_num(f, n),
		    f_count_of(f, base, "respondent", "respondents"));
	if (strcmp(w, "none") == 0)
		return "No respondents";
	if (strcmp(w, "one") == 0)
		return "One respondent";
	some_of = strcmp(w, "a majority") == 0 ||
	    strcmp(w, "about half") == 0 || strcmp(w, "a minority") == 0;
	return f_upper_first(f, arena_printf(f->a, "%s%s respondents", w,
	    some_of ? " of" : ""));
}

const char *
f_share_those(struct findings *f, int64_t n, int64_t base)
{
	const char *w = f_share_short(f, n, base);

	if (strcmp(w, "Everybody") == 0 || strcmp(w, "Nobody") == 0)
		return w;
	return arena_printf(f->a, "%s of those", w);
}

const char *
f_day_words(struct findings *f, struct date d)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_date(&b, f->l, d);
	return arena_str(f->a, buf_text(&b));
}

const char *
f_day_short(struct findings *f, struct date d)
{
	const char *full = f_day_words(f, d), *year = strrchr(full, ' ');

	return year == NULL ? full :
	    arena_strn(f->a, full, (size_t)(year - full));
}

const char *
f_lower_first(struct findings *f, const char *s)
{
	char *p = arena_str(f->a, s);

	/* "NHS services" stays as it is. */
	if (p[0] >= 'A' && p[0] <= 'Z' && !(p[1] >= 'A' && p[1] <= 'Z'))
		p[0] = (char)(p[0] + ('a' - 'A'));
	return p;
}

const char *
f_upper_first(struct findings *f, const char *s)
{
	char *p = arena_str(f->a, s);

	if (p[0] >= 'a' && p[0] <= 'z')
		p[0] = (char)(p[0] - ('a' - 'A'));
	return p;
}

const char *
f_plural(struct findings *f, const char *kind)
{
	const char *w = f_lower_first(f, kind);
	size_t n = strlen(w);

	if (n > 1 && w[n - 1] == 'y' && strchr("aeiou", w[n - 2]) == NULL)
		return arena_printf(f->a, "%.*sies", (int)(n - 1), w);
	return arena_printf(f->a, "%s%s", w,
	    n > 0 && strchr("sxz", w[n - 1]) != NULL ? "es" : "s");
}

const char *
f_fit(struct findings *f, const char *s, size_t n)
{
	const char *p = s, *end = s;
	size_t i;

	if (utf8_count(s, strlen(s)) <= n)
		return s;
	for (i = 0; i + 1 < n; i++) {
		if (*p == ' ')
			end = p;
		utf8_next(&p);
	}
	return arena_printf(f->a, "%.*s…", (int)((end > s ? end : p) - s), s);
}

const char *
f_entity_place(struct findings *f, const struct forms_entity *e)
{
	return arena_printf(f->a, "%s %d", f_lower_first(f, e->kind->words),
	    e->number);
}

bool
f_entity_asked(const struct findings *f, const struct forms_entity *e)
{
	size_t i, k;

	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];

		for (k = 0; k < q->n_about; k++)
			if (q->about[k]->kind == e->kind)
				return true;
		for (k = 0; k < q->q->n_options; k++)
			if (q->q->options[k].entity != NULL &&
			    q->q->options[k].entity->kind == e->kind)
				return true;
	}
	return false;
}

const char *
f_entity_label(struct findings *f, const struct forms_entity *e)
{
	if (!f_entity_asked(f, e) || e->under != NULL)
		return e->title;
	return arena_printf(f->a, "%s (%s)", e->title, f_entity_place(f, e));
}

bool
f_entity_within(const struct forms_entity *e, const struct forms_entity *of)
{
	for (; e != NULL; e = e->under)
		if (e == of)
			return true;
	return false;
}

const char *
f_channel_words(struct findings *f, const char *channel)
{
	return strcmp(channel, "elsewhere") == 0 ? "Another survey tool" :
	    f_upper_first(f, channel);
}

/* The statement of a row of a grid, or the words of the question. */
static const char *
view_words(struct findings *f, const struct forms_field *q)
{
	const char *s = q->item != NULL ? q->item->title : q->words;
	size_t n = strlen(s);

	if (n > 1 && s[n - 1] == '.' && s[n - 2] != '.')
		n--;
	return arena_printf(f->a, "“%.*s”", (int)n, s);
}

const char *
f_view_subject(struct findings *f, const struct view *v)
{
	if (v->among)
		return view_words(f, v->field);
	if (v->about != NULL)
		return f_entity_place(f, v->about);
	if (strncmp(v->field->page->title, "The ", 4) == 0)
		return f_lower_first(f, v->field->page->title);
	return arena_printf(f->a, "“%s”", v->field->page->title);
}

int
f_percent(int64_t n, int64_t base)
{
	return base > 0 ? analysis_percent(n, base) : 0;
}

struct report_text
f_plain(struct findings *f, const char *fmt, ...)
{
	struct report_span *s = arena_new(f->a, struct report_span);
	char *words;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return (struct report_text){ 0 };
	words = arena_get(f->a, (size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf(words, (size_t)n + 1, fmt, ap);
	va_end(ap);
	s->text = words;
	return (struct report_text){ s, 1 };
}

struct report_text
f_strong(struct findings *f, const char *first, const char *fmt, ...)
{
	struct report_span *s = arena_array(f->a, struct report_span, 2);
	char *rest;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	rest = arena_get(f->a, (size_t)(n > 0 ? n : 0) + 1, 1);
	va_start(ap, fmt);
	vsnprintf(rest, (size_t)(n > 0 ? n : 0) + 1, fmt, ap);
	va_end(ap);
	s[0] = (struct report_span){ .mark = REPORT_STRONG, .text = first };
	s[1] = (struct report_span){ .text = rest };
	return (struct report_text){ s, n > 0 ? 2 : 1 };
}
