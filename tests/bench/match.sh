#!/bin/sh
# Matching: QUOTES invented quotations whose families are known, linked by `link`. Each carries its
# true family through `link`, and the links are scored by it. Then lookup.sh files the same ones and
# holds single lookups against what Debian has for the same work.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=${QUOTES:-100000}

awk -v n="$n" -f "$ROOT/tests/bench/quotes.awk" >"$work/quotes.ndjson"

clock() { date +%s%N; }
field() { # field NAME: its strings, one a line
	sed "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/"
}

began=$(clock)
"$QUOTRAIL" link "$work/quotes.ndjson" >"$work/linked.ndjson" &
pid=$! peak=0
while kill -0 "$pid" 2>/dev/null; do
	now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$pid/status" 2>/dev/null) || :
	[ "${now:-0}" -le "$peak" ] || peak=$now
	sleep 0.1
done
wait "$pid"
took=$(($(clock) - began))
awk -v took="$took" -v peak="$peak" -v n="$n" 'BEGIN {
	printf "link of %d quotations: %.2f s, %.0f per second, %.0f MB at its peak\n", n, took / 1e9,
	    n / (took / 1e9), peak / 1024
}'

# The contingency table of true and found families gives pairs and B-cubed in one pass.
field kin <"$work/linked.ndjson" >"$work/kin"
field family <"$work/linked.ndjson" >"$work/found"
sed 's/.*"id":"\([^"]*\)".*"first":\([a-z]*\).*"source":"\([^"]*\)".*/\1 \2 \3/' \
    "$work/linked.ndjson" >"$work/sources"
paste -d ' ' "$work/kin" "$work/found" "$work/sources" | awk '{
	both[$1 " " $2]++; kin[$1]++; found[$2]++; source[NR] = $5; family[NR] = $1
	if ($4 == "true")
		first[$1] = $3
}
END {
	for (k in kin)
		truth += kin[k] * (kin[k] - 1)
	for (k in found)
		said += found[k] * (found[k] - 1)
	for (b in both) {
		split(b, part, " ")
		right += both[b] * (both[b] - 1)
		p += both[b] * both[b] / found[part[2]]
		r += both[b] * both[b] / kin[part[1]]
		inside[part[2]]++
	}
	for (k in inside)
		most = inside[k] > most ? inside[k] : most
	for (i = 1; i <= NR; i++)
		exact += source[i] == first[family[i]]
	p /= NR; r /= NR
	printf "  pairs: precision %.3f, recall %.3f, F1 %.3f; B-cubed F1 %.3f\n", right / said,
	    right / truth, 2 * right / (said + truth), 2 * p * r / (p + r)
	printf "  most families in one: %d; earliest source exact: %.3f\n", most, exact / NR
}'

"$BENCH/unquoted" "$work/linked.ndjson"
MADE="$work/quotes.ndjson" "$ROOT/tests/bench/lookup.sh"
