#!/bin/sh
# SPDX-License-Identifier: MIT
#
# coding.sh -- how right and how quick suggested codes are, beside scikit-learn.
#
# The comments are people's own and not part of the project: they are looked for
# beside it, and without them there is nothing to measure.
set -u
data=${CODING_DATA:-../shared/data/nhs-comments}
skipped=0 missed=0

if [ ! -f "$data/train.tsv" ] || [ ! -f "$data/framework.md" ]; then
	echo "SKIPPED: no coded comments in $data (set CODING_DATA)"
	exit 0
fi
test=
[ -n "${CODING_TEST:-}" ] && test=$CODING_TEST
"$BENCH/coding" "$data/train.tsv" $test --framework "$data/framework.md" \
    --rules tests/bench/nhs.codes || missed=1
python=
for p in python3 /usr/bin/python3; do
	if "$p" -c 'import sklearn' 2>/dev/null; then
		python=$p
		break
	fi
done
if [ -n "$python" ]; then
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" \
	    tests/bench/coding_sklearn.py "$data/train.tsv" || missed=1
else
	echo "SKIPPED: scikit-learn is not installed (Debian: python3-sklearn)"
	skipped=1
fi
echo "bench-coding: $([ $missed = 0 ] && echo passed || echo FAILED), $skipped skipped"
exit $missed
