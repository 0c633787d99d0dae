#!/bin/sh
# The answer on a terminal: it fits, it survives without colour and without UTF-8.
. "$ROOT/tests/fixture.sh"
phrase="shoot to kill without warning"

"$QUOTRAIL" --db press.db batch -q "$ROOT"/tests/data/press/*/*.html >/dev/null 2>&1
[ -s press.db ]
say $? "the invented press is filed"

for width in 60 72 80 100 140; do
	COLUMNS=$width LC_ALL=C.UTF-8 "$QUOTRAIL" --db press.db trace "$phrase" >wide
	say $? "trace at $width columns"
	# An address is not cut: it must still work when copied.
	widest=$(grep -v '://' wide | LC_ALL=C.UTF-8 wc -L)
	[ "$widest" -le "$width" ] && [ "$widest" -le 100 ]
	say $? "no line is wider than $width columns (the widest has $widest)"
done

for section in "EARLIEST IN THIS CORPUS" "TIMELINE" "OCCURRENCES" "WORDING" "HOW IT TRAVELLED" "^Searched 17 documents"; do
	grep -q "$section" wide
	say $? "it has the section $section"
done
tr '\n' ' ' <wide | grep -q "settled. Absence here is not absence elsewhere"
say $? "it says how far all is linked, and what absence means"
! grep -qi "misquot" wide
say $? "it never says misquote"
grep -q '{+' wide && grep -q '\[-' wide
say $? "added and dropped words are marked without colour"

LC_ALL=C "$QUOTRAIL" --db press.db trace "$phrase" >ascii
! LC_ALL=C grep -q '[^ -~]' ascii
say $? "without UTF-8 only ASCII is printed"

"$QUOTRAIL" --db press.db trace "$phrase" --brief >brief
[ "$(grep -c '^  \[' brief)" -ge 16 ]
say $? "--brief has a line for each occurrence"
COLUMNS=60 "$QUOTRAIL" --db press.db trace "$phrase" --brief >narrow
awk 'length($0) > 60 || / $/ { bad = 1 } END { exit bad }' narrow && grep -q '5 negation' narrow
say $? "--brief fits sixty columns and shows the class there"
for more in 0 1; do
	"$QUOTRAIL" --db press.db trace "dared to open the shutters" --context $more >context$more
	say $? "--context $more"
done
grep -q '^        "We heard the shooting start at four," said Dana' context0 && ! grep -q 'Green Bazaar' context0
say $? "the sentence alone stands under its printing"
grep -q 'Green Bazaar' context1 && grep -q '^        She had kept the ovens' context1
say $? "or with its neighbours, of other paragraphs too"
ends 2 "a context that is no number" "$QUOTRAIL" --db press.db trace "$phrase" --context some

"$QUOTRAIL" --db press.db trace "$phrase" --against fullest | grep -q "Measured against fullest"
say $? "--against fullest says so"
printf 'I have given the order to the law enforcement agencies and the army to open fire without warning.\n' >speech
"$QUOTRAIL" --db press.db trace "$phrase" --against transcript:speech | grep -q "Measured against transcript"
say $? "--against transcript says so"
"$QUOTRAIL" --db press.db trace "$phrase" --against transcript:missing 2>err
[ $? -eq 2 ] && grep -q missing err
say $? "a missing transcript is named"

id=$(sed -n 's/^Family *\(q[0-9a-f]*\).*/\1/p' wide | head -1)
"$QUOTRAIL" --db press.db trace "$id" | grep -q "$id"
say $? "an id is accepted in place of a phrase"

"$QUOTRAIL" --db press.db trace "$phrase" --format json >answer.json
grep -q '"families":\[' answer.json && grep -q '"near":\[' answer.json && grep -q '"searched":{' answer.json
say $? "json has families, near and searched"

