/* SPDX-License-Identifier: MIT
 *
 * source.h -- what the kinds of sources of email share.
 */
#ifndef SURVEY_MAIL_SOURCE_H
#define SURVEY_MAIL_SOURCE_H
#include "survey/mail/mail.h"

/* A larger message is named and left where it is. */
enum { SOURCE_MOST = 64 << 20 };

/* The beginning of each kind's own struct. */
struct mail_source {
	const struct source_kind *kind;
	struct arena	 a;		/* lives as long as the source */
	struct mail_wants wants;
	const char	*name;		/* as in mail_at.source */
	uint64_t	 seen, of;
};
struct source_kind {
	bool		(*next)(struct mail_source *, struct str *raw,
			    struct mail_at *, bool *more, struct err *);
	bool		(*kept)(struct mail_source *, struct err *);
	void		(*close)(struct mail_source *);	/* frees it, too */
};
/* n bytes, zeroed, of which the beginning is filled in. */
void	*source_new(const struct source_kind *, const struct mail_wants *,
	    size_t n);
/* Tells who imports what was passed over (lost), or what is to be known. */
void	 source_say(const struct mail_source *, bool lost, const char *, ...)
	    PRINTF(3, 4);
/* Text for a place: what is no UTF-8, or a control, and "%" become %XX. */
const char *source_text(struct arena *, const char *);

bool	 disk_open(struct mail_source **, const char *path,
	    const struct mail_wants *, struct err *) MUST_USE;
bool	 imap_open(struct mail_source **, const char *url,
	    const struct mail_wants *, struct err *) MUST_USE;
#endif
