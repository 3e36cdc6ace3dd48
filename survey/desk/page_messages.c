/* SPDX-License-Identifier: MIT
 *
 * page_messages.c -- what came by email and as letters: how many, lists of them,
 * and taking more in.
 */
#include "survey/desk/figures.h"
#include "survey/desk/messages.h"
#include "survey/mail/take.h"

#include <strings.h>

enum { ROWS = 50 };

static const struct { enum message_state state; const char *name, *words,
    *none; } lists[] = {
	{ MESSAGE_CONFIRM, "To confirm", "A person wrote it, and it was read.",
	    "No message waits." },
	{ MESSAGE_HAND, "To read by hand", "Something in it could not be read "
	    "by a program.", "No message waits to be read by hand." },
	{ MESSAGE_UNREAD, "Not opened yet", "What is attached is opened soon.",
	    "Everything was opened." },
	{ MESSAGE_ASIDE, "Set aside", "An automatic reply, a bounce, a "
	    "newsletter: no answer, it seems. Look through these now and "
	    "then.", "Nothing was set aside." },
	{ MESSAGE_REPEAT, "Repeats", "The same words from the same sender as "
	    "before, or the same letter again. Counted once.",
	    "No message repeats another." },
	{ MESSAGE_DONE, "Confirmed", "Each is a response, and counts.",
	    "None is confirmed yet." },
	{ MESSAGE_NOT, "Not a response", "Somebody looked, and found so.",
	    "There is none." },
	{ MESSAGE_WITHDRAWN, "Withdrawn", "Erased, as its author wished.",
	    "None was withdrawn." },
};

/* ---- the numbers ------------------------------------------------------------------------ */

/* What stays of messages that came before the day, until somebody decides. */
static void
draw_waiting(struct desk_visit *v, const struct messages_expired *left)
{
	if (left->waiting > 0)
		html_f(v->b, "<p class=\"desk-note desk-s\">%s message%s that "
		    "came before that day still wait%s to be read. What came "
		    "stays, sealed, and may say who wrote it. It is erased the "
		    "day after somebody has decided. Those set aside, and "
		    "repeats, wait as well until somebody has looked.</p>\n",
		    desk_count(v, left->waiting), left->waiting == 1 ? "" :
		    "s", left->waiting == 1 ? "s" : "");
	if (left->confirm > 0)
		html_f(v->b, "<p class=\"desk-note desk-s\">%s message%s that "
		    "came before that day still wait%s to be confirmed. How "
		    "%s read stays till then, with a name below it, where "
		    "there is one.</p>\n", desk_count(v, left->confirm),
		    left->confirm == 1 ? "" : "s", left->confirm == 1 ? "s" :
		    "", left->confirm == 1 ? "it was" : "they were");
}

bool
msg_expired(struct cases *c, const struct forms_settings *s, int64_t now,
    int64_t *left, struct err *e)
{
	int64_t today = uk_seconds(uk_date(now), 0);
	struct messages_expired n = { 0 };

	*left = 0;
	if (now < s->senders || c == NULL)
		return true;
	if (!messages_expiring(c, today, today, &n, e))
		return false;
	*left = n.senders > n.emptied ? n.senders : n.emptied;
	return true;
}

static void
draw_past(struct desk_visit *v, struct cases *c,
    const struct forms_settings *s, int64_t now)
{
	struct messages_expired waiting = { 0 };
	struct err e = { 0 };
	int64_t left;

	if (!msg_expired(c, s, now, &left, &e) || (c != NULL &&
	    !messages_expiring(c, s->senders, INT64_MAX, &waiting, &e))) {
		html_f(v->b, "<p class=\"desk-alert desk-s\">Whether names and "
		    "addresses were erased cannot be seen: %s.</p>\n", e.msg);
		return;
	}
	if (left > 0)
		html_f(v->b, "<p class=\"desk-panel desk-alert desk-s\">Names and "
		    "addresses were to be erased on %s. Those of %s message%s "
		    "are still here. The desk tries every quarter of an hour; "
		    "where it cannot, Home says why.</p>\n", desk_day(v,
		    s->senders_day), desk_count(v, left), left == 1 ? "" :
		    "s");
	else
		html_f(v->b, "<p class=\"desk-s\">Names and addresses were "
		    "erased on %s. Those of messages that came since are "
		    "erased the day after.</p>\n", desk_day(v,
		    s->senders_day));
	draw_waiting(v, &waiting);
}

