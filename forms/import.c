/* SPDX-License-Identifier: MIT
 *
 * import.c -- somebody else's questionnaire as the text of a form.
 *
 * Importers translate as well as they can and need not be perfect: the checker
 * reads what they wrote.  A line that it refuses is tried in its other form,
 * then becomes a comment; a line that others hang on takes them with it.  Each
 * round mends one line at least, so it ends.
 */
#include "forms/import.h"

#include <stdio.h>

enum { LINES_MAX = 100000, ROUNDS_MAX = 400 };

void
import_init(struct import *im, struct arena *a, struct forms_notes *notes)
{
	*im = (struct import){ .a = a, .notes = notes };
	im->name_tail = &im->names;
}

/* ---- notes ------------------------------------------------------------- */

PRINTF(4, 0) static void
note(struct import *im, enum forms_carried what, const char *where,
    const char *fmt, va_list ap)
{
	struct forms_notes *all = im->notes;
	struct forms_note *n;
	char words[1000];
	size_t cut;

	if (what == FORMS_LOST)
		all->lost++;
	else
		all->guessed++;
	if (all->lost + all->guessed > FORMS_NOTES_MAX)
		return;
	vsnprintf(words, sizeof(words), fmt, ap);
	/* Half a letter, where something long was cut. */
	while (!utf8_valid(words, strlen(words), &cut))
		memmove(words + cut, words + cut + 1, strlen(words + cut));
	n = arena_new(im->a, struct forms_note);
	*n = (struct forms_note){ what, where ? where : "",
	    arena_str(im->a, words), NULL };
	if (all->tail == NULL)
		all->tail = &all->first;
	*all->tail = n;
	all->tail = &n->next;
}

void
import_guess(struct import *im, const char *where, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	note(im, FORMS_GUESSED, where, fmt, ap);
	va_end(ap);
}

void
import_lost(struct import *im, const char *where, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	note(im, FORMS_LOST, where, fmt, ap);
	va_end(ap);
}

void
forms_notes_print(struct buf *out, const struct forms_notes *all)
{
	const struct forms_note *n;

	for (n = all->first; n != NULL; n = n->next)
		buf_printf(out, "%s%s%s: %s\n", n->where,
		    n->where[0] ? ": " : "", n->what == FORMS_LOST ?
		    "not carried" : "guessed", n->words);
	buf_printf(out, "%zu not carried, %zu guessed\n", all->lost,
	    all->guessed);
}

/* ---- lines ------------------------------------------------------------- */

struct import_line *
import_put(struct import *im, size_t depth, const char *where, const char *fmt,
    ...)
{
	char small[256];
	struct import_line *l;
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	l = arena_push(im->a, im->lines, im->n, im->cap);
	*l = (struct import_line){ .depth = depth, .where = where };
	if (n >= 0 && (size_t)n < sizeof(small)) {
		l->text = arena_str(im->a, small);
	} else {
		char *big = arena_get(im->a, (size_t)n + 1, 1);

		vsnprintf(big, (size_t)n + 1, fmt, again);
		l->text = big;
	}
	va_end(again);
	return l;
}

static const char *
quoted(struct arena *a, struct str s)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t i;

	buf_lit(&out, "\"");
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_lit(&out, "\"");
		buf_put(&out, s.p + i, 1);
	}
	buf_lit(&out, "\"");
	return arena_str(a, buf_text(&out));
}

/* One quoted text, and what is tried when the language refuses it. */
static void
put_quoted(struct import *im, size_t depth, const char *where,
    const char *head, struct str words, struct str plain)
{
	const char *gap = head[0] ? " " : "";

	import_put(im, depth, where, "%s%s%s", head, gap, quoted(im->a, words));
	if (!str_eq(words, plain))
		im->lines[im->n - 1].other = arena_printf(im->a, "%s%s%s", head,
		    gap, quoted(im->a, plain));
}

static struct str
next_line(const char **s)
{
	struct str line = { *s, strcspn(*s, "\n") };

	*s += line.n + ((*s)[line.n] == '\n');
	return line;
}

void
import_words(struct import *im, size_t depth, const char *where,
    const char *head, const char *text, bool bold)
{
	bool pipes, list, item;
	const char *plain, *words = import_clean(im, text, bold, &pipes,
	    &plain);
	struct str one = next_line(&words), other = next_line(&plain);

	item = one.n > 2 && memcmp(one.p, "- ", 2) == 0;
	if (item) {
		one = (struct str){ one.p + 2, one.n - 2 };
		other = (struct str){ other.p + 2, other.n - 2 };
	}
	put_quoted(im, depth, where, head, one, other);
	for (list = item; *words != '\0'; list = item) {
		one = next_line(&words);
		other = next_line(&plain);
		item = one.n > 2 && memcmp(one.p, "- ", 2) == 0;
		if (!item || !list)
			import_put(im, depth + 1, where, "\"\"");
		put_quoted(im, depth + 1, where, "", one, other);
	}
}

