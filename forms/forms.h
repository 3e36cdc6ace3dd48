/* SPDX-License-Identifier: MIT
 *
 * forms.h -- the form language: reading a consultation, checking it, and
 * working with answers to it.
 *
 * Two kinds of trouble, never mixed: a struct err says that *we* could not do
 * the job (no file, disk full); a struct forms_diag says that the *author's
 * text* is wrong, and where.
 *
 * A consultation is read into a struct forms_form, in which everything is
 * resolved: each `repeat p in priority` is written out, names are pointers,
 * modules stand in place.  Whoever serves, prints or counts walks form->pages
 * or form->fields and needs to know nothing of the syntax.
 */
#ifndef FORMS_FORMS_H
#define FORMS_FORMS_H
#include "base/base.h"
#include "forms/model.h"
#include "forms/source.h"

/* ---- reading ------------------------------------------------------------- */

enum { FORMS_MAX_BYTES = 2 << 20 };

/* Reads and checks a consultation: path is its folder, or its form file (the
 * codebook is looked for beside it).  Of a folder it also sees to it that the
 * documents are there and that site.settings belongs to it.  *out and all of
 * its text live in a.  True: no mistakes (there may be warnings).  False with
 * e->code ERR_INPUT: d lists the mistakes and *out is NULL; any other code:
 * see e. */
bool	forms_load(struct arena *, const char *path, struct forms_form **out,
	    struct forms_diags *, struct err *) MUST_USE;
/* The same from memory: texts[0] is the form, the others are files that it
 * may use (a codebook).  For fuzzing and tests. */
bool	forms_read(struct arena *, const struct forms_source *texts, size_t n,
	    struct forms_form **out, struct forms_diags *) MUST_USE;
/* The same in another language: words that lo has a translation for (by context
 * and by the words as they are now) are in that language.  Names, numbers,
 * indices and structure are those of the first language; only words differ.
 * NULL: the first language. */
struct locale;
bool	forms_read_in(struct arena *, const struct forms_source *texts,
	    size_t n, const struct locale *lo, struct forms_form **out,
	    struct forms_diags *) MUST_USE;
bool	forms_load_in(struct arena *, const char *path, const struct locale *lo,
	    struct forms_form **out, struct forms_diags *, struct err *)
	    MUST_USE;
bool	forms_load_published_in(struct arena *, const char *dir,
	    const char *hash, const struct locale *lo, struct forms_form **out,
	    struct err *) MUST_USE;
/* The language of a text of the form (known by its pointer): form->lang, or the
 * first language where a translation was missing. */
const char *forms_words_lang(const struct forms_form *, const char *words);

/* Is a value in them, `{ready}` or `{ready.band}`?  Paper cannot say such
 * words. */
bool	forms_words_count(const struct forms_form *, const char *words);

/* Rewrites one file in the one layout, comments kept; idempotent.  False: d
 * says what could not be read, out is untouched. */
bool	forms_fmt(struct arena *, const struct forms_source *, struct buf *out,
	    struct forms_diags *) MUST_USE;

/* Checks whatever is at path: a folder (form, codebook, settings), or one file
 * of any kind.  As forms_load otherwise. */
bool	forms_check(struct arena *, const char *path, struct forms_diags *,
	    struct err *) MUST_USE;

struct forms_settings;
/* Checks a folder while one of its files is being written: what is in
 * edited->text stands for the file at edited->name ("DIR/strategy.codes").
 * *form and *settings are NULL where they have mistakes. */
bool	forms_check_edited(struct arena *, const char *dir,
	    const struct forms_source *edited, struct forms_form **form,
	    struct forms_settings **settings, struct forms_diags *,
	    struct err *) MUST_USE;

