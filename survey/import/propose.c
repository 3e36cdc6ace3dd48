/* SPDX-License-Identifier: MIT
 *
 * propose.c -- a map to begin with: what each column seems to be, and which of
 * its answers are not those of the questionnaire.
 */
#include "locales/locales.h"
#include "survey/import/import.h"

#include <stdio.h>

enum { LONGEST = 300 };		/* bytes of a text that may be an answer */

struct proposing {
	struct arena	*a;
	const struct forms_form *form;
	const struct headings *heads;
	struct column_seen *seen;	/* one for each heading */
	struct map	*map;
	bool		*taken;		/* fields that have a column */
	bool		 used[GOES_QUESTION + 1];
};

/* ---- what stands in the columns ------------------------------------------------- */

static void
see_date(struct column_seen *s, const char *cell)
{
	int n[3];

	if (!cell_numbers(cell, n))
		return;
	if (n[0] > 31)
		s->year_first++;
	else if (n[0] > 12)
		s->day_first++;
	else if (n[1] > 12)
		s->month_first++;
	else
		s->either++;
}

static void
see(struct arena *a, struct column_seen *s, const char *cell)
{
	const char *line;
	size_t i;

	if (table_empty(cell))
		return;
	s->filled++;
	s->semicolons += strchr(cell, ';') != NULL;
	s->commas += strchr(cell, ',') != NULL;
	s->strokes += strchr(cell, '|') != NULL;
	s->lines += strchr(cell, '\n') != NULL;
	see_date(s, cell);
	if (s->many || strlen(cell) > LONGEST) {
		s->many = true;
		return;
	}
	for (i = 0; i < s->n; i++)
		if (strcmp(s->v[i].text, cell) == 0) {
			s->v[i].n++;
			return;
		}
	if (s->n == SEEN_MAX) {
		s->many = true;
		return;
	}
	line = arena_str(a, cell);
	*arena_push(a, s->v, s->n, s->cap) = (struct seen){ line, 1 };
}

static bool
see_all(struct proposing *p, struct table *t, struct err *e)
{
	struct table_row r;
	bool got;
	size_t i;

	for (;;) {
		struct arena a CLEAN(arena_free) = { 0 };

		if (!table_row(t, &a, &r, &got, e))
			return false;
		if (!got)
			return true;
		for (i = 0; i < p->heads->n; i++)
			if (p->heads->v[i].at < r.n)
				see(p->a, &p->seen[i],
				    r.cells[p->heads->v[i].at]);
	}
}

/* ---- answers ----------------------------------------------------------------------- */

static const struct forms_option *
by_number(const struct forms_question *q, const char *s)
{
	char text[16];
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		snprintf(text, sizeof(text), "%d", q->options[i].number);
		if (!q->options[i].staff && strcmp(text, s) == 0)
			return &q->options[i];
	}
	return NULL;
}

static const struct forms_option *
by_words(struct arena *a, const struct forms_question *q, const char *s)
{
	const struct forms_option *best = NULL;
	double most = 0.59, now;
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		if (q->options[i].staff)
			continue;
		now = words_common(a, q->options[i].words, s);
		if (now > most) {
			most = now;
			best = &q->options[i];
		}
	}
	return best;
}

static void
add_answer(struct proposing *p, struct map_column *c, const char *typed,
    const char *name)
{
	const char *line = words_line(p->a, typed);
	size_t i;

	for (i = 0; i < c->n_answers; i++)
		if (strcmp(c->answers[i].typed, line) == 0)
			return;
	*arena_push(p->a, c->answers, c->n_answers, c->cap_answers) =
	    (struct map_answer){ .typed = line,
	    .like = words_like(p->a, line), .name = name };
}

static const struct forms_option *
other_of(const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (q->options[i].write_in && !q->options[i].staff)
			return &q->options[i];
	return NULL;
}

