#!/bin/sh
# Fetching beside curl, which only writes the same pages down: PAGES over HOSTS loopback
# addresses, and an archive read by one core and by two. Peaks are resident memory of all processes.
set -eu
work=$(mktemp -d)
server=
finish() {
	status=$?
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	rm -rf "$work"
	exit $status
}
trap finish EXIT INT TERM
pages=${PAGES:-10000} hosts=${HOSTS:-200} archive_mib=${ARCHIVE_MIB:-256}

# Pages that do not say where they belong: each address is an article of its own.
cp -r "$ROOT/tests/data/press" "$work/press"
find "$work/press" -name '*.html' -exec sed -i 's/rel="canonical"/rel="x"/' {} +

clock() { date +%s%N; }
seconds() { awk -v ns="$1" 'BEGIN { printf "%.2f", ns / 1e9 }'; }

# Resident memory of a process and its children, in KiB, once a second: looking costs time too.
watch() {
	while kill -0 "$1" 2>/dev/null; do
		for p in "$1" $(cat "/proc/$1/task/$1/children"); do
			cat "/proc/$p/status"
		done 2>/dev/null | awk '/^RssAnon:/ { sum += $2 } END { print sum + 0 }'
		sleep 1
	done
}

# Run a command with its output dropped; leaves its wall time in $took and its peak, in KiB, in $peak.
measure() {
	began=$(clock)
	"$@" >/dev/null 2>"$work/err" &
	pid=$!
	watch "$pid" >"$work/sizes" &
	watcher=$! status=0
	wait "$pid" || status=$?
	took=$(($(clock) - began))
	wait "$watcher" || :
	peak=$(sort -n "$work/sizes" | tail -1)
	[ "$status" -eq 0 ] || { echo "$* ended with $status:" >&2; tail -3 "$work/err" >&2; }
}

find "$work/press" -name '*.html' | sed "s,^$work/press/,," | sort >"$work/paths"

# A server whose answers begin so many milliseconds late, and the list of its pages.
serve() {
	[ -z "$server" ] || kill "$server"
	: >"$work/base"
	"$SERVE" --root "$work/press" --latency "$1" >"$work/base" &
	server=$!
	while ! [ -s "$work/base" ]; do sleep 0.1; done
	port=$(sed 's,.*:\([0-9]*\)/.*,\1,' "$work/base")
	awk -v pages="$pages" -v hosts="$hosts" -v port="$port" '
		{ path[NR - 1] = $0 }
		END {
			for (i = 0; i < pages; i++)
				printf "http://127.0.0.%d:%d/%s?page=%d\n", i % hosts + 1, port, path[i % NR], i
		}' "$work/paths" >"$work/urls"
	awk -v dir="$work/pages" '{ printf "url = \"%s\"\noutput = \"%s/%d\"\n", $0, dir, NR }' \
	    "$work/urls" >"$work/curlrc"
}

# Both sides ask fifty at a time, as curl does unless told otherwise.
mkdir "$work/pages"
for latency in 0 20; do
	serve "$latency"
	measure curl --silent --show-error --parallel --config "$work/curlrc"
	curl_took=$took
	echo "$pages pages of $hosts hosts that answer after $latency ms: curl --parallel $(seconds "$took") s"
	for command in extract "batch --db $work/db$latency"; do
		# shellcheck disable=SC2086 # the command is several words
		measure "$QUOTRAIL" --quiet $command --delay 0 --hosts 50 "$work/urls"
		awk -v name="${command%% *}" -v took="$took" -v curl="$curl_took" -v peak="$peak" 'BEGIN {
			printf "  %-8s %6.2f s, %.2f times that, %.0f MB at its peak\n", name, took / 1e9,
			    took / curl, peak / 1024
		}'
	done
done

# An archive of these pages, a gzip member a record.
awk -v port="$port" 'NR <= 17 { print }' "$work/urls" | while read -r url; do
	curl --silent --output "$work/body" "$url"
	for i in $(seq 1 40); do
		length=$(($(wc -c <"$work/body") + 45))
		{
			printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://site%d.example/%d\r\n' \
			    "$i" "$length"
			printf 'WARC-Date: 2022-02-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n'
			printf 'Content-Length: %d\r\n\r\n' "$length"
			printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'
			cat "$work/body"
			printf '\r\n\r\n'
		} | gzip -1 >>"$work/block.gz"
	done
done
unpacked=$(gzip -dc "$work/block.gz" | wc -c)
: >"$work/archive.warc.gz"
for i in $(seq 1 $((archive_mib * 1048576 / unpacked + 1))); do
	cat "$work/block.gz" >>"$work/archive.warc.gz"
done
records=$((680 * (archive_mib * 1048576 / unpacked + 1)))
one=
for cores in 1 2; do
	measure taskset -c "0-$((cores - 1))" "$QUOTRAIL" --quiet extract "$work/archive.warc.gz"
	[ -n "$one" ] || one=$took
	awk -v cores="$cores" -v took="$took" -v one="$one" -v records="$records" -v peak="$peak" \
	    -v mib="$archive_mib" 'BEGIN {
		printf "archive of %d MiB unpacked, %d core%s: %.0f pages/s, %.2f times one core, %.0f MB at its peak\n",
		    mib, cores, (cores > 1 ? "s" : ""), records / (took / 1e9), one / took, peak / 1024
	}'
done
