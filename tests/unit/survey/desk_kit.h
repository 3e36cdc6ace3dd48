/* SPDX-License-Identifier: MIT
 *
 * desk_kit.h -- a folder, its desk, people with accounts and a browser without a
 * network.  The people are made up.
 */
#ifndef TESTS_UNIT_SURVEY_DESK_KIT_H
#define TESTS_UNIT_SURVEY_DESK_KIT_H
#include "survey/desk/desk.h"

enum { ROOM_PORT = 8090 };
struct room {
	struct arena	 a;
	char		 dir[40];
	struct seal_secret keys[SEAL_RECIPIENTS];
	struct intake	*intake;
	struct desk	*desk;
	/* The browser. */
	const char	*cookie;	/* its value; "": none */
	const char	*token;		/* of the last page with a form */
	const char	*host, *origin;
	struct http_response out;	/* the last response */
};

/* https: as of desk_open; NULL is fine. */
void	room_open(struct room *, const char *https);
void	room_close(struct room *);
/* The form in the folder, published with settings and public keys. */
void	room_publish(struct room *);
const char *room_in(struct room *, const char *name);	/* a file's path */
/* The case store, opened. */
struct cases *room_cases(struct room *, enum db_mode);

/* An account, set up at a time, and its full session.  No password is looked
 * at. */
struct staff_secret room_person(struct room *, const char *login,
	    unsigned roles, int64_t now);
/* The session of a setup that was begun then; the account is new. */
struct staff_secret room_setup(struct room *, const char *login, int64_t now);
/* The same account half signed in: password given, code not yet. */
struct staff_secret room_half(struct room *, const char *login, int64_t now);
/* The browser has this cookie from now on, and the token of its forms; NULL:
 * none. */
void	room_as(struct room *, const struct staff_secret *);

/* What a method and path come to; body is "a=1&b=2". */
void	room_ask(struct room *, enum http_method, const char *path,
	    const char *body);
void	room_get(struct room *, const char *path);
/* With the token. */
void	room_post(struct room *, const char *path, const char *body);
bool	room_says(struct room *, const char *words);
/* The newest line of the log: "bo: done (task 1): Posted". */
const char *room_line(struct room *);
#endif
