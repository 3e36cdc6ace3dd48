/* SPDX-License-Identifier: MIT
 *
 * wording.c -- is the question fair?  Words that lead, two things asked at
 * once, two negatives, words that allow of no degree, what people would do if,
 * and ways through the form that only the words know.
 *
 * A false alarm costs the author's trust, so each of these looks for what is
 * nearly always wrong.  What is right and still found can stay: a warning stops
 * nothing.
 */
#include "forms/plain.h"

static bool
closed(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_SCALE || q->rating;
}

/* ---- leading ------------------------------------------------------------- */

static const char *const leads[] = { " don't you think ", " don't you agree ",
	" do you not think ", " do you not agree ", " would you not ",
	" wouldn't you ", " shouldn't we ", " should we not ", " isn't it ",
	" aren't you ", " surely ", " obviously ", " of course ",
	" as you know ",
	" as we all know ", " everyone knows ", " everybody knows ",
	" most people agree ", " most people think ", " everyone agrees ",
	" it is clear that ", " there is no doubt ", " how much better ",
	" how much worse ", " how much more ", " how much less ",
	" how much do you like ", " how much do you enjoy ",
	" how much do you support " };

/* Is there an answer for people who think otherwise? */
static bool
can_disagree(const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (strcasestr(q->options[i].words, "disagree") != NULL ||
		    strcasestr(q->options[i].words, "not agree") != NULL ||
		    strcasestr(q->options[i].words, "oppose") != NULL)
			return true;
	return false;
}

static void
leading(struct build *b, const struct known *k, const struct plain_text *t)
{
	const char *found = plain_any(t, leads, LEN(leads));

	if (found != NULL)
		doubt(&b->c, "W745", plain_at(k->line, str_of(found)),
		    "ask in a way that either answer is as easy to give",
		    "these words lead people to one answer");
	else if ((k->q->type == FORMS_ONE || k->q->type == FORMS_SCALE) &&
	    (plain_has(t, " do you agree ") || plain_has(t, " you support ")) &&
	    !plain_has(t, " disagree ") && !plain_has(t, " oppose ") &&
	    !can_disagree(k->q))
		doubt(&b->c, "W745", plain_at(k->line, plain_has(t,
		    " do you agree ") ? STR("do you agree") :
		    STR("you support")), "ask \"How far do you agree or "
		    "disagree …?\" with a scale that has both sides",
		    "people say yes to this more often than they mean it");
}

/* ---- two at once --------------------------------------------------------- */

/* They go together: nobody is asked to tell them apart. */
static const char *const pairs[] = { "health and care", "health and social",
	"care and support", "palliative and end", "terms and conditions",
	"accident and emergency", "health and safety", "arts and crafts",
	"black and white", "day and night", "now and then", "more and more",
	"back and forth", "food and drink", "bed and breakfast",
	"gas and electricity", "walking and cycling", "here and now",
	"day and evening", "bits and pieces", "search and rescue",
	"mental and physical", "physical and mental", "mind and body",
	"pros and cons", "nuts and bolts", "parks and open", "parks and green",
	"dignity and respect", "care and treatment", "health and well",
	"help and support", "advice and support", "information and advice",
	"arts and culture", "fire and rescue", "equality and diversity",
	"aims and objectives", "rights and duties",
	"policies and procedures", "privacy and dignity", "law and order",
	"research and development",
	"learning and development", "up and down", "again and again" };

static const char *const folk[] = { "people", "person", "patient", "patients",
	"carer", "carers", "family", "families", "friend", "friends",
	"relatives", "staff", "parents", "children", "child", "adults", "men",
	"women", "boys",
	"girls", "residents", "visitors", "neighbours", "doctors", "nurses",
	"pupils", "students", "teachers", "workers", "volunteers", "members",
	"guardians", "partners", "communities", "you", "he", "she", "they",
	"we",
	"local", "regional", "national", "young", "old", "older", "younger" };

static bool
one_of(struct str s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(s, list[i]))
			return true;
	return false;
}

static bool
name_or_number(struct str raw)
{
	return raw.p[0] == '{' || raw.p[0] == '"' ||
	    (raw.p[0] >= 'A' && raw.p[0] <= 'Z') ||
	    (raw.p[0] >= '0' && raw.p[0] <= '9');
}

/* The first word after i that is not small: "the", "its", "how". */
static struct str
next_real(const struct buf *b, size_t i)
{
	static const char *const small[] = { "the", "a", "an", "our", "your",
	    "their", "its", "this", "that", "these", "any", "other",
	    "of", "how" };
	struct str s = { "", 0 };

	while (plain_next(b, &i, &s) && one_of(s, small, LEN(small)))
		;
	return s;
}

static bool
goes_together(const struct plain_text *t, struct str before, struct str after,
    size_t from)
{
	size_t i;

	if (before.n == 0 || after.n == 0 || !plain_is_word(before) ||
	    one_of(before, folk, LEN(folk)) || one_of(after, folk, LEN(folk)) ||
	    name_or_number(before) || name_or_number(after) ||
	    name_or_number((struct str){ t->raw.p + (before.p - t->low.p),
	    before.n }) || name_or_number((struct str){ t->raw.p +
	    (after.p - t->low.p), after.n }))
		return true;
	for (i = 0; i < LEN(pairs); i++)
		if (strncmp(t->low.p + from, pairs[i], strlen(pairs[i])) == 0)
			return true;
	return plain_has(t, " between ") || plain_has(t, " both ");
}

/* Only where one answer must do for both: on a scale, or where the words ask
 * for a reason as well. */
