/* SPDX-License-Identifier: MIT
 *
 * live.c -- earlier answers in words: `{name}`, `{ready}`, `{ready.band}`.
 *
 * The words of a form are read once, with what stands in where there is no
 * answer: that is what paper shows.  Beside them their parts are kept, so that
 * forms_words() can put a person's own answers in.  An answer that was put in
 * is never looked at again: its braces, stars and brackets are only words.
 */
#include "forms/messages.h"
#include "forms/value.h"

#include <math.h>

#define BLANK	"\xE2\x80\xA6"	/* … */

/* ---- reading --------------------------------------------------------------- */

static const struct known *
known_line(struct build *b, const struct scope *s, struct str name)
{
	const char *id = arena_strn(b->c.a, name.p, name.n);
	const struct known *k = NULL;

	if (s != NULL && s->prefix[0] != '\0')
		k = known_named(b, arena_printf(b->c.a, "%s%s", s->prefix,
		    id));
	return k ? k : known_named(b, id);
}

const char *
words_stand_in(struct build *b, const struct line *question)
{
	struct line *l = line_child(question, L_STAND_IN);
	const char *words;

	if (l == NULL)
		return "";
	l->cursor = 1;
	words = want_words(&b->c, l);
	want_end(&b->c, l);
	return words != NULL ? words_plain(b, l, words) : "";
}

/* `agree[P3]` and `ready.band` without what follows the name. */
static struct str
base_of(struct str name)
{
	size_t n = 0;

	while (n < name.n && name.p[n] != '[' && name.p[n] != '.')
		n++;
	return (struct str){ name.p, n };
}

struct live *
live_add(struct build *b, const struct place *at, const struct line *l,
    struct str name, struct live ***tail)
{
	struct live *p = arena_new(b->c.a, struct live);
	const struct scope *s = scope_of(b, l);
	const struct known *k = known_line(b, s, name);

	if (k == NULL)
		k = known_line(b, s, base_of(name));
	*p = (struct live){ .kind = LIVE_FIELD, .text = BLANK, .name = name,
	    .line = l, .scope = s, .row = at ? at->row : NULL,
	    .before = at ? b->f->n_fields : SIZE_MAX,
	    .next_unsettled = b->w->unsettled };
	if (k != NULL && line_child(k->line, L_STAND_IN) != NULL)
		p->text = words_borrow(b, l, words_stand_in(b, k->line));
	b->w->unsettled = p;
	**tail = p;
	*tail = &p->next;
	return p;
}

/* ---- settling: which question is meant ------------------------------------- */

static struct forms_span
where(const struct live *p)
{
	return words_locate(p->line, p->name);
}

static bool
on_page(const struct line *l)
{
	for (; l != NULL; l = l->parent)
		if (l->kind == L_PAGE)
			return true;
	return false;
}

/* How many fields there are before the words: those of options are read before
 * any field is there. */
static size_t
fields_before(struct build *b, const struct live *p)
{
	const struct line *l = p->line;
	const struct known *k;
	size_t i;

	if (p->before != SIZE_MAX)
		return p->before;
	for (; l != NULL && l->kind != L_QUESTION; l = l->parent)
		;
	for (k = b->known; k != NULL && k->line != l; k = k->next)
		;
	for (i = 0; k != NULL && i < b->f->n_fields; i++)
		if (b->f->fields[i].q == k->q)
			return i;
	return 0;
}

static const struct forms_field *
field_called(struct build *b, const struct live *p, struct str name)
{
	const char *id = arena_strn(b->c.a, name.p, name.n), *in;
	const struct forms_field *f = NULL;
	size_t i;

	for (i = 0; i < 2 && f == NULL; i++) {
		in = i == 0 && p->scope != NULL ? p->scope->prefix : "";
		if (p->row != NULL)
			f = forms_field(b->f, arena_printf(b->c.a,
			    "%s%s[%s]", in, id, p->row->name));
		if (f == NULL)
			f = forms_field(b->f, arena_printf(b->c.a, "%s%s", in,
			    id));
	}
	return f;
}

/* Of the module that the words stand in, or else of the form. */
static const struct forms_value *
value_called(const struct build *b, const struct live *p, struct str name)
{
	const char *in = p->scope != NULL ? p->scope->prefix : "";
	const struct forms_value *found = NULL;
	size_t i, n = strlen(in);

	for (i = 0; i < b->f->n_values; i++) {
		const char *value = b->f->values[i].name;

		if (n > 0 && strncmp(value, in, n) == 0 &&
		    str_is(name, value + n))
			return &b->f->values[i];
		if (str_is(name, value))
			found = &b->f->values[i];
	}
	return found;
}

