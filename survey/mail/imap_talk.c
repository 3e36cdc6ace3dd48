/* SPDX-License-Identifier: MIT
 *
 * imap_talk.c -- connects to an IMAP server by libcurl, and sends commands.
 */
#include "survey/mail/imap.h"

#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

enum {
	CONNECT_SECONDS = 30,
	SILENT_SECONDS = 60,	/* that a server may say nothing */
	LOOK_MILLIS = 500,	/* whether it is to stop */
	SECRET_MOST = 16384,
	SET_LENGTH = 900	/* of the 1,000 a server must take: RFC 2683, 3.2.1.5 */
};

/* ---- SIGPIPE ---------------------------------------------------------------
 * OpenSSL writes to a connection that may be gone, and this may be one thread of
 * several: so the signal is held back while libcurl works, and taken off. */

static void
hold_pipe(sigset_t *old)
{
	sigset_t pipe;

	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe, old);
}

static void
let_pipe(const sigset_t *old)
{
	const struct timespec now = { 0 };
	sigset_t pipe;

	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	if (!sigismember(old, SIGPIPE))
		while (sigtimedwait(&pipe, NULL, &now) > 0)
			continue;
	pthread_sigmask(SIG_SETMASK, old, NULL);
}

/* ---- bytes --------------------------------------------------------------- */

static bool
gone(const struct imap *m, struct err *e)
{
	return err_set(e, ERR_IO, "the mail server %s ended the connection%s%s. "
	    "What was kept stays; import again, and it goes on from there",
	    m->to->host, m->answer.bye[0] != '\0' ? ": " : "",
	    m->answer.bye);
}

static bool
is_stopped(const struct mail_wants *w)
{
	return w->stop != NULL && atomic_load(w->stop);
}

static bool
stopped(struct err *e)
{
	return err_set(e, ERR_BUSY, "reading the mailbox was stopped; the next "
	    "time it goes on from there");
}

static bool
wait_for(const struct imap *m, short what, struct err *e)
{
	struct pollfd p = { .fd = -1, .events = what };
	int n = 0, looks = SILENT_SECONDS * 1000 / LOOK_MILLIS;
	curl_socket_t s;

	if (curl_easy_getinfo(m->curl, CURLINFO_ACTIVESOCKET, &s) != CURLE_OK ||
	    s == CURL_SOCKET_BAD)
		return gone(m, e);
	p.fd = s;
	for (; looks > 0 && n == 0; looks--) {
		if (is_stopped(m->wants))
			return stopped(e);
		do
			n = poll(&p, 1, LOOK_MILLIS);
		while (n < 0 && errno == EINTR);
	}
	return n != 0 || err_set(e, ERR_IO, "the mail server %s has said "
	    "nothing for %d seconds. What was kept stays; import again",
	    m->to->host, SILENT_SECONDS);
}

static bool
read_some(void *arg, char *to, size_t n, size_t *got, struct err *e)
{
	struct imap *m = arg;
	sigset_t old;
	CURLcode rc;

	for (;;) {
		hold_pipe(&old);
		rc = curl_easy_recv(m->curl, to, n, got);
		let_pipe(&old);
		if (rc == CURLE_OK && *got > 0)
			return true;
		if (rc != CURLE_AGAIN)
			return gone(m, e);
		if (!wait_for(m, POLLIN, e))
			return false;
	}
}

static bool
write_all(struct imap *m, const char *p, size_t n, struct err *e)
{
	sigset_t old;
	CURLcode rc;
	size_t sent;

	while (n > 0) {
		sent = 0;
		hold_pipe(&old);
		rc = curl_easy_send(m->curl, p, n, &sent);
		let_pipe(&old);
		if (rc == CURLE_AGAIN) {
			if (!wait_for(m, POLLOUT, e))
				return false;
			continue;
		}
		if (rc != CURLE_OK)
			return gone(m, e);
		p += sent;
		n -= sent;
	}
	return true;
}

/* ---- the password ---------------------------------------------------------- */

static bool
secret(const char *path, struct arena *a, struct str *out, struct err *e)
{
	struct str text;
	struct stat st;

	if (path == NULL)
		return err_set(e, ERR_INPUT, "a mailbox at a server needs a "
		    "password. Put it in a file that only you can read "
		    "(chmod 600), and name the file");
	if (stat(path, &st) != 0)
		return err_set(e, ERR_INPUT, "%s: %s. It should have the "
		    "mailbox's password, on one line", path, strerror(errno));
	if ((st.st_mode & 077) != 0)
		return err_set(e, ERR_INPUT, "%s: others may read this "
		    "password. Run `chmod 600 %s`, and change the password if "
		    "somebody may have seen it", path, path);
	if (!file_read(a, path, SECRET_MOST, &text, e))
		return false;
	if (!str_line(&text, out) || out->n == 0 || text.n > 0 ||
	    memchr(out->p, '\0', out->n) != NULL)
		return err_set(e, ERR_INPUT, "%s: it should have the "
		    "mailbox's password on one line, and nothing else", path);
	((char *)out->p)[out->n] = '\0';
	return true;
}

/* ---- connecting ------------------------------------------------------------- */

