/* SPDX-License-Identifier: MIT
 *
 * build.h -- making a struct forms_form out of trees of lines.
 *
 * Private to forms/.  The order of work: read.c takes the head and finds the
 * codebook and the modules; codes.c and question.c make entities, scales and
 * questions, once each; place.c walks the pages and makes fields, once for
 * each row of a repeat, and binds their conditions; check.c looks at the whole.
 */
#ifndef FORMS_BUILD_H
#define FORMS_BUILD_H
#include "forms/expr.h"
#include "forms/lines.h"
#include "forms/lookup.h"

enum {
	FIELDS_MAX = 5000,	/* more than any questionnaire that was seen;
				   bounds what a repeat can ask for */
	ENTITIES_MAX = 2000,
	OPTIONS_MAX = 500,
	PAGES_MAX = 2000,
	ITEMS_MAX = 20000,	/* on all pages */
	LIST_MAX = 200,		/* of kinds, scales, documents, nets … */
	EXPRS_MAX = 500000,	/* parts of conditions, a value counted in full
				   wherever it is used: each is worked out for
				   every page that somebody asks for */
	WORDS_MAX = 16 << 20,
	FILE_MAX_MB = 2		/* what a response has room for */
};

struct policy {			/* inherited downwards */
	const char	*purpose, *sensitivity;
	enum forms_policy quote, publish;
};

/* What a module is given: parameter title "…" there, set title "…" here. */
struct parameter {
	const char	*name, *words;
	bool		 is_number, set;
	double		 number;
	struct parameter *next;
};

/* One text with questions: the form itself, or a module that it includes. */
struct scope {
	struct text	 text;
	const char	*prefix;	/* "", or "equality." */
	const struct line *include;	/* NULL for the form and built-ins */
	struct forms_scale *scales;
	size_t		 n_scales;
	bool		 last;		/* after check-answers */
	struct parameter *parameters;
	bool		 built_in;	/* quote-consent */
	struct scope	*next;
};

struct known {			/* a question, before it has any field */
	const char	*id;	/* without a row */
	const struct line *line;
	struct forms_question *q;
	const struct forms_kind *kind;	/* repeated for each of these */
	const struct forms_kind *grid;	/* the rows of a grid */
	const struct scope *scope;
	struct known	*next;
};

struct words;			/* messages.h */
/* A repeat line, read once: what it goes over. */
struct repeat {
	const struct line *line;
	const char	*var;
	struct forms_kind *kind;
	const struct known *of;	/* the question whose ticks or number say
				   which rows there are; NULL: codebook */
	struct repeat	*next;
};

/* A condition about a form that was read; see forms_condition. */
struct condition {
	const struct forms_source *text;
	struct forms_diags *d;
	const struct forms_expr *out;	/* NULL: it has mistakes */
};

struct build {
	struct ctx	 c;
	struct words	*w;
	struct forms_form *f;
	const struct forms_source *texts;
	size_t		 n_texts;
	struct forms_source *sources;	/* those that were used */
	size_t		 n_sources, cap_sources;
	struct scope	*form, *scopes;	/* the form first */
	struct known	*known, **known_tail;
	size_t		 n_known;
	struct lookup	 by_id;		/* of known */
	struct repeat	*repeats;
	struct scope	*editions;	/* NULL: there are none */
	const struct scope *now;	/* whose words are being read */
	size_t		 cap_values;
	size_t		 value_parts[LIST_MAX];	/* of each value, written out */
	bool		 full;		/* FIELDS_MAX: said so once */
	bool		 no_codes;	/* the codebook could not be read: that
					   was said, and what it lacks is not */
	size_t		 n_kinds, n_includes;
	size_t		 cap_fields, cap_pages, cap_documents, cap_pictures, cap_supports;
	int		 number;	/* the last printed number */
	size_t		 n_exprs, n_words, n_items;	/* bounded */
};

/* Where the walk stands. */
struct place {
	const struct scope	*scope;
	const char		*var;	/* of the repeat; NULL outside */
	const struct forms_entity *row;
	const struct forms_entity *item;	/* of the grid */
	const struct forms_grid	*grid;
	const char		*section;
	bool			 support;
	const struct forms_expr	*show;	/* page and groups, joined */
	const struct forms_expr	*inner;	/* groups alone */
	const struct forms_entity **about;
	size_t			 n_about;
	struct forms_page	*page;	/* NULL between pages */
	struct page_items	*items;	/* of the page */
	const struct line	*self;	/* the question being made */
	enum forms_part		 part;
};

/* read.c */
struct forms_kind *kind_named(const struct build *, const char *name);
/* "did you mean `priority`?", or to name a codebook first. */
const char *nearest_kind(struct build *, const char *name);
const struct known *known_named(const struct build *, const char *id);
const char *nearest_known(struct build *, struct str, const struct scope *);

void	use_source(struct build *, const struct forms_source *);
struct head { const char *name; int version; const char *title; };
/* The head line of a codebook or module: NAME version INT "Title". */
bool	head_of(struct build *, struct text *, struct head *);
const struct forms_source *find_text(struct build *, enum line_kind,
	    const char *name, int version, int *other);
bool	name_version(struct build *, struct line *, const char **name,
	    int *version, struct forms_span *);
/* Reads the form's sources once more, and binds a condition at their end. */
bool	read_asking(struct arena *, const struct forms_form *, struct condition *,
	    struct forms_form **again);
