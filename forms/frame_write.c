/* SPDX-License-Identifier: MIT
 *
 * frame_write.c -- a code frame as text that can be read again.
 */
#include "forms/frame.h"

#include <stdio.h>

/* ---- match rules ---------------------------------------------------------------------- */

/* Of which no part needs brackets there. */
static bool
whole(const struct forms_search *f)
{
	return f->op == FIND_TERM || f->op == FIND_PREFIX ||
	    f->op == FIND_PHRASE;
}

static void
part(const struct forms_search *f, bool brackets, struct buf *out)
{
	if (brackets)
		buf_lit(out, "(");
	forms_search_write(f, out);
	if (brackets)
		buf_lit(out, ")");
}

/* Those of one sort in a row stand without brackets. */
static void
chain(const struct forms_search *f, const char *word, struct buf *out)
{
	part(f->left, !whole(f->left) && f->left->op != f->op, out);
	buf_printf(out, " %s ", word);
	part(f->right, !whole(f->right), out);
}

void
forms_search_write(const struct forms_search *f, struct buf *out)
{
	char near[32];

	switch (f->op) {
	case FIND_TERM:
		buf_puts(out, f->text);
		break;
	case FIND_PREFIX:
		buf_printf(out, "%s*", f->text);
		break;
	case FIND_PHRASE:
		buf_printf(out, "\"%s\"", f->text);
		break;
	case FIND_AND:
		chain(f, "and", out);
		break;
	case FIND_OR:
		chain(f, "or", out);
		break;
	case FIND_NOT:
		buf_lit(out, "not ");
		part(f->left, !whole(f->left), out);
		break;
	case FIND_NEAR:
		snprintf(near, sizeof(near), " near/%d ", f->distance);
		part(f->left, !whole(f->left), out);
		buf_puts(out, near);
		part(f->right, !whole(f->right), out);
		break;
	}
}

bool
forms_search_same(const struct forms_search *x, const struct forms_search *y)
{
	if (x == NULL || y == NULL)
		return x == y;
	if (x->op != y->op || x->distance != y->distance ||
	    strcmp(x->text ? x->text : "", y->text ? y->text : "") != 0)
		return false;
	if (whole(x))
		return true;
	return forms_search_same(x->left, y->left) && (x->op == FIND_NOT ||
	    forms_search_same(x->right, y->right));
}

/* ---- the frame ---------------------------------------------------------------------- */

/* under: what a line below it that goes on stands in from the margin. */
static void
words(const char *s, const char *under, struct buf *out)
{
	buf_lit(out, "\"");
	for (; *s != '\0'; s++) {
		if (*s == '\n') {	/* a list goes on below */
			buf_printf(out, "\"\n%s\"", under);
			continue;
		}
		if (*s == '"')
			buf_lit(out, "\"");
		buf_put(out, s, 1);
	}
	buf_lit(out, "\"\n");
}

static void
fact(const char *name, const char *s, struct buf *out)
{
	if (*s == '\0')
		return;
	buf_printf(out, "  %-8s ", name);
	words(s, "    ", out);
}

static void
entity(const struct forms_entity *e, struct buf *out)
{
	size_t i;

	buf_printf(out, "\n%s %s ", e->kind->name, e->name);
	words(e->title, "  ", out);
	if (e->under != NULL)
		buf_printf(out, "  under    %s\n", e->under->name);
	fact("says", e->says, out);
	fact("covers", e->covers, out);
	fact("excludes", e->excludes, out);
	for (i = 0; i < e->n_examples; i++)
		fact("example", e->examples[i], out);
	if (e->match != NULL) {
		buf_lit(out, "  match    ");
		forms_search_write(e->match, out);
		buf_lit(out, "\n");
	}
}

static void
changes(const struct forms_changes *all, struct buf *out)
{
	static const char *const kinds[] = { [FORMS_SPLIT] = "split",
		[FORMS_MERGE] = "merge", [FORMS_RENAME] = "rename",
		[FORMS_RETIRE] = "retire" };
	size_t i, k;

	buf_printf(out, "\nchanges from %d\n", all->from);
	for (i = 0; i < all->n; i++) {
		const struct forms_change *ch = &all->v[i];

		buf_printf(out, "  %s", kinds[ch->kind]);
		for (k = 0; k < ch->n; k++)
			buf_printf(out, " %s", ch->names[k]);
		for (k = 0; k < ch->n_into; k++)
			buf_printf(out, "%s %s", k == 0 ? " into" : "",
			    ch->into[k]);
		buf_lit(out, "\n");
	}
}

void
forms_frame_write(const struct forms_frame *f, struct buf *out)
{
	const struct forms_kind *k;
	const struct forms_entity *e;

	buf_printf(out, "earshot 1\ncodebook %s version %d ",
	    f->codes->codebook, f->codes->codebook_version);
	words(f->title, "  ", out);
	buf_lit(out, "\n");
	for (k = f->codes->kinds; k != NULL; k = k->next) {
		buf_printf(out, "kind %s ", k->name);
		words(k->words, "  ", out);
	}
	for (e = f->codes->entities; e != NULL; e = e->next)
		entity(e, out);
	if (f->changes != NULL)
		changes(f->changes, out);
}
