/* SPDX-License-Identifier: MIT
 *
 * model.h -- a form that was read: everything resolved, repeats written out.
 *
 * Part of forms.h.
 */
#ifndef FORMS_MODEL_H
#define FORMS_MODEL_H
#include "forms/source.h"

/* ---- the resolved model -------------------------------------------------- */

/* What a repeat goes over.  Rows of the codebook are in form->entities; the
 * others are made for the form and are in kind->rows alone. */
enum forms_rows {
	FORMS_ROWS_CODEBOOK,	/* repeat p in priority */
	FORMS_ROWS_CHOSEN,	/* repeat t in topics: the ticked options */
	FORMS_ROWS_COUNTED,	/* repeat site up to 8 from site-count */
	FORMS_ROWS_GRID		/* rows of a grid */
};
struct forms_kind {			/* kind priority "Priority" */
	const char		*name, *words;
	struct forms_kind	*next;
	enum forms_rows		 of;
	struct forms_entity	*rows;	/* NULL for the codebook's */
};

struct forms_entity {			/* priority P1 "Health equity" */
	struct forms_kind	*kind;
	const char		*name;	/* "P1", stable */
	const char		*title;
	int			 number;	/* 1.. within its kind */
	const char		*says, *covers, *excludes;	/* "" if absent */
	const char		**examples;	/* of what people write */
	size_t			 n_examples;
	struct forms_entity	*under;	/* NULL at the top */
	struct forms_search	*match;	/* NULL: no rule */
	struct forms_span	 at;
	struct forms_entity	*next;	/* in the order of the codebook */
};

/* match equit* or fair or (postcode near/2 lottery)
 * TERM: a word, compared by stem; PREFIX: written with a final star;
 * PHRASE: several words in quotes, in order. */
enum forms_search_op { FIND_TERM, FIND_PREFIX, FIND_PHRASE, FIND_AND, FIND_OR,
	FIND_NOT, FIND_NEAR };
struct forms_search {
	enum forms_search_op	 op;
	const char		*text;	/* TERM, PREFIX (without *), PHRASE */
	int			 distance;	/* NEAR: words between, at most */
	struct forms_search	*left, *right;	/* NOT: left only */
};

/* Why there is no substantive answer.  Values of the language, not numbers
 * that happen to be stored. */
enum forms_state {
	FORMS_NOT_ASKED,	/* no path showed it */
	FORMS_BLANK,		/* shown, left empty */
	FORMS_ANSWERED,
	FORMS_PREFER_NOT,
	FORMS_DONT_KNOW,
	FORMS_NOT_APPLICABLE,
	FORMS_ILLEGIBLE,	/* paper */
	FORMS_SEVERAL		/* paper: several ticked where one was asked */
};
const char *forms_state_name(enum forms_state);	/* "not-asked", … */
bool	forms_state_from(const char *, enum forms_state *);

/* code nhs-2001 A: what this answer is called in somebody else's list. */
struct forms_code {
	const char	*system, *value;
	const struct forms_code *next;
};
struct forms_option {
	int		 number;	/* printed; unique; never reused */
	const char	*name, *words;
	const char	*hint;		/* "" */
	enum forms_state missing;	/* FORMS_ANSWERED: stays in the base */
	bool		 write_in;	/* asks for words when chosen */
	bool		 exclusive;	/* alone in a choose many */
	bool		 pinned;	/* keeps its place where the others are
					   shuffled; so do write-in, exclusive
					   and missing ones */
	bool		 staff;		/* analysts only; never shown */
	bool		 retired;	/* of an earlier version: staff too */
	bool		 has_score;
	int		 score;
	bool		 has_band;	/* band 21..39: what it covers */
	int		 band_low, band_high;
	struct forms_entity *entity;	/* choose … from KIND; else NULL */
	const struct forms_code *codes;	/* NULL: none */
	struct forms_span at;
};
struct forms_net {			/* net agreed of a b "All who agreed" */
	const char	*name, *words;
	const struct forms_option **of;
	size_t		 n;
};
struct forms_scale {
	const char	*name;
	struct forms_option *options;
	size_t		 n;
	struct forms_net *nets;
	size_t		 n_nets;
	struct forms_scale *next;
};

enum forms_type { FORMS_ONE, FORMS_MANY, FORMS_SCALE, FORMS_LINE, FORMS_TEXT,
	FORMS_NUMBER, FORMS_POSTCODE,
	FORMS_RANK,		/* options in order of preference */
	FORMS_SHARE,		/* points given to options */
	FORMS_DATE, FORMS_FILE };
/* LINE: what it must look like (TEXT: ADDRESS only). */
enum forms_format { FORMS_PLAIN, FORMS_EMAIL, FORMS_PHONE, FORMS_LINK,
	FORMS_TIME, FORMS_ADDRESS };
