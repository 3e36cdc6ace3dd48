/* SPDX-License-Identifier: MIT
 *
 * asked.c -- asked DIR LANG: what a published form says to somebody who holds it on
 * paper, in order, a line for each: the element that it should be, its language
 * and its words, split by tabs.  A second opinion: nothing of print/ is in it.
 *
 * A grid is there twice, as a table and as one question after another; lines
 * "grid", "or" and "end" part them.
 */
#include "forms/forms.h"

#include <stdio.h>

struct asking {
	struct arena	 a;
	const struct forms_form *f;
	const struct forms_settings *settings;
	struct forms_paper paper;
	struct forms_answers nobody;
};

static void
put(const char *type, const char *lang, const char *number, const char *words)
{
	printf("%s\t%s\t%s%s", type, lang, number, *number != '\0' ? " " : "");
	for (; *words != '\0'; words++)
		putchar(*words == '\n' || *words == '\t' ? ' ' : *words);
	putchar('\n');
}

static const char *
said(struct asking *q, const char *words)
{
	return forms_words(&q->nobody, words);
}

/* "**bold**" and "[words](document)" as they are read. */
static const char *
plain(struct asking *q, const char *s, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *end = s + n, *close;

	while (s < end) {
		if (end - s >= 2 && memcmp(s, "**", 2) == 0) {
			s += 2;
			continue;
		}
		if (*s == '[' && (close = memchr(s, ']', (size_t)(end - s))) !=
		    NULL && close + 1 < end && close[1] == '(') {
			buf_put(&b, s + 1, (size_t)(close - s - 1));
			s = memchr(close, ')', (size_t)(end - close));
			s = s != NULL ? s + 1 : end;
			continue;
		}
		buf_put(&b, s++, 1);
	}
	return arena_str(&q->a, buf_text(&b));
}

/* Paragraphs are parted by an empty line; each "- " is an item of a list. */
static void
prose(struct asking *q, const char *lang, const char *words)
{
	const char *s = said(q, words), *end, *stop;

	while (*s != '\0') {
		bool item;

		while (*s == '\n')
			s++;
		item = strncmp(s, "- ", 2) == 0;
		stop = item ? "\n" : "\n\n";
		end = strstr(s, stop);
		if (!item && (end == NULL || (strstr(s, "\n- ") != NULL &&
		    strstr(s, "\n- ") < end)) && strstr(s, "\n- ") != NULL)
			end = strstr(s, "\n- ");
		if (end == NULL)
			end = s + strlen(s);
		if (end > s)
			put(item ? "LBody" : "P", lang, "", plain(q, s +
			    (item ? 2 : 0), (size_t)(end - s) -
			    (item ? 2 : 0)));
		s = end;
	}
}

/* ---- questions ---------------------------------------------------------------- */

static bool
numbered(const struct forms_question *q, const struct forms_option *o)
{
	return (q->type != FORMS_RANK && q->type != FORMS_SHARE) ||
	    o->missing != FORMS_ANSWERED;
}

static void
options(struct asking *q, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];

		if (o->staff)
			continue;
		if (numbered(f->q, o))
			printf("Lbl\t\t%d\n", o->number);
		put("Said", f->lang, "", said(q, o->words));
		if (*o->hint != '\0')
			put("P", f->lang, "", o->hint);
	}
}

static void
field(struct asking *q, const struct forms_field *f)
{
	put("H", f->lang, f->number, said(q, f->words));
	prose(q, f->lang, f->hint);
	prose(q, f->lang, f->help);
	options(q, f);
	if (f->q->rating) {
		if (*f->q->low_words != '\0')
			put("P", f->lang, "", f->q->low_words);
		if (*f->q->high_words != '\0')
			put("P", f->lang, "", f->q->high_words);
	}
}

static const char *
row(struct asking *q, const struct forms_field *f)
{
	return f->item != NULL ? f->item->title : said(q, f->words);
}

static void
grid(struct asking *q, const struct forms_grid *g)
{
	const struct forms_field *first = &q->f->fields[g->first];
	size_t i, k;

	put("H", first->lang, "", said(q, g->words));
	prose(q, first->lang, g->hint);
	puts("grid");
	for (k = 0; k < first->q->n_options; k++)
		if (!first->q->options[k].staff)
			put("TH-Column", first->lang, "", said(q,
			    first->q->options[k].words));
	for (i = g->first; i < g->first + g->n; i++) {
		const struct forms_field *f = &q->f->fields[i];

		if (!q->paper.printed[i])
			continue;
		put("TH-Row", f->lang, f->number, row(q, f));
		for (k = 0; k < f->q->n_options; k++)
			if (!f->q->options[k].staff)
				printf("TD\t\t%d\n", f->q->options[k].number);
	}
	puts("or");
	for (i = g->first; i < g->first + g->n; i++) {
		const struct forms_field *f = &q->f->fields[i];

		if (!q->paper.printed[i])
			continue;
		put("H", f->lang, f->number, row(q, f));
		options(q, f);
	}
	puts("end");
}

/* ---- pages -------------------------------------------------------------------------- */