/* Until when it is known who wrote, and what has to be done before that. */
static void
draw_expiry(struct desk_visit *v, struct cases *c)
{
	int64_t now = now_seconds();
	struct forms_settings *s;
	struct forms_diags d;
	struct err ignored = { 0 };

	forms_diags_init(&d, v->a);
	if (!forms_settings_load(v->a, v->desk->dir, &s, &d, &ignored))
		return;		/* the home says so */
	if (!s->erases_senders)
		html_lit(v->b, "<p class=\"desk-s\">Nothing says when the "
		    "names and addresses of those who wrote are erased: the "
		    "settings have no line <code>erase-senders</code>.</p>\n");
	else if (now >= s->senders)
		draw_past(v, c, s, now);
	else
		html_f(v->b, "<p class=\"desk-s\">Names and addresses are "
		    "erased on %s. Confirm, and read by hand, what came before "
		    "that day.</p>\n", desk_day(v, s->senders_day));
}

static void
draw_counts(struct desk_visit *v, struct cases *c,
    const int64_t n[MESSAGE_STATES])
{
	size_t i;

	html_lit(v->b, "<div class=\"desk-panel\"><h1 class=\"desk-h1\">"
	    "Messages</h1><p class=\"desk-s\">Email, and letters that were "
	    "scanned or typed. None counts before somebody confirms it.</p>"
	    "<table class=\"desk-table\"><thead><tr><th scope=\"col\">What "
	    "they are</th><th scope=\"col\" class=\"desk-num\">Messages</th>"
	    "</tr></thead><tbody>\n");
	for (i = 0; i < LEN(lists); i++) {
		if (n[lists[i].state] == 0 && i > 1)
			continue;
		html_f(v->b, "<tr><th scope=\"row\"><a "
		    "href=\"/desk/messages?list=%s\">%s</a><br><span "
		    "class=\"desk-xs desk-grey\">%s</span></th><td "
		    "class=\"desk-num\">%s</td></tr>\n",
		    message_state_name(lists[i].state), lists[i].name,
		    lists[i].words, desk_count(v, n[lists[i].state]));
	}
	html_lit(v->b, "</tbody></table>\n");
	draw_expiry(v, c);
	html_lit(v->b, "<div class=\"desk-actions\">");
	if (n[MESSAGE_CONFIRM] > 0)
		html_lit(v->b, "<a class=\"nhsuk-button\" role=\"button\" "
		    "href=\"/desk/messages/confirm\">Confirm messages</a>");
	if (n[MESSAGE_HAND] > 0)
		html_lit(v->b, "<a class=\"nhsuk-button "
		    "nhsuk-button--secondary-solid\" role=\"button\" "
		    "href=\"/desk/messages/confirm?queue=hand\">Read by hand"
		    "</a>");
	html_lit(v->b, "</div></div>\n");
}

/* ---- taking in ---------------------------------------------------------------------------- */

