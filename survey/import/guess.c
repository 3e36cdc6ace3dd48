/* SPDX-License-Identifier: MIT
 *
 * guess.c -- what a column seems to be, by its heading and by what stands in it.
 */
#include "survey/import/import.h"

#include <stdlib.h>

/* ---- columns that are about no question ---------------------------------------- */

/* As SurveyMonkey, Microsoft Forms, Google Forms, Smart Survey, LimeSurvey,
 * Qualtrics and Citizen Space head them; compared by words_like. */
static const struct { const char *like; enum goes goes; } known[] = {
	{ "respondent id", GOES_RESPONDENT },
	{ "response id", GOES_RESPONDENT },
	{ "responseid", GOES_RESPONDENT }, { "id", GOES_RESPONDENT },
	{ "userid", GOES_RESPONDENT }, { "user id", GOES_RESPONDENT },
	{ "anonymous id", GOES_RESPONDENT },
	{ "end date", GOES_DATE }, { "enddate", GOES_DATE },
	{ "completion time", GOES_DATE }, { "date submitted", GOES_DATE },
	{ "submitdate", GOES_DATE }, { "submitted", GOES_DATE },
	{ "timestamp", GOES_DATE }, { "ended", GOES_DATE },
	{ "date completed", GOES_DATE }, { "completed", GOES_DATE },
	{ "submission date", GOES_DATE }, { "recordeddate", GOES_DATE },
	{ "recorded date", GOES_DATE },
	{ "language", GOES_LANGUAGE }, { "start language", GOES_LANGUAGE },
	{ "startlanguage", GOES_LANGUAGE },
	{ "user language", GOES_LANGUAGE },
	{ "userlanguage", GOES_LANGUAGE }, { "q_language", GOES_LANGUAGE },
	{ "finished", GOES_ONLY },
	{ "collector id", GOES_OUT }, { "start date", GOES_OUT },
	{ "startdate", GOES_OUT }, { "start time", GOES_OUT },
	{ "date started", GOES_OUT }, { "started", GOES_OUT },
	{ "last modified time", GOES_OUT }, { "ip address", GOES_OUT },
	{ "ipaddress", GOES_OUT }, { "email address", GOES_OUT },
	{ "email", GOES_OUT }, { "username", GOES_OUT },
	{ "name", GOES_OUT }, { "first name", GOES_OUT },
	{ "last name", GOES_OUT }, { "custom data 1", GOES_OUT },
	{ "last page", GOES_OUT }, { "lastpage", GOES_OUT },
	{ "seed", GOES_OUT }, { "token", GOES_OUT },
	{ "date last action", GOES_OUT }, { "datestamp", GOES_OUT },
	{ "refurl", GOES_OUT }, { "referrer url", GOES_OUT },
	{ "progress", GOES_OUT }, { "status", GOES_OUT },
	{ "response type", GOES_OUT },
	{ "duration (in seconds)", GOES_OUT },
	{ "recipientlastname", GOES_OUT }, { "recipientfirstname", GOES_OUT },
	{ "recipient last name", GOES_OUT },
	{ "recipient first name", GOES_OUT },
	{ "recipientemail", GOES_OUT }, { "recipient email", GOES_OUT },
	{ "externalreference", GOES_OUT },
	{ "external data reference", GOES_OUT },
	{ "locationlatitude", GOES_OUT }, { "location latitude", GOES_OUT },
	{ "locationlongitude", GOES_OUT },
	{ "location longitude", GOES_OUT },
	{ "distributionchannel", GOES_OUT },
	{ "distribution channel", GOES_OUT }, { "userno", GOES_OUT },
	{ "user no", GOES_OUT }, { "unique id", GOES_OUT },
	{ "user agent", GOES_OUT }, { "tracking link", GOES_OUT },
	{ "points", GOES_OUT }, { "total points", GOES_OUT },
	{ "quiz feedback", GOES_OUT },
};

bool
guess_known(const struct heading *h, enum goes *out)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *like[2] = { words_like(&a, h->asks),
	    words_like(&a, h->name) };
	size_t i, k;

	for (i = 0; h->part[0] == '\0' && i < LEN(known); i++)
		for (k = 0; k < LEN(like); k++)
			if (strcmp(known[i].like, like[k]) == 0) {
				*out = known[i].goes;
				return true;
			}
	return false;
}

/* ---- questions --------------------------------------------------------------------- */

struct match { double score; const struct forms_field *field;
	enum part part; const struct forms_option *option; size_t number; };

/* "Q3. What matters?" and "3) What matters?" without the number. */
static const char *
unnumbered(const char *s)
{
	const char *p = s + (*s == 'q' || *s == 'Q');
	size_t n = strspn(p, "0123456789");

	if (n == 0 || strchr(".):-", p[n]) == NULL || p[n] == '\0')
		return s;
	p += n + strspn(p + n, ".):- ");
	return *p != '\0' ? p : s;
}

static double
score_words(struct arena *a, const char *x, const char *y)
{
	const char *like = words_like(a, unnumbered(x));

	if (like[0] == '\0' || y[0] == '\0')
		return 0;
	return strcmp(like, words_like(a, y)) == 0 ? 1 :
	    0.99 * words_common(a, like, y);
}

/* What a heading says, without a short name before it. */
static const char *
said(const struct heading *h)
{
	return h->name[0] != '\0' ? h->asks : h->words;
}

/* "Topics - Roads" after "Topics": roads.  NULL: it begins otherwise. */
static const char *
rest(struct arena *a, const struct heading *h, const char *words)
{
	const char *s = words_like(a, unnumbered(said(h)));
	size_t n = strlen(words_like(a, words));

	if (n == 0 || strncmp(s, words_like(a, words), n) != 0 || s[n] == '\0')
		return NULL;
	return s + n + strspn(s + n, " -:.?");
}