enum forms_postcode { FORMS_OUTWARD,	/* LE4 */
	FORMS_SECTOR,			/* LE4 2 */
	FORMS_FULL };			/* LE4 2XY */
/* PARTIAL: as much of day, month and year as people know. */
enum forms_date { FORMS_DAY, FORMS_MONTH, FORMS_YEAR, FORMS_PARTIAL };
enum forms_policy { FORMS_INHERIT, FORMS_NEVER, FORMS_ALWAYS, FORMS_IF };

struct forms_question {			/* as written, once */
	const char	*name;		/* "why"; modules: "equality.age" */
	enum forms_type	 type;
	struct forms_option *options;	/* ONE, MANY, SCALE; also number and
					   text lines for "rather not say" */
	size_t		 n_options;
	struct forms_net *nets;
	size_t		 n_nets;
	struct forms_scale *scale;	/* SCALE only */
	size_t		 least;		/* choose 2 to 4, once anything is
					   chosen; 0: no limit */
	size_t		 most;		/* choose up to N, rank up to N; 0: no
					   limit */
	bool		 shuffle;	/* MANY, ONE, RANK, SHARE: in another
					   order for each respondent */
	bool		 has_range;
	double		 low, high;	/* number 0..120; SHARE: each 0..40 */
	int		 decimals;
	const char	*unit;		/* "" */
	const char	*currency;	/* money GBP: a NUMBER; "" otherwise */
	bool		 rating;	/* rating 1..5: a NUMBER with a range, of
					   which only the ends have words */
	const char	*low_words, *high_words;	/* "" */
	int		 total;		/* share 100: what the points add to */
	enum forms_format format;
	enum forms_postcode postcode;
	enum forms_date	 date;
	const char	**files;	/* FILE: endings that may come, "pdf" */
	size_t		 n_files;
	size_t		 max_bytes;	/* FILE */
	size_t		 limit;		/* characters (UTF-16 units); default
					   LINE 200, TEXT 5000 */
	size_t		 limit_words;	/* limit 250 words; 0: none */
	bool		 soft;		/* either limit only counts, and never
					   refuses (5000 characters still do) */
	int		 paper_lines;	/* 0: by type */
	const char	*purpose;	/* "" */
	const char	*sensitivity;	/* "health ethnicity …" or "" */
	enum forms_policy quote;	/* text only; IF quote-consent = yes */
	struct forms_span at;
	enum forms_policy publish;	/* NEVER: counted for staff alone; IF
					   as for quote */
};

struct forms_page;
struct forms_field {			/* one place where an answer goes */
	size_t		 index;		/* in form->fields */
	const char	*id;		/* "capacity", "agree[P3]",
					   "equality.age"; stable */
	const struct forms_question *q;
	const struct forms_entity *row;	/* of the repeat; NULL outside */
	const struct forms_grid *grid;	/* NULL: none */
	const struct forms_entity *item;	/* of the grid; its title is in
					   words already */
	bool		 reverse;	/* scored the other way round */
	const char	*words, *hint, *help;	/* {p.title} replaced; "" */
	const char	*lang;		/* of all its words: form->lang, or the
					   first language where a translation
					   is missing */
	const struct forms_document *picture;	/* for Easy Read; NULL */
	const struct forms_entity **about;
	size_t		 n_about;
	const struct forms_page *page;
	const struct forms_expr *show;	/* its own, its groups' and its page's
					   conditions joined; NULL: always */
	bool		 required;	/* always */
	const struct forms_expr *required_if;	/* NULL: none */
	const char	*number;	/* printed: "1", "2", … */
	const char	*until;		/* no longer asked: the last version that
					   did, see versions.h; NULL */
	struct forms_span at;
};

/* grid symptom scale severity "…", with `row pain "Pain"` below: questions one
 * after another online, one table on paper. */
struct forms_grid {
	const char	*name, *words, *hint;
	const struct forms_kind *kind;	/* its rows */
	size_t		 first, n;	/* its fields are next to each other */
};

/* value ready = score(a) + score(b) "Readiness" */
struct forms_band { const char *name, *words; double low, high; };
struct forms_value {
	const char	*name, *words;	/* "": for conditions alone */
	const struct forms_expr *expr;	/* a number */
	int		 needs;		/* missing unless so many of its
					   questions have an answer; 0: all */
	struct forms_band *bands;
	size_t		 n_bands;
	struct forms_span at;
};
/* must parts = total "…": refused online; query: asked about once. */
struct forms_rule {
	const struct forms_expr *expr;	/* what should hold */
	const char	*words;
	bool		 query;
	const struct forms_field *field;	/* the last one that it asks
					   about on its page */
	struct forms_span at;
};

