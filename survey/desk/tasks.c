/* SPDX-License-Identifier: MIT
 *
 * tasks.c -- a task in words, for the terminal and for the desk.
 */
#include "survey/desk/tasks.h"

static const struct { const char *title, *one, *many, *to_do; }
kinds[REQUEST_KINDS] = {
	[REQUEST_WITHDRAW] = { "Withdraw a response", "withdrawal",
	    "withdrawals", "Make the report again, and delete reports and "
	    "copies from before." },
	[REQUEST_STOP_EQUALITY] = { "Stop using equality answers",
	    "stop to equality answers", "stops to equality answers",
	    "Make the report again, and delete reports and copies from "
	    "before." },
	[REQUEST_OUTCOME] = { "Tell somebody the outcome",
	    "request to be told the outcome",
	    "requests to be told the outcome",
	    "Write to them when the outcome is published, then mark this as "
	    "done." },
	[REQUEST_PAPER] = { "Send paper or another format",
	    "request for paper or another format",
	    "requests for paper or another format",
	    "Send it, then mark this as done." },
	[REQUEST_FEEDBACK] = { "Read feedback on the questionnaire",
	    "piece of feedback", "pieces of feedback",
	    "Read it, and mend what can be mended." },
};

const char *
task_title(const struct cases_task *t)
{
	return kinds[t->r.kind].title;
}

const char *
task_did(const struct cases_task *t)
{
	enum request_kind k = t->r.kind;

	switch (t->result) {
	case TASK_HERE:
		return k == REQUEST_WITHDRAW ? "The response was withdrawn: "
		    "its answers are erased, and it is not counted any more." :
		    k == REQUEST_STOP_EQUALITY ? "The equality answers of "
		    "this response are erased. Its other answers count." : "";
	case TASK_ABSENT:
		return k == REQUEST_WITHDRAW ? "The response was withdrawn "
		    "before it was opened here. If it ever comes from an old "
		    "copy, it will not be counted." :
		    "The response was never opened here.";
	case TASK_UNPROVEN:
		return "Set aside. It does not prove whose response it is "
		    "about, and nothing was done. Whoever sent it knows the "
		    "reference, but has not shown the return code.";
	case TASK_FAILED:
		return "The answers could not be erased: the version of the "
		    "questionnaire that they belong to cannot be read. Put "
		    "back the folder published, and pull again.";
	case TASK_PLAIN:
		break;
	}
	return "";
}

const char *
task_to_do(const struct cases_task *t)
{
	switch (t->result) {
	case TASK_UNPROVEN:
		return "Nothing, unless the person gets in touch. They can "
		    "ask again with their return code.";
	case TASK_ABSENT:
		return t->r.kind == REQUEST_WITHDRAW ? "Nothing is left to "
		    "do here. Mark it as done." :
		    "Pull again. If it stays so, mark it as done.";
	case TASK_FAILED:
		return "Pull again.";
	case TASK_HERE:
	case TASK_PLAIN:
		break;
	}
	return kinds[t->r.kind].to_do;
}

const char *
task_format(const char *format)
{
	static const char *const words[][2] = { { "paper", "a paper copy" },
	    { "large-print", "large print" }, { "easy-read", "Easy Read" },
	    { "braille", "braille" }, { "audio", "audio" },
	    { "other", "another language or format" } };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(words[i][0], format) == 0)
			return words[i][1];
	return format;
}

void
task_details(const struct cases_task *t, struct task_detail out[TASK_DETAILS])
{
	const struct store_request *r = &t->r;
	const struct task_detail all[TASK_DETAILS] = {
		{ "Name", r->name }, { "Email", r->email },
		{ "Phone", r->phone }, { "Address", r->address },
		{ "Format", r->format }, { "Their words", r->words },
	};

	memcpy(out, all, sizeof(all));
}

void
task_news(const struct cases_pull *did, struct buf *out)
{
	int64_t n = 0;
	bool first = true;
	size_t i;

	for (i = 0; i < REQUEST_KINDS; i++)
		n += did->asked[i];
	if (n == 0)
		return;
	buf_printf(out, "%lld new task%s:", (long long)n, n == 1 ? "" : "s");
	for (i = 0; i < REQUEST_KINDS; i++) {
		if (did->asked[i] == 0)
			continue;
		buf_printf(out, "%s %lld %s", first ? "" : ",",
		    (long long)did->asked[i], did->asked[i] == 1 ?
		    kinds[i].one : kinds[i].many);
		first = false;
	}
	if (did->unproven > 0)
		buf_printf(out, " (%lld set aside, without proof)",
		    (long long)did->unproven);
}
