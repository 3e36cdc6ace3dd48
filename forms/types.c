/* SPDX-License-Identifier: MIT
 *
 * types.c -- the type of a question, as it stands after its name.
 */
#include "forms/build.h"

/* ---- scales and lists ------------------------------------------------------ */

/* The line of the scale: of two with one name, the one that has mistakes. */
static struct line *
scale_line(const struct scope *scope, const char *name)
{
	struct line *l = scope->text.top.first, *found = NULL;

	for (; l != NULL; l = l->next)
		if (l->kind == L_SCALE && l->n > 1 &&
		    str_is(l->toks[1].text, name) &&
		    (found == NULL || l->bad))
			found = l;
	return found;
}

/* Where the question stays in the first language, so do its answers. */
static void
scale_language(struct build *b, const struct line *l, const struct line *scale,
    struct forms_question *q)
{
	bool before;

	words_need(b, l, scale);
	if (!words_stay(b, l) || words_stay(b, scale))
		return;
	before = words_stay_all(b, true);
	q->options = NULL;
	q->nets = NULL;
	q->n_options = q->n_nets = 0;
	(void)build_options(b, scale, &q->options, &q->n_options, 0);
	build_nets(b, scale, q->options, q->n_options, &q->nets, &q->n_nets);
	words_stay_all(b, before);
}

bool
type_scale(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	const char *names[64], *name;
	const struct line *scale;
	struct forms_scale *s;
	struct forms_span at;
	size_t n = 0;

	q->type = FORMS_SCALE;
	name = want_name(&b->c, l, "the name of a scale", &at);
	if (name == NULL)
		return false;
	q->scale = scale_named(scope->scales, name);
	if (q->scale == NULL) {
		for (s = scope->scales; s != NULL && n < LEN(names);
		    s = s->next)
			names[n++] = s->name;
		fault(&b->c, "E205", at, closest(&b->c, str_of(name), names, n),
		    "there is no scale `%s`", name);
		return false;
	}
	q->options = q->scale->options;
	q->n_options = q->scale->n;
	q->nets = q->scale->nets;
	q->n_nets = q->scale->n_nets;
	scale = scale_line(scope, name);
	scale_language(b, l, scale, q);
	return !scale->bad;
}

/* `from priority`: one answer for each. */
static bool
from_kind(struct build *b, struct line *l, struct forms_question *q)
{
	const struct forms_kind *kind;
	struct forms_entity *e;
	struct forms_span at;
	const char *name;
	size_t cap = 0;

	if (!take_word(l, "from"))
		return true;
	name = want_name(&b->c, l, "a kind of the codebook", &at);
	if (name == NULL)
		return false;
	kind = kind_named(b, name);
	if (kind == NULL) {
		if (!b->no_codes)
			fault(&b->c, "E206", at, nearest_kind(b, name),
			    "there is no kind `%s`", name);
		return false;
	}
	for (e = b->f->entities; e != NULL; e = e->next) {
		if (e->kind != kind || q->n_options == OPTIONS_MAX)
			continue;
		*arena_push(b->c.a, q->options, q->n_options, cap) =
		    (struct forms_option){ .number = e->number,
		    .name = e->name, .words = words_borrow(b, l,
		    e->title), .hint = "",
		    .missing = FORMS_ANSWERED, .entity = e, .at = at };
	}
	return true;
}

/* `up to 3` */
static bool
up_to(struct build *b, struct line *l, struct forms_question *q)
{
	int most;

	if (!want_word(&b->c, l, "to") ||
	    !want_int(&b->c, l, "a number of answers", 1, 99, &most))
		return false;
	q->most = (size_t)most;
	return true;
}

/* The `to` of `2 to 4`. */
static bool
range_goes_on(struct build *b, struct line *l, int least)
{
	if (take_word(l, "to"))
		return true;
	fault(&b->c, "E115", line_end(l), arena_printf(b->c.a, "for example "
	    "`choose up to %d`, or `choose %d to %d`", least, least,
	    least + 1), "the word `to` should stand here");
	l->bad = true;
	return false;
}

