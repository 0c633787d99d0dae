#!/bin/sh
# The same articles in any order, in one batch or many, give the same report to the byte.
. "$ROOT/tests/fixture.sh"

set -- "$ROOT"/../shared/seeds/*.txt
if [ $# -ne 5 ] || [ ! -r "$1" ]; then
	echo "the five articles of ../shared/seeds are not at hand: five invented pages instead" >&2
	press="$ROOT/tests/data/press"
	set -- "$press/northwire/kz-order.html" "$press/kvlt6/forces-may-shoot.html" \
	    "$press/alderradio/kz-brief.html" "$press/gulfcourier/us-seeks-end.html" \
	    "$press/redfern/one-sentence.html"
fi

report() { # report DATABASE: what it prints, capture times aside (files have none)
	"$QUOTRAIL" --db "$1" report --format ndjson --all
}

"$QUOTRAIL" --db first.db batch -q "$@" >/dev/null || exit 1
report first.db >first.ndjson
[ -s first.ndjson ]
say $? "the report is not empty"

orders=0 different=0
for a in "$@"; do for b in "$@"; do for c in "$@"; do for d in "$@"; do for e in "$@"; do
	for name in "$a" "$b" "$c" "$d" "$e"; do echo "$name"; done | sort -u >names
	[ "$(wc -l <names)" -eq 5 ] || continue
	rm -f order.db order.db-wal order.db-shm
	"$QUOTRAIL" --db order.db batch -q "$a" "$b" "$c" "$d" "$e" >/dev/null || different=1
	report order.db >order.ndjson
	cmp -s first.ndjson order.ndjson || different=$((different + 1))
	orders=$((orders + 1))
done; done; done; done; done
[ "$orders" -eq 120 ] && [ "$different" -eq 0 ]
say $? "$orders orders, $different of them with another report"

rm -f many.db*
for name in "$@"; do "$QUOTRAIL" --db many.db batch -q "$name" >/dev/null || failed=1; done
report many.db >many.ndjson
cmp -s first.ndjson many.ndjson
say $? "five batches of one give the report of one batch of five"

"$QUOTRAIL" --db many.db relink && report many.db >again.ndjson
cmp -s first.ndjson again.ndjson
say $? "relink changes nothing"

"$QUOTRAIL" --db many.db batch -q "$@" >/dev/null
report many.db >again.ndjson
cmp -s first.ndjson again.ndjson
say $? "reading everything again changes nothing"

exit $failed
