# layers.awk -- holds the order of the folders, which comes from the Makefile:
# a folder may include its own headers, and only the public header F/F.h of
# folders to its left.  Inside survey/, site and desk never meet; print never
# reads the store: serials and findings are handed to it.
BEGIN { n = split(order, L, " "); for (i = 1; i <= n; i++) rank[L[i]] = i }
match($0, /^[ \t]*#[ \t]*include[ \t]*"[^"]+"/) {
	inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc)
	d = split(FILENAME, f, "/"); me = f[1]; split(inc, g, "/"); it = g[1]
	if (!(it in rank)) { say("is not below a folder of the house"); next }
	if (rank[it] > rank[me]) say("is to the right of " me)
	else if (it != me && inc != it "/" it ".h") say("is private to " it)
	else if (me == "print" && it == "store") say("is not for print: it is handed what it prints")
	else if (me == "survey" && d > 2 && (f[2] g[2] == "sitedesk" || f[2] g[2] == "desksite"))
		say("is on the other side of the wall between site and desk")
	else if (me == "survey" && d > 2 && f[2] == "http" && (g[2] == "page" || g[2] == "site" || g[2] == "desk"))
		say("is to the right of survey/http")
	else if (me == "survey" && d > 2 && f[2] == "page" && (g[2] == "site" || g[2] == "desk"))
		say("is to the right of survey/page")
}
function say(why) { printf "%s:%d: \"%s\" %s\n", FILENAME, FNR, inc, why; bad = 1 }
END { exit bad }
