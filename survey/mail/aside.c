/* SPDX-License-Identifier: MIT
 *
 * aside.c -- signs that a program sent a message, and no person who answers.
 *
 * RFC 3834 says what programs that answer by themselves write (section 5), and
 * what others do so that nobody answers them.  Some headers are on people's mail
 * too, and set nothing aside alone: X-Auto-Response-Suppress asks that nobody
 * answers automatically ([MS-OXCMAIL] 2.1.3.2.20), and Exchange puts it on what
 * people write; mailing lists carry what people wrote to a list.
 */
#include "survey/mail/read.h"

#include <gmime/gmime.h>
#include <strings.h>

static const char *
header(GMimeMessage *m, const char *name)
{
	const char *v = g_mime_object_get_header(GMIME_OBJECT(m), name);

	return v != NULL ? v + strspn(v, " \t") : NULL;
}

static bool
begins(const char *s, const char *word)
{
	size_t n = strlen(word);

	return s != NULL && strncasecmp(s, word, n) == 0 &&
	    strchr(" ;\t\r\n,", s[n]) != NULL;
}

static void
aside(struct reading *g, enum mail_aside what, const char *why)
{
	if (g->r->aside != ASIDE_NO)
		return;
	g->r->aside = what;
	g->r->aside_why = why;
}

/* ---- by its type --------------------------------------------------------------------- */

static bool
reports(GMimeObject *top, const char *type)
{
	const char *t = g_mime_object_get_content_type_parameter(top,
	    "report-type");

	return t != NULL && strcasecmp(t, type) == 0;
}

/* An entry that a calendar sent: the message is it, or shows it otherwise.  One
 * that is attached to a letter sets nothing aside. */
static bool
is_calendar(GMimeObject *o)
{
	GMimeContentType *t = g_mime_object_get_content_type(o);
	int i;

	if (GMIME_IS_PART(o))
		return g_mime_content_type_is_type(t, "text", "calendar");
	if (!GMIME_IS_MULTIPART(o) ||
	    !g_mime_content_type_is_type(t, "multipart", "alternative"))
		return false;
	for (i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(o)); i++)
		if (g_mime_content_type_is_type(g_mime_object_get_content_type(
		    g_mime_multipart_get_part(GMIME_MULTIPART(o), i)), "text",
		    "calendar"))
			return true;
	return false;
}

static GMimeObject *
first_of(GMimeObject *o)
{
	return GMIME_IS_MULTIPART(o) && g_mime_content_type_is_type(
	    g_mime_object_get_content_type(o), "multipart", "mixed") &&
	    g_mime_multipart_get_count(GMIME_MULTIPART(o)) > 0 ?
	    g_mime_multipart_get_part(GMIME_MULTIPART(o), 0) : o;
}

static void
by_type(struct reading *g, GMimeObject *top)
{
	GMimeContentType *t = g_mime_object_get_content_type(top);

	if (g_mime_content_type_is_type(t, "multipart", "report")) {
		if (reports(top, "disposition-notification"))
			aside(g, ASIDE_RECEIPT, "it tells that a message was "
			    "shown or deleted (RFC 8098)");
		else if (reports(top, "feedback-report"))
			aside(g, ASIDE_SPAM, "it reports a message as spam "
			    "(RFC 5965)");
		else
			aside(g, ASIDE_BOUNCE, "it tells how a message was "
			    "delivered (RFC 3462)");
	} else if (is_calendar(first_of(top))) {
		aside(g, ASIDE_CALENDAR, "it is an entry for a calendar");
	}
}

/* ---- by its headers ----------------------------------------------------------------- */

static void
by_answering(struct reading *g, GMimeMessage *m)
{
	static const char *const replied[] = { "X-Autoreply", "X-Autorespond",
	    "X-Autoresponder", "X-AutoReply-From", "X-Mail-Autoreply" };
	const char *v = header(m, "Auto-Submitted");
	size_t i;

	if (v != NULL && *v != '\0' && !begins(v, "no"))
		aside(g, ASIDE_AUTO_REPLY, "the header Auto-Submitted says so");
	for (i = 0; i < LEN(replied); i++) {
		v = header(m, replied[i]);
		if (v != NULL && *v != '\0' && !begins(v, "no"))
			aside(g, ASIDE_AUTO_REPLY, arena_printf(g->a,
			    "the header %s says so", replied[i]));
	}
	v = header(m, "Precedence");
	if (begins(v, "auto_reply") || begins(v, "auto-reply"))
		aside(g, ASIDE_AUTO_REPLY, "the header Precedence says so");
}

