#!/bin/sh
# Why an answer is what it is: every step has its rule and the words it rests on.
. "$ROOT/tests/fixture.sh"
export QUOTRAIL_DB="$TMPDIR/press.db"
"$QUOTRAIL" why q000000000000 >out 2>err
[ $? -eq 5 ]
say $? "without a database there is no reason"
"$QUOTRAIL" batch -q "$ROOT/tests/data/press/paths.txt" >/dev/null
"$QUOTRAIL" report -o all.ndjson
"$QUOTRAIL" report -o all.json
id=$(sed -n 's/.*"reference":"\(q[0-9a-f]*\)".*/\1/p' all.json | head -n 1)
for width in 60 100; do
	COLUMNS=$width LC_ALL=C.UTF-8 "$QUOTRAIL" why "$id" >out
	say $? "an id is explained at $width columns"
	widest=$(grep -v '://' out | LC_ALL=C.UTF-8 wc -L)
	[ "$widest" -le "$width" ]
	say $? "no line is wider (the widest has $widest)"
done
for section in "WHEN IT APPEARED" "WHAT IT IS" "WHO SAID IT" "WHOSE COPY IT IS" "WHY IT IS LINKED" "HOW IT DIFFERS" "THE VERDICT"; do
	grep -q "^$section" out
	say $? "it says $section"
done
"$QUOTRAIL" why q000000000000 >out 2>err
[ $? -eq 1 ] && grep -q q000000000000 err
say $? "an id that is none is told"
"$QUOTRAIL" why >out 2>err
[ $? -eq 2 ]
say $? "no id is a usage error"

# Two ids: of one family, and of two.
other=$(sed -n 's/.*"id":"\(q[0-9a-f]*\)".*"parent":"'"$id"'".*/\1/p' all.ndjson | head -n 1)
ends 0 "two of one family" "$QUOTRAIL" why "$other" "$id"
grep -q "The other is its parent" out && grep -q "^$other:" out && grep -q "^$id:" out
say $? "the one is the other's parent"
ends 0 "turned round" "$QUOTRAIL" why "$id" "$other"
grep -q "It is the other's parent" out && grep -q "Against the other: " out
say $? "it is said from either side"
far=$(sed -n 's/.*"family":"\(q[0-9a-f]*\)".*/\1/p' all.ndjson | grep -v "$id" | head -n 1)
ends 0 "two of two families" "$QUOTRAIL" why "$id" "$far"
tr -s '\n ' ' ' <out | grep -q "the other to family $far: they are not linked" && grep -q "^WHAT WAS NOT LINKED" out
say $? "that they are not linked, and what is known of that"
ends 1 "a second id that is none" "$QUOTRAIL" why "$id" q000000000000
ends 2 "three ids" "$QUOTRAIL" why "$id" "$other" "$far"

# Two captures of one page, with two wordings.
for at in 10 14; do
	[ "$at" -eq 10 ] && word=never || word=always
	printf '{"url":"https://k.example/a","outlet":"K Six","published":"2026-03-02T08:00:00Z","captured":"2026-03-02T%s:00:00Z","text":"\\"We will %s open the upper gates of the dam while I am the master of this harbour,\\" said Ana Moro."}\n' "$at" "$word"
done >twice.ndjson
"$QUOTRAIL" --db twice.db batch -q twice.ndjson >/dev/null
"$QUOTRAIL" --db twice.db report -o twice.ndjson

python=$(command -v /usr/bin/python3 || command -v python3 || :)
if [ -z "$python" ]; then
	echo "no Python here: the chains are not read again"
	exit $failed
fi
"$QUOTRAIL" why --schema >why.schema
"$python" - <<'PYTHON' || failed=1
import json, os, subprocess
quotrail = os.environ["QUOTRAIL"]
failed = False


def say(good, sentence, why=""):
    global failed
    failed |= not good
    print(("ok - " if good else "not ok - ") + sentence + ("" if good else f": {why}"[:300]))


def run(*words):
    return subprocess.run([quotrail, *words], capture_output=True, text=True, check=True).stdout


occurrences = [json.loads(line) for line in open("all.ndjson")]
whys = {o["id"]: json.loads(run("why", "--format", "json", o["id"])) for o in occurrences}
whys.update((o["id"], json.loads(run("--db", "twice.db", "why", "--format", "json", o["id"])))
            for o in map(json.loads, open("twice.ndjson")))
pairs = [json.loads(run("why", "--format", "json", a["id"], b["id"])) for a, b in zip(occurrences[::9], occurrences[1::9])]
say(pairs and all("other" in p and p["reasons"] for p in pairs), "pairs are told as data")
abouts = {r["about"] for w in whys.values() for r in w["reasons"]}
say(abouts == {"date", "form", "speaker", "setting", "credit", "link", "drift", "refusal", "verdict", "change"},
    "there is a reason of every kind", abouts)
texts = {}
for o in occurrences:
    if o["file"] not in texts:
        a = json.loads(run("extract", o["file"]).splitlines()[0])
        texts[o["file"]] = [a["text"]] + [p["text"] for p in a["outside"]]
wrong = [(o["id"], r) for o in occurrences for r in whys[o["id"]]["reasons"] if "start" in r
         and not any(t[r["start"]:r["end"]] == r["found"] for t in texts[o["file"]])]
say(not wrong, "the words stand where it says", wrong[:1])
say(sum("start" in r for w in whys.values() for r in w["reasons"]) > 200, "and most of them are placed")
wrong = [(o["id"], o["speaker_rule"]) for o in occurrences if o["speaker_rule"] not in
         [r["rule"] for r in whys[o["id"]]["reasons"] if r["about"] == "speaker"]]
say(not wrong, "a speaker has the rule that found him", wrong[:1])
wrong = [(o["id"], o["region"]) for o in occurrences if not
         any(r["says"].startswith("It stands in the %s: " % o["region"]) and r["rule"] not in (None, "none")
             for r in whys[o["id"]]["reasons"] if r["about"] == "form")]
say(not wrong, "a region has the rule that showed it", wrong[:1])
for o in occurrences:
    used = [e for e in (o["published"] or {"evidence": []})["evidence"] if e["used"]]
    said = [r for r in whys[o["id"]]["reasons"] if r["about"] == "date" and "It is used." in r["says"]]
    wrong = len(said) < len(used)
    if wrong:
        break
say(not wrong, "evidence that is used is said to be", o["id"])
wrong = [o["id"] for o in occurrences if o["parent"] and not
         any(r["rule"] == "parent" and o["parent"] in r["says"] for r in whys[o["id"]]["reasons"])]
say(not wrong, "a parent is named", wrong)
wrong = [o["id"] for o in occurrences if o["drift"] and not
         set(o["drift"]["all"]) <= {r["rule"] for r in whys[o["id"]]["reasons"] if r["about"] == "drift"}]
say(not wrong, "every class of the drift has its meaning", wrong)
try:
    import jsonschema
    reader = jsonschema.Draft202012Validator(json.load(open("why.schema")))
    errors = [e.message for w in [*whys.values(), *pairs] for e in reader.iter_errors(w)]
    say(not errors, "it is as its schema says", errors[:1])
except ImportError:
    print("no jsonschema here: the schema is passed over")
raise SystemExit(failed)
PYTHON
exit $failed
