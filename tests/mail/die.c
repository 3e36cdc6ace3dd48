/* SPDX-License-Identifier: MIT
 *
 * die.c -- kills its own process (kill -9) at a given point of reading a mailbox.
 * Linked into mailsource, and preloaded into earshot.
 *
 *	DIE=WORD:N		when the Nth command with that word is to be sent
 *	DIE=WORD:N:after	after it was sent
 *	DIE=read:N		when N bytes came
 *	DIE=sync:N		when the Nth file is to be put on the disk
 *	DIE=page:N		when the Nth page is to be written to a file
 *	MAILSOURCE_TRACE=1	prints each command
 */
#include "tests/mail/die.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
die_maybe(const char *text, size_t n, int after, size_t by)
{
	static long seen;
	const char *how = getenv("DIE"), *colon;
	size_t word;

	colon = how != NULL ? strchr(how, ':') : NULL;
	if (colon == NULL || (strstr(colon, ":after") != NULL) != (after != 0))
		return;
	word = (size_t)(colon - how);
	if (memmem(text, n, how, word) == NULL)
		return;
	seen += (long)by;
	if (seen >= atol(colon + 1))
		kill(getpid(), SIGKILL);
}

static void *
real(const char *name)
{
	void *f = dlsym(RTLD_NEXT, name);

	if (f == NULL)
		abort();
	return f;
}

CURLcode
curl_easy_send(CURL *c, const void *p, size_t n, size_t *sent)
{
	static CURLcode (*f)(CURL *, const void *, size_t, size_t *);
	CURLcode rc;

	if (f == NULL)
		*(void **)&f = real("curl_easy_send");
	die_maybe(p, n, 0, 1);
	rc = f(c, p, n, sent);
	if (getenv("MAILSOURCE_TRACE") != NULL)
		fprintf(stderr, "> %.*s", (int)n, (const char *)p);
	if (rc == CURLE_OK)
		die_maybe(p, n, 1, 1);
	return rc;
}

CURLcode
curl_easy_recv(CURL *c, void *p, size_t n, size_t *got)
{
	static CURLcode (*f)(CURL *, void *, size_t, size_t *);
	CURLcode rc;

	if (f == NULL)
		*(void **)&f = real("curl_easy_recv");
	rc = f(c, p, n, got);
	if (rc == CURLE_OK)
		die_maybe("read", 4, 0, *got);
	return rc;
}

int
fdatasync(int fd)
{
	static int (*f)(int);

	if (f == NULL)
		*(void **)&f = real("fdatasync");
	die_maybe("sync", 4, 0, 1);
	return f(fd);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	static ssize_t (*f)(int, const void *, size_t, off64_t);

	if (f == NULL)
		*(void **)&f = real("pwrite64");
	die_maybe("page", 4, 0, 1);
	return f(fd, p, n, at);
}