enum forms_item_kind { FORMS_ITEM_TEXT, FORMS_ITEM_FIELD, FORMS_ITEM_HEADING };
struct forms_item {
	enum forms_item_kind kind;
	const char	*words;		/* TEXT: paragraphs split by \n\n, with
					   **bold**, "- " lists and
					   [words](document); HEADING: plain */
	struct forms_field *field;
	const struct forms_document *picture;	/* TEXT: as of a field */
	const struct forms_expr *show;	/* TEXT, HEADING: NULL always */
};
enum forms_part { FORMS_PART_MAIN, FORMS_PART_CONSENT, FORMS_PART_EQUALITY };
struct forms_page {
	size_t		 index;		/* in form->pages */
	const char	*slug;		/* in the address: "priorities-p3" */
	const char	*title;
	const char	*section;	/* title of its section, or "" */
	const char	*lang;		/* of these and of its texts */
	const struct forms_document *picture;	/* as of a field */
	enum forms_part	 part;
	const struct forms_item *items;
	size_t		 n_items;
	const struct forms_expr *show;	/* NULL: always */
	bool		 support;	/* the subject may distress: name the
					   sources of support on this page */
	const struct forms_rule *rules;
	size_t		 n_rules;
};

struct forms_contact {			/* contact phone "0116 …" (settings) */
	const char	*kind, *words;	/* kind: email phone post web formats */
};
struct forms_document {			/* document strategy file … "…" */
	const char	*name, *path, *words;
	struct forms_span at;		/* of the path */
};
struct forms_support {			/* support samaritans "Samaritans: …" */
	const char	*name, *words;
	const char	*phone, *link;	/* "" */
};

/* Words that people see, as something to translate.  A question with its hints
 * and answers is translated whole or not at all; so is a page with its texts. */
struct forms_message {
	const char	*context;	/* "agree.hint", "capacity.carer" */
	const char	*id;		/* as written, {placeholders} still in; of
					   longer words one paragraph */
	const char	*note;		/* for the translator; "" */
	bool		 report;	/* only reports show it, or Easy Read;
					   other languages may lack it */
	struct forms_span at;		/* the line */
};
struct forms_registry;

struct forms_form {
	const char	*name;		/* "eol-2024" */
	const char	*title, *owner;
	const char	*intro;		/* text cover: paragraphs; "" */
	const char	*next;		/* text next: what happens next; "" */
	const struct forms_document *intro_picture, *next_picture;
					/* as of a field */
	const char	**languages;	/* tags; the first is the source */
	size_t		 n_languages;
	struct forms_span languages_at;
	const char	**accept;	/* online paper email letter phone */
	size_t		 n_accept;
	struct forms_document *documents;
	size_t		 n_documents;
	const struct forms_document **pictures;	/* served as documents are;
						   their words say what they
						   show */
	size_t		 n_pictures;
	struct forms_support *supports;
	size_t		 n_supports;
	struct forms_kind *kinds;
	struct forms_entity *entities;	/* of the codebook in use */
	struct forms_scale *scales;
	struct forms_page *pages;	/* in the order people meet them */
	size_t		 n_pages;
	struct forms_field *fields;	/* likewise */
	size_t		 n_fields;
	struct forms_value *values;
	size_t		 n_values;
	struct forms_field *edition;	/* built in: which edition people answer;
					   NULL where there is one */
	struct forms_field *quote_consent;	/* built in: NULL when nothing
						   may be quoted */
	const char	*equality_intro;	/* words of the module's text; "" */
	bool		 has_equality, equality_skippable;
	bool		 equality_apart;	/* store apart */
	const char	*codebook;	/* name, and its version below; "" */
	int		 codebook_version;
	struct lookup	*by_id, *by_slug;	/* of fields and pages, made
						   while reading; or NULL */
	char		 hash[65];	/* BLAKE2b-256 of the sources, hex */
	const struct forms_source *sources;	/* [0] is the form itself */
	size_t		 n_sources;
	const char	*lang;		/* what it was read in: "en", "gu" */
	const struct forms_message *messages;	/* in the order of the
						   sources, each once */
	size_t		 n_messages;
	struct forms_registry *registry;	/* of words; private */
	const struct forms_changes *changes;	/* versions.h; NULL: none */
	const struct forms_version *version;	/* these: by forms_earlier() */
	const struct forms_earlier *earlier;
	size_t		 n_earlier;
};

const struct forms_field *forms_field(const struct forms_form *, const char *id);
const struct forms_page *forms_page(const struct forms_form *, const char *slug);
struct forms_entity *forms_entity(const struct forms_form *, const char *name);
/* Is a question asked about this row of the codebook? */
bool	forms_row_asked(const struct forms_form *, const char *name);
const struct forms_option *forms_option(const struct forms_question *,
	    const char *name);
bool	forms_accepts(const struct forms_form *, const char *channel);
#endif