static bool
is_id(const struct forms_field *f, const char *s)
{
	return strcmp(f->id, s) == 0;
}

static double
score_whole(struct arena *a, const struct heading *h,
    const struct forms_field *f)
{
	double whole = score_words(a, said(h), f->words), split;
	const char *item;

	if (is_id(f, words_like(a, h->words)) || is_id(f, h->words) ||
	    is_id(f, words_like(a, h->name)))
		return 1.1;
	if (f->grid == NULL || f->item == NULL)
		return whole;
	item = rest(a, h, f->grid->words);
	if (h->part[0] != '\0')
		split = score_words(a, h->part, f->item->title) *
		    (0.7 + 0.3 * score_words(a, h->asks, f->grid->words));
	else
		split = score_words(a, item != NULL ? item : said(h),
		    f->item->title);
	return split > whole ? split : whole;
}

static const struct forms_option *
write_in_of(const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (q->options[i].write_in && !q->options[i].staff)
			return &q->options[i];
	return NULL;
}

static bool
has_options(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_RANK || q->type == FORMS_SHARE;
}

/* "Something else - Text" without its end; NULL: it has none. */
static const char *
without_text(struct arena *a, const char *part)
{
	const char *like = words_like(a, part);
	size_t n = strlen(like);

	return n > 7 && strcmp(like + n - 7, " - text") == 0 ?
	    arena_strn(a, like, n - 7) : NULL;
}

/* Which answer of the question a part of it is: its own column, what is written
 * beside it, or what stands at a place. */
static void
part_of(struct arena *a, const struct forms_question *q, const char *part,
    struct match *m)
{
	const char *like = words_like(a, part), *text = without_text(a, part);
	const char *number = strncmp(like, "rank ", 5) == 0 ? like + 5 : like;
	size_t n = strspn(number, "0123456789");

	m->option = guess_option(a, q, part);
	m->part = PART_OPTION;
	if (q->type == FORMS_ONE) {	/* only what is written has a column */
		m->part = PART_WORDS;
		if (m->option != NULL && !m->option->write_in)
			m->option = NULL;
	}
	if (text != NULL || strncmp(like, "other", 5) == 0) {
		m->option = text != NULL ? guess_option(a, q, text) :
		    write_in_of(q);
		m->part = PART_WORDS;
		if (m->option != NULL && !m->option->write_in)
			m->option = NULL;
	}
	if (m->option == NULL && q->type == FORMS_RANK && n > 0 && n < 4 &&
	    number[n] == '\0' && atoi(number) > 0) {
		m->part = PART_PLACE;
		m->number = (size_t)atoi(number);
	}
}

/* "Topics: Roads", or in one row "Topics - Roads", or "topics[roads]". */
static void
score_parts(struct arena *a, const struct heading *h,
    const struct forms_field *f, struct match *m)
{
	const char *part = h->part;
	double score;

	if (!has_options(f->q))
		return;
	score = is_id(f, h->asks) ? 1.1 : score_words(a, h->asks, f->words);
	if (part[0] == '\0') {
		part = rest(a, h, f->words);
		score = 1;
	}
	if (part == NULL || part[0] == '\0')
		return;
	part_of(a, f->q, part, m);
	if (m->option != NULL || m->part == PART_PLACE)
		m->score = score;
}

void
guess_question(struct arena *a, const struct forms_form *form,
    const struct heading *h, const bool *taken, struct map_column *c)
{
	struct match best = { 0 };
	double second = 0;
	size_t i;

	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *f = &form->fields[i];
		struct match m = { .field = f }, whole = { .field = f };

		if (f->until != NULL || f->q->type == FORMS_FILE)
			continue;
		score_parts(a, h, f, &m);
		whole.score = taken[i] ? 0 : score_whole(a, h, f);
		if (whole.score > m.score)
			m = whole;
		if (m.score > best.score) {
			second = best.score;
			best = m;
		} else if (m.score > second) {
			second = m.score;
		}
	}
	if (best.score < 0.6 || best.score - second < 0.05)
		return;
	c->goes = GOES_QUESTION;
	c->part = best.part;
	c->field = best.field;
	c->option = best.option;
	c->number = best.number;
	c->doubt = best.score < 1 ? "a guess, by its words" : "";
}

bool
guess_beside(struct arena *a, const struct heading *h, struct map_column *c,
    const struct map_column *before)
{
	const char *like = words_like(a, unnumbered(said(h)));
	const struct forms_option *o;

	if (before->goes != GOES_QUESTION || h->part[0] != '\0' ||
	    write_in_of(before->field->q) == NULL)
		return false;
	o = guess_option(a, before->field->q, unnumbered(said(h)));
	if (o == NULL && (strcmp(like, "other") == 0 ||
	    strstr(like, "please specify") != NULL))
		o = write_in_of(before->field->q);
	if (o == NULL || !o->write_in)
		return false;
	c->goes = GOES_QUESTION;
	c->part = PART_WORDS;
	c->field = before->field;
	c->option = o;
	c->doubt = "a guess: it stands beside its question";
	return true;
}

/* ---- dates --------------------------------------------------------------------------- */

enum order
guess_order(const struct column_seen *s, bool *sure)
{
	int64_t all = s->year_first + s->day_first + s->month_first +
	    s->either;

	*sure = true;
	if (all == 0 || all * 5 < s->filled * 4)
		return ORDER_NONE;
	if (s->year_first * 2 > all)
		return ORDER_YMD;
	*sure = (s->day_first > 0) != (s->month_first > 0);
	return s->month_first > s->day_first ? ORDER_MDY : ORDER_DMY;
}
