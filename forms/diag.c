/* SPDX-License-Identifier: MIT
 *
 * diag.c -- showing an author what is wrong with a text, and where.
 *
 * A line of the author's text is printed in a safe form: bytes that are not
 * UTF-8 become \xNN, and characters that nobody can see become <U+202E>.
 * Columns count the author's characters; the caret line counts what was
 * printed, so that it stands under the right place in both cases.
 */
#include "forms/forms.h"

#include <stdio.h>

/* Distinct mistakes that are remembered, so that one line that is read once
 * for each priority is reported, and counted, once. */
enum { REMEMBERED = 1000, WARNINGS_MAX = 100 };

static const char *const level_name[] = { "note", "warning", "error" };

void
forms_diags_init(struct forms_diags *d, struct arena *a)
{
	*d = (struct forms_diags){ .a = a };
	d->tail = &d->first;
}

static bool
same(const struct forms_diag *d, const char *id, const struct forms_span *at)
{
	return d->at.src == at->src && d->at.start == at->start &&
	    strcmp(d->id, id) == 0;
}

static bool
known(const struct forms_diags *ds, const char *id, const struct forms_span *at)
{
	const struct forms_diag *d;

	for (d = ds->first; d != NULL; d = d->next)
		if (same(d, id, at))
			return true;
	for (d = ds->over; d != NULL; d = d->next)
		if (same(d, id, at))
			return true;
	return false;
}

static void
keep(struct forms_diags *ds, struct forms_diag *d)
{
	size_t *count = d->level == FORMS_ERROR ? &ds->errors : &ds->warnings;
	size_t most = d->level == FORMS_ERROR ? FORMS_DIAG_MAX : WARNINGS_MAX;

	if (*count < most) {
		*ds->tail = d;
		ds->tail = &d->next;
	} else {
		d->next = ds->over;
		ds->over = d;
		ds->n_over++;
	}
	++*count;
}

void
forms_diag_add(struct forms_diags *ds, enum forms_level level, const char *id,
    struct forms_span at, const char *hint, const char *fmt, ...)
{
	struct forms_diag *d;
	char *text;
	va_list ap, again;
	int n;

	if (ds->n_over >= REMEMBERED) {
		ds->errors += level == FORMS_ERROR;
		ds->warnings += level != FORMS_ERROR;
		return;
	}
	if (known(ds, id, &at))
		return;
	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	text = arena_get(ds->a, n < 0 ? 1 : (size_t)n + 1, 1);
	if (n > 0)
		vsnprintf(text, (size_t)n + 1, fmt, ap);
	va_end(ap);
	d = arena_new(ds->a, struct forms_diag);
	*d = (struct forms_diag){ .level = level, .id = id, .at = at,
	    .text = text, .hint = hint ? arena_str(ds->a, hint) : "" };
	keep(ds, d);
}

static bool
unseen(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xA0 ||
	    c == 0xAD || c == 0xFEFF || (c >= 0x2000 && c <= 0x200F) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x2060 ||
	    c == 0x3000 || utf8_is_bidi_control(c);
}

/* Length in bytes of one character of s[0..n), or 0 when the first byte does
 * not start one. */
static size_t
one(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];
	size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	return len <= n && utf8_valid(s, len, NULL) ? len : 0;
}

/* Writes s[0..n) so that every terminal shows it; returns the characters of
 * the author's text. */
static size_t
safe(struct buf *out, const char *s, size_t n)
{
	size_t i = 0, count = 0, len;

	for (; i < n; i += len, count++) {
		const char *p = s + i;
		uint32_t c;

		len = one(s + i, n - i);
		if (len == 0) {
			buf_printf(out, "\\x%02X", (unsigned char)s[i]);
			len = 1;
			continue;
		}
		c = utf8_next(&p);
		if (c == '\t')
			buf_lit(out, "\t");
		else if (unseen(c))
			buf_printf(out, "<U+%04X>", (unsigned)c);
		else
			buf_put(out, s + i, len);
	}
	return count;
}

/* Blanks of the same width as what safe() wrote; tabs stay tabs. */
static void
pad(struct buf *out, const char *shown, size_t n, const char *with)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (((unsigned char)shown[i] & 0xC0) != 0x80)
			buf_puts(out, shown[i] == '\t' && with[0] == ' ' ?
			    "\t" : with);
}

struct place { size_t line, bol, eol; };

static struct place
place_of(const struct forms_span *at)
{
	const struct str t = at->src->text;
	struct place w = { .line = 1 };
	size_t i, start = at->start < t.n ? at->start : t.n;

	for (i = 0; i < start; i++)
		if (t.p[i] == '\n') {
			w.line++;
			w.bol = i + 1;
		}
	for (w.eol = w.bol; w.eol < t.n && t.p[w.eol] != '\n'; w.eol++)
		;
	if (w.eol > w.bol && t.p[w.eol - 1] == '\r')
		w.eol--;
	return w;
}

