/* SPDX-License-Identifier: MIT
 *
 * private.h -- what the files of survey/desk share.
 */
#ifndef SURVEY_DESK_PRIVATE_H
#define SURVEY_DESK_PRIVATE_H
#include "survey/desk/desk.h"
#include "survey/page/page.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
	SHOWN_KEPT = 8,			/* previews, the oldest goes first */
	TAKEN_KEPT = 64,		/* forms for taking in, likewise */
	SHOWN_KEY = 33
};

/* A definition without mistakes, and the site that shows it. */
struct shown {
	_Atomic int	 users;
	struct arena	 a;
	char		 key[SHOWN_KEY];	/* in addresses */
	const char	*base;			/* "/preview/KEY" */
	struct forms_form *form;		/* NULL: it has mistakes */
	struct forms_settings *settings;
	void		*site;			/* NULL: not open */
	void		(*close)(void *site);
};

struct desk {
	const char	*dir;
	const char	*https;			/* its name; NULL: none */
	const struct desk_site *site;
	_Atomic unsigned port;			/* 0: not yet */
	pthread_mutex_t	 writing;		/* the case store, and this: */
	int64_t		 taken[TAKEN_KEPT];	/* forms that were sent */
	size_t		 next_taken;
	pthread_mutex_t	 lock;			/* over what follows */
	struct shown	*kept[SHOWN_KEPT];
	size_t		 next;			/* in kept */
	struct shown	*tryout;		/* NULL: not open */
	struct intake	*intake;		/* of try-outs; or NULL */
	const struct desk_mail *mail;		/* NULL: none */
	struct mailbox	*mailbox;		/* mailbox.c; NULL: not started */
	struct fetch	*fetch;			/* figures.h; NULL: not started */
};

struct desk_visit {
	struct desk	*desk;
	const struct http_request *r;
	struct http_response *out;
	struct buf	*b;
	struct arena	*a;
	const struct desk_route *route;		/* NULL: none was found */
	/* who asks */
	bool		 has_secret;
	struct staff_secret secret;		/* of the cookie */
	enum desk_who	 who;
	struct staff_session me;		/* not of DESK_NOBODY */
};

/* ---- the case store ---------------------------------------------- */

/* Open for as short as can be: passwords are hashed outside. */
struct desk_store { struct cases *c; pthread_mutex_t *held; };
const char *desk_store_path(struct desk_visit *);
bool	desk_store_there(struct desk_visit *);
/* As cases_open. */
bool	desk_store_open(struct desk_visit *, enum db_mode, struct desk_store *,
	    struct err *) MUST_USE;
void	desk_store_close(struct desk_store *);	/* zeroed is fine */

/* ---- who asks ---------------------------------------------------- */

/* Finds out by the cookie; to recognise somebody alone changes nothing. */
bool	desk_recognise(struct desk_visit *, struct err *) MUST_USE;
bool	desk_meet(struct desk_visit *, struct err *) MUST_USE;
/* The same after the secret was changed, for a page that goes on. */
bool	desk_meet_again(struct desk_visit *, struct err *) MUST_USE;
/* Sends a cookie with this secret from now on. */
void	desk_remember(struct desk_visit *, const struct staff_secret *);
void	desk_forget(struct desk_visit *);
/* The token of this browser's forms; a browser without a secret gets one, with
 * which nobody is signed in. */
const char *desk_token(struct desk_visit *);
/* "Manager", or "keyer, coder". */
const char *desk_roles_words(struct desk_visit *, unsigned roles);
/* The folder, as one writes it in a terminal of this machine. */
const char *desk_dir_words(struct desk_visit *);

/* ---- routes ------------------------------------------------------ */

/* The route of an address; NULL: there is none. */
const struct desk_route *desk_route_find(const char *path);
/* Whether who asks may look at this address. */
bool	desk_may(const struct desk_visit *, const char *path);
/* Where one goes after signing in: an address of the desk that was asked for
 * before, as the table has it, or "/". */
const char *desk_destination(const char *to);
/* May files be posted to this address, by whoever has these roles? */
bool	desk_route_files(const struct desk_visit *);
/* Was something typed that should not be lost? */
bool	desk_typed(const struct desk_visit *);
/* Refuses, or goes there. */
void	desk_go(struct desk_visit *);

/* ---- definitions that are shown ---------------------------------- */

/* Checks the folder, with text in the place of what is in its file of that
 * name (NULL: as it is).  Mistakes go to d, and live as long as what is
 * returned; its form is NULL where there are any.  NULL: see e. */
struct shown *shown_check(struct desk *, const char *name, struct str text,
	    struct forms_diags *d, struct err *);
/* What is frozen in a folder, and its settings.  NULL: see e. */
struct shown *shown_frozen(struct desk *, const char *dir, struct err *);
/* Opens its preview, and keeps it for a while. */
bool	shown_keep(struct desk *, struct shown *, struct err *) MUST_USE;
struct shown *shown_find(struct desk *, const char *key);	/* or NULL */
void	shown_drop(struct shown *);	/* each that was got; NULL is fine */

/* ---- the files that may be edited -------------------------------- */

/* Names in the folder: the form first, then modules, codebooks, settings. */
bool	desk_file_opens(const char *name);	/* the desk can edit it */
bool	desk_files(struct desk_visit *, const char ***names, size_t *n,
	    struct err *) MUST_USE;
/* The text of one, and its hash in hex. */
bool	desk_file_read(struct desk_visit *, const char *name, struct str *,
	    const char **hash, struct err *) MUST_USE;
