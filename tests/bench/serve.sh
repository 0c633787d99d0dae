#!/bin/sh
# Requests a second that `serve` answers from a database of 100,000 occurrences: pages asked for
# the first time, and again. The client is curl on the same machine, which takes its share of it.
set -u
command -v curl >/dev/null || { echo "no curl here: serve is not measured"; exit 0; }
families=${FAMILIES:-20000}
work=$(mktemp -d) || exit 1
trap 'kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
server=
cd "$work" || exit 1

# Five printings of each quotation: three as spoken, one cut, one with a word changed.
awk -v families="$families" 'BEGIN {
	srand(7)
	split("river harbour bridge council market station orchard winter school engine ferry tower valley garden window signal timber copper lantern meadow", noun, " ")
	split("closed opened sold mended flooded counted painted measured guarded promised carried lifted", verb, " ")
	for (i = 1; i <= families; i++) {
		said = ""
		for (k = 0; k < 4; k++)
			said = said sprintf("%s %s %s%d %s the %s ", k ? "and" : "We", verb[1 + int(rand() * 12)], "lot", int(rand() * 100000), k % 2 ? "behind" : "before", noun[1 + int(rand() * 20)])
		said = said "by Monday"
		for (p = 1; p <= 5; p++) {
			words = p == 4 ? substr(said, 1, index(said, " and ") - 1) " and so on" : said
			if (p == 5) sub(/by Monday/, "by Tuesday", words)
			printf "{\"url\":\"https://o%d.example/%d\",\"outlet\":\"Outlet %d\",\"published\":\"2022-01-%02d\",\"text\":\"\\\"%s,\\\" said Ana Moro, the mayor.\"}\n", (i * 5 + p) % 400, i * 5 + p, (i * 5 + p) % 400, p + i % 20, words
		}
	}
}' >made.ndjson
"$QUOTRAIL" --db made.db batch -q made.ndjson >/dev/null || exit 1
"$QUOTRAIL" --db made.db status | head -n 6

"$QUOTRAIL" --db made.db serve --port 0 >where &
server=$!
while ! [ -s where ]; do sleep 0.1; done
at=$(cat where)
curl -s "${at}families?format=json" | tr '{' '\n' | sed -n 's/^"family":"\(q[0-9a-f]*\)".*/\1/p' | sort -u >ids
from=200
while [ "$(wc -l <ids)" -lt 2000 ] && [ "$from" -lt "$families" ]; do
	curl -s "${at}families?format=json&from=$from" | tr '{' '\n' | sed -n 's/^"family":"\(q[0-9a-f]*\)".*/\1/p' | sort -u >>ids
	from=$((from + 200))
done

measure() { # measure WHAT: the addresses in `ask`, one a line
	sed 's/.*/url = "&"\noutput = "\/dev\/null"/' ask >config
	began=$(date +%s%N)
	curl -s -Z --parallel-max 8 -K config || echo "curl left with $?"
	ended=$(date +%s%N)
	awk -v n="$(wc -l <ask)" -v ns=$((ended - began)) -v what="$1" \
	    'BEGIN { printf "%-44s %6d requests %8.0f a second\n", what, n, n / ns * 1e9 }'
}
sed "s|^|${at}family/|" ids >ask
measure "families as pages, for the first time"
measure "the same again"
sed "s|.*|${at}family/&?format=json|" ids >ask
measure "families as JSON, for the first time"
for word in river harbour bridge council market station orchard winter school engine; do
	for number in 1 2 3 4 5 6 7 8 9 10; do echo "${at}search?q=closed+lot${number}77+before+the+$word+and"; done
done >ask
measure "searches, for the first time"
measure "the same again"
yes "$at" | head -n 2000 >ask
measure "the first page"
ps -o rss= -p "$server" | awk '{ printf "memory of the server: %d MiB\n", $1 / 1024 }'
