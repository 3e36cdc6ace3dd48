/* SPDX-License-Identifier: MIT
 *
 * import_translate.c -- words of another program's questionnaire in other
 * languages, as translations of the form's messages.
 */
#include "forms/import_xlsform.h"

#include <stdio.h>

/* "Polish (pl)": "pl"; "" when it does not say. */
const char *
xf_tag(struct xf *x, const char *language)
{
	const char *tag = strrchr(language, '(');
	size_t n = tag ? strcspn(++tag, ")") : 0;

	if (n < 2 || n > 12 || tag[n] != ')' ||
	    tag[strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
	    "XYZ-")] != ')')
		return "";
	return arena_strn(x->im->a, tag, n);
}

bool
xf_translated(struct xf *x, const struct xf_column *c)
{
	static const char *const words[] = { "label", "hint", "guidance_hint",
	    "constraint_message" };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(c->name, words[i]) == 0)
			return c->language[0] != '\0' &&
			    strcmp(c->language, x->language) != 0 &&
			    xf_tag(x, c->language)[0] != '\0';
	return false;
}

static void
pair(struct import *im, const char *tag, struct str id, struct str words)
{
	struct forms_notes *all = im->notes;
	struct forms_translation *t = arena_new(im->a,
	    struct forms_translation);

	*t = (struct forms_translation){ tag, arena_strn(im->a, id.p, id.n),
	    arena_strn(im->a, words.p, words.n), all->words };
	all->words = t;
}

/* A paragraph, or a run of items of a list. */
static struct str
block(const char **s)
{
	const char *from = *s, *p = from;
	size_t n;

	do {
		n = strcspn(p, "\n");
		p += n + (p[n] == '\n');
	} while (from[0] == '-' && from[1] == ' ' && p[0] == '-' &&
	    p[1] == ' ');
	*s = p;
	n = (size_t)(p - from);
	return (struct str){ from, n > 0 && from[n - 1] == '\n' ? n - 1 : n };
}

void
import_translated(struct import *im, const char *tag, const char *base,
    const char *other, bool bold)
{
	bool pipes;
	const char *plain;
	const char *ids = import_clean(im, base, bold, &pipes, &plain);
	const char *words = import_clean(im, other, bold, &pipes, &plain);

	while (*ids != '\0' && *words != '\0') {
		struct str id = block(&ids), w = block(&words);

		pair(im, tag, id, w);
	}
}

void
xf_translations(struct xf *x, const struct xf_table *t)
{
	size_t i, k, n;

	for (i = 0; i < t->n_columns; i++) {
		const struct xf_column *c = &t->columns[i];
		const char *tag = xf_tag(x, c->language);

		if (!xf_translated(x, c))
			continue;
		for (k = n = 0; k < t->n; k++) {
			const struct xf_row *r = &t->rows[k];
			const char *type = xf_get(x, t, r, "type");
			const char *other = xf_cell(r, c->at);

			if (other[0] == '\0')
				continue;
			n++;
			import_translated(x->im, tag, xf_get(x, t, r, c->name), other,
			    c->name[0] != 'l' || strcmp(type, "note") == 0);
		}
		if (n > 0)
			import_guess(x->im, arena_printf(x->im->a,
			    "%s, column %s::%s", t->sheet, c->name,
			    c->language), "words in another language (cells: "
			    "%zu) are drafts in locales/%s.po", n, tag);
	}
}

/* ---- as the text of a .po file ------------------------------------------- */

static void
quoted(struct buf *out, const char *key, const char *s)
{
	buf_printf(out, "%s \"", key);
	for (; *s != '\0'; s++) {
		if (*s == '\n') {
			buf_lit(out, "\\n");
			continue;
		}
		if (*s == '"' || *s == '\\')
			buf_lit(out, "\\");
		buf_put(out, s, 1);
	}
	buf_lit(out, "\"\n");
}

bool
forms_import_po(const struct forms_form *f, const struct forms_notes *notes,
    const char *tag, struct buf *out)
{
	const struct forms_translation *t;
	size_t i, n = 0;

	forms_po_new(f, tag, out);
	for (i = 0; i < f->n_messages; i++) {
		const struct forms_message *m = &f->messages[i];

		for (t = notes->words; t != NULL; t = t->next)
			if (strcmp(t->tag, tag) == 0 &&
			    strcmp(t->id, m->id) == 0)
				break;
		if (t == NULL)
			continue;
		n++;
		buf_lit(out, "\n");
		quoted(out, "msgctxt", m->context);
		quoted(out, "msgid", m->id);
		quoted(out, "msgstr", t->words);
	}
	return n > 0;
}
