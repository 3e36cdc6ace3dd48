/* SPDX-License-Identifier: MIT
 *
 * oracle_reader.c -- reads the words between the questions on paper, and does
 * what they say.  It knows English of a narrow sort, the answers A to D, and
 * what it has written so far; nothing of conditions.
 */
#include "tests/unit/forms/oracle.h"

#include <stdio.h>
#include <stdlib.h>

struct reader {
	const struct oracle	*f;
	struct o_given		 mine[O_FIELDS];
	bool			 lost;		/* words not understood */
};

static bool
eat(const char **s, const char *words)
{
	size_t n = strlen(words);

	if (strncmp(*s, words, n) != 0)
		return false;
	*s += n;
	return true;
}

static int
number(const char **s)
{
	char *end;
	long n = strtol(*s, &end, 10);

	*s = end;
	return (int)n;
}

/* “A”, “B” or “C”: a set of letters. */
static unsigned
letters(const char **s)
{
	unsigned set = 0;
	const char *from = *s;

	while (eat(s, "“")) {
		set |= 1u << (**s - 'A');
		(*s)++;
		eat(s, "”");
		from = *s;
		if (!eat(s, ", "))
			eat(s, " or ");
	}
	*s = from;
	return set;
}

static int
letter(const char **s)
{
	unsigned set = letters(s);

	return set == 1 ? 0 : set == 2 ? 1 : set == 4 ? 2 : 3;
}

static bool
empty(const struct o_given *g)
{
	return g->v == O_NOT_ASKED || g->v == O_BLANK;
}

static int
marks(const struct o_given *g)
{
	int i, n = 0;

	for (i = 0; i < 4; i++)
		n += (int)(g->ticks >> i & 1);
	for (i = 0; i < 3; i++)
		n += g->at[i] > 0;
	return empty(g) ? 0 : n;
}

/* exactly 2 answers; 2 answers or more; 2 answers or fewer; 1 to 2 answers */
static bool
amount(const char **s, const char *one, int has)
{
	bool exact = eat(s, "exactly ");
	int n = number(s), most = n;

	if (eat(s, " to "))
		most = number(s);
	eat(s, " ");
	eat(s, one);
	eat(s, "s");
	if (eat(s, " or more"))
		return has >= n;
	if (eat(s, " or fewer"))
		return has <= n;
	return has >= n && has <= most && (exact || most > n);
}

static bool
lost(struct reader *r)
{
	r->lost = true;
	return false;
}

static bool
ticked(struct reader *r, const char *s, const struct o_given *g)
{
	unsigned set = empty(g) ? 0 : g->ticks;
	bool out;

	if (eat(&s, "an answer other than "))
		return (set & ~letters(&s)) != 0;
	if (strncmp(s, "“", 3) != 0)
		out = amount(&s, "answer", marks(g));
	else
		out = (set & letters(&s)) != 0;
	return eat(&s, " at ") ? out : lost(r);
}

static bool
dated(struct reader *r, const char *s, const struct o_given *g)
{
	enum { BEFORE, FROM, AFTER, UNTIL, OTHER, ON } when;
	int day;

	when = eat(&s, "before ") ? BEFORE : eat(&s, "on or after ") ? FROM :
	    eat(&s, "after ") ? AFTER : eat(&s, "on or before ") ? UNTIL :
	    eat(&s, "other than ") ? OTHER : ON;
	if (when == ON && !eat(&s, "of "))
		return lost(r);
	day = number(&s);
	if (!eat(&s, " January 2024 at "))
		return lost(r);
	if (empty(g))
		return false;
	return when == BEFORE ? g->number < day : when == FROM ?
	    g->number >= day : when == AFTER ? g->number > day : when ==
	    UNTIL ? g->number <= day : (g->number == day) == (when == ON);
}

static bool
gave(struct reader *r, const char *s, const struct o_given *g)
{
	unsigned set;
	int a, b, i;
	bool out = false;

	if (eat(&s, "a date "))
		return dated(r, s, g);
	if (eat(&s, "a place to both ")) {
		a = letter(&s);
		eat(&s, " and ");
		b = letter(&s);
		return !empty(g) && g->at[a] > 0 && g->at[b] > g->at[a];
	}
	if (eat(&s, "a place to ") || eat(&s, "points to ")) {
		if (strncmp(s, "“", 3) != 0)
			return amount(&s, "answer", marks(g));
		set = letters(&s);
		for (i = 0; i < 3; i++)
			out |= (set >> i & 1) && !empty(g) && g->at[i] > 0;
		return eat(&s, " at ") ? out : lost(r);
	}
	a = letter(&s);
	if (eat(&s, " more points than ")) {
		b = letter(&s);
		return !empty(g) && g->at[a] > g->at[b];
	}
	if (!eat(&s, " "))
		return lost(r);
	return amount(&s, "point", empty(g) ? 0 : g->at[a]);
}

