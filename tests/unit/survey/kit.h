/* SPDX-License-Identifier: MIT
 *
 * kit.h -- a small questionnaire, a store in a folder of its own, a clock
 * that the test sets, and a browser without a network.
 */
#ifndef TESTS_UNIT_SURVEY_KIT_H
#define TESTS_UNIT_SURVEY_KIT_H
#include "survey/site/site.h"
#include "tests/unit/unit.h"

/* The made-up consultation of these tests is open from OPENS to CLOSES. */
enum { OPENS = 1000000, CLOSES = 2000000, HOUR = 3600 };

struct kit {
	struct arena	 a;
	char		 dir[64];
	struct forms_form *form;
	struct forms_settings settings;
	struct intake	*intake;
	struct seal_secret keys[SEAL_RECIPIENTS];
	struct site_language languages[12];	/* beside English */
	size_t		 n_languages;
	struct site	*site;
	/* The browser. */
	const char	*cookie;	/* "": none */
	const char	*token;		/* of the last page with a form */
	const char	*accept;	/* Accept-Language */
	const char	*address;	/* the network's; "": not known */
	struct http_response out;	/* the last response */
};
extern int64_t kit_now;

void	kit_open(struct kit *);
void	kit_close(struct kit *);
/* Its form in other words. */
struct forms_form *kit_form_in(struct kit *, const struct locale *);
/* The site again, with other options; the same store. */
void	kit_site(struct kit *, bool rehearsal, bool https);
void	kit_get(struct kit *, const char *path);
/* body is "name=value&…"; the token of the last page is added. */
void	kit_post(struct kit *, const char *path, const char *body);
void	kit_post_bare(struct kit *, const char *path, const char *body,
	    const char *fetch_site, const char *origin);
bool	kit_says(const struct kit *, const char *words);
const char *kit_at(const struct kit *);	/* where it redirects; "" if not */
int64_t	kit_responses(struct kit *);
/* Start, and answer every page up to /en/check. */
void	kit_to_check(struct kit *);
#endif
