/* SPDX-License-Identifier: MIT
 *
 * f_left_out.c -- which responses are in no number of the report, and why; a
 * report in which all of them are says that too.
 */
#include "analysis/findings.h"

/* By the number of the flag's bit; see enum store_flag. */
static const char *const one[STORE_FLAGS] = {
	"was sent sooner than anybody could read the pages",
	"had a box filled in that people cannot see",
	"was not begun on our first page",
	"was one of very many from one internet address in a short time",
	"came after the close"
};
static const char *const many[STORE_FLAGS] = {
	"were sent sooner than anybody could read the pages",
	"had a box filled in that people cannot see",
	"were not begun on our first page",
	"were among very many from one internet address in a short time",
	"came after the close"
};

struct report_text
f_left_out(struct findings *f)
{
	const struct cases_flags *g = &f->flags;

	int64_t pending = f_pending(f);
	const char *all = f_count_of(f, f_received(f), "response",
	    "responses");

	if (g->left_out == 0 && pending == 0)
		return f_plain(f, "No response was left out.");
	if (pending == 0)
		return f_plain(f, "%s of the %s that we received %s left out "
		    "of every number here. “Method and limits” says why.",
		    f_num(f, g->left_out), all, g->left_out == 1 ? "is" :
		    "are");
	return f_plain(f, "%s of the %s that we received %s counted, or not "
	    "counted yet. “Method and limits” says what became of each.",
	    f_num(f, g->left_out + pending), all,
	    g->left_out + pending == 1 ? "is not" : "are not");
}

/* "12 were sent …, and 3 of them are left out (“…”)" */
static void
flag_words(struct findings *f, unsigned i, struct buf *b)
{
	const struct cases_flag_sum *s = &f->flags.of[i];

	if (s->n == 0)
		return;
	buf_printf(b, " %s %s", f_num(f, s->n), s->n == 1 ? one[i] : many[i]);
	if (s->left_out == s->n)
		buf_printf(b, "; %s left out", s->n == 1 ? "it is" :
		    "they are");
	else if (s->left_out > 0)
		buf_printf(b, "; %s of them %s left out",
		    f_num(f, s->left_out), s->left_out == 1 ? "is" : "are");
	else
		buf_printf(b, "; %s", s->n == 1 ? "it is counted" :
		    "they are counted");
	if (s->left_out > 0 && s->decision != NULL && s->decision->out)
		buf_printf(b, ", because: “%s”", s->decision->why);
	buf_puts(b, ".");
}

static int64_t
alone(const struct findings *f)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->flags.n; i++)
		n += f->flags.v[i].own != NULL;
	return n;
}

struct report_text
f_left_out_why(struct findings *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct cases_flags *g = &f->flags;
	unsigned i;

	if (g->left_out > 0)
		buf_printf(&b, "%s of %s %s left out of every number in this "
		    "report.", f_num(f, g->left_out), f_count_of(f,
		    f_received(f), "response", "responses"), g->left_out == 1 ? "is" : "are");
	else
		buf_puts(&b, f_pending(f) == 0 ? "No response was left out." :
		    "Nobody decided to leave a response out.");
	if (f->n_rehearsal < f->n || g->n > 0)
		buf_puts(&b, " The website refuses nobody. It marks what came "
		    "in unusually, and people decide whether that is counted.");
	if (g->n == 0 && f->n_rehearsal < f->n)
		buf_puts(&b, " None of these responses was marked.");
	for (i = 0; i < STORE_FLAGS; i++)
		flag_words(f, i, &b);
	if (g->n > 0)
		buf_puts(&b, " One response may be in more than one of these "
		    "counts.");
	if (alone(f) > 0)
		buf_printf(&b, " %s decided about one by one.",
		    f_count_of(f, alone(f), "was", "were"));
	return f_plain(f, "%s", buf_text(&b));
}
