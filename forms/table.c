/* SPDX-License-Identifier: MIT
 *
 * table.c -- the lines of the language, and which may stand under which.
 *
 * docs/LANGUAGE.md prints this table for people.
 */
#include "forms/lines.h"

#include <stdio.h>

enum where { UNDER, MARGIN, EITHER };	/* for a line that belongs to a head:
					   indented under it, or not */

enum { PARENTS_MAX = 12 };

#define PLACES	L_SECTION, L_PAGE, L_GROUP
#define HEADS	L_CONSULTATION, L_MODULE
#define ASKED	L_QUESTION, L_GRID
#define POLICY	L_CONSULTATION, PLACES, ASKED
#define ITEMS	L_PAGE, L_GROUP, L_REPEAT

static const struct entry {
	enum line_kind	 kind;
	const char	*word;
	enum line_kind	 parents[PARENTS_MAX];	/* ended by L_UNKNOWN */
	enum where	 where;
} table[] = {
	{ L_EARSHOT, "earshot", { L_UNKNOWN }, MARGIN },
	{ L_CONSULTATION, "consultation", { L_UNKNOWN }, MARGIN },
	{ L_CODEBOOK, "codebook", { L_UNKNOWN }, MARGIN },
	{ L_MODULE, "module", { L_UNKNOWN }, MARGIN },
	{ L_SETTINGS, "settings", { L_UNKNOWN }, MARGIN },
	{ L_OWNER, "owner", { L_CONSULTATION }, UNDER },
	{ L_LANGUAGES, "languages", { L_CONSULTATION }, UNDER },
	{ L_ACCEPT, "accept", { L_CONSULTATION }, UNDER },
	{ L_DOCUMENT, "document", { L_CONSULTATION }, EITHER },
	{ L_SUPPORT, "support", { L_CONSULTATION, L_SECTION, L_PAGE }, EITHER },
	{ L_PHONE, "phone", { L_SUPPORT }, UNDER },
	{ L_LINK, "link", { L_SUPPORT }, UNDER },
	{ L_USE, "use", { L_CONSULTATION }, EITHER },
	{ L_AUDIENCE, "edition", { L_CONSULTATION }, EITHER },
	{ L_INCLUDE, "include", { L_CONSULTATION, L_SECTION }, MARGIN },
	{ L_SKIPPABLE, "skippable", { L_INCLUDE }, UNDER },
	{ L_WITHOUT, "without", { L_INCLUDE, ASKED }, UNDER },
	{ L_STORE, "store", { L_INCLUDE }, UNDER },
	{ L_SET, "set", { L_INCLUDE }, UNDER },
	{ L_PARAMETER, "parameter", { L_MODULE }, EITHER },
	{ L_SCALE, "scale", { HEADS }, MARGIN },
	{ L_NET, "net", { L_SCALE, L_QUESTION }, UNDER },
	{ L_OPTION, "1 name \"words\"", { L_SCALE, L_QUESTION }, UNDER },
	{ L_SECTION, "section", { L_CONSULTATION }, MARGIN },
	{ L_PAGE, "page", { HEADS, L_SECTION, L_REPEAT }, MARGIN },
	{ L_GROUP, "group", { ITEMS }, UNDER },
	{ L_REPEAT, "repeat", { L_CONSULTATION, PLACES }, MARGIN },
	{ L_TEXT, "text", { HEADS, ITEMS }, EITHER },
	{ L_HEADING, "heading", { ITEMS }, UNDER },
	{ L_QUESTION, "question", { ITEMS }, UNDER },
	{ L_GRID, "grid", { ITEMS }, UNDER },
	{ L_ROW, "row", { L_GRID }, UNDER },
	{ L_WORDS, "words", { L_QUESTION }, UNDER },
	{ L_VALUE, "value", { HEADS, L_PAGE, L_GROUP }, EITHER },
	{ L_BAND, "band", { L_VALUE }, UNDER },
	{ L_MUST, "must", { L_PAGE }, UNDER },
	{ L_QUERY, "query", { L_PAGE }, UNDER },
	{ L_REQUIRED, "required", { ASKED }, UNDER },
	{ L_SHOW, "show",
	    { PLACES, ASKED, L_TEXT, L_HEADING, L_INCLUDE }, UNDER },
	{ L_FOR, "for", { PLACES, ASKED, L_TEXT, L_HEADING }, UNDER },
	{ L_HINT, "hint", { ASKED, L_OPTION }, UNDER },
	{ L_CODE, "code", { L_OPTION }, UNDER },
	{ L_HELP, "help", { ASKED }, UNDER },
	{ L_STAND_IN, "stand-in", { L_QUESTION }, UNDER },
	{ L_PICTURE, "picture", { L_QUESTION, L_PAGE, L_TEXT }, UNDER },
	{ L_ABOUT, "about", { L_PAGE, L_GROUP, ASKED }, UNDER },
	{ L_NUMBERED, "numbered", { ASKED }, UNDER },
	{ L_LIMIT, "limit", { L_QUESTION }, UNDER },
	{ L_UNIT, "unit", { L_QUESTION }, UNDER },
	{ L_LOW, "low", { L_QUESTION }, UNDER },
	{ L_HIGH, "high", { L_QUESTION }, UNDER },
	{ L_SHUFFLE, "shuffle", { L_QUESTION }, UNDER },
	{ L_REVERSE, "reverse", { L_QUESTION }, UNDER },
	{ L_PAPER, "paper", { L_QUESTION }, UNDER },
	{ L_PURPOSE, "purpose", { POLICY, L_MODULE }, UNDER },
	{ L_SENSITIVITY, "sensitivity", { POLICY }, UNDER },
	{ L_QUOTE, "quote", { POLICY }, UNDER },
	{ L_PUBLISH, "publish", { POLICY }, UNDER },
	{ L_KIND, "kind", { L_CODEBOOK }, EITHER },
	{ L_ENTITY, "priority", { L_CODEBOOK }, MARGIN },
	{ L_SAYS, "says", { L_ENTITY }, UNDER },
	{ L_COVERS, "covers", { L_ENTITY }, UNDER },
	{ L_EXCLUDES, "excludes", { L_ENTITY }, UNDER },
	{ L_EXAMPLE, "example", { L_ENTITY }, UNDER },
	{ L_UNDER, "under", { L_ENTITY }, UNDER },
	{ L_MATCH, "match", { L_ENTITY }, UNDER },
	{ L_OPENS, "opens", { L_SETTINGS }, EITHER },
	{ L_CLOSES, "closes", { L_SETTINGS }, EITHER },
	{ L_CONTACT, "contact", { L_SETTINGS }, EITHER },
	{ L_ANALYSED, "analysed-by", { L_SETTINGS }, EITHER },
	{ L_DECIDED, "decided-by", { L_SETTINGS }, EITHER },
	{ L_WHEN, "decided-when", { L_SETTINGS }, EITHER },
	{ L_EDITION, "edition", { L_SETTINGS }, EITHER },
	{ L_URL, "public-url", { L_SETTINGS }, EITHER },
	{ L_MINUTES, "minutes", { L_SETTINGS }, EITHER },
	{ L_RECEIPT_DAYS, "receipt-days", { L_SETTINGS }, EITHER },
	{ L_PRIVACY, "privacy", { L_SETTINGS }, EITHER },
	{ L_ACCESS, "accessibility", { L_SETTINGS }, EITHER },
	{ L_FINDINGS, "findings", { L_SETTINGS }, EITHER },
	{ L_HEADER, "header", { L_SETTINGS }, EITHER },
	{ L_LOGO, "logo", { L_SETTINGS }, EITHER },
	{ L_COLOUR, "colour", { L_SETTINGS }, EITHER },
	{ L_POPULATION, "population", { L_SETTINGS }, EITHER },
	{ L_PEOPLE, "people", { L_POPULATION }, UNDER },
	{ L_MAILBOX, "mailbox", { L_SETTINGS }, EITHER },
	{ L_SENDERS, "erase-senders", { L_SETTINGS }, EITHER },
	{ L_CHANGES, "changes", { L_CONSULTATION, L_CODEBOOK }, MARGIN },
	{ L_CHANGE, "split", { L_CHANGES }, UNDER },
	{ L_CHANGE, "merge", { L_CHANGES }, UNDER },
	{ L_CHANGE, "rename", { L_CHANGES }, UNDER },
	{ L_CHANGE, "relabel", { L_CHANGES }, UNDER },
	{ L_CHANGE, "reword", { L_CHANGES }, UNDER },
	{ L_CHANGE, "retire", { L_CHANGES }, UNDER },
	{ L_CHANGE, "retype", { L_CHANGES }, UNDER },
};

