#!/bin/sh
# What is concluded is a function of the evidence: 5,000 quotations in articles with later versions,
# twins, credits, teasers and transcripts give one report to the byte, in whatever order and in
# however many batches they were filed, read again or linked again.
. "$ROOT/tests/fixture.sh"

# Lines of invented words, printed whole, cut, changed and without marks. A page in ten comes again
# later with another text, one in twelve under another address as well.
awk -v articles="${ARTICLES:-1250}" '
function pick(list, n) { return list[int(rand() * n) + 1] }
function word() { return rand() < .4 ? pick(small, nsmall) : pick(part, nparts) pick(part, nparts) pick(part, nparts) }
function line(i,    k, text) {
	if (i in lines)
		return lines[i]
	for (k = 0; k < 9 + int(rand() * 12); k++)
		text = text (k > 0 ? " " : "") word()
	return lines[i] = text
}
function printed(i,    text, words, n, at) {
	text = line(i)
	n = split(text, words, " ")
	at = int(rand() * 10)
	if (at == 0)
		sub(/( [^ ]+){3}$/, "", text)
	else if (at == 1)
		sub(" " words[int(n / 2)] " ", " " word() " ", text)
	else if (at == 2)
		sub(/^([^ ]+ ){2}/, "", text)
	return text
}
function said(    i, q) {
	i = int(exp(rand() * log(1400)))
	q = "\\u201c" printed(i) "\\u201d " pick(name, 9) " said."
	return rand() < .12 ? "They heard that " line(i) " in the end." : q
}
function body(    k, text) {
	text = rand() < .3 ? "BRENN (" pick(agency, 3) ") - The day in short." : "The day in short."
	for (k = 0; k < 4; k++)
		text = text "\\n\\n" said()
	return text
}
function put(url, canonical, captured, day, text) {
	printf "{\"url\":\"%s\",%s\"outlet\":\"%s\",\"captured\":\"2026-03-%02dT%02d:00:00Z\",%s\"text\":\"%s\"}\n",
	    url, (canonical != "" ? "\"canonical\":\"" canonical "\"," : ""), outlet, captured, captured % 24,
	    (day > 0 ? sprintf("\"published\":\"2026-02-%02d\",", day) : ""), text
}
BEGIN {
	srand(7)
	nsmall = split("the of to and in that we is for it on will not our they with", small, " ")
	nparts = split("ba de fi go hu ka le mi no pu ra se ti vo zu", part, " ")
	for (i = 1; i <= 9; i++)
		name[i] = "Ada Qu" pick(part, nparts) pick(part, nparts)
	split("Northwire,AP,Reuters", agency, ",")
	for (i = 0; i < articles; i++) {
		outlet = "Outlet " (i % 97)
		url = sprintf("https://o%d.example/%d", i % 97, i)
		day = rand() < .1 ? 0 : 1 + int(rand() * 27)
		text = body()
		put(url, "", 1 + int(rand() * 9), day, text)
		if (rand() < .1) # another text, and some return to what they had
			put(url, "", 11 + int(rand() * 9), day, body())
		if (rand() < .03)
			put(url, "", 24, day, text)
		if (rand() < .08)
			put(url "?amp=1", url, 1 + int(rand() * 9), day, text)
	}
}' >all.ndjson
say $? "$(wc -l <all.ndjson) readings of $(grep -c '?amp=1' all.ndjson) twins and others"

report() { # report DATABASE: all that it concludes; addresses that twins were asked for by included
	"$QUOTRAIL" --db "$1" report --format ndjson --all
}
file() { # file DATABASE LINES FILE: in batches of so many lines
	rm -f part.*
	split -l "$2" -a 3 "$3" part.
	for part in part.*; do
		mv "$part" part.ndjson
		"$QUOTRAIL" --db "$1" batch -q part.ndjson >/dev/null || return 1
	done
}
same() { # same DATABASE SENTENCE
	report "$1" >again.out
	cmp first.out again.out
	say $? "$2"
}

file first.db 100000 all.ndjson
say $? "they are filed"
report first.db >first.out
awk 'END { exit NR < 4000 }' first.out
say $? "the report has $(wc -l <first.out) printings"
for what in '"superseded":true' '"form":"unquoted"' '"aliases":' '"credits":\["Northwire"' '"attribution":' '"verdict":"tied"'; do
	grep -q "$what" first.out
	say $? "among them $what"
done

awk '{ line[NR] = $0 } END { for (i = NR; i > 0; i--) print line[i] }' all.ndjson >back.ndjson
file back.db 100000 back.ndjson
same back.db "the last first"
for seed in 1 2; do
	awk -v seed="$seed" 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' all.ndjson | sort | cut -f 2- >mixed.ndjson
	rm -f mixed.db*
	file mixed.db $((500 * seed)) mixed.ndjson
	same mixed.db "shuffled, $((500 * seed)) at a time"
done
"$QUOTRAIL" --db mixed.db batch -q back.ndjson all.ndjson >/dev/null
same mixed.db "read twice again"
"$QUOTRAIL" --db mixed.db relink
same mixed.db "linked again"

# Whoever is killed while he links leaves what was concluded before; while he files, what was filed,
# and every answer says that it is not linked.
kill_after() { # kill_after SECONDS COMMAND...
	delay=$1
	shift
	"$@" >/dev/null 2>&1 &
	pid=$!
	sleep "$delay"
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
}
different=0
for delay in 0.02 0.05 0.1 0.15 0.2 0.3 0.5; do
	kill_after "$delay" "$QUOTRAIL" --db mixed.db relink
	report mixed.db >again.out
	cmp -s first.out again.out && "$QUOTRAIL" --db mixed.db status | grep -q settled || different=$((different + 1))
done
[ "$different" -eq 0 ]
say $? "relinking is killed seven times, $different of them with another report or standing"

rm -f killed.db*
unsaid=0
for delay in 0.2 0.3 0.4 0.6 0.8 1; do
	kill_after "$delay" "$QUOTRAIL" --db killed.db batch -q mixed.ndjson
	[ -s killed.db ] && "$QUOTRAIL" --db killed.db status >status.out 2>&1 || continue
	report killed.db >again.out
	standing=$(sed -n '$s/.*"standing":"\([^"]*\)".*/\1/p' again.out)
	if grep -q 'not linked yet' status.out; then
		[ -z "$standing" ] || echo "$standing" | grep -q 'not linked yet' || unsaid=$((unsaid + 1))
	else
		grep -q 'settled' status.out || unsaid=$((unsaid + 1))
	fi
done
[ "$unsaid" -eq 0 ]
say $? "a batch is killed six times, $unsaid of them without a word on it"
file killed.db 100000 mixed.ndjson
same killed.db "what is left is filed and linked as if nothing had been"
exit $failed
