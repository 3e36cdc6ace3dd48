/* SPDX-License-Identifier: MIT
 *
 * memory.h -- what a process and those below it take.
 */
#ifndef TESTS_BENCH_MEMORY_H
#define TESTS_BENCH_MEMORY_H
#include <stdint.h>
#include <sys/types.h>

/* kB: what is shared counts for each, so this is more than they take. */
uint64_t	memory(pid_t);
#endif
