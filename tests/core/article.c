#include "core/article.h"

#include <criterion/criterion.h>
#include <string.h>

Test(article, gives_every_region_rule_a_name_of_its_own_and_a_meaning)
{
	for (size_t i = 0; i < REGION_RULES; i++) {
		cr_assert_not_null(region_rules[i].name, "%zu", i);
		cr_expect_neq(region_rules[i].meaning[0], '\0', "%s", region_rules[i].name);
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(region_rules[i].name, region_rules[k].name, "%zu and %zu",
			    i, k);
	}
}
