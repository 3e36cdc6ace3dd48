/* SPDX-License-Identifier: MIT
 *
 * evil.c -- a reader that was taken over: it does what the line "X-Evil: WHAT
 * WHERE" of a message says, and tells in the text whether it could.
 */
#include "survey/mail/read.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

void	__real_read_message(struct reading *, struct str);
void	__wrap_read_message(struct reading *, struct str);

static bool
can_connect(const char *where)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)snprintf(to.sun_path, sizeof(to.sun_path), "%.100s",
	    where);
	return fd >= 0 && (connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0 ||
	    errno == ECONNREFUSED || errno == ENOENT);
}

static bool
can_run(const char *where)
{
	const char *const argv[] = { "sh", "-c", where, NULL };
	int status = 1;
	pid_t pid = fork();

	if (pid == 0) {
		(void)execv("/bin/sh", (char *const *)(uintptr_t)argv);
		_exit(1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* Each returns whether it worked. */
static bool
dare(const char *what, const char *where)
{
	if (strcmp(what, "socket") == 0)
		return socket(AF_INET, SOCK_STREAM, 0) >= 0;
	if (strcmp(what, "connect") == 0)
		return can_connect(where);
	if (strcmp(what, "write") == 0)
		return open(where, O_WRONLY | O_CREAT, 0600) >= 0;
	if (strcmp(what, "truncate") == 0)
		return truncate(where, 0) == 0;
	if (strcmp(what, "read") == 0)
		return open(where, O_RDONLY) >= 0;
	if (strcmp(what, "remove") == 0)
		return unlink(where) == 0;
	if (strcmp(what, "rename") == 0)
		return rename(where, "/tmp/earshot-evil") == 0;
	if (strcmp(what, "folder") == 0)
		return mkdir(where, 0700) == 0;
	if (strcmp(what, "link") == 0)
		return symlink("/etc/passwd", where) == 0;
	if (strcmp(what, "ptrace") == 0)
		return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0;
	if (strcmp(what, "signal") == 0)
		return kill(getppid(), 0) == 0;
	if (strcmp(what, "leave-group") == 0)
		return setsid() >= 0 || setpgid(0, getppid()) == 0;
	if (strcmp(what, "run") == 0)
		return can_run(where);
	return false;
}

static void
misbehave(const char *what)
{
	char *all = NULL;
	size_t n = 0;

	if (strcmp(what, "crash") == 0)
		(void)raise(SIGSEGV);
	if (strcmp(what, "abort") == 0)
		abort();
	if (strcmp(what, "leave") == 0)
		_exit(0);
	if (strcmp(what, "loop") == 0)
		for (;;)
			n++;
	if (strcmp(what, "sleep") == 0)
		for (;;)
			sleep(1);
	if (strcmp(what, "memory") == 0)
		for (;;) {
			n += 16 << 20;
			all = realloc(all, n);
			if (all == NULL)
				abort();
			memset(all + n - (16 << 20), 1, 16 << 20);
		}
	if (strcmp(what, "babble") == 0)
		for (;;)
			if (write(3, "babble babble babble", 20) < 0)
				_exit(0);
	if (strcmp(what, "lie") == 0) {
		(void)!write(3, "\4\0\0\0{]}[", 8);
		_exit(0);
	}
}

void
__wrap_read_message(struct reading *g, struct str raw)
{
	const char *at = memmem(raw.p, raw.n, "X-Evil: ", 8);
	char what[32] = "", where[200] = "";

	__real_read_message(g, raw);
	if (at == NULL)
		return;
	(void)sscanf(at + 8, "%31[^ \n] %199[^\n]", what, where);
	misbehave(what);
	g->r->text = dare(what, where) ? "it could" : "it could not";
}
