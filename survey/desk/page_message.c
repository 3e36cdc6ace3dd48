/* SPDX-License-Identifier: MIT
 *
 * page_message.c -- one message: confirmed as a response, or put where it
 * belongs.
 */
#include "survey/desk/messages.h"
#include "survey/mail/take.h"

#include <stdio.h>

static void
close_screen(struct msg_screen *s)
{
	desk_store_close(&s->store);
}

static const char *
asked(struct desk_visit *v, const char *name)
{
	const char *got = v->r->method == HTTP_POST ? desk_sent(v, name) :
	    http_value(&v->r->query, name);

	return got != NULL ? got : "";
}

/* As the page showed it. */
static int
seen(const struct desk_visit *v)
{
	int i;

	for (i = 0; i < MESSAGE_STATES; i++)
		if (strcmp(message_state_name((enum message_state)i),
		    desk_sent(v, "seen")) == 0)
			return i;
	return MESSAGE_STATES;
}

/* ---- confirming ------------------------------------------------------------------------- */

static struct store_meta
meta_of(const struct msg_screen *s)
{
	struct store_meta m = { 0 };

	snprintf(m.form, sizeof(m.form), "%s", s->k.form->hash);
	snprintf(m.channel, sizeof(m.channel), "%s", s->m.channel);
	snprintf(m.lang, sizeof(m.lang), "%s", s->lang);
	date_text(uk_date(s->m.received), m.day);
	if (s->settings->has_dates && s->m.received >= s->settings->closes)
		m.flags |= STORE_LATE;
	return m;
}

static void
on_to_next(struct desk_visit *v, const struct msg_screen *s,
    const char *became)
{
	desk_redirect(v, arena_printf(v->a, "/desk/messages/confirm?queue=%s"
	    "&after=%lld&was=%s", message_state_name(s->queue),
	    (long long)s->m.id, became));
}

static void
confirm(struct desk_visit *v, struct msg_screen *s)
{
	struct store_meta meta = meta_of(s);
	struct forms_answers as;
	struct err e = { 0 };

	msg_answers(v, s, &as);
	msg_want_name(v, s);
	s->fault = s->refused;
	if (s->wrong > 0 || s->fault != NULL) {
		msg_draw(v, s);
		return;
	}
	if (!msg_says(s)) {
		s->fault = "Nothing would be counted: no question has an "
		    "answer. Give a part of the message to a question, or "
		    "choose “Not a response”.";
		msg_draw(v, s);
		return;
	}
	if (message_confirm(s->c, s->m.id, seen(v), &as, &meta, desk_login(v),
	    now_seconds(), &e))
		on_to_next(v, s, "done");
	else
		desk_failed(v, &e);
}

/* ---- elsewhere -------------------------------------------------------------------------- */

static void
move(struct desk_visit *v, struct msg_screen *s, enum message_state to,
    const char *became)
{
	int64_t same = to == MESSAGE_REPEAT ? desk_number(desk_sent(v,
	    "same")) : 0;
	struct err e = { 0 };

	if (to == MESSAGE_REPEAT && same == 0)
		err_set(&e, ERR_INPUT, "Type the number of the message that "
		    "it repeats, beside “Sent before?”");
	else if (message_move(s->c, s->m.id, seen(v), to, to == MESSAGE_HAND ?
	    arena_printf(v->a, "%s wants to read it again", v->me.name) : "",
	    same, desk_login(v), now_seconds(), &e)) {
		on_to_next(v, s, became);
		return;
	}
	if (e.code != ERR_INPUT) {
		desk_failed(v, &e);
		return;
	}
	s->fault = desk_sentence(v, &e);
	msg_draw(v, s);
}

/* Back to where it can be confirmed at once; what no program could read is still to
 * be read by hand. */
static void
again(struct desk_visit *v, struct msg_screen *s)
{
	enum message_state to;
	const char *why;
	struct err e = { 0 };

	mail_settle(v->a, &s->r, true, &to, &why);
	if (to != MESSAGE_HAND) {
		to = MESSAGE_CONFIRM;
		why = "";
	}
	if (message_move(s->c, s->m.id, seen(v), to, why, 0, desk_login(v),
	    now_seconds(), &e))
		desk_redirect(v, arena_printf(v->a, "/desk/messages/confirm"
		    "?id=%lld", (long long)s->m.id));
	else
		desk_failed(v, &e);
}

static void
withdraw(struct desk_visit *v, struct msg_screen *s)
{
	struct err e = { 0 };

	if (!key_supervises(v)) {
		key_for_analysts(v);
		return;
	}
	switch (desk_withdrew(v, s->c, RESPONSE_MESSAGE, s->m.id, NULL, &e)) {
	case WITHDRAWN_NOT:
		desk_not_taken(v, desk_sentence(v, &e));
		break;
	case WITHDRAWN_UNFINISHED:
		desk_unfinished(v, s->m.id, &e);
		break;
	default:
		on_to_next(v, s, "withdrawn");
	}
}

