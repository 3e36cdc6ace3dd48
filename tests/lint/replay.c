/* SPDX-License-Identifier: MIT
 *
 * replay.c -- runs a fuzz target over its corpus, without a fuzzer.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static int
one(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = malloc(1 << 20);
	size_t n;

	if (f == NULL || data == NULL) {
		perror(path);
		exit(3);
	}
	n = fread(data, 1, 1 << 20, f);
	fclose(f);
	LLVMFuzzerTestOneInput(data, n);
	free(data);
	return 1;
}

int
main(int argc, char **argv)
{
	char path[4096];
	struct dirent *d;
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
	int n = 0;

	if (dir == NULL) {
		perror(argc == 2 ? argv[1] : "usage: replay CORPUS");
		return 2;
	}
	while ((d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", argv[1], d->d_name);
		n += one(path);
	}
	closedir(dir);
	printf("%d inputs replayed\n", n);
	return n > 0 ? 0 : 1;
}
