-- SPDX-License-Identifier: GPL-3.0-or-later
-- Policies that turn on the twenty-first day: from selling every sighting to asking, and to keeping them at home.
scenario {
  title = "A summer that turns", start = "2018-06-01", days = 60, seed = 2018,
  homes = { count = 300, districts = 4 }, network = "closed_form", journal = "all",
  cockroaches = { prevalence = 0.35, at_start = 1, met_per_run = 0.02 },
  air_conditioner { placement = "device" },
  robot_vacuum {},
  maker { name = "hanbit" },
  pest_control { name = "bugbye", trials_won_quarter = 10000000, known_days = 0, hold_out = 0 },  -- buys whatever it is offered
}
policy { name = "sell", title = "Sell every sighting", consent = { pest_sighting = "none" } }
policy {
  name = "dear", title = "Sell every sighting, dearer", consent = { pest_sighting = "none" },
  set = { ["hanbit.lead_fee_won"] = 30000 },
}
policy {
  name = "ask", title = "Ask first", consent = { pest_sighting = "ask_each_time", presence = "opt_out" },
  levers = { reward = { 700, 0, 20000, "tokens paid for a shared sighting" } },
  on_sighting = function(home, sighting, levers) return { reward_tokens = levers.reward } end,
}
policy { name = "keep", title = "Keep at home" }
branch { at = "2018-06-21", from = "sell" }
compare { baseline = "sell", replications = 3 }
