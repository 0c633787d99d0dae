#!/bin/sh
# Settings: what options are when the command line does not say.
. "$ROOT/tests/fixture.sh"
quotrail() { "$QUOTRAIL" "$@" >out 2>err; }
export XDG_CONFIG_HOME="$TMPDIR/etc"
mkdir -p etc/quotrail
printf 'He said, "We will rebuild the bridge before the winter comes."\n' >story.txt

# --- what stands over what -------------------------------------------------------------------

quotrail status
[ $? -eq 5 ] && grep -q 'quotrail.db' err
say $? 'without a file nothing is set'
cat >etc/quotrail/config <<-'END'
	# for every command
	db = one.db
	  quiet=yes

	format = text
	[extract]
	format = ndjson
END
quotrail batch story.txt && [ -s one.db ] && [ ! -s err ]
say $? 'a value and a flag are taken from the file'
quotrail extract story.txt && grep -q '^{"quotrail":1' out
say $? "a command's section stands over what is for all"
quotrail extract --format text story.txt && ! grep -q '^{' out
say $? 'the command line stands over both'
quotrail --db two.db batch story.txt && [ -s two.db ]
say $? 'also for options of every command'
QUOTRAIL_DB=three.db quotrail batch story.txt && [ -s three.db ]
say $? 'and so does the environment'
printf 'quiet = no\ndb = four.db\n' >mine
quotrail --config mine batch story.txt && [ -s four.db ] && [ -s err ]
say $? '--config names another file'
mkdir -p home/.config && mv etc/quotrail home/.config
HOME="$TMPDIR/home" XDG_CONFIG_HOME=relative quotrail status && grep -q one.db out
say $? 'a base that is not absolute gives way to ~/.config'

# --- outlets ---------------------------------------------------------------------------------

page() { # page ADDRESS OTHER-WORDS: of a house that nobody knows, without a zone
	printf '<!doctype html><html lang="en"><head><link rel="canonical" href="%s">
<title>Bridge | Old Name</title><meta property="og:site_name" content="Old Name"></head><body><article>
<h1>The bridge</h1><p>7 January 2022, 9:15 pm</p><p>Mayor Ann Doe spoke on the quay for an hour about the
river, the winter and the harbour, and then took questions from the crowd.</p><p>"We will rebuild the
%s before the winter comes and the ice is back," Doe said.</p></article></body></html>' "$1" "$2"
}
page https://news.harbour.example/1 bridge >first.html
page https://other.example/1 market >second.html
cat >outlets <<-'END'
	db = outlets.db
	[outlet harbour.example]
	name = Harbour Post
	zone = Asia/Tokyo
	house = nyt
	[outlet Old Name]
	zone = America/New_York
END
quotrail --config outlets extract --format ndjson first.html && grep -q '"outlet":"Harbour Post"' out &&
    grep -q '"earliest":"2022-01-07T12:15:00Z"' out && grep -q '"zone":"assumed Asia/Tokyo"' out
say $? "an outlet found by its domain gets its name, and its dates their zone"
quotrail --config outlets extract --format ndjson second.html && grep -q '"outlet":"Old Name"' out &&
    grep -q '"earliest":"2022-01-08T02:15:00Z"' out
say $? 'and one found by its printed name'
quotrail extract --format ndjson second.html && grep -q '"zone":"unknown"' out
say $? 'of which nobody knows the zone otherwise'
quotrail --config outlets extract --format ndjson second.html && cp out second.ndjson &&
    quotrail extract --format ndjson first.html && cp out own.ndjson &&
    quotrail --config outlets extract --format ndjson own.ndjson && grep -q '"outlet":"Harbour Post"' out
say $? 'a record read again is called by that name too'
quotrail --config outlets batch first.html second.html &&
    quotrail --config outlets trace --format json 'We will rebuild the market before the winter comes' &&
    grep -q 'We will rebuild the bridge' out && ! grep -q '"judgement"' out
say $? 'an outlet without a house is judged by nobody'
sed 's/^zone = America.*/house = ap/' outlets >judged
quotrail --config judged trace --format json 'We will rebuild the market before the winter comes' &&
    grep -q '"house":{"name":"ap"' out && ! grep -q '"name":"nyt"' out
say $? 'a printing is judged by the rules of its outlet, and the reference by none'
quotrail --config judged trace --format json --house reuters 'We will rebuild the market before the winter comes' &&
    grep -q '"house":{"name":"reuters"' out && ! grep -q '"name":"ap"' out
say $? '--house stands over it'

# --- what is wrong is named ------------------------------------------------------------------

wrong() { # wrong TEXT WHAT: a file of that text is misuse, told with its line
	printf '%b' "$1" >bad
	quotrail --config bad status
	[ $? -eq 2 ] && grep -q "^quotrail: bad:$2" err
	say $? "misuse: $2"
}
wrong 'quiet = maybe\n' "1: a flag is yes or no, not 'maybe'"
wrong '# x\n\nspeed = 9\n' "3: no option 'speed'"
wrong 'as = poem\n' "1: .*--as takes list, html"
wrong '[extract]\nas = poem\n' "2: extract --as takes list, html"
wrong '[explain]\n' "1: no command, and no \"outlet DOMAIN\": 'explain'"
wrong '[outlet a.example]\nzone = Mars/Olympus\n' "2: no zone .*'Mars/Olympus'"
wrong '[outlet a.example]\nhouse = tabloid\n' '2: --house takes ap'
wrong '[outlet a.example]\ndb = x\n' "2: an outlet has a name, a zone and a house, but no 'db'"
wrong '[outlet ]\n' '1: an outlet is named by its domain'
wrong 'quiet\n' "1: no setting"
wrong 'db =\n' "1: no value for 'db'"
wrong '[status]\ncontact = a@b\n' "2: no option 'contact'"
wrong 'man = yes\n' "1: not a setting: 'man'"
quotrail --config missing status
[ $? -eq 2 ] && grep -q '^quotrail: missing: ' err
say $? 'a file that was named has to be there'
head -c 1100000 /dev/zero | tr '\0' '#' >big
quotrail --config big status
[ $? -ne 0 ] && grep -q '^quotrail: big: more than' err
say $? 'a file without end is refused'
exit $failed