static void
draw_upload(struct desk_visit *v, const char *wrong)
{
	const struct desk_mail *m = v->desk->mail;

	html_lit(v->b, "<div class=\"desk-panel\"><h2 class=\"desk-h2\">Take "
	    "messages in</h2>\n");
	if (m == NULL || m->why_not != NULL) {
		html_f(v->b, "<p>Messages cannot be taken in here: %s.</p>"
		    "</div>\n", m == NULL ? "this desk was started without it" :
		    m->why_not);
		return;
	}
	html_f(v->b, "<form id=\"files\" action=\"/desk/messages/files\" "
	    "method=\"post\" enctype=\"multipart/form-data\"><input "
	    "type=\"hidden\" name=\"token\" value=\"%s\">\n", desk_token(v));
	if (wrong != NULL)
		html_f(v->b, "<p class=\"desk-wrong\" id=\"files-wrong\" "
		    "role=\"alert\"><span class=\"nhsuk-u-visually-hidden\">"
		    "Error: </span>%s</p>\n", wrong);
	html_lit(v->b, "<div class=\"desk-field\"><label for=\"file\">Files: "
	    "drag them onto the box, or choose them</label><span "
	    "class=\"desk-xs desk-grey\" id=\"file-hint\">Email: .eml, .msg, "
	    ".pst or .mbox. A letter: .pdf, .docx, .odt, .txt or a scan. 20 MB "
	    "at most; what is larger is taken in with <code>earshot import"
	    "</code>.</span><input class=\"desk-input desk-drop\" type=\"file\""
	    " id=\"file\" name=\"file\" multiple ");
	if (wrong != NULL)
		html_lit(v->b, "aria-invalid=\"true\" aria-describedby="
		    "\"file-hint files-wrong\">");
	else
		html_lit(v->b, "aria-describedby=\"file-hint\">");
	html_f(v->b, "</div>\n<div class=\"desk-field\"><label "
	    "for=\"received\">For letters: the day on which they "
	    "came</label><span class=\"desk-xs desk-grey\" "
	    "id=\"received-hint\">Like %s</span><input class=\"desk-input\" "
	    "id=\"received\" name=\"received\" value=\"%s\" "
	    "autocomplete=\"off\" "
	    "aria-describedby=\"received-hint\"></div>\n<button "
	    "class=\"nhsuk-button\">Take in</button></form></div>\n",
	    key_today(v), desk_sent(v, "received"));
}

/* ---- the mailbox --------------------------------------------------------------- */

/* When it was read, what stands against it, and having it read now. */
static void
draw_box(struct desk_visit *v, const struct desk_mailbox *box)
{
	if (box->failed[0] != '\0')
		html_f(v->b, "<p class=\"desk-alert\">The mailbox could not be "
		    "read: %s. Messages that are here can be worked on "
		    "meanwhile.</p>\n", box->failed);
	html_f(v->b, "<p class=\"desk-s\">%s%s. Next time: %s.</p>\n", box->at
	    == 0 ? "Not read since the desk was started" : "Last read: ",
	    box->at == 0 ? "" : desk_moment(v, box->at), desk_moment(v,
	    box->next));
	if (box->passed > 0)
		html_f(v->b, "<p class=\"desk-note\">%s message%s passed over, "
		    "and stay%s there. %s: %s.</p>\n", desk_count(v,
		    box->passed), box->passed == 1 ? " was" : "s were",
		    box->passed == 1 ? "s" : "", box->passed == 1 ? "This one" :
		    "The first", box->over);
	desk_form_begin(v, "/desk/messages/mailbox", "read-mailbox");
	html_lit(v->b, "<button class=\"nhsuk-button "
	    "nhsuk-button--secondary-solid desk-minor\">Read the mailbox "
	    "now</button></form>\n");
}

static void
draw_mailbox(struct desk_visit *v)
{
	struct desk_mailbox box;
	const char *failed;

	mailbox_state(v, &box, &failed);
	if (!box.named && failed == NULL)
		return;
	html_lit(v->b, "<div class=\"desk-panel\" id=\"mailbox\"><h2 "
	    "class=\"desk-h2\">The mailbox</h2>\n");
	if (failed != NULL)
		html_f(v->b, "<p class=\"desk-alert\">What is attached to "
		    "messages could not be opened: %s.</p>\n", failed);
	if (box.named)
		draw_box(v, &box);
	html_lit(v->b, "</div>\n");
}

/* ---- one list --------------------------------------------------------------------------------- */

