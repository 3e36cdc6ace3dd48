#!/bin/sh
# docs.sh -- every example in docs/LANGUAGE.md is run, and nothing of the language
# is without one.  EARSHOT is the program.
: "${EARSHOT:?the program to test}"
case $EARSHOT in /*) ;; *) EARSHOT=$PWD/$EARSHOT ;; esac
export EARSHOT
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d) || exit 3
trap 'rm -rf "$tmp"' EXIT
node "$here/docs.js" "$here/../.." "$tmp"