/* `2 to 4` */
static bool
from_to(struct build *b, struct line *l, struct forms_question *q)
{
	const struct forms_span at = line_end(l);
	int least, most;

	if (!want_int(&b->c, l, "a number of answers", 1, 99, &least) ||
	    !range_goes_on(b, l, least) ||
	    !want_int(&b->c, l, "a number of answers", 1, 99, &most))
		return false;
	if (most < least) {
		fault(&b->c, "E404", at, "for example 2 to 4",
		    "this does not go from a lower to a higher number");
		l->bad = true;
		return false;
	}
	q->least = (size_t)least;
	q->most = (size_t)most;
	return true;
}

/* `choose any`, `choose two`, and nothing after `choose`. */
static bool
choose_otherwise(struct build *b, struct line *l)
{
	static const struct { const char *word, *hint; } known[] = {
		{ "any", "write `many`" }, { "all", "write `many`" },
		{ "multiple", "write `many`" }, { "several", "write `many`" },
		{ "single", "write `one`" }, { "a", "write `one`" },
		{ "two", "write `up to 2`" }, { "three", "write `up to 3`" },
		{ "max", "write `up to`" }, { "maximum", "write `up to`" },
		{ "top", "write `up to`" },
		{ "exactly", "for example `choose 2 to 2`" },
	};
	const char *hint = "write `choose one`, `choose many`, `choose up to "
	    "3`, `choose at least 2` or `choose 2 to 4`";
	const struct tok *t = take_peek(l);
	size_t i;

	if (t != NULL && t->kind == TOK_WORD) {
		for (i = 0; i < LEN(known); i++)
			if (str_is(t->text, known[i].word))
				break;
		if (i == LEN(known))
			return false;
		hint = known[i].hint;
	}
	fault(&b->c, "E115", line_end(l), hint,
	    "one of one, many, up or at should stand here");
	l->bad = true;
	return true;
}

static bool
choose(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	static const char *const how[] = { "one", "many", "up", "at", NULL };
	const struct tok *t = take_peek(l);
	int least, which;
	bool ok;

	(void)scope;
	q->type = FORMS_MANY;
	if (t != NULL && t->kind == TOK_WORD && lang_int(t->text, &least))
		return from_to(b, l, q) && from_kind(b, l, q);
	if (choose_otherwise(b, l))
		return false;
	which = want_one_of(&b->c, l, how);
	if (which < 0)
		return false;
	q->type = which == 0 ? FORMS_ONE : FORMS_MANY;
	ok = which != 2 || up_to(b, l, q);
	if (which == 3) {
		ok = want_word(&b->c, l, "least") && want_int(&b->c, l,
		    "a number of answers", 1, 99, &least);
		q->least = ok ? (size_t)least : 0;
	}
	return ok && from_kind(b, l, q);
}

static bool
rank(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	(void)scope;
	q->type = FORMS_RANK;
	return (!take_word(l, "up") || up_to(b, l, q)) && from_kind(b, l, q);
}

/* ---- numbers ---------------------------------------------------------------- */

/* A range as it is written elsewhere: 0-50, 0–50, 0 to 50. */
static bool
other_range(struct build *b, struct line *l)
{
	const struct tok *t = take_peek(l);
	struct str low = t->text, high;
	int lo, hi;
	size_t n;

	for (n = 0; n < low.n && low.p[n] >= '0' && low.p[n] <= '9'; n++)
		;
	high = (struct str){ low.p + n, low.n - n };
	if (high.n == 0 && l->cursor + 2 < l->n)
		high = l->toks[l->cursor + 2].text;
	else if (high.n > 3 && memcmp(high.p, "\xE2\x80\x93", 3) == 0)
		high = (struct str){ high.p + 3, high.n - 3 };
	else if (high.n > 1)
		high = (struct str){ high.p + 1, high.n - 1 };
	low.n = n;
	if (!lang_int(low, &lo) || !lang_int(high, &hi))
		return false;
	fault(&b->c, "E404", t->at, arena_printf(b->c.a, "write %d..%d", lo,
	    hi), "a range is written with two dots");
	l->bad = true;
	return true;
}

