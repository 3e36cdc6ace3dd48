/* SPDX-License-Identifier: MIT
 *
 * messages.h -- the words of a form while it is read: what is translated
 * together, what borrows words from elsewhere, and where answers are put in.
 *
 * Private to forms/.  A form in another language is read twice.  The first
 * time everything stays in the source language, and it is found out which
 * units lack a translation; the second time the others are in that language.
 * Lines are known by where they stand in the source, which is the same both
 * times.
 */
#ifndef FORMS_MESSAGES_H
#define FORMS_MESSAGES_H
#include "forms/build.h"

/* What is translated together or not at all: a question with its hints and
 * answers, a page with its texts, a scale. */
struct unit {
	const char	*context;
	bool		 lacks;		/* a translation of something in it */
	struct unit	**needs;	/* words that it borrows */
	size_t		 n_needs, cap_needs;
	struct unit	*next;
};

/* A line with words. */
struct heard {
	const char	*context;
	struct unit	*unit;
	bool		 shown;		/* stands in the list */
};

/* A part of words into which an answer is put. */
enum live_kind { LIVE_WORDS, LIVE_FIELD, LIVE_VALUE, LIVE_BAND };
struct live {
	enum live_kind	 kind;
	const char	*text;		/* WORDS; otherwise what stands in */
	const struct forms_field *field;
	const struct forms_option *option;	/* FIELD: a part of it */
	const struct forms_value *value;
	struct str	 name;		/* as written, until it is settled */
	const struct line *line;
	const struct scope *scope;
	const struct forms_entity *row;
	size_t		 before;	/* fields that there were */
	const struct live *same;	/* settled with this one */
	bool		 unknown;	/* nothing has this name */
	struct live	*next, *next_unsettled;
};

/* Other words that stand instead when a condition holds. */
struct instead {
	const struct forms_expr *when;
	const char	*text;
	struct instead	*next;
};

/* Words as they stand in the form, known by their place in memory. */
struct said {
	const char	*text;
	const char	*source;	/* the same in the first language */
	const struct line *line;
	struct heard	*heard;
	bool		 translated;
	struct live	*live;		/* NULL: nothing to put in */
	struct instead	*instead;
};

/* Pointers to things, by a place in memory and (for lines) a prefix. */
struct map_slot { const void *key; const char *prefix; void *value; };
struct map { struct map_slot *v; size_t n, cap; };
void	*map_get(const struct map *, const void *key, const char *prefix);
void	 map_put(struct map *, struct arena *, const void *key,
	    const char *prefix, void *value);

/* In form->registry. */
struct forms_registry {
	struct map	 said;
	const char	*source;	/* the tag of the first language */
	bool		 rtl;		/* what it was read in */
};

struct words {
	const struct locale *lo;	/* NULL: the source language */
	bool		 second;	/* what lacks a translation is known */
	bool		 stay;		/* what is read now is not translated */
	struct map	 lines;		/* struct heard */
	struct unit	*units;
	struct forms_message *messages;
	size_t		 n_messages, cap_messages;
	struct live	*unsettled;
	const struct forms_source *made;	/* a text of the program's */
};

/* messages.c */
struct heard *words_heard(struct build *, const struct line *);
void	words_list(struct build *, const struct line *, struct heard *);
/* The words s of l in the language that is read. */
const char *words_translated(struct build *, const struct place *,
	    const struct line *, struct heard *, const char *s);
/* Is this a translation of id that can stand in its place: the same braces, the
 * same links? */
bool	words_fit(const char *id, const char *words);
const struct scope *scope_of(const struct build *, const struct line *);
/* After the first reading: who needs what lacks something lacks it too. */
void	words_decide(struct words *);
/* Where in the source the given piece of decoded words stands; the whole
 * quoted text when it cannot be found there as it is. */
struct forms_span words_locate(const struct line *, struct str piece);
/* In the order of the sources, each once. */
void	words_sorted(struct build *);

/* live.c */
struct live *live_add(struct build *, const struct place *,
	    const struct line *, struct str name, struct live ***tail);
/* When all fields are there: which question each one means. */
void	live_settle(struct build *);
#endif
