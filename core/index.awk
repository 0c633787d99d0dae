# Makes the indexes that core/row.h searches, from the tables of one C file:
#
#     LC_ALL=C awk -f core/index.awk core/title.c > title_index.inc
#
# A table begins with "struct ROW NAME[] = {" at the end of a line, ends with "};", and each of its
# rows begins with '{ "', a word and '"', several to a line if they like. NAME_rows comes out: slots
# that hold the number of a row, counted from one, where the hash of the row's word leads or behind.
# Of rows with the same word the first is found. Hashes are those of row_hash() in core/row.c.

function hash(word,	i, h) {
	h = 0
	for (i = 1; i <= length(word); i++)
		h = (h * 31 + code[substr(word, i, 1)]) % 65536
	return h
}

function file(word,	at) {
	word = tolower(word)
	if (word in known)
		return
	known[word] = 1
	for (at = hash(word) % slots; at in slot; at = (at + 1) % slots)
		;
	slot[at] = row[word]
}

function flush(	i, line) {
	for (slots = 16; slots < 3 * count;)
		slots *= 2
	for (i = 1; i <= count; i++)
		file(words[i])
	print "\n" linkage "const struct row_table " name "_rows = { " name ", sizeof " name "[0],"
	print "\t" slots ", (const uint16_t[" slots "]) {"
	for (i = 0; i < slots; i++)
		line = line (i in slot ? slot[i] : 0) (i % 20 == 19 ? ",\n" : ", ")
	print line "} };"
	split("", slot)
	split("", row)
	split("", known)
	name = ""
}

BEGIN {
	for (i = 1; i < 256; i++)
		code[sprintf("%c", i)] = i
	print "/* Made by core/index.awk. */"
}

/^(static const|const|}) .*[a-z_]+\[\] = \{$/ {
	name = $(NF - 2)
	sub(/\[\]/, "", name)
	linkage = /^const/ ? "" : "static "
	count = 0
	next
}
name == "" { next }
/^};/ && count > 0 { flush() }
/^};/ || /\{ \{/ { next }
{
	for (rest = $0; match(rest, /\{ "[^"]*"/); rest = substr(rest, RSTART + RLENGTH)) {
		word = substr(rest, RSTART + 3, RLENGTH - 4)
		if (word ~ /\\/) {
			print FILENAME ":" FNR ": a word with an escape cannot be indexed" >"/dev/stderr"
			exit 1
		}
		words[++count] = word
		if (!(tolower(word) in row))
			row[tolower(word)] = count
	}
}