/* Splits `a..b`; false: there are no two dots. */
bool
range_split(struct str s, struct str *low, struct str *high)
{
	const char *dots = memmem(s.p, s.n, "..", 2);

	if (dots == NULL)
		return false;
	*low = (struct str){ s.p, (size_t)(dots - s.p) };
	*high = (struct str){ dots + 2, s.n - low->n - 2 };
	return true;
}

static bool
no_range(struct build *b, struct line *l, struct forms_span at,
    const char *example)
{
	fault(&b->c, "E404", at, arena_printf(b->c.a, "for example %s",
	    example),
	    "this range does not go from a lower to a higher number");
	l->bad = true;
	return false;
}

/* `0..120`; nothing there is no range. */
static bool
range(struct build *b, struct line *l, struct forms_question *q)
{
	const struct tok *t = take_peek(l);
	struct str low, high;
	int lo, hi;

	if (t == NULL || t->kind != TOK_WORD)
		return true;
	if (!range_split(t->text, &low, &high))
		return !other_range(b, l);
	l->cursor++;
	if (!lang_int(low, &lo) || !lang_int(high, &hi) || lo >= hi)
		return no_range(b, l, t->at, "0..120");
	q->has_range = true;
	q->low = lo;
	q->high = hi;
	return true;
}

static bool
number(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	(void)scope;
	q->type = FORMS_NUMBER;
	return range(b, l, q) && (!take_word(l, "decimals") ||
	    want_int(&b->c, l, "decimals", 0, 6, &q->decimals));
}

/* The three letters of ISO 4217; what has no smaller coin has no decimals. */
static bool
money(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	static const char *const whole[] = { "JPY", "KRW", "ISK", "CLP" };
	const struct tok *t = want_any(&b->c, l, "a currency, such as GBP");
	size_t i;

	(void)scope;
	if (t == NULL)
		return false;
	q->type = FORMS_NUMBER;
	q->decimals = 2;
	for (i = 0; i < 3 && i < t->text.n && t->text.p[i] >= 'A' &&
	    t->text.p[i] <= 'Z'; i++)
		;
	if (i < 3 || t->text.n != 3) {
		fault(&b->c, "E415", t->at, "three capital letters: GBP, EUR",
		    "`%.*s` is not a currency", STRF(t->text));
		l->bad = true;
		return false;
	}
	q->currency = arena_strn(b->c.a, t->text.p, t->text.n);
	for (i = 0; i < LEN(whole); i++)
		if (strcmp(whole[i], q->currency) == 0)
			q->decimals = 0;
	q->has_range = true;	/* nobody owes a negative amount */
	q->high = 999999999;
	return range(b, l, q);
}

/* `rating 1..5`: each number is a place to tick, so they are few. */
static bool
rating(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	const struct tok *t = take_peek(l);

	(void)scope;
	q->type = FORMS_NUMBER;
	q->rating = true;
	if (!range(b, l, q))
		return false;
	if (!q->has_range) {
		fault(&b->c, "E115", line_end(l), "for example 1..5",
		    "a range should stand here");
		l->bad = true;
		return false;
	}
	if (q->low < 0 || q->high - q->low > 10)
		return no_range(b, l, t->at, "1..5; 0..10 is the longest");
	return true;
}

