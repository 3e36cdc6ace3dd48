/* SPDX-License-Identifier: MIT
 *
 * frame.c -- reads a code frame, and checks what it says of the one before.
 */
#include "forms/frame.h"
#include "forms/messages.h"

static void
check_there(struct ctx *c, const struct forms_form *f,
    const struct forms_change *ch)
{
	const char *names[64];
	const struct forms_entity *e;
	size_t i, n = 0;

	for (e = f->entities; e != NULL && n < LEN(names); e = e->next)
		names[n++] = e->name;
	for (i = 0; i < ch->n_into; i++)
		if (forms_entity(f, ch->into[i]) == NULL)
			fault(c, "E802", ch->at, closest(c, str_of(ch->into[i]),
			    names, n), "there is no code `%s` here",
			    ch->into[i]);
}

/* Its own name may be that of a part, or of the whole. */
static void
check_gone(struct ctx *c, const struct forms_form *f,
    const struct forms_change *ch)
{
	size_t i, k;

	for (i = 0; i < ch->n; i++) {
		for (k = 0; k < ch->n_into; k++)
			if (strcmp(ch->into[k], ch->names[i]) == 0)
				break;
		if (k == ch->n_into && forms_entity(f, ch->names[i]) != NULL)
			fault(c, "E804", ch->at, "take one of them away",
			    "the code `%s` is still here", ch->names[i]);
	}
}

static void
check_twice(struct ctx *c, const struct forms_changes *all, size_t i)
{
	const struct forms_change *a = &all->v[i], *b;
	size_t x, y;

	for (b = all->v; b <= a; b++)
		for (x = 0; x < a->n; x++)
			for (y = 0; y < (b == a ? x : b->n); y++)
				if (strcmp(a->names[x], b->names[y]) == 0) {
					fault(c, "E805", a->at, "keep one of "
					    "them", "`changes` says twice what "
					    "became of `%s`", a->names[x]);
					return;
				}
}

static void
check_changes(struct ctx *c, const struct forms_form *f,
    const struct forms_changes *all)
{
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct forms_change *ch = &all->v[i];

		if (ch->kind > FORMS_RENAME && ch->kind != FORMS_RETIRE) {
			fault(c, "E803", ch->at, "write the new words at the "
			    "code itself; that is all", "this is for questions "
			    "and answers");
			continue;
		}
		check_there(c, f, ch);
		check_gone(c, f, ch);
		check_twice(c, all, i);
	}
}

/* Its first line says what it is. */
static bool
read_codes(struct build *b, struct forms_frame *f)
{
	struct text *t = &b->form->text;
	struct head head;
	struct line *l;

	if (t->top.kind != L_CODEBOOK) {
		if (t->top.kind != L_UNKNOWN)
			fault(&b->c, "E112", line_key(t->top.first), "give the "
			    "codebook, which starts with `codebook`", "this is "
			    "a %s, not a codebook", line_word(t->top.kind));
		return false;
	}
	if (!head_of(b, t, &head))
		return false;
	f->codes->codebook = head.name;
	f->codes->codebook_version = head.version;
	f->title = head.title;
	build_codes(b, t);
	for (l = t->top.first->next; l != NULL; l = l->next)
		if (l->kind == L_CHANGES)
			changes_read(&b->c, l, true, &f->changes);
	if (f->changes != NULL && b->c.d->errors == 0)
		check_changes(&b->c, f->codes, f->changes);
	return b->c.d->errors == 0;
}

bool
forms_frame_read(struct arena *a, const struct forms_source *src,
    struct forms_frame **out, struct forms_diags *d)
{
	struct words w = { 0 };
	struct build b = { .c = { a, d }, .texts = src, .n_texts = 1, .w = &w };
	struct forms_frame *f = arena_new(a, struct forms_frame);
	struct forms_source *kept;
	uint8_t h[32];

	*out = NULL;
	f->codes = b.f = arena_new(a, struct forms_form);
	b.known_tail = &b.known;
	b.f->owner = b.f->intro = b.f->next = b.f->codebook =
	    b.f->equality_intro = "";
	b.f->registry = arena_new(a, struct forms_registry);
	b.f->registry->source = b.f->lang = "en";
	if (src->text.n > FORMS_MAX_BYTES) {
		fault(&b.c, "E122", (struct forms_span){ src, 0, 0 }, "",
		    "this is too large to be a codebook");
		return false;
	}
	f->text = src->text;
	kept = arena_new(a, struct forms_source);
	*kept = *src;
	f->codes->sources = kept;
	f->codes->n_sources = 1;
	seal_hash(h, NULL, 0, src->text.p, src->text.n);
	hex_put(f->hash, h, sizeof(h));
	b.form = add_scope(&b, src, "");
	if (!read_codes(&b, f))
		return false;
	*out = f;
	return true;
}
