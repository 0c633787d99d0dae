#include "fetch/order.h"

#include <string.h>

#include "fetch/address.h"

#define PIECE_BYTES_MAX 400u /* dates that show a habit stand in lines, not in prose */

/*
 * Countries whose papers print English, by their top-level domain, in byte
 * order; Canada is not among them, for it prints both. Domains that houses
 * anywhere take for their sound (io, tv, me, co) tell nothing.
 */
static const struct {
	const char	*domain;
	enum date_order	 order;
} countries[] = {
	{ "ae", ORDER_DAY_FIRST },
	{ "at", ORDER_DAY_FIRST },
	{ "au", ORDER_DAY_FIRST },
	{ "bd", ORDER_DAY_FIRST },
	{ "be", ORDER_DAY_FIRST },
	{ "bw", ORDER_DAY_FIRST },
	{ "ch", ORDER_DAY_FIRST },
	{ "cy", ORDER_DAY_FIRST },
	{ "cz", ORDER_DAY_FIRST },
	{ "de", ORDER_DAY_FIRST },
	{ "dk", ORDER_DAY_FIRST },
	{ "eg", ORDER_DAY_FIRST },
	{ "es", ORDER_DAY_FIRST },
	{ "fi", ORDER_DAY_FIRST },
	{ "fj", ORDER_DAY_FIRST },
	{ "fr", ORDER_DAY_FIRST },
	{ "gb", ORDER_DAY_FIRST },
	{ "gh", ORDER_DAY_FIRST },
	{ "gr", ORDER_DAY_FIRST },
	{ "gu", ORDER_MONTH_FIRST },
	{ "hk", ORDER_DAY_FIRST },
	{ "id", ORDER_DAY_FIRST },
	{ "ie", ORDER_DAY_FIRST },
	{ "il", ORDER_DAY_FIRST },
	{ "in", ORDER_DAY_FIRST },
	{ "it", ORDER_DAY_FIRST },
	{ "jm", ORDER_DAY_FIRST },
	{ "ke", ORDER_DAY_FIRST },
	{ "lk", ORDER_DAY_FIRST },
	{ "mt", ORDER_DAY_FIRST },
	{ "mu", ORDER_DAY_FIRST },
	{ "my", ORDER_DAY_FIRST },
	{ "na", ORDER_DAY_FIRST },
	{ "ng", ORDER_DAY_FIRST },
	{ "nl", ORDER_DAY_FIRST },
	{ "no", ORDER_DAY_FIRST },
	{ "np", ORDER_DAY_FIRST },
	{ "nz", ORDER_DAY_FIRST },
	{ "pg", ORDER_DAY_FIRST },
	{ "ph", ORDER_MONTH_FIRST },
	{ "pk", ORDER_DAY_FIRST },
	{ "pl", ORDER_DAY_FIRST },
	{ "pr", ORDER_MONTH_FIRST },
	{ "pt", ORDER_DAY_FIRST },
	{ "qa", ORDER_DAY_FIRST },
	{ "ro", ORDER_DAY_FIRST },
	{ "ru", ORDER_DAY_FIRST },
	{ "rw", ORDER_DAY_FIRST },
	{ "sa", ORDER_DAY_FIRST },
	{ "se", ORDER_DAY_FIRST },
	{ "sg", ORDER_DAY_FIRST },
	{ "th", ORDER_DAY_FIRST },
	{ "tr", ORDER_DAY_FIRST },
	{ "tt", ORDER_DAY_FIRST },
	{ "tz", ORDER_DAY_FIRST },
	{ "ua", ORDER_DAY_FIRST },
	{ "ug", ORDER_DAY_FIRST },
	{ "uk", ORDER_DAY_FIRST },
	{ "us", ORDER_MONTH_FIRST },
	{ "vn", ORDER_DAY_FIRST },
	{ "za", ORDER_DAY_FIRST },
	{ "zm", ORDER_DAY_FIRST },
	{ "zw", ORDER_DAY_FIRST },
};

static enum date_order
order_in(struct span country)
{
	for (size_t i = 0; i < LEN(countries); i++) {
		if (span_eq_case(country, span_of(countries[i].domain)))
			return countries[i].order;
	}
	return ORDER_UNKNOWN;
}

/* One or two digits that end at byte `end`; -1 when there are none, or more. */
static int
number_before(struct span s, size_t end)
{
	size_t	 from = end;
	int	 value = 0;

	while (from > 0 && s.p[from - 1] >= '0' && s.p[from - 1] <= '9')
		from--;
	if (from == end || end - from > 2 || (from > 0 && s.p[from - 1] == '/'))
		return -1;
	for (; from < end; from++)
		value = value * 10 + (s.p[from] - '0');
	return value;
}

/* One or two digits from byte `from`, before another slash and a year. */
static int
number_between(struct span s, size_t from)
{
	size_t	 at = from, year;
	int	 value = 0;

	for (; at < s.n && at - from < 2 && s.p[at] >= '0' && s.p[at] <= '9'; at++)
		value = value * 10 + (s.p[at] - '0');
	if (at == from || at == s.n || s.p[at] != '/')
		return -1;
	for (year = at + 1; year < s.n && s.p[year] >= '0' && s.p[year] <= '9';)
		year++;
	return year - at - 1 == 4 || year - at - 1 == 2 ? value : -1;
}

/* Count the dates of a line that can be read one way only. */
static void
count_dates(struct span line, unsigned seen[ORDER_MONTH_FIRST + 1])
{
	const char	*bar = line.p;

	while ((bar = memchr(bar, '/', line.n - (size_t)(bar - line.p))) != NULL) {
		size_t	 at = (size_t)(bar++ - line.p);
		int	 a = number_before(line, at), b = number_between(line, at + 1);

		if (a > 12 && a <= 31 && b >= 1 && b <= 12)
			seen[ORDER_DAY_FIRST]++;
		else if (b > 12 && b <= 31 && a >= 1 && a <= 12)
			seen[ORDER_MONTH_FIRST]++;
	}
}

enum date_order
order_of(const struct flow *flow, struct span address, struct span country)
{
	unsigned	 seen[ORDER_MONTH_FIRST + 1] = { 0, 0, 0 };
	enum date_order	 order;

	for (uint32_t i = 0; i < flow->count; i++) {
		if (flow->pieces[i].text.n > 0 && flow->pieces[i].text.n <= PIECE_BYTES_MAX)
			count_dates(flow->pieces[i].text, seen);
	}
	if (seen[ORDER_DAY_FIRST] > 0 && seen[ORDER_MONTH_FIRST] == 0)
		return ORDER_DAY_FIRST;
	if (seen[ORDER_MONTH_FIRST] > 0 && seen[ORDER_DAY_FIRST] == 0)
		return ORDER_MONTH_FIRST;
	if (seen[ORDER_DAY_FIRST] > 0)
		return ORDER_UNKNOWN;
	order = order_in(span_tail(address_host(address), '.'));
	return order != ORDER_UNKNOWN ? order : order_in(country);
}
