# awk -v n=COUNT -f quotes.awk: COUNT quotations as NDJSON.
#
# Lines of made-up words of very unequal frequency, each printed once or several times: as it was,
# cut, elided, bracketed, with a word exchanged or added, or inside a longer passage.
BEGIN {
	split("the of to and a in that we is for it on will not be our they with have this", small)
	split("ba de fi go hu ka le mi no pu ra se ti vo zu", syllable)
	srand(20)
	while (made < n) {
		family++
		count = 8 + int(rand() * 20)
		for (k = 1; k <= count; k++)
			line[k] = word()
		size = rand() < .5 ? 1 : int(2 / (1 - rand() * .999) ^ .8)
		day = int(rand() * 300)
		speaker = "Ada Q" word() word()
		for (i = 0; i < size && made < n; i++)
			put(i, i == 0 ? join(1, count) : variant())
	}
}
function word(    r)
{
	if (rand() < .45)
		return small[int(rand() * 20) + 1]
	r = int(20000 ^ rand())
	return syllable[r % 15 + 1] syllable[int(r / 15) % 15 + 1] syllable[int(r / 225) % 15 + 1] \
	    syllable[(r * 7) % 15 + 1]
}
function join(from, to,    k, text)
{
	for (k = from; k <= to; k++)
		text = text (k > from ? " " : "") line[k]
	return text
}
function variant(    kind, at)
{
	kind = int(rand() * 16)
	at = 2 + int(rand() * (count - 3))
	if (kind == 0)
		return join(1, at < 6 ? 6 : at)
	if (kind == 1)
		return join(at > count - 5 ? count - 5 : at, count)
	if (kind == 2 && count > 12)
		return join(1, 5) " ... " join(count - 5, count)
	if (kind == 3)
		return join(1, at - 1) " [" word() "] " join(at + 1, count)
	if (kind == 4)
		return join(1, at - 1) " " word() " " join(at + 1, count)
	if (kind == 5)
		return join(1, at) " indeed " join(at + 1, count)
	if (kind == 6)
		return word() " " word() " " word() " " word() ". " join(1, count) ". " word() " " word() " " word()
	return join(1, count)
}
function put(i, text,    at)
{
	at = day * 24 + int(i ^ 1.2)
	printf "{\"id\":\"q%d\",\"url\":\"https://o%d.example/%d\",\"outlet\":\"O%d\",\"published\":\"%s\",\"speaker\":\"%s\",\"text\":\"%s\",\"kin\":\"f%d\",\"first\":%s}\n",
	    made, made % 500, made, made % 500, moment(at), rand() < .15 ? "" : speaker, text, family,
	    i == 0 ? "true" : "false"
	made++
}
function moment(at)
{
	return sprintf("%04d-%02d-%02dT%02d:%02d:00Z", 2020 + int(at / 8064), int(at / 672) % 12 + 1,
	    int(at / 24) % 28 + 1, at % 24, made % 60)
}
