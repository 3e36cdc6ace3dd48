/* SPDX-License-Identifier: MIT
 *
 * explain.c -- what each diagnostic means, and what to do about it.
 */
#include "forms/explain.h"

enum { WIDTH = 76 };

/* Breaks lines between words.  Columns are characters. */
static void
wrap(struct buf *out, const char *s)
{
	size_t column = 0, n, wide, i;

	for (; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = strcspn(s, " ");
		for (wide = i = 0; i < n; i++)
			wide += ((unsigned char)s[i] & 0xC0) != 0x80;
		if (column > 0 && column + 1 + wide > WIDTH)
			column = 0;
		buf_puts(out, column > 0 ? " " : out->n > 0 &&
		    out->p[out->n - 1] != '\n' ? "\n" : "");
		buf_put(out, s, n);
		column += wide + (column > 0);
	}
	buf_lit(out, "\n");
}

static const struct explain *
page_of(const char *id)
{
	static const struct explain *const all[] = { explain_lines,
	    explain_names, explain_answers, explain_files, explain_doubts };
	const struct explain *p;
	size_t i;

	for (i = 0; i < LEN(all); i++)
		for (p = all[i]; p->id != NULL; p++)
			if (strcasecmp(p->id, id) == 0)
				return p;
	return NULL;
}

const char *
forms_explain(struct arena *a, const char *id)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const struct explain *p = page_of(id);

	if (p == NULL)
		return NULL;
	buf_printf(&out, "%s (%s)\n\n", p->id, p->id[0] == 'E' ? "a mistake" :
	    p->id[0] == 'W' ? "a warning" : "a note");
	wrap(&out, p->what);
	buf_lit(&out, "\n");
	wrap(&out, p->do_it);
	return arena_str(a, buf_text(&out));
}