/* Is this text left out, for no line can say whom it is for? */
static bool
is_out(const struct asking *q, const struct forms_item *it)
{
	size_t i;

	if (forms_words_count(q->f, it->words))
		return true;
	for (i = 0; i < q->paper.n_lines; i++)
		if (q->paper.lines[i].item == it &&
		    q->paper.lines[i].words == NULL)
			return true;
	return false;
}

static bool
prints(const struct asking *q, const struct forms_page *p)
{
	size_t i, fields = 0, printed = 0, texts = 0;

	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD) {
			fields++;
			printed += q->paper.printed[p->items[i].field->index];
		} else
			texts += !forms_words_count(q->f, p->items[i].words);
	return printed > 0 || (fields == 0 && (texts > 0 || p->n_items == 0));
}

static void
page(struct asking *q, const struct forms_page *p)
{
	size_t i;

	put("H", p->lang, "", said(q, p->title));
	for (i = 0; i < p->n_items; i++) {
		const struct forms_item *it = &p->items[i];
		const struct forms_field *f = it->field;

		if (it->kind == FORMS_ITEM_FIELD) {
			if (!q->paper.printed[f->index])
				continue;
			if (f->grid == NULL)
				field(q, f);
			else if (f->index == f->grid->first)
				grid(q, f->grid);
		} else if (!is_out(q, it)) {
			if (it->kind == FORMS_ITEM_HEADING)
				put("P", p->lang, "", said(q, it->words));
			else
				prose(q, p->lang, it->words);
		}
	}
	for (i = 0; i < p->n_rules; i++)
		if (!p->rules[i].query && (p->rules[i].field == NULL ||
		    q->paper.printed[p->rules[i].field->index]))
			put("P", p->lang, "", said(q, p->rules[i].words));
}

static void
pages(struct asking *q)
{
	const char *section = "";
	bool equality = false;
	size_t i;

	for (i = 0; i < q->f->n_pages; i++) {
		const struct forms_page *p = &q->f->pages[i];

		if (!prints(q, p))
			continue;
		if (strcmp(section, p->section) != 0 && *p->section != '\0')
			put("H", p->lang, "", said(q, p->section));
		section = p->section;
		if (p->part == FORMS_PART_EQUALITY && !equality) {
			equality = true;
			prose(q, p->lang, q->f->equality_intro);
		}
		page(q, p);
	}
}

static void
supports(struct asking *q)
{
	size_t i;

	for (i = 0; i < q->f->n_supports; i++) {
		const struct forms_support *s = &q->f->supports[i];
		const char *link = strncmp(s->link, "https://", 8) == 0 ?
		    s->link + 8 : s->link;
		size_t n = strlen(link);

		n -= n > 0 && link[n - 1] == '/';
		put("LBody", q->f->lang, "", arena_printf(&q->a, "%s %s %.*s",
		    s->words, s->phone, (int)n, link));
	}
}

static void
contacts(struct asking *q)
{
	const char *post = forms_contact(q->settings, "post");
	const char *formats = forms_contact(q->settings, "formats");
	struct buf b CLEAN(buf_free) = { 0 };

	for (; post != NULL && *post != '\0'; post++)
		if (strncmp(post, ", ", 2) != 0)
			buf_put(&b, post, 1);
	if (b.n > 0)
		put("P", q->f->languages[0], "", buf_text(&b));
	if (formats != NULL && *formats != '\0')
		put("P", q->f->languages[0], "", formats);
}

static bool
open_form(struct asking *q, const char *dir, const char *lang, struct err *e)
{
	struct forms_language *all;
	struct forms_form *first;
	struct forms_diags d;
	size_t n, i;

	forms_diags_init(&d, &q->a);
	if (!forms_load_published(&q->a, dir, NULL, &first, e) ||
	    !forms_settings_load(&q->a, dir, (struct forms_settings **)
	    (uintptr_t)&q->settings, &d, e))
		return false;
	q->f = first;
	if (strcmp(lang, first->lang) == 0)
		return true;
	if (!forms_languages(&q->a, dir, first, true, &all, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (strcmp(all[i].tag, lang) == 0) {
			q->f = all[i].form;
			return true;
		}
	return err_set(e, ERR_INPUT, "%s is not in %s", dir, lang);
}

int
main(int argc, char **argv)
{
	struct asking q = { 0 };
	struct err e = { 0 };

	if (argc != 3) {
		fprintf(stderr, "usage: asked DIR LANG\n");
		return 2;
	}
	if (!open_form(&q, argv[1], argv[2], &e)) {
		fprintf(stderr, "asked: %s\n", e.msg);
		arena_free(&q.a);
		return 1;
	}
	forms_answers_init(&q.nobody, &q.a, q.f);
	forms_paper(&q.a, q.f, NULL, &q.paper);
	put("P", q.f->lang, "", q.f->owner);
	put("H", q.f->lang, "", q.f->title);
	prose(&q, q.f->lang, q.f->intro);
	supports(&q);
	pages(&q);
	prose(&q, q.f->lang, q.f->next);
	contacts(&q);
	arena_free(&q.a);
	return 0;
}
