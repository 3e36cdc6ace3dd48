/* SPDX-License-Identifier: MIT
 *
 * shaped.c -- shaped [--fault KIND] FILE.pdf ...: are these the letters that
 * HarfBuzz and FriBidi give for the words, and does each have its room?  One
 * line for each that is not so, and exit 1.
 *
 * With --fault one glyph of the first file is spoilt before the comparison,
 * which must find that: `swap` exchanges two neighbours, `move` moves one by a
 * tenth of an em, `raise` raises one, `mark` leaves out a mark, and `crowd` moves
 * a line onto the one before it.  Exit 4: there is none of that kind.
 */
#include "tests/pdf/shaped.h"

#include <stdio.h>

/* ---- faults --------------------------------------------------------------------- */

static bool
latin(const struct face *f)
{
	return strncmp(f->name, "NotoSans-", 9) == 0 ||
	    strncmp(f->name, "NotoSerif-", 10) == 0;
}

/* Moves a line onto the one before it, a third of an em below its letters. */
static bool
crowd(struct shaped *s, struct line *l)
{
	double up;
	size_t i;

	if (l == s->lines || l[-1].page != l->page || l->n < 5 || l[-1].n < 5 ||
	    l[-1].y <= l->y || l->x >= l[-1].end || l[-1].x >= l->end)
		return false;
	up = l[-1].y - l->y - 0.3 * l->size;
	for (i = 0; i < l->n; i++)
		l->v[i].y += up;
	l->y += up;
	return true;
}

static bool
spoil(struct shaped *s, const char *kind, struct line *l, size_t i)
{
	struct shown *g = &l->v[i], swap;

	if (l->e == NULL || !face_draws(s, g->face, false, g->gid))
		return false;
	if (strcmp(kind, "swap") == 0) {
		if (i + 1 == l->n || g[1].face != g->face || g[1].gid ==
		    g->gid || !face_draws(s, g->face, false, g[1].gid))
			return false;
		swap = *g;
		g->gid = g[1].gid;
		g[1].gid = swap.gid;
	} else if (strcmp(kind, "move") == 0)
		g->x += 0.1 * l->size;
	else if (strcmp(kind, "raise") == 0)
		g->y += 0.1 * l->size;
	else if (strcmp(kind, "crowd") != 0 || !crowd(s, l))
		return false;
	printf("%s: page %d: spoilt (%s)\n", s->p->name, l->page, kind);
	return true;
}

/* In a font that is not Latin, where there is one. */
static bool
spoil_one(struct shaped *s, const char *kind)
{
	int again;
	size_t i, k;

	for (again = 0; again < 2; again++)
		for (i = 0; i < s->n; i++)
			for (k = 0; k < s->lines[i].n; k++)
				if (again == latin(s->lines[i].v[k].face) &&
				    s->lines[i].v[k].face->whole != NULL &&
				    spoil(s, kind, &s->lines[i], k))
					return true;
	return false;
}

/* ---- a file ----------------------------------------------------------------------- */

static void
report(const struct shaped *s)
{
	char tag[5] = "";
	size_t i;

	printf("%s: %zu lines, %zu glyphs, %zu rules and frames, %zu scripts:",
	    s->p->name, s->compared, s->glyphs, s->n_drawn, s->n_scripts);
	for (i = 0; i < s->n_scripts; i++) {
		hb_tag_to_string(hb_script_to_iso15924_tag(s->scripts[i]), tag);
		printf(" %s", tag);
	}
	if (s->standins > 0)
		printf("; %zu signs stand for others", s->standins);
	printf("; %zu mismatches\n", s->p->faults);
}

/* Faults; -1: there is nothing to spoil. */
static int
shaped(const char *name, struct str file, const char *kind)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct pdf p = { .name = name, .bytes = file.p, .nbytes = file.n,
	    .out = &out };
	struct shaped s = { .p = &p, .fonts = SHAPED_FONTS };
	bool found = true;
	size_t i;

	if (pdf_read(&p)) {
		s.rtl = name_is(&p, get(&p, get(&p, p.root,
		    "/ViewerPreferences"), "/Direction"), "R2L");
		s.drop = kind != NULL && strcmp(kind, "mark") == 0;
		shaped_read(&s);
		found = kind == NULL || s.dropped || (!s.drop &&
		    spoil_one(&s, kind));
		for (i = 0; i < s.n; i++)
			shaped_compare(&s, &s.lines[i]);
		shaped_finish(&s);
		shaped_room(&s);
		if (s.glyphs == 0)
			fault(&p, 0, "SHAPED", "there are no letters");
	}
	fputs(buf_text(&out), stdout);
	report(&s);
	shaped_faces_free(&s);
	pdf_done(&p);
	return found ? (int)p.faults : -1;
}

int
main(int argc, char **argv)
{
	const char *kind = NULL;
	int first = 1, i, n, faults = 0;

	if (argc > 3 && strcmp(argv[1], "--fault") == 0) {
		kind = argv[2];
		first = 3;
	}
	if (argc <= first) {
		fprintf(stderr, "usage: shaped [--fault swap|move|raise|mark|crowd] "
		    "FILE.pdf ...\n");
		return 2;
	}
	for (i = first; i < argc; i++, kind = NULL) {
		struct arena CLEAN(arena_free) a = { 0 };
		struct str s;
		struct err e;

		if (!file_read(&a, argv[i], (size_t)1 << 30, &s, &e)) {
			fprintf(stderr, "shaped: %s\n", e.msg);
			return 3;
		}
		n = shaped(argv[i], s, kind);
		if (n < 0)
			return 4;
		faults += n;
	}
	return faults > 0;
}
