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
	const struct desk_site *site;
	_Atomic unsigned port;			/* 0: not yet */
	char		 token[33];		/* in every form */
	pthread_mutex_t	 lock;			/* over what follows */
	struct shown	*kept[SHOWN_KEPT];
	size_t		 next;			/* in kept */
	struct shown	*tryout;		/* NULL: not open */
	struct intake	*intake;		/* of try-outs; or NULL */
};

struct desk_visit {
	struct desk	*desk;
	const struct http_request *r;
	struct http_response *out;
	struct buf	*b;
	struct arena	*a;
};

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
	const struct forms_form *form;	/* NULL: named after the folder */
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
void	desk_failed(struct desk_visit *, const struct err *);
/* The value sent under a name; "" when it was not. */
const char *desk_sent(const struct desk_visit *, const char *name);

/* What a paste came to, in words. */
const char *desk_pasted(struct desk_visit *, const struct forms_pasted *);

void	desk_home(struct desk_visit *);
void	desk_edit(struct desk_visit *);
void	desk_check(struct desk_visit *);
void	desk_paste(struct desk_visit *);
void	desk_tryout(struct desk_visit *);
void	desk_tasks(struct desk_visit *);
/* The same page in one line of the home, and how many are open (or ""). */
void	desk_tasks_sum(struct desk_visit *, const char **detail,
	    const char **tag);
#endif
