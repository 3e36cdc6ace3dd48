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
