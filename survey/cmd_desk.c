/* SPDX-License-Identifier: MIT
 *
 * cmd_desk.c -- `earshot desk DIR`: where staff work, in a browser.
 */
#include "survey/survey.h"

#include <stdio.h>

int
cmd_desk(int argc, char **argv)
{
	const char *port = "8090";
	struct desk_options o = { 0 };
	const struct option_spec specs[] = {
		{ "--port", &port, NULL }, { "--https", &o.https, NULL },
		{ "--key", &o.key, NULL }, { "--from", &o.from, NULL },
	};
	int64_t number;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &o.dir, 1, &n) ||
	    n != 1)
		return usage(argv[0]);
	if (!option_number("--port", port, 0, 65535, &number))
		return 2;
	if (o.https != NULL && (*o.https == '\0' || o.https[strspn(o.https,
	    "abcdefghijklmnopqrstuvwxyz0123456789.-:")] != '\0')) {
		fprintf(stderr, "earshot desk: --https is the name alone under "
		    "which a proxy serves it, in small letters: "
		    "desk.example.org\n");
		return 2;
	}
	o.port = (int)number;
	return desk_until_stopped(&o, argv[0]);
}