static void
print_source(struct buf *out, const struct forms_diag *d, struct place w)
{
	const char *text = d->at.src->text.p;
	size_t start = d->at.start < w.eol ? d->at.start : w.eol;
	size_t end = d->at.end < w.eol ? d->at.end : w.eol;
	struct buf before CLEAN(buf_free) = { 0 };
	struct buf run CLEAN(buf_free) = { 0 };

	safe(&before, text + w.bol, start - w.bol);
	safe(&run, text + start, end > start ? end - start : 0);
	buf_printf(out, "%5zu | %s%s", w.line, buf_text(&before),
	    buf_text(&run));
	safe(out, text + (end > start ? end : start),
	    w.eol - (end > start ? end : start));
	buf_lit(out, "\n      | ");
	pad(out, buf_text(&before), before.n, " ");
	if (run.n == 0)
		buf_lit(out, "^");
	pad(out, buf_text(&run), run.n, "^");
	if (d->hint[0] != '\0')
		buf_printf(out, " %s", d->hint);
	buf_lit(out, "\n");
}

static size_t
within(size_t at, struct place w)
{
	return at < w.bol ? w.bol : at < w.eol ? at : w.eol;
}

void
forms_diag_where(const struct forms_diag *d, size_t *line, size_t *column,
    size_t *end)
{
	struct buf shown CLEAN(buf_free) = { 0 };
	const char *text;
	struct place w;

	*line = *column = *end = 0;
	if (d->at.src == NULL)
		return;
	text = d->at.src->text.p;
	w = place_of(&d->at);
	*line = w.line;
	*column = 1 + safe(&shown, text + w.bol, within(d->at.start, w) -
	    w.bol);
	*end = 1 + safe(&shown, text + w.bol, within(d->at.end, w) - w.bol);
}

void
forms_diag_print(struct buf *out, const struct forms_diag *d)
{
	struct place w;
	size_t line, column, end;

	if (d->at.src == NULL) {
		buf_printf(out, "%s: %s [%s]\n", level_name[d->level],
		    d->text, d->id);
		if (d->hint[0] != '\0')
			buf_printf(out, "      | %s\n", d->hint);
		return;
	}
	w = place_of(&d->at);
	forms_diag_where(d, &line, &column, &end);
	buf_printf(out, "%s:%zu:%zu: %s: %s [%s]\n", d->at.src->name, line,
	    column, level_name[d->level], d->text, d->id);
	print_source(out, d, w);
}

/* In the order in which the sources were first complained of, then by
 * place. */
static bool
before(const struct forms_diag *a, const struct forms_diag *b,
    const struct forms_diags *ds)
{
	const struct forms_diag *d;

	if (a->at.src == b->at.src)
		return a->at.start < b->at.start;
	for (d = ds->first; d != NULL; d = d->next) {
		if (d->at.src == a->at.src)
			return true;
		if (d->at.src == b->at.src)
			return false;
	}
	return false;
}

enum { KEPT_MAX = FORMS_DIAG_MAX + WARNINGS_MAX };

static size_t
sort(const struct forms_diags *ds, const struct forms_diag *sorted[KEPT_MAX])
{
	const struct forms_diag *d;
	size_t n = 0, i;

	for (d = ds->first; d != NULL && n < KEPT_MAX; d = d->next, n++) {
		for (i = n; i > 0 && before(d, sorted[i - 1], ds); i--)
			sorted[i] = sorted[i - 1];
		sorted[i] = d;
	}
	return n;
}

const struct forms_diag **
forms_diags_list(struct arena *a, const struct forms_diags *ds, size_t *n)
{
	const struct forms_diag **v = arena_array(a, const struct forms_diag *,
	    KEPT_MAX);

	*n = sort(ds, v);
	return v;
}

void
forms_diags_print(struct buf *out, const struct forms_diags *ds)
{
	const struct forms_diag *sorted[KEPT_MAX];
	size_t n = sort(ds, sorted), i;

	for (i = 0; i < n; i++)
		forms_diag_print(out, sorted[i]);
	if (ds->errors > FORMS_DIAG_MAX)
		buf_printf(out, "%zu mistakes; the first %d are shown\n",
		    ds->errors, (int)FORMS_DIAG_MAX);
	if (ds->warnings > WARNINGS_MAX)
		buf_printf(out, "%zu warnings; the first %d are shown\n",
		    ds->warnings, (int)WARNINGS_MAX);
}