struct import_line *
import_title(struct import *im, size_t depth, const char *where,
    const char *head, const char *words, const char *after)
{
	return import_put(im, depth, where, "%s %s%s", head, quoted(im->a,
	    str_of(import_line_of(im, words))), after);
}

void
import_comment(struct import *im, size_t depth, const char *words)
{
	import_put(im, depth, NULL, "# %s", import_line_of(im, words));
}

/* ---- names ------------------------------------------------------------- */

const char *
import_name_like(struct arena *a, const char *s, size_t longest)
{
	static const char *const taken[] = { "and", "or", "not", "in", "is",
	    "includes", "where", "quote-consent", "edition", "form" };
	struct buf out CLEAN(buf_free) = { 0 };
	size_t i;

	for (; *s != '\0' && out.n < longest; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
		bool letter = c >= 'a' && c <= 'z';

		if (c == '\'')
			continue;
		if (!letter && !(c >= '0' && c <= '9'))
			c = '-';
		if (c == '-' && (out.n == 0 || out.p[out.n - 1] == '-'))
			continue;
		if (!letter && out.n == 0)
			buf_lit(&out, "q");
		buf_put(&out, &c, 1);
	}
	while (out.n > 0 && out.p[out.n - 1] == '-')
		out.p[--out.n] = '\0';
	for (i = 0; i < LEN(taken); i++)
		if (strcmp(buf_text(&out), taken[i]) == 0) {
			buf_lit(&out, "-q");
			break;
		}
	return arena_str(a, buf_text(&out));
}

static bool
used(const struct import *im, const char *name)
{
	size_t i;

	for (i = 0; i < im->n_used; i++)
		if (strcmp(im->used[i], name) == 0)
			return true;
	return false;
}

const char *
import_name_new(struct import *im, const char *like, const char *where)
{
	const char *base = import_name_like(im->a, like, 50), *name = base;
	size_t n;

	if (base[0] == '\0')
		name = base = "question";
	for (n = 2; used(im, name); n++)
		name = arena_printf(im->a, "%s-%zu", base, n);
	*arena_push(im->a, im->used, im->n_used, im->cap_used) = name;
	if (where != NULL && strcmp(name, base) != 0)
		import_guess(im, where, "the name %.60s is taken; it is called "
		    "%s", like, name);
	return name;
}

struct import_name *
import_know(struct import *im, const char *code, const char *name,
    enum import_type type, const struct import_list *list)
{
	struct import_name *k = arena_new(im->a, struct import_name);

	*k = (struct import_name){ .code = code, .name = name, .type = type,
	    .list = list };
	*im->name_tail = k;
	im->name_tail = &k->next;
	return k;
}

const struct import_name *
import_known(const struct import *im, struct str code)
{
	const struct import_name *k;

	for (k = im->names; k != NULL; k = k->next)
		if (str_is(code, k->code))
			return k;
	return NULL;
}

/* ---- the finished text ------------------------------------------------- */

static void
write_out(struct import *im, struct buf *out)
{
	size_t i, k;

	for (i = 0; i < im->n; i++) {
		const struct import_line *l = &im->lines[i];

		if (l->text[0] == '\0' || (l->dead && l->text[0] == '#')) {
			buf_lit(out, "\n");
			continue;
		}
		for (k = 0; k < l->depth; k++)
			buf_lit(out, "  ");
		buf_printf(out, "%s%s\n", l->dead ? "# not carried: " : "",
		    l->text);
	}
}

/* The line, and all that stands under it. */
static void
bury(struct import *im, size_t i)
{
	size_t depth = im->lines[i].depth;

	do
		im->lines[i++].dead = true;
	while (i < im->n && (im->lines[i].depth > depth ||
	    im->lines[i].text[0] == '\0'));
}

/* What goes when the line at i cannot stay: itself, or what it stands under;
 * SIZE_MAX when that is the whole form. */
