/* SPDX-License-Identifier: MIT
 *
 * table.c -- the lines of the language, and which may stand under which.
 *
 * docs/LANGUAGE.md prints this table for people.
 */
#include "forms/lines.h"

#include <stdio.h>

#define B(k)	((uint64_t)1 << (k))
enum where { UNDER, MARGIN, EITHER };	/* for a line that belongs to a head:
					   indented under it, or not */

_Static_assert(L_KINDS <= 64, "a set of parents is one word");

#define PLACES	(B(L_SECTION) | B(L_PAGE) | B(L_GROUP))
#define HEADS	(B(L_CONSULTATION) | B(L_MODULE))
#define POLICY	(B(L_CONSULTATION) | PLACES | B(L_QUESTION))
#define ITEMS	(B(L_PAGE) | B(L_GROUP) | B(L_REPEAT))

static const struct entry {
	enum line_kind	 kind;
	const char	*word;
	uint64_t	 parents;
	enum where	 where;
} table[] = {
	{ L_EARSHOT, "earshot", 0, MARGIN },
	{ L_CONSULTATION, "consultation", 0, MARGIN },
	{ L_CODEBOOK, "codebook", 0, MARGIN },
	{ L_MODULE, "module", 0, MARGIN },
	{ L_SETTINGS, "settings", 0, MARGIN },
	{ L_OWNER, "owner", B(L_CONSULTATION), UNDER },
	{ L_LANGUAGES, "languages", B(L_CONSULTATION), UNDER },
	{ L_ACCEPT, "accept", B(L_CONSULTATION), UNDER },
	{ L_DOCUMENT, "document", B(L_CONSULTATION), EITHER },
	{ L_SUPPORT, "support", B(L_CONSULTATION) | B(L_SECTION) | B(L_PAGE),
	    EITHER },
	{ L_PHONE, "phone", B(L_SUPPORT), UNDER },
	{ L_LINK, "link", B(L_SUPPORT), UNDER },
	{ L_USE, "use", B(L_CONSULTATION), EITHER },
	{ L_INCLUDE, "include", B(L_CONSULTATION), MARGIN },
	{ L_SKIPPABLE, "skippable", B(L_INCLUDE), UNDER },
	{ L_WITHOUT, "without", B(L_INCLUDE), UNDER },
	{ L_STORE, "store", B(L_INCLUDE), UNDER },
	{ L_SCALE, "scale", HEADS, MARGIN },
	{ L_NET, "net", B(L_SCALE) | B(L_QUESTION), UNDER },
	{ L_OPTION, "1 name \"words\"", B(L_SCALE) | B(L_QUESTION), UNDER },
	{ L_SECTION, "section", B(L_CONSULTATION), MARGIN },
	{ L_PAGE, "page", HEADS | B(L_SECTION) | B(L_REPEAT), MARGIN },
	{ L_GROUP, "group", ITEMS, UNDER },
	{ L_REPEAT, "repeat", B(L_CONSULTATION) | PLACES, MARGIN },
	{ L_TEXT, "text", HEADS | ITEMS, EITHER },
	{ L_HEADING, "heading", ITEMS, UNDER },
	{ L_QUESTION, "question", ITEMS, UNDER },
	{ L_REQUIRED, "required", B(L_QUESTION), UNDER },
	{ L_SHOW, "show", PLACES | B(L_QUESTION) | B(L_TEXT) | B(L_HEADING) |
	    B(L_INCLUDE), UNDER },
	{ L_HINT, "hint", B(L_QUESTION) | B(L_OPTION), UNDER },
	{ L_HELP, "help", B(L_QUESTION), UNDER },
	{ L_ABOUT, "about", B(L_PAGE) | B(L_GROUP) | B(L_QUESTION), UNDER },
	{ L_NUMBERED, "numbered", B(L_QUESTION), UNDER },
	{ L_LIMIT, "limit", B(L_QUESTION), UNDER },
	{ L_UNIT, "unit", B(L_QUESTION), UNDER },
	{ L_PAPER, "paper", B(L_QUESTION), UNDER },
	{ L_PURPOSE, "purpose", POLICY | B(L_MODULE), UNDER },
	{ L_SENSITIVITY, "sensitivity", POLICY, UNDER },
	{ L_QUOTE, "quote", POLICY, UNDER },
	{ L_PUBLISH, "publish", POLICY, UNDER },
	{ L_KIND, "kind", B(L_CODEBOOK), EITHER },
	{ L_ENTITY, "priority", B(L_CODEBOOK), MARGIN },
	{ L_SAYS, "says", B(L_ENTITY), UNDER },
	{ L_COVERS, "covers", B(L_ENTITY), UNDER },
	{ L_EXCLUDES, "excludes", B(L_ENTITY), UNDER },
	{ L_UNDER, "under", B(L_ENTITY), UNDER },
	{ L_MATCH, "match", B(L_ENTITY), UNDER },
	{ L_OPENS, "opens", B(L_SETTINGS), EITHER },
	{ L_CLOSES, "closes", B(L_SETTINGS), EITHER },
	{ L_CONTACT, "contact", B(L_SETTINGS), EITHER },
	{ L_ANALYSED, "analysed-by", B(L_SETTINGS), EITHER },
	{ L_DECIDED, "decided-by", B(L_SETTINGS), EITHER },
	{ L_EDITION, "edition", B(L_SETTINGS), EITHER },
	{ L_URL, "public-url", B(L_SETTINGS), EITHER },
};