static bool
put(struct reader *r, const char *s, const struct o_given *g)
{
	int a = letter(&s), at = empty(g) ? 0 : g->at[a], n;

	if (eat(&s, " first at "))
		return at == 1;
	if (eat(&s, " among your first "))
		return at > 0 && at <= number(&s);
	if (!eat(&s, " in place "))
		return lost(r);
	n = number(&s);
	return eat(&s, " or a later one") ? at >= n : at == n;
}

static bool
answered(struct reader *r, const char *after, const struct o_given *g)
{
	int a, n;

	if (empty(g))
		return false;
	if (eat(&after, " and gave ")) {
		a = letter(&after);
		eat(&after, " ");
		return amount(&after, "point", g->at[a]);
	}
	if (!eat(&after, " with "))
		return *after == '\0' ? true : lost(r);
	if (eat(&after, "less than "))
		return g->number < atof(after);
	if (eat(&after, "more than "))
		return g->number > atof(after);
	if (eat(&after, "a number other than "))
		return g->number != (int)atof(after);
	n = (int)(atof(after) * 2);	/* 1.5 or more */
	if (strstr(after, " or more") != NULL)
		return 2 * g->number >= n;
	if (strstr(after, " or less") != NULL)
		return 2 * g->number <= n;
	return 2 * g->number == n;
}

/* The words before and after the number of one question. */
static bool
holds(struct reader *r, const char *s, const char *after,
    const struct o_given *g)
{
	bool not = false, out;

	if (!eat(&s, "you "))
		return lost(r);
	if (eat(&s, "left "))
		return strcmp(after, " empty") == 0 ? empty(g) : lost(r);
	not = eat(&s, "did not ");
	if (eat(&s, "ticked ") || eat(&s, "tick "))
		out = ticked(r, s, g);
	else if (eat(&s, "wrote something beside “C”") ||
	    eat(&s, "write anything beside “C”"))
		out = !empty(g) && g->wrote;
	else if (eat(&s, "wrote something") || eat(&s, "write anything"))
		out = !empty(g);
	else if (eat(&s, "gave ") || eat(&s, "give "))
		out = gave(r, s, g);
	else if (eat(&s, "put "))
		out = put(r, s, g);
	else if (eat(&s, "answered ") || eat(&s, "answer "))
		out = answered(r, after, g);
	else
		return lost(r);
	if (strcmp(after, " or left it empty") == 0)
		out |= empty(g);
	return out != not;
}

/* "question 3", "any of questions 1, 2 or 4 to 6"; the words round it. */
static bool
thing(struct reader *r, const char *text, size_t n)
{
	char s[600], *at, *before;
	const char *list;
	bool any = false, each = false, out = false, all = true, one;
	bool on[O_FIELDS + 1] = { false };
	int i, last = 0;

	snprintf(s, sizeof(s), "%.*s", (int)n, text);
	at = strstr(s, "question");
	if (at == NULL || at == s)
		return lost(r);
	before = s;
	list = at + 8;
	if (*list == 's') {
		any = at - s > 7 && strncmp(at - 7, "any of ", 7) == 0;
		each = at - s > 8 && strncmp(at - 8, "each of ", 8) == 0;
		at -= any ? 7 : 8;
		list++;
		if (!any && !each)
			return lost(r);
	}
	do {
		i = number(&list);
		if (i < 1 || i > O_FIELDS)
			return lost(r);
		on[i] = true;
		for (last = i; eat(&list, " to ");)
			for (i = number(&list); i > last && i <= O_FIELDS; i--)
				on[i] = true;
	} while (*list == ' ' ? (eat(&list, " or ") || eat(&list, " and ")) &&
	    *list >= '0' && *list <= '9' : eat(&list, ", "));
	if (list[-1] == ' ')	/* " and gave" */
		list -= 5;
	*at = '\0';
	each |= strncmp(s, "you did not ", 12) == 0;
	for (i = 1; i <= O_FIELDS; i++) {
		if (!on[i])
			continue;
		one = holds(r, before, list, &r->mine[i - 1]);
		out |= one;
		all &= one;
	}
	return each ? all : out;
}

