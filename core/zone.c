#include "core/zone.h"

#include "core/date.h"

enum zone_rule {
	RULE_NONE,
	RULE_EITHER, /* clocks move by decree or in years we keep no list of: winter or summer time */
	RULE_EU,
	RULE_US,
	RULE_AU, /* Australia's south-east */
	RULE_NZ,
	RULE_IL,
	RULE_MX,
	RULE_EG,
};

enum clock { CLOCK_UTC, CLOCK_STANDARD, CLOCK_WALL };

/* One turn of the clocks: the nth weekday of a month; -1 counts from the end. */
struct turn {
	int	 month, nth, weekday; /* weekday: 1 Monday to 7 Sunday */
	int	 shift;		      /* days to go from there: "the Friday before" is -2 */
	int	 second;	      /* of the day */
};

struct summer {
	enum zone_rule	 rule;
	int		 from, to; /* years it holds, inclusive */
	enum clock	 clock;
	struct turn	 start, end;
};

/* Where a rule has no row for a year, the clocks may show either time. */
static const struct summer summers[] = {
	{ RULE_EU, 1996, 9999, CLOCK_UTC, { 3, -1, 7, 0, 3600 }, { 10, -1, 7, 0, 3600 } },
	{ RULE_US, 1987, 2006, CLOCK_WALL, { 4, 1, 7, 0, 7200 }, { 10, -1, 7, 0, 7200 } },
	{ RULE_US, 2007, 9999, CLOCK_WALL, { 3, 2, 7, 0, 7200 }, { 11, 1, 7, 0, 7200 } },
	{ RULE_AU, 2008, 9999, CLOCK_STANDARD, { 10, 1, 7, 0, 7200 }, { 4, 1, 7, 0, 7200 } },
	{ RULE_NZ, 2008, 9999, CLOCK_STANDARD, { 9, -1, 7, 0, 7200 }, { 4, 1, 7, 0, 7200 } },
	{ RULE_IL, 2013, 9999, CLOCK_WALL, { 3, -1, 7, -2, 7200 }, { 10, -1, 7, 0, 7200 } },
	{ RULE_MX, 2002, 2022, CLOCK_WALL, { 4, 1, 7, 0, 7200 }, { 10, -1, 7, 0, 7200 } },
	{ RULE_EG, 2023, 9999, CLOCK_WALL, { 4, -1, 5, 0, 0 }, { 10, -1, 4, 0, 86400 } },
};

struct zone {
	const char	*name;
	int		 year, month, day; /* until this day at 00:00 UTC; year 0: to this day */
	int		 minutes;	   /* standard time, east of UTC */
	enum zone_rule	 rule;
};