/* In the language's design, and not in this version of the program. */
static const char *const later[] = { "grid", "given", "value", "words",
	"pairs", "list", "row", "rows", "must", "query", "advice", "level",
	"keep", "share", "plural", "key", "define", "stand-in", "low", "high",
	"sentence", "detail", "band", "contains", "pools", "only", "for", "set",
	"changes", "rename", "merge", "split", "retire", "retype", "reword" };

static const struct entry *
entry_of(enum line_kind k)
{
	size_t i;

	for (i = 0; i < LEN(table); i++)
		if (table[i].kind == k)
			return &table[i];
	return NULL;
}

const char *
line_word(enum line_kind k)
{
	const struct entry *e = entry_of(k);

	return e != NULL ? e->word : "";
}

static const struct entry *
entry_named(struct str word)
{
	size_t i;

	for (i = 0; i < LEN(table); i++)
		if (table[i].kind != L_OPTION && table[i].kind != L_ENTITY &&
		    str_is(word, table[i].word))
			return &table[i];
	return NULL;
}

bool
lang_keyword(struct str word)
{
	return entry_named(word) != NULL;
}

/* "`page`, `group` or `repeat`" */
static const char *
parents_in_words(struct ctx *c, const struct entry *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	uint64_t left = e->parents;
	size_t i, n = 0;

	for (i = 0; i < LEN(table); i++) {
		if (!(left & B(table[i].kind)))
			continue;
		left &= ~B(table[i].kind);
		buf_printf(&b, "%s`%s`", n++ == 0 ? "" : left ? ", " : " or ",
		    table[i].kind == L_OPTION ? "an answer" :
		    table[i].kind == L_ENTITY ? "priority" : table[i].word);
	}
	return arena_str(c->a, buf_text(&b));
}

static bool
refuse(struct ctx *c, const struct line *l, const struct entry *e)
{
	const enum line_kind up = l->parent->kind;
	bool margin = l->depth == 0;
	const char *hint = "";

	if (e->parents == 0)
		hint = e->kind == L_EARSHOT ? "it is the first line of a file" :
		    "it is the second line of a file";
	else if (e->parents == B(L_SETTINGS))
		hint = "it belongs in the file site.settings";
	else if (e->parents == B(L_CODEBOOK) || e->parents == B(L_ENTITY))
		hint = "it belongs in a codebook file";
	else if ((e->parents & B(up)) && !margin)
		hint = "move it to the margin";
	else
		hint = arena_printf(c->a, "it belongs under %s%s",
		    parents_in_words(c, e), margin ? ", further in" : "");
	if (margin)
		fault(c, "E114", line_key(l), hint,
		    "`%.*s` cannot stand at the margin here",
		    STRF(l->toks[0].text));
	else
		fault(c, "E114", line_key(l), hint,
		    "`%.*s` cannot stand under `%.*s`", STRF(l->toks[0].text),
		    STRF(l->parent->toks[0].text));
	return false;
}

