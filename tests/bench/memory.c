/* SPDX-License-Identifier: MIT
 *
 * memory.c -- what a process and those below it take.
 */
#include "tests/bench/memory.h"

#include <stdio.h>

uint64_t
memory(pid_t pid)
{
	char path[96], line[256];
	uint64_t kb = 0, v;
	int child;
	FILE *f;

	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	if ((f = fopen(path, "r")) != NULL) {
		while (fgets(line, sizeof(line), f) != NULL)
			if (sscanf(line, "VmRSS: %lu", &v) == 1)
				kb += v;
		fclose(f);
	}
	(void)snprintf(path, sizeof(path), "/proc/%d/task/%d/children",
	    (int)pid, (int)pid);
	if ((f = fopen(path, "r")) != NULL) {
		while (fscanf(f, "%d", &child) == 1)
			kb += memory(child);
		fclose(f);
	}
	return kb;
}