static size_t
culprit(const struct import *im, size_t i)
{
	static const char *const blocks[] = { "question ", "text ", "grid ",
	    "repeat ", "page ", "group ", "section ", "scale " };
	size_t k, depth;

	while (!im->lines[i].spare) {
		for (k = 0; k < LEN(blocks); k++)
			if (strncmp(im->lines[i].text, blocks[k],
			    strlen(blocks[k])) == 0)
				return i;
		depth = im->lines[i].depth;
		if (depth == 0)
			return SIZE_MAX;
		while (i > 0 && (im->lines[i].depth >= depth ||
		    im->lines[i].text[0] == '\0'))
			i--;
	}
	return i;
}

/* The words that the line at i belongs to, without earlier answers in them.
 * False: there are none. */
static bool
without_pipes(struct import *im, size_t i)
{
	bool any = false;

	while (i > 0 && im->lines[i].text[0] == '"')
		i--;
	do {
		if (im->lines[i].other == NULL)
			continue;
		im->lines[i].text = im->lines[i].other;
		im->lines[i].other = NULL;
		any = true;
	} while (++i < im->n && im->lines[i].text[0] == '"');
	if (any)
		import_lost(im, im->lines[i - 1].where, "an earlier answer put "
		    "into these words; three dots stand in its place");
	return any;
}

/* Mends the line that d is about.  False: it cannot be mended. */
static bool
mend(struct import *im, const struct forms_diag *d)
{
	size_t line, column, end, i;
	struct import_line *l;

	forms_diag_where(d, &line, &column, &end);
	if (line == 0 || line > im->n)
		return false;
	l = &im->lines[line - 1];
	if (l->dead)
		return true;	/* went with another */
	if (without_pipes(im, line - 1))
		return true;
	i = culprit(im, line - 1);
	if (i == SIZE_MAX)
		return false;
	l = &im->lines[i];
	import_lost(im, l->where ? l->where : "", "%.300s (the checker says: "
	    "%.300s)", l->text, d->text);
	bury(im, i);
	return true;
}

/* One round of the checker; true when there is nothing to mend. */
static bool
check_once(struct import *im, bool *mended, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf text CLEAN(buf_free) = { .max = FORMS_MAX_BYTES };
	struct forms_source src = { "imported.form", { 0 } };
	const struct forms_diag **list;
	struct forms_diags d;
	struct forms_form *form;
	const char *first = NULL;
	size_t i, n;

	*mended = false;
	write_out(im, &text);
	if (!buf_ok(&text))
		return err_set(e, ERR_LIMIT, "the form would be larger than "
		    "the program accepts");
	src.text = (struct str){ buf_text(&text), text.n };
	forms_diags_init(&d, &a);
	if (forms_read(&a, &src, 1, &form, &d))
		return true;
	list = forms_diags_list(&a, &d, &n);
	for (i = 0; i < n; i++) {
		if (list[i]->level != FORMS_ERROR)
			continue;
		first = first ? first : list[i]->text;
		*mended |= mend(im, list[i]);
	}
	if (!*mended)
		err_set(e, ERR_INPUT, "nothing in it could be used: %s",
		    first ? first : "");
	return false;
}

bool
import_finish(struct import *im, struct buf *out, struct err *e)
{
	struct buf text CLEAN(buf_free) = { .max = FORMS_MAX_BYTES };
	struct forms_source src = { "imported.form", { 0 } };
	struct forms_diags d;
	bool mended = true;
	int round;

	if (im->n > LINES_MAX)
		return err_set(e, ERR_LIMIT, "it asks for more lines than the "
		    "program accepts");
	for (round = 0; !check_once(im, &mended, e); round++)
		if (!mended)
			return false;
		else if (round == ROUNDS_MAX)
			return err_set(e, ERR_LIMIT, "too much in it has no "
			    "place in a form");
	write_out(im, &text);
	src.text = (struct str){ buf_text(&text), text.n };
	forms_diags_init(&d, im->a);
	return forms_fmt(im->a, &src, out, &d) ||
	    err_set(e, ERR_INPUT, "it could not be laid out");
}

bool
forms_import(struct arena *a, enum forms_other from, struct str bytes,
    const char *name, struct buf *out, struct forms_notes *notes,
    struct err *e)
{
	struct import im;

	*notes = (struct forms_notes){ 0 };
	if (bytes.n > FORMS_IMPORT_MAX)
		return err_set(e, ERR_LIMIT, "%zu bytes, and %d is the most "
		    "that is read here", bytes.n, (int)FORMS_IMPORT_MAX);
	import_init(&im, a, notes);
	return (from == FORMS_XLSFORM ? import_xlsform(&im, bytes, name, e) :
	    import_lss(&im, bytes, name, e)) && import_finish(&im, out, e);
}
