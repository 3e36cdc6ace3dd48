/* SPDX-License-Identifier: MIT
 *
 * bare.c -- the reference: libmicrohttpd alone, serving BYTES of page.
 *
 *	bare PORT BYTES THREADS
 */
#include <microhttpd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *page;
static size_t page_size;

static enum MHD_Result
serve(void *arg, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *data, size_t *n, void **state)
{
	static int seen;
	struct MHD_Response *r;
	enum MHD_Result did;

	(void)arg, (void)url, (void)method, (void)version, (void)data, (void)n;
	if (*state == NULL) {
		/* An answer on the first call would close the connection. */
		*state = &seen;
		return MHD_YES;
	}
	r = MHD_create_response_from_buffer(page_size, page,
	    MHD_RESPMEM_PERSISTENT);
	MHD_add_response_header(r, "Content-Type", "text/html; charset=utf-8");
	did = MHD_queue_response(c, MHD_HTTP_OK, r);
	MHD_destroy_response(r);
	return did;
}

int
main(int argc, char **argv)
{
	struct MHD_Daemon *d;

	if (argc != 4)
		return 2;
	page_size = strtoul(argv[2], NULL, 10);
	page = malloc(page_size + 1);
	if (page == NULL)
		return 3;
	memset(page, 'x', page_size);
	d = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL,
	    (uint16_t)atoi(argv[1]), NULL, NULL, serve, NULL,
	    MHD_OPTION_THREAD_POOL_SIZE, (unsigned)atoi(argv[3]), MHD_OPTION_END);
	if (d == NULL)
		return 3;
	printf("ready\n");
	fflush(stdout);
	pause();
	MHD_stop_daemon(d);
	return 0;
}
