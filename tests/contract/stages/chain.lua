-- SPDX-License-Identifier: GPL-3.0-or-later
-- Policies one after the other, each ten days: dearer, then asked, then kept at home. Beside them one that asks, and asks again.
scenario {
  title = "A summer of four parts", start = "2018-06-01", days = 60, seed = 2018,
  homes = { count = 300, districts = 4 }, network = "closed_form", journal = "all",
  cockroaches = { prevalence = 0.35, at_start = 1, met_per_run = 0.02 },
  air_conditioner { placement = "device" },
  robot_vacuum {},
  maker { name = "hanbit" },
  pest_control { name = "bugbye", trials_won_quarter = 10000000, known_days = 0, hold_out = 0 },  -- buys whatever it is offered
}
local function ask(name)
  policy {
    name = name, title = "Ask first", consent = { pest_sighting = "ask_each_time", presence = "opt_out" },
    levers = { reward = { 700, 0, 20000, "tokens paid for a shared sighting" } },
    on_sighting = function(home, sighting, levers) return { reward_tokens = levers.reward } end,
  }
end
policy { name = "sell", title = "Sell every sighting", consent = { pest_sighting = "none" } }
policy {
  name = "dear", title = "Sell every sighting, dearer", consent = { pest_sighting = "none" },
  set = { ["hanbit.lead_fee_won"] = 30000 },
}
ask "ask"
ask "ask_again"
policy { name = "keep", title = "Keep at home" }
branch { at = "2018-07-01", from = "ask", policies = { "keep", "ask_again" } }
branch { at = "2018-06-21", from = "dear", policies = { "ask" } }
branch { at = "2018-06-11", from = "sell", policies = { "dear" } }
