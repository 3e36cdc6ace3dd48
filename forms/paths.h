/* SPDX-License-Identifier: MIT
 *
 * paths.h -- every path through a form, without walking each one.
 *
 * Private to forms/.  Questions whose answers matter to a condition are taken
 * in the order in which people meet them.  Their answers are gathered into
 * classes that no condition can tell apart (domain.c).  What is left of each
 * condition after some answers is a node (graph.c), and nodes that mean the
 * same are the same number; so two beginnings of a path after which the same
 * is left of every condition become one (reach.c).  The result is that of
 * trying every combination of classes, and the work is far less.
 */
#ifndef FORMS_PATHS_H
#define FORMS_PATHS_H
#include "forms/expr.h"

/* ---- a map from numbers that are not nought to small numbers ------------ */
struct map { struct arena *a; uint64_t *k; uint32_t *v; size_t n, cap; };
uint32_t *map_at(struct map *, uint64_t key);	/* UINT32_MAX when new */

/* ---- questions and the classes of their answers ------------------------- */

enum part { PART_MAIN, PART_EQUALITY, PARTS };
/* Seconds: of the quickest, the average and the slowest. */
struct span3 { double least, mean, most; };

struct pclass {
	struct forms_answer	 answer;	/* one of the class */
	bool			 ok[2];	/* online; [1]: where it is required */
	double			 weight[2];	/* how many would choose it */
	struct span3		 secs[2];
};
struct pleaf {			/* a part of a condition about one question */
	const struct forms_expr	*x;
	bool			 number;	/* a number in a larger sum */
	double			*values;	/* by class; NAN missing */
	uint32_t		 node;
};
struct pvar {
	const struct forms_field *f;
	struct pleaf	*leaves;
	size_t		 n_leaves, cap_leaves;
	bool		 grid;		/* each number must be tried */
	struct pclass	*classes;	/* [0]: not asked */
	size_t		 n_classes;
	double		 weight[2];	/* of all classes */
	struct span3	 secs[2];	/* over all classes */
	size_t		 show, req;	/* slots */
	size_t		 at;		/* its place in the order */
};

/* ---- what is left of conditions ----------------------------------------- */

enum { NODE_FALSE, NODE_TRUE, NODE_MISSING };
enum node_kind { NK_CONST, NK_AND, NK_OR, NK_NOT, NK_LEAF, NK_EQ, NK_NE,
	NK_LT, NK_LE, NK_GT, NK_GE, NK_NUMBER, NK_TRUTH, NK_ADD, NK_MUL,
	NK_DIV,
	NK_FIRST,		/* left, or right where left is missing */
	NK_WHEN };		/* right where left holds, else missing */
struct gnode {
	enum node_kind	 kind;
	uint32_t	 left, right;
	uint32_t	 first;		/* the earliest question it asks */
	double		 number;
	const struct pleaf *leaf;
};

enum why_not { DECIDED, TOO_MUCH_WORK, TOO_MANY_NUMBERS, TOO_MANY_TICKS };

struct graph {
	struct arena		*a;
	const struct forms_form	*form;
	struct forms_answers	*blank;	/* lent; all as not asked */
	bool			 elsewhere;	/* not only online */
	const double		*secs;	/* lent; to read each question */
	struct pvar		**of;	/* lent; by index of the field */
	struct pvar		**vars;	/* in order */
	size_t			 n_vars, cap_vars;
	struct gnode		*nodes;
	size_t			 n_nodes, cap_nodes;
	struct map		 cons, leaves, compiled, after, numbers;
	size_t			 work;	/* so far */
	enum why_not		 why_not;
	const struct forms_field *because;
};

/* graph.c */
void	graph_init(struct graph *);
uint32_t graph_both(struct graph *, enum node_kind, uint32_t, uint32_t);
uint32_t graph_not(struct graph *, uint32_t);
uint32_t graph_leaf(struct graph *, const struct pleaf *, size_t field);
uint32_t graph_number(struct graph *, double);
uint32_t graph_make(struct graph *, enum node_kind, uint32_t, uint32_t);
/* What is left of a node when the answer to a question is of this class. */
uint32_t graph_after(struct graph *, uint32_t node, const struct pvar *,
	    size_t class);
/* compile.c: first mention everything, then build the domains, then compile.
 * Mentioning a question brings in the conditions it hangs on. */
void	graph_mention(struct graph *, const struct forms_expr *);
void	graph_close(struct graph *);	/* sorts vars */
uint32_t graph_compile(struct graph *, const struct forms_expr *);

