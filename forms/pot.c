/* SPDX-License-Identifier: MIT
 *
 * pot.c -- the words of a form as a template for translators.
 *
 * It has no dates and no line numbers, so that it changes only when words do.
 */
#include "forms/po.h"

static void
header(struct buf *out, const struct forms_form *f, const char *tag)
{
	buf_printf(out, "msgid \"\"\nmsgstr \"\"\n"
	    "\"Project-Id-Version: %s\\n\"\n", f->name);
	if (tag != NULL)
		buf_printf(out, "\"Language: %s\\n\"\n", tag);
	buf_lit(out, "\"MIME-Version: 1.0\\n\"\n"
	    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
	    "\"Content-Transfer-Encoding: 8bit\\n\"\n");
	if (tag != NULL)
		buf_printf(out, "\"Plural-Forms: %s\\n\"\n", po_plural(tag));
}

static void
message(struct buf *out, const char *context, const struct forms_message *m)
{
	const char *s = m->note, *end;

	buf_lit(out, "\n");
	for (; *s != '\0'; s = end + (*end == '\n')) {
		end = s + strcspn(s, "\n");
		buf_printf(out, "#. %.*s\n", (int)(end - s), s);
	}
	po_quote(out, "msgctxt", context);
	po_quote(out, "msgid", m->id);
	buf_lit(out, "msgstr \"\"\n");
}

/* `agree[P3].hint` without the row; NULL when it has none. */
static const char *
without_row(struct arena *a, const char *context)
{
	const char *open = strchr(context, '['), *close;

	if (open == NULL || (close = strchr(open, ']')) == NULL)
		return NULL;
	return arena_printf(a, "%.*s%s", (int)(open - context), context,
	    close + 1);
}

void
forms_pot(struct arena *a, const struct forms_form *f,
    const struct forms_source *src, struct buf *out)
{
	struct forms_diags quiet;
	struct ctx c = { a, &quiet };
	struct po po = { 0 };
	size_t i, j;

	forms_diags_init(&quiet, a);
	if (src != NULL && !po_read(&c, src, &po))
		po.n = 0;
	header(out, f, NULL);
	for (i = 0; i < f->n_messages; i++)
		message(out, f->messages[i].context, &f->messages[i]);
	for (j = 0; j < po.n; j++) {
		const char *plain = without_row(a, po.v[j].context);

		for (i = 0; plain != NULL && i < f->n_messages; i++)
			if (strcmp(f->messages[i].context, plain) == 0 &&
			    strcmp(f->messages[i].id, po.v[j].id) == 0)
				message(out, po.v[j].context, &f->messages[i]);
	}
}

void
forms_po_new(const struct forms_form *f, const char *tag, struct buf *out)
{
	header(out, f, tag);
}

/* ---- after merging --------------------------------------------------------- */

static bool
line_starts(struct str line, const char *with)
{
	size_t n = strlen(with);

	return line.n >= n && memcmp(line.p, with, n) == 0;
}

/* The lines of one entry up to the blank line after it. */
static struct str
next_entry(struct str *rest)
{
	struct str entry = { rest->p, 0 }, line;

	while (str_line(rest, &line) && line.n > 0)
		;
	entry.n = (size_t)(rest->p - entry.p);
	return entry;
}

/* The lines that start with key and those that go on from them, without key. */
static void
value_of(struct str entry, const char *key, const char *more, struct buf *out)
{
	struct str line;
	size_t n = strlen(key);
	bool in = false;

	while (str_line(&entry, &line)) {
		if (line_starts(line, key)) {
			in = true;
			buf_put(out, line.p + n, line.n - n);
		} else if (in && line_starts(line, more)) {
			buf_put(out, line.p + strlen(more) - 1,
			    line.n - strlen(more) + 1);
		} else {
			in = false;
		}
	}
}

/* Is this value of the entry another than it was? */
static bool
changed(struct str entry, const char *was, const char *is)
{
	struct buf before CLEAN(buf_free) = { 0 };
	struct buf now CLEAN(buf_free) = { 0 };

	value_of(entry, was, "#| \"", &before);
	value_of(entry, is, "\"", &now);
	return before.n > 0 && !str_eq((struct str){ buf_text(&before),
	    before.n }, (struct str){ buf_text(&now), now.n });
}

/* Proposed for being like the words of something else? */
static bool
borrowed(struct str entry)
{
	return changed(entry, "#| msgctxt ", "msgctxt ") &&
	    changed(entry, "#| msgid ", "msgid ");
}

void
forms_po_own(struct str po, struct buf *out)
{
	struct str entry, line;
	bool words;

	while (po.n > 0) {
		entry = next_entry(&po);
		if (!borrowed(entry)) {
			buf_put(out, entry.p, entry.n);
			continue;
		}
		words = false;
		while (str_line(&entry, &line)) {
			words |= line_starts(line, "msgstr ");
			if (line_starts(line, "#|") ||
			    line_starts(line, "#, fuzzy") ||
			    (words && line.n > 0))
				continue;
			if (words)
				buf_lit(out, "msgstr \"\"\n");
			buf_put(out, line.p, line.n);
			buf_lit(out, "\n");
			words = false;
		}
		if (words)
			buf_lit(out, "msgstr \"\"\n");
	}
}
