/* SPDX-License-Identifier: MIT
 *
 * import_logic.h -- a condition of another program as a tree.
 */
#ifndef FORMS_IMPORT_LOGIC_H
#define FORMS_IMPORT_LOGIC_H
#include "forms/import.h"

enum logic_op {
	LOGIC_OR, LOGIC_AND,		/* left, right */
	LOGIC_NOT,			/* left */
	LOGIC_EQ, LOGIC_NE, LOGIC_LT, LOGIC_LE, LOGIC_GT, LOGIC_GE,
	LOGIC_ADD, LOGIC_SUB, LOGIC_MUL, LOGIC_DIV,	/* left, right */
	LOGIC_NUMBER,			/* number */
	LOGIC_TEXT,			/* text */
	LOGIC_REF,			/* text: the code of a question */
	LOGIC_SELF,			/* `.` */
	LOGIC_CALL			/* text: its name; args by next */
};
struct logic {
	enum logic_op	 op;
	struct logic	*left, *right;
	struct logic	*args, *next;
	const char	*text;
	double		 number;
};

/* NULL: it cannot be read, and *why says what stood in the way. */
struct logic *logic_parse(struct arena *, const char *text, const char **why);
/* A condition of the language; NULL and why. */
const char *logic_say(struct import *, const struct logic *, const char **why);
bool	logic_is(const struct logic *, const char *function, size_t n_args);
/* The comparison with its sides changed over: < becomes >. */
enum logic_op logic_turned(enum logic_op);
#endif
