# Proves the arrows of the house: cmd calls core, fetch and store; fetch and store call core and
# never meet; core asks the world for nothing. Reads the rooms' #include lines as "file:line:text"
# and their objects as `nm -A` prints them, and names whatever goes where no arrow leads.

BEGIN {
	rooms = split("core fetch store cmd", room)
	may["core"] = "core"
	may["fetch"] = "fetch core"
	may["store"] = "store core"
	may["cmd"] = "cmd core fetch store"

	# Each of these libraries has one place that knows it, by its names and by its headers.
	place["^curl_"] = "fetch/exchange"
	place["^(myhtml|mycore|mycss|myencoding|myfont|myunicode|myurl|modest)_"] = "fetch/dom"
	place["^seccomp_"] = "fetch/cage"
	place["^sqlite3_"] = "store/"
	place["^MHD_"] = "cmd/serve"
	header["^<curl/"] = "fetch/exchange"
	header["^<(myhtml|mycore|mycss|myencoding|modest)/"] = "fetch/dom"
	header["^<seccomp"] = "fetch/cage"
	header["^<sqlite3"] = "store/"
	header["^<microhttpd"] = "cmd/serve"

	# All that core takes from outside; the last line is what compilers and sanitizers put in.
	diet = "^(mem(cpy|move|set|cmp|r?chr|mem)|bcmp" \
	    "|str(n?(len|cmp|cpy|cat|dup|casecmp)|r?chr|c?spn|pbrk|str)|(__isoc23_)?strto(u?ll?|d|f)" \
	    "|[mc]alloc|aligned_alloc|realloc|reallocarray|free|v?snprintf|qsort|bsearch|l?l?abs" \
	    "|is(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)" \
	    "|to(lower|upper)|__ctype_(b|tolower|toupper)_loc|__errno_location" \
	    "|(log|log2|log10|log1p|exp|exp2|pow|sqrt|floor|ceil|trunc|l?l?round|fabs|fmin|fmax)f?" \
	    "|pcre2_[a-z_0-9]+|utf8proc_[a-z_0-9]+" \
	    "|__assert_fail|__stack_chk_fail|__[a-z]+_chk|__popcount[ds]i2|_GLOBAL_OFFSET_TABLE_" \
	    "|__(asan|ubsan)_.*)$"
}

# core/drift.c:3:#include "core/drift.h"
$1 ~ /:#include$/ {
	split($1, at, ":")
	from = substr(at[1], 1, index(at[1], "/") - 1)
	if ($2 ~ /^"(core|fetch|store|cmd)\//) {
		split(substr($2, 2), to, "/")
		if (!leads(from, to[1]))
			wrong(at[1] ":" at[2] " includes " $2)
	}
	for (h in header)
		if ($2 ~ h && index(at[1], header[h]) != 1)
			wrong(at[1] ":" at[2] " includes " $2 ", which only " header[h] "* may")
	next
}

# build/core.a:drift.o:0000000000000040 T drift_measure
# build/cmd/main.o:                 U drift_measure
NF >= 3 {
	object = substr($0, 1, match($0, /\.o:/) + 1)
	from = object ~ /\.a:/ ? object : substr(object, 1, match(object, /\/[^\/]*$/) - 1)
	sub(/\.a:.*/, "", from)
	sub(/.*\//, "", from)
	sub(/.*[\/:]/, "", object)
	object = from "/" object
	if ($(NF - 1) ~ /^[Uvw]$/)
		uses[object, $NF]
	else if ($(NF - 1) ~ /^[A-Z]$/)
		homes[$NF] = homes[$NF] " " from
	objects[from] += !seen[object]++
}

END {
	for (use in uses) {
		split(use, u, SUBSEP)
		judge(u[1], u[2])
	}
	for (i = 1; i <= rooms; i++) {
		from = room[i]
		if (objects[from] == 0)
			wrong(from " has no objects to judge")
		printf "%-5s %3d objects, %4d names of its own and of", from, objects[from], inside[from]
		print " (" may[from] "), " outside[from] + 0 " of libraries"
	}
	for (p in place)
		print "names in " p " only in " place[p] "*"
	if (faults > 0)
		exit 1
	print "every arrow holds"
}

function judge(object, name,    from, home, n, i, ok, p)
{
	from = substr(object, 1, index(object, "/") - 1)
	for (p in place)
		if (name ~ p && index(object, place[p]) != 1)
			wrong(object " uses " name ", which only " place[p] "* may")
	if (name in homes) {
		n = split(homes[name], home, " ")
		for (i = 1; i <= n; i++)
			ok = ok || leads(from, home[i])
		if (!ok)
			wrong(object " uses " name " of" homes[name])
		inside[from]++
		return
	}
	outside[from]++
	if (from == "core" && name !~ diet)
		wrong(object " uses " name ", which core may not")
}

function leads(from, to)
{
	return index(" " may[from] " ", " " to " ") > 0
}

function wrong(what)
{
	print "boundaries: " what
	faults++
}
