/* SPDX-License-Identifier: MIT
 *
 * nursery.c -- a process that does nothing but start readers, and bury them.
 *
 * It is started early, so that readers hold nothing of what their parent gets
 * to know afterwards: no other message, and no key.
 */
#include "survey/mail/read.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS_MOST = 64 };
struct word { uint32_t slot; int32_t pid, died; };

/* What a child is given: its end of a socket, and its area. */
struct gift { int socket, area; };
static const struct gift nothing = { -1, -1 };

static bool
send_with(int to, const struct word *w, struct gift g)
{
	union { struct cmsghdr h; char b[CMSG_SPACE(sizeof(g))]; } c = { 0 };
	struct iovec io = { (void *)(uintptr_t)w, sizeof(*w) };
	struct msghdr m = { .msg_iov = &io, .msg_iovlen = 1 };

	if (g.socket >= 0) {
		m.msg_control = c.b;
		m.msg_controllen = sizeof(c.b);
		c.h = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof(g)),
		    .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS };
		memcpy(CMSG_DATA(&c.h), &g, sizeof(g));
	}
	while (sendmsg(to, &m, MSG_NOSIGNAL) < 0)
		if (errno != EINTR)
			return false;
	return true;
}

static bool
receive_with(int from, struct word *w, struct gift *g)
{
	union { struct cmsghdr h; char b[CMSG_SPACE(sizeof(*g))]; } c = { 0 };
	struct iovec io = { w, sizeof(*w) };
	struct msghdr m = { .msg_iov = &io, .msg_iovlen = 1,
	    .msg_control = c.b, .msg_controllen = sizeof(c.b) };
	ssize_t n;

	*g = nothing;
	do
		n = recvmsg(from, &m, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n == sizeof(*w) && m.msg_controllen >= CMSG_LEN(sizeof(*g)) &&
	    c.h.cmsg_type == SCM_RIGHTS && c.h.cmsg_len ==
	    CMSG_LEN(sizeof(*g)))
		memcpy(g, CMSG_DATA(&c.h), sizeof(*g));
	return n == sizeof(*w);
}

/* ---- the nursery itself ------------------------------------------------------------- */

/* Nothing that was open stays so, but for fd, which becomes 3. */
static void
close_all_but(int fd)
{
	if (fd != 3)
		(void)dup2(fd, 3);
	(void)close_range(4, ~0u, 0);
}

static pid_t
bear(unsigned slot, struct gift g, const struct mail_limits *l,
    volatile struct read_shared *shared)
{
	pid_t pid = fork();

	if (pid != 0) {
		if (pid > 0)
			(void)setpgid(pid, pid);
		return pid;
	}
	(void)setpgid(0, 0);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* 3 is where the nursery hears its parent: both are above it */
	(void)dup2(g.socket, 3);
	if (g.area != 4)
		(void)dup2(g.area, 4);
	(void)close_range(5, ~0u, 0);
	read_child(3, 4, &shared[slot], l);
}

NORETURN static void
nursery(int fd, const struct mail_limits *l,
    volatile struct read_shared *shared)
{
	pid_t pids[SLOTS_MOST] = { 0 };
	struct gift child;
	struct word w;
	int status;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)signal(SIGCHLD, SIG_DFL);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)signal(SIGINT, SIG_IGN);		/* its parent ends it */
	(void)signal(SIGTERM, SIG_DFL);
	close_all_but(fd);
	(void)!nice(5);		/* what was read is written first */
	/* message after message needs about as much: what was free is not given
	 * back to the system, and cleared anew, each time */
	(void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 16 << 20);
	g_mime_init();
	while (receive_with(3, &w, &child)) {
		status = 0;
		if (w.slot >= SLOTS_MOST)
			_exit(1);
		if (pids[w.slot] > 0) {
			(void)kill(-pids[w.slot], SIGKILL);
			while (waitpid(pids[w.slot], &status, 0) < 0 &&
			    errno == EINTR)
				continue;
		}
		pids[w.slot] = child.socket >= 0 ? bear(w.slot, child, l,
		    shared) : 0;
		if (child.socket >= 0) {
			close(child.socket);
			close(child.area);
		}
		w.pid = pids[w.slot];
		w.died = status;
		if (!send_with(3, &w, nothing))
			break;
	}
	_exit(0);
}

/* ---- its parent's side ------------------------------------------------------------------ */

bool
nursery_open(struct nursery *n, const struct mail_limits *l, unsigned slots,
    volatile struct read_shared *shared, struct err *e)
{
	int ends[2];

	*n = (struct nursery){ .fd = -1 };
	if (slots > SLOTS_MOST || socketpair(AF_UNIX, SOCK_SEQPACKET |
	    SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(e, ERR_IO, "the readers of mail: %s",
		    strerror(errno));
	n->pid = fork();
	if (n->pid == 0)
		nursery(ends[1], l, shared);
	close(ends[1]);
	n->fd = ends[0];
	if (n->pid < 0)
		return err_set(e, ERR_IO, "the readers of mail: %s",
		    strerror(errno));
	return true;
}

void
nursery_close(struct nursery *n)
{
	if (n->fd >= 0)
		close(n->fd);
	if (n->pid > 0)
		while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	*n = (struct nursery){ .fd = -1 };
}

/* The first thing that a child says. */
static bool
is_ready(int fd, struct err *e)
{
	char said[256];
	ssize_t n;

	do
		n = read(fd, said, sizeof(said) - 1);
	while (n < 0 && errno == EINTR);
	if (n == sizeof(READ_READY) && memcmp(said, READ_READY, n) == 0)
		return true;
	said[n > 0 ? n : 0] = '\0';
	return err_set(e, ERR_IO, "a reader of mail cannot be started: %s",
	    n > 0 && utf8_valid(said, (size_t)n, NULL) ? said : "it ended");
}

bool
nursery_child(struct nursery *n, unsigned i, int area, struct birth *b,
    struct err *e)
{
	struct word w = { .slot = i };
	struct gift none;
	int ends[2];
	bool ok;

	*b = (struct birth){ .fd = -1 };
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(e, ERR_IO, "a reader of mail: %s",
		    strerror(errno));
	ok = send_with(n->fd, &w, (struct gift){ ends[1], area }) && receive_with(n->fd, &w, &none) &&
	    w.pid > 0;
	close(ends[1]);
	if (!ok)
		err_set(e, ERR_IO, "a reader of mail cannot be started");
	if (!ok || !is_ready(ends[0], e)) {
		close(ends[0]);
		return false;
	}
	*b = (struct birth){ .fd = ends[0], .pid = w.pid, .died = w.died };
	return true;
}
