/* SPDX-License-Identifier: MIT
 *
 * shaped_face.c -- the fonts of a PDF beside the fonts that they were cut from;
 * their outlines.
 */
#include "tests/pdf/shaped.h"

#include <hb-ot.h>

static hb_font_t *
open_small(struct pdf *p, qpdf_oh descriptor)
{
	struct str s;
	hb_blob_t *blob;
	hb_face_t *face;
	hb_font_t *font;

	if (!stream_of(p, get(p, descriptor, "/FontFile2"), &s))
		return NULL;
	blob = hb_blob_create(s.p, (unsigned)s.n, HB_MEMORY_MODE_READONLY, NULL,
	    NULL);
	face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	font = hb_face_get_glyph_count(face) > 0 ? hb_font_create(face) : NULL;
	hb_face_destroy(face);
	return font;
}

static hb_font_t *
open_whole(struct shaped *s, const char *name)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(arena_printf(
	    &s->p->a, "%s/%s.ttf", s->fonts, name));
	char is[128] = "";
	unsigned n = sizeof(is);
	hb_face_t *face;
	hb_font_t *font;

	if (blob == NULL)
		return NULL;
	face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
	    HB_LANGUAGE_INVALID, &n, is);
	font = strcmp(is, name) == 0 ? hb_font_create(face) : NULL;
	hb_face_destroy(face);
	return font;
}

struct face *
shaped_face(struct shaped *s, struct font *font, int page)
{
	struct pdf *p = s->p;
	qpdf_oh sub, d;
	struct face *f;

	for (f = s->faces; f != NULL; f = f->next)
		if (f->font == font)
			return f;
	f = arena_new(&p->a, struct face);
	f->next = s->faces;
	s->faces = f;
	f->font = font;
	f->name = strlen(font->name) > 7 && font->name[6] == '+' ?
	    font->name + 7 : font->name;
	sub = item(p, get(p, font->o, "/DescendantFonts"), 0);
	d = get(p, sub, "/FontDescriptor");
	f->widths = cid_widths(p, sub);
	stream_of(p, get(p, sub, "/CIDToGIDMap"), &f->map);
	f->small = open_small(p, d);
	f->whole = open_whole(s, f->name);
	if (f->small == NULL || f->whole == NULL || f->map.n == 0 ||
	    font->unicode == NULL || font->encoding != NULL)
		fault(p, page, "SHAPED", "the font %s cannot be compared: %s",
		    font->name, f->whole == NULL ? "the font that it was cut "
		    "from is not here" : "it is not as we write fonts");
	if (f->small == NULL || f->whole == NULL)
		f->small = f->whole = NULL;
	else
		f->upem = hb_face_get_upem(hb_font_get_face(f->whole));
	return f;
}

int
face_gid(const struct face *f, int cid)
{
	const uint8_t *m = (const uint8_t *)f->map.p;

	return (size_t)cid * 2 + 2 <= f->map.n ? m[cid * 2] << 8 |
	    m[cid * 2 + 1] : 0;
}

void
shaped_faces_free(struct shaped *s)
{
	struct face *f;

	for (f = s->faces; f != NULL; f = f->next) {
		hb_font_destroy(f->small);
		hb_font_destroy(f->whole);
	}
}

/* ---- outlines: each step is a letter and the points that it goes to -------- */

static void
step(void *data, char kind, const float *v, size_t n)
{
	struct buf *b = data;

	buf_put(b, &kind, 1);
	buf_put(b, v, n * sizeof(*v));
}

static void
move_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *at, float x, float y,
    void *arg)
{
	(void)f, (void)at, (void)arg;
	step(data, 'm', (const float[]){ x, y }, 2);
}

static void
line_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *at, float x, float y,
    void *arg)
{
	(void)f, (void)at, (void)arg;
	step(data, 'l', (const float[]){ x, y }, 2);
}

static void
quad_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *at, float x1, float y1,
    float x, float y, void *arg)
{
	(void)f, (void)at, (void)arg;
	step(data, 'q', (const float[]){ x1, y1, x, y }, 4);
}

static void
close_path(hb_draw_funcs_t *f, void *data, hb_draw_state_t *at, void *arg)
{
	(void)f, (void)at, (void)arg;
	step(data, 'z', NULL, 0);
}

static void
outline(hb_font_t *font, int gid, struct buf *out)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(f, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, line_to, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(f, quad_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(f, close_path, NULL, NULL);
	hb_font_get_glyph_shape(font, (hb_codepoint_t)gid, f, out);
	hb_draw_funcs_destroy(f);
}

bool
face_same(struct shaped *s, struct face *f, int small, int whole)
{
	static char yes, no;
	uint64_t key = (uint64_t)small << 32 | (uint64_t)whole;
	struct buf a CLEAN(buf_free) = { 0 }, b CLEAN(buf_free) = { 0 };
	char *known = map_get(&f->same, key);

	if (known == NULL) {
		outline(f->small, small, &a);
		outline(f->whole, whole, &b);
		known = a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0) ?
		    &yes : &no;
		map_put(&s->p->a, &f->same, key, known);
	}
	return known == &yes;
}

bool
face_draws(struct shaped *s, struct face *f, bool whole, int glyph)
{
	static char yes, no;
	uint64_t key = (uint64_t)glyph << 1 | whole;
	struct buf a CLEAN(buf_free) = { 0 };
	char *known = map_get(&f->ink, key);

	if (known == NULL) {
		outline(whole ? f->whole : f->small, glyph, &a);
		known = a.n > 0 ? &yes : &no;
		map_put(&s->p->a, &f->ink, key, known);
	}
	return known == &yes;
}
