/* SPDX-License-Identifier: MIT
 *
 * findings.h -- the workshop in which the report tree is made.
 *
 * Private to analysis/.  findings.c puts the report together; each f_*.c
 * writes sections; build.c makes words and numbers, pages.c blocks and tables.
 *
 * What the report looks for in a form, and what it does without:
 *
 *   an agreement scale	options named strongly-agree, agree, neither, disagree,
 *			strongly-disagree.  Without them a scale is a plain
 *			table.
 *   capacity		a `choose one` with an option `organisation`: those who
 *			chose it are organisations, all others individuals.
 *			Without it nobody is told apart.
 *   area		the `choose one` named `area`.  Without it there is no
 *			table by area, and quotations name none.
 *   organisation-name	the `line` so named: its answers are listed, for an
 *			organisation answers in its own name.  Unless its
 *			`publish` is never.
 *   equality		the module's pages.
 *
 * Everything else comes from the model: what a question is `about` decides its
 * section, an option's entity is an entity's own option, and so on.
 */
#ifndef ANALYSIS_FINDINGS_H
#define ANALYSIS_FINDINGS_H
#include "analysis/tabulate.h"

struct locale;

struct comment {		/* a free text and what it was coded to */
	const struct cases_unit	*unit;
	const struct forms_field *field;
	size_t			 who;	/* index of the response */
	const size_t		*codes;	/* indices of entities, each once */
	size_t			 n;
};

struct view {			/* a question with an agreement scale */
	const struct forms_field *field;
	const struct forms_entity *about;	/* NULL: a question of its own */
	struct tally		 t;
	int64_t			 n[5];		/* SD D N A SA */
	int64_t			 agree, disagree;	/* nets, from counts */
};

struct profile {		/* a closed question that describes people */
	bool		 is;		/* this field is one */
	struct tally	 t;
	bool		*hidden;	/* per option */
	bool		 few;		/* base under ROW_BASE: nothing shown */
	bool		 any;		/* something is hidden, few or not */
};

struct findings {
	struct arena		*a;
	const struct locale	*l;
	const struct forms_form	*form;
	const struct forms_settings *set;
	const struct cases_response *r;
	size_t			 n;
	struct comment		*comments;
	size_t			 n_comments;
	const struct forms_entity **entities;
	size_t			 n_entities;
	int64_t			 n_coded[CODED_IMPORT + 1];	/* by source */
	size_t			 n_rehearsal;
	/* found in the form */
	const struct forms_field *capacity, *area, *org_name;
	const struct forms_option *apart;	/* `organisation`, or NULL */
	struct view		*views;
	size_t			 n_views;
	struct profile		*profiles;	/* by index of field */
	/* while it is made */
	struct report		*out;
	struct report_section	*sections;
	size_t			 n_sections, sections_cap;
	int			 tables, figures, numbered, appendices;
	uint8_t			*quoted;	/* times, by response */
	const char		**said;		/* texts quoted already */
	size_t			 n_said, said_cap;
	size_t			 n_quotes;
};

/* ---- build.c: words and numbers ------------------------------------------------ */

#define NBSP "\xC2\xA0"

const char *num(struct findings *, int64_t);		/* "1,234" */
/* "(300 of 398, 75%)" with no-break spaces; no percent for a small base. */
const char *share(struct findings *, int64_t n, int64_t base);
/* "12 people", "1 person", with the number in digits. */
const char *count_of(struct findings *, int64_t n, const char *one,
	    const char *many);
/* "Most respondents", "A minority of respondents", "One respondent", or with
 * a small base "12 of the 15 respondents who answered"; starts with a capital
 * letter. */
const char *share_subject(struct findings *, int64_t n, int64_t base);
const char *day_words(struct findings *, struct date);	/* "3 June 2024" */
const char *day_short(struct findings *, struct date);	/* "3 June" */
const char *lower_first(struct findings *, const char *);
const char *upper_first(struct findings *, const char *);
const char *plural(struct findings *, const char *kind);	/* "priorities" */
/* At most n characters, cut between words, with "…". */
const char *fit(struct findings *, const char *, size_t n);
/* "priority 5" and "Priority 5". */
const char *entity_place(struct findings *, const struct forms_entity *);
/* True when people were asked about this kind of entity by name. */
bool	entity_asked(const struct findings *, const struct forms_entity *);
/* "Health equity (priority 1)", or the title alone for what nobody was asked
 * about by name. */
const char *entity_label(struct findings *, const struct forms_entity *);
bool	entity_within(const struct forms_entity *, const struct forms_entity *);
const char *channel_words(struct findings *, const char *channel);

/* ---- build.c: texts --------------------------------------------------------------- */

struct report_text plain(struct findings *, const char *, ...) PRINTF(2, 3);
/* The first part stands out. */
struct report_text strong(struct findings *, const char *first, const char *,
	    ...) PRINTF(3, 4);
struct report_text inline_text(struct findings *, struct str);	/* ** and [] */

/* ---- pages.c: pages ----------------------------------------------------------------- */

