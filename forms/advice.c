/* SPDX-License-Identifier: MIT
 *
 * advice.c -- what to write instead: for words that people know from other
 * programs and from questionnaires on paper.
 */
#include "forms/lines.h"

#define JUMP	"there are no jumps here: write `show if QUESTION = ANSWER` " \
		"under the question that only some are asked"
#define WORDS	"write `hint \"…\"` for words that are always seen, or " \
		"`help \"…\"` for words that open on demand"
#define GRID	"statements that are answered alike are a grid: " \
		"grid NAME scale SCALE \"…\", and below it row NAME \"…\""
#define LIMIT	"for a text, write `limit 500 characters`; for a number, say " \
		"it after the type: `number 0..31`"
#define ASIDE	"write `text NAME \"…\"`"

static const struct advice {
	const char	*word;
	const char	*question;	/* under a question; NULL: as below */
	const char	*else_where;
} lines[] = {
	{ "go", NULL, JUMP }, { "goto", NULL, JUMP }, { "skip", NULL, JUMP },
	{ "jump", NULL, JUMP }, { "if", NULL, JUMP }, { "when", NULL, JUMP },
	{ "unless", NULL, JUMP },
	{ "note", WORDS, ASIDE }, { "info", WORDS, ASIDE },
	{ "instruction", WORDS, ASIDE }, { "instructions", WORDS, ASIDE },
	{ "guidance", WORDS, ASIDE }, { "description", WORDS, ASIDE },
	{ "intro", WORDS, ASIDE }, { "introduction", WORDS, ASIDE },
	{ "optional", NULL, "leave the line out: without `required`, people "
	    "may leave a question blank" },
	{ "mandatory", NULL, "write `required`" },
	{ "compulsory", NULL, "write `required`" },
	{ "ask", NULL, "write `show`" }, { "display", NULL, "write `show`" },
	{ "only", NULL, "write `show`" },
	{ "hide", NULL, "write `show if`, and whom it is for" },
	{ "max", LIMIT, NULL }, { "maximum", LIMIT, NULL },
	{ "min", LIMIT, NULL }, { "minimum", LIMIT, NULL },
};

/* What is called otherwise here. */
static const struct { const char *word, *write; } types[] = {
	{ "radio", "write `choose one`" }, { "single", "write `choose one`" },
	{ "select", "write `choose one`" },
	{ "dropdown", "write `choose one`" },
	{ "yes/no", "write `choose one`, and the two answers below it" },
	{ "yesno", "write `choose one`, and the two answers below it" },
	{ "one", "write `choose one`" }, { "many", "write `choose many`" },
	{ "multiple", "write `choose many`" },
	{ "checkbox", "write `choose many`" },
	{ "checkboxes", "write `choose many`" },
	{ "tickbox", "write `choose many`" },
	{ "tickboxes", "write `choose many`" },
	{ "likert", "declare a scale, and write `scale NAME`" },
	{ "paragraph", "write `text`" }, { "comment", "write `text`" },
	{ "comments", "write `text`" }, { "free-text", "write `text`" },
	{ "freetext", "write `text`" }, { "open", "write `text`" },
	{ "short", "write `line`" }, { "string", "write `line`" },
	{ "textbox", "write `line`" },
	{ "ranking", "write `rank`" }, { "order", "write `rank`" },
	{ "points", "write `share`" }, { "budget", "write `share`" },
	{ "slider", "write `rating`" }, { "stars", "write `rating`" },
	{ "currency", "write `money`" },
	{ "matrix", GRID }, { "grid", GRID }, { "table", GRID },
	{ "agree", GRID }, { "statements", GRID },
	{ "integer", "write `number`" }, { "numeric", "write `number`" },
};

const char *
advise_line(const struct line *l, const struct line *parent)
{
	const struct str word = l->toks[0].text;
	size_t i;

	for (i = 0; i < LEN(lines); i++)
		if (str_is(word, lines[i].word))
			break;
	if (i == LEN(lines) || parent->kind == L_ENTITY ||
	    parent->kind == L_SETTINGS || parent->kind == L_SUPPORT)
		return NULL;
	if (lines[i].question == NULL)
		return lines[i].else_where;
	return parent->kind == L_QUESTION ? lines[i].question :
	    parent->kind == L_CONSULTATION ? "write `text cover \"…\"` for "
	    "words before the first page" : lines[i].else_where;
}

