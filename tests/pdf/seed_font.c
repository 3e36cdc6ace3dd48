/* SPDX-License-Identifier: MIT
 *
 * seed_font.c -- fonts cut down to ASCII for the seed.
 */
#include "tests/pdf/seed.h"

#include <harfbuzz/hb-subset.h>
#include <harfbuzz/hb.h>

#define FONT "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

static void
measure(struct seed_font *f, hb_face_t *face, const hb_map_t *gids)
{
	hb_font_t *font = hb_font_create(face);
	hb_codepoint_t g, c;
	unsigned upem = hb_face_get_upem(face);

	for (c = SEED_FIRST; c <= SEED_LAST; c++) {
		if (!hb_font_get_nominal_glyph(font, c, &g))
			continue;
		f->gid[c] = (int)hb_map_get(gids, g);
		f->width[c] = (int)((unsigned)hb_font_get_glyph_h_advance(font,
		    g) * 1000 / upem);
	}
	hb_font_destroy(font);
}

static bool
cut(struct seed_font *f, hb_face_t *face, bool keep_cmap)
{
	static const char drop[][5] = { "GSUB", "GPOS", "GDEF", "name",
		"post", "OS/2", "STAT", "meta" };
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;
	hb_face_t *small;
	hb_blob_t *blob;
	unsigned n = 0;
	const char *data;
	size_t i;

	hb_set_add_range(hb_subset_input_unicode_set(in), SEED_FIRST,
	    SEED_LAST);
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING |
	    HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	for (i = 0; i < LEN(drop) + !keep_cmap; i++) {
		const char *t = i < LEN(drop) ? drop[i] : "cmap";

		hb_set_add(hb_subset_input_set(in,
		    HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG(t[0], t[1], t[2],
		    t[3]));
	}
	plan = hb_subset_plan_create_or_fail(face, in);
	small = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	if (small != NULL) {
		measure(f, face, hb_subset_plan_old_to_new_glyph_mapping(plan));
		blob = hb_face_reference_blob(small);
		data = hb_blob_get_data(blob, &n);
		buf_put(&f->program, data, n);
		hb_blob_destroy(blob);
		hb_face_destroy(small);
	}
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(in);
	return n > 0;
}

bool
seed_font(struct seed_font *f, bool keep_cmap, struct err *e)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(FONT);
	hb_face_t *face;
	bool ok;

	if (blob == NULL)
		return err_set(e, ERR_IO, "cannot read %s", FONT);
	face = hb_face_create(blob, 0);
	ok = cut(f, face, keep_cmap);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return ok || err_set(e, ERR_IO, "cannot cut %s down", FONT);
}

void
seed_font_done(struct seed_font *f)
{
	buf_free(&f->program);
}