/* In the language's design, and not in this version of the program. */
static const char *const later[] = { "given", "pairs", "list", "rows",
	"advice", "level", "keep", "plural", "key", "define",
	"sentence", "detail", "contains", "pools", "only" };

static bool
stands_under(const struct entry *e, enum line_kind up)
{
	size_t i;

	for (i = 0; i < PARENTS_MAX && e->parents[i] != L_UNKNOWN; i++)
		if (e->parents[i] == up)
			return true;
	return false;
}

/* It stands under this and nothing else. */
static bool
only_under(const struct entry *e, enum line_kind up)
{
	return e->parents[0] == up && e->parents[1] == L_UNKNOWN;
}

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

static bool
is_word(const struct entry *e)
{
	return e->kind != L_OPTION && e->kind != L_ENTITY;
}

/* `edition` starts two kinds of line: where one of them may stand, it is
 * meant. */
static const struct entry *
entry_named(struct str word, enum line_kind up)
{
	const struct entry *found = NULL;
	size_t i;

	for (i = 0; i < LEN(table); i++)
		if (table[i].word[0] == word.p[0] && is_word(&table[i]) &&
		    str_is(word, table[i].word) &&
		    (found == NULL || stands_under(&table[i], up)))
			found = &table[i];
	return found;
}

bool
lang_keyword(struct str word)
{
	return entry_named(word, L_UNKNOWN) != NULL;
}

