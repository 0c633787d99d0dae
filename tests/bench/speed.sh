#!/bin/sh
# Speed as a ratio against a tool that does the least thinkable work on the same bytes, run in
# the same minute: `extract` against grep looking for quotation marks, `link` against sort.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Invented articles: the pages of the press, many times over, as records of their own.
"$QUOTRAIL" extract "$ROOT"/tests/data/press/*/*.html >"$work/once.ndjson"
copies=${COPIES:-100}
awk -v copies="$copies" '{
	for (i = 1; i <= copies; i++) {
		line = $0
		sub(/"url":null/, "\"url\":\"https://copy" i ".example/" NR "\"", line)
		sub(/"canonical":"[^"]*"/, "\"canonical\":null", line)
		print line
	}
}' "$work/once.ndjson" >"$work/articles.ndjson"

# Invented quotations: made-up words drawn by a fixed rule, every third one a copy with a word changed.
awk -v n="${QUOTES:-100000}" 'BEGIN {
	split("ba de fi go hu ka le mi no pu ra se ti vo zu", syllable, " ")
	seed = 7
	for (i = 1; i <= n; i++) {
		if (i % 3 != 0) {
			text = ""
			for (k = 0; k < 16; k++) {
				seed = (seed * 16807) % 2147483647
				text = text (k ? " " : "") syllable[seed % 15 + 1] \
				    syllable[int(seed / 15) % 15 + 1] syllable[int(seed / 225) % 15 + 1]
			}
		} else
			sub(/ [a-z]+$/, " again", text)
		printf "{\"id\":\"b%d\",\"url\":\"https://o%d.example/%d\",\"published\":\"2022-01-%02d\",\"text\":\"%s\"}\n", \
		    i, i % 50, i, i % 28 + 1, text
	}
}' >"$work/quotes.ndjson"

clock() { date +%s%N; }
ratio() { # ratio NAME BYTES OURS THEIRS AGAINST
	awk -v name="$1" -v bytes="$2" -v ours="$3" -v theirs="$4" -v against="$5" 'BEGIN {
		printf "%-8s %7.1f MB  %6.2f s  %6.1f MB/s  %6.1f times the time of %s\n", name, bytes / 1e6,
		    ours / 1e9, bytes / 1e6 / (ours / 1e9), ours / (theirs > 0 ? theirs : 1), against
	}'
}
measure() { # measure NAME FILE AGAINST COMMAND...: COMMAND reads FILE; AGAINST is a shell line
	name=$1 file=$2 against=$3
	shift 3
	began=$(clock); "$@" <"$file" >/dev/null; ours=$(($(clock) - began))
	began=$(clock); sh -c "$against" <"$file" >/dev/null; theirs=$(($(clock) - began))
	ratio "$name" "$(wc -c <"$file")" "$ours" "$theirs" "'$against'"
}
measure extract "$work/articles.ndjson" "grep -o '[“\"][^”\"]*[”\"]'" "$QUOTRAIL" extract -
measure link "$work/quotes.ndjson" "LC_ALL=C sort -u" "$QUOTRAIL" link
