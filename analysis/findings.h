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
 *			`publish` is never.  Where any did, the number of
 *			organisations is never hidden: other counts are.
 *   equality		the module's pages.
 *
 * Everything else comes from the model: what a question is `about` decides its
 * section, an option's entity is an entity's own option, and so on.
 */
#ifndef ANALYSIS_FINDINGS_H
#define ANALYSIS_FINDINGS_H
#include "analysis/keyed.h"
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
	const struct forms_entity *about;	/* or NULL */
	bool			 among;	/* another asks about the same, or
					   stands on the same page */
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
	struct cases_flags	 flags;		/* and who is left out for them */
	struct sheet_ledger	 hand;		/* what came in by hand */
	const struct analysis_keyed *keyed;	/* of it, typed in; or NULL */
	struct analysis_keying	 typed;		/* how well */
	/* found in the form */
	const struct forms_field *capacity, *area, *org_name;
	const struct forms_option *apart;	/* `organisation`, or NULL */
	const char		**names;	/* of organisations, each once */
	size_t			 n_names;
	int64_t			 unnamed;	/* organisations without */
	bool			 names_open;	/* they may be listed */
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
	const struct analysis_quotation *allowed;	/* read by somebody */
	size_t			 n_allowed;
};

/* ---- build.c: words and numbers ---------------------------------------- */

#define NBSP "\xC2\xA0"

const char *f_num(struct findings *, int64_t);		/* "1,234" */
/* "(300 of 398, 75%)" with no-break spaces; no percent for a small base. */
const char *f_share(struct findings *, int64_t n, int64_t base);
/* "12 people", "1 person", with the number in digits. */
const char *f_count_of(struct findings *, int64_t n, const char *one,
	    const char *many);
/* "Most", "A minority", "One person"; for a base of PERCENT_BASE or more. */
const char *f_share_short(struct findings *, int64_t n, int64_t base);
/* "Most of those", "A minority of those", "Everybody": goes on with "who". */
const char *f_share_those(struct findings *, int64_t n, int64_t base);
/* "Most respondents", "A minority of respondents", "One respondent", or with
 * a small base "12 of the 15 respondents who answered"; starts with a capital
 * letter. */
const char *f_share_subject(struct findings *, int64_t n, int64_t base);
int	f_percent(int64_t n, int64_t base);	/* 0 of nobody is 0 */
const char *f_day_words(struct findings *, struct date); /* 3 June 2024 */
const char *f_day_short(struct findings *, struct date); /* 3 June */
const char *f_lower_first(struct findings *, const char *);
const char *f_upper_first(struct findings *, const char *);
/* "priorities" of "Priority". */
const char *f_plural(struct findings *, const char *kind);
/* At most n characters, cut between words, with "…". */
const char *f_fit(struct findings *, const char *, size_t n);
/* "priority 5" and "Priority 5". */
const char *f_entity_place(struct findings *, const struct forms_entity *);
/* True when people were asked about this kind of entity by name. */
bool	f_entity_asked(const struct findings *, const struct forms_entity *);
/* "Health equity (priority 1)", or the title alone for what nobody was asked
 * about by name. */
const char *f_entity_label(struct findings *, const struct forms_entity *);
bool	f_entity_within(const struct forms_entity *,
	    const struct forms_entity *of);
/* What an agreement question is about: "priority 5", "the vision". */
const char *f_view_subject(struct findings *, const struct view *);
const char *f_channel_words(struct findings *, const char *channel);

/* ---- build.c: texts ---------------------------------------------------- */

struct report_text f_plain(struct findings *, const char *, ...) PRINTF(2, 3);
/* The first part stands out. */
struct report_text f_strong(struct findings *, const char *first, const char *,
	    ...) PRINTF(3, 4);
/* With **bold** and [words](address). */
struct report_text f_inline_text(struct findings *, struct str);

/* ---- pages.c: pages ---------------------------------------------------- */

struct page {
	struct findings		*f;
	struct report_section	 s;
	struct report_block	*v;
	size_t			 n, cap;
	int			 headings;
};
void	f_page_begin(struct page *, struct findings *, const char *id,
	    const char *rail, const char *title, const char *foot);
/* "Section N" or "Appendix A", counted; foot: a word or two of the title. */
void	f_page_numbered(struct page *, struct findings *, const char *id,
	    const char *title, const char *foot);
void	f_page_appendix(struct page *, struct findings *, const char *id,
	    const char *title, const char *foot);
void	f_page_end(struct page *);	/* adds it to the report */
struct report_block *f_page_add(struct page *, enum report_block_kind);
void	f_page_heading(struct page *, int level, const char *);
void	f_page_para(struct page *, const char *rail, struct report_text);
void	f_page_minor(struct page *, const char *rail, struct report_text,
	    struct report_text minor);
void	f_page_finding(struct page *, const char *rail, struct report_text);
/* A form author's text: paragraphs, lists, bold. */
void	f_page_prose(struct page *, const char *);

struct texts { struct report_text *v; size_t n, cap; };
struct facts { struct report_fact *v; size_t n, cap; };
void	f_texts_add(struct findings *, struct texts *, struct report_text);
void	f_facts_add(struct findings *, struct facts *, const char *label,
	    struct report_text);
void	f_page_list(struct page *, const struct texts *, bool ordered);
void	f_page_facts(struct page *, const struct facts *);

