/* SPDX-License-Identifier: MIT
 *
 * http.h -- requests and responses, and the loop that carries them.
 *
 * A site is a pure function from a struct http_request to a struct
 * http_response, so tests and rehearsals call it without a socket.  The server
 * below it stands behind a reverse proxy in production, and alone on the
 * loopback address for trying out.
 */
#ifndef SURVEY_HTTP_HTTP_H
#define SURVEY_HTTP_HTTP_H
#include "base/base.h"

enum {
	HTTP_MAX_HEAD = 16 << 10,	/* request line and headers, bytes */
	HTTP_MAX_BODY = 1 << 20,	/* several long texts in a script of
					   three bytes a letter */
	HTTP_MAX_DRAIN = 4 << 20,	/* read to the end before it is refused,
					   so that browsers show the page */
	HTTP_MAX_PAIRS = 2000,
	HTTP_MAX_FILES = 20,		/* of one request, and … */
	HTTP_MAX_UPLOAD = 4 << 20,	/* … its body, where files may come, on
					   the public site */
	HTTP_MAX_UPLOAD_DRAIN = 32 << 20 /* a photo straight from a camera */
};

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST };

struct http_pair { const char *name, *value; };
struct http_pairs { struct http_pair *v; size_t n; };

/* A file that came with a form; its name as the browser sent it, "" when no
 * file was chosen. */
struct http_file { const char *field, *name; struct str bytes; };
struct http_files { struct http_file *v; size_t n; };

/* Every text is valid UTF-8 without NUL and lives in a. */
struct http_request {
	struct arena	*a;		/* lives as long as the request */
	enum http_method method;
	const char	*path;		/* decoded, starts with "/" */
	struct http_pairs query, form, cookies;
	struct http_files files;
	const char	*host;		/* "" when not sent, likewise below */
	const char	*origin, *fetch_site, *if_none_match,
			*accept_language;
	const char	*address;	/* the client's, "192.0.2.1" or
					   "2001:db8::1": never logged nor kept;
					   "" when it is not known */
	bool		 passed_on;	/* a proxy says that it sent this */
	bool		 gzip;		/* the client accepts it */
	int		 refused;	/* 0, or the status that the server has
					   decided on (400, 405, 413, …):
					   the site only makes the page */
	bool		 may_wait;	/* the response may carry a wait */
	const struct err *unkept;	/* what it waited for was not done; NULL:
					   it did not wait yet */
};

/* What every page may do unless its response says otherwise. */
#define HTTP_POLICY	"default-src 'none'; style-src 'self'; "	\
	"script-src 'self'; img-src 'self'; form-action 'self'; "	\
	"frame-ancestors 'none'; base-uri 'none'"

/* Something that must have been done before a response may leave: acknowledged
 * means committed.  start begins it and calls done, from any thread, when it is
 * over; kept then says whether it was done.  If it was not, the handler is
 * called again with the request's unkept set, and says so. */
struct http_wait {
	void		(*start)(void *self, void (*done)(void *), void *arg);
	bool		(*kept)(void *self, struct err *);
	void		*self;		/* NULL: nothing to wait for */
};

/* Starts zeroed; the handler fills it in.  Strings live in the request's
 * arena or for ever. */
struct http_response {
	int		 status;
	const char	*type;		/* of the body; NULL: none */
	const char	*cache;		/* NULL: "no-store" */
	const char	*location;	/* NULL: none */
	const char	*cookie;	/* Set-Cookie; NULL: none */
	bool		 clear;		/* Clear-Site-Data: what the browser
					   keeps of our pages */
	const char	*etag;		/* NULL: none */
	const char	*disposition;	/* NULL: none */
	const char	*policy;	/* Content-Security-Policy; NULL:
					   HTTP_POLICY */
	const char	*kind;		/* of page, for the log: "question";
					   NULL: none.  For ever. */
	int		 retry_seconds;	/* Retry-After; 0: none */
	bool		 gzipped;	/* still is gzip */
	bool		 varies;	/* by Accept-Encoding */
	unsigned	 delay_millis;	/* wait so long before it is sent (no
					   more than 10 s, nor when very many
					   wait already); 0: at once */
	struct http_wait wait;		/* only where the request may_wait */
	struct buf	 body;		/* freed by whoever called the handler */
	struct str	 still;		/* instead of body: bytes that never
					   change nor move */
};

/* The part of the network that an address belongs to: its first 24 bits, or 56
 * of IPv6, which is what one household or office has (RFC 6177).  False:
 * not known, or this machine itself.  Never to be logged nor kept. */
enum { HTTP_NETWORK = 8 };
bool	http_network(const char *address, uint8_t out[HTTP_NETWORK]);

/* The value of the first pair of that name; NULL when there is none. */
const char *http_value(const struct http_pairs *, const char *name);
/* Likewise the first file of that field. */
const struct http_file *http_file(const struct http_files *,
	    const char *field);

