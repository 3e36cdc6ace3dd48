/* SPDX-License-Identifier: MIT
 *
 * oracle.h -- small forms made at random, and an interpreter of them that
 * shares nothing with forms/: it keeps its own conditions, of which the text
 * of the form is printed.
 */
#ifndef TESTS_UNIT_FORMS_ORACLE_H
#define TESTS_UNIT_FORMS_ORACLE_H
#include "forms/forms.h"

enum { O_QS = 5, O_ROWS = 3, O_FIELDS = O_QS + O_ROWS, O_NODES = 400 };
enum o_type { O_ONE, O_MANY, O_NUMBER, O_LINE, O_DATE, O_RANK, O_SHARE,
	O_TYPES };
enum o_reason { O_NOT_ASKED, O_BLANK, O_DONT_KNOW, O_GIVEN };
struct o_given {
	enum o_reason	 v;
	unsigned	 ticks;		/* ONE, MANY: a is 1, b is 2, c is 4 */
	int		 number;	/* NUMBER; DATE: the day of January */
	int		 at[3];		/* RANK: places; SHARE: points */
	bool		 wrote;		/* beside c */
};
enum o_op { O_AND, O_OR, O_NOT, O_EQUAL, O_OTHER, O_IN, O_SCORE, O_INCLUDES,
	O_COUNT, O_WROTE, O_LESS, O_LEAST, O_SUM, O_BEFORE, O_FROM, O_PLACE,
	O_AHEAD, O_POINTS, O_VALUE, O_IS };
struct o_cond {
	enum o_op	 op;
	int		 q, q2, k;
	struct o_cond	*l, *r;
};
struct o_question {
	enum o_type	 type;
	struct o_cond	*show, *must;
	bool		 required;
};
struct oracle {
	struct o_question q[O_QS];
	struct o_cond	*page;		/* shows the second page */
	struct o_cond	*rule;		/* of the second page */
	int		 second;	/* its first question */
	int		 value[2];	/* adds the scores of two; -1: none */
	int		 rows;		/* what the last page repeats over;
					   -1: there is none */
	bool		 wrong;		/* the control */
	struct o_cond	 room[O_NODES];
	size_t		 n;
	struct forms_rng r;
};

void	oracle_make(struct oracle *, uint64_t seed);
void	oracle_text(const struct oracle *, struct buf *, const char *accept);
int	oracle_fields(const struct oracle *);
/* Is this one asked, after the answers to those before it? */
bool	oracle_shows(const struct oracle *, const struct o_given *, int field);
bool	oracle_required(const struct oracle *, const struct o_given *, int q);
bool	oracle_rule_broken(const struct oracle *, const struct o_given *);
/* Every answer to a question but none at all; how many. */
int	oracle_answers(const struct oracle *, int field, struct o_given out[20]);
int	oracle_below(struct oracle *, int n);

/* oracle_reader.c: somebody who reads what is printed between the questions,
 * and does that.  would: the answers; asked: which ones this person comes to.
 * False: there are words that cannot be understood. */
bool	oracle_read(const struct oracle *, const struct forms_paper *,
	    const struct o_given *would, bool *asked);
#endif
