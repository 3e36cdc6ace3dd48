/* SPDX-License-Identifier: MIT
 *
 * originals.h -- what verifying shares with keeping originals.
 *
 * Private to store/.
 */
#ifndef STORE_ORIGINALS_H
#define STORE_ORIGINALS_H
#include "store/bound.h"

/* Over the epoch, its root for the analyst, its root for the recovery key, and
 * the sealed bytes. */
void	original_digest(const struct str v[4], uint8_t out[BOUND_DIGEST]);
#endif
