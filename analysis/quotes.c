/* SPDX-License-Identifier: MIT
 *
 * quotes.c -- chooses what is quoted.
 *
 * Quoted is only who agreed to it, in a question whose text may be quoted, and
 * in words that somebody has read and allowed (in a rehearsal: that do not
 * seem to tell who somebody is).  The choice is the same each time: at most
 * 300 characters, best near 140, better with more subjects in it, better from
 * who was not quoted yet; the first to be received wins a tie.  For and
 * against are in the proportion of the answers given.
 */
#include "analysis/findings.h"

enum { QUOTES = 4, SHORTEST = 40, LONGEST = 300, BEST = 140, TWICE = 2 };

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_upper(unsigned char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_alpha(unsigned char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* Seven digits or more, with what people write between them: a telephone
 * number, an NHS number, a date of birth. */
static bool
long_number(const char *s)
{
	size_t digits = 0;

	for (; *s != '\0'; s++) {
		if (is_digit((unsigned char)*s)) {
			if (++digits >= 7)
				return true;
		} else if (strchr(" -()/.", *s) == NULL) {
			digits = 0;
		}
	}
	return false;
}

/* A1 1AA, A11 1AA, AA1 1AA, AA1A 1AA and so on, with or without the space. */
static bool
postcode_at(const char *s)
{
	size_t i = 0;

	while (i < 2 && is_alpha((unsigned char)s[i]))
		i++;
	if (i == 0 || !is_digit((unsigned char)s[i]))
		return false;
	i++;
	/* The second half decides what the next character is. */
	for (size_t more = 0; more < 2; more++) {
		size_t k = i + more;

		if (more == 1 && !is_digit((unsigned char)s[i]) &&
		    !is_alpha((unsigned char)s[i]))
			break;
		if (s[k] == ' ')
			k++;
		if (is_digit((unsigned char)s[k]) &&
		    is_alpha((unsigned char)s[k + 1]) &&
		    is_alpha((unsigned char)s[k + 2]) &&
		    !is_alpha((unsigned char)s[k + 3]) &&
		    !is_digit((unsigned char)s[k + 3]))
			return true;
	}
	return false;
}

/* "Dr Patel", "Mrs. Jones", "Sister Mary": a title and a capital letter. */
static bool
title_at(const char *s)
{
	static const char *const titles[] = { "Dr", "Doctor", "Mr", "Mrs",
		"Ms", "Miss", "Mx", "Prof", "Professor", "Sister", "Nurse",
		"Rev", "Reverend", "Father", "Sir", "Lady", "Lord" };
	size_t i, n;

	for (i = 0; i < LEN(titles); i++) {
		n = strlen(titles[i]);
		if (strncmp(s, titles[i], n) != 0)
			continue;
		if (s[n] == '.')
			n++;
		if (s[n] == ' ' && is_upper((unsigned char)s[n + 1]))
			return true;
	}
	return false;
}

bool
f_quotes_personal(const char *s)
{
	bool start = true;

	if (strchr(s, '@') != NULL || strstr(s, "://") != NULL ||
	    strstr(s, "www.") != NULL || long_number(s))
		return true;
	for (; *s != '\0'; s++) {
		if (start && (postcode_at(s) || title_at(s)))
			return true;
		start = !is_alpha((unsigned char)*s) &&
		    !is_digit((unsigned char)*s) && *s != '\'' &&
		    (unsigned char)*s < 0x80;
	}
	return false;
}

/* ---- who said it ------------------------------------------------------- */

static const struct forms_option *
group_of(const struct cases_response *r, const struct forms_field *q)
{
	const struct forms_answer *v;

	if (q == NULL)
		return NULL;
	v = tally_answer(r, q);
	return v != NULL && v->n == 1 ? v->chosen[0] : NULL;
}

struct label {			/* what a quotation says of its author */
	const struct forms_option *role, *area;
	const char *channel;
};

static int64_t
people_like(const struct findings *f, const struct label *l)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += (l->role == NULL ||
		    group_of(&f->r[i], f->capacity) == l->role) &&
		    (l->area == NULL ||
		    group_of(&f->r[i], f->area) == l->area) &&
		    (l->channel == NULL ||
		    strcmp(f->r[i].meta.channel, l->channel) == 0);
	return n;
}

/* Role, area and channel, as many of them as at least SMALL respondents
 * share; NULL when not even the role is shared by so many, or hidden. */
static const char *
attribution(struct findings *f, const struct cases_response *r)
{
	struct label l = { group_of(r, f->capacity), group_of(r, f->area),
	    r->meta.channel };
	const char *who;

	if (l.role != NULL) {
		const struct profile *p = &f->profiles[f->capacity->index];
		size_t i = tally_index(&p->t, l.role);

		if (i < p->t.n_options && p->hidden[i])
			return NULL;
	}
	if (people_like(f, &l) < SMALL)
		l.channel = NULL;
	if (people_like(f, &l) < SMALL)
		l.area = NULL;
	if (people_like(f, &l) < SMALL)
		return NULL;
	/* "Something else" tells nothing of a role. */
	who = l.role != NULL && !l.role->write_in ? l.role->words :
	    "Respondent";
	if (l.area != NULL)
		who = arena_printf(f->a, "%s, %s", who, l.area->words);
	if (l.channel != NULL)
		who = arena_printf(f->a, "%s, %s", who, l.channel);
	return who;
}

/* ---- the choice -------------------------------------------------------- */

enum side { FOR, AGAINST, EITHER };

static enum side
side_of(const struct findings *f, const struct comment *c,
    const struct view *v)
{
	const struct forms_answer *x = tally_answer(&f->r[c->who], v->field);
	const char *name = x != NULL && x->n == 1 ? x->chosen[0]->name : "";

	if (strcmp(name, "agree") == 0 || strcmp(name, "strongly-agree") == 0)
		return FOR;
	return strcmp(name, "disagree") == 0 ||
	    strcmp(name, "strongly-disagree") == 0 ? AGAINST : EITHER;
}

static bool
said_already(const struct findings *f, const char *text)
{
	size_t i;

	for (i = 0; i < f->n_said; i++)
		if (strcmp(f->said[i], text) == 0)
			return true;
	return false;
}

/* The words that may be printed of a comment; NULL: none. */
static const char *
allowed_words(const struct findings *f, const struct comment *c)
{
	const struct cases_response *r = &f->r[c->who];
	const char *s = c->unit->text;
	size_t i, n;

	for (i = 0; i < f->n_allowed; i++)
		if (strcmp(f->allowed[i].reference, r->reference) == 0 &&
		    strcmp(f->allowed[i].field, c->field->id) == 0)
			return f->allowed[i].text;
	n = utf8_count(s, strlen(s));
	return r->meta.rehearsal && n >= SHORTEST && !f_quotes_personal(s) ?
	    s : NULL;
}

/* How well a comment serves; negative: it may not be quoted. */
static int64_t
score(struct findings *f, const struct comment *c)
{
	const char *s = allowed_words(f, c);
	int64_t n = s != NULL ? (int64_t)utf8_count(s, strlen(s)) : 0;
	int64_t far = n > BEST ? n - BEST : BEST - n;

	if (n == 0 || n > LONGEST || !tally_consent(&f->r[c->who]) ||
	    f->quoted[c->who] >= TWICE || said_already(f, s))
		return -1;
	return 1000 - far + 20 * (int64_t)(c->n < 3 ? c->n : 3) -
	    60 * f->quoted[c->who];
}

static const struct comment *
choose(struct findings *f, const struct forms_field *q, const struct view *v,
    enum side side)
{
	const struct comment *best = NULL;
	int64_t high = -1, s;
	size_t i;

	for (i = 0; i < f->n_comments; i++) {
		const struct comment *c = &f->comments[i];

		if (c->field != q || (v != NULL && side_of(f, c, v) != side))
			continue;
		s = score(f, c);
		if (s > high && attribution(f, &f->r[c->who]) != NULL) {
			high = s;
			best = c;
		}
	}
	return best;
}

/* One line of words: line breaks become spaces. */
static const char *
one_line(struct findings *f, const char *s)
{
	char *p = arena_str(f->a, s), *q;

	for (q = p; *q != '\0'; q++)
		if (*q == '\n' || *q == '\r')
			*q = ' ';
	return p;
}

static size_t
take(struct findings *f, const struct forms_field *q, const struct view *v,
    enum side side, size_t most, struct report_quote *out)
{
	const struct comment *c;
	size_t n = 0;

	while (n < most && (c = choose(f, q, v, side)) != NULL) {
		const struct cases_response *r = &f->r[c->who];

		out[n++] = (struct report_quote){
		    .text = one_line(f, allowed_words(f, c)),
		    .who = attribution(f, r), .reference = r->reference,
		    .against = v != NULL && side == AGAINST };
		f->quoted[c->who]++;
		*arena_push(f->a, f->said, f->n_said, f->said_cap) =
		    allowed_words(f, c);
	}
	return n;
}

void
f_quotes_add(struct page *p, const struct forms_field *q, const struct view *v)
{
	struct findings *f = p->f;
	struct report_quote *out = arena_array(f->a, struct report_quote,
	    QUOTES);
	struct report_block *b;
	size_t n = 0, against = 0;
	int64_t both = v != NULL ? v->agree + v->disagree : 0;

	if (q->q->quote != FORMS_IF && q->q->quote != FORMS_ALWAYS)
		return;
	if (v == NULL) {
		n = take(f, q, NULL, EITHER, QUOTES, out);
	} else if (both > 0) {
		against = (size_t)((2 * QUOTES * v->disagree + both) /
		    (2 * both));
		n = take(f, q, v, FOR, QUOTES - against, out);
		n += take(f, q, v, AGAINST, against, out + n);
	}
	if (n == 0)
		return;
	f->n_quotes += n;
	b = f_page_add(p, BLOCK_QUOTES);
	b->quotes = out;
	b->n = n;
}