/* A day and a minute of it, as people say it; and when that ends. */
struct forms_moment { struct date day; int minute; int64_t seconds; };
/* What `earshot amend` changed in site.settings: amend.h. */
struct forms_amendment {
	int64_t		 at;		/* seconds UTC */
	const char	*what;		/* "opens", "closes", a contact's kind */
	const char	*from, *to, *by, *why;
	char		 settings[65];	/* hash of site.settings after it */
};
struct forms_amendments {
	struct forms_amendment *v;
	size_t		 n;
	uint8_t		 head[32];	/* of the chain */
};

/* Behind the header's white words, behind those of a button, and a line below
 * the header. */
enum forms_colour { FORMS_C_HEADER, FORMS_C_BUTTON, FORMS_C_LINE,
	FORMS_COLOURS };

/* How many people there are of each answer to a question, and who says so. */
struct forms_people { const char *option; struct forms_span at; int64_t n; };
struct forms_population {
	const char	*field, *source;
	struct forms_span at;
	struct forms_people *v;
	size_t		 n;
};

/* site.settings: what may change while the consultation is open. */
enum { FORMS_RECEIPT_DAYS = 90 };	/* unless the settings say otherwise */

struct forms_settings {
	bool		 has_dates;
	struct date	 open_day, close_day;
	int		 open_minute, close_minute;
	int64_t		 opens, closes;	/* seconds UTC; closes is exclusive */
	struct forms_amendments amendments;
	struct forms_moment *closed;	/* when it was to close before each
					   amendment of that, the first first */
	size_t		 n_closed;
	struct forms_contact *contacts;
	size_t		 n_contacts;
	const char	*analysed_by, *decided_by, *decided_when;	/* "" */
	const char	*edition;	/* of the report; "1.0" */
	const char	*public_url;	/* "https://…", or "" */
	const char	*minutes;	/* that it takes: "10"; "" */
	int		 receipt_days;	/* after the close, for which a return
					   code opens what was sent */
	const char	*findings;	/* where they are published: "https://…",
					   or "" */
	const char	*mailbox;	/* that the desk reads: "imaps://…"; "" */
	bool		 mailbox_token;	/* it takes a token (XOAUTH2), and no
					   password */
	struct forms_span mailbox_at;
	bool		 erases_senders;	/* of messages, on this day: */
	struct date	 senders_day;
	int64_t		 senders;	/* its start, seconds UTC */
	struct forms_span senders_at;
	struct forms_contact *privacy;	/* controller officer basis kept shared
					   notice */
	size_t		 n_privacy;
	struct forms_contact *access;	/* prepared reviewed tested contact
					   fault; faults may be several */
	size_t		 n_access;
	struct forms_population *populations;
	size_t		 n_populations;
	/* brand.h */
	const char	*header;	/* NULL: who the form says it is from */
	const char	*logo, *logo_alt;	/* a file; NULL: none */
	struct forms_span logo_at;
	bool		 has_colour[FORMS_COLOURS];
	uint32_t	 colour[FORMS_COLOURS];	/* 0xRRGGBB */
	struct forms_source *source;
	const char	*name;		/* of the consultation they belong to */
	struct forms_span name_at;
};
bool	forms_settings_load(struct arena *, const char *dir,
	    struct forms_settings **out, struct forms_diags *, struct err *)
	    MUST_USE;
bool	forms_settings_read(struct arena *, const struct forms_source *,
	    struct forms_settings **out, struct forms_diags *) MUST_USE;
const char *forms_contact(const struct forms_settings *, const char *kind);
/* The same of privacy. */
const char *forms_privacy(const struct forms_settings *, const char *kind);

/* Freezes the definition: copies its sources into DIR/published/HASH/ and
 * names it in DIR/published/current.  Publishing the same thing again changes
 * nothing.  form must come from forms_load(DIR). */
bool	forms_publish(const char *dir, const struct forms_form *, struct err *)
	    MUST_USE;
/* Loads the frozen definition; hash NULL means the current one.  ERR_INPUT
 * when nothing was published, or when the files no longer match the hash. */
bool	forms_load_published(struct arena *, const char *dir, const char *hash,
	    struct forms_form **out, struct err *) MUST_USE;

