#include <criterion/criterion.h>
#include <math.h>

#include "core/lag.h"

#define HOUR 3600
#define AT(hour) { (hour) * HOUR, (hour) * HOUR }
#define FROM_TO(from, to) { (from) * HOUR, (to) * HOUR - 1 }

/* The values are the law's integrals, done by hand. */
static const struct {
	const char	*what;
	struct interval	 dates[4];
	size_t		 count;
	double		 chance; /* of them all when the first is the source */
} rows[] = {
	{ "one that is alone", { AT(7) }, 1, 1 },
	{ "a copy at once, by the hour", { AT(0), AT(0) }, 2, 1.0 / 8 },
	{ "a copy after the median", { AT(0), AT(8) }, 2, 8.0 / (16 * 16) },
	{ "a copy somewhen in the day that began eight hours later", { AT(0), FROM_TO(8, 24) }, 2,
	    8.0 / 16 - 8.0 / 32 },
	{ "a copy in what is left of the day", { AT(10), FROM_TO(0, 24) }, 2, 1 - 8.0 / 22 },
	{ "an hour of a day comes first, whichever it was", { FROM_TO(0, 24), AT(10) }, 2, 10.0 / 18 },
	{ "a day of any zone is most likely its middle", { AT(11), FROM_TO(-14, 36) }, 2,
	    1 - 8.0 / 20 },
	{ "one that came before", { AT(10), AT(9) }, 2, 0 },
	{ "a day that was over", { AT(30), FROM_TO(0, 24) }, 2, 0 },
	{ "two copies", { AT(0), AT(0), AT(8) }, 3, 1.0 / 8 * 8 / (16 * 16) },
};

Test(lag, weighs_how_long_copies_took)
{
	struct lag_date	 dates[LAG_DATES_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const size_t	 n = lag_sum_up(rows[i].dates, rows[i].count, dates);
		const double	 chance = exp(lag_likelihood(dates, n, rows[i].dates[0]));

		cr_expect(fabs(chance - rows[i].chance) <= 0.03 * rows[i].chance, "%s: %f, not %f",
		    rows[i].what, chance, rows[i].chance);
	}
}

Test(lag, a_date_open_below_counts_as_its_bound)
{
	const struct interval	 open = { DATE_UNKNOWN, 8 * HOUR }, hour = AT(8), late = AT(16);
	const struct interval	 with_open[] = { open, late }, with_hour[] = { hour, late };
	struct lag_date		 a[LAG_DATES_MAX], b[LAG_DATES_MAX];
	const size_t		 n = lag_sum_up(with_open, 2, a), m = lag_sum_up(with_hour, 2, b);

	cr_expect_float_eq(lag_likelihood(a, n, open), lag_likelihood(b, m, hour), 1e-9);
}

Test(lag, many_dates_are_summed_up_and_none_is_lost)
{
	enum { MANY = 5000 };
	static struct interval	 dates[MANY];
	struct lag_date		 out[LAG_DATES_MAX];
	double			 sum = 0;
	size_t			 n;

	for (int i = 0; i < MANY; i++)
		dates[i] = (struct interval)AT(i / 3);
	n = lag_sum_up(dates, MANY, out);
	cr_assert_leq(n, (size_t)LAG_DATES_MAX);
	for (size_t i = 0; i < n; i++) {
		sum += out[i].printings;
		cr_expect(i == 0 || out[i - 1].when.earliest < out[i].when.earliest);
	}
	cr_expect_float_eq(sum, MANY, 1e-9);
	cr_expect_eq(out[0].printings, 3);
	cr_expect_eq(lag_sum_up(dates, 0, out), 0);
}

Test(lag, of_many_copies_the_first_to_tell_its_hour_is_likelier_than_a_later_day)
{
	enum { MANY = 1001 };
	static struct interval	 dates[MANY];
	struct lag_date		 out[LAG_DATES_MAX];
	const struct interval	 day = FROM_TO(10, 60), first = AT(20);
	size_t			 n;

	dates[0] = first;
	for (int i = 1; i < MANY - 1; i++)
		dates[i] = (struct interval) { 20 * HOUR + i * 60, 20 * HOUR + i * 60 };
	dates[MANY - 1] = day;
	n = lag_sum_up(dates, MANY, out);
	cr_expect_gt(lag_likelihood(out, n, first), lag_likelihood(out, n, day));
}
