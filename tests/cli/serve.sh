#!/bin/sh
# serve: the pages of the report over HTTP, read only, to nobody who comes under a strange name.
. "$ROOT/tests/fixture.sh"
if ! command -v curl >/dev/null; then
	echo "no curl here: serve is not asked anything"
	exit 0
fi
export QUOTRAIL_DB="$PWD/press.db"
"$QUOTRAIL" batch -q "$ROOT/tests/data/press/paths.txt" >/dev/null || exit 1
before=$(cksum <press.db)

ends 2 "a name is no address" "$QUOTRAIL" serve --bind localhost
ends 2 "a port has its limits" "$QUOTRAIL" serve --port 65536
ends 5 "serve without a database" "$QUOTRAIL" --db nowhere.db serve --port 0
"$QUOTRAIL" serve --port 0 >where 2>err &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s where ] || sleep 0.5; done
at=$(cat where)
case $at in http://127.0.0.1:*/) ;; *) false ;; esac
say $? "it says where it is"

get() { # get STATUS SENTENCE PATH [CURL OPTION...]: body in out, head in head
	want=$1 sentence=$2 path=$3
	shift 3
	got=$(curl -s -o out -D head -w '%{http_code}' "$@" "$at$path")
	[ "$got" = "$want" ]
	say $? "$sentence ($got)"
}
get 200 "the first page" ""
grep -q '<form class="ask" role="search" action="/search">' out && grep -q 'href="/family/q' out
say $? "it has a search box and leads to families"
get 200 "a search" "search?q=shoot+to+kill+without+warning"
grep -q 'The earliest dated appearance' out
say $? "it has the answer"
get 200 "a search that finds nothing" "search?q=nothing+of+that+sort+was+ever+said"
grep -q 'nothing matched in this corpus' out
say $? "it says so"
get 200 "families, selected" "families?min-severity=5"
[ "$(grep -c 'href="/family/q' out)" -eq 2 ]
say $? "those that pass"
get 200 "families as JSON" "families?format=json"
"$QUOTRAIL" report --format json --min-occurrences 2 >wanted
python3 - <<'END'
import json
listed, report = json.load(open("out")), json.load(open("wanted"))
assert listed["searched"] == report["searched"] and listed["from"] == 0 and listed["next"] is None
assert [one["family"] for one in listed["families"]] == [one["family"] for one in report["families"]]
for line, family in zip(listed["families"], report["families"]):
    for name in "severity", "speaker", "documents", "lineages", "verdict":
        assert line[name] == family[name], (name, line, family[name])
    assert line["text"] == family["reference_text"] and line["occurrences"] == len(family["occurrences"])
    first = family["occurrences"][0]
    assert line["earliest"] is None or line["earliest"]["earliest"] in (first["published"]["earliest"], first.get("inferred", {}).get("earliest"))
END
say $? "a line of each of those of report, which says the same"
get 200 "the first page as JSON" "?format=json"
get 200 "documents" sources
[ "$(grep -c '<td data-l="Outlet">' out)" -eq 17 ]
say $? "all of them"

id=$("$QUOTRAIL" trace "shoot to kill without warning" | sed -n 's/^Family *\(q[0-9a-f]*\).*/\1/p' | head -n 1)
get 200 "a family" "family/$id"
grep -q "<article class=\"family rows16\" id=\"$id\">" out
say $? "with the sections of the report"
get 200 "a family as JSON" "family/$id?format=json"
"$QUOTRAIL" report --family "$id" --format json >wanted
cmp -s out wanted
say $? "it is what report prints, to the byte"
get 200 "judged by a house" "family/$id?house=guardian&against=fullest"
grep -q '<details open><summary>The rules of Guardian' out
say $? "the house's rules are open"
other=$(tr '{' '\n' <wanted | sed -n 's/^"id":"\(q[0-9a-f]*\)".*/\1/p' | sed -n 5p)
get 302 "an occurrence" "occurrence/$other"
grep -qi "^location: /family/$id#$id-[0-9]*" head
say $? "leads to its row"
get 200 "a search as JSON" "search?q=$id&format=json"
get 200 "documents as JSON" "sources?format=json"
grep -q '^{"quotrail":1,"sources":\[{"identity":' out
say $? "as records"

get 200 "a search as JSON, by words" "search?q=shoot+to+kill+without+warning&format=json"
for path in "" families search?q=nothing+at+all+of+it sources; do
	get 200 "$path as JSON" "$path$(case $path in *'?'*) echo '&' ;; *) echo '?' ;; esac)format=json"
	python3 -c 'import json, sys; json.load(open("out"))' 2>err
	say $? "can be read"
done
get 404 "a family that is not there" family/q000000000000
grep -qi '^content-type: text/html' head && grep -q 'action="/search"' out && grep -q "no family .*q000000000000" out
say $? "is told on a page from which a person can go on"
get 404 "a family that is not there, as JSON" "family/q000000000000?format=json"
python3 -c 'import json; assert "q000000000000" in json.load(open("out"))["error"]' 2>err
say $? "is told as JSON"
"$QUOTRAIL" serve --schema >served.schema
say $? "serve says what its JSON looks like"
described() { # described SENTENCE: out is as the schema says
	python3 - served.schema <<'END'
import json, sys
try:
    import jsonschema
except ImportError:
    print("no jsonschema here: the schema is passed over")
    raise SystemExit
jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open("out")))
END
	say $? "$1"
}
described "and it is described"
get 400 "an unknown parameter, as JSON" "families?colour=red&format=json"
described "is told as described"
get 400 "a wrong value, as JSON" "families?since=yesterday-ish&format=json"
described "is told as described"
get 404 "a page that is not there, as JSON" "nothing?format=json"
described "is told as described"
for path in ?format=json families?min-occurrences=1\&format=json sources?format=json search?q=shoot+to+kill+without+warning\&format=json \
	family/$id?format=json families?speaker=nobody+at+all\&format=json; do
	get 200 "$path" "$path"
	described "is as described"