static void
post(struct desk_visit *v, struct msg_screen *s)
{
	const char *what = desk_sent(v, "do");

	if (strcmp(what, "again") == 0) {
		again(v, s);
		return;
	}
	if (strcmp(what, "withdraw") == 0) {
		withdraw(v, s);
		return;
	}
	msg_sent(v, s);
	if (strcmp(what, "confirm") == 0)
		confirm(v, s);
	else if (strcmp(what, "hand") == 0)
		move(v, s, MESSAGE_HAND, "hand");
	else if (strcmp(what, "not") == 0)
		move(v, s, MESSAGE_NOT, "not");
	else if (strcmp(what, "same") == 0)
		move(v, s, MESSAGE_REPEAT, "repeat");
	else {
		struct forms_answers as;

		msg_answers(v, s, &as);
		msg_draw(v, s);
	}
}

/* ---- which one ----------------------------------------------------------------------------- */

static void
say_done(struct desk_visit *v, struct msg_screen *s)
{
	static const struct { const char *was, *words; } became[] = {
		{ "done", "Message %lld is confirmed. It counts." },
		{ "hand", "Message %lld waits to be read by hand." },
		{ "not", "Message %lld is not a response." },
		{ "repeat", "Message %lld repeats another." },
		{ "withdrawn", "Message %lld is erased." },
	};
	const char *was = asked(v, "was");
	size_t i;

	s->done = "";
	s->was = desk_number(asked(v, "after"));
	for (i = 0; i < LEN(became) && s->was != 0; i++)
		if (strcmp(became[i].was, was) == 0) {
			struct buf b CLEAN(buf_free) = { 0 };
			const char *at = strstr(became[i].words, "%lld");

			buf_printf(&b, "%.*s%lld%s", (int)(at -
			    became[i].words), became[i].words,
			    (long long)s->was, at + 4);
			s->done = arena_str(v->a, buf_text(&b));
			s->undo = strcmp(was, "withdrawn") != 0;
		}
}

static void
nothing_left(struct desk_visit *v, struct msg_screen *s)
{
	struct desk_frame f = { .title = "Messages", .at = "/desk/messages" };

	desk_frame_begin(v, 200, &f);
	msg_done(v, s);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1>"
	    "<p><a href=\"/desk/messages\">All messages</a></p></div>\n",
	    s->queue == MESSAGE_HAND ? "No message waits to be read by hand" :
	    "No message waits for you to confirm it");
	msg_foot(v, s, "");
	desk_frame_end(v);
}

static void
get(struct desk_visit *v, struct msg_screen *s)
{
	int64_t id = desk_number(asked(v, "id"));
	struct err e = { 0 };

	say_done(v, s);
	if (id == 0 && !message_next(s->c, s->queue, s->was, desk_login(v),
	    now_seconds(), &id, &e))
		desk_failed(v, &e);
	else if (id == 0)
		nothing_left(v, s);
	else if (msg_read(v, s, id, &e))
		msg_draw(v, s);
	else
		desk_failed(v, &e);
}

void
desk_message(struct desk_visit *v)
{
	struct msg_screen s CLEAN(close_screen) = { .done = "" };
	struct err e = { 0 };

	s.queue = strcmp(asked(v, "queue"), "hand") == 0 ? MESSAGE_HAND :
	    MESSAGE_CONFIRM;
	if (!desk_store_open(v, DB_WRITE, &s.store, &e)) {
		desk_failed(v, &e);
		return;
	}
	s.c = s.store.c;
	if (v->r->method != HTTP_POST)
		get(v, &s);
	else if (msg_read(v, &s, desk_number(desk_sent(v, "id")), &e))
		post(v, &s);
	else
		desk_failed(v, &e);
}

/* ---- who sent it ------------------------------------------------------------------------------ */

void
desk_message_sender(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Who sent it", .at =
	    "/desk/messages" };
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	int64_t id = desk_number(asked(v, "id"));
	const char *name, *address;
	struct err e = { 0 };
	bool found;

	if (!desk_store_open(v, DB_WRITE, &store, &e) ||
	    !message_sender(v->a, store.c, id, desk_login(v), &name, &address,
	    &found, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Who sent "
	    "message %lld</h1>", (long long)id);
	if (!found)
		html_lit(v->b, "<p>That is erased, or was never said.</p>");
	else
		html_f(v->b, "<dl class=\"desk-head\"><dt>Name</dt><dd "
		    "dir=\"auto\">%s</dd><dt>Address</dt><dd>%s</dd></dl>"
		    "<p class=\"desk-s\">The log says that you looked.</p>",
		    *name != '\0' ? name : "Not given", *address != '\0' ?
		    address : "Not given");
	html_f(v->b, "<p><a href=\"/desk/messages/confirm?id=%lld\">Back to "
	    "the message</a></p></div>\n", (long long)id);
	desk_frame_end(v);
}
