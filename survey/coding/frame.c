/* SPDX-License-Identifier: MIT
 *
 * frame.c -- the frame by which comments are coded: the latest that is kept, or at first
 * the codebook of the published form.
 */
#include "survey/coding/coding.h"

/* Frames that are kept were read before: what is wrong with one is damage. */
static bool
read_kept(struct arena *a, const struct code_frame *kept, struct coding_frame *out,
    struct err *e)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct forms_diags d;

	src->name = arena_printf(a, "%s version %d", kept->name,
	    kept->version);
	src->text = str_of(kept->text);
	forms_diags_init(&d, a);
	out->id = kept->id;
	return forms_frame_read(a, src, &out->f, &d) || err_set(e, ERR_DB,
	    "version %d of the code frame cannot be read: `earshot verify` says "
	    "whether it was changed", kept->version);
}

static bool
read_published(struct arena *a, const struct forms_form *form,
    struct coding_frame *out, struct err *e)
{
	struct forms_diags d;
	size_t i;

	for (i = 0; i < form->n_sources; i++) {
		forms_diags_init(&d, a);
		if (forms_frame_read(a, &form->sources[i], &out->f, &d) &&
		    strcmp(out->f->codes->codebook, form->codebook) == 0)
			return true;
	}
	return err_set(e, ERR_INPUT, "this consultation has no codebook to code "
	    "comments by: write one, and give it to `earshot code DIR frame "
	    "FILE`");
}

bool
coding_frame(struct arena *a, struct cases *c, const struct forms_form *form,
    struct coding_frame *out, struct err *e)
{
	struct code_frame kept;
	bool found;

	*out = (struct coding_frame){ 0 };
	if (!frame_latest(a, c, &kept, &found, e))
		return false;
	return found ? read_kept(a, &kept, out, e) : read_published(a, form,
	    out, e);
}

bool
coding_frame_kept(struct arena *a, struct cases *c,
    const struct forms_form *form, const char *by, struct coding_frame *out,
    struct err *e)
{
	struct code_frame kept;
	int64_t queued;
	bool found;

	if (!coding_frame(a, c, form, out, e))
		return false;
	if (out->id != 0)
		return true;
	if (!frame_add(c, out->f, NULL, 0, "the published codebook", by,
	    now_seconds(), &queued, e) || !frame_latest(a, c, &kept, &found, e))
		return false;
	out->id = kept.id;
	return true;
}
