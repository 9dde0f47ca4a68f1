-- SPDX-License-Identifier: GPL-3.0-or-later
-- Too much data: who pays for what neighbours' data tell of a family?
--
-- A platform buys profiles from families, month by month. Families of one apartment complex are alike to some degree, so what
-- one shares tells of the others. The platform sees that a family whose neighbours share is known already, and offers it only
-- what its own data add: the more alike neighbours are, the less. And a family that is known anyway has little left to keep.
-- So data are cheap, and shared, although together they cost families more than they are paid: nobody has a price for what is
-- told of others (Acemoglu, Makhdoumi, Malekian & Ozdaglar 2022, not read). Against it: no market; or a union, which sells the
-- data of a whole complex or of some in it, and pays everybody for what is learnt of it, whoever told it.
-- Ask: from which correlation on would families be better off without the market, and what does the union still sell there?
-- What decides: the correlation, which nobody has measured; the price that families put on a profile beside what it is worth
-- to the platform; how many live in a complex.
--
--   maru compare scenarios/too_much_data.lua
--   maru compare scenarios/too_much_data.lua --set data_market.correlation=0     # nothing in common: everybody who sells gains
--   maru compare scenarios/too_much_data.lua --set data_market.worth_won=20000   # a platform that earns four times as much
--   maru sweep   scenarios/too_much_data.lua                                     # the correlation from 0 to 0.1
scenario {
  name  = "too_much_data",
  title = "Too much data: who pays for what neighbours' data tell of a family?",
  start = "2018-01-01", days = 180, seed = 2018,
  homes = { count = 2000, districts = 40 },          -- complexes of 50 families

  data_market { correlation = 0.05 },
}

policy {
  name = "no_market", title = "Profiles are not for sale",
  consent = { profile = "never" },
}

policy {
  name = "market", title = "Each family is offered what its own data add",
  consent = { profile = "at_install" },
}

policy {
  name = "union", title = "The families of a district bargain together, for all of them",
  consent = { profile = "at_install" }, set = { ["data_market.prices"] = "union" },
}

compare { baseline = "no_market", policies = { "market", "union" }, replications = 6 }
sweep { vary = { "data_market.correlation=0..0.1/11" }, design = "grid", runs = 132, replications = 4 }
