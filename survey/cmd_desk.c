/* SPDX-License-Identifier: MIT
 *
 * cmd_desk.c -- `earshot desk DIR`: write the questionnaire in a browser,
 * and see what people asked for.
 */
#include "survey/survey.h"

int
cmd_desk(int argc, char **argv)
{
	const char *dir, *port = "8090";
	const struct option_spec specs[] = { { "--port", &port, NULL } };
	int64_t number;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!option_number("--port", port, 0, 65535, &number))
		return 2;
	return desk_until_stopped(dir, (int)number, argv[0]);
}