/* ---- translations ----------------------------------------------------------
 * DIR/locales/ holds for each language of the form L.po, which people edit,
 * L.mo, made of it by `earshot words`, and the file sign-offs.  publish copies
 * the last two beside the frozen form; they are no part of its hash, so that a
 * translation can be put right without making another version. */

struct forms_language {
	const char	*tag;
	bool		 open;		/* to the public; else in rehearsals */
	const char	*why;		/* what stands against it, in a few
					   words; "" when it is open */
	const char	*by, *day;	/* who signed it off, and when; "" */
	const struct locale *words;	/* NULL: there is no catalogue */
	const struct forms_form *form;	/* read in it; form itself without */
	size_t		 messages, translated;	/* those of reports left out */
	char		 hash[65];	/* of the translations that it shows */
	char		 catalogue[65];	/* of the bytes of L.mo, rows with words
					   of their own among them; without one,
					   of no bytes */
};
/* The languages of a form beside its first one, in order.  frozen: those that
 * were published with it, else those in DIR/locales. */
bool	forms_languages(struct arena *, const char *dir,
	    const struct forms_form *, bool frozen, struct forms_language **out,
	    size_t *n, struct err *) MUST_USE;
/* The published form in the words that somebody saw who was shown it in this
 * language with this catalogue (forms_language.catalogue; "" in the first
 * language).  publish keeps every catalogue, as L.HASH.mo beside L.mo.
 * ERR_INPUT: it is not kept here, or was changed; or, of another language, the
 * catalogue is "", as in responses from before it was noted. */
bool	forms_load_seen(struct arena *, const char *dir, const char *hash,
	    const char *lang, const char *catalogue, struct forms_form **out,
	    struct err *) MUST_USE;
/* Brings the catalogues of a published form that from keeps and dir lacks;
 * those that were changed are left. */
bool	forms_bring_catalogues(const char *from, const char *dir,
	    const struct forms_form *, struct err *) MUST_USE;
/* Says that a person of this name has read this language through.  ERR_INPUT
 * when it is not complete. */
bool	forms_sign_off(const char *dir, const struct forms_form *,
	    const char *tag, const char *by, struct date, struct err *)
	    MUST_USE;

struct forms_progress {			/* of one L.po */
	bool		 there;
	size_t		 messages, translated, stale, missing;
	size_t		 unknown;	/* of messages: L.po lacks the line */
};
/* Looks through DIR/locales/TAG.po (the text po, when given), and adds what is
 * wrong with it to d. */
bool	forms_po_check(struct arena *, const char *dir,
	    const struct forms_form *, const char *tag,
	    const struct forms_source *po, struct forms_diags *d,
	    struct forms_progress *, struct err *) MUST_USE;
/* The template: every message.  Rows of repeats that po (may be NULL) has words
 * of their own for, such as `agree[P3]`, are kept. */
void	forms_pot(struct arena *, const struct forms_form *,
	    const struct forms_source *po, struct buf *);
/* A file for a language that has none yet: the header alone. */
void	forms_po_new(const struct forms_form *, const char *tag, struct buf *);
/* A file that msgmerge made, without what it proposes for words that are new
 * and only look like others: what is marked fuzzy did change. */
void	forms_po_own(struct str po, struct buf *out);
/* Translations of the modules that ship, as the text of a .po file; empty where
 * there are none. */
struct str forms_module_words(const char *tag);

/* ---- questions from a word processor -------------------------------------- */

enum { FORMS_PASTE_MAX = 2 << 20 };
struct forms_pasted {
	size_t	 pages, questions;
	size_t	 guesses;		/* lines that say "# guessed: …" */
};
/* Numbered questions, lists and tables as Word, Google Docs or LibreOffice
 * leave them on a clipboard (HTML, or plain text), as lines to stand in a form:
 * scales, sections, pages and questions.  Asks nobody for pictures or anything
 * else.  ERR_LIMIT: more than FORMS_PASTE_MAX bytes; ERR_INPUT: no text. */