/* condition.c */
void	condition_bind(struct build *, struct condition *);
/* include.c */
struct scope *add_scope(struct build *, const struct forms_source *,
	    const char *prefix);
const struct forms_source *module_text(struct build *, const char *name,
	    int version);
bool	include_is_last(const struct line *);
void	include_last(struct build *, struct line *);
void	include_here(struct build *, struct line *);
struct scope *include_scope(const struct build *, const struct line *);
/* flow.c */
void	module_parameters(struct build *, struct scope *);
const char *module_words(const struct scope *, struct str name);
const struct forms_source *build_editions(struct build *, struct line *head);
const struct forms_expr *edition_is(struct build *, struct line *);
/* values.c */
/* `words NAME if EXPR "…"` under a question: words, or what stands instead. */
const char *build_other_words(struct build *, const struct place *,
	    const struct line *, const char *words);
/* words.c */
const char *words_instead(struct build *, const char *words, const char *text,
	    const struct forms_expr *when);
/* Words with more after them. */
const char *words_followed(struct build *, const struct line *,
	    const char *words, const char *mark, const char *more);
/* The first of the texts that the program makes in each reading. */
const struct forms_source *words_made(struct build *,
	    const struct forms_source *);
void	build_value(struct build *, const struct place *, struct line *);
void	build_rules(struct build *, const struct place *, const struct line *,
	    struct forms_page *);

const char *take_url(struct ctx *, struct line *);
/* Complains when n is LIST_MAX already. */
bool	too_many(struct ctx *, const struct line *, size_t n);
/* head.c: a path inside the consultation's folder? */
bool	path_inside_folder(struct str);
/* picture.c: the one under this line, or NULL. */
const struct forms_document *build_picture(struct build *,
	    const struct line *parent);
/* head.c: the lines from l on. */
void	build_facts(struct build *, struct line *l);
/* codes.c */
void	build_codes(struct build *, struct text *);
/* search.c */
struct forms_search *build_search(struct ctx *, struct line *);

/* types.c: the cursor is left after the type. */
bool	build_type(struct build *, const struct scope *, struct line *,
	    struct forms_question *);
bool	type_scale(struct build *, const struct scope *, struct line *,
	    struct forms_question *);
bool	range_split(struct str, struct str *low, struct str *high);
/* question.c */
struct forms_scale *scale_named(struct forms_scale *, const char *name);
void	build_scale(struct build *, struct scope *, struct line *);
struct forms_question *build_question(struct build *, const struct scope *,
	    struct line *, const struct policy *, const char *id);
/* options.c */
bool	build_options(struct build *, const struct line *, struct
	    forms_option **, size_t *n, size_t cap);
void	build_nets(struct build *, const struct line *, struct forms_option *,
	    size_t n, struct forms_net **, size_t *n_nets);
/* policy.c */
void	build_policy(struct build *, const struct line *, struct policy *);

/* rows.c: the rows of a kind, one after the other; those of the codebook are
 * found among the form's entities. */
struct forms_entity *rows_first(const struct build *, const struct forms_kind *);
struct forms_entity *rows_next(const struct forms_entity *);
struct forms_entity *row_named(const struct build *, const struct forms_kind *,
	    const char *name);
size_t	rows_count(const struct build *, const struct forms_kind *);
/* What a repeat line goes over; complains, once, and gives NULL. */
const struct repeat *repeat_of(struct build *, const struct scope *,
	    struct line *);
/* When this row is there; NULL: always. */
const struct forms_expr *repeat_row(struct build *, const struct repeat *,
	    const struct forms_entity *row);
/* The rows of a grid as a kind; complains, once. */
const struct forms_kind *grid_rows(struct build *, struct line *);
/* index.c, place.c */
void	build_index(struct build *, struct scope *);
void	build_pages(struct build *, struct scope *, enum forms_part,
	    const struct forms_expr *show);

/* words.c: `{p.title}` put in, `{{` made one brace, links looked up. */
const char *words_in(struct build *, const struct place *, const struct line *,
	    const char *);
const char *words_plain(struct build *, const struct line *, const char *);
void	words_links(struct build *, const struct line *, const char *);
/* Words that were read elsewhere (the title of an entry) as part of what l
 * says: in the first language where l stays in it. */
const char *words_borrow(struct build *, const struct line *l, const char *);
/* l shows what stands under the other line: it is translated only with it. */
void	words_need(struct build *, const struct line *l, const struct line *);
/* Read in another language, does l stay in the first one? */
bool	words_stay(struct build *, const struct line *l);
/* The same for all that is read from here on; gives what held before. */
bool	words_stay_all(struct build *, bool);
/* The language of l. */
const char *words_lang(struct build *, const struct line *l);

/* live.c: `stand-in "…"` under a question; "" when there is none. */
const char *words_stand_in(struct build *, const struct line *question);

/* expr.c, bind.c: the rest of the line is a condition; NULL after a
 * complaint. */
struct node;
struct node *expr_parse(struct ctx *, struct line *);
/* The same where words, or the word `needs`, may follow. */
struct node *expr_parse_some(struct ctx *, struct line *);
const struct forms_expr *expr_bind(struct build *, const struct place *,
	    struct line *);
const struct forms_expr *expr_both(struct arena *, const struct forms_expr *,
	    const struct forms_expr *);
/* changes.c: the block, and what of it can be seen without the version
 * before. */
void	changes_read(struct ctx *, struct line *, bool codes,
	    const struct forms_changes **);
void	build_changes_check(struct build *);
/* check.c */
void	build_check(struct build *);
#endif