const char *
advise_type(struct str word)
{
	size_t i;

	for (i = 0; i < LEN(types); i++)
		if (str_is(word, types[i].word))
			return types[i].write;
	return NULL;
}

static const struct tok *
words_of(const struct line *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->toks[i].kind == TOK_STRING)
			return &l->toks[i];
	return NULL;
}

/* The number that comes next under parent, before l. */
static int
next_number(const struct line *l, const struct line *parent)
{
	const struct line *child;
	int next = 1, n;

	for (child = parent->first; child != l && child != NULL;
	    child = child->next) {
		if (child->kind != L_OPTION)
			continue;
		if (lang_int(child->toks[0].text, &n))
			next = n < 9999 ? n + 1 : next;
		else
			next++;
	}
	return next;
}

/* The words before those in quotes, as one name; "name": they make none. */
static const char *
joined(struct ctx *c, const struct line *l)
{
	struct buf name CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < l->n && l->toks[i].kind == TOK_WORD; i++)
		buf_printf(&name, "%s%.*s", i > 0 ? "-" : "",
		    STRF(l->toks[i].text));
	return lang_name_ok(str_of(buf_text(&name))) ?
	    take_lower(c->a, buf_text(&name)) : "name";
}

/* `no "No"`, `2. no "No"` and `- No` */
const char *
advise_answer(struct ctx *c, const struct line *l, const struct line *parent)
{
	const struct tok *words = words_of(l);
	struct str word = l->toks[0].text;
	bool brief;
	int n;

	if (parent->kind != L_QUESTION && parent->kind != L_SCALE)
		return NULL;
	if (l->toks[0].kind != TOK_WORD || str_is(word, "-") ||
	    str_is(word, "*") || str_is(word, "•") || str_is(word, "☐"))
		return "an answer is a number, a name and words in quotes: "
		    "1 yes \"Yes\"";
	if (words == NULL)
		return NULL;
	brief = words->text.n < 40;
	if (word.n > 1 && word.p[word.n - 1] == '.') {
		word.n--;
		if (lang_int(word, &n))
			return arena_printf(c->a, "write the number without "
			    "a full stop: %d", n);
	}
	return arena_printf(c->a, "an answer starts with its number: "
	    "%d %s \"%.*s\"", next_number(l, parent), joined(c, l),
	    brief ? (int)words->text.n : 3, brief ? words->text.p : "…");
}

/* Flags after the words of an answer. */
const char *
advise_flag(struct ctx *c, const struct line *l)
{
	static const char *const flags[] = { "write-in", "exclusive",
	    "missing", "score", "staff", "pinned", "band" };
	const struct tok *t = take_peek(l);

	if (t->kind != TOK_WORD)
		return "";
	if (take_is(l, "write") && l->cursor + 1 < l->n &&
	    str_is(l->toks[l->cursor + 1].text, "in"))
		return "did you mean `write-in`?";
	if (take_is(l, "go") || take_is(l, "goto") || take_is(l, "skip"))
		return JUMP;
	if (take_is(l, "none"))
		return "write `exclusive`";
	if (take_is(l, "other"))
		return "write `write-in`";
	if (take_is(l, "dont-know") || take_is(l, "prefer-not") ||
	    take_is(l, "not-applicable"))
		return arena_printf(c->a, "write `missing %.*s`",
		    STRF(t->text));
	return closest(c, t->text, flags, LEN(flags));
}

/* Where the word `want` should stand, and another does. */
const char *
advise_word(struct ctx *c, const struct line *l, const char *want)
{
	const struct tok *t = take_peek(l);

	if (strcmp(want, "if") == 0 && (take_is(l, "when") ||
	    take_is(l, "where") || take_is(l, "only")))
		return "write `if`";
	if (strcmp(want, "if") == 0 && take_is(l, "unless"))
		return "write `if not (…)`";
	if (strcmp(want, "of") == 0 && t != NULL && t->kind == TOK_WORD)
		return arena_printf(c->a, "write `of %.*s`", STRF(t->text));
	if (strcmp(want, "version") == 0)
		return "for example `version 2021`";
	return "";
}