bool	forms_paste(struct str, bool html, struct buf *out,
	    struct forms_pasted *, struct err *) MUST_USE;

/* ---- answers -------------------------------------------------------------- */

struct forms_answer {
	enum forms_state state;
	const struct forms_option **chosen;	/* a missing option is chosen
						   too: state says so */
	size_t		 n;
					/* RANK: the best first */
	const char	*text;		/* LINE, TEXT, POSTCODE; DATE as
					   2024-06-03, 2024-06 or 2024; FILE its
					   name; else NULL */
	const char	*write_in;	/* NULL: none */
	double		 number;	/* NUMBER; DATE: date_days() of its
					   day, or of the first of its month or
					   year where no more is asked; PARTIAL
					   and not a whole date: NAN */
	const double	*amounts;	/* SHARE: n of them; 0 is not chosen */
	struct str	 bytes;		/* FILE */
};
struct forms_answers {
	struct arena		*a;
	const struct forms_form	*form;
	struct forms_answer	*v;	/* form->n_fields of them */
};
/* Everything starts as not asked. */
void	forms_answers_init(struct forms_answers *, struct arena *,
	    const struct forms_form *);

enum forms_problem_kind {
	FORMS_OK,
	FORMS_P_REQUIRED,	/* shown, required, blank */
	FORMS_P_UNKNOWN,	/* a value that the question does not have */
	FORMS_P_SEVERAL,	/* two values where one is allowed */
	FORMS_P_EXCLUSIVE,	/* "none of these" with others */
	FORMS_P_TOO_MANY,	/* limit = most */
	FORMS_P_TOO_LONG,	/* limit, got: UTF-16 units */
	FORMS_P_NOT_NUMBER,
	FORMS_P_RANGE,		/* outside q->low..q->high */
	FORMS_P_POSTCODE,	/* not a postcode, or not as much of one */
	FORMS_P_TOO_FEW,	/* limit = least */
	FORMS_P_TWICE,		/* RANK: one option at two places; got = the
				   later of them, from 1 */
	FORMS_P_TOTAL,		/* SHARE: limit = total, got = sum */
	FORMS_P_EACH,		/* SHARE: one is outside q->low..q->high; got =
				   which option, from 1 (NOT_NUMBER likewise) */
	FORMS_P_DATE,		/* no such day, or too little of it; got: what
				   is wrong, day 1 + month 2 + year 4 */
	FORMS_P_FORMAT,		/* not what q->format asks for */
	FORMS_P_TOO_MANY_WORDS,	/* limit, got: words */
	FORMS_P_FILE_TYPE,	/* not one of q->files, by its bytes too */
	FORMS_P_FILE_SIZE,	/* limit, got: bytes; limit is less when other
				   files of this response have taken the room */
	FORMS_P_RULE,		/* rule */
	FORMS_P_QUERY		/* rule: may be passed by confirming */
};
struct forms_problem {
	enum forms_problem_kind kind;
	const struct forms_field *field;
	bool		 write_in;	/* it is about the write-in box */
	size_t		 limit, got;
	const struct forms_rule *rule;
	struct forms_problem *next;
};
/* Write-in boxes take this many characters (UTF-16 units). */
enum { FORMS_WRITE_IN_LIMIT = 200 };
/* Bytes of one file, and of all the files of a response: so that a response
 * stays within what the store takes (4 MiB, in which a file needs a third
 * more room). */
enum { FORMS_FILE_MAX = 2000000, FORMS_FILES_MAX = 3000000 };
/* "£", "€", "$"; "" for a currency that has no sign of its own. */
const char *forms_currency_sign(const char *currency);
/* The most bytes that a file for this question may have. */
size_t	forms_file_limit(const struct forms_question *);
/* What kind of file it is, by the ending of its name and by its bytes: "pdf", "jpg",
 * "png", "tif", "txt", "csv", "eml", "odt", "docx" or "xlsx"; NULL: they do not
 * agree, or it is none of these. */
