-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who should sell what a classroom's air is like, and who gains?
--
-- A firm that rents out purifiers can measure the air of classrooms. It can sell what it measures to parents, by a
-- subscription, or to the school; schools can show it themselves, because parents choose among them, or because they must;
-- or nobody is told. Ask of each: what does it earn and cost whom, who presses for cleaner air, and what do pupils breathe?
-- Same schools, same air, same luck.
--
--   maru compare scenarios/clean_air_market.lua
--   maru run scenarios/clean_air_market.lua --policy parents_pay --set air_reports.subscription_won=4000
--   maru compare scenarios/clean_air_market.lua --set school_choice.showing_won=0    showing costs nothing: all but the worst do
--
-- No price of such reports was found: how many take them, what a pupil brings a school and how much parents choose by the air
-- are assumptions (`maru list air_reports`, `maru list school_choice`).

scenario {
  name = "clean_air_market", title = "Who should sell what a classroom's air is like?",
  start = "2018-03-02", days = 300, seed = 2018,              -- to the last lessons before the winter vacation

  homes = { count = 2000, districts = 20 },
  maker { name = "hanbit" },                                  -- rents out the purifiers
  air_reports { to_parents = false },                         -- its desk that measures
  school { count = 10, classrooms = 6, shut_spread = 1, open_spread = 1 },  -- no two alike: old windows and new ones
  school_choice { show = "none" },
}

policy { name = "nobody", title = "Nobody is told" }

policy {
  name = "school_pays", title = "The firm sells its reports to schools",
  set  = { ["air_reports.to_school"] = true },
}

policy {
  name = "parents_pay", title = "... to parents who subscribe",
  set  = { ["air_reports.to_parents"] = true },
}

policy {
  name = "those_that_gain", title = "Schools show their air if that wins them pupils",
  set  = { ["school_choice.show"] = "those_that_gain" },
}

policy {
  name = "all", title = "All schools must show it",
  set  = { ["school_choice.show"] = "all" },
}

compare {
  baseline = "nobody",
  policies = { "school_pays", "parents_pay", "those_that_gain", "all" },
  replications = 5,
}
