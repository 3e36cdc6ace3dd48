/* SPDX-License-Identifier: MIT
 *
 * client.h -- a small HTTP/1.1 client on one kept-alive loopback connection,
 * and a respondent who fills in whatever form a page holds.
 */
#ifndef TESTS_BENCH_CLIENT_H
#define TESTS_BENCH_CLIENT_H
#include "base/base.h"

struct client {
	int		 port, fd;
	struct buf	 in;		/* the last response, whole */
	const char	*body;		/* inside it */
	int		 status;
	char		 location[512];
	char		 cookie[512];
	size_t		 requests;
};
void	client_init(struct client *, int port);
void	client_done(struct client *);
/* One request; false: the connection broke (message in e). */
bool	client_send(struct client *, const char *method, const char *path,
	    struct str body, struct err *) MUST_USE;
/* Fills in the first form of the page in c->body (hidden fields, the first
 * choice of each group, words where asked) and gives its address and body. */
bool	client_fill(const struct client *, const char *page_path,
	    struct buf *action, struct buf *body);
/* Walks from `path` through every form until a page at an address that ends
 * with `last` is reached, which is not sent.  c->body is that page. */
bool	client_walk(struct client *, const char *path, const char *last,
	    char at[512], struct err *) MUST_USE;
#endif