static void
draw_row(struct desk_visit *v, struct cases *c, int64_t id)
{
	struct mail_reading r = { .subject = "" };
	struct err ignored = { 0 };
	struct message m;
	bool found;

	if (!message_find(v->a, c, id, &m, &found, &ignored) || !found)
		return;
	if (*m.reading != '\0' && !mail_reading_parse(v->a, str_of(m.reading),
	    &r, &ignored))
		r.subject = "";
	html_f(v->b, "<li><span><a href=\"/desk/messages/confirm?id=%lld\">"
	    "Message %lld</a><br><span class=\"desk-xs desk-grey\">%s</span>"
	    "</span><span class=\"desk-row__what\"><span dir=\"auto\">%s"
	    "</span><br><span class=\"desk-xs desk-grey\">%s",
	    (long long)id, (long long)id, desk_moment(v, m.received),
	    *r.subject != '\0' ? r.subject : strcmp(m.channel, "letter") == 0 ?
	    "A letter" : "Without a subject", m.why);
	if (m.state == MESSAGE_REPEAT)
		html_f(v->b, " (message %lld)", (long long)m.same);
	if (*m.by != '\0')
		html_f(v->b, "%s%s, %s", *m.why != '\0' ? "; " : "", m.by,
		    desk_moment(v, m.at));
	html_lit(v->b, "</span></span></li>\n");
}

static void
draw_list(struct desk_visit *v, struct cases *c, size_t which)
{
	const char *after = http_value(&v->r->query, "after");
	struct message *rows;
	struct err e = { 0 };
	size_t n, i;

	if (!message_list(v->a, c, (int)lists[which].state, after != NULL ?
	    desk_number(after) : 0, ROWS + 1, &rows, &n, &e)) {
		html_f(v->b, "<p>%s</p>", desk_sentence(v, &e));
		return;
	}
	html_f(v->b, "<div class=\"desk-panel\"><h2 class=\"desk-h2\" "
	    "id=\"list\">%s</h2><p class=\"desk-s\">%s</p>\n",
	    lists[which].name, n > 0 ? lists[which].words :
	    lists[which].none);
	if (n > 0)
		html_lit(v->b, "<ul class=\"desk-plain desk-dl\" "
		    "aria-labelledby=\"list\">\n");
	for (i = 0; i < n && i < ROWS; i++)
		draw_row(v, c, rows[i].id);
	if (n > 0)
		html_lit(v->b, "</ul>\n");
	if (n > ROWS)
		html_f(v->b, "<p><a href=\"/desk/messages?list=%s&amp;"
		    "after=%lld#list\">The next %d</a></p>\n",
		    message_state_name(lists[which].state),
		    (long long)rows[ROWS - 1].id, ROWS);
	html_lit(v->b, "</div>\n");
}

static void
draw(struct desk_visit *v, struct cases *c, const char *wrong,
    const char *said)
{
	struct desk_frame f = { .title = "Messages", .at = "/desk/messages",
	    .error = wrong != NULL };
	const char *list = http_value(&v->r->query, "list");
	int64_t n[MESSAGE_STATES] = { 0 };
	struct err e = { 0 };
	size_t i;

	if (c != NULL && !message_counts(c, n, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, wrong != NULL ? 422 : 200, &f);
	key_done(v, said);
	html_lit(v->b, "<div class=\"desk-home\">\n");
	draw_counts(v, c, n);
	draw_upload(v, wrong);
	draw_mailbox(v);
	html_lit(v->b, "</div>\n");
	for (i = 0; c != NULL && list != NULL && i < LEN(lists); i++)
		if (strcmp(message_state_name(lists[i].state), list) == 0)
			draw_list(v, c, i);
	desk_frame_end(v);
}

/* "2 new, 1 already here." */
static const char *
said(struct desk_visit *v)
{
	const char *kept = http_value(&v->r->query, "kept");
	const char *already = http_value(&v->r->query, "already");
	const char *repeats = http_value(&v->r->query, "repeats");
	int64_t n;

	if (kept == NULL || already == NULL)
		return "";
	n = repeats != NULL ? desk_number(repeats) : 0;
	return arena_printf(v->a, "Taken in: %lld new, %lld already here.%s",
	    (long long)desk_number(kept), (long long)desk_number(already), n ==
	    0 ? "" : arena_printf(v->a, " %lld repeat%s a letter that is here: "
	    "the file is the same. If another person sent it, open it under "
	    "Repeats and confirm it.", (long long)n, n == 1 ? "s" : ""));
}

void
desk_messages(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	struct err e = { 0 };

	if (desk_store_there(v) && !desk_store_open(v, DB_READ, &store, &e))
		desk_failed(v, &e);
	else
		draw(v, store.c, NULL, said(v));
}

/* ---- files ------------------------------------------------------------------------------------ */

static bool
is_mail(const char *name)
{
	static const char *const ends[] = { ".eml", ".msg", ".pst", ".mbox",
	    ".mbx" };
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot != NULL && i < LEN(ends); i++)
		if (strcasecmp(dot, ends[i]) == 0)
			return true;
	return false;
}

