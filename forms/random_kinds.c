/* SPDX-License-Identifier: MIT
 *
 * random_kinds.c -- made-up answers of the kinds that have parts or a shape.
 * Nothing here belongs to anybody: addresses are at example.org (RFC 2606),
 * telephone numbers among those kept for fiction (Ofcom).
 */
#include "forms/random.h"

#include <math.h>

/* ---- in order, and points ------------------------------------------------ */

void
random_rank(struct turn *t)
{
	const struct forms_question *q = t->f->q;
	const char *names[64];
	struct forms_problem p;
	size_t most, least, n, i, k;
	struct hat h;

	random_hat(&h, q, true);
	most = q->most > 0 && q->most < h.n ? q->most : h.n;
	least = q->least > 0 ? q->least : 1;
	if (least > most)
		least = most;
	n = random_chance(t->r, 60) || most == 0 ? most :
	    least + forms_rng_below(t->r, most - least + 1);
	for (i = 0; i < n; i++) {
		/* what stands first tends to be liked best */
		k = forms_rng_below(t->r, h.n);
		if (random_chance(t->r, 50))
			k = forms_rng_below(t->r, k + 1);
		names[i] = h.o[k]->name;
		h.o[k] = h.o[--h.n];
	}
	forms_answer_set(t->as, t->f, names, n, NULL, &p);
}

/* Starts each at its least and gives the rest out in steps of a tenth, as
 * people do, as long as there is room. */
void
random_share(struct turn *t)
{
	const struct forms_question *q = t->f->q;
	double low = q->has_range && q->low > 0 ? q->low : 0;
	double high = q->has_range ? q->high : q->total, rest, step;
	double amount[64], room;
	const char *values[64];
	struct forms_problem p;
	struct hat h;
	size_t i, tries;

	random_hat(&h, q, true);
	rest = q->total - low * (double)h.n;
	step = q->total >= 20 ? floor(q->total / 20.0) : 1;
	for (i = 0; i < h.n; i++)
		amount[i] = low;
	for (tries = 0; rest > 0 && h.n > 0 && tries < 10000; tries++) {
		i = forms_rng_below(t->r, h.n);
		room = high - amount[i];
		room = room < rest ? room : rest;
		room = room < step ? room : step;
		amount[i] += room;
		rest -= room;
	}
	for (i = 0; i < h.n; i++)
		values[i] = arena_printf(t->as->a, "%s=%.0f", h.o[i]->name,
		    amount[i]);
	forms_answer_set(t->as, t->f, values, h.n, NULL, &p);
}

/* ---- dates --------------------------------------------------------------- */

void
random_date(struct turn *t)
{
	const struct forms_question *q = t->f->q;
	double low = q->has_range ? q->low :
	    (double)date_days((struct date){ 1930, 1, 1 });
	double high = q->has_range ? q->high :
	    (double)date_days((struct date){ 2024, 12, 31 });
	struct date d = date_from_days((int64_t)(low + floor(
	    random_unit(t->r) * (high - low + 1))));
	int known = q->date == FORMS_PARTIAL ?
	    (int)forms_rng_below(t->r, 3) : (int)q->date;
	struct forms_problem p;
	const char *v;

	if (known >= FORMS_MONTH)
		d.day = 0;
	if (known >= FORMS_YEAR)
		d.month = 0;
	v = value_date_text(t->as->a, d);
	forms_answer_set(t->as, t->f, &v, 1, NULL, &p);
}

/* ---- files --------------------------------------------------------------- */

void
random_file(struct turn *t)
{
	static const struct { const char *ending, *bytes; } kinds[] = {
		{ "pdf", "%PDF-1.4\n%%EOF\n" },
		{ "docx", "PK\3\4 word/document.xml" },
		{ "xlsx", "PK\3\4 xl/workbook.xml" },
		{ "odt", "PK\3\4 mimetypeapplication/vnd.oasis."
		    "opendocument.text" },
		{ "png", "\x89PNG\r\n\x1a\n" },
		{ "jpg", "\xFF\xD8\xFF\xE0" },
		{ "jpeg", "\xFF\xD8\xFF\xE0" },
		{ "txt", "What we would like to say.\n" },
		{ "csv", "what,how many\nvisits,3\n" },
	};
	const struct forms_question *q = t->f->q;
	struct forms_problem p;
	const char *ending;
	size_t i;

	if (q->n_files == 0)
		return;
	ending = q->files[forms_rng_below(t->r, q->n_files)];
	for (i = 0; i < LEN(kinds); i++)
		if (strcmp(kinds[i].ending, ending) == 0)
			forms_answer_file(t->as, t->f, arena_printf(t->as->a,
			    "letter-%zu.%s", 1 + forms_rng_below(t->r, 90),
			    ending), str_of(kinds[i].bytes), &p);
}

/* ---- lines --------------------------------------------------------------- */

const char *
random_line(struct turn *t)
{
	struct arena *a = t->as->a;
	size_t n;

	if (t->f->q->format == FORMS_PLAIN)
		return NULL;
	n = forms_rng_below(t->r, 1000);
	switch (t->f->q->format) {
	case FORMS_EMAIL:
		return arena_printf(a, "person%zu@example.org", n);
	case FORMS_PHONE:	/* 0116 496 0000 to 0999 */
		return arena_printf(a, "0116 496 0%03zu", n);
	case FORMS_LINK:
		return arena_printf(a, "https://example.org/%zu", n);
	case FORMS_TIME:
		return arena_printf(a, "%02zu:%02zu",
		    forms_rng_below(t->r, 24),
		    15 * forms_rng_below(t->r, 4));
	case FORMS_ADDRESS:
		return arena_printf(a, "%zu High Street\nExampleton", n + 1);
	case FORMS_PLAIN:
		break;
	}
	return NULL;
}

const char *
random_postcode(struct turn *t, const char *district)
{
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";
	char sector, one, two;

	if (t->f->q->postcode == FORMS_OUTWARD)
		return district;
	sector = (char)('1' + forms_rng_below(t->r, 9));
	if (t->f->q->postcode == FORMS_SECTOR)
		return arena_printf(t->as->a, "%s %c", district, sector);
	one = letters[forms_rng_below(t->r, 20)];
	two = letters[forms_rng_below(t->r, 20)];
	return arena_printf(t->as->a, "%s %c%c%c", district, sector, one,
	    two);
}
