# Makes every run of blanks inside a line one blank, but for the indentation
# and what stands in string literals; drops the guards of `make format`. So two
# texts compare alike when they differ only in how their columns are aligned.
/\/\/ clang-format o/ { next }
{
	gsub(/\\"/, "\001")
	gsub(/'"'/, "\002")
	n = split($0, part, "\"")
	match(part[1], /^[\t ]*/)
	line = substr(part[1], 1, RLENGTH)
	part[1] = substr(part[1], RLENGTH + 1)
	for (i = 1; i <= n; i++) {
		if (i % 2 == 1)
			gsub(/[\t ]+/, " ", part[i])
		line = line (i > 1 ? "\"" : "") part[i]
	}
	gsub(/\002/, "'\"'", line)
	gsub(/\001/, "\\\"", line)
	print line
}
