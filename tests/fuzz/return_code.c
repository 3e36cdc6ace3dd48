/* SPDX-License-Identifier: MIT
 *
 * return_code.c -- fuzz the reader of return codes: what it takes, it writes as
 * a code that reads back to the same.
 */
#include <stdlib.h>

#include "base/base.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t secret[CODE_SIZE] = { 0 }, again[CODE_SIZE];
	static const uint8_t none[CODE_SIZE];
	char code[CODE_TEXT];

	if (!code_read((struct str){ (const char *)p, n }, secret)) {
		if (memcmp(secret, none, CODE_SIZE) != 0)
			abort();
		return 0;
	}
	code_put(code, secret);
	if (!code_read(str_of(code), again) ||
	    memcmp(secret, again, CODE_SIZE) != 0)
		abort();
	return 0;
}