static bool
refused(CURLcode rc, const struct imap_address *to, const struct mail_wants *w,
    struct err *e)
{
	switch (rc) {
	case CURLE_ABORTED_BY_CALLBACK:
		return stopped(e);
	case CURLE_LOGIN_DENIED:
		return err_set(e, ERR_INPUT, "the mail server %s does not let "
		    "%s in: %s in %s is wrong%s. Put the right one there",
		    to->host, to->user, w->token ? "the token" :
		    "the password", w->secret_file, w->token ?
		    ", or its time is over" : ", or the server wants a token "
		    "(XOAUTH2) instead");
	case CURLE_PEER_FAILED_VERIFICATION:
		return err_set(e, ERR_INPUT, "the mail server %s cannot prove "
		    "who it is: its certificate is not for that name, is out "
		    "of date, or nobody known vouches for it. The password was "
		    "not sent. Ask who runs it", to->host);
	case CURLE_SSL_CACERT_BADFILE:
		return err_set(e, ERR_INPUT, "%s: no certificates can be read "
		    "there", w->ca_file != NULL ? w->ca_file :
		    "the system's certificates");
	case CURLE_USE_SSL_FAILED:
		return err_set(e, ERR_INPUT, "the mail server %s offers no "
		    "encryption on this port. The password was not sent. "
		    "Write imaps:// instead of imap://", to->host);
	case CURLE_COULDNT_RESOLVE_HOST:
		return err_set(e, ERR_IO, "the mail server %s is not known by "
		    "that name. Is it written right, and is the network there?",
		    to->host);
	case CURLE_COULDNT_CONNECT:
		return err_set(e, ERR_IO, "the mail server %s cannot be "
		    "reached", to->host);
	case CURLE_OPERATION_TIMEDOUT:
		return err_set(e, ERR_IO, "the mail server %s took too long to "
		    "answer", to->host);
	default:
		return err_set(e, ERR_IO, "the mail server %s: %s", to->host,
		    curl_easy_strerror(rc));
	}
}

/* libcurl asks about once a second, and oftener. */
static int
go_on(void *wants, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	(void)a, (void)b, (void)c, (void)d;
	return is_stopped(wants);
}

static bool
set_up(CURL *c, const struct imap_address *to, const struct mail_wants *w,
    const char *password)
{
	bool ok = true;

#define SET(what, to)	(ok = ok && \
			    curl_easy_setopt(c, (what), (to)) == CURLE_OK)
	SET(CURLOPT_PROTOCOLS_STR, "imap,imaps");
	SET(CURLOPT_URL, to->url);
	SET(CURLOPT_CONNECT_ONLY, 1L);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_NOPROGRESS, 0L);
	SET(CURLOPT_XFERINFOFUNCTION, go_on);
	SET(CURLOPT_XFERINFODATA, (void *)w);
	SET(CURLOPT_PROXY, "");
	SET(CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	SET(CURLOPT_TIMEOUT, (long)CONNECT_SECONDS);
	SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_USE_SSL, (long)(to->tls || !to->loopback ? CURLUSESSL_ALL :
	    CURLUSESSL_NONE));
	if (w->ca_file != NULL) {
		SET(CURLOPT_CAINFO, w->ca_file);
		SET(CURLOPT_CAPATH, (char *)NULL);
	}
	SET(CURLOPT_USERNAME, to->user);
	if (w->token) {
		SET(CURLOPT_XOAUTH2_BEARER, password);
		SET(CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
	} else
		SET(CURLOPT_PASSWORD, password);
#undef SET
	return ok;
}

static void
curl_once(void)
{
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
}

bool
imap_connect(struct imap *m, struct arena *a, const struct imap_address *to,
    const struct mail_wants *w, struct err *e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct str password = { 0 };
	sigset_t old;
	CURLcode rc;
	bool ok;

	*m = (struct imap){ .to = to, .wants = w };
	m->in.read = read_some;
	m->in.arg = m;
	if (!secret(w->secret_file, a, &password, e))
		return false;
	pthread_once(&once, curl_once);
	m->curl = curl_easy_init();
	ok = m->curl != NULL && set_up(m->curl, to, w, password.p);
	seal_wipe((char *)password.p, password.n);
	if (!ok)
		return err_set(e, ERR_IO, "libcurl cannot be set up for IMAP");
	hold_pipe(&old);
	rc = curl_easy_perform(m->curl);
	let_pipe(&old);
	if (rc != CURLE_OK) {
		refused(rc, to, w, e);
		imap_disconnect(m);
		return false;
	}
	return true;
}

void
imap_disconnect(struct imap *m)
{
	sigset_t old;

	if (m->curl != NULL) {
		hold_pipe(&old);
		curl_easy_cleanup(m->curl);
		let_pipe(&old);
	}
	m->curl = NULL;
	imap_answer_free(&m->answer);
}

/* ---- commands --------------------------------------------------------------- */

bool
imap_command(struct imap *m, struct err *e, const char *fmt, ...)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char tag[16], line[2048];
	va_list ap;
	int n;

	snprintf(tag, sizeof(tag), "E%u", ++m->tag);
	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(line))
		return err_set(e, ERR_INPUT, "the mailbox's name is too long");
	buf_printf(&b, "%s %s\r\n", tag, line);
	if (m->lost)
		return gone(m, e);
	if (is_stopped(m->wants))
		return stopped(e);
	if (!write_all(m, b.p, b.n, e) ||
	    !imap_read_answer(&m->in, tag, SOURCE_MOST, &m->answer, e)) {
		m->lost = true;
		if (e->code == ERR_INPUT)
			err_wrap(e, "%s", m->to->host);
		return false;
	}
	return true;
}

void
imap_set(struct buf *out, const uint32_t *uids, size_t n, size_t most,
    size_t *from)
{
	size_t i = *from, last, end = n - *from < most ? n : *from + most;

	buf_clear(out);
	while (i < end && out->n < SET_LENGTH) {
		for (last = i; last + 1 < end && uids[last + 1] ==
		    uids[last] + 1; last++)
			continue;
		buf_printf(out, "%s%u", out->n > 0 ? "," : "", uids[i]);
		if (last > i)
			buf_printf(out, ":%u", uids[last]);
		i = last + 1;
	}
	*from = i;
}
