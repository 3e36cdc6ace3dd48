/* SPDX-License-Identifier: MIT
 *
 * address.c -- who is asking, and from which part of the network.
 *
 * Both are known only while a request is answered.
 */
#include "survey/http/private.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* Sixteen bytes of an address, those of IPv4 as ::ffff:a.b.c.d. */
static bool
parse(const char *s, struct in6_addr *out)
{
	struct in_addr v4;

	if (inet_pton(AF_INET6, s, out) == 1)
		return true;
	if (inet_pton(AF_INET, s, &v4) != 1)
		return false;
	memset(out, 0, sizeof(*out));
	out->s6_addr[10] = out->s6_addr[11] = 0xff;
	memcpy(&out->s6_addr[12], &v4, 4);
	return true;
}

bool
http_network(const char *address, uint8_t out[HTTP_NETWORK])
{
	struct in6_addr a;

	memset(out, 0, HTTP_NETWORK);
	if (!parse(address, &a) || IN6_IS_ADDR_LOOPBACK(&a) ||
	    IN6_IS_ADDR_UNSPECIFIED(&a))
		return false;
	if (!IN6_IS_ADDR_V4MAPPED(&a)) {
		out[0] = 6;
		memcpy(out + 1, a.s6_addr, 7);		/* /56 */
		return true;
	}
	if (a.s6_addr[12] == 127 || a.s6_addr[12] == 0)
		return false;
	out[0] = 4;
	memcpy(out + 1, &a.s6_addr[12], 3);		/* /24 */
	return true;
}

/* The other end of the connection. */
static const char *
peer(struct client *c, struct MHD_Connection *m)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(m,
	    MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN];
	const struct sockaddr *at = i != NULL ? i->client_addr : NULL;
	const void *bytes;

	if (at == NULL)
		return "";
	bytes = at->sa_family == AF_INET6 ?
	    (const void *)&((const struct sockaddr_in6 *)at)->sin6_addr :
	    (const void *)&((const struct sockaddr_in *)at)->sin_addr;
	return inet_ntop(at->sa_family, bytes, text, sizeof(text)) == NULL ?
	    "" : arena_str(&c->arena, text);
}

/* The last of "client, proxy, proxy": the one that our own proxy wrote.  Those
 * before it are only what somebody said. */
static const char *
last_of(struct client *c, const char *forwarded)
{
	const char *comma = strrchr(forwarded, ',');
	const char *at = comma != NULL ? comma + 1 : forwarded;
	struct in6_addr ignored;
	size_t n;

	at += strspn(at, " \t");
	n = strcspn(at, " \t");
	at = arena_strn(&c->arena, at, n);
	return parse(at, &ignored) ? at : "";
}

const char *
address_of(struct client *c, struct MHD_Connection *m, const char *forwarded)
{
	const char *from = peer(c, m);
	uint8_t ignored[HTTP_NETWORK];

	/* Only a proxy on this machine is ours. */
	if (!c->server->opt.proxied || http_network(from, ignored))
		return from;
	return last_of(c, forwarded);
}
