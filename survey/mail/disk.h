/* SPDX-License-Identifier: MIT
 *
 * disk.h -- messages in files: one file, or a folder of them.
 */
#ifndef SURVEY_MAIL_DISK_H
#define SURVEY_MAIL_DISK_H
#include "survey/mail/mbox.h"
#include "survey/mail/source.h"

/* What a file is. */
enum disk_is { IS_OTHER, IS_MESSAGE, IS_MBOX, IS_MSG, IS_PST };
/* By its name and its first bytes (all there are, or 4096). */
enum { DISK_HEAD = 4096 };
enum disk_is disk_is(const char *name, struct str head);
/* By its name: a file or folder that programs leave in folders, and no email. */
bool	 disk_is_litter(const char *name);

/* A folder that is being gone through; the last one entered is the first. */
struct disk_folder {
	struct disk_folder *up;
	struct arena	 a;
	const char	*path;
	const char	*rel;		/* what its files' places begin with */
	const char	*temporary;	/* to be removed when done; NULL: no */
	bool		 ours;		/* in the temporary one */
	bool		 box;		/* new or cur of a Maildir */
	bool		 listed;
	char		**names;
	size_t		 n, next;
};
struct disk {
	struct mail_source s;
	const char	*path;		/* from the root */
	bool		 single;	/* one file was named */
	struct disk_folder *top;
	struct arena	 a;		/* for the file in hand */
	struct buf	 raw;
	int		 fd;		/* the mbox in hand; -1: none */
	struct mbox	 mbox;
	const char	*rel;		/* its place */
	size_t		 unquoted;	/* of it */
	int64_t		 ran_from, ran_to;	/* when the last program ran */
};
/* Adds a folder; rel and temporary may be NULL. */
void	 disk_enter(struct disk *, const char *path, const char *rel,
	    const char *temporary, bool box);
/* What is to be done with a file; *given: it is a message, in raw. */
bool	 disk_file(struct disk *, struct disk_folder *, const char *name,
	    bool *given, struct err *) MUST_USE;
/* The next of the mbox in hand; *given false: it is through. */
bool	 disk_mbox(struct disk *, struct str *raw, struct mail_at *, bool *given,
	    struct err *) MUST_USE;
void	 disk_mbox_close(struct disk *);

/* ---- what Outlook wrote, by programs of their own -------------------------- */

/* A .msg as a message (msgconvert).  *ok false: it refused, and say() was told. */
bool	 outlook_msg(struct disk *, const char *path, struct buf *out, bool *ok,
	    struct err *) MUST_USE;
/* A .pst as files in `out` of a new folder of our own (readpst).  *dir NULL: nothing could
 * be had of it, and say() was told. */
bool	 outlook_pst(struct disk *, const char *path, const char **dir,
	    struct err *) MUST_USE;
void	 outlook_remove(const char *dir);	/* with all that is in it */
/* What either of them wrote between these seconds, without what they made up. */
void	 steady_message(struct buf *, int64_t from, int64_t to);
#endif
