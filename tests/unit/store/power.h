/* SPDX-License-Identifier: MIT
 *
 * power.h -- what a disk would hold after the power failed.
 */
#ifndef TESTS_UNIT_STORE_POWER_H
#define TESTS_UNIT_STORE_POWER_H

/* From now on, in this process: each time SQLite syncs a file, what it holds
 * is copied to FILE.durable. */
void	power_watch(void);
/* Everything that was never synced vanishes: PATH and its log become their
 * durable copies, or go. */
void	power_cut(const char *path);
#endif
