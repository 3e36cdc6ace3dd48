/* SPDX-License-Identifier: MIT
 *
 * desk.h -- where staff work, in a browser: writing the questionnaire, what
 * people asked for, accounts and the log.
 *
 * It answers only what comes to it by one of its own names, only those who have
 * signed in (but for the pages on which one does), and each only what their
 * roles may do.  Only its own pages may change anything.
 */
#ifndef SURVEY_DESK_DESK_H
#define SURVEY_DESK_DESK_H
#include "base/base.h"
#include "forms/forms.h"
#include "store/store.h"
#include "survey/http/http.h"

/* The public site, which the desk shows and never includes. */
struct desk_site {
	/* intake NULL: a preview, of which any page may be asked for;
	 * otherwise a try-out.  base stands before every address; requests come
	 * without it.  Everything passed in outlives the site. */
	bool	(*open)(struct arena *, const char *dir,
		    const struct forms_form *, const struct forms_settings *,
		    struct intake *, const char *base, void **site,
		    struct err *);
	void	(*handle)(void *site, const struct http_request *,
		    struct http_response *);
	void	(*close)(void *site);
};

/* The site's answers, which the desk opens with the private key. */
struct desk_source {
	/* Takes over what is new; *did says what.  Called by one thread at a
	 * time, while nobody else of this desk writes to the case store. */
	bool	(*pull)(void *arg, struct cases_pull *did, struct err *);
	void	*arg;
	const char *why_not;	/* not NULL: it cannot, because of this */
};

/* How it stands with the mailbox that the settings name. */
struct desk_mailbox {
	bool		 named;		/* there is one */
	int64_t		 at;		/* when it was read; 0: not yet */
	int64_t		 next;		/* when it is read again */
	char		 failed[508];	/* why it could not be read the last time;
					   "" */
	int64_t		 passed;	/* over, when it was read last */
	char		 over[508];	/* the first of these, and why */
};
struct desk_taken { int64_t kept, already, repeats; };

/* Email and letters, which are opened with the private key and read in children
 * of this program.  It opens the case store itself, for as short as can be:
 * nobody who calls it has it open to write. */
struct desk_mail {
	/* Takes in a file that somebody chose: an .eml, .msg, .pst or mbox. */
	bool	(*file)(void *arg, const char *name, struct str bytes,
		    const char *by, struct desk_taken *, struct err *);
	/* A letter, with when it was received. */
	bool	(*letter)(void *arg, const char *name, struct str bytes,
		    int64_t received, const char *by, struct desk_taken *,
		    struct err *);
	/* What came, byte for byte. */
	bool	(*open)(void *arg, struct cases *, int64_t id, struct buf *raw,
		    struct err *);
	/* Opens what is attached, and fetches from the mailbox when its time
	 * has come, or now.  What is wrong with the mailbox is in *box alone.
	 * Called by a thread of the desk's own. */
	bool	(*poll)(void *arg, bool now, struct desk_mailbox *box,
		    struct err *);
	void	*arg;
	const char *why_not;	/* not NULL: it can do none of it, because of
				   this */
};

struct desk;
/* dir is the consultation's folder; all outlive the desk.  https: the name, and
 * the port unless it is 443, under which a proxy on this machine serves it by
 * HTTPS, "desk.example.org"; NULL: it is asked for as http://127.0.0.1.
 * ERR_USAGE: there is no form in dir. */
bool	desk_open(const char *dir, const char *https, const struct desk_site *,
	    struct desk **, struct err *) MUST_USE;
/* Starts threads that fetch, count and read the mailbox, until desk_close.
 * Before desk_listens, if at all. */
bool	desk_fetches(struct desk *, const struct desk_source *, struct err *)
	    MUST_USE;
/* From then on messages can be taken in.  Before desk_fetches. */
void	desk_takes_mail(struct desk *, const struct desk_mail *);
void	desk_close(struct desk *);	/* NULL is fine */
/* Requests are answered once it knows on which port they come. */
void	desk_listens(struct desk *, uint16_t port);
/* An http handler: arg is the struct desk.  Safe from several threads. */
void	desk_handle(void *desk, const struct http_request *,
	    struct http_response *);
/* For http_options: how many bytes with files may whoever asks send to this
 * address?  Originals come from those who are signed in with the role for it, and
 * files of a try-out from anybody; nothing else takes any. */
enum { DESK_MAX_UPLOAD = 21 << 20 };
size_t	desk_takes_files(void *desk, const struct http_request *);
/* Whether somebody can sign in: is there an account? */
bool	desk_has_accounts(const char *dir, bool *any, struct err *) MUST_USE;

/* ---- who may ask for what ------------------------------------------------
 * All that is not in this table is refused; so is what is, unless it says who
 * may. */

struct desk_visit;
/* How far somebody has signed in. */
enum desk_who { DESK_NOBODY, DESK_SETUP, DESK_HALF, DESK_FULL };
enum { DESK_GET = 1, DESK_POST = 2,
	DESK_FILES = 4 };		/* what is posted may be files */
struct desk_route {
	const char	*path;		/* "/desk/tasks"; one that ends in "/",
					   but for "/": all that is below it */
	unsigned	 methods;	/* DESK_GET, DESK_POST or both; DESK_FILES */
	enum desk_who	 who;		/* DESK_NOBODY: anybody; otherwise only
					   whoever has just that session */
	unsigned	 roles;		/* of DESK_FULL: one of these; 0: none is
					   needed, not even a password that
					   need not be changed */
	bool		 own_tokens;	/* it looks itself at what is posted */
	void		(*go)(struct desk_visit *);
};
const struct desk_route *desk_routes(size_t *n);
#endif