const char *forms_file_kind(struct arena *, const char *name, struct str bytes);
/* Its name without folders, on one line and not too long. */
const char *forms_file_name(struct arena *, const char *name);
/* Sets one field from what was sent: values are option names (or option
 * numbers as digits), or the one text.  RANK takes them best first, and empty
 * values are places left free; SHARE takes `option=number` for each; DATE takes
 * `day=3`, `month=6`, `year=2024`, or one text (2024-06-03, 3/6/2024, 3 June
 * 2024); FILE takes the name of the file that the answer holds already, and
 * keeps it (a new one comes by forms_answer_file).  Text is trimmed, CRLF becomes LF.
 * No value or an empty one is blank.  On a problem the answer keeps what can
 * be kept (so that the page can be shown again) and *p is filled; p->kind is
 * FORMS_OK otherwise.  Does not ask whether it is required. */
void	forms_answer_set(struct forms_answers *, const struct forms_field *,
	    const char *const *values, size_t n, const char *write_in,
	    struct forms_problem *p);
/* A FILE question: its name as sent, and what is in it (borrowed).  The kind of
 * file is told by its bytes as well as by its name. */
void	forms_answer_file(struct forms_answers *, const struct forms_field *,
	    const char *name, struct str bytes, struct forms_problem *p);
/* Would the answer that the field has be taken if it came now?  As after its
 * question was changed.  Changes nothing; a blank one fits.  False: *p says why
 * not, as forms_answer_set does. */
bool	forms_answer_fits(struct forms_answers *, const struct forms_field *,
	    struct forms_problem *p);
/* A derived value; false: missing.  With `needs`, questions without an answer
 * add nothing once enough of the others have one. */
bool	forms_value(const struct forms_answers *, const struct forms_value *,
	    double *out);
/* Is the value made of this question's answer? */
bool	forms_value_asks(const struct forms_value *,
	    const struct forms_field *);
/* The band that a value is in, or NULL. */
const struct forms_band *forms_band(const struct forms_value *, double);
/* Words that people see with earlier answers put in, in as->a: words is any
 * text of the form (of a field, page, item or option).  Returns it as it is
 * when nothing is to be put in. */
const char *forms_words(const struct forms_answers *, const char *words);
/* The options in the order in which this respondent sees them (seed: the same
 * for all of one person's pages), staff ones left out; n of them, in a. */
const struct forms_option **forms_order(struct arena *a,
	    const struct forms_field *, uint64_t seed, size_t *n);
bool	forms_shown(const struct forms_answers *, const struct forms_expr *);
/* A condition that somebody gives about the answers to a form: `capacity =
 * carer and count(topics) > 2`, in the language of the form, on one line.  It
 * may name every question that the form asks now; forms_shown works it out.
 * Lives in the arena, and borrows the form.  False: d has its mistakes (there
 * may be warnings in any case), with places in text. */
bool	forms_condition(struct arena *, const struct forms_form *,
	    const struct forms_source *text, const struct forms_expr **out,
	    struct forms_diags *) MUST_USE;
/* Is it about this question's answer? */
bool	forms_condition_asks(const struct forms_expr *,
	    const struct forms_field *);
/* A page that has questions but shows none of them is not shown. */
bool	forms_page_shown(const struct forms_answers *, const struct forms_page *);
/* Makes states agree with the routing: what no path shows becomes not asked
 * (its words are dropped), what is shown and empty becomes blank.  Walks in
 * order, so that a condition sees settled answers. */
void	forms_route(struct forms_answers *);
/* Must this field, when shown, have an answer (a missing reason counts)? */
bool	forms_required(const struct forms_answers *, const struct forms_field *);
/* Does it ask about this question's answer? */
bool	forms_rule_asks(const struct forms_rule *, const struct forms_field *);
/* Is the rule broken, whatever the missing answers might be?  A comparison with
 * a missing answer breaks no rule. */
