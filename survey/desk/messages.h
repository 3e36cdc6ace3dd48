/* SPDX-License-Identifier: MIT
 *
 * messages.h -- what the pages about messages share: what came, what was
 * understood, and what a person makes of it.
 *
 * Private to survey/desk.
 */
#ifndef SURVEY_DESK_MESSAGES_H
#define SURVEY_DESK_MESSAGES_H
#include "survey/desk/keying.h"
#include "survey/mail/mail.h"

/* One part of what came: whole lines, in order. */
struct msg_part {
	const char	*of;		/* the file that it is in; NULL: the
					   message itself */
	const char	*text;		/* as it came */
	size_t		 lines;
	enum mail_kind	 kind;
	const char	*why;		/* it is folded; "" */
	/* Where its words go: a question, or NULL: nowhere.  found: as it was
	 * understood. */
	const struct forms_field *to, *found;
	const struct forms_field *asked;	/* of SPAN_ASKED */
};
struct msg_screen {
	struct desk_store store;
	struct cases	*c;		/* of it */
	enum message_state queue;	/* which one is worked off */
	struct message	 m;
	struct mail_reading r;
	struct key_form	 k;
	struct mail_forms forms;	/* k.form, and it in other languages */
	const struct forms_settings *settings;	/* NULL */
	const struct forms_field *rest;	/* what is about no question goes there;
					   NULL: there is no such question */
	struct msg_part	*parts;
	size_t		 n;
	struct key_line	*lines;		/* one a question */
	size_t		 n_lines, wrong;
	bool		 filled;	/* our own questionnaire, filled in */
	const char	*lang;		/* of the response */
	/* What kind of respondent: by the form's own question. */
	const struct forms_field *capacity, *name;	/* NULL */
	const struct forms_option *organisation;	/* NULL */
	bool		 group;		/* an organisation */
	const char	*done;		/* what was done before; "" */
	int64_t		 was;		/* to which message; 0 */
	bool		 undo;		/* it can be undone */
	const char	*fault;		/* why it is not done; NULL */
	bool		 checked;
};

/* message_parts.c: reads the message with this id into the screen. */
bool	msg_read(struct desk_visit *, struct msg_screen *, int64_t id,
	    struct err *) MUST_USE;
/* What was sent back, with parts that were given to other questions. */
void	msg_sent(struct desk_visit *, struct msg_screen *);
/* The answers, with what is wrong in lines. */
void	msg_answers(struct desk_visit *, struct msg_screen *,
	    struct forms_answers *);
/* The words of a part as an answer: lines that were only wrapped are joined. */
const char *msg_words(struct arena *, const char *);
/* Whole or not: would these answers say anything? */
bool	msg_says(const struct msg_screen *);

/* message_who.c: how it came, who answers, and what they agree to. */
void	msg_draw_who(struct desk_visit *, const struct msg_screen *);
bool	msg_consent(const struct msg_screen *, const struct forms_field *);
/* Questions that are drawn there, and not among the answers. */
bool	msg_elsewhere(const struct msg_screen *, const struct forms_field *);
/* What is wrong with line i; nothing if nothing is. */
void	msg_draw_wrong(struct desk_visit *, const struct key_line *, size_t i);

/* message_draw.c, message_under.c */
void	msg_draw(struct desk_visit *, struct msg_screen *);
void	msg_draw_under(struct desk_visit *, const struct msg_screen *);
/* What was done with the one before, and the way back. */
void	msg_done(struct desk_visit *, const struct msg_screen *);
/* The foot: how far one is, and the queues. */
void	msg_foot(struct desk_visit *, const struct msg_screen *,
	    const char *keys);
const char *msg_queue_path(enum message_state);

void	desk_messages(struct desk_visit *);		/* what came */
void	desk_message(struct desk_visit *);		/* one of them */
void	desk_message_sender(struct desk_visit *);
void	desk_message_original(struct desk_visit *);
void	desk_message_files(struct desk_visit *);
void	desk_message_mailbox(struct desk_visit *);
void	desk_messages_sum(struct desk_visit *, const char **detail,
	    const char **tag);

/* page_messages.c */
/* Of how many it should be erased by now who wrote them, or what came, and is not;
 * c NULL: there is no store. */
bool	msg_expired(struct cases *c, const struct forms_settings *, int64_t now,
	    int64_t *left, struct err *) MUST_USE;
#endif