/* At the margin, l->parent is the pseudo-line that has the head's kind. */
bool
line_fits(struct ctx *c, const struct line *l)
{
	const struct entry *e = entry_of(l->kind);
	enum line_kind up = l->parent->kind;
	bool margin = l->depth == 0;
	bool head = up == L_CONSULTATION || up == L_CODEBOOK ||
	    up == L_MODULE || up == L_SETTINGS;

	if (e == NULL || up == L_UNKNOWN)
		return true;
	if (!(e->parents & B(up)))
		return refuse(c, l, e);
	if (head && ((margin && e->where == UNDER) ||
	    (!margin && e->where == MARGIN)))
		return refuse(c, l, e);
	return true;
}

static enum line_kind
guess(struct ctx *c, struct line *l, const struct line *parent)
{
	const struct str word = l->toks[0].text;
	const char *names[LEN(table)], *hint = advise_line(l, parent);
	size_t i, n = 0;

	if (hint != NULL) {
		fault(c, "E113", line_key(l), hint,
		    "no line starts with `%.*s`", STRF(word));
		return L_UNKNOWN;
	}
	for (i = 0; i < LEN(later); i++)
		if (str_is(word, later[i])) {
			fault(c, "E118", line_key(l), "",
			    "`%.*s` is not in this version of the language",
			    STRF(word));
			return L_UNKNOWN;
		}
	for (i = 0; i < LEN(table); i++)
		if ((table[i].parents & B(parent->kind)) &&
		    table[i].kind != L_OPTION && table[i].kind != L_ENTITY)
			names[n++] = table[i].word;
	hint = closest(c, word, names, n);
	if (hint[0] == '\0' && (hint = advise_answer(c, l, parent)) != NULL) {
		fault(c, "E113", line_key(l), hint,
		    "this looks like an answer, and does not "
		    "start with its number");
		l->bad = true;	/* read as one, without further complaints */
		return L_OPTION;
	}
	hint = hint ? hint : "";
	fault(c, "E113", line_key(l), hint, "no line starts with `%.*s` here",
	    STRF(word));
	for (i = 0; hint[0] != '\0' && i < n; i++)
		if (strstr(hint, arena_printf(c->a, "`%s`", names[i])) != NULL)
			return entry_named(str_of(names[i]))->kind;
	return L_UNKNOWN;
}

enum line_kind
line_kind_of(struct ctx *c, struct line *l, const struct line *parent)
{
	const struct tok *t = &l->toks[0];
	const struct entry *e;
	int number;

	if (t->kind == TOK_STRING) {
		fault(c, "E121", t->at, "put them under the line that they "
		    "belong to, further in", "these words continue nothing");
		return L_UNKNOWN;
	}
	if (t->kind != TOK_WORD) {
		fault(c, "E113", t->at, "", "a line starts with a word");
		return L_UNKNOWN;
	}
	e = entry_named(t->text);
	if (e != NULL)
		return e->kind;
	if (lang_int(t->text, &number))
		return L_OPTION;
	if (parent->kind == L_CODEBOOK)
		return L_ENTITY;
	if (str_is(t->text, "and") || str_is(t->text, "or")) {
		fault(c, "E121", t->at, "it continues a condition that stands "
		    "above it, less far in",
		    "there is no condition here to continue");
		return L_UNKNOWN;
	}
	return guess(c, l, parent);
}
