/* SPDX-License-Identifier: MIT
 *
 * private.h -- what the files of survey/site share.
 */
#ifndef SURVEY_SITE_PRIVATE_H
#define SURVEY_SITE_PRIVATE_H
#include "locales/locales.h"
#include "survey/page/page.h"
#include "survey/site/site.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
	DRAFT_HOURS = 20,		/* WCAG 2.2.1: at least, from the last
					   Continue */
	GRACE_SECONDS = 2 * 3600,	/* to finish after the close */
	SECRET_SIZE = CODE_SIZE
};

struct site_document { const char *type; struct str bytes; };

/* A file made from the settings; path NULL: there is none. */
struct site_brand { const char *path, *type, *etag; struct str bytes; };

struct site {
	const struct forms_form *form;
	/* Others may take its place at any time; what it points to stays. */
	const struct forms_settings *_Atomic settings;
	struct intake	*intake;
	struct site_options opt;
	struct site_document *documents;	/* as form->documents, then
						   its pictures */
	struct site_language *languages;	/* the source's is the first */
	size_t		 n_languages;
	_Atomic int64_t	 said;		/* when a failure was last told of */
	_Atomic int64_t	 swept;		/* when old drafts were last dropped */
	uint8_t		 fair_key[32];	/* of this process: fair.c */
	int64_t		 began;		/* since when it is */
	struct crowd	*crowd;
	const char	*dir;
	struct site_brand colours, logo;
	/* amended.c */
	_Atomic int64_t	 looked;
	pthread_mutex_t	 renewing;	/* of the next two */
	uint64_t	 stamp;
	struct arena	 renewed;
};

/* ---- drafts: one respondent's answers on the way --------------------- */

enum equality { EQUALITY_OPEN, EQUALITY_YES, EQUALITY_SKIP };

struct draft {
	uint8_t		 secret[SECRET_SIZE];	/* the cookie's */
	uint8_t		 id[32], key[SEAL_KEY];	/* made from it */
	char		 token[33];	/* in every form, against forgery */
	int64_t		 started;
	enum equality	 equality;
	unsigned	 flags;		/* of store_flag: fair.c */
	bool		*done;		/* by page: Continue was accepted */
	bool		*typed;		/* by page: typed.c keeps something */
	bool		 linked;	/* a link chose the edition */
	bool		 stopped;	/* "Stop here and send": what was not
					   reached does not count */
	struct forms_answers answers;
	/* Earlier versions that some of it was answered under; the last of
	 * them, while its author is being told; just now, on this request. */
	char		 seen[STORE_SEEN][65];
	size_t		 n_seen;
	const struct forms_earlier *older;
	bool		 brought;
	/* Once sent, instead of answers: */
	bool		 sent;
	char		 reference[REFERENCE_SIZE];
	bool		 kept;		/* answers and meta are what was sent */
	struct store_meta meta;
	struct str	 json;		/* what was sent, as it was */
	bool		 withdrawn, no_equality, outcome; /* was asked for */
};

/* ---- one request being answered -------------------------------------- */

struct visit {
	struct site	*site;
	const struct forms_form *form;
	const struct http_request *r;
	struct http_response *out;
	struct buf	*b;		/* the body */
	struct arena	*a;
	const struct site_language *language;	/* of the page */
	const struct locale *lo;	/* its words; see speak() */
	bool		 linked;	/* the address answers GET */
	const char	*slug;		/* the last segment of a pattern */
	int64_t		 now;
	bool		 fold, typing;	/* as in this page's frame */
	bool		 has_draft;
	struct draft	 draft;
};

/* Makes a new draft and sets its cookie; not saved yet. */
void	draft_start(struct visit *);
/* Fills v->draft from the cookie.  False: the store failed.  v->has_draft
 * says whether there was one. */
bool	draft_load(struct visit *, struct err *) MUST_USE;
/* Where the request may wait, the response does, until it is committed; if it
 * cannot be, the request is handled again, and this then says why.  At most
 * one write a request: this or that of keep_later. */
bool	draft_save(struct visit *, struct err *) MUST_USE;
/* The response waits for this write; plain, in the arena, is wiped then.  NULL:
 * false. */
bool	keep_later(struct visit *, struct intake_later *, struct str plain)
	    MUST_USE;
