/* SPDX-License-Identifier: MIT
 *
 * lines.h -- a text of the language as a tree of lines with typed tokens.
 *
 * Private to forms/.  lex.c cuts lines into tokens, parse.c hangs them under
 * each other, take.c reads one line from left to right, table.c says which
 * line may stand under which.
 */
#ifndef FORMS_LINES_H
#define FORMS_LINES_H
#include "forms/forms.h"

enum tok_kind { TOK_WORD, TOK_STRING, TOK_OPEN, TOK_CLOSE, TOK_COMMA };
struct tok {
	enum tok_kind		 kind;
	struct str		 text;	/* WORD: as written; STRING: what is
					   shown, "" made into one quote */
	struct forms_span	 at;	/* with its quotes */
};

/* What a line is, by its first word; the order is that of table.c. */
enum line_kind {
	L_UNKNOWN, L_TOP, L_EARSHOT, L_CONSULTATION, L_CODEBOOK, L_MODULE,
	L_SETTINGS,
	L_OWNER, L_LANGUAGES, L_ACCEPT, L_DOCUMENT, L_SUPPORT, L_PHONE, L_LINK,
	L_USE, L_AUDIENCE, L_INCLUDE, L_SKIPPABLE, L_WITHOUT, L_STORE, L_SET,
	L_PARAMETER,
	L_SCALE, L_NET, L_OPTION,
	L_SECTION, L_PAGE, L_GROUP, L_REPEAT, L_TEXT, L_HEADING, L_QUESTION,
	L_GRID, L_ROW, L_WORDS, L_VALUE, L_BAND, L_MUST, L_QUERY,
	L_REQUIRED, L_SHOW, L_FOR, L_HINT, L_CODE, L_HELP, L_STAND_IN, L_PICTURE, L_ABOUT,
	L_NUMBERED, L_LIMIT, L_UNIT, L_LOW, L_HIGH, L_SHUFFLE, L_REVERSE,
	L_PAPER, L_PURPOSE, L_SENSITIVITY, L_QUOTE, L_PUBLISH,
	L_KIND, L_ENTITY, L_SAYS, L_COVERS, L_EXCLUDES, L_EXAMPLE,
	L_UNDER, L_MATCH,
	L_OPENS, L_CLOSES, L_CONTACT, L_ANALYSED, L_DECIDED, L_WHEN, L_EDITION, L_URL,
	L_MINUTES, L_RECEIPT_DAYS, L_PRIVACY, L_ACCESS, L_FINDINGS,
	L_HEADER, L_LOGO, L_COLOUR, L_POPULATION, L_PEOPLE, L_MAILBOX,
	L_SENDERS,
	L_CHANGES, L_CHANGE,
	L_KINDS
};

struct line {
	struct tok	*toks;
	size_t		 n, cap;	/* 0: blank, or a comment alone */
	size_t		 own;		/* n before conditions were joined */
	size_t		 cursor;	/* the next token for take.c */
	size_t		 number;	/* 1.. in its file */
	size_t		 indent;	/* spaces before the first token; a tab
					   counts as one step, two spaces */
	bool		 crooked;	/* something else than spaces there */
	struct forms_span at;		/* first token to the last */
	struct str	 comment;	/* from its # on; empty: none */
	enum line_kind	 kind;
	bool		 joined;	/* continues the line above it */
	bool		 bad;		/* already complained of */
	/* the words people see: its own STRING and the joined ones below */
	const char	*words;		/* NULL: none */
	struct forms_span words_at;
	bool		 words_taken;
	const struct known *known;	/* the question that it makes */
	size_t		 depth;
	struct line	*parent, *first, *last, *next;	/* joined left out */
};

struct text {
	const struct forms_source *src;
	struct line	**lines;	/* every line of the file, in order */
	size_t		 n, cap;
	struct line	 top;		/* its children stand at the margin */
	bool		 broken;	/* cannot be laid out again by fmt */
};

/* What everyone who reads needs. */
struct ctx { struct arena *a; struct forms_diags *d; };

/* lex.c: cuts src into lines with tokens.  Complains of bytes and characters
 * that may not stand there, and goes on. */
void	lang_lex(struct ctx *, const struct forms_source *, struct text *);
/* parse.c: lex, then the tree, joined words and conditions, kinds. */
void	lang_parse(struct ctx *, const struct forms_source *, struct text *);

/* table.c */
const char *line_word(enum line_kind);
/* May this kind of line stand under that one?  Complains if not. */
bool	line_fits(struct ctx *, const struct line *);
/* The kind that a first word means under parent; complains of none with the
 * nearest one that may stand there.  L_ENTITY for any word that is no
 * keyword, where entities may stand. */
enum line_kind line_kind_of(struct ctx *, struct line *,
	    const struct line *parent);
bool	lang_keyword(struct str);

/* advice.c: hints for what people write who know it from elsewhere.  NULL, or
 * "" where a hint is asked for, when there is nothing to say. */
const char *advise_line(const struct line *, const struct line *parent);
const char *advise_answer(struct ctx *, const struct line *,
	    const struct line *parent);
const char *advise_type(struct str);
const char *advise_word(struct ctx *, const struct line *, const char *want);
const char *advise_after_type(struct ctx *, const struct line *);
const char *advise_flag(struct ctx *, const struct line *);
const char *advise_hyphens(struct ctx *, const struct line *, size_t from,
	    bool (*stop)(struct str));
const char *advise_name(struct ctx *, const char *words);
const char *advise_condition(struct ctx *, const struct line *);
const char *advise_is(struct str);	/* or NULL */
const char *advise_quotes(struct ctx *, const struct line *);

/* take.c: reading one line from left to right after its first word.  Each
 * complains once a line, and returns false (or NULL) when it did. */
void	fault(struct ctx *, const char *id, struct forms_span, const char *hint,
	    const char *fmt, ...) PRINTF(5, 6);
void	doubt(struct ctx *, const char *id, struct forms_span, const char *hint,
	    const char *fmt, ...) PRINTF(5, 6);
const struct tok *take_peek(const struct line *);	/* NULL at the end */
bool	take_is(const struct line *, const char *word);
bool	take_word(struct line *, const char *word);	/* silent if absent */
bool	want_word(struct ctx *, struct line *, const char *word);
const struct tok *want_any(struct ctx *, struct line *, const char *what);
/* A name: letters, digits and hyphens from a letter on, not reserved. */
const char *want_name(struct ctx *, struct line *, const char *what,
	    struct forms_span *at);
bool	want_int(struct ctx *, struct line *, const char *what, int low,
	    int high, int *);
const char *want_words(struct ctx *, struct line *);
/* Nothing may be left on the line, and no words unread. */
void	want_end(struct ctx *, struct line *);
/* One of the words given, NULL-terminated; its index, or -1. */
int	want_one_of(struct ctx *, struct line *, const char *const *);
/* The first line of this kind under another, or NULL. */
struct line *line_child(const struct line *, enum line_kind);
struct forms_span line_end(const struct line *);	/* just after it */
struct forms_span line_key(const struct line *);	/* its first word */
bool	lang_name_ok(struct str);
bool	lang_reserved(struct str);
bool	lang_int(struct str, int *);		/* [-]digits, at most 9 */
/* "did you mean `x`?" of n names, or "". */
const char *closest(struct ctx *, struct str, const char *const *, size_t n);
char	*take_lower(struct arena *, const char *);
bool	take_twice(struct ctx *, const struct line *, bool already);
#endif