/* Other things than words in quotes, after the type of a question. */
const char *
advise_after_type(struct ctx *c, const struct line *l)
{
	const struct tok *t = take_peek(l), *type;
	int n;

	if (l->kind != L_QUESTION || l->cursor < 3 || t == NULL ||
	    t->kind != TOK_WORD)
		return NULL;
	type = &l->toks[2];
	if (str_is(type->text, "rank") && lang_int(t->text, &n))
		return arena_printf(c->a, "write `up to %d`", n);
	if (str_is(type->text, "rank") && (take_is(l, "top") ||
	    take_is(l, "best") || take_is(l, "first")))
		return "write `up to`";
	if (str_is(type->text, "share") && (take_is(l, "points") ||
	    take_is(l, "percent") || take_is(l, "pounds")))
		return "leave the word out: `share 100` is points already";
	if (str_is(type->text, "share"))
		return "for example `share 100`, or `share 100 each 0..40`";
	if (str_is(type->text, "number") || str_is(type->text, "money"))
		return "from where to where is `0..31`";
	return NULL;
}

/* The words from token i up to the first that is not one, or for which stop
 * says so, as one name. */
const char *
advise_hyphens(struct ctx *c, const struct line *l, size_t i,
    bool (*stop)(struct str))
{
	struct buf name CLEAN(buf_free) = { 0 };

	for (; i < l->n && l->toks[i].kind == TOK_WORD &&
	    !(stop != NULL && stop(l->toks[i].text)); i++)
		buf_printf(&name, "%s%.*s", name.n ? "-" : "",
		    STRF(l->toks[i].text));
	return arena_printf(c->a, "a name is one word: join words with "
	    "hyphens, as in `%s`", buf_text(&name));
}

/* A name made of the first words that people see. */
const char *
advise_name(struct ctx *c, const char *words)
{
	struct buf name CLEAN(buf_free) = { 0 };
	char *low = take_lower(c->a, words);
	size_t n, letters;

	while (*low != '\0' && name.n < 24) {
		n = strcspn(low, " ");
		for (letters = 0; letters < n && ((low[letters] >= 'a' &&
		    low[letters] <= 'z') || (name.n + letters > 0 &&
		    low[letters] >= '0' && low[letters] <= '9')); letters++)
			;
		if (letters > 0 && name.n + letters < 30 &&
		    !lang_reserved((struct str){ low, letters }))
			buf_printf(&name, "%s%.*s", name.n ? "-" : "",
			    (int)letters, low);
		low += n + strspn(low + n, " ");
	}
	return name.n == 0 ? "put a short name before the words" :
	    arena_printf(c->a, "put a short name before the words, for "
	    "example `%s`", buf_text(&name));
}

/* What stands there, in quotes.  The tokens lie in the copy that lex.c has
 * cleaned: the author's own text may have bytes that are no letters. */
const char *
advise_quotes(struct ctx *c, const struct line *l)
{
	const char *known = advise_after_type(c, l);
	struct str all = l->toks[l->cursor].text;
	size_t i;

	for (i = l->cursor; i < l->n; i++)
		if (known != NULL && l->toks[i].kind == TOK_STRING)
			return known;

	for (i = l->cursor; i < l->own && l->toks[i].kind != TOK_STRING; i++)
		all.n = (size_t)(l->toks[i].text.p - all.p) +
		    l->toks[i].text.n;
	if (i < l->own && l->cursor == 2)
		return advise_hyphens(c, l, 1, NULL);
	if (i < l->own || all.n > 60)
		return i < l->own ? "" : "put it in quotes";
	if (all.n > 2 && all.p[0] == '\'' && all.p[all.n - 1] == '\'')
		all = (struct str){ all.p + 1, all.n - 2 };
	return arena_printf(c->a, "put it in quotes: \"%.*s\"", STRF(all));
}
