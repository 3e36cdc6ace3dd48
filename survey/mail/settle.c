/* SPDX-License-Identifier: MIT
 *
 * settle.c -- what is to be done with a message, by how it was read.
 */
#include "survey/mail/take.h"

/* Something that a person must look at, or NULL. */
static const struct mail_file *
by_hand(const struct mail_reading *r)
{
	size_t i;

	for (i = 0; i < r->n_files; i++)
		if (r->files[i].hand != HAND_NO)
			return &r->files[i];
	return NULL;
}

/* Each of them is somebody's response. */
size_t
mail_questionnaires(const struct mail_reading *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->n_files; i++)
		n += r->files[i].n_filled > 0;
	return n;
}

void
mail_settle(struct arena *a, const struct mail_reading *r, bool deep,
    enum message_state *state, const char **why)
{
	const struct mail_file *f = by_hand(r);

	*state = MESSAGE_CONFIRM;
	*why = "";
	if (r->n_files > 0 && !deep) {
		*state = MESSAGE_UNREAD;
		*why = "what is attached was not opened yet";
	} else if (r->aside != ASIDE_NO) {
		*state = MESSAGE_ASIDE;
		*why = r->aside_why;
	} else if (r->hand != HAND_NO) {
		*state = MESSAGE_HAND;
		*why = r->why;
	} else if (mail_questionnaires(r) > 1) {
		*state = MESSAGE_HAND;
		*why = arena_printf(a, "%zu questionnaires that were filled in "
		    "are attached: only one is a response here; key the others "
		    "as letters", mail_questionnaires(r));
	} else if (f != NULL) {
		*state = MESSAGE_HAND;
		*why = arena_printf(a, "%s: %s", *f->name != '\0' ? f->name :
		    "what is attached", f->why);
	}
}

static bool
said_of(struct arena *a, const struct mail_forms *forms, const char *text,
    struct buf *out, struct err *e)
{
	struct mail_span *v;
	size_t n, i;

	if (!mail_spans_of(a, forms, str_of(text), &v, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (v[i].kind == SPAN_SAID)
			buf_put(out, text + v[i].start, v[i].end - v[i].start);
	return true;
}

bool
mail_said(struct arena *a, const struct mail_forms *forms,
    const struct mail_reading *r, struct buf *out, struct buf *boxes,
    struct err *e)
{
	size_t i, k;

	buf_clear(out);
	buf_clear(boxes);
	if (!said_of(a, forms, r->text, out, e))
		return false;
	for (i = 0; i < r->n_files; i++) {
		const struct mail_file *f = &r->files[i];

		/* the text of a form that was filled in is mostly ours */
		if (f->n_filled == 0 && !said_of(a, forms, f->text, out, e))
			return false;
		for (k = 0; k < f->n_filled; k++)
			buf_printf(boxes, "%s=%s\n", f->filled[k].name,
			    f->filled[k].value);
	}
	return (buf_ok(out) && buf_ok(boxes)) || err_set(e, ERR_LIMIT, "it says too much");
}
