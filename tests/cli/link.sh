#!/bin/sh
# Quotations in, quotations with their provenance out, without a database.
. "$ROOT/tests/fixture.sh"

cat >quotes.ndjson <<'END'
{"id":"a","url":"https://one.example/1","outlet":"One","published":"2022-03-01T08:00:00Z","speaker":"Mara Holt","text":"We will rebuild the harbour bridge before the first frost of winter.","desk":"city"}
{"id":"b","url":"https://two.example/1","outlet":"Two","published":"2022-03-02","speaker":"Mara Holt","text":"We will not rebuild the harbour bridge before the first frost of winter."}
{"id":"c","url":"https://three.example/1","outlet":"Three","speaker":"Mara Holt","text":"rebuild the harbour bridge before the first frost"}
{"id":"d","url":"https://four.example/1","outlet":"Four","published":{"earliest":"2022-03-03T00:00:00Z","latest":"2022-03-03T23:59:59Z"},"speaker":"Jon Pike","text":"Nobody asked the ferrymen what the tide would do to those pillars."}
{"id":"e","url":"https://five.example/1","outlet":"Five","published":"2022-03-04","speaker":"Jon Pike","text":"We will rebuild the harbour bridge before the first frost of winter."}
END
"$QUOTRAIL" link quotes.ndjson >linked.ndjson
say $? "link"
[ "$(wc -l <linked.ndjson)" -eq 5 ]
say $? "one record out for each one in"
[ "$(grep -o '"id":"[a-e]"' linked.ndjson | tr -d '\n')" = '"id":"a""id":"b""id":"c""id":"d""id":"e"' ]
say $? "records keep the order of the input"
grep '"id":"a"' linked.ndjson | grep -q '"desk":"city".*"family":"a".*"families":\["a"\].*"source":"a","parent":null.*"drift":null'
say $? "the earliest is its own source, and fields it brought are kept"
grep '"id":"b"' linked.ndjson | grep -q '"source":"a".*"class":"negation-changed","severity":5'
say $? "a negation that was put in is seen"
grep '"id":"c"' linked.ndjson | grep -q '"family":"a".*"class":"\(fragment\|truncated-clause\)"'
say $? "a fragment joins without a date"
grep '"id":"d"' linked.ndjson | grep -q '"family":"d".*"verdict":"proven","drift":null'
say $? "another matter stays apart"
grep '"id":"e"' linked.ndjson | grep -q '"attribution":"reattributed"'
say $? "the same words given to somebody else are reattributed"

sort -r quotes.ndjson | "$QUOTRAIL" link | sort >backwards
sort linked.ndjson | cmp -s - backwards
say $? "the order of the input changes nothing"

# Invented quotations: a line in two hundred forms, by several people, and others around it.
awk 'BEGIN {
	split("harbour orchard railway chapel market lighthouse quarry vineyard theatre garrison", noun)
	split("shelters employs worries unsettles feeds delights divides outlives", verb)
	for (i = 0; i < 3000; i++) {
		k = i % 300
		text = "the old " noun[k % 10 + 1] " of street " k " " verb[k % 8 + 1] " more people than the " \
		    noun[int(k / 7) % 10 + 1] " and the " noun[int(k / 3) % 10 + 1] " ever did in year " k * 7
		if (i % 3 == 1)
			text = "I repeat that " text
		if (i % 5 == 2)
			sub("more people", "[many] people", text)
		if (i % 7 == 3)
			sub(" and the .* ever", " ... ever", text)
		printf "{\"id\":\"n%d\",\"url\":\"https://o%d.example/%d\",\"outlet\":\"O%d\",\"published\":\"2022-%02d-%02d%s\",\"speaker\":\"%s\",\"text\":\"%s\"}\n",
		    i, i % 40, int(i / 2), i % 40, i % 12 + 1, i % 28 + 1, i % 4 ? "T1" i % 10 ":00:00Z" : "",
		    i % 6 ? "Mara Pike" k % 30 : "", text
	}
}' >many.ndjson
"$QUOTRAIL" link many.ndjson | sort >many.linked
[ "$(wc -l <many.linked)" -eq 3000 ] && [ "$(grep -o '"source":"[^"]*"' many.linked | sort -u | wc -l)" -lt 1500 ]
say $? "printings of a line are one family"
sort -t: -k 3.7 many.ndjson | "$QUOTRAIL" link | sort | cmp -s - many.linked
say $? "nor does it for three thousand quotations"
taskset -c "$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')" "$QUOTRAIL" link many.ndjson | sort | cmp -s - many.linked
say $? "one core says what several say"
{ cat many.ndjson; echo '{"id":"z","url":"https://z.example/1","published":"2022-05-05","speaker":"Zed Zimmer","text":"Pelicans unbutton seventeen umbrellas beneath glaciers."}'; } |
    "$QUOTRAIL" link | grep -v '"id":"z"' | sort | cmp -s - many.linked
say $? "an unrelated quotation changes no other family"

printf '%s\n' '{"id":"x","text":"We will rebuild the harbour bridge."}' 'no json' '{"text":"no id"}' '[1]' '{"id":"y"}' \
    >bad.ndjson
"$QUOTRAIL" link bad.ndjson >out 2>err
[ $? -eq 3 ] && [ "$(wc -l <out)" -eq 1 ] && [ "$(grep -c '^quotrail: bad.ndjson:[2345]: ' err)" -eq 4 ]
say $? "bad lines are named by number and the rest is linked"
{ cat quotes.ndjson; printf '{"id":"w","text":"'; head -c 5000000 /dev/zero | tr '\0' a; echo '"}'; } >long.ndjson
"$QUOTRAIL" link long.ndjson 2>err | cmp -s - linked.ndjson && grep -q '^quotrail: long.ndjson:6: .*too long' err
say $? "a text too long to compare is named and the rest is linked"
"$QUOTRAIL" link <quotes.ndjson | cmp -s - linked.ndjson && cat quotes.ndjson | "$QUOTRAIL" link | cmp -s - linked.ndjson
say $? "a file, standard input and a pipe give the same"
cat quotes.ndjson quotes.ndjson | "$QUOTRAIL" link >out 2>err
[ $? -eq 3 ] && grep -q 'comes twice' err
say $? "an id that comes twice is refused"
"$QUOTRAIL" link </dev/null >out
[ $? -eq 0 ] && [ ! -s out ]
say $? "nothing in, nothing out"
"$QUOTRAIL" link missing.ndjson >out 2>err
[ $? -eq 3 ] && grep -q missing.ndjson err
say $? "a missing file is named"

exit $failed
