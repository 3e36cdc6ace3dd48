/* SPDX-License-Identifier: MIT
 *
 * map_read.c -- reading a map.
 *
 *	# a comment
 *	source   "Care survey"		a setting
 *	C  "Are you …"  -> capacity	a column: letter, heading, where it goes
 *		"A carer" = carer	an answer in it
 *		else = other		all others, as words of that answer
 */
#include "survey/import/import.h"

#include <stdlib.h>

enum { LINES_MAX = 100000, COLUMNS_MAX = TABLE_COLUMNS };

struct reading {
	struct arena	*a;
	const struct forms_form *form;
	struct map	*map;
	struct faults	*d;
	size_t		 line;
	bool		 lost;		/* the column above had a mistake */
	uint32_t	 said;		/* settings, by their number */
};

static void
wrong(struct reading *r, const char *why)
{
	fault_add(r->d, r->line, NULL, "", "%s", why);
}

/* ---- settings ---------------------------------------------------------------------- */

static bool
choice(struct reading *r, struct scan *s, const char *other, bool *out)
{
	if (scan_word(s, "refuse"))
		*out = false;
	else if (scan_word(s, other))
		*out = true;
	else {
		wrong(r, arena_printf(r->a, "write `refuse` or `%s`", other));
		return false;
	}
	return true;
}

static bool
set_words(struct reading *r, struct scan *s, const char **out)
{
	if (scan_quoted(s, out) && !table_empty(*out))
		return true;
	wrong(r, s->why != NULL ? s->why : "words in quotation marks are "
	    "missing");
	return false;
}

static bool
set_language(struct reading *r, struct scan *s)
{
	size_t i;

	r->map->lang = scan_name(s);
	for (i = 0; i < r->form->n_languages; i++)
		if (strcmp(r->form->languages[i], r->map->lang) == 0)
			return true;
	wrong(r, arena_printf(r->a, "the questionnaire is not in \"%s\"",
	    words_brief(r->a, r->map->lang)));
	return false;
}

static bool
set_channel(struct reading *r, struct scan *s)
{
	r->map->channel = scan_name(s);
	if (map_channel(r->map->channel))
		return true;
	wrong(r, "a channel is elsewhere, online, paper, email, letter or "
	    "phone; meetings and petitions are taken in at the desk");
	return false;
}

static bool
set_day(struct reading *r, struct scan *s)
{
	struct date d;

	r->map->day = scan_name(s);
	if (date_parse(str_of(r->map->day), &d))
		return true;
	wrong(r, "a day is written like 2026-11-27");
	return false;
}

static bool
set_headings(struct reading *r, struct scan *s)
{
	const char *n = scan_name(s);

	r->map->headings = (size_t)(n[0] - '0');
	if (n[0] >= '1' && n[0] <= '3' && n[1] == '\0')
		return true;
	wrong(r, "there are 1, 2 or 3 rows of headings");
	return false;
}

static bool
set_separator(struct reading *r, struct scan *s)
{
	const char *words = s->p;

	r->map->separator = *words == '\0' ? '\0' :
	    scan_word(s, "tab") ? '\t' : *s->p++;
	if (r->map->separator != '\0' &&
	    strchr(",;|\t", r->map->separator) != NULL)
		return true;
	wrong(r, "a separator is , or ; or | or tab");
	return false;
}

static bool
set_encoding(struct reading *r, struct scan *s)
{
	enum bytes_as as;

	r->map->encoding = scan_name(s);
	if (bytes_from(r->map->encoding, &as))
		return true;
	wrong(r, "an encoding is utf-8, utf-16le, utf-16be or windows-1252");
	return false;
}

static const char *const settings[] = { "source", "channel", "language",
	"date", "required", "routing", "rules", "headings", "separator",
	"encoding", "sheet" };

static bool
set(struct reading *r, size_t which, struct scan *s)
{
	switch (which) {
	case 0:
		return set_words(r, s, &r->map->source);
	case 1:
		return set_channel(r, s);
	case 2:
		return set_language(r, s);
	case 3:
		return set_day(r, s);
	case 4:
		return choice(r, s, "blank", &r->map->blank_required);
	case 5:
		return choice(r, s, "drop", &r->map->drop_unasked);
	case 6:
		return choice(r, s, "keep", &r->map->keep_broken);
	case 7:
		return set_headings(r, s);
	case 8:
		return set_separator(r, s);
	case 9:
		return set_encoding(r, s);
	default:
		return set_words(r, s, &r->map->sheet);
	}
}

static bool
setting(struct reading *r, struct scan *s)
{
	size_t i;

	for (i = 0; i < LEN(settings); i++) {
		if (!scan_word(s, settings[i]))
			continue;
		if (r->said & 1u << i)
			wrong(r, arena_printf(r->a, "`%s` is there twice",
			    settings[i]));
		r->said |= 1u << i;
		s->p += strspn(s->p, " \t");
		if (set(r, i, s) && s->p[strspn(s->p, " \t")] != '\0')
			wrong(r, "there is more on the line than it can "
			    "take");
		return true;
	}
	return false;
}

/* ---- columns ------------------------------------------------------------------------- */

static bool
is_letters(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return n > 0 && n < 4 && s[n] == '\0';
}