struct token { const char *s; size_t n; char join; char inner; };

/* Cuts at each "you" that follows a joining word. */
static size_t
cut(const char *s, struct token *t)
{
	size_t n = 0;
	const char *p, *end;

	t[n++] = (struct token){ .s = s };
	for (p = strstr(s + 1, "you "); p != NULL; p = strstr(p + 1, "you ")) {
		struct token new = { .s = p, .join = ',' };

		end = p - 1;
		if (p[-1] != ' ' || n == 8 || strncmp(p - 6, "among ", 6) == 0)
			continue;
		if (end - s > 7 && strncmp(end - 7, " either", 7) == 0) {
			new.inner = 'e';
			end -= 7;
		} else if (end - s > 5 && strncmp(end - 5, " both", 5) == 0) {
			new.inner = 'b';
			end -= 5;
		}
		if (strncmp(end - 4, " and", 4) == 0) {
			new.join = '&';
			end -= 4;
		} else if (strncmp(end - 3, " or", 3) == 0) {
			new.join = '|';
			end -= 3;
		}
		if (end[-1] == ',')
			end--;
		t[n - 1].n = (size_t)(end - t[n - 1].s);
		t[n++] = new;
	}
	return n;
}

static bool
condition(struct reader *r, const char *s)
{
	struct token t[8] = { 0 };
	char first = 0, text[900];
	size_t n, i;
	bool all = true, any = false, one, or = false;

	snprintf(text, sizeof(text), "%s", s);
	s = text;
	if (eat(&s, "either "))
		first = 'e';
	else if (eat(&s, "both "))
		first = 'b';
	n = cut(s, t);
	t[0].inner = first;
	t[n - 1].n = strlen(t[n - 1].s);
	for (i = 0; i < n; i++) {
		or |= t[i].join == '|' && i > 0 && t[i - 1].inner == 0;
		one = thing(r, t[i].s, t[i].n);
		if (t[i].inner != 0 && i + 1 < n) {
			bool two = thing(r, t[i + 1].s, t[i + 1].n);

			or |= t[i].join == '|';
			one = t[i].inner == 'e' ? one || two : one && two;
			i++;
			if (i + 1 < n && t[i + 1].join == '|')
				or = true;
		}
		all &= one;
		any |= one;
	}
	return or ? any : all;
}

/* "Answer questions 4 to 6 only if ... . Otherwise, ...": where to go on. */
static int
before(struct reader *r, const char *words, int at)
{
	char s[900], *end;
	const char *p = s;
	int first, last;

	snprintf(s, sizeof(s), "%s", words);
	if (!eat(&p, "Answer question"))
		return lost(r);
	eat(&p, "s");
	eat(&p, " ");
	first = last = number(&p);
	if (eat(&p, " to ") || eat(&p, " and "))
		last = number(&p);
	if (!eat(&p, " only if ") || first != at + 1)
		return lost(r);
	end = strstr(s, ". Otherwise, go to question ");
	if (end != NULL && atoi(end + 28) != last + 1)
		lost(r);
	if (end == NULL)
		end = s + strlen(s) - 1;
	*end = '\0';
	return condition(r, p) ? at : last;
}

static bool
mine(const struct o_given *g, const struct forms_paper_line *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!empty(g) && g->ticks == 1u << (l->options[i]->words[0] -
		    'A'))
			return true;
	return false;
}

bool
oracle_read(const struct oracle *f, const struct forms_paper *p,
    const struct o_given *would, bool *asked)
{
	struct reader r = { .f = f };
	int i, until = 0, to, n = oracle_fields(f);
	size_t k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < p->n_lines; k++)
			if (p->lines[k].kind == FORMS_PAPER_ONLY &&
			    (int)p->lines[k].field->index == i && i >= until) {
				to = before(&r, p->lines[k].words, i);
				until = to > until ? to : until;
			}
		asked[i] = i >= until;
		if (!asked[i])
			continue;
		r.mine[i] = would[i];
		for (k = 0; k < p->n_lines; k++) {
			const struct forms_paper_line *l = &p->lines[k];

			if (l->kind != FORMS_PAPER_GO ||
			    (int)l->field->index != i || !mine(&would[i], l))
				continue;
			until = strcmp(l->words, "Go to the end") == 0 ? n :
			    atoi(l->words + strlen("Go to question ")) - 1;
		}
	}
	return !r.lost;
}