bool	desk_file_write(struct desk_visit *, const char *name, struct str,
	    struct err *) MUST_USE;

/* ---- try-outs ---------------------------------------------------- */

struct tryout_state {
	const char	*path;		/* "/try/TOKEN/"; "": there is none */
	bool		 current;	/* it shows what is in the files now */
	int64_t		 answers;
};
bool	tryout_state(struct desk_visit *, struct tryout_state *, struct err *)
	    MUST_USE;
/* Puts what is in the files behind a new link; those before it end. */
bool	tryout_start(struct desk_visit *, struct err *) MUST_USE;
bool	tryout_delete(struct desk_visit *, int64_t *answers, struct err *)
	    MUST_USE;
/* The one with this token; NULL: none (any more). */
struct shown *tryout_find(struct desk_visit *, const char *token,
	    struct err *);

/* ---- pages ------------------------------------------------------- */

struct desk_frame {
	const char	*title;
	const char	*at;		/* the address of the part it is in */
	const struct shown *shown;	/* what is in the folder; NULL: the
					   frame looks itself */
	bool		 error;
};
void	desk_frame_begin(struct desk_visit *, int status,
	    const struct desk_frame *);
void	desk_frame_end(struct desk_visit *);
/* The form that posts to an address, with the token. */
void	desk_form_begin(struct desk_visit *, const char *action,
	    const char *id);
void	desk_redirect(struct desk_visit *, const char *address);
/* A page of one sentence. */
void	desk_says(struct desk_visit *, int status, const char *words);
/* The same for what was posted and not taken; what was typed that came with it, a
 * text, a note, a reason or a sheet that was keyed, is given back, to be copied. */
void	desk_not_taken(struct desk_visit *, const char *words);
void	desk_failed(struct desk_visit *, const struct err *);
/* "27 November 2026", and "27 November 2026, 10:42", as clocks in the UK show. */
const char *desk_day(struct desk_visit *, struct date);
const char *desk_moment(struct desk_visit *, int64_t seconds);
/* "1,234" */
const char *desk_count(struct desk_visit *, int64_t);
/* A whole number as it is sent; 0: it is none. */
int64_t	desk_number(const char *);
/* What went wrong, with a capital letter. */
const char *desk_sentence(struct desk_visit *, const struct err *);
/* That so many seconds must pass before the next attempt. */
const char *desk_wait(struct desk_visit *, int64_t seconds);

/* A long list is shown in pages: which of them was asked for, from 0; and the
 * way to the one before and after it. */
struct desk_steps {
	const char	*label, *address;	/* "/desk/log?page=" */
	const char	*before, *after;	/* "Newer", "Older" */
	size_t		 page, pages;
};
size_t	desk_page(const struct desk_visit *, size_t pages);
void	desk_steps(struct desk_visit *, const struct desk_steps *);

/* One box of a form, with its label. */
struct desk_box {
	const char	*name, *label;	/* name is its id, too */
	const char	*hint;		/* NULL: none, likewise below */
	const char	*wrong;
	const char	*value;
	const char	*type;		/* NULL: "text" */
	const char	*autocomplete;	/* NULL: "off" */
	bool		 code;		/* of a phone, or on paper: no spelling
					   is looked at */
};
void	desk_box(struct desk_visit *, const struct desk_box *);
/* What is wrong, above a form: each box that is, with a link to it; and words
 * about none of them, or NULL.  Nothing where nothing is wrong. */
void	desk_alert(struct desk_visit *, const char *title, const char *words,
	    const struct desk_box *, size_t n);
/* The value sent under a name; "" when it was not. */
const char *desk_sent(const struct desk_visit *, const char *name);

/* mailbox.c: a thread that reads the mailbox and opens what is attached. */
bool	mailbox_start(struct desk *, struct err *) MUST_USE;
void	mailbox_stop(struct desk *);
/* Asks for it to open what is attached, soon; or to read the mailbox as well,
 * and waits a few seconds for that. */
void	mailbox_soon(struct desk *);
void	mailbox_now(struct desk *);
/* How it stands, without waiting; *failed: why messages cannot be opened, or
 * NULL. */
void	mailbox_state(struct desk_visit *, struct desk_mailbox *,
	    const char **failed);
/* fetch.c: does this desk open what comes to the site? */
bool	desk_does_fetch(const struct desk *);
/* "reads the log; changes nothing" */
const char *desk_role_does(enum staff_role);
/* What a paste came to, in words. */
const char *desk_pasted(struct desk_visit *, const struct forms_pasted *);

void	desk_home(struct desk_visit *);
void	desk_edit(struct desk_visit *);
void	desk_check(struct desk_visit *);
void	desk_paste(struct desk_visit *);
void	desk_tryout(struct desk_visit *);
void	desk_tasks(struct desk_visit *);
void	desk_withdraw(struct desk_visit *);
void	desk_preview(struct desk_visit *);
void	desk_try(struct desk_visit *);
void	desk_sign_in(struct desk_visit *);
void	desk_code(struct desk_visit *);
void	desk_sign_out(struct desk_visit *);
void	desk_first(struct desk_visit *);
void	desk_setup_password(struct desk_visit *);
void	desk_setup_phone(struct desk_visit *);
void	desk_account(struct desk_visit *);
void	desk_staff(struct desk_visit *);
void	desk_log(struct desk_visit *);
void	desk_help(struct desk_visit *);
/* The same page in one line of the home, and how many are open (or ""). */
void	desk_tasks_sum(struct desk_visit *, const char **detail,
	    const char **tag);
#endif
