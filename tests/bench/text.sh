#!/bin/sh
# Plain text to quotations on one core. TEXTS names NDJSON files whose "text" is read; without
# it the invented articles of tests/data/press are. Rules are counted in tests/data/speech too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${TEXTS:-}" ]; then
	TEXTS=$work/press.ndjson
	"$QUOTRAIL" extract "$ROOT"/tests/data/press/*/*.html >"$TEXTS"
fi
# An article ends above its line of dashes; what a line is stands before it.
awk 'FNR == 1 { if (text != "") print "{\"text\":\"" text "\"}"; text = ""; done = 0 }
/^----$/ { done = 1 }
!done {
	sub(/^[#>=] /, "")
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	text = text (text == "" ? "" : "\\n") $0
}
END { print "{\"text\":\"" text "\"}" }' \
    "$ROOT"/tests/data/speech/*.en.txt "$ROOT"/tests/data/speech/blind/*.en.txt \
    "$ROOT"/tests/data/speech/fresh/*.en.txt "$ROOT"/tests/data/speech/fifth/*.en.txt "$ROOT"/tests/data/speech/sixth/*.en.txt \
    >"$work/speech.ndjson"
# shellcheck disable=SC2086 # several files
"$BENCH/text" $TEXTS -- "$work/speech.ndjson"