static bool
take_letter(struct desk_visit *v, const struct http_file *f,
    struct desk_taken *did, struct err *e)
{
	const struct desk_mail *m = v->desk->mail;
	const char *day = desk_sent(v, "received");
	const char *name = forms_file_name(v->a, f->name);
	struct date d;

	if (!mail_letter_may(name, e))
		return false;
	if (!date_parse(str_of(day), &d) || strcmp(day, key_today(v)) > 0)
		return err_set(e, ERR_INPUT, "“%s” is a letter: say on which "
		    "day it came, like %s", name, key_today(v));
	if (forms_file_kind(v->a, f->name, f->bytes) == NULL)
		return err_set(e, ERR_INPUT, "“%s” is no file that can be "
		    "taken in: what is in it must be what its name says",
		    name);
	return m->letter(m->arg, name, f->bytes, uk_seconds(d, 12 * 60),
	    desk_login(v), did, e);
}

static bool
take_files(struct desk_visit *v, struct desk_taken *did, struct err *e)
{
	const struct http_files *all = &v->r->files;
	const struct desk_mail *m = v->desk->mail;
	size_t i, n = 0;

	for (i = 0; i < all->n; i++) {
		const struct http_file *f = &all->v[i];

		if (strcmp(f->field, "file") != 0 || (f->name[0] == '\0' &&
		    f->bytes.n == 0))
			continue;
		n++;
		if (is_mail(f->name) ? !m->file(m->arg, f->name, f->bytes,
		    desk_login(v), did, e) : !take_letter(v, f, did, e))
			return n == 1 ? false : err_set(e, e->code, "%s. What "
			    "came before it is taken in, and nothing after it",
			    arena_str(v->a, e->msg));
	}
	return n > 0 || err_set(e, ERR_INPUT, "Choose one or more files "
	    "first");
}

/* The case store is not held meanwhile: reading may take its time. */
void
desk_message_files(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	struct desk_taken did = { 0 };
	struct err e = { 0 }, ignored = { 0 };

	if (v->desk->mail == NULL || v->desk->mail->why_not != NULL) {
		desk_says(v, 409, "Messages cannot be taken in here.");
		return;
	}
	if (take_files(v, &did, &e)) {
		mailbox_soon(v->desk);	/* opens what is attached */
		desk_redirect(v, arena_printf(v->a,
		    "/desk/messages?kept=%lld&already=%lld&repeats=%lld",
		    (long long)did.kept, (long long)did.already,
		    (long long)did.repeats));
		return;
	}
	if (desk_store_there(v) && !desk_store_open(v, DB_READ, &store,
	    &ignored))
		store = (struct desk_store){ 0 };
	draw(v, store.c, desk_sentence(v, &e), "");
}

void
desk_message_mailbox(struct desk_visit *v)
{
	mailbox_now(v->desk);
	desk_redirect(v, "/desk/messages#mailbox");
}