/* `capacity.other` and `budget.roads`: an answer of the question. */
static bool
part_of(struct build *b, struct live *p, struct str part)
{
	p->option = forms_option(p->field->q, arena_strn(b->c.a, part.p,
	    part.n));
	return p->option != NULL && (p->option->write_in ||
	    p->field->q->type == FORMS_SHARE ||
	    p->field->q->type == FORMS_RANK);
}

/* Finds what p means; false: nothing. */
static bool
meant(struct build *b, struct live *p)
{
	const char *dot = memrchr(p->name.p, '.', p->name.n);
	struct str base = p->name, part = { 0 };

	p->value = value_called(b, p, p->name);
	if (p->value == NULL || str_is(p->name, p->value->name))
		p->field = field_called(b, p, p->name);
	if (p->field != NULL)
		p->value = NULL;
	if (p->field != NULL || p->value != NULL) {
		p->kind = p->field ? LIVE_FIELD : LIVE_VALUE;
		return true;
	}
	if (dot == NULL)
		return false;
	base.n = (size_t)(dot - p->name.p);
	part = (struct str){ dot + 1, p->name.n - base.n - 1 };
	p->value = value_called(b, p, base);
	if (p->value != NULL && str_is(part, "band")) {
		p->kind = LIVE_BAND;
		return true;
	}
	p->field = field_called(b, p, base);
	return p->field != NULL && part_of(b, p, part);
}

static void
nothing(struct build *b, const struct live *p)
{
	const struct known *k = known_line(b, p->scope, base_of(p->name));
	const struct line *up;

	if (k != NULL && k->kind != NULL && memchr(p->name.p, '[',
	    p->name.n) == NULL) {
		fault(&b->c, "E252", where(p), arena_printf(b->c.a,
		    "say which one: {%.*s[NAME]}", STRF(p->name)),
		    "`%.*s` is asked several times", STRF(p->name));
		return;
	}
	for (up = p->line; up != NULL && up->kind != L_REPEAT; up = up->parent)
		;
	fault(&b->c, "E209", where(p), up != NULL && up->n > 1 &&
	    up->toks[1].kind == TOK_WORD ? arena_printf(b->c.a,
	    "here you can write {%.*s.title}, {%.*s.number} or {%.*s.says}",
	    STRF(up->toks[1].text), STRF(up->toks[1].text),
	    STRF(up->toks[1].text)) :
	    "to show a brace itself, write {{",
	    "nothing called `%.*s` can be put in here", STRF(p->name));
}

static void
settle(struct build *b, struct live *p)
{
	const struct known *k = known_line(b, p->scope, base_of(p->name));

	if (k == NULL && value_called(b, p, base_of(p->name)) == NULL) {
		p->unknown = true;
		nothing(b, p);
	} else if (!on_page(p->line)) {
		p->unknown = true;
		fault(&b->c, "E250", where(p), "write it on a page, after the "
		    "question", "nobody has answered anything yet where "
		    "these words stand");
	} else if (!meant(b, p)) {
		p->unknown = true;
		if (k == NULL || !k->line->bad)
			nothing(b, p);
	} else if (p->field != NULL && p->field->index >= fields_before(b, p)) {
		p->unknown = true;
		fault(&b->c, "E251", where(p), "put in answers to earlier "
		    "questions only", "`%.*s` is asked later, or here",
		    STRF(p->name));
	} else if (p->field != NULL && p->field->q->type == FORMS_FILE) {
		p->unknown = true;
		fault(&b->c, "E252", where(p), "", "`%.*s` is a file, which "
		    "cannot stand in words", STRF(p->name));
	} else if (p->field != NULL && k != NULL &&
	    line_child(k->line, L_STAND_IN) == NULL &&
	    map_get(&b->w->lines, k->line, "stand-in") == NULL) {
		map_put(&b->w->lines, b->c.a, k->line, "stand-in", p);
		doubt(&b->c, "W730", where(p), "write it under the question: "
		    "stand-in \"this person\"", "`%.*s` is put into words, and "
		    "nothing stands in on paper or where it was left blank",
		    STRF(p->name));
	}
}

/* They were gathered backwards; the same words in several rows are one
 * mistake. */
