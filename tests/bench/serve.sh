#!/bin/sh
# Requests a second that `serve` answers from a database of 100,000 occurrences: pages asked for
# the first time, and again. The client is curl on the same machine, which takes its share of it.
set -u
command -v curl >/dev/null || { echo "no curl here: serve is not measured"; exit 0; }
work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1

# 20,000 quotations in five papers each, of words that no two share; the last paper cuts them.
awk 'BEGIN {
	srand(11)
	split("ba co du fe gi ho ka le mi nu po ra se ti vo wa xe yo za", part, " ")
	for (i = 0; i < 20000; i++) {
		said[i] = "We"
		for (k = 0; k < 9; k++)
			said[i] = said[i] " " part[1 + int(rand() * 19)] part[1 + int(rand() * 19)] part[1 + int(rand() * 19)] part[1 + int(rand() * 19)]
		print said[i] >"said"
	}
	for (copy = 0; copy < 5; copy++)
		for (i = 0; i < 20000; i += 50) {
			text = ""
			for (k = i; k < i + 50; k++)
				text = text "\\\"" (copy < 4 ? said[k] : substr(said[k], 1, 40)) ",\\\" said Ana M" part[1 + k % 19] "r, the mayor.\\n\\n"
			printf "{\"url\":\"https://o%d.example/%d\",\"outlet\":\"Outlet %d\",\"published\":\"2022-01-%02d\",\"text\":\"%s\"}\n", i / 50 % 100 + copy * 100, i, i / 50 % 100 + copy * 100, 1 + copy * 5 + i % 5, text
		}
}' >made.ndjson
"$QUOTRAIL" --db made.db batch -q made.ndjson >/dev/null || exit 1
"$QUOTRAIL" --db made.db status | sed -n '1,3p;/Families/p'

"$QUOTRAIL" --db made.db serve --port 0 >where &
server=$!
while ! [ -s where ]; do sleep 0.1; done
at=$(cat where)

measure() { # measure WHAT: the addresses in `ask`, one a line
	sed 's/.*/url = "&"\noutput = "\/dev\/null"/' ask >config
	began=$(date +%s%N)
	curl -s -Z --parallel-max 8 -K config 2>/dev/null || echo "curl left with $?"
	ended=$(date +%s%N)
	awk -v n="$(wc -l <ask)" -v ns=$((ended - began)) -v what="$1" \
	    'BEGIN { printf "%-40s %6d requests %8.0f a second\n", what, n, n / ns * 1e9 }'
}
for from in 0 200 400 600 800; do
	curl -s "${at}families?from=$from" | grep -o '/family/q[0-9a-f]*' | sort -u
done >ids
sed "s|^/|$at|" ids >ask
measure "families as pages, for the first time"
measure "the same again"
sed "s|^/\(.*\)|$at\1?format=json|" ids >ask
measure "families as JSON, for the first time"
measure "the same again"
head -n 500 said | tr ' ' + | sed "s|.*|${at}search?q=&|" >ask
measure "searches, for the first time"
measure "the same again"
for _ in 1 2 3 4 5 6 7 8 9 10; do for _ in 1 2 3 4 5 6 7 8 9 10; do for _ in 1 2 3 4 5 6 7 8 9 10; do echo "$at"; done; done; done >ask
measure "the first page"
ps -o rss= -p "$server" | awk '{ printf "memory of the server: %d MiB\n", $1 / 1024 }'