bool	forms_rule_fails(const struct forms_answers *,
	    const struct forms_rule *);
/* What stands against leaving this page: required but blank, in order, then
 * rules that are broken (FORMS_P_RULE, and FORMS_P_QUERY to be asked about);
 * NULL when nothing does. */
struct forms_problem *forms_page_problems(struct forms_answers *,
	    const struct forms_page *);
/* An answer in words for people: "Agree", "LE4", options joined by "; ",
 * with a write-in after a colon; "" when there is none. */
void	forms_answer_words(struct buf *, const struct forms_field *,
	    const struct forms_answer *);
/* What a question is, and who is asked it, in plain English: "choose one",
 * "a number from 0 to 120, in kg"; "everyone", "question 3 (area) is "Hill"". */
const char *forms_type_words(struct arena *, const struct forms_field *);
const char *forms_asked_words(struct arena *, const struct forms_field *);

/* A small reproducible generator (xoshiro256**, seeded by splitmix64). */
struct forms_rng { uint64_t s[4]; };
void	forms_rng_seed(struct forms_rng *, uint64_t);
uint64_t forms_rng_next(struct forms_rng *);
size_t	forms_rng_below(struct forms_rng *, size_t n);	/* n > 0 */
/* Fills one shown field with a random valid answer (missing reasons and
 * blanks included, blank only where not required).  words() gives the text
 * for LINE, TEXT and write-ins; NULL leaves those blank where allowed. */
void	forms_random_answer(struct forms_answers *, const struct forms_field *,
	    struct forms_rng *, const char *(*words)(void *,
	    const struct forms_answers *, const struct forms_field *,
	    struct forms_rng *), void *arg);
/* Fills in the whole form, which was not answered yet, so that each page that
 * is shown lets people go on, and settles it (forms_route).  False: on one page
 * no such answers were found, and *why is what stood against them. */
bool	forms_random_answers(struct forms_answers *, struct forms_rng *,
	    const char *(*words)(void *, const struct forms_answers *,
	    const struct forms_field *, struct forms_rng *), void *arg,
	    struct forms_problem **why);

/* ---- the modules that ship, as text --------------------------------------- */
const struct forms_source *forms_module(const char *name, int version);

/* ---- the questionnaire on paper ------------------------------------------- */

/* What stands between the questions for people with a pen.
 * GO: after some answers of a question, "Go to question 7".
 * ONLY: before one question or several in a row, "Answer questions 4 to 6 only
 * if you ticked Carer at question 3".  Lines about the same place: the one
 * about more questions first; whoever passes one over does not read those for
 * the questions in it.
 * TEXT: before words that are not for everyone, "If you ticked Carer at
 * question 3:". */
enum forms_paper_kind { FORMS_PAPER_GO, FORMS_PAPER_ONLY, FORMS_PAPER_TEXT };
struct forms_paper_line {
	enum forms_paper_kind	 kind;
	const struct forms_field *field;	/* GO: whose answers; ONLY: the
						   first it is about; else NULL */
	const struct forms_field *last;		/* ONLY: the last */
	const struct forms_option **options;	/* GO: n of them */
	size_t			 n;
	const struct forms_field *to;		/* GO; NULL: the end */
	const struct forms_item	*item;		/* TEXT */
	const struct forms_expr	*when;		/* ONLY, TEXT: of an empty
						   question, blank holds */
	const char		*words;		/* in form->lang; TEXT, NULL:
						   it is left out */
};
/* A condition, or a part of one, that no short line can say: on paper everyone
 * is asked. */
