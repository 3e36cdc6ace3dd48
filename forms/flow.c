/* SPDX-License-Identifier: MIT
 *
 * flow.c -- modules that stand between the pages of a form, with their
 * parameters, and editions for different people.
 */
#include "forms/node.h"

/* ---- parameters ---------------------------------------------------------- */

static struct parameter *
parameter_named(const struct scope *s, struct str name)
{
	struct parameter *p;

	for (p = s->parameters; p != NULL; p = p->next)
		if (str_is(name, p->name))
			return p;
	return NULL;
}

/* After its name: words, or a whole number. */
static bool
value_of(struct build *b, struct line *l, struct parameter *p)
{
	int number;

	if (l->words != NULL) {
		p->words = words_plain(b, l, want_words(&b->c, l));
	} else if (want_int(&b->c, l, "words in quotes, or a number", -999999,
	    999999, &number)) {
		p->words = arena_printf(b->c.a, "%d", number);
		p->is_number = true;
		p->number = number;
	}
	want_end(&b->c, l);
	return p->words != NULL && !l->bad;
}

/* `parameter title "a topic"` in a module: what it is called there, and an
 * example. */
static void
declare(struct build *b, struct scope *s, struct line *l)
{
	struct parameter *p = arena_new(b->c.a, struct parameter);
	struct forms_span at;

	l->cursor = 1;
	p->name = want_name(&b->c, l, "the name of a parameter", &at);
	if (p->name == NULL || !value_of(b, l, p))
		return;
	if (parameter_named(s, str_of(p->name)) != NULL) {
		fault(&b->c, "E203", at, "", "there is a parameter `%s` "
		    "already", p->name);
		return;
	}
	p->next = s->parameters;
	s->parameters = p;
}

static void
set(struct build *b, struct scope *s, struct line *l)
{
	struct parameter given = { 0 }, *p;
	struct forms_span at;
	const char *name, *names[32];
	size_t n = 0;

	l->cursor = 1;
	name = want_name(&b->c, l, "the name of a parameter", &at);
	if (name == NULL || !value_of(b, l, &given))
		return;
	p = parameter_named(s, str_of(name));
	if (p == NULL) {
		for (p = s->parameters; p != NULL && n < LEN(names);
		    p = p->next)
			names[n++] = p->name;
		fault(&b->c, "E213", at, closest(&b->c, str_of(name), names,
		    n), "the module has no parameter `%s`", name);
	} else if (p->is_number != given.is_number) {
		fault(&b->c, "E223", at, p->is_number ? "write a number" :
		    "write words in quotes", "`%s` takes %s", name,
		    p->is_number ? "a number" : "words");
	} else if (!take_twice(&b->c, l, p->set)) {
		p->words = given.words;
		p->number = given.number;
		p->set = true;
	}
}

void
module_parameters(struct build *b, struct scope *s)
{
	struct line *head = s->text.top.first, *l;
	const struct parameter *p;
	size_t before = b->c.d->errors;

	for (l = head->first; l != NULL; l = l->next)
		if (l->kind == L_PARAMETER)
			declare(b, s, l);
	for (l = head->next; l != NULL; l = l->next)
		if (l->kind == L_PARAMETER)
			declare(b, s, l);
	for (l = s->include->first; l != NULL; l = l->next)
		if (l->kind == L_SET)
			set(b, s, l);
	if (b->c.d->errors > before)
		return;		/* one of them was meant to be set */
	for (p = s->parameters; p != NULL; p = p->next)
		if (!p->set)
			doubt(&b->c, "W711", line_key(s->include),
			    arena_printf(b->c.a, "write under it: set %s %s",
			    p->name, p->is_number ? p->words : "\"…\""),
			    "the module's `%s` is not set, so its example "
			    "stands: %s", p->name, p->words);
}

/* The words that `set` gave; NULL: no such parameter. */
const char *
module_words(const struct scope *s, struct str name)
{
	const struct parameter *p = parameter_named(s, name);

	return p ? p->words : NULL;
}

