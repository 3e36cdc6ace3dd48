/* SPDX-License-Identifier: MIT
 *
 * tasks.h -- a task in words, for the terminal and for the desk.
 */
#ifndef SURVEY_DESK_TASKS_H
#define SURVEY_DESK_TASKS_H
#include "store/store.h"

/* "Withdraw a response" */
const char *task_title(const struct cases_task *);
/* What the program did about it; "": nothing to say. */
const char *task_did(const struct cases_task *);
/* What is left for a person to do. */
const char *task_to_do(const struct cases_task *);
/* What it says, of which any may be "": "Name", "Email", … */
struct task_detail { const char *label, *text; };
enum { TASK_DETAILS = 6 };
void	task_details(const struct cases_task *,
	    struct task_detail out[TASK_DETAILS]);
/* "Large print" of "large-print": what was asked for. */
const char *task_format(const char *format);
/* "3 new tasks: 1 withdrawal, 2 requests for paper or another format"; "":
 * none. */
void	task_news(const struct cases_pull *, struct buf *);
#endif