/* ---- pages.c: tables --------------------------------------------------- */

enum { GRID_MAX = 16 };
struct grid {
	struct findings		*f;
	struct report_column	*columns;
	size_t			 n_columns;
	struct report_row	*rows;
	size_t			 n_rows, rows_cap;
	int			 bar;
};
struct grid *f_grid_new(struct findings *);	/* bar = -1 */
void	f_grid_column(struct grid *, const char *words, bool number,
	    enum report_tone);
/* The cells of a new row, all empty; label in the first. */
struct report_cell *f_grid_row(struct grid *, enum report_row_kind,
	    const char *label);
struct report_cell f_cell_count(int64_t n);
/* Count and percent; the count alone when the base is small. */
struct report_cell f_cell_share(int64_t n, int64_t base);
struct report_cell f_cell_percent(int64_t n, int64_t base);	/* or empty */
struct report_cell f_cell_hidden(void);

struct caption {
	const char	*title, *base;
	const struct report_figure *figure;
	const char	*notes[8];
	size_t		 n_notes;
	const char	*field;		/* whose answers it counts, or NULL */
	bool		 flows;		/* may be cut by the end of a page */
};
void	f_caption_note(struct caption *, const char *);
/* g may be NULL (a figure alone).  Numbers it. */
void	f_page_exhibit(struct page *, const struct caption *, struct grid *);

/* ---- raised.c: what comments are about --------------------------------- */

struct raised {
	int64_t	*n;		/* by entity: respondents, each once; those who
				   raised a theme count for what it is under */
	int64_t	 people;	/* who wrote at least one comment */
	int64_t	 comments;
	int64_t	 none;		/* of them: none of their comments has
				   a code */
};
/* field NULL: comments on any question. */
void	f_raised_count(struct findings *, const struct forms_field *,
	    struct raised *);
/* The table of a question's comments.  own: the entity that the question is
 * about, or NULL. */
void	f_raised_exhibit(struct page *, const struct forms_field *,
	    const struct forms_entity *own, const struct raised *);

/* ---- f_kinds.c: tables for what is ranked, given points, dated … --------- */

void	f_ranking(struct page *, const struct forms_field *,
	    const struct tally *);
void	f_points(struct page *, const struct forms_field *,
	    const struct tally *);
void	f_dates(struct page *, const struct forms_field *,
	    const struct tally *);
bool	f_is_rating(const struct forms_question *);
void	f_rating(struct page *, const struct forms_field *,
	    const struct tally *);
void	f_files(struct page *, const struct tally *);
/* A section about the values that the form works out; nothing without any. */
void	f_scores(struct findings *);

/* ---- f_agreement.c ------------------------------------------------------- */

void	f_view_finding(struct page *, const struct view *);
void	f_view_exhibit(struct page *, const struct view *);	/* base > 0 */
/* The appendix of all views by groups. */
void	f_groups(struct findings *);

/* ---- quotes.c ---------------------------------------------------------- */

/* Adds up to four quotations from the comments on a question; v gives each
 * author's own answer (for or against), or is NULL. */
void	f_quotes_add(struct page *, const struct forms_field *,
	    const struct view *);
/* True when the text seems to tell who somebody is. */
bool	f_quotes_personal(const char *);

/* ---- the sections ------------------------------------------------------ */

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
/* f_organisations.c: the appendix that lists them; and, before the profiles, who
 * they are. */
void	f_organisations(struct findings *);
void	f_organisations_find(struct findings *);

/* Shared by them. */
/* How many answered a version of the form that did not ask q. */
int64_t	f_other_version(const struct findings *, const struct forms_field *q);
/* "Asked of everyone. Answered by 398 of 412 (97%)." */
const char *f_asked_words(struct findings *, const struct tally *);
/* How many were asked a question would tell a count that is hidden. */
bool	f_gives_away(const struct findings *, const struct tally *);
/* "Not in the base: 9 I do not know; 12 left blank.", or NULL. */
const char *f_missing_note(struct findings *, const struct tally *);
/* What a state of not answering is called. */
const char *f_missing_words(const struct tally *, enum forms_state);
bool	f_published(const struct forms_field *);
/* May stand in a section of its own: not about people, not consent. */
bool	f_substantive(const struct findings *, const struct forms_field *);
extern const char f_hidden_note[];
/* Makes the report of what stands in f (form, set, responses, comments with
 * their codes); see analysis_report. */
struct report *findings_make(struct findings *);
/* Prepares f: finds the comments' fields, authors and entities. */
void	findings_init(struct findings *, struct arena *,
	    const struct forms_form *, const struct forms_settings *,
	    const struct cases_response *, size_t n, const struct cases_unit *,
	    size_t n_units, const struct cases_coding *, size_t n_codings);
/* f_left_out.c: how many responses are left out, and the same with why. */
struct report_text f_left_out(struct findings *);
struct report_text f_left_out_why(struct findings *);
/* f_ledger.c: everything that was received; and of it, what neither counts nor
 * was left out by a decision. */
int64_t	f_received(const struct findings *);
int64_t	f_pending(const struct findings *);
/* What became of it, as tables; nothing where all of it came online and counts. */
void	f_ledger(struct page *);
/* How well what came by hand was typed in; nothing where nothing was. */
void	f_typed_in(struct findings *, struct facts *);
/* A rule of the codebook in words. */
const char *f_rule_words(struct findings *, const struct forms_search *);
#endif