bool
module_number(const struct build *b, const struct scope *s, struct str name,
    double *out)
{
	const struct parameter *p = parameter_named(s, name);

	(void)b;
	if (p == NULL || !p->is_number)
		return false;
	*out = p->number;
	return true;
}

/* ---- editions ------------------------------------------------------------ */

/* The question that editions make is written as a module, so that it is read
 * like any other. */
static const struct forms_source *
edition_text(struct build *b, struct line **lines, const char **names, size_t n)
{
	struct forms_source *src = arena_new(b->c.a, struct forms_source);
	struct buf text CLEAN(buf_free) = { 0 };
	const char *s;
	size_t i;

	buf_lit(&text, "earshot 1\nmodule edition version 1 \"Editions\"\n"
	    "page edition \"Who is answering\"\n"
	    "  question edition choose one \"Which of these fits you?\"\n"
	    "    required\n");
	for (i = 0; i < n; i++) {
		buf_printf(&text, "    %zu %s \"", i + 1, names[i]);
		for (s = lines[i]->words; *s != '\0'; s++) {
			buf_put(&text, s, 1);
			if (*s == '"')
				buf_lit(&text, "\"");
		}
		buf_lit(&text, "\"\n");
	}
	src->name = "edition.module";
	src->text = str_of(arena_str(b->c.a, buf_text(&text)));
	return src;
}

static bool
edition_line(struct build *b, struct line *l, const char **names, size_t n)
{
	struct forms_span at;
	size_t i;

	l->cursor = 1;
	names[n] = want_name(&b->c, l, "the name of an edition", &at);
	if (names[n] == NULL || want_words(&b->c, l) == NULL)
		return false;
	want_end(&b->c, l);
	for (i = 0; i < n; i++)
		if (strcmp(names[i], names[n]) == 0) {
			fault(&b->c, "E203", at, "", "there is an edition `%s` "
			    "already", names[n]);
			return false;
		}
	return !l->bad && strchr(l->words, '\n') == NULL;
}

/* The source of the built-in question, or NULL: there are no editions. */
const struct forms_source *
build_editions(struct build *b, struct line *head)
{
	struct line *lines[20], *l;
	const char *names[20];
	size_t n = 0;
	int pass;

	for (pass = 0; pass < 2; pass++)
		for (l = pass ? head->next : head->first; l != NULL;
		    l = l->next)
			if (l->kind == L_AUDIENCE && n < LEN(lines) &&
			    edition_line(b, l, names, n))
				lines[n++] = l;
	if (n == 1) {
		fault(&b->c, "E224", line_key(lines[0]), "name the others as "
		    "well, or take this one away",
		    "one edition alone is no choice");
		return NULL;
	}
	return n == 0 ? NULL : words_made(b, edition_text(b, lines, names, n));
}

/* `for staff manager`: shown in these editions alone. */
const struct forms_expr *
edition_is(struct build *b, struct line *l)
{
	const struct forms_field *f = forms_field(b->f, "edition");
	const struct forms_option *o, **list = NULL;
	struct forms_expr *e = arena_new(b->c.a, struct forms_expr);
	struct forms_span at;
	const char *name;
	size_t cap = 0;

	*e = (struct forms_expr){ .op = EXPR_IN, .field = f, .at = l->at };
	l->cursor = 1;
	do {
		name = want_name(&b->c, l, "the name of an edition", &at);
		if (name == NULL)
			return NULL;
		o = f ? forms_option(f->q, name) : NULL;
		if (o == NULL) {
			fault(&b->c, "E225", at, f ? "" : "declare it at the "
			    "top: edition staff \"For staff\"",
			    "there is no edition `%s`", name);
			return NULL;
		}
		*arena_push(b->c.a, list, e->n, cap) = o;
	} while (take_peek(l) != NULL);
	want_end(&b->c, l);
	e->options = list;
	return e;
}
