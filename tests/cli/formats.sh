#!/bin/sh
# Every format of a report: what --schema says of it, what readers that are not ours find in it,
# and that a hostile page's text stays text in all of them and on a terminal.
. "$ROOT/tests/fixture.sh"
formats="html json ndjson csv md prov jsonld dot graphml"
write() { # write DIR: the database in every format, and what --schema says of them
	for format in $formats; do
		"$QUOTRAIL" report --house nyt -o "$1/report.$format"
		say $? "$1: report.$format"
	done
	for format in json ndjson csv; do
		"$QUOTRAIL" report --schema --format "$format" >"$1/$format.schema"
	done
}
python=$(command -v /usr/bin/python3 || command -v python3 || :)
[ -n "$python" ] || echo "no Python here: reports are not read again"

for format in $formats; do
	"$QUOTRAIL" report --schema --format "$format" >out && [ -s out ]
	say $? "--schema describes $format"
done
"$QUOTRAIL" report --schema | grep -q '^graphml (\.graphml)'
say $? "--schema alone lists the formats"

mkdir press hostile
export QUOTRAIL_DB="$TMPDIR/press.db"
"$QUOTRAIL" batch -q "$ROOT/tests/data/press/paths.txt" >/dev/null
write press
[ -z "$python" ] || "$python" "$ROOT/tests/formats.py" press || failed=1

# Names, titles, addresses and words that would act if anything took them for its own.
escape=$(printf '\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m') turn='\u202egnorw\u202c'
page() { # page URL OUTLET TITLE NAME WORDS
	printf '{"url":"%s","outlet":"%s","title":"%s","byline":"=1+1","published":"2022-01-%s","language":"<en>","text":"\\"%s,\\" said %s, the captain. \\"@SUM(1+1) is what we pay for the old harbour,\\" she said."}\n' \
	    "$1" "$2" "$3" "$6" "$5" "$4"
}
{
	page 'https://a.example/\"><img src=x onerror=alert(1)>' '<script>alert(1)</script>' \
	    "\\\"><img src=x onerror=alert(1)>$escape" 'Ana Moro' \
	    "The ferry </script><script>alert(2)</script> sails again on Monday $turn morning $escape" 07
	page 'javascript:alert(1)//https://b.example/' "=HYPERLINK(\\\"http://c.example\\\")$turn" \
	    '-2+3+cmd|calc' 'Ana <b>Moro</b>' \
	    'The ferry </script><script>alert(2)</script> sails again on Tuesday ]]> & ; | ` --> morning' 08
	page 'https://d.example/a?b=1&c=\\u0022;|`' "Graph \\\\\\\"];x[label=<b>&amp;$escape" \
	    '](javascript:alert(1)) | `x` #{<!--' 'Ana Moro' \
	    '=cmd|x!A0 the ferry </script><script>alert(2)</script> sails again on Monday morning' 09
} >hostile.ndjson
export QUOTRAIL_DB="$TMPDIR/hostile.db"
"$QUOTRAIL" batch hostile.ndjson >hostile/batch.text 2>hostile/batch.err
say $? "a hostile press is filed"
write hostile
id=$(sed -n 's/.*"family":"\(q[0-9a-f]*\)".*/\1/p' hostile/report.ndjson | head -n 1)
for look in "" "--brief" "--all" "--format html" "--format md" "--format csv"; do
	# shellcheck disable=SC2086
	"$QUOTRAIL" trace "sails again on Monday" $look >"hostile/trace$(echo "$look" | tr -d ' -').text" 2>&1
	say $? "it is traced $look"
done
"$QUOTRAIL" status >hostile/status.text
"$QUOTRAIL" extract --format text hostile.ndjson >hostile/extract.text 2>&1
"$QUOTRAIL" trace "$id" >hostile/id.text 2>&1
"$QUOTRAIL" why "$id" >hostile/why.text 2>&1
"$QUOTRAIL" why --format json "$id" >hostile/why.json
printf 'Ana %s Moro said: "The ferry </script><script>alert(2)</script> never sails again on Monday %s morning."\n' \
    "$(printf '\033[2J')" "$(printf '\342\200\256')" >draft.txt
for look in text json html; do
	"$QUOTRAIL" check --format $look draft.txt >hostile/check.$look 2>&1
	say $? "a hostile draft is checked as $look"
done
"$QUOTRAIL" extract "$(printf 'no\033[2Jsuch\302\233file')" 2>hostile/missing.err
[ $? -eq 3 ]
say $? "a source with a hostile name is named"
[ -z "$python" ] || "$python" "$ROOT/tests/formats.py" hostile || failed=1
exit $failed
