#!/bin/sh
# A draft against the database: every standing, the speaker, the exit status, each format.
. "$ROOT/tests/fixture.sh"
export QUOTRAIL_DB="$TMPDIR/press.db"
has() { # has PATTERN SENTENCE
	grep -q -- "$1" out
	say $? "$2"
}

ends 5 "a draft without a database" "$QUOTRAIL" check /dev/null
cat >north.txt <<'TEXT'
The Bridge

Northwire

7 January 2022

"The lower gates of the dam will stay closed until the river has fallen by two metres," said Ana Moro, the harbour master.

"Nobody who lives behind the old wall has to leave the house tonight," she said.
TEXT
printf '{"url":"https://later.example/a","outlet":"Later Post","published":"2022-01-09","text":"%s"}\n' \
    '\"The lower gates of the dam will stay closed until the river has fallen by two metres,\" said Ana Moro.' >later.ndjson
"$QUOTRAIL" batch -q north.txt later.ndjson >/dev/null
say $? "two articles are filed"

cat >draft.md <<'TEXT'
# Floods

Ana Moro said: "The lower gates of the dam will stay
closed until the [river](https://x.example/river) has fallen by two metres."

> "The lower gates of the dam will stay open until the river has fallen by
> two metres," said Ana Moro.

The gates will "stay closed until the river has fallen", Ana Moro said.

"Nobody who lives behind the old wall has to leave the house tonight," said Timur Abenov.

"We never promised a dry summer to anyone in this valley," Ana Moro said.
TEXT
ends 0 "a draft with every standing" "$QUOTRAIL" check draft.md
has '^draft.md:L3  VERBATIM$' "a quotation over two lines, with a link in it, is verbatim"
has '^draft.md:L6  DIFFERS: 4 ' "another word is seen"
has '\[-closed-\] *{+open+}' "and shown beside what was printed"
has '^draft.md:L9  FRAGMENT: 2 ' "a part is a fragment"
has '^draft.md:L11  VERBATIM: 5 reattributed$' "the same words of another speaker are seen"
has 'Timur Abenov (reattributed); the printings name Ana Moro' "and both are named"
has '^draft.md:L13  NO ANTECEDENT$' "what nobody printed has no antecedent"
has 'Earliest .*2022-01-07' "the earliest printing is told"
has '^5 quotations: 2 verbatim, 1 differing, 1 fragment, 1 without an antecedent\.' "they are counted"
has '^Searched 2 documents' "and what was searched is told"

cat >guessed.txt <<'TEXT'
The Gates

The minister said the gates would "stay closed until the river has fallen by two metres" last week. Officials gave no date.

Timur Abenov said he was glad to hear it.
TEXT
ends 0 "a draft whose speaker is no name" "$QUOTRAIL" check guessed.txt
grep -q reattributed out
[ $? -eq 1 ]
say $? "a name that is only guessed contradicts nobody"

cat >carried.txt <<'TEXT'
The lock keeper

"We have seen 200 boats wait at the upper lock since the frost," said Ana Moro.
TEXT
for day in '2022-01-03 Lock Gazette 100' '2022-01-05 Ferry Gazette 200'; do
	# shellcheck disable=SC2086 # a day, two words of a name, a number
	set -- $day
	printf '{"url":"https://%s.example/a","outlet":"%s %s","published":"%s","text":"%s"}\n' "$2" "$2" "$3" "$1" \
	    "\\\"We have seen $4 boats wait at the upper lock since the frost,\\\" said Ana Moro."
done >boats.ndjson
"$QUOTRAIL" --db boats.db batch -q boats.ndjson >/dev/null
ends 0 "a draft that repeats what an outlet changed" "$QUOTRAIL" --db boats.db check carried.txt
has '^carried.txt:L3  VERBATIM$' "is verbatim, and yet ..."
has '^  Caution *Ferry Gazette: number-changed, "200" for "100"$' "... the closest printing is told to have left the earliest"
for width in 60 80 140; do
	COLUMNS=$width LC_ALL=C.UTF-8 "$QUOTRAIL" check draft.md >wide
	widest=$(grep -v '://' wide | LC_ALL=C.UTF-8 wc -L)
	[ "$widest" -le "$width" ]
	say $? "at $width columns no line is wider (the widest has $widest)"
done
printf 'Ana Moro said: \342\200\234The lower gates of the dam will stay open \342\200\224 until the river has fallen by two metres.\342\200\235\n' >curly.txt
LC_ALL=C "$QUOTRAIL" check curly.txt >out
LC_ALL=C grep -q '[^ -~]' out
[ $? -eq 1 ]
say $? "without UTF-8 it is ASCII"

ends 6 "--fail-on 5" "$QUOTRAIL" check --fail-on 5 draft.md
head -n 4 draft.md >first.md
ends 0 "--fail-on 1 and all verbatim" "$QUOTRAIL" check --fail-on 1 first.md
tail -n 1 draft.md >last.md
ends 1 "nothing has an antecedent" "$QUOTRAIL" check last.md
ends 6 "which counts as 5" "$QUOTRAIL" check --fail-on 5 last.md
ends 2 "a severity that is none" "$QUOTRAIL" check --fail-on 9 draft.md
ends 2 "no draft" "$QUOTRAIL" check
ends 3 "a draft that is not there" "$QUOTRAIL" check nowhere.md
printf 'Nobody is quoted here at all, and that is well.\n' >none.txt
ends 0 "a draft without a quotation" "$QUOTRAIL" check none.txt
has '^0 quotations' "it says so"
printf '<!DOCTYPE html><title>Floods</title><article><h1>Floods</h1><p>Ana Moro said: &ldquo;The lower gates of the dam will stay <b>open</b> until the river has fallen by two metres.&rdquo;</p></article>' |
    "$QUOTRAIL" check - >out
say $? "a page on standard input"
has 'DIFFERS: 4 ' "is read as a page"
ends 0 "by the rules of a house" "$QUOTRAIL" check --house nyt draft.md
has '^  House  *NYT: not allowed' "its judgement stands below"

ends 0 "as a page" "$QUOTRAIL" check --format html draft.md
[ "$(grep -c '<section>' out)" -ge 5 ] && grep -q "default-src 'none'" out && tail -n 1 out | grep -q '</html>'
say $? "that is whole and loads nothing"
has '<del><i>\[-</i>closed<i>-\]</i></del><ins><i>{+</i>open<i>+}</i></ins>' "and shows what differs"
ends 0 "as JSON" "$QUOTRAIL" check --format json draft.md
cp out check.json
ends 0 "its schema" "$QUOTRAIL" check --schema
cp out check.schema
python=$(command -v /usr/bin/python3 || command -v python3 || :)
if [ -n "$python" ]; then
	"$python" - <<'PYTHON' || failed=1
import json
check = json.load(open("check.json"))
quotations = check["quotations"]
good = ([q["standing"] for q in quotations] == ["verbatim", "differs", "fragment", "verbatim", "none"] and
        [q["severity"] for q in quotations] == [0, 4, 2, 5, 5] and check["severity"] == 5 and
        quotations[3]["drift"]["attribution"] == "reattributed" and "family" not in quotations[4] and
        all(q["earliest"]["earliest"].startswith("2022-01-0") for q in quotations[:4]))
text = open("draft.md").read()
good = good and all(text[q["start"]:q["end"]] == q["text"] for q in quotations)
try:
    import jsonschema
    jsonschema.Draft202012Validator(json.load(open("check.schema"))).validate(check)
except ImportError:
    print("no jsonschema here: the schema is passed over")
print("ok" if good else "not ok", "- the JSON says what the text says")
raise SystemExit(not good)
PYTHON
fi
exit $failed
