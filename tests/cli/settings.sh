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
wrong '[explain]\n' "1: no command 'explain'"
wrong 'quiet\n' "1: no setting"
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