struct page {
	struct findings		*f;
	struct report_section	 s;
	struct report_block	*v;
	size_t			 n, cap;
	int			 headings;
};
void	page_begin(struct page *, struct findings *, const char *id,
	    const char *rail, const char *title, const char *foot);
/* "Section N" or "Appendix A", counted. */
void	page_numbered(struct page *, struct findings *, const char *id,
	    const char *title);
void	page_appendix(struct page *, struct findings *, const char *id,
	    const char *title);
void	page_end(struct page *);	/* adds it to the report */
struct report_block *page_add(struct page *, enum report_block_kind);
void	page_heading(struct page *, int level, const char *);
void	page_para(struct page *, const char *rail, struct report_text);
void	page_minor(struct page *, const char *rail, struct report_text,
	    struct report_text minor);
void	page_finding(struct page *, const char *rail, struct report_text);
/* A form author's text: paragraphs, lists, bold. */
void	page_prose(struct page *, const char *);

struct texts { struct report_text *v; size_t n, cap; };
struct facts { struct report_fact *v; size_t n, cap; };
void	texts_add(struct findings *, struct texts *, struct report_text);
void	facts_add(struct findings *, struct facts *, const char *label,
	    struct report_text);
void	page_list(struct page *, const struct texts *, bool ordered);
void	page_facts(struct page *, const struct facts *);

/* ---- pages.c: tables ------------------------------------------------------------------ */

enum { GRID_MAX = 16 };
struct grid {
	struct findings		*f;
	struct report_column	*columns;
	size_t			 n_columns;
	struct report_row	*rows;
	size_t			 n_rows, rows_cap;
	int			 bar;
};
struct grid *grid_new(struct findings *);	/* bar = -1 */
void	grid_column(struct grid *, const char *words, bool number,
	    enum report_tone);
/* The cells of a new row, all empty; label in the first. */
struct report_cell *grid_row(struct grid *, enum report_row_kind,
	    const char *label);
struct report_cell cell_count(int64_t n);
/* Count and percent; the count alone when the base is small. */
struct report_cell cell_share(int64_t n, int64_t base);
struct report_cell cell_percent(int64_t n, int64_t base);	/* or empty */
struct report_cell cell_hidden(void);

struct caption {
	const char	*title, *base;
	const struct report_figure *figure;
	const char	*notes[8];
	size_t		 n_notes;
};
void	caption_note(struct caption *, const char *);
/* g may be NULL (a figure alone).  Numbers it. */
void	page_exhibit(struct page *, const struct caption *, struct grid *);

/* ---- raised.c: what comments are about ------------------------------------------------- */

struct raised {
	int64_t	*n;		/* by entity: respondents, each once; those who
				   raised a theme count for what it is under */
	int64_t	 people;	/* who wrote at least one comment */
	int64_t	 comments;
	int64_t	 none;		/* of the people: nothing they wrote has a code */
};
/* field NULL: comments on any question. */
void	raised_count(struct findings *, const struct forms_field *,
	    struct raised *);
/* The table of a question's comments.  own: the entity that the question is
 * about, or NULL. */
void	raised_exhibit(struct page *, const struct forms_field *,
	    const struct forms_entity *own, const struct raised *);

/* ---- quotes.c --------------------------------------------------------------------------- */

/* Adds up to four quotations from the comments on a question; v gives each
 * author's own answer (for or against), or is NULL. */
void	quotes_add(struct page *, const struct forms_field *,
	    const struct view *);
/* True when the text seems to tell who somebody is. */
bool	quotes_personal(const char *);

/* ---- the sections -------------------------------------------------------------------------- */

void	f_cover(struct findings *);
void	f_summary(struct findings *);
void	f_asked(struct findings *);
void	f_part(struct findings *);
void	f_read(struct findings *);
void	f_who(struct findings *);
void	f_questions(struct findings *);
void	f_themes(struct findings *);
void	f_equality(struct findings *);
void	f_method(struct findings *);
void	f_appendix(struct findings *);

/* Shared by them. */
/* "Asked of everyone. Answered by 398 of 412 (97%)." */
const char *asked_words(struct findings *, const struct tally *);
/* How many were asked a question would tell a count that is hidden. */
bool	gives_away(const struct findings *, const struct tally *);
/* "Not in the base: 9 I do not know; 12 left blank.", or NULL. */
const char *missing_note(struct findings *, const struct tally *);
/* What a state of not answering is called. */
const char *missing_words(const struct tally *, enum forms_state);
bool	published(const struct forms_field *);
/* May stand in a section of its own: not about people, not consent. */
bool	substantive(const struct findings *, const struct forms_field *);
extern const char hidden_note[];
/* Makes the report of what stands in f (form, set, responses, comments with
 * their codes); see analysis_report. */
struct report *findings_make(struct findings *);
/* Prepares f: finds the comments' fields, authors and entities. */
void	findings_init(struct findings *, struct arena *,
	    const struct forms_form *, const struct forms_settings *,
	    const struct cases_response *, size_t n, const struct cases_unit *,
	    size_t n_units, const struct cases_coding *, size_t n_codings);
/* A rule of the codebook in words. */
const char *rule_words(struct findings *, const struct forms_search *);
#endif
