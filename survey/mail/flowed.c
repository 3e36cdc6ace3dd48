/* SPDX-License-Identifier: MIT
 *
 * flowed.c -- format=flowed (RFC 3676): lines that were broken only to fit are
 * joined again.
 */
#include "survey/mail/read.h"

static void
put_quotes(struct buf *out, size_t depth)
{
	while (depth-- > 0)
		buf_lit(out, "> ");
}

/* How often ">" stands before it; then its one space of stuffing is gone. */
static size_t
unstuff(struct str *line)
{
	size_t depth = 0;

	while (depth < line->n && line->p[depth] == '>')
		depth++;
	line->p += depth;
	line->n -= depth;
	if (line->n > 0 && *line->p == ' ') {
		line->p++;
		line->n--;
	}
	return depth;
}

void
read_flowed(struct str text, bool delsp, struct buf *out)
{
	struct str line;
	size_t depth, before = 0;
	bool open = false;		/* the line before goes on */

	while (str_line(&text, &line)) {
		bool sign, flows;

		depth = unstuff(&line);
		sign = str_is(line, "-- ");
		flows = !sign && line.n > 0 && line.p[line.n - 1] == ' ';
		if (open && (depth != before || sign)) {
			buf_lit(out, "\n");
			open = false;
		}
		if (!open)
			put_quotes(out, depth);
		buf_put(out, line.p, line.n - (flows && delsp));
		if (!flows)
			buf_lit(out, "\n");
		open = flows;
		before = depth;
	}
	if (open)
		buf_lit(out, "\n");
}
