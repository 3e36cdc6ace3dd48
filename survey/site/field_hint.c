/* SPDX-License-Identifier: MIT
 *
 * field_hint.c -- what is said below a question about how to answer it,
 * beside the author's own hint.
 */
#include "survey/site/field.h"

#include <math.h>
#include <stdio.h>

static const char *
count(const struct visit *v, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_count(&b, v->lo, (int64_t)n);
	return arena_str(v->a, buf_text(&b));
}

/* Does the author's hint, as it was written, say how many answers to
 * choose? */
static bool
says_how_many(const char *hint)
{
	static const char *const words[] = { "choose", "select", "tick",
	    "all that apply", "as many" };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcasestr(hint, words[i]) != NULL)
			return true;
	return false;
}

static const char *
how_many(const struct drawing *d)
{
	const struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	const char *most = count(v, q->most), *least = count(v, q->least);

	if (q->least > 0 && q->least == q->most)
		return fill(v, tr_n(v->lo, "Choose %s.", "Choose %s.",
		    q->most), most, "");
	if (q->least > 0 && q->most > 0)
		return fill(v, tr(v->lo, "Choose at least %1$s, and no more "
		    "than %2$s."), least, most);
	if (q->least > 0)
		return fill(v, tr(v->lo, "Choose at least %s."), least, "");
	if (q->most > 0)
		return fill(v, tr(v->lo, "Choose up to %s."), most, "");
	if (q->type == FORMS_MANY && !says_how_many(
	    v->site->form->fields[d->f->index].hint))
		return tr(v->lo, "Choose all that apply.");
	return "";
}

static const char *
in_order(const struct drawing *d)
{
	const struct visit *v = d->v;
	const struct forms_question *q = d->f->q;

	if (q->least > 0)
		return fill(v, tr(v->lo, "Start with the one that matters "
		    "most to you. Choose at least %s."), count(v, q->least),
		    "");
	return tr(v->lo, "Start with the one that matters most to you. You "
	    "can leave the rest empty.");
}

static const char *
points(const struct drawing *d)
{
	const struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	const char *all = fill(v, tr(v->lo, "Write how many points each "
	    "should have, so that together they make %s. Leave a box empty "
	    "for no points."), count(v, (size_t)q->total), "");
	char low[32], high[32];

	if (!q->has_range || (q->low <= 0 && q->high >= q->total))
		return all;
	snprintf(low, sizeof(low), "%.0f", q->low > 0 ? q->low : 0);
	snprintf(high, sizeof(high), "%.0f", q->high);
	if (q->low > 0)
		return fill(v, tr(v->lo, "Write how many points each should "
		    "have: from %1$s to %2$s."), arena_str(v->a, low),
		    arena_str(v->a, high));
	return fill(v, "%1$s %2$s", all, fill(v, tr(v->lo, "None can have "
	    "more than %s."), arena_str(v->a, high), ""));
}

/* A day that could be the answer. */
static struct date
some_day(const struct forms_question *q)
{
	if (!q->has_range)
		return (struct date){ 2021, 3, 27 };
	return date_from_days((int64_t)floor(q->low + (q->high - q->low) / 2));
}

static const char *
date_like(const struct drawing *d)
{
	const struct visit *v = d->v;
	enum forms_date much = d->f->q->date;
	struct date day = some_day(d->f->q);
	const char *like = much == FORMS_YEAR ?
	    arena_printf(v->a, "%d", day.year) : much == FORMS_MONTH ?
	    arena_printf(v->a, "%d %d", day.month, day.year) :
	    arena_printf(v->a, "%d %d %d", day.day, day.month, day.year);

	like = fill(v, tr(v->lo, "For example, %s."), like, "");
	return much != FORMS_PARTIAL ? like : fill(v, "%1$s %2$s", like,
	    tr(v->lo, "If you do not know the day or the month, leave it "
	    "empty."));
}