/* Only what is not the name or the words of an answer has a line. */
static void
answer_of(struct proposing *p, struct map_column *c, const char *typed)
{
	const struct forms_question *q = c->field->q;
	const struct forms_option *o = guess_option(p->a, q, typed);

	if (o != NULL)
		return;
	if (strcmp(typed, "-oth-") == 0 && other_of(q) != NULL) {
		add_answer(p, c, typed, other_of(q)->name);	/* LimeSurvey */
		return;
	}
	o = by_number(q, words_line(p->a, typed));
	if (o != NULL && c->doubt[0] == '\0')
		c->doubt = "answers by number: look at each";
	if (o == NULL)
		o = by_words(p->a, q, typed);
	if (o != NULL)
		add_answer(p, c, typed, o->name);
	else if (other_of(q) != NULL)
		c->otherwise = other_of(q);
	else
		add_answer(p, c, typed, "?");
}

static bool
is_choice(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_SCALE ||
	    q->type == FORMS_MANY || q->type == FORMS_RANK;
}

static void
answers(struct proposing *p, struct map_column *c,
    const struct column_seen *s)
{
	size_t i, k, n;

	for (i = 0; i < s->n; i++) {
		const char **v = &s->v[i].text;

		n = 1;
		if (c->split != '\0')
			v = cell_split(p->a, c, s->v[i].text, &n);
		for (k = 0; k < n; k++)
			answer_of(p, c, v[k]);
	}
}

static char
split_of(const struct column_seen *s)
{
	return s->semicolons > 0 ? ';' : s->strokes > 0 ? '|' :
	    s->lines > 0 ? '\n' : s->commas > 0 ? ',' : ';';
}

/* ---- columns --------------------------------------------------------------------------- */

static void
order(struct map_column *c, const struct column_seen *s)
{
	bool sure;

	c->order = guess_order(s, &sure);
	if (!sure)
		c->doubt = "a guess: is it the day or the month that comes "
		    "first?";
	if (c->order == ORDER_YMD)
		c->order = ORDER_NONE;
}

/* Is each cell of an answer's own column a tick, or none?  Else it is what was
 * written beside it. */
static bool
ticks(struct proposing *p, const struct map_column *c,
    const struct column_seen *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (cell_tick(p->a, c, s->v[i].text) < 0)
			return false;
	return !s->many;
}

static void
question(struct proposing *p, struct map_column *c,
    const struct column_seen *s)
{
	const struct forms_question *q = c->field->q;

	if (c->part == PART_OPTION && q->type == FORMS_MANY &&
	    c->option->write_in && !ticks(p, c, s))
		c->part = PART_WORDS;
	if (c->part != PART_WHOLE)
		return;
	p->taken[c->field->index] = true;
	if (q->type == FORMS_MANY || q->type == FORMS_RANK ||
	    q->type == FORMS_SHARE)
		c->split = split_of(s);
	if (q->type == FORMS_DATE)
		order(c, s);
	if (is_choice(q))
		answers(p, c, s);
}

/* "English", "Cymraeg" or "Welsh", where it is one of the form's languages. */
static const char *
language(const struct proposing *p, const char *typed)
{
	const char *like = words_like(p->a, typed), *tag;
	size_t i;

	for (i = 0; i < p->form->n_languages; i++) {
		tag = p->form->languages[i];
		if (strcmp(like, words_like(p->a, locale_name(tag))) == 0 ||
		    strcmp(like, words_like(p->a, locale_english_name(tag))) ==
		    0)
			return tag;
	}
	return p->form->n_languages == 1 ? p->form->languages[0] : "?";
}

static void
languages(struct proposing *p, struct map_column *c,
    const struct column_seen *s)
{
	const struct forms_form *f = p->form;
	size_t i, k;

	for (i = 0; i < s->n; i++) {
		for (k = 0; k < f->n_languages; k++)
			if (strcasecmp(f->languages[k], s->v[i].text) == 0)
				break;
		if (k == f->n_languages)
			add_answer(p, c, s->v[i].text, language(p,
			    s->v[i].text));
		else if (strcmp(f->languages[k], s->v[i].text) != 0)
			add_answer(p, c, s->v[i].text, f->languages[k]);
	}
}