/* In byte order of names; the eras of a zone follow each other. Before 1990 nothing is promised. */
static const struct zone zones[] = {
	{ "Africa/Abidjan", 0, 0, 0, 0, RULE_NONE },
	{ "Africa/Accra", 0, 0, 0, 0, RULE_NONE },
	{ "Africa/Addis_Ababa", 0, 0, 0, 180, RULE_NONE },
	{ "Africa/Algiers", 0, 0, 0, 60, RULE_NONE },
	{ "Africa/Cairo", 0, 0, 0, 120, RULE_EG },
	{ "Africa/Casablanca", 2008, 1, 1, 0, RULE_NONE },
	{ "Africa/Casablanca", 0, 0, 0, 0, RULE_EITHER },
	{ "Africa/Dakar", 0, 0, 0, 0, RULE_NONE },
	{ "Africa/Dar_es_Salaam", 0, 0, 0, 180, RULE_NONE },
	{ "Africa/Harare", 0, 0, 0, 120, RULE_NONE },
	{ "Africa/Johannesburg", 0, 0, 0, 120, RULE_NONE },
	{ "Africa/Kampala", 0, 0, 0, 180, RULE_NONE },
	{ "Africa/Khartoum", 0, 0, 0, 120, RULE_EITHER },
	{ "Africa/Kigali", 0, 0, 0, 120, RULE_NONE },
	{ "Africa/Kinshasa", 0, 0, 0, 60, RULE_NONE },
	{ "Africa/Lagos", 0, 0, 0, 60, RULE_NONE },
	{ "Africa/Luanda", 0, 0, 0, 60, RULE_NONE },
	{ "Africa/Lusaka", 0, 0, 0, 120, RULE_NONE },
	{ "Africa/Maputo", 0, 0, 0, 120, RULE_NONE },
	{ "Africa/Nairobi", 0, 0, 0, 180, RULE_NONE },
	{ "Africa/Tripoli", 0, 0, 0, 60, RULE_EITHER },
	{ "Africa/Tunis", 2009, 1, 1, 60, RULE_EITHER },
	{ "Africa/Tunis", 0, 0, 0, 60, RULE_NONE },
	{ "America/Anchorage", 0, 0, 0, -540, RULE_US },
	{ "America/Argentina/Buenos_Aires", 2010, 1, 1, -180, RULE_EITHER },
	{ "America/Argentina/Buenos_Aires", 0, 0, 0, -180, RULE_NONE },
	{ "America/Asuncion", 2024, 10, 15, -240, RULE_EITHER },
	{ "America/Asuncion", 0, 0, 0, -180, RULE_NONE },
	{ "America/Bogota", 0, 0, 0, -300, RULE_NONE },
	{ "America/Caracas", 2016, 5, 2, -270, RULE_EITHER },
	{ "America/Caracas", 0, 0, 0, -240, RULE_NONE },
	{ "America/Chicago", 0, 0, 0, -360, RULE_US },
	{ "America/Costa_Rica", 0, 0, 0, -360, RULE_NONE },
	{ "America/Denver", 0, 0, 0, -420, RULE_US },
	{ "America/Edmonton", 0, 0, 0, -420, RULE_US },
	{ "America/El_Salvador", 0, 0, 0, -360, RULE_NONE },
	{ "America/Guatemala", 0, 0, 0, -360, RULE_EITHER },
	{ "America/Guayaquil", 0, 0, 0, -300, RULE_NONE },
	{ "America/Halifax", 0, 0, 0, -240, RULE_US },
	{ "America/Havana", 0, 0, 0, -300, RULE_EITHER },
	{ "America/Jamaica", 0, 0, 0, -300, RULE_NONE },
	{ "America/La_Paz", 0, 0, 0, -240, RULE_NONE },
	{ "America/Lima", 0, 0, 0, -300, RULE_NONE },
	{ "America/Los_Angeles", 0, 0, 0, -480, RULE_US },
	{ "America/Managua", 0, 0, 0, -360, RULE_EITHER },
	{ "America/Mexico_City", 2022, 10, 31, -360, RULE_MX },
	{ "America/Mexico_City", 0, 0, 0, -360, RULE_NONE },
	{ "America/Montevideo", 2015, 6, 30, -180, RULE_EITHER },
	{ "America/Montevideo", 0, 0, 0, -180, RULE_NONE },
	{ "America/New_York", 0, 0, 0, -300, RULE_US },
	{ "America/Panama", 0, 0, 0, -300, RULE_NONE },
	{ "America/Phoenix", 0, 0, 0, -420, RULE_NONE },
	{ "America/Port-au-Prince", 0, 0, 0, -300, RULE_EITHER },
	{ "America/Puerto_Rico", 0, 0, 0, -240, RULE_NONE },
	{ "America/Regina", 0, 0, 0, -360, RULE_NONE },
	{ "America/Santiago", 0, 0, 0, -240, RULE_EITHER },
	{ "America/Santo_Domingo", 0, 0, 0, -240, RULE_NONE },
	{ "America/Sao_Paulo", 2019, 7, 1, -180, RULE_EITHER },
	{ "America/Sao_Paulo", 0, 0, 0, -180, RULE_NONE },
	{ "America/St_Johns", 0, 0, 0, -210, RULE_US },
	{ "America/Tegucigalpa", 0, 0, 0, -360, RULE_EITHER },
	{ "America/Toronto", 0, 0, 0, -300, RULE_US },
	{ "America/Vancouver", 0, 0, 0, -480, RULE_US },
	{ "America/Winnipeg", 0, 0, 0, -360, RULE_US },
	{ "Asia/Aden", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Almaty", 2004, 11, 1, 300, RULE_EITHER },
	{ "Asia/Almaty", 2024, 2, 29, 360, RULE_NONE },
	{ "Asia/Almaty", 0, 0, 0, 300, RULE_NONE },
	{ "Asia/Amman", 2022, 10, 29, 120, RULE_EITHER },
	{ "Asia/Amman", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Ashgabat", 0, 0, 0, 300, RULE_NONE },
	{ "Asia/Baghdad", 2008, 1, 1, 180, RULE_EITHER },
	{ "Asia/Baghdad", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Bahrain", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Baku", 2016, 3, 1, 240, RULE_EITHER },
	{ "Asia/Baku", 0, 0, 0, 240, RULE_NONE },
	{ "Asia/Bangkok", 0, 0, 0, 420, RULE_NONE },
	{ "Asia/Beirut", 0, 0, 0, 120, RULE_EITHER },
	{ "Asia/Bishkek", 2005, 9, 1, 300, RULE_EITHER },
	{ "Asia/Bishkek", 0, 0, 0, 360, RULE_NONE },
	{ "Asia/Brunei", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Colombo", 2006, 4, 15, 330, RULE_EITHER },
	{ "Asia/Colombo", 0, 0, 0, 330, RULE_NONE },
	{ "Asia/Damascus", 2022, 10, 29, 120, RULE_EITHER },
	{ "Asia/Damascus", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Dhaka", 2010, 1, 1, 360, RULE_EITHER },
	{ "Asia/Dhaka", 0, 0, 0, 360, RULE_NONE },
	{ "Asia/Dili", 0, 0, 0, 540, RULE_NONE },
	{ "Asia/Dubai", 0, 0, 0, 240, RULE_NONE },
	{ "Asia/Dushanbe", 0, 0, 0, 300, RULE_NONE },
	{ "Asia/Gaza", 0, 0, 0, 120, RULE_EITHER },
	{ "Asia/Ho_Chi_Minh", 0, 0, 0, 420, RULE_NONE },
	{ "Asia/Hong_Kong", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Jakarta", 0, 0, 0, 420, RULE_NONE },
	{ "Asia/Jerusalem", 0, 0, 0, 120, RULE_IL },
	{ "Asia/Kabul", 0, 0, 0, 270, RULE_NONE },
	{ "Asia/Karachi", 2010, 1, 1, 300, RULE_EITHER },
	{ "Asia/Karachi", 0, 0, 0, 300, RULE_NONE },
	{ "Asia/Kathmandu", 0, 0, 0, 345, RULE_NONE },
	{ "Asia/Kolkata", 0, 0, 0, 330, RULE_NONE },
	{ "Asia/Kuala_Lumpur", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Kuwait", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Macau", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Manila", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Muscat", 0, 0, 0, 240, RULE_NONE },
	{ "Asia/Novosibirsk", 2016, 8, 1, 360, RULE_EITHER },
	{ "Asia/Novosibirsk", 0, 0, 0, 420, RULE_NONE },
	{ "Asia/Phnom_Penh", 0, 0, 0, 420, RULE_NONE },
	{ "Asia/Pyongyang", 2018, 5, 5, 510, RULE_EITHER },
	{ "Asia/Pyongyang", 0, 0, 0, 540, RULE_NONE },
	{ "Asia/Qatar", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Riyadh", 0, 0, 0, 180, RULE_NONE },
	{ "Asia/Seoul", 0, 0, 0, 540, RULE_NONE },
	{ "Asia/Shanghai", 1992, 1, 1, 480, RULE_EITHER },
	{ "Asia/Shanghai", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Singapore", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Taipei", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Tashkent", 0, 0, 0, 300, RULE_NONE },
	{ "Asia/Tbilisi", 2005, 4, 1, 180, RULE_EITHER },
	{ "Asia/Tbilisi", 0, 0, 0, 240, RULE_NONE },
	{ "Asia/Tehran", 2022, 9, 22, 210, RULE_EITHER },
	{ "Asia/Tehran", 0, 0, 0, 210, RULE_NONE },
	{ "Asia/Thimphu", 0, 0, 0, 360, RULE_NONE },
	{ "Asia/Tokyo", 0, 0, 0, 540, RULE_NONE },
	{ "Asia/Ulaanbaatar", 2017, 1, 1, 480, RULE_EITHER },
	{ "Asia/Ulaanbaatar", 0, 0, 0, 480, RULE_NONE },
	{ "Asia/Vientiane", 0, 0, 0, 420, RULE_NONE },
	{ "Asia/Vladivostok", 2011, 3, 27, 600, RULE_EITHER },
	{ "Asia/Vladivostok", 2014, 10, 26, 660, RULE_NONE },
	{ "Asia/Vladivostok", 0, 0, 0, 600, RULE_NONE },
	{ "Asia/Yangon", 0, 0, 0, 390, RULE_NONE },
	{ "Asia/Yekaterinburg", 2011, 3, 27, 300, RULE_EITHER },
	{ "Asia/Yekaterinburg", 2014, 10, 26, 360, RULE_NONE },
	{ "Asia/Yekaterinburg", 0, 0, 0, 300, RULE_NONE },
	{ "Asia/Yerevan", 2012, 1, 1, 240, RULE_EITHER },
	{ "Asia/Yerevan", 0, 0, 0, 240, RULE_NONE },
	{ "Atlantic/Canary", 0, 0, 0, 0, RULE_EU },
	{ "Atlantic/Reykjavik", 0, 0, 0, 0, RULE_NONE },
	{ "Australia/Adelaide", 0, 0, 0, 570, RULE_AU },
	{ "Australia/Brisbane", 0, 0, 0, 600, RULE_NONE },
	{ "Australia/Darwin", 0, 0, 0, 570, RULE_NONE },
	{ "Australia/Hobart", 0, 0, 0, 600, RULE_AU },
	{ "Australia/Melbourne", 0, 0, 0, 600, RULE_AU },
	{ "Australia/Perth", 2009, 4, 1, 480, RULE_EITHER },
	{ "Australia/Perth", 0, 0, 0, 480, RULE_NONE },
	{ "Australia/Sydney", 0, 0, 0, 600, RULE_AU },
	{ "Etc/UTC", 0, 0, 0, 0, RULE_NONE },
	{ "Europe/Amsterdam", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Athens", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Belgrade", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Berlin", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Bratislava", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Brussels", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Bucharest", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Budapest", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Chisinau", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Copenhagen", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Dublin", 0, 0, 0, 0, RULE_EU },
	{ "Europe/Helsinki", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Istanbul", 2007, 1, 1, 120, RULE_EU },
	{ "Europe/Istanbul", 2016, 9, 7, 120, RULE_EITHER },
	{ "Europe/Istanbul", 0, 0, 0, 180, RULE_NONE },
	{ "Europe/Kyiv", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Lisbon", 0, 0, 0, 0, RULE_EU },
	{ "Europe/Ljubljana", 0, 0, 0, 60, RULE_EU },
	{ "Europe/London", 0, 0, 0, 0, RULE_EU },
	{ "Europe/Luxembourg", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Madrid", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Malta", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Minsk", 2011, 3, 27, 120, RULE_EITHER },
	{ "Europe/Minsk", 0, 0, 0, 180, RULE_NONE },
	{ "Europe/Moscow", 2011, 3, 27, 180, RULE_EITHER },
	{ "Europe/Moscow", 2014, 10, 26, 240, RULE_NONE },
	{ "Europe/Moscow", 0, 0, 0, 180, RULE_NONE },
	{ "Europe/Oslo", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Paris", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Podgorica", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Prague", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Riga", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Rome", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Samara", 2011, 3, 28, 180, RULE_EITHER },
	{ "Europe/Samara", 0, 0, 0, 240, RULE_NONE },
	{ "Europe/Sarajevo", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Skopje", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Sofia", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Stockholm", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Tallinn", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Tirane", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Vienna", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Vilnius", 0, 0, 0, 120, RULE_EU },
	{ "Europe/Warsaw", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Zagreb", 0, 0, 0, 60, RULE_EU },
	{ "Europe/Zurich", 0, 0, 0, 60, RULE_EU },
	{ "Pacific/Auckland", 0, 0, 0, 720, RULE_NZ },
	{ "Pacific/Fiji", 0, 0, 0, 720, RULE_EITHER },
	{ "Pacific/Guam", 0, 0, 0, 600, RULE_NONE },
	{ "Pacific/Honolulu", 0, 0, 0, -600, RULE_NONE },
	{ "Pacific/Port_Moresby", 0, 0, 0, 600, RULE_NONE },
};

/* What people call a zone when it is not the city in its name. */
static const struct {
	const char	*called, *zone;
} nicknames[] = {
	{ "Alaska", "America/Anchorage" },
	{ "Almaty", "Asia/Almaty" },
	{ "Ankara", "Europe/Istanbul" },
	{ "Arizona", "America/Phoenix" },
	{ "Astana", "Asia/Almaty" },
	{ "Beijing", "Asia/Shanghai" },
	{ "Bern", "Europe/Zurich" },
	{ "Brasilia", "America/Sao_Paulo" },
	{ "Calcutta", "Asia/Kolkata" },
	{ "Canberra", "Australia/Sydney" },
	{ "Central", "America/Chicago" },
	{ "Central Daylight", "America/Chicago" },
	{ "Central European", "Europe/Berlin" },
	{ "Central Standard", "America/Chicago" },
	{ "China", "Asia/Shanghai" },
	{ "Coordinated Universal", "Etc/UTC" },
	{ "Delhi", "Asia/Kolkata" },
	{ "Eastern", "America/New_York" },
	{ "Eastern Daylight", "America/New_York" },
	{ "Eastern European", "Europe/Kyiv" },
	{ "Eastern Standard", "America/New_York" },
	{ "Greenwich Mean", "Etc/UTC" },
	{ "Hanoi", "Asia/Ho_Chi_Minh" },
	{ "Hawaii", "Pacific/Honolulu" },
	{ "India", "Asia/Kolkata" },
	{ "Indian Standard", "Asia/Kolkata" },
	{ "Islamabad", "Asia/Karachi" },
	{ "Israel", "Asia/Jerusalem" },
	{ "Japan", "Asia/Tokyo" },
	{ "Japan Standard", "Asia/Tokyo" },
	{ "Kazakhstan", "Asia/Almaty" },
	{ "Kiev", "Europe/Kyiv" },
	{ "Korea", "Asia/Seoul" },
	{ "Kyiv", "Europe/Kyiv" },
	{ "Mountain", "America/Denver" },
	{ "Mountain Daylight", "America/Denver" },
	{ "Mountain Standard", "America/Denver" },
	{ "Mumbai", "Asia/Kolkata" },
	{ "New Delhi", "Asia/Kolkata" },
	{ "Nur-Sultan", "Asia/Almaty" },
	{ "Ottawa", "America/Toronto" },
	{ "Pacific", "America/Los_Angeles" },
	{ "Pacific Daylight", "America/Los_Angeles" },
	{ "Pacific Standard", "America/Los_Angeles" },
	{ "Rangoon", "Asia/Yangon" },
	{ "Saigon", "Asia/Ho_Chi_Minh" },
	{ "Tel Aviv", "Asia/Jerusalem" },
	{ "Turkey", "Europe/Istanbul" },
	{ "UK", "Europe/London" },
	{ "Universal", "Etc/UTC" },
	{ "Washington", "America/New_York" },
	{ "Wellington", "Pacific/Auckland" },
};

/*
 * In byte order. The same letters twice: different places use them. RFC 5322 fixes the
 * North American ones.
 */
static const struct {
	const char	*letters, *zone;
	int		 minutes; /* when zone is NULL */
} abbreviations[] = {
	{ "ACDT", NULL, 630 },
	{ "ACST", NULL, 570 },
	{ "ADT", NULL, -180 },
	{ "AEDT", NULL, 660 },
	{ "AEST", NULL, 600 },
	{ "AFT", NULL, 270 },
	{ "AKDT", NULL, -480 },
	{ "AKST", NULL, -540 },
	{ "AMT", NULL, -240 },
	{ "AMT", NULL, 240 },
	{ "ART", NULL, -180 },
	{ "AST", NULL, -240 },
	{ "AST", NULL, 180 },
	{ "AWST", NULL, 480 },
	{ "BRT", NULL, -180 },
	{ "BST", NULL, 60 },
	{ "CAT", NULL, 120 },
	{ "CDT", NULL, -300 },
	{ "CEST", NULL, 120 },
	{ "CET", "Europe/Berlin", 0 },
	{ "CLST", NULL, -180 },
	{ "CLT", NULL, -240 },
	{ "COT", NULL, -300 },
	{ "CST", NULL, -360 },
	{ "CT", "America/Chicago", 0 },
	{ "EAT", NULL, 180 },
	{ "ECT", NULL, -300 },
	{ "EDT", NULL, -240 },
	{ "EEST", NULL, 180 },
	{ "EET", "Europe/Kyiv", 0 },
	{ "EST", NULL, -300 },
	{ "ET", "America/New_York", 0 },
	{ "GMT", NULL, 0 },
	{ "GST", NULL, 240 },
	{ "HKT", NULL, 480 },
	{ "HST", NULL, -600 },
	{ "ICT", NULL, 420 },
	{ "IDT", NULL, 180 },
	{ "IRST", NULL, 210 },
	{ "IST", NULL, 60 },
	{ "IST", NULL, 120 },
	{ "IST", NULL, 330 },
	{ "JST", NULL, 540 },
	{ "KST", NULL, 540 },
	{ "MDT", NULL, -360 },
	{ "MESZ", NULL, 120 },
	{ "MEZ", NULL, 60 },
	{ "MMT", NULL, 390 },
	{ "MSD", NULL, 240 },
	{ "MSK", "Europe/Moscow", 0 },
	{ "MST", NULL, -420 },
	{ "MT", "America/Denver", 0 },
	{ "MYT", NULL, 480 },
	{ "NDT", NULL, -150 },
	{ "NPT", NULL, 345 },
	{ "NST", NULL, -210 },
	{ "NZDT", NULL, 780 },
	{ "NZST", NULL, 720 },
	{ "PDT", NULL, -420 },
	{ "PET", NULL, -300 },
	{ "PHT", NULL, 480 },
	{ "PKT", NULL, 300 },
	{ "PST", NULL, -480 },
	{ "PT", "America/Los_Angeles", 0 },
	{ "PYT", NULL, -240 },
	{ "SAST", NULL, 120 },
	{ "SGT", NULL, 480 },
	{ "TRT", NULL, 180 },
	{ "UT", NULL, 0 },
	{ "UTC", NULL, 0 },
	{ "UYT", NULL, -180 },
	{ "UZT", NULL, 300 },
	{ "VET", NULL, -240 },
	{ "WAT", NULL, 60 },
	{ "WEST", NULL, 60 },
	{ "WET", "Europe/Lisbon", 0 },
	{ "WIB", NULL, 420 },
	{ "WIT", NULL, 540 },
	{ "WITA", NULL, 480 },
	{ "Z", NULL, 0 },
	{ "\u041C\u0421\u041A", "Europe/Moscow", 0 },
};

const struct zone *
zone_named(struct span name)
{
	for (size_t i = 0; i < LEN(zones); i++) {
		if (span_eq_case(span_of(zones[i].name), name))
			return &zones[i];
	}
	return NULL;
}

/* Is s the last part of a zone's name, with spaces for its underscores? */
static bool
names_city(const char *zone, struct span s)
{
	const char	*slash = strrchr(zone, '/');
	struct span	 city = span_of(slash == NULL ? zone : slash + 1);

	if (city.n != s.n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		struct span	 c = span_cut(city, i, i + 1);

		if (!span_eq_case(c, span_cut(s, i, i + 1)) && !(c.p[0] == '_' && s.p[i] == ' '))
			return false;
	}
	return true;
}

const struct zone *
zone_called(struct span city)
{
	for (size_t i = 0; i < LEN(nicknames); i++) {
		if (span_eq_case(span_of(nicknames[i].called), city))
			return zone_named(span_of(nicknames[i].zone));
	}
	for (size_t i = 0; i < LEN(zones); i++) {
		if (names_city(zones[i].name, city))
			return &zones[i];
	}
	return NULL;
}

const char *
zone_name(const struct zone *zone)
{
	return zone->name;
}

/*
 * The moment a turn comes in a year; `offset` is what the clock that rules it shows, east
 * of UTC.
 */
static int64_t
turn_at(const struct turn *turn, int year, int offset)
{
	int64_t	 first = date_days(year, turn->month, 1), day;
	int	 next_year = turn->month == 12 ? year + 1 : year;
	int64_t	 last = date_days(next_year, turn->month % 12 + 1, 1) - 1;

	if (turn->nth > 0)
		day = first + (turn->weekday - date_weekday(first) + 7) % 7 + 7 * (turn->nth - 1);
	else
		day = last - (date_weekday(last) - turn->weekday + 7) % 7;
	return (day + turn->shift) * DATE_DAY + turn->second - offset;
}

static const struct summer *
summer_of(enum zone_rule rule, int year)
{
	for (size_t i = 0; i < LEN(summers); i++) {
		if (summers[i].rule == rule && year >= summers[i].from && year <= summers[i].to)
			return &summers[i];
	}
	return NULL;
}

static struct zone_range
era_at(const struct zone *era, int64_t at)
{
	int			 standard = era->minutes * 60, summer = standard + 3600;
	const struct summer	*rule;
	int			 year, month, day;
	int64_t			 start, end;
	bool			 saved;

	if (era->rule == RULE_NONE)
		return (struct zone_range) { standard, standard };
	date_civil(date_day_at(at + standard), &year, &month, &day);
	rule = summer_of(era->rule, year);
	if (rule == NULL)
		return (struct zone_range) { standard, summer };
	start = turn_at(&rule->start, year, rule->clock == CLOCK_UTC ? 0 : standard);
	end = turn_at(&rule->end, year,
	    rule->clock == CLOCK_UTC ? 0 :
		rule->clock == CLOCK_WALL ? summer :
					    standard);
	saved = start < end ? at >= start && at < end : at >= start || at < end;
	return saved ? (struct zone_range) { summer, summer } :
		       (struct zone_range) { standard, standard };
}

struct zone_range
zone_at(const struct zone *zone, int64_t at)
{
	while (zone->year != 0 && at >= date_days(zone->year, zone->month, zone->day) * DATE_DAY)
		zone++;
	return era_at(zone, at);
}

struct zone_range
zone_at_local(const struct zone *zone, int64_t local)
{
	struct zone_range	 before = zone_at(zone, local - DATE_DAY);
	struct zone_range	 after = zone_at(zone, local + DATE_DAY);
	struct zone_range	 one, other;

	/* Far from a turn of the clocks the days around agree. */
	if (before.least == after.most && before.most == after.least)
		return before;
	if (before.least != before.most || after.least != after.most) {
		return (struct zone_range) {
			before.least < after.least ? before.least : after.least,
			before.most > after.most ? before.most : after.most,
		};
	}
	one = zone_at(zone, local - before.least);
	other = zone_at(zone, local - after.least);
	if (one.least == before.least && other.least == before.least)
		return before;
	if (one.least == after.least && other.least == after.least)
		return after;
	return before.least < after.least ? (struct zone_range) { before.least, after.least } :
					    (struct zone_range) { after.least, before.least };
}

/* Does the zone's clock ever stand at this offset? Asked of its eras, summer time included. */
static bool
zone_knows(const struct zone *zone, int offset)
{
	const char	*name = zone->name;

	for (; zone < zones + LEN(zones) && strcmp(zone->name, name) == 0; zone++) {
		int	 standard = zone->minutes * 60;

		if (offset == standard || (zone->rule != RULE_NONE && offset == standard + 3600))
			return true;
	}
	return false;
}

bool
zone_abbreviation(struct span s, const struct zone *home, struct zone_meaning *meaning)
{
	bool	 found = false;

	*meaning = (struct zone_meaning) { NULL, { 0, 0 } };
	for (size_t i = 0; i < LEN(abbreviations); i++) {
		int	 offset = abbreviations[i].minutes * 60;

		if (!span_is(s, abbreviations[i].letters))
			continue;
		if (abbreviations[i].zone != NULL)
			meaning->zone = zone_named(span_of(abbreviations[i].zone));
		if (home != NULL && zone_knows(home, offset)) {
			meaning->range = (struct zone_range) { offset, offset };
			return true;
		}
		if (!found || offset < meaning->range.least)
			meaning->range.least = offset;
		if (!found || offset > meaning->range.most)
			meaning->range.most = offset;
		found = true;
	}
	return found;
}
