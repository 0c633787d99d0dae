#include "fetch/tracker.h"

#include "fetch/octet.h"

/* Families of names, by their beginning. */
static const char *const families[] = {
	"__hs", /* HubSpot: visits in links between sites */
	"bsft_", /* Blueshift */
	"mtm_", /* Matomo */
	"utm_", /* campaigns, as Google Analytics reads them */
};

/* In lower case. */
static const char *const names[] = {
	"__twitter_impression",
	"_branch_match_id",
	"_branch_referrer",
	"_bta_c",
	"_bta_tid",
	"_ga",
	"_gac",
	"_gl",
	"_hsenc",
	"_hsmi",
	"_kx",
	"_openstat",
	"amp_gsa",
	"amp_js_v",
	"at_bbc_team",
	"at_campaign",
	"at_campaign_type",
	"at_custom1",
	"at_custom2",
	"at_custom3",
	"at_custom4",
	"at_format",
	"at_link_id",
	"at_link_origin",
	"at_link_type",
	"at_medium",
	"at_ptr_name",
	"at_ptr_type",
	"cjevent",
	"ck_subscriber_id",
	"cmpid",
	"dclid",
	"dicbo",
	"dm_i",
	"ef_id",
	"elqtrack",
	"elqtrackid",
	"epik",
	"fb_action_ids",
	"fb_action_types",
	"fb_ref",
	"fb_source",
	"fbclid",
	"gad_campaignid",
	"gad_source",
	"gbraid",
	"gclid",
	"gclsrc",
	"guccounter",
	"guce_referrer",
	"guce_referrer_sig",
	"hsctatracking",
	"igsh",
	"igshid",
	"irclickid",
	"irgwc",
	"itm_campaign",
	"itm_content",
	"itm_medium",
	"itm_source",
	"itm_term",
	"li_fat_id",
	"mc_cid",
	"mc_eid",
	"mibextid",
	"mkt_tok",
	"ml_subscriber",
	"ml_subscriber_hash",
	"msclkid",
	"ns_campaign",
	"ns_fee",
	"ns_linkname",
	"ns_mchannel",
	"ns_source",
	"oly_anon_id",
	"oly_enc_id",
	"outbrainclickid",
	"pk_campaign",
	"pk_cid",
	"pk_content",
	"pk_keyword",
	"pk_kwd",
	"pk_medium",
	"pk_source",
	"rb_clickid",
	"rdt_cid",
	"ref_src",
	"s_kwcid",
	"sccid",
	"sfnsn",
	"soc_src",
	"soc_trk",
	"srsltid",
	"tblci",
	"trk_contact",
	"trk_module",
	"trk_msg",
	"trk_sid",
	"ttclid",
	"twclid",
	"usqp",
	"vero_conv",
	"vero_id",
	"wbraid",
	"wickedid",
	"wt_mc",
	"wt_zmc",
	"xtor",
	"yclid",
	"ymclid",
	"ysclid",
};

/* Longer than any name above. */
#define NAME_MAX_BYTES 64

/* A parameter's name as the tables spell it, cut where they all end. */
static struct span
fold_name(struct span parameter, char room[NAME_MAX_BYTES])
{
	struct span	 name = span_cut(parameter, 0, span_find(parameter, SPAN("=")));
	size_t		 n = 0;

	for (size_t at = 0; at < name.n && n < NAME_MAX_BYTES; n++)
		room[n] = octet_lower((char)octet_next(name, &at, NULL));
	return (struct span) { room, n };
}

bool
tracker_is(struct span parameter)
{
	char		 room[NAME_MAX_BYTES];
	struct span	 name = fold_name(parameter, room);

	for (size_t i = 0; i < LEN(families); i++) {
		if (span_starts(name, span_of(families[i])))
			return true;
	}
	for (size_t i = 0; i < LEN(names); i++) {
		if (span_eq(name, span_of(names[i])))
			return true;
	}
	return false;
}