static void
column(struct reading *r, struct scan *s)
{
	struct map_column c = { .line = r->line, .doubt = "" };
	const char *why;

	r->lost = true;
	c.letter = scan_name(s);
	if (c.letter[0] != '\0' && !is_letters(c.letter)) {
		wrong(r, arena_printf(r->a, "\"%s\" is no setting and no "
		    "column: a column is its letter, its heading in quotation "
		    "marks, -> and where it goes",
		    words_brief(r->a, c.letter)));
		return;
	}
	if (!scan_quoted(s, &c.words)) {
		wrong(r, s->why != NULL ? s->why : "the heading of the column "
		    "is missing, in quotation marks");
		return;
	}
	c.words = words_line(r->a, c.words);
	if (!scan_word(s, "->")) {
		wrong(r, "an arrow -> is missing after the heading, and where "
		    "the column goes: a question, or `leave out`");
		return;
	}
	if (!map_target(r->a, s->p, r->form, &c, &why)) {
		wrong(r, why);
		return;
	}
	if (r->map->n == COLUMNS_MAX) {
		wrong(r, "there are too many columns");
		return;
	}
	r->lost = false;
	*arena_push(r->a, r->map->columns, r->map->n, r->map->cap) = c;
}

static void
otherwise(struct reading *r, struct scan *s, struct map_column *c)
{
	const char *name = scan_name(s);
	const struct forms_option *o = c->goes != GOES_QUESTION ? NULL :
	    forms_option(c->field->q, name);

	if (c->goes != GOES_QUESTION || c->part != PART_WHOLE)
		wrong(r, "`else` stands under a column that is a question");
	else if (o == NULL || o->staff || !o->write_in)
		wrong(r, arena_printf(r->a, "%s has no answer \"%s\" with room "
		    "for words", c->field->id, words_brief(r->a, name)));
	else
		c->otherwise = o;
}

static bool
is_there(const struct map_column *c, const char *typed)
{
	size_t i;

	for (i = 0; i < c->n_answers; i++)
		if (strcmp(c->answers[i].typed, typed) == 0)
			return true;
	return false;
}

static void
answer(struct reading *r, struct scan *s)
{
	struct map_column *c;
	struct map_answer v = { .line = r->line };
	const char *why;
	bool other;

	if (r->lost)
		return;		/* its column has a mistake */
	if (r->map->n == 0) {
		wrong(r, "this line stands under no column");
		return;
	}
	c = &r->map->columns[r->map->n - 1];
	other = scan_word(s, "else");
	if ((!other && !scan_quoted(s, &v.typed)) || !scan_word(s, "=")) {
		wrong(r, s->why != NULL ? s->why : "an answer is written: the "
		    "words in the file in quotation marks, = and the name of "
		    "the answer");
		return;
	}
	if (other) {
		otherwise(r, s, c);
		return;
	}
	v.name = scan_name(s);
	v.typed = words_line(r->a, v.typed);
	v.like = words_like(r->a, v.typed);
	if (is_there(c, v.typed))
		wrong(r, "these words stand above already");
	else if (!map_answer(r->a, c, r->form, &v, &why))
		wrong(r, why);
	else if (s->p[strspn(s->p, " \t")] != '\0')
		wrong(r, "there is more on the line than it can take");
	else
		*arena_push(r->a, c->answers, c->n_answers, c->cap_answers) = v;
}

/* ---- lines ----------------------------------------------------------------------------- */

/* Without its comment and the spaces before that. */
static const char *
bare(struct arena *a, struct str line)
{
	char *s = arena_strn(a, line.p, line.n);
	bool in = false;
	size_t i, n;

	for (i = 0; s[i] != '\0'; i++) {
		in ^= s[i] == '"';
		if (!in && s[i] == '#' && (i == 0 || s[i - 1] == ' ' ||
		    s[i - 1] == '\t')) {
			s[i] = '\0';
			break;
		}
	}
	for (n = strlen(s); n > 0 && strchr(" \t", s[n - 1]) != NULL; n--)
		s[n - 1] = '\0';
	return s;
}

static void
line_of(struct reading *r, struct str text)
{
	struct scan s = { r->a, bare(r->a, text), NULL };
	bool under = *s.p == ' ' || *s.p == '\t';

	if (s.p[strspn(s.p, " \t")] == '\0')
		return;
	if (under)
		answer(r, &s);
	else if (!setting(r, &s))
		column(r, &s);
}

void
map_read(struct arena *a, const char *name, struct str text,
    const struct forms_form *form, struct map *map, struct faults *d)
{
	struct reading r = { .a = a, .form = form, .map = map, .d = d };
	struct str line;
	size_t bad;

	*map = (struct map){ .name = name, .source = "", .channel =
	    "elsewhere", .lang = form->languages[0], .day = "" };
	if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
		text = (struct str){ text.p + 3, text.n - 3 };
	if (!utf8_valid(text.p, text.n, &bad)) {
		fault_add(d, 0, NULL, "", "this is not text (UTF-8): byte %zu. "
		    "Save the map as plain text, UTF-8", bad + 1);
		return;
	}
	while (str_line(&text, &line)) {
		if (++r.line > LINES_MAX) {
			wrong(&r, "the map is too long");
			return;
		}
		line_of(&r, line);
	}
	if (map->source[0] == '\0')
		fault_add(d, 0, NULL, "", "`source` is missing: a name for "
		    "where these responses come from, such as source \"Care "
		    "survey\". Respondents of two sources are never taken for "
		    "each other");
}
