-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does the maker that asks win customers?
--
-- Two makers sell the same robot. Hanbit takes what its robots see: pictures to train them on, sightings to sell. Nara asks. Families
-- choose a brand when their robot dies, by price, trust and, if they heed it, by what a maker's policy lets out. Prices answer
-- each other month by month, so that what a maker earns by data makes its robots cheaper.
--
--   maru compare scenarios/privacy_competes.lua
--   maru sweep   scenarios/privacy_competes.lua                # the share of families that heed a policy, from 0 to 1
--   maru robust  scenarios/privacy_competes.lua --policies both_ask,hanbit_takes

scenario {
  name  = "privacy_competes",
  title = "Does the maker that asks win customers?",
  start = "2018-01-01", days = 1825, seed = 2018,
  homes   = { count = 1000, districts = 10 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },
  network = "closed_form",
  brands  = { life_years = 5 },

  robot_vacuum { name = "hanbit_robot", ownership = 0 },
  robot_vacuum { name = "nara_robot", ownership = 0 },
  maker { name = "hanbit", makes = "hanbit_robot hanbit_training hanbit_brand" },
  maker { name = "nara", makes = "nara_robot nara_training nara_brand" },
  brand { name = "hanbit_brand", sells = "hanbit_robot", price = "answers" },
  brand { name = "nara_brand", sells = "nara_robot", price = "answers" },
  recogniser_training { name = "hanbit_training" },
  recogniser_training { name = "nara_training" },
  pest_control { name = "bugbye" },
  pest_control { name = "clearhome" },
}

local asks = { pest_sighting = "ask_each_time", image = "opt_in" }
local takes = { pest_sighting = "none", image = "none" }

policy { name = "both_ask", title = "Both makers ask", consent = asks }

policy {
  name = "hanbit_takes", title = "Hanbit takes, Nara asks",
  consent = { pest_sighting = "ask_each_time", image = "opt_in", from = { hanbit = takes } },
}

policy { name = "both_take", title = "Both makers take", consent = takes }

compare { baseline = "both_ask", policies = { "hanbit_takes", "both_take" }, replications = 4 }
sweep { vary = { "brands.heeds=0..1/6" }, design = "grid", runs = 72, replications = 4 }
