/* SPDX-License-Identifier: MIT
 *
 * imap.h -- the client's side of IMAP (RFC 3501), as much as reading a mailbox
 * takes.
 *
 * libcurl connects, checks the certificate and signs in.  What comes after that
 * is read here, over libcurl's connection (CURLOPT_CONNECT_ONLY): its own reader
 * of custom commands looks for the end of an answer inside messages, too, so that
 * whoever writes a line like "A004 OK" to us could end it.
 */
#ifndef SURVEY_MAIL_IMAP_H
#define SURVEY_MAIL_IMAP_H
#include "survey/mail/source.h"

/* ---- where it is --------------------------------------------------------- */

struct imap_address {
	const char	*name;		/* as in mail_at.source */
	const char	*url;		/* for libcurl: no user, no mailbox */
	const char	*host, *user;
	const char	*mailbox;	/* UTF-8 */
	const char	*quoted;	/* for SELECT: modified UTF-7, in quotes */
	bool		 tls;		/* from the start; else STARTTLS, or … */
	bool		 loopback;	/* … none, on this machine */
};
/* ERR_INPUT says what is wrong with it. */
bool	imap_address(struct arena *, const char *url, struct imap_address *,
	    struct err *) MUST_USE;

/* ---- what comes from the server -------------------------------------------- */

struct imap_bytes {
	/* At least one byte, or an error. */
	bool		(*read)(void *arg, char *to, size_t n, size_t *got,
			    struct err *);
	void		*arg;
	size_t		 at, n;
	uint64_t	 taken;		/* for this answer */
	char		 b[16384];
};
enum imap_status { IMAP_OK, IMAP_NO, IMAP_BAD };
enum imap_body { IMAP_NONE, IMAP_HERE, IMAP_LARGE };
struct imap_message {
	uint32_t	 uid;
	uint64_t	 size;		/* as the server says; 0: it did not */
	int64_t		 received;	/* 0: it did not say */
	bool		 seen;
	enum imap_body	 body;		/* LARGE: it was passed over */
	size_t		 start, n;	/* in bodies */
};
/* All that came up to the line that ends the answer. */
struct imap_answer {
	struct buf	 bodies;
	struct imap_message *messages;
	uint32_t	*uids;		/* of SEARCH, as they came */
	size_t		 n_messages, cap_messages, n_uids, cap_uids;
	uint32_t	 validity;	/* 0: nothing was said */
	bool		 read_only;
	enum imap_status status;
	char		 text[160];	/* what it said; ASCII */
	char		 bye[160];	/* "": it did not say goodbye */
};
enum {
	IMAP_BODIES = SOURCE_MOST + (4 << 20),	/* of one answer */
	IMAP_MESSAGES = 4096, IMAP_UIDS = 1 << 24
};
/* Reads one answer; what was in it is forgotten.  A message above most is passed
 * over.  ERR_INPUT: it is not IMAP; otherwise the errors of read. */
bool	imap_read_answer(struct imap_bytes *, const char *tag, size_t most,
	    struct imap_answer *, struct err *) MUST_USE;
void	imap_answer_free(struct imap_answer *);

/* ---- talking to it ------------------------------------------------------- */

struct imap {
	void		*curl;
	const struct imap_address *to;
	const struct mail_wants *wants;
	unsigned	 tag;
	bool		 lost;		/* the connection is of no use */
	struct imap_bytes in;
	struct imap_answer answer;
};
/* Connects and signs in; wants must last as long.  Errors say what is wrong,
 * and never the password. */
bool	imap_connect(struct imap *, struct arena *, const struct imap_address *,
	    const struct mail_wants *, struct err *) MUST_USE;
/* Sends a command and reads its answer; false: the connection is of no use any
 * more.  Whether the server did it is in answer.status. */
bool	imap_command(struct imap *, struct err *, const char *, ...)
	    PRINTF(3, 4) MUST_USE;
void	imap_disconnect(struct imap *);
/* UIDs in order as a set ("3:7,9"), from uids[*from] on, at most `most` of them
 * and no longer than a command may be; *from moves on. */
void	imap_set(struct buf *, const uint32_t *uids, size_t n, size_t most,
	    size_t *from);
#endif