/* `share 100 each 0..40` */
static bool
share(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	(void)scope;
	q->type = FORMS_SHARE;
	if (!want_int(&b->c, l, "the points to give", 1, 1000000, &q->total))
		return false;
	q->low = 0;
	q->high = q->total;
	if (take_word(l, "each")) {
		if (!range(b, l, q))
			return false;
		if (!q->has_range) {
			fault(&b->c, "E115", line_end(l), "for example 0..40",
			    "a range should stand here");
			l->bad = true;
			return false;
		}
	}
	return from_kind(b, l, q);
}

/* ---- dates ------------------------------------------------------------------- */

#define DAYS	"year, month and day, from one to the other: " \
		"1900-01-01..2024-12-31"

/* `1900-01-01..2024-12-31`; a range of years alone is understood. */
static bool
date_range(struct build *b, struct line *l, struct forms_question *q)
{
	const struct tok *t = take_peek(l);
	struct date from, to;
	struct str low, high;
	int lo, hi;

	if (t == NULL || t->kind != TOK_WORD)
		return true;
	l->cursor++;
	if (!range_split(t->text, &low, &high)) {
		fault(&b->c, "E404", t->at, DAYS, "this is no range of days");
		l->bad = true;
		return false;
	}
	if (lang_int(low, &lo) && lang_int(high, &hi) && lo > 999 &&
	    hi <= 9999) {
		from = (struct date){ lo, 1, 1 };
		to = (struct date){ hi, 12, 31 };
	} else if (!date_parse(low, &from) || !date_parse(high, &to)) {
		fault(&b->c, "E404", t->at, DAYS, "this is no range of days");
		l->bad = true;
		return false;
	}
	q->has_range = true;
	q->low = (double)date_days(from);
	q->high = (double)date_days(to);
	return q->low < q->high ||
	    no_range(b, l, t->at, "1900-01-01..2024-12-31");
}

static bool
date(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	(void)scope;
	q->type = FORMS_DATE;
	q->date = take_word(l, "month") ? FORMS_MONTH :
	    take_word(l, "year") ? FORMS_YEAR :
	    take_word(l, "partial") ? FORMS_PARTIAL : FORMS_DAY;
	return date_range(b, l, q);
}

/* ---- words, places, files ------------------------------------------------------ */

static bool
postcode(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	/* The grammar says outward; people at a council say district. */
	static const char *const parts[] = { "outward", "district", "sector",
	    "full", NULL };
	int which;

	(void)scope;
	q->type = FORMS_POSTCODE;
	which = want_one_of(&b->c, l, parts);
	q->postcode = which == 3 ? FORMS_FULL : which == 2 ? FORMS_SECTOR :
	    FORMS_OUTWARD;
	return which >= 0;
}

/* `file pdf docx up to 5 MB` */
static bool
file(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	static const char *const known[] = { "pdf", "docx", "odt", "xlsx",
	    "csv", "txt", "jpg", "png", NULL };
	size_t cap = 0;
	int which, most;

	(void)scope;
	q->type = FORMS_FILE;
	while (take_peek(l) != NULL && !take_is(l, "up") &&
	    take_peek(l)->kind == TOK_WORD) {
		which = want_one_of(&b->c, l, known);
		if (which < 0)
			return false;
		*arena_push(b->c.a, q->files, q->n_files, cap) = known[which];
	}
	if (q->n_files == 0) {
		want_one_of(&b->c, l, known);
		return false;
	}
	if (!want_word(&b->c, l, "up") || !want_word(&b->c, l, "to") ||
	    !want_int(&b->c, l, "megabytes", 1, FILE_MAX_MB, &most) ||
	    !want_word(&b->c, l, "MB"))
		return false;
	q->max_bytes = (size_t)most << 20;
	return true;
}

/* ---- all of them ------------------------------------------------------------------ */

#define TYPES	"choose one, choose many, choose up to 3, scale NAME, rank, " \
		"share 100, line, text, number, rating 1..5, money GBP, date, " \
		"time, postcode outward, email, phone, address, link, " \
		"file pdf up to 2 MB"

