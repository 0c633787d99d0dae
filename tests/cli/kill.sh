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
find press -name '*.html' -exec \
    sed -i 's/rel="canonical"/rel="x"/; s/"og:url"/"x"/; s/"mainEntityOfPage"/"x"/' {} +
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

# Who asks names the run, so that the log tells whose request it was, even of one that is dead.
run() { # run NAME: over the whole list, in place of this shell
	exec "$QUOTRAIL" --quiet --db torn.db batch --delay 0 --hosts 32 --workers 2 --contact "$1" urls
}
# Pages that the database holds the end of, read or failed.
settled() {
	"$QUOTRAIL" --db torn.db status --format json 2>/dev/null | tr ',' '\n' |
	    awk -F: '/^"(documents|failed)":/ { n += $2 } END { print n + 0 }'
}

: >log
: >kills
began=$(date +%s%N)
killed=0 ended= again=0
while [ "$killed" -lt "$kills" ]; do
	run "run-$((killed + 1))" >killed.out 2>/dev/null &
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
	echo "run-$killed $(settled)" >>kills
	if grep -q '^LOOK AT' killed.out; then # all was shown, so the next run may be a new one
		again=1
		break
	fi
done
if [ -z "$ended" ]; then
	(run "run-$((killed + 1 + again * 1000))") >torn.out 2>torn.err
	ended=$?
fi
[ "$ended" -eq "$calm" ]; ok $? "after $killed kills the run ends as the undisturbed one"
echo "# $(($(date +%s%N) / 1000000 - began / 1000000)) ms with the kills"
"$QUOTRAIL" --db torn.db report --format ndjson >torn.ndjson
timeless calm.ndjson >a; timeless torn.ndjson >b
cmp a b; ok $? "its report is the same"

# What each run asked for, as "RUN PAGE".
grep -v /robots.txt log | sed -n 's/^[0-9]* [0-9]* \([^ ]*\) \([^ ]*\) .*(+run-\([0-9]*\)).*/\3 \1\2/p' |
    awk '$1 < 1000' >asked
sort asked | uniq -d >twice
! [ -s twice ]; ok $? "no run asks for a page twice"
# A page is asked for again exactly when the run that asked for it was killed before it was committed:
# what each killed run lost by the log is what it lost by the database.
awk 'NR == FNR { sub("run-", "", $1); held[$1] = $2; kills = FNR; next }
    { asked[$1]++; if ($1 > last[$2]) last[$2] = $1; run[FNR] = $1; page[FNR] = $2; n = FNR }
    END {
	for (i = 1; i <= n; i++)
		if (run[i] < last[page[i]])
			lost[run[i]]++
	for (k = 1; k <= kills; k++)
		print k, lost[k] + 0, asked[k] - (held[k] - held[k - 1])
    }' kills asked >losses
awk '$2 != $3 { print "# run " $1 " lost " $3 " pages and " $2 " were asked for again"; bad = 1 }
    END { exit bad }' losses
ok $? "only pages that a kill kept from being committed are asked for again"
# Those are 128 articles of one commit, 16 with the workers and 32 requests in flight.
most=$(awk '$3 > max { max = $3 } END { print max + 0 }' losses)
echo "# a kill repeats $(awk '{ n += $3 } END { printf "%.0f", (NR > 0 ? n / NR : 0) }' losses) requests, $most at most"
[ "$most" -le 176 ]; ok $? "no kill repeats more requests than are under way between two commits"

exit $failed
