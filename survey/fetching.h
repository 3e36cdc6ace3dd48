/* SPDX-License-Identifier: MIT
 *
 * fetching.h -- the desk's way to the answers that came to the site.
 */
#ifndef SURVEY_FETCHING_H
#define SURVEY_FETCHING_H
#include "survey/desk/desk.h"
#include "survey/survey.h"

#include <time.h>

struct fetching_file { int64_t inode, size; struct timespec changed; };
struct fetching {
	struct arena	 a;
	const char	*dir, *from;
	struct seal_secret key;		/* never swapped out */
	bool		 looked;	/* at what stood in these: */
	struct fetching_file file[2];
	struct cases_pull last;
};
/* Reads the private key (key_path NULL: from where `earshot new` puts it), and
 * fills in *source, which lasts as long as f.  Without a key there it cannot
 * fetch, and says why.  from: the folder of the site, where it is another;
 * NULL.  ERR_INPUT, ERR_KEY: what was named is not there, or is no key. */
bool	fetching_open(struct fetching *f, const char *dir,
	    const char *key_path, const char *from, struct desk_source *source,
	    struct err *) MUST_USE;
void	fetching_close(struct fetching *);	/* wipes the key */
#endif
