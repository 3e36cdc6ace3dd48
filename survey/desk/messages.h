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
	const char	*words;		/* as they would stand in an answer */
	bool		 ours;		/* our own questionnaire, as printed */
	size_t		 lines;
	enum mail_kind	 kind;
	const char	*why;		/* it is folded; "" */
	/* Where its words go: a question, or NULL: nowhere.  found: below which
	 * it stands.  Found, and given to none: it is no answer to choose there,
	 * and stands beside that question. */
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
	const char	**names;	/* of these: no two are the same */
	struct mail_fits *fits;
	const char	*refused;	/* why a part was not moved; NULL */
	size_t		 n_lines, wrong;
	bool		 filled;	/* our own questionnaire, filled in */
	const char	*lang;		/* of the response */
	/* What kind of respondent: by the form's own question. */
	const struct forms_field *capacity, *name;	/* NULL */
	const struct forms_option *organisation;	/* NULL */
	bool		 group;		/* an organisation */
	const char	*group_why;	/* by which words that is proposed; NULL */
	const char	*group_hint;	/* words that may mean it; NULL */
	bool		 asks_name;	/* of it */
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

/* message_give.c.  Is it a question for comments? */
bool	msg_is_words(const struct forms_field *);
/* NULL: it has no line. */
struct key_line *msg_line(const struct msg_screen *, const struct forms_field *);
void	msg_name_lines(struct desk_visit *, struct msg_screen *);
/* Could the part be an answer to it? */
bool	msg_fits(const struct msg_screen *, const struct msg_part *,
	    const struct forms_field *);
/* Gives a part to a question.  False: it is none of its answers, or there is
 * another already. */
bool	msg_give(struct desk_visit *, struct msg_screen *,
	    const struct msg_part *, const struct forms_field *);
void	msg_take_back(struct desk_visit *, struct msg_screen *,
	    const struct msg_part *, const struct forms_field *);
/* Is the answer on this line what the part gave? */
bool	msg_is_from(const struct msg_screen *, const struct msg_part *,
	    const struct key_line *);
/* Does the part stand beside this question? */
bool	msg_is_beside(const struct msg_part *, const struct forms_field *);
/* Why words are not given to a question that is not for comments. */
const char *msg_refuses(struct desk_visit *, const struct msg_screen *,
	    const struct forms_field *);
/* The first characters of them, on one line. */
const char *msg_beginning(struct desk_visit *, const char *, size_t most);
/* JSON for message.js: by question what the part gives there (a string), or how
 * many of its first characters it does not (a number). */
const char *msg_gives(struct desk_visit *, const struct msg_screen *,
	    const struct msg_part *);
/* Attributes of the box of line i; what its answer was understood from. */
void	msg_draw_field(struct desk_visit *, const struct msg_screen *, size_t i);
void	msg_draw_from(struct desk_visit *, const struct msg_screen *, size_t i);

/* message_group.c: by which questions the form knows an organisation; whether
 * it is one, as it stands, and as it is proposed. */
void	msg_find_capacity(struct msg_screen *);
bool	msg_is_group(struct desk_visit *, const struct msg_screen *);
void	msg_propose_group(struct desk_visit *, struct msg_screen *);
/* An organisation without a name is wrong, until staff say that none is given. */
void	msg_want_name(struct desk_visit *, struct msg_screen *);
bool	msg_nameless(const struct desk_visit *);

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
