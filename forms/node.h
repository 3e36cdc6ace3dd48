/* SPDX-License-Identifier: MIT
 *
 * node.h -- a condition as written, before anything is looked up.
 */
#ifndef FORMS_NODE_H
#define FORMS_NODE_H
#include "forms/build.h"

enum node_op {
	N_AND, N_OR, N_NOT, N_COMPARE, N_INCLUDES, N_IN, N_IS,
	N_SUM,			/* + - * / */
	N_NUMBER, N_DATE, N_REF, N_CALL
};
struct node {
	enum node_op	 op;
	struct str	 word;	/* the operator, name or reason */
	struct forms_span at;	/* of the whole */
	struct forms_span word_at;
	struct node	*left, *right;
	struct node	*args;	/* CALL, IN: by next */
	struct node	*next;
	double		 number;
};

/* A name with its parts: base, base[row], base[row][item], base.part. */
struct ref { struct str base, row, item, part; };
bool	ref_split(struct str, struct ref *);

/* ---- names.c, bind.c (comparisons), cond.c (the rest) --------------------- */

struct binder {
	struct build		*b;
	const struct place	*at;
	const struct forms_entity *over;	/* row of a repeat or a grid,
						   inside any(), count() */
	bool			 all;		/* inside any(), count() */
};

/* A side of a comparison, or the whole. */
enum side_kind { S_BAD, S_CONDITION, S_NUMBER, S_FIELD, S_ROW };
struct side {
	enum side_kind		 kind;
	const struct forms_expr	*e;		/* CONDITION, NUMBER */
	const struct forms_field *field;	/* FIELD */
};

/* All complain and give NULL (or S_BAD) when it cannot be. */
struct forms_expr *bind_new(struct binder *, enum forms_expr_op,
	    struct forms_span);
struct forms_expr *bind_two(struct binder *, enum forms_expr_op,
	    const struct forms_expr *l, const struct forms_expr *r,
	    struct forms_span);
const struct forms_expr *bind_constant(struct binder *, double,
	    struct forms_span);
/* Counts so many more parts of conditions; false: they are too many. */
bool	bind_room(struct binder *, size_t parts, struct forms_span);
/* The row of this kind that stands here; NULL: none. */
const struct forms_entity *bind_row(const struct binder *,
	    const struct forms_kind *);
/* What the variable of the repeat around us stands for; NULL: no repeat. */
const struct forms_entity *bind_var(const struct binder *);
const struct known *bind_known(struct binder *, const struct ref *);
const struct forms_field *bind_field(struct binder *, const struct node *);
/* `budget.roads`: *option is NULL when it is no such thing. */
const struct forms_field *bind_part(struct binder *, const struct node *,
	    const struct forms_option **option);
const struct forms_option *bind_option(const struct forms_question *,
	    struct str name);
/* "did you mean `x`?", or what there is. */
const char *bind_nearest(struct binder *, const struct forms_question *,
	    struct str);
struct side bind_side(struct binder *, struct node *);
const struct forms_expr *bind_condition(struct binder *, struct node *);
bool	bind_is_number(struct binder *, const struct node *);
struct side bind_call(struct binder *, struct node *);
const struct forms_expr *bind_number(struct binder *, struct node *);
const struct forms_expr *bind_compare(struct binder *, struct node *);
const struct forms_expr *bind_in(struct binder *, struct node *);
const struct forms_expr *bind_includes(struct binder *, struct node *);
const struct forms_expr *bind_is(struct binder *, struct node *);

/* ---- values.c ------------------------------------------------------------- */

const struct forms_value *value_named(const struct build *,
	    const struct scope *, struct str);
/* A number that the module was given by `set`. */
bool	module_number(const struct build *, const struct scope *, struct str,
	    double *);

/* ---- doubts.c: warnings about what was bound ------------------------------ */

void	doubt_numbers(struct binder *, const struct node *,
	    const struct forms_expr *);
void	doubt_date(struct binder *, const struct node *,
	    const struct forms_expr *side);
void	doubt_pair(struct binder *, const struct node *,
	    const struct forms_expr *l, const struct forms_expr *r);
void	doubt_not(struct binder *, const struct node *,
	    const struct forms_expr *);
#endif
