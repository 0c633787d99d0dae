# Makes the indexes that core/row.h searches, from the tables of one C file:
#
#     LC_ALL=C awk -f core/index.awk core/title.c > title_index.inc
#
# A table begins with "NAME[] = {" at the end of a line, ends with "};", and each of its rows begins
# with '{ "', a word and '"', several to a line if they like. Where the file speaks of NAME_rows, that
# comes out: slots that hold the number of a row, counted from one, where the hash of the row's word
# leads or behind; of rows with the same word the first. So does NAME_heads, of the letters and digits
# that words begin with, in their own capitals. Hashes are those of row_hash() in core/row.c. Beside the
# slots stand the shapes of the words, as row_may_hold() in core/row.h asks for them. NAME_firsts comes
# out as an array that tells of each byte whether a word begins with it, or with it as a small letter, and
# NAME_begins as the bits of the first three bytes of words that row_may_begin() in core/row.h asks for.

function hash(word,	i, h) {
	h = 0
	for (i = 1; i <= length(word); i++)
		h = (h * 31 + code[substr(word, i, 1)]) % 65536
	return h
}

# Letters of other alphabets may go on with the head: such a word has none.
function head_of(word) {
	if (!match(word, /^[A-Za-z0-9]+/) || code[substr(word, RLENGTH + 1, 1)] >= 128)
		return ""
	return substr(word, 1, RLENGTH)
}

function file(key, row,	at) {
	if (key == "" || key in known)
		return
	known[key] = 1
	for (at = hash(tolower(key)) % slots; at in slot; at = (at + 1) % slots)
		;
	slot[at] = row
	note_shape(code[substr(key, 1, 1)] % 32 * 32 + code[substr(key, length(key), 1)] % 32, length(key))
}

function note_shape(cell, length_of) {
	if (length_of > 15)
		length_of = 15
	if (!((cell, length_of) in lengths)) {
		lengths[cell, length_of] = 1
		shape[cell] += 2 ^ length_of
	}
}

function print_shapes(	i, line) {
	print "\t(const uint16_t[1024]) {"
	for (i = 0; i < 1024; i++)
		line = line (i in shape ? shape[i] : 0) (i % 20 == 19 ? ",\n" : ", ")
	print line "}"
	split("", shape)
	split("", lengths)
}

function print_index(kind,	i, line) {
	for (slots = 16; slots < 3 * count;)
		slots *= 2
	for (i = 1; i <= count; i++)
		file(kind == "heads" ? head_of(words[i]) : tolower(words[i]), i)
	print "\n" linkage "const struct row_table " name "_" kind " = { " name ", sizeof " name "[0],"
	print "\t" slots ", (const uint16_t[" slots "]) {"
	for (i = 0; i < slots; i++)
		line = line (i in slot ? slot[i] : 0) (i % 20 == 19 ? ",\n" : ", ")
	print line "},"
	print_shapes()
	print "};"
	split("", slot)
	split("", known)
}

function print_firsts(	i, first, line) {
	for (i = 1; i <= count; i++) {
		first[code[substr(words[i], 1, 1)]] = 1
		first[code[toupper(substr(words[i], 1, 1))]] = 1
	}
	print "\n" linkage "const bool " name "_firsts[256] = {"
	for (i = 0; i < 256; i++)
		line = line (i in first) (i % 32 == 31 ? ",\n" : ", ")
	print line "};"
}

# A shorter word leaves open what follows it.
function note_beginning(prefix, word, at,	c, from, to) {
	if (at > 3) {
		begins[int(prefix / 16)] += (prefix in begun) ? 0 : 2 ^ (prefix % 16)
		begun[prefix] = 1
		return
	}
	from = at > length(word) ? 0 : code[substr(word, at, 1)] % 32
	to = at > length(word) ? 31 : from
	for (c = from; c <= to; c++)
		note_beginning(prefix * 32 + c, word, at + 1)
}

function print_begins(	i, line) {
	for (i = 1; i <= count; i++)
		note_beginning(0, words[i], 1)
	print "\n" linkage "const uint16_t " name "_begins[2048] = {"
	for (i = 0; i < 2048; i++)
		line = line (i in begins ? begins[i] : 0) (i % 20 == 19 ? ",\n" : ", ")
	print line "};"
	split("", begins)
	split("", begun)
}

BEGIN {
	for (i = 1; i < 256; i++)
		code[sprintf("%c", i)] = i
	while ((getline line < ARGV[1]) > 0) {
		for (; match(line, /[a-z_]+_(rows|heads|firsts|begins)/); line = substr(line, RSTART + RLENGTH))
			wanted[substr(line, RSTART, RLENGTH)] = 1
	}
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
/^};/ {
	if (name "_rows" in wanted)
		print_index("rows")
	if (name "_heads" in wanted)
		print_index("heads")
	if (name "_firsts" in wanted)
		print_firsts()
	if (name "_begins" in wanted)
		print_begins()
	name = ""
	next
}
{
	for (rest = $0; match(rest, /\{ "[^"]*"/); rest = substr(rest, RSTART + RLENGTH)) {
		words[++count] = substr(rest, RSTART + 3, RLENGTH - 4)
		if (words[count] ~ /\\/) {
			print FILENAME ":" FNR ": a word with an escape cannot be indexed" >"/dev/stderr"
			exit 1
		}
	}
}
