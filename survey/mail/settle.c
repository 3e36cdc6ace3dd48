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

void
mail_settle(struct arena *a, const struct mail_reading *r, bool deep,
    enum message_state *state, const char **why)
{
	const struct mail_file *f = by_hand(r);

	*state = MESSAGE_CONFIRM;
	*why = "";
	if (r->aside != ASIDE_NO) {
		*state = MESSAGE_ASIDE;
		*why = r->aside_why;
	} else if (r->hand != HAND_NO) {
		*state = MESSAGE_HAND;
		*why = r->why;
	} else if (r->n_files > 0 && !deep) {
		*state = MESSAGE_UNREAD;
		*why = "what is attached was not opened yet";
	} else if (f != NULL) {
		*state = MESSAGE_HAND;
		*why = arena_printf(a, "%s: %s", *f->name != '\0' ? f->name :
		    "what is attached", f->why);
	}
}

static bool
said_of(struct arena *a, const char *text, struct buf *out, struct err *e)
{
	struct mail_span *v;
	size_t n, i;

	if (!mail_spans(a, NULL, str_of(text), &v, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (v[i].kind == SPAN_SAID)
			buf_put(out, text + v[i].start, v[i].end - v[i].start);
	return true;
}

bool
mail_said(struct arena *a, const struct mail_reading *r, struct buf *out,
    struct err *e)
{
	size_t i;

	buf_clear(out);
	if (!said_of(a, r->text, out, e))
		return false;
	for (i = 0; i < r->n_files; i++)
		if (!said_of(a, r->files[i].text, out, e))
			return false;
	return buf_ok(out) || err_set(e, ERR_LIMIT, "it says too much");
}
