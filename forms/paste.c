/* SPDX-License-Identifier: MIT
 *
 * paste.c -- from blocks to questions.
 *
 * A questionnaire in Word says what it means by habit: numbers, boxes, "tick
 * one".  What is plain is taken; what is a guess says so on its line.
 */
#include "forms/paste.h"

#include <stdio.h>
#include <strings.h>

/* ---- parts ------------------------------------------------------- */

struct paste_part *
paste_part(struct paste *p, enum paste_what what, const char *words)
{
	struct paste_part *x = arena_new(p->a, struct paste_part);

	x->what = what;
	x->words = words;
	x->hint = x->guess = x->label = "";
	x->options.tail = &x->options.first;
	x->rows.tail = &x->rows.first;
	*p->tail = x;
	p->tail = &x->next;
	p->now = NULL;
	p->numbered = NULL;
	return x;
}

void
paste_guess(struct paste *p, struct paste_part *x, const char *fmt, ...)
{
	char words[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	x->guess = *x->guess == '\0' ? arena_str(p->a, words) :
	    arena_printf(p->a, "%s; %s", x->guess, words);
}

/* As much of somebody's words as a comment needs, in whole letters. */
static const char *
some(struct paste *p, const char *s)
{
	size_t n = strlen(s), most = 60;

	if (n <= most)
		return s;
	while (((unsigned char)s[most] & 0xC0) == 0x80)
		most--;
	return arena_printf(p->a, "%.*s…", (int)most, s);
}

static enum forms_state
reason(const char *w)
{
	if (paste_has(w, "prefer not") || paste_has(w, "rather not"))
		return FORMS_PREFER_NOT;
	if (paste_has(w, "don't know") || paste_has(w, "don’t know") ||
	    paste_has(w, "do not know") || paste_starts(w, "not sure"))
		return FORMS_DONT_KNOW;
	if (paste_starts(w, "not applicable") || strcasecmp(w, "n/a") == 0)
		return FORMS_NOT_APPLICABLE;
	return FORMS_ANSWERED;
}

void
paste_option(struct paste *p, struct paste_list *l, const char *words)
{
	struct paste_option *o = arena_new(p->a, struct paste_option);
	const char *before;
	bool ruled;

	if ((o->jump = paste_jump(p->a, words, &before)) != NULL)
		words = before;
	words = paste_unruled(p->a, words, &ruled);
	while (paste_find_box(words) != NULL) {
		const char *box = paste_find_box(words);

		words = paste_clean(p->a, str_of(arena_printf(p->a, "%.*s %s",
		    (int)(box - words), words, box + paste_box(box))));
	}
	if (ruled || paste_wants_words(words)) {
		o->write_in = true;
		words = paste_without_specify(p->a, words);
	}
	if (*words == '\0')
		return;
	o->words = words;
	o->missing = reason(words);
	o->exclusive = paste_starts(words, "none of");
	o->name = paste_option_name(p, l, words);
	*l->tail = l->last = o;
	l->tail = &o->next;
	l->n++;
}

/* ---- questions --------------------------------------------------- */

/* "Do you smoke? ☐ Yes ☐ No": the answers; s is cut before them. */
static const char *
cut_answers(struct paste *p, const char *s, const char **answers)
{
	const char *box = paste_find_box(s), *from;

	*answers = NULL;
	if (box == NULL)
		return s;
	for (from = box; from > s && from[-1] != '?' && from[-1] != ':'; )
		from--;
	*answers = from > s ? from : box;
	return paste_clean(p->a, (struct str){ s, (size_t)(*answers - s) });
}

/* One box or more, before or after the words of each answer. */
static void
take_answers(struct paste *p, const char *s)
{
	const char *next, *end;
	bool before;

	s += strspn(s, " ");
	before = paste_box(s) > 0;
	while (*s != '\0') {
		if (before)
			s += paste_box(s);
		next = paste_find_box(s);
		end = next != NULL ? next : s + strlen(s);
		paste_option(p, &p->now->options, paste_clean(p->a,
		    (struct str){ s, (size_t)(end - s) }));
		s = end + (next != NULL && !before ? paste_box(end) : 0);
		s += strspn(s, " ");
	}
}

static void
set_type(struct paste_part *q, const char *words)
{
	int most;
	enum paste_type t = paste_instruction(words, &most);

	if (t != PASTE_UNKNOWN) {
		q->type = t;
		q->most = most;
	}
}

/* The earlier question whose answer a condition is about. */
static struct paste_part *
asked_before(struct paste *p, const struct paste_part *q, const char *label,
    const char *answer, const struct paste_option **found)
{
	struct paste_part *x, *hit = NULL;
	const struct paste_option *o;

	for (x = p->first; x != NULL && x != q; x = x->next) {
		if (x->what != PASTE_QUESTION || (*label != '\0' &&
		    strcmp(x->label, label) != 0))
			continue;
		for (o = x->options.first; o != NULL; o = o->next)
			if (strcasecmp(o->words, answer) == 0 ||
			    (strlen(answer) > 1 && paste_starts(o->words,
			    answer))) {
				hit = x;
				*found = o;
			}
	}
	return hit;
}

static void
condition(struct paste *p, struct paste_part *q)
{
	const struct paste_option *o = NULL;
	const char *rest, *label, *answer = paste_if(p->a, q->words, &rest,
	    &label);
	struct paste_part *x;

	if (answer == NULL)
		return;
	x = asked_before(p, q, label, answer, &o);
	if (x == NULL) {
		paste_guess(p, q, "asked of everybody: \"if %s\" is about "
		    "no answer that was found", some(p, answer));
		return;
	}
	if (*rest != '\0') {
		char *words = arena_str(p->a, rest);

		if (*words >= 'a' && *words <= 'z')
			*words = (char)(*words - 'a' + 'A');
		q->words = words;
	}
	q->show = arena_printf(p->a, "%s %s %s", x->name,
	    x->type == PASTE_MANY ? "includes" : "=", o->name);
	paste_guess(p, q, "shown if \"%s\"", some(p, answer));
}

struct paste_part *
paste_question(struct paste *p, const char *words, const char *label)
{
	struct paste_part *q = paste_part(p, PASTE_QUESTION, words);
	const char *answers;
	size_t n;
	bool ruled;

	set_type(q, words);
	words = cut_answers(p, words, &answers);
	words = paste_unruled(p->a, words, &ruled);
	words = paste_without_instruction(p->a, words);
	n = strlen(words);
	if (n > 1 && words[n - 1] == '*') {
		q->required = true;
		words = paste_clean(p->a, (struct str){ words, n - 1 });
		paste_guess(p, q, "the star means required");
	}
	q->words = *words != '\0' ? words : "…";
	q->label = label;
	q->lines = ruled;
	condition(p, q);
	q->name = paste_name(p, q->words, "question");
	p->now = q;
	p->did->questions++;
	if (answers != NULL)
		take_answers(p, answers);
	return q;
}

/* ---- from one question to another -------------------------------- */

/* Everything between an answer and where it leads is for the others. */
static void
lead_past(struct paste *p, struct paste_part *from,
    const struct paste_option *o)
{
	struct paste_part *x, *to = NULL;
	const struct paste_option *other = NULL, *i;

	for (x = from->next; x != NULL && to == NULL; x = x->next)
		if (x->what == PASTE_QUESTION && strcmp(x->label, o->jump) == 0)
			to = x;
	if (to == NULL) {
		paste_guess(p, from, "\"go to question %s\" was left out: "
		    "there is none", o->jump);
		return;
	}
	for (i = from->options.first; from->options.n == 2 && i != NULL;
	    i = i->next)
		if (i != o)
			other = i;
	for (x = from->next; x != to; x = x->next) {
		if (x->what != PASTE_QUESTION || x->show != NULL)
			continue;
		x->show = other != NULL ? arena_printf(p->a, "%s = %s",
		    from->name, other->name) : arena_printf(p->a, "%s <> %s",
		    from->name, o->name);
		paste_guess(p, x, "\"%s\" leads past it to question %s",
		    some(p, o->words), o->jump);
	}
}

static void
lead(struct paste *p)
{
	struct paste_part *q;
	const struct paste_option *o;

	for (q = p->first; q != NULL; q = q->next)
		for (o = q->options.first; o != NULL; o = o->next)
			if (o->jump != NULL && q->type != PASTE_MANY)
				lead_past(p, q, o);
}

/* "If yes, go to question 5", on a line of its own. */
static bool
take_jump(struct paste *p, const char *s)
{
	const char *before, *rest, *label, *to, *answer;
	struct paste_option *o;

	to = paste_jump(p->a, s, &before);
	if (to == NULL || p->now == NULL)
		return false;
	answer = paste_if(p->a, s, &rest, &label);
	for (o = p->now->options.first; answer != NULL && o != NULL;
	    o = o->next)
		if (paste_starts(o->words, answer)) {
			o->jump = to;
			return true;
		}
	paste_guess(p, p->now, "left out: \"%s\"", some(p, s));
	return true;
}

/* ---- one block --------------------------------------------------- */

/* "Section 2: About you" is "About you". */
static const char *
without_section(const char *s)
{
	const char *colon = strpbrk(s, ":");

	if (colon == NULL || colon - s > 12 || colon[1] != ' ' ||
	    (!paste_starts(s, "section ") && !paste_starts(s, "part ")))
		return s;
	return colon + 2;
}

static void
heading(struct paste *p, const char *words, int level)
{
	bool section = p->top > 0 && level <= p->top;

	words = without_section(words);
	paste_part(p, section ? PASTE_SECTION : PASTE_PAGE, words)->name =
	    paste_name(p, words, "page");
	p->did->pages += !section;
}

/* "Yes / No" on a line of its own. */
static bool
take_slashes(struct paste *p, const char *s)
{
	const char *slash, *from = s;

	if (p->now == NULL || p->now->options.n > 0 || strlen(s) > 60 ||
	    strchr(s, '/') == NULL || strchr(s, '?') != NULL)
		return false;
	for (; (slash = strchr(from, '/')) != NULL; from = slash + 1)
		if (paste_count_words(arena_strn(p->a, from,
		    (size_t)(slash - from))) > 3)
			return false;
	if (paste_count_words(from) > 3)
		return false;
	for (from = s; (slash = strchr(from, '/')) != NULL; from = slash + 1)
		paste_option(p, &p->now->options, paste_clean(p->a,
		    (struct str){ from, (size_t)(slash - from) }));
	paste_option(p, &p->now->options, paste_clean(p->a, str_of(from)));
	paste_guess(p, p->now, "answers between strokes");
	return true;
}

/* What belongs to the question before it, and is no answer. */
static bool
take_about(struct paste *p, const char *s)
{
	struct paste_part *q = p->now;
	struct paste_option *last;
	int most;

	if (q == NULL)
		return false;
	last = q->options.last;
	if (paste_is_ruled(s)) {
		if (last != NULL && paste_starts(last->words, "other"))
			last->write_in = true;
		else if (last == NULL)
			q->lines++;
		return true;
	}
	if (strlen(s) < 120 && !paste_asks(s) &&
	    paste_instruction(s, &most) != PASTE_UNKNOWN) {
		set_type(q, s);
		return true;
	}
	if (last != NULL && strlen(s) < 80 && paste_wants_words(s) &&
	    !paste_asks(s)) {
		last->write_in = true;
		return true;
	}
	return take_jump(p, s) || take_slashes(p, s);
}

static void
words(struct paste *p, const char *s)
{
	bool ruled;
	int high;
	struct paste_part *q = p->now;
	const char *plain = paste_unruled(p->a, s, &ruled);

	if (paste_is_comments(s) && (q == NULL || q->options.n > 0 ||
	    q->lines > 0 || paste_type_of(q->words, &high) > PASTE_LONG ||
	    paste_starts(s, "any ") || paste_has(s, "other comment") ||
	    paste_has(s, "al comment"))) {
		q = paste_question(p, plain, "");
		q->type = PASTE_LONG;
		q->lines = q->lines > 3 ? q->lines : 3;
	} else if (paste_is_comments(s)) {
		q->type = PASTE_LONG;
	} else if (ruled && *plain != '\0') {
		q = paste_question(p, plain, "");
		q->lines = 1;
		paste_guess(p, q, "a label with room to write");
	} else if (paste_asks(s)) {
		q = paste_question(p, s, "");
		paste_guess(p, q, "a question without a number");
	} else if (q != NULL && q->options.n == 0 && *q->hint == '\0') {
		q->hint = s;
	} else {
		paste_part(p, PASTE_WORDS, s)->name = paste_name(p, "text",
		    "text");
	}
}

/* "2. No" below "1. Yes": numbers of answers, not of questions. */
static bool
number_of_answer(const struct paste *p, const struct paste_mark *m)
{
	if (p->now == NULL || paste_asks(m->rest) ||
	    paste_count_words(m->rest) > 6)
		return false;
	if (p->numbered != NULL)
		return m->number == (int)p->now->options.n + 1;
	return p->now->options.n == 0 && p->now->lines == 0 &&
	    m->number == 1 && p->number != 0;
}

static void
numbered(struct paste *p, const struct paste_mark *m)
{
	const char *s = *m->rest != '\0' ? m->rest : "…";

	if (m->kind == MARK_NUMBER && number_of_answer(p, m)) {
		paste_option(p, &p->now->options, s);
		p->numbered = p->now->options.first;
		return;
	}
	paste_question(p, s, m->label);
	p->number = m->number;
}

static bool
is_shouted(const char *s)
{
	bool any = false;

	for (; *s != '\0'; s++) {
		if (*s >= 'a' && *s <= 'z')
			return false;
		any = any || (*s >= 'A' && *s <= 'Z' && s[1] >= 'A');
	}
	return any;
}

static bool
is_heading(const char *s)
{
	return strlen(s) < 80 && !paste_asks(s) && (paste_starts(s,
	    "section ") || paste_starts(s, "part ") || (is_shouted(s) &&
	    paste_count_words(s) > 1));
}

/* How many boxes are in it. */
static size_t
boxes(const char *s)
{
	size_t n = 0;

	while ((s = paste_find_box(s)) != NULL) {
		n++;
		s += paste_box(s);
	}
	return n;
}

void
paste_take(struct paste *p, const struct paste_block *b)
{
	struct paste_mark m = paste_mark(p->a, b->text);

	if (b->kind == PASTE_ITEM && m.kind == MARK_NONE) {
		m.kind = b->numbered && b->level == 1 ? MARK_NUMBER :
		    b->numbered ? MARK_LETTER : MARK_BULLET;
		m.number = p->number + 1;
		m.label = arena_printf(p->a, "%d", m.number);
		m.rest = b->text;
	}
	if (b->kind == PASTE_HEADING)
		heading(p, m.kind == MARK_NUMBER ? m.rest : b->text, b->level);
	else if (m.kind == MARK_NONE && is_heading(b->text)) {
		heading(p, b->text, 2);
	} else if (m.kind == MARK_QUESTION || m.kind == MARK_NUMBER)
		numbered(p, &m);
	else if (p->now != NULL && boxes(b->text) > 1 && !paste_asks(m.rest))
		take_answers(p, b->text);
	else if (m.kind != MARK_NONE && paste_asks(m.rest) &&
	    paste_count_words(m.rest) > 3 && m.kind != MARK_BOX) {
		paste_question(p, m.rest, m.kind == MARK_LETTER ? m.label : "");
	} else if (m.kind != MARK_NONE && p->now != NULL)
		paste_option(p, &p->now->options, m.rest);
	else if (p->now != NULL && boxes(b->text) == 1 &&
	    !paste_asks(b->text))
		take_answers(p, b->text);
	else if (!take_about(p, b->text))
		words(p, b->text);
}

/* ---- all of it --------------------------------------------------- */

/* Headings of the highest rank are sections where there are lower ones. */
static int
top_level(const struct paste_block *b)
{
	int low = 0, high = 0;

	for (; b != NULL; b = b->next) {
		if (b->kind != PASTE_HEADING)
			continue;
		if (low == 0 || b->level < low)
			low = b->level;
		if (b->level > high)
			high = b->level;
	}
	return high > low ? low : 0;
}

/* The first line is a heading, and there is none as high after it. */
static bool
is_title(const struct paste_block *first)
{
	const struct paste_block *b = first;
	bool lower = false;

	if (b == NULL || b->kind != PASTE_HEADING)
		return false;
	while ((b = b->next) != NULL) {
		if (b->kind == PASTE_HEADING && b->level <= first->level)
			return false;
		lower = lower || b->kind == PASTE_HEADING;
	}
	return lower;
}

/* Which rows are the first of their tables. */
static void
mark_tables(struct paste_block *b)
{
	size_t last = 0;

	for (; b != NULL; b = b->next)
		if (b->kind == PASTE_ROW) {
			b->first = b->table != last;
			last = b->table;
		}
}

bool
forms_paste(struct str in, bool html, struct buf *out,
    struct forms_pasted *did, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct paste_blocks blocks = { .a = &a, .tail = &blocks.first };
	struct paste p = { .a = &a, .tail = &p.first,
	    .title = "", .did = did };
	const struct paste_block *b;
	struct paste_part *x;
	size_t n;

	*did = (struct forms_pasted){ 0 };
	if (in.n > FORMS_PASTE_MAX)
		return err_set(e, ERR_LIMIT, "this is too long to be pasted at "
		    "once; paste a part of it");
	if (!utf8_valid(in.p, in.n, NULL))
		return err_set(e, ERR_INPUT, "this is not text");
	if (!html)
		paste_text(&blocks, in);
	else if (in.n > 0 && !paste_html(&blocks, in, e))
		return false;
	mark_tables(blocks.first);
	b = blocks.first;
	if (is_title(b)) {
		p.title = b->text;
		b = b->next;
	}
	p.top = top_level(b);
	for (; b != NULL; b = b->next) {
		if (b->kind != PASTE_ROW) {
			paste_take(&p, b);
			continue;
		}
		for (n = paste_table(&p, b); n > 1; n--)
			b = b->next;
	}
	lead(&p);
	paste_write(&p, out);
	for (x = p.first; x != NULL; x = x->next)
		did->guesses += *x->guess != '\0';
	return true;
}