/* A row of this draft that goes once what this request waits for is kept, or at
 * once when it waits for nothing. */
void	keep_then_drop(struct visit *, const uint8_t id[32]);
/* The same for the draft of this secret, which a return code brought; where
 * there is none, v->draft and v->has_draft stay as they were. */
bool	draft_open(struct visit *, const uint8_t secret[SECRET_SIZE],
	    bool *found, struct err *) MUST_USE;
/* What takes a draft's place when its answers are sent; plain is what was, or
 * empty when it is not to be kept.  v->draft says what was asked for. */
void	draft_receipt(const struct visit *, const char *reference,
	    struct str plain, struct buf *sealed);
/* When that is dropped. */
/* Email, phone and letter, as a list; nothing if the settings give none. */
void	contacts(struct visit *);
int64_t	receipt_expires(const struct visit *);
/* Would the answers as they are be read again? */
bool	draft_readable(struct visit *);
/* Takes the cookie from the device; what it opened stays. */
void	draft_leave(struct visit *);
/* The cookie of somebody whose closing date was amended follows it. */
void	draft_renew(struct visit *);
/* The cookie lasts as long as what it opens, from now. */
void	draft_cookie(struct visit *);
/* What stands beside the answers, as draft_encode writes it. */
void	draft_meta(const struct visit *, struct store_meta *);
/* The answers as they are sent. */
void	draft_encode(struct visit *, struct buf *plain);
void	draft_drop(struct visit *);
/* The same number for all of one person's pages: the order in which they see
 * options. */
uint64_t draft_seed(const struct visit *);
/* Drops, every now and then, what nobody came back to. */
void	draft_sweep(struct visit *);
/* When a draft saved now is dropped: two hours after the close, but never
 * sooner than DRAFT_HOURS. */
int64_t	draft_expires(const struct visit *);
/* Until when it can be sent, which may be sooner. */
int64_t	draft_until(const struct visit *);
const char *draft_cookie_name(const struct site *);
/* The token that belongs to a cookie's secret. */
void	draft_keys(struct draft *, const uint8_t secret[SECRET_SIZE]);

/* A draft of an earlier version, as answers to this one; meta is that of json,
 * done what its first line says of the pages.  False: it cannot be. */
bool	older_take(struct visit *, const struct store_meta *meta,
	    struct str done, struct str json);
/* The same for what was sent under an earlier version. */
bool	older_sent(struct visit *, const char *form, struct str json);
/* Tells its author, on the pages until they go on. */
void	older_note(struct visit *);

/* ---- signs that a program sent it ------------------------------------
 * Never a reason to refuse anything, and never raised in a rehearsal. */

/* crowd.c: the thresholds.  A library, a care home or a ward where people are
 * helped to answer sends some ten in an hour; what a person at a desk does not
 * reach is looked at, and only what no crowd of people reaches is slowed down.
 * A large employer behind one address may be marked: that is why a mark is
 * never a refusal. */
enum {
	CROWD_HOURLY = 60,	/* so many an hour are forgotten again */
	CROWD_MANY = 60,	/* sent above that: STORE_MANY */
	CROWD_SLOW = 240,	/* begun above that: each waits … */
	CROWD_STEP_MILLIS = 20,	/* … so much longer than the one before, … */
	CROWD_SLOWEST = 250	/* … up to five seconds */
};
struct crowd;
struct crowd_says { bool many; unsigned delay_millis; };
struct crowd *crowd_new(void);
void	crowd_free(struct crowd *);
/* Counts one response sent, or one thing begun (a draft, a request), at now.
 * Says nothing of an address that is NULL, unknown, or this machine.  Safe from
 * several threads. */
struct crowd_says crowd_count(struct crowd *, const char *address, bool sent,
	    int64_t now);

/* In a form that begins a response: when its page was made, and the trap. */
void	fair_marks(struct visit *);
/* A box that no reader sees and no honest form sends words in. */
void	fair_trap(struct visit *);
/* Is this the mark of a page that this site made (or that may have been made
 * before the server was started again)?  mark may be NULL. */
bool	fair_begun(const struct visit *, const char *mark);
/* The flags that a form gets which is no response; counts it, and slows it down
 * as fair_start does. */