static const struct type {
	const char		*word;
	bool			(*read)(struct build *, const struct scope *,
				    struct line *, struct forms_question *);
	enum forms_type		 type;		/* where read is NULL */
	enum forms_format	 format;
} types[] = {
	{ "choose", choose, FORMS_ONE, FORMS_PLAIN },
	{ "scale", type_scale, FORMS_SCALE, FORMS_PLAIN },
	{ "rank", rank, FORMS_RANK, FORMS_PLAIN },
	{ "share", share, FORMS_SHARE, FORMS_PLAIN },
	{ "number", number, FORMS_NUMBER, FORMS_PLAIN },
	{ "rating", rating, FORMS_NUMBER, FORMS_PLAIN },
	{ "money", money, FORMS_NUMBER, FORMS_PLAIN },
	{ "line", NULL, FORMS_LINE, FORMS_PLAIN },
	{ "text", NULL, FORMS_TEXT, FORMS_PLAIN },
	{ "date", date, FORMS_DATE, FORMS_PLAIN },
	{ "time", NULL, FORMS_LINE, FORMS_TIME },
	{ "postcode", postcode, FORMS_POSTCODE, FORMS_PLAIN },
	{ "email", NULL, FORMS_LINE, FORMS_EMAIL },
	{ "phone", NULL, FORMS_LINE, FORMS_PHONE },
	{ "address", NULL, FORMS_TEXT, FORMS_ADDRESS },
	{ "link", NULL, FORMS_LINE, FORMS_LINK },
	{ "file", file, FORMS_FILE, FORMS_PLAIN },
};

#define GRIDS	"the scale of a grid stands before the words, for example " \
		"`scale agreement`"

static const struct type *
type_named(struct str s)
{
	size_t i;

	for (i = 0; i < LEN(types); i++)
		if (str_is(s, types[i].word))
			return &types[i];
	return NULL;
}

static bool
is_type(struct str s)
{
	return type_named(s) != NULL;
}

static bool
not_a_type(struct build *b, const struct scope *scope, struct line *l,
    const struct tok *t)
{
	const char *hint = advise_type(t->text), *names[LEN(types)];
	size_t i;

	if (scale_named(scope->scales, arena_strn(b->c.a, t->text.p,
	    t->text.n)) != NULL)
		hint = arena_printf(b->c.a, "write `scale %.*s`",
		    STRF(t->text));
	else if (l->cursor < l->n && l->cursor == 3 &&
	    is_type(l->toks[3].text) &&
	    (hint != NULL || str_is(t->text, "free")))
		hint = "leave this word out";
	else for (i = l->cursor; i < l->n && l->toks[i].kind == TOK_WORD; i++)
		if (is_type(l->toks[i].text))
			hint = advise_hyphens(&b->c, l, 1, is_type);
	for (i = 0; i < LEN(types); i++)
		names[i] = types[i].word;
	if (hint == NULL)
		hint = closest(&b->c, t->text, names, LEN(names));
	fault(&b->c, "E401", t->at, hint[0] ? hint : l->kind == L_GRID ?
	    GRIDS : "there are: " TYPES,
	    "`%.*s` is not a type of question", STRF(t->text));
	return false;
}

bool
build_type(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	const struct tok *t = take_peek(l);
	const struct type *type;

	if (t == NULL || t->kind != TOK_WORD) {
		if (!l->bad)
			fault(&b->c, "E115", line_end(l), l->kind == L_GRID ?
			    GRIDS : t != NULL ? "it stands before the words. "
			    "There are: " TYPES : "there are: " TYPES,
			    "a type of question should stand here");
		return false;
	}
	l->cursor++;
	type = type_named(t->text);
	if (type == NULL)
		return not_a_type(b, scope, l, t);
	q->type = type->type;
	q->format = type->format;
	return type->read == NULL || type->read(b, scope, l, q);
}