static void
double_barrelled(struct build *b, const struct known *k,
    const struct plain_text *t)
{
	static const char *const reasons[] = { " and why ", " and how often ",
	    " and if so " };
	const char *also = closed(k->q) ? plain_any(t, reasons, LEN(reasons)) :
	    NULL;
	struct str one, before = { "", 0 };
	size_t i = 0;

	while (also == NULL && (k->q->type == FORMS_SCALE || k->q->rating) &&
	    plain_next(&t->low, &i, &one)) {
		if (str_is(one, "and") && !goes_together(t, before,
		    next_real(&t->low, i), (size_t)(before.p - t->low.p)))
			also = arena_strn(b->c.a, before.p, (size_t)(next_real(
			    &t->low, i).p - before.p) + next_real(&t->low,
			    i).n);
		before = one;
	}
	if (also != NULL)
		doubt(&b->c, "W746", plain_at(k->line, str_of(also)),
		    "ask two questions, or name one thing that has both",
		    "this asks about two things, and takes one answer");
}

/* ---- single words -------------------------------------------------------- */

/* `or`, `and` and commas start afresh: "do not use or are unable to use" */
static void
negatives(struct build *b, const struct known *k, const struct plain_text *t)
{
	struct str one, last = { "", 0 };
	size_t i = 0, n = 0;

	while (plain_next(&t->low, &i, &one)) {
		if (!plain_is_word(one) || str_is(one, "or") ||
		    str_is(one, "and") || str_is(one, "but"))
			n = 0;
		else if (plain_not(one) && !str_is(last, "or") && n++ > 0) {
			doubt(&b->c, "W747", plain_at(k->line, one),
			    "turn the question round, so that yes means yes",
			    "two negatives in one question: people cannot tell "
			    "what yes means");
			return;
		}
		last = one;
	}
}

static void
absolute(struct build *b, const struct known *k, const struct plain_text *t)
{
	static const char *const words[] = { " always ", " never " };
	static const char *const would[] = { " would you ", " would that ",
	    " would this ", " would it " };
	const char *found;

	if (!closed(k->q))
		return;
	found = plain_any(t, words, LEN(words));
	if (found != NULL)
		doubt(&b->c, "W748", plain_at(k->line, str_of(found)),
		    "ask how often",
		    "hardly anything is always or never so, and the answer "
		    "says little");
	/* whether they would recommend it tells what it was like */
	found = plain_has(t, " if ") && !plain_has(t, " recommend ") ?
	    plain_any(t, would, LEN(would)) : NULL;
	if (found != NULL)
		doubt(&b->c, "W749", plain_at(k->line, str_of(found)),
		    "ask what people do now, or what they need",
		    "people do not know well what they would do");
}

/* `Tick all that apply` where one answer can be given. */
static void
how_many(struct build *b, const struct known *k, const struct line *l,
    const struct plain_text *t)
{
	static const char *const many[] = { " all that apply ",
	    " as many as you ", " tick all ", " choose all ", " select all ",
	    " all which apply " };
	static const char *const one[] = { " tick one ", " choose one ",
	    " select one ", " pick one ", " one answer only ", " only one " };
	const char *found = NULL;

	if (k->q->type == FORMS_ONE || k->q->type == FORMS_SCALE)
		found = plain_any(t, many, LEN(many));
	else if (k->q->type == FORMS_MANY && !plain_has(t, " one or more ") &&
	    !plain_has(t, " at least one "))
		found = plain_any(t, one, LEN(one));
	if (found != NULL)
		doubt(&b->c, "W750", plain_at(l, str_of(found)),
		    k->q->type == FORMS_MANY ? "write `choose one`, or change "
		    "the words" : "write `choose many`, or change the words",
		    "the words ask for %s, and people can give %s",
		    k->q->type == FORMS_MANY ? "one answer" : "several answers",
		    k->q->type == FORMS_MANY ? "several" : "only one");
}

/* ---- ways through the form ----------------------------------------------- */

void
wording_routes(struct build *b, const struct line *l,
    const struct plain_text *t)
{
	static const char *const jumps[] = { " if yes ", " if no ,",
	    " if no - ", " if no please ", " if not , please go ", " if so ,",
	    " if you answered ", " if you ticked ", " if you selected ",
	    " if you said yes ", " if you said no ", " if you chose ",
	    " if you replied ", " go to question ", " go to page ",
	    " go to section ", " skip to ", " skip question ",
	    " skip this question ", " skip the next ", " proceed to question ",
	    " move on to question ", " move to question ",
	    " continue to question ", " jump to question " };
	const char *found = plain_any(t, jumps, LEN(jumps));

	if (found != NULL)
		doubt(&b->c, "W751", plain_at(l, str_of(found)),
		    "write `show if QUESTION = ANSWER` under the question that "
		    "only some are asked; paper gets its own \"go to\"",
		    "only these words say who answers what");
}

void
wording_check(struct build *b)
{
	struct plain_text t = { 0 };
	const struct known *k;
	const struct line *hint;

	for (k = b->known; k != NULL; k = k->next) {
		if (k->line->words == NULL || !plain_own(b, k->scope))
			continue;
		plain_read(&t, k->line->words);
		leading(b, k, &t);
		double_barrelled(b, k, &t);
		negatives(b, k, &t);
		absolute(b, k, &t);
		how_many(b, k, k->line, &t);
		hint = line_child(k->line, L_HINT);
		if (hint == NULL || hint->words == NULL)
			continue;
		plain_read(&t, hint->words);
		how_many(b, k, hint, &t);
	}
	plain_free(&t);
}