unsigned fair_form(struct visit *);
/* Flags the draft that was just begun, and the one that is being sent; slows
 * down what a network begins when that is very much. */
void	fair_start(struct visit *);
void	fair_send(struct visit *);

/* ---- the organisation's looks: brand.c --------------------------------- */

/* Makes the files; the logo is read from dir. */
bool	brand_open(struct arena *, const char *dir, struct site *,
	    struct err *) MUST_USE;
/* The link to the colours, and the logo; nothing, if there is none. */
void	brand_sheet(struct visit *);
void	brand_logo_html(struct visit *);
/* The name in the header; NULL: the form's owner. */
const char *brand_name(const struct visit *);
/* Answers a request for one of these files. */
bool	brand_find(struct visit *);

/* ---- amendments ------------------------------------------------------ */

/* Looks, at most once a second, whether the settings were amended. */
void	amended_look(struct site *, struct arena *, int64_t now);
/* Drafts and receipts that were to end with an earlier closing date end with
 * the one there is now. */
bool	amended_drafts(struct visit *, struct err *) MUST_USE;
/* What people are told of it: above the questions, after the close, and at the
 * foot of the pages of somebody who is answering.  Nothing, if there is none. */
void	amended_notice(struct visit *);
void	amended_closed(struct visit *);
void	amended_foot(struct visit *);
/* The same pages on the last day, and after the close: until when. */
void	closing_soon(struct visit *);

/* ---- when ------------------------------------------------------------ */

enum season { SEASON_BEFORE, SEASON_OPEN, SEASON_GRACE, SEASON_AFTER };
enum season season(const struct visit *);
/* May this visit's draft still be filled in and sent? */
bool	may_answer(const struct visit *);

/* ---- routes ---------------------------------------------------------- */

enum { GET = 1, POST = 2 };
enum gate { FREE, DRAFT };	/* DRAFT: needs one that is not sent, in time */
struct route {
	const char	*kind, *pattern;	/* NULL: stands in for others */
	unsigned	 methods;
	enum gate	 gate;
	bool		 page;		/* answers GET with HTML */
	void		(*go)(struct visit *);
};
/* Was this request made from a page of ours? */
bool	same_site(const struct visit *);
/* The route for v->r->path, or NULL; fills v->slug. */
const struct route *route_find(struct visit *);

/* ---- the frame around every page ------------------------------------- */

struct frame {
	const char	*title;
	const char	*back;		/* address, or NULL */
	bool		 error;		/* "Error: " before the title */
	bool		 wide;		/* a list of answers needs the room */
	bool		 fold;		/* help is folded up */
	bool		 typing;	/* its form goes along to another
					   language; the page has only one */
};
void	frame_begin(struct visit *, int status, const struct frame *);
void	frame_end(struct visit *);
/* What stands before every address of this site: "" for one of its own. */
const char *base_of(const struct visit *);
/* "/en/PART" in the page's language, in the arena. */
const char *address(const struct visit *, const char *part);
void	redirect(struct visit *, const char *address);
/* A translated text with its %s (or %1$s, %2$s) replaced; in the arena. */
const char *fill(const struct visit *, const char *text, const char *first,
	    const char *second);
/* ---- languages ------------------------------------------------------- */

/* From the address, else what the browser would like. */
void	language_choose(struct visit *);
void	language_set(struct visit *, const struct site_language *);
/* Links to this page in the other languages; nothing where there are none. */
void	language_switch(struct visit *);
/* The language that a page of questions is to go on in, as its form says; NULL:
 * it stays. */
const struct site_language *language_wanted(const struct visit *);
/* Words of the author's, marked with their language where it is not the
 * page's. */
void	author(struct visit *, const char *words);
/* The same mark on an element that was opened: ' lang="en" dir="ltr"'; the
 * settings are never translated. */
void	mark_author(struct visit *, const char *words);
void	mark_settings(struct visit *);
/* From here on v->lo is lang, of a question or other words.  Returns the
 * page's, to be put back. */
const struct locale *speak(struct visit *, const char *lang);
/* The mark on an element that is wholly in the language of speak(). */
void	mark_spoken(struct visit *, const struct locale *page);

/* easy.c: in Easy Read, the picture d left of what is written between these two.
 * d may be NULL. */
