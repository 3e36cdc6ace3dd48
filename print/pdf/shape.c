/* SPDX-License-Identifier: MIT
 *
 * shape.c -- words become glyphs; each is shaped once and remembered.
 *
 * A character that no font has is shown as a white square (U+25A1), or as a
 * question mark where no font has that either.  The square stands for the
 * character itself: copying, searching and a screen reader find the emoji
 * that a resident wrote.  U+2212, which Noto Sans lacks, is drawn as an en
 * dash that stands for U+2212.
 */
#include "print/pdf/pdf.h"

#include <math.h>

#define ZWJ	0x200D
#define SQUARE	0x25A1
#define MINUS	0x2212
#define EN_DASH	0x2013

struct pdf_shapes {
	struct entry { uint64_t hash; struct pdf_word word; } **slots;
	size_t		 n, n_slots;
};
struct letter {
	uint32_t	 c;
	size_t		 at;		/* byte of the word */
	struct pdf_font	*font;		/* NULL: none has it */
	hb_script_t	 script;
};

bool
pdf_is_mark(uint32_t c)
{
	switch (hb_unicode_general_category(hb_unicode_funcs_get_default(),
	    c)) {
	case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
		return true;
	default:
		return false;
	}
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
	    c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Which font shows each letter.  Marks stay with the letter before them;
 * when that shows nothing, strict looks for each by itself. */
static void
choose(struct pdf *p, enum pdf_face face, struct letter *v, size_t n,
    bool strict)
{
	hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
	hb_script_t last = HB_SCRIPT_COMMON;
	hb_codepoint_t glyph;
	size_t i;

	for (i = 0; i < n; i++) {
		struct letter *l = &v[i];
		bool mark = pdf_is_mark(l->c);
		bool stays = i > 0 && (mark || v[i - 1].c == ZWJ) &&
		    (!strict || v[i - 1].font == NULL || l->c == ZWJ);

		l->script = hb_unicode_script(u, l->c);
		if (l->script == HB_SCRIPT_COMMON ||
		    l->script == HB_SCRIPT_INHERITED)
			l->script = last;
		last = l->script;
		if (l->c == MINUS && !pdf_font_has(p->face[face], MINUS,
		    &glyph))
			l->c = EN_DASH;
		/* Stops after a letter come from its font, if that can. */
		if (i > 0 && v[i - 1].font != NULL && l->c > 0x7F &&
		    pdf_font_has(v[i - 1].font, l->c, &glyph) &&
		    !pdf_font_has(p->face[face], l->c, &glyph))
			l->font = v[i - 1].font;
		else if (stays && (v[i - 1].font == NULL || mark))
			l->font = v[i - 1].font;
		else if (is_space(l->c) || (i == 0 && mark && !strict))
			l->font = p->face[face];
		else
			l->font = pdf_font_for(p, face, l->c);
	}
}

/* The end of glyph i's text: where the next cluster of the text begins. */
static size_t
cluster_end(const hb_glyph_info_t *v, unsigned int n, unsigned int i,
    size_t end, bool rtl)
{
	unsigned int k = i;

	/* Clusters rise from left to right, or fall. */
	while (rtl ? k-- > 0 : ++k < n)
		if (v[k].cluster != v[i].cluster)
			return v[k].cluster;
	return end;
}

static bool
first_of_cluster(const hb_glyph_info_t *v, unsigned int n, unsigned int i,
    bool rtl)
{
	if (rtl)
		return i + 1 == n || v[i + 1].cluster != v[i].cluster;
	return i == 0 || v[i - 1].cluster != v[i].cluster;
}

/* Some fonts draw a mark as part of the letter before it and leave an empty glyph
 * in its place: then the letter's glyph has the text of both. */
static bool
draws_nothing(const struct pdf_run *run, const hb_glyph_info_t *v,
    unsigned int n, unsigned int i, const struct pdf_word *w)
{
	hb_glyph_extents_t e = { 0 };
	const char *s = w->text + v[i].cluster;

	return (i + 1 == n || v[i + 1].cluster != v[i].cluster) &&
	    pdf_is_mark(utf8_next(&s)) && hb_font_get_glyph_extents(
	    pdf_font_hb(run->font), v[i].codepoint, &e) && e.width == 0 &&
	    e.height == 0;
}

static size_t
text_end(const struct pdf_run *run, const hb_glyph_info_t *v, unsigned int n,
    unsigned int i, size_t end, bool rtl, const struct pdf_word *w)
{
	size_t at = cluster_end(v, n, i, end, rtl);
	unsigned int k;

	for (k = i + 1; !rtl && k < n; k++)
		if (v[k].cluster != v[i].cluster) {
			if (!draws_nothing(run, v, n, k, w))
				break;
			at = cluster_end(v, n, k, end, rtl);
		}
	return at;
}

/* HarfBuzz's result as glyphs of a page; false when one of them is glyph 0. */
static bool
take_glyphs(struct pdf *p, struct pdf_word *w, struct pdf_run *run, size_t end,
    bool rtl)
{
	unsigned int n, i;
	const hb_glyph_info_t *v = hb_buffer_get_glyph_infos(p->shaper, &n);
	const hb_glyph_position_t *at =
	    hb_buffer_get_glyph_positions(p->shaper, NULL);
	double unit = pdf_font_unit(run->font);
	struct pdf_glyph *g = arena_array(p->a, struct pdf_glyph, n);
	size_t spaces = w->n;

	while (spaces > 0 && w->text[spaces - 1] == ' ')
		spaces--;
	for (i = 0; i < n; i++) {
		const char *text = w->text + v[i].cluster;
		size_t len = text_end(run, v, n, i, end, rtl, w) -
		    v[i].cluster;

		if (v[i].codepoint == 0)
			return false;
		if (!first_of_cluster(v, n, i, rtl) || (i > 0 && !rtl &&
		    draws_nothing(run, v, n, i, w))) {
			text = "\xE2\x80\x8B";	/* nothing: its text is said */
			len = 3;
		}
		g[i].cid = pdf_font_cid(p, run->font, v[i].codepoint, text,
		    len);
		g[i].width = (short)pdf_font_width(run->font, v[i].codepoint);
		g[i].advance = (float)(at[i].x_advance * unit);
		g[i].dx = (float)(at[i].x_offset * unit);
		g[i].dy = (float)(at[i].y_offset * unit);
		w->width += g[i].advance / 1000;
		if (v[i].cluster >= spaces)
			w->blank += g[i].advance / 1000;
	}
	run->v = g;
	run->n = n;
	return true;
}

/* A square for letters from .. to, which no font shows. */
static void
square(struct pdf *p, enum pdf_face face, struct pdf_word *w,
    struct pdf_run *run, size_t at, size_t end)
{
	struct pdf_glyph *g = arena_new(p->a, struct pdf_glyph);
	hb_codepoint_t glyph = 0;

	run->font = pdf_font_for(p, face, SQUARE);
	if (run->font != NULL)
		pdf_font_has(run->font, SQUARE, &glyph);
	if (glyph == 0) {
		run->font = p->face[face];
		pdf_font_has(run->font, '?', &glyph);
	}
	g->cid = pdf_font_cid(p, run->font, glyph, w->text + at, end - at);
	g->width = (short)pdf_font_width(run->font, glyph);
	g->advance = g->width;
	w->width += g->advance / 1000;
	run->v = g;
	run->n = 1;
}

static bool
shape_run(struct pdf *p, struct pdf_word *w, struct pdf_run *run,
    const struct letter *v, size_t n, size_t end, bool rtl)
{
	hb_buffer_t *b = p->shaper;
	hb_script_t script = HB_SCRIPT_COMMON;
	size_t i;

	hb_buffer_clear_contents(b);
	hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_cluster_level(b,
	    HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	for (i = 0; i < n; i++) {
		hb_buffer_add(b, v[i].c, (unsigned int)v[i].at);
		if (v[i].script != HB_SCRIPT_COMMON)
			script = v[i].script;
	}
	hb_buffer_set_direction(b, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(b, script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN :
	    script);
	hb_buffer_set_language(b, hb_language_from_string(p->r->lang, -1));
	hb_shape(pdf_font_hb(run->font), b, NULL, 0);
	w->tall = fmax(w->tall, pdf_font_tall(run->font));
	return take_glyphs(p, w, run, end, rtl);
}

/* The end of the run that starts at letter i. */
static size_t
run_end(const struct letter *v, size_t n, size_t i)
{
	size_t j = i + 1;

	if (v[i].font == NULL) {	/* one square for one picture */
		while (j < n && v[j].font == NULL &&
		    (pdf_is_mark(v[j].c) || v[j - 1].c == ZWJ))
			j++;
		return j;
	}
	while (j < n && v[j].font == v[i].font &&
	    (v[j].script == v[i].script || v[i].script == HB_SCRIPT_COMMON ||
	    v[j].script == HB_SCRIPT_COMMON))
		j++;
	return j;
}

static bool
shape(struct pdf *p, enum pdf_face face, struct pdf_word *w,
    struct letter *v, size_t n, bool rtl)
{
	struct pdf_run *runs = arena_array(p->a, struct pdf_run, n);
	size_t i, j;

	w->runs = runs;
	w->n_runs = 0;
	w->width = w->blank = 0;
	for (i = 0; i < n; i = j) {
		struct pdf_run *run = &runs[w->n_runs++];
		size_t end;

		j = run_end(v, n, i);
		end = j < n ? v[j].at : w->n;
		run->font = v[i].font;
		if (run->font == NULL)
			square(p, face, w, run, v[i].at, end);
		else if (!shape_run(p, w, run, v + i, j - i, end, rtl))
			return false;
		if (p->failed)
			return true;
	}
	for (i = 0; rtl && i < w->n_runs / 2; i++) {
		struct pdf_run swap = runs[i];

		runs[i] = runs[w->n_runs - 1 - i];
		runs[w->n_runs - 1 - i] = swap;
	}
	return true;
}

static bool
is_indic(hb_script_t s)
{
	return s == HB_SCRIPT_GUJARATI || s == HB_SCRIPT_DEVANAGARI ||
	    s == HB_SCRIPT_BENGALI || s == HB_SCRIPT_GURMUKHI ||
	    s == HB_SCRIPT_TAMIL || s == HB_SCRIPT_TELUGU ||
	    s == HB_SCRIPT_KANNADA || s == HB_SCRIPT_MALAYALAM ||
	    s == HB_SCRIPT_ORIYA || s == HB_SCRIPT_SINHALA ||
	    s == HB_SCRIPT_KHMER || s == HB_SCRIPT_MYANMAR ||
	    s == HB_SCRIPT_THAI || s == HB_SCRIPT_LAO || s == HB_SCRIPT_TIBETAN;
}

/* A number below zero has a dash in front, which a screen reader may pass
 * over: "minus 21", or U+2212 where the report has no word for it. */
static const char *
spoken_number(struct pdf *p, const char *text)
{
	uint32_t c = utf8_next(&text);

	if ((c != EN_DASH && c != MINUS) || *text < '0' || *text > '9')
		return NULL;
	return arena_printf(p->a, "%s%s", p->r->w_minus ? p->r->w_minus :
	    "\xE2\x88\x92", text);
}

static void
fill(struct pdf *p, enum pdf_face face, struct pdf_word *w, bool rtl)
{
	struct letter *v = arena_array(p->a, struct letter, w->n + 1);
	const char *s = w->text;
	size_t n = 0;

	while (s < w->text + w->n) {
		v[n].at = (size_t)(s - w->text);
		v[n].c = utf8_next(&s);
		n++;
	}
	choose(p, face, v, n, false);
	if (!p->failed && !shape(p, face, w, v, n, rtl)) {
		choose(p, face, v, n, true);
		if (!p->failed && !shape(p, face, w, v, n, rtl))
			pdf_fail(p, ERR_INPUT, "no font shows \"%.60s\"",
			    w->text);
	}
	w->actual = spoken_number(p, w->text);
	/* Glyphs of these scripts do not follow the order of letters. */
	for (; n > 0 && w->actual == NULL; n--)
		if (is_indic(v[n - 1].script))
			w->actual = w->text;
}

static void
more_shapes(struct pdf *p, struct pdf_shapes *s)
{
	struct entry **old = s->slots;
	size_t n = s->n_slots, i, k;

	s->n_slots = n ? n * 2 : 1024;
	s->slots = arena_array(p->a, struct entry *, s->n_slots);
	for (i = 0; i < n; i++) {
		if (old[i] == NULL)
			continue;
		k = old[i]->hash & (s->n_slots - 1);
		while (s->slots[k] != NULL)
			k = (k + 1) & (s->n_slots - 1);
		s->slots[k] = old[i];
	}
}

const struct pdf_word *
pdf_shape(struct pdf *p, enum pdf_face face, const char *text, size_t n,
    unsigned level)
{
	uint64_t h = 14695981039346656037u ^ (face << 1 | (level & 1));
	struct pdf_shapes *s = p->shapes;
	struct entry *e;
	size_t i;

	if (s == NULL)
		s = p->shapes = arena_new(p->a, struct pdf_shapes);
	if (s->n * 2 >= s->n_slots)
		more_shapes(p, s);
	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)text[i]) * 1099511628211u;
	h = (h ^ n << 4 ^ (uint64_t)face << 1 ^ (level & 1)) *
	    1099511628211u;
	for (i = h & (s->n_slots - 1); (e = s->slots[i]) != NULL;
	    i = (i + 1) & (s->n_slots - 1))
		if (e->hash == h && e->word.n == n &&
		    memcmp(e->word.text, text, n) == 0)
			return &e->word;
	e = s->slots[i] = arena_new(p->a, struct entry);
	s->n++;
	e->hash = h;
	e->word.text = arena_strn(p->a, text, n);
	e->word.n = n;
	fill(p, face, &e->word, level & 1);
	return &e->word;
}

/* Is this language written in the script of that one?  Of scripts that several
 * share, those whose words are found here. */
static bool
shares_script(const char *around, const char *lang)
{
	static const char *const sharing[][8] = {
		{ "ar", "ckb", "fa", "ps", "sd", "ug", "ur" },
		{ "hi", "mr", "ne" }, { "bn", "as" }, { "he", "yi" }
	};
	size_t i, k, n = strcspn(around, "-");
	bool one, other;

	if (strlen(lang) == n && strncmp(around, lang, n) == 0)
		return true;
	for (i = 0; i < LEN(sharing); i++) {
		one = other = false;
		for (k = 0; sharing[i][k] != NULL; k++) {
			one |= strcmp(sharing[i][k], lang) == 0;
			other |= strlen(sharing[i][k]) == n &&
			    strncmp(sharing[i][k], around, n) == 0;
		}
		if (one && other)
			return true;
	}
	return false;
}

static const char *
lang_of(const char *text)
{
	static const struct { hb_script_t script; char lang[4]; } known[] = {
		{ HB_SCRIPT_GUJARATI, "gu" }, { HB_SCRIPT_DEVANAGARI, "hi" },
		{ HB_SCRIPT_BENGALI, "bn" }, { HB_SCRIPT_GURMUKHI, "pa" },
		{ HB_SCRIPT_TAMIL, "ta" }, { HB_SCRIPT_TELUGU, "te" },
		{ HB_SCRIPT_KANNADA, "kn" }, { HB_SCRIPT_MALAYALAM, "ml" },
		{ HB_SCRIPT_SINHALA, "si" }, { HB_SCRIPT_THAI, "th" },
		{ HB_SCRIPT_HEBREW, "he" }, { HB_SCRIPT_GREEK, "el" },
		{ HB_SCRIPT_ARABIC, "ar" }
	};
	int seen[LEN(known)] = { 0 }, letters = 0;
	bool urdu = false;
	size_t i;

	while (*text != '\0') {
		uint32_t c = utf8_next(&text);
		hb_script_t s;

		if (c < 0x80) {
			letters += (c | 32) >= 'a' && (c | 32) <= 'z';
			continue;
		}
		s = hb_unicode_script(hb_unicode_funcs_get_default(), c);
		letters += s != HB_SCRIPT_COMMON && s != HB_SCRIPT_INHERITED;
		for (i = 0; i < LEN(known); i++)
			seen[i] += known[i].script == s;
		/* Letters of Urdu that Arabic does not use. */
		urdu |= c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6BA ||
		    c == 0x6BE || c == 0x6C1 || c == 0x6D2;
	}
	for (i = 0; i < LEN(known); i++)
		if (seen[i] * 2 > letters)
			return known[i].script == HB_SCRIPT_ARABIC && urdu ?
			    "ur" : known[i].lang;
	return NULL;
}

const char *
pdf_lang(const char *text, const char *around)
{
	const char *lang = lang_of(text);

	/* "متفق" in Urdu has no letter that Arabic lacks. */
	return lang == NULL || shares_script(around, lang) ? NULL : lang;
}
