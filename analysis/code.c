/* SPDX-License-Identifier: MIT
 *
 * code.c -- codes every comment by the rules of the codebook.
 *
 * Every rule is tried on every comment, whichever question it answers: that a
 * comment was asked for about one priority does not make it mention it, and
 * people speak of one thing under the heading of another.  Under which
 * question a comment was written is known from the comment itself, and the
 * report shows both counts.
 *
 * Each comment gets a code at most once, with the place that made the rule
 * match and the words found there.  Codes are written as they are; that a
 * theme also counts for its parent is worked out where people are counted.
 */
#include "analysis/analysis.h"
#include "analysis/words.h"


struct coder {			/* what rules make of one form */
	struct arena		*a;
	struct sb_stemmer	*stemmer;
	const struct forms_entity **entity;
	struct rule		**rule;
	size_t			 n, entity_cap, rule_cap;
	struct cases_coding	*out;
	size_t			 n_out, cap;
};

/* The rule as text, for its hash only. */
static void
spell(struct buf *b, const struct forms_search *f)
{
	if (f == NULL) {
		buf_lit(b, "-");
		return;
	}
	buf_printf(b, "(%d %d %s ", (int)f->op, f->distance,
	    f->text != NULL ? f->text : "");
	if (f->op != FIND_TERM && f->op != FIND_PREFIX &&
	    f->op != FIND_PHRASE) {
		spell(b, f->left);
		spell(b, f->right);
	}
	buf_lit(b, ")");
}

static void
make_rules(struct coder *c, const struct forms_form *form, char hex[65])
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct forms_entity *e;
	uint8_t sum[32];
	size_t n_rules = 0;

	for (e = form->entities; e != NULL; e = e->next) {
		if (e->match == NULL)
			continue;
		*arena_push(c->a, c->entity, c->n, c->entity_cap) = e;
		*arena_push(c->a, c->rule, n_rules, c->rule_cap) =
		    rule_make(c->a, c->stemmer, e->match);
		buf_printf(&b, "%s=", e->name);
		spell(&b, e->match);
	}
	seal_hash(sum, NULL, 0, buf_text(&b), b.n);
	hex_put(hex, sum, sizeof(sum));
}

static bool
code_unit(struct coder *c, const struct cases_unit *u)
{
	struct arena scratch CLEAN(arena_free) = { 0 };
	const struct place *v;
	struct words t;
	size_t i, n, before = c->n_out;

	words_split(&scratch, c->stemmer, u->text, &t);
	for (i = 0; i < c->n; i++) {
		struct cases_coding *k;

		if (!rule_run(&scratch, c->rule[i], &t, &v, &n))
			continue;
		k = arena_push(c->a, c->out, c->n_out, c->cap);
		*k = (struct cases_coding){ .unit = u->id,
		    .code = c->entity[i]->name, .source = CODED_RULE,
		    .start = -1, .end = -1, .why = "" };
		if (n > 0) {
			k->start = t.v[v[0].first].start;
			k->end = t.v[v[0].last - 1].end;
			k->why = rule_why(c->a, &t, v, n);
		}
	}
	return c->n_out > before;
}

bool
analysis_code(struct cases *cases, const struct forms_form *form,
    struct analysis_coded *out, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct sb_stemmer *s CLEAN(words_stemmer_free) = words_stemmer();
	struct coder c = { .a = &a, .stemmer = s };
	struct cases_run run = { .source = CODED_RULE, .coder = "rules" };
	struct cases_unit *u;
	size_t n, i;
	int64_t id;
	char hex[65];

	*out = (struct analysis_coded){ 0 };
	if (!cases_units(&a, cases, &u, &n, e))
		return false;
	make_rules(&c, form, hex);
	for (i = 0; i < n; i++)
		out->coded += code_unit(&c, &u[i]);
	out->units = (int64_t)n;
	out->codings = (int64_t)c.n_out;
	run.codebook = form->codebook[0] == '\0' ? "" :
	    arena_printf(&a, "%s version %d", form->codebook,
	    form->codebook_version);
	run.detail = arena_printf(&a, "%zu rules; Snowball English; rules %s",
	    c.n, hex);
	return cases_run(cases, &run, c.out, c.n_out, &id, e);
}