void	picture_begin(struct visit *, const struct forms_document *d);
void	picture_end(struct visit *, const struct forms_document *d);
/* In Easy Read, how long the first sentence of p[0..n) is, which a space comes
 * after; elsewhere n. */
size_t	easy_sentence(const struct visit *, const char *p, size_t n);
/* Words, in Easy Read each sentence on a line of its own. */
void	sentences(struct visit *, const char *words);

/* One paragraph of our own words. */
void	para(struct visit *, const char *english);
/* The form that posts to an address, with the draft's token. */
void	form_begin(struct visit *, const char *action);
/* The same for a page that takes files. */
void	form_begin_files(struct visit *, const char *action);
void	button(struct visit *, const char *english);
/* Paragraphs as authors write them: **bold**, "- " lists,
 * [words](document). */
void	prose(struct visit *, const char *text);
/* Other ways to answer; folded up where v->fold. */
void	help(struct visit *);
/* Who to talk to; nothing if none. */
void	support(struct visit *, bool folded);
void	documents(struct visit *, const char *heading);
/* "11:59pm on 25 August 2024"; in the arena. */
const char *moment_of(const struct visit *, struct date, int minute);
const char *moment(const struct visit *, int64_t seconds);

/* ---- questions ------------------------------------------------------- */

const char *field_anchor(const struct visit *, const struct forms_field *);
/* The name that its write-in box is sent under. */
const char *field_words_name(struct arena *, const struct forms_field *);
/* "ID=PART", where a question has several boxes. */
const char *field_part_name(struct arena *, const struct forms_field *,
	    const char *part);
/* The name of box i of a date ("day", "month", "year"); NULL: there is none. */
const char *field_part(const struct forms_field *, size_t i);
/* How many places a ranking has. */
size_t	field_places(const struct forms_question *);
/* The options to be ranked or given points, as this person sees them. */
const struct forms_option **field_ordered(const struct visit *,
	    const struct forms_field *, size_t *n);
/* The id of box i of a field, whose own id is given. */
const char *field_box(struct arena *, const char *id, size_t i);
/* A few steps to choose from: shown as radios. */
bool	field_is_rating(const struct forms_question *);
/* What may be sent, in words; and how large, "1.5 MB". */
const char *field_file_kinds(const struct visit *,
	    const struct forms_question *);
/* What people call a file with this ending ("pdf"); the ending if nothing. */
const char *field_file_kind(const struct visit *, const char *ending);
const char *field_size(const struct visit *, size_t bytes);
/* Words of the form, with earlier answers of this person put in. */
const char *said(const struct visit *, const char *words);
/* sure.c: the box that says that an odd answer is right.  Its id; and its value,
 * which holds for these answers alone. */
const char *sure_anchor(const struct visit *, const struct forms_rule *);
const char *sure_value(const struct visit *, const struct forms_rule *);
bool	sure_said(const struct visit *, const struct forms_rule *);
void	sure_draw(struct visit *, const struct forms_rule *);
/* What was said of this page's answers is said again with its form, which is
 * shown for another reason. */
void	sure_keep(struct visit *, const struct forms_page *);
/* The answer that asks for words; NULL: none does. */
const struct forms_option *field_write_in(const struct forms_field *);
void	field_html(struct visit *, const struct forms_field *,
	    const struct forms_problem *);
const char *problem_words(const struct visit *, const struct forms_problem *);
/* Nothing is wrong, but something is worth a second look. */
bool	problem_only_queries(const struct forms_problem *);
void	problem_summary(struct visit *, const struct forms_problem *);
bool	field_on_page(const struct visit *, const struct forms_field *,
	    const struct forms_page *);

/* Reads what was sent for this page; what is wrong or to be asked about, in the
 * order of the page.  Questions that were not on it yet have no problems. */
struct forms_problem *take_page(struct visit *, const struct forms_page *);
/* Was this question on the page that was sent? */
bool	take_was_on_page(const struct visit *, const struct forms_field *);
bool	page_takes_files(const struct forms_page *);

/* The list of answers of one part, as far as it was reached. */
void	answers_html(struct visit *, bool apart);

/* typed.c: keeps what was sent for this page and is no answer, if anything is,
 * and notes so in the draft, which is not saved yet.  False: the store failed. */
