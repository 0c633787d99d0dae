#!/bin/sh
# House rules: each rule book judges the drift of the invented press, in every format that shows drift.
. "$ROOT/tests/fixture.sh"
phrase="shoot to kill without warning"
export QUOTRAIL_DB="$PWD/press.db"
"$QUOTRAIL" batch -q "$ROOT/tests/data/press/paths.txt" >/dev/null || exit 1

"$QUOTRAIL" trace "$phrase" >plain
! grep -q 'not allowed' plain
say $? "without --house nobody is judged"
for house in ap reuters nyt guardian; do
	"$QUOTRAIL" trace "$phrase" --house $house >text
	tr -s ' \n' ' ' <text | grep -q ': not allowed: [^(]*('
	say $? "$house: text says what is not allowed, the rule and its source"
	"$QUOTRAIL" trace "$phrase" --house $house --format json >json
	grep -q "\"house\":{\"name\":\"$house\",\"judgement\":\"not allowed\",\"rules\":\[{\"axis\":" json
	say $? "$house: so does json"
	"$QUOTRAIL" report --house $house --format md | grep -qi "; $house: not allowed |"
	say $? "$house: and Markdown"
	"$QUOTRAIL" report --house $house -o page.html
	grep -qi "<details open><summary>The rules of $house" page.html
	say $? "$house: the page opens its rules"
done
"$QUOTRAIL" report -o page.html
for house in AP Reuters NYT Guardian; do
	grep -q "<th scope=\"col\">$house</th>" page.html
	say $? "the page has a column for $house without being asked"
done

printf '# ours\nbase guardian\nqualifier-changed query Ask twice.\nnegation-changed query Ask the desk whether the order was <b>that</b>.\n' >desk.txt
"$QUOTRAIL" trace "$phrase" --house own:desk.txt | tr -s ' \n' ' ' |
	grep -q 'desk.txt: query: Ask the desk whether the order was <b>that</b>. (desk.txt)'
say $? "a profile of one's own is read"
"$QUOTRAIL" trace "$phrase" --house own:desk.txt --format html | grep -q 'was &lt;b&gt;that&lt;/b&gt;'
say $? "and is text in the page"
refused() { # refused SENTENCE PATTERN HOUSE
	"$QUOTRAIL" trace "$phrase" --house "$3" >out 2>err
	[ $? -eq 2 ] && grep -q "$2" err && [ ! -s out ]
	say $? "$1"
}
refused "a house that nobody knows" "not 'gazette'" gazette
refused "a profile that is not there" "own:nowhere.txt: No such file" own:nowhere.txt
printf 'verbatim allowed So it is.\nshouting query Too loud.\n' >odd.txt
refused "a rule about nothing" "odd.txt: line 2: 'shouting query Too loud.' is no rule" own:odd.txt
exit $failed
