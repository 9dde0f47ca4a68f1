-- SPDX-License-Identifier: GPL-3.0-or-later
-- What does a connected product save, and who gains?
--
-- Since 2015 this maker has built Wi-Fi into everything it sells. Half of it is online; so the cloud learns of the products
-- as fast as old ones die and new ones spread, and keeps a twin of each: when it was last heard, and what its meter read.
-- It can tell a family that the air conditioner was left on, or switch it off. Ask of a year: how many of its products does
-- the maker reach, how old is what it knows, what do families save, what does keeping the twins cost, and what leaves the
-- homes for it? Against a maker that asks nobody and takes all, and one that leaves everything at home. Failures, repairs
-- and what else the data is good for are another question: here a product saves only what was left on (what one such
-- event costs: left_on.lua).
--
--   maru run scenarios/makers_cloud.lua --policy ask
--   maru compare scenarios/makers_cloud.lua
--   maru compare scenarios/makers_cloud.lua --set product_cloud.estimator=filter --set product_cloud.report=noised   # the meter told with noise

scenario {
  name  = "makers_cloud",
  title = "What does a connected product save, and who gains?",
  start = "2018-06-01", days = 365, seed = 2018,
  homes   = { count = 1000, districts = 5 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  air_conditioner { placement = "motion", left_on = 0.05 },   -- often: 1 trip of 20 that begins while it runs
  robot_vacuum {},
  maker {},
  electricity {},
  remote_control {},
  product_cloud {},

  -- Fits to what Koreans owned: air conditioners since 1980, robot vacuums since 2003.
  retailer { name = "cooling_shop", sells = "air_conditioner", p = 0.002, q = 0.16, market = 0.97, years_on_sale = 38,
             price_won = 1500000, rival_price_won = 1500000 },
  retailer { name = "vacuum_shop", sells = "robot_vacuum", p = 0.0005, q = 0.24, market = 0.8, years_on_sale = 15 },
}

policy {
  name = "no_cloud", title = "Nothing leaves the homes",
  consent = { presence = "never", telemetry = "never" },
}

policy {
  name = "ask", title = "Ask at installation; a status a day; tell the family what was left on",
  consent = { presence = "at_install", telemetry = "at_install" },
}

policy {
  name = "ask_hourly", title = "The same with a status an hour, and the cloud switches off",
  consent = { presence = "at_install", telemetry = "at_install" },
  set = { ["product_cloud.report_hours"] = 1, ["air_conditioner.remote_off_auto"] = true },
}

policy {
  name = "take_all", title = "As ask_hourly, and nobody is asked",
  consent = { presence = "none", telemetry = "none" },
  set = { ["product_cloud.report_hours"] = 1, ["air_conditioner.remote_off_auto"] = true },
}

compare { baseline = "no_cloud", policies = { "ask", "ask_hourly", "take_all" }, replications = 4 }