enum typed { TYPED_NONE, TYPED_KEPT, TYPED_LOST };
bool	typed_keep(struct visit *, const struct forms_page *,
	    const struct forms_problem *, enum typed *, struct err *) MUST_USE;
/* Puts it into the page again; what is wrong with it, or NULL. */
struct forms_problem *typed_show(struct visit *, const struct forms_page *);
/* Drops it, whether the draft still says that it is there or not. */
void	typed_drop(struct visit *, const struct forms_page *);
void	typed_drop_all(struct visit *);

/* Did this request bring words that a page of ours asked for?  They are shown
 * again, to be copied, where they cannot be kept; why is our own words. */
bool	unkept_any(const struct visit *);
void	unkept(struct visit *, const char *why);

/* ---- boxes that are no questions ---------------------------------- */

/* What was typed into one of them, without the blanks before it; "". */
const char *box_typed(const struct visit *, const char *name);
/* A line (name is "name", "email" or "phone") and a larger box; problem: what
 * is wrong with it, or NULL. */
void	box_line(struct visit *, const char *name, const char *english,
	    const char *type, const char *problem);
void	box_area(struct visit *, const char *name, const char *english,
	    int rows, const char *problem);

/* ---- the way through ------------------------------------------------- */

/* Pages of the equality part stand apart from the others. */
bool	page_apart(const struct forms_page *);
/* The next or previous page that is shown, in the same part; NULL: none. */
const struct forms_page *page_next(struct visit *, const struct forms_page *);
const struct forms_page *page_before(struct visit *, const struct forms_page *);
const struct forms_page *page_first(struct visit *, bool apart);
const struct forms_page *page_last(struct visit *, bool apart);
/* The first shown page of the part that was not filled in yet, or is not
 * complete any more: another answer has opened a question on it. */
const struct forms_page *page_undone(struct visit *, bool apart);
/* What stands against leaving a page; what is only asked about does not. */
struct forms_problem *page_problems(struct visit *, const struct forms_page *);
/* The first shown page of the part that must have an answer and has none. */
const struct forms_page *page_needed(struct visit *, bool apart);
/* Filled in, or with an answer on it. */
bool	page_reached(const struct visit *, const struct forms_page *);
const char *page_address(const struct visit *, const struct forms_page *);
/* "Page 4 of about 18": of the pages of its part that are shown as things
 * stand; "about" while a later page depends on an answer. */
const char *page_progress(struct visit *, const struct forms_page *);

/* ---- pages ----------------------------------------------------------- */

/* Where somebody goes on who comes back: a page of theirs, or their receipt. */
const char *return_address(struct visit *);
/* The code in large letters, and its link; with the link as a picture too. */
void	return_code(struct visit *, bool picture);
/* A message above a form: what is wrong, and the box it is about. */
void	form_problem(struct visit *, const char *anchor, const char *english);
/* The token of what was sent: a proof that one holds its return code. */
void	response_token(const struct draft *, uint8_t out[TOKEN_SIZE]);
/* True: the way led to its end or was stopped, and, where answers are to be
 * sent now, nothing is needed any more; otherwise redirects. */
bool	all_done(struct visit *);
void	show_send(struct visit *);
void	go_home(struct visit *);
void	go_landing(struct visit *);
void	go_start(struct visit *);
void	go_question(struct visit *);
void	go_check(struct visit *);
void	go_equality(struct visit *);
void	go_send(struct visit *);
void	go_sent(struct visit *);
void	go_save(struct visit *);
void	go_back(struct visit *);
void	go_receipt(struct visit *);
void	go_withdraw(struct visit *);
void	go_stop_equality(struct visit *);
void	go_outcome(struct visit *);
void	go_leave(struct visit *);
void	go_cookies(struct visit *);
void	go_privacy(struct visit *);
void	go_accessibility(struct visit *);
void	go_feedback(struct visit *);
void	go_paper(struct visit *);
void	go_thanks(struct visit *);
void	go_document(struct visit *);
void	go_asset(struct visit *);
void	go_healthz(struct visit *);
void	page_gone(struct visit *);
void	page_error(struct visit *, int status);
/* 503 when we could not keep something for now, 500 when something is
 * wrong with what we keep. */
void	page_failed(struct visit *, const struct err *);
#endif
