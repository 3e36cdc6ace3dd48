/* SPDX-License-Identifier: MIT
 *
 * coding.h -- comments coded by people: the frame that is used, and its commands.
 */
#ifndef SURVEY_CODING_H
#define SURVEY_CODING_H
#include "store/store.h"
#include "survey/survey.h"

/* The frame by which comments of a consultation are coded. */
struct coding_frame {
	struct forms_frame *f;
	int64_t		 id;		/* of the store; 0: not kept yet */
};
/* The latest that is kept, or the codebook of the published form.  ERR_INPUT: there is
 * none. */
bool	coding_frame(struct arena *, struct cases *, const struct forms_form *,
	    struct coding_frame *, struct err *) MUST_USE;
/* The same; the published codebook is kept as the first one. */
bool	coding_frame_kept(struct arena *, struct cases *,
	    const struct forms_form *, const char *by, struct coding_frame *,
	    struct err *) MUST_USE;

/* `earshot code DIR frame …` and `again`: words are those after DIR. */
struct coding_wish {
	const char	*dir, *file, *by, *why;
	bool		 check, blind;
	size_t		 most;		/* comments; 0: as many as is usual */
};
int	coding_cmd_frame(const struct coding_wish *);
int	coding_cmd_again(const struct coding_wish *);
int	coding_cmd_suggest(const struct coding_wish *);
int	coding_cmd_campaigns(const struct coding_wish *);
int	coding_cmd_agree(const struct coding_wish *);
int	coding_cmd_exchange(const struct coding_wish *, bool in);
/* ERR_INPUT: nothing came in yet. */
bool	coding_open_cases(struct place *, enum db_mode, struct cases **,
	    struct err *) MUST_USE;
#endif
