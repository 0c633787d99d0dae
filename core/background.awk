# Makes core/background.c from running English text on stdin, a line a
# paragraph, an empty line with a form feed between documents:
#
#     LC_ALL=C awk -f core/background.awk < text > core/background.c
#
# A word that fewer than a third of the documents use counts at most three times
# in each, so that one long report cannot make its subject a common word. Names are left out: a word that is printed
# with a capital more often than not, away from the start of a sentence, says
# something about the documents and nothing about English.

function flush(	w) {
	for (w in seen) {
		documents[w]++
		raw[w] += seen[w]
		count[w] += seen[w] < 3 ? seen[w] : 3
	}
	split("", seen)
	ndocuments++
}

/\f/ { flush() }
{
	gsub(/\xe2\x80\x99/, "'")
	gsub(/[^A-Za-z' .!?-]/, " ")
	gsub(/-/, " ")
	first = 1
	for (i = 1; i <= NF; i++) {
		word = $i
		ends = word ~ /[.!?]/
		gsub(/[.!?]/, "", word)
		gsub(/^'+|'+$/, "", word)
		if (word != "") {
			folded = tolower(word)
			seen[folded]++
			if (!first && word ~ /^[A-Z]/)
				capital[folded]++
			if (!first)
				inside[folded]++
		}
		first = ends
	}
}

END {
	flush()
	for (w in count) {
		if (documents[w] * 3 > ndocuments)
			count[w] = raw[w]
		total += count[w]
	}
	print "/* Made by core/background.awk from newspaper articles of 2015 to 2019; do not edit. */"
	print "#include \"core/numbering.h\"\n"
	print "/* Folded word and its information in tenths of a bit, in byte order. */"
	print "const struct background_word background_words[] = {"
	sort = "LC_ALL=C sort -t '\"' -k 2,2 | paste -d ' ' - - - - | sed 's/ *$//; s/^/\\t/'"
	for (w in count) {
		if (count[w] < 5 || length(w) > 20)
			continue
		if (inside[w] > 0 && capital[w] * 2 > inside[w] && w !~ /^i('|$)/)
			continue
		printf "{ \"%s\", %d },\n", w, -log(count[w] / total) / log(2) * 10 + 0.5 | sort
	}
	close(sort)
	print "};"
	print "const size_t background_word_count = LEN(background_words);"
}
