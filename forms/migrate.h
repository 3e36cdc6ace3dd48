/* SPDX-License-Identifier: MIT
 *
 * migrate.h -- inside the mapping of answers from version to version.
 *
 * Private to forms/.  trace.c follows a name through the versions, migrate.c
 * makes a map of that and applies it, keep.c makes room in the newest form for
 * what it no longer asks.
 */
#ifndef FORMS_MIGRATE_H
#define FORMS_MIGRATE_H
#include "forms/diff.h"

/* The versions in order, the newest last; forms[i].changes count where
 * declared[i]. */
struct chain {
	struct arena	*a;
	const struct forms_version *version;
	const struct forms_form **form;
	bool		*declared;
	size_t		 n;
};

/* How far a field, or an answer of it, can be followed. */
struct trace {
	size_t		 at;	/* the last version that has it */
	const struct forms_field *field;	/* there */
	const struct forms_option *option;	/* there; NULL for the field */
	const struct forms_change *split;	/* why it ends there; NULL */
};
void	trace_field(const struct chain *, size_t from,
	    const struct forms_field *, struct trace *);
/* No further than the field goes, which ends in version `last`. */
void	trace_option(const struct chain *, size_t from,
	    const struct forms_field *, const struct forms_option *,
	    size_t last, struct trace *);

enum { NOWHERE = -1 };
struct map_route {			/* of one field of the older form */
	const struct forms_field *to;	/* NULL: nowhere */
	int		*option;	/* per option of the older: its place
					   in to->q->options, or NOWHERE */
	bool		 same;		/* nothing is lost or changed */
};
struct forms_map {
	const struct forms_form *from, *to;
	struct map_route *v;		/* from->n_fields */
};

/* keep.c: the newest form while it grows. */
struct grown {				/* a question with more answers */
	struct forms_question *q;
	const struct forms_option *old;
	size_t		 n_old;
	struct forms_option *v;
	size_t		 n, cap;
	struct grown	*next;
};
struct kept {				/* a field that is no longer asked */
	struct forms_field *field;
	const struct forms_field *was;
	size_t		 at;		/* in this version, the last time */
	struct kept	*next;
};
struct keeper {
	const struct chain *c;
	struct forms_form *form;
	struct grown	*grown;
	struct kept	*kept, **tail;
	size_t		 n;
};
struct forms_field *keep_field(struct keeper *, const struct trace *);
/* Its place among the answers of to. */
int	keep_option(struct keeper *, const struct forms_field *to,
	    const struct trace *);
/* Puts what was kept into the form; returns where each field now stands by
 * filling in the routes of the maps. */
void	keep_settle(struct keeper *, struct forms_map *const *, size_t n);
#endif