/* RFC 5321, 4.5.5: nobody is to be told when it cannot be delivered. */
static void
by_return_path(struct reading *g, GMimeMessage *m)
{
	const char *v = header(m, "Return-Path");

	if (v == NULL || strncmp(v, "<>", 2) != 0)
		return;
	v = header(m, "From");
	if (v != NULL && (strcasestr(v, "mailer-daemon") != NULL ||
	    strcasestr(v, "postmaster") != NULL))
		aside(g, ASIDE_BOUNCE, "its Return-Path is empty, and a mail "
		    "system sent it");
	else
		aside(g, ASIDE_AUTO_REPLY, "its Return-Path is empty, as of "
		    "automatic replies");
}

static void
by_spam_filter(struct reading *g, GMimeMessage *m)
{
	if (begins(header(m, "X-Spam-Flag"), "yes") ||
	    begins(header(m, "X-Spam-Status"), "yes"))
		aside(g, ASIDE_SPAM, "a filter of spam marked it");
}

static void
by_list(struct reading *g, GMimeMessage *m)
{
	const char *v = header(m, "Precedence");

	if (begins(v, "bulk") || begins(v, "junk"))
		aside(g, ASIDE_BULK, "the header Precedence says that it went "
		    "to many");
	else if (begins(v, "list") || header(m, "List-Id") != NULL)
		aside(g, ASIDE_BULK, "it came through a mailing list");
	else if (header(m, "List-Unsubscribe") != NULL)
		aside(g, ASIDE_BULK, "it went to many: one can unsubscribe");
	else if (header(m, "Feedback-ID") != NULL &&
	    header(m, "X-Auto-Response-Suppress") != NULL)
		aside(g, ASIDE_BULK, "it went to many, by its Feedback-ID");
}

/* ---- by its subject: a weak sign ------------------------------------------------------ */

/* How mail programs begin the subject of an absence, in the languages of our
 * forms and some more.  "Re:" before it is of a person who answers one. */
static const char *const absent[] = { "out of office", "out-of-office",
    "automatic reply", "autoreply", "auto reply", "auto-reply",
    "auto response", "autoresponse", "automatyczna odpowiedź",
    "automatyczna odpowied", "odpowiedź automatyczna",
    "nieobecność w biurze", "poza biurem", "răspuns automat",
    "raspuns automat", "ateb awtomatig", "atebiad awtomatig",
    "allan o'r swyddfa", "abwesend", "abwesenheit", "automatische antwort",
    "réponse automatique", "absence du bureau", "respuesta automática",
    "fuera de la oficina", "risposta automatica", "fuori sede",
    "resposta automática", "ausência temporária", "automatisch antwoord",
    "autosvar", "automatiskt svar", "автоматический ответ", "自动回复",
    "自動回覆", "رد تلقائي", "خودکار جواب", "સ્વચાલિત જવાબ" };

static void
by_subject(struct reading *g, GMimeMessage *m)
{
	const char *s = g->r->subject;
	bool asks_none = header(m, "X-Auto-Response-Suppress") != NULL;
	size_t i;

	for (i = 0; i < LEN(absent); i++)
		if (strncasecmp(s, absent[i], strlen(absent[i])) == 0) {
			aside(g, ASIDE_AUTO_REPLY, asks_none ?
			    "its subject begins like an automatic reply's, and "
			    "it asks for none itself" :
			    "a weak sign: its subject begins like an automatic "
			    "reply's");
			return;
		}
}

void
read_aside(struct reading *g, GMimeMessage *m)
{
	GMimeObject *top = g_mime_message_get_mime_part(m);

	if (top != NULL)
		by_type(g, top);
	by_answering(g, m);
	by_return_path(g, m);
	by_spam_filter(g, m);
	by_list(g, m);
	by_subject(g, m);
}
