/* SPDX-License-Identifier: MIT
 *
 * site.h -- the public questionnaire: from a frozen definition to pages.
 *
 * Answers on the way are kept as drafts, sealed under a key that only the
 * respondent's cookie holds: the server's disk says nothing.
 */
#ifndef SURVEY_SITE_SITE_H
#define SURVEY_SITE_SITE_H
#include "base/base.h"
#include "forms/forms.h"
#include "locales/locales.h"
#include "store/store.h"
#include "survey/http/http.h"

struct site;

/* A language beside the one that the form is written in. */
struct site_language {
	const struct locale *words;	/* the program's own */
	const struct forms_form *form;	/* the same form in the author's words:
					   the same names in the same places.
					   What is not in this language in it
					   is shown as written, and marked */
	bool	 open;			/* to the public; if not, it is there in
					   rehearsals alone, under a banner */
	const char *catalogue;		/* the hash of these words, kept with
					   what is sent in them; NULL: those of
					   the first language */
};
struct site_options {
	const struct site_language *languages;
	size_t	 n_languages;
	bool	 rehearsal;		/* dates do not count, and responses
					   are marked */
	bool	 tryout;		/* a rehearsal that says it is colleagues
					   trying a draft out */
	bool	 preview;		/* GET shows any page, with all that may
					   stand on it; nothing is kept, and
					   there is no intake */
	bool	 https;			/* people reach it by https: cookies
					   are Secure */
	bool		 watch;		/* takes up amendments of the settings
					   in dir as they are made */
	const char *base;		/* before every address: "/try/TOKEN"; NULL:
					   nothing.  Requests come without it */
	int64_t	(*now)(void);		/* NULL: now_seconds */
};

/* Reads the documents from dir (the consultation's folder).  Everything that
 * is passed in must outlive the site; it does not belong to it. */
bool	site_open(struct arena *, const char *dir, const struct forms_form *,
	    const struct forms_settings *, struct intake *,
	    const struct site_options *, struct site **, struct err *) MUST_USE;
void	site_close(struct site *);	/* NULL is fine */

/* An http handler: arg is the struct site.  Safe from several threads. */
void	site_handle(void *site, const struct http_request *,
	    struct http_response *);

/* For http_options: how many bytes with files does this address take, of the site
 * in arg? */
size_t	site_takes_files(void *site, const struct http_request *);

/* The table of page kinds and their addresses, as JSON, for the tests. */
void	site_routes_print(struct buf *);

/* Answers the whole questionnaire as a browser would: start, each page that
 * is shown, check, equality (skipped, where that is allowed, if asked), send.
 * answers must be settled (forms_route).  ERR_INPUT: a page did not accept
 * its answers; ERR_IO: the site could not keep them. */
bool	site_walk(struct site *, const struct forms_answers *,
	    bool skip_equality, char reference[REFERENCE_SIZE], struct err *)
	    MUST_USE;
#endif
