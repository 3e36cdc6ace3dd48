/* SPDX-License-Identifier: MIT
 *
 * options.c -- reading a command line, and saying what went wrong.
 */
#include "survey/survey.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
fail(const char *command, const struct err *e)
{
	fprintf(stderr, "earshot %s: %s\n", command, e->msg);
	return err_exit(e);
}

static const struct option_spec *
find(const struct option_spec *specs, size_t n, struct str name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(name, specs[i].name))
			return &specs[i];
	return NULL;
}

/* One option at argv[*i]; moves *i to the last word used. */
static bool
take(int argc, char **argv, int *i, const struct option_spec *specs, size_t n)
{
	const char *word = argv[*i], *equals = strchr(word, '=');
	struct str name = { word, equals ? (size_t)(equals - word) :
	    strlen(word) };
	const struct option_spec *o = find(specs, n, name);

	if (o == NULL) {
		fprintf(stderr, "earshot %s: there is no option %.*s\n",
		    argv[0], STRF(name));
		return false;
	}
	if (o->flag != NULL && equals == NULL) {
		*o->flag = true;
		return true;
	}
	if (o->flag != NULL || (equals == NULL && *i + 1 >= argc)) {
		fprintf(stderr, "earshot %s: %s takes %s value\n", argv[0],
		    o->name, o->flag ? "no" : "a");
		return false;
	}
	*o->value = equals ? equals + 1 : argv[++*i];
	return true;
}

bool
options_read(int argc, char **argv, const struct option_spec *specs, size_t n,
    const char **operands, size_t max, size_t *n_operands)
{
	bool only_operands = false;
	int i;

	*n_operands = 0;
	for (i = 1; i < argc; i++) {
		if (!only_operands && strcmp(argv[i], "--") == 0) {
			only_operands = true;
		} else if (!only_operands && argv[i][0] == '-' &&
		    argv[i][1] != '\0') {
			if (!take(argc, argv, &i, specs, n))
				return false;
		} else if (*n_operands == max) {
			fprintf(stderr, "earshot %s: `%s` is one word too "
			    "many\n", argv[0], argv[i]);
			return false;
		} else {
			operands[(*n_operands)++] = argv[i];
		}
	}
	return true;
}

bool
option_number(const char *name, const char *value, int64_t low, int64_t high,
    int64_t *out)
{
	char *end;
	long long v;

	errno = 0;
	v = strtoll(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || v < low || v > high) {
		fprintf(stderr, "earshot: %s must be a whole number from %lld "
		    "to %lld, not `%s`\n", name, (long long)low,
		    (long long)high, value);
		return false;
	}
	*out = v;
	return true;
}

const char *
own_name(struct arena *a)
{
	const struct passwd *p = getpwuid(getuid());

	return p != NULL && p->pw_name[0] != '\0' ? arena_str(a, p->pw_name) :
	    arena_printf(a, "user %ld of this machine", (long)getuid());
}
