/* SPDX-License-Identifier: MIT
 *
 * guess.c -- what a column seems to be, by its heading and by what stands in it.
 */
#include "survey/import/import.h"

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

	for (i = 0; i < LEN(known); i++)
		for (k = 0; k < LEN(like); k++)
			if (strcmp(known[i].like, like[k]) == 0) {
				*out = known[i].goes;
				return true;
			}
	return false;
}

/* ---- questions --------------------------------------------------------------------- */

struct match { double score; const struct forms_field *field;
	enum part part; const struct forms_option *option; };

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

static double
score_whole(struct arena *a, const struct heading *h,
    const struct forms_field *f)
{
	double whole = score_words(a, h->words, f->words), split;

	if (strcmp(words_like(a, h->words), f->id) == 0 ||
	    strcmp(words_like(a, h->name), f->id) == 0 ||
	    strcmp(h->words, f->id) == 0)
		return 1.1;
	if (h->name[0] != '\0') {
		split = score_words(a, h->asks, f->words);
		whole = split > whole ? split : whole;
	}
	if (f->grid == NULL || f->item == NULL)
		return whole;
	split = h->part[0] == '\0' ? score_words(a, h->words, f->item->title) :
	    score_words(a, h->part, f->item->title) *
	    (0.7 + 0.3 * score_words(a, h->asks, f->grid->words));
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

/* "Topics: Roads", or in one row "Topics - Roads". */
static void
score_parts(struct arena *a, const struct heading *h,
    const struct forms_field *f, struct match *m)
{
	const char *asks = h->asks, *part = h->part;
	const char *words = words_like(a, unnumbered(h->words));
	size_t n = strlen(words_like(a, f->words));

	if (!has_options(f->q))
		return;
	if (part[0] == '\0' && n > 0 && strncmp(words, words_like(a,
	    f->words), n) == 0) {
		asks = f->words;
		part = words + n + strspn(words + n, " -:.?");
	}
	if (part[0] == '\0')
		return;
	m->option = f->q->type != FORMS_ONE ? guess_option(a, f->q, part) :
	    NULL;
	m->part = PART_OPTION;
	if (strncmp(words_like(a, part), "other", 5) == 0 &&
	    write_in_of(f->q) != NULL) {
		m->option = write_in_of(f->q);
		m->part = PART_WORDS;
	}
	m->score = m->option != NULL ? score_words(a, asks, f->words) : 0;
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
	c->doubt = best.score < 1 ? "a guess, by its words" : "";
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