const char *
field_file_kind(const struct visit *v, const char *ending)
{
	static const struct { const char *ending, *words; } kinds[] = {
		{ "pdf", TR("PDF") }, { "docx", TR("Word (.docx)") },
		{ "xlsx", TR("Excel (.xlsx)") },
		{ "odt", TR("OpenDocument (.odt)") },
		{ "jpg", TR("photo (.jpg)") }, { "jpeg", TR("photo (.jpg)") },
		{ "png", TR("picture (.png)") },
		{ "txt", TR("plain text (.txt)") },
		{ "csv", TR("table (.csv)") },
	};
	size_t i;

	for (i = 0; i < LEN(kinds); i++)
		if (strcmp(kinds[i].ending, ending) == 0)
			return tr(v->lo, kinds[i].words);
	return ending;
}

const char *
field_file_kinds(const struct visit *v, const struct forms_question *q)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < q->n_files; i++) {
		const char *words = field_file_kind(v, q->files[i]);

		if (*list == '\0')
			list = words;
		else if (strstr(list, words) == NULL)
			list = fill(v, tr(v->lo, "%1$s, %2$s"), list, words);
	}
	return list;
}

const char *
field_size(const struct visit *v, size_t bytes)
{
	if (bytes < 1000000)
		return arena_printf(v->a, "%zu\u00A0kB", (bytes + 999) / 1000);
	if (bytes % 1000000 < 100000)
		return arena_printf(v->a, "%zu\u00A0MB", bytes / 1000000);
	return arena_printf(v->a, "%zu.%zu\u00A0MB", bytes / 1000000,
	    bytes % 1000000 / 100000);
}

static const char *
file_like(const struct drawing *d)
{
	const struct visit *v = d->v;

	return fill(v, tr(v->lo, "You can send one file of up to %1$s: "
	    "%2$s."), field_size(v, forms_file_limit(d->f->q)),
	    field_file_kinds(v, d->f->q));
}

static const char *
text_limit(const struct drawing *d)
{
	const struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	size_t n = q->limit_words > 0 ? q->limit_words : q->limit;
	const char *many = count(v, n);

	if (n == 0 || q->format == FORMS_ADDRESS)
		return "";
	if (q->soft && q->limit_words > 0)
		return fill(v, tr_n(v->lo, "About %s word is enough. You can "
		    "write more.", "About %s words are enough. You can write "
		    "more.", n), many, "");
	if (q->soft)
		return fill(v, tr_n(v->lo, "About %s character is enough. You "
		    "can write more.", "About %s characters are enough. You "
		    "can write more.", n), many, "");
	if (q->limit_words > 0)
		return fill(v, tr_n(v->lo, "You can write up to %s word.",
		    "You can write up to %s words.", n), many, "");
	return fill(v, tr_n(v->lo, "You can write up to %s character.",
	    "You can write up to %s characters.", n), many, "");
}

/* Where the author gave no hint of their own. */
static const char *
line_like(const struct drawing *d)
{
	const struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	const char *like = "";

	if (d->f->hint[0] != '\0')
		return "";
	if (q->type == FORMS_POSTCODE)
		like = q->postcode == FORMS_FULL ? "LE4 2XY" :
		    q->postcode == FORMS_SECTOR ? "LE4 2" : "";
	else if (q->format == FORMS_PHONE)
		like = "0116 496 0000";
	else if (q->format == FORMS_LINK)
		like = "www.example.org";
	else if (q->format == FORMS_EMAIL)
		like = "name@example.org";
	else if (q->format == FORMS_TIME)
		/* translators: two times of day as people may type them. */
		return tr(v->lo, "For example, 9:30am or 14:00.");
	return *like == '\0' ? "" :
	    fill(v, tr(v->lo, "For example, %s."), like, "");
}

const char *
field_limit_words(const struct drawing *d)
{
	switch (d->f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
	case FORMS_MANY:
		return how_many(d);
	case FORMS_RANK:
		return in_order(d);
	case FORMS_SHARE:
		return points(d);
	case FORMS_DATE:
		return d->f->hint[0] != '\0' ? "" : date_like(d);
	case FORMS_FILE:
		return file_like(d);
	case FORMS_TEXT:
		return text_limit(d);
	case FORMS_LINE:
	case FORMS_POSTCODE:
		return line_like(d);
	case FORMS_NUMBER:
		break;
	}
	return "";
}