done
get 404 "a name that is markup" "family/%3Cimg%20src=x%3E"
! grep -q '<img' out
say $? "stays text"
get 404 "a page that is not there" etc/passwd
get 404 "a way out of it" "family/..%2f..%2fetc%2fpasswd"
get 400 "a parameter nobody knows" "families?colour=red"
get 400 "a parameter given twice" "families?speaker=a&speaker=b"
get 400 "a number that is none" "families?min-severity=high"
get 400 "a format it does not serve" "?format=csv"
get 400 "a profile from the disk" "family/$id?house=own:/etc/passwd"
get 400 "a transcript from the disk" "family/$id?against=transcript:/etc/passwd"
! grep -q root: out
say $? "no file is read"
get 405 "a change is refused" "" -X POST -d a=1
grep -qi '^allow: GET, HEAD' head
say $? "it says what is not"
get 421 "a strange name" "" -H "Host: evil.example"
get 421 "an address that is a name" "" -H "Host: 127.0.0.1.evil.example"
get 421 "no name" "" -H "Host:"
get 200 "localhost" "" -H "Host: localhost:80"
get 200 "an address" "" -H "Host: [::1]:80"
get 200 "any page" ""
for header in "content-security-policy: default-src 'none';" "x-content-type-options: nosniff" "x-frame-options: DENY" \
	"referrer-policy: no-referrer"; do
	grep -qi "^$header" head
	say $? "it is sent with $header"
done

# What is filed while it serves is served.
printf '{"url":"https://new.example/a","outlet":"<b>New</b>\\" onload=x","published":"2022-03-01","text":"\\"The <script>alert(1)</script> ferry sails at nine tomorrow,\\" said Ana \\"><img src=x onerror=alert(1)> Moro, the captain."}\n' >new.ndjson
get 200 "a search before" "search?q=ferry+sails+at+nine+tomorrow"
"$QUOTRAIL" batch -q new.ndjson >/dev/null
get 200 "the same search after" "search?q=ferry+sails+at+nine+tomorrow"
grep -q '2022-03-01' out
say $? "finds what was filed meanwhile"
! grep -q '<img\|<script>alert\|<b>New' out
say $? "and a page's tags are text"

# Of a large family a page has some, JSON all, and a list of families some again.
awk 'BEGIN { for (i = 0; i < 700; i++) printf "{\"url\":\"https://o%d.example/%d\",\"outlet\":\"Outlet %d\",\"published\":\"2022-04-%02d\",\"text\":\"\\\"The %s lighthouse keeper counts the herring boats before breakfast,\\\" said Ana Moro, the captain.\"}\n", i % 90, i, i % 90, 1 + i % 28, i == 650 ? "young" : "old" }' >large.ndjson
"$QUOTRAIL" batch -q large.ndjson >/dev/null
get 302 "a printing of a large family" "occurrence/$("$QUOTRAIL" trace --brief "young lighthouse keeper counts the herring" | grep -o 'q[0-9a-f]\{12\}' | head -n 1)"
large=$(sed -n 's/^[Ll]ocation: \/family\/\(q[0-9a-f]*\)#.*/\1/p' head)
get 200 "a large family" "family/$large"
grep -q '700 printings in 700 documents' out && grep -q 'Of 700 printings [0-9]* were read' out
say $? "it says how large it is, and what was read of it"
grep -q 'for &quot;old&quot;\|<ins>young</ins>' out
say $? "the furthest drifted stands there"
[ "$(wc -c <out)" -lt 4000000 ]
say $? "in a few megabytes"
get 200 "a large family as JSON" "family/$large?format=json"
mv out whole.json
get 200 "it in a list, as JSON" "families?format=json&min-occurrences=500"
described "the list is as described"
python3 - <<'END'
import json
whole, listed = json.load(open("whole.json")), json.load(open("out"))
assert len(whole["families"][0]["occurrences"]) == 700
assert [one["occurrences"] for one in listed["families"]] == [700]
END
say $? "the family is whole as JSON, and a list says how large it is"
mv whole.json out
described "the family is as described"
[ "$before" != "$(cksum <press.db)" ] && kill -TERM "$server" && wait "$server"
say $? "it ends when it is told to"
server=
[ ! -e press.db-wal ] && [ ! -e press.db-shm ]
say $? "and leaves nothing behind"
exit $failed