# What holds most of the phrase and not all is near, with what it lacks.
cat >near.ndjson <<'END'
{"url":"https://a.example/1","outlet":"Harbour Ledger","published":"2022-03-04","text":"\"We will never give the northern harbour to the smugglers of Vellin,\" said Ana Moro, the captain."}
{"url":"https://b.example/2","outlet":"Quay Post","published":"2022-03-05","text":"\"Nobody who can read a chart would give the northern harbour to the whales that sing there every winter,\" said Karl Odd, the mayor."}
END
"$QUOTRAIL" --db near.db batch -q near.ndjson >/dev/null
"$QUOTRAIL" --db near.db trace "We will never give the northern harbour to the smugglers" >near
grep -q '^CLOSE, BUT NOT THESE WORDS' near && tr -s ' \n' ' ' <near |
	grep -q 'sing there every winter, has 6 of the 10 words; not "We", "will", "never", "smugglers"'
say $? "a near miss is shown with the words it lacks"
for format in html json; do
	"$QUOTRAIL" --db near.db trace "We will never give the northern harbour to the smugglers" --format $format >near
	grep -q 'has 6 of the 10 words; not ' near
	say $? "in $format too"
done

# A link's words lead to the very place, where the terminal knows links; elsewhere the address is printed.
on_terminal() { script -qec "$1" /dev/null </dev/null; }
on_terminal "env FORCE_HYPERLINK=1 COLUMNS=60 '$QUOTRAIL' --db press.db trace '$phrase'" >linked
grep -q "$(printf '\033]8;id=1;https://[!-~]*#:~:text=[!-~]*\033\\\\')" linked
say $? "a terminal that knows links is given them"
! grep -q '^ *https\{0,1\}://' linked
say $? "it need not be shown the addresses too"
[ "$(grep -c "$(printf '\033]8;;\033')" linked)" -gt 0 ] &&
	[ "$(grep -o "$(printf '\033]8;id')" linked | wc -l)" -eq "$(grep -o "$(printf '\033]8;;\033')" linked | wc -l)" ]
say $? "every link that begins ends"
on_terminal "env FORCE_HYPERLINK=0 '$QUOTRAIL' --db press.db trace '$phrase'" >unlinked
! grep -q "$(printf '\033]8;')" unlinked && grep -q '^ .*https://.*#:~:text=' unlinked
say $? "one that does not is shown the addresses"
! grep -q "$(printf '\033')" wide
say $? "a file is given neither links nor colour"

# A family of hundreds: a screen or two, with what is left out said, and all of it when asked.
awk 'BEGIN {
	for (i = 1; i <= 300; i++)
		printf "{\"published\":\"2022-01-%02d\",\"url\":\"https://o%d.example/a\",\"outlet\":\"Outlet %d\",\"text\":\"\\\"The ferry%s sails again on Monday morning from the old pier,\\\" said Ana Moro, the captain.\"}\n",
		    1 + i % 28, i, i, (i == 250 ? " never" : "")
}' >crowd.ndjson
"$QUOTRAIL" --db crowd.db batch -q crowd.ndjson >/dev/null
"$QUOTRAIL" --db crowd.db trace "sails again on Monday morning" >crowd
say $? "a family of 300 is traced"
[ "$(wc -l <crowd)" -lt 250 ]
say $? "it is not printed to the last ($(wc -l <crowd) lines)"
tr -s ' \n' ' ' <crowd | grep -q "and 275 more printings; the first and the furthest drifted stand here, --all shows every one"
say $? "it says how many are left out and what shows them"
grep -q 'negation-changed' crowd
say $? "the one that drifted furthest is among those shown"
"$QUOTRAIL" --db crowd.db trace "sails again on Monday morning" --all >whole
[ "$(grep -c 'Outlet [0-9]* (o[0-9]*.example)' whole)" -ge 300 ]
say $? "--all shows every one"
[ "$("$QUOTRAIL" --db crowd.db trace "sails again on Monday morning" --brief --all | grep -c '^  \[')" -eq 300 ]
say $? "--brief --all has a line for each"

"$QUOTRAIL" --verbose --db press.db trace "$phrase" 2>told >/dev/null
grep -q 'searched press.db' told && grep -Eq ': 5 words: [1-9][0-9]* wordings share some of them' told &&
    grep -Eq 'families that hold it: [1-9]' told
say $? "--verbose says how it searched"
"$QUOTRAIL" --db press.db trace "$phrase" 2>quiet >/dev/null
! grep -q searched quiet
say $? "and without it nothing is said of that"

exit $failed