/* A letter as the file that it is: what a browser shows safely, it shows. */
static bool
letter_out(struct desk_visit *v, int64_t id, struct str raw)
{
	static const struct { const char *kind, *type; } shown[] = {
		{ "pdf", "application/pdf" }, { "jpg", "image/jpeg" },
		{ "png", "image/png" }, { "txt", "text/plain; charset=utf-8" }
	};
	const char *name, *kind;
	struct str bytes;
	size_t i;

	if (!mail_letter_file(v->a, raw, &name, &bytes) ||
	    (kind = forms_file_kind(v->a, name, bytes)) == NULL)
		return false;
	buf_clear(v->b);
	buf_put(v->b, bytes.p, bytes.n);
	v->out->type = "application/octet-stream";
	for (i = 0; i < LEN(shown); i++)
		if (strcmp(shown[i].kind, kind) == 0)
			v->out->type = shown[i].type;
	v->out->disposition = arena_printf(v->a, "%s; "
	    "filename=\"letter-%lld.%s\"", *v->out->type == 'a' &&
	    strcmp(kind, "pdf") != 0 ? "attachment" : "inline",
	    (long long)id, kind);
	return true;
}

/* What came, as a file; who took it is a line of the log. */
void
desk_message_original(struct desk_visit *v)
{
	const struct desk_mail *m = v->desk->mail;
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	int64_t id = desk_number(desk_sent(v, "id"));
	struct buf raw CLEAN(buf_free) = { 0 };
	struct message what = { 0 };
	struct err e = { 0 };
	bool found = false;

	if (m == NULL || m->why_not != NULL) {
		desk_says(v, 409, "The original cannot be opened here: the "
		    "desk has no private key.");
		return;
	}
	v->b->max = MESSAGE_MAX + 1;
	if (!desk_store_open(v, DB_WRITE, &store, &e) ||
	    !message_find(v->a, store.c, id, &what, &found, &e) ||
	    !m->open(m->arg, store.c, id, &raw, &e) ||
	    !cases_did(store.c, desk_login(v), "took out the original of a "
	    "message", arena_printf(v->a, "message %lld", (long long)id), &e)) {
		desk_failed(v, &e);
		return;
	}
	v->out->status = 200;
	if (found && strcmp(what.channel, "letter") == 0 &&
	    letter_out(v, id, (struct str){ raw.p, raw.n }))
		return;
	buf_clear(v->b);
	buf_put(v->b, raw.p, raw.n);
	v->out->type = "application/octet-stream";
	v->out->disposition = arena_printf(v->a, "attachment; "
	    "filename=\"message-%lld.eml\"", (long long)id);
}

/* ---- in one line of the home -------------------------------------------------------------------- */

void
desk_messages_sum(struct desk_visit *v, const char **detail, const char **tag)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	int64_t n[MESSAGE_STATES] = { 0 }, wait;
	struct desk_mailbox box;
	const char *failed;
	struct err e = { 0 };

	*tag = "";
	*detail = "No email came in yet.";
	if (!desk_store_there(v))
		return;
	if (!desk_store_open(v, DB_READ, &store, &e) ||
	    !message_counts(store.c, n, &e)) {
		*detail = arena_printf(v->a, "It cannot be read: %s.", e.msg);
		return;
	}
	mailbox_state(v, &box, &failed);
	wait = n[MESSAGE_CONFIRM] + n[MESSAGE_HAND];
	*detail = arena_printf(v->a, "%s%s to confirm, %s to read by hand, %s "
	    "set aside.", box.failed[0] != '\0' ? "The mailbox could not be "
	    "read. " : "", desk_count(v, n[MESSAGE_CONFIRM]), desk_count(v,
	    n[MESSAGE_HAND]), desk_count(v, n[MESSAGE_ASIDE]));
	if (wait > 0)
		*tag = arena_printf(v->a, "%s %s", desk_count(v, wait), wait ==
		    1 ? "waits" : "wait");
}
