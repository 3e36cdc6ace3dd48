/* SPDX-License-Identifier: MIT
 *
 * client.h -- a small HTTP/1.1 client on one kept-alive loopback connection,
 * and a respondent who fills in whatever form a page holds.
 */
#ifndef TESTS_BENCH_CLIENT_H
#define TESTS_BENCH_CLIENT_H
#include "base/base.h"

/* How long each request took, in microseconds. */
struct client_times { uint32_t *v; size_t n, cap; };
void	client_time(struct client_times *, uint32_t micros);

struct client {
	int		 port, fd;
	unsigned	 who;		/* chooses its own address */
	struct buf	 in;		/* the last response, whole */
	struct buf	 out;		/* the request */
	const char	*body;		/* inside in */
	size_t		 body_n;
	int		 status;
	char		 location[512];
	char		 cookie[512];
	size_t		 requests;
	struct client_times pages, posts;
};
void	client_init(struct client *, int port, unsigned who);
void	client_done(struct client *);
/* The next request makes a new connection. */
void	client_hang_up(struct client *);
/* One request; false: the connection broke (message in e). */
bool	client_send(struct client *, const char *method, const char *path,
	    struct str body, struct err *) MUST_USE;
/* Fills in the first form of the page in c->body (hidden fields, the first
 * choice of each group, words where asked) and gives its address and body. */
bool	client_fill(const struct client *, const char *page_path,
	    struct buf *action, struct buf *body);
/* Walks from `path` through every form until a page at an address that ends
 * with `last` is reached, or whose form goes to one, which is not sent.
 * c->body is that page.  "/q/" and a star stands for the first question. */
bool	client_walk(struct client *, const char *path, const char *last,
	    char at[512], struct err *) MUST_USE;
#endif