/* domain.c; false: why_not and because say so. */
bool	domain_build(struct graph *, struct pvar *) MUST_USE;
/* lengths.c: seconds to answer, after reading. */
double	length_answer(const struct forms_question *, bool written);
/* Half of the people leave it where they may: it is written, not ticked. */
bool	length_written(const struct forms_question *);

/* ---- walking ------------------------------------------------------------ */

enum { N_QUESTIONS, N_PAGES, N_SECONDS, N_AMOUNTS };
struct event {			/* something that people meet */
	const struct forms_expr	*when;	/* NULL: always */
	const struct forms_field *field;	/* a question, or NULL */
	enum part		 part;
	double			 pages;
	struct span3		 secs;
};
struct path_rule {		/* of a page */
	const struct forms_rule	*rule;
	const struct forms_expr	*shown;	/* its page is; NULL: always */
	const struct forms_expr	*never;	/* the rule fails */
	const struct forms_expr	*fails;	/* both */
	bool			 joined;	/* it matters to a group */
};
struct target {			/* something that is to be decided */
	const struct forms_expr	*context, *x;	/* may be NULL: true */
	bool			 not;	/* context and not x */
	bool			 keep;	/* a path that gives true */
	const struct forms_field *unasked;	/* x hangs on it, and it is not
						   asked; or NULL */
	bool			 seen[2];
	struct forms_step	*path[2];	/* that gives false, true */
	size_t			 n_path[2];
	bool			 decided;
	enum why_not		 why_not;
	const struct forms_field *because;
	size_t			 n_group;
};
/* Sums: for each part and for all of it. */
struct sums {
	double	 low[PARTS + 1][N_AMOUNTS], high[PARTS + 1][N_AMOUNTS];
	double	 mean[PARTS + 1][N_AMOUNTS];
};
struct job {
	struct target	**targets;
	size_t		  n_targets, cap_targets;
	struct event	**events;
	size_t		  n_events, cap_events;
	struct path_rule **rules;
	size_t		  n_rules, cap_rules;
	bool		  whole;	/* keep whole paths */
	struct sums	  sums;
};
/* Mentions everything, builds and walks.  work: how much it may.  False when
 * it was too much; what was seen until then holds. */
bool	reach_run(struct graph *, struct job *, struct arena *results,
	    size_t work);
void	sums_event(struct sums *, const struct event *, double share);

/* ---- the whole analysis ------------------------------------------------- */
struct analysis {
	struct arena		*a;	/* of the results */
	struct arena		 tmp;
	const struct forms_form	*form;
	struct forms_answers	 blank;
	struct pvar		**of;
	double			*secs;
	struct target		**targets;
	size_t			 n_targets, cap_targets;
	struct event		**events;
	size_t			 n_events, cap_events;
	struct path_rule	*rules;
	size_t			 n_rules, cap_rules;
	bool			 free;		/* rules are not looked at */
	struct sums		 sums;
	bool			 exact;
	bool			 online;	/* nobody but those who follow
						   the rules of the questions */
	size_t			 work;	/* left */
	struct forms_paths	*out;
	struct verdicts		*verdicts;	/* of verdicts.c */
	struct map		 asked;		/* targets by condition */
};
struct target *paths_target(struct analysis *, const struct forms_expr *context,
	    const struct forms_expr *x, bool not);
/* Puts its targets and events to all paths. */
void	paths_run(struct analysis *);
void	paths_open(struct analysis *);	/* of a form: w->a and w->form */
const struct forms_expr *paths_page(struct arena *, const struct forms_page *);
/* lengths.c */
void	lengths_events(struct analysis *);
void	lengths_sample(struct analysis *, struct graph *, struct job *);
void	lengths_tell(struct analysis *);
/* verdicts.c */
void	verdicts_ask(struct analysis *);
void	verdicts_tell(struct analysis *);
/* pathdiag.c: W720 to N724 */
struct written {		/* a condition as written, for all its rows */
	struct forms_span	 at;
	bool			 yes, no;	/* where it is asked */
	bool			 alone;		/* whatever is above */
	bool			 decided, required;
	const struct forms_field *unasked;	/* W723 */
	const struct target	*open;		/* not decided */
};
const struct written *verdicts_written(const struct analysis *, size_t *n);
void	pathdiag_tell(struct analysis *, struct forms_diags *);
/* W708 was said of this place. */
bool	pathdiag_said(const struct forms_diags *, struct forms_span);
/* path_rules.c */
void	rules_gather(struct analysis *);
/* Does it ask about a question that has no answer here, and needs one? */
bool	rules_required(const struct forms_answers *, const struct forms_expr *);
void	rules_tell(struct analysis *, struct forms_diags *);
/* paper_proof.c: W770 to N780; d may be NULL. */
void	paper_prove(struct analysis *, struct forms_diags *d);
#endif
