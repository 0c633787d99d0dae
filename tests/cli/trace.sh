#!/bin/sh
# The answer on a terminal: it fits, it survives without colour and without UTF-8.
set -u
failed=0
say() { # say STATUS SENTENCE
	if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; failed=1; fi
}
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
grep -q "Absence here is not absence elsewhere" wide
say $? "it says what absence means"
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

exit $failed