/* ---- decoding: pure, strict ---------------------------------------------
 * Each says in e (ERR_INPUT, or ERR_LIMIT for too much) why it refuses. */

/* application/x-www-form-urlencoded: "a=1&b=two+words".  Refuses broken
 * percent escapes, NUL, invalid UTF-8 and more than HTTP_MAX_PAIRS pairs. */
bool	http_decode_pairs(struct arena *, struct str, struct http_pairs *,
	    struct err *) MUST_USE;
/* The boundary of "multipart/form-data; boundary=X"; "" when the type is
 * another; NULL when it is that and the boundary is no good. */
const char *http_boundary(struct arena *, const char *content_type);
/* multipart/form-data (RFC 7578): texts into pairs, files into files, which
 * borrow from the body.  As strict as the above; parts need a name and a
 * filename alone makes a file. */
bool	http_decode_parts(struct arena *, struct str body,
	    const char *boundary, struct http_pairs *, struct http_files *,
	    struct err *) MUST_USE;
/* "/en/q/slug?x=1": decodes the path and the pairs of the query.  Refuses
 * what http_decode_pairs does, and segments "." and "..", and "\". */
bool	http_decode_target(struct arena *, struct str, const char **path,
	    struct http_pairs *query, struct err *) MUST_USE;
/* A Cookie header: "a=1; b=2".  What is not a cookie is passed over. */
bool	http_decode_cookies(struct arena *, struct str, struct http_pairs *,
	    struct err *) MUST_USE;
/* Whether an Accept-Encoding header takes gzip. */
bool	http_takes_gzip(const char *accept);
/* Which of n > 0 language tags an Accept-Language header likes best: a reader
 * of "ur-PK" is served by "ur".  0, the first, where it likes none. */
size_t	http_pick_language(const char *accept, const char *const *tags,
	    size_t n);
/* Percent-encodes what may not stand in one segment of a path. */
void	http_encode_segment(struct buf *, const char *);

/* ---- serving --------------------------------------------------------- */

/* What the log says of a request: nothing of who sent it, of what it asked for
 * beyond the kind of page, or of what it brought. */
struct http_line {
	const char	*kind;		/* "" where there is none */
	enum http_method method;
	int		 status;
	double		 seconds;	/* that the handler took */
	size_t		 bytes;		/* of the response's body */
};

struct http_options {
	const char	*address;	/* "127.0.0.1" */
	uint16_t	 port;		/* 0: any free one */
	unsigned	 threads;	/* that run the handler */
	unsigned	 connections;	/* at once */
	unsigned	 per_address;	/* at once from one address; 0: no
					   limit, as behind a proxy */
	unsigned	 idle_seconds;	/* without a byte */
	unsigned	 deadline_seconds; /* for a request to arrive whole, and
					      again for its response to leave,
					      and in either direction … */
	unsigned	 least_rate;	/* … a second more for so many bytes */
	/* How many bytes a body with files may have that comes to this address,
	 * up to HTTP_MAX_UPLOAD_DRAIN; 0: none may come.  NULL: never.  Only
	 * such a body may be larger than HTTP_MAX_BODY.  The request has its
	 * method, path, query, host and cookies, and no form yet; several
	 * threads ask. */
	size_t		(*takes_files)(void *arg, const struct http_request *);
	void		(*log)(const struct http_line *);	/* NULL: no log;
					   called by several threads */
	bool		 https;		/* the proxy speaks TLS: add HSTS */
	bool		 proxied;	/* a proxy on this machine says in
					   X-Forwarded-For who is asking */
};
void	http_options_init(struct http_options *);

struct http_server;
/* What it did since it started.  Safe from any thread. */
struct http_counts {
	uint64_t	 statuses[600];	/* how often each was answered */
	uint64_t	 cut_off;	/* connections, at their deadline */
	unsigned	 open, waiting;	/* connections now; of them, delayed */
	struct meter	 handled;	/* by the handler */
};
void	http_counts(struct http_server *, struct http_counts *);
/* Starts threads that call handler(arg, …), several at once.  The caller has
 * blocked SIGTERM and SIGINT first (http_block_signals). */
bool	http_start(struct http_server **, const struct http_options *,
	    void (*handler)(void *arg, const struct http_request *,
	    struct http_response *), void *arg, struct err *) MUST_USE;
uint16_t http_port(const struct http_server *);
/* Takes no new connections, finishes the requests that have arrived (for at
 * most deadline_seconds), and stops.  NULL is fine. */
void	http_stop(struct http_server *);
/* Blocks SIGTERM and SIGINT in this thread and those it starts later. */
void	http_block_signals(void);
/* Waits until one of them comes. */
void	http_wait_signal(void);
#endif
