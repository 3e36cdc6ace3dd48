/* SPDX-License-Identifier: MIT
 *
 * edit.h -- one file as it is being edited: taken from a request, worked on,
 * and drawn.
 */
#ifndef SURVEY_DESK_EDIT_H
#define SURVEY_DESK_EDIT_H
#include "survey/desk/private.h"

struct edit {
	const char	*file;		/* its name */
	struct str	 text;		/* as it stands in the box */
	const char	*base;		/* the file's hash when it was opened */
	struct str	 disk;		/* what is on disk now, … */
	const char	*now;		/* … and its hash */
	bool		 changed;	/* the text is another */
	struct shown	*shown;		/* checked; to be dropped */
	struct forms_diags d;
	const char	*said;		/* what was done; NULL: nothing */
	const char	*failed;	/* why it could not be done; NULL */
	bool		 conflict;	/* the file changed meanwhile */
	const char	*page, *lang;	/* of the preview: "", "q/area" */
	bool		 wide;
	struct str	 pasted, lines;	/* from Word, and what it became */
	const char	*came;		/* of it, in words; NULL */
};

/* Takes text that was sent, or reads the file; false: see e. */
bool	edit_take(struct desk_visit *, struct edit *, struct err *) MUST_USE;
/* Does what a button asked for, then checks. */
bool	edit_do(struct desk_visit *, struct edit *, struct err *) MUST_USE;
void	edit_draw(struct desk_visit *, struct edit *);
/* The box with its numbers, and what is wrong beside each line. */
void	edit_draw_text(struct desk_visit *, struct edit *);
void	edit_draw_mistakes(struct desk_visit *, struct edit *);
void	edit_draw_preview(struct desk_visit *, struct edit *);
/* "2 mistakes and 1 warning"; in the arena. */
const char *edit_counts(struct desk_visit *, const struct edit *);
/* Is this about the file that is being edited? */
bool	edit_is_here(struct desk_visit *, const struct edit *,
	    const struct forms_diag *);
#endif