void
live_settle(struct build *b)
{
	struct live *p, *next, *first = NULL;
	const struct live *last = NULL;

	for (p = b->w->unsettled; p != NULL; p = next) {
		next = p->next_unsettled;
		p->next_unsettled = first;
		first = p;
	}
	for (p = first; p != NULL; p = p->next_unsettled) {
		if (last != NULL && last->line == p->line &&
		    (last->unknown || last->name.n == p->name.n) &&
		    memcmp(last->name.p, p->name.p, p->name.n < last->name.n ?
		    p->name.n : last->name.n) == 0) {
			p->unknown = last->unknown || !meant(b, p);
			continue;
		}
		if (!b->no_codes)
			settle(b, p);
		last = p;
	}
	b->w->unsettled = NULL;
}

/* ---- putting answers in ---------------------------------------------------- */

static bool
right_to_left(const char *s)
{
	while (*s != '\0') {
		uint32_t c = utf8_next(&s);

		if (c >= 0x590 && c < 0x900)
			return true;
	}
	return false;
}

/* On one line; stars and brackets next to each other, which would be marks
 * in a text, are held apart by a word joiner that nobody sees. */
static void
plainly(struct buf *out, const char *s, bool isolate)
{
	size_t i;

	isolate |= right_to_left(s);
	buf_puts(out, isolate ? "\xE2\x81\xA8" : "");
	for (i = 0; s[i] != '\0'; i++) {
		if (i > 0 && ((s[i] == '*' && s[i - 1] == '*') ||
		    (s[i] == '(' && s[i - 1] == ']')))
			buf_lit(out, "\xE2\x81\xA0");
		buf_put(out, s[i] == '\n' ? " " : &s[i], 1);
	}
	buf_puts(out, isolate ? "\xE2\x81\xA9" : "");
}

static void
part_words(struct buf *to, const struct live *p, const struct forms_answer *v)
{
	size_t i;

	for (i = 0; i < v->n; i++) {
		if (v->chosen[i] != p->option)
			continue;
		if (p->field->q->type == FORMS_SHARE && v->amounts != NULL)
			value_put(to, v->amounts[i], 0);
		else if (p->field->q->type == FORMS_RANK)
			buf_printf(to, "%zu", i + 1);
		else if (v->write_in != NULL)
			buf_puts(to, v->write_in);
	}
}

/* What is to stand there; nothing when there is no answer. */
static void
live_words(struct buf *to, const struct forms_answers *as,
    const struct live *p)
{
	const struct forms_answer *v;
	const struct forms_band *band;
	double x;

	p = p->same ? p->same : p;
	if (p->unknown)
		return;
	if (p->kind == LIVE_FIELD) {
		v = &as->v[p->field->index];
		if (v->state != FORMS_ANSWERED)
			return;
		if (p->option != NULL)
			part_words(to, p, v);
		else if (v->n == 1 && v->write_in != NULL)
			buf_puts(to, v->write_in);
		else
			forms_answer_words(to, p->field, v);
		return;
	}
	if (!forms_value(as, p->value, &x))
		return;
	band = p->kind == LIVE_BAND ? forms_band(p->value, x) : NULL;
	if (p->kind == LIVE_VALUE)
		value_put(to, x, fabs(x - round(x)) < 1e-9 ? 0 : 1);
	else if (band != NULL)
		buf_puts(to, forms_words(as, band->words));
}

const char *
forms_words(const struct forms_answers *as, const char *words)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const struct said *s = map_get(&as->form->registry->said, words, "");
	const struct instead *other;
	const struct live *p;
	bool live = false;

	for (other = s ? s->instead : NULL; other != NULL;
	    other = other->next)
		if (forms_shown(as, other->when))
			return forms_words(as, other->text);
	for (p = s ? s->live : NULL; p != NULL; p = p->next) {
		struct buf one CLEAN(buf_free) = { 0 };

		if (p->kind != LIVE_WORDS)
			live_words(&one, as, p);
		if (one.n > 0)
			plainly(&out, buf_text(&one),
			    as->form->registry->rtl);
		else
			buf_puts(&out, p->text);
		live |= one.n > 0;
	}
	return live ? arena_str(as->a, buf_text(&out)) : words;
}

bool
forms_words_count(const struct forms_form *f, const char *words)
{
	const struct said *s = map_get(&f->registry->said, words, "");
	const struct live *p, *q;

	for (p = s ? s->live : NULL; p != NULL; p = p->next) {
		q = p->same ? p->same : p;
		if (q->kind == LIVE_VALUE || q->kind == LIVE_BAND)
			return true;
	}
	return false;
}

const char *
forms_words_lang(const struct forms_form *f, const char *words)
{
	const struct said *s = map_get(&f->registry->said, words, "");

	/* What was not read as words of the form is a name or a number. */
	return s == NULL || s->translated ? f->lang : f->registry->source;
}
