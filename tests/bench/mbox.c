/* SPDX-License-Identifier: MIT
 *
 * mbox.c -- takes an mbox apart, as an import does, without doing anything with the
 * messages: "messages bytes seconds peak-kB".
 */
#include "survey/mail/mail.h"

#include <stdio.h>
#include <sys/resource.h>

int
main(int argc, char **argv)
{
	struct mail_source *s = NULL;
	struct mail_at at;
	struct rusage use;
	struct err e = { 0 };
	struct str raw;
	unsigned long long n = 0, bytes = 0;
	const double from = now_precise();
	bool more = true;

	if (argc != 2 || !mail_source_open(&s, argv[1], NULL, &e)) {
		fprintf(stderr, "mbox: %s\n", e.msg);
		return 2;
	}
	while (more) {
		if (!mail_source_next(s, &raw, &at, &more, &e)) {
			fprintf(stderr, "mbox: %s\n", e.msg);
			return 1;
		}
		n += more;
		bytes += raw.n;
	}
	mail_source_close(s);
	getrusage(RUSAGE_SELF, &use);
	printf("%llu %llu %.3f %ld\n", n, bytes, now_precise() - from,
	    use.ru_maxrss);
	return 0;
}
