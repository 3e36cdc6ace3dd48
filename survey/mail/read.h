/* SPDX-License-Identifier: MIT
 *
 * read.h -- inside the reading of mail: what a child does with one message.
 *
 * Nothing here fails.  What cannot be read is said in the reading.
 */
#ifndef SURVEY_MAIL_READ_H
#define SURVEY_MAIL_READ_H
#include "survey/mail/mail.h"

enum {
	READ_TEXT_MOST = 1 << 20,	/* bytes of one text */
	READ_ALL_MOST = 6 << 20,	/* of all texts of a message */
	READ_FILE_MOST = 50 << 20,	/* of an attachment, unpacked */
	READ_MESSAGE_MOST = 64 << 20,
	READ_PARTS_MOST = 1000, READ_DEPTH_MOST = 20,
	READ_FILES_MOST = 500, READ_HEADERS_MOST = 2000
};

/* One message while it is read. */
struct reading {
	struct arena	*a;
	struct mail_reading *r;
	struct buf	 text;
	bool		 deep, programs;	/* may programs be started? */
	int64_t		 until;		/* now_millis() when time is over */
	unsigned	 seconds;	/* of CPU for a program */
	int		 depth;
	size_t		 parts, all;	/* bytes of text so far */
	size_t		 files_cap, mended_cap;
	/* What was mended, over all texts. */
	size_t		 not_utf8, controls, marks, base64, printable;
	const char	*charset;	/* of the bytes that did not fit */
};

/* message.c: the whole.  The result lives in the arena. */
void	read_message(struct reading *, struct str raw);
/* A message that is attached: its text is the file's; its files follow. */
struct _GMimeMessage;
void	read_within(struct reading *, struct mail_file *,
	    struct _GMimeMessage *);
void	read_within_bytes(struct reading *, struct mail_file *, struct str);

/* parts.c: one part and what is in it. */
struct _GMimeObject;
void	read_body(struct reading *, struct _GMimeObject *);
/* leaf.c: its bytes, decoded; they live in the arena, or in the message. */
struct _GMimePart;
struct str read_content(struct reading *, struct _GMimePart *);
int64_t	read_size(struct _GMimePart *);
const char *read_charset_of(struct _GMimeObject *);

/* encoded.c: a header whose encoded words GMime reads to their end; lives as long
 * as the reading. */
const char *read_words(struct reading *, const char *raw);
/* mend.c: says that something was mended; once for the same words. */
void	read_mended(struct reading *, const char *, ...) PRINTF(2, 3);
void	read_mended_counts(struct reading *);
/* The first reason stays. */
void	read_by_hand(struct reading *, enum mail_hand, const char *, ...)
	    PRINTF(3, 4);
void	read_file_hand(struct mail_file *, enum mail_hand, const char *why);

/* charset.c: bytes as UTF-8.  charset NULL or "": not said. */
void	read_utf8(struct reading *, struct str bytes, const char *charset,
	    struct buf *out);
/* clean.c: UTF-8 without controls and marks of direction, lines ended by LF. */
void	read_clean(struct reading *, struct str utf8, struct buf *out);
/* The same for one line: what parts lines is a space.  In the arena. */
const char *read_line(struct reading *, const char *);
/* Both, and what of it a reading has room for: false when it was more. */
bool	read_text(struct reading *, struct str bytes, const char *charset,
	    struct buf *out);
/* Without empty lines before and after it; more than two of them as two. */
const char *read_tidy(struct reading *, const struct buf *);

/* flowed.c: RFC 3676; text is clean. */
void	read_flowed(struct str text, bool delsp, struct buf *out);
/* html_text.c: valid UTF-8 in, text out. */
void	read_html(struct reading *, struct str html, struct buf *out);
/* The charset that HTML says itself; NULL. */
const char *read_html_charset(struct arena *, struct str html);

/* aside.c */
void	read_aside(struct reading *, struct _GMimeMessage *);

/* files.c: what is attached. */
struct mail_file *read_file(struct reading *, const char *name,
	    const char *type, int64_t size);
/* Opens it: its text, or why not. */
void	read_open(struct reading *, struct mail_file *, struct str bytes,
	    const char *charset);
/* kinds.c: its type by its bytes; NULL: not known. */
const char *read_type(struct str bytes);
bool	read_has(struct str bytes, const char *what, size_t n);

/* office.c: DOCX and ODT. */
void	read_office(struct reading *, struct mail_file *, struct str zip);
/* office_xml.c: one document out of them. */
enum office { OFFICE_DOCX, OFFICE_ODT };
struct office_xml;
struct office_xml *office_xml_new(struct reading *, enum office, struct buf *);
bool	office_xml_take(struct office_xml *, const char *, size_t);
bool	office_xml_end(struct office_xml *);	/* frees it; false: damaged */
/* pdf.c, doc.c: by programs. */
void	read_pdf(struct reading *, struct mail_file *, struct str);
void	read_doc(struct reading *, struct mail_file *, struct str);
/* rtf.c */
bool	read_rtf(struct reading *, struct str rtf, struct buf *out);
/* tnef.c: winmail.dat. */
void	read_tnef(struct reading *, struct mail_file *, struct str);

/* program.c: runs a program, which gets the bytes as the file "/proc/self/fd/3"
 * and may start nothing. */
enum ran { RAN_WELL, RAN_BADLY, RAN_NOT_THERE, RAN_TOO_LONG, RAN_TOO_MUCH };
enum ran read_program(struct reading *, const char *const *argv, struct str,
	    size_t most, struct buf *out, struct buf *said);

/* child.c: never returns.  Reads requests from fd, writes readings to it; messages are
 * in area (READ_AREA bytes), or follow their request. */
struct read_shared;
NORETURN void read_child(int fd, int area, volatile struct read_shared *,
	    const struct mail_limits *);
/* What stands between a child and whoever started it: where it is.  A child may
 * write anything there, and is believed in nothing that matters. */
struct read_shared {
	uint64_t	at;		/* which request it works on; from 1 */
	int64_t		since;		/* now_millis() */
};
struct read_request { uint32_t size, deep, at; };	/* READ_SENT: it follows */
enum { READ_REPLY_MOST = 16 << 20, READ_AREA = 1 << 20 };
#define READ_SENT	UINT32_MAX
/* What a child says when its rights are gone; anything else is why not. */
#define READ_READY "ready"
/* nursery.c: makes children.  It is started before any message is there, and
 * never sees one. */
struct nursery { int fd, pid; };
bool	nursery_open(struct nursery *, const struct mail_limits *, unsigned n,
	    volatile struct read_shared *, struct err *) MUST_USE;
void	nursery_close(struct nursery *);
/* A new child for slot i; *died is how the one before ended (waitpid(2)). */
struct birth { int fd, pid, died; };
bool	nursery_child(struct nursery *, unsigned i, int area, struct birth *,
	    struct err *) MUST_USE;
#endif
