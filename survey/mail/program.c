/* SPDX-License-Identifier: MIT
 *
 * program.c -- runs a program that takes text out of a file, with even less
 * rights than a reader has: it can start nothing.
 */
#include "survey/mail/read.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MEGABYTES = 128, EXIT_NO_PROGRAM = 127 };

/* The bytes as a file without a name, which is not written to again. */
static int
as_file(struct str s)
{
	int fd = memfd_create("attached", 0);
	size_t at = 0;
	ssize_t n;

	while (fd >= 0 && at < s.n) {
		n = write(fd, s.p + at, s.n - at);
		if (n < 0 && errno != EINTR) {
			close(fd);
			return -1;
		}
		at += n > 0 ? (size_t)n : 0;
	}
	return fd;
}

NORETURN static void
become(const struct reading *g, const char *const *argv, int file, int out,
    int say)
{
	static const char *const path[] = { "/usr/bin", "/usr/local/bin",
	    "/bin" };
	const struct sandbox box = { .megabytes = MEGABYTES, .files = 32,
	    .seconds = g->seconds, .alone = true };
	const char *const env[] = { "LC_ALL=C.UTF-8", "HOME=/nonexistent",
	    NULL };
	char name[64];
	size_t i;
	int fds[4];

	/* Out of the way of 0 to 3 first. */
	fds[0] = fcntl(file, F_DUPFD_CLOEXEC, 10);
	fds[1] = fcntl(out, F_DUPFD_CLOEXEC, 10);
	fds[2] = fcntl(say, F_DUPFD_CLOEXEC, 10);
	fds[3] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (dup2(fds[3], 0) < 0 || dup2(fds[1], 1) < 0 || dup2(fds[2], 2) < 0 ||
	    dup2(fds[0], 3) < 0)
		_exit(EXIT_NO_PROGRAM);
	(void)close_range(4, ~0u, 0);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)alarm(g->seconds);
	if (!sandbox_narrow(&box))
		_exit(EXIT_NO_PROGRAM);
	for (i = 0; i < LEN(path); i++) {
		(void)snprintf(name, sizeof(name), "%s/%s", path[i], argv[0]);
		(void)execve(name, (char *const *)(uintptr_t)argv,
		    (char *const *)(uintptr_t)env);
	}
	_exit(EXIT_NO_PROGRAM);
}

/* Until both ends are closed, or it said more than most.  True: it was less. */
static bool
hear(int out, int say, size_t most, struct buf *b, struct buf *said)
{
	struct pollfd p[2] = { { .fd = out, .events = POLLIN },
	    { .fd = say, .events = POLLIN } };
	struct buf *to[2] = { b, said };
	char piece[16384];
	ssize_t n;
	int i;

	while (p[0].fd >= 0 || p[1].fd >= 0) {
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return false;
		for (i = 0; i < 2; i++) {
			if (p[i].fd < 0 || p[i].revents == 0)
				continue;
			n = read(p[i].fd, piece, sizeof(piece));
			if (n == 0 || (n < 0 && errno != EINTR))
				p[i].fd = -1;
			else if (n > 0 && (i == 0 || to[i]->n < 4096))
				buf_put(to[i], piece, (size_t)n);
		}
		if (b->n > most)
			return false;
	}
	return true;
}

static enum ran
ended(pid_t pid, bool whole)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (!whole)
		return RAN_TOO_MUCH;
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGALRM ||
	    WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
		return RAN_TOO_LONG;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_PROGRAM)
		return RAN_NOT_THERE;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? RAN_WELL :
	    RAN_BADLY;
}

enum ran
read_program(struct reading *g, const char *const *argv, struct str s,
    size_t most, struct buf *out, struct buf *said)
{
	int file, o[2] = { -1, -1 }, e[2] = { -1, -1 };
	bool whole = true;
	pid_t pid = -1;

	if (!g->programs)
		return RAN_NOT_THERE;
	if (now_millis() > g->until)
		return RAN_TOO_LONG;
	file = as_file(s);
	if (file >= 0 && pipe2(o, O_CLOEXEC) == 0 && pipe2(e, O_CLOEXEC) == 0)
		pid = fork();
	if (pid == 0)
		become(g, argv, file, o[1], e[1]);
	if (o[1] >= 0)
		close(o[1]);
	if (e[1] >= 0)
		close(e[1]);
	if (pid > 0)
		whole = hear(o[0], e[0], most, out, said);
	if (o[0] >= 0)
		close(o[0]);
	if (e[0] >= 0)
		close(e[0]);
	if (file >= 0)
		close(file);
	return pid > 0 ? ended(pid, whole) : RAN_BADLY;
}
