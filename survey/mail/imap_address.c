/* SPDX-License-Identifier: MIT
 *
 * imap_address.c -- imaps://USER@HOST/MAILBOX, taken apart (RFC 5092; a user's
 * own "@" need not be written as %40).
 */
#include "survey/mail/imap.h"

#include <curl/curl.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

static void
free_url(CURLU **u)
{
	curl_url_cleanup(*u);
}

/* NULL: it has none, or one with controls in it. */
static const char *
part(struct arena *a, CURLU *u, CURLUPart which, unsigned flags)
{
	char *got = NULL;
	const char *copy;

	if (curl_url_get(u, which, &got, flags) != CURLUE_OK)
		return NULL;
	copy = utf8_valid(got, strlen(got), NULL) ? arena_str(a, got) : NULL;
	curl_free(got);
	return copy;
}

static const char *
lower(const char *host)
{
	char *p;

	for (p = (char *)host; p != NULL && *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return host;
}

static bool
is_loopback(const char *host)
{
	return strcasecmp(host, "localhost") == 0 ||
	    strcmp(host, "[::1]") == 0 || strcmp(host, "::1") == 0 ||
	    (strncmp(host, "127.", 4) == 0 &&
	    strspn(host, "0123456789.") == strlen(host));
}

/* A mailbox's name as IMAP has it: modified UTF-7, in quotes. */
static const char *
quoted(struct arena *a, const char *mailbox)
{
	char *in = (char *)mailbox, *p, *out;
	size_t left = strlen(mailbox), room = 4 * left + 16;
	struct buf b CLEAN(buf_free) = { 0 };
	iconv_t cd;
	bool ok;

	for (p = in; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 127)
			return NULL;	/* or it would be a command */
	cd = iconv_open("UTF-7-IMAP", "UTF-8");
	if (cd == (iconv_t)-1)
		return NULL;
	p = out = arena_get(a, room, 1);
	room--;
	ok = iconv(cd, &in, &left, &out, &room) != (size_t)-1 &&
	    iconv(cd, NULL, NULL, &out, &room) != (size_t)-1;
	iconv_close(cd);
	if (!ok)
		return NULL;
	buf_puts(&b, "\"");
	for (; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			buf_puts(&b, "\\");
		buf_put(&b, p, 1);
	}
	buf_puts(&b, "\"");
	return arena_str(a, buf_text(&b));
}

static bool
fill(struct arena *a, CURLU *u, const char *url, struct imap_address *out,
    struct err *e)
{
	const char *port = part(a, u, CURLUPART_PORT, 0);
	const char *path = part(a, u, CURLUPART_PATH, CURLU_URLDECODE);
	const char *scheme = part(a, u, CURLUPART_SCHEME, 0);

	out->tls = strcmp(scheme, "imaps") == 0;
	out->host = lower(part(a, u, CURLUPART_HOST, 0));
	out->user = part(a, u, CURLUPART_USER, CURLU_URLDECODE);
	if (out->host == NULL || out->user == NULL || out->user[0] == '\0')
		return err_set(e, ERR_INPUT, "%s: whose mailbox, at which "
		    "server? Write imaps://USER@HOST/MAILBOX", url);
	out->loopback = is_loopback(out->host);
	if (path != NULL && path[0] == '/')
		path++;
	out->mailbox = path == NULL || path[0] == '\0' ||
	    strcasecmp(path, "INBOX") == 0 ? "INBOX" : path;
	out->quoted = quoted(a, out->mailbox);
	if (out->quoted == NULL)
		return err_set(e, ERR_INPUT, "%s: the mailbox's name cannot "
		    "be written as IMAP wants it", url);
	out->url = arena_printf(a, "%s://%s%s%s/", scheme, out->host,
	    port != NULL ? ":" : "", port != NULL ? port : "");
	if (port != NULL && (strcmp(port, "143") == 0 ||
	    strcmp(port, "993") == 0))
		port = NULL;
	out->name = arena_printf(a, "imap://%s@%s%s%s/%s",
	    source_text(a, out->user), out->host, port != NULL ? ":" : "",
	    port != NULL ? port : "", source_text(a, out->mailbox));
	return true;
}

/* With each "@" but the last, before the first "/", as %40. */
static const char *
one_at(struct arena *a, const char *url)
{
	const char *from = strstr(url, "://") + 3, *last, *p;
	const size_t n = strcspn(from, "/");
	struct buf b CLEAN(buf_free) = { 0 };

	last = memrchr(from, '@', n);
	for (p = url; *p != '\0'; p++)
		if (*p == '@' && p < last && p >= from)
			buf_puts(&b, "%40");
		else
			buf_put(&b, p, 1);
	return arena_str(a, buf_text(&b));
}

bool
imap_address(struct arena *a, const char *url, struct imap_address *out,
    struct err *e)
{
	CURLU *u CLEAN(free_url) = curl_url();
	const char *pass;

	*out = (struct imap_address){ 0 };
	if (u == NULL)
		abort();
	/* A wrong address may have a password in it: it is not repeated. */
	if ((strncasecmp(url, "imaps://", 8) != 0 &&
	    strncasecmp(url, "imap://", 7) != 0) ||
	    curl_url_set(u, CURLUPART_URL, one_at(a, url), 0) != CURLUE_OK)
		return err_set(e, ERR_INPUT, "that is no address of a mailbox. "
		    "Write imaps://USER@HOST/MAILBOX");
	pass = part(a, u, CURLUPART_PASSWORD, 0);
	if (pass != NULL)
		return err_set(e, ERR_INPUT, "an address must not have a "
		    "password in it: others can see it there. Put it in a "
		    "file that only you can read (chmod 600), and name the "
		    "file");
	if (part(a, u, CURLUPART_QUERY, 0) != NULL ||
	    part(a, u, CURLUPART_FRAGMENT, 0) != NULL ||
	    part(a, u, CURLUPART_OPTIONS, 0) != NULL)
		return err_set(e, ERR_INPUT, "%s: nothing may stand behind "
		    "the mailbox, nor “;” in the user (write %%3B, %%3F, %%23)",
		    url);
	return fill(a, u, url, out, e);
}
