#!/bin/sh
# Requests a second that `serve` answers from a database of 100,000 occurrences: pages asked for
# the first time, and again. The client is curl on the same machine, which takes its share of it;
# beside the rate stands what a request costs the server in processor time, which is steadier.
set -u
command -v curl >/dev/null || { echo "no curl here: serve is not measured"; exit 0; }
work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1

# Words as unevenly spread as those of a language; quotations printed once, a few times, and
# thousands of times, some cut and some with a word exchanged; six and some prose on each page.
awk '
function word() { return rand() < .45 ? common[1 + int(rand() * ncommon)] : rare[int(exp(rand() * log(30000)))] }
function words(n,    s) {
	for (s = word(); --n > 0;)
		s = s " " word()
	return toupper(substr(s, 1, 1)) substr(s, 2)
}
function printing(said,    n, w, s, i) {
	if (rand() < .8)
		return said
	n = split(said, w, " ")
	if (rand() < .5)
		n = int(n * 2 / 3)
	else
		w[int(n / 2)] = word()
	for (s = w[1]; ++i < n;)
		s = s " " w[i + 1]
	return s
}
BEGIN {
	srand(7)
	split("ba co du fe gi ho ka le mi nu po ra se ti vo wa xe yo za", part, " ")
	ncommon = split("the of to and a in that is for it on was with as be by at we have not this are from", common, " ")
	for (i = 1; i <= 30000; i++)
		rare[i] = part[1 + i % 19] part[1 + int(i / 19) % 19] part[1 + int(i / 361) % 19] part[1 + int(i / 6859) % 19]
	nlarge = split("5000 1000 500 300 200", large, " ")
	for (; n < 100000; family++) {
		chance = rand()
		size = family < nlarge ? large[family + 1] : chance < .3 ? 1 : chance < .9 ? 2 + int(rand() * 7) : 9 + int(rand() * 52)
		said = words(9 + int(rand() * 20))
		speaker = "Ana M" rare[1 + int(rand() * 400)]
		if (size > 1 && size < 100)
			print said >"said"
		for (k = 0; k < size && n < 100000; k++)
			occurrence[n++] = "\\\"" printing(said) ",\\\" said " speaker ", the minister.\\n\\n"
	}
	for (i = 0; i < n; i++) {
		k = i + int(rand() * (n - i))
		text = text words(8 + int(rand() * 12)) ". " words(8 + int(rand() * 12)) ". " words(15) ".\\n\\n" occurrence[k]
		occurrence[k] = occurrence[i]
		if (i % 6 < 5 && i < n - 1)
			continue
		o = int(rand() * 800)
		printf "{\"url\":\"https://o%d.example/%d\",\"outlet\":\"Outlet %d\",\"published\":\"2022-%02d-%02d\",\"text\":\"%s\"}\n", o, i, o, 1 + int(rand() * 12), 1 + int(rand() * 28), text
		text = ""
	}
}' >made.ndjson
"$QUOTRAIL" --db made.db batch -q made.ndjson >/dev/null || exit 1
"$QUOTRAIL" --db made.db status | sed -n '1,3p;/Families/p'

"$QUOTRAIL" --db made.db serve --port 0 >where &
server=$!
while ! [ -s where ]; do sleep 0.1; done
at=$(cat where)

ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
measure() { # measure WHAT: the addresses in `ask`, one a line
	sed 's/.*/url = "&"\noutput = "\/dev\/null"/' ask >config
	used=$(ticks)
	began=$(date +%s%N)
	curl -s -Z --parallel-max 8 -K config 2>/dev/null || echo "curl left with $?"
	ended=$(date +%s%N)
	awk -v n="$(wc -l <ask)" -v ns=$((ended - began)) -v ticks=$(($(ticks) - used)) -v hz="$(getconf CLK_TCK)" -v what="$1" 'BEGIN {
		printf "%-42s %5d requests %8.1f a second %8.2f ms of the server each\n", what, n, n / ns * 1e9, ticks / hz * 1000 / n
	}'
}
as_json() { # the same addresses, as JSON
	sed 's/$/\&format=json/' ask >asked
	mv asked ask
	measure "the same as JSON"
}
from=3000
while [ $from -lt 4000 ]; do
	curl -s "${at}families?from=$from"
	from=$((from + 50))
done >listed
tr '<' '\n' <listed | sed -n 's/.*href="\(\/family\/q[0-9a-f]*\)".*/\1/p' | sort -u >ids
tr '<' '\n' <listed | sed -n 's/.*>\([0-9]*\) in [0-9]*$/\1/p' | sort -n |
	awk '{ n[NR] = $1 } END { printf "%d families, the median of %d printings\n", NR, n[int((NR + 1) / 2)] }'
sed "s|^/|$at|" ids >ask
measure "families as pages, for the first time"
measure "the same again"
sed "s|^/\(.*\)|$at\1?format=json|" ids >ask
measure "families as JSON, for the first time"
measure "the same again"
sed "s|^/family|${at}occurrence|" ids >ask
measure "occurrences, which lead to their family"
tail -n 500 said | tr ' ' + | sed "s|.*|${at}search?q=&|" >ask
measure "searches for a whole quotation, first time"
measure "the same again"
head -n 500 said | cut -d ' ' -f 2-7 | tr ' ' + | sed "s|.*|${at}search?q=&|" >ask
measure "searches for six words, for the first time"
as_json
curl -s "${at}families" | grep -o '/family/q[0-9a-f]*' | head -n 1 | sed "s|^/|$at|" >ask
measure "the largest family, of 5,000"
awk 'BEGIN { for (i = 0; i < 200; i++) print i * 40 }' | sed "s|.*|${at}families?from=&|" >ask
measure "50 families in a table"
as_json
awk 'BEGIN { for (i = 0; i < 200; i++) print i }' | sed "s|.*|${at}families?outlet=Outlet+&|" >ask
measure "families of an outlet"
as_json
tr ',' '\n' <made.ndjson | grep -o 'said Ana M[a-z]*' | sort -u | head -n 200 | sed "s|said \(.*\) \(.*\)|${at}families?speaker=\1+\2|" >ask
measure "families of a speaker"
as_json
awk 'BEGIN { for (i = 0; i < 200; i++) printf "2022-%02d-%02d\n", 1 + i % 12, 1 + int(i / 12) }' |
	sed "s|.*|${at}families?since=&\&until=&\&min-severity=3|" >ask
measure "families of a day, of some drift"
as_json
awk 'BEGIN { for (i = 0; i < 800; i += 10) print i }' | sed "s|.*|${at}sources?after=https://o&|" >ask
measure "100 documents in a table"
for _ in 1 2 3 4 5 6 7 8 9 10; do for _ in 1 2 3 4 5 6 7 8 9 10; do for _ in 1 2 3 4 5 6 7 8 9 10; do echo "$at"; done; done; done >ask
measure "the first page"
ps -o rss= -p "$server" | awk '{ printf "memory of the server: %d MiB\n", $1 / 1024 }'
