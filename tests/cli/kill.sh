#!/bin/sh
# A batch that is killed again and again ends with the report of one that is not, and asks for no
# page more often than the kills explain.
set -u
: "${QUOTRAIL:?}" "${SERVE:?}" "${ROOT:?}"
work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
ok() { # ok STATUS WHAT
	if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; failed=1; fi
}
pages=${PAGES:-2000} kills=${KILLS:-20} hosts=40

# Pages that do not say where they belong: each address is an article of its own. Without the one
# that is dated by its capture ("3 days ago"): no two runs agree on that.
cp -r "$ROOT/tests/data/press" press
rm -r press/newspool
find press -name '*.html' -exec sed -i 's/rel="canonical"/rel="x"/' {} +
"$SERVE" --root press --log log >base &
server=$!
while ! [ -s base ]; do sleep 0.1; done
port=$(sed 's,.*:\([0-9]*\)/.*,\1,' base)
find press -name '*.html' | sed 's,^press/,,' | sort |
    awk -v pages="$pages" -v hosts="$hosts" -v port="$port" '
	{ path[NR - 1] = $0 }
	END {
		for (i = 0; i < pages; i++)
			printf "http://127.0.0.%d:%d/%s?page=%d\n", i % hosts + 1, port, path[i % NR], i
		printf "http://127.0.0.1:%d/absent.html\n", port
	}' >urls

# The one thing that two runs may not share is the time of day, of the captures and what they bound.
today=$(date -u +%Y-%m-)
timeless() { sed "s/\"$today[^\"]*\"/\"now\"/g" "$1"; }

"$QUOTRAIL" --quiet --db calm.db batch --delay 0 urls >calm.out 2>calm.err
calm=$?
[ "$calm" -eq 3 ]; ok $? "an undisturbed run ends with 3 for the one page that is not there"
"$QUOTRAIL" --db calm.db report --format ndjson >calm.ndjson
asked_calm=$(grep -vc /robots.txt log)

: >log
began=$(date +%s%N)
killed=0 ended= again=0
while [ "$killed" -lt "$kills" ]; do
	"$QUOTRAIL" --quiet --db torn.db batch --delay 0 urls >killed.out 2>/dev/null &
	pid=$!
	sleep "$(awk -v seed="$killed$$" 'BEGIN { srand(seed); printf "%.3f", 0.02 + rand() * 0.3 }')"
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	status=$?
	if [ "$status" -ne 137 ]; then # it was quicker, and one after it asks for all
		ended=$status
		break
	fi
	killed=$((killed + 1))
	if grep -q '^LOOK AT' killed.out; then # all was shown, so the next run may be a new one
		again=$asked_calm
		break
	fi
done
if [ -z "$ended" ]; then
	"$QUOTRAIL" --quiet --db torn.db batch --delay 0 urls >torn.out 2>torn.err
	ended=$?
fi
[ "$ended" -eq "$calm" ]; ok $? "after $killed kills the run ends as the undisturbed one"
echo "# $(($(date +%s%N) / 1000000 - began / 1000000)) ms with the kills"
"$QUOTRAIL" --db torn.db report --format ndjson >torn.ndjson
timeless calm.ndjson >a; timeless torn.ndjson >b
cmp a b; ok $? "its report is the same"
asked=$(grep -vc /robots.txt log)
# A kill costs at most what was in flight and not yet committed: 32 requests, 128 articles in one
# commit, and what waits for a worker.
[ "$asked" -le $((asked_calm + again + killed * 200)) ]
ok $? "$asked requests for $asked_calm pages after $killed kills"
most=$(grep -v /robots.txt log | awk '{ n[$3 $4]++ } END { for (k in n) if (n[k] > max) max = n[k]; print max + 0 }')
[ "$most" -le $((killed + 1)) ]; ok $? "no page was asked for more than $most times"

exit $failed
