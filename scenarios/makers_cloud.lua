-- SPDX-License-Identifier: GPL-3.0-or-later
-- What does a connected product save, and who gains?
scenario {
  name  = "makers_cloud",
  title = "What does a connected product save, and who gains?",
  start = "2018-06-01", days = 92, seed = 2018,
  homes   = { count = 2000, districts = 10 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  air_conditioner { placement = "motion" },
  robot_vacuum { ownership = 0.09 },
  maker {},
  electricity {},
  remote_control {},
  product_cloud {},
  retailer { name = "vacuum_shop", sells = "robot_vacuum" },
  retailer { name = "cooling_shop", sells = "air_conditioner", market = 0.97, price_won = 1500000 },
}

policy { name = "no_cloud", consent = { presence = "never", telemetry = "never" } }
policy { name = "ask", consent = { presence = "at_install", telemetry = "at_install" } }
policy { name = "take", consent = { presence = "none", telemetry = "none" } }

compare { baseline = "no_cloud", policies = { "ask", "take" }, replications = 3 }
