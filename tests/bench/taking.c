/* SPDX-License-Identifier: MIT
 *
 * taking.c -- taking COMMAND...: how long a command takes (seconds), and how much
 * memory it and all below it have at most (kB), looked at 50 times a second.
 */
#include "base/base.h"
#include "tests/bench/memory.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	const struct timespec pause = { 0, 20000000 };
	double start = now_precise();
	uint64_t kb, peak = 0;
	int status = 0, null;
	sigset_t ends;
	pid_t pid;

	(void)sigemptyset(&ends);
	(void)sigaddset(&ends, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &ends, NULL);
	if (argc < 2 || (pid = fork()) < 0)
		return 2;
	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		(void)dup2(null, STDOUT_FILENO);
		(void)sigprocmask(SIG_UNBLOCK, &ends, NULL);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	while (waitpid(pid, &status, WNOHANG) == 0) {
		if ((kb = memory(pid)) > peak)
			peak = kb;
		(void)sigtimedwait(&ends, NULL, &pause);
	}
	if (status != 0)
		fprintf(stderr, "taking: %s ended with %d\n", argv[1], status);
	printf("%.3f %lu\n", now_precise() - start, (unsigned long)peak);
	return status == 0 ? 0 : 1;
}
