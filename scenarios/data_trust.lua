-- SPDX-License-Identifier: GPL-3.0-or-later
-- A trust that sells for families: who gains when many sell as one?
--
-- A platform buys profiles of families that are alike to some degree, so that what one shares tells of its neighbours. Alone
-- a family is offered what its own data add to what the others' tell already, which is little. A trustee that speaks for all
-- asks for what all of theirs add: it finds the price by trial, keeps a fee, pays its members, and makes good to the buyer
-- for what a member takes back. A maker that sells what it may asks the same and keeps all of it. And three families in ten
-- withhold their data together until they are paid what they ask, for three months at most: a strike, whose force is what the
-- others' data do not tell of the strikers.
-- Ask: what do families get, what does it cost them that they are known, who keeps the rest, and how many are known?
-- What decides: how alike neighbours are (`correlation`), which nobody has measured; what a profile is worth to the platform beside
-- what families want for it; what speaking for a family costs.
--
--   maru compare scenarios/data_trust.lua
--   maru compare scenarios/data_trust.lua --set data_market.correlation=0     # nothing in common: a strike can withhold all
--   maru sweep   scenarios/data_trust.lua                                     # the correlation from 0 to 0.5
--   maru compare scenarios/data_trust.lua --set trust.fee_share=0.4           # a dear trustee; the maker's and the strike's fee are their own
scenario {
  name  = "data_trust",
  title = "A trust that sells for families: who gains when many sell as one?",
  start = "2018-01-01", days = 360, seed = 2018,
  homes = { count = 2000, districts = 40 },          -- complexes of 50 families

  data_market { correlation = 0.05 },                 -- as in too_much_data.lua
  data_trust { name = "trust" },
}

policy {
  name = "no_market", title = "Profiles are not for sale",
  consent = { profile = "never" },
}
policy {
  name = "alone", title = "Each family is offered what its own data add",
  consent = { profile = "at_install" },
}
policy {
  name = "trust", title = "A trustee sells for all families, and keeps a tenth",
  consent = { profile = "at_install" },
  set = { ["data_market.prices"] = "trust" },
}
policy {
  name = "maker", title = "A maker asks families with yes filled in, sells what it may, and keeps all",
  consent = { profile = "opt_out" },
  set = { ["data_market.prices"] = "trust", ["trust.fee_share"] = 1 },
}
policy {
  name = "maker_takes", title = "A maker sells everybody's data, and asks nobody",
  consent = { profile = "none" },
  set = { ["data_market.prices"] = "trust", ["trust.fee_share"] = 1 },
}
policy {
  name = "strike", title = "Three families in ten withhold together, for three months at most",
  consent = { profile = "at_install" },
  set = { ["data_market.prices"] = "trust", ["trust.fee_share"] = 0, ["trust.members_share"] = 0.3, ["trust.holds_out_months"] = 3 },
}

compare { baseline = "alone", policies = { "no_market", "trust", "maker", "maker_takes", "strike" }, replications = 6 }
sweep { vary = { "data_market.correlation=0..0.5/6" }, design = "grid", runs = 72, replications = 2 }