static void
finished(struct proposing *p, struct map_column *c,
    const struct column_seen *s)
{
	static const char *const yes[] = { "true", "1", "yes" };
	size_t i, k;

	for (i = 0; i < s->n; i++)
		for (k = 0; k < LEN(yes); k++)
			if (strcmp(words_like(p->a, s->v[i].text), yes[k]) == 0)
				add_answer(p, c, s->v[i].text, "");
	c->doubt = "rows with anything else are left out";
	if (c->n_answers == 0)
		*c = (struct map_column){ .letter = c->letter,
		    .words = c->words, .goes = GOES_OUT, .doubt = "" };
}

/* Two respondents are never one: not by a column with one number twice. */
static bool
tells_apart(const struct column_seen *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->v[i].n > 1)
			return false;
	return s->filled > 0;
}

static void
fact(struct proposing *p, struct map_column *c, const struct column_seen *s)
{
	enum goes goes = c->goes;

	if (goes != GOES_OUT && goes != GOES_ONLY && p->used[goes])
		c->goes = GOES_OUT;
	if (goes == GOES_RESPONDENT && !tells_apart(s))
		c->goes = GOES_OUT;
	if (goes == GOES_DATE && s->filled == 0)
		c->goes = GOES_OUT;
	p->used[c->goes] = true;
	if (c->goes == GOES_DATE)
		order(c, s);
	else if (c->goes == GOES_LANGUAGE)
		languages(p, c, s);
	else if (c->goes == GOES_ONLY)
		finished(p, c, s);
}

static void
propose_one(struct proposing *p, size_t i)
{
	const struct heading *h = &p->heads->v[i];
	struct map_column c = { .letter = h->letter, .words = h->words,
	    .doubt = "", .at = h };

	guess_question(p->a, p->form, h, p->taken, &c);
	if (c.goes == GOES_UNSURE || c.doubt[0] != '\0') {
		enum goes known;

		if (guess_known(h, &known)) {
			c = (struct map_column){ .letter = h->letter,
			    .words = h->words, .goes = known, .doubt = "",
			    .at = h };
			fact(p, &c, &p->seen[i]);
		}
	}
	if ((c.goes == GOES_UNSURE || (c.goes == GOES_QUESTION &&
	    c.doubt[0] != '\0')) && p->map->n > 0 && p->seen[i].filled > 0)
		(void)guess_beside(p->a, h, &c, &p->map->columns[p->map->n - 1]);
	if (c.goes == GOES_QUESTION)
		question(p, &c, &p->seen[i]);
	if (c.goes == GOES_UNSURE && p->seen[i].filled == 0) {
		c.goes = GOES_OUT;
		c.doubt = "nothing stands in it";
	}
	*arena_push(p->a, p->map->columns, p->map->n, p->map->cap) = c;
}

/* "Survey results (1-200).csv": Survey results */
static const char *
source_of(struct arena *a, const char *file)
{
	char *name = path_name(a, file), *dot = strrchr(name, '.'),
	    *open;

	if (dot != NULL && dot != name)
		*dot = '\0';
	open = strrchr(name, '(');
	if (open != NULL && open != name &&
	    open[1 + strspn(open + 1, "0123456789- ")] == ')')
		*open = '\0';
	return words_line(a, name)[0] != '\0' ? words_line(a, name) : "survey";
}

bool
map_propose(struct arena *a, const struct forms_form *form, struct table *t,
    const struct headings *heads, const char *file, struct map *out,
    struct err *e)
{
	struct proposing p = { .a = a, .form = form, .heads = heads,
	    .map = out };
	size_t i;

	*out = (struct map){ .name = "", .source = source_of(a, file),
	    .channel = "elsewhere", .lang = form->languages[0], .day = "",
	    .headings = heads->rows };
	p.seen = arena_array(a, struct column_seen, heads->n);
	p.taken = arena_array(a, bool, form->n_fields);
	if (!see_all(&p, t, e))
		return false;
	for (i = 0; i < heads->n; i++)
		propose_one(&p, i);
	return true;
}