struct forms_paper_gap {
	const struct forms_field *field, *last;
	const struct forms_expr	*x;
	const char		*why;	/* "it counts answers" */
};
struct forms_paper {
	const struct forms_form	*form;
	const struct forms_option *edition;	/* NULL: there is only one */
	const bool		*printed;	/* form->n_fields: not those of
						   other editions */
	const struct forms_paper_line *lines;	/* ONLY, GO by place; then TEXT */
	size_t			 n_lines;
	const struct forms_paper_gap *gaps;
	size_t			 n_gaps;
};
/* The edition with this name, or the first; NULL where a form has one. */
const struct forms_option *forms_paper_edition(const struct forms_form *,
	    const char *name);
/* Works out the paper of one edition (NULL where a form has one); lives in a,
 * and borrows the form. */
void	forms_paper(struct arena *a, const struct forms_form *,
	    const struct forms_option *edition, struct forms_paper *out);
/* Somebody who does to the letter what the paper says: would has the answer to
 * each question, if it comes to that (not asked and blank: leaves it).  asked:
 * form->n_fields, those that this person comes to. */
void	forms_paper_follow(const struct forms_paper *,
	    const struct forms_answers *would, bool *asked);

/* ---- every path through a form ------------------------------------------- */

/* Does any path come here?  Paths are those of people who answer by the rules
 * of the questions; where a form is also answered on paper, a required
 * question may be left blank there, and an answer be illegible or several. */
enum forms_reach { FORMS_REACH_SOMETIMES, FORMS_REACH_ALWAYS, FORMS_REACH_NEVER,
	FORMS_REACH_UNDECIDED };
struct forms_step {			/* an answer that leads there */
	const struct forms_field *field;
	struct forms_answer	 answer;
};
struct forms_verdict {
	enum forms_reach	 reach;
	const struct forms_step	*example;	/* of a path that shows it */
	size_t			 n;
};
struct forms_condition {		/* as written, for all its rows */
	struct forms_span	 at;
	enum forms_reach	 holds;	/* wherever it is asked */
	bool			 required;	/* of `required if` */
};
/* Does somebody who follows the paper of an edition, and the rules of its
 * questions, come to the same questions as online?  MORE, FEWER: some people
 * are asked it on paper alone, or online alone.  AFTER: it hangs on one that
 * differs.  What comes before the first difference on a path is the same. */
enum forms_agree { FORMS_AGREE, FORMS_AGREE_MORE, FORMS_AGREE_FEWER,
	FORMS_AGREE_AFTER, FORMS_AGREE_UNDECIDED };
struct forms_agreement {
	struct forms_paper	 paper;
	enum forms_agree	*fields;	/* form->n_fields */
	size_t			 differ, undecided;	/* of them */
};
struct forms_length { double questions, pages, minutes; };
struct forms_lengths {
	struct forms_length	 shortest, typical, longest;
};
struct forms_paths {
	struct forms_verdict	*fields;	/* form->n_fields */
	struct forms_verdict	*pages;		/* form->n_pages */
	struct forms_condition	*conditions;
	size_t			 n_conditions;
	size_t			 undecided;	/* of fields, pages and
						   conditions together */
	struct forms_lengths	 whole, main, equality;
	struct forms_agreement	*papers;	/* of each edition; none where
						   paper is not accepted */
	size_t			 n_papers;
	bool			 exact;	/* false: lengths of 2,000 people who
					   answer at random, fixed seed */
};
/* Everything that follows from the conditions of a form, and W720 to N724
 * and W770 to N780 about it into d.  Each amount is the least, the average and
 * the most of any path online; the least minutes may belong to another path
 * than the least questions.  The average is over people who choose each answer equally often,
 * any set of ticks equally often, and write half of what they need not.  Where
 * the equality questions may be skipped, the shortest path skips them.  Main
 * includes the question about quoting.
 * Minutes: reading at 200 words a minute, and answering (lengths.c). */
void	forms_paths(struct arena *, const struct forms_form *,
	    struct forms_diags *d, struct forms_paths *out);
#include "forms/amend.h"
#include "forms/brand.h"
#include "forms/formats.h"
#include "forms/frame.h"
#include "forms/keyed.h"
#include "forms/mark.h"
#include "forms/versions.h"
#endif
