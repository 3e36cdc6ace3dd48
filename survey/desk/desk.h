/* SPDX-License-Identifier: MIT
 *
 * desk.h -- where staff work, in a browser: for now, writing the
 * questionnaire, and what people asked for.
 *
 * It has no accounts yet.  So it answers only what comes to this machine's own
 * address by one of its own names, and only its own pages may change anything.
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

struct desk;
/* dir is the consultation's folder; both outlive the desk.  ERR_USAGE: there
 * is no form in it. */
bool	desk_open(const char *dir, const struct desk_site *, struct desk **,
	    struct err *) MUST_USE;
void	desk_close(struct desk *);	/* NULL is fine */
/* Requests are answered once it knows on which port they come. */
void	desk_listens(struct desk *, uint16_t port);
/* An http handler: arg is the struct desk.  Safe from several threads. */
void	desk_handle(void *desk, const struct http_request *,
	    struct http_response *);
#endif