/* "`page`, `group` or `repeat`" */
static const char *
parents_in_words(struct ctx *c, const struct entry *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, n = 0, left = 0;

	while (left < PARENTS_MAX && e->parents[left] != L_UNKNOWN)
		left++;
	for (i = 0; i < LEN(table); i++) {
		if (!stands_under(e, table[i].kind))
			continue;
		left--;
		buf_printf(&b, "%s`%s`", n++ == 0 ? "" : left ? ", " : " or ",
		    table[i].kind == L_OPTION ? "an answer" :
		    table[i].kind == L_ENTITY ? "priority" : table[i].word);
	}
	return arena_str(c->a, buf_text(&b));
}

/* One step too few inwards: it could belong to a line above, beside it. */
static bool
is_too_far_out(const struct line *l, const struct entry *e)
{
	const struct line *up;
	bool fits = false;

	for (up = l->parent->first; up != NULL && up != l; up = up->next)
		if (up->kind != e->kind && up->kind != L_UNKNOWN)
			fits = stands_under(e, up->kind);
	return fits;
}

static bool
refuse(struct ctx *c, const struct line *l, const struct entry *e)
{
	const enum line_kind up = l->parent->kind;
	bool margin = l->depth == 0;
	const char *hint = "";

	if (e->parents[0] == L_UNKNOWN)
		hint = e->kind == L_EARSHOT ? "it is the first line of a file" :
		    "it is the second line of a file";
	else if (only_under(e, L_SETTINGS))
		hint = "it belongs in the file site.settings";
	else if (only_under(e, L_CODEBOOK) || only_under(e, L_ENTITY))
		hint = "it belongs in a codebook file";
	else if (!margin && is_too_far_out(l, e))
		hint = "put it further in, if it belongs to the line above";
	else if (!margin && l->parent->kind == e->kind &&
	    stands_under(e, l->parent->parent->kind))
		hint = "line it up with the line above";
	else if (stands_under(e, up) && !margin)
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
	if (!stands_under(e, up))
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
		if (stands_under(&table[i], parent->kind) && is_word(&table[i]))
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
			return entry_named(str_of(names[i]),
			    parent->kind)->kind;
	return L_UNKNOWN;
}

enum line_kind
line_kind_of(struct ctx *c, struct line *l, const struct line *parent)
{
	const struct tok *t = &l->toks[0];
	const struct entry *e;
	const char *hint;
	int number;

	if (t->kind == TOK_STRING) {
		fault(c, "E121", t->at, "put them under the line that they "
		    "belong to, further in", "these words continue nothing");
		return L_UNKNOWN;
	}
	if (t->kind != TOK_WORD) {
		hint = advise_answer(c, l, parent);
		fault(c, "E113", t->at, hint != NULL ? hint : "",
		    "a line starts with a word");
		return L_UNKNOWN;
	}
	e = entry_named(t->text, parent->kind);
	if (e != NULL)
		return e->kind;
	if (lang_int(t->text, &number))
		return L_OPTION;
	if (parent->kind == L_CODEBOOK)
		return L_ENTITY;
	if (str_is(t->text, "and") || str_is(t->text, "or")) {
		fault(c, "E121", t->at, "put it two spaces further in than the "
		    "condition above that it continues",
		    "there is no condition here to continue");
		return L_UNKNOWN;
	}
	return guess(c, l, parent);
}
