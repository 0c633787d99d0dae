#!/bin/sh
# Plain text to quotations on one core. TEXTS names NDJSON files whose "text" is read; without
# it the invented articles of tests/data/press are.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${TEXTS:-}" ]; then
	TEXTS=$work/press.ndjson
	"$QUOTRAIL" extract "$ROOT"/tests/data/press/*/*.html >"$TEXTS"
fi
# shellcheck disable=SC2086 # several files
"$BENCH/text" $TEXTS
