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

/* `no "No"` and `2. no "No"` */
const char *
advise_answer(struct ctx *c, const struct line *l, const struct line *parent)
{
	const struct tok *words = words_of(l);
	struct str word = l->toks[0].text;
	bool brief;
	int n;

	if ((parent->kind != L_QUESTION && parent->kind != L_SCALE) ||
	    words == NULL)
		return NULL;
	brief = words->text.n < 40;
	if (word.n > 1 && word.p[word.n - 1] == '.') {
		word.n--;
		if (lang_int(word, &n))
			return arena_printf(c->a, "write the number without "
			    "a full stop: %d", n);
	}
	return arena_printf(c->a, "an answer starts with its number: "
	    "%d %.*s \"%.*s\"", next_number(l, parent),
	    lang_name_ok(word) ? (int)word.n : 4,
	    lang_name_ok(word) ? word.p : "name",
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
	return closest(c, t->text, flags, LEN(flags));
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
	struct str all = l->toks[l->cursor].text;
	size_t i;

	for (i = l->cursor; i < l->own && l->toks[i].kind != TOK_STRING; i++)
		all.n = (size_t)(l->toks[i].text.p - all.p) +
		    l->toks[i].text.n;
	if (i < l->own && l->cursor == 2)
		return advise_hyphens(c, l, 1, NULL);
	if (i < l->own || all.n > 60)
		return i < l->own ? "" : "put it in quotes";
	return arena_printf(c->a, "put it in quotes: \"%.*s\"", STRF(all));
}
